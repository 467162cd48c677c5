// The picture as a drawing that can be taken away: all that is shown, as SVG, or on a canvas of its own.
import { lookOf, outlines, relations, relationLabel, things } from "./data.js";
import { drawn, signScale } from "./dom.js";
import { paint } from "./draw.js";
import { along, arrow, curve, frameOf } from "./geometry.js";

const ROOM = 30; // pixels around the drawing
const LARGEST = 8_000; // pixels a side of a canvas: browsers refuse much larger ones

function framed({ visible, placeOf }) {
  const [left, top, right, bottom] = frameOf(new Set(visible), placeOf);
  return [left - ROOM, top - ROOM, right + ROOM, bottom + ROOM];
}

export function sceneCanvas(snapshot) {
  const { visible, lines, placeOf, bendOf, lit, colours } = snapshot;
  const [left, top, right, bottom] = framed(snapshot);
  const scale = Math.min(2, LARGEST / (right - left), LARGEST / (bottom - top));
  const canvas = document.createElement("canvas");
  canvas.width = (right - left) * scale;
  canvas.height = (bottom - top) * scale;
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = colours.ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(scale, scale);
  ctx.translate(-left, -top);
  ctx.lineWidth = 1.1;
  for (const number of lines) {
    const line = curve(number, placeOf, bendOf(number));
    ctx.strokeStyle = ctx.fillStyle = colours.line;
    ctx.setLineDash(relations[number].isImplied ? [5, 5] : []);
    ctx.stroke(new Path2D(bow(line)));
    ctx.setLineDash([]);
    if (!line.isLoop) ctx.fill(new Path2D(tip(line)));
  }
  paint(ctx, { visible, placeOf, bendOf, scale: Math.max(scale, 1), view: [left, top, right, bottom], colours, lit, chosen: null });
  return canvas;
}

export function sceneSvg(snapshot) {
  const { visible, lines, placeOf, bendOf, lit, colours } = snapshot;
  const [left, top, right, bottom] = framed(snapshot);
  const dim = (isLit) => (lit !== null && !isLit ? { opacity: 0.16 } : {});
  const litLines = new Set(lit?.relations);
  return drawn("svg", { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: right - left, height: bottom - top, "font-family": "Liberation Sans, Arial, sans-serif" },
    drawn("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: colours.ground }),
    lines.map((number) => lineSvg(number, curve(number, placeOf, bendOf(number)), litLines.has(number), colours, dim(litLines.has(number)))),
    visible.map((number) => nodeSvg(number, placeOf(number), colours, dim(lit?.things.has(number)))));
}

const bow = ({ start, control, end }) => `M${round(start)}Q${round(control)} ${round(end)}`;
const tip = (line) => `M${arrow(line).map(round).join("L")}z`;
const round = (point) => point.map((part) => Math.round(part * 10) / 10).join(" ");

function lineSvg(number, line, isLit, colours, attributes) {
  const colour = isLit ? colours.lit : colours.line;
  const { from, to, isImplied } = relations[number];
  return drawn("g", attributes,
    drawn("title", {}, `${things[from].label} ${relationLabel(number)} ${things[to].label}`),
    drawn("path", { d: bow(line), fill: "none", stroke: colour, "stroke-width": isLit ? 1.8 : 1.1, "stroke-dasharray": isImplied ? "5 5" : null }),
    !line.isLoop && drawn("path", { d: tip(line), fill: colour }),
    isLit && text(relationLabel(number), along(line), { "font-size": 12, "font-style": "italic", fill: colours.lit, stroke: colours.ground }));
}

function nodeSvg(number, [x, y], colours, attributes) {
  const thing = things[number];
  const look = lookOf(number);
  const size = thing.radius / 12;
  const scale = signScale(look);
  const hollow = { fill: colours.ground, stroke: look.colour, "stroke-width": 1.6, "stroke-dasharray": "3.2 2.4" };
  const solid = { fill: look.colour, stroke: colours.ground, "stroke-width": 1.3 };
  const top = y + thing.radius + 15;
  const name = thing.lines ?? [thing.label];
  const label = { "font-size": 13, fill: colours.ink, stroke: colours.ground, "font-weight": thing.isEvent ? 600 : null, "font-style": thing.isUnnamed ? "italic" : null };
  return drawn("g", attributes,
    drawn("title", {}, thing.label),
    drawn("g", { transform: `translate(${x} ${y}) scale(${size}) translate(-12 -12)`, "stroke-linejoin": "round", "stroke-linecap": "round" },
      drawn("path", { d: outlines[look.outline], ...(thing.isHollow ? hollow : solid) }),
      drawn("path", { d: look.sign, fill: "none", stroke: thing.isHollow ? look.colour : "#fff", "stroke-width": 2.2, transform: `translate(12 12) scale(${scale}) translate(-12 -12)` })),
    name.map((line, at) => text(line, [x, top + at * 15], label)),
    thing.under?.map((line, at) => text(line, [x, top + (name.length + at) * 15], { "font-size": 12, fill: colours.soft, stroke: colours.ground })));
}

function text(line, [x, y], attributes) {
  return drawn("text", { x, y, "text-anchor": "middle", "paint-order": "stroke", "stroke-width": 4, "stroke-linejoin": "round", ...attributes }, line);
}
