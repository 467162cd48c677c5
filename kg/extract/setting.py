"""Where an event happened and with what: its places, the most particular first, and the weapons its words name.

A weapon is told by its words alone; its concept comes from ontology/lexicon/weapons.csv. No place is taken from the
date line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract import arguments, coreference, descriptions, mentions
from kg.extract.arguments import PLACES, SITES
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word

WHENCE = ("from",)  # where people are taken
WHERE = ("in", "at", "near", "outside", "on", "inside", "across", "around", "along", "within")
USE = frozenset(("use", "employ", "deploy"))
HANDLE = frozenset(("use", "fire", "detonate", "throw", "hurl", "wield"))
LONGEST_WEAPON = 3  # words of a weapon's name before its head
MOST_PLACES = 2  # the most particular place and one that contains it; more are background


def places(draft: Draft, h: Happening) -> None:
    """Places in the trigger's clause, the most particular first."""
    s = h.sentence
    found = _placed(draft, s, (*_locatives(s, h.word), *_taken_from(s, h))) or _placed(draft, s, _in_clause(s, h.word))
    sites_first = sorted(found, key=lambda w: (arguments.kind_of(draft, s, w) == "State", w.i))
    for place in sites_first[:MOST_PLACES]:
        at(draft, h, place)


def _placed(draft: Draft, s: Sentence, phrases: Iterable[tuple[Word, Word]]) -> list[Word]:
    """The places and sites among the objects of place phrases."""
    return [
        place
        for _, noun in phrases
        for place in [descriptions.place_word(draft, s, noun) or noun]
        if arguments.kind_of(draft, s, place) in (PLACES if place.name is not None else SITES if _is_certain(s, place) else ())
        or coreference.place(draft, s, place)
    ]


def _is_certain(s: Sentence, word: Word) -> bool:
    """Whether a site is a particular one: "in a hospital", not "died in hospital"."""
    return s.child(word, "det", "poss", "nummod") is not None or word.tag == "NNS"


def _in_clause(s: Sentence, word: Word) -> Iterator[tuple[Word, Word]]:
    """Place phrases anywhere in a trigger's own clause, where the parser hung them on another word."""
    for below in s.subtree(word):
        inner = any(w.is_verb and w.i != word.i for w in (below, *s.ancestors(below)) if w.i in {x.i for x in s.subtree(word)})
        if not inner:
            yield from s.prepositions(below, *WHERE)


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
        draft.relate(h.ref, "sikg:occurredAt", ref, arguments.evidence(h, word), f"{h.rule}-place")


def is_weapon(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a word heads the name of a kind of weapon."""
    return word.name is None and draft.lexicon.weapons.ending([w.lemma for w in s.words], word.i + 1) is not None


def weapons(draft: Draft, h: Happening) -> None:
    """ "with rifles", "a car bomb exploded", "a rocket attack", "detonated an explosive vest"."""
    s, word = h.sentence, h.word
    candidates: list[Word] = list(s.children(word, "compound", "nmod", "amod"))
    candidates += [o for _, o in s.prepositions(word, "with", "using", "by")]
    if h.trigger.frame == "theme":
        candidates += arguments.coordinated(s, s.subject(word)) if word.is_verb else [o for _, o in s.prepositions(word, "of")]
    if h.trigger.frame == "agent-weapon":
        candidates += [*s.objects(word), *(arguments.coordinated(s, arguments.passive_subject(s, word)) if s.is_passive(word) else [])]
    above = s.head(s.head(word)) if s.head(word).lower in ("in", "during", "for") else None
    if above is not None and above.lemma in USE and above.is_verb:
        candidates += arguments.coordinated(s, s.subject(above)) if s.is_passive(above) else list(s.objects(above))
    for clause in s.children(word, "advcl", "acl"):
        if clause.lemma in HANDLE:
            candidates += s.objects(clause)
    for candidate in candidates:
        if is_weapon(draft, s, candidate):
            weapon(draft, h, candidate)


def weapon(draft: Draft, h: Happening, word: Word) -> None:
    """Write down the weapon that a word names."""
    s = h.sentence
    lemmas = [w.lemma if w.name is None else "" for w in s.words]
    found = [
        (*hit, first) for first in range(max(0, word.i - LONGEST_WEAPON), word.i + 1) if (hit := draft.lexicon.weapons.at(lemmas, first))
    ]
    covering = [(end - first, row, first, end) for row, end, first in found if end > word.i]
    if covering:
        _, row, first, end = max(covering, key=lambda c: c[0])
        draft.relate(h.ref, "sikg:weaponType", row.value, s.span(first, end), "weapon-words")
