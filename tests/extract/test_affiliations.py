"""The armed group behind fighters whom the report names nowhere else."""

from __future__ import annotations

import pytest

from tests.extract.grammar import read, said

BUS = "The guerrillas burned a bus near Perquin on Monday."


def concluded(text: str) -> set[str]:
    return {who for _, _, who in said(text, "perpetrator", basis="implied")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{BUS} The FMLN wants talks.", {"FMLN"}, id="the only group named"),
        pytest.param(f"The FMLN wants talks. {BUS}", {"FMLN"}, id="named before"),
        pytest.param(f"{BUS} The FMLN wants talks, and so does the ELN.", set(), id="two groups"),
        pytest.param(f"{BUS} The union wants talks.", set(), id="no armed group"),
        pytest.param("The farmers burned a bus near Perquin. The FMLN wants talks.", set(), id="no fighters"),
        pytest.param("FMLN guerrillas burned a bus near Perquin. The FMLN wants talks.", set(), id="told with its fighters"),
        pytest.param("The guerrillas attacked the FMLN near Perquin on Monday.", set(), id="the group is the one attacked"),
        pytest.param("The guerrillas will burn a bus near Perquin on Monday. The FMLN wants talks.", set(), id="nothing occurred"),
    ],
)
def test_the_only_armed_group_of_a_report_is_supposed_behind_its_fighters(text: str, expected: set[str]) -> None:
    assert concluded(text) == expected


def test_the_evidence_is_the_words_for_the_fighters_and_the_name_nearest_to_them() -> None:
    text = f"The FMLN wants talks. {BUS} Others say that the FMLN does not want them."
    [relation] = [r for r in read(text).relations if r.rule == "only-armed-group"]
    assert [(e.start, e.quote) for e in relation.evidence] == [(22, "The guerrillas burned a bus"), (4, "FMLN")]
    assert relation.confidence == 0.4
