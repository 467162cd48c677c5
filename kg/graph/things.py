"""One description of each thing, however many codings tell of it.

Codings come in; for each id one `Thing` goes out, with a single class, label, status and position chosen by fixed
rules, so that the same codings give the same description in any order. What one document calls a thing and the
chosen label does not say is kept as that document's alternative name. Does not decide that two ids are one thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Coding, Entity, Event, Topic

# That an event took place outweighs that it was announced; a denial outweighs a plan, and either a mere possibility.
STATUS_ORDER = ("occurred", "denied", "planned", "hypothetical")
PRECISION_ORDER = ("exact", "near", "region", "country", None)


@dataclass(frozen=True, slots=True)
class Thing:
    """An actor, place, post, asset, event or topic as all codings together describe it; a topic has a label only."""

    id: str
    cls: str
    label: str
    event_types: tuple[str, ...] = ()
    status: str = ""
    iso_alpha2: str | None = None
    facility_type: str | None = None
    ranks: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    point: tuple[float, float] | None = None
    place_precision: str | None = None


def describe(codings: Iterable[Coding]) -> dict[str, Thing]:
    """The one description of every entity, event and topic, by id."""
    entities: defaultdict[str, list[Entity]] = defaultdict(list)
    events: defaultdict[str, list[Event]] = defaultdict(list)
    topics: defaultdict[str, list[str]] = defaultdict(list)
    for coding in codings:
        for entity in coding.entities:
            entities[entity.id].append(entity)
        for event in coding.events:
            events[event.id].append(event)
        for topic in coding.topics:
            topics[topic.id].append(topic.label)
    things = {id_: _describe_entity(id_, told) for id_, told in entities.items()}
    things |= {id_: _describe_event(id_, told) for id_, told in events.items()}
    return things | {id_: Thing(id_, "Topic", _most_told(labels)) for id_, labels in topics.items()}


def other_names(told: Entity | Event | Topic, things: Mapping[str, Thing]) -> list[str]:
    """The names one document uses for a thing, without the chosen label."""
    further = () if isinstance(told, Topic) else told.alt_labels
    return sorted({told.label, *further} - {things[told.id].label, ""})


def _describe_entity(id_: str, told: list[Entity]) -> Thing:
    named = [entity for entity in told if entity.named] or told
    located = [e for e in told if e.lat is not None and e.lon is not None]
    best = min(located, key=lambda e: (PRECISION_ORDER.index(e.place_precision), e.lat, e.lon), default=None)
    point = (best.lat, best.lon) if best and best.lat is not None and best.lon is not None else None
    return Thing(
        id_,
        _most_told(entity.cls for entity in told),
        _most_told(entity.label for entity in named),
        iso_alpha2=_most_told(e.iso_alpha2 for e in told if e.iso_alpha2) or None,
        facility_type=_most_told(e.facility_type for e in told if e.facility_type) or None,
        ranks=tuple(sorted({e.rank for e in told if e.rank})),
        links=tuple(sorted({link for e in told for link in e.links})),
        point=point,
        place_precision=best.place_precision if best else None,
    )


def _describe_event(id_: str, told: list[Event]) -> Thing:
    return Thing(
        id_,
        _most_told(event.cls for event in told),
        _most_told(event.label for event in told),
        event_types=tuple(sorted({slug for event in told for slug in event.event_types})),
        status=min((event.status for event in told), key=STATUS_ORDER.index),
    )


def _most_told(words: Iterable[str]) -> str:
    """The word told most often; among equals the longest, then the first in the alphabet."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], -len(word), word), default="")
