"""Where an event happened: its places, the most particular first. No place is taken from the date line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract import arguments, coreference, descriptions, mentions
from kg.extract.arguments import PLACES, SITES
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.model import Basis

WHENCE = ("from",)  # where people are taken
JOBS = ("worker", "official", "journalist")
WHERE = ("in", "at", "near", "outside", "on", "inside", "across", "around", "along", "within")
MOST_PLACES = 2  # the most particular place and one that contains it; more are background


def places(draft: Draft, h: Happening) -> None:
    """Places in the trigger's clause, the most particular first."""
    s = h.sentence
    told = (*_locatives(s, h.word), *_taken_from(s, h))
    found = _placed(draft, s, told) or _placed(draft, s, _in_clause(s, h.word))
    sites_first = sorted(found, key=lambda w: (arguments.kind_of(draft, s, w) == "State", w.i))
    for place in sites_first[:MOST_PLACES]:
        at(draft, h, place)


def _placed(draft: Draft, s: Sentence, phrases: Iterable[tuple[Word, Word]]) -> list[Word]:
    """The places and sites among the objects of place phrases."""
    return [
        place
        for prep, noun in phrases
        for place in [descriptions.place_word(draft, s, noun) or noun]
        if not _is_where_one_works(draft, s, prep)
        if arguments.kind_of(draft, s, place) in (PLACES if place.name is not None else SITES if _is_certain(s, place) else ())
        or coreference.place(draft, s, place)
    ]


def _is_where_one_works(draft: Draft, s: Sentence, prep: Word) -> bool:
    """Whether a phrase tells where people work or study: "a lecturer at X"."""
    people = s.head(prep)
    group = draft.lexicon.groups.get(people.lemma)
    return prep.lower == "at" and prep.i == people.i + 1 and group is not None and group.value in JOBS


def _is_certain(s: Sentence, word: Word) -> bool:
    """Whether a site is a particular one: "in a hospital", not "died in hospital"."""
    return s.child(word, "det", "poss", "nummod") is not None or word.tag == "NNS"


def _in_clause(s: Sentence, word: Word) -> Iterator[tuple[Word, Word]]:
    """Place phrases anywhere in a trigger's own clause, where the parser hung them on another word."""
    stack = [word]
    while stack:
        below = stack.pop()
        if below is word or not below.is_verb:
            yield from s.prepositions(below, *WHERE)
            stack.extend(s.children(below))


def _taken_from(s: Sentence, h: Happening) -> Iterator[tuple[Word, Word]]:
    """ "abducted 12 students from a school"."""
    if h.event_type in ("abduction", "hostage-taking"):
        for holder in (h.word, *s.children(h.word, "dobj", "nsubjpass")):
            for each in s.conjuncts(holder):
                yield from s.prepositions(each, *WHENCE)


def _locatives(s: Sentence, word: Word) -> Iterator[tuple[Word, Word]]:
    """Place phrases of a trigger, of its objects and subject, and of the verb that carries it."""
    for verb in s.conjuncts(word) if word.is_verb else (word,):
        if verb is word or not s.child(verb, "nsubj", "nsubjpass"):
            yield from s.prepositions(verb, *WHERE)
    for child in s.children(word, "dobj", "nsubjpass", "nsubj", "pobj"):
        yield from s.prepositions(child, *WHERE)
        if arguments.whole(s, child) is not child:
            yield from s.prepositions(arguments.whole(s, child), *WHERE)
    for prep in s.children(word, "prep", "agent"):
        if prep.lower not in ("after", "before", "since"):
            for inner in s.children(prep, "pobj"):
                yield from s.prepositions(inner, *WHERE)
    head = s.head(word)
    if word.dep in ("dobj", "nsubjpass", "nsubj", "advcl", "conj", "xcomp") and head.is_verb:
        yield from s.prepositions(head, *WHERE)


def at(draft: Draft, h: Happening, word: Word) -> None:
    """Write down that an event happened at what a word stands for."""
    ref = mentions.of(draft, h.sentence, word) or coreference.place(draft, h.sentence, word)
    if ref is not None:
        basis: Basis = "implied" if h.found_after else "stated"
        sure = 0.5 if h.found_after else 0.9
        draft.relate(h.ref, "sikg:occurredAt", ref, arguments.evidence(h, word), f"{h.rule}-place", basis=basis, confidence=sure)
