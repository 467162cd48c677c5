"""Texts as sentences: true case, tokens, names, trees; and a problem for every name that is longer than any name is.

Comes in: layouts, of several documents if there are. Goes out: the sentences of each. The model runs over all texts at once,
since each of its layers takes as long to begin as a short report takes; what it finds in one does not depend on the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kg.extract import clean, trees, truecase
from kg.extract.clean import Layout
from kg.extract.language import Language, Token
from kg.extract.line import Name
from kg.extract.names import NameGrammar
from kg.extract.tree import Paragraph, Sentence
from kg.lexicon import Lexicon
from kg.model import Problem

LONGEST_NAME = 200  # characters; the longest of the catalogue has fewer than 100
Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The sentences of a text, numbered through it, and what was dropped as no name."""

    sentences: tuple[Sentence, ...]
    problems: tuple[Problem, ...]


def parse(pages: Sequence[tuple[str, Layout]], language: Language, lexicon: Lexicon, names: NameGrammar) -> Iterator[ParsedText]:
    """The sentences of each text, which comes with its layout, in order."""
    texts = [_cased(page, language, lexicon, names) for _, page in pages]
    tokens = language.tokens([paragraph for text in texts for paragraph in text])
    read = [list(filter(None, islice(tokens, len(text)))) for text in texts]
    named = [list(_named(text, paragraphs, names)) for (text, _), paragraphs in zip(pages, read, strict=True)]
    kept = [[replace(p, names=tuple(n for n in p.names if not _is_endless(p, n))) for p in paragraphs] for paragraphs in named]
    parsed = trees.sentences(kept, language, lexicon)
    for sentences, paragraphs in zip(parsed, named, strict=True):
        yield ParsedText(sentences, tuple(_dropped(p, n) for p in paragraphs for n in p.names if _is_endless(p, n)))


def _cased(page: Layout, language: Language, lexicon: Lexicon, names: NameGrammar) -> list[tuple[str, int]]:
    """The paragraphs with their offsets, those of a text in capitals in mixed case."""
    texts = [(p.quote, p.start) for p in page.paragraphs]
    shouted = truecase.is_capitals("".join(text for text, _ in texts))
    return truecase.truecase(texts, language, lexicon, names.gazetteer) if shouted else texts


def _named(text: str, paragraphs: Sequence[Tokens], names: NameGrammar) -> Iterator[Paragraph]:
    """The paragraphs of a text with the names on which they agree."""
    agreed = names.agree([(tokens, names.names(tokens)) for tokens in paragraphs])
    return (Paragraph(text, tokens, found) for tokens, found in zip(paragraphs, agreed, strict=True))


def _is_endless(paragraph: Paragraph, name: Name) -> bool:
    return paragraph.tokens[name.last - 1].end - paragraph.tokens[name.first].start > LONGEST_NAME


def _dropped(paragraph: Paragraph, name: Name) -> Problem:
    span = paragraph.span(name.first, name.last)
    return clean.set_aside("endless-name", "dropped: no name is so long", paragraph.text, span.start, span.end)
