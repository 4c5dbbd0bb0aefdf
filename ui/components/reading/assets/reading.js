// One part of a source: what it is, its facts, and its text with the sentences of the facts marked; each leads to the other.

import { el, fill, icon, keepKeys, part } from "../zhitu.parts/dom.js";
import { bring } from "../zhitu.parts/scrolling.js";

const FEW = 40; // facts of a group before the rest hides behind a button

export default part((parent) => {
  const root = el("article", { class: "zp reading" });
  parent.append(root);
  keepKeys(root);
  return {
    draw(data, instance) {
      root.setAttribute("aria-label", data.texts.label);
      const rows = new Map();
      const facts = el("section", { class: "facts" }, head(data, instance), ...factGroups(data, rows));
      const text = data.passage ? passageOf(data, rows, instance) : data.hint && el("aside", { class: "text hint" }, el("p", {}, data.hint));
      const link = data.passage && text.show;
      root.classList.toggle("with-text", Boolean(data.passage));
      root.replaceChildren(facts, ...(text ? [text.element ?? text] : []));
      for (const [key, row] of rows) {
        row.querySelector(".tell")?.addEventListener("click", () => {
          mark(rows, [key]);
          link?.(key);
          instance.tell("act", { kind: "fact", id: key });
        });
      }
      if (data.fact && rows.has(data.fact)) {
        mark(rows, [data.fact]);
        reveal(rows.get(data.fact));
        link?.(data.fact);
      }
    },
  };
});

function mark(rows, keys) {
  for (const [key, row] of rows) row.classList.toggle("on", keys.includes(key));
}

function reveal(row) {
  row.hidden = false;
  bring(row, row.closest(".facts"));
}

function head({ head: it, texts }, instance) {
  const value = (each) => {
    if (each.outside) return el("a", { href: each.outside, target: "_blank", rel: "noopener noreferrer", title: texts.outside }, each.text, " ↗");
    return each.href ? el("a", { href: each.href, target: "_self" }, each.text) : el("span", {}, each.text);
  };
  return el(
    "header",
    {},
    el("p", { class: "kind" }, it.kind),
    el("h1", {}, it.title),
    it.other && el("p", { class: "other" }, it.other),
    el("dl", {}, it.rows.map((row) => el("div", {}, el("dt", {}, row.label), el("dd", {}, row.values.map((each) => el("span", { class: "value" }, value(each))))))),
    el("p", { class: "actions" }, el("a", { class: "button", href: it.explore, target: "_self" }, icon("graph", 14), texts.open)),
  );
}

function factGroups({ groups, texts, left }, rows) {
  if (groups.length === 0) return [el("p", { class: "none" }, texts.none)];
  const drawn = groups.map((group) => {
    const items = group.rows.map((row) => {
      const item = el(
        "li",
        { "data-key": row.key },
        el("button", { class: "tell" }, el("span", { class: "said" }, row.text), row.note && el("span", { class: "aside" }, row.note)),
        row.place && el("span", { class: "place", title: row.place.long }, row.place.short),
        row.href ? el("a", { class: "go", href: row.href, target: "_self", title: texts.open, "aria-label": `${texts.open}: ${row.text}` }, icon("graph", 14)) : el("span", { class: "go" }),
      );
      rows.set(row.key, item);
      return item;
    });
    return el("section", { class: "group" }, el("h2", {}, group.heading, el("span", { class: "count" }, items.length)), ...shortened(items, texts));
  });
  return [...drawn, ...(left ? [el("p", { class: "none" }, left)] : [])];
}

function shortened(items, texts) {
  const list = el("ul", {}, items);
  if (items.length <= FEW + 5) return [list];
  items.slice(FEW).forEach((item) => (item.hidden = true));
  const more = el("button", { class: "link" }, fill(texts.more, { count: items.length - FEW }));
  more.addEventListener("click", () => {
    items.forEach((item) => (item.hidden = false));
    more.remove();
    items[FEW].querySelector("button")?.focus();
  });
  return [list, more];
}

// The text. `show(key)` marks the sentences of a fact and brings the first one into view.
function passageOf({ passage, texts }, rows, instance) {
  const told = el("p", { class: "told", role: "status" });
  const sentences = [];
  const sentenceOf = (each) => {
    if (each.facts.length === 0) return el("span", {}, ...marked(each));
    const sentence = el("span", { class: "sentence", role: "button", tabindex: "0" }, ...marked(each));
    const choose = () => {
      light([sentence]);
      mark(rows, each.facts);
      const first = each.facts.map((key) => rows.get(key)).find(Boolean);
      each.facts.forEach((key) => rows.get(key) && (rows.get(key).hidden = false));
      if (first) bring(first, first.closest(".facts"), { middle: true });
      told.textContent = fill(each.facts.length === 1 ? (texts.selected_one ?? texts.selected) : texts.selected, { count: each.facts.length });
      instance.tell("act", { kind: "fact", id: each.facts[0] });
    };
    sentence.addEventListener("click", choose);
    sentence.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
    sentences.push({ element: sentence, facts: each.facts });
    return sentence;
  };
  const light = (chosen) => sentences.forEach(({ element }) => element.classList.toggle("on", chosen.includes(element)));
  const element = el(
    "section",
    { class: "text" },
    el("h2", {}, passage.heading, el("span", { class: "count" }, passage.where)),
    told,
    ...passage.pieces.map(({ heading, count, level, paragraphs }) =>
      el(
        "section",
        { class: "piece" },
        heading && el("h3", { class: `level-${Math.min(level, 3)}` }, el("a", { href: heading.href, target: "_self" }, heading.text), el("span", { class: "count" }, count)),
        paragraphs.map((paragraph) => el("p", { class: "paragraph" }, paragraph.map(sentenceOf))),
      ),
    ),
  );
  const show = (key) => {
    const chosen = sentences.filter(({ facts }) => facts.includes(key)).map((each) => each.element);
    light(chosen);
    told.textContent = "";
    bring(chosen[0], element, { middle: true });
  };
  return { element, show };
}

function marked({ text, marks }) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of marks) {
    pieces.push(text.slice(done, start), el("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}
