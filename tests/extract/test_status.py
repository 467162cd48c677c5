"""Whether an event occurred, is planned, denied or imagined."""

from __future__ import annotations

import pytest

from tests.extract.grammar import events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels attacked the port.", "occurred", id="plain"),
        pytest.param("Rebels have attacked the port.", "occurred", id="perfect"),
        pytest.param("He fled after an attack on the port.", "occurred", id="after"),
        pytest.param("Police condemned the attack on the port.", "occurred", id="condemned"),
        pytest.param("He was convicted of bombing a school.", "occurred", id="convicted of"),
        pytest.param("The army did not attack the port.", "denied", id="not"),
        pytest.param("The army denied that it attacked the port.", "denied", id="denied that"),
        pytest.param("The army denied attacking the port.", "denied", id="denied doing"),
        pytest.param("The army rejected the claim that soldiers had attacked the port.", "denied", id="rejected the claim that"),
        pytest.param(
            "The army dismissed as false claims that its soldiers attacked the port.", "denied", id="dismissed as false claims that"
        ),
        pytest.param("Reports that rebels attacked the port were false.", "denied", id="reports that were false"),
        pytest.param("Reports that rebels attacked the port do not correspond to reality.", "denied", id="reports of what is not so"),
        pytest.param("Reports that rebels attacked the port are true.", "occurred", id="reports that are true"),
        pytest.param("The army repeated the claim that rebels attacked the port.", "occurred", id="repeated the claim that"),
        pytest.param("The army did not reject the claim that rebels attacked the port.", "occurred", id="did not reject the claim"),
        pytest.param("No attack took place.", "denied", id="no attack"),
        pytest.param("There was no attack on the port.", "denied", id="there was no"),
        pytest.param("No one was killed by the rebels.", "denied", id="no one"),
        pytest.param("The army will attack the rebels.", "planned", id="will"),
        pytest.param("The rebels plan to attack the port.", "planned", id="plan to"),
        pytest.param("The rebels vowed to attack the port.", "planned", id="vowed to"),
        pytest.param("Peru and Chile plan a meeting.", "planned", id="plan a meeting"),
        pytest.param("The next meeting of Peru and Chile is in May.", "planned", id="next"),
        pytest.param("Police foiled an attack on the port.", "hypothetical", id="foiled"),
        pytest.param("Officials fear an attack on the port.", "hypothetical", id="fear"),
        pytest.param("Officials warned of attacks on hotels.", "hypothetical", id="warned of"),
        pytest.param("The government may attack the rebels.", "hypothetical", id="may"),
        pytest.param("The rebels were alleged to have attacked the port.", "occurred", id="alleged to have"),
        pytest.param("The rebels denied responsibility for the attack on the port.", "occurred", id="denied responsibility for"),
        pytest.param("The rebels denied the report and attacked the port.", "occurred", id="beside a denial"),
        pytest.param("If the rebels attack the port, people will flee.", "hypothetical", id="if"),
        pytest.param("Rebels tried to kidnap a doctor.", "hypothetical", id="tried to"),
        pytest.param("Six miners were feared killed.", "occurred", id="feared killed"),
        pytest.param("Rebels are alleged to have attacked the port.", "occurred", id="alleged to have"),
        pytest.param("Rebels are feared to attack the port.", "hypothetical", id="feared to"),
        pytest.param("The miners were probably killed by rebels.", "occurred", id="probably, in the past"),
        pytest.param("Rebels will probably attack the port.", "planned", id="probably, in the future"),
        pytest.param("The group threatened to attack the port.", "hypothetical", id="threatened to"),
    ],
)
def test_the_words_that_govern_a_trigger_tell_its_status(text: str, expected: str) -> None:
    assert [status for *_, status in events(text)] == [expected]


def test_each_event_of_a_sentence_has_its_own() -> None:
    text = "Rebels attacked the port and will attack the airport."
    assert [status for *_, status in events(text)] == ["occurred", "planned"]
