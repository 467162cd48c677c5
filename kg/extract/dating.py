"""Which time phrase dates which event.

A phrase dates the event whose trigger it hangs on in the tree, or the verb that carries that trigger. A phrase that
hangs on a verb of saying dates the saying, and no event. "launched in 2011" dates a beginning only.
"""

from __future__ import annotations

from kg.extract import events
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.reading import EventTime, TimePhrase

DATING_KINDS = ("calendar", "weekday", "offset", "period")
NOT_THE_EVENT = frozenset(("since", "until", "till", "before", "after", "by"))
ONLY_A_PART_OF_A_DAY = 3  # "in the evening" dates nothing by itself
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
        happening = _dated(draft, sentence, words)
        if happening is not None and not any(t.event == happening.ref for t in draft.event_times):
            draft.event_times.append(_event_time(draft, sentence, words, happening, number, phrase))


def _vagueness(phrase: TimePhrase) -> int:
    """How little a phrase says of a day: a date or weekday first, then offsets, then months and years."""
    if phrase.kind == "weekday" or (phrase.kind == "calendar" and phrase.day is not None):
        return 0
    if phrase.kind == "offset":
        return ONLY_A_PART_OF_A_DAY if phrase.part and phrase.number is None and phrase.base is None else 1
    return 2


def _sentence_of(draft: Draft, phrase: TimePhrase) -> Sentence | None:
    return next((s for s in draft.sentences if s.words[0].start <= phrase.span.start < s.words[-1].end), None)


def _dated(draft: Draft, sentence: Sentence, words: list[Word]) -> Happening | None:
    """The event that a phrase dates: the first trigger on the way up from its words."""
    inside = {w.i for w in words}
    top = next((w for w in words if w.head not in inside or w.head == w.i), None)
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
            if above.lemma in {k for (k, *_) in draft.lexicon.reporting.rows}:
                return None
            objects = [by_word[o.i] for prep in sentence.children(above, "prep") for o in sentence.children(prep, "pobj") if o.i in by_word]
            if objects:
                return objects[0]
    alone = list({h.ref: h for h in by_word.values()}.values())
    return alone[0] if len(alone) == 1 and alone[0].cls != "Meeting" else None


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
