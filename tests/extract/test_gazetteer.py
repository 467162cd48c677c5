"""Known names in running text, however they are typed."""

from __future__ import annotations

import pytest

from kg.catalogue import Catalogue, Known, State
from kg.extract.gazetteer import Gazetteer, build, key_of
from kg.extract.language import Token

KNOWN = Catalogue(
    states={
        "state/aland": State("state/aland", "Aland", "AX", ("Aland", "AL", "Republic of Aland"), ("Alish",), ("Alers",), "Alton"),
        "state/ala": State("state/ala", "Côte d’Ala", "CA", ("Côte d’Ala", "U.C."), (), (), ""),
    },
    known={
        "org/red-front": Known("org/red-front", "al-Red Front", "ArmedGroup", ("al-Red Front", "RF", "The Front")),
        "org/a-front": Known("org/a-front", "The Front", "ArmedGroup", ("The Front",)),
        "org/aland": Known("org/aland", "Aland", "Organisation", ("Aland",)),
        "org/people": Known("org/people", "People's Guard", "MilitaryForce", ("People's Guard",)),
        "org/guard": Known("org/guard", "Aland Guard", "MilitaryForce", ("Aland Guard", "GUARDIANS")),
    },
    bodies=(),
)


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return build(KNOWN)


def tokens(text: str) -> list[Token]:
    """Tokens at the blanks of a text."""
    out, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        out.append(Token(word, start, at))
    return out


def found(names: Gazetteer, text: str) -> list[tuple[str, str, str]]:
    """What is found: the tokens, the kind of thing and its id."""
    cut = tokens(text)
    return [(" ".join(t.text for t in cut[m.first : m.last]), m.entry.kind, m.entry.id) for m in names.matches(cut)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Aland today", [("Aland", "State", "state/aland")]),
        ("the Alish army", [("Alish", "adjective", "state/aland")]),
        ("three Alers fled", [("Alers", "people", "state/aland")]),
        ("the Republic of Aland", [("Republic of Aland", "State", "state/aland")]),
        ("the Aland Guard", [("Aland Guard", "MilitaryForce", "org/guard")]),
        ("the al-Red Front", [("al-Red Front", "ArmedGroup", "org/red-front")]),
        ("the Al Red Front", [("Al Red Front", "ArmedGroup", "org/red-front")]),
        ("the al - Red Front", [("al - Red Front", "ArmedGroup", "org/red-front")]),
        ("the AL-RED FRONT", [("AL-RED FRONT", "ArmedGroup", "org/red-front")]),
        ("Cote d'Ala", [("Cote d'Ala", "State", "state/ala")]),
        ("the UC and the U.C.", [("UC", "State", "state/ala"), ("U.C.", "State", "state/ala")]),
        ("AL and RF", [("AL", "State", "state/aland"), ("RF", "ArmedGroup", "org/red-front")]),
        ("the People 's Guard", [("People 's Guard", "MilitaryForce", "org/people")]),
        ("the Peoples Guard", [("Peoples Guard", "MilitaryForce", "org/people")]),
        ("Aland Aland Guard", [("Aland", "State", "state/aland"), ("Aland Guard", "MilitaryForce", "org/guard")]),
        ("the Guardians", [("Guardians", "MilitaryForce", "org/guard")]),
    ],
)
def test_are_found_whatever_their_case_hyphens_stops_and_accents(names: Gazetteer, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(names, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "al said so",  # a short name in capitals must stand in capitals
        "Al said so",
        "an aland",  # a name has a capital
        "the republic of aland",
        "Alandia",
        "pro-Aland",  # a name begins where a word begins
        "Anti-Aland",
        "Aland-ish",  # and ends where it ends
        "",
    ],
)
def test_other_words_are_not(names: Gazetteer, text: str) -> None:
    assert found(names, text) == []


def test_where_two_things_share_a_name_a_state_wins_then_the_earlier_id(names: Gazetteer) -> None:
    assert names.entries[key_of("Aland")].id == "state/aland"
    assert names.entries[key_of("the front")].id == "org/a-front"


def test_a_name_inside_a_longer_one_is_asked_for(names: Gazetteer) -> None:
    cut = tokens("the Aland Guard of Aland")
    [guard, _] = names.matches(cut)
    assert [(m.first, m.last, m.entry.id) for m in names.inside(cut, guard)] == [(1, 2, "state/aland")]
