// The editor's colours: Streamlit's theme through its CSS variables, the syntax in pairs for light and dark.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const pair = (light, dark) => `light-dark(${light}, ${dark})`;
const INK = "var(--st-text-color, #1c2430)";
const GROUND = "var(--st-background-color, #fff)";
const LINE = "var(--st-border-color, #dfe3e9)";
const ACCENT = "var(--st-primary-color, #1f5fbf)";
const QUIET = `color-mix(in srgb, ${INK} 62%, ${GROUND})`;

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: pair("#8250a8", "#c79bf2"), fontWeight: "600" },
  { tag: tags.className, color: pair("#0a6b5d", "#5fd0b8"), fontWeight: "600" },
  { tag: tags.typeName, color: pair("#a3440b", "#f2a36b"), fontWeight: "600" },
  { tag: tags.propertyName, color: pair("#1f5fbf", "#8fbfff") },
  { tag: tags.function(tags.variableName), color: pair("#6b5300", "#e0c46c") },
  { tag: tags.special(tags.variableName), color: pair("#b0185e", "#ff8fc0"), fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: pair("#2f6f2b", "#9ad48f") },
  { tag: [tags.number, tags.atom, tags.bool, tags.null], color: pair("#9a3412", "#ffb38a") },
  { tag: tags.comment, color: QUIET, fontStyle: "italic" },
  { tag: [tags.operator, tags.bracket, tags.punctuation], color: QUIET },
  { tag: tags.variableName, color: INK },
]);

const theme = EditorView.theme({
  "&": { color: INK, backgroundColor: GROUND, fontSize: "13.5px", minHeight: "7.5em", maxHeight: "46dvh" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--st-code-font, ui-monospace, monospace)", lineHeight: "1.55", overflow: "auto", minHeight: "7.5em" },
  ".cm-content": { padding: "8px 0", caretColor: ACCENT },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-cursor": { borderLeftColor: ACCENT, borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "transparent", color: QUIET, border: "0", paddingLeft: "6px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: `color-mix(in srgb, ${INK} 4%, transparent)` },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": {
    backgroundColor: `color-mix(in srgb, ${ACCENT} 26%, transparent) !important`,
  },
  ".cm-matchingBracket": { backgroundColor: `color-mix(in srgb, ${ACCENT} 22%, transparent)`, outline: `1px solid ${ACCENT}` },
  ".cm-placeholder": { color: QUIET },
  ".cm-tooltip": { backgroundColor: GROUND, color: INK, border: `1px solid ${LINE}`, borderRadius: "8px", boxShadow: "0 8px 24px rgb(15 23 42 / 18%)", overflow: "hidden" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "15em", minWidth: "17em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px", display: "flex", alignItems: "center", gap: "8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: `color-mix(in srgb, ${ACCENT} 16%, ${GROUND})`, color: INK },
  ".cm-completionDetail": { marginLeft: "auto", fontStyle: "normal", color: QUIET, fontSize: "12px", paddingLeft: "12px" },
  ".cm-completionIcon": { color: QUIET, opacity: "1" },
  ".cm-completionInfo": { padding: "6px 10px", maxWidth: "22em", whiteSpace: "pre-wrap" },
  ".cm-diagnostic": { padding: "5px 10px", whiteSpace: "pre-wrap", maxWidth: "40em" },
  ".cm-panels": { backgroundColor: GROUND, color: INK, borderColor: LINE },
  ".cm-textfield, .cm-button": { background: GROUND, color: INK, border: `1px solid ${LINE}`, borderRadius: "6px" },
  ".cm-searchMatch": { backgroundColor: pair("#ffe58a", "#6b5300") },
});

export const look = [theme, syntaxHighlighting(highlight)];
