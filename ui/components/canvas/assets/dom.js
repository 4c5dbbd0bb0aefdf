// The canvas' elements: the frame, the place for the network, toolbar, tooltip, notice for an empty view, live region.
// Texts come from Python and are only ever set as text, never as HTML.

const ICONS = {
  zoomIn: "M12 5v14M5 12h14",
  zoomOut: "M5 12h14",
  map: "M3 5h18v14H3zM12 11h6v5h-6z",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  fullscreen: "M9 4H4v5M4 4l6 6M15 20h5v-5M20 20l-6-6",
  png: "M12 4v11M7 10l5 5 5-5M5 20h14",
};

export function buildFrame(parent, texts, actions) {
  const root = element("div", "zt-canvas", { tabindex: "0", role: "application" });
  const holder = element("div", "zt-network", { "aria-hidden": "true" });
  const tooltip = element("div", "zt-tooltip", { role: "presentation" });
  const empty = element("div", "zt-empty");
  const live = element("div", "zt-live", { role: "status", "aria-live": "polite" });
  const toolbar = element("div", "zt-toolbar", { role: "toolbar" });
  const buttons = Object.keys(ICONS).map((name) => {
    const button = element("button", "zt-button", { type: "button", "data-action": name });
    button.append(icon(ICONS[name]));
    if (name === "map") button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => actions[name]());
    return button;
  });
  toolbar.append(...buttons);
  const map = element("div", "zt-map", { "aria-hidden": "true", hidden: "" });
  const mapView = element("div", "zt-map-view");
  map.append(document.createElement("canvas"), mapView);
  const paper = element("canvas", "zt-paper", { "aria-hidden": "true" });
  root.append(holder, empty, map, tooltip, toolbar, live, paper);
  parent.append(root);
  const frame = { root, holder, tooltip, empty, live, toolbar, buttons, map, mapView, paper };
  setTexts(frame, texts);
  return frame;
}

export function setTexts(frame, texts) {
  frame.root.setAttribute("aria-label", texts.canvas ?? "");
  frame.toolbar.setAttribute("aria-label", texts.toolbar ?? "");
  frame.empty.textContent = texts.empty ?? "";
  for (const button of frame.buttons) {
    const text = texts[button.dataset.action] ?? button.dataset.action;
    button.setAttribute("aria-label", text);
    button.title = text;
  }
}

// A tooltip of plain lines, the first one as its heading, beside the pointer and inside the frame.
export function showTooltip(frame, title, point) {
  const { tooltip, root } = frame;
  tooltip.replaceChildren(
    ...title.split("\n").map((line, number) => {
      const row = element("div", number === 0 ? "zt-heading" : "zt-line");
      row.textContent = line;
      return row;
    }),
  );
  tooltip.classList.add("zt-shown");
  const left = Math.min(point.x + 14, root.clientWidth - tooltip.offsetWidth - 8);
  const below = point.y + 18;
  const top = below + tooltip.offsetHeight > root.clientHeight - 8 ? point.y - tooltip.offsetHeight - 12 : below;
  tooltip.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
}

export function hideTooltip(frame) {
  frame.tooltip.classList.remove("zt-shown");
}

function element(tag, name, attributes = {}) {
  const result = document.createElement(tag);
  result.className = name;
  for (const [key, value] of Object.entries(attributes)) result.setAttribute(key, value);
  return result;
}

function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
