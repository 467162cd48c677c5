"""The seed article told of other people, places, numbers or days is read as well as the seed article itself.

What is read by grammar is read whoever is named; what is known by heart is not.
"""

from __future__ import annotations

import pytest

from kg.score import Measure
from tests.exchange import exchange_names
from tests.figures import exchanges


@pytest.mark.parametrize("name", exchange_names())
class TestEveryExchange:
    @pytest.mark.parametrize(
        ("kind", "expected"), [("events", Measure(7, 0, 0)), ("dates", Measure(5, 0, 0)), ("casualties", Measure(3, 0, 0))]
    )
    def test_events_datings_and_figures_are_exact(self, name: str, kind: str, expected: Measure) -> None:
        assert getattr(exchanges()[name].score, kind) == expected, exchanges()[name].score.remarks

    def test_entities_reach_95_of_100(self, name: str) -> None:
        assert exchanges()[name].score.entities.f1 >= 0.95, exchanges()[name].score.remarks

    def test_relations_reach_95_of_100(self, name: str) -> None:
        told = exchanges()[name].score.relations
        assert min(told.precision, told.recall) >= 0.95, (told, exchanges()[name].score.remarks)

    def test_nothing_is_claimed_that_must_not_be(self, name: str) -> None:
        assert exchanges()[name].score.traps == ()

    def test_every_quote_is_the_text_at_its_offsets(self, name: str) -> None:
        assert exchanges()[name].score.spans > 0
        assert exchanges()[name].score.wrong_offsets == 0
