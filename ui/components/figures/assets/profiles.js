// Things side by side: a row an aspect, a column a thing; an aspect with years is one line with a lane a thing. What the
// source does not say is hatched.

import { el, glyph } from "../zhitu.parts/dom.js";
import { line } from "./timeline.js";

export function profiles(root, data, marks) {
  const head = el("tr", {}, el("td", {}), data.subjects.map((subject) => el("th", { scope: "col" }, glyph(subject.sign, 12), subject.title)));
  const rows = data.aspects.map((aspect) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, aspect.label),
      aspect.line
        ? el("td", { class: "line", colspan: data.subjects.length }, line(aspect.line, data.texts, marks))
        : aspect.cells.map((entries) => el("td", {}, entries.length ? el("ul", {}, entries.map((entry) => item(entry, marks))) : el("p", { class: "unsaid" }, data.texts.not_stated))),
    ),
  );
  root.replaceChildren(el("div", { class: "scroll" }, el("table", { class: "profiles" }, el("thead", {}, head), el("tbody", {}, rows))));
}

const item = (entry, marks) =>
  el("li", {}, el("button", marks.of(entry.key, { class: "mark entry" }), entry.text, entry.note && el("span", { class: "aside" }, entry.note)));
