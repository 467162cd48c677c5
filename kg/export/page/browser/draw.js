// The canvas over the lines that vis-network draws: nodes with sign and label; when something is chosen, a veil over all the rest.
import { looks, outlines, predicates, relations, things } from "./data.js";
import { signScale } from "./dom.js";
import { along, arrow, clearOf, curve } from "./geometry.js";

const LINE = 15; // pixels, as in looks.py
const LABELS_FROM = 0.36; // scale below which only lit labels are readable
const SIGNS_FROM = 6.5; // pixels of radius on screen below which a sign is a smudge
const VEIL = 0.8;

const paths = Object.fromEntries(Object.entries(outlines).map(([name, path]) => [name, new Path2D(path)]));
const signs = looks.map((look) => new Path2D(look.sign));

/** The colours of the page as it is shown now, light or dark. */
export function theme() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["ground", "ink", "soft", "line", "lit", "sans"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** Draws things; `lit` is null, or the things and relations that stand out, and `chosen` the one thing among them that was picked. */
export function paint(ctx, { visible, placeOf, bendOf, scale, view, colours, lit, chosen }) {
  const inView = visible.filter((number) => isInView(number, placeOf(number), view));
  const plain = lit === null ? inView : inView.filter((number) => !lit.things.has(number));
  drawNodes(ctx, plain, placeOf, scale, colours, null);
  if (scale >= LABELS_FROM) for (const number of plain) drawLabel(ctx, number, placeOf(number), colours);
  if (lit === null) return;
  ctx.globalAlpha = VEIL;
  ctx.fillStyle = colours.ground;
  ctx.fillRect(view[0], view[1], view[2] - view[0], view[3] - view[1]);
  ctx.globalAlpha = 1;
  const bright = inView.filter((number) => lit.things.has(number));
  const areNamed = lit.relations.length <= 40 || scale > 1;
  for (const number of lit.relations) drawLine(ctx, curve(number, placeOf, bendOf(number)), relations[number].isImplied, colours);
  drawNodes(ctx, bright, placeOf, Math.max(scale, lit.things.size < 200 ? 1 : 0), colours, chosen);
  for (const number of bright) if (bright.length < 200 || scale >= LABELS_FROM) drawLabel(ctx, number, placeOf(number), colours);
  if (areNamed) for (const number of lit.relations) drawWords(ctx, predicates[relations[number].is].label, along(curve(number, placeOf, bendOf(number)), clearOf(number, chosen)), colours);
}

function isInView(number, [x, y], [left, top, right, bottom]) {
  return x > left - 110 && x < right + 110 && y > top - 120 && y < bottom + things[number].radius;
}

/** Small nodes are drawn as plain shapes, all of one look at once; larger ones one by one with their sign. */
function drawNodes(ctx, numbers, placeOf, scale, colours, chosen) {
  const small = new Map();
  for (const number of numbers) {
    const thing = things[number];
    if (thing.radius * scale >= SIGNS_FROM) drawNode(ctx, thing, placeOf(number), colours, chosen === number);
    else if (small.has(thing.look)) small.get(thing.look).push(number);
    else small.set(thing.look, [number]);
  }
  for (const [look, members] of small) {
    ctx.fillStyle = looks[look].colour;
    ctx.beginPath();
    for (const number of members) {
      const [x, y] = placeOf(number);
      const { radius } = things[number];
      if (looks[look].outline === "circle") (ctx.moveTo(x + radius, y), ctx.arc(x, y, radius, 0, 7));
      else ctx.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
    }
    ctx.fill();
  }
}

function drawNode(ctx, thing, [x, y], colours, isChosen) {
  const look = looks[thing.look];
  const outline = paths[look.outline];
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(thing.radius / 12, thing.radius / 12);
  ctx.translate(-12, -12);
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.strokeStyle = isChosen ? colours.ink : colours.ground;
  ctx.lineWidth = isChosen ? 4.4 : 2.6;
  ctx.stroke(outline);
  ctx.fillStyle = thing.isHollow ? colours.ground : look.colour;
  ctx.fill(outline);
  if (thing.isHollow) {
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = 1.6;
    ctx.setLineDash([3.2, 2.4]);
    ctx.stroke(outline);
    ctx.setLineDash([]);
  }
  const scale = signScale(look);
  ctx.translate(12, 12);
  ctx.scale(scale, scale);
  ctx.translate(-12, -12);
  ctx.strokeStyle = thing.isHollow ? look.colour : "#fff";
  ctx.lineWidth = 2.2;
  ctx.stroke(signs[thing.look]);
  ctx.restore();
}

function drawLine(ctx, line, isImplied, colours) {
  ctx.strokeStyle = ctx.fillStyle = colours.lit;
  ctx.lineWidth = 1.8;
  if (isImplied) ctx.setLineDash([6, 5]);
  ctx.beginPath();
  ctx.moveTo(...line.start);
  ctx.quadraticCurveTo(...line.control, ...line.end);
  ctx.stroke();
  ctx.setLineDash([]);
  if (line.isLoop) return;
  const [tip, left, right] = arrow(line);
  ctx.beginPath();
  ctx.moveTo(...tip);
  ctx.lineTo(...left);
  ctx.lineTo(...right);
  ctx.fill();
}

function drawLabel(ctx, number, [x, y], colours) {
  const thing = things[number];
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  let top = y + thing.radius + 5;
  const font = `${thing.isUnnamed ? "italic " : ""}${thing.isEvent ? "600 " : ""}13px ${colours.sans}`;
  for (const line of thing.lines ?? [thing.label]) top = haloed(ctx, line, x, top, font, colours.ink, colours);
  for (const line of thing.under ?? []) top = haloed(ctx, line, x, top, `12px ${colours.sans}`, colours.soft, colours);
}

function drawWords(ctx, words, [x, y], colours) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  haloed(ctx, words, x, y, `italic 12px ${colours.sans}`, colours.lit, colours);
}

function haloed(ctx, line, x, y, font, colour, colours) {
  ctx.font = font;
  ctx.lineJoin = "round";
  ctx.strokeStyle = colours.ground;
  ctx.lineWidth = 4;
  ctx.strokeText(line, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(line, x, y);
  return y + LINE;
}

/** The thing whose label is at this point of the picture, or undefined. */
export function labelAt(visible, placeOf, { x, y }) {
  return visible.find((number) => {
    const { radius, lines, label, under } = things[number];
    const all = [...(lines ?? [label]), ...(under ?? [])];
    const [left, above] = placeOf(number);
    const top = above + radius;
    return Math.abs(x - left) < 3.4 * Math.max(...all.map((line) => line.length)) && y > top && y < top + 5 + LINE * all.length;
  });
}
