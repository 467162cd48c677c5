"""The dead who are found with signs of violence."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code

FOUND = "The bodies of 25 men from the Albu Fahd tribe were discovered in a village near Ramadi"


def killed(text: str) -> list[int | None]:
    """How many a killing that bodies tell of killed."""
    coding = code(text)
    told = {e.id for e in coding.events if e.cls == "Attack" and e.status == "occurred"}
    return [f.best for f in coding.casualties if f.event in told and f.kind == "killed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{FOUND} with their hands tied.", [25], id="signs in the sentence"),
        pytest.param(f"{FOUND}. The men had been shot in the head.", [25], id="signs in the next"),
        pytest.param(f"{FOUND} after the Islamic State left it.", [25], id="an armed group"),
        pytest.param("Five kidnapped men were found dead near Ramadi.", [5], id="found dead"),
        pytest.param("Five men were found dead near Ramadi.", [], id="found dead without a sign"),
        pytest.param("Police found 17 bullet-riddled bodies in Baghdad.", [17], id="counted themselves"),
        pytest.param("A grave with the remains of more than 70 Yazidis was unearthed near Sinjar.", [None], id="remains"),
        pytest.param(f"{FOUND}.", [], id="no sign"),
        pytest.param("The bodies of 10 hikers were found after the avalanche buried gunmen.", [], id="an accident"),
        pytest.param("The governing body found no evidence of shots.", [], id="another body"),
    ],
)
def test_tell_of_a_killing(text: str, expected: list[int | None]) -> None:
    assert killed(text) == expected


def test_are_no_second_incident_beside_the_one_told() -> None:
    coding = code("Gunmen shot dead two judges in Lima. Their bodies were found in a river with bullet wounds.")
    assert len([e for e in coding.events if e.cls == "Attack"]) == 1


def test_were_killed_on_the_day_they_were_found_at_the_latest_and_perhaps_where() -> None:
    coding = code(f"{FOUND} on Friday with their hands tied.")
    [dating] = coding.dates
    assert (dating.bounds.begin_earliest, str(dating.bounds.begin_latest), str(dating.bounds.end_latest)) == (
        None,
        "2024-03-08",
        "2024-03-08",
    )
    assert {r.basis for r in coding.relations if r.predicate == "sikg:occurredAt"} == {"implied"}
