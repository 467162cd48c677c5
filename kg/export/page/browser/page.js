// The page: sets up the views, and keeps them and the address in step with what the reader asks for.
import { read, written } from "./address.js";
import { showWay } from "./below.js";
import { TOO_LARGE, content, isLarge, things } from "./data.js";
import { button, byId, count, element } from "./dom.js";
import { showFilters, showYears } from "./filters.js";
import { showLegend } from "./legend.js";
import { showMap } from "./map.js";
import { showPanel } from "./panel.js";
import { picture } from "./picture.js";
import { saveCsv, saveJson, savePng, saveSvg } from "./saving.js";
import { sceneCanvas } from "./scene.js";
import { finder } from "./search.js";
import { forgetShown, shown } from "./shown.js";
import { change, choose, firstPart, isFiltered, onChange, state } from "./state.js";
import { showAllRows, showTable } from "./table.js";
import { showTimeline } from "./timeline.js";

const VIEWS = { picture: "Graph", timeline: "Timeline", map: "Map", claims: "Claims" };
const REFILLING = ["part", "grown", "hidden", "years", "isCertain"];

Object.assign(state, read(location.hash.slice(1)));
const graph = picture();

// --- views ---

const tabs = Object.entries(VIEWS).map(([view, title]) => button(title, () => change({ view }), { role: "tab", id: `tab-${view}`, "aria-controls": `view-${view}` }));
byId("tabs").append(...tabs);
byId("tabs").addEventListener("keydown", ({ key }) => {
  const names = Object.keys(VIEWS);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (step === undefined) return;
  change({ view: names[(names.indexOf(state.view) + step + names.length) % names.length] });
  byId(`tab-${state.view}`).focus();
});

function showView() {
  for (const view of Object.keys(VIEWS)) {
    const isHere = state.view === view;
    byId(`view-${view}`).hidden = !isHere;
    byId(`tab-${view}`).setAttribute("aria-selected", String(isHere));
    byId(`tab-${view}`).tabIndex = isHere ? 0 : -1;
  }
  ({ timeline: showTimeline, map: showMap, claims: showTable })[state.view]?.();
}

/** What part of the graph is shown, and the way back to all of it. */
function showPart() {
  const now = shown();
  const { part } = state;
  const place = byId("part");
  const isWhole = part === null && !isFiltered() && state.grown.length === 0;
  place.hidden = isWhole && !isLarge;
  if (place.hidden) return;
  const what = now.isPart ? (part?.community !== undefined ? "One community" : `Around ${things[part?.around ?? 0].label}`) : isWhole ? "The whole graph" : "Filtered";
  const everything = part !== null && things.length <= TOO_LARGE && button("Show everything", () => change({ part: null, grown: [] }));
  const again = (isFiltered() || state.grown.length > 0 || JSON.stringify(part) !== JSON.stringify(firstPart())) && button("Reset", () =>
    change({ part: firstPart(), grown: [], years: null, isCertain: false, hidden: { looks: new Set(), predicates: new Set(), reports: new Set(), bases: new Set() } }));
  place.replaceChildren(element("bdi", { dir: "auto" }, what), `: ${now.things.size.toLocaleString("en")} of ${count(things.length, "thing")}`,
    now.left > 0 ? `, ${now.left.toLocaleString("en")} more do not fit` : "", ...[everything, again].filter(Boolean));
}

// --- changes ---

let isQuiet = false; // while an address is being read

onChange((changed) => {
  const isRefilled = REFILLING.some((name) => changed.has(name));
  const isPath = changed.has("chosen") && (state.chosen?.path !== undefined || hadPath);
  hadPath = state.chosen?.path !== undefined;
  if (isRefilled || isPath) forgetShown();
  if (changed.has("hidden")) (showLegend(), showFilters());
  if (changed.has("years") || changed.has("isCertain")) showYears();
  if (changed.has("chosen") || isRefilled) (showPanel(), showWay());
  if (changed.has("chosen") || changed.has("view") || isRefilled || changed.has("find") || changed.has("sort")) showView();
  if (isRefilled || isPath) (showPart(), graph.update(true));
  else if (changed.has("chosen")) graph.update(false);
  if (changed.has("chosen")) graph.reveal();
  if (!isQuiet) history.replaceState(null, "", `#${written()}`);
});
let hadPath = state.chosen?.path !== undefined;

window.addEventListener("hashchange", () => {
  if (location.hash.slice(1) === written()) return;
  isQuiet = true;
  change(read(location.hash.slice(1)));
  isQuiet = false;
});

// --- controls ---

byId("search").append(finder("Search people, groups, places, events", (number) => {
  if (isLarge && !shown().things.has(number)) change({ part: { around: number, hops: 1 }, grown: [], chosen: { thing: number } });
  else choose.thing(number);
}));
byId("closer").addEventListener("click", () => graph.zoom(1.3));
byId("farther").addEventListener("click", () => graph.zoom(1 / 1.3));
byId("whole").addEventListener("click", graph.frame);
byId("filter").addEventListener("click", () => {
  const filters = byId("filters");
  filters.hidden = !filters.hidden;
  byId("filter").setAttribute("aria-expanded", String(!filters.hidden));
});

const taken = {
  "save-link": async () => {
    history.replaceState(null, "", `#${written()}`);
    const said = byId("said");
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = "Link copied";
    } catch (refused) { // a page from a disk may not write to the clipboard: the address bar has the link
      said.textContent = `The link is in the address bar (${refused.name})`;
    }
  },
  "save-png": () => savePng(graph.snapshot(), sceneCanvas),
  "save-svg": () => saveSvg(graph.snapshot()),
  "save-json": saveJson,
  "save-csv": saveCsv,
  "save-print": () => print(),
};
for (const [id, take] of Object.entries(taken)) byId(id).addEventListener("click", () => {
  if (id !== "save-link") byId("save").open = false;
  take();
});
document.addEventListener("keydown", (event) => {
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "Escape") {
    byId("save").open = false;
    choose.nothing();
  } else if (event.key === "/" && !isTyping) {
    event.preventDefault();
    byId("search").querySelector("input").focus();
  }
});
document.addEventListener("click", ({ target }) => { if (!byId("save").contains(target)) byId("save").open = false; });
window.addEventListener("beforeprint", () => {
  showTable();
  showAllRows();
  byId("panel").querySelectorAll("details").forEach((folded) => { folded.open = true; });
});

showLegend();
showFilters();
showYears();
showPanel();
showPart();
showView();
graph.reveal();
document.documentElement.dataset.ready = content.things.length;
