// What is drawn over vis-network's picture: names, the veil that dims everything but the neighbourhood in focus,
// rings around what is selected, and the names of edges where they can be read.

import { Grid } from "./grid.js";
import { withAlpha } from "./theme.js";

const FEW_EDGES = 40; // up to here every edge may show its name
const EDGE_NAMES_FROM_SCALE = 0.5;
const EDGE_NAME_HEIGHT = 15;
const CAPTION = 18; // px, height of a group's name
const VEIL_HOVERING = 0.74;
const VEIL_SELECTED = 0.55;
const HEADLINES = 24; // so many nodes at most have their names in bold, and always
const HEADLINE_SHARE = 0.08;

export class Painter {
  // `pointer` tells what is hovered (node, edge), `memory` what is selected (selected, edge).
  constructor(scene, labels, pointer, memory) {
    this.scene = scene;
    this.labels = labels;
    this.pointer = pointer;
    this.memory = memory;
    this.highlight = null; // {classes, types} that the legend points at
    this.lit = null; // what was kept bright in the last picture: {nodes, edges, centres}, null for all
    this.chosen = null; // names for one zoom: which ones have room does not depend on where one looks
    scene.network.on("beforeDrawing", () => scene.scaleItems());
    scene.network.on("afterDrawing", (pen) => this.#paint(pen));
  }

  setTheme(theme) {
    this.theme = theme;
    this.labels.setTheme(theme);
    this.forget();
  }

  // Places, names or the graph changed: choose the names anew.
  forget() {
    this.chosen = null;
  }

  // The node whose name is drawn at a point of the screen.
  nameAt({ x, y }) {
    const origin = this.scene.network.canvasToDOM({ x: 0, y: 0 });
    const [left, top] = [x - origin.x, y - origin.y];
    const inside = (name) =>
      left >= name.left && left <= name.left + name.width && top >= name.top && top <= name.top + name.height;
    return (this.chosen?.names ?? []).find(inside)?.id;
  }

  #paint(pen) {
    if (!this.scene.nodes.size) return;
    const { network } = this.scene;
    const frame = {
      ratio: pen.canvas.width / pen.canvas.clientWidth,
      scale: network.getScale(),
      origin: network.canvasToDOM({ x: 0, y: 0 }),
      width: pen.canvas.clientWidth,
      height: pen.canvas.clientHeight,
    };
    const focus = (this.lit = this.#focus());
    const { names, grid } = this.#names(frame.scale);
    onScreen(pen, frame, () => {
      this.#captions(pen, frame);
      for (const name of names) if (!focus?.nodes.has(name.id)) this.#name(pen, name, frame);
      if (focus) this.#veil(pen, frame);
    });
    if (focus) this.#bright(pen, focus);
    this.#rings(pen, frame.scale);
    this.#groups(pen, frame.scale, focus);
    this.#pins(pen, frame.scale);
    this.#doubts(pen, frame.scale, focus);
    onScreen(pen, frame, () => {
      const bright = focus && this.labels.choose(this.scene, this.#order(focus), frame.scale, focus.centres);
      for (const name of bright?.names ?? []) this.#name(pen, name, frame);
      this.#edgeNames(pen, focus, frame, bright?.grid ?? grid);
    });
  }

  // The nodes and edges to keep bright: what the legend points at, else the neighbourhood of what is hovered, else of
  // what is selected; null for all.
  #focus() {
    const { scene } = this;
    if (this.highlight) return this.#pointedAt(this.highlight);
    const { selected } = this.memory;
    const hovered = this.pointer.node;
    const single = hovered === null ? (this.pointer.edge ?? this.memory.edge) : null;
    const centres = new Set(hovered !== null ? [hovered] : single === null ? selected : []);
    const nodes = new Set(centres);
    const edges = new Set();
    for (const id of centres) {
      for (const [other, between] of scene.neighbours(id)) {
        nodes.add(other);
        for (const one of between) edges.add(one);
      }
    }
    if (single !== null && scene.edges.has(single)) {
      const { from, to } = scene.edges.get(single);
      nodes.add(from).add(to);
      edges.add(single);
    }
    if (!nodes.size) return null;
    for (const id of selected) nodes.add(id);
    return { nodes, edges, centres };
  }

  #pointedAt({ classes, types }) {
    const { scene } = this;
    const nodes = new Set([...scene.nodes.values()].filter(({ kind }) => classes.includes(kind ?? "Thing")).map(({ id }) => id));
    const edges = new Set();
    for (const { id, from, to, kind } of scene.edges.values()) {
      const typed = types.includes(kind);
      if (typed) nodes.add(from).add(to);
      if (typed || (nodes.has(from) && nodes.has(to) && classes.length)) edges.add(id);
    }
    return nodes.size ? { nodes, edges, centres: new Set() } : null;
  }

