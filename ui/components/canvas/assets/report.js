// Tells Python what happened: one state value with the selection, the viewport, dragged places and the last events.
// Events are numbered and the last few are sent each time, so that none is lost when two come in one run.

const KEPT_EVENTS = 12;

export class Report {
  constructor(memory) {
    this.memory = memory;
    this.send = null; // Streamlit's setter; a fresh one comes with every run
    this.timer = 0;
    this.pending = null; // an event that waits for a moment: a click that may become a double click
    this.wantWhole = false;
  }

  // An event for Python at once, together with one that waits.
  event(kind, detail = {}) {
    this.#settle();
    this.#record(kind, detail);
    this.#schedule(0);
  }

  // An event for Python after `delay` ms; another such one takes its place.
  soon(kind, detail, delay) {
    this.pending = { kind, detail };
    this.#schedule(delay);
  }

  // Something to keep (the viewport) changed; not urgent, and it never shortens a waiting click.
  changed(delay) {
    this.#schedule(this.pending ? Math.max(delay, 250) : delay);
  }

  // Python's difference does not fit what we hold: ask for the whole graph.
  askForWhole() {
    this.wantWhole = true;
    this.#schedule(0);
  }

  // Something else on the page is about to be told: what waits here was done before it, and is told before it.
  // Answers whether there was something.
  settle() {
    if (!this.pending) return false;
    clearTimeout(this.timer);
    this.#flush();
    return true;
  }

  stop() {
    clearTimeout(this.timer);
  }

  #record(kind, detail) {
    const { memory } = this;
    memory.seq = Math.max(memory.seq + 1, Date.now());
    memory.events = [...memory.events, { seq: memory.seq, kind, ...detail }].slice(-KEPT_EVENTS);
  }

  #settle() {
    if (this.pending) this.#record(this.pending.kind, this.pending.detail);
    this.pending = null;
  }

  #schedule(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#flush(), delay);
  }

  #flush() {
    this.#settle();
    const { memory } = this;
    const view = memory.view;
    this.send?.("state", {
      seq: memory.seq,
      rev: memory.current,
      whole: this.wantWhole ? Date.now() : 0,
      selected: memory.selected,
      edge: memory.edge,
      viewport: view ? [view.x, view.y, view.scale] : null,
      moved: Object.fromEntries(Object.entries(memory.moved).map(([id, { at }]) => [id, at])),
      events: memory.events,
    });
    this.wantWhole = false;
  }
}
