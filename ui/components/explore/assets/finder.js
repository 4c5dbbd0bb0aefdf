// The search box: a combobox whose list, in groups, comes from Python while one types. On a page that has no place for it
// (`over`) it lies hidden over the page until Ctrl+K is pressed.

import { el, fill, glyph, icon, keepKeys, part } from "./dom.js";

const TYPING_MS = 90; // after the last key; the answer itself takes some 10 ms
const FEW = 4; // hits of a group that are shown while there are other groups
let count = 0;

export default part((parent) => {
  const id = `finder-${++count}`;
  const input = el("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  });
  const list = el("div", { class: "hits", role: "listbox", id });
  const heading = el("p", { class: "heading" });
  const empty = el("p", { class: "nothing" });
  const popup = el("div", { class: "popup", hidden: true }, heading, list, empty);
  const said = el("span", { class: "said", role: "status" });
  const hint = el("kbd", {}, /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ K" : "Ctrl K");
  const box = el("label", { class: "box" }, icon("search"), input, hint);
  const root = el("div", { class: "zp finder", role: "search" }, box, popup, said);
  parent.append(root);

  let data = { texts: {}, over: false, answer: { text: "", groups: [] }, suggestions: [] };
  let hits = []; // what the list shows, over all groups
  let whole = new Set(); // keys of groups of which all hits are shown
  let active = -1;
  let timer = 0;
  let waiting = false; // Enter was pressed before the answer to the text came
  let instance = null;

  const typed = () => input.value.trim();
  const fresh = () => data.answer.text === typed();

  function open(shown) {
    popup.hidden = !shown || !(typed() ? fresh() : data.suggestions.length);
    input.setAttribute("aria-expanded", String(!popup.hidden));
    point(popup.hidden || !typed() ? -1 : 0);
  }

  function close() {
    open(false);
    root.classList.remove("called");
  }

  // Fills the list with what fits the text: groups of hits, or suggestions while nothing is typed.
  function show() {
    const groups = typed() ? data.answer.groups : [{ key: "", hits: data.suggestions, count: data.suggestions.length }];
    hits = [];
    list.replaceChildren(...groups.map((group) => groupOf(group, groups.length > 1)));
    heading.textContent = data.texts.suggestions;
    heading.hidden = Boolean(typed()) || !hits.length;
    empty.textContent = fill(data.texts.nothing, { text: typed() });
    empty.hidden = hits.length > 0;
    open(parent.activeElement === input);
  }

  function groupOf(group, several) {
    const shown = group.hits.slice(0, several && !whole.has(group.key) ? FEW : undefined);
    const rest = group.count - shown.length;
    const label = `${id}-${group.key}`;
    const options = shown.map((hit) => {
      hits.push(hit);
      return option(hit, `${id}-${hits.length - 1}`, () => choose(hit));
    });
    const more = shown.length < group.hits.length;
    return el(
      "div",
      { class: "group", role: "group", "aria-labelledby": group.label ? label : null },
      group.label && el("p", { class: "heading", id: label }, group.label, el("span", { class: "count" }, ` ${group.count}`)),
      options,
      group.label && rest > 0 && more &&
        el("button", { class: "link rest", type: "button", tabindex: "-1", onpointerdown: (event) => event.preventDefault(), onclick: () => widen(group.key) }, fill(data.texts.rest, { count: rest })),
    );
  }

  function widen(key) {
    whole.add(key);
    show();
  }

  function point(next) {
    active = hits.length ? Math.max(-1, Math.min(hits.length - 1, next)) : -1;
    const items = [...list.querySelectorAll('[role=option]')];
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", items[active].id);
      items[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function choose(hit) {
    waiting = false;
    clearTimeout(timer);
    input.value = "";
    show();
    open(false);
    root.classList.remove("called");
    instance.tell("choice", { id: hit.id });
    said.textContent = fill(data.texts.chosen, { name: hit.name });
  }

  function ask() {
    clearTimeout(timer);
    if (!typed() || fresh()) show();
    else timer = setTimeout(() => instance.keep("text", typed()), TYPING_MS);
  }

  function draw(given, self) {
    instance = self;
    data = given;
    input.placeholder = data.texts.placeholder;
    input.setAttribute("aria-label", data.texts.label);
    list.setAttribute("aria-label", data.texts.results);
    if (typed() && !fresh()) return; // an answer to an older text
    show();
    const count = data.answer.groups.reduce((sum, group) => sum + group.count, 0);
    if (typed()) said.textContent = fill(data.texts.found, { count });
    root.classList.toggle("over", data.over);
    if (waiting && typed() && hits.length) choose(hits[0]);
    waiting = false;
  }

  input.addEventListener("input", () => {
    waiting = false;
    whole = new Set();
    ask();
  });
  input.addEventListener("focus", show);
  input.addEventListener("blur", () => setTimeout(() => parent.activeElement !== input && close(), 120));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter belongs to the input method while it composes
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (popup.hidden) show();
      else point(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape") {
      if (popup.hidden) input.value = "";
      close();
    }
  });

  function enter() {
    if (typed() ? fresh() : active >= 0) {
      const hit = hits[Math.max(0, active)];
      if (hit) choose(hit);
    } else if (typed()) {
      waiting = true;
      clearTimeout(timer);
      instance.keep("text", typed());
    }
  }
  keepKeys(root);

  const anywhere = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      event.stopPropagation();
      root.classList.add("called");
      input.focus();
      input.select();
    }
  };
  document.addEventListener("keydown", anywhere, true);
  return { draw, destroy: () => document.removeEventListener("keydown", anywhere, true) };
});

function option(hit, id, choose) {
  return el(
    "div",
    { class: "hit", role: "option", id, "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: choose },
    glyph(hit, 14),
    el(
      "span",
      { class: "names" },
      el("span", { class: "name" }, hit.name),
      (hit.why || hit.other) && el("span", { class: "more" }, hit.why || hit.other),
    ),
    el("span", { class: "kind" }, hit.kind),
  );
}
