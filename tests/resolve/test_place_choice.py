"""Of several places that bear a name, the one that fits the text best is meant."""

from __future__ import annotations

import pytest

from kg import geography
from kg.model import Entity, Span
from kg.resolve.place_choice import Chooser


def choose(
    *names: str, inside: dict[str, list[str]] | None = None, states: dict[str, str] | None = None, villages: tuple[str, ...] = ()
) -> dict[str, str]:
    """The region or state of the place chosen for each name."""
    places = [Entity(n, "Place", n, (Span(0, len(n), n),)) for n in names]
    told = [
        Entity(id_, "State", id_.partition("/")[2].title(), (Span(0, 1, "x"),), iso_alpha2=code) for id_, code in (states or {}).items()
    ]
    chosen = Chooser(geography.load()).choose([*places, *told], inside or {}, villages=villages)
    return {n: chosen[n].region or chosen[n].country for n in names if n in chosen}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["Tripoli"], {"Tripoli": "LY.77"}, id="the most populous"),
        pytest.param(["Paris", "Lyon"], {"Paris": "FR.11", "Lyon": "FR.84"}, id="and its neighbours agree"),
        pytest.param(
            ["Paris", "Lexington", "Georgetown", "Kentucky"],
            dict.fromkeys(["Paris", "Lexington", "Georgetown", "Kentucky"], "US.KY"),
            id="neighbours of one region",
        ),
        pytest.param(["Orvanatown"], {}, id="none"),
    ],
)
def test_the_places_of_a_text_decide_together(names: list[str], expected: dict[str, str]) -> None:
    assert choose(*names) == expected


def test_a_state_that_the_text_names_decides() -> None:
    assert choose("Tripoli", states={"state/lebanon": "LB"}) == {"Tripoli": "LB.09"}
    assert choose("Tripoli", states={"state/peru": "PE"}) == {"Tripoli": "LY.77"}


def test_what_the_words_put_a_place_into_decides() -> None:
    assert choose("Springfield", "Oregon", inside={"Springfield": ["Oregon"]})["Springfield"] == "US.OR"


def test_no_city_is_a_village() -> None:
    assert choose("Kaya") == {"Kaya": "BF.05"}
    assert choose("Kaya", states={"state/nigeria": "NG"}, villages=("Kaya",)) == {}


def test_a_name_in_another_transcription_is_known() -> None:
    assert choose("Baqouba") == {"Baqouba": "IQ.10"}


def test_a_noun_told_with_the_name_says_the_kind() -> None:
    chosen = Chooser(geography.load()).choose([Entity("a", "Place", "Kaduna State", (Span(0, 12, "Kaduna State"),))], {})
    assert (chosen["a"].kind, chosen["a"].id) == ("region", "NG.23")
