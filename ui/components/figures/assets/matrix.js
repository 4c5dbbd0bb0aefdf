// Rows against columns; a cell counts statements, its shade grows with them.

import { el, fill, glyph } from "../zhitu.parts/dom.js";

export function matrix(root, data, marks) {
  const { texts } = data;
  const head = el(
    "tr",
    {},
    el("td", {}),
    data.columns.map((column) => el("th", { scope: "col", title: column.kind }, el("span", { class: "turned" }, glyph(column.sign, 10), column.title))),
    el("th", { scope: "col" }, el("span", { class: "turned" }, texts.total)),
  );
  const rows = data.rows.map((row) =>
    el(
      "tr",
      {},
      el("th", { scope: "row", title: row.kind }, glyph(row.sign, 10), row.title),
      row.cells.map((value, at) => cell(row, data.columns[at], value, data, marks)),
      el("td", { class: "sum" }, row.sum),
    ),
  );
  const foot = el(
    "tr",
    {},
    el("th", { scope: "row" }, texts.total),
    data.columns.map((column) => el("td", { class: "sum" }, column.sum)),
    el("td", { class: "sum" }, data.total),
  );
  const table = el("table", { class: "matrix" }, el("thead", {}, head), el("tbody", {}, rows), el("tfoot", {}, foot));
  root.replaceChildren(...[el("div", { class: "scroll" }, table), data.left && el("p", { class: "aside" }, data.left)].filter(Boolean));
}

function cell(row, column, value, { most, texts }, marks) {
  if (!value) return el("td", {}, el("span", { class: "none", "aria-label": "0" }, "·"));
  const label = fill(texts.row_of, { row: row.title, column: column.title, count: value });
  const button = el("button", marks.of(`${row.key}|${column.key}`, { class: "mark cell", title: label, "aria-label": label }), value);
  button.style.setProperty("--strength", `${Math.round(16 + (64 * value) / most)}%`);
  return el("td", {}, button);
}
