// Lines between marks, drawn behind them where the marks stand, and anew when these move.

const SVG = "http://www.w3.org/2000/svg";

const svg = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

let count = 0;

// Draws the links into the board; answers what ends it.
export function links(board, all, marks) {
  const arrow = `arrow-${++count}`;
  const layer = svg("svg", { class: "links", "aria-hidden": "true" });
  board.prepend(layer);

  function draw() {
    const origin = board.getBoundingClientRect();
    const place = new Map();
    for (const element of board.querySelectorAll("[data-key]")) {
      const box = element.getBoundingClientRect();
      place.set(element.dataset.key, { left: box.left - origin.left, right: box.right - origin.left, y: box.top - origin.top + box.height / 2 });
    }
    layer.setAttribute("width", board.scrollWidth);
    layer.setAttribute("height", board.scrollHeight);
    const marker = svg("marker", { id: arrow, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto-start-reverse" });
    marker.append(svg("path", { d: "M0 0L8 4L0 8z", class: "tip" }));
    const used = new Map();
    const drawn = all.flatMap((link) => {
      const [from, to] = [place.get(link.from), place.get(link.to)];
      if (!from || !to) return [];
      const pair = [link.from, link.to].sort().join(" ");
      used.set(pair, (used.get(pair) ?? 0) + 1);
      return lineOf(link, from, to, used.get(pair) - 1);
    });
    layer.replaceChildren(marker, ...drawn);
  }

  function lineOf(link, from, to, turn) {
    const forward = from.right <= to.left;
    const [x1, x2] = forward ? [from.right, to.left] : [from.left, to.right];
    const shift = (turn % 2 ? -1 : 1) * Math.ceil(turn / 2) * 7; // several links between two marks stand apart
    const [y1, y2] = [from.y + shift, to.y + shift];
    const bend = Math.max(24, Math.abs(x2 - x1) / 2) * (forward ? 1 : -1);
    const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    const seen = `line${link.inferred ? " inferred" : ""}${link.key === marks.selected ? " selected" : ""}`;
    const line = svg("path", { d, class: seen, "marker-end": `url(#${arrow})` });
    const reach = svg("path", { d, class: "reach" }); // wide and unseen, so that a line can be hit
    const title = svg("title", {});
    title.textContent = link.label;
    reach.append(title);
    reach.addEventListener("click", () => marks.select(link.key));
    return [line, reach];
  }

  const observer = new ResizeObserver(() => draw());
  observer.observe(board);
  return () => observer.disconnect();
}
