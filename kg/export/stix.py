"""The graph as a STIX 2.1 bundle, for platforms of threat intelligence.

A `Content` comes in; one JSON document goes out, written here and read in the tests by the library of OASIS, stix2.
Armed groups are threat actors, other actors identities, places locations, incidents incidents, operations campaigns,
meetings and other events groupings, articles reports. A claim is a relationship with its confidence and quote; what STIX
has no field for (figures, dates that are no instants, posts, topics) is a note, and two claims that contradict each other have
an opinion each. Ids are UUIDs of version 5 of our IRIs; times are dates of publication: there is no clock.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kg.export.incidents import Incident
from kg.export.rows import links
from kg.graph.content import Article, Claim, Content, Thing
from kg.graph.wording import casualties_in_words, in_words
from kg.iris import Iris, local

Json = dict[str, Any]

UNKNOWN_TIME = date(1970, 1, 1)  # STIX demands a time of creation; for sources without a date it is this one
RELATIONS = {
    "sikg:perpetrator": "attributed-to",
    "sikg:target": "targets",
    "sikg:occurredAt": "located-at",
    "sikg:locatedIn": "located-at",
    "sikg:basedIn": "located-at",
    "sikg:headquarteredAt": "located-at",
}  # relationships that STIX itself has; the others are named after the property
PLACED = ("sikg:occurredAt", "sikg:locatedIn", "sikg:basedIn", "sikg:operatesIn", "sikg:headquarteredAt")
IDENTITY_CLASSES = {"Person": "individual", "Group": "group", "Organisation": "organization", "State": "organization"}


def stix_lines(content: Content, iris: Iris) -> Iterator[str]:
    """The bundle, one object a line, sorted by type and id."""
    writer = _Writer(content, iris)
    objects = {found["id"]: found for found in writer.objects()}
    ordered = [objects[name] for name in sorted(objects)]
    bundle = writer.name("bundle", " ".join(objects[name]["id"] for name in sorted(objects)))
    yield f'{{"type": "bundle", "id": "{bundle}", "objects": ['
    yield ",\n".join(json.dumps(found, ensure_ascii=False) for found in ordered)
    yield "]}"


class _Writer:
    """What the objects of a bundle share: the graph, the namespace of ids, who made it."""

    def __init__(self, content: Content, iris: Iris) -> None:
        self.content = content
        self.space = uuid.uuid5(uuid.NAMESPACE_URL, iris.base)
        self.maker = self.name("identity", "sikg")
        self.start = min((a.published for a in content.articles.values() if a.published), default=UNKNOWN_TIME)
        self.by_article: dict[str, set[str]] = {}

    def objects(self) -> Iterator[Json]:
        yield {**self.common("identity", "sikg", UNKNOWN_TIME), "name": "SIKG", "identity_class": "system"}
        for thing in self.content.things.values():
            yield from self.thing(thing)
        for (subject, property_, object_), claims in links(self.content).items():
            if not claims:
                yield from self.asserted(subject, property_, object_)
        for claim in self.content.claims.values():
            held = self.by_article.setdefault(claim.article, set())
            held |= {r for r in (self.reference(claim.subject), self.reference(claim.object, claim.property)) if r}
            for found in self.claim(claim):
                held.add(found["id"])
                yield found
        for article in self.content.articles.values():
            yield from self.article(article)

    # --- ids and what all objects have -----------------------------------------------------------------------------

    def name(self, kind: str, key: str) -> str:
        """The id of an object: the same for the same thing, whenever and wherever it is written."""
        return f"{kind}--{uuid.uuid5(self.space, f'{kind} {key}')}"

    def common(self, kind: str, key: str, day: date | None) -> Json:
        made = _instant(day or self.start)
        head: Json = {"type": kind, "spec_version": "2.1", "id": self.name(kind, key)}
        return {**head, "created_by_ref": self.maker, "created": made, "modified": made, "lang": "en"}

    def day_of(self, claim: Claim) -> date | None:
        article = self.content.articles.get(claim.article)
        return article.published if article else None

    # --- things ----------------------------------------------------------------------------------------------------

    def kind(self, iri: str) -> str:
        """The type of object that a thing becomes; "" for what STIX has no object for."""
        thing = self.content.things.get(iri)
        for cls, kind in (
            ("ArmedGroup", "threat-actor"), ("Actor", "identity"), ("Place", "location"), ("Asset", "infrastructure"),
            ("Incident", "incident"), ("MilitaryOperation", "campaign"),
        ):  # fmt: skip
            if thing and self.content.terms.is_a(thing.cls, cls):
                return kind
        return "grouping" if thing and self.content.terms.is_a(thing.cls, "Event") and self.members(iri) else ""

    def reference(self, iri: str, property_: str = "") -> str:
        """The id of the object of a thing; a state is a location where it is the place of something."""
        kind = "location" if property_ in PLACED and self.content.is_a(iri, "Place") else self.kind(iri)
        return self.name(kind, iri) if kind else ""

    def members(self, event: str) -> list[str]:
        """The actors and places of a meeting."""
        found = {self.reference(o, p) for _, p, o in self.content.links_of(event) if not self.content.is_a(o, "Event")}
        return sorted(found - {""})

    def thing(self, thing: Thing) -> Iterator[Json]:
        kind = self.kind(thing.iri)
        if kind:
            yield {**self.common(kind, thing.iri, None), **self.described(kind, thing), "external_references": [_reference(thing.iri)]}
        if kind != "location" and self.content.is_a(thing.iri, "Place"):
            yield {**self.common("location", thing.iri, None), **self.located(thing), "external_references": [_reference(thing.iri)]}

    def described(self, kind: str, thing: Thing) -> Json:
        aliases = {"aliases": list(thing.alt_labels)} if thing.alt_labels else {}
        match kind:
            case "threat-actor":
                return {"name": thing.label, **aliases, "threat_actor_types": ["unknown"]}
            case "identity":
                classes = (c for c in self.content.terms.lineage(thing.cls) if c in IDENTITY_CLASSES)
                posts = [self.content.label(o) for _, p, o in self.content.links_of(thing.iri) if p == "org:holds"]
                roles = {"roles": sorted({*posts, *thing.ranks})} if posts or thing.ranks else {}
                return {"name": thing.label, **_also(thing), "identity_class": IDENTITY_CLASSES[next(classes, "Organisation")], **roles}
            case "location":
                return self.located(thing)
            case "infrastructure":
                return {"name": thing.label, **aliases, "infrastructure_types": ["unknown"]}
            case "campaign":
                return {"name": thing.label, **aliases, **self.told(thing), **self.seen(thing)}
            case "grouping":
                return {"name": thing.label, **self.told(thing), "context": "meeting", "object_refs": self.members(thing.iri)}
        return {"name": thing.label, **self.told(thing)}

    def located(self, thing: Thing) -> Json:
        """A location; STIX wants coordinates, a country or a region, so that the name stands for the region where it is all there is."""
        where: Json = {"latitude": thing.point[0], "longitude": thing.point[1]} if thing.point else {}
        state = Incident(thing, self.content).state_of(thing)
        if state and state.iso_alpha2:
            where["country"] = state.iso_alpha2
        return {"name": thing.label, **_also(thing), **(where or {"region": thing.label})}

    def told(self, event: Thing) -> Json:
        """An event in words, with its kinds, weapons and status as labels."""
        summary = Incident(event, self.content)
        figures = dict.fromkeys(casualties_in_words(c.kind, c.lower, c.best, c.upper) for c in summary.figures)
        words = "; ".join([*([summary.when] if summary.when else []), *figures])
        weapons = [self.content.label(iri) for iri in summary.role("sikg:weaponType")]
        labels = [*event.event_types, *(f"weapon: {w}" for w in weapons), *([f"status: {event.status}"] if event.status else [])]
        return {**({"description": words} if words else {}), **({"labels": labels} if labels else {})}

    def seen(self, event: Thing) -> Json:
        """First and last day as instants: the outer bounds of what is known."""
        first, last = Incident(event, self.content).days
        return {**({"first_seen": _instant(first)} if first else {}), **({"last_seen": _instant(last, end=True)} if last else {})}

    # --- claims ----------------------------------------------------------------------------------------------------

    def asserted(self, subject: str, property_: str, object_: str) -> Iterator[Json]:
        """A triple that no claim stands behind."""
        source, target = self.reference(subject), self.reference(object_, property_)
        if source and target:
            key = f"{subject} {property_} {object_}"
            yield {
                **self.common("relationship", key, None),
                "relationship_type": _verb(property_),
                "source_ref": source,
                "target_ref": target,
            }

    def claim(self, claim: Claim) -> Iterator[Json]:
        if self.of_claim(claim) == "relationship":
            yield {
                **self.common("relationship", claim.iri, self.day_of(claim)),
                "relationship_type": _verb(claim.property),
                "source_ref": self.reference(claim.subject),
                "target_ref": self.reference(claim.object, claim.property),
                **self.window(claim),
                **self.evidence(claim),
            }
        elif self.of_claim(claim) == "note":
            about = [r for r in (self.reference(claim.subject), self.reference(claim.object, claim.property)) if r]
            yield {**self.common("note", claim.iri, self.day_of(claim)), **self.worded(claim), "object_refs": about, **self.evidence(claim)}
        yield from self.opinions(claim)

    def of_claim(self, claim: Claim) -> str:
        """What a claim becomes: a relationship where both its ends are objects, a note where one is, nothing otherwise."""
        ends = [self.reference(claim.subject), self.reference(claim.object, claim.property) if claim.object else ""]
        return "relationship" if claim.cls == "Claim" and all(ends) else "note" if any(ends) else ""

    def worded(self, claim: Claim) -> Json:
        """A claim as a note: its gist, and its words with all bounds."""
        bounds = claim.bounds
        days = (bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest, bounds.end_latest)
        kind, rest = {"CasualtyFigure": "Casualties", "Dating": "Date"}.get(claim.cls, "Relation"), ""
        if claim.cls == "CasualtyFigure":
            numbers = (("low", claim.lower), ("best", claim.best), ("high", claim.upper))
            rest = f" Bounds: {', '.join(f'{name} {number}' for name, number in numbers if number is not None)}."
        elif claim.cls == "Dating":
            rest = " Begin: {} to {}; end: {} to {}.".format(*(day or "unknown" for day in days))
            rest += "" if days[0] and days[0] == days[3] else " Times in this bundle are rounded outwards to these days."
        return {"abstract": f"{kind}: {self.said(claim)}", "content": f"{self.said(claim)}.{rest}"}

    def said(self, claim: Claim) -> str:
        """A claim in a few words, with the words of its source."""
        words = f' ("{claim.verbatim}")' if claim.verbatim else ""
        if claim.cls == "CasualtyFigure":
            among = f", among {self.content.label(claim.among)}" if claim.among else ""
            return casualties_in_words(claim.kind, claim.lower, claim.best, claim.upper) + among + words
        if claim.cls == "Dating":
            return in_words(claim.bounds) + words
        known = self.content.terms.properties.get(claim.property)
        label = known.label if known else claim.property
        return f"{self.content.label(claim.subject)} — {label} — {self.content.label(claim.object)}{words}"

    def window(self, claim: Claim) -> Json:
        """When the relationship holds: what the claim says or, for an event, when it was."""
        bounds = claim.bounds
        first, last = bounds.begin_earliest or bounds.begin_latest, bounds.end_latest or bounds.end_earliest
        if not (first or last) and self.content.is_a(claim.subject, "Event"):
            first, last = Incident(self.content.things[claim.subject], self.content).days
        if first and last and first > last:
            return {}
        return {**({"start_time": _instant(first)} if first else {}), **({"stop_time": _instant(last, end=True)} if last else {})}

    def evidence(self, claim: Claim) -> Json:
        article = self.content.articles.get(claim.article)
        source = (article.headline or article.label) if article else "unknown source"
        quotes = [{"source_name": source, "description": p.quote, "url": p.article or claim.iri} for p in claim.passages]
        speaker = f"According to {self.content.label(claim.speaker)}." if claim.speaker else ""
        said: Json = {"description": speaker} if speaker and self.of_claim(claim) == "relationship" else {}
        if self.of_claim(claim) == "note":
            said = {"authors": [self.content.source_of(claim)]}
        sure = {"confidence": round(claim.confidence * 100)} if claim.confidence is not None else {}
        return {**said, **sure, "labels": [claim.basis or "asserted"], "external_references": [*quotes, _reference(claim.iri)]}

    def opinions(self, claim: Claim) -> Iterator[Json]:
        """One opinion for each claim that this one contradicts: its source disagrees."""
        for other in (self.content.claims[iri] for iri in claim.contradicts if iri in self.content.claims):
            kind = self.of_claim(other)
            if kind and self.of_claim(claim):
                yield {
                    **self.common("opinion", f"{claim.iri} {other.iri}", self.day_of(claim)),
                    "opinion": "disagree",
                    "explanation": f"{self.content.source_of(claim)} says: {self.said(claim)}. {self.content.source_of(other)} says: {self.said(other)}. Both cannot be true.",
                    "authors": [self.content.source_of(claim)],
                    "object_refs": [self.name(kind, other.iri)],
                }

    # --- articles --------------------------------------------------------------------------------------------------

    def article(self, article: Article) -> Iterator[Json]:
        """A report; a grouping where its day is unknown, since a report must have one."""
        held = sorted(self.by_article.get(article.iri, ()))
        kind = "report" if article.published else "grouping"
        dated: Json = (
            {"published": _instant(article.published), "report_types": ["incident"]} if article.published else {"context": "report"}
        )
        if held:
            yield {
                **self.common(kind, article.iri, article.published),
                "name": article.headline or article.label,
                **dated,
                "object_refs": held,
                "external_references": [_reference(article.iri)],
            }


def _instant(day: date, *, end: bool = False) -> str:
    """The first moment of a day, or its last second."""
    return f"{day.isoformat()}T{'23:59:59' if end else '00:00:00'}.000Z"


def _verb(property_: str) -> str:
    """A property as a kind of relationship: sikg:operatedBy is operated-by."""
    if property_ in RELATIONS:
        return RELATIONS[property_]
    name = local(property_.replace(":", "/"))
    kebab = "".join(f"-{c.lower()}" if c.isupper() else c.lower() for c in name if c.isascii() and (c.isalnum() or c == "-"))
    return kebab.strip("-") or "related-to"


def _reference(iri: str) -> Mapping[str, str]:
    return {"source_name": "SIKG", "url": iri}


def _also(thing: Thing) -> Json:
    return {"description": f"Also: {', '.join(thing.alt_labels)}"} if thing.alt_labels else {}
