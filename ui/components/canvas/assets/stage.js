// One canvas on the page: puts scene, names, pointer, keyboard and reports together.

import { buildFrame, setTexts } from "./dom.js";
import { including, outside, overview } from "./framing.js";
import { nextNode, nodeNearest, onKey } from "./keys.js";
import { Labels } from "./labels.js";
import { Menu } from "./menu.js";
import { Minimap } from "./minimap.js";
import { receive, seen, settleMoves } from "./memory.js";
import { copyPicture, savePicture, selectionInWords } from "./output.js";
import { Painter } from "./paint.js";
import { Pointer } from "./pointer.js";
import { Report } from "./report.js";
import { Scene } from "./scene.js";
import { readTheme, watchPaper, watchTheme } from "./theme.js";

const CLICK_MS = 250; // a click waits this long before Python hears of it: with a double click it makes one run
const VIEW_MS = 700; // and the viewport rests this long
const MOTION_MS = 220;
const STEP = 1.25; // one step of the zoom
const PAN = 120; // px of one step to a side
const [SMALLEST, LARGEST] = [0.04, 4];

export class Canvas {
  constructor(parent, memory, data) {
    this.memory = memory;
    this.report = new Report(memory);
    this.frame = buildFrame(parent, data.texts, {
      zoomIn: () => this.zoom(STEP),
      zoomOut: () => this.zoom(1 / STEP),
      map: () => this.minimap.toggle(),
      fit: () => this.fit(),
      fullscreen: () => this.#fullscreen(),
      png: () => this.#png(),
    });
    this.#height(data.height);
    this.theme = readTheme(this.frame.root);
    this.scene = new Scene(this.frame.holder, data.options, this.theme);
    this.pointer = new Pointer(this, this.frame, this.scene);
    this.painter = new Painter(this.scene, new Labels(), this.pointer, memory);
    this.minimap = new Minimap(this, this.frame, this.scene, memory);
    this.scene.nameAt = (point) => this.painter.nameAt(point);
    this.menu = new Menu(this.frame.root, (action, { nodes, edge }) => this.report.event("menu", { key: action, nodes, edge }));
    this.onPaper = false;
    this.#applyTheme();
    watchTheme(this.frame.root, () => this.#applyTheme());
    this.keepScreen = watchPaper((onPaper) => this.#paper(onPaper));
    this.#listen();
    this.pointedAt = ({ detail }) => {
      this.painter.highlight = detail;
      this.scene.redraw();
    };
    this.settle = (event) => this.report.settle() && event.preventDefault();
    document.addEventListener("zt-tell", this.settle); // from any other part, before it tells what was done there
    document.addEventListener("zt-highlight", this.pointedAt); // from the legend, wherever on the page it stands
    this.size = this.#frameSize();
    this.resizes = new ResizeObserver(() => this.#resized());
    this.resizes.observe(this.frame.holder);
    this.frame.root.canvas = this; // the browser tests and the bench look at it
  }

  // One run of the page: what Python sent is compared with what is here.
  update({ data, setStateValue }) {
    this.report.send = setStateValue;
    this.texts = data.texts;
    setTexts(this.frame, data.texts);
    this.#height(data.height);
    this.menu.setEntries(data.menu ?? []);
    const { memory } = this;
    seen(memory, data.seen);
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
    this.keepScreen();
    document.removeEventListener("zt-tell", this.settle);
    document.removeEventListener("zt-highlight", this.pointedAt);
    this.pointer.destroy();
    this.minimap.destroy();
    this.resizes.disconnect();
    this.scene.destroy();
    this.frame.root.remove();
  }

  // --- what pointer, keyboard and toolbar do

  // Selects at once on the screen; Python hears of a click a moment later, of a box at once.
  choose(nodes, edge, how) {
    const { memory } = this;
    const nothing = !nodes.length && edge === null && !memory.selected.length && memory.edge === null;
    memory.selected = nodes;
    memory.edge = edge;
    this.#drawSelection();
    this.frame.live.textContent = selectionInWords(this.scene, memory, this.texts);
    if (how === "box") this.report.event("box", { nodes });
    else if (how === "menu") this.report.event("select", { nodes, edge });
    else if (!nothing) this.report.soon("select", { nodes, edge }, CLICK_MS);
  }

  // The menu for what lies at a point of the screen: a node outside the selection is selected first.
  openMenu(point) {
    const node = this.scene.network.getNodeAt(point);
    const edge = node === undefined ? (this.scene.edgeAt(point) ?? null) : null;
    const { selected } = this.memory;
    const nodes = node === undefined ? [] : selected.includes(node) ? selected : [node];
    if (node !== undefined && !selected.includes(node)) this.choose([node], null, "menu");
    else if (edge !== null) this.choose([], edge, "menu");
    this.menu.open({ nodes, edge }, point);
  }

  openMenuBySelection() {
    const { selected } = this.memory;
    const at = selected.length ? this.scene.network.canvasToDOM(this.scene.place(selected[0])) : { x: 40, y: 80 };
    this.menu.open({ nodes: selected, edge: null }, at);
  }

  toggle(node) {
    const others = this.memory.selected.filter((id) => id !== node);
    this.choose(others.length < this.memory.selected.length ? others : [...others, node], null, "click");
  }

  expand(node) {
    this.report.event("expand", { nodes: [node] });
  }

  dragging() {
    this.#forget();
  }

  // Nodes were dragged: they stay there, and Python is told. What is selected stays so.
  moved(nodes) {
    const { memory, scene } = this;
    const positions = {};
    for (const id of nodes) {
      const at = Object.values(scene.place(id)).map((value) => Math.round(value * 10) / 10);
      const { x, y } = scene.nodes.get(id);
      positions[id] = at;
      memory.moved[id] = { at, from: [x, y] };
    }
    this.#forget();
    this.#drawSelection();
    this.report.event("moved", { nodes, positions });
  }

  // What the user looks at, for Python; null while the view follows the graph.
  looked(view) {
    this.memory.view = view;
    this.report.changed(VIEW_MS);
  }

  // Looks at a point of the layout at once, as the overview map wants it.
  lookAt(point) {
    this.scene.moveTo({ ...point, scale: this.scene.view().scale });
  }

  mayZoom(nearer) {
    const { scale } = this.scene.view();
    return nearer ? scale < LARGEST : scale > SMALLEST;
  }

  zoom(factor) {
    const view = this.scene.view();
    this.#go({ ...view, scale: Math.min(LARGEST, Math.max(SMALLEST, view.scale * factor)) });
  }

  // From here on the view follows the graph and the frame again, until the user moves it.
  fit() {
    this.#go(this.#overview(), { follow: true });
  }

  pan([dx, dy]) {
    const view = this.scene.view();
    this.#go({ ...view, x: view.x + (dx * PAN) / view.scale, y: view.y + (dy * PAN) / view.scale });
  }

  step(direction) {
    const from = this.memory.selected.at(-1);
    const known = from !== undefined && this.scene.nodes.has(from);
    const next = known ? nextNode(this.scene, from, direction) : nodeNearest(this.scene, this.scene.view());
    if (next === null) return;
    this.choose([next], null, "click");
    if (outside(this.scene, [next]).length) this.#go({ ...this.scene.place(next), scale: this.scene.view().scale });
  }

  selectAll() {
    this.choose([...this.scene.nodes.keys()], null, "box");
  }

  clear() {
    this.choose([], null, "click");
  }

  expandSelected() {
    if (this.memory.selected.length) this.report.event("expand", { nodes: this.memory.selected });
  }

  removeSelected() {
    if (this.memory.selected.length) this.report.event("remove", { nodes: this.memory.selected });
  }

  help() {
    document.dispatchEvent(new CustomEvent("zt-help"));
  }

  forward(key) {
    this.report.event("key", { key });
  }

  // A ring around the canvas only for those who came by the keyboard.
  #listen() {
    const { root } = this.frame;
    let pressed = false;
    root.addEventListener("pointerdown", () => {
      pressed = true;
      root.classList.remove("zt-by-keys");
      setTimeout(() => (pressed = false));
    });
    root.addEventListener("focus", () => root.classList.toggle("zt-by-keys", !pressed));
    root.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event) {
    this.frame.root.classList.add("zt-by-keys");
    if (event.key === "Tab") return;
    event.stopPropagation();
    const pressed = event.target.closest?.("button") && (event.key === "Enter" || event.key === " ");
    if (!pressed && onKey(event, this)) event.preventDefault();
  }

  // --- what Python wants

  #show(graph, viewport) {
    const { memory, scene } = this;
    const first = !this.shownGraph;
    const before = scene.nodes.size;
    settleMoves(memory.moved, graph.nodes);
    const fresh = scene.show(graph, memory.moved, first || this.#still() ? 0 : MOTION_MS, (last) => this.#glided(last));
    this.shownGraph = graph;
    this.pointer.refresh();
    this.#forget();
    this.frame.root.classList.toggle("zt-nothing", scene.nodes.size === 0);
    memory.selected = memory.selected.filter((id) => scene.nodes.has(id));
    if (!scene.edges.has(memory.edge)) memory.edge = null;
    this.#drawSelection();
    const kept = memory.view ?? pointOf(viewport);
    if (first && kept) {
      memory.view = kept;
      scene.moveTo(kept);
    } else if (fresh.length && fresh.length === scene.nodes.size) {
      this.#go(this.#overview(), { follow: true, atOnce: !before });
    } else if (outside(scene, fresh).length) {
      this.#go(including(scene, fresh));
    }
  }

  // Nodes are on their way to other places, or have arrived: then a view that follows the graph looks at all of it.
  #glided(last) {
    this.#forget();
    if (last && this.memory.view === null) this.#go(this.#overview(), { follow: true });
  }

  // What Python asked for is done once, also when the same request comes again with a later run.
  #obey({ select, seen: handled, command }) {
    const { memory } = this;
    const { asked } = memory;
    const wanted = JSON.stringify(select);
    if (select && handled >= memory.seq && asked.select !== wanted) {
      memory.selected = select.filter((id) => this.scene.nodes.has(id));
      memory.edge = null;
      this.#drawSelection();
    }
    asked.select = wanted;
    if (command && command.id !== asked.command) {
      asked.command = command.id;
      this.#command(command);
    }
  }

