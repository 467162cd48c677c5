"""People told by their state alone are people, and of that state."""

from __future__ import annotations

import pytest

from tests.extract.grammar import coded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A bomb killed two Kenyans.", {("victim", "Kenyans"), ("partOf", "Kenya")}, id="counted"),
        pytest.param("Kenyans were attacked.", {("target", "Kenyans"), ("partOf", "Kenya")}, id="bare"),
        pytest.param("A bomb killed a Syrian.", {("victim", "Syrian")}, id="one"),
        pytest.param("The Kenyans attacked a port.", {("perpetrator", "Kenya"), ("target", "port")}, id="the state by its people"),
        pytest.param("Kenyan soldiers were attacked.", {("target", "Kenyan soldiers"), ("partOf", "Kenya")}, id="an adjective of others"),
    ],
)
def test_nationals(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(p, o) for _, p, o in coded(text, "victim", "target", "perpetrator", "partOf")} == expected
