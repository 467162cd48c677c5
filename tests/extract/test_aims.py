"""What explosives and fire are set at: targets told by where a bomb was put or went off."""

from __future__ import annotations

import pytest

from tests.extract.grammar import read, words


def targets(text: str) -> set[tuple[str, str]]:
    """What a text tells as a target, each with its basis."""
    reading = read(text)
    return {(words(reading, r.object), r.basis) for r in reading.relations if r.predicate == "sikg:target"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A bomb exploded under a bus.", {("bus", "stated")}, id="under"),
        pytest.param("A bomb exploded in a restaurant.", {("restaurant", "stated")}, id="in"),
        pytest.param("Guerrillas planted a bomb at a bank.", {("bank", "stated")}, id="planted at"),
        pytest.param("A bomb exploded outside a courthouse.", {("courthouse", "implied")}, id="outside"),
        pytest.param("A bomb exploded in front of a hotel.", {("hotel", "implied")}, id="in front of"),
        pytest.param("A bomb exploded in Lima on Monday.", set(), id="a town is a place"),
        pytest.param("A man slept in a hotel.", set(), id="no blast"),
    ],
)
def test_set_at(text: str, expected: set[tuple[str, str]]) -> None:
    assert targets(text) == expected


def test_a_thing_is_quoted_without_its_number_and_owner_and_with_what_it_belongs_to() -> None:
    reading = read("Rebels burned at least ten houses, his car and the offices of the union in Lima.")
    quoted = {reading.mentions[int(r.object[1:])].span.quote for r in reading.relations if r.predicate == "sikg:target"}
    assert quoted == {"houses", "car", "the offices of the union"}
