// Colours of the page's theme, read from Streamlit's CSS variables, and a sign when they change.

// System fonts with Chinese characters, for a page font that has none; nothing is downloaded.
const CJK_FONTS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC"';

// The colours on the screen, or those of paper, which is white whatever the screen is.
export function readTheme(element, onPaper = false) {
  const style = getComputedStyle(element);
  const told = (name, fallback) => style.getPropertyValue(`--st-${name}`).trim() || fallback;
  const read = onPaper ? (_, fallback) => fallback : told;
  const background = read("background-color", "#ffffff");
  const dark = luminance(background) < 0.4;
  const text = read("text-color", dark ? "#e8eaf0" : "#1f2937");
  return {
    dark,
    background,
    text,
    primary: read("primary-color", "#2563eb"),
    edge: mix(background, text, dark ? 0.3 : 0.24),
    edgeStrong: mix(background, text, 0.6),
    doubt: dark ? "#ffab6b" : "#b8500f", // what the source contradicts itself about
    muted: mix(background, text, 0.62),
    font: `${told("font", "system-ui")}, ${CJK_FONTS}, sans-serif`,
  };
}

// Calls `changed` when the theme's variables change. A transition on an invisible element notices it at once.
export function watchTheme(root, changed) {
  const probe = document.createElement("span");
  probe.className = "zt-probe";
  probe.setAttribute("aria-hidden", "true");
  probe.addEventListener("transitionend", changed);
  root.append(probe);
}

// Calls `changed` with true before the page is printed and with false after it; gives what ends that. Before it is
// printed a page has not the styles of paper yet, and a preview by the browser's tools has no such moment: hence both.
export function watchPaper(changed) {
  const paper = matchMedia("print");
  const tell = () => changed(paper.matches);
  const [before, after] = [() => changed(true), () => changed(false)];
  paper.addEventListener("change", tell);
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    paper.removeEventListener("change", tell);
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
  };
}

export function withAlpha(color, alpha) {
  const [red, green, blue] = channels(color);
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

// A colour between two; opaque, so that crossing edges do not darken each other.
function mix(one, other, share) {
  const [from, to] = [channels(one), channels(other)];
  return `rgb(${from.map((value, index) => Math.round(value + (to[index] - value) * share)).join(", ")})`;
}

function luminance(color) {
  const [red, green, blue] = channels(color);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

// Any CSS colour as red, green and blue from 0 to 255: a one-pixel canvas reads what the browser makes of it.
const channels = (() => {
  const known = new Map();
  let pen = null;
  return (color) => {
    if (!known.has(color)) {
      pen ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
        willReadFrequently: true,
      });
      pen.fillStyle = "#fff";
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
      known.set(color, [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3));
    }
    return known.get(color);
  };
})();
