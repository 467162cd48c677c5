// The legend, which filters: a button for each class, and what dashes and hollow signs mean.
import { looks, outlines, relations, things } from "./data.js";
import { button, byId, drawn, element, signOf, words } from "./dom.js";
import { setHidden, state } from "./state.js";

export function showLegend() {
  const line = (dashes) => drawn("svg", { viewBox: "0 0 32 12", class: "line", "aria-hidden": "true" },
    drawn("path", { d: "M1 6h30", class: "plain", "stroke-width": 2, "stroke-dasharray": dashes }));
  const event = looks.find((look) => look.outline === "hexagon");
  byId("legend").replaceChildren(...looks.map((look, number) =>
    button([signOf(look, outlines), words(look.name), element("small", {}, look.count.toLocaleString("en"))],
      () => setHidden("looks", number, !state.hidden.looks.has(number)), { class: "class", "aria-pressed": String(!state.hidden.looks.has(number)), "data-class": look.cls })));
  const key = [
    element("span", {}, line("none"), "stated or resolved"),
    relations.some((relation) => relation.isImplied) && element("span", {}, line("5 4"), "implied"),
    event && things.some((thing) => thing.isHollow) && element("span", {}, signOf(event, outlines, { hollow: true }), "planned, denied or supposed"),
    things.some((thing) => thing.isUnnamed) && element("span", {}, element("i", {}, "italic"), "known by description only"),
  ];
  byId("legend-key").replaceChildren(...key.filter(Boolean));
}
