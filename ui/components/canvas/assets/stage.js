// One canvas on the page: puts scene, names, pointer, keyboard and reports together.

import { buildFrame, hideTooltip, setTexts, showTooltip } from "./dom.js";
import { nextNode, nodeNearest, onKey } from "./keys.js";
import { Labels } from "./labels.js";
import { receive } from "./memory.js";
import { Painter } from "./paint.js";
import { Report } from "./report.js";
import { Scene } from "./scene.js";
import { readTheme, watchTheme } from "./theme.js";

const CLICK_MS = 250; // a click waits this long before Python hears of it: a double click may overtake it
const VIEW_MS = 700; // and the viewport rests this long
const MOTION_MS = 220;
const HOVER_MS = 60; // the pointer rests this long before the rest is dimmed: crossing the canvas does not flicker
const TOOLTIP_MS = 450;
const [SMALLEST, LARGEST] = [0.04, 4];

export class Canvas {
  constructor(parent, memory, data) {
    this.memory = memory;
    this.hover = { hovered: null, hoveredEdge: null };
    this.report = new Report(memory);
    this.frame = buildFrame(parent, data.texts, {
      zoomIn: () => this.zoom(1.25),
      zoomOut: () => this.zoom(0.8),
      fit: () => this.fit(),
      fullscreen: () => this.#fullscreen(),
      png: () => this.#png(),
    });
    this.#height(data.height);
    this.theme = readTheme(this.frame.root);
    this.scene = new Scene(this.frame.holder, data.options, this.theme);
    this.painter = new Painter(this.scene, new Labels(), this.#state());
    this.scene.nameAt = (point) => this.painter.nameAt(point);
    this.#applyTheme();
    watchTheme(this.frame.root, () => this.#applyTheme());
    this.#listen();
    this.frame.root.canvas = this; // the browser tests and the bench look at it
  }

  // One run of the page: what Python sent is compared with what is here.
  update({ data, setStateValue }) {
    this.report.send = setStateValue;
    this.texts = data.texts;
    setTexts(this.frame, data.texts);
    this.#height(data.height);
    const { memory } = this;
    if (!receive(memory, data)) {
      this.report.askForWhole();
      return;
    }
    const graph = memory.revisions.get(memory.current);
    if (this.shownGraph !== graph) this.#show(graph, data.viewport);
    this.#obey(data);
  }

  destroy() {
    this.report.stop();
    clearTimeout(this.tooltipTimer);
    clearTimeout(this.hoverTimer);
    this.resizes.disconnect();
    this.scene.destroy();
    this.frame.root.remove();
  }

  // --- what keyboard and toolbar do

  zoom(factor) {
    const view = this.scene.view();
    this.#go({ ...view, scale: clamp(view.scale * factor) });
  }

  // From here on the view follows the graph and the frame again, until the user moves it.
  fit() {
    this.#go(this.#overview(), { follow: true });
  }

  pan([dx, dy]) {
    const view = this.scene.view();
    this.#go({ ...view, x: view.x + (dx * 120) / view.scale, y: view.y + (dy * 120) / view.scale });
  }

  step(direction) {
    const { selected } = this.memory;
    const from = selected.at(-1);
    const known = from !== undefined && this.scene.nodes.has(from);
    const next = known ? nextNode(this.scene, from, direction) : nodeNearest(this.scene, this.scene.view());
    if (next === null) return;
    this.choose([next], null, "select", CLICK_MS);
    this.#reveal([next], false);
  }

  selectAll() {
    this.choose([...this.scene.nodes.keys()], null, "box");
  }

  clear() {
    this.choose([], null, "select", CLICK_MS);
  }

  expandSelected() {
    if (this.memory.selected.length) this.report.event("expand", { nodes: this.memory.selected });
  }

  removeSelected() {
    if (this.memory.selected.length) this.report.event("remove", { nodes: this.memory.selected });
  }

  forward(key) {
    this.report.event("key", { key });
  }

  // Selects at once on the screen, and tells Python after `delay` ms.
  choose(nodes, edge, kind, delay = 0) {
    const { memory } = this;
    const same = memory.edge === edge && String(memory.selected) === String(nodes);
    memory.selected = nodes;
    memory.edge = edge;
    this.#drawSelection();
    this.#speak();
    if (same && kind === "select" && !nodes.length && !edge) return;
    if (delay) this.report.soon(kind, { nodes, edge }, delay);
    else this.report.event(kind, { nodes, edge });
  }

  // --- pointer

  #listen() {
    const { root, holder } = this.frame;
    const { network } = this.scene;
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("wheel", (event) => this.#wheel(event), { capture: true, passive: false });
    holder.addEventListener("pointerdown", () => {
      root.focus({ preventScroll: true });
      this.#hideHint();
    });
    holder.addEventListener("pointermove", (event) => this.#pointer(event));
    holder.addEventListener("pointerleave", () => this.#leave());
    network.on("click", (click) => this.#click(click));
    network.on("doubleClick", (click) => this.#doubleClick(click));
    network.on("dragStart", (drag) => this.#dragStart(drag));
    network.on("dragging", () => this.painter.forget());
    network.on("dragEnd", (drag) => this.#dragEnd(drag));
    network.on("zoom", () => this.#viewChanged(this.scene.view()));
    this.size = `${holder.clientWidth} ${holder.clientHeight}`;
    this.resizes = new ResizeObserver(() => this.#resized());
    this.resizes.observe(holder);
  }

  #click({ pointer, event }) {
    const node = this.scene.network.getNodeAt(pointer.DOM);
    const source = event.srcEvent ?? {};
    if (node === undefined) {
      const edge = this.scene.edgeAt(pointer.DOM) ?? null;
      this.choose([], edge, "select", CLICK_MS);
    } else if (source.ctrlKey || source.metaKey || source.shiftKey) {
      const { selected } = this.memory;
      const others = selected.filter((id) => id !== node);
      this.choose(others.length < selected.length ? others : [...others, node], null, "select", CLICK_MS);
    } else {
      this.choose([node], null, "select", CLICK_MS);
    }
  }

  #doubleClick({ pointer }) {
    const node = this.scene.network.getNodeAt(pointer.DOM);
    if (node === undefined) return;
    this.memory.selected = [node];
    this.#drawSelection();
    this.report.event("expand", { nodes: [node] });
  }

  #dragStart({ pointer, event }) {
    this.#hideHint();
    if (event.srcEvent?.shiftKey) this.scene.startBox(pointer.DOM);
  }

  #dragEnd({ nodes, event }) {
    const { memory, scene } = this;
    if (event.srcEvent?.shiftKey) {
      this.choose(scene.network.getSelectedNodes(), null, "box");
    } else if (nodes.length) {
      const positions = Object.fromEntries(
        nodes.map((id) => [id, [Math.round(scene.place(id).x * 10) / 10, Math.round(scene.place(id).y * 10) / 10]]),
      );
      Object.assign(memory.moved, positions);
      this.painter.forget();
      memory.selected = nodes;
      memory.edge = null;
      this.#drawSelection();
      this.report.event("moved", { nodes, positions });
    } else {
      this.#viewChanged(this.scene.view());
    }
  }

  #wheel(event) {
    const { scale } = this.scene.view();
    event.preventDefault();
    if ((event.deltaY > 0 && scale <= SMALLEST) || (event.deltaY < 0 && scale >= LARGEST)) event.stopPropagation();
    this.#hideHint();
  }

  #pointer(event) {
    if (event.buttons || event.pointerType === "touch") return;
    const box = this.frame.holder.getBoundingClientRect();
    this.pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.#hoverAt(this.pointer);
    });
  }

  #hoverAt(point) {
    const node = this.scene.network.getNodeAt(point) ?? null;
    const edge = node === null ? (this.scene.edgeAt(point) ?? null) : null;
    if (node === this.under?.node && edge === this.under?.edge) return;
    this.under = { node, edge };
    this.frame.holder.classList.toggle("zt-pointing", node !== null || edge !== null);
    this.#hideHint();
    clearTimeout(this.hoverTimer);
    this.hoverTimer = setTimeout(() => this.#setHover(node, edge), HOVER_MS);
  }

  #setHover(node, edge) {
    this.hover.hovered = node !== null && this.scene.nodes.has(node) ? node : null;
    this.hover.hoveredEdge = edge !== null && this.scene.edges.has(edge) ? edge : null;
    if (node !== null) {
      this.tooltipTimer = setTimeout(() => {
        const title = this.scene.nodes.get(node)?.title;
        if (title && this.hover.hovered === node) showTooltip(this.frame, String(title), this.pointer);
      }, TOOLTIP_MS);
    }
    this.scene.redraw();
  }

  #leave() {
    clearTimeout(this.hoverTimer);
    this.under = null;
    this.#hideHint();
    this.#setHover(null, null);
  }

