// Dates that are known within bounds: four days, each of which may be missing. ISO days compare as text.
import { datesOf, things } from "./data.js";

export const FIRST_DAY = "0000-00-00";
export const LAST_DAY = "9999-99-99";

/** The first and last day on which it may have been, and, where there is one, the stretch in which it certainly was. */
export function windowOf([beginEarliest, beginLatest, endEarliest, endLatest]) {
  const first = beginEarliest ?? null;
  const last = endLatest ?? null;
  const isSure = beginLatest && endEarliest && beginLatest <= endEarliest;
  return { first, last, sure: isSure ? [beginLatest, endEarliest] : null };
}

/** Whether bounds fall into a range of days: "certain" if they lie inside, "possible" if they may, or "no". */
export function fits(days, [from, to]) {
  const { first, last } = windowOf(days);
  if (first !== null && last !== null && first >= from && last <= to) return "certain";
  const began = first ?? days[1] ?? FIRST_DAY;
  const ended = last ?? LAST_DAY;
  return (first === null ? FIRST_DAY : began) <= to && ended >= from ? "possible" : "no";
}

/** Whether an event may be shown for a range of days; one without a date may have been at any time. */
export function isWithin(thing, range, isCertain) {
  if (range === null || !things[thing].isEvent) return true;
  const dated = datesOf(thing).filter((dating) => dating.days);
  if (dated.length === 0) return !isCertain;
  const found = dated.map((dating) => fits(dating.days, range));
  return isCertain ? found.every((fit) => fit === "certain") : found.some((fit) => fit !== "no");
}

/** All days that bound an event, in order. */
export function knownDays() {
  const days = new Set();
  things.forEach((thing) => thing.dates?.forEach((dating) => dating.days?.forEach((day) => day && days.add(day))));
  return [...days].sort();
}

/** A day as a number of days since 1970, for places on an axis. */
export function dayNumber(day) {
  const [year, month, date] = day.split("-").map(Number);
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, date);
  return time.getTime() / 86_400_000;
}
