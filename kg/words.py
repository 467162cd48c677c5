"""Rows of the word tables: what a trigger, a site, a vague quantity or a word of time says.

Plain frozen values; `kg.lexicon` makes them from the CSV files and checks them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event: its class and type, how its arguments stand, the harm it does, how sure it is."""

    lemma: str
    pos: str
    cls: str
    event_type: str
    frame: str
    harm: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A word with one classification: a weapon type, a group kind, a title kind, a support frame, …"""

    lemma: str
    value: str


@dataclass(frozen=True, slots=True)
class Site:
    """A noun for a built site: its class and its facility type."""

    lemma: str
    cls: str
    facility_type: str


@dataclass(frozen=True, slots=True)
class OrganisationWord:
    """A word that heads an organisation's name, or describes an organisation."""

    word: str
    cls: str
    position: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A vague quantity and the numbers that are compatible with it."""

    phrase: str
    lower: int | None
    upper: int | None
    best: int | None


@dataclass(frozen=True, slots=True)
class Number:
    """A number word: its value, and whether it is a cardinal, an ordinal or a multiplier."""

    word: str
    value: int
    kind: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words before or after a number that bound it; a strict bound excludes the number itself."""

    phrase: str
    qualifier: str
    position: str
    strict: bool = False


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word of time: its kind and its value in the notation of TIMEX3 or a count of days."""

    word: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Accusation:
    """A word of accusation: at which grammatical places it has the culprit and the act, and how sure that makes the culprit.

    `event` are places in order of preference; `linked` are prepositions that lead to the act by way of a noun ("in connection with").
    """

    lemma: str
    culprit: str
    event: tuple[str, ...]
    linked: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Furniture:
    """A pattern of page furniture."""

    pattern: re.Pattern[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Relational:
    """A word that relates two things: the predicate it stands for and which way round.

    `form` says where it stands: "modifier" ("X-based group": the thing described is the subject),
    "verb", "noun" ("headquarters of"), "preposition".
    `direction` is "forward" when the thing described (or the verb's subject) is the subject of the predicate.
    """

    word: str
    form: str
    predicate: str
    direction: str
