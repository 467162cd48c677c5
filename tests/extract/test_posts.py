"""Who holds which post, as sentences tell it: in apposition, by "is", by appointment."""

from __future__ import annotations

import pytest

from tests.extract.grammar import read, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ana Belmonte, the commander of the Peruvian navy, said so.",
            {("Ana Belmonte", "holds", "commander"), ("commander", "postIn", "Peruvian navy")},
            id="after the name and a comma",
        ),
        pytest.param(
            "The regional governor, Abel Nuhu, said so.", {("Abel Nuhu", "holds", "regional governor")}, id="before the name and a comma"
        ),
        pytest.param(
            "Ana Belmonte is the commander of the Peruvian navy.",
            {("Ana Belmonte", "holds", "commander"), ("commander", "postIn", "Peruvian navy")},
            id="is",
        ),
        pytest.param(
            "Ana Belmonte, who is the commander of the Peruvian navy, said so.",
            {("Ana Belmonte", "holds", "commander"), ("commander", "postIn", "Peruvian navy")},
            id="who is",
        ),
        pytest.param(
            "A spokesman for the rebels, Abel Nuhu, denied it.", {("Abel Nuhu", "holds", "spokesman")}, id="of somebody, before the name"
        ),
        pytest.param(
            "The Lugara Front, led by Abel Nuhu, fled.",
            {("Abel Nuhu", "holds", "leader"), ("leader", "postIn", "Lugara Front")},
            id="led by",
        ),
        pytest.param(
            "Colonel Peter Oloo commands the Lugara Brigade.",
            {("Peter Oloo", "holds", "commander"), ("commander", "postIn", "Lugara Brigade")},
            id="commands",
        ),
        pytest.param("The cyclist Abel Nuhu leads the race.", set(), id="leads no body"),
        pytest.param("General Peter Oloo was appointed police chief.", {("Peter Oloo", "holds", "police chief")}, id="was appointed"),
        pytest.param(
            "The king appointed General Peter Oloo as commander of the Moroccan army.",
            {("Peter Oloo", "holds", "commander"), ("commander", "postIn", "Moroccan army")},
            id="appointed as",
        ),
        pytest.param("Ana Belmonte, a farmer, said so.", set(), id="a farmer holds no post"),
        pytest.param("Ana Belmonte, who met the commander, said so.", set(), id="a post inside a clause is another's"),
        pytest.param("The commander of the Peruvian navy said so.", set(), id="a post without a name"),
    ],
)
def test_holders_of_posts(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text, "holds", "postIn") - {("Peruvian navy", "partOf", "Peruvian")} == expected


@pytest.mark.parametrize(
    ("text", "current"),
    [
        pytest.param("Ana Belmonte is the commander of the Peruvian navy.", True, id="is"),
        pytest.param("Ana Belmonte was the commander of the Peruvian navy.", False, id="was"),
        pytest.param("The king appointed General Peter Oloo as commander of the Moroccan army.", False, id="appointed"),
    ],
)
def test_only_what_is_told_as_present_is_valid_on_the_day_of_the_report(text: str, current: bool) -> None:
    [holding] = [r for r in read(text).relations if r.predicate == "org:holds"]
    assert (holding.validity is not None) is current
