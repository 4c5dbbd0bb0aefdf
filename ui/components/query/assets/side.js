// Beside the editor: the library of examples, the structure to insert from, one's own queries and what was asked before.
import { el, fill, glyph, icon, keepKeys, part } from "../zhitu.dom/dom.js";

const TABS = ["library", "structure", "saved", "history"];

export default part((parent) => {
  const root = el("div", { class: "zq side" });
  parent.append(root);
  keepKeys(root);
  let tab = "library";
  let typed = "";
  let now = null;

  const wanted = (...words) => !typed || words.some((word) => word && word.toLowerCase().includes(typed.toLowerCase()));

  function library({ texts, grades }, tell) {
    return grades.map(({ label, queries }) => {
      const found = queries.filter((each) => wanted(each.title, each.other, each.key));
      return (
        found.length > 0 &&
        el(
          "section",
          {},
          el("h3", {}, label, el("span", { class: "count" }, ` ${found.length}`)),
          el("ul", {}, found.map((each) => el("li", {}, el("button", { class: "row", title: each.other, onclick: () => tell({ kind: "example", key: each.key }) }, el("span", {}, each.title), each.language === "sparql" && el("span", { class: "tag" }, "SPARQL"))))),
        )
      );
    });
  }

  function insertable(kind, each, tell, texts) {
    return el(
      "button",
      { class: "row", title: each.title, "aria-label": fill(texts.insert, { name: each.name }), onclick: () => tell({ kind: "insert", what: kind, name: each.name }) },
      each.sign && glyph(each.sign),
      el("code", {}, each.name),
      el("span", { class: "aside label" }, each.label),
      el("span", { class: "count" }, each.count.toLocaleString("en")),
    );
  }

  function structure({ texts, labels, types, drawing }, tell) {
    const group = (heading, kind, list) => {
      const found = list.filter((each) => wanted(each.name, each.label, each.other) || each.keys.some((key) => wanted(key.name, key.label)));
      return (
        found.length > 0 &&
        el(
          "section",
          {},
          el("h3", {}, heading, el("span", { class: "count" }, ` ${found.length}`)),
          el(
            "ul",
            {},
            found.map((each) =>
              el(
                "li",
                {},
                insertable(kind, each, tell, texts),
                each.keys.length > 0 &&
                  el("details", { class: "keys" }, el("summary", {}, fill(texts.keys, { count: each.keys.length })), el("ul", {}, each.keys.map((key) => el("li", {}, insertable("property", key, tell, texts))))),
              ),
            ),
          ),
        )
      );
    };
    return [
      el("button", { class: "wide", "aria-pressed": String(drawing), onclick: () => tell({ kind: "draw" }) }, icon("graph", 14), drawing ? texts.undraw : texts.draw),
      group(texts.labels, "label", labels),
      group(texts.types, "type", types),
    ];
  }

  function saved({ texts, saved: list }, tell) {
    const found = list.filter((each) => wanted(each.title, each.note, each.text));
    if (!found.length) return [el("p", { class: "none" }, list.length ? texts.no_match : texts.saved_none)];
    return [
      el(
        "ul",
        {},
        found.map((each) =>
          el(
            "li",
            { class: "own" },
            el("button", { class: "row", title: each.text, onclick: () => tell({ kind: "saved", key: each.key, language: each.language }) }, el("span", {}, each.title, each.note && el("span", { class: "aside block" }, each.note)), each.language === "sparql" && el("span", { class: "tag" }, "SPARQL")),
            el("button", { class: "drop", "aria-label": fill(texts.delete, { name: each.title }), title: fill(texts.delete, { name: each.title }), onclick: () => tell({ kind: "delete", key: each.key, language: each.language }) }, icon("close", 12)),
          ),
        ),
      ),
    ];
  }

  function history({ texts, history: list }, tell) {
    const found = list.filter((each) => wanted(each.text));
    if (!found.length) return [el("p", { class: "none" }, list.length ? texts.no_match : texts.history_none)];
    return [el("ul", {}, found.map((each) => el("li", {}, el("button", { class: "row", title: each.text, onclick: () => tell({ kind: "asked", number: each.number }) }, el("code", { class: "past" }, each.text), el("span", { class: "aside" }, each.note)))))];
  }

  const LISTS = { library, structure, saved, history };

  function draw(data, instance) {
    now = [data, instance];
    const { texts } = data;
    const tell = (act) => instance.tell("act", act);
    root.setAttribute("aria-label", texts.label);
    const list = el("div", { class: "list", role: "tabpanel", id: "side-list", "aria-labelledby": `side-${tab}` });
    const fillList = () => {
      const found = LISTS[tab](data, tell).filter(Boolean);
      list.replaceChildren(...(found.length ? found : [el("p", { class: "none" }, texts.no_match)]));
    };
    const tabs = el(
      "div",
      { class: "tabs", role: "tablist", "aria-label": texts.label },
      TABS.map((each) => el("button", { role: "tab", id: `side-${each}`, "aria-selected": String(each === tab), "aria-controls": "side-list", onclick: () => ((tab = each), draw(...now), root.querySelector(`#side-${each}`).focus()) }, texts[each])),
    );
    const box = el("input", { type: "search", placeholder: texts.filter, "aria-label": texts.filter, value: typed });
    box.addEventListener("input", () => ((typed = box.value), fillList()));
    const top = root.querySelector(".list")?.scrollTop ?? 0;
    root.replaceChildren(tabs, box, list);
    fillList();
    list.scrollTop = top;
  }

  return { draw };
});
