"""Places of a document on the map: GeoNames ids, coordinates with their precision, and what lies in what.

Comes in: the entities of a document and the relations between them. Goes out: the entities, those located that the
gazetteer knows (`place_choice` decides which place is meant), and for each an implied relation to the region or state of
the text that contains it, where the text does not tell that. A state that no words name is added where something happened in it. A place in no
gazetteer takes the point of what it lies in, with that precision; where nothing tells that, it stays without.
Coordinates come from the gazetteer, never from the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.catalogue import Catalogue
from kg.geography import Geography, GeoPlace, kind_told
from kg.iris import slug
from kg.model import Entity, PlacePrecision, Relation
from kg.resolve.located import SIZES, Located, is_refuted
from kg.resolve.place_choice import Chooser, holds
from kg.resolve.place_words import (
    SITES,
    beside,
    close_to,
    only_where_it_is,
    reached,
    scenes_with,
    told_as_regions,
    told_as_villages,
    told_inside,
)
from kg.tables import folded

RENOWNED = 20_000  # inhabitants of a town that tells by itself where a text is
CONFIDENCE = 0.8  # of what the gazetteer, not the text, says
PREVAILING = 0.6  # share of the places of a text that must lie in a region or state for an unknown one to lie there, too
PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "region": "region",
    "district": "region",
    "area": "region",
    "continent": "region",
}
COARSER: dict[str, PlacePrecision] = {"town": "near", "site": "near", "country": "country"}


@dataclass(frozen=True)
class Locator:
    """Resolution of places over the world's and the catalogue's."""

    geography: Geography
    catalogue: Catalogue

    def locate(self, entities: Sequence[Entity], relations: Sequence[Relation], text: str) -> Located:
        """The entities of a document, its places among them on the map.

        Args:
            entities: All entities of the document.
            relations: What is said of them, of which `sikg:locatedIn` counts here.
            text: The document's text, in which a place may stand right before what it lies in.
        """
        told = told_inside(relations)
        next_to = beside(entities, text)
        near = {e.id: [*told.get(e.id, ()), *next_to.get(e.id, ())] for e in entities}
        inside = {id_: [o for o in reached(id_, near) if o != id_] for id_ in near}
        lands = self._lands(entities)
        telling = only_where_it_is(entities, text)
        regions, villages = told_as_regions(entities, text), told_as_villages(entities, text)
        chosen = Chooser(self.geography).choose(telling, inside, lands, regions, villages)
        prevailing = self._prevailing(telling, chosen, lands)
        of_people = None if any(p.country for p in chosen.values()) else self._land_of_people(telling, lands)
        close = close_to(entities, text)
        points = {id_: (place, PRECISION.get(place.kind, "exact") if place.pointed else "region") for id_, place in chosen.items()}
        scenes = {r.object for r in relations if r.predicate == "sikg:occurredAt"}
        same_scene = scenes_with(relations)
        for entity in entities:
            if entity.id not in chosen and entity.cls in ("Place", *SITES):
                named = entity.cls == "Place" and entity.named
                fallback = prevailing if named or entity.id in scenes else None
                fallback = fallback or (of_people if named else None)
                around = [*close.get(entity.id, ()), *inside[entity.id]]
                if held := self._held_by(entity, [o for o in around if o in chosen] or same_scene.get(entity.id, []), chosen, fallback):
                    points[entity.id] = held
        placed = [self._placed(e, points[e.id], e.id in chosen) if e.id in points else e for e in entities]
        renamed = {old.id: new.id for old, new in zip(entities, placed, strict=True) if old.id != new.id}
        refuted = {(i, o) for i, outer in told.items() for o in outer if i in chosen and o in chosen and is_refuted(chosen[i], chosen[o])}
        told = {renamed.get(i, i): [renamed.get(o, o) for o in outer if (i, o) not in refuted] for i, outer in told.items()}
        lying = {renamed.get(i, i): [renamed.get(o, o) for o in outer] for i, outer in near.items() if outer}
        happened = {renamed.get(id_, id_) for id_ in scenes}
        happened |= {outer for id_ in happened for outer in reached(id_, told)}
        at = {renamed.get(i, i): p for i, (p, _) in points.items()}
        own = {renamed.get(i, i): p for i, p in chosen.items()}
        nouns = {e.id: kind for e in placed if e.cls == "Place" and e.id not in own and (kind := kind_told(e.label))}
        known, added = self._with_containers(placed, at, own, told, happened)
        return Located(known, added, renamed, own, lying, frozenset((renamed.get(i, i), renamed.get(o, o)) for i, o in refuted), nouns)

    # --- points -----------------------------------------------------------------------------------------------

    def _placed(self, entity: Entity, at: tuple[GeoPlace, PlacePrecision], own: bool) -> Entity:
        """The entity with a point; a state as a place, where a region or town of its name is meant."""
        place, precision = at
        links = (*entity.links, ("geonames", place.geonames)) if own and place.geonames else entity.links
        entity = replace(entity, links=links, lat=place.lat, lon=place.lon, place_precision=precision)
        if entity.cls == "State" and place.kind != "country":
            return replace(entity, id=f"place/{slug(entity.label)}", cls="Place", iso_alpha2=None)
        return entity

    def _held_by(
        self, entity: Entity, inside: Sequence[str], chosen: Mapping[str, GeoPlace], prevailing: GeoPlace | None
    ) -> tuple[GeoPlace, PlacePrecision] | None:
        """The place that an entity lies in for all that is known, and how far that tells where it is."""
        held = [chosen[o] for o in inside if o in chosen]
        outer = min(held, key=lambda p: SIZES.get(p.kind, 1), default=None)
        if outer is None and entity.cls in SITES:
            known = self.catalogue.known.get(dict(entity.links).get("catalogue", ""))
            outer = self.geography.countries.get(known.country[0]) if known and len(known.country) == 1 else None
        outer = outer or prevailing
        return (outer, COARSER.get(outer.kind, "region")) if outer else None

    def _lands(self, entities: Sequence[Entity]) -> dict[str, float]:
        """How often the text tells of a known group or body of each state, shared where it is of several."""
        out: dict[str, float] = {}
        for entity in entities:
            known = self.catalogue.known.get(dict(entity.links).get("catalogue", ""))
            if known is not None and known.cls in ("ArmedGroup", "GovernmentBody", "MilitaryForce"):
                for rank, code in enumerate(known.country):  # the first is where it is at home
                    out[code] = out.get(code, 0.0) + len(entity.mentions) / (1 + rank)
        return out

    def _prevailing(self, entities: Sequence[Entity], chosen: Mapping[str, GeoPlace], lands: Mapping[str, float]) -> GeoPlace | None:
        """The region, else the state, in which most of the document's places lie, else that of its armed groups."""
        places = [(chosen[e.id], n) for e in entities if e.id in chosen and (n := _times_named(e)) and chosen[e.id].country]
        if len(places) == 1 and (only := places[0][0]).kind in ("town", "district") and only.population < RENOWNED and not only.is_listed:
            places = []  # a small town alone may be another of its name
        small = [(p, n) for p, n in places if p.kind != "country"]
        regions, states = [(p.region, n) for p, n in small], [(p.country, n) for p, n in places]
        for told, table in ((regions, self.geography.regions), (states, self.geography.countries)):
            votes: dict[str, int] = {}
            for code, n in told:
                votes[code] = votes.get(code, 0) + n
            code = max(sorted(votes), key=lambda c: votes[c], default="")
            if code in table and votes[code] >= PREVAILING * sum(votes.values()):
                return table[code]
        land = max(sorted(lands), key=lambda c: lands[c], default="")
        return self.geography.countries.get(land) if not places else None

    def _land_of_people(self, entities: Sequence[Entity], lands: Mapping[str, float]) -> GeoPlace | None:
        """The state whose people, officials and groups a document tells of most, where it names no land."""
        told = dict(lands)
        for entity in entities:
            if entity.cls == "State" and entity.iso_alpha2:
                told[entity.iso_alpha2] = told.get(entity.iso_alpha2, 0.0) + len(entity.mentions)
        return self.geography.countries.get(max(sorted(told), key=lambda c: told[c], default=""))

    # --- what lies in what ------------------------------------------------------------------------------------

    def _with_containers(
        self,
        entities: Sequence[Entity],
        points: Mapping[str, GeoPlace],
        own: Mapping[str, GeoPlace],
        told: dict[str, list[str]],
        happened: set[str],
    ) -> tuple[tuple[Entity, ...], tuple[Relation, ...]]:
        """The entities and the states that contain them, with an implied relation where the text tells none."""
        known = {e.id: e for e in entities}
        states = {s.iso2: s for s in self.catalogue.states.values() if s.iso2}
        relations: list[Relation] = []
        todo = [e for e in entities if e.cls in ("Place", *SITES) and e.id in points]
        todo.sort(key=lambda e: e.id not in happened)  # what contains these is of use, too
        while todo:
            entity = todo.pop(0)
            place = points[entity.id]
            if any(o in points for o in told.get(entity.id, ())):
                continue  # what it is told to lie in leads on
            outer = self._container(entity, place, entities, own)
            state = states.get(place.country)
            if outer is None and state is not None and (state.id in known or entity.id in happened):
                outer = known.setdefault(state.id, self._state(state.id))
            if outer is not None and outer.id not in reached(entity.id, told):
                told.setdefault(entity.id, []).append(outer.id)
                relations.append(_lies_in(entity, outer))
                if entity.id in happened and outer.id not in happened:
                    happened.add(outer.id)
                    todo += [outer] if outer.id in points else []
        return tuple(known.values()), tuple(relations)

    def _container(self, entity: Entity, place: GeoPlace, entities: Iterable[Entity], own: Mapping[str, GeoPlace]) -> Entity | None:
        """The smallest entity of the text that contains a place by the gazetteer."""
        outer = [
            (("site", "town", "district", "region", "country").index(p.kind), e)
            for e in entities
            if e.id != entity.id and (p := own.get(e.id)) is not None and p.kind in ("district", "region", "country")
            if (e.cls != "State" or p.kind == "country") and (holds(p, place) or (p.id == place.id and entity.id not in own))
        ]
        return min(outer, key=lambda o: o[0])[1] if outer else None

    def _state(self, id: str) -> Entity:
        """A state of the catalogue that the text does not name."""
        state = self.catalogue.states[id]
        links = (("geonames", state.geonames),) if state.geonames else ()
        return Entity(
            id, "State", state.label, (), iso_alpha2=state.iso2, links=links, lat=state.lat, lon=state.lon, place_precision="country"
        )


def _times_named(entity: Entity) -> int:
    """How often an entity is mentioned by name; the adjective of a state names no place."""
    if entity.cls != "State":
        return len(entity.mentions)
    names = {*map(folded, (entity.label, *entity.alt_labels))}
    return sum(folded(m.quote) in names for m in entity.mentions)


def _lies_in(entity: Entity, outer: Entity) -> Relation:
    evidence = (entity.mentions[0],)
    return Relation(entity.id, "sikg:locatedIn", outer.id, "implied", evidence, confidence=CONFIDENCE, rule="gazetteer")
