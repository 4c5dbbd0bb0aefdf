// Names on the canvas: at a constant size on the screen, most important first, never one upon another.
// Each text is drawn once with its halo into a small image and then only copied: a frame stays cheap while one pans.

const SIZE = 12.5;
const HALO = 3;
const CELL = 64; // px of the grid that finds overlaps
const KEPT_IMAGES = 1500;

export class Labels {
  constructor() {
    this.images = new Map();
    this.style = "";
  }

  setTheme(theme) {
    this.theme = theme;
    this.images.clear();
  }

  // Which of the nodes get their name at this zoom: [{id, text, x, y, width, height}], x and y on the screen relative
  // to the node's own place. `order` lists ids, most important first; `blocked` are rectangles to keep clear.
  choose(scene, order, toScreen, scale, strong = new Set()) {
    const grid = new Grid();
    const chosen = [];
    for (const id of order) {
      const point = toScreen(scene.place(id));
      const bold = strong.has(id);
      const { width, height } = this.measure(scene.nodes.get(id).label, bold);
      const below = scene.radius(id) * scale + 3;
      const box = { left: point.x - width / 2, top: point.y + below, width, height };
      if (!bold && !grid.free(box)) continue;
      grid.take(box);
      chosen.push({ id, text: scene.nodes.get(id).label, bold, ...box });
    }
    return chosen;
  }

  measure(text, bold = false) {
    const image = this.#image(text, bold);
    return { width: image.width - 2 * HALO, height: SIZE + 3 };
  }

  draw(pen, { text, bold, left, top }, ratio) {
    const image = this.#image(text, bold, ratio);
    pen.drawImage(image.bitmap, left - HALO, top - HALO, image.width, image.height);
  }

  #image(text, bold, ratio = globalThis.devicePixelRatio || 1) {
    const key = `${bold ? "b" : "n"}${ratio}\n${text}`;
    let image = this.images.get(key);
    if (!image) {
      if (this.images.size > KEPT_IMAGES) this.images.clear();
      image = this.#paint(text, bold, ratio);
      this.images.set(key, image);
    }
    return image;
  }

  #paint(text, bold, ratio) {
    const bitmap = document.createElement("canvas");
    const pen = bitmap.getContext("2d");
    const font = `${bold ? 600 : 400} ${SIZE}px ${this.theme.font}`;
    pen.font = font;
    const width = Math.ceil(pen.measureText(text).width) + 2 * HALO;
    const height = Math.ceil(SIZE * 1.3) + 2 * HALO;
    bitmap.width = Math.max(1, Math.ceil(width * ratio));
    bitmap.height = Math.ceil(height * ratio);
    pen.scale(ratio, ratio);
    pen.font = font;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = HALO;
    pen.strokeStyle = this.theme.background;
    pen.strokeText(text, HALO, height / 2);
    pen.fillStyle = this.theme.text;
    pen.fillText(text, HALO, height / 2);
    return { bitmap, width, height };
  }
}

class Grid {
  constructor() {
    this.cells = new Map();
  }

  free(box) {
    return this.#cells(box).every((key) => (this.cells.get(key) ?? []).every((other) => !overlap(box, other)));
  }

  take(box) {
    for (const key of this.#cells(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  #cells({ left, top, width, height }) {
    const keys = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor((left + width) / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor((top + height) / CELL); y += 1) keys.push(x * 1e5 + y);
    }
    return keys;
  }
}

function overlap(one, other) {
  return (
    one.left < other.left + other.width + 4 &&
    other.left < one.left + one.width + 4 &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}
