"""Incidents as analysts count them: one row each, with a date, a place, who did what to whom, and low, best and high.

A `Content` comes in; an `Incident` goes out for each incident in it, in the order of their dates. Nothing is merged
away: what sources dispute is marked, and the rules by which many claims become one number or date are these.

COUNTING below says how figures become low, best and high. The date is that of the dating with the narrowest window,
one that is only implied last. The place is where the incident occurred; its position is its own or, failing that, that of
the nearest place around it whose position is known, with a precision no better than that place allows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.graph.content import UNBOUNDED, Claim, Content, Thing
from kg.graph.wording import in_words

COUNTING = (
    "A source is an article, or a speaker in it. Figures are never added up across sources. In one source, a figure that counts everyone "
    "goes before figures that count some; of those, the largest low is the low, the sum of the highs is the high, and a best is given only "
    "where there is one group. Across sources, low is the lowest low, high is the highest high (empty if one source gives none), and best is "
    "the best of the source published last (of one day, the lowest; empty if that source gives none). "
    "Empty means that no source gives it: 'at least 140' has no best and no high."
)
BASES = ("stated", "resolved", "implied")
PRECISIONS = ("exact", "near", "region", "country")
HARMS = ("killed", "injured", "hostage", "missing", "captured")
CONTAINERS = 8  # places around a place that are looked through


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were harmed in one way; None is unknown. `latest` is the best of the source published last, or else its low."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    latest: int | None = None
    words: tuple[str, ...] = ()
    disputed: bool = False


@dataclass(frozen=True)
class Incident:
    """One incident of a graph, and what the claims about it come to."""

    thing: Thing
    content: Content

    def role(self, curie: str, *, implied: bool = False) -> tuple[str, ...]:
        """The things in a role that sources tell, or those that they only imply."""
        told = {object_ for _, property_, object_ in self.content.links_of(self.thing.iri) if property_ == curie}
        hinted = {c.object for c in self.content.about(self.thing.iri) if c.property == curie and c.basis == "implied"}
        return tuple(sorted(hinted - told if implied else told))

    @property
    def figures(self) -> tuple[Claim, ...]:
        """The claims of how many were harmed."""
        return tuple(c for c in self.content.about(self.thing.iri) if c.cls == "CasualtyFigure")

    @property
    def datings(self) -> tuple[Claim, ...]:
        """The claims of when it was, the one that counts first."""
        found = [c for c in self.content.about(self.thing.iri) if c.cls == "Dating"]
        return tuple(sorted(found, key=lambda c: (c.basis == "implied", _width(c), str(c.bounds.begin_earliest), c.iri)))

    @cached_property
    def dating(self) -> Claim | None:
        """The dating that counts."""
        return next(iter(self.datings), None)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day on which it can have been."""
        bounds = self.dating.bounds if self.dating else UNBOUNDED
        return bounds.begin_earliest, bounds.end_latest

    @property
    def when(self) -> str:
        """The date in words."""
        return in_words(self.dating.bounds) if self.dating else ""

    @property
    def places(self) -> tuple[Thing, ...]:
        """Where it occurred, the best known place first."""
        found = [self.content.things[iri] for iri in self.role("sikg:occurredAt") if iri in self.content.things]
        return tuple(sorted(found, key=lambda p: (p.point is None, _rank(p.place_precision, PRECISIONS), p.cls == "State", p.id)))

    @cached_property
    def position(self) -> tuple[tuple[float, float], str, Thing] | None:
        """Latitude and longitude, how exact they are, and the place they are those of."""
        for place in self.places:
            for distance, around in enumerate(self._around(place)):
                if around.point:
                    own = around.place_precision or "near"
                    coarse = "country" if around.cls == "State" else own if distance == 0 else max(own, "region", key=PRECISIONS.index)
                    return around.point, coarse, around
        return None

    @property
    def country(self) -> Thing | None:
        """The state that it happened in."""
        return next((state for place in self.places if (state := self.state_of(place))), None)

    def state_of(self, place: Thing) -> Thing | None:
        """The state that a place is, or lies in."""
        return next((p for p in self._around(place) if p.cls == "State"), None)

    def toll(self, kind: str) -> Toll:
        """The figures of one kind of harm as low, best and high, by the rule COUNTING."""
        figures = [claim for claim in self.figures if claim.kind == kind]
        by_source: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        for figure in figures:
            by_source[figure.article, figure.speaker].append(figure)
        tolls = {source: _of_source(told) for source, told in by_source.items()}
        last = max(tolls, key=lambda source: (self._published(source[0]), *_order(tolls[source]), source), default=None)
        latest = tolls[last] if last else Toll()
        return Toll(
            low=_least([toll.low for toll in tolls.values()]),
            best=latest.best,
            high=_most([toll.high for toll in tolls.values()]),
            latest=latest.best if latest.best is not None else latest.low,
            words=tuple(dict.fromkeys(figure.verbatim for figure in figures if figure.verbatim)),
            disputed=any(figure.contradicts for figure in figures),
        )

    @property
    def quote(self) -> str:
        """The passage that tells most of it: of the strongest claims that are no dating, the longest."""
        told = [c for c in self.content.about(self.thing.iri) if c.passages]
        ranked = min(
            told, key=lambda c: (_rank(c.basis, BASES), c.cls == "Dating", -max(len(p.quote) for p in c.passages), c.iri), default=None
        )
        return max((p.quote for p in ranked.passages), key=len) if ranked else ""

    @property
    def disputed(self) -> bool:
        """Whether sources contradict one another about it."""
        return any(claim.contradicts for claim in self.content.about(self.thing.iri))

    @property
    def articles(self) -> tuple[str, ...]:
        """The sources that tell of it."""
        return tuple(sorted({claim.article for claim in self.content.about(self.thing.iri) if claim.article}))

    def _published(self, article: str) -> str:
        known = self.content.articles.get(article)
        return known.published.isoformat() if known and known.published else ""

    def _around(self, place: Thing) -> Iterator[Thing]:
        """The place and the places it lies in, nearest first."""
        seen = {place.iri}
        ring = [place]
        while ring and len(seen) <= CONTAINERS:
            yield from ring
            outer = {o for p in ring for _, name, o in self.content.links_of(p.iri) if name == "sikg:locatedIn"} - seen
            seen |= outer
            ring = [self.content.things[iri] for iri in sorted(outer) if iri in self.content.things]