  // Under the pointer all else steps far back; beside a selection one goes on reading.
  #veil(pen, { width, height }) {
    const hovering = this.highlight || this.pointer.node !== null || this.pointer.edge !== null;
    pen.fillStyle = withAlpha(this.theme.background, hovering ? VEIL_HOVERING : VEIL_SELECTED);
    pen.fillRect(0, 0, width, height);
  }

  #bright(pen, { nodes, edges }) {
    const { body } = this.scene;
    for (const id of edges) strongly(body.edges[id], (edge) => edge.draw(pen));
    for (const id of nodes) body.nodes[id]?.draw(pen);
    for (const id of edges) strongly(body.edges[id], (edge) => edge.drawArrows(pen));
  }

  #rings(pen, scale) {
    const { selected } = this.memory;
    const hovered = this.pointer.node;
    const ring = (id, width, alpha) => {
      const { x, y } = this.scene.place(id);
      pen.beginPath();
      pen.arc(x, y, this.scene.radius(id) + 4 / scale, 0, 2 * Math.PI);
      pen.lineWidth = width / scale;
      pen.strokeStyle = withAlpha(this.theme.primary, alpha);
      pen.stroke();
    };
    for (const id of selected) ring(id, 2.5, 1);
    if (hovered !== null && !selected.includes(hovered)) ring(hovered, 2, 0.45);
  }

  // The names of groups, where the layout has groups.
  #captions(pen, { origin }) {
    pen.font = `600 13px ${this.theme.font}`;
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.fillStyle = this.theme.muted;
    for (const { text, left, top } of this.chosen.captions) pen.fillText(text, left + origin.x, top + CAPTION / 2 + origin.y);
  }

  // Captions as boxes in px from layout point (0, 0), those that would lie upon an earlier one left out; names keep
  // clear of them.
  #captionBoxes(scale) {
    const grid = new Grid();
    const boxes = this.scene.captions.map(({ text, x, y }, number) => {
      const width = this.labels.width(text, true) * 1.05;
      return { id: `caption ${number}`, text, left: x * scale - width / 2, top: y * scale - CAPTION / 2, width, height: CAPTION };
    });
    return boxes.filter((box) => grid.free(box, box.id, 2) && (grid.take(box), true));
  }

  // An exclamation mark beside a thing that the source contradicts itself about: colour alone would not tell.
  #doubts(pen, scale, focus) {
    for (const [id, node] of this.scene.nodes) {
      if (!node.disputed) continue;
      pen.globalAlpha = focus && !focus.nodes.has(id) ? 0.3 : 1;
      const size = Math.min(4.5 / scale, this.scene.radius(id) * 0.6);
      const { x, y } = this.scene.place(id);
      const away = this.scene.radius(id) * 0.75 + size * 0.4;
      pen.beginPath();
      pen.arc(x + away, y - away, size, 0, 2 * Math.PI);
      pen.fillStyle = this.theme.doubt;
      pen.fill();
      pen.fillStyle = this.theme.background;
      pen.fillRect(x + away - size * 0.14, y - away - size * 0.6, size * 0.28, size * 0.75);
      pen.fillRect(x + away - size * 0.14, y - away + size * 0.32, size * 0.28, size * 0.28);
    }
    pen.globalAlpha = 1;
  }

  // A second outline within a group: it stands for many things, and opens.
  #groups(pen, scale, focus) {
    for (const [id, node] of this.scene.nodes) {
      if (!node.many) continue;
      const { x, y } = this.scene.place(id);
      pen.globalAlpha = focus && !focus.nodes.has(id) ? 0.3 : 1;
      pen.beginPath();
      pen.arc(x, y, this.scene.radius(id) * 0.72, 0, 2 * Math.PI);
      pen.lineWidth = 2 / scale;
      pen.strokeStyle = this.theme.background;
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  // A small dot in the middle of a pinned node.
  #pins(pen, scale) {
    pen.fillStyle = this.theme.background;
    for (const [id, node] of this.scene.nodes) {
      if (!node.pinned) continue;
      const { x, y } = this.scene.place(id);
      pen.beginPath();
      pen.arc(x, y, Math.min(2.5 / scale, this.scene.radius(id) / 2), 0, 2 * Math.PI);
      pen.fill();
    }
  }

  #names(scale) {
    if (this.chosen?.scale !== scale) {
      const { order } = this.scene;
      const headlines = new Set(order.slice(0, Math.min(HEADLINES, Math.round(order.length * HEADLINE_SHARE))));
      const captions = this.#captionBoxes(scale);
      this.chosen = { scale, captions, ...this.labels.choose(this.scene, order, scale, headlines, captions) };
    }
    return this.chosen;
  }

  // Where nodes and names end at a zoom, in px from layout point (0, 0).
  extentAt(scale) {
    const extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const reach = (left, right, top, bottom) => {
      extent.left = Math.min(extent.left, left);
      extent.right = Math.max(extent.right, right);
      extent.top = Math.min(extent.top, top);
      extent.bottom = Math.max(extent.bottom, bottom);
    };
    for (const id of this.scene.nodes.keys()) {
      const { x, y } = this.scene.place(id);
      const radius = this.scene.radius(id, scale) + 6 / scale;
      reach((x - radius) * scale, (x + radius) * scale, (y - radius) * scale, (y + radius) * scale);
    }
    const { names, captions } = this.#names(scale);
    for (const { left, top, width, height } of [...names, ...captions]) reach(left, left + width, top, top + height);
    return extent;
  }

  #order({ nodes, centres }) {
    const weight = (id) => this.scene.nodes.get(id).size + (centres.has(id) ? 1e6 : 0);
    return [...nodes].sort((one, other) => weight(other) - weight(one));
  }

  #name(pen, name, { origin, width, height, ratio }) {
    const [left, top] = [name.left + origin.x, name.top + origin.y];
    if (left > width || top > height || left + name.width < 0 || top + name.height < 0) return;
    this.labels.draw(pen, { ...name, left, top }, ratio);
  }

  #edgeNames(pen, focus, frame, grid) {
    const { scene } = this;
    const ids = focus ? [...focus.edges] : [...scene.edges.keys()];
    if (ids.length > FEW_EDGES || (!focus && frame.scale < EDGE_NAMES_FROM_SCALE)) return;
    pen.font = `11px ${this.theme.font}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeStyle = this.theme.background;
    pen.fillStyle = focus ? this.theme.text : this.theme.muted;
    for (const id of ids) {
      const { label } = scene.edges.get(id);
      const spot = label && this.#spot(id, pen.measureText(label).width, frame, grid, ids.length === 1);
      if (!spot) continue;
      pen.strokeText(label, spot.x, spot.y);
      pen.fillText(label, spot.x, spot.y);
    }
  }

  // Where on an edge its name has room: in the middle, else a little to either side; null when nowhere.
  #spot(id, width, { scale, origin }, grid, must) {
    const drawn = this.scene.body.edges[id];
    if (!drawn?.connected) return null;
    const { from, to } = drawn;
    const length = Math.hypot(from.x - to.x, from.y - to.y) * scale;
    if (!must && from !== to && length < width + 30) return null; // nothing of the edge would be left
    for (const share of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const { x, y } = drawn.edgeType.getPoint(share);
      const [left, top] = [x * scale - width / 2, y * scale - EDGE_NAME_HEIGHT / 2];
      const box = { id, left, top, width, height: EDGE_NAME_HEIGHT };
      if (!must && !grid.free(box, id, 2)) continue;
      grid.take({ ...box, text: "" });
      return { x: x * scale + origin.x, y: y * scale + origin.y };
    }
    return null;
  }
}

// Draws in px of the screen instead of layout units.
function onScreen(pen, { ratio }, draw) {
  pen.save();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  pen.restore();
}

// vis-network draws a selected edge in its highlight colour; the selection itself is ours, so it is lent for one stroke.
function strongly(edge, draw) {
  if (!edge?.connected) return;
  const { selected } = edge;
  edge.selected = true;
  draw(edge);
  edge.selected = selected;
}
