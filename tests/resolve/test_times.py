"""Time phrases on the calendar: TIMEX3 values, days, and how they follow."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Basis, Bounds, Precision, Span, Timex
from kg.reading import TimeKind, TimePhrase
from kg.resolve.times import Anchored, anchor, timex
from tests.extract.grammar import code

REPORT = date(2022, 5, 5)  # a Thursday
HERE = Span(0, 1, "x")


def phrase(kind: TimeKind, **parts: object) -> TimePhrase:
    return TimePhrase(HERE, type="TIME" if str(parts.get("part"))[:2] in ("MO", "NI", "18") else "DATE", kind=kind, **parts)


def days(text: str) -> tuple[date | None, date | None]:
    """First and last day of "2022-05-03..2022-05-09", or of one day."""
    first, _, last = text.partition("..")
    return (date.fromisoformat(first), date.fromisoformat(last or first)) if text else (None, None)


class TestWhatIsSaid:
    """A phrase that says its year needs no day to count from."""

    @pytest.mark.parametrize(
        ("said", "value", "covers", "precision"),
        [
            (phrase("calendar", year=2022, month=5, day=3), "2022-05-03", "2022-05-03", "day"),
            (phrase("calendar", year=2020, month=2), "2020-02", "2020-02-01..2020-02-29", "month"),
            (phrase("calendar", year=2011), "2011", "2011-01-01..2011-12-31", "year"),
            (phrase("calendar", year=2022, month=5, day=3, part="18:30"), "2022-05-03T18:30", "2022-05-03", "day"),
            (phrase("period", unit="DE", value="199"), "199", "1990-01-01..1999-12-31", None),
            (phrase("period", unit="CE", value="19"), "19", "1900-01-01..1999-12-31", None),
            (phrase("period", unit="SEASON", part="Q1", year=2009), "2009-Q1", "2009-01-01..2009-03-31", None),
            (phrase("period", unit="SEASON", part="H2", year=2009), "2009-H2", "2009-07-01..2009-12-31", None),
            (phrase("period", unit="SEASON", part="WI", year=2019), "2019-WI", "2019-12-01..2020-02-29", None),
            (phrase("reference", value="PAST_REF"), "PAST_REF", "", None),
            (phrase("duration", value="P2D"), "P2D", "", None),
            (phrase("set", value="P1W"), "P1W", "", None),
        ],
    )
    def test_is_stated(self, said: TimePhrase, value: str, covers: str, precision: Precision | None) -> None:
        for published in (REPORT, None):
            assert anchor(said, published) == Anchored(value, *days(covers), precision, "stated", used_anchor=False)


class TestFromTheDayOfTheReport:
    @pytest.mark.parametrize(
        ("said", "value", "covers", "precision"),
        [
            (phrase("weekday", number=3), "2022-05-04", "2022-05-04", "day"),
            (phrase("weekday", number=4), "2022-05-05", "2022-05-05", "day"),
            (phrase("weekday", number=5), "2022-04-29", "2022-04-29", "day"),
            (phrase("weekday", number=2, part="MO"), "2022-05-03TMO", "2022-05-03", "day"),
            (phrase("weekday", number=4, direction=-1), "2022-04-28", "2022-04-28", "day"),
            (phrase("weekday", number=3, direction=-1), "2022-05-04", "2022-05-04", "day"),
            (phrase("weekday", number=4, direction=1), "2022-05-12", "2022-05-12", "day"),
            (phrase("weekday", number=5, direction=1), "2022-05-06", "2022-05-06", "day"),
            (phrase("weekday", number=5, unit="W"), "2022-05-06", "2022-05-06", "day"),
            (phrase("weekday", number=1, unit="W"), "2022-05-02", "2022-05-02", "day"),
            (phrase("weekday", number=2, unit="W", direction=-1), "2022-04-26", "2022-04-26", "day"),
            (phrase("offset", number=-2, unit="D"), "2022-05-03", "2022-05-03", "day"),
            (phrase("offset", number=-1, unit="D", part="NI"), "2022-05-04TNI", "2022-05-04", "day"),
            (phrase("offset", number=-1, unit="N", part="NI"), "2022-05-04TNI", "2022-05-04..2022-05-05", None),
            (phrase("offset", number=-3, unit="W"), "2022-W15", "2022-04-11..2022-04-17", "week"),
            (phrase("offset", number=-1, unit="2W"), "2022-W16", "2022-04-18..2022-04-24", "week"),
            (phrase("offset", number=-5, unit="M"), "2021-12", "2021-12-01..2021-12-31", "month"),
            (phrase("offset", number=-2, unit="Y"), "2020", "2020-01-01..2020-12-31", "year"),
            (phrase("offset", number=-2, unit="DE"), "200", "2000-01-01..2009-12-31", None),
            (phrase("offset", number=-1, unit="CE"), "19", "1900-01-01..1999-12-31", None),
            (phrase("offset", number=-5, unit="TH"), "2022-05-05", "2022-05-05", "day"),
            (phrase("period", number=0, unit="D"), "2022-05-05", "2022-05-05", "day"),
            (phrase("period", number=-1, unit="W"), "2022-W17", "2022-04-25..2022-05-01", "week"),
            (phrase("period", number=1, unit="M"), "2022-06", "2022-06-01..2022-06-30", "month"),
            (phrase("period", number=-1, unit="Q"), "2022-Q1", "2022-01-01..2022-03-31", None),
            (phrase("period", number=-2, unit="Q"), "2021-Q4", "2021-10-01..2021-12-31", None),
            (phrase("period", number=-1, unit="Y"), "2021", "2021-01-01..2021-12-31", "year"),
            (phrase("period", number=0, unit="DE"), "202", "2020-01-01..2029-12-31", None),
            (phrase("period", number=0, unit="WE"), "2022-W18-WE", "2022-05-07..2022-05-08", "week"),
            (phrase("period", number=0, unit="WE", direction=-1), "2022-W17-WE", "2022-04-30..2022-05-01", "week"),
            (phrase("period", number=-1, unit="WE"), "2022-W17-WE", "2022-04-30..2022-05-01", "week"),
        ],
    )
    def test_is_resolved(self, said: TimePhrase, value: str, covers: str, precision: Precision | None) -> None:
        assert anchor(said, REPORT) == Anchored(value, *days(covers), precision, "resolved", used_anchor=True)

    @pytest.mark.parametrize(
        ("said", "value"),
        [
            (phrase("weekday", number=3), "XXXX-WXX-3"),
            (phrase("weekday", number=3, part="MO"), "XXXX-WXX-3TMO"),
            (phrase("calendar", month=5, day=3), "XXXX-05-03"),
            (phrase("calendar", month=5), "XXXX-05"),
            (phrase("offset", number=-2, unit="D"), "XXXX-XX-XX"),
            (phrase("period", number=-1, unit="M"), "XXXX-XX"),
            (phrase("period", number=-1, unit="W"), "XXXX-WXX"),
            (phrase("period", number=0, unit="WE"), "XXXX"),
            (phrase("period", unit="SEASON", part="SU"), "XXXX-SU"),
        ],
    )
    def test_stays_open_where_that_day_is_not_known(self, said: TimePhrase, value: str) -> None:
        assert anchor(said, None) == Anchored(
            value, None, None, None, "resolved", used_anchor=True, reason="relative to a day that is not known"
        )

    def test_week_one_may_begin_in_the_old_year(self) -> None:
        expected = Anchored("2020-W01", date(2019, 12, 30), date(2020, 1, 5), "week", "resolved", used_anchor=True)
        assert anchor(phrase("period", number=0, unit="W"), date(2020, 1, 2)) == expected

    @pytest.mark.parametrize(
        ("day", "expected"), [(date(2022, 5, 7), "2022-W18-WE"), (date(2022, 5, 8), "2022-W18-WE"), (date(2022, 5, 9), "2022-W18-WE")]
    )
    def test_the_weekend_is_the_last_that_has_begun(self, day: date, expected: str) -> None:
        assert anchor(phrase("period", number=0, unit="WE", direction=-1), day).value == expected


class TestYearsThatAreNotSaid:
    """The last such month or day before the report, or the next in a plan."""

    @pytest.mark.parametrize(
        ("said", "before", "ahead"),
        [
            (phrase("calendar", month=5, day=3), "2022-05-03", "2023-05-03"),
            (phrase("calendar", month=5, day=5), "2022-05-05", "2022-05-05"),
            (phrase("calendar", month=5, day=12), "2021-05-12", "2022-05-12"),
            (phrase("calendar", month=12, day=25), "2021-12-25", "2022-12-25"),
            (phrase("calendar", month=5), "2022-05", "2022-05"),
            (phrase("calendar", month=6), "2021-06", "2022-06"),
            (phrase("calendar", month=4), "2022-04", "2023-04"),
            (phrase("weekday", number=2), "2022-05-03", "2022-05-10"),
            (phrase("weekday", number=4), "2022-05-05", "2022-05-05"),
        ],
    )
    def test_follow_from_the_words_around(self, said: TimePhrase, before: str, ahead: str) -> None:
        assert anchor(said, REPORT).value == before
        assert anchor(said, REPORT, future=True).value == ahead

    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            (phrase("calendar", month=5, direction=-1), "2021-05"),
            (phrase("calendar", month=4, direction=-1), "2022-04"),
            (phrase("calendar", month=11, direction=-1), "2021-11"),
            (phrase("calendar", month=6, direction=1), "2022-06"),
            (phrase("calendar", month=4, direction=1), "2023-04"),
            (phrase("calendar", month=6, number=0), "2022-06"),
            (phrase("calendar", month=5, day=12, ahead=True), "2022-05-12"),
        ],
    )
    def test_or_from_the_phrase_itself(self, said: TimePhrase, expected: str) -> None:
        assert anchor(said, REPORT).value == expected

    @pytest.mark.parametrize(
        ("day", "which", "expected"),
        [
            (date(2022, 5, 5), {}, "2022-SP"),
            (date(2022, 5, 5), {"direction": -1}, "2021-SP"),
            (date(2022, 5, 5), {"direction": 1}, "2023-SP"),
            (date(2022, 7, 5), {"direction": -1}, "2022-SP"),
            (date(2022, 2, 5), {"number": 0}, "2022-SP"),
            (date(2022, 2, 5), {}, "2021-SP"),
            (date(2022, 2, 5), {"direction": 1}, "2022-SP"),
        ],
    )
    def test_of_a_season_follow_from_the_words_and_the_day(self, day: date, which: dict[str, int], expected: str) -> None:
        assert anchor(phrase("period", unit="SEASON", part="SP", **which), day).value == expected

    @pytest.mark.parametrize(
        ("day", "which", "expected"),
        [(date(2022, 1, 5), {}, "2021-WI"), (date(2022, 1, 5), {"number": 0}, "2021-WI"), (date(2022, 1, 5), {"direction": -1}, "2020-WI")],
    )
    def test_a_winter_goes_on_in_the_new_year(self, day: date, which: dict[str, int], expected: str) -> None:
        assert anchor(phrase("period", unit="SEASON", part="WI", **which), day).value == expected


class TestFromAnotherPhrase:
    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            (phrase("offset", number=3, unit="D", base=phrase("calendar", year=2020, month=2, day=27)), "2020-03-01"),
            (phrase("offset", number=2, unit="Y", base=phrase("calendar", year=2020, month=2)), "2022"),
            (phrase("period", number=1, unit="D", base=phrase("weekday", number=2)), "2022-05-04"),
            (phrase("offset", number=0, unit="D", part="NI", base=phrase("weekday", number=2)), "2022-05-03TNI"),
            (phrase("calendar", month=5, day=7, base=phrase("calendar", month=5, day=5)), "2022-05-07"),
            (
                phrase(
                    "period",
                    number=-1,
                    unit="M",
                    base=phrase("offset", number=-1, unit="D", base=phrase("calendar", year=2020, month=3, day=1)),
                ),
                "2020-01",
            ),
        ],
    )
    def test_is_counted_from_its_day(self, said: TimePhrase, expected: str) -> None:
        assert anchor(said, REPORT).value == expected

    def test_needs_no_day_of_a_report_where_that_other_has_its_own(self) -> None:
        said = phrase("offset", number=3, unit="D", base=phrase("calendar", year=2020, month=2, day=27))
        assert anchor(said, None).value == "2020-03-01"

    def test_is_open_where_that_other_is_open(self) -> None:
        assert anchor(phrase("offset", number=3, unit="D", base=phrase("weekday", number=2)), None).value == "XXXX-XX-XX"


class TestNoSuchDay:
    @pytest.mark.parametrize(
        ("said", "value", "basis", "reason"),
        [
            (phrase("calendar", year=2022, month=2, day=30), "2022-02-30", "stated", "no such day in that month"),
            (phrase("calendar", month=2, day=30), "2022-02-30", "resolved", "no such day in that month"),
            (phrase("offset", number=-5000, unit="Y"), "XXXX", "resolved", "outside the years that a calendar date can have"),
            (phrase("offset", number=10**12, unit="D"), "XXXX", "resolved", "outside the years that a calendar date can have"),
            (phrase("offset", number=9000, unit="DE"), "XXXX", "resolved", "outside the years that a calendar date can have"),
            (phrase("unknown", value="XXXX-XX"), "XXXX-XX", "resolved", "relative to a day that is not known"),
        ],
    )
    def test_is_a_result_with_its_reason(self, said: TimePhrase, value: str, basis: Basis, reason: str) -> None:
        found = anchor(said, REPORT)
        assert (found.value, found.first, found.last, found.basis, found.reason) == (value, None, None, basis, reason)

    def test_days_at_the_ends_of_time_do_not_break(self) -> None:
        for day in (date.min, date.max):
            for unit in ("D", "W", "WE", "M", "Q", "Y", "DE", "CE"):
                for number in (-1, 0, 1):
                    assert anchor(phrase("period", number=number, unit=unit), day).value
            for part in ("SP", "WI", "Q4", "H1"):
                for direction in (-1, 0, 1):
                    assert anchor(phrase("period", unit="SEASON", part=part, direction=direction), day).value


def test_bounds_are_a_window_for_something_wholly_inside() -> None:
    found = anchor(phrase("period", number=-1, unit="W"), REPORT)
    assert found.bounds == Bounds(date(2022, 4, 25), date(2022, 5, 1), date(2022, 4, 25), date(2022, 5, 1))


def test_a_timex_keeps_the_words_and_the_type() -> None:
    assert timex(phrase("weekday", number=2, part="MO"), REPORT) == Timex(HERE, "TIME", "2022-05-03TMO")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("It may be signed on September 12.", "2022-09-12", id="may be"),
        pytest.param("It may have been signed on September 12.", "2021-09-12", id="may have been"),
        pytest.param("The base should be closed in October.", "2022-10", id="should be"),
        pytest.param("The army plans to close the base by October.", "2022-10", id="plans to, by"),
        pytest.param("The army had to close the base by October.", "2021-10", id="had to, by"),
        pytest.param("The rebels have a June 1 deadline.", "2022-06-01", id="deadline"),
        pytest.param("A June 3 hearing has been scheduled.", "2022-06-03", id="scheduled hearing"),
        pytest.param("The base will close in the fourth quarter.", "2022-Q4", id="a quarter ahead"),
        pytest.param("Attacks rose in the first quarter of last year.", "2021-Q1", id="quarter of last year"),
        pytest.param("Attacks rose in the final quarter of 2009.", "2009-Q4", id="final quarter"),
        pytest.param("Markets fell over the past five trading days.", "P5D", id="trading days"),
        pytest.param("Troops will stay in the long term.", "FUTURE_REF", id="in the long term"),
    ],
)
def test_values_of_phrases_in_a_report_of_5_may_2022(text: str, value: str) -> None:
    assert [t.value for t in code(text, REPORT).times] == [value]
