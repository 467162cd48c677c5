"""Two graphs are compared thing by thing and claim by claim, and nothing that differs goes unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.diff import Difference, Side, compare, to_json
from kg.graph.build import quads
from kg.graph.terms import BlankNode, Iri, Literal, Quad
from kg.iris import Iris
from kg.model import Coding
from tests.export.small.graph import FIRST, SECOND, quads_of_small

ID = "https://w3id.org/sikg/id/"
COMMENT = Iri("http://www.w3.org/2000/01/rdf-schema#comment")
TARN = Iri(ID + "place/tarn")


def side(*codings: Coding) -> Side:
    return Side.of(quads(codings, Iris()))


def difference(old: Coding, new: Coding) -> Difference:
    return compare(side(old), side(new))


def test_the_same_graph_in_another_order_is_no_difference() -> None:
    same = compare(Side.of(quads_of_small()), Side.of(reversed(quads_of_small())))
    assert not same
    assert (str(same), to_json(same)["same"]) == ("", True)


def test_no_triple_can_go_unsaid() -> None:
    everything = quads_of_small()
    whole = Side.of(everything)
    for triple in whole.triples:
        less = compare(Side.of(quad for quad in everything if (quad.subject, quad.predicate, quad.object) != triple), whole)
        assert less, triple
        assert str(less), triple


def test_what_one_article_adds_is_told_thing_by_thing() -> None:
    more = compare(side(FIRST), side(FIRST, SECOND))
    assert str(more) == (
        "+ article wire-2  =Ministry: seven dead\n"
        "+ event/talks  Talks on the valley (meeting)\n"
        "    + participant: Ada Holm (stated, article wire-2) «Ada Holm … talks»\n"
        "    + about: truce (stated, article wire-2) «truce»\n"
        "~ event/tarn-raid  Raid on the police post in Tarn (attack)\n"
        "    named in 2 places, before in 1\n"
        "    ~ at least 12 killed (stated, article wire-1)\n"
        "        contradicts: nothing -> claim/wire-2/2c3f91985918bdee\n"
        "    + perpetrator: Valley Front (implied, article wire-2) «Valley Front»\n"
        "    + date: May 2024 (stated, article wire-2) «in May»\n"
        "    + 7 killed (stated, Ministry of Order, article wire-2) «seven»\n"
        "+ org/ministry  Ministry of Order (government body)\n"
        "~ org/valley-front  Valley Front (armed group)\n"
        "    named in 2 places, before in 1\n"
        "+ person/ada-holm  Ada Holm (person)\n"
        "    + holds: Minister of Order, 6 May 2024 (stated, article wire-2) «Ada Holm, Minister of Order»\n"
        "+ post/minister  Minister of Order (post)\n"
        "+ topic/truce  truce (topic)\n"
        "triples that are of no article, thing or claim\n"
    ) + "".join(f"  + {line}\n" for line in vocabulary(str(more)))


def vocabulary(text: str) -> list[str]:
    """The lines on the terms that only the second article uses: all of them about the ontology, none about the data."""
    lines = [line.removeprefix("  + ") for line in text.partition("or claim\n")[2].splitlines()]
    assert lines
    assert all(line.startswith(("<https://w3id.org/sikg/ontology#", "<https://w3id.org/sikg/scheme/")) for line in lines)
    return lines


def test_what_is_gone_mirrors_what_is_new() -> None:
    more, less = compare(side(FIRST), side(FIRST, SECOND)), compare(side(FIRST, SECOND), side(FIRST))
    assert (less.articles.removed, less.things.removed, less.claims.removed) == (
        more.articles.added,
        more.things.added,
        more.claims.added,
    )
    assert less.removed == more.added


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            lambda c: replace(c, casualties=(replace(c.casualties[0], lower=15, verbatim="at least 15"),)),
            "    ~ at least 12 killed -> at least 15 killed (stated, article wire-1)\n        verbatim: at least 12 -> at least 15\n",
        ),
        (
            lambda c: replace(c, relations=(replace(c.relations[0], basis="resolved"), *c.relations[1:])),
            "    ~ perpetrator: Valley Front (resolved, article wire-1)\n        basis: stated -> resolved\n",
        ),
        (
            lambda c: replace(c, relations=(replace(c.relations[0], rule="verb-agent"), *c.relations[1:])),
            "    ~ perpetrator: Valley Front (stated, article wire-1)\n        rule: nothing -> verb-agent\n",
        ),
    ],
    ids=["a value", "a basis", "a rule"],
)
def test_a_claim_that_changed_is_told_once(changed: Callable[[Coding], Coding], told: str) -> None:
    assert str(difference(FIRST, changed(FIRST))) == "  event/tarn-raid  Raid on the police post in Tarn (attack)\n" + told


def test_the_plain_triple_of_a_claim_goes_with_it() -> None:
    less = difference(FIRST, replace(FIRST, relations=(replace(FIRST.relations[0], basis="implied"), *FIRST.relations[1:])))
    assert [change.values for change in less.claims.changed] == [("basis",)]
    assert less.removed == ()
    assert {str(triple[0]) for triple in less.added} == {"Iri(value='https://w3id.org/sikg/scheme/basis/implied')"}


def test_a_thing_that_changed_is_told_with_old_and_new_value() -> None:
    entities = [replace(e, lat=11.0, place_precision="region") if e.id == "place/tarn" else e for e in FIRST.entities]
    places = [line.strip() for line in str(difference(FIRST, replace(FIRST, entities=tuple(entities)))).splitlines()]
    assert places[:3] == [
        "event/tarn-raid  Raid on the police post in Tarn (attack)",
        "~ occurred at: Tarn (stated, article wire-1)",
        "geo precision: near -> region",
    ]
    assert places[3:6] == ["~ place/tarn  Tarn (place)", "position: 10.5, -20.25 -> 11.0, -20.25", "place precision: near -> region"]


def test_a_triple_of_another_vocabulary_is_told_as_it_is() -> None:
    more = compare(Side.of(quads_of_small()), Side.of([*quads_of_small(), Quad(TARN, COMMENT, Literal("on the river"))]))
    assert str(more) == (
        "triples that are of no article, thing or claim\n"
        f'  + <{TARN.value}> <{COMMENT.value}> "on the river" .\n'
    )  # fmt: skip
    assert to_json(more)["triples"]["removed"] == []


def test_blank_nodes_of_other_names_are_no_difference() -> None:
    def told(one: str, other: str) -> list[Quad]:
        first, second = BlankNode(one), BlankNode(other)
        return [Quad(TARN, COMMENT, first), Quad(first, COMMENT, second), Quad(second, COMMENT, Literal("deep"))]

    assert not compare(Side.of(told("a", "b")), Side.of(told("x", "a")))


def test_json_names_the_values_that_differ() -> None:
    told = to_json(difference(FIRST, replace(FIRST, casualties=(replace(FIRST.casualties[0], lower=15),))))
    [change] = told["claims"]["changed"]
    assert (change["values"], change["old"]["lowerBound"], change["new"]["lowerBound"]) == (["lower"], 12, 15)
    assert (told["same"], told["things"], told["triples"]) == (
        False,
        {"added": [], "removed": [], "changed": []},
        {"added": [], "removed": []},
    )
