// Small pieces that the parts of the explore page share. Data only ever becomes text nodes and fixed attributes, so that
// no name, however it is spelt, can become markup.

const SVG = "http://www.w3.org/2000/svg";

// An element with properties (class, events as `onclick`, attributes) and children (elements, texts, nothing).
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  set(element, properties);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.setAttribute("class", value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

// The same for a drawing.
export function svg(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  set(element, properties);
  element.append(...children);
  return element;
}

const corners = (count, radius, turn = -Math.PI / 2) =>
  Array.from({ length: count }, (_, i) => turn + (i * 2 * Math.PI) / count)
    .map((angle) => `${(8 + radius * Math.cos(angle)).toFixed(2)},${(8 + radius * Math.sin(angle)).toFixed(2)}`)
    .join(" ");

const starPoints = Array.from({ length: 10 }, (_, i) => {
  const [angle, radius] = [-Math.PI / 2 + (i * Math.PI) / 5, i % 2 ? 3.1 : 7.2];
  return `${(8 + radius * Math.cos(angle)).toFixed(2)},${(8 + radius * Math.sin(angle)).toFixed(2)}`;
}).join(" ");

const SHAPES = {
  square: () => svg("rect", { x: 2.6, y: 2.6, width: 10.8, height: 10.8, rx: 1.2 }),
  diamond: () => svg("polygon", { points: corners(4, 7) }),
  triangle: () => svg("polygon", { points: corners(3, 7) }),
  triangleDown: () => svg("polygon", { points: corners(3, 7, Math.PI / 2) }),
  hexagon: () => svg("polygon", { points: corners(6, 6.8, 0) }),
  star: () => svg("polygon", { points: starPoints }),
};

// The sign of a class as the canvas draws it: shape and colour, for the light and the dark theme.
export function glyph({ shape, light, dark }, size = 12) {
  const drawn = (SHAPES[shape] ?? (() => svg("circle", { cx: 8, cy: 8, r: 6 })))();
  const picture = svg("svg", { viewBox: "0 0 16 16", width: size, height: size, class: "glyph", "aria-hidden": "true" }, drawn);
  picture.style.fill = light; // for browsers without light-dark()
  picture.style.fill = `light-dark(${light}, ${dark})`;
  return picture;
}

const ICONS = {
  legend: "M3 4.2h2M3 8h2M3 11.8h2M7.5 4.2H13M7.5 8H13M7.5 11.8H13",
  filter: "M2.5 3.5h11L9.5 8.4v4.1l-3 1V8.4z",
  style: "M3 5h6M12 5h1M3 11h1M7 11h6M10.5 3.5v3M5.5 9.5v3",
  views: "M4 2.8h8v10.4l-4-3-4 3z",
  steps: "M8 4.2V8l2.6 1.6M2.6 8a5.4 5.4 0 1 0 1.6-3.8L2.6 5.8M2.6 2.6v3.2h3.2",
  layout: "M2.8 2.8h3.6v3.6H2.8zM9.6 2.8h3.6v3.6H9.6zM6.2 9.6h3.6v3.6H6.2zM4.6 6.4v1.8h6.8V6.4M8 8.2v1.4",
  save: "M8 2.5v7.2M5 6.9l3 3 3-3M3 12.8h10",
  help: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.4a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11.2v.1",
  copy: "M5.5 5.5h7v7h-7zM3.5 10.5v-7h7",
  hide: "M2 8s2.2-3.8 6-3.8c1 0 1.9.3 2.7.7M14 8s-2.2 3.8-6 3.8c-1 0-1.9-.3-2.7-.7M3 13L13 3",
  keep: "M3 3h3M3 3v3M13 3h-3M13 3v3M3 13h3M3 13v-3M13 13h-3M13 13v-3M8 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z",
  why: "M3.6 12.4l8.8-8.8M5 12.4a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0zM13.8 3.6a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0z",
  compare: "M3 3.5h4v9H3zM9 3.5h4v9H9z",
  link: "M6.5 9.5l3-3M7 4.6l1.6-1.6a2.6 2.6 0 0 1 3.7 3.7L10.7 8.3M9 11.4L7.4 13a2.6 2.6 0 0 1-3.7-3.7L5.3 7.7",
  search: "M11 11l3.2 3.2M12.4 7.2a5.2 5.2 0 1 1-10.4 0 5.2 5.2 0 0 1 10.4 0z",
  home: "M2.5 7.5L8 2.8l5.5 4.7M4 6.6v6.6h8V6.6",
  undo: "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5L6 3.5M3 6.5L6 9.5",
  redo: "M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5L10 3.5M13 6.5L10 9.5",
  clear: "M3.5 4.5h9M6.5 4.5V3h3v1.5M4.8 4.5l.6 8.5h5.2l.6-8.5",
  table: "M2.5 3h11v10h-11zM2.5 6.4h11M2.5 9.7h11M6.3 6.4V13",
  graph: "M4.4 11.2l2-5M6.8 5.6l4.6 5.2M5.6 12.2h4.8M6.6 4.4a1.6 1.6 0 1 1-3.2 0 1.6 1.6 0 0 1 3.2 0zM5.4 12.4a1.6 1.6 0 1 1-3.2 0 1.6 1.6 0 0 1 3.2 0zM13.8 12.2a1.6 1.6 0 1 1-3.2 0 1.6 1.6 0 0 1 3.2 0z",
  expand: "M8 5.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8zM9.8 6.2l3-3M6.2 6.2l-3-3M9.8 9.8l3 3M6.2 9.8l-3 3",
  remove: "M3 8h10",
  add: "M8 2.5v11M2.5 8h11",
  focus: "M8 5.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2",
  close: "M4 4l8 8M12 4l-8 8",
  out: "M3 8h9M9 5l3 3-3 3",
  in: "M13 8H4M7 5L4 8l3 3",
  more: "M4 6.5l4 4 4-4",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z",
};

export function icon(name, size = 16) {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", width: size, height: size, class: "icon", "aria-hidden": "true" },
    svg("path", { d: ICONS[name] }),
  );
}

// Fills {name} in a text of the catalogue.
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

// A part of the page: `build(parent)` once, which answers `draw(data, component)`; drawn again only when data changed.
export function part(build) {
  const mounted = new WeakMap();
  return function (component) {
    const { parentElement } = component;
    const [data] = component.data; // in a list: Streamlit looks for data frames in a mapping, with pandas
    let instance = mounted.get(parentElement);
    if (!instance) {
      instance = { ...build(parentElement), written: null };
      mounted.set(parentElement, instance);
    }
    instance.tell = (name, value) => tellInOrder(component, name, value);
    instance.keep = component.setStateValue;
    const written = JSON.stringify(data);
    if (written !== instance.written) {
      instance.written = written;
      instance.draw(data, instance);
    }
    return () => {
      instance.destroy?.();
      mounted.delete(parentElement);
      parentElement.replaceChildren?.();
    };
  };
}

// Tells Python what was done here. `at` says when: what two parts tell during one run is called back in any order. A
// click that still waits on the canvas goes before it, in a message of its own, since it belongs to another fragment.
function tellInOrder(component, name, value) {
  const alone = document.dispatchEvent(new CustomEvent("zt-tell", { cancelable: true }));
  const told = typeof value === "object" ? { ...value, at: Date.now() } : value;
  const send = () => component.setTriggerValue(name, told);
  if (alone) send();
  else setTimeout(send);
}

// Streamlit binds r, c and Escape on the whole page; nothing typed in a part may reach it.
export const keepKeys = (element) => element.addEventListener("keydown", (event) => event.stopPropagation());
