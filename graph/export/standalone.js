const data = JSON.parse(document.getElementById("data").textContent);
const stage = document.getElementById("stage");
const panel = document.getElementById("panel");
const drawing = stage.querySelector("svg");
const first = panel.textContent;
let [x, y, wide, high] = drawing.getAttribute("viewBox").split(" ").map(Number);
let from = null;
const look = () => drawing.setAttribute("viewBox", [x, y, wide, high].join(" "));

function tell(title, lines) {
  const heading = document.createElement("h1");
  heading.textContent = title;
  panel.replaceChildren(heading, ...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
}

function choose(target) {
  const node = target.closest("[data-n]");
  const edge = target.closest("[data-e]");
  const all = [...drawing.querySelectorAll("[data-n], [data-e]")];
  if (!node && !edge) {
    for (const each of all) each.classList.remove("faint");
    return tell(first, []);
  }
  const number = node && Number(node.dataset.n);
  const chosen = node ? data.nodes[number] : data.edges[Number(edge.dataset.e)];
  const edges = new Set(node ? data.edges.flatMap((each, at) => (each.ends.includes(number) ? [at] : [])) : [Number(edge.dataset.e)]);
  const nodes = new Set([...edges].flatMap((at) => data.edges[at].ends).concat(node ? [number] : []));
  for (const each of all) {
    const bright = each.dataset.n === undefined ? edges.has(Number(each.dataset.e)) : nodes.has(Number(each.dataset.n));
    each.classList.toggle("faint", !bright);
  }
  tell(chosen.title, chosen.lines);
}

stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  const factor = event.deltaY < 0 ? 0.85 : 1 / 0.85;
  const box = drawing.getBoundingClientRect();
  const [across, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  x += wide * (1 - factor) * across;
  y += high * (1 - factor) * down;
  wide *= factor;
  high *= factor;
  look();
}, { passive: false });
stage.addEventListener("pointerdown", (event) => (from = { x: event.clientX, y: event.clientY, moved: false, target: event.target }));
stage.addEventListener("pointermove", (event) => {
  if (!from || !event.buttons) return;
  const scale = Math.max(wide / drawing.clientWidth, high / drawing.clientHeight);
  const [across, down] = [event.clientX - from.x, event.clientY - from.y];
  if (Math.abs(across) + Math.abs(down) > 3) from.moved = true;
  x -= across * scale;
  y -= down * scale;
  Object.assign(from, { x: event.clientX, y: event.clientY });
  look();
});
stage.addEventListener("pointerup", () => {
  if (from && !from.moved) choose(from.target);
  from = null;
});
