"""Which event mentions of a document are one event, what it is called, and when it was.

The grammar's links say which mentions are one; here they become events with a class, types, a label and an id made
from content: what was attacked, what kind of event, when. Datings are anchored on the day of publication.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.iris import slug
from kg.model import Bounds, Dating, Entity, Event, Problem, Relation, Span
from kg.reading import EventMention, EventTime, Reading
from kg.resolve import particulars, times

GENERAL_TYPES = ("attack", "armed-assault", "facility-attack")
CALLED = {"air-drone-strike": "air or drone strike", "remote-explosive": "explosive attack", **dict.fromkeys(GENERAL_TYPES, "attack")}
ON = frozenset(("attack", "raid", "air or drone strike", "explosive attack", "cyberattack", "offensive"))  # not "of" what is hit
LONGEST_LABEL = 90
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|this|that)\s+", re.IGNORECASE)
_TRAILING_DATE = re.compile(r"\s+(?:in|on|of)\s+[\w\s,]*\d[\w\s,]*$")


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a document, which event each mention belongs to, and when they were."""

    events: tuple[Event, ...]
    of: Mapping[str, str]
    dates: tuple[Dating, ...]
    problems: tuple[Problem, ...]


def events(reading: Reading, relations: Sequence[Relation], entities: Mapping[str, Entity], published: date | None) -> Events:
    """The events of a reading. `relations` have entity ids already, but event references still."""
    clusters = particulars.clusters(reading)
    dates, problems = _dates(reading, clusters, published)
    taken: set[str] = set()
    out: list[Event] = []
    of: dict[str, str] = {}
    told: dict[str, list[int]] = {}
    for i, relation in enumerate(relations):
        told.setdefault(relation.subject, []).append(i)
    for cluster in clusters:
        refs = {m.ref for m in cluster}
        mine = [relations[i] for i in sorted(i for ref in refs for i in told.get(ref, ()))]
        event = _event(reading, cluster, mine, relations, entities, dates.get(cluster[0].ref), taken)
        out.append(event)
        of.update(dict.fromkeys(refs, event.id))
    named = tuple(replace(d, event=of[d.event]) for d in dates.values())
    return Events(tuple(sorted(out, key=lambda e: e.mentions[0].start)), of, named, tuple(problems))


# --- when --------------------------------------------------------------------------------------------------


def _dates(reading: Reading, clusters: Sequence[Sequence[EventMention]], published: date | None) -> tuple[dict[str, Dating], list[Problem]]:
    """The dating of each cluster by its first reference, and a problem for each phrase that could not be anchored."""
    out: dict[str, Dating] = {}
    problems = []
    for cluster in clusters:
        refs = {m.ref for m in cluster}
        harm = {m.ref for m in cluster if m.secondary}  # who "died on Monday" may have been attacked before
        told = (t for t in reading.event_times if t.event in refs)
        for said in sorted(told, key=lambda t: (t.basis == "implied", t.event in harm, t.evidence.start)):
            dating = _dating(reading, said, cluster[0].ref, published)
            if isinstance(dating, Problem):
                problems.append(dating)
            elif cluster[0].ref not in out or _sharpens(dating, out[cluster[0].ref]):
                out[cluster[0].ref] = dating
    return out, problems


def _sharpens(dating: Dating, held: Dating) -> bool:
    """Whether a dating lies inside the one held and is narrower: "on 22 January" after "in January"."""
    first, last = dating.bounds.begin_earliest, dating.bounds.end_latest
    held_first, held_last = held.bounds.begin_earliest, held.bounds.end_latest
    if dating.basis == "implied" or first is None or last is None or held_first is None or held_last is None:
        return False
    return held_first <= first and last <= held_last and (first, last) != (held_first, held_last)


def _dating(reading: Reading, said: EventTime, ref: str, published: date | None) -> Dating | Problem:
    if said.phrase < 0:
        return _after_publication(reading, said, ref, published)
    anchored = times.anchor(reading.phrases[said.phrase], published, future=said.future)
    if anchored.first is None or anchored.last is None:
        return Problem("unresolved-time", f"{said.verbatim!r} is {anchored.reason or 'no day of the calendar'}", said.evidence)
    evidence = (said.evidence, reading.published_evidence) if anchored.used_anchor and reading.published_evidence else (said.evidence,)
    basis = said.basis if said.basis == "implied" else anchored.basis
    bounds, precision = anchored.bounds, anchored.precision
    if said.edge == "begin":
        bounds = Bounds(anchored.first, anchored.last)
    elif said.edge == "after":
        bounds, precision = Bounds(anchored.first, published, anchored.first, published), None
    elif said.edge == "before":
        bounds, precision = Bounds(None, anchored.last, None, anchored.last), None
    return Dating(
        event=ref,
        bounds=bounds,
        precision=precision,
        verbatim=said.verbatim,
        basis=basis,
        evidence=evidence,
        anchor=published if anchored.used_anchor or said.until_published else None,
        confidence=0.5 if basis == "implied" else 0.9,
        rule=said.rule,
    )


def _after_publication(reading: Reading, said: EventTime, ref: str, published: date | None) -> Dating | Problem:
    if published is None:
        return Problem("unresolved-time", f"{said.verbatim!r} is planned, and the publication date is not known", said.evidence)
    evidence = (said.evidence, reading.published_evidence) if reading.published_evidence else (said.evidence,)
    return Dating(ref, Bounds(published), None, said.verbatim, "implied", evidence, published, confidence=0.5, rule=said.rule)


# --- what it is called -------------------------------------------------------------------------------------


