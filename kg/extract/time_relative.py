"""What is told from the day of the report, or from a day told before: weekdays, "two days ago", "that night", clock times.

Forms and their meanings. A part of the day or a clock time stands for the time of a day; which day that is, `times`
finds out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.time_forms import DIRECTIONS, FUZZY, TOLD_FROM_ANOTHER, WHICH, Form, Found, O, S, form, found, said
from kg.extract.time_words import CLOCK_UNITS, TimeWords, any_of
from kg.model import TimexType
from kg.reading import NO_WEEK, NO_YEAR, UNKNOWN_OF_UNIT

AGO = rf"(?P<ago>ago|earlier|later|before|previously|afterwards|after|from{S}now|hence|prior)\b"
ZONE = rf"{O}\(?{O}(?:(?-i:GMT|UTC|Z|[A-Z]{{2,3}}T)|local{S}time|hours|hrs)\b(?:{O}\))?"
LEAD = rf"(?:in{S}the|at|by|during{S}the|around|before|after|until|through{S}the|(?P<which>that|this|last|the{S}same))"
NEVER_A_CLOCK = r"(?<![\d:.$€£-])"
_BEFORE_CLOCK = re.compile(r"\b(?:at|around|about|by|from|until|till|before|after|since|to|and|between)\s$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"\s{0,3}(?:[.,;:!?)”\"’—–-]|$|(?:and|but|when|while|in|on|at|near|with|as|by|from)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Relative:
    """The forms over the words of a lexicon."""

    words: TimeWords

    def forms(self) -> list[Form]:
        """Patterns with their meanings."""
        number, unit, parts = self.words.number, self.words.unit, self.words.one_of("daypart")
        a_unit = self.words.begin("unit")
        clock = (
            rf"(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{O}(?P<half>[ap])\.?{O}m\b\.?"
            r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
            rf"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?={ZONE})|{self.words.hour}{S}o['’]clock\b)(?P<zone>{ZONE})?"
        )
        weekdays = any_of(name for name in self.words.weekdays if name.endswith("day"))
        week = rf"(?:{S}(?:of{S})?(?P<week>last|this|next){S}week\b)?"
        return [
            form(
                rf"{FUZZY}?(?:{WHICH}{S})?(?:{self.words.one_of('weekday')}|(?P<weekdays>{weekdays})s\b){week}",
                self._weekday,
                self.words.begin("weekday"),
            ),
            form(rf"{FUZZY}?{self.words.one_of('relative')}", self._relative, self.words.begin("relative")),
            form(rf"{number}(?:{S}|-){unit}{S}{AGO}(?P<than>{S}(?:than|to)\b)?", self._offset, a_unit),
            form(rf"{unit}{S}(?P<ago>ago|earlier|later|before|after|afterwards)\b", self._vague_offset, a_unit),
            form(rf"{FUZZY}?(?:the{S})?{WHICH}{S}{unit}(?!-)", self._period, a_unit),
            form(rf"{FUZZY}(?P<the>the{S})?{unit}", self._edge_of_period, a_unit),
            form(rf"the{S}(?P<unit>weekend)\b", self._weekend),
            form(
                rf"(?:end(?:s|ed|ing)?|finish(?:es|ed|ing)?|clos(?:e|es|ed|ing)|for){S}(?P<day>the{S}day)(?=,|\.|{O}(?:at|up|down|with|in|,|\.))",
                self._this_day,
            ),
            form(rf"(?:the|a){S}{unit}{S}(?P<beside>before|after)\b", self._day_beside, a_unit),
            form(rf"(?:{LEAD}{S})?(?P<said>(?:(?:early|late){S}(?:in{S}the{S})?)?{parts})(?!-)", self._part, self.words.begin("daypart")),
            form(rf"{NEVER_A_CLOCK}{clock}", self._clock, r"\d|o['’]clock"),
            form(rf"(?:(?:very|more|most|just|right){S})?{self.words.one_of('reference')}(?!-|{S}than\b)", self._reference),
        ]

    def _weekday(self, m: re.Match[str]) -> Iterator[Found]:
        word, which = m["weekday"] or m["weekdays"], said(m, "week") or said(m, "which")
        short_in_capitals = word.isupper() and len(word) <= 5  # "SUN", "SAT" in a text of capitals are words
        if not word[0].isupper() or short_in_capitals:
            return
        number = self.words.weekdays[word.casefold()]
        if m["weekdays"]:
            yield found(m, "SET", "set", value=f"{NO_WEEK}-{number}")
            return
        in_week = "W" if m["week"] or which == "this" else ""
        counted = which in TOLD_FROM_ANOTHER
        yield found(
            m, "DATE", "weekday", counted=counted, number=number, direction=DIRECTIONS.get(which, 0), unit=in_week, fuzzy=bool(m["fuzzy"])
        )

    def _relative(self, m: re.Match[str]) -> Iterator[Found]:
        word = said(m, "relative")
        part = next((value for name, value in self.words.parts.items() if word.endswith(name)), "")
        days = self.words.values("relative")[word]
        unit = "N" if days.endswith("N") else "D"  # a night lies on two days
        yield found(m, "TIME" if part else "DATE", "offset", number=int(days.rstrip("N")), unit=unit, part=part, fuzzy=bool(m["fuzzy"]))

    def _offset(self, m: re.Match[str]) -> Iterator[Found]:
        ago, count, unit = " ".join(said(m, "ago").split()), self.words.count(m["number"]), self._unit(m)
        ahead, later = ago in ("hence", "from now"), ago in ("later", "after", "afterwards")
        of_something = ago in ("before", "after", "prior") and not _CLAUSE_ENDS.match(m.string, m.end())
        if m["than"] or of_something:  # "two days before the vote" lasts two days
            yield found(m, "DURATION", "duration", end=m.start("ago"), value=self.words.duration(count, unit))
        elif count is None or count != int(count):
            yield found(m, "DATE", "reference", value="FUTURE_REF" if ahead else "PAST_REF")
        else:
            counted = ago != "ago" and not ahead
            yield found(m, "DATE", "offset", counted=counted, number=int(count if ahead or later else -count), unit=unit)

    def _vague_offset(self, m: re.Match[str]) -> Iterator[Found]:
        if not m["plural"] or self.words.ends_in_number.search(m.string, max(0, m.start() - 30), m.start()):
            return
        if said(m, "ago") == "ago":
            yield found(m, "DATE", "reference", value="PAST_REF")
        else:
            yield found(m, "DATE", "unknown", value=UNKNOWN_OF_UNIT.get(self._unit(m), NO_YEAR))

    def _period(self, m: re.Match[str]) -> Iterator[Found]:
        """ "last month", "the previous year", "the coming weeks"; "the past year" lasts a year: `time_lasting`."""
        which, unit = said(m, "which"), self._unit(m)
        if unit == "TS" or (which == "past" and m.group().casefold().startswith("the") and not m["plural"]):
            return
        if m["plural"]:
            yield found(m, "DURATION", "duration", value=self.words.duration(None, unit))
            return
        counted, part = which in TOLD_FROM_ANOTHER or (unit == "D" and which == "next"), self.words.parts.get(said(m, "unit"), "")
        type_: TimexType = "TIME" if part else "DATE"
        yield found(m, type_, "period", counted=counted, number=DIRECTIONS.get(which, 0), unit=unit, part=part, fuzzy=bool(m["fuzzy"]))

    def _edge_of_period(self, m: re.Match[str]) -> Iterator[Found]:
        """ "the end of the year", "later in the day"."""
        of_the = m["the"] or said(m, "fuzzy").rstrip().endswith("the")
        if of_the and not m["plural"] and self._unit(m) not in CLOCK_UNITS:
            yield found(m, "DATE", "period", counted=self._unit(m) == "D", number=0, unit=self._unit(m), fuzzy=True)

    def _weekend(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "DATE", "period", number=0, direction=-1, unit=self._unit(m))

    def _this_day(self, m: re.Match[str]) -> Iterator[Found]:
        """ "ended the day down", "for the day": the day that is told of."""
        yield found(m, "DATE", "period", counted=True, start=m.start("day"), number=0, unit="D")

    def _day_beside(self, m: re.Match[str]) -> Iterator[Found]:
        """ "the day before", but not "the day before the vote"."""
        if m["plural"] or not _CLAUSE_ENDS.match(m.string, m.end()):
            return
        number, part = 1 if said(m, "beside") == "after" else -1, self.words.parts.get(said(m, "unit"), "")
        yield found(m, "TIME" if part else "DATE", "offset", counted=True, number=number, unit=self._unit(m), part=part)

    def _part(self, m: re.Match[str]) -> Iterator[Found]:
        """A part of the day; alone only as in "at dawn", "that night"."""
        which, part = " ".join(said(m, "which").split()), self.words.parts[said(m, "daypart")]
        start = m.start("which") if which else m.start("said")
        loose = m.start() == m.start("said")
        number, counted = {"last": -1, "this": 0}.get(which), which not in ("last", "this")
        yield found(m, "TIME", "offset", counted=counted, loose=loose, start=start, number=number, unit="D", part=part)

    def _clock(self, m: re.Match[str]) -> Iterator[Found]:
        time = self._time(m)
        sure = m["hour"] or m["spoken"] or m["zone"] or _BEFORE_CLOCK.search(m.string, max(0, m.start() - 9), m.start())
        if time and sure:
            universal = "Z" if re.search(r"GMT|UTC|Z", m["zone"] or "") else ""
            yield found(m, "TIME", "offset", counted=True, unit="D", part=time + universal)

    def _time(self, m: re.Match[str]) -> str:
        """The time of day as hours and minutes; empty where there is no such time."""
        if m["military"]:
            return f"{m['military'][:2]}:{m['military'][2:]}"
        if m["hour24"]:
            return f"{int(m['hour24']):02d}:{m['minute24']}"
        hour, minute = int(self.words.count(m["spoken"] or m["hour"]) or 0), int(m["minute"] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return ""
        return f"{hour if m['spoken'] else hour % 12 + 12 * (said(m, 'half') == 'p'):02d}:{minute:02d}"

    def _reference(self, m: re.Match[str]) -> Iterator[Found]:
        lead = re.match(r"(?:in|for)\s+", m["reference"], re.IGNORECASE)
        start = m.start("reference") + lead.end() if lead else m.start()
        yield found(m, "DATE", "reference", start=start, value=self.words.values("reference")[said(m, "reference")])

    def _unit(self, m: re.Match[str]) -> str:
        return self.words.units[said(m, "unit")]
