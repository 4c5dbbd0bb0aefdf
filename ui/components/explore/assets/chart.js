// A small chart of numbers over years: a dot a number, joined in order; forecasts are hollow and joined by dashes.

import { el, svg } from "./dom.js";

const [WIDE, HIGH, SIDE, TOP, FOOT] = [300, 104, 26, 22, 18];

export function chartOf({ label, points, told }) {
  const years = points.map((point) => point.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const top = Math.max(...points.map((point) => point.value), 0);
  const low = Math.min(...points.map((point) => point.value), 0);
  const x = (year) => SIDE + ((year - first) / (last - first)) * (WIDE - 2 * SIDE);
  const y = (value) => HIGH - FOOT - ((value - low) / (top - low || 1)) * (HIGH - FOOT - TOP);
  const lines = points.slice(1).map((point, at) => {
    const before = points[at];
    return svg("line", { x1: x(before.year), y1: y(before.value), x2: x(point.year), y2: y(point.value), class: point.forecast ? "line guess" : "line" });
  });
  const dots = points.map((point) => {
    const title = svg("title", {});
    title.textContent = `${point.year}: ${point.text}`;
    return svg("circle", { cx: x(point.year), cy: y(point.value), r: 3.5, class: point.forecast ? "dot guess" : "dot" }, title);
  });
  const named = (text, left, height, kind) => {
    const element = svg("text", { x: left, y: height, class: kind, "text-anchor": "middle" });
    element.textContent = text;
    return element;
  };
  const ends = points.filter((point) => point.year === first || point.year === last);
  return el(
    "figure",
    { class: "chart" },
    el("figcaption", {}, label),
    svg(
      "svg",
      { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": told },
      svg("line", { x1: SIDE - 8, x2: WIDE - SIDE + 8, y1: y(low), y2: y(low), class: "axis" }),
      ...lines,
      ...dots,
      ...ends.map((point) => named(point.short, x(point.year), y(point.value) - 7, "value")),
      ...[...new Set([first, last])].map((year) => named(String(year), x(year), HIGH - 4, "year")),
    ),
  );
}
