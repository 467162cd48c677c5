// Casualty figures of one event from all sources, side by side: bounds on one scale, wording, who says so, and what contradicts what.
import { figuresOf, reportName, speakerOf } from "./data.js";
import { drawn, element, words } from "./dom.js";
import { basisMark, clashMark, clashNote, claimed } from "./evidence.js";

const WIDTH = 110; // units of the drawing of bounds
const KINDS = ["killed", "injured", "missing", "hostage", "captured"];

export function figureTable(thing) {
  const figures = figuresOf(thing);
  if (figures.length === 0) return [];
  const most = Math.max(1, ...figures.flatMap(({ lower, best, upper }) => [lower ?? 0, best ?? 0, upper ?? 0]));
  const ordered = [...figures].sort((a, b) => rank(a) - rank(b));
  const sources = new Set(figures.map((figure) => figure.report)).size;
  return [
    element("h3", {}, sources > 1 ? `casualties · ${figures.length} figures from ${sources} reports` : "casualties"),
    ordered.map((figure) => element("details", { class: "figure" },
      element("summary", {},
        element("span", { class: "what" }, words(figure.text, "b"), figure.among ? [" among ", words(figure.among)] : "",
          element("small", {}, words(`“${figure.verbatim ?? ""}”`), " · ", words(speakerOf(figure) ?? reportName(figure.report)))),
        figures.length > 1 && bounds(figure, most), clashMark(figure), basisMark(figure)),
      clashNote(figure, figures), claimed(figure))),
  ];
}

function rank({ kind }) {
  return KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length;
}

/** A bar from the least to the most; open where a source sets no bound, with a tick at its best estimate. */
function bounds({ lower, best, upper }, most) {
  const x = (number) => 2 + (WIDTH - 14) * (number / most);
  const low = lower ?? (best === undefined ? 0 : best);
  const high = upper ?? (lower === undefined && best !== undefined ? best : most);
  const isOpen = upper === undefined && lower !== undefined;
  return drawn("svg", { viewBox: `0 0 ${WIDTH} 14`, class: "bounds", "aria-hidden": "true" },
    drawn("path", { class: "axis", d: `M2 12h${WIDTH - 4}` }),
    drawn("rect", { x: x(low), y: 4, width: Math.max(3, x(high) - x(low)), height: 5, rx: 1.5, class: isOpen ? "open" : "closed" }),
    isOpen && drawn("path", { class: "arrow", d: `M${x(high) + 1} 2l7 4.5-7 4.5z` }),
    lower !== undefined && drawn("path", { class: "tick", d: `M${x(lower)} 2v9` }),
    best !== undefined && drawn("circle", { cx: x(best), cy: 6.5, r: 3, class: "tick" }));
}
