// Where lines run: as vis-network bends them, so that what is drawn here lies on what is drawn there.
import { content, relations, things } from "./data.js";

const { places, bends } = content.drawing;
const STRAIGHT_FROM = 1_000; // lines: curves cost time

/** The place of a thing in the picture of the whole graph. */
export function fixedPlace(thing) {
  return [places[2 * thing], places[2 * thing + 1]];
}

/** How a line bows: a share of its length, to one side or the other; 0 is straight. */
export function bendOf(relation, lines) {
  return lines < STRAIGHT_FROM ? bends[relation] : 0;
}

/** A line from thing to thing as begin, control point, end; the end stops short of the node, so that an arrow has room. */
export function curve(relation, placeOf, bend) {
  const { from, to } = relations[relation];
  const [start, end] = [placeOf(from), placeOf(to)];
  if (from === to) {
    const size = things[from].radius * 2.6;
    return { start, control: [start[0] + size, start[1] - size * 1.6], end, isLoop: true };
  }
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  // curvedCW of vis-network: the control point lies beside the middle, half the bend away on each side of the chord
  const turn = Math.atan2(-dy, dx) + (bend * 0.5 + 0.5) * Math.PI;
  const reach = (Math.abs(bend) * 0.5 + 0.5) * Math.hypot(dx, dy);
  const control = bend === 0 ? [start[0] + dx / 2, start[1] + dy / 2] : [start[0] + reach * Math.sin(turn), start[1] + reach * Math.cos(turn)];
  const back = [control[0] - end[0], control[1] - end[1]];
  const short = (things[to].radius + 2) / (Math.hypot(...back) || 1);
  return { start, control, end: [end[0] + back[0] * short, end[1] + back[1] * short] };
}

/** The three corners of the arrow at the end of a line. */
export function arrow({ control, end }) {
  const angle = Math.atan2(end[1] - control[1], end[0] - control[0]);
  const corner = (turn, size) => [end[0] - size * Math.cos(angle + turn), end[1] - size * Math.sin(angle + turn)];
  return [end, corner(0.42, 8), corner(-0.42, 8)];
}

/** Where on a line its words stand: in the middle, or nearer to its end (a share above a half) or begin. */
export function along({ start, control, end }, share = 0.5) {
  const rest = 1 - share;
  return [0, 1].map((part) => rest * rest * start[part] + 2 * rest * share * control[part] + share * share * end[part]);
}

/** The share of a line at which its words stand clear of the chosen thing and its label. */
export function clearOf(relation, chosen) {
  return relations[relation].from === chosen ? 0.62 : relations[relation].to === chosen ? 0.38 : 0.5;
}

/** Left, top, right and bottom of some things with their labels. */
export function frameOf(members, placeOf) {
  const frame = [Infinity, Infinity, -Infinity, -Infinity];
  for (const number of members) {
    const { radius, lines, label, under } = things[number];
    const all = [...(lines ?? [label]), ...(under ?? [])];
    const side = Math.max(radius, ...all.map((line) => line.length * 3.55));
    const [x, y] = placeOf(number);
    frame[0] = Math.min(frame[0], x - side);
    frame[1] = Math.min(frame[1], y - radius);
    frame[2] = Math.max(frame[2], x + side);
    frame[3] = Math.max(frame[3], y + radius + 6 + 15 * all.length);
  }
  return members.size === 0 ? [-100, -100, 100, 100] : frame;
}
