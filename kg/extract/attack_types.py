"""What type an attack is of, where its words only say "attack" or tell the harm: that of the weapon told, or of who did it.

"A car bomb killed 12 people" is a bombing, "a suicide bomber struck a mosque" a suicide bombing, by the rows of
ontology/lexicon/attack_types.csv. Only weapons that the words name count, no implied ones, and only where they agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract import episodes
from kg.extract.draft import Draft, Happening

GENERAL = "attack"


def conclude(draft: Draft) -> None:
    """Give the attacks of the general type that of their weapon. Needs the weapons and the links between mentions."""
    clusters: dict[str, list[Happening]] = {}
    for h in draft.happenings:
        clusters.setdefault(episodes.first_of(draft, h).ref, []).append(h)
    for mentions in clusters.values():
        if all(h.cls in episodes.INCIDENTS and h.event_type == GENERAL for h in mentions):
            types = set(_by_person(draft, mentions)) or set(_by_weapon(draft, mentions))
            if len(types) == 1:
                [kind] = types
                for h in mentions:
                    h.event_type = kind


def _by_weapon(draft: Draft, mentions: Sequence[Happening]) -> Iterator[str]:
    refs = {h.ref for h in mentions}
    for r in draft.relations:
        if r.subject in refs and r.predicate == "sikg:weaponType" and r.basis == "stated" and r.object is not None:
            yield draft.lexicon.attack_types["weapon"].get(r.object, GENERAL)


def _by_person(draft: Draft, mentions: Sequence[Happening]) -> Iterator[str]:
    sentences = {h.ref: h.sentence for h in mentions}
    persons = draft.lexicon.attack_types["person"]
    for r in draft.relations:
        if r.subject not in sentences or r.predicate != "sikg:perpetrator" or r.object is None:
            continue
        s, span = sentences[r.subject], draft.mention(r.object).span
        words = [w.lemma for w in s.words if span.start <= w.start < span.end]
        yield from (kind for person, kind in persons.items() if f" {' '.join(words)}".endswith(f" {person}"))