  #command({ kind, node, viewport }) {
    if (kind === "fit") this.fit();
    else if (kind === "png") this.#png();
    else if (kind === "view" && viewport) this.#go(pointOf(viewport));
    else if (kind === "focus" && this.scene.nodes.has(node)) {
      this.#go({ ...this.scene.place(node), scale: Math.max(0.9, this.scene.view().scale) });
    }
  }

  // --- drawing

  #forget() {
    this.painter.forget();
    this.minimap.forget();
  }

  // All of the graph. The page may say, by --zt-canvas-top, how much of the canvas it covers at its upper edge.
  #overview() {
    const top = parseFloat(getComputedStyle(this.frame.root).getPropertyValue("--zt-canvas-top")) || 0;
    return overview(this.scene, (scale) => this.painter.extentAt(scale), top);
  }

  // Moves the view. With `follow` it is not the user's own: it goes on following the graph.
  #go(view, { follow = false, atOnce = false } = {}) {
    this.scene.moveTo(view, atOnce || this.#still() ? 0 : MOTION_MS);
    if (!(follow && this.memory.view === null)) this.looked(follow ? null : view);
  }

  #still() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  #drawSelection() {
    this.scene.select(this.memory.selected);
    this.scene.redraw();
  }

  // Paper gets a picture of what is in sight, in its own colours: the network itself would change with the width of a
  // page, and wait for the next frame to be drawn anew, which a printer does not.
  #paper(onPaper) {
    if (onPaper === this.onPaper) return;
    this.onPaper = onPaper;
    this.#applyTheme();
    if (!onPaper) return;
    this.scene.network.redraw();
    copyPicture(this.frame, this.frame.paper);
  }

  #applyTheme() {
    this.theme = readTheme(this.frame.root, this.onPaper);
    this.painter.setTheme(this.theme);
    this.minimap.setTheme(this.theme);
    this.scene.setTheme(this.theme);
    this.scene.redraw();
  }

  #frameSize() {
    return `${this.frame.holder.clientWidth} ${this.frame.holder.clientHeight}`;
  }

  // vis-network zooms with its frame; a view that the user chose keeps its zoom and middle instead.
  #resized() {
    const size = this.#frameSize();
    if (size === this.size) return; // an observer also tells of the size at its start
    this.size = size;
    this.minimap.forget();
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
    savePicture(this.frame.holder.querySelector("canvas"), this.theme.background, this.texts.file);
  }
}

function pointOf(viewport) {
  return viewport && { x: viewport[0], y: viewport[1], scale: viewport[2] };
}
