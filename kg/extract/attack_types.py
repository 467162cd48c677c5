"""What type an attack is of, where its words only say "attack" or tell the harm: that of the weapon told, or of who did it.

"A car bomb killed 12 people" is a bombing, "a suicide bomber struck a mosque" a suicide bombing, by the rows of
ontology/lexicon/attack_types.csv. Only weapons that the words name count, no implied ones, and only where they agree.
"""

from __future__ import annotations

from kg.extract import episodes
from kg.extract.draft import Draft
from kg.model import Relation

GENERAL = "attack"


def conclude(draft: Draft) -> None:
    """Give the attacks of the general type that of their weapon. Needs the weapons and the links between mentions."""
    general = {
        first: mentions
        for first, mentions in episodes.clusters(draft).items()
        if all(h.cls in episodes.INCIDENTS and h.event_type == GENERAL for h in mentions)
    }
    first_of = {h.ref: first for first, mentions in general.items() for h in mentions}
    by_person: dict[str, set[str]] = {}
    by_weapon: dict[str, set[str]] = {}
    for r in draft.relations:
        if r.subject in first_of and r.predicate == "sikg:perpetrator" and (kind := _of_person(draft, r)):
            by_person.setdefault(first_of[r.subject], set()).add(kind)
        elif r.subject in first_of and r.predicate == "sikg:weaponType" and r.basis == "stated":
            by_weapon.setdefault(first_of[r.subject], set()).add(_of_weapon(draft, r))
    for first, types in (by_weapon | by_person).items():
        if len(types) == 1:
            [kind] = types
            for h in general[first]:
                h.event_type = kind


def _of_weapon(draft: Draft, relation: Relation) -> str:
    row = draft.lexicon.attack_types["weapon"].get(relation.object)
    return row.value if row is not None else GENERAL


def _of_person(draft: Draft, relation: Relation) -> str:
    """The type that a perpetrator's words tell, empty where they tell none."""
    s, span = draft.happening(relation.subject).sentence, draft.mention(relation.object).span
    top = s.top(span.start, span.end)
    row = draft.lexicon.attack_types["person"].ending(s.lemmas, top.i + 1) if top is not None else None
    return row[0].value if row is not None else ""
