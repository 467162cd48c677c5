// The map: outlines of countries, and the placed events, bases and places, with how precisely their position is known.
import { content, linksOf, lookOf, things } from "./data.js";
import { button, byId, count, drawn, element } from "./dom.js";
import { isChosen } from "./lit.js";
import { shown } from "./shown.js";
import { choose } from "./state.js";

const RINGS = { exact: 0, near: 7, region: 13, country: 19 }; // pixels around a mark
const KM = { exact: "the place itself", near: "near the place", region: "somewhere in the region", country: "somewhere in the country" };
const LABELLED = 60;
const { world } = content;
const view = { x: 0, y: 0, scale: null }; // the middle in degrees, and pixels a degree

const ROUND = 3600; // tenths of degrees once round the world

/** Rings of arcs as the path of an outline, in tenths of degrees, north up; a ring that crosses 180 degrees goes on beyond it. */
function outline(rings) {
  return rings.map((ring) => {
    let before = null;
    return `M${ring.flatMap(pointsOf).map(([x, y]) => {
      before = before === null ? x : x + Math.round((before - x) / ROUND) * ROUND;
      return `${before} ${-y}`;
    }).join("L")}z`;
  }).join("");
}

function pointsOf(arc) {
  const flat = world.arcs[arc < 0 ? ~arc : arc];
  const points = [[flat[0], flat[1]]];
  for (let at = 2; at < flat.length; at += 2) points.push([points[points.length - 1][0] + flat[at], points[points.length - 1][1] + flat[at + 1]]);
  return arc < 0 ? points.reverse() : points;
}

let land = null; // made when the map is first shown

export function showMap() {
  const place = byId("map");
  const all = [...shown().things].filter((thing) => things[thing].place);
  const states = all.filter(isCountry);
  const placed = all.filter((thing) => !isCountry(thing));
  const away = [...shown().things].filter((thing) => things[thing].isEvent && !things[thing].place).length;
  const missing = away > 0 ? `${count(away, "event")} that no source places is not on the map.`.replace("is not", away === 1 ? "is not" : "are not") : "";
  if (!world || all.length === 0) {
    place.replaceChildren(element("h2", { class: "sr-only" }, "Map"), element("p", { class: "note" }, "Nothing that is shown has a place on the map. ", missing));
    return;
  }
  if (land === null) {
    land = drawn("g", { class: "land" }, world.others.map((rings) => drawn("path", { d: outline(rings) })),
      Object.entries(world.countries).map(([code, { rings }]) => drawn("path", { d: outline(rings), "data-code": code })));
  }
  const marks = drawn("g", { class: "marks" });
  for (const path of land.children) path.classList.toggle("told", states.some((thing) => things[thing].code === path.dataset.code));
  const svg = drawn("svg", { role: "group", "aria-label": "Map of what has a place" }, land, marks);
  place.replaceChildren(element("h2", { class: "sr-only" }, "Map"), svg,
    element("div", { class: "zoom", role: "group", "aria-label": "Map view" },
      button("+", () => zoom(1.5), { "aria-label": "Closer" }), button("−", () => zoom(1 / 1.5), { "aria-label": "Farther" }), button("⤢", () => { view.scale = null; draw(); }, { "aria-label": "All marks" })),
    element("p", { class: "key" }, Object.keys(RINGS).map((precision) => element("span", {}, sample(precision), ` ${KM[precision]}`)), element("span", { class: "soft" }, missing), element("span", { class: "soft" }, world.source)));
  listen(svg, () => draw());
  draw();

  function draw() {
    const size = [svg.clientWidth || 800, svg.clientHeight || 500];
    if (view.scale === null) fit(placed.length > 0 ? placed : states, size);
    const squeeze = Math.cos((view.y * Math.PI) / 180); // a degree of longitude beside one of latitude, at the middle
    const at = ([latitude, longitude]) => [size[0] / 2 + (longitude - view.x) * view.scale * squeeze, size[1] / 2 - (latitude - view.y) * view.scale];
    const [left, top] = at([0, 0]);
    land.setAttribute("transform", `translate(${left} ${top}) scale(${(view.scale * squeeze) / 10} ${view.scale / 10})`);
    const groups = grouped(placed).map((members) => ({ members, point: at(things[members[0]].place) }));
    const taken = [];
    const marked = groups.map(({ members, point }, number) => [things[members[0]].isEvent ? 1 : 0, markOf(members, point, number < LABELLED, taken, size[0])]);
    marked.sort((a, b) => a[0] - b[0]); // events lie on top
    const named = states.filter((thing) => hasRoom(things[thing].label, ...at(things[thing].place), taken) || isChosen(thing));
    marks.replaceChildren(...named.map((thing) => nameOf(thing, at(things[thing].place))), ...marked.map(([, mark]) => mark));
  }

  function zoom(factor) {
    view.scale = Math.min(400, Math.max(1.5, view.scale * factor));
    draw();
  }
}

