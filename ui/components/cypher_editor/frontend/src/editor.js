// The query editor: one CodeMirror for Cypher and SPARQL. Python gives texts, structure and remarks; the browser gives the
// text while it is typed (debounced) and what was asked for. A rerun of the page never touches what is being typed.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyField, historyKeymap, toggleComment } from "@codemirror/commands";
import { bracketMatching, indentOnInput, StreamLanguage } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { cypherSource, quoted, sparqlSource } from "./completion.js";
import { cypher } from "./cypher.js";
import { look } from "./look.js";

const PAUSE = 400; // ms without a key before the text is looked at
const sparqlLanguage = StreamLanguage.define(sparql);
const mounted = new WeakMap();
const kept = new Map(); // texts with their history by key: leaving the page and coming back loses nothing

class Editor {
  constructor(parent, key) {
    this.key = key;
    this.told = { draft: null };
    this.language = new Compartment();
    this.hint = new Compartment();
    this.host = document.createElement("div");
    this.host.className = "zt-editor";
    this.bar = document.createElement("div");
    this.bar.className = "bar";
    this.frame = document.createElement("div");
    this.frame.className = "frame";
    this.host.append(this.frame, this.bar);
    parent.append(this.host);
    this.root = parent.getRootNode();
    this.host.addEventListener("keydown", (event) => event.stopPropagation()); // Streamlit binds r and c on the whole page
    this.host.editor = this;
  }

  update(data, component) {
    this.component = component;
    const first = !this.view;
    const before = this.data;
    this.data = data;
    if (first) this.open();
    else if (data.version !== before.version) this.replace(data.text);
    if (first || data.language !== before.language) this.speak();
    if (data.insert && data.insert.id !== before?.insert?.id && !first) this.insert(data.insert);
    this.remark();
    this.draw();
  }

  open() {
    const { data } = this;
    const before = kept.get(this.key);
    const extensions = this.extensions();
    const state =
      before && before.version === data.version
        ? EditorState.fromJSON(before.state, { extensions }, { history: historyField })
        : EditorState.create({ doc: data.text, extensions });
    this.view = new EditorView({ state, parent: this.frame, root: this.root });
  }

  extensions() {
    const run = () => (this.ask("run"), true);
    return [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run }, { key: "Tab", run: acceptCompletion }, { key: "Mod-/", run: toggleComment }])),
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      lintGutter(),
      EditorView.lineWrapping,
      EditorState.tabSize.of(2),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      this.language.of([]),
      this.hint.of([]),
      look,
      EditorView.updateListener.of((update) => update.docChanged && this.typed()),
    ];
  }

  // the language of the text, with what is completed in it
  speak() {
    const { data } = this;
    const isCypher = data.language === "cypher";
    const source = (isCypher ? cypherSource : sparqlSource)(() => this.data.structure);
    this.view.dispatch({
      effects: [
        this.language.reconfigure([
          isCypher ? cypher : sparqlLanguage,
          autocompletion({ override: [source], icons: true, maxRenderedOptions: 60 }),
          EditorView.contentAttributes.of({ "aria-label": data.texts[`label_${data.language}`], spellcheck: "false" }),
        ]),
        this.hint.reconfigure(placeholder(data.texts[`placeholder_${data.language}`])),
      ],
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  replace(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: text.length }, userEvent: "input.open" });
    this.view.dispatch(setDiagnostics(this.view.state, [])); // those of the former text
  }

  insert({ kind, name }) {
    const { from, to } = this.view.state.selection.main;
    const before = this.view.state.sliceDoc(Math.max(0, from - 1), from);
    const isCypher = this.data.language === "cypher";
    const insert = isCypher && kind !== "text" ? (kind === "property" || before === ":" ? "" : ":") + quoted(name) : name;
    this.view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input", scrollIntoView: true });
    this.view.focus();
  }

  typed() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.tellDraft(), PAUSE);
    this.keep();
  }

  tellDraft() {
    clearTimeout(this.waiting);
    const { text } = this;
    if (text === this.told.draft) return;
    this.told.draft = text;
    this.component.setStateValue("draft", { text, version: this.data.version });
  }

  ask(kind) {
    clearTimeout(this.waiting);
    this.told.draft = this.text;
    this.component.setTriggerValue("act", { kind, text: this.text, version: this.data.version });
  }

  // Remarks are about a text; those about an older one wait for theirs.
  remark() {
    const { remarks } = this.data;
    if (!this.view || remarks.text !== this.text) return;
    const { doc } = this.view.state;
    const found = remarks.items.map(({ line, column, length, severity, message }) => {
      const row = doc.line(Math.min(Math.max(line ?? 1, 1), doc.lines));
      const from = Math.min(row.from + Math.max((column ?? 1) - 1, 0), row.to);
      const word = /^[\p{L}\p{N}_]+/u.exec(doc.sliceString(from, row.to))?.[0].length ?? 1;
      const to = Math.min(from + (length || word), doc.length);
      return { from: from === to ? Math.max(0, from - 1) : from, to, severity, message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }

  draw() {
    const { texts, language, running, profiles } = this.data;
    const button = (kind, label, { pressed, primary, title, disabled } = {}) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.dataset.kind = kind;
      if (title) made.title = title;
      if (primary) made.className = "primary";
      if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
      made.disabled = Boolean(disabled);
      made.addEventListener("click", () => this.ask(kind));
      return made;
    };
    const group = (label, ...children) => {
      const made = document.createElement("div");
      made.className = "group";
      if (label) {
        made.setAttribute("role", "group");
        made.setAttribute("aria-label", label);
      }
      made.append(...children);
      return made;
    };
    const focused = this.root.activeElement?.dataset?.kind;
    const first = this.data.remarks.text === this.text ? this.data.remarks.items[0] : null;
    const note = document.createElement("span");
    note.className = first ? `note ${first.severity}` : "note";
    note.setAttribute("role", "status");
    note.textContent = first ? first.short : "";
    note.title = first ? first.message : "";
    this.bar.replaceChildren(
      group(texts.language, ...["cypher", "sparql"].map((each) => button(each, texts[each], { pressed: each === language }))),
      note,
      group(
        "",
        button("plan", texts.plan, { title: texts.plan_title, disabled: language !== "cypher" }),
        ...(profiles ? [button("profile", texts.profile, { title: texts.profile_title, disabled: language !== "cypher" || running })] : []),
      ),
      running ? button("stop", texts.stop, { primary: true }) : button("run", texts.run, { primary: true, title: texts.run_title }),
    );
    if (focused) this.bar.querySelector(`[data-kind="${focused}"]`)?.focus();
  }

  keep() {
    kept.set(this.key, { version: this.data.version, state: this.view.state.toJSON({ history: historyField }) });
  }

  close() {
    clearTimeout(this.waiting);
    this.keep();
    this.view.destroy();
    this.host.remove();
  }
}

export default function (component) {
  const { parentElement } = component;
  const [data] = component.data; // in a list: Streamlit looks for data frames in a mapping, with pandas
  let editor = mounted.get(parentElement);
  if (!editor) {
    editor = new Editor(parentElement, data.key);
    mounted.set(parentElement, editor);
  }
  editor.update(data, component);
  return () => {
    editor.close();
    mounted.delete(parentElement);
  };
}
