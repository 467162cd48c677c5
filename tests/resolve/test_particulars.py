"""Incidents of which nothing in particular is said are counted as problems, and are no events."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels attacked a hotel.", 1, id="a target"),
        pytest.param("A judge was killed.", 1, id="a victim"),
        pytest.param("An attack took place in Mopti.", 1, id="a place"),
        pytest.param("An attack took place on Monday.", 1, id="a day"),
        pytest.param("M23 was behind the bombing, police said.", 1, id="somebody accused"),
        pytest.param("The army denied the attack.", 1, id="denied"),
        pytest.param("He spoke of the recent violence by rebels.", 0, id="nothing but who"),
        pytest.param("He was accused of a murder.", 0, id="nothing at all"),
    ],
)
def test_incidents_need_particulars(text: str, expected: int) -> None:
    assert len(code(text).events) == expected


def test_what_is_set_aside_is_a_problem_at_its_words() -> None:
    problems = [p for p in code("He spoke of the recent violence by rebels.").problems if p.kind == "incident-without-particulars"]
    assert [p.span.quote for p in problems if p.span] == ["the recent violence by rebels"]


def test_claims_of_statements_still_point_at_their_relations() -> None:
    coding = code("He was accused of a murder by rebels. Rebels burned a bridge, police said.")
    [statement] = coding.statements
    assert {coding.relations[c].predicate for c in statement.claims} >= {"sikg:perpetrator", "sikg:target"}
