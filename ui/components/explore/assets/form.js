// Choices in sections, as Python describes them: selects, check lists, numbers, and rows that can be taken away.

import { el, icon, keepKeys, part } from "./dom.js";

export default part((parent) => {
  const root = el("div", { class: "zp form" });
  parent.append(root);
  keepKeys(root);
  return {
    draw(data, instance) {
      const focused = parent.activeElement?.dataset?.key;
      const set = (key, value) => instance.tell("act", { kind: "set", key, value });
      root.replaceChildren(
        el(
          "div",
          { class: "head" },
          el("h2", {}, data.title),
          data.reset && el("button", { class: "link", type: "button", "data-key": "reset", onclick: () => set("reset", null) }, data.reset),
        ),
        ...data.sections.map((section) =>
          el("section", {}, section.title && el("h3", {}, section.title), section.fields.map((field) => FIELDS[field.type](field, set))),
        ),
      );
      if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    },
  };
});

const FIELDS = {
  choice: (field, set) => labelled(field, choose(field, (value) => set(field.key, value))),

  number: (field, set) => labelled(field, number(field, (value) => set(field.key, value))),

  checks: (field, set) =>
    el(
      "ul",
      { class: "checks" },
      field.items.map((item) =>
        el(
          "li",
          {},
          el(
            "label",
            {},
            checkbox(item, (on) => set(field.key, { key: item.key, on })),
            el("span", { class: "label" }, item.label),
            el("span", { class: "count" }, String(item.count)),
          ),
        ),
      ),
    ),

  rows: (field, set) =>
    el(
      "ul",
      { class: "rows" },
      field.items.map((item) =>
        el(
          "li",
          {},
          item.light && swatch(item),
          el("span", { class: "label" }, item.label),
          el("button", { type: "button", class: "drop", "data-key": `${field.key} ${item.key}`, "aria-label": item.remove, title: item.remove, onclick: () => set(field.key, item.key) }, icon("close", 12)),
        ),
      ),
    ),

  // Several fields that are told together by a button.
  together: (field, set) => {
    const values = Object.fromEntries(field.fields.map((each) => [each.key, each.value]));
    const note = (key) => (value) => (values[key] = value);
    return el(
      "div",
      { class: "together" },
      field.fields.map((each) => labelled(each, CONTROLS[each.type](each, note(each.key)))),
      el("button", { type: "button", class: "apply", "data-key": field.key, onclick: () => set(field.key, values) }, field.label),
    );
  },

  note: (field) => el("p", { class: "aside" }, field.label),
};

const labelled = (field, control) => el("label", { class: "field" }, el("span", {}, field.label), control);

function choose(field, tell) {
  const select = el(
    "select",
    { "data-key": field.key, onchange: () => tell(select.value) },
    field.options.map((option) => el("option", { value: option.key, selected: option.key === field.value }, option.label)),
  );
  return select;
}

function number(field, tell) {
  const input = el("input", { type: "number", "data-key": field.key, value: field.value ?? "", min: field.least, step: field.step ?? "any", placeholder: field.placeholder });
  input.addEventListener("change", () => tell(input.value === "" ? null : Number(input.value)));
  return input;
}

function text(field, tell) {
  const input = el("input", { type: "text", "data-key": field.key, value: field.value, maxlength: 200 });
  input.addEventListener("input", () => tell(input.value));
  return input;
}

const CONTROLS = { choice: choose, number, text };

function checkbox(item, tell) {
  const input = el("input", { type: "checkbox", "data-key": item.key });
  input.checked = item.on;
  input.addEventListener("change", () => tell(input.checked));
  return input;
}

function swatch({ light, dark }) {
  const box = el("span", { class: "swatch" });
  box.style.background = light;
  box.style.background = `light-dark(${light}, ${dark})`;
  return box;
}
