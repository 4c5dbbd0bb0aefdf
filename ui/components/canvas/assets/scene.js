// The network on vis-network 9.1.2 (the file that pyvis ships): data in, geometry out. Physics is off; places are given.
// Reads `network.body`, which vis-network does not document; the pinned version and the browser tests hold it.

import "../zhitu.vis_network/vis-network.min.js";

const vis = globalThis.vis;
const SHRINK = 0.6; // nodes shrink slower than the plane when one zooms out, so that they stay visible as dots
const GROW = 0.75; // and grow slower when one zooms in
const EDGE_WIDTH = 1.1; // px on the screen, at any zoom
const ARROW_LENGTH = 6; // px
const ARROWS_FROM_SCALE = 0.3; // below, arrows are noise
const HIT = 9; // px around its middle in which the smallest node can be hit
const EDGE_HIT = 6; // px
const MANY_MOVING = 600; // so many nodes at most glide to other places; more jump
const MANY_EDGES = 4_000; // from here on edges are left out while one drags or zooms, so that it stays fluent

export class Scene {
  constructor(holder, options, theme) {
    this.holder = holder;
    this.theme = theme;
    this.nodes = new Map(); // id -> what Python sent, of the nodes that are shown
    this.edges = new Map();
    this.links = new Map(); // id -> Map(neighbour id -> [edge ids])
    this.order = []; // node ids, most important first
    this.nodeData = new vis.DataSet();
    this.edgeData = new vis.DataSet();
    this.network = new vis.Network(holder, { nodes: this.nodeData, edges: this.edgeData }, options);
    this.body = this.network.body;
    this.network.canvas.frame.removeAttribute("tabindex"); // the frame around is what one tabs to
    this.#widenHits();
    this.shownScale = null;
    this.captions = [];
    this.gliding = 0;
  }

