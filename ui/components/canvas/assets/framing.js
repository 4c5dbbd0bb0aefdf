// Which part of the plane to look at: all of it, or a little more than now.

const LARGEST = 1.5; // a handful of nodes is not blown up
const FRAME = 22; // px that an overview leaves free on each side
const TOOLBAR = 30; // px more at the right, where the canvas' own buttons are
const USUAL_NAME = 40; // px that names usually take beyond the outermost nodes
const MARGIN = 50; // px from the frame within which a node is not well on the screen

// The view that shows all nodes, and their names as far as `extentAt(scale)` tells where they end (px at that zoom).
// `top` px below the upper edge are left free too.
export function overview(scene, extentAt, top) {
  if (!scene.nodes.size) return { x: 0, y: 0, scale: 1 };
  const wide = Math.max(60, scene.holder.clientWidth - 2 * FRAME - TOOLBAR);
  const high = Math.max(60, scene.holder.clientHeight - 2 * FRAME - top);
  const fitting = (ends, room) =>
    Math.min((wide - room) / (ends.right - ends.left + 1), (high - room) / (ends.bottom - ends.top + 1));
  const guess = Math.min(LARGEST, fitting(outermost(scene), USUAL_NAME));
  const extent = extentAt(guess);
  const factor = fitting(extent, 0);
  const scale = Math.abs(factor - 1) < 0.02 ? guess : Math.min(LARGEST, guess * factor);
  return {
    x: (extent.left + extent.right) / 2 / guess + TOOLBAR / 2 / scale,
    y: (extent.top + extent.bottom) / 2 / guess - top / 2 / scale,
    scale,
  };
}

// Those of some nodes that are not well on the screen.
export function outside(scene, ids) {
  const { x, y, halfX, halfY, margin } = shown(scene);
  return ids.filter((id) => {
    const place = scene.place(id);
    return Math.abs(place.x - x) > halfX - margin || Math.abs(place.y - y) > halfY - margin;
  });
}

// The present view, widened to show some nodes too, at most twice as far away.
export function including(scene, ids) {
  const { x, y, scale, halfX, halfY, margin } = shown(scene);
  const places = ids.map((id) => scene.place(id));
  const left = Math.min(x - halfX, ...places.map((place) => place.x - margin));
  const right = Math.max(x + halfX, ...places.map((place) => place.x + margin));
  const top = Math.min(y - halfY, ...places.map((place) => place.y - margin));
  const bottom = Math.max(y + halfY, ...places.map((place) => place.y + margin));
  const fitting = scale * Math.min((2 * halfX) / (right - left), (2 * halfY) / (bottom - top));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(fitting, scale / 2) };
}

function shown(scene) {
  const { holder } = scene;
  const { x, y, scale } = scene.view();
  return {
    x,
    y,
    scale,
    halfX: holder.clientWidth / 2 / scale,
    halfY: holder.clientHeight / 2 / scale,
    margin: MARGIN / scale,
  };
}

// Where the middles of the outermost nodes are.
export function outermost(scene) {
  const ends = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const id of scene.nodes.keys()) {
    const { x, y } = scene.place(id);
    ends.left = Math.min(ends.left, x);
    ends.right = Math.max(ends.right, x);
    ends.top = Math.min(ends.top, y);
    ends.bottom = Math.max(ends.bottom, y);
  }
  return ends;
}
