"""How long, and how often: durations ("for two days", "five-hour") and sets ("every week", "twice a month").

Forms and their meanings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.time_forms import Form, Found, S, form, found, said
from kg.extract.time_words import TimeWords
from kg.reading import NO_WEEK

_BEFORE_DURATION = re.compile(r"\b(?:for|in|over|within|after|than|nearly|almost|about|around|under|lasted|lasting|half)\s$", re.IGNORECASE)
NO_AGE = rf"(?!-old|{S}olds?\b|-olds)"
AGO = rf"{S}(?:ago|earlier|later|before|after)\b"


@dataclass(frozen=True)
class Lasting:
    """The forms over the words of a lexicon."""

    words: TimeWords

    def forms(self) -> list[Form]:
        """Patterns with their meanings."""
        number, unit, weekday = self.words.number, self.words.unit, self.words.one_of("weekday")
        a_unit = self.words.begin("unit")
        rank = r"(?:last|next|past|previous|coming|following|first|final|preceding)"
        return [
            form(self.words.one_of("frequency"), self._frequency),
            form(rf"(?:every|each){S}(?:(?P<other>other){S}|{number}{S})?(?:{unit}|{weekday})", self._every),
            form(rf"(?:(?:once|twice|{number}{S}times){S}|(?<=\d\s))(?:an?|per|each|every){S}{unit}", self._rate, a_unit),
            form(
                rf"(?:the{S})?{rank}{S}{number}{S}(?:(?:trading|working|business|consecutive|straight|full){S})?{unit}(?!-)",
                self._counted,
                a_unit,
            ),
            form(rf"(?P<prep>(?:over|during|in|for|within){S})?(?P<said>the{S}(?P<which>past|last){S}{unit})(?!-)", self._past, a_unit),
            form(
                rf"{number}(?:{S}|-)(?:(?:straight|consecutive|full|whole|long|more){S})?{unit}(?:(?:-|{S})long\b)?{NO_AGE}",
                self._duration,
                a_unit,
            ),
            form(rf"{unit}-long\b", self._whole, a_unit),
            form(rf"(?:all|the{S}(?:whole|entire)|an?{S}(?:whole|entire|full)){S}{unit}", self._whole, a_unit),
            form(rf"(?:for|over|after|within|in|many|of){S}(?P<said>(?:the{S})?{unit})(?!{AGO})", self._several, a_unit),
        ]

    # --- sets -------------------------------------------------------------------------------------------------

    def _frequency(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "SET", "set", value=self.words.values("frequency")[said(m, "frequency")])

    def _every(self, m: re.Match[str]) -> Iterator[Found]:
        if m["weekday"]:
            yield found(m, "SET", "set", value=f"{NO_WEEK}-{self.words.weekdays[said(m, 'weekday')]}")
        else:
            count = 2.0 if m["other"] else self.words.count(m["number"]) if m["number"] else 1
            yield found(m, "SET", "set", value=self.words.duration(count, self._unit(m)))

    def _rate(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "SET", "set", value=self.words.duration(1, self._unit(m)))

    # --- durations --------------------------------------------------------------------------------------------

    def _counted(self, m: re.Match[str]) -> Iterator[Found]:
        """ "the last three days"."""
        yield self._lasting(m, self.words.count(m["number"]))

    def _past(self, m: re.Match[str]) -> Iterator[Found]:
        """ "over the past year", "in the last weeks"; "in the last year" could be a calendar year."""
        if said(m, "which") == "past" or (m["prep"] and m["plural"]):
            yield self._lasting(m, None if m["plural"] else 1, start=m.start("said"))

    def _duration(self, m: re.Match[str]) -> Iterator[Found]:
        """So many units; "a day", "an hour" only where a duration stands, never "a second" or "one quarter"."""
        number, unit = said(m, "number"), self._unit(m)
        bare = number in ("a", "an") and not m.group().casefold().endswith("long")
        if number in ("a", "an") and m["plural"]:
            return
        if bare and not _BEFORE_DURATION.search(m.string, max(0, m.start() - 10), m.start()):
            return
        if not (unit in ("TS", "Q") and not m["plural"]):
            yield self._lasting(m, self.words.count(m["number"]))

    def _whole(self, m: re.Match[str]) -> Iterator[Found]:
        """ "the whole day", "a week-long", "months-long"."""
        if self._unit(m) != "Q":
            yield self._lasting(m, None if m["plural"] else 1)

    def _several(self, m: re.Match[str]) -> Iterator[Found]:
        """ "for hours"."""
        if m["plural"] and self._unit(m) not in ("TS", "Q"):
            yield self._lasting(m, None, start=m.start("said"))

    def _lasting(self, m: re.Match[str], count: float | None, start: int | None = None) -> Found:
        return found(m, "DURATION", "duration", start=start, value=self.words.duration(count, self._unit(m)))

    def _unit(self, m: re.Match[str]) -> str:
        return self.words.units[said(m, "unit")]
