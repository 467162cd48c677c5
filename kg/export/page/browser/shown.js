// Which things and relations are shown: a part of the graph, without what the filters hide.
import { LARGE, TOO_LARGE, datesOf, figuresOf, hub, isLarge, linksOf, otherEnd, predicates, relations, things } from "./data.js";
import { state } from "./state.js";
import { fits, isWithin } from "./times.js";

let remembered = null;

/** Forget what is shown, because the reader asked for something else. */
export function forgetShown() {
  remembered = null;
}

/** The things (a set) and relations (a list) that are shown, and how many neighbours did not fit into the part. */
export function shown() {
  remembered ??= found();
  return remembered;
}

export function claimPasses(claim) {
  if (state.hidden.bases.has(claim.basis) || state.hidden.reports.has(claim.report)) return false;
  return !claim.validity || !claim.days || state.years === null || fits(claim.days, state.years) !== "no";
}

export function thingPasses(number) {
  return !state.hidden.looks.has(things[number].look) && isWithin(number, state.years, state.isCertain);
}

export function relationPasses(number) {
  return thingPasses(relations[number].from) && thingPasses(relations[number].to) && isTold(number);
}

/** Whether some claim of a relation is left by the filters of relation, source, basis and years. */
function isTold(number) {
  const { from, is, to, claims } = relations[number];
  const { years, isCertain } = state;
  return !state.hidden.predicates.has(predicates[is].id) && isWithin(from, years, isCertain) && isWithin(to, years, isCertain) && claims.some(claimPasses);
}

function found() {
  const part = state.part ?? (things.length > TOO_LARGE ? { around: hub(), hops: 1 } : null);
  const { members, left } = part === null ? { members: everything(), left: 0 } : partMembers(part);
  grow(members);
  if (state.chosen?.path) for (const thing of pathBetween(...state.chosen.path)?.things ?? []) members.add(thing);
  const lines = [];
  for (const thing of members) {
    for (const number of linksOf(thing)) if (relations[number].from === thing && members.has(relations[number].to) && relationPasses(number)) lines.push(number);
  }
  return { things: members, relations: lines.sort((a, b) => a - b), left, isPart: part !== null };
}

/** Every thing that passes; one of which nothing is told any more goes with the claims that were filtered away. */
function everything() {
  const { predicates: without, reports, bases } = state.hidden;
  const isThinned = state.years !== null || without.size + reports.size + bases.size > 0;
  const isKept = (number) => linksOf(number).length === 0 || linksOf(number).some(isTold) || [...datesOf(number), ...figuresOf(number)].some(claimPasses);
  const kept = new Set();
  for (let number = 0; number < things.length; number += 1) if (thingPasses(number) && (!isThinned || isKept(number))) kept.add(number);
  return kept;
}

function partMembers(part) {
  const members = new Set();
  let left = 0;
  if (part.community !== undefined) {
    things.forEach((thing, number) => { if (thing.community === part.community && thingPasses(number)) members.size < LARGE ? members.add(number) : (left += 1); });
    return { members, left };
  }
  members.add(part.around);
  let rim = [part.around];
  for (let hop = 0; hop < part.hops; hop += 1) {
    const reached = [...new Set(rim.flatMap((thing) => neighbours(thing)))].filter((thing) => !members.has(thing));
    reached.sort((a, b) => linksOf(b).length - linksOf(a).length || a - b);
    const fitting = isLarge ? reached.slice(0, Math.max(0, LARGE - members.size)) : reached;
    left += reached.length - fitting.length;
    fitting.forEach((thing) => members.add(thing));
    rim = fitting;
  }
  return { members, left };
}

/** The things next to one, by relations that pass; of one predicate, or of any. */
export function neighbours(thing, predicate = null) {
  const found = new Set();
  for (const number of linksOf(thing)) {
    if ((predicate === null || predicates[relations[number].is].id === predicate) && relationPasses(number)) found.add(otherEnd(number, thing));
  }
  return [...found];
}

function grow(members) {
  for (const [thing, predicate] of state.grown) {
    members.add(thing);
    for (const other of neighbours(thing, predicate)) members.add(other);
  }
}

/** A shortest path by relations that pass: its things in order and the relations between them; null where there is none. */
export function pathBetween(from, to) {
  const reachedBy = new Map([[from, null]]);
  let rim = [from];
  while (rim.length > 0 && !reachedBy.has(to)) {
    const further = [];
    for (const thing of rim) {
      for (const number of linksOf(thing)) {
        const other = otherEnd(number, thing);
        if (!reachedBy.has(other) && relationPasses(number)) {
          reachedBy.set(other, number);
          further.push(other);
        }
      }
    }
    rim = further;
  }
  if (!reachedBy.has(to)) return null;
  const path = { things: [to], relations: [] };
  for (let at = to; reachedBy.get(at) !== null;) {
    path.relations.unshift(reachedBy.get(at));
    at = otherEnd(reachedBy.get(at), at);
    path.things.unshift(at);
  }
  return path;
}
