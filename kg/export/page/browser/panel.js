// The panel: everything there is, one thing with its facts, one relation, a path, or the things at one place of the map.
import { communities, content, datesOf, linksOf, lookOf, looks, otherEnd, outlines, predicates, relationLabel, relations, things } from "./data.js";
import { button, byId, count, element, signOf, words } from "./dom.js";
import { basisMark, claimed, foldedClaims, passages } from "./evidence.js";
import { figureTable } from "./figures.js";
import { finder } from "./search.js";
import { claimPasses, pathBetween, relationPasses, shown } from "./shown.js";
import { change, choose, state } from "./state.js";

const PRECISE = { exact: "the place itself", near: "near it", region: "somewhere in the region", country: "somewhere in the country" };
const LISTED = 60; // things of one class, or relations of one kind, listed at once

export function showPanel() {
  const { chosen } = state;
  const place = byId("facts");
  const parts = chosen === null ? everything()
    : chosen.thing !== undefined ? thingFacts(chosen.thing)
    : chosen.relation !== undefined ? relationFacts(chosen.relation)
    : chosen.path ? pathFacts(...chosen.path) : placeFacts(chosen.place);
  place.replaceChildren(...parts.flat(Infinity).filter(Boolean));
  byId("panel").scrollTop = 0;
}

export function thingButton(number) {
  return button([signOf(lookOf(number), outlines, { hollow: things[number].isHollow }), words(things[number].label)], () => choose.thing(number),
    { class: things[number].isUnnamed ? "thing unnamed" : "thing" });
}

const back = () => button("‹ Everything", choose.nothing, { class: "back" });

/** A list that is cut, with a button for the rest. */
function listed(items, render) {
  const list = element("ul", {}, items.slice(0, LISTED).map((item) => element("li", {}, render(item))));
  if (items.length <= LISTED) return list;
  const rest = button(`Show ${items.length - LISTED} more`, () => {
    list.append(...items.slice(LISTED).map((item) => element("li", {}, render(item))));
    rest.remove();
  }, { class: "back" });
  return [list, rest];
}

function everything() {
  const members = [...shown().things].sort((a, b) => a - b);
  return [
    element("p", { class: "soft" }, "Choose a thing or a line, here or in any view, to read the sentences it stands on."),
    looks.map((look, number) => {
      const own = members.filter((thing) => things[thing].look === number).sort((a, b) => linksOf(b).length - linksOf(a).length || a - b);
      return own.length > 0 && [element("h3", {}, words(`${look.name} · ${own.length}`)), listed(own, thingButton)];
    }),
  ];
}

// --- a thing ---

function thingFacts(number) {
  const thing = things[number];
  const { place } = thing;
  const rows = [
    ["also called", thing.also?.join(", ")], ["kind", thing.kinds?.join(", ")], ["when", thing.when],
    ...(thing.facts ?? []),
    ["on the map", place && `${PRECISE[place[2]]}${place[3] === thing.label ? "" : `, at ${place[3]}`}`],
    ...(thing.links ?? []),
  ];
  return [
    back(),
    element("h2", {}, signOf(lookOf(number), outlines, { hollow: thing.isHollow }), words(thing.label)),
    element("p", { class: "soft" }, lookOf(number).name, thing.isUnnamed ? ", known by description only" : ""),
    actions(number),
    element("dl", {}, rows.filter(([, value]) => value).map(([name, value]) => [words(name, "dt"), words(value, "dd")])),
    figureTable(number),
    datesOf(number).length > 0 && [element("h3", {}, "dates"), foldedClaims(datesOf(number))],
    facts(number),
    measured(number),
    thing.mentions && mentions(thing),
    element("p", { class: "source" }, words(thing.id),
      content.further && [" · ", element("a", { href: content.further + encodeURIComponent(thing.id) }, "more on this server")]),
  ];
}

function actions(number) {
  const isHere = state.part?.around === number;
  const hops = (value) => button(count(value, "step"), () => change({ part: { around: number, hops: value }, grown: [] }),
    { "aria-pressed": String(isHere && state.part.hops === value) });
  const goal = element("div", { class: "goal", hidden: true }, finder("Path to…", (other) => choose.path(number, other)));
  const path = button("Path to…", () => { goal.hidden = !goal.hidden; if (!goal.hidden) goal.querySelector("input").focus(); }, { "aria-expanded": "false" });
  path.addEventListener("click", () => path.setAttribute("aria-expanded", String(!goal.hidden)));
  return [element("div", { class: "actions", role: "group", "aria-label": "Show only what is around" },
    element("span", { class: "soft" }, "Only around it:"), hops(1), hops(2), hops(3), path), goal];
}

