// How well the facts cover the sources: every part with the facts that rest on it, and those without any in view.

import { el, fill } from "../zhitu.parts/dom.js";
import { saveButton } from "./saving.js";

const PART_KINDS = ["work", "section", "figure", "endnote"];

export function coverage({ coverage: { kinds, rows, without, truncated }, texts }) {
  const shown = PART_KINDS.map((kind) => rows.filter((row) => row.kind === kind)).filter((each) => each.length > 0);
  const most = Math.max(1, ...rows.map((row) => sum(row.counts)));
  const table = (parts) =>
    el(
      "table",
      {},
      el("caption", {}, texts[`part_${parts[0].kind}`], el("span", { class: "count" }, fill(texts.covered, { count: parts.filter((row) => row.inside > 0).length, total: parts.length }))),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, texts.part), kinds.map((kind) => el("th", { scope: "col" }, kind)), el("th", { scope: "col" }, texts.own), el("th", { scope: "col" }, texts.inside))),
      el("tbody", {}, parts.map((row) => line(row, most, texts))),
    );
  const lost = sum(without);
  return [
    el(
      "div",
      { class: "line" },
      el("p", { class: "count" }, lost ? fill(texts.without, { count: lost }) : texts.without_none, truncated ? ` ${texts.truncated}` : ""),
      saveButton(texts.save_csv, "zhitu-coverage.csv", "text/csv", () => csv([["id", "kind", "name", ...kinds, texts.own, texts.inside], ...rows.map((row) => [row.id, row.kind, row.name, ...row.counts, sum(row.counts), row.inside])])),
    ),
    ...shown.map((parts) => el("section", { class: "coverage" }, table(parts))),
  ];
}

function line(row, most, texts) {
  const own = sum(row.counts);
  return el(
    "tr",
    { class: row.inside === 0 ? "empty" : null },
    el("th", { scope: "row", style: `--depth: ${Math.max(0, row.depth - 1)}` }, el("a", { href: row.href, target: "_self" }, row.name), row.inside === 0 && el("span", { class: "aside" }, texts.uncovered)),
    row.counts.map((count) => el("td", {}, count || "–")),
    el("td", { class: "bar", style: `--share: ${Math.sqrt(own / most)}` }, own || "–"),
    el("td", {}, row.inside || "–"),
  );
}

const sum = (counts) => counts.reduce((total, count) => total + count, 0);

// Cells that a spreadsheet program would read as a formula get an apostrophe, as in every export of zhitu.
const cell = (value) => {
  const text = /^[=+\-@\t\r]/.test(String(value)) && typeof value !== "number" ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