  // Shows a graph; answers which nodes are new. Only what differs is touched. `moved` holds places the user gave. Nodes
  // that have other places go there within `duration` ms; `each(last)` is called at every picture of that.
  show(graph, moved, duration, each) {
    const nodes = new Map([...graph.nodes].filter(([, node]) => !node.hidden));
    const edges = new Map([...graph.edges].filter(([, edge]) => nodes.has(edge.from) && nodes.has(edge.to)));
    const fresh = [];
    const changed = [];
    for (const [id, node] of nodes) {
      const old = this.nodes.get(id);
      if (!old) fresh.push(node);
      else if (!same(old, node)) changed.push(node);
    }
    const goneEdges = [...this.edges.keys()].filter((id) => !edges.has(id));
    const goneNodes = [...this.nodes.keys()].filter((id) => !nodes.has(id));
    const newEdges = [...edges.values()].filter((edge) => !same(this.edges.get(edge.id), edge));
    const from = new Map(changed.map(({ id }) => [id, this.place(id)]));
    this.nodes = nodes;
    this.edges = edges;
    this.captions = graph.captions ?? [];
    this.order = [...nodes.values()].sort((one, other) => other.size - one.size).map((node) => node.id);
    this.#link();
    this.shownScale = null;
    this.body.emitter.emit("_blockRedraw"); // each of these steps would draw a half changed network
    if (goneEdges.length) this.edgeData.remove(goneEdges);
    if (goneNodes.length) this.nodeData.remove(goneNodes);
    if (fresh.length || changed.length) {
      this.nodeData.update([...fresh, ...changed].map((node) => this.#visNode(node, moved[node.id]?.at)));
    }
    if (newEdges.length) this.edgeData.update(newEdges.map((edge) => this.#visEdge(edge)));
    const many = edges.size > MANY_EDGES;
    this.network.renderer.setOptions({ hideEdgesOnDrag: many, hideEdgesOnZoom: many });
    this.#glide(from, duration, each);
    this.body.emitter.emit("_allowRedraw");
    return fresh.map((node) => node.id);
  }

  // Lets nodes that were put elsewhere go there from where they were.
  #glide(from, duration, each) {
    cancelAnimationFrame(this.gliding);
    this.gliding = 0;
    const moving = [...from].map(([id, start]) => ({ node: this.body.nodes[id], start, aim: this.place(id) }));
    const far = moving.filter(({ start, aim }) => start.x !== aim.x || start.y !== aim.y);
    if (!duration || !far.length || far.length > MANY_MOVING) return;
    const begun = performance.now();
    const step = (now) => {
      const share = Math.min(1, Math.max(0, now - begun) / duration);
      const eased = share * share * (3 - 2 * share);
      for (const { node, start, aim } of far) {
        node.x = share === 1 ? aim.x : start.x + (aim.x - start.x) * eased;
        node.y = share === 1 ? aim.y : start.y + (aim.y - start.y) * eased;
      }
      each(share === 1);
      this.redraw();
      this.gliding = share < 1 ? requestAnimationFrame(step) : 0;
    };
    step(begun);
  }

  setTheme(theme) {
    this.theme = theme;
    this.network.setOptions({
      edges: { color: { color: theme.edge, highlight: theme.edgeStrong, hover: theme.edgeStrong, inherit: false } },
    });
    const own = [...this.edges.values()].filter((edge) => edge.disputed || edge.color);
    this.edgeData.update(own.map((edge) => this.#visEdge(edge)));
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

  #visEdge({ id, from, to, arrows, dashes, smooth, disputed, color, dark }) {
    const { edge, edgeStrong, doubt } = this.theme;
    const own = disputed ? doubt : this.theme.dark ? dark : color;
    const colors = { color: own ?? edge, highlight: own ?? edgeStrong, inherit: false };
    return { id, from, to, arrows, dashes: dashes ?? false, smooth: smooth ?? false, color: colors };
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

  // Sizes of nodes, edges and arrows for the present zoom; cheap, and only when the zoom changed.
  scaleItems() {
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
    const width = EDGE_WIDTH / scale;
    const arrow = Math.max(0, (ARROW_LENGTH / scale - 3 * width) / 15); // vis-network: length = 15 * factor + 3 * width
    for (const [id, { arrows }] of this.edges) {
      const drawn = this.body.edges[id];
      if (!drawn) continue;
      drawn.options.width = width;
      drawn.options.selectionWidth = 0.5 / scale;
      drawn.options.arrows.to.enabled = arrows === "to" && scale >= ARROWS_FROM_SCALE;
      drawn.options.arrows.to.scaleFactor = Math.max(arrow, 0.15 / scale);
    }
  }

  #factor(scale) {
    return scale < 1 ? scale ** (SHRINK - 1) : scale ** (GROW - 1);
  }

  place(id) {
    const node = this.body.nodes[id];
    return { x: node.x, y: node.y };
  }

  // A node's radius in layout units as it is drawn at a zoom.
  radius(id, scale = this.network.getScale()) {
    return this.nodes.get(id).size * this.#factor(scale);
  }

  neighbours(id) {
    return this.links.get(id) ?? new Map();
  }

  // The node at a point of the screen: the one whose middle is nearest, small ones with some room around them.
  nodeAt(point) {
    const { x, y } = this.network.DOMtoCanvas(point);
    const scale = this.network.getScale();
    const factor = this.#factor(scale);
    let best;
    let least = Infinity;
    for (const [id, { size }] of this.nodes) {
      const node = this.body.nodes[id];
      const distance = Math.hypot(node.x - x, node.y - y);
      if (distance <= Math.max(size * factor + 2 / scale, HIT / scale) && distance < least) [best, least] = [id, distance];
    }
    return best;
  }

  edgeAt(point) {
    const { x, y } = this.network.DOMtoCanvas(point);
    let best;
    let least = EDGE_HIT / this.network.getScale();
    for (const id of this.edges.keys()) {
      const edge = this.body.edges[id];
      if (!edge?.connected) continue;
      const distance = edge.edgeType.getDistanceToEdge(edge.from.x, edge.from.y, edge.to.x, edge.to.y, x, y);
      if (distance < least) [best, least] = [id, distance];
    }
    return best;
  }

  // vis-network's own hits are in layout units: a far zoomed network could hardly be grasped. It asks us instead.
  #widenHits() {
    const handler = this.network.selectionHandler;
    handler.getNodeAt = (point, whole = true) => {
      const id = this.nodeAt(point) ?? this.nameAt?.(point);
      return whole ? this.body.nodes[id] : id;
    };
    handler.getEdgeAt = (point, whole = true) => {
      const id = this.edgeAt(point);
      return whole ? this.body.edges[id] : id;
    };
  }

  view() {
    const { x, y } = this.network.getViewPosition();
    return { x, y, scale: this.network.getScale() };
  }

  // Looks at another part, at once or within `duration` ms. vis-network's own animation counts frames instead of time
  // and ends beside its aim.
  moveTo(aim, duration = 0) {
    this.halt();
    const from = this.view();
    const start = performance.now();
    const step = (now) => {
      const share = duration ? Math.min(1, Math.max(0, now - start) / duration) : 1;
      const eased = share * share * (3 - 2 * share);
      const between = (one, other) => (share === 1 ? other : one + (other - one) * eased);
      const position = { x: between(from.x, aim.x), y: between(from.y, aim.y) };
      this.network.moveTo({ position, scale: between(from.scale, aim.scale), animation: false });
      this.motion = share < 1 ? requestAnimationFrame(step) : 0;
    };
    step(start);
  }

  // Ends a movement where it is; answers whether there was one.
  halt() {
    const moving = Boolean(this.motion);
    cancelAnimationFrame(this.motion);
    this.motion = 0;
    return moving;
  }

  // A box to select with begins where the mouse was pressed, not where vis-network noticed that it moves.
  startBox(point) {
    this.body.selectionBox.position.start = this.network.DOMtoCanvas(point);
  }

  // Tells vis-network what is selected: it drags these together. How they look is not its business.
  select(nodes) {
    this.network.setSelection({ nodes, edges: [] }, { unselectAll: true, highlightEdges: false });
  }

  redraw() {
    this.body.emitter.emit("_requestRedraw");
  }

  destroy() {
    this.halt();
    cancelAnimationFrame(this.gliding);
    this.network.destroy();
  }
}

function same(one, other) {
  return one === other || (one !== undefined && JSON.stringify(one) === JSON.stringify(other));
}
