// What a canvas remembers while the page is open, also while it is not shown: Streamlit takes it down on a page switch.

const KEPT_REVISIONS = 8;
const memories = new Map();

export function memoryOf(key) {
  let memory = memories.get(key);
  if (!memory) {
    memory = {
      revisions: new Map(), // revision -> {nodes: Map, edges: Map}; values are shared between revisions
      current: null, // the revision on the screen
      view: null, // {x, y, scale} in layout units
      selected: [],
      edge: null,
      moved: {}, // id -> {at: [x, y], from: [x, y]}: where the user dragged a node, and where Python had it
      map: undefined, // whether the reader wants the overview map; undefined while it follows the number of nodes
      seq: 0, // number of the last event
      events: [],
      asked: {}, // what Python asked for last (select, command), so that nothing is done twice
    };
    memories.set(key, memory);
  }
  return memory;
}

// Python has handled the events up to a number: they need not be told again.
export function seen(memory, number) {
  memory.events = memory.events.filter((event) => event.seq > number);
}

// Applies what Python sent: a whole graph (base null) or the difference to a revision that we hold.
// False when we do not hold that revision; then Python must send the whole again.
export function receive(memory, { rev, base, nodes, edges, captions }) {
  if (memory.current === rev) return true;
  const known = memory.revisions.get(rev);
  if (!known) {
    const start = base === null ? { nodes: new Map(), edges: new Map() } : memory.revisions.get(base);
    if (!start) return false;
    memory.revisions.set(rev, { nodes: patched(start.nodes, nodes), edges: patched(start.edges, edges), captions });
    for (const old of memory.revisions.keys()) {
      if (memory.revisions.size <= KEPT_REVISIONS) break;
      if (old !== rev && old !== memory.current && old !== base) memory.revisions.delete(old);
    }
  }
  memory.current = rev;
  return true;
}

// Forgets drags that Python has answered: it put the node there, or elsewhere, or took it out of the graph.
export function settleMoves(moved, nodes) {
  for (const [id, { from }] of Object.entries(moved)) {
    const node = nodes.get(id);
    if (node?.x !== from[0] || node?.y !== from[1]) delete moved[id];
  }
}

function patched(items, { set, drop }) {
  const result = new Map(items);
  for (const id of drop) result.delete(id);
  for (const item of set) result.set(item.id, item);
  return result;
}
