// The check-up: tabs, filters that act at once, and the list or the coverage below them.

import { el, fill, keepKeys, part } from "../zhitu.parts/dom.js";
import { coverage } from "./coverage.js";
import { saveButton } from "./saving.js";
import { item } from "./item.js";

const KEPT_MS = 400; // filters go into the address when the reader rests

export default part((parent) => {
  const root = el("main", { class: "zp checkup" });
  parent.append(root);
  keepKeys(root);
  let timer;
  return {
    draw(data, instance) {
      const focused = root.contains(parent.activeElement) ? parent.activeElement?.dataset.key : null;
      const scrolled = root.scrollTop;
      const tell = (kind, detail) => instance.tell("act", { kind, ...detail });
      const state = { ...data.filters };
      const body = el("div", { class: "body" });
      const keep = () => {
        clearTimeout(timer);
        timer = setTimeout(() => tell("filter", { filters: state }), KEPT_MS);
      };
      const drawList = () => body.replaceChildren(...list(data, state, tell, keep));
      if (data.tab === "coverage") body.append(...coverage(data));
      else drawList();
      const bar = data.tab === "coverage" ? [] : [filters(data, state, () => (drawList(), keep()))];
      root.replaceChildren(header(data, tell), ...bar, body);
      if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
      root.scrollTop = scrolled;
      if (state.item) root.querySelector("article.on")?.scrollIntoView({ block: "nearest" });
    },
    destroy: () => clearTimeout(timer),
  };
});

function header({ tabs, tab, texts, judgements, running, trouble }, tell) {
  return el(
    "header",
    {},
    el("h1", {}, texts.title),
    el(
      "div",
      { class: "tabs", role: "tablist" },
      tabs.map((each) => el("button", { role: "tab", "aria-selected": String(each.key === tab), "data-key": `tab ${each.key}`, onclick: () => tell("tab", { tab: each.key }) }, each.label)),
    ),
    judgements && saveButton(texts.judgements, "zhitu-judgements.json", "application/json", () => judgements),
    running && el("p", { class: "running", role: "status" }, el("span", { class: "spinner" }), texts.running),
    trouble && el("p", { class: "running", role: "alert" }, trouble),
  );
}

const FILTERS = {
  severity: (row) => row.severity,
  group: (row) => row.group,
  origin: (row) => row.origin,
  judged: (row) => (row.reason ? "stands" : row.judgement?.verdict ?? "open"),
};

function filters(data, state, changed) {
  const { texts, rows } = data;
  const label = {
    severity: (row) => data.severities[row.severity] ?? row.severity,
    group: (row) => row.groupLabel,
    origin: (row) => texts[`origin_${row.origin}`],
    judged: (row) => texts[`judged_${FILTERS.judged(row)}`],
  };
  const choice = (key) => {
    const counted = new Map();
    for (const row of rows) {
      const value = FILTERS[key](row);
      counted.set(value, { label: label[key](row), count: (counted.get(value)?.count ?? 0) + 1 });
    }
    const select = el(
      "select",
      { "aria-label": texts[`by_${key}`], "data-key": key },
      el("option", { value: "" }, texts[`by_${key}`]),
      [...counted].map(([value, { label: name, count }]) => el("option", { value, selected: state[key] === value }, `${name} (${count})`)),
    );
    select.addEventListener("change", () => {
      state[key] = select.value || null;
      changed();
    });
    return select;
  };
  const box = el("input", { type: "search", placeholder: texts.find, "aria-label": texts.find, value: state.text ?? "", "data-key": "text" });
  box.addEventListener("input", () => {
    state.text = box.value || null;
    changed();
  });
  return el("div", { class: "filters" }, Object.keys(FILTERS).map(choice), box);
}

function list(data, state, tell, keep) {
  const { rows, texts } = data;
  const wanted = (state.text ?? "").toLowerCase();
  const shown = rows.filter((row) => Object.entries(FILTERS).every(([key, of]) => !state[key] || of(row) === state[key]) && (!wanted || JSON.stringify([row.title, row.sides, row.things ?? [], row.id]).toLowerCase().includes(wanted)));
  const count = el("p", { class: "count", role: "status" }, fill(shown.length === rows.length ? texts.count : texts.count_of, { count: shown.length, total: rows.length }));
  if (shown.length === 0) return [count, el("p", { class: "none" }, data.running ? texts.running : rows.length ? texts.none_fit : texts.none)];
  const groups = new Map();
  for (const row of shown) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  const save = saveButton(texts.save, `zhitu-${data.tab}.json`, "application/json", () => JSON.stringify(shown, null, 1));
  return [
    el("div", { class: "line" }, count, save),
    ...[...groups.values()].map((group) =>
      el("section", { class: "group" }, el("h2", {}, group[0].groupLabel, el("span", { class: "count" }, group.length)), group.map((row) => item(row, data, state, tell, keep))),
    ),
  ];
}