def incidents_of(content: Content) -> tuple[Incident, ...]:
    """The incidents of a graph by their dates, those without one last."""
    found = [Incident(thing, content) for iri, thing in content.things.items() if content.is_a(iri, "Incident")]
    return tuple(sorted(found, key=lambda i: (i.days[0] is None, str(i.days[0]), i.thing.id)))


def _order(toll: Toll) -> tuple[bool, int]:
    """Among sources of one day: one with a best goes before one without, then the lowest."""
    return toll.best is not None, -(toll.best or 0)


def _of_source(figures: Sequence[Claim]) -> Toll:
    """One source's figures of one kind."""
    whole = [figure for figure in figures if not figure.among]
    if whole:
        return _alternatives(whole)
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for figure in figures:
        groups[figure.among].append(figure)
    tolls = [_alternatives(told) for told in groups.values()]
    highs = [t.high for t in tolls if t.high is not None]
    low = max((t.low for t in tolls if t.low is not None), default=None)
    return Toll(low, tolls[0].best if len(tolls) == 1 else None, sum(highs) if len(highs) == len(tolls) else None)


def _alternatives(figures: Iterable[Claim]) -> Toll:
    """Several figures of the same people: what all of them allow."""
    told = list(figures)
    bests = [best for figure in told if (best := _best(figure)) is not None]
    return Toll(_least([figure.lower for figure in told]), min(bests, default=None), _most([figure.upper for figure in told]))


def _best(figure: Claim) -> int | None:
    exact = figure.lower if figure.lower is not None and figure.lower == figure.upper else None
    return figure.best if figure.best is not None else exact


def _least(numbers: Sequence[int | None]) -> int | None:
    return min((n for n in numbers if n is not None), default=None)


def _most(numbers: Sequence[int | None]) -> int | None:
    """The largest; None where one of them is open."""
    known = [n for n in numbers if n is not None]
    return max(known) if known and len(known) == len(numbers) else None


def _rank(word: str, order: Sequence[str]) -> int:
    return order.index(word) if word in order else len(order)


def _width(dating: Claim) -> int:
    """How many days the window has; a window open on one side is wider than any."""
    first, last = dating.bounds.begin_earliest, dating.bounds.end_latest
    return (last - first).days if first and last else date.max.toordinal()
