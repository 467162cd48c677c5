"""What forms of time phrases share: what a match gives, and the pieces that patterns are made of.

A form is a pattern and a function that says what a match of it means; `time_calendar`, `time_relative` and
`time_lasting` hold them, pattern beside meaning. Patterns ignore case; blanks and digits in them are bounded, so that no
text makes them slow. Most forms hold a word of one kind, a month or a unit: a text without any is not searched for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypedDict, Unpack

from kg.model import Span, TimexType
from kg.reading import TimeKind, TimePhrase

S = r"\s{1,3}"  # the blank inside a phrase
O = r"\s{0,3}"  # noqa: E741 -- the blank that may be missing
COMMA = rf"(?:{O},{S}|{S})"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
# "early on", "the end of": the phrase covers a part of what follows, and does not say which days.
FUZZY = (
    rf"(?P<fuzzy>(?:very{S})?(?:early|late|earlier|later|mid)(?:{S}(?:on|in))?[\s-]"
    rf"|(?:the{S})?(?:very{S})?(?:beginning|start|middle|end|close){S}of{S}(?:the{S})?(?:month{S}of{S})?)"
)
WHICH = r"(?P<which>last|next|this|past|previous|coming|current|same|following|preceding|upcoming|that)"
DIRECTIONS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "upcoming": 1, "following": 1}
TOLD_FROM_ANOTHER = ("previous", "preceding", "following", "same", "that")


@dataclass(frozen=True, slots=True)
class Found:
    """A time phrase found. A `counted` one is told from a day told before it; a `loose` one is a time only beside a day."""

    phrase: TimePhrase
    counted: bool = False
    loose: bool = False


class Parts(TypedDict, total=False):
    """What a form may say of its phrase: the fields of `TimePhrase` that a match alone can fill."""

    year: int | None
    month: int | None
    day: int | None
    number: int | None
    unit: str
    direction: int
    part: str
    value: str
    fuzzy: bool


Meaning = Callable[[re.Match[str]], Iterator[Found]]


class Form(NamedTuple):
    """A pattern, what a match of it means, and a pattern of which every match holds one; empty where there is none."""

    pattern: re.Pattern[str]
    meaning: Meaning
    needs: str = ""


def form(pattern: str, meaning: Meaning, needs: str = "") -> Form:
    """A form that begins where a word begins."""
    return Form(re.compile(rf"(?<!\w){pattern}", re.IGNORECASE), meaning, needs)


def found(
    m: re.Match[str],
    type: TimexType,  # noqa: A002 -- the word of TIMEX3
    kind: TimeKind,
    *,
    counted: bool = False,
    loose: bool = False,
    start: int | None = None,
    end: int | None = None,
    **parts: Unpack[Parts],
) -> Found:
    """A phrase over the match, or over a part of it, without the blanks around it."""
    first, last = m.start() if start is None else start, m.end() if end is None else end
    quote = m.string[first:last]
    first, quote = first + len(quote) - len(quote.lstrip()), quote.strip()
    phrase = TimePhrase(Span(first, first + len(quote), quote), type=type, kind=kind, **parts)
    return Found(phrase, counted, loose)


def said(m: re.Match[str], group: str) -> str:
    """What a group of a match says, in lower case; empty where it did not match."""
    return (m.groupdict().get(group) or "").casefold()
