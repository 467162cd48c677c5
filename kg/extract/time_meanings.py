"""What a match of each form of time phrase says: TIMEX3 type, and the parts of a `TimePhrase` that are said.

Comes in: matches of the patterns of `time_forms`, under the same names. Goes out: `Found` phrases, none where the
words turn out to mean something else ("may", "the first half" of a match). Nothing is anchored to a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.time_words import TimeWords
from kg.model import Span, TimexType
from kg.reading import TimePhrase

CENTURY_PIVOT = 30  # two-digit years up to this are of the 2000s
DIRECTIONS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "upcoming": 1, "following": 1}
COUNTED = ("previous", "preceding", "following", "same", "that")  # from a day told before, not from the report
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|from|until|till|by|of|during|to|and|or|between|around|about|after|before|year|through|circa|for|the|late|early|mid|than)"
    r"[\s-]+|[(/–—-]\s?)$",
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(
    r"\s(?:per\s?cent|(?:men|km|miles|metres|meters|feet|kilometres|kilometers|kg|tons|tonnes|times|more|other)\b)|\sof\b", re.IGNORECASE
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|from|until|till|by|of|during|to|and|between|around|after|before|through|for|each|every)\s$", re.IGNORECASE
)
_BEFORE_CLOCK = re.compile(r"\b(?:at|around|about|by|from|until|till|before|after|since|to|and|between)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A time phrase found. A `counted` one is told from a day told before it; a `loose` one is a time only beside a day."""

    phrase: TimePhrase
    counted: bool = False
    loose: bool = False


