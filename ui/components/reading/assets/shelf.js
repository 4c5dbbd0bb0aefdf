// The list of works and their parts, each with the number of facts that rest on it.

import { el, fill, keepKeys, part } from "../zhitu.parts/dom.js";
import { bring } from "../zhitu.parts/scrolling.js";

export default part((parent) => {
  const root = el("nav", { class: "zp shelf" });
  parent.append(root);
  keepKeys(root);
  const opened = new Map(); // groups that the reader opened or closed
  const toSelected = () => bring(root.querySelector("[aria-current]"), root);
  const resized = new ResizeObserver(toSelected); // the list has its height only when its style is there
  resized.observe(root);
  return {
    draw(data, instance) {
      root.setAttribute("aria-label", data.texts.label);
      const row = (each) => {
        const chosen = each.id === data.selected;
        const link = el(
          "a",
          {
            class: "row",
            href: each.href,
            target: "_self",
            "aria-current": chosen ? "true" : null,
            style: `--depth: ${each.depth}`,
            title: `${each.number ? `${each.number} ` : ""}${each.name} · ${fill(data.texts.facts, { count: each.count })}`,
            onclick: (event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
              event.preventDefault();
              instance.tell("act", { kind: "part", id: each.id });
            },
          },
          each.number && el("span", { class: "number" }, each.number),
          el("span", { class: "name" }, each.name),
          el("span", { class: "bar", style: `--share: ${Math.min(1, Math.sqrt(each.count / data.most))}` }),
          el("span", { class: "count" }, each.count || "–"),
        );
        return el("li", {}, link);
      };
      root.replaceChildren(
        ...data.groups.map((group) => {
          const box = el("details", { open: opened.get(group.key) ?? group.open }, el("summary", {}, group.heading), el("ul", {}, group.rows.map(row)));
          box.addEventListener("toggle", () => opened.set(group.key, box.open));
          return box;
        }),
      );
      toSelected();
    },
    destroy: () => resized.disconnect(),
  };
});
