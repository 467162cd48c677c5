// Elements made by hand: every text becomes a text node, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; a child that is a string becomes text, lists are laid flat, null and false are passed over. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== false && child !== undefined && child !== ""));
  return node;
}

/** Text from the data, kept apart from its surroundings, so that its writing direction turns nothing else round. */
export function words(text, name = "bdi", attributes = {}) {
  return element(name, { dir: "auto", ...attributes }, text);
}

export function button(label, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, label);
}

export const byId = (id) => document.getElementById(id);

export function count(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** The sign of a class, as in the picture. */
export function signOf(look, outlines, { hollow = false } = {}) {
  const fill = hollow ? { class: "ground", stroke: look.colour, "stroke-width": 1.8, "stroke-dasharray": "3 2" } : { fill: look.colour };
  const pen = { d: look.sign, fill: "none", stroke: hollow ? look.colour : "#fff", "stroke-width": 2.6, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const scale = signScale(look);
  return drawn("svg", { viewBox: "-1.5 -1.5 27 27", "aria-hidden": "true", "data-outline": look.outline },
    drawn("path", { d: outlines[look.outline], ...fill }),
    drawn("path", { ...pen, transform: `translate(12 12) scale(${scale}) translate(-12 -12)` }));
}

/** How large the sign of a class is in its outline. */
export function signScale(look) {
  return look.outline === "diamond" ? 0.46 : 0.58;
}
