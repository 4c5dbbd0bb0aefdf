// The list of classes and relations with a search in all their words, in both languages.

import { el, glyph, keepKeys, part } from "../zhitu.parts/dom.js";
import { bring } from "../zhitu.parts/scrolling.js";

const KEPT_MS = 500;

export default part((parent) => {
  const root = el("nav", { class: "zp terms" });
  parent.append(root);
  keepKeys(root);
  let typed = null;
  let timer;
  const toSelected = () => bring(root.querySelector("[aria-current]"), root);
  const resized = new ResizeObserver(toSelected); // the list has its height only when its style is there
  resized.observe(root);
  return {
    draw(data, instance) {
      const focused = parent.activeElement?.tagName === "INPUT";
      root.setAttribute("aria-label", data.texts.label);
      typed ??= data.search;
      const box = el("input", { type: "search", placeholder: data.texts.search, "aria-label": data.texts.search, value: typed });
      const body = el("div", {});
      const list = () => body.replaceChildren(...groups(data, typed.trim().toLowerCase(), instance));
      box.addEventListener("input", () => {
        typed = box.value;
        list();
        clearTimeout(timer);
        timer = setTimeout(() => instance.tell("act", { kind: "search", text: typed }), KEPT_MS);
      });
      const scrolled = root.scrollTop;
      root.replaceChildren(el("div", { class: "search" }, box), body);
      list();
      root.scrollTop = scrolled;
      toSelected();
      if (focused) {
        box.focus();
        box.setSelectionRange(typed.length, typed.length);
      }
    },
    destroy: () => {
      clearTimeout(timer);
      resized.disconnect();
    },
  };
});

function groups(data, wanted, instance) {
  const found = data.groups
    .map((group) => ({ ...group, rows: group.rows.filter((row) => wanted.split(/\s+/).every((word) => row.search.includes(word))) }))
    .filter((group) => group.rows.length > 0);
  if (found.length === 0) return [el("p", { class: "nothing" }, data.texts.nothing)];
  return found.map((group) => el("section", {}, el("h2", {}, group.heading, el("span", { class: "count" }, group.rows.length)), el("ul", {}, group.rows.map((row) => el("li", {}, link(row, data, wanted, instance))))));
}

function link(row, { selected }, wanted, instance) {
  return el(
    "a",
    {
      class: "row",
      href: row.href,
      target: "_self",
      "aria-current": row.id === selected ? "true" : null,
      style: `--depth: ${wanted ? 0 : row.depth}`,
      onclick: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        instance.tell("act", { kind: "term", id: row.id });
      },
    },
    row.sign && glyph(row.sign, 12),
    el("span", { class: "name" }, row.name),
    row.count !== null && el("span", { class: "count" }, row.count || "–"),
  );
}
