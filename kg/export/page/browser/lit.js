// What stands out while something is chosen: the neighbourhood of a thing, the ends of a relation, a path, the things at a place.
import { linksOf, otherEnd, relations } from "./data.js";
import { pathBetween, shown } from "./shown.js";
import { state } from "./state.js";

/** The things (a set) and relations (a list) that stand out, of those that are shown; null where nothing is chosen. */
export function litNow() {
  const { chosen } = state;
  if (chosen === null) return null;
  const now = shown();
  if (chosen.thing !== undefined) {
    const drawn = new Set(now.relations);
    const lines = [...linksOf(chosen.thing)].filter((number) => drawn.has(number));
    return { things: new Set([chosen.thing, ...lines.map((number) => otherEnd(number, chosen.thing))]), relations: lines };
  }
  if (chosen.relation !== undefined) {
    const { from, to } = relations[chosen.relation];
    return { things: new Set([from, to]), relations: now.relations.includes(chosen.relation) ? [chosen.relation] : [] };
  }
  if (chosen.path) {
    const path = pathBetween(...chosen.path);
    return path ? { things: new Set(path.things), relations: path.relations } : { things: new Set(chosen.path), relations: [] };
  }
  return { things: new Set(chosen.place), relations: [] };
}

/** Whether a thing is what was chosen, or one of its ends: the other views mark it. */
export function isChosen(thing) {
  const { chosen } = state;
  if (chosen === null) return false;
  if (chosen.thing !== undefined) return chosen.thing === thing;
  if (chosen.relation !== undefined) return [relations[chosen.relation].from, relations[chosen.relation].to].includes(thing);
  return (chosen.path ?? chosen.place).includes(thing);
}
