"""Days as scenes: a day at the head of a sentence begins what happened on it, and what was told before is another matter.

Chronicles and lists of incidents are written so ("On 12 March, … On 14 March, …"), and reports that turn to an earlier
deed ("Last month, …"). A day that an incident is told with (`days`) also tells it from others in `deeds`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.draft import Draft
from kg.extract.tree import Sentence
from kg.reading import TimePhrase

KINDS = ("calendar", "weekday", "offset", "period")
AT_HEAD = 14  # characters before a phrase at the head of a sentence: "Earlier, on "
BACK = 6  # sentences in which the day of a scene is looked for
SHORT_UNITS = ("D", "N", "W")
Day = tuple[str, int | None, int | None]


def opening(draft: Draft, s: Sentence) -> Day | None:
    """The day that a sentence begins with."""
    return next((_day(p) for p in _phrases(draft, s) if p.span.start - s.words[0].start <= AT_HEAD), None)


def holds(draft: Draft, earlier: Sentence, day: Day) -> bool:
    """Whether the scene of an earlier sentence may be that of a day: it tells that day, or none."""
    told = _scene(draft, earlier)
    return not told or day in told


def days(draft: Draft, s: Sentence) -> frozenset[Day]:
    """The days that a sentence tells, those of a verb of saying apart."""
    return frozenset(_day(p) for p in _phrases(draft, s) if says_a_day(p) and not _is_of_saying(draft, s, p))


def says_a_day(phrase: TimePhrase) -> bool:
    """Whether a phrase tells a day, or nearly: a date, a weekday, so many days or weeks before; no month, no hour."""
    if phrase.kind == "calendar":
        return phrase.day is not None
    if not phrase.number and ":" in phrase.part:
        return False  # "the 5:00 pm blast" tells an hour
    return phrase.kind == "weekday" or (phrase.number is not None and phrase.unit in SHORT_UNITS)


def _scene(draft: Draft, s: Sentence) -> frozenset[Day]:
    """The days of a sentence, else of the nearest before it that tells any."""
    for number in range(s.number, max(-1, s.number - BACK), -1):
        if found := days(draft, draft.sentences[number]):
            return found
    return frozenset()


def _phrases(draft: Draft, s: Sentence) -> Sequence[TimePhrase]:
    start, end = s.words[0].start, s.words[-1].end
    return [p for p in draft.phrases if start <= p.span.start < end and p.kind in KINDS and (says_a_day(p) or _says_a_time(p))]


def _says_a_time(phrase: TimePhrase) -> bool:
    """Whether a phrase tells a month or year, by date or from the day of the report: "in May 2011", "last month"."""
    return phrase.kind == "calendar" or (phrase.number not in (None, 0) and phrase.unit in ("M", "Y"))


def _day(phrase: TimePhrase) -> Day:
    if phrase.kind == "calendar":
        return "calendar", phrase.month, phrase.day
    return phrase.kind, phrase.number, None


def _is_of_saying(draft: Draft, s: Sentence, phrase: TimePhrase) -> bool:
    """Whether a day hangs on a verb of saying: "police said Friday"."""
    word = next((w for w in s.words if w.start <= phrase.span.start < w.end), None)
    if word is None:
        return False
    verb = next((a for a in s.ancestors(word) if a.is_verb), None)
    return verb is not None and abs(verb.i - word.i) <= 4 and draft.lexicon.reporting.get(verb.lemma) is not None
