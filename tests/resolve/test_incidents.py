"""Which event mentions become one event, what it is called, and when it was. Published on Thursday, 14 March 2024."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Bounds, Event
from tests.extract.grammar import code


def only(text: str) -> Event:
    [event] = code(text).events
    return event


@pytest.mark.parametrize(
    ("text", "label", "id"),
    [
        pytest.param(
            "Gunmen attacked a hotel in Quito on Monday.",
            "Attack on the hotel in Quito",
            "event/quito-hotel-attack-2024-03-11",
            id="target",
        ),
        pytest.param("Gunmen shot two men in Quito.", "Attack in Quito", "event/quito-attack", id="place"),
        pytest.param("Gunmen kidnapped two nurses.", "Abduction of nurses", "event/nurses-abduction", id="victim"),
        pytest.param("The Lugara mall bombing shocked Peru.", "Lugara mall bombing", "event/lugara-mall-bombing", id="noun as in the text"),
        pytest.param(
            "The Orinda Peace Forum was held on Monday.", "Orinda Peace Forum", "event/orinda-peace-forum-2024", id="its own name"
        ),
        pytest.param(
            "The next Orinda Peace Forum will be held in Oslo.",
            "Next Orinda Peace Forum",
            "event/orinda-peace-forum-next",
            id="the next of a name",
        ),
        pytest.param(
            "Rebels attacked a base near Goma in May 2019.",
            "Attack on the base near Goma",
            "event/base-near-goma-attack-2019-05",
            id="month",
        ),
        pytest.param(
            "Rebels attacked M23.", "Attack on March 23 Movement", "event/march-23-movement-attack", id="a known target by its label"
        ),
        pytest.param("Peru and Chile met on Monday.", "Meeting", "event/meeting-2024", id="meeting"),
    ],
)
def test_an_event_is_called_by_what_kind_it_is_and_what_it_struck(text: str, label: str, id: str) -> None:
    event = only(text)
    assert (event.label, event.id) == (label, id)


def test_two_events_that_would_have_one_id_have_two() -> None:
    first, second = code("Gunmen shot two men in Quito. In 2019, gunmen shot two men in Quito. ").events
    assert first.id != second.id


@pytest.mark.parametrize(
    ("text", "types", "quotes"),
    [
        pytest.param(
            "Gunmen attacked a hotel on Monday. The attack killed 12 people.",
            ("attack",),
            ["attacked a hotel", "The attack", "killed 12 people"],
            id="retold",
        ),
        pytest.param(
            "A car bomb exploded, killing two men.", ("bombing",), ["exploded", "killing two men"], id="harm tells no type of its own"
        ),
        pytest.param(
            "Gunmen ambushed a bus. The attack was short.", ("ambush",), ["ambushed a bus", "The attack"], id="the particular type wins"
        ),
    ],
)
def test_one_event_has_all_its_mentions_and_its_most_particular_types(text: str, types: tuple[str, ...], quotes: list[str]) -> None:
    event = only(text)
    assert (event.event_types, [m.quote for m in event.mentions]) == (types, quotes)


def day(d: date) -> Bounds:
    return Bounds(d, d, d, d)


@pytest.mark.parametrize(
    ("text", "bounds", "precision", "basis"),
    [
        pytest.param("Gunmen attacked a hotel on Monday.", day(date(2024, 3, 11)), "day", "resolved", id="weekday"),
        pytest.param("Gunmen attacked a hotel on 3 March 2019.", day(date(2019, 3, 3)), "day", "stated", id="date"),
        pytest.param(
            "Gunmen attacked a hotel in 2019.",
            Bounds(date(2019, 1, 1), date(2019, 12, 31), date(2019, 1, 1), date(2019, 12, 31)),
            "year",
            "stated",
            id="year",
        ),
        pytest.param(
            "Peru launched an offensive against rebels in 2019.",
            Bounds(date(2019, 1, 1), date(2019, 12, 31)),
            "year",
            "stated",
            id="launched: no end is told",
        ),
        pytest.param("Peru and Chile will meet on Friday.", day(date(2024, 3, 15)), "day", "resolved", id="ahead"),
        pytest.param("Peru and Chile plan a meeting.", Bounds(date(2024, 3, 14)), None, "implied", id="planned: after publication"),
    ],
)
def test_datings_are_windows_of_days(text: str, bounds: Bounds, precision: str | None, basis: str) -> None:
    [dating] = code(text).dates
    assert (dating.bounds, dating.precision, dating.basis) == (bounds, precision, basis)


def test_the_sharper_of_two_datings_of_one_event_is_kept() -> None:
    [dating] = code("Gunmen attacked a hotel in March. The attack took place on Monday.").dates
    assert (dating.verbatim, dating.bounds) == ("on Monday", day(date(2024, 3, 11)))


@pytest.mark.parametrize(
    ("text", "published"),
    [
        pytest.param("Gunmen attacked a hotel on Monday.", None, id="no day to count from"),
        pytest.param("Gunmen attacked a hotel on 30 February 2019.", date(2024, 3, 14), id="no such day"),
        pytest.param("Peru and Chile plan a meeting.", None, id="planned, and no day of publication"),
    ],
)
def test_what_cannot_be_dated_is_a_problem_and_no_dating(text: str, published: date | None) -> None:
    coding = code(text, published)
    assert (coding.dates, [p.kind for p in coding.problems if p.kind == "unresolved-time"]) == ((), ["unresolved-time"])


@pytest.mark.parametrize("text", ["", "\n", "?!", "\u202e", "Nobody slept."])
def test_text_without_events_has_none(text: str) -> None:
    assert code(text).events == ()
