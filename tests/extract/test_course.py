"""Which triggers of one sentence tell one course of action."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import course
from kg.extract.tree import Sentence

Sentences = Callable[[str], tuple[Sentence, ...]]


@pytest.mark.parametrize(
    ("text", "one", "other", "expected"),
    [
        pytest.param("Gunmen attacked a hotel, killing two guards.", "attacked", "killing", True, id="participle"),
        pytest.param("Rebels invaded a village, killed a man and burned houses.", "invaded", "burned", True, id="coordinated"),
        pytest.param("A guard was killed when gunmen opened fire.", "killed", "opened", True, id="when"),
        pytest.param("A guard was killed in an attack on a bank.", "killed", "attack", True, id="in"),
        pytest.param("The attack killed two guards.", "attack", "killed", True, id="subject and verb"),
        pytest.param("A guard was killed by gunmen who stormed a bank.", "killed", "stormed", True, id="clause of described agents"),
        pytest.param(
            "Three men were shot dead and another was wounded in an attack on a bank.", "shot", "attack", True, id="what became of another"
        ),
        pytest.param("Five men were killed and four others injured in an attack on a bank.", "killed", "injured", True, id="and of others"),
        pytest.param(
            "Five men were killed in Lima and four others were injured in Quito.", "killed", "injured", False, id="each at its place"
        ),
        pytest.param("A bomb exploded in Lima and another exploded in Quito.", "exploded", "exploded", False, id="own subjects"),
        pytest.param("A guard was killed a week after gunmen attacked a bank.", "killed", "attacked", False, id="a week after"),
        pytest.param("Rebels attacked a port before they bombed a bank.", "attacked", "bombed", False, id="before"),
        pytest.param("The army attacked Boko Haram, which bombed a bank.", "attacked", "bombed", False, id="clause of a named group"),
        pytest.param("Rebels attacked a man who had bombed a bank.", "attacked", "bombed", False, id="what had been done before"),
        pytest.param("Rebels protested over the attack on a bank.", "protested", "attack", False, id="over"),
    ],
)
def test_one_course_or_two(parse: Sentences, text: str, one: str, other: str, expected: bool) -> None:
    [s] = parse(text)
    first, second = ([w for w in s.words if w.lower == word] for word in (one, other))
    assert course.is_one(s, first[0], second[-1]) is expected
