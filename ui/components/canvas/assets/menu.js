// The context menu: by right click, long press, or the keyboard's menu key. Its entries come from Python as plain texts.

export class Menu {
  // `pick(action, target)` is told what was chosen, `target` being {nodes, edge}.
  constructor(root, pick) {
    this.root = root;
    this.pick = pick;
    this.entries = [];
    this.target = null;
    this.drawing = false;
    this.list = document.createElement("div");
    this.list.className = "zt-menu";
    this.list.setAttribute("role", "menu");
    this.list.hidden = true;
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focusout", (event) => this.drawing || this.list.contains(event.relatedTarget) || this.close());
    this.list.addEventListener("contextmenu", (event) => event.preventDefault());
    root.append(this.list);
  }

  // Entries {action, label, on, key, subject}: `on` says for what (node, several, edge, canvas), `subject` for which node.
  setEntries(entries) {
    this.entries = entries;
    if (this.target) this.#draw();
  }

  open(target, { x, y }) {
    this.target = target;
    this.at = { x, y };
    this.list.hidden = false;
    this.#draw();
    this.list.querySelector("button")?.focus({ preventScroll: true });
  }

  close() {
    if (!this.target) return;
    this.target = null;
    this.list.hidden = true;
  }

  #draw() {
    const { nodes, edge } = this.target;
    const on = edge !== null ? ["edge"] : nodes.length > 1 ? ["node", "several"] : nodes.length ? ["node", "one"] : ["canvas"];
    const wanted = (entry) => on.includes(entry.on) && (entry.subject === null || entry.subject === nodes[0]);
    const focused = this.list.contains(this.#active()) ? this.#active().dataset.action : null;
    this.drawing = true; // what is taken out loses the focus, which does not mean that the reader left
    this.list.replaceChildren(...this.entries.filter(wanted).map((entry) => this.#item(entry)));
    if (focused) this.list.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    this.drawing = false;
    const left = Math.min(this.at.x, this.root.clientWidth - this.list.offsetWidth - 8);
    const top = Math.min(this.at.y, this.root.clientHeight - this.list.offsetHeight - 8);
    this.list.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
  }

  #item({ action, label, key, subject }) {
    const item = document.createElement("button");
    item.type = "button";
    item.className = subject === null ? "zt-item" : "zt-item zt-sub";
    item.dataset.action = action;
    item.setAttribute("role", "menuitem");
    const name = document.createElement("span");
    name.textContent = label;
    item.append(name);
    if (key) {
      const hint = document.createElement("kbd");
      hint.textContent = key;
      item.append(hint);
    }
    item.addEventListener("click", () => {
      const { target } = this;
      this.close();
      this.root.focus({ preventScroll: true });
      this.pick(action, target);
    });
    return item;
  }

  #active() {
    return this.root.getRootNode().activeElement;
  }

  #key(event) {
    event.stopPropagation();
    const items = [...this.list.querySelectorAll("button")];
    const at = items.indexOf(this.#active());
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      this.close();
      this.root.focus({ preventScroll: true });
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      items.at((at + (event.key === "ArrowDown" ? 1 : -1)) % items.length)?.focus({ preventScroll: true });
    }
  }
}
