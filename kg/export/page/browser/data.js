// What the page holds, and how to walk in it. Things, relations, reports and sentences are numbers into lists.

export const content = JSON.parse(document.getElementById("content").textContent);
export const { things, relations, looks, outlines, reports, predicates, sentences, communities } = content;

export const LARGE = 300; // things above which the page opens with a part of the graph
export const TOO_LARGE = 10_000; // things above which the whole graph is not drawn at once
export const isLarge = things.length > LARGE;

const NONE = [];
export const figuresOf = (thing) => things[thing].figures ?? NONE;
export const datesOf = (thing) => things[thing].dates ?? NONE;
export const lookOf = (thing) => looks[things[thing].look];
export const relationLabel = (number) => predicates[relations[number].is].label;
export const otherEnd = (number, thing) => (relations[number].from === thing ? relations[number].to : relations[number].from);

// The relations of each thing, as one list with a beginning for each: quick to make and to walk for a large graph.
const begins = new Int32Array(things.length + 1);
for (const { from, to } of relations) {
  begins[from + 1] += 1;
  if (to !== from) begins[to + 1] += 1;
}
for (let at = 0; at < things.length; at += 1) begins[at + 1] += begins[at];
const linked = new Int32Array(begins[things.length]);
const next = begins.slice();
relations.forEach(({ from, to }, number) => {
  linked[next[from]++] = number;
  if (to !== from) linked[next[to]++] = number;
});

/** The numbers of the relations that a thing is part of. */
export function linksOf(thing) {
  return linked.subarray(begins[thing], begins[thing + 1]);
}

/** The thing with the most links: where a large graph opens. A notion, such as a kind of weapon, only where there is nothing else. */
export function hub() {
  const rank = (at) => begins[at + 1] - begins[at] - (lookOf(at).outline === "diamond" ? relations.length * 2 : 0);
  let best = 0;
  for (let at = 1; at < things.length; at += 1) if (rank(at) > rank(best)) best = at;
  return best;
}

/** Who says a claim, in words; the report itself where nobody is named. */
export function speakerOf(claim) {
  if (claim.speaker === undefined) return null;
  return typeof claim.speaker === "number" ? things[claim.speaker].label : claim.speaker;
}

export function reportName(number) {
  const report = reports[number];
  return [report.source, report.title].filter(Boolean).join(": ") || report.id;
}

/** The words of a passage that were quoted. */
export function quoteOf([sentence, , , ...marks]) {
  const text = sentences[sentence][2];
  const parts = [];
  for (let at = 0; at < marks.length; at += 2) parts.push(text.slice(marks[at], marks[at + 1]));
  return parts.join(" … ");
}