function facts(thing) {
  const own = [...linksOf(thing)].filter(relationPasses);
  const groups = new Map();
  for (const number of own) {
    const { from, is } = relations[number];
    const heading = from === thing ? predicates[is].label : predicates[is].inverse;
    const key = `${from === thing ? 0 : 1} ${heading}`;
    if (!groups.has(key)) groups.set(key, { heading, predicate: predicates[is].id, numbers: [] });
    groups.get(key).numbers.push(number);
  }
  const visible = shown().things;
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { heading, predicate, numbers }]) => {
    const away = numbers.filter((number) => !visible.has(otherEnd(number, thing))).length;
    return [
      element("h3", {}, words(heading), ` · ${numbers.length}`,
        away > 0 && button(`+ show ${away}`, () => change({ grown: [...state.grown, [thing, predicate]] }), { class: "grow", "aria-label": `Show ${away} more: ${heading}` })),
      listed(numbers, (number) => fact(number, otherEnd(number, thing))),
    ];
  });
}

function fact(number, other) {
  const claims = relations[number].claims.filter(claimPasses);
  const strongest = claims.find((claim) => claim.basis !== "implied") ?? claims[0];
  const folded = element("details", { "data-relation": number, ontoggle: () => { if (folded.open && folded.childElementCount === 1) folded.append(...opened()); } },
    element("summary", {}, words(things[other].label, "span", { class: "what" }), claims.length > 1 ? element("small", {}, `${claims.length} claims`) : "", basisMark(strongest)));
  const opened = () => [
    element("p", { class: "ways" }, button(["Go to ", words(things[other].label)], () => choose.thing(other), { class: "back" }), button("Show this line", () => choose.relation(number), { class: "back" })),
    ...claims.map(claimed),
  ];
  return folded;
}

function measured(number) {
  const thing = things[number];
  const community = communities[thing.community];
  const own = () => change({ part: { community: thing.community }, grown: [] });
  return [
    element("h3", {}, "in the graph"),
    element("dl", {},
      element("dt", {}, "links"), element("dd", {}, String(linksOf(number).length)),
      thing.between !== undefined && [element("dt", {}, "betweenness"), element("dd", {}, thing.between.toFixed(3))],
      element("dt", {}, "community"),
      element("dd", {}, community.size > 1 ? button([`${community.size} things around `, words(things[community.hub].label)], own, { class: "inline" }) : "on its own")),
    element("p", { class: "source" }, content.measured),
  ];
}

function mentions(thing) {
  const total = thing.mentions.length + (thing.unlisted ?? 0);
  const folded = element("details", { ontoggle: () => { if (folded.open && folded.childElementCount === 1) folded.append(...passages(thing.mentions).flat()); } },
    element("summary", {}, total > thing.mentions.length ? `${thing.mentions.length} of ${count(total, "sentence")}` : count(total, "sentence")));
  return [element("h3", {}, "mentioned in"), folded];
}

// --- a relation, a path, a place ---

function relationFacts(number) {
  const { from, to, claims, isImplied } = relations[number];
  const passing = claims.filter(claimPasses);
  return [
    back(),
    element("h2", { class: "sr-only" }, words(`${things[from].label} ${relationLabel(number)} ${things[to].label}`)),
    element("div", { class: "statement" }, thingButton(from), words(relationLabel(number), "span", { class: "relation" }), thingButton(to)),
    isImplied && element("p", { class: "soft" }, "No source says so in words: it is implied, and drawn dashed."),
    passing.length > 1 && element("h3", {}, count(passing.length, "claim")),
    passing.map(claimed),
  ];
}

function pathFacts(from, to) {
  const path = pathBetween(from, to);
  const ends = [words(things[from].label, "b"), " and ", words(things[to].label, "b")];
  if (path === null) return [back(), element("h2", {}, "Path"), element("p", {}, "No path between ", ends, state.part || true ? " by the relations that the filters let through." : "")];
  return [
    back(),
    element("h2", {}, "Path"),
    element("p", { class: "soft" }, "A shortest way between ", ends, `: ${count(path.relations.length, "step")}.`),
    element("ol", { class: "path" }, path.things.map((thing, at) => element("li", {}, thingButton(thing), at < path.relations.length && pathStep(path.relations[at], thing)))),
  ];
}

function pathStep(number, thing) {
  const { from, is, claims } = relations[number];
  const label = from === thing ? predicates[is].label : predicates[is].inverse;
  return element("details", {}, element("summary", {}, words(label, "span", { class: "what" }), basisMark(claims.find((claim) => claim.basis !== "implied") ?? claims[0])), claims.filter(claimPasses).map(claimed));
}

function placeFacts(members) {
  return [back(), element("h2", {}, count(members.length, "thing"), " at this place"), listed(members, (number) => [thingButton(number), things[number].when && element("span", { class: "soft" }, ` ${things[number].when}`)])];
}
