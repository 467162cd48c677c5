"""What the parser misreads of headlines is mended when sentences are made."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Five Kenyans killed, seven injured in attack.", ("VBN", "nsubjpass"), id="counted people before a comma"),
        pytest.param("Five rebels killed two men, seven injured in attack.", ("VBD", "nsubj"), id="with an object"),
        pytest.param("Five rebels attacked, as they said, in the night.", ("VBD", "nsubj"), id="a verb of no harm"),
    ],
)
def test_a_headline_tells_what_befell_people(parse: Sentences, text: str, expected: tuple[str, str]) -> None:
    [sentence] = parse(text)
    verb = sentence.words[2]
    assert (verb.tag, sentence.head(sentence.words[1]) is verb and sentence.words[1].dep) == expected
