"""What is written: the values that pass from `kg.extract` to `kg.resolve`.

A `Reading` is a document as its sentences put it: mentions, event mentions, time phrases, and what is said between
them. Nothing is anchored, merged or identified yet, beyond links of coreference that the grammar itself sees.
References are local: "m3" is a mention, "e1" an event mention, "t0" a topic, "w…" a concept's slug stands as it is.
Relations, casualty figures and topics already have their final shape (`kg.model`) with these references in the
place of ids; `kg.resolve` puts ids there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.model import Basis, CasualtyFigure, PlacePrecision, Problem, Relation, Span, Statement, Status, TimexType, Topic


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor, place, facility, post or thing.

    `name` is the bare name, empty for a description; `label` is how a thing known only by this description is called.
    `known` is an id of the catalogue. `core` is the span of the bare name inside `span`.
    """

    ref: str
    span: Span
    cls: str
    name: str = ""
    label: str = ""
    known: str = ""
    short: str = ""
    alias: str = ""
    rank: str = ""
    facility_type: str = ""
    rule: str = ""
    alias_span: Span | None = None
    core: Span | None = None
    polity: str = ""  # the state whose body or post this is, as an id of the catalogue


Link = Literal["same", "also"]


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that stand for an event.

    `name` is its proper name, if it has one; `head` is the noun or verb that names it. `definite` is true for "the
    attack", "the meeting": words that may go back to an event told before. `place` refers to where or on what it was.
    """

    ref: str
    span: Span
    cls: str
    event_type: str
    head: str
    status: Status = "occurred"
    name: str = ""
    definite: bool = False
    secondary: bool = False  # it only tells the harm done, so that another mention tells the class and the type
    rule: str = ""


NO_YEAR = "XXXX"  # TIMEX3 writes X for each digit that is not known
NO_WEEK = f"{NO_YEAR}-WXX"
UNKNOWN_OF_UNIT = {"D": f"{NO_YEAR}-XX-XX", "W": NO_WEEK, "M": f"{NO_YEAR}-XX"}

TimeKind = Literal["calendar", "weekday", "offset", "period", "reference", "duration", "set", "unknown"]


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time expression, not anchored yet.

    calendar   year, month, day as far as they are said; `day` without a month never occurs; `direction` -1 last, 0
               unsaid, 1 next; `number` 0 is "this May"
    weekday    `number` 1 (Monday) to 7; `direction` as above; `unit` "W" where it is a day of last, this or next week
    offset     `number` of `unit` before (negative) or after the anchor: "two days ago", "yesterday"; `unit` "N" is the
               night that begins on that day; without `number` it is a time of a day that is not said: "at dawn"
    period     this, last or next `unit`: `number` 0, -1, 1 ("last month", "this year"); a decade ("DE") or century
               ("CE") has its `value`; a part of a year ("SEASON") has `part`, and `year` or `direction`, with `value`
               "Y" where the direction is that of the year ("the first quarter of last year")
    reference  `value` PAST_REF, PRESENT_REF or FUTURE_REF
    duration   `value` "P2D"; set: `value` "P1W"; unknown: `value` "XXXX-XX-XX", as TIMEX3 writes what is not known
    `part` is a part of the day ("MO", "NI", "18:30") or year ("SP", "Q1", "H2"); `fuzzy` is true for "early", "the end
    of". `base` is the phrase that this one is told from, where that is not the day of the report ("two days later").
    `ahead` is true where the words before look ahead ("will meet on Friday").
    """

    span: Span
    type: TimexType
    kind: TimeKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    unit: str = ""
    direction: int = 0
    part: str = ""
    value: str = ""
    fuzzy: bool = False
    ahead: bool = False
    base: TimePhrase | None = None


@dataclass(frozen=True, slots=True)
class EventTime:
    """An event mention and the time phrase that dates it.

    `edge` says what the phrase dates: the whole event, its begin only ("launched in 2011"), or a limit.
    `future` is true where the clause looks ahead, so that a bare weekday is the next one.
    """

    event: str
    phrase: int
    verbatim: str
    evidence: Span
    edge: Literal["whole", "begin", "after", "before"] = "whole"
    future: bool = False
    rule: str = ""
    basis: Basis = "stated"
    until_published: bool = False  # the window is open to the day of publication


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as written."""

    document: str
    published: date | None
    published_evidence: Span | None
    dateline: Span | None
    dateline_place: str | None
    agency: str | None
    language: str = "en"
    mentions: tuple[Mention, ...] = ()
    events: tuple[EventMention, ...] = ()
    relations: tuple[Relation, ...] = ()
    casualties: tuple[CasualtyFigure, ...] = ()
    event_times: tuple[EventTime, ...] = ()
    phrases: tuple[TimePhrase, ...] = ()
    topics: tuple[Topic, ...] = ()
    statements: tuple[Statement, ...] = ()
    same: tuple[tuple[str, str, Basis], ...] = ()  # pairs of references to one thing
    problems: tuple[Problem, ...] = ()


__all__ = ["EventMention", "EventTime", "Mention", "PlacePrecision", "Reading", "TimePhrase"]
