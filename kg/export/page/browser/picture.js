// The picture: vis-network holds places and lines and moves them; `draw.js` draws the nodes.
import { arrange } from "./arrange.js";
import { content, isLarge, lookOf, quoteOf, relations, relationLabel, things } from "./data.js";
import { byId, element, words } from "./dom.js";
import { labelAt, paint, theme } from "./draw.js";
import { bendOf, fixedPlace, frameOf } from "./geometry.js";
import { litNow } from "./lit.js";
import { shown } from "./shown.js";
import { choose, state } from "./state.js";

const READABLE = 0.55; // scale
const ROOM = 26; // pixels around the picture
const HIDE_LINES_FROM = 1_500; // lines that are hidden while the picture moves

/** The picture in its element; `update` after a change, `frame` to fit it into the window. */
export function picture() {
  const place = byId("picture");
  const tip = byId("tip");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const moved = new Map(); // things that stand elsewhere than in the picture of the whole graph
  let network = null;
  let visible = [];
  let lines = [];
  let lit = null;
  let colours = theme();
  let isFramed = true; // until the reader moves the picture, it follows the size of the window

  const placeOf = (thing) => moved.get(thing) ?? fixedPlace(thing);
  const bend = (number) => bendOf(number, lines.length);

  const nodeOf = (number) => {
    const [x, y] = placeOf(number);
    return { id: number, x, y, size: things[number].radius };
  };
  const edgeOf = (number) => {
    const curved = bend(number);
    const smooth = curved === 0 ? false : { type: curved > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curved) };
    return { id: number, from: relations[number].from, to: relations[number].to, smooth, dashes: relations[number].isImplied ? [5, 5] : false };
  };

  /** Make the picture show what is shown now. */
  const fill = () => {
    const now = shown();
    const before = new Map(visible.map((number) => [number, placeOf(number)]));
    visible = [...now.things].sort((a, b) => a - b);
    lines = now.relations;
    if (isLarge && now.isPart) for (const [number, at] of arrange(now.things, lines, moved.size ? before : new Map())) moved.set(number, at);
    else if (isLarge) moved.clear();
    nodes.clear();
    edges.clear();
    nodes.add(visible.map(nodeOf));
    edges.add(lines.map(edgeOf));
  };

  const frame = () => {
    const [left, top, right, bottom] = frameOf(shown().things, placeOf);
    const scale = Math.min(place.clientWidth / (right - left + 2 * ROOM), place.clientHeight / (bottom - top + 2 * ROOM), 1.6);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  };

  const start = () => {
    const line = { color: colours.line, hover: colours.lit, highlight: colours.lit, inherit: false };
    const options = { ...content.drawing.options };
    options.edges = { ...options.edges, color: line };
    options.interaction = { ...options.interaction, hideEdgesOnDrag: lines.length > HIDE_LINES_FROM, hideEdgesOnZoom: lines.length > HIDE_LINES_FROM };
    network = new vis.Network(place, { nodes, edges }, options);
    network.on("afterDrawing", (ctx) => {
      const [a, b] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: place.clientWidth, y: place.clientHeight })];
      paint(ctx, { visible, placeOf, bendOf: bend, scale: network.getScale(), view: [a.x, a.y, b.x, b.y], colours, lit, chosen: state.chosen?.thing ?? null });
    });
    listen();
    labelCanvas();
  };

  const labelCanvas = () => {
    const canvas = place.querySelector(".vis-network");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "Picture of the graph; the claims view lists all that it shows");
  };

  const listen = () => {
    network.on("click", ({ nodes: hit, edges: struck, pointer }) => {
      tip.hidden = true;
      network.unselectAll();
      const label = labelAt(visible, placeOf, pointer.canvas);
      if (hit.length) choose.thing(hit[0]);
      else if (label !== undefined) choose.thing(label);
      else if (struck.length) choose.relation(struck[0]);
      else choose.nothing();
    });
    network.on("hoverNode", ({ node, pointer }) => tellThing(node, pointer.DOM));
    network.on("hoverEdge", ({ edge, pointer }) => tellRelation(edge, pointer.DOM));
    for (const gone of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(gone, () => { tip.hidden = true; });
    for (const touched of ["dragStart", "zoom"]) network.on(touched, () => { isFramed = false; });
    network.on("dragging", ({ nodes: held }) => { for (const number of held) moved.set(number, Object.values(network.getPosition(number))); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
    new ResizeObserver(() => { if (isFramed && place.clientWidth) requestAnimationFrame(showFirst); }).observe(place);
  };

  const recolour = () => {
    colours = theme();
    network.setOptions({ edges: { color: { color: colours.line, hover: colours.lit, highlight: colours.lit, inherit: false } } });
    network.redraw();
  };

  /** All that is shown, or, where its labels would be too small to read, what is around the thing with the most links. */
  const showFirst = () => {
    frame();
    if (network.getScale() >= READABLE || visible.length === 0) return;
    const middle = state.part?.around ?? visible.reduce((best, number) => (things[number].radius > things[best].radius ? number : best));
    const [x, y] = placeOf(middle);
    if (state.part !== null || !isLarge) network.moveTo({ position: { x, y }, scale: READABLE });
  };

  const tell = (pointer, ...parts) => {
    tip.replaceChildren(...parts);
    tip.hidden = false;
    tip.style.left = `${Math.max(8, Math.min(pointer.x + 14, place.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(8, Math.min(pointer.y + 14, place.clientHeight - tip.offsetHeight - 8))}px`;
  };
  const tellRelation = (number, pointer) => {
    const { from, to, claims } = relations[number];
    const quote = claims[0].passages.map(quoteOf).join(" … ");
    tell(pointer, words(things[from].label, "b"), " ", words(relationLabel(number), "i"), " ", words(things[to].label, "b"), quote ? words(quote, "q") : "");
  };
  const tellThing = (number, pointer) =>
    tell(pointer, words(things[number].label, "b"), element("br"), [lookOf(number).name, things[number].when].filter(Boolean).join(" · "));

  fill();
  start();
  lit = litNow();
  showFirst();

  return {
    update(isRefilled) {
      if (isRefilled) {
        fill();
        network.setOptions({ interaction: { hideEdgesOnDrag: lines.length > HIDE_LINES_FROM, hideEdgesOnZoom: lines.length > HIDE_LINES_FROM } });
        isFramed = true;
      }
      lit = litNow();
      if (isRefilled && isLarge) showFirst();
      network.redraw();
    },
    /** Bring what was chosen into view, if it is out of it. */
    reveal() {
      if (lit === null || place.clientWidth === 0) return;
      const [a, b] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: place.clientWidth, y: place.clientHeight })];
      const first = state.chosen.thing ?? [...lit.things][0];
      const [x, y] = placeOf(first);
      if (visible.includes(first) && (x < a.x || x > b.x || y < a.y || y > b.y)) network.moveTo({ position: { x, y } });
    },
    frame: () => { isFramed = true; frame(); },
    zoom: (factor) => { isFramed = false; network.moveTo({ scale: network.getScale() * factor }); },
    snapshot: () => ({ visible, lines, placeOf, bendOf: bend, lit, colours }),
    network: () => network,
  };
}
