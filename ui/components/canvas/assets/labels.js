// Names on the canvas: of constant size on the screen, the most important first, never upon each other or upon a node.
// Each text is drawn once with its halo into a small image and then only copied: a frame stays cheap while one pans.

import { Grid } from "./grid.js";

const SIZE = 12.5;
const HEIGHT = 16;
const HALO = 3.5;
const PAD = 4; // px around the text in its image, room for the halo
const KEPT_IMAGES = 1500;
const GAP = 3; // px between a node and its name

export class Labels {
  constructor() {
    this.images = new Map();
    this.widths = new Map();
    this.pen = document.createElement("canvas").getContext("2d");
  }

  setTheme(theme) {
    this.theme = theme;
    this.images.clear();
    this.widths.clear();
  }

  // The names that have room at a zoom, as boxes {id, text, bold, left, top, width, height} in px from layout point
  // (0, 0), and the grid they stand in. `order` lists node ids, most important first. Those in `bold` may cover nodes, but
  // none covers one of the boxes `taken`.
  choose(scene, order, scale, bold, taken = []) {
    const grid = new Grid();
    for (const box of taken) grid.take(box);
    const places = new Map();
    for (const id of order) {
      const { x, y } = scene.place(id);
      const radius = scene.radius(id, scale) * scale;
      const place = { id, x: x * scale, y: y * scale, radius };
      places.set(id, place);
      grid.take({ id, left: place.x - radius, top: place.y - radius, width: 2 * radius, height: 2 * radius });
    }
    const margin = scale < 0.6 ? 8 : 5;
    const names = [];
    for (const id of order) {
      const text = scene.nodes.get(id).label;
      const boxes = around(places.get(id), this.width(text, bold.has(id)));
      const box = boxes.find((one) => grid.free(one, id, margin)) ?? (bold.has(id) ? least(boxes, grid, id) : null);
      if (!box) continue;
      const name = { id, text, bold: bold.has(id), ...box };
      grid.take(name);
      names.push(name);
    }
    return { names, grid };
  }

  width(text, bold = false) {
    const key = `${bold}${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.pen.font = this.#font(bold);
      width = this.pen.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  // Draws a name with its box at a place of the screen, on whole pixels of the device: half ones blur.
  draw(pen, { text, bold, left, top }, ratio) {
    const image = this.#image(text, bold, ratio);
    const [x, y] = [Math.round((left - PAD) * ratio), Math.round((top - PAD) * ratio)];
    pen.drawImage(image, x / ratio, y / ratio, image.width / ratio, image.height / ratio);
  }

  #font(bold) {
    return `${bold ? 600 : 400} ${SIZE}px ${this.theme.font}`;
  }

  #image(text, bold, ratio) {
    const key = `${bold}${ratio}\n${text}`;
    let image = this.images.get(key);
    if (!image) {
      if (this.images.size > KEPT_IMAGES) this.images.clear();
      image = this.#paint(text, bold, ratio);
      this.images.set(key, image);
    }
    return image;
  }

  #paint(text, bold, ratio) {
    const image = document.createElement("canvas");
    image.width = Math.ceil((this.width(text, bold) + 2 * PAD) * ratio);
    image.height = Math.ceil((HEIGHT + 2 * PAD) * ratio);
    const pen = image.getContext("2d");
    pen.scale(ratio, ratio);
    pen.font = this.#font(bold);
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = HALO;
    pen.strokeStyle = this.theme.background;
    pen.strokeText(text, PAD, PAD + HEIGHT / 2);
    pen.fillStyle = this.theme.text;
    pen.fillText(text, PAD, PAD + HEIGHT / 2);
    return image;
  }
}

// The box that covers least of the nodes; none when each would cover a name.
function least(boxes, grid, id) {
  const areas = boxes.map((box) => grid.covers(box, id));
  const smallest = Math.min(...areas);
  return smallest < Infinity ? boxes[areas.indexOf(smallest)] : null;
}

// Where a name may stand at its node, best first: below, above, right, left.
function around({ x, y, radius }, width) {
  const box = { width, height: HEIGHT };
  const away = radius + GAP;
  return [
    { ...box, left: x - width / 2, top: y + away },
    { ...box, left: x - width / 2, top: y - away - HEIGHT },
    { ...box, left: x + away + 1, top: y - HEIGHT / 2 },
    { ...box, left: x - away - 1 - width, top: y - HEIGHT / 2 },
  ];
}
