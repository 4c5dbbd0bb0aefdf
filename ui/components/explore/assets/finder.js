// The search box: a combobox whose list comes from Python while one types.

import { el, fill, glyph, icon, keepKeys, part } from "./dom.js";

const TYPING_MS = 90; // after the last key; the answer itself takes some 10 ms
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

  let data = { texts: {}, answer: { text: "", hits: [] }, suggestions: [] };
  let hits = []; // what the list shows
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

  // Fills the list with what fits the text: hits, or suggestions while nothing is typed.
  function show() {
    hits = typed() ? data.answer.hits : data.suggestions;
    list.replaceChildren(...hits.map((hit, at) => option(hit, `${id}-${at}`, data.texts, () => choose(hit))));
    heading.textContent = data.texts.suggestions;
    heading.hidden = Boolean(typed()) || !hits.length;
    empty.textContent = fill(data.texts.nothing, { text: typed() });
    empty.hidden = hits.length > 0;
    open(parent.activeElement === input);
  }

  function point(next) {
    active = hits.length ? Math.max(-1, Math.min(hits.length - 1, next)) : -1;
    const items = [...list.children];
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
    instance.tell("choice", { id: hit.id, seq: Date.now() });
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
    if (typed()) said.textContent = fill(data.texts.found, { count: hits.length });
    if (waiting && typed() && hits.length) choose(hits[0]);
    waiting = false;
  }

  input.addEventListener("input", () => {
    waiting = false;
    ask();
  });
  input.addEventListener("focus", show);
  input.addEventListener("blur", () => setTimeout(() => parent.activeElement !== input && open(false), 120));
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
      open(false);
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
      input.focus();
      input.select();
    }
  };
  document.addEventListener("keydown", anywhere, true);
  return { draw, destroy: () => document.removeEventListener("keydown", anywhere, true) };
});

function option(hit, id, texts, choose) {
  const why = hit.matched && fill(texts[hit.why] ?? texts.alias, { text: hit.matched });
  return el(
    "div",
    { class: "hit", role: "option", id, "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: choose },
    glyph(hit, 14),
    el(
      "span",
      { class: "names" },
      el("span", { class: "name" }, hit.name),
      (why || hit.other) && el("span", { class: "more" }, why || hit.other),
    ),
    el("span", { class: "kind" }, hit.kind),
  );
}
