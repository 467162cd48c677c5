// The panel: everything there is, one thing with its facts, or one relation; each claim with its quote in its sentence.
import { drawn, element, signOf, words } from "./dom.js";

/** What the panel can show. `choose` is told of things and relations that the reader picks in it. */
export function panel(content, choose) {
  const { things, relations, looks, outlines, reports } = content;
  const place = document.getElementById("panel");

  const show = (...parts) => {
    place.replaceChildren(...parts.flat().filter(Boolean));
    place.scrollTop = 0;
  };

  const sign = (thing) => signOf(looks[thing.look], outlines, { hollow: thing.isHollow });

  const thingButton = (number) =>
    element("button", { type: "button", class: things[number].isNamed ? "thing" : "thing unnamed", onclick: () => choose.thing(number) },
      sign(things[number]), words(things[number].label));

  const back = () => element("button", { type: "button", class: "back", onclick: choose.nothing }, "‹ Everything");

  const source = (passage) => {
    const report = reports[passage.report];
    const name = words([report.source, report.title].filter(Boolean).join(": ") || report.id);
    const link = report.url ? element("a", { href: report.url, rel: "noopener noreferrer", target: "_blank" }, name) : name;
    return element("p", { class: "source" }, link, report.published ? `, ${report.published}` : "", ` · characters ${passage.at[0]}–${passage.at[1]}`);
  };

  const passages = (list) => list.map((passage) => [
    element("blockquote", { dir: "auto" }, passage.pieces.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text))),
    source(passage),
  ]).flat();

  const basis = (claim) => element("span", { class: `basis ${claim.basis === "implied" ? "implied" : ""}` }, claim.basis);

  const claimed = (claim) => element("div", { class: "claim" },
    claim.verbatim && element("p", { class: "soft" }, "As worded: ", words(`“${claim.verbatim}”`)),
    element("p", { class: "soft" }, basis(claim), ` confidence ${Math.round(claim.confidence * 100)} %`,
      ...(claim.speaker ? [" · said by ", words(claim.speaker)] : [" · in the report’s own voice"]),
      claim.validity ? ` · ${claim.validity}` : "", ...(claim.rule ? [" · rule ", words(claim.rule)] : [])),
    passages(claim.passages));

  const foldedClaims = (claims) => claims.map((claim) =>
    element("details", {}, element("summary", {}, words(claim.text, "span"), basis(claim)), claimed(claim)));

  const fact = (number, other) => {
    const relation = relations[number];
    const strongest = relation.claims.find((claim) => claim.basis !== "implied") ?? relation.claims[0];
    const open = (event) => choose.light(event.target.open ? number : null);
    return element("details", { ontoggle: open, "data-relation": number },
      element("summary", {}, element("span", { class: "what" }, words(things[other].label)), basis(strongest)),
      element("button", { type: "button", class: "back", onclick: () => choose.thing(other) }, "Show ", words(things[other].label), " ›"),
      relation.claims.map(claimed));
  };

  const facts = (thing) => {
    const outward = relations.map((r, number) => [r.from, r.label, number, r.to]);
    const inward = relations.map((r, number) => [r.to, r.inverse ?? `← ${r.label}`, number, r.from]);
    return [outward, inward].flatMap((direction) => {
      const own = direction.filter(([here]) => here === thing);
      const labels = [...new Set(own.map(([, label]) => label))].sort();
      return labels.flatMap((label) => [
        element("h3", {}, words(label)),
        ...own.filter(([, other]) => other === label).map(([, , number, other]) => fact(number, other)),
      ]);
    });
  };

  return {
    everything() {
      const groups = looks.map((look, number) => {
        const members = things.map((thing, at) => [thing, at]).filter(([thing]) => thing.look === number);
        return [
          element("h3", {}, words(`${look.name} · ${look.count}`)),
          element("ul", {}, members.map(([, at]) => element("li", {}, thingButton(at)))),
        ];
      });
      show(element("p", { class: "soft" }, "Choose a thing or a line, here or in the picture, to read the sentences it stands on."), ...groups);
    },

    thing(number) {
      const thing = things[number];
      const rows = [["also called", thing.also.join(", ")], ["kind", thing.kinds.join(", ")], ["when", thing.when], ...thing.facts];
      show(
        back(),
        element("h2", {}, sign(thing), words(thing.label)),
        element("p", { class: "soft" }, looks[thing.look].name, thing.isNamed ? "" : ", known by description only"),
        element("dl", {}, rows.filter(([, value]) => value).map(([name, value]) => [element("dt", {}, name), words(value, "dd")])),
        thing.figures.length > 0 && element("h3", {}, "casualties"), foldedClaims(thing.figures),
        thing.dates.length > 0 && element("h3", {}, "dates"), foldedClaims(thing.dates),
        facts(number),
        thing.mentions.length > 0 && element("h3", {}, "mentioned in"),
        thing.mentions.length > 0 && element("details", {}, element("summary", {}, count(thing.mentions.length, "sentence")), passages(thing.mentions)),
        element("p", { class: "source" }, words(thing.id)),
      );
    },

    relation(number) {
      const relation = relations[number];
      show(
        back(),
        element("div", { class: "statement" }, thingButton(relation.from), words(relation.label, "span"), thingButton(relation.to)),
        relation.claims.length > 1 && element("h3", {}, count(relation.claims.length, "claim")),
        relation.claims.map(claimed),
      );
      place.querySelector(".statement > span").className = "relation";
    },
  };
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The legend: outline and colour of each class, and what dashes mean. */
export function legend(content) {
  const line = (dashes) => drawn("svg", { viewBox: "0 0 32 12", class: "line", "aria-hidden": "true" },
    drawn("path", { d: "M1 6h30", class: "plain", "stroke-width": 2, "stroke-dasharray": dashes }));
  const event = content.looks.find((look) => look.outline === "hexagon");
  document.getElementById("legend").append(
    ...content.looks.map((look) => element("span", {}, signOf(look, content.outlines), words(look.name))),
    element("span", {}, line("none"), "stated or resolved"),
    element("span", {}, line("5 4"), "implied"),
    ...(event && content.things.some((thing) => thing.isHollow) ? [element("span", {}, signOf(event, content.outlines, { hollow: true }), "planned, denied or supposed")] : []),
    ...(content.things.some((thing) => !thing.isNamed) ? [element("span", {}, element("i", {}, "italic"), "known by description only")] : []),
  );
}
