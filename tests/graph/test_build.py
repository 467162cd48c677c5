"""From codings to quads: what is asserted, what stays a claim, and what several codings of one thing come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.contract import read_coding
from kg.errors import InputError
from kg.graph.build import quads
from kg.graph.terms import Iri, Literal, Quad, Term, text
from kg.iris import PREFIXES, Iris
from kg.model import Article, Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation, Span, Statement, Topic

GOLD = Path(__file__).parents[1] / "gold" / "seed.json"
ID = "https://w3id.org/sikg/id/"


def iri(name: str) -> Iri:
    """The IRI of a prefixed name ("sikg:target"), or of a thing of the graph ("org/x")."""
    prefix, colon, local = name.partition(":")
    return Iri(PREFIXES[prefix] + local) if colon else Iri(ID + name)


def values(found: list[Quad], subject: str, predicate: str) -> set[Term]:
    return {q.object for q in found if q.subject == iri(subject) and q.predicate == iri(predicate)}


def built(*codings: Coding) -> list[Quad]:
    return list(quads(codings, Iris()))


def subjects(found: list[Quad], predicate: str, value: Term) -> set[object]:
    return {q.subject for q in found if q.predicate == iri(predicate) and q.object == value}


@pytest.fixture(scope="module")
def gold() -> Coding:
    return read_coding(GOLD)


@pytest.fixture(scope="module")
def gold_quads(gold: Coding) -> list[Quad]:
    return built(gold)


WORDS = Span(0, 5, "words")
EVENT = Event("event/raid", "Attack", "Raid", (WORDS,), ("armed-assault",))
GROUP = Entity("org/group", "ArmedGroup", "Group", (WORDS,))


def coding(name: str, **parts: object) -> Coding:
    whole: dict[str, object] = {"entities": (GROUP,), "events": (EVENT,), **parts}
    return Coding(Article(name, "0" * 64, 5, published=date(2020, 1, 2)), **whole)  # type: ignore[arg-type] # parts are of their fields


def figure(lower: int | None, upper: int | None, group: str | None = None) -> CasualtyFigure:
    return CasualtyFigure("event/raid", "killed", lower, upper, None, "about", "words", "stated", (WORDS,), group)


def dating(*days: str | None) -> Dating:
    bounds = Bounds(*(date.fromisoformat(day) if day else None for day in days))
    return Dating("event/raid", bounds, "day", "words", "stated", (WORDS,))


class TestClaimsAndFacts:
    def test_stated_and_resolved_relations_are_plain_triples_and_implied_ones_never(self, gold: Coding, gold_quads: list[Quad]) -> None:
        plain = {(q.subject, q.predicate, q.object) for q in gold_quads}
        said = {}
        for relation in gold.relations:
            triple = (iri(relation.subject), iri(relation.predicate), iri(relation.object))
            said.setdefault(triple, set()).add(relation.basis)
        assert {"implied"} in said.values()
        assert {triple: bool(bases - {"implied"}) for triple, bases in said.items()} == {triple: triple in plain for triple in said}

    def test_every_relation_figure_and_dating_is_one_claim(self, gold: Coding, gold_quads: list[Quad]) -> None:
        counts = {kind: len(subjects(gold_quads, "rdf:type", iri(f"sikg:{kind}"))) for kind in ("Claim", "CasualtyFigure", "Dating")}
        assert counts == {"Claim": len(gold.relations), "CasualtyFigure": len(gold.casualties), "Dating": len(gold.dates)}

    def test_the_same_thing_said_twice_is_one_claim_with_the_evidence_of_both_on_the_stronger_basis(self) -> None:
        weak = Relation("event/raid", "sikg:perpetrator", "org/group", "implied", (Span(0, 1, "w"),), confidence=0.9)
        strong = replace(weak, basis="resolved", evidence=(Span(2, 3, "r"),), confidence=0.5)
        found = built(coding("a", relations=(weak, strong)))
        (claim,) = subjects(found, "rdf:type", iri("sikg:Claim"))
        assert isinstance(claim, Iri)
        name = claim.value.removeprefix(ID)
        assert values(found, name, "sikg:basis") == {iri("basis:resolved")}
        assert values(found, name, "sikg:confidence") == {Literal("0.5", PREFIXES["xsd"] + "decimal")}
        assert values(found, name, "prov:wasDerivedFrom") == {iri("evidence/a/0-1"), iri("evidence/a/2-3")}

    def test_the_iri_of_a_claim_follows_from_its_content_alone(self) -> None:
        one = Relation("event/raid", "sikg:perpetrator", "org/group", "stated", (WORDS,))
        again = replace(one, rule="another rule", confidence=0.1, basis="implied")
        assert subjects(built(coding("a", relations=(one,))), "rdf:type", iri("sikg:Claim")) == subjects(
            built(coding("a", relations=(again,))), "rdf:type", iri("sikg:Claim")
        )

    def test_the_words_that_attribute_a_statement_are_evidence_for_its_claims(self) -> None:
        speaker = Entity("org/ministry", "GovernmentBody", "Ministry", (WORDS,))
        relation = Relation("event/raid", "sikg:perpetrator", "org/group", "stated", (WORDS,), "org/ministry")
        statement = Statement("org/ministry", "quoted", WORDS, Span(7, 11, "said"), (0,))
        found = built(coding("a", entities=(GROUP, speaker), relations=(relation,), statements=(statement,)))
        (claim,) = subjects(found, "prov:wasAttributedTo", iri("org/ministry"))
        assert {q.object for q in found if q.subject == claim and q.predicate == iri("prov:wasDerivedFrom")} == {
            iri("evidence/a/0-5"),
            iri("evidence/a/7-11"),
        }

    def test_a_weapon_type_is_a_concept(self) -> None:
        relation = Relation("event/raid", "sikg:weaponType", "firearm", "stated", (WORDS,))
        assert values(built(coding("a", relations=(relation,))), "event/raid", "sikg:weaponType") == {iri("wt:firearm")}


class TestContradictions:
    @pytest.mark.parametrize(
        ("one", "other", "contradict"),
        [
            pytest.param(figure(13, None), figure(None, 12), True, id="lower above upper"),
            pytest.param(figure(13, None), figure(None, 13), False, id="they meet in one number"),
            pytest.param(figure(5, 9), figure(7, 20), False, id="they overlap"),
            pytest.param(figure(13, None, "org/group"), figure(None, 12), True, id="some of the people exceed all of them"),
            pytest.param(figure(1, 2, "org/group"), figure(10, 12), False, id="some of the people are fewer than all"),
            pytest.param(replace(figure(13, None), kind="injured"), figure(None, 12), False, id="other harm"),
            pytest.param(dating("2020-01-01", "2020-01-02", None, None), dating("2020-01-03", None, None, None), True, id="begins apart"),
            pytest.param(dating(None, None, "2020-01-05", None), dating(None, None, None, "2020-01-04"), True, id="ends apart"),
            pytest.param(
                dating("2020-01-01", "2020-12-31", None, None), dating("2020-03-01", None, None, None), False, id="windows overlap"
            ),
        ],
    )
    def test_claims_without_a_common_value_contradict_each_other_both_ways(
        self, one: CasualtyFigure | Dating, other: CasualtyFigure | Dating, contradict: bool
    ) -> None:
        kind = "casualties" if isinstance(one, CasualtyFigure) else "dates"
        apart = built(coding("a", **{kind: (one,)}), coding("b", **{kind: (other,)}))
        together = built(coding("a", **{kind: (one, other)}))
        for found in (apart, together):
            pairs = {(q.subject, q.object) for q in found if q.predicate == iri("sikg:contradicts")}
            assert len(pairs) == (2 if contradict else 0)
            assert pairs == {(second, first) for first, second in pairs}


class TestThingsToldOfTwice:
    def test_a_thing_of_two_articles_is_one_node_with_one_label_and_all_names(self) -> None:
        other = replace(GROUP, label="The Group", alt_labels=("TG",))
        third = replace(GROUP, label="Group", alt_labels=("Gr.",))
        found = built(coding("a"), coding("b", entities=(other,)), coding("c", entities=(third,)))
        assert values(found, "org/group", "rdfs:label") == {text("Group")}
        assert values(found, "org/group", "skos:altLabel") == {text("The Group"), text("TG"), text("Gr.")}
        assert values(found, "org/group", "rdf:type") == {iri("sikg:ArmedGroup")}

    def test_a_topic_of_two_articles_has_one_preferred_label(self) -> None:
        told = [coding(name, topics=(Topic("topic/x-y", label, (WORDS,)),)) for name, label in (("a", "X y"), ("b", "x-y"), ("c", "X y"))]
        found = built(*told)
        assert values(found, "topic/x-y", "skos:prefLabel") == {text("X y")}
        assert values(found, "topic/x-y", "skos:altLabel") == {text("x-y")}

    def test_what_occurred_according_to_one_article_is_not_planned(self) -> None:
        planned = replace(EVENT, status="planned")
        assert values(built(coding("a", events=(planned,)), coding("b")), "event/raid", "sikg:eventStatus") == {iri("st:occurred")}

    def test_the_order_of_the_codings_changes_nothing(self) -> None:
        one, other = coding("a"), coding("b", entities=(replace(GROUP, label="Grop"),))
        assert built(one, other) == built(other, one)


class TestGraph:
    def test_it_has_no_blank_node_and_each_quad_once(self, gold_quads: list[Quad]) -> None:
        assert all(isinstance(q.subject, Iri) and isinstance(q.object, Iri | Literal) for q in gold_quads)
        assert len(set(gold_quads)) == len(gold_quads)

    def test_facts_and_claims_of_an_article_have_their_own_graphs(self, gold: Coding, gold_quads: list[Quad]) -> None:
        graph = f"https://w3id.org/sikg/graph/{gold.article.id}/"
        assert {q.graph for q in gold_quads} == {None, Iri(graph + "facts"), Iri(graph + "claims")}
        claim_words = {iri(f"sikg:{name}") for name in ("claimSubject", "aboutEvent", "basis", "mentionedIn")}
        assert {q.graph for q in gold_quads if q.predicate in claim_words} == {Iri(graph + "claims")}

    def test_every_quote_stands_at_its_offsets_in_the_article(self, gold_quads: list[Quad]) -> None:
        article = (GOLD.parents[2] / "seeds/articles/000_8bd47fad0ceba9bf.txt").read_text(encoding="utf-8")
        start, end, exact = iri("oa:start"), iri("oa:end"), iri("oa:exact")
        by_node = {(q.subject.value, q.predicate): q.object.value for q in gold_quads if q.predicate in (start, end, exact)}  # type: ignore[union-attr] # selectors are IRIs with literals
        quotes = {node.removesuffix("/quote"): words for (node, predicate), words in by_node.items() if predicate == exact}
        assert quotes
        for node, words in quotes.items():
            assert article[int(by_node[node + "/position", start]) : int(by_node[node + "/position", end])] == words

    def test_places_have_a_geometry_and_links_are_matches(self) -> None:
        place = Entity(
            "place/x", "Place", "X", (WORDS,), links=(("geonames", "12"), ("wikidata", "Q3")), lat=-1.5, lon=40.25, place_precision="near"
        )
        found = built(coding("a", entities=(GROUP, place)))
        assert values(found, "place/x/geometry", "geo:asWKT") == {Literal("POINT(40.25 -1.5)", PREFIXES["geo"] + "wktLiteral")}
        matches = {Iri("https://sws.geonames.org/12/"), Iri("http://www.wikidata.org/entity/Q3")}
        assert values(found, "place/x", "skos:exactMatch") == matches
        assert values(found, "place/x", "sikg:placePrecision") == {iri("gp:near")}

    def test_classes_and_concepts_in_use_bring_what_is_above_them(self) -> None:
        event = replace(EVENT, event_types=("suicide-bombing",))
        found = built(coding("a", events=(event,)))
        triples = {(q.subject, q.predicate, q.object) for q in found if q.graph is None}
        assert (iri("et:suicide-bombing"), iri("skos:broader"), iri("et:bombing")) in triples
        assert (iri("et:bombing"), iri("skos:broader"), iri("et:attack")) in triples
        assert (iri("sikg:Attack"), iri("rdfs:subClassOf"), iri("sikg:Incident")) in triples
        assert not any(subject == iri("sikg:Meeting") for subject, _, _ in triples)

    def test_another_base_moves_the_things_and_not_the_vocabulary(self) -> None:
        found = list(quads([coding("a")], Iris("https://example.org/kg/")))
        assert {q.subject.value.split("/id/")[0] for q in found if isinstance(q.subject, Iri) and "/id/" in q.subject.value} == {
            "https://example.org/kg"
        }
        assert iri("sikg:ArmedGroup") in {q.object for q in found}


class TestWhatIsRefused:
    def test_two_codings_of_one_article(self) -> None:
        with pytest.raises(InputError, match="2 codings have this article id"):
            built(coding("a"), coding("a"))

    @pytest.mark.parametrize(
        "parts",
        [
            {"relations": (Relation("event/raid", "sikg:perpetrator", "org/unknown", "stated", (WORDS,)),)},
            {"relations": (Relation("event/raid", "sikg:perpetrator", "org/group", "stated", (WORDS,), "org/unknown"),)},
            {"casualties": (figure(1, 1, "org/unknown"),)},
        ],
        ids=["object", "speaker", "group"],
    )
    def test_a_reference_to_something_the_coding_does_not_hold(self, parts: dict[str, object]) -> None:
        with pytest.raises(InputError, match="org/unknown"):
            built(coding("a", **parts))

    def test_a_predicate_of_no_known_vocabulary(self) -> None:
        topic = Topic("topic/x", "x", (WORDS,))
        relation = Relation("event/raid", "foaf:topic", "topic/x", "stated", (WORDS,))
        with pytest.raises(InputError, match="foaf:topic"):
            built(coding("a", topics=(topic,), relations=(relation,)))
