// The keyboard on the canvas. Answers whether it took the key; Streamlit binds r, c and Escape on the whole page, so
// nothing typed here may reach it.

const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// Letters for steps that Python takes with what is selected.
const STEPS = { c: "collapse", h: "hide", s: "show", k: "keep", i: "invert", n: "neighbours", m: "class", u: "unpin", p: "why" };

export function onKey(event, canvas) {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = control ? controlled(key, event.shiftKey) : plain(key, event.shiftKey);
  if (!action) return false;
  action(canvas);
  return true;
}

function plain(key, shift) {
  if (key in DIRECTIONS) {
    return (canvas) => (shift ? canvas.pan(DIRECTIONS[key]) : canvas.step(DIRECTIONS[key]));
  }
  return {
    Enter: (canvas) => canvas.expandSelected(),
    Delete: (canvas) => canvas.removeSelected(),
    Backspace: (canvas) => canvas.removeSelected(),
    Escape: (canvas) => canvas.clear(),
    "+": (canvas) => canvas.zoom(1.25),
    "=": (canvas) => canvas.zoom(1.25),
    "-": (canvas) => canvas.zoom(0.8),
    0: (canvas) => canvas.fit(),
    "?": (canvas) => canvas.help(),
    ContextMenu: (canvas) => canvas.openMenuBySelection(),
    F10: shift && ((canvas) => canvas.openMenuBySelection()),
    ...(shift ? {} : Object.fromEntries(Object.entries(STEPS).map(([letter, step]) => [letter, (canvas) => canvas.forward(step)]))),
  }[key];
}

function controlled(key, shift) {
  return {
    a: (canvas) => canvas.selectAll(),
    z: (canvas) => canvas.forward(shift ? "redo" : "undo"),
    y: (canvas) => canvas.forward("redo"),
  }[key];
}

// The node to go to from a place in a direction: near, ahead rather than aside, and a neighbour before a stranger.
export function nextNode(scene, from, [dx, dy]) {
  const start = scene.place(from);
  const linked = scene.neighbours(from);
  let best = null;
  let least = Infinity;
  for (const id of scene.nodes.keys()) {
    if (id === from) continue;
    const { x, y } = scene.place(id);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy - (y - start.y) * dx);
    if (ahead <= 0 || aside > ahead) continue;
    const cost = (ahead + 2 * aside) * (linked.has(id) ? 0.5 : 1);
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

export function nodeNearest(scene, { x, y }) {
  let best = null;
  let least = Infinity;
  for (const id of scene.nodes.keys()) {
    const place = scene.place(id);
    const distance = Math.hypot(place.x - x, place.y - y);
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}
