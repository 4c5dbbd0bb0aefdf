// The table of a result: only the rows in view are in the page, so ten thousand are as quick as ten. Headers sort;
// things and statements are links into the explorer, in a tab of their own, so that the result stays.
import { el, fill, glyph, keepKeys, part } from "../zhitu.dom/dom.js";

const ROW = 34; // px, as in query.css
const SPARE = 12; // rows beyond those in view
const BIG = 4; // so many scalars in one row stand large instead of in a table

const isScalar = (cell) => cell === null || typeof cell !== "object" || "i" in cell;

// What a cell sorts by: numbers by size, everything else by its text; nothing comes last.
function sortKey(cell, data) {
  if (cell === null || typeof cell === "number") return cell;
  if (typeof cell === "boolean") return Number(cell);
  if (typeof cell === "object" && "i" in cell) return Number(cell.i);
  return plain(cell, data);
}

function plain(cell, data) {
  if (cell === null) return "";
  if (typeof cell !== "object") return String(cell);
  if ("i" in cell) return cell.i;
  if ("n" in cell) return data.things[cell.n][0];
  if ("r" in cell) {
    const [label, a, b] = data.statements[cell.r];
    return `${data.things[a][0]} ${label} ${data.things[b][0]}`;
  }
  if ("m" in cell) return cell.m.map(([key, value]) => `${key}: ${plain(value, data)}`).join(", ");
  return (cell.p ?? cell.l).map((each) => plain(each, data)).join(cell.p ? " → " : ", ");
}

function compare(a, b, collator) {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}

function thing(number, data, { bare = false } = {}) {
  const [name, sign, address, id, kind] = data.things[number];
  const href = address ?? `explore?lang=${data.language}&n=${encodeURIComponent(id)}&s=${encodeURIComponent(id)}`;
  return el("a", { class: bare ? "end" : "chip", href, target: "_blank", rel: "noopener", title: `${name}\n${kind} · ${id}` }, glyph(data.signs[sign], 11), el("span", {}, name));
}

function drawn(cell, data, collapsed) {
  if (cell === null) return el("span", { class: "nothing" }, "—");
  if (typeof cell === "number" || (typeof cell === "object" && "i" in cell)) return el("span", { class: "number" }, typeof cell === "number" ? cell.toLocaleString("en", { maximumFractionDigits: 10 }) : cell.i);
  if (typeof cell === "boolean") return el("span", { class: "truth" }, String(cell));
  if (typeof cell === "string") return el("span", { class: "text", title: cell.length > 40 ? cell : null }, cell);
  if ("n" in cell) return thing(cell.n, data);
  if ("r" in cell) {
    const [label, a, b, address, id] = data.statements[cell.r];
    const [start, end] = [data.things[a], data.things[b]];
    const words = start[0] + " " + label + " " + end[0];
    const href = address ?? `explore?lang=${data.language}&n=${encodeURIComponent(`${start[3]},${end[3]}`)}&e=${encodeURIComponent(`${start[3]}~${id}`)}`;
    return el("a", { class: "chip statement", href, target: "_blank", rel: "noopener", title: words }, el("span", {}, start[0]), el("b", {}, label), el("span", {}, end[0]));
  }
  if ("p" in cell)
    return el("span", { class: "path" }, cell.p.map((each) => ("n" in each ? thing(each.n, data) : el("span", { class: "step" }, data.statements[each.r][0]))));
  if ("m" in cell) return el("span", { class: "map" }, cell.m.flatMap(([key, value]) => [el("span", { class: "key" }, `${key}: `), drawn(value, data), " "]));
  return el("span", { class: "list", title: collapsed ? plain(cell, data) : null }, cell.l.map((each) => drawn(each, data)));
}

