"""The day of what has none of its own: the day told beside it, or the day on which it was news.

Two incidents of one sentence with one day between them were on that day, unless the day stands in a clause of its own
("after an attack on Monday"). "The attacks took place on Thursday" dates the attack of the same paragraph that it
goes back to. News that names no day but that of its source ("ten people were killed, police said Friday") is by custom
of that day. All are what a reader concludes: basis `implied`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract import episodes
from kg.extract.draft import Draft, Happening
from kg.extract.episodes import INCIDENTS
from kg.extract.tree import Sentence, Word
from kg.reading import EventTime, TimePhrase

BACKGROUND = frozenset(("relcl",))
EARLIER = frozenset(("after", "since", "before", "following", "until", "despite"))
GENERAL = frozenset(("incident", "attack", "violence", "event", "tragedy", "blast", "clash", "fighting", "crime", "shooting", "episode"))
NO_NEWS = ("claim", "denial")  # forms of saying whose day says nothing of the deed's
SENTENCES_APART = 3  # how far "the attack" may be from the attack


def fill(draft: Draft) -> None:
    """Date what is undated by its sentence, then by its paragraph."""
    for find in (_in_sentence, _in_paragraph, _told_after, _as_news):
        for happening in _undated(draft):
            donor = next(find(draft, happening), None)
            if donor is not None:
                draft.event_times.append(replace(donor, event=happening.ref, basis="implied"))


def _undated(draft: Draft) -> Iterator[Happening]:
    """The first mentions of incidents that occurred and that no phrase dates."""
    for happening in draft.happenings:
        if happening.cls in INCIDENTS and happening.status == "occurred" and episodes.first_of(draft, happening).ref == happening.ref:
            dated = {episodes.first_of(draft, draft.happening(t.event)).ref for t in draft.event_times}
            if happening.ref not in dated:
                yield happening


def _mentions(draft: Draft, first: Happening) -> list[Happening]:
    return [h for h in draft.happenings if episodes.first_of(draft, h).ref == first.ref]


def _beside(time: EventTime) -> EventTime:
    return replace(time, rule=f"{time.rule}-beside")


# --- in the sentence -------------------------------------------------------------------------------------------


def _in_sentence(draft: Draft, happening: Happening) -> Iterator[EventTime]:
    """The only day of a sentence that tells the incident, where it is no day of a clause of its own."""
    for mention in _mentions(draft, happening):
        sentence = mention.sentence
        told = [
            t
            for t in draft.event_times
            if draft.happening(t.event).sentence.number == sentence.number and t.edge == "whole" and t.phrase >= 0
        ]
        days = {_day(draft.phrases[t.phrase]) for t in told}
        if len(days) != 1 or not _says_day(draft.phrases[told[0].phrase]):
            continue
        donor = draft.happening(told[0].event)
        if donor.status == "occurred" and donor.cls in INCIDENTS and not _is_background(sentence, donor.word, mention.word):
            yield _beside(told[0])


def _is_background(sentence: Sentence, donor: Word, word: Word) -> bool:
    """Whether one of two triggers stands in a clause that tells of another time than the other's."""
    above_donor, above_word = [donor, *sentence.ancestors(donor)], [word, *sentence.ancestors(word)]
    common = next((w.i for w in above_donor if any(w.i == o.i for o in above_word)), -1)
    return any(_sets_apart(sentence, path, common) for path in (above_donor, above_word))


def _sets_apart(sentence: Sentence, path: Sequence[Word], common: int) -> bool:
    for step in path:
        if step.i == common:
            return False
        if step.dep in BACKGROUND or (step.dep == "prep" and step.lower in EARLIER):
            return True
        if any(m.lower in EARLIER for m in sentence.children(step, "mark", "advmod", "prep")):
            return True
    return False


# --- in the paragraph ------------------------------------------------------------------------------------------


def _in_paragraph(draft: Draft, happening: Happening) -> Iterator[EventTime]:
    """The day of "the attack" that a later sentence of the paragraph goes back to."""
    here = happening.sentence
    told = []
    for time in draft.event_times:
        donor = draft.happening(time.event)
        near = 0 < donor.sentence.number - here.number <= SENTENCES_APART and donor.sentence.paragraph is here.paragraph
        if near and time.phrase >= 0 and time.edge == "whole" and donor.status == "occurred" and donor.cls in INCIDENTS:
            told.append((time, donor))
    days = {_day(draft.phrases[t.phrase]) for t, _ in told}
    if len(days) == 1 and _says_day(draft.phrases[told[0][0].phrase]) and _goes_back(draft, told[0][1], happening):
        yield _beside(told[0][0])


