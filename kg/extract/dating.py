"""Which time phrase dates which event.

A phrase dates the event whose trigger it hangs on in the tree, or the verb that carries that trigger. A phrase that
hangs on a verb of saying dates the saying, and no event. "launched in 2011" dates a beginning only. What is left
undated takes the day of its sentence, or of "the attack" told in the same paragraph (`dating_shared`).
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract import dating_shared, episodes, events
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.reading import EventTime, TimePhrase

DATING_KINDS = ("calendar", "weekday", "offset", "period")
NOT_THE_EVENT = frozenset(("since", "until", "till", "before", "after", "by"))
NOT_WITH_IT = NOT_THE_EVENT | {"following", "despite"}  # "erupted on Saturday following a meeting"
ONLY_A_PART_OF_A_DAY = 3  # "in the evening" dates nothing by itself
NEAR_SAYING = 7  # words between a verb of saying and its day: "told the X news agency late on Friday"
FUTURE_AUX = frozenset(("will", "shall", "'ll", "would"))


def fill(draft: Draft) -> None:
    """Write down which phrase dates which event."""
    for number, phrase in sorted(enumerate(draft.phrases), key=lambda n: (_vagueness(n[1]), n[0])):
        if phrase.kind not in DATING_KINDS or _vagueness(phrase) == ONLY_A_PART_OF_A_DAY:
            continue
        sentence = _sentence_of(draft, phrase)
        if sentence is None:
            continue
        words = [w for w in sentence.words if w.start < phrase.span.end and phrase.span.start < w.end]
        happening = _dated(draft, sentence, phrase)
        if happening is not None and not any(t.event == happening.ref for t in draft.event_times):
            draft.event_times.append(_event_time(draft, sentence, words, happening, number, phrase))
    dating_shared.fill(draft)
    draft.event_times = [replace(t, edge="before") if draft.happening(t.event).found_after else t for t in draft.event_times]


def _vagueness(phrase: TimePhrase) -> int:
    """How little a phrase says of a day: a date or weekday first, then offsets, then months and years."""
    if phrase.kind == "weekday" or (phrase.kind == "calendar" and phrase.day is not None):
        return 0
    if phrase.kind == "offset":
        return ONLY_A_PART_OF_A_DAY if phrase.part and phrase.number is None and phrase.base is None else 1
    return 2


def _sentence_of(draft: Draft, phrase: TimePhrase) -> Sentence | None:
    return next((s for s in draft.sentences if s.words[0].start <= phrase.span.start < s.words[-1].end), None)


def _dated(draft: Draft, sentence: Sentence, phrase: TimePhrase) -> Happening | None:
    """The event that a phrase dates: the first trigger on the way up from its words."""
    top = sentence.top(phrase.span.start, phrase.span.end)
    if top is None:
        return None
    if sentence.head(top).lower in NOT_THE_EVENT or top.lower in NOT_THE_EVENT:
        return None
    by_word = {i: h for h in draft.in_sentence(sentence) for i in (events.top_of(sentence, h.word).i, h.word.i)}
    for above in (top, *sentence.ancestors(top)):
        if above.i in by_word:
            return by_word[above.i]
        if above.is_verb:
            carried = [by_word[c.i] for c in sentence.children(above, "dobj", "nsubjpass", "nsubj") if c.i in by_word]
            if carried:
                return carried[0]
            if _dates_the_saying(draft, sentence, top, above):
                return None
            inner = [p for p in sentence.children(above, "prep") if p.lower not in NOT_WITH_IT]
            objects = [by_word[o.i] for prep in inner for o in sentence.children(prep, "pobj") if o.i in by_word]
            if objects:
                return objects[0]
            if _is_other_clause(draft, sentence, above, by_word):
                return None
    alone = list({episodes.first_of(draft, h).ref: h for h in by_word.values()}.values())
    return alone[0] if len(alone) == 1 and alone[0].cls != "Meeting" and alone[0].status in ("occurred", "planned") else None


def _is_other_clause(draft: Draft, sentence: Sentence, verb: Word, by_word: dict[int, Happening]) -> bool:
    """Whether a verb tells something else of a noun: "two tribes that signed a treaty in July"; not "which took place in July"."""
    if verb.dep != "relcl" or draft.lexicon.support.at([w.lemma for w in sentence.words], verb.i) is not None:
        return False
    subject = sentence.subject(verb)
    return subject is None or subject.i not in by_word


def _dates_the_saying(draft: Draft, sentence: Sentence, top: Word, verb: Word) -> bool:
    """Whether a verb of saying stands beside the phrase, with no comma or other verb between them."""
    if draft.lexicon.reporting.at([w.lemma for w in sentence.words], verb.i) is None:
        return False
    first, last = sorted((top.i, verb.i))
    if last - first > NEAR_SAYING:
        return False
    between = [w for w in sentence.words[first + 1 : last] if w.i > first + 1 or not _opens_in_commas(sentence, top)]
    return not any(w.lower in (",", ";") or w.is_verb for w in between)


def _opens_in_commas(sentence: Sentence, top: Word) -> bool:
    """Whether a phrase stands between two commas, beside the clause: "The agency, on Friday, confirmed …"."""
    lead = sentence.words[max(0, top.i - 4) : top.i]
    return top.i + 1 < len(sentence.words) and sentence.words[top.i + 1].lower == "," and any(w.lower == "," for w in lead)


def _event_time(draft: Draft, sentence: Sentence, words: list[Word], h: Happening, number: int, phrase: TimePhrase) -> EventTime:
    prep = sentence.words[words[0].i - 1] if words[0].i else None
    start = prep.start if prep is not None and prep.lower in ("on", "in", "at", "during", "of") else phrase.span.start
    verb = h.word if h.word.is_verb else next((a for a in sentence.ancestors(h.word) if a.is_verb), h.word)
    future = h.status == "planned" or any(c.lower in FUTURE_AUX for c in sentence.children(verb, "aux"))
    return EventTime(
        event=h.ref,
        phrase=number,
        verbatim=" ".join(draft.text[start : phrase.span.end].split()),
        evidence=draft.quote(start, phrase.span.end),
        edge="begin" if h.begins_only else "whole",
        future=future,
        rule=f"{phrase.kind}-of-event",
    )
