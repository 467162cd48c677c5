// Places for a part of a large graph: distances on paper that follow distances in the graph, and nothing on top of anything.
// Stress is lowered by stochastic gradient descent (Zheng, Pawar and Goodman 2018), as in layout.py; what already had a place starts
// from there and moves little. No chance but a fixed one: the same part gets the same picture.
import { linksOf, otherEnd, relations, things } from "./data.js";

const EDGE = 105; // pixels
const HUB = 14;
const GAP = 12;
const SWEEPS = 30;
const CHARACTER = 7.1; // mean width of a letter, as in looks.py
const BOLD = 7.8; // names of events are bold
const ROUNDS = 400;
const FILLED = 0.5; // share of a drawing that boxes may fill

/** The place of each of some things, as a map to [x, y]. */
export function arrange(members, lines, before = new Map()) {
  const numbers = [...members].sort((a, b) => a - b);
  const at = new Map(numbers.map((number, place) => [number, place]));
  const chance = seeded(20220505);
  const room = EDGE * (1 + Math.sqrt(numbers.length)) * 0.6;
  const points = numbers.map((number) => started(number, before, chance, room));
  const known = numbers.filter((number) => before.has(number)).length;
  pull(points, terms(numbers, at, lines), chance, known > numbers.length / 2 ? 0.25 : 1);
  apart(points, numbers.map(boxOf));
  return new Map(numbers.map((number, place) => [number, points[place].map(Math.round)]));
}

/** A number from 0 to 1 after the other, always the same ones (a linear congruential generator). */
function seeded(seed) {
  let last = seed;
  return () => (last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
}

function started(number, before, chance, room) {
  if (before.has(number)) return [...before.get(number)];
  for (const link of linksOf(number)) {
    const near = before.get(otherEnd(link, number));
    if (near) return [near[0] + (chance() - 0.5) * EDGE, near[1] + (chance() - 0.5) * EDGE];
  }
  return [(chance() - 0.5) * room, (chance() - 0.5) * room];
}

/** Pairs of places with the distance they should have: the number of steps between them, longer at hubs; parts that hang apart stay near. */
function terms(numbers, at, lines) {
  const near = numbers.map(() => []);
  for (const line of lines) {
    const [a, b] = [at.get(relations[line].from), at.get(relations[line].to)];
    if (a !== b) (near[a].push(b), near[b].push(a));
  }
  const length = (a) => HUB * Math.sqrt(near[a].length);
  const found = [];
  for (let start = 0; start < numbers.length; start += 1) {
    const distance = new Map([[start, 0]]);
    let rim = [start];
    while (rim.length > 0) {
      const further = [];
      for (const a of rim) for (const b of near[a]) if (!distance.has(b)) (distance.set(b, distance.get(a) + EDGE + length(a) + length(b)), further.push(b));
      rim = further;
    }
    for (let other = 0; other < start; other += 1) found.push([other, start, distance.get(other) ?? EDGE * 4]);
  }
  return found;
}

function pull(points, pairs, chance, warmth) {
  if (pairs.length === 0) return;
  const longest = Math.max(...pairs.slice(0, 50_000).map(([, , distance]) => distance)) ** 2;
  const step = (0.1 * EDGE * EDGE / longest) ** (1 / SWEEPS);
  let rate = longest * warmth;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    if (sweep % 4 === 0) shuffle(pairs, chance);
    for (const [i, j, distance] of pairs) {
      const [a, b] = [points[i], points[j]];
      const [dx, dy] = [a[0] - b[0], a[1] - b[1]];
      const far = Math.sqrt(dx * dx + dy * dy) || 1e-6;
      const move = Math.min(1, rate / (distance * distance)) * (far - distance) / (2 * far);
      a[0] -= dx * move; a[1] -= dy * move;
      b[0] += dx * move; b[1] += dy * move;
    }
    rate *= step;
  }
}

function shuffle(list, chance) {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
}

function boxOf(number) {
  const { radius, lines, label, under, isEvent } = things[number];
  const all = [...(lines ?? [label]), ...(under ?? [])];
  return { side: Math.max(radius, ...all.map((line) => (line.length * (isEvent ? BOLD : CHARACTER)) / 2)), above: radius, below: radius + 4 + 15 * all.length };
}

/** Make a drawing so large that its boxes fill no more than their share of it: pushing in a crowd takes many rounds. */
function stretch(points, boxes) {
  const needed = boxes.reduce((sum, { side, above, below }) => sum + (2 * side + GAP) * (above + below + GAP), 0);
  const [width, height] = [0, 1].map((part) => Math.max(...points.map((point) => point[part])) - Math.min(...points.map((point) => point[part])));
  const wider = Math.max(1, Math.sqrt(needed / (FILLED * Math.max(1, width * height))));
  for (const point of points) (point[0] *= wider, point[1] *= wider);
}

/** Push boxes apart, each pair along the shorter way, until none lies on another. */
function apart(points, boxes) {
  if (points.length > 2) stretch(points, boxes);
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let i = 0; i < points.length; i += 1) {
      for (let j = 0; j < i; j += 1) moved = parted(points[i], boxes[i], points[j], boxes[j]) || moved;
    }
    if (!moved) return;
  }
}

function parted(a, boxA, b, boxB) {
  const overX = boxA.side + boxB.side + GAP - Math.abs(a[0] - b[0]);
  if (overX <= 0) return false;
  const isBelow = a[1] + (boxA.below - boxA.above) / 2 > b[1] + (boxB.below - boxB.above) / 2;
  const [upper, boxUpper, lower, boxLower] = isBelow ? [b, boxB, a, boxA] : [a, boxA, b, boxB];
  const overY = upper[1] + boxUpper.below + GAP - (lower[1] - boxLower.above);
  if (overY <= 0) return false;
  if (overX < overY) {
    const way = a[0] > b[0] ? 1 : -1;
    a[0] += (way * overX) / 2 + way * 0.5;
    b[0] -= (way * overX) / 2 + way * 0.5;
  } else {
    lower[1] += overY / 2 + 0.5;
    upper[1] -= overY / 2 + 0.5;
  }
  return true;
}
