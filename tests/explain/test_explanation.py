"""Every claim behind a thing or a value is told, with its speaker, its certainty and its words at their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

import kg
from kg.errors import InputError
from kg.explain import Explanation, explain, to_json
from kg.graph.content import Content
from kg.graph.readback import content_of
from kg.graph.terms import Iri, Quad, text
from kg.iris import expand
from tests.export.small.graph import quads_of_small

ID = "https://w3id.org/sikg/id/"
RAID = "Raid on the police post in Tarn"


@pytest.fixture(scope="module")
def small() -> Content:
    return content_of(quads_of_small())


def said(explanation: Explanation) -> list[tuple[str, str, str]]:
    """Part, basis and words of each claim."""
    return [(r.part, r.claim.basis, " … ".join(q.quote for q in r.quotes)) for r in explanation.reasons]


def test_a_value_is_explained_as_text(small: Content) -> None:
    assert str(explain(RAID, small, relation="killed")) == (
        "Raid on the police post in Tarn\n"
        "  attack, armed assault, occurred; event/tarn-raid\n"
        "\n"
        "What is claimed of it\n"
        "\n"
        "  at least 12 killed\n"
        "    stated, certainty 1; said by article wire-1 itself\n"
        "    «at least 12»\n"
        "      wire-1, characters 90-101\n"
        "    claim/wire-1/355e9620d8c39995\n"
        "    cannot be true together with claim/wire-2/2c3f91985918bdee: Raid on the police post in Tarn: 7 killed, "
        "said by Ministry of Order in article wire-2\n"
        "\n"
        "  7 killed\n"
        "    stated, certainty 1; said by Ministry of Order in article wire-2\n"
        "    «seven»\n"
        "      wire-2, characters 100-105\n"
        "    claim/wire-2/2c3f91985918bdee\n"
        "    cannot be true together with claim/wire-1/355e9620d8c39995: Raid on the police post in Tarn: at least 12 killed, "
        "said by article wire-1 itself"
    )


def test_a_value_is_explained_as_json(small: Content) -> None:
    told = to_json(explain("event/tarn-raid", small, relation="killed", value="7"))
    assert told["claims"] == [
        {
            "part": "subject",
            "iri": ID + "claim/wire-2/2c3f91985918bdee",
            "class": "CasualtyFigure",
            "subject": {"iri": ID + "event/tarn-raid", "id": "event/tarn-raid", "label": RAID},
            "kind": "killed",
            "lowerBound": 7,
            "upperBound": 7,
            "bestEstimate": 7,
            "qualifier": "exactly",
            "amongGroup": None,
            "verbatim": "seven",
            "basis": "stated",
            "confidence": 1.0,
            "rule": None,
            "attributedTo": {"iri": ID + "org/ministry", "id": "org/ministry", "label": "Ministry of Order"},
            "article": {"iri": ID + "article/wire-2", "id": "wire-2", "label": "Article wire-2"},
            "evidence": [{"article": "wire-2", "start": 100, "end": 105, "quote": "seven", "sentence": "seven", "offset": 0}],
            "contradicts": [ID + "claim/wire-1/355e9620d8c39995"],
        }
    ]
    assert (told["iri"], told["id"], told["label"], told["class"]) == (ID + "event/tarn-raid", "event/tarn-raid", RAID, "Attack")


def test_a_thing_is_explained_by_every_claim_it_has_a_part_in(small: Content) -> None:
    assert said(explain("Valley Front", small)) == [
        ("object", "stated", "Valley Front men … raided"),
        ("object", "implied", "Valley Front"),
    ]
    assert said(explain("Ministry of Order", small)) == [("speaker", "stated", "seven")]
    assert [part for part, *_ in said(explain("Tarn", small))] == ["subject", "object"]


def test_a_claim_is_explained_by_itself(small: Content) -> None:
    whole = explain(RAID, small, relation="target").reasons[0].claim
    explanation = explain(whole.iri, small)
    assert said(explanation) == [("itself", "stated", "raided the … police post in Tarn")]
    assert str(explanation).startswith(f"{RAID}: target police post in Tarn\n")


def test_an_article_is_explained_by_all_that_it_claims(small: Content) -> None:
    explanation = explain("wire-2", small)
    assert {reason.claim.article for reason in explanation.reasons} == {ID + "article/wire-2"}
    assert len(explanation.reasons) == sum(claim.article == ID + "article/wire-2" for claim in small.claims.values())


def test_a_triple_that_no_claim_says_is_told_as_such() -> None:
    front, state = Iri(ID + "org/valley-front"), Iri(ID + "state/norway")
    content = content_of([*quads_of_small(), Quad(front, Iri(expand("sikg:basedIn")), state)])
    explanation = explain("VF", content)
    assert explanation.unclaimed == ((front.value, "sikg:basedIn", state.value),)
    assert "Asserted without any claim\n  Valley Front sikg:basedIn Norway" in str(explanation)


def test_a_quote_stands_in_its_sentence_where_the_text_is_at_hand(built: kg.KnowledgeGraph, gold_text: str) -> None:
    [killed] = built.explain("Westgate mall attack", "killed", "71").reasons
    [quote] = killed.quotes
    assert quote.start is not None
    assert gold_text[quote.start : quote.end] == quote.quote == "over 70 people dead"
    assert quote.sentence[quote.offset :] == "over 70 people dead."
    assert "2013 which left «over 70 people dead»." in str(built.explain("Westgate mall attack", "killed"))


def test_a_text_that_is_not_the_one_of_the_graph_is_passed_over(built: kg.KnowledgeGraph, gold_text: str) -> None:
    graph = replace(built, texts={built.codings[0].article.id: gold_text.replace("over 70", "over 80")})
    [quote] = graph.explain("Westgate mall attack", "killed").reasons[0].quotes
    assert (quote.sentence, quote.offset) == (quote.quote, 0)


def test_control_characters_do_not_reach_the_terminal() -> None:
    quads = [
        replace(q, object=replace(q.object, value="\x1b[31mTarn\n")) if getattr(q.object, "value", "") == "Tarn" else q
        for q in quads_of_small()
    ]
    assert str(explain("place/tarn", content_of(quads))).splitlines()[0] == "\\u001B[31mTarn"


# --- what is meant ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["Valley Front", "valley front", "VF", "org/valley-front", ID + "org/valley-front", f"<{ID}org/valley-front>"]
)
def test_a_thing_goes_by_name_other_name_id_and_iri(small: Content, words: str) -> None:
    assert explain(words, small).iri == ID + "org/valley-front"


@pytest.mark.parametrize(
    ("relation", "value", "count"),
    [
        ("perpetrator", None, 2),
        ("sikg:perpetrator", "Valley Front", 2),
        ("occurred at", "place/tarn", 1),
        ("date", "2024-05-03", 1),
        ("date", "2024", 2),
        ("casualties", "seven", 1),
        ("killed", "12", 1),
        (None, "firearm", 1),
    ],
)
def test_claims_are_chosen_by_what_they_are_about_and_what_they_give(
    small: Content, relation: str | None, value: str | None, count: int
) -> None:
    assert len(explain(RAID, small, relation=relation, value=value).reasons) == count


def test_a_name_that_several_bear_is_an_error_that_lists_them() -> None:
    place, label = Iri(ID + "place/tarn"), Iri(expand("rdfs:label"))
    others = [quad for quad in quads_of_small() if (quad.subject, quad.predicate) != (place, label)]
    content = content_of([*others, Quad(place, label, text("Valley Front"))])
    with pytest.raises(InputError, match="2 things are called 'Valley Front'") as caught:
        explain("Valley Front", content)
    assert caught.value.mend == "Name one of them by its id:\n    org/valley-front\n    place/tarn"


@pytest.mark.parametrize(
    ("words", "relation", "value", "problem", "mend"),
    [
        ("Vally Front", None, None, "the graph holds nothing called 'Vally Front'", "Did you mean Valley Front (org/valley-front)"),
        ("", None, None, "the graph holds nothing called ''", "Give a name, an id"),
        (RAID, "injured", None, "no claim is about 'injured'", "There is date, killed, occurred at, perpetrator, target, weapon type."),
        (RAID, "killed", "8", "no claim gives '8'", "Given: at least 12 killed; 7 killed."),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    small: Content, words: str, relation: str | None, value: str | None, problem: str, mend: str
) -> None:
    with pytest.raises(InputError) as caught:
        explain(words, small, relation=relation, value=value)
    assert caught.value.problem == problem
    assert caught.value.mend.startswith(mend)
