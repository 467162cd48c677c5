// The way to the panel where it stands below the picture, as on a phone: a button that names what was chosen.
import { things } from "./data.js";
import { byId, words } from "./dom.js";
import { state } from "./state.js";

let isInSight = false; // the panel, or enough of it to be noticed

export function showWay() {
  const { chosen } = state;
  const way = byId("way");
  way.hidden = chosen === null || isInSight;
  if (chosen !== null) way.replaceChildren(...(chosen.thing !== undefined ? ["Read about ", words(things[chosen.thing].label)] : ["Read the sentences"]), " ↓");
}

byId("way").addEventListener("click", () => {
  byId("panel").scrollIntoView({ block: "start" });
  byId("panel").focus({ preventScroll: true });
});
new IntersectionObserver(([seen]) => {
  isInSight = seen.isIntersecting;
  showWay();
}, { rootMargin: "0px 0px -15% 0px" }).observe(byId("panel"));
