"""Which things of different documents are one: recorded decisions, never a side effect of equal names.

Comes in: the codings of all documents. Goes out: the same codings with ids that hold across them, and the list of
`Judgement`s that say why two things share an id or do not. Known things (states, catalogue) are one by their
catalogue id. Named actors, places, sites and posts are one where class and full name agree; a person known by one
word only is not. Descriptions and events of different documents are never taken for one here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.model import Article, Coding, Entity
from kg.tables import folded

Decision = Literal["same", "different"]
MERGED_CLASSES = frozenset(
    ("State", "Person", "Post", "Place", "Facility", "MilitaryBase", "Organisation", "GovernmentBody", "MilitaryForce", "ArmedGroup")
    + ("InternationalOrganisation", "Mission")
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on the thing that a document calls by an id that another document used before."""

    id: str
    document: str
    other: str
    decision: Decision
    reason: str


def settle(codings: Iterable[Coding]) -> tuple[tuple[Coding, ...], tuple[Judgement, ...]]:
    """The codings with ids that hold across all of them, and the decisions taken."""
    home: dict[str, tuple[str, Entity | None]] = {}
    out, judgements = [], []
    for coding in codings:
        names: dict[str, str] = {}
        for entity in coding.entities:
            if entity.id not in home:
                home[entity.id] = (coding.article.id, entity)
                continue
            judgement = _judge(entity, coding.article.id, *home[entity.id])
            judgements.append(judgement)
            if judgement.decision == "different":
                names[entity.id] = _apart(entity.id, coding.article.id)
        for event in coding.events:
            if event.id in home:
                other = home[event.id][0]
                judgements.append(Judgement(event.id, coding.article.id, other, "different", "events of different documents are not merged"))
                names[event.id] = _apart(event.id, coding.article.id)
            else:
                home[event.id] = (coding.article.id, None)
        out.append(rename(coding, names) if names else coding)
    return tuple(out), tuple(judgements)


def _judge(entity: Entity, document: str, other: str, seen: Entity | None) -> Judgement:
    def decide(decision: Decision, reason: str) -> Judgement:
        return Judgement(entity.id, document, other, decision, reason)

    if seen is None:
        return decide("different", "one is an event")
    if entity.iso_alpha2 or dict(entity.links).get("catalogue"):
        return decide("same", "known by its catalogue id")
    if not entity.named or not seen.named or entity.cls not in MERGED_CLASSES:
        return decide("different", "known by description only")
    if entity.cls != seen.cls:
        return decide("different", f"one is a {seen.cls}, the other a {entity.cls}")
    if entity.cls == "Person" and len(entity.label.split()) < 2:
        return decide("different", "a single word does not identify a person")
    if folded(entity.label) != folded(seen.label):
        return decide("different", "the names differ")
    return decide("same", "class and full name agree")


def _apart(id: str, document: str) -> str:
    return f"{id}-{hashlib.sha256(document.encode()).hexdigest()[:8]}"


def rename(coding: Coding, names: Mapping[str, str]) -> Coding:
    """The coding with other ids for some of its things."""

    def new(id: str) -> str:
        return names.get(id, id)

    def maybe(id: str | None) -> str | None:
        return new(id) if id is not None else None

    article: Article = coding.article
    return replace(
        coding,
        article=replace(article, dateline_place=maybe(article.dateline_place)),
        entities=tuple(replace(e, id=new(e.id)) for e in coding.entities),
        events=tuple(replace(e, id=new(e.id)) for e in coding.events),
        dates=tuple(replace(d, event=new(d.event), attributed_to=maybe(d.attributed_to)) for d in coding.dates),
        casualties=tuple(
            replace(c, event=new(c.event), among_group=maybe(c.among_group), attributed_to=maybe(c.attributed_to)) for c in coding.casualties
        ),
        relations=tuple(
            replace(r, subject=new(r.subject), object=new(r.object), attributed_to=maybe(r.attributed_to)) for r in coding.relations
        ),
        statements=tuple(replace(s, speaker=new(s.speaker)) for s in coding.statements),
    )


__all__: Sequence[str] = ("Judgement", "rename", "settle")
