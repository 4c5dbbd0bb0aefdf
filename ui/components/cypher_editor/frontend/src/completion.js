// What fits at the cursor, from the live structure. Each source reads only the text before the cursor, so it never waits.
import { snippetCompletion } from "@codemirror/autocomplete";
import { KEYWORDS } from "./cypher.js";

const WORD = /[\p{L}\p{N}_]*$/u;
const OPEN = { "(": ")", "[": "]", "{": "}" };
const FUNCTIONS = (
  "avg ceil coalesce collect count date datetime duration elementId endNode exists floor head keys labels last left length lower ltrim max min " +
  "nodes percentileCont properties range reduce relationships replace reverse right round rtrim size split startNode stDev substring sum tail " +
  "toBoolean toFloat toInteger toLower toString toUpper trim type upper"
).split(" ");
const SPARQL_WORDS = (
  "ASK BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP HAVING IN LIMIT MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX " +
  "REDUCED SELECT UNION VALUES WHERE COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI COALESCE IF REGEX CONTAINS " +
  "STRSTARTS STRENDS STRLEN SUBSTR REPLACE LCASE UCASE YEAR isIRI isBLANK isLITERAL"
).split(" ");

// A name as Cypher wants it: plain, or in backticks.
export const quoted = (name) => (/^[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*$/.test(name) ? name : "`" + name.replaceAll("`", "``") + "`");

const option = (type, each, boost = 0) => ({ label: each.name, apply: quoted(each.name), detail: each.detail, info: each.info || undefined, type, boost });

// The brackets that are open at the end of a text, outermost first; strings and comments do not count.
function open(text) {
  const found = [];
  const plain = text.replace(/'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?|`[^`]*`?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, "_");
  for (const char of plain) {
    if (char in OPEN) found.push(char);
    else if (")]}".includes(char)) found.pop();
  }
  return found;
}

// Property keys: those of the variable's own labels or type first.
function properties(structure, text, variable) {
  const own = new Set();
  for (const match of text.matchAll(new RegExp(`[(\\[]\\s*${variable}\\s*:\\s*([^)\\]{]+)`, "gu")))
    for (const label of match[1].split(/[:|&!()\s`]+/)) for (const key of structure.keys[label] ?? []) own.add(key);
  return structure.properties.map((each) => option("property", each, own.has(each.name) ? 2 : 0));
}

export const cypherSource = (structureOf) => (context) => {
  const structure = structureOf();
  const before = context.state.sliceDoc(Math.max(0, context.pos - 4000), context.pos);
  const word = WORD.exec(before)[0];
  const from = context.pos - word.length;
  const lead = before.slice(0, before.length - word.length);
  const brackets = open(lead);
  const innermost = brackets.at(-1);
  const filled = { from, validFor: /^[\p{L}\p{N}_]*$/u };
  if (lead.endsWith("$")) return { ...filled, options: structure.parameters.map((name) => ({ label: name, type: "variable" })) };
  if (/[:|&!]\s*$/.test(lead) && innermost !== "{") {
    const isType = innermost === "[";
    return { ...filled, options: (isType ? structure.types : structure.labels).map((each) => option(isType ? "type" : "class", each)) };
  }
  const variable = /([\p{L}_][\p{L}\p{N}_]*)\.$/u.exec(lead)?.[1];
  if (variable) return { ...filled, options: properties(structure, before, variable) };
  if (innermost === "{" && /[{,]\s*$/.test(lead)) {
    const named = /([\p{L}_][\p{L}\p{N}_]*)?\s*:?[^({[]*\{[^{]*$/u.exec(lead)?.[1];
    return { ...filled, options: properties(structure, before, named ?? "_") };
  }
  if (!word && !context.explicit) return null;
  const variables = new Set([...context.state.doc.toString().matchAll(/(?:[([]|\bAS\s+|\bUNWIND\b.*\bAS\s+)([\p{L}_][\p{L}\p{N}_]*)/giu)].map((match) => match[1]));
  variables.delete(word);
  return {
    ...filled,
    options: [
      ...[...variables].map((label) => ({ label, type: "variable", boost: 1 })),
      ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
      ...FUNCTIONS.map((label) => snippetCompletion(`${label}(\${})`, { label, type: "function" })),
      ...structure.functions.map((each) => snippetCompletion(`${each.name}(\${})`, { label: each.name, detail: each.detail, type: "function" })),
      ...structure.procedures.map((each) => ({ label: each.name, detail: each.detail, type: "method" })),
    ],
  };
};

// Terms of the vocabularies, prefixes with their declaration, variables and keywords.
export const sparqlSource = (structureOf) => (context) => {
  const { prefixes, terms } = structureOf().sparql;
  const text = context.state.doc.toString();
  const piece = /(?:[?$]\w*|[\w.-]*:[\w\p{L}.-]*|\w*)$/u.exec(context.state.sliceDoc(Math.max(0, context.pos - 400), context.pos))[0];
  const from = context.pos - piece.length;
  if (/^[?$]/.test(piece)) {
    const variables = new Set([...text.matchAll(/[?$](\w+)/g)].map((match) => piece[0] + match[1]));
    variables.delete(piece);
    return { from, options: [...variables].map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
  }
  if (!piece && !context.explicit) return null;
  const declared = (prefix) => new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text);
  // a term brings the declaration of its prefix along, when there is none
  const apply = (prefix, label) => (view, _completion, start, end) => {
    const declaration = declared(prefix) ? "" : `PREFIX ${prefix}: <${prefixes[prefix]}>\n`;
    const changes = [{ from: start, to: end, insert: label }];
    if (declaration) changes.unshift({ from: 0, insert: declaration });
    view.dispatch({ changes, selection: { anchor: start + declaration.length + label.length }, userEvent: "input.complete" });
  };
  if (/PREFIX\s+[\w-]*:?$/i.test(context.state.sliceDoc(Math.max(0, context.pos - 40), context.pos)))
    return { from, options: Object.entries(prefixes).map(([name, iri]) => ({ label: `${name}:`, apply: `${name}: <${iri}>`, detail: iri, type: "namespace" })) };
  return {
    from,
    options: [
      ...terms.map(({ prefix, name, detail, kind }) => ({ label: `${prefix}:${name}`, apply: apply(prefix, `${prefix}:${name}`), detail, type: kind })),
      ...Object.keys(prefixes).map((prefix) => ({ label: `${prefix}:`, apply: apply(prefix, `${prefix}:`), detail: prefixes[prefix], type: "namespace" })),
      ...SPARQL_WORDS.map((label) => ({ label, type: "keyword" })),
    ],
    validFor: /^[\w\p{L}:.-]*$/u,
  };
};
