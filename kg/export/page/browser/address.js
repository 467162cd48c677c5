// The view as a fragment of the address, so that a link leads back to it. Things go by their id, which stays the same from build to build.
import { communities, looks, predicates, relations, reports, things } from "./data.js";
import { firstPart, state } from "./state.js";

const VIEWS = ["picture", "timeline", "map", "claims"];
const BASES = ["stated", "resolved", "implied"];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What the reader sees, in a few words; empty for the page as it opens. */
export function written() {
  const words = new URLSearchParams();
  const { chosen, part, hidden } = state;
  const id = (thing) => things[thing].id;
  if (state.view !== "picture") words.set("view", state.view);
  if (chosen?.thing !== undefined) words.set("thing", id(chosen.thing));
  if (chosen?.relation !== undefined) {
    const { from, is, to } = relations[chosen.relation];
    words.append("line", id(from)); words.append("line", predicates[is].id); words.append("line", id(to));
  }
  if (chosen?.path) chosen.path.forEach((thing) => words.append("path", id(thing)));
  if (JSON.stringify(part) !== JSON.stringify(firstPart())) {
    if (part === null) words.set("part", "all");
    else if (part.community !== undefined) words.set("community", id(communities[part.community].hub));
    else (words.set("around", id(part.around)), words.set("steps", part.hops));
  }
  for (const [thing, predicate] of state.grown) (words.append("grown", id(thing)), words.append("by", predicate ?? ""));
  for (const look of hidden.looks) words.append("without", looks[look].cls);
  for (const predicate of hidden.predicates) words.append("no-relation", predicate);
  for (const report of hidden.reports) words.append("no-source", reports[report].id);
  for (const basis of hidden.bases) words.append("no-basis", basis);
  if (state.years) words.set("years", state.years.join(".."));
  if (state.isCertain) words.set("certain", "1");
  if (state.find) words.set("find", state.find);
  if (state.sort.join() !== "subject,1") words.set("sort", state.sort.join("."));
  return words.toString();
}

/** The state that a fragment asks for; what it does not say, or says of things that are not here, is as the page opens. */
export function read(fragment) {
  const words = new URLSearchParams(fragment);
  const numbers = new Map(things.map((thing, number) => [thing.id, number]));
  const thing = (id) => numbers.get(id);
  const known = (id) => numbers.has(id);
  const kept = (name, find) => new Set(words.getAll(name).map(find).filter((found) => found !== undefined && found !== -1));
  const years = (words.get("years") ?? "").split("..");
  const [column, way] = (words.get("sort") ?? "").split(".");
  const by = words.getAll("by");
  return {
    view: VIEWS.includes(words.get("view")) ? words.get("view") : "picture",
    chosen: chosenIn(words, thing, known),
    part: partIn(words, thing, known),
    grown: words.getAll("grown").map((id, at) => [thing(id), by[at] || null]).filter(([number]) => number !== undefined),
    hidden: {
      looks: kept("without", (cls) => looks.findIndex((look) => look.cls === cls)),
      predicates: kept("no-relation", (id) => predicates.find((predicate) => predicate.id === id)?.id),
      reports: kept("no-source", (id) => reports.findIndex((report) => report.id === id)),
      bases: kept("no-basis", (basis) => BASES.find((one) => one === basis)),
    },
    years: years.length === 2 && years.every((day) => DAY.test(day)) ? years : null,
    isCertain: words.get("certain") === "1",
    find: words.get("find") ?? "",
    sort: /^-?1$/.test(way ?? "") && /^[a-z]+$/.test(column) ? [column, Number(way)] : ["subject", 1],
  };
}

function chosenIn(words, thing, known) {
  const [line, path] = [words.getAll("line"), words.getAll("path")];
  if (known(words.get("thing"))) return { thing: thing(words.get("thing")) };
  if (path.length === 2 && path.every(known)) return { path: path.map(thing) };
  if (line.length !== 3) return null;
  const found = relations.findIndex(({ from, is, to }) => things[from].id === line[0] && predicates[is].id === line[1] && things[to].id === line[2]);
  return found < 0 ? null : { relation: found };
}

function partIn(words, thing, known) {
  if (words.get("part") === "all") return null;
  if (known(words.get("around"))) return { around: thing(words.get("around")), hops: Math.min(3, Math.max(1, Number(words.get("steps")) || 1)) };
  if (known(words.get("community"))) return { community: things[thing(words.get("community"))].community };
  return firstPart();
}