/** Things at the same position as one mark; the ones with the most things first, events before places. */
function grouped(placed) {
  const groups = new Map();
  for (const thing of placed) {
    const [latitude, longitude, precision] = things[thing].place;
    const key = `${latitude} ${longitude} ${precision}`;
    groups.has(key) ? groups.get(key).push(thing) : groups.set(key, [thing]);
  }
  const order = (members) => members.sort((a, b) => Number(things[b].isEvent ?? false) - Number(things[a].isEvent ?? false) || linksOf(b).length - linksOf(a).length || a - b);
  return [...groups.values()].map(order).sort((a, b) => b.length - a.length || a[0] - b[0]);
}

function fit(placed, [width, height]) {
  const [ys, xs] = [0, 1].map((part) => placed.map((thing) => things[thing].place[part]));
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  view.x = (left + right) / 2;
  view.y = (low + high) / 2;
  const squeeze = Math.cos((view.y * Math.PI) / 180);
  view.scale = Math.min((width * 0.78) / (Math.max(20, right - left) * squeeze), (height * 0.74) / Math.max(15, high - low));
}

/** A state that something is told of: its outline is shaded, and its name is a button. */
function isCountry(thing) {
  return things[thing].code !== undefined;
}

function nameOf(thing, [x, y]) {
  return drawn("text", { class: isChosen(thing) ? "country chosen" : "country", x, y, ...pressed(() => choose.thing(thing)) }, things[thing].label);
}

function pressed(pick) {
  return { tabindex: 0, role: "button", onclick: pick, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } } };
}

function markOf(members, [x, y], isLabelled, taken, width) {
  const first = members[0];
  const { colour, outline: shape } = lookOf(first);
  const precision = things[first].place[2];
  const size = members.length > 1 ? 9 + Math.min(8, members.length / 2) : 7;
  const where = RINGS[precision] > RINGS.near ? "" : `${things[first].place[3]}: `;
  const label = members.length > 1 ? `${where}${count(members.length, "thing")}` : things[first].label;
  const isLeft = x > width - 40 - Math.min(34, label.length) * 7; // no room to the right
  const pick = () => (members.length > 1 ? choose.place(members) : choose.thing(first));
  const dot = shape === "square" ? drawn("rect", { x: -size, y: -size, width: 2 * size, height: 2 * size, rx: 2, fill: colour }) : drawn("circle", { r: size, fill: colour });
  return drawn("g", { class: members.some(isChosen) ? "mark chosen" : "mark", transform: `translate(${x} ${y})`, "aria-label": `${label}, ${KM[precision]}`, ...pressed(pick) },
    drawn("title", {}, members.slice(0, 12).map((thing) => things[thing].label).join("\n") + (members.length > 12 ? `\n… ${members.length - 12} more` : "")),
    RINGS[precision] > 0 && drawn("circle", { r: RINGS[precision] + size / 2, class: `ring ${precision}`, stroke: colour }),
    dot, members.length > 1 && drawn("text", { class: "number", dy: "0.36em" }, String(members.length)),
    isLabelled && roomFor(label, isLeft ? x - 2 * size - 12 - Math.min(34, label.length) * 7 : x, y, size, taken) && drawn("text", { class: "label", x: isLeft ? -size - 6 : size + 6, "text-anchor": isLeft ? "end" : null, dy: "0.36em" }, label.length > 34 ? `${label.slice(0, 32)} …` : label));
}

/** Whether a label has room beside its mark; if so it is taken. */
function roomFor(label, x, y, size, taken) {
  return take([x + size, y - 9, x + size + 12 + Math.min(34, label.length) * 7, y + 9], [x - size, y - size, x + size, y + size], taken);
}

/** Whether the name of a country has room around its middle. */
function hasRoom(label, x, y, taken) {
  const side = label.length * 4.2;
  return take([x - side, y - 12, x + side, y + 6], null, taken);
}

function take(box, further, taken) {
  if (taken.some(([left, top, right, bottom]) => box[0] < right && box[2] > left && box[1] < bottom && box[3] > top)) return false;
  taken.push(box, ...(further ? [further] : []));
  return true;
}

function sample(precision) {
  const ring = RINGS[precision] / 2;
  return drawn("svg", { viewBox: "-14 -14 28 28", class: "sample", "aria-hidden": "true" }, ring > 0 && drawn("circle", { r: ring + 3, class: `ring ${precision}` }), drawn("circle", { r: 3.4 }));
}

/** Drag to move, wheel to come closer. */
function listen(svg, draw) {
  let held = null;
  svg.addEventListener("pointerdown", (event) => { held = [event.clientX, event.clientY, view.x, view.y]; });
  svg.addEventListener("pointermove", (event) => {
    if (held === null || event.buttons === 0) return;
    view.x = held[2] - (event.clientX - held[0]) / (view.scale * Math.cos((view.y * Math.PI) / 180));
    view.y = Math.max(-80, Math.min(80, held[3] + (event.clientY - held[1]) / view.scale));
    draw();
  });
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.scale = Math.min(400, Math.max(1.5, view.scale * (event.deltaY < 0 ? 1.2 : 1 / 1.2)));
    draw();
  }, { passive: false });
}
