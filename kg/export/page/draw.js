// Nodes on the canvas: outline, sign and label, over the lines that vis-network draws. Positions come from vis-network.

const LINE = 15; // pixels, as in looks.py
const LABELS_FROM = 0.34; // scale below which only lit labels are readable

/** The colours of the page as it is shown now, light or dark. */
export function theme() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["ground", "ink", "soft", "line", "faint", "lit", "sans"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** A function that draws all nodes; `lit` is null or the set of nodes that stand out. */
export function painter(content) {
  const outlines = Object.fromEntries(Object.entries(content.outlines).map(([name, path]) => [name, new Path2D(path)]));
  const signs = content.looks.map((look) => new Path2D(look.sign));
  return (ctx, places, scale, colours, lit, chosen) => {
    content.things.forEach((thing, number) => {
      ctx.globalAlpha = lit && !lit.has(number) ? 0.16 : 1;
      drawNode(ctx, thing, places[number], content.looks[thing.look], outlines, signs[thing.look], colours, chosen === number);
    });
    content.things.forEach((thing, number) => {
      const isLit = lit?.has(number);
      if (scale < LABELS_FROM && !isLit) return;
      ctx.globalAlpha = lit && !isLit ? 0.14 : 1;
      drawLabel(ctx, thing, places[number], colours);
    });
    ctx.globalAlpha = 1;
  };
}

function drawNode(ctx, thing, place, look, outlines, sign, colours, isChosen) {
  const outline = outlines[look.outline];
  ctx.save();
  ctx.translate(place.x, place.y);
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
  const scale = look.outline === "diamond" ? 0.46 : 0.58;
  ctx.translate(12, 12);
  ctx.scale(scale, scale);
  ctx.translate(-12, -12);
  ctx.strokeStyle = thing.isHollow ? look.colour : "#fff";
  ctx.lineWidth = 2.2;
  ctx.stroke(sign);
  ctx.restore();
}

function drawLabel(ctx, thing, place, colours) {
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  let y = place.y + thing.radius + 5;
  const style = thing.isNamed ? "" : "italic ";
  const weight = thing.isEvent ? "600 " : "";
  for (const line of thing.lines) y = drawLine(ctx, line, place.x, y, `${style}${weight}13px ${colours.sans}`, colours.ink, colours);
  for (const line of thing.under) y = drawLine(ctx, line, place.x, y, `12px ${colours.sans}`, colours.soft, colours);
}

function drawLine(ctx, line, x, y, font, colour, colours) {
  ctx.font = font;
  ctx.strokeStyle = colours.ground;
  ctx.lineWidth = 4;
  ctx.strokeText(line, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(line, x, y);
  return y + LINE;
}

/** The node whose label is at this point of the picture, or undefined. */
export function labelAt(content, places, point) {
  const found = content.things.findIndex((thing, number) => {
    const top = places[number].y + thing.radius;
    const height = 5 + LINE * (thing.lines.length + thing.under.length);
    const side = 3.4 * Math.max(...[...thing.lines, ...thing.under].map((line) => line.length));
    return Math.abs(point.x - places[number].x) < side && point.y > top && point.y < top + height;
  });
  return found < 0 ? undefined : found;
}
