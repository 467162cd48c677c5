"""Where an incident was, where its own clause does not say."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code


def where(text: str) -> list[tuple[str, str]]:
    """The places of the first incident with the basis, and what they are put into, in order."""
    coding = code(text)
    labels = {e.id: e.label for e in coding.entities}
    first = next(e for e in coding.events if e.cls in ("Attack", "Incident"))
    at = [r for r in coding.relations if r.subject == first.id and r.predicate == "sikg:occurredAt"]
    inside = [r for a in at[:1] for r in coding.relations if r.subject == a.object and r.predicate == "sikg:locatedIn"]
    return [(labels[r.object], r.basis) for r in (*at, *inside)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A bomb went off, killing five people, after a driver left a van in Kirkuk.",
            [("Kirkuk", "implied"), ("Iraq", "implied")],
            id="another clause of its sentence",
        ),
        pytest.param(
            "In Kirkuk province, gunmen killed the mayor of the town of Daquq.",
            [("Daquq", "implied"), ("Kirkuk", "stated"), ("Kirkuk", "implied")],
            id="below a region",
        ),
        pytest.param(
            "In Kirkuk province, gunmen killed the mayor of Kabul.", [("Kirkuk", "stated"), ("Iraq", "implied")], id="not in the region"
        ),
        pytest.param(
            "Gunmen killed two judges in Iraq, officials in Mosul said.",
            [("Iraq", "stated")],
            id="who speaks tells no place inside a state",
        ),
        pytest.param(
            "Gunmen crossed over to Kirkuk and killed six men.",
            [("Kirkuk", "stated"), ("Iraq", "implied")],
            id="where somebody went and did it",
        ),
        pytest.param(
            "Gunmen from Daquq, a town in Kirkuk province, killed two judges in Iraq.",
            [("Iraq", "stated")],
            id="what the town somebody came from lies in",
        ),
        pytest.param(
            "A convoy was attacked on the Douentza-Timbuktu road.",
            [("Douentza-Timbuktu", "implied"), ("Douentza", "implied")],
            id="a road by its ends",
        ),
        pytest.param(
            "A bus was ambushed on the road from Goma to Rutshuru.",
            [("Goma", "implied"), ("Democratic Republic of the Congo", "implied")],
            id="a road from and to",
        ),
        pytest.param(
            "A bus was ambushed on the Goma to Rutshuru road.",
            [("Goma", "stated"), ("Democratic Republic of the Congo", "implied")],
            id="the X to Y road",
        ),
        pytest.param("Two Egyptian peacekeepers were killed by a bomb.", [], id="where peacekeepers are from is not where they were"),
        pytest.param(
            "Gunmen killed two judges in Kirkuk province, 200 kilometres north of Baghdad.",
            [("Kirkuk", "stated"), ("Iraq", "implied")],
            id="a distance leads to no place",
        ),
        pytest.param(
            "Gunmen killed two judges in their house, villagers in Daquq said.",
            [("house", "stated"), ("Daquq", "implied")],
            id="villagers' place",
        ),
        pytest.param(
            "The governor of Mosul said gunmen burned a school.", [("school", "stated"), ("Mosul", "implied")], id="whose official"
        ),
        pytest.param("A Mosul hotel was bombed.", [("Mosul hotel", "stated"), ("Mosul", "implied")], id="a name before a site"),
        pytest.param(
            "Gunmen killed two judges. The men fled in a car. The killings took place in Quetta.",
            [("Quetta", "stated"), ("Pakistan", "implied")],
            id="another sentence that goes back to it",
        ),
        pytest.param(
            "Gunmen killed two judges on Monday. Residents of the area near Quetta fled.",
            [("Quetta", "implied"), ("Pakistan", "implied")],
            id="its paragraph",
        ),
        pytest.param("Gunmen killed two Iraqi judges.", [("Iraq", "implied")], id="an adjective"),
        pytest.param(
            "Gunmen killed two judges in the Iraqi capital.", [("Baghdad", "stated"), ("Iraq", "implied")], id="a capital without its name"
        ),
        pytest.param("QUITO, Ecuador (Reuters) - Gunmen killed two judges.", [("Ecuador", "implied")], id="the state of the date line"),
        pytest.param("Rebels burned a school. Officials met.", [("school", "stated")], id="a site with nothing told"),
        pytest.param(
            "Rebels stormed a base hosting Danish soldiers.", [("base hosting Danish soldiers", "stated")], id="a guest's land is no place"
        ),
        pytest.param(
            "Gunmen killed two judges. Violence was reported in the village of Orvano in Helmand province.",
            [("Orvano", "implied"), ("Helmand", "stated")],
            id="the smaller of two places told in each other",
        ),
        pytest.param(
            "Seventeen people are said to have been killed in a place called Orvano in Helmand province.",
            [("Orvano", "implied"), ("Helmand", "stated")],
            id="a place called X",
        ),
        pytest.param(
            "Gunmen killed two judges in Kirkuk province, near Orvano village, 200 kilometres north of the city of Baghdad.",
            [("Orvano", "stated"), ("Kirkuk", "stated"), ("Kirkuk", "implied")],
            id="not the city of a distance",
        ),
        pytest.param(
            "Ten people were killed by Chad firing and a school in Kirkuk closed.",
            [("Kirkuk", "implied"), ("Iraq", "implied")],
            id="not who fires",
        ),
        pytest.param(
            "A judge was shot in the eastern province of Khost. Doctors in Khost said the incident happened in Dargay area.",
            [("Dargay", "implied"), ("Khost", "stated"), ("Khost", "implied")],
            id="a region is not its own finer place",
        ),
        pytest.param("Gunmen killed two judges.", [], id="nothing told"),
    ],
)
def test_comes_from_the_words_around(text: str, expected: list[tuple[str, str]]) -> None:
    assert where(text) == expected


def test_where_somebody_works_is_not_where_a_deed_was() -> None:
    assert where("A lecturer at Orvano University was killed at Quetta.")[0] == ("Quetta", "stated")


def test_the_smallest_place_comes_first() -> None:
    assert where("In Helmand province, gunmen killed a judge in Lashkar Gah.")[0] == ("Lashkar Gah", "stated")
