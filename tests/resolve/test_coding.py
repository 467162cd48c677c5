"""A reading resolved into a coding: ids for references, one relation for many sayings, days of validity, offsets checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg import contract
from kg.errors import SikgError
from kg.model import Bounds, Coding, Span
from kg.reading import Reading
from tests.extract.grammar import code, coded, coder, document, read

HOSTILE = [
    "",
    "\n\n",
    "?!",
    "\u202e\u202c",
    "“ “ “",
    "GUNMEN ATTACKED A HOTEL IN QUITO ON MONDAY, KILLING TWO GUARDS, POLICE SAID.",
    "x" * 1000,
]


class TestPublicationDate:
    @pytest.mark.parametrize(
        ("text", "given", "expected"),
        [
            pytest.param("Gunmen slept.", date(2020, 1, 2), date(2020, 1, 2), id="given with the document"),
            pytest.param("date 2021-05-06\nGunmen slept.", None, date(2021, 5, 6), id="in the header"),
            pytest.param("QUITO, May 6, 2021 (Reuters) - Gunmen slept.", None, date(2021, 5, 6), id="in the date line"),
            pytest.param("QUITO, May 6 (Reuters) - Gunmen slept.", None, None, id="a date line without a year"),
            pytest.param("Gunmen slept on 6 May 2021.", None, None, id="a date in the report is another's"),
        ],
    )
    def test_is_given_or_found_before_the_report(self, text: str, given: date | None, expected: date | None) -> None:
        assert code(text, given).article.published == expected


class TestRelations:
    def test_said_twice_are_one_by_the_strongest_basis(self) -> None:
        [told] = [
            r
            for r in code("Ghana contributes troops to MINUSMA. Ghana sent 200 soldiers to MINUSMA.").relations
            if r.predicate == "sikg:contributesTo"
        ]
        assert told.basis == "stated"

    def test_through_a_pronoun_are_resolved(self) -> None:
        [told] = [r for r in code("Ansaru fled. It burned a school.").relations if r.predicate == "sikg:perpetrator"]
        assert (told.object, told.basis) == ("org/ansaru", "resolved")

    def test_of_two_speakers_are_two(self) -> None:
        text = "M23 was behind the bombing, police said. M23 was behind the bombing, the army said."
        told = [r for r in code(text).relations if r.predicate == "sikg:perpetrator"]
        assert len({r.attributed_to for r in told}) == len(told) == 2

    def test_that_are_implied_are_left_out_where_they_are_said(self) -> None:
        text = "Kenyan forces conducted an operation against Boko Haram. Kenyan forces fight Boko Haram."
        assert [r.basis for r in code(text).relations if r.predicate == "sikg:opposes"] == ["stated"]

    def test_of_a_thing_to_itself_are_none(self) -> None:
        assert [
            r for r in code("The Kenyan Defence Ministry is part of Kenya's Ministry of Defence.").relations if r.subject == r.object
        ] == []

    def test_use_the_ids_of_the_coding(self) -> None:
        coding = code("Gunmen attacked a hotel in Quito with rifles on Monday, killing two guards, police said.")
        held = {x.id for x in (*coding.entities, *coding.events, *coding.topics)}
        assert {r.subject for r in coding.relations} <= held
        assert {r.object for r in coding.relations if r.predicate != "sikg:weaponType"} <= held
        assert {r.attributed_to for r in coding.relations if r.attributed_to} <= held


class TestValidity:
    @pytest.mark.parametrize(
        ("text", "predicate", "expected"),
        [
            pytest.param(
                "Ghana contributes troops to MINUSMA.",
                "sikg:contributesTo",
                Bounds(None, date(2024, 3, 14), date(2024, 3, 14), None),
                id="what is told as present holds on the day of the report",
            ),
            pytest.param(
                "Rebels stormed a base hosting Danish soldiers on 3 March 2019.",
                "sikg:hosts",
                Bounds(None, date(2019, 3, 3), date(2019, 3, 3), None),
                id="a guest was there on the day of the attack",
            ),
            pytest.param("Gunmen attacked a hotel.", "sikg:perpetrator", None, id="a role has no validity"),
        ],
    )
    def test_bounds(self, text: str, predicate: str, expected: Bounds | None) -> None:
        [told] = [r for r in code(text).relations if r.predicate == predicate]
        assert told.validity == expected

    def test_without_a_day_of_publication_is_not_made_up(self) -> None:
        [told] = [r for r in code("Ghana contributes troops to MINUSMA.", None).relations if r.predicate == "sikg:contributesTo"]
        assert told.validity is None


def test_statements_point_at_the_relations_they_claim() -> None:
    coding = code("Rebels burned a bridge, police said.")
    [statement] = coding.statements
    assert {coding.relations[c].predicate for c in statement.claims} == {"sikg:perpetrator", "sikg:target", "sikg:occurredAt"}
    assert {coding.relations[c].attributed_to for c in statement.claims} == {statement.speaker}


def test_a_report_becomes_what_it_says() -> None:
    text = "Boko Haram fighters attacked a hotel in Quito on Monday. The attack killed two guards."
    assert coded(text, "perpetrator", "target", "victim", "occurredAt") == {
        ("Attack on the hotel in Quito", "perpetrator", "Boko Haram"),
        ("Attack on the hotel in Quito", "perpetrator", "Boko Haram fighters"),
        ("Attack on the hotel in Quito", "target", "hotel in Quito"),
        ("Attack on the hotel in Quito", "occurredAt", "hotel in Quito"),
        ("Attack on the hotel in Quito", "occurredAt", "Quito"),
        ("Attack on the hotel in Quito", "victim", "guards"),
    }


def test_a_span_that_does_not_quote_the_text_is_refused() -> None:
    reading: Reading = read("Gunmen attacked a hotel.")
    wrong = replace(reading, events=tuple(replace(e, span=Span(0, 3, "xyz")) for e in reading.events))
    with pytest.raises(SikgError):
        coder().code(document("Gunmen attacked a hotel."), wrong)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_a_coding_that_can_be_written_and_read_again(text: str) -> None:
    coding: Coding = code(text)
    contract.check_offsets(coding, text)
    assert coding == code.__wrapped__(text)
    assert (coding.article.characters, coding.article.id) == (len(text), "test")
