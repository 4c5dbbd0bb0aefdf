// Cypher for CodeMirror: what each word is, told from the words and brackets before it.
import { StreamLanguage } from "@codemirror/language";
import { tags } from "@lezer/highlight";

export const KEYWORDS = (
  "ALL AND ANY AS ASC ASCENDING BY CALL CASE CONTAINS COUNT DESC DESCENDING DISTINCT ELSE END ENDS EXISTS EXPLAIN FILTER FINISH FOR IN IS LET LIMIT " +
  "MATCH NONE NOT NULL OFFSET OPTIONAL OR ORDER PROFILE RETURN SINGLE SKIP STARTS THEN UNION UNWIND WHEN WHERE WITH XOR YIELD"
).split(" ");
// not offered, as the guard refuses them, but seen
const WRITERS = "CREATE DELETE DETACH DROP FOREACH INSERT LOAD MERGE REMOVE SET SHOW TERMINATE USE".split(" ");
const WORDS = new Set([...KEYWORDS, ...WRITERS]);
const CONSTANTS = new Set(["TRUE", "FALSE", "NULL"]);
const NAME = /^(?:`(?:[^`]|``)*`?|[\p{L}\p{Nl}_][\p{L}\p{N}\p{Mn}\p{Mc}\p{Pc}]*)/u;

function inString(quote) {
  return (stream, state) => {
    for (let char = stream.next(); char != null; char = stream.next()) {
      if (char === "\\") stream.next();
      else if (char === quote) {
        state.inside = null;
        break;
      }
    }
    return "string";
  };
}

function inComment(stream, state) {
  if (stream.skipTo("*/")) {
    stream.match("*/");
    state.inside = null;
  } else stream.skipToEnd();
  return "comment";
}

const STRINGS = { "'": inString("'"), '"': inString('"') };
const CLOSERS = { ")": "(", "]": "[", "}": "{" };

function symbol(stream, state) {
  const char = stream.next();
  if ("([{".includes(char)) state.open.push(char);
  else if (char in CLOSERS && state.open.at(-1) === CLOSERS[char]) state.open.pop();
  const among = state.open.at(-1);
  state.names = (char === ":" && among !== "{") || ("|&!".includes(char) && state.names); // after these come labels and types
  state.before = char;
  return "()[]{}".includes(char) ? "bracket" : "operator";
}

function name(stream, state) {
  const among = state.open.at(-1);
  const word = stream.current().toUpperCase();
  const before = state.before;
  const names = state.names;
  state.before = "word";
  if (names) return among === "[" ? "typeName" : "className";
  if (before === ".") return stream.match(/^\s*[.(]/, false) ? "function" : "propertyName";
  if (among === "{" && "{,".includes(before) && stream.match(/^\s*:/, false)) return "propertyName";
  if (CONSTANTS.has(word)) return "atom";
  if (WORDS.has(word)) return "keyword";
  return stream.match(/^\s*\(/, false) || stream.match(/^\.[\w.]+\(/, false) ? "function" : "variableName";
}

export const cypher = StreamLanguage.define({
  name: "cypher",
  startState: () => ({ inside: null, open: [], before: "", names: false }),
  copyState: (state) => ({ ...state, open: [...state.open] }),
  token(stream, state) {
    if (state.inside) return state.inside(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match("//")) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match("/*")) {
      state.inside = inComment;
      return inComment(stream, state);
    }
    const quote = STRINGS[stream.peek()];
    if (quote) {
      stream.next();
      state.before = "word";
      state.inside = quote;
      return quote(stream, state);
    }
    if (stream.match(/^\$(?:`[^`]*`?|[\p{L}\p{N}_]+)/u)) {
      state.before = "word";
      return "parameter";
    }
    if (stream.match(/^(?:0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)/i)) {
      state.before = "word";
      return "number";
    }
    if (stream.match(NAME)) return name(stream, state);
    return symbol(stream, state);
  },
  tokenTable: { parameter: tags.special(tags.variableName), function: tags.function(tags.variableName) },
  languageData: { commentTokens: { line: "//", block: { open: "/*", close: "*/" } }, closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] } },
});
