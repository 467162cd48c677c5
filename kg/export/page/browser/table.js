// The table of all claims that are shown: the whole content for keyboard and screen reader, sorted and cut down as one likes.
import { COLUMNS, claimRows } from "./claims.js";
import { button, byId, count, element, words } from "./dom.js";
import { basisMark, passages } from "./evidence.js";
import { isChosen } from "./lit.js";
import { plain } from "./search.js";
import { change, choose, state } from "./state.js";

const PAGE = 100; // rows put in at once

export function showTable() {
  const place = byId("claims");
  const rows = sorted(found(claimRows()));
  if (place.childElementCount === 0) place.append(...frame());
  byId("claims-find").value = state.find;
  place.querySelector("[role=status]").textContent = count(rows.length, "claim");
  place.querySelectorAll("th[data-column]").forEach((head) => {
    const [column, way] = state.sort;
    head.setAttribute("aria-sort", head.dataset.column !== column ? "none" : way > 0 ? "ascending" : "descending");
  });
  const body = place.querySelector("tbody");
  body.replaceChildren();
  more(body, rows, place.querySelector(".more"));
}

/** Put further rows in, and a button for more where there are more. */
function more(body, rows, place, size = PAGE) {
  const done = body.childElementCount;
  body.append(...rows.slice(done, done + size).map(rowElement));
  const left = rows.length - body.childElementCount;
  place.replaceChildren(...(left > 0 ? [button(`Show ${Math.min(PAGE, left)} more of ${left}`, () => more(body, rows, place)), left > PAGE && left < 5_000 ? button("Show all", () => more(body, rows, place, left)) : ""] : []));
}

/** All rows, for print. */
export function showAllRows() {
  for (let left = 50; left > 0 && byId("claims").querySelector(".more button"); left -= 1) byId("claims").querySelector(".more button").click();
}

function frame() {
  const find = element("input", { id: "claims-find", type: "search", placeholder: "Filter the claims by any word", "aria-label": "Filter the claims by any word", oninput: (event) => change({ find: event.target.value }) });
  const head = ([column, title]) => element("th", { scope: "col", "data-column": column, "aria-sort": "none" }, button(title, () => change({ sort: [column, state.sort[0] === column ? -state.sort[1] : 1] })));
  return [
    element("h2", { class: "sr-only" }, "All claims that are shown"),
    element("div", { class: "bar" }, find, element("span", { role: "status" })),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table of claims" },
      element("table", {}, element("thead", {}, element("tr", {}, COLUMNS.map(head))), element("tbody", {}))),
    element("p", { class: "more" }),
  ];
}

function rowElement(row) {
  const isHere = state.chosen?.relation !== undefined ? state.chosen.relation === row.number : isChosen(row.thing) || (row.target !== null && isChosen(row.target));
  const pick = () => (row.number === null ? choose.thing(row.thing) : choose.relation(row.number));
  return element("tr", { class: isHere ? "chosen" : null },
    element("th", { scope: "row" }, button(words(row.subject), () => choose.thing(row.thing), { class: "inline" })),
    element("td", {}, button(words(row.relation), pick, { class: "inline" })),
    element("td", {}, row.target === null ? words(row.object) : button(words(row.object), () => choose.thing(row.target), { class: "inline" }),
      row.isContradicted && element("span", { class: "clash" }, "contradicted"), row.validity && element("small", {}, ` ${row.validity}`)),
    element("td", { class: "sentence" }, passages(row.claim.passages).map(([quote]) => quote)),
    element("td", {}, basisMark(row.claim)),
    element("td", { class: "digits" }, `${Math.round(row.confidence * 100)} %`),
    element("td", {}, row.speaker ? words(row.speaker) : element("span", { class: "soft" }, "the report")),
    element("td", {}, words(row.source)),
    element("td", { class: "digits" }, row.published));
}

function found(rows) {
  const asked = plain(state.find.trim());
  return asked === "" ? rows : rows.filter((row) => COLUMNS.some(([column]) => plain(String(row[column])).includes(asked)));
}

function sorted(rows) {
  const [column, way] = state.sort;
  const key = (row) => (column === "confidence" ? row.confidence : plain(row[column]));
  return rows.map((row, at) => [key(row), at, row]).sort((a, b) => (a[0] < b[0] ? -way : a[0] > b[0] ? way : a[1] - b[1])).map(([, , row]) => row);
}