def _event(
    reading: Reading,
    cluster: Sequence[EventMention],
    mine: Sequence[Relation],
    relations: Sequence[Relation],
    entities: Mapping[str, Entity],
    dating: Dating | None,
    taken: set[str],
) -> Event:
    telling = [m for m in cluster if not m.secondary] or list(cluster)
    types = tuple(dict.fromkeys(m.event_type for m in telling))
    particular = tuple(t for t in types if t not in GENERAL_TYPES) or types[:1]
    classes = [m.cls for m in telling]
    cls = "Attack" if "Attack" in classes else classes[0]
    label, short = _label(cluster, particular[0], mine, relations, entities)
    mentions = tuple(sorted({m.span for m in cluster}))
    names = {m.name for m in cluster if m.name}
    return Event(
        id=_id(reading, cluster[0], cls, short, dating, taken),
        cls=cls,
        label=label,
        mentions=mentions,
        event_types=particular,
        status=cluster[0].status,
        alt_labels=tuple(sorted(names - {label} - {label.removeprefix("Next ")})),
    )


def _label(
    cluster: Sequence[EventMention], kind: str, mine: Sequence[Relation], relations: Sequence[Relation], entities: Mapping[str, Entity]
) -> tuple[str, str]:
    """The label of an event, and the shorter wording its id is made of."""
    name = next((m.name for m in cluster if m.name), "")
    if name:
        following = cluster[0].status == "planned" and re.search(r"\bnext\b", cluster[0].span.quote, re.IGNORECASE)
        return (f"Next {name}", f"{name} next") if following else (name, name)
    word = CALLED.get(kind) or kind.replace("-", " ")
    if cluster[0].cls == "Meeting":
        return word.capitalize(), word
    target = _object(mine, "sikg:target", entities)
    noun = next((m for m in cluster if m.rule.startswith("noun")), None)
    if target is not None and noun is not None and noun is cluster[0]:
        short = f"{_site_name(target, relations, entities)} {noun.head}"
        return short[:1].upper() + short[1:], short
    if target is not None:
        article = "" if target.named and target.cls in ("Person", "State", "ArmedGroup") else "the "
        return f"{word.capitalize()} {'on' if word in ON else 'of'} {article}{_plain(target)}"[
            :LONGEST_LABEL
        ], f"{_site_name(target, relations, entities, brief=True)} {word}"
    victim, place = _object(mine, "sikg:victim", entities), _object(mine, "sikg:occurredAt", entities)
    if place is not None:
        return f"{word.capitalize()} in {place.label}"[:LONGEST_LABEL], f"{place.label} {word}"
    if victim is not None:
        return f"{word.capitalize()} {'on' if word in ON else 'of'} {victim.label}"[:LONGEST_LABEL], f"{victim.label} {word}"
    first = _ARTICLE.sub("", " ".join(cluster[0].span.quote.split()))
    first = _TRAILING_DATE.sub("", first) if noun is not None else word
    return (first[:1].upper() + first[1:])[:LONGEST_LABEL], first[:60]


def _object(relations: Sequence[Relation], predicate: str, entities: Mapping[str, Entity]) -> Entity | None:
    return next((entities[r.object] for r in relations if r.predicate == predicate and r.basis != "implied" and r.object in entities), None)


def _plain(entity: Entity) -> str:
    """A site's label without the adjective that its class already says: a military base is a base."""
    return entity.label.replace(" military ", " ") if entity.cls == "MilitaryBase" else entity.label


def _site_name(entity: Entity, relations: Sequence[Relation], entities: Mapping[str, Entity], *, brief: bool = False) -> str:
    """What a thing is called in short: its name, or for a described site its place or operator with its noun."""
    if entity.named or entity.cls not in ("Facility", "MilitaryBase"):
        return entity.label
    place = _related(entity, "sikg:locatedIn", relations)
    operator = _related(entity, "sikg:operatedBy", relations)
    head = _head_noun(entity.label)
    if place in entities:
        return f"{entities[place].label} {head}"
    if operator in entities:
        owner = entities[operator]
        names = (owner.label, *owner.alt_labels)
        return f"{min(names, key=lambda n: (not n.isupper(), len(n))) if brief else owner.label} {head}"
    return _plain(entity)


def _related(entity: Entity, predicate: str, relations: Sequence[Relation]) -> str:
    """The first thing that a predicate relates an entity to, empty if none."""
    return next((r.object for r in relations if r.subject == entity.id and r.predicate == predicate and r.basis != "implied"), "")


def _head_noun(label: str) -> str:
    """The head noun of a description: the last word before any "in", "at", "hosting" …"""
    core = re.split(r"\s+(?:in|at|near|of|on|hosting|housing)\s+", label)[0]
    return core.split()[-1]


def _id(reading: Reading, first: EventMention, cls: str, short: str, dating: Dating | None, taken: set[str]) -> str:
    name = f"event/{slug(' '.join(filter(None, (short, _when(cls, first, dating)))))}"
    if name in taken:
        span: Span = first.span
        name = f"{name}-{hashlib.sha256(f'{reading.document}:{span.start}'.encode()).hexdigest()[:6]}"
    taken.add(name)
    return name


def _when(cls: str, first: EventMention, dating: Dating | None) -> str:
    """The date part of an event's id: as precise as the dating, left out where there is none or the name tells."""
    begin = dating.bounds.begin_earliest if dating is not None and dating.precision else None
    if begin is None or cls == "MilitaryOperation" or dating is None:
        return ""
    if first.name or cls == "Meeting" or dating.precision == "year":
        return str(begin.year)
    return begin.isoformat()[:7] if dating.precision == "month" else begin.isoformat()