@dataclass(frozen=True)
class Meanings:
    """One method a form."""

    words: TimeWords = field(repr=False)

    # --- the calendar -----------------------------------------------------------------------------------------

    def iso(self, m: re.Match[str]) -> Iterator[Found]:
        if 1 <= int(m["month"]) <= 12 and 1 <= int(m["day"]) <= 31:
            part = m["clock"] or ""
            yield found(m, "TIME" if part else "DATE", year=int(m["year"]), month=int(m["month"]), day=int(m["day"]), part=part)

    def numeric(self, m: re.Match[str]) -> Iterator[Found]:
        """ "25.12.2001", "25/12/2001", "12/25/2001"; where day and month could be either, only the year is told."""
        one, two, year = int(m["one"]), int(m["two"]), full_year(m["year"])
        day, month = (one, two) if two <= 12 else (two, one)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return
        if max(one, two) > 12 or one == two or m["mark"] == ".":
            yield found(m, "DATE", year=year, month=month, day=day)
        elif m["mark"] == "/":
            yield found(m, "DATE", year=year)

    def month_day(self, m: re.Match[str]) -> Iterator[Found]:
        yield from self._days(m, m["day"], m["last"])

    def day_month(self, m: re.Match[str]) -> Iterator[Found]:
        yield from self._days(m, m["first"], m["day"])

    def _days(self, m: re.Match[str], first: str | None, last: str | None) -> Iterator[Found]:
        """One day of a month, or the two ends of "5-7 May" as a phrase each."""
        days = [int(d) for d in (first, last) if d]
        if not m["month"][0].isupper() or not all(1 <= d <= 31 for d in days):
            return
        year = full_year(m["year"] or m.groupdict().get("short"))
        parts = {"year": year, "month": self.words.months[m["month"].casefold()], "fuzzy": bool(m["fuzzy"])}
        if len(days) == 1:
            yield found(m, "DATE", day=days[0], **parts)
            return
        after_month = "last" in m.groupdict()
        cuts = (m.end("day"), m.start("last")) if after_month else (m.end("first"), m.start("day"))
        yield found(m, "DATE", end=cuts[0], day=days[0], **parts)
        yield found(m, "DATE", start=cuts[1], day=days[1], **parts)

    def ordinal_month(self, m: re.Match[str]) -> Iterator[Found]:
        day = self.words.place(m["ordinal"])
        if m["month"][0].isupper() and 1 <= day <= 31:
            yield found(m, "DATE", year=full_year(m["year"]), month=self.words.months[m["month"].casefold()], day=day)

    def holiday(self, m: re.Match[str]) -> Iterator[Found]:
        month, day = self.words.values("holiday")[m["holiday"].casefold()].split("-")
        if m["holiday"][0].isupper():
            yield found(m, "DATE", year=full_year(m["year"]), month=int(month), day=int(day))

    def month_year(self, m: re.Match[str]) -> Iterator[Found]:
        if m["month"][0].isupper():
            yield found(m, "DATE", year=int(m["year"]), month=self.words.months[m["month"].casefold()], fuzzy=bool(m["fuzzy"]))

    def month(self, m: re.Match[str]) -> Iterator[Found]:
        """A month alone: its full name, in a place where a month stands."""
        word, which = m["month"], (m["which"] or "").casefold()
        full = word.casefold() in ("may", "june", "july") or len(word) > 4
        placed = which or m["fuzzy"] or _BEFORE_MONTH.search(m.string, max(0, m.start() - 12), m.start())
        if word[0].isupper() and full and placed and not re.match(r"\s[A-Z][a-z]", m.string[m.end() : m.end() + 3]):
            this = 0 if which == "this" else None
            direction = DIRECTIONS.get(which, 0)
            yield found(m, "DATE", month=self.words.months[word.casefold()], direction=direction, number=this, fuzzy=bool(m["fuzzy"]))

    def year(self, m: re.Match[str]) -> Iterator[Found]:
        before, after = m.string[max(0, m.start() - 12) : m.start()], m.string[m.end() : m.end() + 20]
        counts_people = after[:1] == " " and self.words.lexicon.groups.get(
            after.split(maxsplit=1)[0].rstrip("s,.;:") if after.split() else ""
        )
        if (
            m["fuzzy"]
            or (not before.strip() and not after.strip())
            or (_BEFORE_YEAR.search(before) and not _AFTER_YEAR.match(after) and not counts_people)
        ):
            yield found(m, "DATE", year=int(m["year"]), fuzzy=bool(m["fuzzy"]))

    def decade(self, m: re.Match[str]) -> Iterator[Found]:
        digits = m["decade"]
        value = digits[:3] if len(digits) == 4 else ("19" if int(digits) >= CENTURY_PIVOT else "20") + digits[0]
        yield found(m, "DATE", "period", unit="DE", value=value)

    def century(self, m: re.Match[str]) -> Iterator[Found]:
        number = self.words.place(m["ordinal"])
        if 1 <= number <= 22:
            yield found(m, "DATE", "period", unit="CE", value=f"{number - 1:02d}")

    def fiscal(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "DATE", "reference", value=f"FY{m['year']}")

    def quarter(self, m: re.Match[str]) -> Iterator[Found]:
        if m["rank"]:
            yield found(m, "DATE", "period", unit="Q", number=DIRECTIONS.get(m["rank"].casefold(), 0))
        elif self.words.place(m["ordinal"]) <= 4:
            yield self._share(m, f"Q{self.words.place(m['ordinal'])}")

    def half(self, m: re.Match[str]) -> Iterator[Found]:
        if self.words.place(m["ordinal"]) <= 2:
            yield self._share(m, f"H{self.words.place(m['ordinal'])}")

    def numbered_quarter(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "DATE", "period", unit="SEASON", part=f"Q{m['quarter']}", year=full_year(m["year"]))

    def _share(self, m: re.Match[str], part: str) -> Found:
        which = (m["which"] or "").casefold()
        this = 0 if which == "this" or m.group().casefold().endswith("the year") else None
        return found(
            m, "DATE", "period", unit="SEASON", part=part, year=full_year(m["year"]), direction=DIRECTIONS.get(which, 0), number=this
        )

    def season(self, m: re.Match[str]) -> Iterator[Found]:
        which = (m["which"] or "").casefold()
        placed = (
            m["year"] or which or m["fuzzy"] or re.search(r"\b(?:in|during|since|by|until)\s$", m.string[max(0, m.start() - 8) : m.start()])
        )
        if placed and which not in ("past", "current"):
            part = self.words.values("season")[m["season"].casefold()]
            this = 0 if which == "this" else None
            yield found(
                m,
                "DATE",
                "period",
                counted=which in COUNTED,
                unit="SEASON",
                part=part,
                year=full_year(m["year"]),
                direction=DIRECTIONS.get(which, 0),
                number=this,
                fuzzy=bool(m["fuzzy"]),
            )

    # --- from the day of the report, or from a day told before ------------------------------------------------

    def weekday(self, m: re.Match[str]) -> Iterator[Found]:
        word, which = m["weekday"], (m["week"] or m["which"] or "").casefold()
        short_in_capitals = word.isupper() and len(word) <= 5  # "SUN", "SAT" in a text of capitals are words
        if not word[0].isupper() or short_in_capitals:
            return
        number = self.words.weekdays[word.casefold()]
        if m["plural"]:
            yield found(m, "SET", "set", value=f"XXXX-WXX-{number}")
            return
        in_week = "W" if m["week"] or which == "this" else ""
        parts = {"number": number, "direction": DIRECTIONS.get(which, 0), "unit": in_week, "fuzzy": bool(m["fuzzy"])}
        yield found(m, "DATE", "weekday", counted=which in COUNTED, **parts)

    def relative(self, m: re.Match[str]) -> Iterator[Found]:
        word = m["relative"].casefold()
        part = next((v for p, v in self.words.parts.items() if word.endswith(p)), "")
        days = int(self.words.values("relative")[word])
        yield found(m, "TIME" if part else "DATE", "offset", number=days, unit="D", part=part, fuzzy=bool(m["fuzzy"]))

    def offset(self, m: re.Match[str]) -> Iterator[Found]:
        ago, count, unit = m["ago"].casefold(), self.words.count(m["number"]), self._unit(m)
        later = ago in ("later", "after", "afterwards", "hence") or ago.startswith("from")
        of_something = re.match(
            r"\s(?:the|an?|his|her|its|their|that|this|he|she|it|they|being)\b|\s[A-Z]", m.string[m.end() : m.end() + 8]
        )
        if m["than"] or (ago in ("before", "after", "prior") and of_something):
            yield found(m, "DURATION", "duration", end=m.start("ago"), value=self.words.duration(count, unit))
        elif count is None or count != int(count):
            yield found(m, "DATE", "reference", value="FUTURE_REF" if later and ago not in ("later", "after", "afterwards") else "PAST_REF")
        else:
            counted = ago not in ("ago", "hence") and not ago.startswith("from")
            yield found(m, "DATE", "offset", counted=counted, number=int(count if later else -count), unit=unit)

    def bare_offset(self, m: re.Match[str]) -> Iterator[Found]:
        if m["ago"].casefold() == "ago":
            yield found(m, "DATE", "reference", value="PAST_REF")
        else:
            yield found(m, "DATE", "unknown", value=UNKNOWN.get(self._unit(m), "XXXX"))

    def period(self, m: re.Match[str]) -> Iterator[Found]:
        which, unit = m["which"].casefold(), self._unit(m)
        if unit == "TS" or (which == "past" and m.group().casefold().startswith("the") and not m["plural"]):
            return
        if m["plural"]:
            yield found(m, "DURATION", "duration", value=self.words.duration(None, unit))
            return
        next_day = unit == "D" and which == "next"
        yield found(
            m, "DATE", "period", counted=which in COUNTED or next_day, number=DIRECTIONS.get(which, 0), unit=unit, fuzzy=bool(m["fuzzy"])
        )

    def edge_of_period(self, m: re.Match[str]) -> Iterator[Found]:
        if m["fuzzy"].casefold().rstrip().endswith("the") and not m["plural"] and self._unit(m) not in ("TS", "TM", "TH"):
            yield found(m, "DATE", "period", number=0, unit=self._unit(m), fuzzy=True)

    def day_beside(self, m: re.Match[str]) -> Iterator[Found]:
        if re.match(
            r"\s(?:the|an?|his|her|its|their|that|this|he|she|it|they|yesterday|tomorrow)\b|\s[A-Z]", m.string[m.end() : m.end() + 11]
        ):
            return
        number = 1 if m["beside"].casefold() == "after" else -1
        part = self.words.parts.get(m["unit"].casefold(), "")
        yield found(
            m, "TIME" if part else "DATE", "offset", counted=True, number=number, unit=self.words.units[m["unit"].casefold()], part=part
        )

    def part(self, m: re.Match[str]) -> Iterator[Found]:
        """A part of the day; alone only as in "at dawn", "that night"."""
        which = (m["which"] or "").casefold()
        start = m.start("which") if which else m.start("said")
        number = -1 if which == "last" else 0
        counted = which not in ("last", "this")
        part = self.words.parts[m["part"].casefold()]
        yield found(m, "TIME", "offset", counted=counted, loose=not m["lead"], start=start, number=number, unit="D", part=part)

    def clock(self, m: re.Match[str]) -> Iterator[Found]:
        time = self._time(m)
        sure = m["hour"] or m["spoken"] or m["military"] or m.end("minute24") < m.end()
        if time and (sure or _BEFORE_CLOCK.search(m.string, max(0, m.start() - 9), m.start())):
            yield found(m, "TIME", "offset", counted=True, number=0, unit="D", part=time)

    def _time(self, m: re.Match[str]) -> str:
        """The time of day as hours and minutes."""
        if m["military"]:
            return f"{m['military'][:2]}:{m['military'][2:]}"
        if m["hour24"]:
            return f"{int(m['hour24']):02d}:{m['minute24']}"
        if m["spoken"]:
            hour = self.words.count(m["spoken"]) or 0
            return f"{int(hour):02d}:00" if 1 <= hour <= 12 else ""
        hour, minute = int(m["hour"]), int(m["minute"] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return ""
        return f"{hour % 12 + (12 if m['half'].casefold() == 'p' else 0):02d}:{minute:02d}"

    def reference(self, m: re.Match[str]) -> Iterator[Found]:
        shift = re.match(r"(?:in|for)\s+(?!fact)", m["reference"], re.IGNORECASE)
        start = m.start("reference") + shift.end() if shift else m.start()
        yield found(m, "DATE", "reference", start=start, value=self.words.values("reference")[m["reference"].casefold()])

    # --- durations and sets -----------------------------------------------------------------------------------

    def frequency(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "SET", "set", value=self.words.values("frequency")[m["frequency"].casefold()])

    def every(self, m: re.Match[str]) -> Iterator[Found]:
        if m["weekday"]:
            yield found(m, "SET", "set", value=f"XXXX-WXX-{self.words.weekdays[m['weekday'].casefold()]}")
        else:
            other = re.match(r"\w+\s+other\b", m.group(), re.IGNORECASE)
            count = 2.0 if other else self.words.count(m["number"]) if m["number"] else 1
            yield found(m, "SET", "set", value=self.words.duration(count, self._unit(m)))

    def rate(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "SET", "set", value=self.words.duration(1, self._unit(m)))

    def counted_period(self, m: re.Match[str]) -> Iterator[Found]:
        yield self._lasting(m, self.words.count(m["number"]))

    def past_period(self, m: re.Match[str]) -> Iterator[Found]:
        if m.group("said").casefold().split()[1] == "past" or m["plural"]:
            yield self._lasting(m, None if m["plural"] else 1, start=m.start("said"))

    def duration(self, m: re.Match[str]) -> Iterator[Found]:
        """So many units; "a day", "an hour" only where a duration stands, and never "a second"."""
        number, unit = m["number"].casefold(), self._unit(m)
        bare = number in ("a", "an") and m.end("plural" if m["plural"] else "unit") == m.end()
        before = m.string[max(0, m.start() - 10) : m.start()].casefold()
        if bare and not re.search(r"\b(?:for|in|over|within|after|than|nearly|almost|about|around|under|lasted|lasting|half)\s$", before):
            return
        if number in ("a", "an", "one") and unit == "TS":
            return
        if m.group().casefold().replace("-", " ").endswith(" quarter"):
            return
        yield self._lasting(m, self.words.count(m["number"]))

    def long(self, m: re.Match[str]) -> Iterator[Found]:
        yield self._lasting(m, None if m["plural"] else 1)

    def whole(self, m: re.Match[str]) -> Iterator[Found]:
        if not m["plural"] and not m.group().casefold().startswith("a quarter"):
            yield self._lasting(m, 1)

    def plural(self, m: re.Match[str]) -> Iterator[Found]:
        if self._unit(m) != "TS":
            yield self._lasting(m, None, start=m.start("said"))

    def _lasting(self, m: re.Match[str], count: float | None, start: int | None = None) -> Found:
        return found(m, "DURATION", "duration", start=start, value=self.words.duration(count, self._unit(m)))

    def _unit(self, m: re.Match[str]) -> str:
        return self.words.units[m["unit"].casefold()]


def full_year(text: str | None) -> int | None:
    """A year from two or four digits."""
    if not text:
        return None
    year = int(text)
    return year if year >= 100 else year + (2000 if year <= CENTURY_PIVOT else 1900)


def found(
    m: re.Match[str],
    type: TimexType,
    kind: str = "calendar",
    *,
    counted: bool = False,
    loose: bool = False,
    start: int | None = None,
    end: int | None = None,
    **parts: object,
) -> Found:
    """A phrase over the match, or over a part of it, without the blanks around it."""
    first, last = m.start() if start is None else start, m.end() if end is None else end
    text = m.string[first:last]
    first, text = first + len(text) - len(text.lstrip()), text.strip()
    phrase = TimePhrase(Span(first, first + len(text), text), type=type, kind=kind, **parts)  # type: ignore[arg-type]  # parts are fields of TimePhrase, set one form at a time
    return Found(phrase, counted, loose)
