// How an engine would answer, or how it did: its steps as a tree, the last to run on top, as the engines write it. Where
// hits were counted, a bar says which part of all of them a step took.
import { el, fill, keepKeys, part } from "../zhitu.dom/dom.js";

const count = (number) => Math.round(number).toLocaleString("en");

export default part((parent) => {
  const root = el("div", { class: "zq plan" });
  parent.append(root);
  keepKeys(root);

  function facts({ rows, found, hits }, texts) {
    return [
      found !== null && fill(texts.found, { count: count(found) }),
      rows !== null && fill(texts.rows, { count: count(rows) }),
      hits !== null && fill(texts.hits, { count: count(hits) }),
    ].filter(Boolean);
  }

  function branch(step, texts, all) {
    return el(
      "li",
      {},
      el(
        "div",
        { class: "step" },
        el("b", {}, step.operator),
        el("code", {}, step.details),
        el("span", { class: "aside" }, facts(step, texts).join(" · ")),
        all > 0 && el("span", { class: "share", "aria-hidden": "true", style: `--share: ${((100 * (step.hits ?? 0)) / all).toFixed(1)}%` }),
      ),
      step.children.length > 0 && el("ul", {}, step.children.map((child) => branch(child, texts, all))),
    );
  }

  return {
    draw({ texts, heading, note, hits, steps }) {
      root.replaceChildren(
        el("h3", {}, heading),
        note && el("p", { class: "aside" }, note),
        steps.length ? el("ul", { class: "tree", "aria-label": heading }, steps.map((step) => branch(step, texts, hits ?? 0))) : el("p", { class: "none" }, texts.none),
      );
    },
  };
});
