// A claim as the reader checks it: basis, confidence, who says so, and the quoted words marked in their sentence.
import { reports, reportName, sentences, speakerOf, things } from "./data.js";
import { button, element, words } from "./dom.js";
import { choose } from "./state.js";

export function basisMark(claim) {
  return element("span", { class: `basis ${claim.basis}` }, claim.basis);
}

/** A claim in full. */
export function claimed(claim) {
  return element("div", { class: "claim" },
    claim.verbatim && element("p", { class: "soft" }, "As worded: ", words(`“${claim.verbatim}”`)),
    element("p", { class: "soft" }, basisMark(claim), ` confidence ${Math.round(claim.confidence * 100)} %`, " · ", spoken(claim),
      claim.validity ? ` · ${claim.validity}` : "", claim.rule ? [" · rule ", words(claim.rule)] : ""),
    claim.passages.length === 0 ? element("p", { class: "source" }, "from ", reportLink(claim.report)) : passages(claim.passages));
}

/** Claims that can be opened one by one; what they say is the summary. */
export function foldedClaims(claims, isOpen = false) {
  return claims.map((claim) => element("details", { open: isOpen },
    element("summary", {}, words(claim.text, "span", { class: "what" }), clashMark(claim), basisMark(claim)), clashNote(claim, claims), claimed(claim)));
}

export function clashMark(claim) {
  return claim.clash && element("span", { class: "clash" }, "contradicted");
}

export function clashNote(claim, claims) {
  return claim.clash && element("p", { class: "clash-note" }, "Cannot be true together with: ",
    claim.clash.map((place, at) => [at > 0 ? ", " : "", words(claims[place].text, "b"), ` (${speakerOf(claims[place]) ?? reportName(claims[place].report)})`]));
}

function spoken(claim) {
  if (claim.speaker === undefined) return "in the report’s own voice";
  if (typeof claim.speaker !== "number") return ["said by ", words(claim.speaker)];
  return ["said by ", button(words(things[claim.speaker].label), () => choose.thing(claim.speaker), { class: "inline" })];
}

/** Sentences with their quoted words marked, and where they stand. */
export function passages(list) {
  return list.map(([sentence, first, last, ...marks]) => {
    const [report, , text] = sentences[sentence];
    return [
      element("blockquote", { dir: "auto" }, marked(text, marks)),
      element("p", { class: "source" }, reportLink(report), reports[report].published ? `, ${reports[report].published}` : "", ` · characters ${first}–${last}`),
    ];
  });
}

function marked(text, marks) {
  const pieces = [];
  let done = 0;
  for (let at = 0; at < marks.length; at += 2) {
    pieces.push(text.slice(done, marks[at]), element("mark", {}, text.slice(marks[at], marks[at + 1])));
    done = marks[at + 1];
  }
  return [...pieces, text.slice(done)];
}

function reportLink(number) {
  const { url } = reports[number];
  const name = words(reportName(number));
  return url ? element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, name) : name;
}
