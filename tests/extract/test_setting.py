"""Where an event happened."""

from __future__ import annotations

import pytest

from tests.extract.grammar import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen shot a judge in Quito.", ["Quito"], id="place"),
        pytest.param("Gunmen shot a judge near Quito.", ["Quito"], id="near a place"),
        pytest.param("In Quito gunmen shot a judge.", ["Quito"], id="place before the subject"),
        pytest.param("Gunmen shot a judge in Quito in Ecuador.", ["Quito", "Ecuador"], id="the more particular first"),
        pytest.param("Two judges were shot in the town of Mopti.", ["Mopti"], id="the town of"),
        pytest.param("Rebels kidnapped a priest from a church in Quito.", ["church in Quito", "Quito"], id="taken from"),
        pytest.param("A car bomb exploded outside a courthouse in Quetta.", ["courthouse in Quetta", "Quetta"], id="outside a site"),
        pytest.param("Gunmen shot a judge in March.", [], id="a month is no place"),
        pytest.param("Gunmen shot a judge in a hurry.", [], id="nor is a hurry"),
        pytest.param("Gunmen shot a judge, police said in Quito.", [], id="where it was said"),
        pytest.param("QUITO, Ecuador (Reuters) - Gunmen shot a judge.", [], id="the date line"),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    reading = read(text)
    found = [
        m.name or m.label
        for r in reading.relations
        if r.predicate == "sikg:occurredAt" and r.basis != "implied"
        for m in [reading.mentions[int(r.object[1:])]]
    ]
    assert list(dict.fromkeys(found)) == expected
