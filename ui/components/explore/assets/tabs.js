// The tabs of the rail: legend, filter, style, views, steps.

import { el, icon, keepKeys, part } from "./dom.js";

export default part((parent) => {
  const root = el("div", { class: "zp tabs", role: "tablist" });
  parent.append(root);
  keepKeys(root);
  return {
    draw(data, instance) {
      const focused = parent.activeElement?.dataset?.key;
      root.setAttribute("aria-label", data.label);
      root.replaceChildren(
        ...data.tabs.map((tab) =>
          el(
            "button",
            {
              role: "tab",
              type: "button",
              "data-key": tab.key,
              "aria-selected": String(tab.key === data.current),
              class: tab.active ? "tab active" : "tab",
              title: tab.label,
              "aria-label": tab.label,
              onclick: () => instance.tell("act", { kind: "tab", tab: tab.key }),
            },
            icon(tab.icon, 16),
          ),
        ),
      );
      if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    },
  };
});
