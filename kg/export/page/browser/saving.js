// Taking away: a link to the view, the picture as PNG or SVG, and what is shown as JSON or CSV.
import { claimRows } from "./claims.js";
import { content, looks, relations, relationLabel, things } from "./data.js";
import { sceneSvg } from "./scene.js";
import { shown } from "./shown.js";

export function save(name, type, text) {
  const blob = text instanceof Blob ? text : new Blob([text], { type });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const nameOf = () => content.title.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).toLowerCase() || "graph";

/** The whole picture on a canvas of its own, drawn twice as fine as on the screen. */
export function savePng(snapshot, draw) {
  draw(snapshot).toBlob((blob) => save(`${nameOf()}.png`, "image/png", blob), "image/png");
}

export function saveSvg(snapshot) {
  save(`${nameOf()}.svg`, "image/svg+xml", `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(sceneSvg(snapshot))}\n`);
}

const FIELDS = ["subjectId", "subject", "relation", "objectId", "object", "basis", "confidence", "speaker", "isContradicted", "validity",
  "beginEarliest", "beginLatest", "endEarliest", "endLatest", "lower", "best", "upper", "source", "published", "url", "quote", "sentence", "characters"];

function record(row) {
  const [lower, best, upper] = row.numbers;
  const [beginEarliest, beginLatest, endEarliest, endLatest] = row.days;
  const all = { ...row, lower, best, upper, beginEarliest, beginLatest, endEarliest, endLatest, characters: row.at };
  return Object.fromEntries(FIELDS.map((field) => [field, all[field] ?? ""]));
}

export function saveJson() {
  const now = shown();
  const told = (number) => {
    const { id, label, also, when, kinds, place } = things[number];
    return { id, class: looks[things[number].look].cls, label, also, when, kinds, place: place && { latitude: place[0], longitude: place[1], precision: place[2], of: place[3] } };
  };
  const lines = now.relations.map((number) => ({ from: things[relations[number].from].id, relation: relationLabel(number), to: things[relations[number].to].id }));
  const all = { title: content.title, things: [...now.things].sort((a, b) => a - b).map(told), relations: lines, claims: claimRows().map(record) };
  save(`${nameOf()}.json`, "application/json", `${JSON.stringify(all, null, 1)}\n`);
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value) {
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function saveCsv() {
  const rows = claimRows().map(record);
  save(`${nameOf()}.csv`, "text/csv", [FIELDS, ...rows.map((row) => FIELDS.map((field) => row[field]))].map((row) => `${row.map(cell).join(",")}\r\n`).join(""));
}

