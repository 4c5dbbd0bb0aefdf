// The overview map in a corner: every node as a dot, and a frame around what the canvas shows. A press or a drag on it moves
// the view. It shows by itself when there are many nodes and the canvas does not show all of them; the toolbar's button brings
// it and puts it away.

import { outermost } from "./framing.js";

const MANY = 250; // nodes from which on it shows by itself
const NARROW = 480; // px of canvas below which it waits to be asked for
const MARGIN = 6; // px around the dots
const PAUSE_MS = 120; // between two pictures of many nodes while they move
const FEW = 1_000; // so many nodes are drawn in every frame that moves them

export class Minimap {
  // `canvas` is told where to look: `lookAt(point)` while the pointer moves, `looked(view)` at its end.
  constructor(canvas, frame, scene, memory) {
    this.canvas = canvas;
    this.frame = frame;
    this.scene = scene;
    this.memory = memory;
    this.theme = null;
    this.drawnAt = 0;
    this.fit = null; // {scale, left, top}: px of the map a layout unit, and the layout point of its corner
    this.pen = frame.map.querySelector("canvas").getContext("2d");
    this.#listen();
    scene.network.on("afterDrawing", () => this.#follow());
  }

  setTheme(theme) {
    this.theme = theme;
    this.forget();
  }

  // Places, colours or the graph changed.
  forget() {
    this.stale = true;
  }

  // The reader wants it, or wants it away; that holds until the page is closed.
  toggle() {
    this.memory.map = !this.#wanted();
    this.forget();
    this.scene.redraw();
  }

  #wanted() {
    const { scene, memory } = this;
    return memory.map ?? (scene.nodes.size >= MANY && scene.holder.clientWidth >= NARROW && !this.#allSeen());
  }

  // True when the canvas shows the middles of all nodes.
  #allSeen() {
    if (this.stale || !this.ends) this.ends = outermost(this.scene);
    const { left, right, top, bottom } = this.ends;
    const { x, y, scale } = this.scene.view();
    const { clientWidth, clientHeight } = this.scene.holder;
    const [halfX, halfY] = [clientWidth / 2 / scale, clientHeight / 2 / scale];
    return left >= x - halfX && right <= x + halfX && top >= y - halfY && bottom <= y + halfY;
  }

  #follow() {
    const { map, buttons } = this.frame;
    const shown = this.#wanted() && this.scene.nodes.size > 0;
    if (map.hidden === shown) {
      map.hidden = !shown;
      buttons.find(({ dataset }) => dataset.action === "map").setAttribute("aria-pressed", String(shown));
      this.forget();
    }
    if (!shown) return;
    const waited = performance.now() - this.drawnAt;
    if (this.stale && (this.scene.nodes.size <= FEW || waited > PAUSE_MS)) this.#draw();
    else if (this.stale) this.later ??= setTimeout(() => ((this.later = undefined), this.scene.redraw()), PAUSE_MS);
    this.#frameView();
  }

  #draw() {
    const { scene, pen } = this;
    const { width, height } = this.#size();
    const ratio = devicePixelRatio;
    [pen.canvas.width, pen.canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    const places = scene.order.map((id) => ({ ...scene.place(id), node: scene.nodes.get(id) }));
    const ends = (this.ends = outermost(scene));
    const [wide, high] = [ends.right - ends.left || 1, ends.bottom - ends.top || 1];
    const scale = Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high);
    this.fit = {
      scale,
      left: (ends.left + ends.right) / 2 - width / 2 / scale,
      top: (ends.top + ends.bottom) / 2 - height / 2 / scale,
    };
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const { x, y, node } of places.reverse()) {
      const radius = Math.min(3.5, Math.max(0.9, node.size * scale));
      pen.fillStyle = scene.color(node);
      pen.fillRect((x - this.fit.left) * scale - radius, (y - this.fit.top) * scale - radius, 2 * radius, 2 * radius);
    }
    this.drawnAt = performance.now();
    this.stale = false;
  }

  #frameView() {
    if (!this.fit) return;
    const { x, y, scale } = this.scene.view();
    const { holder } = this.scene;
    const at = this.fit;
    const { width, height } = this.#size();
    const within = (value, most) => Math.min(most, Math.max(0, value));
    const [halfX, halfY] = [holder.clientWidth / 2 / scale, holder.clientHeight / 2 / scale];
    const left = within((x - halfX - at.left) * at.scale, width - 4);
    const top = within((y - halfY - at.top) * at.scale, height - 4);
    const { style } = this.frame.mapView;
    style.transform = `translate(${left}px, ${top}px)`;
    style.width = `${Math.max(4, within((x + halfX - at.left) * at.scale, width) - left)}px`;
    style.height = `${Math.max(4, within((y + halfY - at.top) * at.scale, height) - top)}px`;
  }

  // Measured once a picture: reading it in every frame would make the browser lay the page out.
  #size() {
    if (this.stale || !this.size) this.size = { width: this.frame.map.clientWidth, height: this.frame.map.clientHeight };
    return this.size;
  }

  #listen() {
    const { map } = this.frame;
    const look = (event) => {
      if (!this.fit) return;
      const box = map.getBoundingClientRect();
      const { scale, left, top } = this.fit;
      const inside = (value, most) => Math.min(most, Math.max(0, value));
      this.canvas.lookAt({
        x: left + inside(event.clientX - box.left, box.width) / scale,
        y: top + inside(event.clientY - box.top, box.height) / scale,
      });
    };
    map.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      map.setPointerCapture(event.pointerId);
      look(event);
    });
    map.addEventListener("pointermove", (event) => map.hasPointerCapture(event.pointerId) && look(event));
    map.addEventListener("lostpointercapture", () => this.canvas.looked(this.scene.view()));
  }

  destroy() {
    clearTimeout(this.later);
  }
}