  #hideHint() {
    clearTimeout(this.tooltipTimer);
    hideTooltip(this.frame);
  }

  #key(event) {
    if (event.target.closest?.("button") && (event.key === "Enter" || event.key === " ")) {
      event.stopPropagation();
      return;
    }
    if (event.key === "Tab") return;
    event.stopPropagation();
    if (onKey(event, this)) event.preventDefault();
  }

  // --- drawing

  #state() {
    const { memory, hover } = this;
    return {
      get hovered() {
        return hover.hovered;
      },
      get hoveredEdge() {
        return hover.hoveredEdge;
      },
      get selected() {
        return memory.selected;
      },
      get edge() {
        return memory.edge;
      },
    };
  }

  #show(graph, viewport) {
    const { memory, scene } = this;
    const before = scene.nodes.size;
    const fresh = scene.show(graph, memory.moved);
    const first = !this.shownGraph;
    if (!scene.nodes.has(this.hover.hovered)) this.hover.hovered = null;
    if (!scene.edges.has(this.hover.hoveredEdge)) this.hover.hoveredEdge = null;
    this.shownGraph = graph;
    this.painter.forget();
    this.frame.root.classList.toggle("zt-nothing", scene.nodes.size === 0);
    memory.selected = memory.selected.filter((id) => scene.nodes.has(id));
    if (memory.edge !== null && !scene.edges.has(memory.edge)) memory.edge = null;
    this.#drawSelection();
    const kept = memory.view ?? (viewport && { x: viewport[0], y: viewport[1], scale: viewport[2] });
    if (first && kept) {
      memory.view = kept;
      scene.moveTo(kept);
    } else if (fresh.length && fresh.length === scene.nodes.size) {
      this.#go(this.#overview(), { follow: true, atOnce: !before });
    } else if (fresh.length) this.#reveal(fresh, true);
  }

  // What Python asked for is done once, also when the same request comes again with a later run.
  #obey({ select, command }) {
    const { memory } = this;
    const { asked } = memory;
    if (select && select.after >= memory.seq && asked.select !== JSON.stringify(select.nodes)) {
      memory.selected = select.nodes.filter((id) => this.scene.nodes.has(id));
      memory.edge = null;
      this.#drawSelection();
    }
    if (select) asked.select = JSON.stringify(select.nodes);
    if (command && command.id !== asked.command) {
      asked.command = command.id;
      ({ fit: () => this.fit(), png: () => this.#png(), focus: () => this.#focus(command.node) })[command.kind]?.();
    }
  }

  #overview() {
    return this.scene.overview((scale) => this.painter.extentAt(scale));
  }

  #focus(node) {
    if (!this.scene.nodes.has(node)) return;
    this.#go({ ...this.scene.place(node), scale: Math.max(0.9, this.scene.view().scale) });
  }

  #reveal(ids, zoomOut) {
    const { scene } = this;
    const view = scene.view();
    const { clientWidth, clientHeight } = this.frame.holder;
    const [halfX, halfY] = [clientWidth / 2 / view.scale, clientHeight / 2 / view.scale];
    const margin = 50 / view.scale;
    const outside = (id) => {
      const { x, y } = scene.place(id);
      return Math.abs(x - view.x) > halfX - margin || Math.abs(y - view.y) > halfY - margin;
    };
    if (!ids.some(outside)) return;
    if (!zoomOut) {
      this.#go({ ...scene.place(ids[0]), scale: view.scale });
      return;
    }
    const places = ids.map((id) => scene.place(id));
    const left = Math.min(view.x - halfX, ...places.map(({ x }) => x - margin));
    const right = Math.max(view.x + halfX, ...places.map(({ x }) => x + margin));
    const top = Math.min(view.y - halfY, ...places.map(({ y }) => y - margin));
    const bottom = Math.max(view.y + halfY, ...places.map(({ y }) => y + margin));
    const scale = Math.min(clientWidth / (right - left), clientHeight / (bottom - top));
    this.#go({ x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(scale, view.scale / 2) });
  }

  #go(view, { follow = false, atOnce = false } = {}) {
    const still = atOnce || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scene.moveTo(view, still ? 0 : MOTION_MS);
    if (!(follow && this.memory.view === null)) this.#viewChanged(follow ? null : view);
  }

  #drawSelection() {
    const { memory, scene } = this;
    scene.select(memory.selected.filter((id) => scene.nodes.has(id)), []);
    scene.redraw();
  }

  #speak() {
    const { memory, scene, texts } = this;
    const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
    let text = texts.nothing ?? "";
    if (memory.selected.length > 1) text = fill(texts.several ?? "{count}", { count: memory.selected.length });
    else if (memory.selected.length === 1) {
      const id = memory.selected[0];
      const name = String(scene.nodes.get(id).title || scene.nodes.get(id).label).split("\n").slice(0, 2).join(", ");
      text = fill(texts.one ?? "{name}", { name, count: scene.neighbours(id).size });
    } else if (memory.edge !== null && scene.edges.has(memory.edge)) {
      const { from, to, label } = scene.edges.get(memory.edge);
      text = `${scene.nodes.get(from).label} ${label} ${scene.nodes.get(to).label}`;
    }
    this.frame.live.textContent = text;
  }

  #applyTheme() {
    this.theme = readTheme(this.frame.root);
    this.painter.setTheme(this.theme);
    this.scene.setTheme(this.theme);
    this.scene.redraw();
  }

  // What the user looks at, for Python; null while the view follows the graph.
  #viewChanged(view) {
    this.memory.view = view;
    this.report.changed(VIEW_MS);
  }

  // vis-network zooms with its frame; a view that the user chose keeps its zoom and middle instead.
  #resized() {
    const size = `${this.frame.holder.clientWidth} ${this.frame.holder.clientHeight}`;
    if (size === this.size) return; // an observer also tells of the size at its start
    this.size = size;
    if (this.shownGraph) this.scene.moveTo(this.memory.view ?? this.#overview());
  }

  #height(height) {
    this.frame.root.style.height = typeof height === "number" ? `${height}px` : height;
  }

  #fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.frame.root.requestFullscreen?.();
  }

  #png() {
    const drawn = this.frame.holder.querySelector("canvas");
    const page = document.createElement("canvas");
    [page.width, page.height] = [drawn.width, drawn.height];
    const pen = page.getContext("2d");
    pen.fillStyle = this.theme.background;
    pen.fillRect(0, 0, page.width, page.height);
    pen.drawImage(drawn, 0, 0);
    page.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = this.texts.file ?? "graph.png";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  }
}

function clamp(scale) {
  return Math.min(LARGEST, Math.max(SMALLEST, scale));
}
