"""Insertions in brackets do not break the sentence that they interrupt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import asides
from kg.extract.tree import Sentence
from tests.extract.grammar import figures

Sentences = Callable[[str], tuple[Sentence, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("on Friday [ 3 May ] at noon", [(2, 6)], id="a date"),
        pytest.param("[ Text ] He left .", [], id="nothing before it"),
        pytest.param("He left . [ He came back ]", [], id="a sentence of its own"),
        pytest.param("He left [ for home", [], id="never closed"),
        pytest.param("He left [ ] soon", [], id="nothing in it"),
        pytest.param("He left [ " + "very " * 15 + "] soon", [], id="long"),
        pytest.param("on Friday [ 3 May ] in Quito [ Ecuador ]", [(2, 6), (8, 11)], id="two"),
    ],
)
def test_what_is_an_insertion(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(a.first, a.last) for a in asides.find(text.split())] == expected


def test_the_sentence_is_read_as_if_nothing_stood_between(parse: Sentences) -> None:
    [plain] = parse("On Friday six farmers were killed in an attack.")
    [inserted] = parse("On Friday [3 May] six farmers were killed in an attack.")
    kept = [w for w in inserted.words if not 2 <= w.i < 6]
    assert [(w.text, w.dep, inserted.head(w).text) for w in kept] == [(w.text, w.dep, plain.head(w).text) for w in plain.words]


def test_an_insertion_hangs_on_the_word_before_it(parse: Sentences) -> None:
    [sentence] = parse("On Friday [3 May] six farmers left.")
    [may] = [w for w in sentence.words if w.text == "May"]
    assert (may.dep, sentence.head(may).text, [c.text for c in sentence.children(may)]) == ("appos", "Friday", ["3"])


def test_a_toll_is_found_around_an_insertion() -> None:
    text = "Nine miners kidnapped by rebels on Monday [4 March] from the Torla pit have been killed."
    assert ("kill", "killed", "9-9", "miners") in figures(text)
