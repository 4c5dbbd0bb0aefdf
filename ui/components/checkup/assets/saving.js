// A button that saves text as a file, made in the browser.

import { el } from "../zhitu.parts/dom.js";

export function saveButton(label, name, type, text) {
  const button = el("button", { class: "save" }, label);
  button.addEventListener("click", () => {
    const link = el("a", { href: URL.createObjectURL(new Blob([text()], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
  return button;
}
