// Filters beside the legend: relations, sources and bases as lists of checks with counts, and a stretch of years.
import { predicates, relations, reportName, reports, things } from "./data.js";
import { button, byId, element, words } from "./dom.js";
import { plain } from "./search.js";
import { change, setHidden, state } from "./state.js";
import { dayNumber, knownDays } from "./times.js";

const BASES = [["stated", "in these words"], ["resolved", "after “it”, “the group”, “Sunday”"], ["implied", "follows, but nobody says so"]];
const LISTED = 150; // sources at once; the field above them finds the others
const MONTHS_BELOW = 3; // years: shorter times than this are cut into months

function counts() {
  const found = { predicates: new Map(), reports: new Map(), bases: new Map() };
  const add = (kind, key) => found[kind].set(key, (found[kind].get(key) ?? 0) + 1);
  const tell = (claim) => { add("reports", claim.report); add("bases", claim.basis); };
  for (const relation of relations) {
    add("predicates", predicates[relation.is].id);
    relation.claims.forEach(tell);
  }
  for (const thing of things) [...(thing.figures ?? []), ...(thing.dates ?? [])].forEach(tell);
  return found;
}

let counted = null;

export function showFilters() {
  counted ??= counts();
  const open = new Set([...byId("choices").querySelectorAll("details[open]")].map((folded) => folded.id));
  byId("choices").replaceChildren(
    folded("relations", "Relations", predicates.map(({ id, label }) => ["predicates", id, label, counted.predicates.get(id)]).sort((a, b) => (a[2] < b[2] ? -1 : 1)), open),
    folded("bases", "Basis", BASES.filter(([basis]) => counted.bases.has(basis)).map(([basis, meaning]) => ["bases", basis, `${basis}: ${meaning}`, counted.bases.get(basis)]), open),
    folded("sources", "Sources", reports.map((_, number) => ["reports", number, reportName(number), counted.reports.get(number) ?? 0]), open));
}

function folded(id, title, entries, open) {
  const kind = entries[0]?.[0];
  const off = kind ? entries.filter(([, key]) => state.hidden[kind].has(key)).length : 0;
  const list = element("div", { class: "checks", role: "group", "aria-label": title }, entries.slice(0, LISTED).map(check));
  const find = entries.length > LISTED && element("input", { type: "search", placeholder: `Find one of ${entries.length}`, "aria-label": `Find in ${title}`,
    oninput: (event) => list.replaceChildren(...entries.filter(([, , label]) => plain(label).includes(plain(event.target.value))).slice(0, LISTED).map(check)) });
  const all = entries.length > 2 && element("p", { class: "ways" },
    button("All", () => setAll(kind, []), { class: "back" }), button("None", () => setAll(kind, entries.map(([, key]) => key)), { class: "back" }));
  return element("details", { id: `filter-${id}`, open: open.has(`filter-${id}`) || id === "bases" },
    element("summary", {}, element("span", { class: "what" }, title), element("small", {}, off > 0 ? `${entries.length - off} of ${entries.length}` : String(entries.length))), all, find, list);
}

function setAll(kind, keys) {
  change({ hidden: { ...state.hidden, [kind]: new Set(keys) } });
}

function check([kind, key, label, number]) {
  return element("label", {},
    element("input", { type: "checkbox", checked: !state.hidden[kind].has(key), onchange: (event) => setHidden(kind, key, !event.target.checked) }),
    words(label, "span"), element("small", {}, String(number)));
}

// --- years ---

/** The years, or for short times the months, in which something is dated: [label, first day, last day]. */
function stretches() {
  const days = knownDays();
  if (days.length === 0) return [];
  const [first, last] = [days[0], days[days.length - 1]];
  const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1;
  const found = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    const written = String(year).padStart(4, "0");
    if (years >= MONTHS_BELOW) found.push([written, `${written}-01-01`, `${written}-12-31`]);
    else for (let month = 1; month <= 12; month += 1) {
      const begin = `${written}-${String(month).padStart(2, "0")}`;
      if (begin >= first.slice(0, 7) && begin <= last.slice(0, 7)) found.push([begin, `${begin}-01`, `${begin}-31`]);
    }
  }
  return found;
}

let cut = null;

export function showYears() {
  cut ??= stretches();
  const place = byId("years");
  place.hidden = cut.length < 2;
  if (place.hidden) return;
  const end = cut.length - 1;
  const at = state.years === null ? [0, end] : [cut.findIndex(([, , last]) => last >= state.years[0]), cut.findLastIndex(([, first]) => first <= state.years[1])];
  const set = (from, to) => change({ years: from === 0 && to === end ? null : [cut[from][1], cut[to][2]] });
  const slider = (name, value, oninput) => element("input", { type: "range", min: 0, max: end, value, "aria-label": name, "aria-valuetext": cut[value][0], oninput });
  if (place.childElementCount === 0) {
    const first = slider("First year", at[0], () => set(Math.min(Number(first.value), Number(last.value)), Number(last.value)));
    const last = slider("Last year", at[1], () => set(Number(first.value), Math.max(Number(first.value), Number(last.value))));
    const certain = element("input", { type: "checkbox", onchange: (event) => change({ isCertain: event.target.checked }) });
    place.append(element("output", {}), element("div", { class: "sliders" }, first, last), element("label", {}, certain, "only what is certain"));
  }
  const [first, last] = place.querySelectorAll("input[type=range]");
  [first.value, last.value] = at.map(String);
  [first, last].forEach((input, side) => input.setAttribute("aria-valuetext", cut[at[side]][0]));
  place.querySelector("input[type=checkbox]").checked = state.isCertain;
  place.querySelector("output").textContent = state.years === null ? `All dates, ${cut[0][0]} to ${cut[end][0]}` : `${state.isCertain ? "Certainly" : "Possibly"} ${cut[at[0]][0]}${at[0] === at[1] ? "" : ` to ${cut[at[1]][0]}`}`;
}

/** The first and last day of what can be shown, for the timeline. */
export function span() {
  const days = knownDays();
  if (state.years !== null) return [dayNumber(state.years[0]), dayNumber(state.years[1])];
  return days.length > 0 ? [dayNumber(days[0]), dayNumber(days[days.length - 1])] : null;
}
