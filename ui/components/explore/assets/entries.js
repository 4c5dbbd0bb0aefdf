// A list of entries with what can be done with each, and perhaps a form above it: the steps taken, the views kept.

import { el, icon, keepKeys, part } from "./dom.js";

const MAX_FILE_BYTES = 2_000_000;

export default part((parent) => {
  const root = el("div", { class: "zp entries" });
  parent.append(root);
  keepKeys(root);
  return {
    draw(data, instance) {
      const focused = parent.activeElement?.dataset?.key;
      const tell = (kind, detail = {}) => instance.tell("act", { kind, ...detail });
      root.replaceChildren(
        el("div", { class: "head" }, el("h2", {}, data.title)),
        data.form ? formOf(data.form, tell) : "",
        data.note ? el("p", { class: "aside" }, data.note) : "",
        el("ol", {}, data.items.map((item) => el("li", { class: item.current ? "current" : null }, entry(item, tell)))),
      );
      if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    },
  };
});

function entry(item, tell) {
  return [
    el(
      "button",
      { type: "button", class: "open", "data-key": `open ${item.key}`, "aria-current": item.current ? "step" : null, disabled: item.disabled, onclick: () => tell("open", { key: item.key }) },
      el("span", { class: "label" }, item.label),
      item.note && el("span", { class: "aside" }, item.note),
      item.warning && el("span", { class: "aside bad" }, item.warning),
    ),
    item.actions?.length > 0 &&
      el(
        "span",
        { class: "acts" },
        item.actions.map((action) =>
          el("button", { type: "button", "data-key": `${action.kind} ${item.key}`, title: action.label, "aria-label": `${action.label}: ${item.label}`, onclick: () => tell(action.kind, { key: item.key }) }, icon(action.icon, 13)),
        ),
      ),
  ];
}

function formOf(form, tell) {
  const name = el("input", { type: "text", maxlength: "80", placeholder: form.name, "aria-label": form.name, "data-key": "name" });
  const note = el("textarea", { rows: "2", maxlength: "2000", placeholder: form.note, "aria-label": form.note, "data-key": "note" });
  const file = el("input", { type: "file", accept: ".json,application/json", hidden: true });
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (chosen) tell("import", { text: chosen.size > MAX_FILE_BYTES ? "" : await chosen.text() });
    file.value = "";
  });
  const save = () => name.value.trim() && tell("save", { name: name.value.trim(), note: note.value.trim() });
  name.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && save());
  return el(
    "div",
    { class: "together" },
    name,
    note,
    el(
      "div",
      { class: "pair" },
      el("button", { type: "button", class: "apply", "data-key": "save", onclick: save }, form.save),
      el("button", { type: "button", class: "link", "data-key": "import", onclick: () => file.click() }, form.import),
    ),
    file,
  );
}
