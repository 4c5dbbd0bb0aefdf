// Boxes on the screen in cells, to find at once what a new one would cover.

const CELL = 64; // px; about the size of the boxes

export class Grid {
  constructor() {
    this.cells = new Map();
  }

  // How many square px of other owners' boxes a box would cover, with `margin` px of room beside it and a fifth of
  // that above and below; Infinity when there is a name among them.
  covers(box, id, margin) {
    const [left, top] = [box.left - margin, box.top - margin / 5];
    const room = { left, top, width: box.width + 2 * margin, height: box.height + (2 * margin) / 5 };
    let area = 0;
    for (const key of keys(room)) {
      for (const other of this.cells.get(key) ?? []) {
        if (other.id === id) continue;
        const shared = overlap(room, other);
        if (shared && other.text !== undefined) return Infinity;
        area += shared;
      }
    }
    return area;
  }

  take(box) {
    for (const key of keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }
}

function keys({ left, top, width, height }) {
  const found = [];
  for (let x = Math.floor(left / CELL); x <= Math.floor((left + width) / CELL); x += 1) {
    for (let y = Math.floor(top / CELL); y <= Math.floor((top + height) / CELL); y += 1) found.push(x * 1e6 + y);
  }
  return found;
}

function overlap(one, other) {
  const wide = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const high = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}
