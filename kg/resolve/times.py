"""Time phrases anchored: TIMEX3 values, and the four day-level bounds of what they date.

A relative phrase is anchored on the day of publication; without one it stays unresolved, with the reason. Bounds
are days: a phrase that covers a month gives the first and last day of it on both ends. Weeks begin on Monday
(ISO 8601). Source of values: TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Basis, Bounds, Precision, Timex
from kg.reading import TimePhrase

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
PRECISION: dict[str, Precision] = {"D": "day", "W": "week", "M": "month", "Y": "year"}


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
        Value and days. Where the phrase is relative and there is no publication day, the value is a TIMEX3
        placeholder ("XXXX-WXX-3"), the days are None and `reason` says why.
    """
    match phrase.kind:
        case "calendar":
            return _calendar(phrase, published, future)
        case "weekday":
            return _weekday(phrase, published, future)
        case "offset":
            return _offset(phrase, published)
        case "period":
            return _period(phrase, published)
        case _:
            return Anchored(phrase.value or "XXXX", None, None, None, "stated", False)


def timex(phrase: TimePhrase, published: date | None, *, future: bool = False) -> Timex:
    """The phrase as a TIMEX3."""
    return Timex(phrase.span, phrase.type, anchor(phrase, published, future=future).value)


def _unresolved(value: str) -> Anchored:
    return Anchored(value, None, None, None, "resolved", True, "relative to a publication date that is not known")


def _calendar(p: TimePhrase, published: date | None, future: bool) -> Anchored:
    year, basis, used = p.year, "stated", False
    if year is None:
        if published is None:
            return _unresolved(f"XXXX-{p.month:02d}" + (f"-{p.day:02d}" if p.day else ""))
        year, basis, used = _nearest_year(p, published, future), "resolved", True
    firm: Basis = "resolved" if basis == "resolved" else "stated"
    if p.month is None:
        return Anchored(str(year), date(year, 1, 1), date(year, 12, 31), "year", firm, used)
    last_day = calendar.monthrange(year, p.month)[1]
    if p.day is None:
        return Anchored(f"{year}-{p.month:02d}", date(year, p.month, 1), date(year, p.month, last_day), "month", firm, used)
    if p.day > last_day:
        return Anchored(f"{year}-{p.month:02d}-{p.day:02d}", None, None, None, firm, used, "no such day in that month")
    day = date(year, p.month, p.day)
    return Anchored(day.isoformat(), day, day, "day", firm, used)


def _nearest_year(p: TimePhrase, published: date, future: bool) -> int:
    """The year of a month or day named without one: the last such before publication, or the next in a plan."""
    assert p.month is not None
    here = (p.month, p.day or 1)
    today = (published.month, published.day)
    if p.direction > 0 or (future and p.direction == 0):
        return published.year + (here < today)
    if p.direction < 0:
        return published.year - (here[0] >= published.month)
    return published.year - (here > today and (here[0] > published.month or p.day is not None))


def _weekday(p: TimePhrase, published: date | None, future: bool) -> Anchored:
    assert p.number is not None
    part = f"T{p.part}" if p.part else ""
    if published is None:
        return _unresolved(f"XXXX-WXX-{p.number}{part}")
    if p.direction > 0 or (future and p.direction == 0):
        ahead = (p.number - published.isoweekday()) % 7 or 7
        day = published + timedelta(days=ahead)
    else:
        back = (published.isoweekday() - p.number) % 7
        day = published - timedelta(days=back or (7 if p.direction < 0 else 0))
    return Anchored(day.isoformat() + part, day, day, "day", "resolved", True)


def _offset(p: TimePhrase, published: date | None) -> Anchored:
    assert p.number is not None
    part = f"T{p.part}" if p.part else ""
    if published is None:
        return _unresolved("XXXX-XX-XX" + part)
    count, unit = p.number, p.unit
    digits = "".join(c for c in unit if c.isdigit())
    if digits:
        count, unit = count * int(digits), unit.strip(digits)
    match unit:
        case "D":
            day = published + timedelta(days=count)
            return Anchored(day.isoformat() + part, day, day, "day", "resolved", True)
        case "W":
            day = published + timedelta(weeks=count)
            return _week(day)
        case "M":
            return _month(published.year, published.month + count)
        case "Y":
            return _year(published.year + count)
        case "DE":
            return _year(published.year + 10 * count)
        case _:
            return Anchored(published.isoformat() + part, published, published, "day", "resolved", True)


def _week(day: date) -> Anchored:
    monday = day - timedelta(days=day.isoweekday() - 1)
    year, week, _ = day.isocalendar()
    return Anchored(f"{year}-W{week:02d}", monday, monday + timedelta(days=6), "week", "resolved", True)


def _month(year: int, month: int) -> Anchored:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return Anchored(f"{year}-{month:02d}", date(year, month, 1), date(year, month, last), "month", "resolved", True)


def _year(year: int) -> Anchored:
    return Anchored(str(year), date(year, 1, 1), date(year, 12, 31), "year", "resolved", True)


def _period(p: TimePhrase, published: date | None) -> Anchored:
    if p.unit == "DE" and p.value:
        return Anchored(p.value, date(p.year or 1, 1, 1), date((p.year or 1) + 9, 12, 31), None, "stated", False)
    if p.unit == "SEASON":
        return _season(p, published)
    if published is None:
        return _unresolved("XXXX")
    step = p.number or 0
    match p.unit:
        case "D":
            day = published + timedelta(days=step)
            return Anchored(day.isoformat(), day, day, "day", "resolved", True)
        case "W":
            return _week(published + timedelta(weeks=step))
        case "WE":
            saturday = published + timedelta(days=(6 - published.isoweekday()) % 7 + 7 * step)
            year, week, _ = saturday.isocalendar()
            return Anchored(f"{year}-W{week:02d}-WE", saturday, saturday + timedelta(days=1), "week", "resolved", True)
        case "M":
            return _month(published.year, published.month + step)
        case "Q":
            month = (published.month - 1) // 3 * 3 + 1 + 3 * step
            first, last = _month(published.year, month), _month(published.year, month + 2)
            assert first.first is not None
            return Anchored(f"{first.first.year}-Q{(first.first.month - 1) // 3 + 1}", first.first, last.last, None, "resolved", True)
        case "Y":
            return _year(published.year + step)
        case _:
            return Anchored("XXXX", None, None, None, "resolved", True, "a period of no calendar unit")


def _season(p: TimePhrase, published: date | None) -> Anchored:
    year = p.year or (published.year if published else None)
    if year is None:
        return _unresolved(f"XXXX-{p.part}")
    first, last = SEASON_MONTHS.get(p.part, (1, 12))
    end_year = year + (last < first)
    end = date(end_year, last, calendar.monthrange(end_year, last)[1])
    return Anchored(f"{year}-{p.part}", date(year, first, 1), end, None, "stated" if p.year else "resolved", not p.year)
