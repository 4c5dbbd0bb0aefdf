// The network on vis-network 9.1.2 (the file that pyvis ships): data in, geometry out. Physics is off; places are given.
// Reads `network.body`, which vis-network does not document; the pinned version and the browser tests hold it.

import "../zhitu.vis_network/vis-network.min.js";

const vis = globalThis.vis;
const SHRINK = 0.62; // nodes shrink slower than the plane when one zooms out, so that they stay visible as dots
const GROW = 0.75; // and grow slower when one zooms in

export class Scene {
  constructor(holder, options, theme) {
    this.holder = holder;
    this.theme = theme;
    this.nodes = new Map(); // id -> what Python sent, of the nodes that are shown
    this.edges = new Map();
    this.links = new Map(); // id -> Map(neighbour id -> [edge ids])
    this.nodeData = new vis.DataSet();
    this.edgeData = new vis.DataSet();
    this.network = new vis.Network(holder, { nodes: this.nodeData, edges: this.edgeData }, options);
    this.body = this.network.body;
    this.shownScale = null;
  }

  // Shows a graph; answers which nodes are new. Only what differs is touched. `moved` holds places the user gave.
  show(graph, moved) {
    const nodes = new Map([...graph.nodes].filter(([, node]) => !node.hidden));
    const edges = new Map([...graph.edges].filter(([, edge]) => nodes.has(edge.from) && nodes.has(edge.to)));
    const fresh = [];
    const changed = [];
    for (const [id, node] of nodes) {
      const old = this.nodes.get(id);
      if (!old) fresh.push(node);
      else if (!same(old, node)) changed.push(node);
      if (old && (old.x !== node.x || old.y !== node.y)) delete moved[id]; // a new place from Python wins over an old drag
    }
    const goneEdges = [...this.edges.keys()].filter((id) => !edges.has(id));
    const goneNodes = [...this.nodes.keys()].filter((id) => !nodes.has(id));
    const newEdges = [...edges.values()].filter((edge) => !same(this.edges.get(edge.id), edge));
    this.nodes = nodes;
    this.edges = edges;
    this.#link();
    this.shownScale = null;
    this.body.emitter.emit("_blockRedraw"); // each of these steps would draw a half changed network
    if (goneEdges.length) this.edgeData.remove(goneEdges);
    if (goneNodes.length) this.nodeData.remove(goneNodes);
    if (fresh.length || changed.length) {
      this.nodeData.update([...fresh, ...changed].map((node) => this.#visNode(node, moved[node.id])));
    }
    if (newEdges.length) this.edgeData.update(newEdges.map(visEdge));
    this.body.emitter.emit("_allowRedraw");
    return fresh.map((node) => node.id);
  }

  setTheme(theme) {
    this.theme = theme;
    this.network.setOptions({
      edges: { color: { color: theme.edge, highlight: theme.edgeStrong, hover: theme.edgeStrong, inherit: false } },
    });
    this.nodeData.update([...this.nodes.values()].map((node) => ({ id: node.id, color: this.#colors(node) })));
    this.shownScale = null;
  }

  #visNode(node, moved) {
    const [x, y] = moved ?? [node.x, node.y];
    return { id: node.id, shape: node.shape, size: node.size, x, y, color: this.#colors(node) };
  }

  #colors(node) {
    const color = { background: this.color(node), border: this.theme.background };
    return { ...color, highlight: color, hover: color };
  }

  color(node) {
    return this.theme.dark ? node.dark : node.color;
  }

  #link() {
    this.links = new Map([...this.nodes.keys()].map((id) => [id, new Map()]));
    const add = (from, to, edge) => {
      const at = this.links.get(from);
      at.has(to) ? at.get(to).push(edge) : at.set(to, [edge]);
    };
    for (const { id, from, to } of this.edges.values()) {
      add(from, to, id);
      if (from !== to) add(to, from, id);
    }
  }

  // Node sizes for the present zoom; cheap, and only when the zoom changed.
  scaleNodes() {
    const scale = this.network.getScale();
    if (scale === this.shownScale) return;
    this.shownScale = scale;
    const factor = this.#factor(scale);
    for (const [id, node] of this.nodes) {
      const drawn = this.body.nodes[id];
      if (!drawn) continue;
      drawn.options.size = node.size * factor;
      drawn.needsRefresh();
    }
  }

  #factor(scale) {
    return scale < 1 ? scale ** (SHRINK - 1) : scale ** (GROW - 1);
  }

  place(id) {
    const node = this.body.nodes[id];
    return { x: node.x, y: node.y };
  }

  // A node's radius in layout units as it is drawn now.
  radius(id) {
    return this.nodes.get(id).size * this.#factor(this.network.getScale());
  }

  neighbours(id) {
    return this.links.get(id) ?? new Map();
  }

  nodeAt(point) {
    return this.network.getNodeAt(point);
  }

  edgeAt(point) {
    const id = this.network.getEdgeAt(point);
    return this.edges.has(id) ? id : undefined;
  }

  view() {
    const { x, y } = this.network.getViewPosition();
    return { x, y, scale: this.network.getScale() };
  }

  moveTo({ x, y, scale }, duration = 0) {
    const animation = duration ? { duration, easingFunction: "easeInOutQuad" } : false;
    this.network.moveTo({ position: { x, y }, scale, animation });
  }

  // The view that shows some nodes (all when none are named) with their labels, never larger than `largest`.
  viewOf(ids, largest = 1.15) {
    const places = (ids ?? [...this.nodes.keys()]).map((id) => this.place(id));
    if (!places.length) return { x: 0, y: 0, scale: 1 };
    const xs = places.map((place) => place.x);
    const ys = places.map((place) => place.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { clientWidth, clientHeight } = this.holder;
    const scale = Math.min(
      largest,
      Math.max(60, clientWidth - 150) / Math.max(1, right - left),
      Math.max(60, clientHeight - 100) / Math.max(1, bottom - top),
    );
    return { x: (left + right) / 2, y: (top + bottom) / 2 + 6 / scale, scale };
  }

  select(nodes, edges) {
    this.network.setSelection({ nodes, edges }, { unselectAll: true, highlightEdges: false });
  }

  redraw() {
    this.network.redraw();
  }

  destroy() {
    this.network.destroy();
  }
}

function visEdge({ id, from, to, arrows, dashes, smooth }) {
  return { id, from, to, arrows, dashes: dashes ?? false, smooth: smooth ?? false };
}

function same(one, other) {
  return one === other || (one !== undefined && JSON.stringify(one) === JSON.stringify(other));
}
