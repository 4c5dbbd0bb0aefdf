// What is known of a chosen mark: its facts as sentences, each with its places in the sources and a link to the explorer.

import { el, icon, keepKeys, part } from "../zhitu.parts/dom.js";

const FEW = 12; // facts before the rest hides behind a button

export default part((parent) => {
  const root = el("article", { class: "fig detail", tabindex: "-1" });
  parent.append(root);
  keepKeys(root);
  return {
    draw(data, instance) {
      root.setAttribute("aria-label", data.title);
      const parts = [
        el(
          "header",
          {},
          el("h2", {}, data.title),
          data.closable &&
            el("button", { class: "close", title: data.texts.close, "aria-label": data.texts.close, onclick: () => instance.tell("close", Date.now()) }, icon("close")),
        ),
        data.subtitle && el("p", { class: "aside" }, data.subtitle),
        data.links.length > 0 && el("p", { class: "links" }, data.links.map(link)),
        facts(data),
      ];
      root.replaceChildren(...parts.flat().filter(Boolean));
    },
  };
});

const link = ({ href, label }) => el("a", { href, target: "_self" }, label);

function facts(data) {
  const items = data.rows.map((row) =>
    el(
      "li",
      {},
      el("p", { class: "fact" }, row.href ? el("a", { href: row.href, target: "_self", title: data.texts.explore }, row.text) : row.text),
      row.note && el("p", { class: "aside" }, row.note),
      row.places.map((place) =>
        el(
          "div",
          { class: "place" },
          el("span", { class: "where" }, place.where),
          place.quote && el("blockquote", {}, place.quote),
        ),
      ),
    ),
  );
  const list = el("ol", {}, items);
  if (items.length <= FEW + 3) return list;
  items.slice(FEW).forEach((item) => (item.hidden = true));
  const more = el("button", { class: "more" }, icon("more", 12), data.texts.all.replace("{count}", items.length));
  more.addEventListener("click", () => {
    items.forEach((item) => (item.hidden = false));
    more.remove();
  });
  return [list, more];
}
