"""Which incidents of a reading have particulars: a day, a place in so many words, a toll, somebody or something harmed.

"The recent violence", "a murder", "an attack by rebels" in a speech say that such things happen, not what happened. A
mention (with all that go back to it) that says nothing of when, where, whom or what is set aside as a problem, so
that it is counted and no event of the graph. Events with a name, those that somebody is accused of, and those denied,
planned or imagined, stay.
"""

from __future__ import annotations

from dataclasses import replace

from kg.model import Problem, Relation
from kg.reading import EventMention, Reading

INCIDENTS = ("Attack", "Incident")
HARMED = ("sikg:target", "sikg:victim")


def only(reading: Reading) -> Reading:
    """The reading without incidents of which it says nothing in particular; each of them is a problem of it."""
    bare = [cluster for cluster in clusters(reading) if _is_bare(reading, cluster)]
    if not bare:
        return reading
    gone = {m.ref for cluster in bare for m in cluster}
    kept = [i for i, r in enumerate(reading.relations) if r.subject not in gone and r.object not in gone]
    position = {old: new for new, old in enumerate(kept)}
    return replace(
        reading,
        events=tuple(m for m in reading.events if m.ref not in gone),
        relations=tuple(reading.relations[i] for i in kept),
        statements=tuple(replace(s, claims=tuple(position[c] for c in s.claims if c in position)) for s in reading.statements),
        same=tuple(pair for pair in reading.same if gone.isdisjoint(pair[:2])),
        problems=(*reading.problems, *(_problem(cluster[0]) for cluster in bare)),
    )


def clusters(reading: Reading) -> list[list[EventMention]]:
    """The event mentions of each event: those linked to one another, in the order of the text."""
    back = {a: b for a, b, _ in reading.same if a.startswith("e") and b.startswith("e")}
    groups: dict[str, list[EventMention]] = {}
    for mention in reading.events:
        ref, seen = mention.ref, set[str]()
        while ref in back and ref not in seen:
            seen.add(ref)
            ref = back[ref]
        groups.setdefault(ref, []).append(mention)
    return list(groups.values())


def _is_bare(reading: Reading, cluster: list[EventMention]) -> bool:
    if any(m.cls not in INCIDENTS or m.name or m.status != "occurred" for m in cluster):
        return False
    refs = {m.ref for m in cluster}
    if any(t.event in refs for t in reading.event_times) or any(c.event in refs for c in reading.casualties):
        return False
    return not any(r.subject in refs and _is_particular(r) for r in reading.relations)


def _is_particular(relation: Relation) -> bool:
    """Whether a relation says who or what was harmed, whom somebody accuses, or names a place in so many words."""
    if relation.predicate == "sikg:claimedBy" or (relation.predicate == "sikg:perpetrator" and relation.attributed_to):
        return True
    return relation.predicate in HARMED or (relation.predicate == "sikg:occurredAt" and relation.basis != "implied")


def _problem(mention: EventMention) -> Problem:
    reason = f"{' '.join(mention.span.quote.split())!r} is told without day, place, toll or anybody harmed"
    return Problem("incident-without-particulars", reason, mention.span)
