// The side panel: what is known of the selected node or edge, or of the whole graph, as blocks that Python describes.

import { chartOf } from "./chart.js";
import { el, fill, glyph, icon, keepKeys, part } from "./dom.js";

const FEW = 8; // rows of a group before the rest hides behind a button

export default part((parent) => {
  const root = el("article", { class: "zp panel", tabindex: "-1" });
  parent.append(root);
  keepKeys(root);
  let subject = null;
  return {
    draw(data, instance) {
      const inside = root.contains(parent.activeElement);
      const scrolled = root.scrollTop;
      const tell = (kind, detail = {}) => instance.tell("act", { kind, ...detail });
      root.setAttribute("aria-label", data.label);
      root.replaceChildren(head(data, tell), ...data.blocks.map((block) => blockOf(block, data.texts, tell)));
      const same = data.subject === subject;
      subject = data.subject;
      root.scrollTop = same ? scrolled : 0;
      if (inside) root.focus({ preventScroll: true });
    },
  };
});

function head({ title, subtitle, chips, notes, actions, links, texts, closable }, tell) {
  return el(
    "header",
    {},
    el(
      "div",
      { class: "top" },
      el("div", { class: "chips" }, chips.map((chip) => el("span", { class: "chip" }, chip.shape && glyph(chip, 12), chip.label))),
      closable && el("button", { class: "close", title: texts.close, "aria-label": texts.close, onclick: () => tell("close") }, icon("close")),
    ),
    el("h2", {}, title),
    subtitle && el("p", { class: "subtitle" }, subtitle),
    notes.map((note) => el("p", { class: "note" }, note)),
    actions.length > 0 &&
      el(
        "div",
        { class: "actions" },
        actions.map((action) =>
          el(
            "button",
            { class: action.primary ? "primary" : null, disabled: action.disabled, title: action.title, onclick: () => tell(action.kind) },
            icon(action.icon, 14),
            action.label,
          ),
        ),
      ),
    links?.length > 0 &&
      el("p", { class: "links" }, links.map((link) => el("a", { href: link.href, target: "_self" }, icon("link", 13), link.label))),
  );
}

function blockOf(block, texts, tell) {
  return BLOCKS[block.type](block, texts, tell);
}

const section = (block, ...children) =>
  el("section", { class: `block ${block.type}` }, block.heading && el("h3", {}, block.heading, block.count !== undefined && el("span", { class: "count" }, block.count)), ...children);

const BLOCKS = {
  text: (block) => section(block, block.lines.map((line) => el("p", {}, line))),

  examples: (block, texts, tell) =>
    section(block, el("ul", {}, block.rows.map((row) => el("li", {}, el("button", { type: "button", class: "example", onclick: () => tell("guide", { key: row.key }) }, row.label, icon("out", 14)))))),

  charts: (block) => section(block, block.rows.map(chartOf)),

  facts: (block) =>
    section(
      block,
      el("dl", {}, block.rows.map((row) => el("div", {}, el("dt", {}, row.label), row.values.map((value) => el("dd", {}, value))))),
    ),

  lines: (block, texts) =>
    section(
      block,
      shorten(
        block.rows.map((row) =>
          el("li", {}, el("span", {}, row.text), row.note && el("span", { class: "aside" }, row.note), place(row.place, texts)),
        ),
        texts,
      ),
    ),

  relations: (block, texts, tell) =>
    section(
      block,
      block.groups.map((group) =>
        el(
          "div",
          { class: "relation" },
          el(
            "h4",
            {},
            group.direction && icon(group.direction, 13),
            el("span", {}, group.label),
            group.count !== undefined && el("span", { class: "count" }, group.count),
            group.over && el("button", { class: "over", type: "button", title: group.over.label, "aria-label": group.over.label, onclick: () => tell("over", group.over) }, `+${group.over.count}`),
          ),
          shorten(group.rows.map((row) => el("li", {}, neighbour(row, texts, tell))), texts),
          group.rest && el("p", { class: "aside" }, group.rest),
        ),
      ),
    ),

  places: (block) =>
    section(
      block,
      el(
        "ul",
        {},
        block.rows.map((row) =>
          el("li", {}, row.href ? el("a", { class: "where", href: row.href, target: "_self" }, row.where) : el("span", { class: "where" }, row.where), row.lines && el("span", { class: "aside" }, row.lines), row.notes.map((note) => el("span", { class: "aside" }, note)), row.quotes.map((pieces) => el("blockquote", {}, pieces.map(({ text, mark }) => (mark ? el("mark", {}, text) : text))))),
        ),
      ),
    ),

  // Routes: each a line of names, its sentences with their places, and a button that puts it on the canvas.
  ways: (block, texts, tell) =>
    section(
      block,
      block.empty && el("p", { class: "aside" }, block.empty),
      block.groups.map((group) => [group.label && el("h4", {}, group.label), el("ol", { class: "list" }, group.rows.map((row) => way(row, texts, tell)))]),
    ),

  comparison: (block, texts, tell) =>
    section(
      block,
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": block.heading },
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, el("td"), block.columns.map((column) => el("th", { scope: "col" }, el("button", { type: "button", class: "link", onclick: () => tell("open", { id: column.id }) }, column.name))))),
          el(
            "tbody",
            {},
            block.rows.map((row) =>
              el(
                "tr",
                { class: row.same ? "same" : null, title: row.same ? block.same : null },
                el("th", { scope: "row" }, row.label),
                row.cells.map((cell) => el("td", {}, cell.length ? cell.map((line) => el("div", {}, line)) : "–")),
              ),
            ),
          ),
        ),
      ),
    ),

  id: (block) => el("footer", { class: "block" }, el("code", {}, block.id)),
};

function neighbour(row, texts, tell) {
  return el(
    "div",
    { class: "neighbour" },
    el(
      "button",
      {
        class: row.shown ? "go shown" : "go",
        title: fill(row.shown ? texts.select : texts.add, { name: row.name }),
        onclick: () => tell("open", { id: row.id }),
      },
      glyph(row, 12),
      el("span", { class: "text" }, el("span", { class: "name" }, row.name), row.note && el("span", { class: "aside" }, row.note)),
    ),
    row.statement
      ? el(
          "button",
          { class: "place", title: row.place?.long ?? texts.statement, "aria-label": fill(texts.statement_of, { name: row.name, place: row.place?.long ?? "" }), onclick: () => tell("statement", row.statement) },
          row.place?.short ?? icon("more", 12),
        )
      : null,
  );
}

function way(row, texts, tell) {
  return el(
    "li",
    { class: "way" },
    el(
      "button",
      { type: "button", class: row.shown ? "names shown" : "names", title: texts.way, onclick: () => tell("way", { ids: row.ids }) },
      row.text,
    ),
    row.sentences.map((each) =>
      el(
        "p",
        {},
        el("button", { type: "button", class: "sentence", title: texts.statement, onclick: () => tell("statement", each.statement) }, each.text),
        each.note && el("span", { class: "aside" }, ` ${each.note}`),
        place(each.place),
      ),
    ),
  );
}

const place = (where) => where && el("span", { class: "place", title: where.long }, where.short);

// A list that shows its first rows, and all of them on request.
function shorten(items, texts) {
  const list = el("ul", {}, items);
  if (items.length <= FEW + 2) return list;
  items.slice(FEW).forEach((item) => (item.hidden = true));
  const more = el("button", { class: "link more" }, icon("more", 12), fill(texts.more, { count: items.length - FEW }));
  more.addEventListener("click", () => {
    items.forEach((item) => (item.hidden = false));
    more.remove();
    items[FEW].querySelector("button")?.focus();
  });
  return [list, more];
}
