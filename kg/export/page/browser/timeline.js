// The timeline: a row for each event, a bar for each dating: pale where it may have been, full where it certainly was.
import { datesOf, lookOf, outlines, reportName, speakerOf, things } from "./data.js";
import { button, byId, count, drawn, element, signOf, words } from "./dom.js";
import { span } from "./filters.js";
import { isChosen } from "./lit.js";
import { claimPasses, shown } from "./shown.js";
import { choose } from "./state.js";
import { dayNumber, windowOf } from "./times.js";

const WIDTH = 1000; // units of a row
const ROW = 20;
const LISTED = 400; // events at once

export function showTimeline() {
  const place = byId("timeline");
  const events = [...shown().things].filter((thing) => things[thing].isEvent);
  const dated = events.filter((thing) => datings(thing).length > 0).sort((a, b) => begin(a) - begin(b) || a - b);
  const undated = events.filter((thing) => datings(thing).length === 0).sort((a, b) => a - b);
  const axis = axisOf(span() ?? [0, 1]);
  place.replaceChildren(
    element("h2", { class: "sr-only" }, "Timeline"),
    dated.length === 0 ? element("p", { class: "note" }, "No event that is shown has a date.") : element("ol", { class: "rows" },
      element("li", { class: "axis", "aria-hidden": "true" }, element("span", {}), scale(axis)),
      dated.slice(0, LISTED).map((thing) => row(thing, axis))),
    dated.length > LISTED ? element("p", { class: "note" }, `${dated.length - LISTED} further events: narrow the years or the filters to see them.`) : "",
    undated.length > 0 ? [element("h3", {}, `${count(undated.length, "event")} without a date`), element("ul", { class: "undated" }, undated.slice(0, LISTED).map((thing) => element("li", {}, named(thing))))] : "",
    element("p", { class: "key" }, mark("may"), " may have been", mark("sure"), " certainly was", mark("open"), " open on that side", mark("clash"), " contradicted by another date"));
}

function datings(thing) {
  return datesOf(thing).filter((dating) => dating.days && claimPasses(dating));
}

function begin(thing) {
  return Math.min(...datings(thing).map(({ days }) => dayNumber(days.find(Boolean))));
}

function named(thing) {
  return button([signOf(lookOf(thing), outlines, { hollow: things[thing].isHollow }), words(things[thing].label)], () => choose.thing(thing),
    { class: "thing", "aria-current": isChosen(thing) ? "true" : null });
}

function row(thing, axis) {
  const own = datings(thing);
  return element("li", { class: isChosen(thing) ? "chosen" : null },
    element("span", { class: "name" }, named(thing), element("small", {}, own.map((dating) => dating.text).join("; "))),
    drawn("svg", { viewBox: `0 0 ${WIDTH} ${ROW * own.length}`, preserveAspectRatio: "none", height: ROW * own.length, "aria-hidden": "true", onclick: () => choose.thing(thing) },
      axis.ticks.map((tick) => drawn("path", { class: "grid", d: `M${axis.x(tick)} 0V${ROW * own.length}` })),
      own.map((dating, at) => bar(dating, at * ROW, axis, lookOf(thing).colour, things[thing].isHollow))));
}

/** A dating as shapes: the stretch of days it allows, the certain part of it, and arrows where a bound is unknown. */
function bar(dating, top, axis, colour, isHollow) {
  const { first, last, sure } = windowOf(dating.days);
  const known = dating.days.filter(Boolean).map((day) => axis.x(dayNumber(day)));
  const left = first === null ? Math.max(0, Math.min(...known) - 60) : axis.x(dayNumber(first));
  const right = last === null ? Math.min(WIDTH, Math.max(...known) + 60) : axis.x(dayNumber(last) + 1);
  const [low, high] = [Math.max(0, Math.min(left, WIDTH - 7)), Math.min(WIDTH, Math.max(right, left + 7))];
  const title = drawn("title", {}, `${dating.text} (${speakerOf(dating) ?? reportName(dating.report)})`);
  const shapes = [drawn("rect", { x: low, y: top + 6, width: Math.max(7, high - low), height: 8, fill: colour, class: isHollow ? "may hollow" : "may", stroke: colour })];
  if (sure && !isHollow) {
    const from = axis.x(dayNumber(sure[0]));
    shapes.push(drawn("rect", { x: Math.min(from, WIDTH - 7), y: top + 4, width: Math.max(7, axis.x(dayNumber(sure[1]) + 1) - from), height: 12, rx: 2, fill: colour, class: "sure" }));
  }
  if (first === null) shapes.push(drawn("path", { d: `M${low} ${top + 3}l-9 7 9 7z`, fill: colour }));
  if (last === null) shapes.push(drawn("path", { d: `M${high} ${top + 3}l9 7-9 7z`, fill: colour }));
  return drawn("g", { class: dating.clash ? "clash" : null }, title, shapes, dating.clash && drawn("rect", { x: low - 3, y: top + 1.5, width: high - low + 6, height: 17, class: "clash" }));
}

// --- the axis ---

function axisOf([first, last]) {
  const room = Math.max(3, (last - first) * 0.03);
  const [from, to] = [first - room, last + room];
  const x = (day) => 12 + ((WIDTH - 24) * (day - from)) / (to - from);
  return { x, ...ticksOf(from, to) };
}

/** Years, months or days, whichever makes about ten ticks. */
function ticksOf(from, to) {
  const dateOf = (day) => new Date(day * 86_400_000);
  const length = to - from;
  const ticks = [];
  const labels = [];
  if (length > 500) {
    const years = [1, 2, 5, 10, 20, 50, 100, 500, 1000].find((step) => length / 365 / step <= 12) ?? 2000;
    for (let year = Math.ceil((dateOf(from).getUTCFullYear() + 1) / years) * years; ; year += years) {
      const day = dayNumber(`${String(year).padStart(4, "0")}-01-01`);
      if (day > to) break;
      ticks.push(day);
      labels.push(String(year));
    }
  } else if (length > 45) {
    for (let at = dateOf(from), month = at.getUTCMonth() + 1, year = at.getUTCFullYear(); ; month += 1) {
      const day = Date.UTC(year, month, 1) / 86_400_000;
      if (day > to) break;
      ticks.push(day);
      labels.push(dateOf(day).toISOString().slice(0, 7));
    }
  } else {
    const step = Math.max(1, Math.round(length / 10));
    for (let day = Math.ceil(from); day <= to; day += step) {
      ticks.push(day);
      labels.push(dateOf(day).toISOString().slice(0, 10));
    }
  }
  return { ticks, labels };
}

function scale(axis) {
  return element("span", { class: "scale" }, axis.ticks.map((tick, at) => drawnLabel(axis.x(tick), axis.labels[at])));
}

function drawnLabel(x, label) {
  const node = element("span", {}, label);
  node.style.left = `${x / 10}%`;
  return node;
}

function mark(kind) {
  return drawn("svg", { viewBox: "0 0 34 16", class: `sample ${kind}`, "aria-hidden": "true" },
    kind !== "sure" && drawn("rect", { x: 4, y: 4, width: 20, height: 8, class: "may" }), kind === "sure" && drawn("rect", { x: 4, y: 2, width: 20, height: 12, rx: 2, class: "sure" }),
    kind === "open" && drawn("path", { d: "M24 1l9 7-9 7z" }), kind === "clash" && drawn("rect", { x: 1, y: 1, width: 26, height: 14, class: "clash" }));
}
