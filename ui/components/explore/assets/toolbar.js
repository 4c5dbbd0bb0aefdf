// The row above the canvas: groups of buttons and menus, how much is shown, messages, and the help for the keyboard.

import { el, icon, keepKeys, part } from "./dom.js";

export default part((parent) => {
  const root = el("div", { class: "zp toolbar", role: "toolbar" });
  const help = el("dialog", { class: "zp help" });
  parent.append(root, help);
  keepKeys(root);
  help.addEventListener("click", (event) => event.target === help && help.close());
  let open = null; // key of the menu that is open

  const openHelp = () => help.isConnected && !help.open && help.showModal();
  const anywhere = (event) => {
    const typing = event.composedPath()[0]?.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "?" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      openHelp();
    }
  };
  const outside = (event) => {
    if (open === null || event.composedPath().includes(root)) return;
    open = null;
    root.querySelectorAll(".menu").forEach((menu) => (menu.hidden = true));
  };
  document.addEventListener("keydown", anywhere);
  document.addEventListener("zt-help", openHelp);
  document.addEventListener("pointerdown", outside, true);

  return {
    draw(data, instance) {
      const focused = parent.activeElement?.dataset?.key;
      const tell = (kind, detail = {}) => instance.tell("act", { kind, ...detail });
      root.setAttribute("aria-label", data.texts.label);
      root.replaceChildren(
        ...data.buttons.map((group) => el("div", { class: "group" }, group.map((each) => (each.items ? menuOf(each, tell) : button(each, tell))))),
        el("span", { class: "status" }, data.status),
        el("div", { class: "messages", role: "status" }, data.messages.map((message) => messageOf(message, data.texts, tell))),
      );
      help.setAttribute("aria-label", data.help.title);
      help.replaceChildren(...helpOf(data.help, () => help.close()));
      if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]:not([disabled])`)?.focus();
    },
    destroy() {
      document.removeEventListener("keydown", anywhere);
      document.removeEventListener("zt-help", openHelp);
      document.removeEventListener("pointerdown", outside, true);
    },
  };

  function button(each, tell) {
    return el(
      "button",
      {
        type: "button",
        "data-key": each.key,
        disabled: each.disabled,
        title: each.label,
        "aria-label": each.label,
        "aria-pressed": each.pressed === undefined ? null : String(each.pressed),
        class: each.text ? "text" : null,
        onclick: () => (each.key === "help" ? openHelp() : tell(each.key)),
      },
      each.icon && icon(each.icon),
      each.text,
    );
  }

  // A button with a list of choices below it.
  function menuOf(each, tell) {
    const list = el(
      "div",
      { class: "menu", role: "menu", "aria-label": each.label },
      each.items.map((item) =>
        el(
          "button",
          {
            type: "button",
            role: item.checked === undefined ? "menuitem" : "menuitemradio",
            "aria-checked": item.checked === undefined ? null : String(item.checked),
            "data-key": `${each.key} ${item.key}`,
            onclick: () => {
              shut();
              tell(each.key, { value: item.key });
            },
          },
          el("span", {}, item.label),
          item.note && el("span", { class: "aside" }, item.note),
        ),
      ),
    );
    list.hidden = open !== each.key;
    const opener = el(
      "button",
      { type: "button", "data-key": each.key, title: each.label, "aria-label": each.label, "aria-haspopup": "menu", "aria-expanded": String(!list.hidden), class: "text", onclick: () => (list.hidden ? show() : shut()) },
      icon(each.icon),
      each.text,
      icon("more", 11),
    );
    function show() {
      root.querySelectorAll(".menu").forEach((other) => (other.hidden = true));
      open = each.key;
      list.hidden = false;
      opener.setAttribute("aria-expanded", "true");
      list.querySelector("button")?.focus();
    }
    function shut() {
      open = null;
      list.hidden = true;
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    }
    list.addEventListener("keydown", (event) => {
      const items = [...list.querySelectorAll("button")];
      const at = items.indexOf(parent.activeElement);
      if (event.key === "Escape") shut();
      else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
      else if (event.key === "ArrowUp") items.at(at - 1).focus();
    });
    return el("div", { class: "drop-down" }, opener, list);
  }
});

function messageOf({ text, bad }, texts, tell) {
  return el(
    "div",
    { class: bad ? "message bad" : "message" },
    el("span", {}, text),
    el("button", { type: "button", "data-key": "dismiss", "aria-label": texts.dismiss, title: texts.dismiss, onclick: () => tell("dismiss") }, icon("close", 12)),
  );
}

function helpOf({ title, close, rows }, shut) {
  return [
    el("div", { class: "top" }, el("h2", {}, title), el("button", { type: "button", "aria-label": close, title: close, onclick: shut }, icon("close"))),
    el("dl", {}, rows.map(({ keys, text }) => el("div", {}, el("dt", {}, keys.map((key) => el("kbd", {}, key))), el("dd", {}, text)))),
  ];
}
