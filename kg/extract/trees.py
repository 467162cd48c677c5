"""Tokens and names parsed into sentences, each name one plain word for the parser; what it misreads is mended in `misparses`.

Comes in: the paragraphs of several texts, and the language. Goes out: the `Sentence`s of each text, numbered through its
paragraphs. What a sentence can be asked is said in `tree`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.extract import asides, misparses
from kg.extract.language import Language, Parsed
from kg.extract.line import Name
from kg.extract.tree import Paragraph, Sentence, Word
from kg.lexicon import Lexicon

ENDING_IN_NOUN = ("body-of-state", "site-name")  # rules whose names may end in a common noun
LONGEST_SENTENCE = 250  # words; prose seldom reaches 100


def sentences(texts: Sequence[Sequence[Paragraph]], language: Language, lexicon: Lexicon) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each text, numbered through its paragraphs."""
    paragraphs = [p for text in texts for p in text]
    units = [_units(p, lexicon.stand_ins) for p in paragraphs]
    seen = [([u.seen for u in unit], _spaces(p, unit)) for p, unit in zip(paragraphs, units, strict=True)]
    trees = zip(paragraphs, units, asides.parse(language, seen), strict=True)
    for text in texts:
        cut = ((p, unit, parsed, *ends) for p, unit, parsed in islice(trees, len(text)) for ends in _bounds(parsed))
        yield tuple(
            _sentence(number, p, unit[first:last], parsed[first:last], first, lexicon)
            for number, (p, unit, parsed, first, last) in enumerate(cut)
        )


@dataclass(frozen=True, slots=True)
class _Unit:
    """Tokens [first, last) that the parser sees as one word, and that word."""

    first: int
    last: int
    seen: str
    name: Name | None = None


def _units(paragraph: Paragraph, stand_ins: Mapping[str, str]) -> list[_Unit]:
    """The tokens of a paragraph, each name as one plain word.

    A name that ends in a common noun ("Somali forces") keeps the noun as the parser's word, with a plain modifier.
    """
    names = {n.first: n for n in paragraph.names}
    out: list[_Unit] = []
    at = 0
    while at < len(paragraph.tokens):
        name = names.get(at)
        if name is None:
            out.append(_Unit(at, at + 1, paragraph.tokens[at].text))
            at += 1
            continue
        final = paragraph.tokens[name.last - 1].text
        if name.rule in ENDING_IN_NOUN and final.islower() and name.last == name.core[1]:
            before = "adjective" if name.parts and name.parts[0].cls == "adjective" else "Place"
            if name.last - name.first > 1:
                out.append(_Unit(name.first, name.last - 1, stand_ins.get(before, final)))
            out.append(_Unit(name.last - 1, name.last, final, name))
        else:
            out.append(_Unit(name.first, name.last, stand_ins.get(name.cls, final), name))
        at = name.last
    return out


def _spaces(paragraph: Paragraph, units: Sequence[_Unit]) -> list[bool]:
    return [paragraph.tokens[u.last - 1].space_after for u in units]


def _bounds(parsed: Sequence[Parsed]) -> Iterable[tuple[int, int]]:
    """Where sentences begin and end: a run longer than any sentence (a table, noise) is read in pieces."""
    starts = [i for i, p in enumerate(parsed) if p.begins_sentence or i == 0]
    for first, end in zip(starts, [*starts[1:], len(parsed)], strict=True):
        for piece in range(first, end, LONGEST_SENTENCE):
            yield piece, min(piece + LONGEST_SENTENCE, end)


def _sentence(
    number: int, paragraph: Paragraph, units: Sequence[_Unit], parsed: Sequence[Parsed], offset: int, lexicon: Lexicon
) -> Sentence:
    written = [paragraph.text[paragraph.tokens[u.first].start : paragraph.tokens[u.last - 1].end] for u in units]
    words = tuple(
        Word(
            i=i,
            text=written[i],
            lower=written[i].lower(),
            lemma=common[0] if common else _lemma(p, u, lexicon.verb_forms),
            tag=common[1] if common else "NNPS" if _are_followers(p, u) else p.tag,
            dep=p.dep,
            head=p.head - offset if 0 <= p.head - offset < len(parsed) else i,
            start=paragraph.tokens[u.first].start,
            end=paragraph.tokens[u.last - 1].end,
            tokens=(u.first, u.last),
            name=u.name,
        )
        for i, (u, p) in enumerate(zip(units, parsed, strict=True))
        for common in (misparses.common_noun(p.text, lexicon) if u.name is None and p.tag.startswith("NN") else None,)
    )
    return misparses.mended(Sentence.of(number, paragraph, words), lexicon)


def _lemma(parsed: Parsed, unit: _Unit, verb_forms: Mapping[str, str]) -> str:
    """The lemma of a word; a plural with a capital ("Islamists"), which the model leaves as it is, without its ending."""
    if unit.name is None and (parsed.tag == "NNPS" or _are_followers(parsed, unit)):
        return parsed.lemma.removesuffix("s")
    return verb_forms.get(parsed.text.casefold(), parsed.lemma) if parsed.tag.startswith("VB") else parsed.lemma


def _are_followers(parsed: Parsed, unit: _Unit) -> bool:
    """Whether a word with a capital is a plural that the model takes for a name: "X Islamists"."""
    return unit.name is None and parsed.tag == "NNP" and parsed.lemma.endswith("ists")
