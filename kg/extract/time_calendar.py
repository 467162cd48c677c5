"""What a calendar names: days, months, years, decades, centuries, quarters, seasons.

Forms and their meanings. A number that looks like a year, or a word like a month, is passed over where the words
around it make it something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.time_forms import COMMA, DIRECTIONS, FUZZY, TOLD_FROM_ANOTHER, WHICH, YEAR, Form, Found, O, S, form, found, said
from kg.extract.time_words import TimeWords

CENTURY_PIVOT = 30  # two-digit years up to this are of the 2000s
DIGIT = r"\d"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
NOT_A_DAY = rf"(?![\d:]|[.,]\d|{O}%|{S}(?:percent|per cent)\b)"
RANGE = r"\s?(?:-|–|to|through|until|and|or|&)\s?"
NO_COUNT = rf"(?!\w|{S}(?!(?:in|at|on|by|with|as|when|after|before)\b)[a-z])"  # "May 5 and 6", but "May 5 and 6 people"
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|from|until|till|by|of|during|to|and|or|between|around|about|after|before|year|through|circa|for|the|than|his|her|its"
    r"|their|our|this|a|an)[\s-]+|['’]s?\s|[(/–—-]\s?)$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]{2,}\s$")  # "World Cup 2010"
_COUNTED = re.compile(
    r"\s(?:of|per\s?cent|men|km|miles|met(?:re|er)s|feet|kilomet(?:re|er)s|kg|tons|tonnes|times|more|other)\b", re.IGNORECASE
)
_TO_YEAR = re.compile(r"\s?[-–]\s?(?:1[89]|20)\d\d\b")
_ENDS = re.compile(r"\s?(?:[.,;:!?)\n]|$)")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|from|until|till|by|of|during|to|and|between|around|after|before|through|for|each|every)\s$", re.IGNORECASE
)
_OWNER_BEFORE = re.compile(r"(?:\b(?:the|his|her|its|their|our)|['’]s?)\s$", re.IGNORECASE)  # "their January offensive"
_ALSO_A_WORD = ("may", "march")
_BEFORE_SEASON = re.compile(r"\b(?:in|during|since|by|until)\s$", re.IGNORECASE)


@dataclass(frozen=True)
class Calendar:
    """The forms over the words of a lexicon."""

    words: TimeWords

    def forms(self) -> list[Form]:
        """Patterns with their meanings."""
        month, ordinal, a_month = self.words.one_of("month"), self.words.ordinal, self.words.begin("month")
        named_year = rf"the{S}year\b|(?:the{S})?(?:(?:fiscal|financial){S}(?:year{S})?)?{YEAR}|(?P<which>last|this|next){S}year\b"
        short_year = rf"{S}'?(?P<short>\d\d)(?={O}(?:[^\w\s%]|$))"
        first = rf"(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{RANGE}(?:the{S})?)?"
        last = rf"(?:{RANGE}(?P<last>\d{{1,2}}){NOT_A_DAY}{NO_COUNT})?"
        return [
            form(
                rf"(?<![\d/-]){YEAR}(?P<mark>[-/])(?P<number>\d\d)(?P=mark){DAY}(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?(?![\d/-])",
                self._iso,
                DIGIT,
            ),
            form(
                rf"(?<![\d./-])(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark)(?:{YEAR}|(?<=/)(?P<short>\d\d))(?![\d/-])",
                self._numeric,
                DIGIT,
            ),
            form(rf"{FUZZY}?{month}{S}(?:the{S})?{DAY}{NOT_A_DAY}{last}(?:{COMMA}{YEAR})?", self._days, a_month),
            form(rf"{FUZZY}?{first}{DAY}(?:{S}of)?{S}{month}(?:{COMMA}{YEAR}|{short_year})?", self._days, a_month),
            form(rf"(?:the{S})?{ordinal}(?:{S}day)?{S}of{S}{month}(?:{COMMA}{YEAR})?", self._ordinal_day, a_month),
            form(rf"{self.words.one_of('holiday')}(?:{COMMA}{YEAR})?", self._holiday),
            form(rf"{FUZZY}?{month}(?:{COMMA}|{S}of{S}){YEAR}", self._month_of_year, a_month),
            form(rf"{FUZZY}?(?:(?P<which>last|next|this|past){S})?{month}", self._month, a_month),
            form(rf"{FUZZY}?{YEAR}(?![\w%]|[.,]\d|-\d(?!\d{{3}}\b))", self._year, DIGIT),
            form(r"['’](?P<short>\d\d)(?![\w'’])", self._year, DIGIT),
            form(rf"(?:the{S})?{FUZZY}?['’]?(?P<decade>(?:1[89]|20)?\d0)['’]?s\b", self._decade, DIGIT),
            form(rf"(?:the{S})?{FUZZY}?{ordinal}(?:{S}|-)century\b", self._century, "century"),
            form(rf"(?:the{S})?(?:fiscal|financial){S}(?:year{S})?{YEAR}", self._fiscal_year, DIGIT),
            form(
                rf"(?:the{S})?(?:{ordinal}|(?P<rank>last|this|next|final))(?:{S}|-)quarter\b(?:{S}of{S}(?:{named_year}))?",
                self._quarter,
                "quarter",
            ),
            form(rf"(?:the{S})?{ordinal}{S}half{S}of{S}(?:{named_year})", self._half, "half"),
            form(rf"(?-i:Q)(?P<quarter>[1-4])\b(?:{S}(?:of{S})?{YEAR})?", self._quarter, DIGIT),
            form(
                rf"(?:the{S})?{FUZZY}?(?:{WHICH}{S})?{self.words.one_of('season')}(?:{S}(?:of{S})?{YEAR})?",
                self._season,
                self.words.begin("season"),
            ),
        ]

    def _iso(self, m: re.Match[str]) -> Iterator[Found]:
        month, day, clock = int(m["number"]), int(m["day"]), m["clock"] or ""
        if _is_day(day, month):
            yield found(m, "TIME" if clock else "DATE", "calendar", year=int(m["year"]), month=month, day=day, part=clock)

    def _numeric(self, m: re.Match[str]) -> Iterator[Found]:
        """ "25.12.2001", "25/12/2001", "12/25/2001"; where day and month could be either, only the year is told."""
        one, two, year = int(m["one"]), int(m["two"]), _year_of(m)
        day, month = (one, two) if two <= 12 else (two, one)
        if _is_day(day, month) and (max(one, two) > 12 or one == two or m["mark"] == "."):
            yield found(m, "DATE", "calendar", year=year, month=month, day=day)
        elif _is_day(day, month) and m["mark"] == "/":
            yield found(m, "DATE", "calendar", year=year)

    def _days(self, m: re.Match[str]) -> Iterator[Found]:
        """One day of a month, or the two ends of "5-7 May" as a phrase each."""
        ends = [group for group in ("first", "day", "last") if said(m, group)]
        month, year, fuzzy = self._month_of(m), _year_of(m), bool(m["fuzzy"])
        if month is None or not all(_is_day(int(m[group]), month) for group in ends):
            return
        cuts = [m.start(), *(m.start(group) for group in ends[1:]), m.end()]
        for i, group in enumerate(ends):
            last = cuts[-1] if i == len(ends) - 1 else m.end(group)
            yield found(
                m, "DATE", "calendar", counted=i > 0, start=cuts[i], end=last, year=year, month=month, day=int(m[group]), fuzzy=fuzzy
            )

    def _ordinal_day(self, m: re.Match[str]) -> Iterator[Found]:
        month, day = self._month_of(m), self.words.place(m["ordinal"])
        if month is not None and _is_day(day, month):
            yield found(m, "DATE", "calendar", year=_year_of(m), month=month, day=day)

    def _holiday(self, m: re.Match[str]) -> Iterator[Found]:
        month, day = map(int, self.words.values("holiday")[said(m, "holiday")].split("-"))
        if m["holiday"][0].isupper():
            yield found(m, "DATE", "calendar", year=_year_of(m), month=month, day=day)

    def _month_of_year(self, m: re.Match[str]) -> Iterator[Found]:
        month = self._month_of(m)
        if month is not None:
            yield found(m, "DATE", "calendar", year=_year_of(m), month=month, fuzzy=bool(m["fuzzy"]))

    def _month(self, m: re.Match[str]) -> Iterator[Found]:
        """A month alone: its full name, in a place where a month stands."""
        month, which, name = self._month_of(m), said(m, "which"), said(m, "month")
        full = len(name) > 4 or name in ("may", "june", "july")
        before = max(0, m.start() - 12), m.start()
        owned = name not in _ALSO_A_WORD and _OWNER_BEFORE.search(m.string, *before)
        placed = which or m["fuzzy"] or owned or _BEFORE_MONTH.search(m.string, *before)
        a_surname_follows = re.match(r" [A-Z][a-z]", m.string[m.end() : m.end() + 3])
        if month is not None and full and placed and not a_surname_follows:
            number = 0 if which == "this" else None
            yield found(m, "DATE", "calendar", month=month, direction=DIRECTIONS.get(which, 0), number=number, fuzzy=bool(m["fuzzy"]))

    def _year(self, m: re.Match[str]) -> Iterator[Found]:
        before, after = m.string[max(0, m.start() - 16) : m.start()], m.string[m.end() : m.end() + 24]
        next_word = (after.split() or [""])[0].rstrip(".,;:")
        counts_people = after[:1] == " " and self.words.lexicon.groups.get(next_word.removesuffix("s"))
        placed = _BEFORE_YEAR.search(before) and not _COUNTED.match(after) and not counts_people
        named = _NAME_BEFORE.search(before) and _ENDS.match(after)
        fuzzy, first_of_two = bool(said(m, "fuzzy")), _TO_YEAR.match(after)
        if fuzzy or placed or named or first_of_two or not (before.strip() or after.strip()):
            yield found(m, "DATE", "calendar", year=_year_of(m), fuzzy=fuzzy)

    def _decade(self, m: re.Match[str]) -> Iterator[Found]:
        digits = m["decade"]
        century = "" if len(digits) == 4 else "19" if int(digits) >= CENTURY_PIVOT else "20"
        yield found(m, "DATE", "period", unit="DE", value=f"{century}{digits}"[:3])

    def _century(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "DATE", "period", unit="CE", value=f"{self.words.place(m['ordinal']) - 1:02d}")

    def _fiscal_year(self, m: re.Match[str]) -> Iterator[Found]:
        yield found(m, "DATE", "reference", value=f"FY{m['year']}")

    def _quarter(self, m: re.Match[str]) -> Iterator[Found]:
        number = int(said(m, "quarter") or (self.words.place(m["ordinal"]) if said(m, "ordinal") else 0))
        rank, whole = said(m, "rank"), bool(m["year"] or said(m, "which"))
        if rank in ("last", "final") and whole:
            yield self._share(m, "Q4")
        elif rank and rank != "final":
            yield found(m, "DATE", "period", unit="Q", number=DIRECTIONS.get(said(m, "rank"), 0))
        elif 0 < number <= 4:
            yield self._share(m, f"Q{number}")

    def _half(self, m: re.Match[str]) -> Iterator[Found]:
        if self.words.place(m["ordinal"]) <= 2:
            yield self._share(m, f"H{self.words.place(m['ordinal'])}")

    def _season(self, m: re.Match[str]) -> Iterator[Found]:
        which = said(m, "which")
        placed = m["year"] or which or m["fuzzy"] or _BEFORE_SEASON.search(m.string, max(0, m.start() - 8), m.start())
        if placed and which not in ("past", "current"):
            yield self._share(m, self.words.values("season")[said(m, "season")])

    def _share(self, m: re.Match[str], part: str) -> Found:
        """A named part of a year: of this year, the last or next one, or the year said."""
        which = said(m, "which")
        this = which == "this" or m.group().casefold().endswith("the year")
        return found(
            m,
            "DATE",
            "period",
            counted=which in TOLD_FROM_ANOTHER,
            unit="SEASON",
            part=part,
            year=_year_of(m),
            number=0 if this else None,
            direction=DIRECTIONS.get(which, 0),
            value="Y" if which and part[0] in "QH" else "",
            fuzzy=bool(said(m, "fuzzy")),
        )

    def _month_of(self, m: re.Match[str]) -> int | None:
        """The number of the month; None where the word is in lower case ("may", "march")."""
        return self.words.months[said(m, "month")] if m["month"][0].isupper() else None


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _year_of(m: re.Match[str]) -> int | None:
    """The year in four digits, or in two."""
    short = said(m, "short")
    if short:
        return int(short) + (2000 if int(short) <= CENTURY_PIVOT else 1900)
    return int(m["year"]) if said(m, "year") else None
