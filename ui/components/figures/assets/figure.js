// A figure of the map page: columns with links, a matrix, profiles side by side, or a line of years. Each mark is a
// button; Python answers its key with what stands behind it.

import { el, keepKeys, part } from "../zhitu.parts/dom.js";
import { columns } from "./columns.js";
import { matrix } from "./matrix.js";
import { profiles } from "./profiles.js";
import { timeline } from "./timeline.js";

const KINDS = { columns, matrix, profiles, timeline };

export default part((parent) => {
  const root = el("section", { class: "fig figure" });
  parent.append(root);
  keepKeys(root);
  let ended = null;
  return {
    draw(data, instance) {
      ended?.();
      const focused = parent.activeElement?.dataset?.key;
      const scrolled = [...root.querySelectorAll(".scroll")].map((each) => each.scrollLeft);
      root.setAttribute("aria-label", data.title);
      const marks = {
        // A mark's attributes: chosen by click, and shown as pressed while it is selected.
        of: (key, properties = {}) => ({
          ...properties,
          "data-key": key,
          "aria-pressed": String(key === data.selected),
          onclick: () => instance.tell("select", { key, seq: Date.now() }),
        }),
        select: (key) => instance.tell("select", { key, seq: Date.now() }),
        selected: data.selected,
      };
      ended = KINDS[data.kind]?.(root, data, marks) ?? null;
      [...root.querySelectorAll(".scroll")].forEach((each, at) => (each.scrollLeft = scrolled[at] ?? 0));
      if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    },
    destroy: () => ended?.(),
  };
});
