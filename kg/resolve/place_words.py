"""What the words of a document, and the relations read from them, say of where its places lie: in what, near what, with what.

All answers are by entity id. Nothing here knows the world's places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.geography import NOUNS, told_as_region
from kg.model import Entity, Relation, Span

SITES = ("Facility", "MilitaryBase")
PLACES = ("Place", "State", *SITES)
MOST_BETWEEN = 50  # characters between a place and what it lies in: "X, Y", "X village in Y"
MOST_TO_NEAR = 60  # characters between a place and what it is near to
_NOUN = rf"(?:{'|'.join(sorted(NOUNS, key=len, reverse=True))})"
_PART = r"(?:parts?|side|edge|outskirts|suburbs?|centre|center|strip|tip|corner|shores?|banks?|coast|half|reaches|fringes?)"
_OTHERWISE = r"(?!(?:close|near|to|from|north|south|east|west|outside|bordering|along|and|or|off|between|where|which|after)\b)"
_WORDS = rf"(?:{_OTHERWISE}(?-i:[a-z-]+)\s){{0,2}}"  # "the restive northern"
_INSIDE = re.compile(
    rf"(?:\s{_NOUN})?(?:\s?,\s?|\s\(|\s?,?\s(?:in|of)\s)(?:the\s)?{_WORDS}(?:(?:{_NOUN}|{_PART})\sof\s)?(?:the\s)?", re.IGNORECASE
)
_BORDER = r"(?:border|frontier|boundary)"
_MADE = r"-(?:led|backed|based|born|made|trained|funded|financed|supported|sponsored|allied|linked|registered)"
_NOT_AFTER = re.compile(rf"(?:['’]s?)?[\s/-]+(?:\w+\s+)?{_BORDER}\b|{_MADE}\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(rf"(?:\b{_BORDER}(?:s|ing)?\s(?:with\s|of\s|between\s)?(?:the\s)?|\b(?:pro|anti)-)$", re.IGNORECASE)
_SIDE = r"(?:north|south|east|west|north-?\s?east|north-?\s?west|south-?\s?east|south-?\s?west)"
_VILLAGE_AFTER = re.compile(r"\s(?:village|hamlet)\b")
_VILLAGE_BEFORE = re.compile(r"\b(?:village|hamlet)\sof\s$")
_NEAR = re.compile(rf"[\w\s,]{{0,20}}\b(?:near|close to|outside|bordering|{_SIDE} of)\s(?:the\s)?(?:[\w-]+\s){{0,3}}(?:of\s)?")


def only_where_it_is(entities: Sequence[Entity], text: str) -> list[Entity]:
    """The entities, states without the mentions that do not say where something is: "the X border", "bordering X", "pro-X rebels"."""
    return [replace(e, mentions=tuple(m for m in e.mentions if not _is_elsewhere(text, m))) if e.cls == "State" else e for e in entities]


def _is_elsewhere(text: str, mention: Span) -> bool:
    return bool(_NOT_AFTER.match(text, mention.end) or _NOT_BEFORE.search(text, max(0, mention.start - MOST_BETWEEN), mention.start))


def told_as_regions(entities: Iterable[Entity], text: str) -> frozenset[str]:
    """The ids of places that the words around most of their mentions call regions."""
    places = [(e.id, [told_as_region(text, m.start, m.end) for m in e.mentions]) for e in entities if e.cls == "Place"]
    return frozenset(id_ for id_, told in places if told and 2 * sum(told) >= len(told))


def told_as_villages(entities: Iterable[Entity], text: str) -> frozenset[str]:
    """The ids of places that the words around any mention call villages: "X village", "the village of X"."""
    return frozenset(
        e.id
        for e in entities
        if e.cls == "Place"
        for m in e.mentions
        if _VILLAGE_AFTER.match(text, m.end) or _VILLAGE_BEFORE.search(text, max(0, m.start - MOST_BETWEEN), m.start)
    )


def scenes_with(relations: Iterable[Relation]) -> dict[str, list[str]]:
    """The other places at which the event of each place is told to have been."""
    scenes: dict[str, list[str]] = {}
    for r in relations:
        if r.predicate == "sikg:occurredAt" and r.basis != "implied":
            scenes.setdefault(r.subject, []).append(r.object)
    out: dict[str, list[str]] = {}
    for places in scenes.values():
        for place in places:
            out.setdefault(place, []).extend(p for p in places if p != place)
    return out


def told_inside(relations: Iterable[Relation]) -> dict[str, list[str]]:
    """What the text says each thing lies in."""
    out: dict[str, list[str]] = {}
    for r in relations:
        if r.predicate == "sikg:locatedIn":
            out.setdefault(r.subject, []).append(r.object)
    return out


def beside(entities: Sequence[Entity], text: str) -> dict[str, list[str]]:
    """The place that stands right after each and contains it by the words between: "X, Y", "X (Y)", "X village in Y"."""
    out: dict[str, list[str]] = {}
    spans = sorted((m.start, m.end, e.id) for e in entities if e.cls in PLACES for m in e.mentions)
    for (_, end, one), (start, _, other) in pairwise(_outermost(spans)):
        if one != other and 0 < start - end <= MOST_BETWEEN and _INSIDE.fullmatch(text[end:start]):
            out.setdefault(one, []).append(other)
    return out


def close_to(entities: Sequence[Entity], text: str) -> dict[str, list[str]]:
    """The place that each is told to be near to, right after it ("X near Y") or in the words of a site ("a school near Y")."""
    out: dict[str, list[str]] = {}
    spans = sorted((m.start, m.end, e.id) for e in entities if e.cls in PLACES for m in e.mentions)
    smaller = {e.id for e in entities if e.cls == "Place"}
    states = {e.id for e in entities if e.cls == "State"}
    for site, id_ in ((m, e.id) for e in entities if e.cls in SITES and not e.named for m in e.mentions):
        out.setdefault(id_, []).extend(o for start, end, o in spans if o in smaller and site.start < start and end <= site.end)
    for (_, end, one), (start, _, other) in pairwise(_outermost(spans)):
        if one != other and other not in states and 0 < start - end <= MOST_TO_NEAR and _NEAR.fullmatch(text[end:start]):
            out.setdefault(one, []).append(other)
    return out


def _outermost(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans in order without those that lie in one before: "the X-ian camp" without "X-ian"."""
    out: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not out or span[1] > out[-1][1]:
            out.append(span)
    return out


def reached(id: str, inside: Mapping[str, Sequence[str]]) -> list[str]:
    """Everything that a thing lies in, over any number of steps, the nearest first."""
    seen: list[str] = []
    todo = [id]
    while todo:
        for outer in inside.get(todo.pop(0), ()):
            if outer not in seen:
                seen.append(outer)
                todo.append(outer)
    return seen
