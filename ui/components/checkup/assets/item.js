// One discrepancy or finding: what is at odds, side by side, why it matters, its rule, and what people decided about it.

import { el, fill, icon } from "../zhitu.parts/dom.js";

const LETTERS = "ABCDEFGH";
const VERDICTS = ["accepted", "disputed", "noted"];

export function item(row, data, state, tell, keep) {
  const { texts } = data;
  const root = el(
    "article",
    { class: `item ${row.severity}${state.item === row.id ? " on" : ""}`, "data-id": row.id, "aria-label": row.title },
    el(
      "p",
      { class: "marks" },
      el("span", { class: `severity ${row.severity}` }, data.severities[row.severity] ?? row.severity),
      el("span", { class: "origin" }, texts[`origin_${row.origin}`]),
      el("button", { class: "anchor", title: texts.link, "aria-label": texts.link, onclick: () => ((state.item = row.id), keep(), root.classList.add("on")) }, "#"),
    ),
    el("h3", {}, row.title),
    row.things?.length > 0 && el("p", { class: "things" }, row.things.map((thing) => el("a", { href: thing.href, target: "_self" }, thing.text))),
    row.sides.length > 0 && el("div", { class: "sides" }, row.sides.map((each, number) => side(each, number, row.sides.length, texts))),
    row.reason && el("p", { class: "why" }, el("b", {}, texts.stands), row.reason),
    row.why.length > 0 && el("p", { class: "why" }, el("b", {}, texts.why), row.why.join(" ")),
    actions(row, data),
    judgement(row, data, tell),
  );
  return root;
}

function side(each, number, total, texts) {
  const said = each.said.map((fact) =>
    el("p", { class: "said-there" }, fact.href ? el("a", { href: fact.href, target: "_self" }, fact.text) : fact.text, fact.note && el("span", { class: "aside" }, fact.note)),
  );
  return el(
    "div",
    { class: "side" },
    el("p", { class: "which" }, total > 1 && el("span", { class: "letter" }, LETTERS[number]), el("span", { title: each.place?.long }, each.place?.long.split("\n")[0] ?? texts.no_place)),
    ...said,
    each.quote && el("blockquote", {}, ...marked(each.quote, each.marks)),
  );
}

function marked(text, marks) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of marks) {
    pieces.push(text.slice(done, start), el("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}

function actions(row, { texts, rules }) {
  const known = row.rules.filter((id) => rules[id]);
  const shown = el("div", { class: "rules", hidden: true }, known.map((id) => el("figure", {}, el("figcaption", {}, `${rules[id].title} · ${id}`), el("pre", { tabindex: "0" }, rules[id].query))));
  const toggle = el("button", { "aria-expanded": "false" }, icon("more", 13), texts.rule);
  toggle.addEventListener("click", () => {
    shown.hidden = !shown.hidden;
    toggle.setAttribute("aria-expanded", String(!shown.hidden));
  });
  return el(
    "div",
    {},
    el(
      "p",
      { class: "actions" },
      row.explore && el("a", { href: row.explore, target: "_self" }, icon("graph", 13), texts.explore),
      row.query && el("a", { href: row.query, target: "_self" }, icon("search", 13), texts.query),
      known.map((id) => el("a", { href: rules[id].href, target: "_self", title: rules[id].title }, icon("search", 13), known.length > 1 ? `${texts.rule_open} · ${rules[id].title}` : texts.rule_open)),
      known.length > 0 && toggle,
    ),
    known.length > 0 && shown,
  );
}

function judgement(row, { texts, name }, tell) {
  const root = el("div", { class: "judgement" });
  const given = row.judgement;
  const draw = (editing) =>
    root.replaceChildren(
      ...(given && !editing ? [decided()] : []),
      ...(editing ? [form(editing)] : [el("p", { class: "verdicts" }, VERDICTS.map((verdict) => el("button", { class: verdict, "aria-pressed": String(given?.verdict === verdict), onclick: () => draw(verdict) }, texts[verdict])))]),
    );
  const decided = () =>
    el(
      "p",
      { class: `decided ${given.verdict}` },
      el("b", {}, texts[`judged_${given.verdict}`]),
      fill(texts.by, given),
      given.note && el("span", { class: "note" }, given.note),
      el("button", { class: "link", onclick: () => tell("withdraw", { id: row.id }) }, texts.withdraw),
    );
  const form = (verdict) => {
    const who = el("input", { name: "name", required: true, maxlength: 80, value: given?.name ?? name, placeholder: texts.name, "aria-label": texts.name, autocomplete: "name" });
    const note = el("textarea", { name: "note", rows: 2, maxlength: 2000, placeholder: texts.note, "aria-label": texts.note, required: verdict === "noted" }, given?.note ?? "");
    const made = el("form", {}, el("b", {}, texts[verdict]), who, note, el("button", { class: "primary" }, texts.keep), el("button", { type: "button", onclick: () => draw(null) }, texts.cancel));
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      tell("judge", { id: row.id, verdict, name: who.value, note: note.value });
    });
    setTimeout(() => (who.value ? note : who).focus());
    return made;
  };
  draw(null);
  return root;
}
