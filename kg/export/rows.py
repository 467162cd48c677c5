"""The rows behind tables and networks: one for each thing, for each link between things, for each claim.

A `Content` comes in; rows go out as mappings from column to text or number, None where nothing is known, always in the
same order. Names of columns that Gephi reads by itself (Id, Label, Source, Target, Type, Weight) are written as it
writes them. Nothing is made safe here for the program that shows it: the writers of each format do that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kg.export.incidents import BASES, Incident
from kg.graph.content import Claim, Content, Thing
from kg.graph.order import natural
from kg.graph.wording import in_words

Row = dict[str, str | int | float | None]

BETWEEN = " | "  # between several values in one cell
KINDS = {"Claim": "relation", "CasualtyFigure": "casualties", "Dating": "date"}


def node_rows(content: Content) -> Iterator[Row]:
    """One row a thing."""
    links = _degrees(content)
    for thing in content.things.values():
        event = Incident(thing, content) if content.is_a(thing.iri, "Event") else None
        first, last = event.days if event else (None, None)
        lat, lon = thing.point or (None, None)
        yield {
            "Id": thing.id,
            "Label": thing.label,
            "class": thing.cls,
            "kind": kind_of(content, thing),
            "other_names": joined(thing.alt_labels),
            "event_types": joined(thing.event_types),
            "status": thing.status or None,
            "date": event.when or None if event else None,
            "date_from": day(first),
            "date_to": day(last),
            "latitude": lat,
            "longitude": lon,
            "place_precision": thing.place_precision or None,
            "iso_alpha2": thing.iso_alpha2 or None,
            "facility_type": thing.facility_type or None,
            "rank": joined(thing.ranks),
            "links": links.get(thing.iri, 0),
            "mentions": thing.mentions,
            "same_as_outside": joined(thing.matches),
            "iri": thing.iri,
        }


def edge_rows(content: Content) -> Iterator[Row]:
    """One row for each pair of things and property: told, implied, or only asserted without a claim."""
    for (subject, property_, object_), claims in links(content).items():
        strongest = min(
            claims, key=lambda c: (BASES.index(c.basis) if c.basis in BASES else len(BASES), -(c.confidence or 0), c.iri), default=None
        )
        known = content.terms.properties.get(property_)
        windows = sorted({in_words(c.bounds) for c in claims} - {"date unknown"})
        dates = [
            d for c in claims for d in (c.bounds.begin_earliest, c.bounds.begin_latest, c.bounds.end_earliest, c.bounds.end_latest) if d
        ]
        yield {
            "Source": content.things[subject].id,
            "Target": content.things[object_].id,
            "Type": "Directed",
            "Label": known.label if known else property_,
            "property": property_,
            "Weight": max(1, len(claims)),
            "source_label": content.label(subject),
            "target_label": content.label(object_),
            "basis": strongest.basis if strongest else None,
            "confidence": strongest.confidence if strongest else None,
            "valid": joined(windows),
            "date_from": day(min(dates, default=None)),
            "date_to": day(max(dates, default=None)),
            "speakers": joined(_speakers(content, claims)),
            "articles": joined(_articles(content, claims)),
            "quote": next((p.quote for c in claims for p in c.passages), None),
            "claims": joined([c.iri for c in claims]),
        }


def claim_rows(content: Content) -> Iterator[Row]:
    """One row a claim, with all that it says of itself."""
    for claim in content.claims.values():
        article = content.articles.get(claim.article)
        bounds = claim.bounds
        yield {
            "claim": _short(claim.iri),
            "kind": KINDS.get(claim.cls, claim.cls),
            "about": content.things[claim.subject].id if claim.subject in content.things else claim.subject,
            "about_label": content.label(claim.subject),
            "property": claim.property or None,
            "object": content.things[claim.object].id if claim.object in content.things else claim.object or None,
            "object_label": content.label(claim.object) if claim.object else None,
            "harm": claim.kind or None,
            "among": content.label(claim.among) if claim.among else None,
            "low": claim.lower,
            "best": claim.best,
            "high": claim.upper,
            "qualifier": claim.qualifier or None,
            "begin_earliest": day(bounds.begin_earliest),
            "begin_latest": day(bounds.begin_latest),
            "end_earliest": day(bounds.end_earliest),
            "end_latest": day(bounds.end_latest),
            "date_precision": claim.precision or None,
            "place_precision": claim.geo_precision or None,
            "words": claim.verbatim or None,
            "basis": claim.basis or None,
            "confidence": claim.confidence,
            "speaker": content.label(claim.speaker) if claim.speaker else None,
            "article": article.id if article else claim.article or None,
            "article_title": article.headline or None if article else None,
            "published": day(article.published) if article else None,
            "start": claim.passages[0].start if claim.passages else None,
            "end": claim.passages[0].end if claim.passages else None,
            "quote": claim.passages[0].quote if claim.passages else None,
            "more_quotes": joined([p.quote for p in claim.passages[1:]]),
            "contradicts": joined(map(_short, claim.contradicts)),
            "rule": claim.rule or None,
            "iri": claim.iri,
        }


def links(content: Content) -> Mapping[tuple[str, str, str], list[Claim]]:
    """The triples between things, each with the claims that say it; those that are only implied too."""
    found: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for link in content.links:
        found[link] = []
    for claim in content.claims.values():
        if claim.property and claim.subject in content.things and claim.object in content.things:
            found[claim.subject, claim.property, claim.object].append(claim)
    return {link: found[link] for link in sorted(found, key=lambda key: (natural(key[0]), key[1], natural(key[2])))}


def kind_of(content: Content, thing: Thing) -> str:
    """What a thing is, in one word: actor, place, event, post, asset, topic, concept; "thing" where it is not known."""
    for kind, cls in (("event", "Event"), ("actor", "Actor"), ("place", "Place"), ("post", "Post"), ("asset", "Asset")):
        if content.terms.is_a(thing.cls, cls):
            return kind
    return {"Topic": "topic", "Concept": "concept"}.get(thing.cls, "thing")


def joined(values: Iterable[str]) -> str | None:
    """Several values in one cell; None for no value."""
    return BETWEEN.join(values) or None


def day(value: date | None) -> str | None:
    """A day as YYYY-MM-DD."""
    return value.isoformat() if value else None


def _short(claim: str) -> str:
    """A claim by its article and digest."""
    return claim.rpartition("/claim/")[2]


def _degrees(content: Content) -> Mapping[str, int]:
    degrees: defaultdict[str, int] = defaultdict(int)
    for subject, _, object_ in links(content):
        degrees[subject] += 1
        degrees[object_] += 1
    return degrees


def _speakers(content: Content, claims: Iterable[Claim]) -> list[str]:
    return sorted({content.label(claim.speaker) for claim in claims if claim.speaker})


def _articles(content: Content, claims: Iterable[Claim]) -> list[Any]:
    return sorted({content.articles[c.article].id for c in claims if c.article in content.articles})
