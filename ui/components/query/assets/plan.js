// How an engine would answer: its steps as a tree, the last to run on top, as the engines write it.
import { el, keepKeys, part } from "../zhitu.dom/dom.js";

export default part((parent) => {
  const root = el("div", { class: "zq plan" });
  parent.append(root);
  keepKeys(root);

  function branch(step, texts) {
    const facts = [step.rows === null ? null : `${texts.rows} ${Math.round(step.rows).toLocaleString("en")}`, step.hits === null ? null : `${texts.hits} ${step.hits.toLocaleString("en")}`];
    return el(
      "li",
      {},
      el("div", { class: "step" }, el("b", {}, step.operator), el("code", {}, step.details), el("span", { class: "aside" }, facts.filter(Boolean).join(" · "))),
      step.children.length > 0 && el("ul", {}, step.children.map((child) => branch(child, texts))),
    );
  }

  return {
    draw({ texts, note, steps }) {
      root.replaceChildren(
        el("h3", {}, texts.heading),
        note && el("p", { class: "aside" }, note),
        steps.length ? el("ul", { class: "tree", "aria-label": texts.heading }, steps.map((step) => branch(step, texts))) : el("p", { class: "none" }, texts.none),
      );
    },
  };
});
