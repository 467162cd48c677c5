"""How many claims become one row: the rules by which figures, dates and places are brought together."""

from __future__ import annotations

from datetime import date

import pytest

from kg.export.incidents import Incident, Toll, incidents_of
from kg.export.tables import safe
from kg.graph.content import Article, Claim, Content, Thing
from kg.model import Bounds
from kg.ontology import load

EVENT = "urn:event"


def incident(*claims: Claim, things: tuple[Thing, ...] = (), links: tuple[tuple[str, str, str], ...] = ()) -> Incident:
    articles = {
        name: Article(name, name, name, published=day)
        for name, day in (("early", date(2024, 1, 1)), ("late", date(2024, 1, 9)), ("undated", None))
    }
    raid = Thing(EVENT, "event", "Attack", "Raid")
    content = Content(articles, {t.iri: t for t in (raid, *things)}, {c.iri: c for c in claims}, links, (), load())
    return Incident(raid, content)


def figure(
    article: str, low: int | None = None, best: int | None = None, high: int | None = None, *, among: str = "", speaker: str = ""
) -> Claim:
    name = f"urn:{article} {low} {best} {high} {among} {speaker}"
    return Claim(
        name, "CasualtyFigure", EVENT, kind="killed", lower=low, best=best, upper=high, among=among, speaker=speaker, article=article
    )


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([], Toll()),
        ([figure("early", 140)], Toll(140, None, None, 140)),
        ([figure("early", 7, 7, 7)], Toll(7, 7, 7, 7)),
        ([figure("early", None, 50, None)], Toll(None, 50, None, 50)),
        ([figure("early", 12, 12, 12), figure("late", 15, 15, 15)], Toll(12, 15, 15, 15)),
        ([figure("early", 15, 15, 15), figure("late", 12, 12, 12)], Toll(12, 12, 15, 12)),
        ([figure("early", 12, 12, 12), figure("late", 15)], Toll(12, None, None, 15)),
        ([figure("undated", 1, 1, 1), figure("early", 9, 9, 9)], Toll(1, 9, 9, 9)),
        ([figure("late", 3, 3, 3, speaker="army"), figure("late", 30, 30, 30, speaker="rebels")], Toll(3, 3, 30, 3)),
        ([figure("early", 20, 20, 20), figure("early", 5, 5, 5, among="children")], Toll(20, 20, 20, 20)),
        ([figure("early", 12, 12, 12, among="soldiers"), figure("early", 5, 5, 5, among="civilians")], Toll(12, None, 17, 12)),
        ([figure("early", 12, 12, 12, among="soldiers")], Toll(12, 12, 12, 12)),
        ([figure("early", 12, 12, 12, among="soldiers"), figure("early", 5, among="civilians")], Toll(12, None, None, 12)),
    ],
    ids=[
        "no figure", "at least", "exactly", "about", "later source higher", "later source lower", "later source without a best", "source without a date",
        "two speakers of one article", "a part beside the whole", "two parts", "one part", "an open part",
    ],
)  # fmt: skip
def test_figures_become_low_best_and_high(figures: list[Claim], expected: Toll) -> None:
    for order in (figures, figures[::-1]):
        assert incident(*order).toll("killed") == expected


def dating(name: str, first: date | None, last: date | None, basis: str = "stated") -> Claim:
    return Claim(f"urn:{name}", "Dating", EVENT, bounds=Bounds(first, last, first, last), basis=basis, verbatim=name, article="early")


def test_the_narrowest_dating_counts_and_one_that_is_implied_comes_last() -> None:
    year, day = (date(2024, 1, 1), date(2024, 12, 31)), (date(2024, 5, 3), date(2024, 5, 3))
    assert incident(dating("in 2024", *year), dating("on Friday", *day, "resolved")).days == day
    assert incident(dating("in 2024", *year), dating("then", *day, "implied")).days == year
    assert incident(dating("since May", day[0], None), dating("in 2024", *year)).days == year
    assert incident().days == (None, None)


def place(name: str, point: tuple[float, float] | None = None, precision: str = "", cls: str = "Place") -> Thing:
    return Thing(f"urn:{name}", name, cls, name.title(), point=point, place_precision=precision)


@pytest.mark.parametrize(
    ("things", "within", "expected"),
    [
        ([place("camp", (1, 2), "exact")], [], ((1, 2), "exact", "camp")),
        ([place("camp"), place("town", (3, 4), "exact")], [("camp", "town")], ((3, 4), "region", "town")),
        ([place("camp"), place("land", (5, 6), "country", "State")], [("camp", "land")], ((5, 6), "country", "land")),
        (
            [place("camp"), place("town"), place("land", (5, 6), "", "State")],
            [("camp", "town"), ("town", "land")],
            ((5, 6), "country", "land"),
        ),
        ([place("camp"), place("town")], [("camp", "town"), ("town", "camp")], None),
    ],
    ids=["own", "of the town around it", "of the country", "two steps away", "in a circle"],
)
def test_a_position_is_that_of_the_nearest_place_with_one(
    things: list[Thing], within: list[tuple[str, str]], expected: tuple[tuple[float, float], str, str] | None
) -> None:
    links = [(EVENT, "sikg:occurredAt", "urn:camp"), *((f"urn:{a}", "sikg:locatedIn", f"urn:{b}") for a, b in within)]
    found = incident(things=tuple(things), links=tuple(links)).position
    assert (found and (found[0], found[1], found[2].id)) == expected


def test_incidents_come_by_date_and_those_without_one_last() -> None:
    one = incident(
        dating("x", date(2024, 5, 3), date(2024, 5, 3)), things=(Thing("urn:a", "a", "Incident", "A"), Thing("urn:m", "m", "Meeting", "M"))
    )
    assert [found.thing.id for found in incidents_of(one.content)] == ["event", "a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-5", "'-5"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1", "'＝1"),
        ("  =1", "  '=1"),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ('a;=1;"', "a;'=1;\""),
        ("two\n=1", "two\n'=1"),
        ("a-b = c@d + 1", "a-b = c@d + 1"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(text: str, expected: str) -> None:
    assert safe(text) == expected
