"""Claims as a reader would say them: figures, dates and names of relations in plain English.

Bounds and figures come in, words go out: "at least 13 killed", "between 2011 and 5 May 2022", "based in". Months are
written out here, not taken from `calendar`, whose names follow the locale. Does not know graphs or pages.
"""

from __future__ import annotations

import re
from datetime import date

from kg.model import Bounds

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def name_in_words(name: str) -> str:
    """The words of a local name or slug: "basedIn" is "based in", "armed-assault" is "armed assault"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|-", " ", name).lower()


def casualties_in_words(kind: str, low: int | None, best: int | None, high: int | None) -> str:
    """A casualty figure in words, from its bounds: "at least 13 killed"."""
    if low is not None and low == high:
        number = str(low)
    elif low is not None and high is not None:
        number = f"{low} to {high}"
    elif low is not None:
        number = f"at least {low}"
    elif high is not None:
        number = f"at most {high}"
    else:
        number = f"about {best}" if best is not None else "an unknown number"
    return f"{number} {'taken hostage' if kind == 'hostage' else kind}"


def in_words(bounds: Bounds) -> str:
    """Four bounds as a reader would say them: "3 May 2022", "2013", "from 2011", "between 2011 and 5 May 2022"."""
    begin = _window(bounds.begin_earliest, bounds.begin_latest)
    end = _window(bounds.end_earliest, bounds.end_latest)
    if begin == end or not (begin or end):
        return begin or "date unknown"
    if bounds.begin_latest and bounds.end_earliest and not (bounds.begin_earliest or bounds.end_latest):
        if bounds.begin_latest > bounds.end_earliest:  # it held on a day that is known to the month or year only
            window = _window(bounds.end_earliest, bounds.begin_latest)
            return f"at some time {window if window.startswith('between ') else f'in {window}'}"
        first, last = _day(bounds.begin_latest), _day(bounds.end_earliest)
        return f"as of {first}" if first == last else f"at least from {first} until {last}"
    if begin.endswith(" or later") and not end:
        return begin
    loose = begin.startswith(("by ", "between ")) or begin.endswith(" or later")
    opening = f"begun {begin}" if loose else f"from {begin}" if begin else ""
    return ", ".join(part for part in (opening, f"until {end}" if end else "") if part)


def _window(first: date | None, last: date | None) -> str:
    """The days from first to last, as one date where they make a calendar unit."""
    if first is None or last is None:
        return f"{_day(first)} or later" if first else f"by {_day(last)}" if last else ""
    if first == last:
        return _day(first)
    if first.day == 1 and (last.toordinal() + 1 == _next_month(first).toordinal()):
        return f"{MONTHS[first.month - 1]} {first.year}"
    opening = str(first.year) if (first.month, first.day) == (1, 1) else _day(first)
    closing = str(last.year) if (last.month, last.day) == (12, 31) else _day(last)
    return opening if opening == closing else f"between {opening} and {closing}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _next_month(day: date) -> date:
    """The first day of the month after; December of the last year there is stays as it is."""
    if day.month < 12:
        return day.replace(month=day.month + 1, day=1)
    return day.replace(year=day.year + 1, month=1, day=1) if day.year < date.max.year else day