export default part((parent) => {
  const root = el("div", { class: "zq grid" });
  parent.append(root);
  keepKeys(root);
  let sorted = { column: null, down: false };
  let place = { data: null };

  function order(data) {
    const rows = data.rows.map((_, index) => index);
    if (sorted.column === null) return rows;
    const collator = new Intl.Collator(data.language === "zh" ? "zh" : "en", { numeric: true });
    const keys = data.rows.map((row) => sortKey(row[sorted.column], data));
    return rows.sort((a, b) => {
      const found = compare(keys[a], keys[b], collator);
      return (sorted.down && keys[a] !== null && keys[b] !== null ? -found : found) || a - b;
    });
  }

  function large(data) {
    root.replaceChildren(
      el(
        "dl",
        { class: "large", "aria-label": data.texts.label },
        data.columns.map((column, index) => el("div", {}, el("dt", {}, column), el("dd", {}, drawn(data.rows[0][index], data)))),
      ),
    );
  }

  function table(data) {
    const rows = order(data);
    const body = el("tbody");
    const numeric = data.columns.map((_, index) => data.rows.slice(0, 50).every((row) => row[index] === null || typeof row[index] === "number" || row[index]?.i));
    const header = el(
      "tr",
      {},
      el("th", { class: "count", "aria-label": data.texts.row }),
      data.columns.map((column, index) => {
        const direction = sorted.column === index ? (sorted.down ? "descending" : "ascending") : "none";
        const mark = direction === "none" ? "" : sorted.down ? " ↓" : " ↑";
        return el(
          "th",
          { scope: "col", "aria-sort": direction, class: numeric[index] ? "numeric" : null },
          el("button", { type: "button", "data-column": index, title: fill(data.texts.sort, { column }), onclick: () => sort(index, data) }, el("span", {}, column), mark),
        );
      }),
    );
    const scroller = el(
      "div",
      // its height does not wait for the style sheet: until then all rows would be in view
      { class: "scroller", style: "max-height: min(64dvh, 720px); overflow: auto", tabindex: 0, role: "region", "aria-label": data.texts.label },
      el("table", { "aria-rowcount": data.rows.length + 1 }, el("thead", {}, header), body),
    );
    let shown = [-1, -1];
    const draw = () => {
      const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - SPARE);
      // before the style sheet is there the table is as high as all its rows: never draw more than a screen
      const height = Math.min(scroller.clientHeight || 600, window.innerHeight);
      const last = Math.min(rows.length, first + Math.ceil(height / ROW) + 2 * SPARE);
      if (first === shown[0] && last === shown[1]) return;
      shown = [first, last];
      const space = (count) => el("tr", { class: "space", "aria-hidden": "true", style: `height:${count * ROW}px` }, el("td", { colspan: data.columns.length + 1 }));
      body.replaceChildren(
        space(first),
        ...rows.slice(first, last).map((row, index) =>
          el(
            "tr",
            { "aria-rowindex": first + index + 2 },
            el("td", { class: "count" }, row + 1),
            data.rows[row].map((cell, column) => el("td", { class: numeric[column] ? "numeric" : null }, el("div", { class: "cell" }, drawn(cell, data, true)))),
          ),
        ),
        space(rows.length - last),
      );
    };
    let waiting = false;
    scroller.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => ((waiting = false), draw()));
    });
    root.replaceChildren(scroller);
    draw();
    requestAnimationFrame(draw); // now its height is known
  }

  function sort(column, data) {
    sorted = { column: sorted.column === column && sorted.down ? null : column, down: sorted.column === column && !sorted.down };
    table(data);
    root.querySelector(`[data-column="${column}"]`)?.focus();
  }

  return {
    draw(data) {
      if (JSON.stringify(data.columns) !== JSON.stringify(place.data?.columns)) sorted = { column: null, down: false };
      place = { data };
      if (!data.columns.length) root.replaceChildren(el("p", { class: "none" }, data.texts.none));
      else if (data.rows.length === 1 && data.columns.length <= BIG && data.rows[0].every(isScalar)) large(data);
      else if (!data.rows.length) root.replaceChildren(el("p", { class: "none" }, data.texts.none));
      else table(data);
    },
  };
});
