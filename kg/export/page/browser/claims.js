// Every claim that is shown as one row of a table: relations, dates and casualty figures alike, each with its words and its source.
import { datesOf, figuresOf, predicates, quoteOf, relations, reportName, reports, sentences, speakerOf, things } from "./data.js";
import { claimPasses, shown } from "./shown.js";

/** The columns, by the name that a row has them under. */
export const COLUMNS = [
  ["subject", "Subject"], ["relation", "Relation"], ["object", "Object or value"], ["sentence", "In the sentence"],
  ["basis", "Basis"], ["confidence", "Confidence"], ["speaker", "Said by"], ["source", "Source"], ["published", "Published"],
];

/** The rows of what is shown, in the order of the things. */
export function claimRows() {
  const now = shown();
  const rows = [];
  for (const thing of [...now.things].sort((a, b) => a - b)) {
    for (const claim of datesOf(thing)) if (claimPasses(claim)) rows.push(rowOf(claim, thing, "date", claim.text, null, null));
    for (const claim of figuresOf(thing)) if (claimPasses(claim)) rows.push(rowOf(claim, thing, "casualties", claim.among ? `${claim.text} among ${claim.among}` : claim.text, null, null));
  }
  for (const number of now.relations) {
    const { from, to, is, claims } = relations[number];
    for (const claim of claims) if (claimPasses(claim)) rows.push(rowOf(claim, from, predicates[is].label, things[to].label, number, to));
  }
  return rows;
}

function rowOf(claim, thing, relation, object, number, target) {
  const report = reports[claim.report];
  return {
    thing, target, number, claim, relation, object,
    subject: things[thing].label,
    subjectId: things[thing].id,
    objectId: target === null ? "" : things[target].id,
    basis: claim.basis,
    confidence: claim.confidence,
    speaker: speakerOf(claim) ?? "",
    source: reportName(claim.report),
    published: report.published ?? "",
    isContradicted: claim.clash !== undefined,
    validity: claim.validity ?? "",
    days: claim.days ?? [null, null, null, null],
    numbers: [claim.lower, claim.best, claim.upper],
    url: report.url ?? "",
    quote: claim.passages.map(quoteOf).join(" … "),
    sentence: claim.passages.map(([sentence]) => sentences[sentence][2]).join(" … "),
    at: claim.passages.map(([, first, last]) => `${first}-${last}`).join(" "),
  };
}
