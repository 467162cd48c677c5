"""Which of the world's places that bear a name a document means.

Each place has candidates (`kg.geography`). A candidate is likelier the more people live there, where the text names
its state, where the words put it inside a place ("X, Y", "X in Y"), and where other places of the text lie in the same
state or region, or near. As all of them are looked for at once, the weighing is done over a few rounds. A state's name
is weighed too, where towns or regions bear it. What each sign counts is set in `Weights`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, exp, hypot, log10, radians, sqrt

from kg.geography import Geography, GeoPlace
from kg.model import Entity
from kg.tables import folded

KM_A_DEGREE = 111.2
ROUNDS = 3
NEIGHBOURS = 24  # places of a text that are weighed against each other; more come from lists
CANDIDATES = 16  # namesakes that are weighed, the likeliest first


@dataclass(frozen=True)
class Weights:
    """What speaks for a candidate, in tenfold steps of population."""

    own: float = 1.3  # the name is its usual one
    region: float = 0.6  # it is a first-level region
    seat: float = 1.5  # a region, of whose name a town in it is
    district: float = -0.7  # it is a district: of a town and its district, the town is meant
    listed: float = 3.5  # it stands in the table of places
    country: float = 3.0  # the text names its state
    state: float = 10.5  # it is a state
    adjective: float = 0.5  # how much "the X-ian army" tells of where a text is, beside "X"
    belonging: float = 0.5  # how much a group of a state tells
    doubtful: float = 0.25  # how much a state counts whose name is a town's or region's, too
    same_country: float = 2.0  # the other places lie in its state
    same_region: float = 3.5  # the other places lie in its region
    near: float = 2.5  # another place lies near
    near_km: float = 60.0
    sure: float = 0.5  # the share with which a container must be known to rule out what is not in it
    renowned: int = 100_000  # inhabitants of a town that is told without its state
    inside: float = 6.0  # the words put it into a place that contains it
    city: int = 50_000  # inhabitants of what nobody calls a village
    no_village: float = -2.0
    told_region: float = 4.0  # it is a region, and the words say so: "X province"


@dataclass
class _Named:
    """A place of the text with its candidates, and how likely each is."""

    entity: Entity
    candidates: tuple[GeoPlace, ...]
    prior: list[float]
    share: list[float] = field(default_factory=list)
    within: list[_Named] = field(default_factory=list)
    village: bool = False  # the words call it one

    @property
    def best(self) -> GeoPlace:
        return self.candidates[max(range(len(self.share)), key=lambda i: (self.share[i], -i))]


@dataclass(frozen=True)
class Chooser:
    """The choice among the world's places."""

    geography: Geography
    weights: Weights = Weights()

    def choose(
        self,
        entities: Sequence[Entity],
        inside: Mapping[str, Sequence[str]],
        lands: Mapping[str, float] | None = None,
        regions: Collection[str] = (),
        villages: Collection[str] = (),
    ) -> dict[str, GeoPlace]:
        """The place of the world that each named place of a document is, by entity id, where there is any.

        Args:
            entities: The entities of a document.
            inside: What the words put each place into: ids of entities by the id of the entity in them.
            lands: How often the text tells of something else that belongs to a state, such as its armed groups, by code.
            regions: The ids of entities that the words right around call a region: "X province".
            villages: The ids of those that they call a village.
        """
        told_most = self._most(entities, lands or {})
        named = {
            e.id: n
            for e in entities
            if (n := self._named(e, told_most, as_region=e.id in regions, as_village=e.id in villages)) is not None
        }
        by_name = {e.id for e in entities if e.cls != "State" or self._names_of(e)}
        for id_, outer in inside.items():
            if id_ in named:  # a state told by its adjective only counts as told, not as what contains: "Y-ian pilgrims at X"
                named[id_].within += [named[o] for o in outer if o in named and o in by_name and o != id_]
        told = self._told(named, entities, lands or {})
        places = list(named.values())
        for place in places:
            place.share = _shares(
                [p + self._by_country(c, self._without(place, told)) for c, p in zip(place.candidates, place.prior, strict=True)]
            )
        for _ in range(ROUNDS):
            for place, scores in [(p, self._scores(p, places, told)) for p in places]:
                place.share = _shares(scores)
        return {id_: place.best for id_, place in named.items() if self._fits(place, places, told)}

    def _fits(self, place: _Named, places: Sequence[_Named], told: Mapping[str, float]) -> bool:
        """Whether the best candidate may be meant at all: it lies in what the words put it into, or where the text is."""
        best, outer = place.best, [o.best for o in place.within if max(o.share) > self.weights.sure]
        wide = any(o.kind in ("region", "country") for o in outer)
        if outer and (wide or not self._is_renowned(best)):
            inside = any(holds(o, best) or o.country != best.country == "" for o in outer)
            return inside or (not wide and all(best.country in (o.country, "") for o in outer))
        return self._suits(place, [o for o in places if o is not place and o.best.country], told)

    def _suits(self, place: _Named, others: Sequence[_Named], told: Mapping[str, float]) -> bool:
        """Whether a town may be meant for where the text is: it is renowned, its state is told, or other places lie there."""
        best = place.best
        elsewhere = any(o.best.kind == "region" or (o.entity.cls == "State" and self._names_of(o.entity)) for o in others)
        renowned = best.population >= self.weights.renowned and not place.village and (best.own or not elsewhere)
        if best.kind not in ("town", "district") or not best.country or renowned or told.get(best.country):
            return True
        own_land = [o.best for o in others if o.best.country == best.country]
        if elsewhere:  # the text tells where it is, so that small towns of another land do not speak for each other
            own_land = [o for o in own_land if o.kind not in ("town", "district") or self._is_renowned(o)]
        return bool(own_land) or not (told or others)

    def _is_renowned(self, place: GeoPlace) -> bool:
        return place.own and place.population >= self.weights.renowned

    # --- candidates -------------------------------------------------------------------------------------------

    def _most(self, entities: Iterable[Entity], lands: Mapping[str, float]) -> str:
        """The state that the text tells most of, by its code; empty where it tells of none."""
        counts = {e.iso_alpha2: float(len(e.mentions)) for e in entities if e.cls == "State" and e.iso_alpha2} or dict(lands)
        return max(sorted(counts), key=lambda c: counts[c], default="")

    def _named(self, entity: Entity, told_most: str, *, as_region: bool, as_village: bool) -> _Named | None:
        """A place of the text, if any of the world's bears one of its names, or one of the state told most nearly does."""
        if entity.cls == "State":
            names = {*map(folded, (entity.label, *entity.alt_labels))}
            adjective = any(folded(m.quote) not in names for m in entity.mentions)
            candidates = self.geography.state(entity.id)[: 1 if adjective else None]
        elif entity.cls == "Place" and (entity.named or entity.label not in {m.quote for m in entity.mentions}):
            candidates = self._candidates(entity) or self._respelled(entity.label, told_most)
        else:
            return None
        seats = {c.region for c in candidates if c.kind == "town" and c.own and c.population}
        rated = sorted(
            (
                (self._prior(c) + self._as_region(c, seats, told=as_region) + self._as_village(c, told=as_village), -i, c)
                for i, c in enumerate(candidates)
            ),
            key=lambda r: r[:2],
            reverse=True,
        )
        rated = rated[:CANDIDATES]
        return _Named(entity, tuple(c for _, _, c in rated), [p for p, _, _ in rated], village=as_village) if rated else None

    def _as_region(self, candidate: GeoPlace, seats: Collection[str], *, told: bool) -> float:
        """What speaks for a region: that the words call it one, and against it that a town in it bears its name."""
        if candidate.kind != "region":
            return 0.0
        return self.weights.told_region if told else -self.weights.seat * (candidate.region in seats)

    def _respelled(self, name: str, told_most: str) -> tuple[GeoPlace, ...]:
        """The places that a name in another spelling may be: of the state told most, else of the only one that has some."""
        return self.geography.alike(name, told_most) if told_most else self.geography.respelled(name)

    def _as_village(self, candidate: GeoPlace, *, told: bool) -> float:
        """What speaks against a city where the words call it a village."""
        return self.weights.no_village if told and candidate.population >= self.weights.city else 0.0

    def _candidates(self, entity: Entity) -> tuple[GeoPlace, ...]:
        for name in dict.fromkeys((entity.label, *entity.alt_labels)):
            found = self.geography.abbreviated(name) or self.geography.named(name)
            if found:
                return found
        return ()

    def _prior(self, candidate: GeoPlace) -> float:
        """How likely a candidate is before anything is known of the text."""
        w = self.weights
        if candidate.kind == "country":
            return w.state
        people = log10(candidate.population + 10)
        listed = 0.0 if candidate.kind in ("town", "district", "region") and candidate.population else w.listed
        kind = w.region if candidate.kind == "region" else w.district if candidate.kind == "district" else 0.0
        return people + kind + listed + (w.own if candidate.own else 0.0)

    # --- context ----------------------------------------------------------------------------------------------

    def _told(self, named: Mapping[str, _Named], entities: Iterable[Entity], lands: Mapping[str, float]) -> dict[str, float]:
        """How much of what the text says of states it says of each, by code; a state whose name others bear tells little."""
        counts = {e.iso_alpha2: self._times_told(e, named.get(e.id)) for e in entities if e.cls == "State" and e.iso_alpha2}
        for code, times in lands.items():
            counts[code] = counts.get(code, 0.0) + self.weights.belonging * times
        total = sum(counts.values()) + 1
        return {code: n / total for code, n in counts.items()}

    def _times_told(self, state: Entity, named: _Named | None) -> float:
        """How often a state is told; an adjective may tell of people elsewhere, and a name that others bear tells little."""
        by_name = self._names_of(state)
        doubt = 1.0 if named is not None and len(named.candidates) == 1 else self.weights.doubtful
        return doubt * (by_name + self.weights.adjective * (len(state.mentions) - by_name))

    def _names_of(self, state: Entity) -> int:
        """How often a state is told by a name of its own, not by its adjective."""
        names = {*map(folded, (state.label, *state.alt_labels))}
        return sum(folded(m.quote) in names for m in state.mentions)

    def _by_country(self, candidate: GeoPlace, told: Mapping[str, float]) -> float:
        return self.weights.country * sqrt(told.get(candidate.country, 0.0))

    def _without(self, place: _Named, told: Mapping[str, float]) -> Mapping[str, float]:
        """What the text says of states beside a place's own name."""
        own = place.entity.iso_alpha2
        return {code: n for code, n in told.items() if code != own} if own else told

    def _scores(self, place: _Named, places: Sequence[_Named], told: Mapping[str, float]) -> list[float]:
        """How well each candidate of a place fits the others as they stand."""
        others = [o for o in places if o is not place and o.candidates[0].kind != "country"][:NEIGHBOURS]
        return [
            p + self._by_country(c, self._without(place, told)) + self._company(c, others) + self._containment(c, place.within)
            for c, p in zip(place.candidates, place.prior, strict=True)
        ]

    def _company(self, candidate: GeoPlace, others: Sequence[_Named]) -> float:
        """How well a candidate fits where the other places are: in its state, in its region, near."""
        if not others:
            return 0.0
        w = self.weights
        state = region = near = 0.0
        for other in others:
            in_state = in_region = close = 0.0
            for c, share in zip(other.candidates, other.share, strict=True):
                if share < 0.02 or c.country != candidate.country:
                    continue
                in_state += share
                in_region += share * (c.region == candidate.region and bool(c.region))
                if c.kind not in ("country", "region"):
                    close += share * exp(-kilometres(c, candidate) / w.near_km)
            state, region, near = state + in_state, region + in_region, near + close
        n = len(others)
        return w.same_country * state / n + w.same_region * sqrt(region / n) + w.near * min(near, 2.0)

    def _containment(self, candidate: GeoPlace, within: Sequence[_Named]) -> float:
        """How surely a candidate lies in what the words put it into."""
        return max(
            (
                self.weights.inside * share
                for outer in within
                for c, share in zip(outer.candidates, outer.share, strict=True)
                if holds(c, candidate)
            ),
            default=0.0,
        )


def holds(outer: GeoPlace, inner: GeoPlace) -> bool:
    """Whether one place contains another, by what the gazetteer says of their states, regions and districts."""
    wide = outer.kind in ("area", "water", "mountain")
    if outer.id == inner.id or (outer.country != inner.country and not (wide and not outer.country)):
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "region" and inner.region:
        return inner.region == outer.id and inner.kind != "region"
    if outer.kind == "district":
        return inner.district == outer.id
    return kilometres(outer, inner) < (300 if wide or outer.kind == "region" else 30)


def kilometres(a: GeoPlace, b: GeoPlace) -> float:
    """The distance of two places, exact enough for near ones."""
    east = abs(a.lon - b.lon)
    return hypot(a.lat - b.lat, min(east, 360 - east) * cos(radians((a.lat + b.lat) / 2))) * KM_A_DEGREE


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores as shares of one; a score higher by one is as much likelier as e to one."""
    top = max(scores)
    raw = [exp(s - top) for s in scores]
    total = sum(raw)
    return [r / total for r in raw]
