// Things in columns, with counts, shares and the links between their marks.

import { el, glyph } from "../zhitu.parts/dom.js";
import { links } from "./links.js";

export function columns(root, data, marks) {
  const board = el("div", { class: `board ${data.arrange}${data.links.length ? " linked" : ""}` }, data.columns.map((column) => columnOf(column, data, marks)));
  board.style.setProperty("--count", data.columns.length);
  if (data.arrange === "grid") place(board, data.columns);
  const scroll = el("div", { class: "scroll" }, board);
  const parts = [scroll, data.aside && el("p", { class: "aside" }, data.aside), flows(data, marks)];
  root.replaceChildren(...parts.filter(Boolean));
  return data.links.length ? links(board, data.links, marks) : null;
}

function columnOf(column, { texts, arrange }, marks) {
  const cards = el("ul", { class: "cards" }, column.cards.map((card) => el("li", {}, cardOf(card, texts, marks))));
  return el(
    "div",
    { class: "column" },
    column.head &&
      el("button", marks.of(column.key, { class: "mark head" }), glyph(column.sign, 12), el("span", {}, column.title)),
    column.counts.length > 0 &&
      el(
        "dl",
        { class: "counts" },
        column.counts.map(({ label, value }) =>
          el("div", {}, el("dt", {}, label), el("dd", { class: value === null ? "unsaid" : null }, value === null ? texts.not_stated : value)),
        ),
      ),
    column.cards.length > 0 ? cards : arrange !== "layers" && el("p", { class: "unsaid empty" }, texts.none_named),
    column.shares.length > 0 && el("div", { class: "shares" }, el("h4", {}, texts.shares), column.shares.map((share) => shareOf(share, marks))),
    column.aside && el("p", { class: "aside" }, column.aside),
  );
}

const cardOf = (card, texts, marks) =>
  el(
    "button",
    marks.of(card.key, { class: `mark card${card.direct ? "" : " together"}`, title: card.direct ? card.kind : `${card.kind} · ${texts.placed_together}` }),
    glyph(card.sign, 11),
    el("span", {}, card.title),
    card.central && el("span", { class: "tag" }, texts.is_central),
  );

// A share of the whole as one bar, for all that hold it together.
function shareOf(share, marks) {
  const bar = el("span", { class: "bar" }, el("span", { class: "part" }));
  bar.firstChild.style.width = `${share.part}%`;
  return el("button", marks.of(share.key, { class: "mark share" }), el("span", {}, share.title), el("span", { class: "count" }, share.amount), bar);
}

// The links once more as a list: what the lines show, for the keyboard and for reading aloud.
function flows({ links: all, texts }, marks) {
  if (!all.length) return null;
  const items = all.map((link) => el("li", {}, el("button", marks.of(link.key, { class: "mark flow" }), link.label)));
  return el("details", { class: "flows", open: all.length <= 12 }, el("summary", {}, `${texts.links} · ${all.length}`), el("ul", {}, items));
}

// Columns at declared places, those without one below.
function place(board, all) {
  const rows = Math.max(0, ...all.map((column) => (column.place ? column.place[1] + 1 : 0)));
  const across = Math.max(1, ...all.map((column) => (column.place ? column.place[0] + 1 : 1)));
  board.style.setProperty("--across", across);
  let spare = 0;
  all.forEach((column, at) => {
    const [x, y] = column.place ?? [spare % across, rows + Math.floor(spare++ / across)];
    board.children[at].style.gridArea = `${y + 1} / ${x + 1}`;
  });
}
