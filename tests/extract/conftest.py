"""What tests of the grammar share: the lexicon, the catalogue and the language model, each loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg import catalogue, geography, lexicon
from kg.catalogue import Catalogue
from kg.extract import gazetteer
from kg.extract.language import Language, load
from kg.extract.names import NameGrammar
from kg.extract.place_names import PlaceNames
from kg.extract.tree import Paragraph, Sentence
from kg.extract.trees import sentences
from kg.lexicon import Lexicon

Sentences = Callable[[str], tuple[Sentence, ...]]


@pytest.fixture(scope="session")
def words() -> Lexicon:
    return lexicon.load()


@pytest.fixture(scope="session")
def known() -> Catalogue:
    return catalogue.load()


@pytest.fixture(scope="session")
def language() -> Language:
    return load()


@pytest.fixture(scope="session")
def names(words: Lexicon, known: Catalogue) -> NameGrammar:
    return NameGrammar(words, known, gazetteer.build(known), PlaceNames(geography.load(), words))


@pytest.fixture(scope="session")
def parse(words: Lexicon, language: Language, names: NameGrammar) -> Sentences:
    """The sentences of a text of one paragraph, as the reader makes them."""

    def parsed(text: str) -> tuple[Sentence, ...]:
        [tokens] = language.tokens([(text, 0)])
        paragraph = Paragraph(text, tokens, names.names(tokens))
        [found] = sentences([[paragraph]], language, words)
        return found

    return parsed
