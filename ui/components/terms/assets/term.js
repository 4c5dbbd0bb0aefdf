// The page of a class or relation, or what the ontology is when none is chosen.

import { el, glyph, icon, keepKeys, part } from "../zhitu.parts/dom.js";

export default part((parent) => {
  const root = el("article", { class: "zp term", tabindex: "-1" });
  parent.append(root);
  keepKeys(root);
  return {
    draw({ page, texts, counts }, instance) {
      root.setAttribute("aria-label", page?.title ?? texts.title);
      root.replaceChildren(...(page ? pageOf(page, texts, instance) : intro(texts, counts)));
    },
  };
});

function intro(texts, counts) {
  return [el("header", {}, el("h1", {}, texts.title), el("p", { class: "kind" }, counts)), el("p", {}, texts.intro), el("p", { class: "aside" }, texts.hint), el("h3", {}, texts.files)];
}

function termLink(each, instance) {
  if (!each.href) return el("span", {}, each.text);
  const open = (event) => {
    if (!each.term || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    instance.tell("act", { kind: "term", id: each.term });
  };
  return el("a", { href: each.href, target: "_self", onclick: open }, each.text);
}

function pageOf(page, texts, instance) {
  const rows = page.rows.filter(Boolean);
  return [
    el(
      "header",
      {},
      el("p", { class: "kind" }, page.sign && glyph(page.sign, 13), page.kind, el("button", { class: "close", "aria-label": texts.close, title: texts.close, onclick: () => instance.tell("act", { kind: "term", id: null }) }, icon("close"))),
      el("h1", {}, page.title),
      el("p", { class: "other" }, page.other),
    ),
    el("p", { class: "definition" }, page.definition),
    el("dl", {}, rows.map((row) => el("div", {}, el("dt", {}, row.label), el("dd", {}, row.values.map((each) => el("span", { class: "value" }, termLink(each, instance))))))),
    page.canvas && el("p", {}, el("a", { class: "button", href: page.canvas, target: "_self" }, icon("graph", 14), texts.see)),
    ...block(texts.attributes, page.attributes, (each) =>
      el("li", {}, el("p", {}, el("b", {}, each.name), " ", el("code", {}, each.columns.join(", ")), el("span", { class: "aside" }, ` ${each.values}`)), el("p", { class: "aside" }, each.definition), each.codes.length > 0 && el("details", {}, el("summary", {}, texts.all_codes), el("p", { class: "aside" }, each.codes.join(" · ")))),
    ),
    ...block(texts.relations, page.relations, (each) =>
      el("li", { class: "relation" }, icon(each.outgoing ? "out" : "in", 13), el("p", {}, termLink({ text: each.name, term: each.term, href: each.href }, instance), el("span", { class: "others" }, each.others.map((other) => el("span", { class: "value" }, termLink(other, instance)))))),
    ),
    ...block(texts.constraints, page.constraints, (each) => el("li", {}, el("p", {}, each.text), el("p", { class: "aside" }, `${each.severity} · ${each.id}`))),
  ].filter(Boolean);
}

function block(heading, rows, draw) {
  return rows.length > 0 ? [el("section", {}, el("h3", {}, heading, el("span", { class: "count" }, rows.length)), el("ul", {}, rows.map(draw)))] : [];
}
