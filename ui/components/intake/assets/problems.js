// What is wrong in files that are to be imported: each problem with its file, row and column; messages as plain text.

import { el, keepKeys, part } from "../zhitu.parts/dom.js";

export default part((parent) => {
  const root = el("div", { class: "zp problems" });
  parent.append(root);
  keepKeys(root);
  return {
    draw({ texts, rows }) {
      root.replaceChildren(
        el(
          "table",
          { "aria-label": texts.list },
          el("thead", {}, el("tr", {}, [texts.place, texts.problem].map((name) => el("th", { scope: "col" }, name)))),
          el(
            "tbody",
            {},
            rows.map((row) =>
              el("tr", {}, el("td", { class: "where" }, el("code", {}, row.place), el("span", { class: row.fatal ? "fatal" : "aside" }, row.fatal ? texts.stops : texts.look)), el("td", {}, row.message)),
            ),
          ),
        ),
      );
    },
  };
});