def _goes_back(draft: Draft, donor: Happening, happening: Happening) -> bool:
    """Whether a mention speaks of something told before, and nothing was told between the two."""
    between = [
        h
        for h in draft.happenings
        if happening.sentence.number < h.sentence.number < donor.sentence.number
        and h.cls in INCIDENTS
        and episodes.first_of(draft, h).ref not in (happening.ref, episodes.first_of(draft, donor).ref)
    ]
    if between:
        return False
    if donor.trigger.pos == "noun":
        return donor.definite or donor.sentence.child(donor.word, "poss") is not None  # "Tuesday's attack"
    subject = donor.sentence.subject(donor.word) if donor.word.is_verb else None
    return subject is not None and (
        subject.tag == "PRP" or any(c.lower in ("the", "this") for c in donor.sentence.children(subject, "det"))
    )


# --- as news ---------------------------------------------------------------------------------------------------


def _as_news(draft: Draft, happening: Happening) -> Iterator[EventTime]:
    """The weekday on which the source of a sentence told it, where the sentence has no other time."""
    sentence = happening.sentence
    first, last = sentence.words[0].start, sentence.words[-1].end
    here = [(n, p) for n, p in enumerate(draft.phrases) if first <= p.span.start < last and p.kind != "set"]
    if len(here) != 1 or here[0][1].kind != "weekday" or here[0][1].direction or _is_past_perfect(sentence, happening.word):
        return
    begin, end = sentence.paragraph.tokens[0].start, sentence.paragraph.tokens[-1].end
    number, phrase = here[0]
    if any(begin <= p.span.start < end and _says_day(p) and _day(p) != _day(phrase) for p in draft.phrases):
        return
    said = next((w for w in sentence.words if phrase.span.start <= w.start < phrase.span.end), None)
    verb = next((a for a in sentence.ancestors(said) if a.is_verb), None) if said is not None else None
    if verb is None or draft.lexicon.reporting.get(verb.lemma) is None or draft.lexicon.reporting.rows[verb.lemma,].value in NO_NEWS:
        return
    if any(w.i == verb.i for w in sentence.ancestors(happening.word)) or any(w.i == happening.word.i for w in sentence.ancestors(verb)):
        yield EventTime(happening.ref, number, " ".join(phrase.span.quote.split()), phrase.span, rule="weekday-of-news")


def _is_past_perfect(sentence: Sentence, word: Word) -> bool:
    """Whether an action lies before the others told: "had killed"."""
    return any(c.lower == "had" for c in sentence.children(word, "aux"))


def _told_after(draft: Draft, happening: Happening) -> Iterator[EventTime]:
    """ "The incident took place on Saturday": the day that a later sentence gives what was told, by a general noun or "it"."""
    here = happening.sentence
    used = {t.phrase for t in draft.event_times}
    later = [s for s in draft.sentences if 0 < s.number - here.number <= SENTENCES_APART and s.paragraph is here.paragraph]
    for sentence in later:
        for number, said in _days_of(draft, sentence):
            verb = next((a for a in sentence.ancestors(said) if a.is_verb), None)
            if number not in used and verb is not None and _happens(draft, sentence, verb):
                verbatim = " ".join(draft.phrases[number].span.quote.split())
                yield EventTime(happening.ref, number, verbatim, draft.phrases[number].span, rule="day-told-after")
        if any(h.cls in INCIDENTS and episodes.first_of(draft, h).ref != happening.ref for h in draft.in_sentence(sentence)):
            return


def _days_of(draft: Draft, sentence: Sentence) -> Iterator[tuple[int, Word]]:
    """The phrases of a sentence that name a day, each with its first word."""
    first, last = sentence.words[0].start, sentence.words[-1].end
    for number, phrase in enumerate(draft.phrases):
        if first <= phrase.span.start < last and _says_day(phrase):
            yield from ((number, w) for w in sentence.words if w.start <= phrase.span.start < w.end)


def _happens(draft: Draft, sentence: Sentence, verb: Word) -> bool:
    """Whether a verb only says that what was told took place."""
    row = draft.lexicon.support.at([w.lemma for w in sentence.words], verb.i)
    subject = sentence.subject(verb)
    if row is None or row[0].value != "happen" or subject is None or subject.name is not None:
        return False
    told = any(c.lower in ("the", "this") for c in sentence.children(subject, "det")) and subject.lemma in GENERAL
    return told or subject.lower in ("it", "this")


def _says_day(phrase: TimePhrase) -> bool:
    """Whether a phrase names a day, and not a month or a year."""
    if phrase.kind == "calendar":
        return phrase.day is not None
    return phrase.kind == "weekday" or (phrase.kind == "offset" and phrase.unit in ("D", "N") and phrase.number is not None)


def _day(phrase: TimePhrase) -> tuple[object, ...]:
    """What tells one day from another, whatever the words and the hour."""
    return (phrase.kind, phrase.year, phrase.month, phrase.day, phrase.number, phrase.direction, phrase.base)
