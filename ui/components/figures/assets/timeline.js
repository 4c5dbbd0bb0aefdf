// A line of years with lanes. A bar is filled where the source states the date, hollow where only a title tells the years.

import { el, glyph } from "../zhitu.parts/dom.js";

export function timeline(root, data, marks) {
  root.replaceChildren(el("div", { class: "scroll" }, line(data, data.texts, marks)));
}

export function line(data, texts, marks) {
  const years = data.last ? Array.from({ length: data.last - data.first + 1 }, (_, at) => data.first + at) : [];
  const table = el("div", { class: "years" });
  table.style.setProperty("--years", Math.max(1, years.length));
  if (years.length) table.append(el("div", { class: "scale" }, el("span", {}), years.map((year) => el("span", {}, year)), el("span", {})));
  table.append(...data.lanes.map((lane) => laneOf(lane, data.first, texts, marks)));
  return table;
}

function laneOf(lane, first, texts, marks) {
  const dated = lane.events.filter((event) => event.first !== null);
  const undated = lane.events.filter((event) => event.first === null);
  return el(
    "div",
    { class: "lane" },
    el("h3", {}, lane.title),
    lane.events.length === 0 && el("div", { class: "undated" }, el("span", { class: "unsaid" }, texts.not_stated)),
    dated.map((event) => bar(event, first, texts, marks)),
    undated.length > 0 && el("div", { class: "undated" }, el("span", { class: "unsaid" }, texts.undated), undated.map((event) => button(event, "event", event.kind, marks))),
  );
}

function bar(event, first, texts, marks) {
  const when = event.first === event.last ? `${event.first}` : `${event.first}–${event.last}`;
  const told = event.titled ? `${when} · ${texts.titled}` : (event.date ?? when);
  const element = button(event, `event dated${event.titled ? " titled" : ""}`, told, marks);
  const row = el("div", { class: "row" }, element);
  const from = event.first - first + 2;
  element.style.gridColumn = `${from} / span ${event.last - event.first + 1}`;
  return row;
}

const button = (event, kind, told, marks) =>
  el("button", marks.of(event.key, { class: `mark ${kind}`, title: told }), glyph(event.sign, 10), el("span", {}, event.title));
