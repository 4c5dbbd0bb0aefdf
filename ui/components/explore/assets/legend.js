// The legend: classes and relation types on the canvas with their sign and count. A click hides or shows; what one points
// at, or reaches by the keyboard, the canvas keeps bright while the rest steps back (the event `zt-highlight`).

import { el, fill, glyph, icon, keepKeys, part } from "./dom.js";

const REST_MS = 70; // the pointer rests this long before anything fades: crossing the legend does not flicker

export default part((parent) => {
  const root = el("div", { class: "zp legend" });
  parent.append(root);
  keepKeys(root);
  const light = highlighter();
  const lightsAt = (target) => target?.closest?.("[data-lights]")?.lights ?? null;
  const focused = () => (parent.activeElement?.matches?.(":focus-visible") ? lightsAt(parent.activeElement) : null);
  root.addEventListener("pointerover", (event) => light(lightsAt(event.target)));
  root.addEventListener("pointerleave", () => light(focused()));
  root.addEventListener("focusin", () => light(focused()));
  root.addEventListener("focusout", () => light(null));
  return {
    draw(data, instance) {
      const key = parent.activeElement?.dataset?.key;
      const tell = (kind, detail) => instance.tell("act", { kind, ...detail });
      const hidden = data.groups.some((group) => group.classes.some((each) => each.hidden));
      root.replaceChildren(
        el(
          "div",
          { class: "head" },
          el("h2", {}, data.texts.title),
          hidden && el("button", { class: "link", "data-key": "all", onclick: () => tell("all", {}) }, data.texts.all),
        ),
        ...data.groups.map((group) => groupOf(classGroup(group, data.texts, tell))),
        data.types.length ? groupOf(typeGroup(data.types, data.texts, tell)) : "",
        data.marks.length ? el("section", { class: "marks" }, el("h3", {}, data.texts.marks), el("ul", {}, data.marks.map(markOf))) : "",
      );
      if (key) root.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
      light(focused() ?? lightsAt(root.querySelector("[data-lights]:hover")));
    },
    destroy: () => light(null, 0),
  };
});

// Tells the canvas what to keep bright: {classes, types}, or null for everything.
function highlighter() {
  let told = null;
  let timer = 0;
  return (lights, delay = REST_MS) => {
    clearTimeout(timer);
    const tell = () => {
      if (lights === told) return;
      told = lights;
      document.dispatchEvent(new CustomEvent("zt-highlight", { detail: lights }));
    };
    if (delay) timer = setTimeout(tell, delay);
    else tell();
  };
}

// A line as the canvas draws it, or the sign beside a node, and how many there are.
function markOf({ key, label, count }) {
  return el("li", { class: "mark" }, el("span", { class: `sample ${key}`, "aria-hidden": "true" }, key === "doubt" ? "!" : ""), el("span", { class: "label" }, label), el("span", { class: "count" }, String(count)));
}

// A family of classes, as a group of rows.
function classGroup({ key, label, classes }, texts, tell) {
  return {
    key: `group ${key}`,
    label,
    title: texts.toggle_group,
    lights: { classes: classes.map((each) => each.key), types: [] },
    toggle: () => tell("toggle", { classes: classes.map((each) => each.key) }),
    rows: classes.map((each) => ({
      ...each,
      sign: glyph(each, 13),
      title: fill(each.hidden ? texts.show : texts.hide, { name: each.label }),
      only: fill(texts.only, { name: each.label }),
      lights: { classes: [each.key], types: [] },
      toggle: () => tell("toggle", { classes: [each.key] }),
      alone: () => tell("only", { classes: [each.key] }),
    })),
  };
}

// The relation types, as a group of rows.
function typeGroup(types, texts, tell) {
  return {
    key: "types",
    label: texts.types,
    title: texts.toggle_types,
    lights: { classes: [], types: types.map((each) => each.key) },
    toggle: () => tell("toggle_types", { types: types.map((each) => each.key) }),
    rows: types.map((each) => ({
      ...each,
      key: `type ${each.key}`,
      sign: lineOf(each),
      title: fill(each.hidden ? texts.show : texts.filter_out, { name: each.label }),
      only: fill(texts.only, { name: each.label }),
      lights: { classes: [], types: [each.key] },
      toggle: () => tell("toggle_types", { types: [each.key] }),
      alone: () => tell("only_type", { types: [each.key] }),
    })),
  };
}

function lineOf({ light, dark }) {
  const line = el("span", { class: "line glyph", "aria-hidden": "true" });
  if (light) {
    line.style.background = light; // for browsers without light-dark()
    line.style.background = `light-dark(${light}, ${dark})`;
  }
  return line;
}

function groupOf({ key, label, title, lights, toggle, rows }) {
  const off = rows.every((row) => row.hidden);
  const heading = el("button", { class: "group", "data-key": key, "data-lights": "", "aria-pressed": String(!off), title, onclick: toggle }, label);
  heading.lights = lights;
  return el("section", {}, el("h3", {}, heading), el("ul", {}, rows.map((row) => rowOf(row))));
}

function rowOf({ key, label, count, hidden, sign, title, only, lights, toggle, alone }) {
  const row = el(
    "li",
    { "data-lights": "" },
    el(
      "button",
      { class: hidden ? "row off" : "row", "data-key": key, "aria-pressed": String(!hidden), title, onclick: toggle },
      sign,
      el("span", { class: "label" }, label),
      el("span", { class: "count" }, String(count)),
    ),
    el("button", { class: "only", "data-key": `only ${key}`, title: only, "aria-label": only, onclick: alone }, icon("focus", 13)),
  );
  row.lights = lights;
  return row;
}
