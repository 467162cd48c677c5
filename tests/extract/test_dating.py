"""Which time phrase dates which event."""

from __future__ import annotations

import pytest

from tests.extract.grammar import datings, read, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen attacked a mosque on 3 March 2019.", {("attack", "on 3 March 2019", "whole")}, id="date"),
        pytest.param("On Monday gunmen attacked a mosque.", {("attack", "On Monday", "whole")}, id="weekday first"),
        pytest.param("Gunmen attacked a mosque last month.", {("attack", "last month", "whole")}, id="last month"),
        pytest.param("The bombing in 2015 shocked Peru.", {("bombing", "in 2015", "whole")}, id="hung on a noun"),
        pytest.param("The 2015 bombing of a market shocked Peru.", {("bombing", "2015", "whole")}, id="before a noun"),
        pytest.param("The attack took place on Tuesday.", {("attack", "on Tuesday", "whole")}, id="on the verb that carries the event"),
        pytest.param("The attack, which happened on Tuesday, was short.", {("attack", "on Tuesday", "whole")}, id="in a relative clause"),
        pytest.param(
            "Rebels attacked a port on Monday and burned a school on Tuesday.",
            {("attack", "on Monday", "whole"), ("burn", "on Tuesday", "whole")},
            id="each verb its own",
        ),
        pytest.param("Peru launched an offensive against rebels in 2011.", {("offensive", "in 2011", "begin")}, id="launched"),
        pytest.param("Peru and Chile will meet on Friday.", {("meet", "on Friday", "whole future")}, id="ahead"),
        pytest.param("On Sunday evening a bomb exploded.", {("explode", "On Sunday evening", "whole")}, id="day and part of the day"),
        pytest.param("Gunmen attacked a mosque, police said on Monday, after a month of calm.", set(), id="the day it was said"),
        pytest.param("The rebels claimed on Monday that they had attacked a mosque.", set(), id="the day it was claimed"),
        pytest.param(
            "Six people were on Wednesday night killed by gunmen.", {("kill", "on Wednesday night", "whole")}, id="inside the verb"
        ),
        pytest.param("Violence erupted on Saturday following a meeting of chiefs.", set(), id="not what it followed"),
        pytest.param("Since 2014 rebels have attacked the port.", set(), id="since"),
        pytest.param("The rebels attacked the port before 2014.", set(), id="before"),
        pytest.param("Rebels attacked the port in the evening.", set(), id="only a part of a day"),
        pytest.param("The attack lasted two hours.", set(), id="a duration"),
        pytest.param("He was born in 1970.", set(), id="no event"),
    ],
)
def test_a_phrase_dates_the_event_it_hangs_on(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert datings(text) == expected


def test_a_date_comes_before_a_vague_phrase() -> None:
    assert datings("In March, on Monday, gunmen attacked a mosque.") == {("attack", "on Monday", "whole")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen attacked a mosque, police said on Monday.", {("attack", "Monday")}, id="the day of the news"),
        pytest.param("Police said on Monday that gunmen attacked a mosque.", {("attack", "Monday")}, id="the day of the news, before"),
        pytest.param("Police said on Monday that gunmen had attacked a mosque.", set(), id="told as past already"),
        pytest.param(
            "Gunmen attacked a mosque in Kandahar. The attack took place on Thursday.", set(), id="the same attack needs no conclusion"
        ),
        pytest.param(
            "Gunmen raided a village in Peru. The attacks took place on Thursday.",
            set(),
            id="nor do the attacks that go on with it",
        ),
        pytest.param("Gunmen attacked a mosque, after a bombing on Monday killed two.", set(), id="a day of a clause of its own"),
    ],
)
def test_what_has_no_day_of_its_own_takes_one_told_beside_it_as_implied(text: str, expected: set[tuple[str, str]]) -> None:
    reading = read(text)
    implied = {(words(reading, t.event), t.verbatim) for t in reading.event_times if t.basis == "implied"}
    assert implied == expected
