// Boxes on the screen in cells, to find at once what a new one would cover.

const CELL = 48; // px; about the size of the boxes
const ROW = 1e6; // more cells than any network is wide

export class Grid {
  constructor() {
    this.cells = new Map();
  }

  // True when a box would cover nothing of other owners, with `margin` px of room beside it, a fifth of that above and
  // below.
  free(box, id, margin) {
    return this.#around(widened(box, margin), (other, shared) => shared > 0 && other.id !== id) === undefined;
  }

  // How many square px of other owners' boxes a box would cover; Infinity when there is a name among them.
  covers(box, id) {
    let area = 0;
    const name = this.#around(box, (other, shared) => {
      if (shared === 0 || other.id === id) return false;
      area += shared;
      return other.text !== undefined;
    });
    return name ? Infinity : area;
  }

  take(box) {
    each(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    });
  }

  // The first box near a place of which `wanted(box, shared px)` says so.
  #around(room, wanted) {
    return each(room, (key) => this.cells.get(key)?.find((other) => wanted(other, shared(room, other))));
  }
}

// Calls `visit` with each cell that a box lies in, until it answers something.
function each({ left, top, width, height }, visit) {
  const [firstX, lastX] = [Math.floor(left / CELL), Math.floor((left + width) / CELL)];
  const [firstY, lastY] = [Math.floor(top / CELL), Math.floor((top + height) / CELL)];
  for (let x = firstX; x <= lastX; x += 1) {
    for (let y = firstY; y <= lastY; y += 1) {
      const answer = visit(x * ROW + y);
      if (answer !== undefined) return answer;
    }
  }
  return undefined;
}

function widened({ left, top, width, height }, margin) {
  const above = margin / 5;
  return { left: left - margin, top: top - above, width: width + 2 * margin, height: height + 2 * above };
}

function shared(one, other) {
  const wide = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const high = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}
