// Finding things by name: a text field with suggestions (the combobox pattern of WAI-ARIA).
import { linksOf, lookOf, outlines, things } from "./data.js";
import { element, signOf, words } from "./dom.js";

const SUGGESTED = 10;
let fields = 0;
let folded = null; // every name of every thing as one makes them out: without accents and capitals

export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Things whose name holds the words, the best first: names that begin with them, then words that do, then any. */
export function search(text) {
  const asked = plain(text.trim());
  if (asked === "") return [];
  folded ??= things.map((thing) => plain([thing.label, ...(thing.also ?? [])].join("\n")));
  const found = [];
  folded.forEach((names, number) => {
    const at = names.indexOf(asked);
    if (at < 0) return;
    const rank = names.split("\n").some((name) => name.startsWith(asked)) ? 0 : /[\s\-(“"'’]/u.test(names[at - 1]) ? 1 : 2;
    found.push([rank, -linksOf(number).length, things[number].label.length, number]);
  });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]).map((entry) => entry[3]);
}

/** A text field that suggests things while one types, and calls back with the one that is picked. */
export function finder(label, onpick) {
  const id = `finder-${(fields += 1)}`;
  const list = element("ul", { id: `${id}-list`, role: "listbox", "aria-label": "Suggestions", hidden: true });
  const input = element("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: label, "aria-label": label,
    "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", oninput: () => suggest(), onkeydown: (event) => key(event), onblur: () => close(),
  });
  const said = element("span", { class: "sr-only", role: "status" });
  let found = [];
  let active = -1;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }
  function pick(number) {
    input.value = "";
    close();
    onpick(number);
  }
  function suggest() {
    found = search(input.value).slice(0, SUGGESTED);
    said.textContent = input.value.trim() === "" ? "" : found.length === 0 ? "nothing found" : `${found.length} suggestions`;
    list.replaceChildren(...found.map((number, at) => element("li", { id: `${id}-${at}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); pick(number); } },
      signOf(lookOf(number), outlines, { hollow: things[number].isHollow }), words(things[number].label), element("small", {}, [lookOf(number).name, things[number].when].filter(Boolean).join(" · ")))));
    if (found.length === 0) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(0);
  }
  function mark(at) {
    active = (at + found.length) % found.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    input.setAttribute("aria-activedescendant", `${id}-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  }
  function key(event) {
    if (event.key === "Escape" && (input.value || !list.hidden)) {
      event.stopPropagation();
      input.value = "";
      close();
    } else if (event.key === "Enter" && active >= 0) pick(found[active]);
    else if (event.key === "ArrowDown" && found.length > 0 && !list.hidden) (event.preventDefault(), mark(active + 1));
    else if (event.key === "ArrowUp" && found.length > 0 && !list.hidden) (event.preventDefault(), mark(active - 1));
  }
  return element("div", { class: "finder" }, input, list, said);
}
