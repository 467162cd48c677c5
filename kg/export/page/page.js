// The page: reads its content, sets up vis-network, and keeps picture and panel in step.
import { element, words } from "./dom.js";
import { labelAt, painter, theme } from "./draw.js";
import { legend, panel } from "./panel.js";

const content = JSON.parse(document.getElementById("content").textContent);
const picture = document.getElementById("picture");
const tip = document.getElementById("tip");
const edges = new vis.DataSet(content.drawing.edges);
const network = new vis.Network(picture, { nodes: new vis.DataSet(content.drawing.nodes), edges }, content.drawing.options);
const READABLE = 0.55; // scale
const paint = painter(content);
let colours = theme();
let lit = null; // the nodes that stand out; null when all do
let litEdges = null;
let chosen = null; // the node whose facts the panel shows

// --- picture ---

// Lines that join the same two nodes: how far up or down each one's words stand, so that they do not cover one another.
const nudges = content.relations.map(() => 0);
const bundles = new Map();
content.relations.forEach(({ from, to }, at) => {
  const ends = [from, to].sort().join();
  bundles.set(ends, [...(bundles.get(ends) ?? []), at]);
});
for (const bundle of bundles.values()) bundle.forEach((at, place) => { nudges[at] = 15 * (place - (bundle.length - 1) / 2); });

function colourEdges() {
  const of = (number) => (litEdges === null ? colours.line : litEdges.has(number) ? colours.lit : colours.faint);
  edges.update(content.relations.map((relation, number) => ({
    id: number,
    color: { color: of(number), highlight: colours.lit, hover: colours.lit, inherit: false },
    label: litEdges?.has(number) ? relation.label : " ", // an empty one would leave the last words standing
    font: { size: 12, face: colours.sans, color: colours.ink, strokeColor: colours.ground, strokeWidth: 4, vadjust: nudges[number] },
  })));
}

function lightUp(nodes, relations) {
  lit = nodes && new Set(nodes);
  litEdges = relations && new Set(relations);
  colourEdges();
}

function showWhole() {
  const [left, top, right, bottom] = content.frame;
  const room = 24;
  const scale = Math.min(picture.clientWidth / (right - left + 2 * room), picture.clientHeight / (bottom - top + 2 * room), 1.6);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

/** The whole graph, or, where its labels would be too small to read, what is around the thing with the most links. */
function showFirst() {
  showWhole();
  if (network.getScale() >= READABLE) return;
  const largest = content.things.reduce((best, thing, at) => (thing.radius > content.things[best].radius ? at : best), 0);
  network.moveTo({ position: network.getPositions([largest])[largest], scale: READABLE });
}

function zoomBy(factor) {
  network.moveTo({ scale: network.getScale() * factor });
}

// --- choosing ---

const choose = {
  nothing() {
    chosen = null;
    network.unselectAll();
    lightUp(null, null);
    show.everything();
  },
  thing(number) {
    const around = content.relations.map((_, at) => at).filter((at) => [content.relations[at].from, content.relations[at].to].includes(number));
    chosen = number;
    network.unselectAll();
    lightUp([number, ...around.flatMap((at) => [content.relations[at].from, content.relations[at].to])], around);
    show.thing(number);
    document.getElementById("panel").focus({ preventScroll: true });
  },
  relation(number) {
    chosen = null;
    lightUp([content.relations[number].from, content.relations[number].to], [number]);
    show.relation(number);
    document.getElementById("panel").focus({ preventScroll: true });
  },
  light(number) {
    if (number === null) network.unselectAll();
    else network.selectEdges([number]);
  },
};
const show = panel(content, choose);

function tell(pointer, ...parts) {
  tip.replaceChildren(...parts);
  tip.hidden = false;
  tip.style.left = `${Math.max(8, Math.min(pointer.x + 14, picture.clientWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(pointer.y + 14, picture.clientHeight - tip.offsetHeight - 8))}px`;
}

function tellRelation(number, pointer) {
  const { from, to, label, claims } = content.relations[number];
  const quote = claims[0].passages.map(({ pieces }) => pieces.filter(([, isMarked]) => isMarked).map(([text]) => text).join(" … ")).join(" … ");
  tell(pointer, words(content.things[from].label, "b"), " ", words(label, "i"), " ", words(content.things[to].label, "b"), words(quote, "q"));
}

function tellThing(number, pointer) {
  const thing = content.things[number];
  tell(pointer, words(thing.label, "b"), element("br"), [content.looks[thing.look].name, thing.when].filter(Boolean).join(" · "));
}

// --- events ---

network.on("afterDrawing", (ctx) => paint(ctx, network.getPositions(), network.getScale(), colours, lit, chosen));
network.on("click", ({ nodes, edges: lines, pointer }) => {
  tip.hidden = true;
  const label = labelAt(content, network.getPositions(), pointer.canvas);
  if (nodes.length) choose.thing(nodes[0]);
  else if (label !== undefined) choose.thing(label);
  else if (lines.length) choose.relation(lines[0]);
  else choose.nothing();
});
network.on("hoverNode", ({ node, pointer }) => tellThing(node, pointer.DOM));
network.on("hoverEdge", ({ edge, pointer }) => tellRelation(edge, pointer.DOM));
for (const gone of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(gone, () => { tip.hidden = true; });
document.addEventListener("keydown", ({ key }) => { if (key === "Escape") choose.nothing(); });
document.getElementById("closer").addEventListener("click", () => zoomBy(1.3));
document.getElementById("farther").addEventListener("click", () => zoomBy(1 / 1.3));
document.getElementById("whole").addEventListener("click", showWhole);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { colours = theme(); colourEdges(); });
let isFramed = true; // until the reader moves the picture, it follows the size of the window
for (const moved of ["dragStart", "zoom"]) network.on(moved, () => { isFramed = false; });
new ResizeObserver(() => { if (isFramed) requestAnimationFrame(showFirst); }).observe(picture);

legend(content);
choose.nothing();
showFirst();
