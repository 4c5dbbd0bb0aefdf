// The row above the canvas: back to the opening view, undo, redo, empty, how much is shown, canvas or table.

import { el, icon, keepKeys, part } from "./dom.js";

export default part((parent) => {
  const root = el("div", { class: "zp toolbar", role: "toolbar" });
  parent.append(root);
  keepKeys(root);
  return {
    draw(data, instance) {
      const focused = parent.activeElement?.dataset?.key;
      root.setAttribute("aria-label", data.texts.label);
      const button = (each) =>
        el(
          "button",
          {
            "data-key": each.key,
            disabled: each.disabled,
            title: each.label,
            "aria-label": each.label,
            "aria-pressed": each.pressed === undefined ? null : String(each.pressed),
            class: each.text ? "text" : null,
            onclick: () => instance.tell("act", { kind: each.key }),
          },
          each.icon && icon(each.icon),
          each.text,
        );
      root.replaceChildren(
        ...data.buttons.map((group) => el("div", { class: "group" }, group.map(button))),
        el("span", { class: "status" }, data.status),
        el(
          "div",
          { class: "messages", role: "status" },
          data.messages.map(({ text, bad }) =>
            el(
              "div",
              { class: bad ? "message bad" : "message" },
              el("span", {}, text),
              el("button", { "data-key": "dismiss", "aria-label": data.texts.dismiss, title: data.texts.dismiss, onclick: () => instance.tell("act", { kind: "dismiss" }) }, icon("close", 12)),
            ),
          ),
        ),
      );
      if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]:not([disabled])`)?.focus();
    },
  };
});
