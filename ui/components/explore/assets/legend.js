// The legend: classes on the canvas with their sign and count; a click hides or shows a class.

import { el, fill, glyph, icon, keepKeys, part } from "./dom.js";

export default part((parent) => {
  const root = el("div", { class: "zp legend" });
  parent.append(root);
  keepKeys(root);
  return {
    draw(data, instance) {
      const focused = parent.activeElement?.dataset?.key;
      const tell = (kind, classes) => instance.tell("act", { kind, classes });
      const hidden = data.groups.some((group) => group.classes.some((each) => each.hidden));
      root.replaceChildren(
        el(
          "div",
          { class: "head" },
          el("h2", {}, data.texts.title),
          hidden && el("button", { class: "link", "data-key": "all", onclick: () => tell("all", []) }, data.texts.all),
        ),
        ...data.groups.map((group) => groupOf(group, data.texts, tell)),
        data.marks.length ? el("section", { class: "marks" }, el("h3", {}, data.texts.marks), el("ul", {}, data.marks.map(markOf))) : "",
      );
      if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    },
  };
});

// A line as the canvas draws it, or the sign beside a node, and how many there are.
function markOf({ key, label, count }) {
  return el("li", { class: "mark" }, el("span", { class: `sample ${key}`, "aria-hidden": "true" }, key === "doubt" ? "!" : ""), el("span", { class: "label" }, label), el("span", { class: "count" }, String(count)));
}

function groupOf(group, texts, tell) {
  const keys = group.classes.map((each) => each.key);
  const off = group.classes.every((each) => each.hidden);
  return el(
    "section",
    {},
    el(
      "h3",
      {},
      el(
        "button",
        { class: "group", "data-key": `group ${group.key}`, "aria-pressed": String(!off), title: texts.toggle_group, onclick: () => tell("toggle", keys) },
        group.label,
      ),
    ),
    el("ul", {}, group.classes.map((each) => el("li", {}, rowOf(each, texts, tell)))),
  );
}

function rowOf(each, texts, tell) {
  return [
    el(
      "button",
      {
        class: each.hidden ? "row off" : "row",
        "data-key": each.key,
        "aria-pressed": String(!each.hidden),
        title: fill(each.hidden ? texts.show : texts.hide, { name: each.label }),
        onclick: () => tell("toggle", [each.key]),
      },
      glyph(each, 13),
      el("span", { class: "label" }, each.label),
      el("span", { class: "count" }, String(each.count)),
    ),
    el(
      "button",
      {
        class: "only",
        "data-key": `only ${each.key}`,
        title: fill(texts.only, { name: each.label }),
        "aria-label": fill(texts.only, { name: each.label }),
        onclick: () => tell("only", [each.key]),
      },
      icon("focus", 13),
    ),
  ];
}
