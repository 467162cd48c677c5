"""Time phrases of a text, as written: TIMEX3 types and the parts that are said, not anchored to any day.

Comes in: a text and the stretches of it to read. Goes out: `TimePhrase`s, in order, not overlapping. The forms of
time phrases are in `time_calendar`, `time_relative` and `time_lasting`; here the longest at a place is chosen, a day and
the time beside it become one phrase ("Tuesday at dawn"), and a phrase that is told from another gets it as its base
("three days later"). Anchoring to the publication date is `kg.resolve.times`.
Source of the types and values: TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.extract.time_calendar import Calendar
from kg.extract.time_forms import Form, Found
from kg.extract.time_lasting import Lasting
from kg.extract.time_relative import Relative
from kg.extract.time_words import TimeWords
from kg.lexicon import Lexicon
from kg.model import Span
from kg.reading import NO_YEAR, UNKNOWN_OF_UNIT, TimePhrase

FARTHEST_BASE = 20  # phrases before one that is told from another; that other is near, as readers do not search either
LONGEST_CHAIN = 4  # phrases told from phrases told from …; past that, nobody could follow
CLAUSE = 120  # characters before a phrase in which its verb is looked for
_DAY_THEN_TIME = re.compile(
    r",?\s+(?:(?:at|around|about|by|before|after|in the|during the|shortly before|shortly after|just before|just after)\s+)?(?:about\s+|around\s+)?"
)
_TIME_THEN_DAY = re.compile(r",?\s+(?:on\s+(?:the\s+)?|of\s+)?")
_NOT_AT = re.compile(r"\b(?:before|after|until|since)\s$", re.IGNORECASE)  # "before dawn Monday"
_WEEKDAY_THEN_DAY = re.compile(r"(?:,?\s+|\s+\(|\s+on\s+)(?:the\s+)?")
_TIME_THEN_PART = re.compile(r"\s+(?:in the|at)\s+")
_BY_THEN = re.compile(r"^(?!.*\b(?:had|was|were|been)\b).*\bto\s[a-z]+\b.*\bby\s$", re.IGNORECASE | re.DOTALL)  # "plans to leave by June"
_DEADLINE = re.compile(
    r"\s(?:deadline|cutoff|(?:[a-z]+\s)?(?:hearing|vote|election|summit|meeting)\s(?:is|has been|was)\s(?:set|scheduled|planned))\b"
)
_CLAUSE_EDGE = re.compile(r"[.;:!?,\n“”\"()]|\b(?:that|after|but|while|which|who|because|said|says|told)\b", re.IGNORECASE)


@dataclass(frozen=True)
class TimeGrammar:
    """The grammar of time phrases over a lexicon."""

    lexicon: Lexicon

    def phrases(self, text: str, within: Iterable[Span]) -> tuple[TimePhrase, ...]:
        """The time phrases inside the given stretches of a text."""
        found = [f for span in within for f in self._joined(text, self._longest(text, span.start, span.end))]
        out: list[TimePhrase] = []
        for each in found:
            phrase = _based(each, out) if each.counted else each.phrase
            out.append(replace(phrase, ahead=True) if self._looks_ahead(text, phrase) else phrase)
        return tuple(out)

    @cached_property
    def _forms(self) -> list[Form]:
        words = TimeWords(self.lexicon)
        return [*Calendar(words).forms(), *Relative(words).forms(), *Lasting(words).forms()]

    @cached_property
    def _needs(self) -> dict[str, re.Pattern[str]]:
        return {form.needs: re.compile(form.needs, re.IGNORECASE) for form in self._forms}

    def _longest(self, text: str, start: int, end: int) -> list[Found]:
        """Matches that do not overlap, the longest first served; times that need a day beside them come last."""
        there = {needs for needs, pattern in self._needs.items() if pattern.search(text, start, end)}
        forms = [form for form in self._forms if form.needs in there]
        readings = [list(form.meaning(m)) for form in forms for m in form.pattern.finditer(text, start, end)]
        taken, free = [], bytearray(b"\1" * (end - start))
        for reading in sorted(filter(None, readings), key=_preference):
            first, last = reading[0].phrase.span.start - start, reading[-1].phrase.span.end - start
            if all(free[first:last]):
                free[first:last] = bytes(last - first)
                taken += reading
        return sorted(taken, key=lambda f: f.phrase.span.start)

    # --- a day and the time beside it -------------------------------------------------------------------------

    def _joined(self, text: str, found: Sequence[Found]) -> Iterator[Found]:
        """Neighbours that are one phrase as one; times of the day that lack a day are dropped where they need one."""
        at = 0
        while at < len(found):
            one, at = found[at], at + 1
            while at < len(found) and (both := _together(text, one, found[at])) is not None:
                one, at = both, at + 1
            if not (one.loose or (at < len(found) and _is_limit(text, one, found[at]))):
                yield one

    # --- plans ------------------------------------------------------------------------------------------------

    @cached_property
    def _ahead(self) -> re.Pattern[str]:
        """The words for what is planned, as they stand before the time that it is planned for."""
        needs_to = r"\s+(?:to|for|until)"  # "postponed to Monday", but "proposed on Monday"
        cues = [re.escape(p) + (needs_to if p.endswith("ed") else "") for p in self.lexicon.plans]
        modal = r"(?:should|may|might|could|must)\s+(?!have\b)[a-z]"  # "may be signed on", but "may have been killed on"
        return re.compile(rf"\b(?:(?:{'|'.join(cues)}|would|to be)\b|{modal})", re.IGNORECASE)

    def _looks_ahead(self, text: str, phrase: TimePhrase) -> bool:
        """Whether the words before a day that could be the last or the next one speak of a plan."""
        could_be_next = phrase.kind in ("weekday", "calendar") or (phrase.unit == "SEASON" and phrase.number is None)
        if not could_be_next or phrase.year is not None or phrase.direction or phrase.base is not None:
            return False
        before = _CLAUSE_EDGE.split(text[max(0, phrase.span.start - CLAUSE) : phrase.span.start])[-1]
        by_then = _BY_THEN.search(before) is not None and phrase.kind == "calendar"
        return by_then or self._ahead.search(before) is not None or _DEADLINE.match(text, phrase.span.end) is not None


def _preference(reading: Sequence[Found]) -> tuple[bool, int, int]:
    first, last = reading[0].phrase.span, reading[-1].phrase.span
    return reading[0].loose, first.start - last.end, first.start


def _together(text: str, one: Found, other: Found) -> Found | None:
    """Two neighbours as one phrase, or None where they are two."""
    a, b = one.phrase, other.phrase
    gap = text[a.span.end : b.span.start]
    span = Span(a.span.start, b.span.end, text[a.span.start : b.span.end])
    if _is_day(a) and not a.part and _is_time(b) and _DAY_THEN_TIME.fullmatch(gap):
        return replace(one, phrase=replace(a, span=span, type="TIME", part=b.part))
    if _is_time_of(text, a, b) and not _is_limit(text, one, other):
        return replace(other, phrase=replace(b, span=span, type="TIME", part=a.part))
    if a.kind == "weekday" and b.kind == "calendar" and b.day and not a.direction and _WEEKDAY_THEN_DAY.fullmatch(gap):
        if "(" in gap and text[span.end : span.end + 1] == ")":
            span = Span(span.start, span.end + 1, f"{span.quote})")
        return replace(other, phrase=replace(b, span=span, type=a.type if a.part else b.type, part=a.part or b.part))
    if _is_time(a) and _is_time(b) and ":" in a.part and _TIME_THEN_PART.fullmatch(gap):
        return replace(one, phrase=replace(a, span=span, part=_afternoon(a.part) if b.part in ("AF", "EV", "NI") else a.part))
    return None


def _is_time_of(text: str, time: TimePhrase, day: TimePhrase) -> bool:
    gap = text[time.span.end : day.span.start]
    return _is_time(time) and _is_day(day) and not day.part and _TIME_THEN_DAY.fullmatch(gap) is not None


def _is_limit(text: str, one: Found, other: Found) -> bool:
    """ "before dawn on Monday" is some time on Monday, and not its dawn."""
    start = one.phrase.span.start
    return _NOT_AT.search(text, max(0, start - 10), start) is not None and _is_time_of(text, one.phrase, other.phrase)


def _afternoon(clock: str) -> str:
    """ "8:00" in the evening is 20:00."""
    hour, _, minute = clock.partition(":")
    return f"{int(hour) % 12 + 12}:{minute}" if int(hour) < 12 else clock


def _is_time(phrase: TimePhrase) -> bool:
    """A time of the day without its day."""
    return phrase.kind == "offset" and phrase.number is None


def _is_day(phrase: TimePhrase) -> bool:
    if phrase.kind == "calendar":
        return phrase.day is not None
    return phrase.kind == "weekday" or (phrase.kind in ("offset", "period") and phrase.unit == "D" and not _is_time(phrase))


# --- phrases told from other phrases ---------------------------------------------------------------------------


def _based(found: Found, before: Sequence[TimePhrase]) -> TimePhrase:
    """The phrase with the nearest phrase before it that is exact enough to count from."""
    phrase = found.phrase
    for base in reversed(before[-FARTHEST_BASE:]):
        if not _can_carry(base, phrase.unit):
            continue
        if base.base is not None and base.kind == phrase.kind == "offset" and base.unit == phrase.unit:
            return replace(phrase, number=(base.number or 0) + (phrase.number or 0), base=base.base)
        if _chain(base) < LONGEST_CHAIN:
            return replace(phrase, base=base)
        break
    if phrase.part or phrase.kind in ("weekday", "calendar") or phrase.span.quote.casefold().split()[-2:][0] in ("previous", "preceding"):
        return phrase
    return TimePhrase(phrase.span, phrase.type, "unknown", value=UNKNOWN_OF_UNIT.get(phrase.unit, NO_YEAR))


def _can_carry(base: TimePhrase, unit: str) -> bool:
    if base.kind == "calendar":
        return base.day is not None or (base.month is not None and unit in ("M", "Y")) or (base.year is not None and unit == "Y")
    return _is_day(base) or (base.kind == "offset" and base.unit == unit)


def _chain(phrase: TimePhrase) -> int:
    length = 0
    while phrase.base is not None:
        phrase, length = phrase.base, length + 1
    return length
