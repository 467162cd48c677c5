"""Time phrases anchored: TIMEX3 values, and the days of what they date.

A relative phrase is anchored on the day of publication, or on the phrase it is told from ("two days later"); without
one it stays unresolved, with the reason. A phrase that covers a month gives the first and last day of it. Weeks
begin on Monday (ISO 8601); months of seasons are those of the northern hemisphere. A bare weekday, day or month is
the last one before publication, or the next where the words look ahead. Source of values: TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.model import Basis, Bounds, Precision, Timex
from kg.reading import NO_WEEK, NO_YEAR, UNKNOWN_OF_UNIT, TimePhrase

# First and last month of the named parts of a year; a winter ends in the next year.
SHARES = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14), "H1": (1, 6), "H2": (7, 12)}
SHARES |= {f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)}
YEARS_OF = {"DE": 10, "CE": 100}
OUTSIDE = "outside the years that a calendar date can have"


@dataclass(frozen=True, slots=True)
class Anchored:
    """A phrase on the calendar: its TIMEX3 value, the first and last day it covers, the unit, and how it follows."""

    value: str
    first: date | None
    last: date | None
    precision: Precision | None
    basis: Basis
    used_anchor: bool
    reason: str = ""

    @property
    def bounds(self) -> Bounds:
        """The window as bounds of something that lay wholly inside it."""
        return Bounds(self.first, self.last, self.first, self.last)


def anchor(phrase: TimePhrase, published: date | None, *, future: bool = False) -> Anchored:
    """The days a phrase covers.

    Args:
        phrase: A time phrase as written.
        published: The day of publication, None if unknown.
        future: Whether the clause looks ahead, so that a bare weekday or month is the next one.

    Returns:
        Value and days. Where the phrase is relative and there is no day to count from, the value is a TIMEX3
        placeholder ("XXXX-WXX-3"), the days are None and `reason` says why; likewise outside the years 1 to 9999.
    """
    day = anchor(phrase.base, published).first if phrase.base is not None else published
    try:
        found = _anchored(phrase, day, future=future or phrase.ahead)
    except (ValueError, OverflowError):  # from datetime.date: before the year 1 or after 9999
        return Anchored(NO_YEAR, None, None, None, "resolved", True, OUTSIDE)
    return replace(found, value=f"{found.value}T{phrase.part}") if phrase.type == "TIME" and phrase.part else found


def timex(phrase: TimePhrase, published: date | None, *, future: bool = False) -> Timex:
    """The phrase as a TIMEX3."""
    return Timex(phrase.span, phrase.type, anchor(phrase, published, future=future).value)


def _anchored(p: TimePhrase, day: date | None, *, future: bool) -> Anchored:
    match p.kind:
        case "calendar":
            return _calendar(p, day, future=future)
        case "weekday":
            return _weekday(p, day, future=future)
        case "offset":
            return _shifted(p.unit, p.number or 0, day)
        case "period" if p.value and p.unit in YEARS_OF:
            return _named_years(p)
        case "period" if p.unit == "SEASON":
            return _share_of_year(p, day, future=future)
        case "period" if p.unit == "WE" and day is not None:
            return _weekend(p, day)
        case "period":
            return _shifted(p.unit, p.number or 0, day)
        case "unknown":
            return _unresolved(p.value)
        case _:
            return Anchored(p.value or NO_YEAR, None, None, None, "stated", used_anchor=False)


def _unresolved(value: str) -> Anchored:
    return Anchored(value, None, None, None, "resolved", used_anchor=True, reason="relative to a day that is not known")


# --- days, weeks, months, years as values ------------------------------------------------------------------------


def _day(day: date) -> Anchored:
    return Anchored(day.isoformat(), day, day, "day", "resolved", used_anchor=True)


def _week(day: date) -> Anchored:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Anchored(f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=6), "week", "resolved", used_anchor=True)


def _months(value: str, year: int, first: int, last: int, precision: Precision | None) -> Anchored:
    """The months of a year from first to last, which may lie in another year."""
    begin, end = (date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) for month in (first, last))
    return Anchored(value, begin, end.replace(day=calendar.monthrange(end.year, end.month)[1]), precision, "resolved", used_anchor=True)


def _month(year: int, month: int) -> Anchored:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return _months(f"{year:04d}-{month:02d}", year, month, month, "month")


def _year(year: int) -> Anchored:
    return _months(f"{year:04d}", year, 1, 12, "year")


def _years(value: str, years: int) -> Anchored:
    """A decade or century: the years whose number begins so."""
    first = int(value) * years
    return Anchored(value, date(max(first, 1), 1, 1), date(first + years - 1, 12, 31), None, "resolved", used_anchor=True)


def _named_years(p: TimePhrase) -> Anchored:
    return replace(_years(p.value, YEARS_OF[p.unit]), basis="stated", used_anchor=False)


# --- kinds of phrases --------------------------------------------------------------------------------------------


def _calendar(p: TimePhrase, day: date | None, *, future: bool) -> Anchored:
    if p.year is not None:
        year = p.year
    elif day is not None:
        year = _nearest_year(p, day, future=future)
    else:
        return _unresolved(f"{NO_YEAR}-{p.month:02d}" + (f"-{p.day:02d}" if p.day else ""))
    if p.month is None:
        found = _year(year)
    elif p.day is None:
        found = _month(year, p.month)
    elif p.day > calendar.monthrange(year, p.month)[1]:
        value = f"{year:04d}-{p.month:02d}-{p.day:02d}"
        found = Anchored(value, None, None, None, "resolved", used_anchor=True, reason="no such day in that month")
    else:
        found = _day(date(year, p.month, p.day))
    return found if p.year is None else replace(found, basis="stated", used_anchor=False)


def _nearest_year(p: TimePhrase, day: date, *, future: bool) -> int:
    """The year of a month or day named without one: the last such before publication, or the next in a plan."""
    month = p.month or 1
    here, today = (month, p.day or 1), (day.month, day.day)
    if p.base is not None or p.number == 0:
        return day.year
    if p.direction > 0 or future:
        return day.year + (here < today and (month < day.month or p.day is not None))
    if p.direction < 0:
        return day.year - (month >= day.month)
    return day.year - (here > today and (month > day.month or p.day is not None))


def _weekday(p: TimePhrase, day: date | None, *, future: bool) -> Anchored:
    number = p.number or 1
    if day is None:
        return _unresolved(f"{NO_WEEK}-{number}")
    if p.unit == "W":
        return _day(day + timedelta(days=number - day.isoweekday(), weeks=p.direction))
    ahead, back = (number - day.isoweekday()) % 7, (day.isoweekday() - number) % 7
    if p.direction > 0:
        return _day(day + timedelta(days=ahead or 7))
    if p.direction < 0:
        return _day(day - timedelta(days=back or 7))
    return _day(day + timedelta(days=ahead) if future else day - timedelta(days=back))


def _weekend(p: TimePhrase, day: date) -> Anchored:
    """ "this weekend" is the one of this week; "the weekend" and "last weekend" are the last that has begun or is over."""
    saturday = day + timedelta(days=6 - day.isoweekday(), weeks=p.number or 0)
    if p.direction < 0 and saturday > day:
        saturday -= timedelta(weeks=1)
    year, week, _ = saturday.isocalendar()
    return Anchored(f"{year:04d}-W{week:02d}-WE", saturday, saturday + timedelta(days=1), "week", "resolved", used_anchor=True)


def _shifted(unit: str, count: int, day: date | None) -> Anchored:
    """The unit that lies so many units from the one with the day."""
    if day is None:
        return _unresolved(UNKNOWN_OF_UNIT.get(unit, NO_YEAR))
    times = re.match(r"\d+", unit)  # "2W" is a fortnight
    if times:
        count, unit = count * int(times[0]), unit[times.end() :]
    match unit:
        case "D":
            return _day(day + timedelta(days=count))
        case "N":
            night = _day(day + timedelta(days=count))
            return replace(night, last=day + timedelta(days=count + 1), precision=None)
        case "W":
            return _week(day + timedelta(weeks=count))
        case "M":
            return _month(day.year, day.month + count)
        case "Q":
            year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + count, 4)
            return _months(f"{year:04d}-Q{quarter + 1}", year, 3 * quarter + 1, 3 * quarter + 3, None)
        case "Y":
            return _year(day.year + count)
        case "DE" | "CE":
            years = YEARS_OF[unit]
            return _years(f"{day.year // years + count:0{5 - len(str(years))}d}", years)
        case _:  # hours, minutes: the day itself
            return _day(day)


def _share_of_year(p: TimePhrase, day: date | None, *, future: bool) -> Anchored:
    """A season, quarter or half of a year: of the year said, or the one that the words and the day point to."""
    first, last = SHARES[p.part]
    if p.year is not None:
        return replace(_months(f"{p.year:04d}-{p.part}", p.year, first, last, None), basis="stated", used_anchor=False)
    if day is None:
        return _unresolved(f"{NO_YEAR}-{p.part}")
    months = day.year * 12 + day.month - 1
    begun, over = (months - first + 1) // 12, (months - last) // 12  # the last years in which the part has begun, is over
    this = begun if begun > over else day.year
    nearest = over + 1 if future else begun
    year = this if p.number == 0 else {1: begun + 1, 0: nearest, -1: over}[p.direction]
    if p.value == "Y":  # "the first quarter of last year"
        year = day.year + p.direction
    return _months(f"{year:04d}-{p.part}", year, first, last, None)
