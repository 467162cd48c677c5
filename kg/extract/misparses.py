"""What the model misreads in the news of incidents, mended by rule on the words of a sentence before anything is read off them.

Each mend knows one shape that is wrong in the same way whatever its words are, and says which in its docstring. The words
keep their places; only what they depend on, and as what, is changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.numerals import numeral
from kg.extract.tree import Word
from kg.lexicon import Kind, Number
from kg.tables import PhraseTable

AFTER_HEADLINE_VERB = frozenset((",", "in", "by", "and", "as", "when", "after", "during"))
OBJECT_PREPOSITIONS = frozenset(("on", "at", "against", "of", "from", "to", "into", "towards", "toward", "among", "near"))
Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """The words that tell a shape from another: lemmas of verb forms, participles that say what befell somebody ("killed"),
    numbers, and words for people, of which some are adjectives too ("a female").
    """

    lemmas: Mapping[str, str]
    harmed: Collection[str]
    numbers: Mapping[str, Number]
    people: PhraseTable[Kind]


def mended(words: Words, forms: Forms) -> Words:
    """The words of a sentence with their misread shapes mended."""
    for mend in (_headline_passives, _participles_of_objects, _lists_of_counted, _people_as_adjectives):
        changed = {w.i: w for w in mend(words, forms)}
        words = tuple(changed.get(w.i, w) for w in words) if changed else words
    return words


def _headline_passives(words: Words, forms: Forms) -> Iterator[Word]:
    """A headline's participle that is taken for a past tense: "Five X-ians killed, seven injured"."""
    for verb, after in pairwise(words):
        if verb.tag != "VBD" or verb.lower not in forms.harmed or after.lower not in AFTER_HEADLINE_VERB:
            continue
        own = _children(words, verb)
        subject = next((w for w in own if w.dep == "nsubj" and w.i < verb.i), None)
        counted = subject is not None and any(w.dep == "nummod" for w in _children(words, subject))
        if subject is not None and counted and not any(w.dep in ("aux", "dobj", "ccomp", "xcomp") for w in own):
            yield replace(verb, tag="VBN")
            yield replace(subject, dep="nsubjpass")


def _participles_of_objects(words: Words, forms: Forms) -> Iterator[Word]:
    """A preposition's noun that is taken for the subject of the participle after it: "fired on migrants crossing the river".

    A participle of harm goes on with the clause: "fired on a trader from the district killing him".
    """
    for verb in words:
        prep = words[verb.head]
        if verb.dep != "pcomp" or verb.tag != "VBG" or prep.lower not in OBJECT_PREPOSITIONS or words[verb.i - 1].lower == ",":
            continue
        noun = next((w for w in _children(words, verb) if w.dep == "nsubj" and prep.i < w.i < verb.i), None)
        if noun is not None:
            yield replace(noun, dep="pobj", head=prep.i)
            clause = _clause(words, prep) if _past(verb) in forms.harmed else None
            yield replace(verb, dep="advcl", head=clause.i) if clause is not None else replace(verb, dep="acl", head=noun.i)


def _lists_of_counted(words: Words, forms: Forms) -> Iterator[Word]:
    """A list of counted people whose second is taken for an apposition: "six adults, a girl and a baby"."""
    for second in words:
        first = words[second.head]
        if second.dep != "appos" or second.i < first.i or first.name is not None:
            continue
        listed = [second, *(w for w in _children(words, second) if w.dep == "conj")]
        counts = [_count(words, w, forms.numbers) for w in (first, *listed)]
        if len(listed) > 1 and None not in counts and counts[0] != sum(n for n in counts[1:] if n is not None):
            yield replace(second, dep="conj")


def _people_as_adjectives(words: Words, forms: Forms) -> Iterator[Word]:
    """An adjective for a person, whose participle is taken for the noun: "killed a female identified as X"."""
    for adjective, participle in pairwise(words):
        if adjective.tag != "JJ" or adjective.head != participle.i or participle.tag != "VBN":
            continue
        article = next((w for w in _children(words, participle) if w.dep == "det" and w.i < adjective.i), None)
        if article is not None and forms.people.get(adjective.lower) is not None:
            yield replace(adjective, dep=participle.dep, head=participle.head, tag="NN")
            yield replace(participle, dep="acl", head=adjective.i)
            yield replace(article, head=adjective.i)


def _count(words: Words, noun: Word, numbers: Mapping[str, Number]) -> float | None:
    """How many a noun tells of: by its number, or one by its article; None where it tells none."""
    for w in _children(words, noun):
        if w.dep == "nummod" and (read := numeral([w.lower], 0, numbers)) is not None:
            return read[0]
        if w.dep == "det" and w.lower in ("a", "an"):
            return 1.0
    return None


def _clause(words: Words, word: Word) -> Word | None:
    """The verb of the clause that a word stands in."""
    seen = {word.i}
    while word.head not in seen:
        word = words[word.head]
        seen.add(word.i)
        if word.is_verb:
            return word
    return None


def _past(participle: Word) -> str:
    return participle.lower.removesuffix("ing") + "ed"


def _children(words: Words, head: Word) -> Sequence[Word]:
    return [w for w in words if w.head == head.i and w.i != head.i]
