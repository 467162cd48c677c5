"""Time phrases of a text, as written: TIMEX3 types and the parts that are said, not anchored to any day.

The words (months, weekdays, units, parts of the day, seasons) are rows of ontology/lexicon/times.csv; here are only
the forms in which English puts them together. Anchoring to the publication date is `kg.resolve.times`.
Source of the types and values: TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.lexicon import Lexicon, TimeWord
from kg.model import Span
from kg.reading import TimePhrase

CENTURY_PIVOT = 30  # two-digit years up to this are of the 2000s
_YEAR = r"(?:1[89]|20)\d{2}"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FUZZY = r"(?:(?P<fuzzy>early|late|mid|middle of|the end of|around|about|the beginning of|the start of)[\s-]+)?"
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|until|till|by|of|during|early|late|mid|to|and|between|around|about|after|before|year|through|circa|back in|summer|winter|spring|autumn|fall)[\s-]+|[(–—-]|^)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TimeGrammar:
    """The forms of time phrases over a lexicon."""

    lexicon: Lexicon

    def phrases(self, text: str, within: Iterable[Span]) -> tuple[TimePhrase, ...]:
        """The time phrases inside the given stretches of a text, in order, not overlapping; the longest wins."""
        return tuple(phrase for span in within for phrase in self._in(text, span.start, span.end))

    def _in(self, text: str, start: int, end: int) -> Iterator[TimePhrase]:
        found = [p for form, build in self._forms for m in form.finditer(text, start, end) if (p := build(m)) is not None]
        at = start
        for phrase in sorted(found, key=lambda p: (p.span.start, -p.span.end)):
            if phrase.span.start >= at:
                at = phrase.span.end
                yield phrase

    # --- words of the lexicon -----------------------------------------------------------------------------

    def _words(self, kind: str) -> dict[str, TimeWord]:
        return {word: row for word, rows in self.lexicon.times.items() for row in rows if row.kind == kind}

    def _one_of(self, kind: str, group: str) -> str:
        words = sorted(self._words(kind), key=len, reverse=True)
        return rf"(?P<{group}>{'|'.join(re.escape(w) for w in words) or 'a^'})"

    @cached_property
    def _months(self) -> dict[str, TimeWord]:
        return self._words("month")

    @cached_property
    def _weekdays(self) -> dict[str, TimeWord]:
        return self._words("weekday")

    @cached_property
    def _units(self) -> dict[str, TimeWord]:
        return self._words("unit")

    @cached_property
    def _parts(self) -> dict[str, TimeWord]:
        return {**self._words("daypart"), **self._words("season")}

    @cached_property
    def _number_word(self) -> str:
        words = sorted((w for w, n in self.lexicon.numbers.items() if n.kind != "ordinal"), key=len, reverse=True)
        return rf"(?P<number>\d{{1,4}}|{'|'.join(map(re.escape, words))}|an?|several|a few|few|a couple of|the past|past|last)"

    @cached_property
    def _forms(self) -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], TimePhrase | None]]]:
        month, weekday, unit = self._one_of("month", "month"), self._one_of("weekday", "weekday"), self._one_of("unit", "unit")
        part, season = self._one_of("daypart", "part"), self._one_of("season", "part")
        units = rf"{unit}(?:s|es)?"
        part_after = rf"(?:\s+(?:(?:in the|at)\s+)?{part}s?)?"
        forms = [
            (rf"(?P<year>{_YEAR})-(?P<monthnumber>\d\d)-{_ORDINAL}(?!\d)", self._calendar),
            (rf"{_FUZZY}{month}\.?\s+{_ORDINAL}(?:\s*,?\s+(?P<year>{_YEAR}))?(?![\d:]|\s*(?:percent|%|people))", self._calendar),
            (
                rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{month}\.?(?:\s*,?\s+(?P<year>{_YEAR}|\d\d(?!\d|\s*people)))?",
                self._calendar,
            ),
            (rf"(?:(?P<which>last|next|this|past)\s+)?{_FUZZY}{month}\.?\s*,?(?:\s+of)?\s+(?P<year>{_YEAR})", self._calendar),
            (
                rf"(?<=in\s)(?:{_FUZZY}){month}\b|(?P<which2>last|next|this|past|since|by|early|late|mid)[\s-]+{self._one_of('month', 'month2')}\b",
                self._month_alone,
            ),
            (rf"{_FUZZY}(?P<year>{_YEAR})(?![\d,.]\d|-\d|\w|\s+(?:people|civilians|soldiers|troops))", self._year),
            (rf"(?:the\s+)?{_FUZZY}(?P<decade>(?:1[89]|20)?\d0)['’]?s\b", self._decade),
            (rf"{_FUZZY}(?:(?P<which>last|next|this|past|on)\s+)?{weekday}\b{part_after}", self._weekday),
            (rf"{self._number_word}\s+{units}\s+(?P<ago>ago|earlier|before|previously|from now|later|hence)\b", self._offset),
            (rf"(?:the\s+)?(?P<which>last|next|this|past|previous|coming|current|same|following)\s+{units}(?!\s*-)", self._period),
            (rf"{_FUZZY}{self._one_of('relative', 'relative')}\b{part_after}", self._relative),
            (rf"(?:last|this)\s+{part}", self._day_part),
            (
                rf"(?:the\s+)?(?:(?P<which>last|next|this|past)\s+)?{season}(?:\s+of)?\s+(?P<year>{_YEAR})|(?:in the|last|this|next)\s+{self._one_of('season', 'part2')}",
                self._season,
            ),
            (rf"{_FUZZY}{self._one_of('reference', 'reference')}\b", self._reference),
            (
                rf"\b{self._one_of('frequency', 'frequency')}\b|(?:every|each)\s+(?:{units}|{self._one_of('weekday', 'weekday2')})",
                self._set,
            ),
            (rf"(?:(?:for|in|over|during|within|after)\s+)?{self._number_word}[\s-]+{units}(?:-long)?\b", self._duration),
        ]
        return [(re.compile(rf"\b{form}" if form[0] != "\\" else form, re.IGNORECASE), build) for form, build in forms]

    # --- one builder a form -------------------------------------------------------------------------------

    def _month_number(self, word: str | None) -> int | None:
        row = self._months.get((word or "").casefold().rstrip("."))
        return int(row.value) if row else None

    def _calendar(self, m: re.Match[str]) -> TimePhrase | None:
        g = m.groupdict()
        month = int(g["monthnumber"]) if g.get("monthnumber") else self._month_number(g.get("month"))
        if g.get("month") and not m["month"][0].isupper():
            return None
        day = int(g["day"]) if g.get("day") else None
        if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            return None
        return _phrase(m, "DATE", "calendar", year=_full_year(g.get("year")), month=month, day=day, fuzzy=bool(g.get("fuzzy")))

    def _month_alone(self, m: re.Match[str]) -> TimePhrase | None:
        word = m["month"] or m["month2"]
        if not word[0].isupper():
            return None
        which = (m["which2"] or "").casefold()
        direction = {"last": -1, "past": -1, "next": 1}.get(which, 0)
        start = m.start("month") if m["month"] else m.start("month2") if which in ("since", "by") else m.start()
        return _phrase(m, "DATE", "calendar", start=start, month=self._month_number(word), direction=direction)

    def _year(self, m: re.Match[str]) -> TimePhrase | None:
        if not m["fuzzy"] and not _YEAR_BEFORE.search(m.string[max(0, m.start() - 12) : m.start()]):
            return None
        return _phrase(m, "DATE", "calendar", year=int(m["year"]), fuzzy=bool(m["fuzzy"]))

    def _decade(self, m: re.Match[str]) -> TimePhrase:
        digits = m["decade"]
        value = digits[:3] if len(digits) == 4 else ("19" if int(digits) >= CENTURY_PIVOT else "20") + digits[0]
        return _phrase(m, "DATE", "period", unit="DE", value=value + "X", year=int(value) * 10)

    def _weekday(self, m: re.Match[str]) -> TimePhrase | None:
        if not m["weekday"][0].isupper():
            return None
        which = (m["which"] or "").casefold()
        start = m.start("weekday") if which == "on" and not m["fuzzy"] else m.start()
        direction = {"last": -1, "past": -1, "next": 1}.get(which, 0)
        part = self._part(m)
        number = int(self._weekdays[m["weekday"].casefold().rstrip(".")].value)
        return _phrase(m, "TIME" if part else "DATE", "weekday", start=start, number=number, direction=direction, part=part)

    def _part(self, m: re.Match[str]) -> str:
        row = self._parts.get((m.groupdict().get("part") or "").casefold())
        return row.value if row else ""

    def _count(self, word: str) -> int | None:
        word = word.casefold()
        if word.isdecimal():
            return int(word)
        if word in ("a", "an", "the past", "past", "last"):
            return 1
        if word == "a couple of":
            return 2
        row = self.lexicon.numbers.get(word)
        return row.value if row else None

    def _unit(self, m: re.Match[str]) -> str:
        word = m["unit"].casefold()
        row = self._units.get(word) or self._units.get(word.removesuffix("s"))
        return row.value if row else "D"

    def _offset(self, m: re.Match[str]) -> TimePhrase:
        later = m["ago"].casefold() in ("from now", "later", "hence")
        count = self._count(m["number"])
        if count is None:
            return _phrase(m, "DATE", "reference", value="FUTURE_REF" if later else "PAST_REF")
        return _phrase(m, "DATE", "offset", number=count if later else -count, unit=self._unit(m))

    def _period(self, m: re.Match[str]) -> TimePhrase | None:
        which = m["which"].casefold()
        number = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
        if m["unit"].casefold() in ("second", "seconds"):
            return None
        if m.group().casefold().endswith("s") and not m["unit"].casefold().endswith("s"):
            return _phrase(m, "DURATION", "duration", value=f"PX{self._unit(m)}")
        return _phrase(m, "DATE", "period", number=number, unit=self._unit(m))

    def _relative(self, m: re.Match[str]) -> TimePhrase:
        row = self._words("relative")[m["relative"].casefold()]
        part = self._part(m) or ("NI" if "night" in m["relative"].casefold() else "")
        return _phrase(m, "TIME" if part else "DATE", "offset", number=int(row.value), unit="D", part=part)

    def _day_part(self, m: re.Match[str]) -> TimePhrase:
        part = self._part(m)
        last = m.group().casefold().startswith("last")
        return _phrase(m, "TIME", "offset", number=-1 if last else 0, unit="D", part=part)

    def _season(self, m: re.Match[str]) -> TimePhrase:
        word = (m["part"] or m["part2"]).casefold()
        return _phrase(m, "DATE", "period", unit="SEASON", part=self._parts[word].value, year=int(m["year"]) if m["year"] else None)

    def _reference(self, m: re.Match[str]) -> TimePhrase:
        return _phrase(m, "DATE", "reference", value=self._words("reference")[m["reference"].casefold()].value)

    def _set(self, m: re.Match[str]) -> TimePhrase:
        if m["frequency"]:
            return _phrase(m, "SET", "set", value=self._words("frequency")[m["frequency"].casefold()].value)
        if m["unit"]:
            return _phrase(m, "SET", "set", value=_period_value(1, self._unit(m)))
        return _phrase(m, "SET", "set", value=f"XXXX-WXX-{self._weekdays[m['weekday2'].casefold()].value}")

    def _duration(self, m: re.Match[str]) -> TimePhrase | None:
        word = m["number"].casefold()
        if word in ("the past", "past", "last", "a", "an") and not m.group().casefold().startswith(
            ("for", "over", "within", "after", "the past")
        ):
            return None
        count = self._count(word)
        return _phrase(m, "DURATION", "duration", start=m.start("number"), value=_period_value(count, self._unit(m)))


def _period_value(count: int | None, unit: str) -> str:
    time = unit in ("TH", "TM", "TS", "H")
    return f"P{'T' if time else ''}{'X' if count is None else count}{unit.removeprefix('T') if time else unit}"


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    return year if year >= 100 else year + (2000 if year <= CENTURY_PIVOT else 1900)


def _phrase(m: re.Match[str], type: str, kind: str, *, start: int | None = None, **parts: object) -> TimePhrase:
    first = m.start() if start is None else start
    return TimePhrase(span=Span(first, m.end(), m.string[first : m.end()]), type=type, kind=kind, **parts)  # type: ignore[arg-type]  # parts are fields of TimePhrase, set one form at a time
