// Mouse and touch on the canvas: what is clicked, dragged, boxed, hovered.

import { hideTooltip, showTooltip } from "./dom.js";

const HOVER_MS = 60; // the pointer rests this long before the rest is dimmed: crossing the canvas does not flicker
const TOOLTIP_MS = 450;

export class Pointer {
  // `canvas` is told what was done: choose, expand, moved, looked, refused (the wheel at an end of the zoom).
  constructor(canvas, frame, scene) {
    this.canvas = canvas;
    this.frame = frame;
    this.scene = scene;
    this.node = null; // hovered node, after a moment's rest
    this.edge = null; // hovered edge, likewise
    this.under = { node: null, edge: null }; // what lies under the pointer right now
    this.spot = null;
    this.#listen();
  }

  destroy() {
    clearTimeout(this.hoverTimer);
    clearTimeout(this.hintTimer);
    cancelAnimationFrame(this.waiting);
  }

  // The graph changed: what is hovered may be gone.
  refresh() {
    if (!this.scene.nodes.has(this.node)) this.node = null;
    if (!this.scene.edges.has(this.edge)) this.edge = null;
  }

  #listen() {
    const { root, holder } = this.frame;
    const { network } = this.scene;
    root.addEventListener("wheel", (event) => this.#wheel(event), { capture: true, passive: false });
    holder.addEventListener("pointerdown", () => {
      root.focus({ preventScroll: true });
      if (this.scene.halt()) this.canvas.looked(this.scene.view());
      this.#hideHint();
    });
    holder.addEventListener("pointermove", (event) => this.#move(event));
    holder.addEventListener("pointerleave", () => this.#leave());
    network.on("click", (click) => this.#click(click));
    network.on("doubleClick", ({ pointer }) => {
      const node = network.getNodeAt(pointer.DOM);
      if (node !== undefined) this.canvas.expand(node);
    });
    holder.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      const box = holder.getBoundingClientRect();
      this.#hideHint();
      this.canvas.openMenu({ x: event.clientX - box.left, y: event.clientY - box.top });
    });
    network.on("hold", ({ pointer, event }) => event.srcEvent?.pointerType === "touch" && this.canvas.openMenu(pointer.DOM));
    network.on("dragStart", (drag) => this.#dragStart(drag));
    network.on("dragging", ({ nodes }) => nodes.length && this.canvas.dragging());
    network.on("dragEnd", (drag) => this.#dragEnd(drag));
    network.on("zoom", () => this.canvas.looked(this.scene.view()));
  }

  #click({ pointer, event }) {
    const node = this.scene.network.getNodeAt(pointer.DOM);
    const { ctrlKey, metaKey, shiftKey } = event.srcEvent ?? {};
    if (node === undefined) this.canvas.choose([], this.scene.edgeAt(pointer.DOM) ?? null, "click");
    else if (ctrlKey || metaKey || shiftKey) this.canvas.toggle(node);
    else this.canvas.choose([node], null, "click");
  }

  #dragStart({ pointer, event }) {
    this.#hideHint();
    if (event.srcEvent?.shiftKey) this.scene.startBox(pointer.DOM);
  }

  #dragEnd({ nodes, event }) {
    if (event.srcEvent?.shiftKey) this.canvas.choose(this.scene.network.getSelectedNodes(), null, "box");
    else if (nodes.length) this.canvas.moved(nodes);
    else this.canvas.looked(this.scene.view());
  }

  #wheel(event) {
    event.preventDefault();
    this.scene.halt();
    if (!this.canvas.mayZoom(event.deltaY < 0)) event.stopPropagation();
    this.#hideHint();
  }

  #move(event) {
    if (event.buttons || event.pointerType === "touch") return;
    const box = this.frame.holder.getBoundingClientRect();
    this.spot = { x: event.clientX - box.left, y: event.clientY - box.top };
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.#over(this.spot);
    });
  }

  #over(spot) {
    const node = this.scene.network.getNodeAt(spot) ?? null;
    const edge = node === null ? (this.scene.edgeAt(spot) ?? null) : null;
    if (node === this.under.node && edge === this.under.edge) return;
    this.under = { node, edge };
    this.frame.holder.classList.toggle("zt-pointing", node !== null || edge !== null);
    this.#hideHint();
    clearTimeout(this.hoverTimer);
    this.hoverTimer = setTimeout(() => this.#hover(node, edge), HOVER_MS);
  }

  #hover(node, edge) {
    [this.node, this.edge] = [node, edge];
    this.refresh();
    const title = this.scene.nodes.get(this.node)?.title;
    if (title && !this.canvas.menu.target) {
      this.hintTimer = setTimeout(() => {
        if (this.node === node) showTooltip(this.frame, String(title), this.spot);
      }, TOOLTIP_MS);
    }
    this.scene.redraw();
  }

  #leave() {
    clearTimeout(this.hoverTimer);
    this.#hideHint();
    this.under = { node: null, edge: null };
    if (this.node !== null || this.edge !== null) this.#hover(null, null);
  }

  #hideHint() {
    clearTimeout(this.hintTimer);
    hideTooltip(this.frame);
  }
}
