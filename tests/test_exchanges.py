"""The seed article told of other people, places, numbers or days is read as well as the seed article itself.

What is read by grammar is read whoever is named; what is known by heart is not.
"""

from __future__ import annotations

from functools import cache

import pytest

from kg import pipeline
from kg.read.text import text_document
from kg.score import Measure, Score, score
from tests.exchange import exchange_names, exchanged


@cache
def scores() -> dict[str, Score]:
    """How the extraction of each exchanged article compares with the exchanged coding."""
    documents = [text_document(exchanged(name)[0].encode("utf-8"), doc_id=name, place=name) for name in exchange_names()]
    found = {coding.article.id: coding for coding in pipeline.code(documents)}
    return {name: score(exchanged(name)[1], found[name], exchanged(name)[0]) for name in exchange_names()}


@pytest.mark.parametrize("name", exchange_names())
class TestEveryExchange:
    @pytest.mark.parametrize(
        ("kind", "expected"), [("events", Measure(7, 0, 0)), ("dates", Measure(5, 0, 0)), ("casualties", Measure(3, 0, 0))]
    )
    def test_events_datings_and_figures_are_exact(self, name: str, kind: str, expected: Measure) -> None:
        assert getattr(scores()[name], kind) == expected, scores()[name].remarks

    def test_entities_reach_95_of_100(self, name: str) -> None:
        assert scores()[name].entities.f1 >= 0.95, scores()[name].remarks

    def test_relations_reach_95_of_100(self, name: str) -> None:
        told = scores()[name].relations
        assert min(told.precision, told.recall) >= 0.95, (told, scores()[name].remarks)

    def test_nothing_is_claimed_that_must_not_be(self, name: str) -> None:
        assert scores()[name].traps == ()

    def test_every_quote_is_the_text_at_its_offsets(self, name: str) -> None:
        assert scores()[name].spans > 0
        assert scores()[name].wrong_offsets == 0
