"""Who says it: statements, their speakers, and what stands inside them."""

from __future__ import annotations

import pytest

from tests.extract.grammar import figures, read, statements, told, words

Row = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels burned a bridge, police said.", [("police", "reported", "Rebels burned a bridge")], id="said after a comma"),
        pytest.param(
            "Colonel Ana Belmonte said rebels burned a bridge.",
            [("Ana Belmonte", "reported", "rebels burned a bridge")],
            id="said without that",
        ),
        pytest.param("The army said that rebels burned a bridge.", [("army", "reported", "that rebels burned a bridge")], id="said that"),
        pytest.param(
            "According to the United Nations, rebels burned a bridge.",
            [("United Nations", "reported", "rebels burned a bridge")],
            id="according to, first",
        ),
        pytest.param(
            "Rebels burned a bridge, according to the army.", [("army", "reported", "Rebels burned a bridge")], id="according to, last"
        ),
        pytest.param(
            "“Rebels burned the bridge,” Colonel Ana Belmonte said.",
            [("Ana Belmonte", "quoted", "Rebels burned the bridge,")],
            id="quotation",
        ),
        pytest.param(
            "Colonel Ana Belmonte said: “Rebels burned the bridge.”",
            [("Ana Belmonte", "quoted", "Rebels burned the bridge.")],
            id="quotation after a colon",
        ),
        pytest.param(
            "Ansaru burned a bridge. It said it would return.", [("Ansaru", "reported", "it would return")], id="a pronoun speaks"
        ),
        pytest.param("The army denied that rebels burned a bridge.", [], id="who denies does not say"),
        pytest.param("Rebels burned a bridge.", [], id="the article's own voice"),
        pytest.param("The report said nothing.", [], id="nothing said"),
        pytest.param("“”", [], id="only quotation marks"),
        pytest.param("“ “ “ said", [], id="open quotation marks"),
    ],
)
def test_statements(text: str, expected: list[Row]) -> None:
    assert statements(text) == expected


def test_what_stands_in_a_statement_is_told_by_its_speaker() -> None:
    text = "Rebels killed 12 farmers in Mopti, police said. Rebels burned a bridge."
    assert {(s, o, who) for s, p, o, who in told(text) if p == "perpetrator"} == {("kill", "Rebels", "police"), ("burn", "Rebels", "")}
    reading = read(text)
    assert [words(reading, f.attributed_to or "") for f in reading.casualties] == ["police"]
    assert figures(text) == [("kill", "killed", "12-12", "farmers")]


def test_what_is_said_by_the_way_stays_the_articles_own() -> None:
    text = "Peru's President Marek Dolan said that rebels killed two Peruvian soldiers in Torvala, Sudan."
    assert {(p, o) for _, p, o, who in told(text) if who == ""} >= {("holds", "President"), ("partOf", "Peruvian"), ("locatedIn", "Sudan")}
    assert {(p, o) for _, p, o, who in told(text) if who} >= {("perpetrator", "rebels"), ("victim", "Peruvian soldiers")}


def test_a_statement_knows_the_claims_inside_it() -> None:
    reading = read("Rebels burned a bridge, police said.")
    [statement] = reading.statements
    assert {reading.relations[c].predicate for c in statement.claims} == {"sikg:perpetrator", "sikg:target", "sikg:occurredAt"}
