"""Text in capitals in mixed case, character for character."""

from __future__ import annotations

import pytest

from kg.extract.truecase import is_capitals, truecase
from tests.extract.grammar import events, grammar, said


def restored(text: str) -> str:
    [(mixed, offset)] = truecase([(text, 7)], grammar().language, grammar().lexicon, grammar().names.gazetteer)
    assert offset == 7
    return mixed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("REBELS ATTACKED A POLICE STATION NEAR THE RIVER ON MONDAY.", True, id="wire copy"),
        pytest.param("REBELS ATTACKED A POLICE STATION NEAR THE RIVER, he said.", True, id="mostly"),
        pytest.param("Rebels attacked a police station near the river on Monday.", False, id="mixed"),
        pytest.param("UN: NATO LEFT", False, id="too short to tell"),
        pytest.param("", False, id="empty"),
        pytest.param("1234567890 " * 20, False, id="digits"),
        pytest.param("كان هناك هجوم على القاعدة العسكرية في المدينة صباح اليوم", False, id="a script without capitals"),
    ],
)
def test_capitals_are_seen(text: str, expected: bool) -> None:
    assert is_capitals(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("REBELS ATTACKED A POLICE STATION.", "Rebels attacked a police station.", id="ordinary words"),
        pytest.param("TWO MEN FLED. THEY WERE TIRED.", "Two men fled. They were tired.", id="each sentence begins with a capital"),
        pytest.param("IT RAINED ON MONDAY.", "It rained on Monday.", id="weekday"),
        pytest.param("SOLDIERS LEFT BURKINA FASO.", "Soldiers left Burkina Faso.", id="state"),
        pytest.param("HE JOINED THE NATIONAL LIBERATION ARMY.", "He joined the National Liberation Army.", id="known group"),
        pytest.param("THE PLO AND THE UN MET.", "The PLO and the UN met.", id="abbreviations stay in capitals"),
        pytest.param("IT LEFT US ALONE.", "It left us alone.", id="a pronoun is no state"),
        pytest.param(
            "PRESIDENT CRISTIANI MET ERNESTO GACHA.", "President Cristiani met Ernesto Gacha.", id="names that no dictionary knows"
        ),
        pytest.param("THE DEFENSE MINISTER LEFT.", "The defense minister left.", id="a title without a name"),
        pytest.param('A MAN SAID "THE RIVER ROSE" TODAY.', 'A man said "the river rose" today.', id="a quotation inside a sentence"),
        pytest.param("IT IS SO FAR AWAY.", "It is so far away.", id="an adverb is no abbreviation"),
        pytest.param("“WE ARE HERE,” HE SAID.", "“We are here,” he said.", id="quotation"),
    ],
)
def test_names_keep_their_capitals(text: str, expected: str) -> None:
    assert restored(text) == expected


@pytest.mark.parametrize(
    "text",
    ["STRASSE İSTANBUL ΑΣ ŒUVRE Ǆ", "ŒÆ ẞ", "\u202eABC\u202c \ufeff", "A\u0301 E\u0308", "?!", ""],
)
def test_no_offset_moves_in_any_script(text: str) -> None:
    assert len(restored(text)) == len(text)


def test_a_wire_in_capitals_is_read_like_any_report() -> None:
    text = "REBELS ATTACKED A POLICE STATION IN ECUADOR ON MONDAY. TWO OFFICERS WERE KILLED BY THE REBELS."
    assert events(text) == [("attack", "Attack", "attack", "occurred"), ("kill", "Attack", "attack", "occurred")]
    assert {who for _, _, who in said(text, "victim")} == {"OFFICERS"}
