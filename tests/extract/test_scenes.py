"""A day at the head of a sentence begins what happened on it."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code


def events(text: str) -> int:
    return len([e for e in code(text).events if e.cls == "Attack" and e.status == "occurred"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("On 14 March, rebels abducted six women in Lugara. On 17 March, gunmen abducted 11 students.", 2, id="another date"),
        pytest.param("A bomber struck a checkpoint on Tuesday, killing four. Last month, a bomb killed an officer.", 2, id="last month"),
        pytest.param("On Monday, rebels attacked a camp. On Monday, 12 soldiers were killed.", 1, id="the same day"),
        pytest.param("Rebels attacked a camp. On Monday, 12 soldiers were killed.", 1, id="no day before"),
        pytest.param("Rebels attacked a camp on Sunday. Twelve soldiers were killed, officials said Monday.", 1, id="a day of saying"),
    ],
)
def test_tells_incidents_apart(text: str, expected: int) -> None:
    assert events(text) == expected
