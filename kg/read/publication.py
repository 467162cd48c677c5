"""The publication date that comes with a report from outside its text: a value of any kind in, a calendar day or a recorded problem out."""

from __future__ import annotations

import re
from datetime import date

from kg.model import Problem

ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)


def publication_date(value: object) -> tuple[date | None, tuple[Problem, ...]]:
    """The day of an ISO 8601 date, or of a date and time as written: no time zone moves it.

    Nothing given (None or "") is no problem. What is not a day of the calendar ("0000-00-00", "2022-02-31", 20220505) is
    recorded and the date left unknown.
    """
    if value is None or value == "":
        return None, ()
    match = ISO_DATE.fullmatch(value) if isinstance(value, str) else None
    try:
        if match:
            return date.fromisoformat(match[1]), ()
    except ValueError:
        pass  # has the form of a date, and is none: said below
    return None, (Problem("invalid-publication-date", f"{value!r:.80} is not an ISO calendar date; the publication date is left unknown"),)
