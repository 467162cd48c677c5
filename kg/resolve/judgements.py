"""Which things of different documents are one: recorded decisions, never a side effect of equal names.

Comes in: the codings of all documents. Goes out: the same codings with ids that hold across them, and the list of
`Judgement`s that say why two things share an id or do not. Known things (states, catalogue) are one by their
catalogue id. Named actors, places and sites are one where class and full name agree; a person known by one word only
is not. A post is one where title and body agree, a topic where the wording does. Descriptions and events of different
documents are never taken for one here. Documents are judged in the order of their ids, so the order in which they
are read changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from kg.iris import short_hash
from kg.model import Coding, Entity, Event, Topic
from kg.tables import folded

Decision = Literal["same", "different"]
Thing = Entity | Event | Topic
MERGED_CLASSES = frozenset(
    (
        "State",
        "Person",
        "Post",
        "Place",
        "Facility",
        "MilitaryBase",
        "Organisation",
        "GovernmentBody",
        "MilitaryForce",
        "ArmedGroup",
        "InternationalOrganisation",
        "Mission",
    )
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on the thing that a document calls by an id that another document used before."""

    id: str
    document: str
    other: str
    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class _Holder:
    """A thing that holds an id, the document that told of it first, and, for a post, the bodies it is a post of."""

    id: str
    document: str
    thing: Thing
    bodies: frozenset[str]


@dataclass
class _Register:
    """Who holds which id; things told apart hold ids of their own under the id that they would have shared."""

    holders: dict[str, list[_Holder]] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)

    def names(self, coding: Coding) -> dict[str, str]:
        """The new ids of those things of a coding that are not the ones which hold their ids."""
        names: dict[str, str] = {}
        # Posts last: which body a post belongs to is told by ids that have to be settled first.
        things: list[Thing] = [*coding.entities, *coding.events, *coding.topics]
        for thing in sorted(things, key=_is_post):
            settled = self._settle(thing, coding.article.id, _bodies(coding, thing.id, names))
            if settled != thing.id:
                names[thing.id] = settled
        return names

    def _settle(self, thing: Thing, document: str, bodies: frozenset[str]) -> str:
        held = self.holders.setdefault(thing.id, [])
        candidate = _Holder(f"{thing.id}-{short_hash(document)}" if held else thing.id, document, thing, bodies)
        for holder in held:
            decision, reason = _judge(holder, candidate)
            self.judgements.append(Judgement(thing.id, document, holder.document, decision, reason))
            if decision == "same":
                return holder.id
        held.append(candidate)
        return candidate.id


def settle(codings: Iterable[Coding]) -> tuple[tuple[Coding, ...], tuple[Judgement, ...]]:
    """The codings, in the order they came, with ids that hold across all of them, and the decisions taken."""
    known = list(codings)
    register = _Register()
    settled = {at: rename(known[at], register.names(known[at])) for at in sorted(range(len(known)), key=lambda at: known[at].article.id)}
    return tuple(settled[at] for at in range(len(known))), tuple(register.judgements)


def _judge(holder: _Holder, candidate: _Holder) -> tuple[Decision, str]:
    one, other = holder.thing, candidate.thing
    if isinstance(one, Entity) and isinstance(other, Entity):
        return _judge_entities(one, other, holder.bodies & candidate.bodies)
    if isinstance(one, Topic) and isinstance(other, Topic):
        return ("same", "the wording agrees") if folded(one.label) == folded(other.label) else ("different", "the wordings differ")
    if isinstance(one, Event) and isinstance(other, Event):
        return "different", "events of different documents are not merged"
    return "different", "they are of different kinds"


def _judge_entities(one: Entity, other: Entity, shared_bodies: frozenset[str]) -> tuple[Decision, str]:
    if _is_known(one) and _is_known(other):
        return "same", "known by its catalogue id"
    if not one.named or not other.named or other.cls not in MERGED_CLASSES:
        return "different", "known by description only"
    if one.cls != other.cls:
        return "different", f"one is of class {one.cls}, the other of {other.cls}"
    if other.cls == "Person" and len(other.label.split()) < 2:
        return "different", "a single word does not identify a person"
    if folded(one.label) != folded(other.label):
        return "different", "the names differ"
    if _clashes(one, other):
        return "different", "they are linked to different things elsewhere"
    if other.cls == "Post" and not shared_bodies:
        return "different", "no text says that the posts are of one body"
    return "same", "class and full name agree"


def _is_known(entity: Entity) -> bool:
    return bool(entity.iso_alpha2 or dict(entity.links).get("catalogue"))


def _clashes(one: Entity, other: Entity) -> bool:
    """Whether a gazetteer or catalogue that links both links them to two things."""
    links = dict(one.links)
    return any(links.get(scheme, identifier) != identifier for scheme, identifier in other.links)


def _is_post(thing: Thing) -> bool:
    return isinstance(thing, Entity) and thing.cls == "Post"


def _bodies(coding: Coding, id: str, names: Mapping[str, str]) -> frozenset[str]:
    """The bodies and states that a thing is a post of, by their settled ids."""
    return frozenset(names.get(r.object, r.object) for r in coding.relations if r.subject == id and r.predicate == "org:postIn")


def rename(coding: Coding, names: Mapping[str, str]) -> Coding:
    """The coding with other ids for some of its things."""
    if not names:
        return coding

    def new(id: str) -> str:
        return names.get(id, id)

    def maybe(id: str | None) -> str | None:
        return new(id) if id is not None else None

    return replace(
        coding,
        article=replace(coding.article, dateline_place=maybe(coding.article.dateline_place)),
        entities=tuple(replace(e, id=new(e.id)) for e in coding.entities),
        events=tuple(replace(e, id=new(e.id)) for e in coding.events),
        dates=tuple(replace(d, event=new(d.event), attributed_to=maybe(d.attributed_to)) for d in coding.dates),
        casualties=tuple(
            replace(c, event=new(c.event), among_group=maybe(c.among_group), attributed_to=maybe(c.attributed_to))
            for c in coding.casualties
        ),
        relations=tuple(
            replace(r, subject=new(r.subject), object=new(r.object), attributed_to=maybe(r.attributed_to)) for r in coding.relations
        ),
        topics=tuple(replace(t, id=new(t.id)) for t in coding.topics),
        statements=tuple(replace(s, speaker=new(s.speaker)) for s in coding.statements),
    )


__all__: Sequence[str] = ("Judgement", "rename", "settle")
