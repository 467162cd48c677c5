"""The places of a document when they are on the map, and what follows for where its events were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.geography import GeoPlace
from kg.model import Entity, Relation
from kg.resolve.place_choice import holds
from kg.resolve.place_words import reached

WIDE = ("water", "area", "continent")  # where these end is not known
SIZES = {"site": 0, "town": 1, "district": 2, "water": 3, "mountain": 3, "area": 3, "region": 4, "country": 5, "continent": 6}


@dataclass(frozen=True, slots=True)
class Located:
    """Entities with their points, what the gazetteer says of what lies in what, and new ids of entities by their old.

    `places` are the places of the world that entities are, by entity id; `inside` is what the text puts each into,
    `refuted` what its words seem to put into what is known to be smaller, `nouns` the kind that an unknown place's own noun tells ("X District").
    """

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, GeoPlace] = field(default_factory=dict)
    inside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    refuted: frozenset[tuple[str, str]] = frozenset()
    nouns: Mapping[str, str] = field(default_factory=dict)

    def most_particular_first(self, numbered: Sequence[tuple[int, Relation]]) -> list[tuple[int, Relation]]:
        """Numbered relations, those that say where an event was from the smallest place to the largest; without what is refuted.

        A place that only follows from the words around (implied) is left out where it does not lie in one that is told.
        """
        mine: dict[str, list[tuple[int, Relation]]] = {}
        numbered = [(n, r) for n, r in numbered if r.predicate != "sikg:locatedIn" or (r.subject, r.object) not in self.refuted]
        for number, r in numbered:
            if r.predicate == "sikg:occurredAt":
                mine.setdefault(r.subject, []).append((number, r))
        ordered = {event: iter(self._by_size(self._fitting(told))) for event, told in mine.items()}
        out = [next(ordered[r.subject], None) if r.predicate == "sikg:occurredAt" else (n, r) for n, r in numbered]
        return [each for each in out if each is not None]

    def _fitting(self, told: Sequence[tuple[int, Relation]]) -> list[tuple[int, Relation]]:
        firm = [self.places[r.object] for _, r in told if r.basis != "implied" and r.object in self.places]
        firm = [p for p in firm if p.country or p.kind not in WIDE]
        known = [self.places[r.object] for _, r in told if r.object in self.places]
        firm = firm or sorted((p for p in known if p.kind == "region"), key=lambda p: p.id)[:1]
        return [(n, r) for n, r in told if r.basis != "implied" or not firm or self._lies_in(r.object, firm)]

    def _lies_in(self, id: str, outer: Sequence[GeoPlace]) -> bool:
        place = self.places.get(id)
        return place is None or any(holds(o, place) or o.id == place.id for o in outer)

    def _by_size(self, told: Sequence[tuple[int, Relation]]) -> list[tuple[int, Relation]]:
        """Relations from the smallest place to the largest; an unknown place is taken for small unless the text puts others into it."""
        ids = {r.object for _, r in told}
        holding = {id_: sum(i != id_ and id_ in reached(i, self.inside) for i in ids) for id_ in ids}

        def size(relation: Relation) -> tuple[int, int]:
            place, holds_others = self.places.get(relation.object), holding[relation.object]
            if place is None:
                return (SIZES["area"] if holds_others else SIZES.get(self.nouns.get(relation.object, ""), 0), holds_others)
            return (SIZES.get(place.kind, 1), holds_others)

        return sorted(told, key=lambda t: size(t[1]))


def is_refuted(inner: GeoPlace, outer: GeoPlace) -> bool:
    """Whether one place cannot lie in another, which is of a smaller kind and does not hold it: a region in a town."""
    return SIZES.get(outer.kind, 1) < SIZES.get(inner.kind, 1) and not holds(outer, inner)
