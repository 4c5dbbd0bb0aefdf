// What is drawn over vis-network's picture: names, the veil that dims everything but the neighbourhood in focus,
// rings around what is selected, and the names of edges where they can be read.

import { withAlpha } from "./theme.js";

const FEW_EDGES = 40;
const EDGE_NAMES_FROM_SCALE = 0.55;

export class Painter {
  constructor(scene, labels, state) {
    this.scene = scene;
    this.labels = labels;
    this.state = state; // {hovered, hoveredEdge, selected, edge}
    this.placed = null; // names chosen for a zoom: choosing does not depend on where one looks
    scene.network.on("beforeDrawing", () => scene.scaleNodes());
    scene.network.on("afterDrawing", (pen) => this.#paint(pen));
  }

  setTheme(theme) {
    this.theme = theme;
    this.labels.setTheme(theme);
    this.forget();
  }

  // Places, names or the selection changed: choose the names anew.
  forget() {
    this.placed = null;
  }

  #paint(pen) {
    if (!this.scene.nodes.size) return;
    const ratio = pen.canvas.width / pen.canvas.clientWidth;
    const focus = this.#focus();
    const view = this.scene.view();
    const origin = this.scene.network.canvasToDOM({ x: 0, y: 0 });
    const screen = { width: pen.canvas.clientWidth, height: pen.canvas.clientHeight };
    const names = this.#names(view.scale);
    pen.save();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const shown = new Set();
    for (const name of names) {
      if (focus?.nodes.has(name.id)) continue;
      shown.add(name.id);
      this.#name(pen, name, origin, screen, ratio);
    }
    if (focus) {
      pen.fillStyle = withAlpha(this.theme.background, this.theme.dark ? 0.74 : 0.78);
      pen.fillRect(0, 0, screen.width, screen.height);
    }
    pen.restore();
    if (focus) this.#focused(pen, focus);
    this.#rings(pen, view.scale);
    pen.save();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (focus) {
      for (const name of this.#focusNames(focus, view.scale)) this.#name(pen, name, origin, screen, ratio);
    }
    this.#edgeNames(pen, focus, view.scale, ratio);
    pen.restore();
  }

  // The nodes and edges to keep bright; null when all are.
  #focus() {
    const { hovered, hoveredEdge, selected, edge } = this.state;
    const { scene } = this;
    const centres = hovered !== null ? [hovered] : hoveredEdge !== null || edge !== null ? [] : selected;
    const nodes = new Set(centres.filter((id) => scene.nodes.has(id)));
    const edges = new Set();
    for (const id of [...nodes]) {
      for (const [other, between] of scene.neighbours(id)) {
        nodes.add(other);
        for (const one of between) edges.add(one);
      }
    }
    const single = hovered === null ? (hoveredEdge ?? edge) : null;
    if (single !== null && scene.edges.has(single)) {
      const { from, to } = scene.edges.get(single);
      nodes.add(from).add(to);
      edges.add(single);
    }
    for (const id of selected) if (scene.nodes.has(id)) nodes.add(id);
    return edges.size || centres.length ? { nodes, edges, centres: new Set(centres) } : null;
  }

  #focused(pen, { nodes, edges }) {
    const { body } = this.scene;
    for (const id of edges) strongly(body.edges[id], (edge) => edge.draw(pen));
    for (const id of nodes) body.nodes[id].draw(pen);
    for (const id of edges) strongly(body.edges[id], (edge) => edge.drawArrows(pen));
  }

  #rings(pen, scale) {
    const { selected, hovered } = this.state;
    for (const id of hovered === null ? selected : new Set([...selected, hovered])) {
      if (!this.scene.nodes.has(id)) continue;
      const { x, y } = this.scene.place(id);
      pen.beginPath();
      pen.arc(x, y, this.scene.radius(id) + 4.5 / scale, 0, 2 * Math.PI);
      pen.lineWidth = (selected.includes(id) ? 2.5 : 1.5) / scale;
      pen.strokeStyle = withAlpha(this.theme.primary, selected.includes(id) ? 1 : 0.5);
      pen.stroke();
    }
  }

  // Names of all nodes that have room at this zoom, relative to where layout point (0, 0) is on the screen.
  #names(scale) {
    if (this.placed?.scale !== scale) {
      const order = [...this.scene.nodes.values()].sort((one, other) => other.size - one.size).map((node) => node.id);
      const list = this.labels.choose(this.scene, order, ({ x, y }) => ({ x: x * scale, y: y * scale }), scale);
      this.placed = { scale, list };
    }
    return this.placed.list;
  }

  #focusNames({ nodes, centres }, scale) {
    const size = (id) => this.scene.nodes.get(id).size + (centres.has(id) ? 1e6 : 0);
    const order = [...nodes].sort((one, other) => size(other) - size(one));
    return this.labels.choose(this.scene, order, ({ x, y }) => ({ x: x * scale, y: y * scale }), scale, centres);
  }

  #name(pen, name, origin, screen, ratio) {
    const left = Math.round((name.left + origin.x) * ratio) / ratio;
    const top = Math.round((name.top + origin.y) * ratio) / ratio;
    if (left > screen.width || top > screen.height || left + name.width < 0 || top + name.height < 0) return;
    this.labels.draw(pen, { ...name, left, top }, ratio);
  }

  #edgeNames(pen, focus, scale, ratio) {
    const { scene } = this;
    const all = !focus && scene.edges.size <= FEW_EDGES && scale >= EDGE_NAMES_FROM_SCALE;
    const ids = focus ? [...focus.edges] : all ? [...scene.edges.keys()] : [];
    if (!ids.length || (focus && ids.length > 1 && (ids.length > FEW_EDGES || scale < EDGE_NAMES_FROM_SCALE))) return;
    pen.font = `11px ${this.theme.font}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    for (const id of ids) {
      const { label, from, to } = scene.edges.get(id);
      const drawn = scene.body.edges[id];
      if (!label || !drawn?.connected) continue;
      const { x, y } = scene.network.canvasToDOM(drawn.edgeType.getPoint(0.5));
      const one = scene.network.canvasToDOM(scene.place(from));
      const other = scene.network.canvasToDOM(scene.place(to));
      const room = Math.hypot(one.x - other.x, one.y - other.y);
      if (ids.length > 1 && from !== to && room < pen.measureText(label).width * 0.8 + 24) continue;
      pen.lineWidth = 3;
      pen.strokeStyle = this.theme.background;
      pen.strokeText(label, x, y);
      pen.fillStyle = this.theme.muted;
      pen.fillText(label, x, y);
    }
  }
}

// vis-network draws a selected edge in its highlight colour; the selection itself is ours, so it is lent for one stroke.
function strongly(edge, draw) {
  if (!edge?.connected) return;
  const { selected } = edge;
  edge.selected = true;
  draw(edge);
  edge.selected = selected;
}
