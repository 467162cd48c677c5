// What the reader has asked for. Views read it and are told when it changes; nothing else is remembered anywhere.
import { content, hub, isLarge } from "./data.js";

/** The part of the graph that is shown: around a thing, one community, or (null) everything. */
export const firstPart = () => (content.focus !== undefined ? { around: content.focus, hops: content.hops } : isLarge ? { around: hub(), hops: 1 } : null);

export const state = {
  view: "picture", // picture, timeline, map or claims
  chosen: content.focus !== undefined ? { thing: content.focus } : null, // { thing } or { relation } or { path: [from, to] } or { place: [things] }
  part: firstPart(),
  grown: [], // [thing, predicate or null for all]: neighbours that were asked for beyond the part
  hidden: { looks: new Set(), predicates: new Set(), reports: new Set(), bases: new Set() },
  years: null, // [first day, last day] as ISO dates, or null
  isCertain: false, // only what certainly happened in those years, or all that may have
  find: "", // words that the table of claims is cut down to
  sort: ["subject", 1],
};

const listeners = [];

/** Have a function called after each change with the names of what has changed. */
export function onChange(listener) {
  listeners.push(listener);
}

export function change(values) {
  Object.assign(state, values);
  for (const listener of listeners) listener(new Set(Object.keys(values)));
}

/** Show or hide what has a number or name in one of the filters. */
export function setHidden(kind, key, isHidden) {
  const hidden = { ...state.hidden, [kind]: new Set(state.hidden[kind]) };
  if (isHidden) hidden[kind].add(key);
  else hidden[kind].delete(key);
  change({ hidden });
}

export function isFiltered() {
  return Object.values(state.hidden).some((set) => set.size > 0) || state.years !== null;
}

export const choose = {
  nothing: () => change({ chosen: null }),
  thing: (number) => change({ chosen: { thing: number } }),
  relation: (number) => change({ chosen: { relation: number } }),
  path: (from, to) => change({ chosen: { path: [from, to] } }),
  place: (members) => change({ chosen: { place: members } }),
};
