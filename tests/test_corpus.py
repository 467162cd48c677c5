"""The corpus itself is sound: its quotes are the text, its ids resolve, its words are those of the ontology.

Nothing here says how good the extraction is; a coding that fails here would measure it wrongly.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from typing import get_args

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kg.contract import check_offsets, read_coding
from kg.model import Basis, CasualtyKind, Precision, Qualifier, StatementForm, Status, TimexType
from tests.corpus import (
    BASES,
    BOUNDS,
    HERE,
    STORIES,
    Json,
    Quotes,
    as_json,
    coding_of,
    figure_bounds,
    spans_of,
    story_names,
    story_text,
    window,
)
from tests.exchange import SEED_CODING, SEED_TEXT, Exchange, exchange_names, exchanged, read_exchange

ONTOLOGY = HERE.parent / "ontology"
PREFIXES = {"sikg": "https://w3id.org/sikg/ontology#", "org": "http://www.w3.org/ns/org#", "schema": "https://schema.org/"}
SIKG = Namespace(PREFIXES["sikg"])
POST = URIRef(PREFIXES["org"] + "Post")
SCHEME = "https://w3id.org/sikg/scheme/"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

CASES = [*(f"stories/{name}" for name in story_names()), *(f"exchanges/{name}" for name in exchange_names())]


@cache
def case(name: str) -> tuple[str, Json]:
    """The text and the coding of a story, or of the seed article after an exchange."""
    folder, _, rest = name.partition("/")
    return (story_text(rest), coding_of(rest)) if folder == "stories" else exchanged(rest)


@cache
def ontology() -> Graph:
    """The ontology and its schemes."""
    graph = Graph()
    for file in ("sikg.ttl", "schemes.ttl"):
        graph.parse(ONTOLOGY / file)
    return graph


@cache
def slugs(scheme: str) -> frozenset[str]:
    """The concepts of a scheme."""
    start = f"{SCHEME}{scheme}/"
    return frozenset(str(c).removeprefix(start) for c in ontology().subjects(RDF.type, SKOS.Concept) if str(c).startswith(start))


@cache
def kinds(cls: str) -> frozenset[URIRef]:
    """A class of the ontology with every class above it."""
    return frozenset(ontology().transitive_objects(POST if cls == "Post" else SIKG[cls], RDFS.subClassOf))  # type: ignore[arg-type]  # IRIs only


@cache
def classes() -> frozenset[URIRef]:
    """Every class that a thing of a coding can have; where a property asks for another one, a thing need not have it."""
    return frozenset(cls for cls in ontology().subjects(RDF.type, OWL.Class) if str(cls).startswith(SIKG) or cls == POST)  # type: ignore[misc]  # IRIs only


def listed(coding: Json, *keys: str) -> list[Json]:
    """The rows of several lists of a coding."""
    return [row for key in keys for row in coding[key]]


def test_the_corpus_has_its_stories_and_exchanges() -> None:
    assert len(story_names()) >= 20
    assert len(exchange_names()) >= 6


@pytest.mark.parametrize("name", story_names())
def test_the_written_coding_is_the_brief_one_with_offsets(name: str) -> None:
    """Refresh with `python -m tests.corpus`."""
    assert (STORIES / name / "coding.json").read_text(encoding="utf-8") == as_json(coding_of(name))


@pytest.mark.parametrize("name", story_names())
def test_the_contract_reads_the_coding(name: str) -> None:
    coding = read_coding(STORIES / name / "coding.json")

    check_offsets(coding, story_text(name))
    assert coding.article.sha256 == hashlib.sha256((STORIES / name / "story.txt").read_bytes()).hexdigest()


@pytest.mark.parametrize("name", CASES)
class TestEveryCoding:
    def test_quotes_are_the_text(self, name: str) -> None:
        text, coding = case(name)
        spans = list(spans_of(coding))

        assert spans
        assert [s for s in spans if text[s["start"] : s["end"]] != s["quote"]] == []

    def test_ids_are_unique(self, name: str) -> None:
        _, coding = case(name)
        ids = [row["id"] for row in listed(coding, "entities", "events", "topics", "relations")]

        assert len(ids) == len(set(ids))

    def test_ids_resolve(self, name: str) -> None:
        _, coding = case(name)
        things = {row["id"] for row in listed(coding, "entities", "topics", "events")}
        entities = {row["id"] for row in coding["entities"]}
        events = {row["id"] for row in coding["events"]}
        relations = {row["id"] for row in coding["relations"]}
        accept = coding["accept"]
        speakers = {row.get("attributedTo") for row in listed(coding, "casualties", "relations")}
        speakers |= {row["speaker"] for row in coding["statements"]}

        assert {row["event"] for row in listed(coding, "dates", "casualties")} <= events
        assert {row["subject"] for row in coding["relations"]} <= things
        assert {row["object"] for row in coding["relations"]} <= things | slugs("weapon-type")
        assert speakers | {row["amongGroup"] for row in coding["casualties"]} | {coding["article"]["datelinePlace"]} <= entities | {None}
        assert {row[0] for row in coding["never"]} | {row[2] for row in coding["never"]} <= things | {"*"} | slugs("weapon-type")
        assert set(accept["split"]) | set(accept["classes"]) <= things
        assert {ident for group in accept["any_of"] for ident in group} | set(accept["any_basis"]) <= relations

    def test_classes_and_predicates_are_in_the_ontology(self, name: str) -> None:
        _, coding = case(name)
        classes = {row["class"] for row in listed(coding, "entities", "events")} | {row["class"] for row in coding["accept"]["entities"]}
        classes |= {cls for others in coding["accept"]["classes"].values() for cls in others}
        predicates = {row["predicate"] for row in coding["relations"]} | {row[1] for row in coding["never"]}
        iris = {URIRef(PREFIXES[prefix] + local) for prefix, _, local in (p.partition(":") for p in predicates)}

        assert {cls for cls in classes - {"Post"} if (SIKG[cls], RDF.type, OWL.Class) not in ontology()} == set()
        assert {iri for iri in iris if (iri, RDF.type, OWL.ObjectProperty) not in ontology()} == set()

    def test_relations_join_what_the_ontology_lets_them_join(self, name: str) -> None:
        _, coding = case(name)
        cls = {row["id"]: row["class"] for row in listed(coding, "entities", "events")}
        ends = [
            (row["id"], row[end], set(ontology().objects(URIRef(PREFIXES[prefix] + local), wanted)))
            for row in coding["relations"]
            for prefix, _, local in [row["predicate"].partition(":")]
            for end, wanted in (("subject", RDFS.domain), ("object", RDFS.range))
            if row[end] in cls
        ]

        assert [(ident, thing) for ident, thing, wanted in ends if not wanted & classes() <= kinds(cls[thing])] == []

    def test_concepts_are_in_their_schemes(self, name: str) -> None:
        _, coding = case(name)

        assert {slug for row in coding["events"] for slug in row["eventTypes"]} <= slugs("event-type")
        assert {row["facilityType"] for row in coding["entities"] if "facilityType" in row} <= slugs("target-type")
        assert {row["object"] for row in coding["relations"] if row["predicate"] == "sikg:weaponType"} <= slugs("weapon-type")

    def test_values_are_those_of_the_contract(self, name: str) -> None:
        _, coding = case(name)

        assert {row["status"] for row in coding["events"]} <= set(get_args(Status))
        assert {row["basis"] for row in listed(coding, "dates", "casualties", "relations")} <= set(get_args(Basis))
        assert {row["precision"] for row in coding["dates"]} <= {*get_args(Precision), None}
        assert {row["kind"] for row in coding["casualties"]} <= set(get_args(CasualtyKind))
        assert {row["qualifier"] for row in coding["casualties"]} <= set(get_args(Qualifier))
        assert {row["type"] for row in coding["times"]} <= set(get_args(TimexType))
        assert {basis for row in coding["never"] for basis in row[3]} <= set(BASES)

    def test_bounds_are_ordered_days(self, name: str) -> None:
        _, coding = case(name)
        windows = coding["dates"] + [row["validity"] for row in coding["relations"] if row["validity"]]
        days = [[date.fromisoformat(row[key]) if row[key] else None for key in BOUNDS] for row in windows]

        assert [row for row in days if row == [None] * 4] == []
        assert [row for row in days for a, b in (row[:2], row[2:], row[::3]) if a and b and a > b] == []

    def test_named_weekdays_are_those_of_the_days_coded(self, name: str) -> None:
        _, coding = case(name)
        told = [
            (weekday, row["beginEarliest"])
            for row in coding["dates"]
            for weekday in WEEKDAYS
            if weekday in row["verbatim"].lower() and row["beginEarliest"] == row["endLatest"]
        ]

        assert [(weekday, day) for weekday, day in told if WEEKDAYS[date.fromisoformat(day).weekday()] != weekday] == []

    def test_wordings_stand_in_the_text(self, name: str) -> None:
        text, coding = case(name)

        assert [row["verbatim"] for row in listed(coding, "dates", "casualties") if row["verbatim"] not in text] == []

    def test_figures_have_bounds_that_fit_their_wording(self, name: str) -> None:
        _, coding = case(name)
        for row in coding["casualties"]:
            low, high, best = row["lowerBound"], row["upperBound"], row["bestEstimate"]
            number = {"more-than": (low or 0) - 1, "at-least": low, "about": best, "at-most": high, "exactly": best, "range": [low, high]}

            assert (low, high, best) == figure_bounds(row["qualifier"], number[row["qualifier"]])

    def test_nothing_stated_is_forbidden(self, name: str) -> None:
        _, coding = case(name)
        rows = [row for row in coding["relations"] if not row.get("optional")]

        assert [
            row["id"]
            for row in rows
            for subject, predicate, target, bases in coding["never"]
            if (subject, predicate) == (row["subject"], row["predicate"]) and target in ("*", row["object"]) and row["basis"] in bases
        ] == []


@pytest.mark.parametrize("name", story_names())
def test_statements_have_a_form_of_the_contract(name: str) -> None:
    assert {row["form"] for row in coding_of(name)["statements"]} <= set(get_args(StatementForm))


@pytest.mark.parametrize("name", exchange_names())
class TestEveryExchange:
    def test_all_its_rows_are_used(self, name: str) -> None:
        exchange, gold = read_exchange(name), SEED_CODING.read_text(encoding="utf-8")
        sources = (SEED_TEXT.read_text(encoding="utf-8"), gold)
        used = {source[start:end] for source in sources for start, end, _ in exchange.pieces(source)}

        assert set(exchange.words) - used == set()
        assert [value for value in exchange.values if f'"{value}"' not in gold] == []

    def test_no_exchanged_word_is_left(self, name: str) -> None:
        text, coding = exchanged(name)
        words = read_exchange(name).words
        left = Exchange({old: "" for old in words if not any(old in new for new in words.values())}, {}, {})

        assert [text[start:end] for start, end, _ in left.pieces(text)] == []
        assert [row["label"] for row in coding["entities"] if left.pieces(row["label"])] == []

    def test_days_count_from_the_new_date(self, name: str) -> None:
        _, coding = exchanged(name)
        seed = json.loads(SEED_CODING.read_text(encoding="utf-8"))
        published, was = coding["article"]["datePublished"], seed["article"]["datePublished"]
        shifted = [(new.get("anchorDate"), old.get("anchorDate")) for new, old in zip(coding["dates"], seed["dates"], strict=True)]

        assert coding["article"]["dateEvidence"]["quote"] == published
        assert {new for new, old in shifted if old} == {published}
        assert published == was or was not in json.dumps([coding["dates"], coding["relations"], coding["times"]])

    def test_the_shape_is_the_seeds(self, name: str) -> None:
        text, coding = exchanged(name)
        seed = json.loads(SEED_CODING.read_text(encoding="utf-8"))

        assert list(coding) == list(seed)
        assert coding["never"] == seed["never"]
        assert len(list(spans_of(coding))) == len(list(spans_of(seed)))
        assert coding["article"]["characters"] == len(text)


def test_an_empty_exchange_gives_the_seed_back() -> None:
    text = SEED_TEXT.read_text(encoding="utf-8")

    assert Exchange({}, {}, {}).reworded(text) == text


def test_the_longest_words_are_exchanged_and_each_only_once() -> None:
    exchange = Exchange({"Kenya": "Uganda", "Kenyan": "Ugandan", "Uganda": "Kenya", "Kenya and Uganda": "both"}, {}, {})

    assert exchange.reworded("Kenya, Uganda, a Kenyan; Kenya and Uganda; Kenyans") == "Uganda, Kenya, a Ugandan; both; Kenyans"


@pytest.mark.parametrize(
    ("when", "bounds", "precision"),
    [
        ("2020-02-29", ["2020-02-29"] * 4, "day"),
        ("2020-02", ["2020-02-01", "2020-02-29"] * 2, "month"),
        ("2011", ["2011-01-01", "2011-12-31"] * 2, "year"),
        ("2011..", ["2011-01-01", "2011-12-31", None, None], "year"),
        (["2011-01-01", "", "", "2012-01-01"], ["2011-01-01", None, None, "2012-01-01"], None),
    ],
)
def test_a_brief_date_becomes_four_bounds(when: str | list[str], bounds: list[str | None], precision: str | None) -> None:
    assert window(when) == (bounds, precision)


def test_a_quote_is_found_as_whole_words_and_by_its_number() -> None:
    quotes = Quotes("Mali, a Malian, Mali again", "here")

    assert [span["start"] for span in quotes.spans("Mali#*")] == [0, 16]
    assert quotes.first("Mali#2") == {"quote": "Mali", "start": 16, "end": 20, "paragraph": 1}
    with pytest.raises(Exception, match="stands 2 times"):
        quotes.spans("Mali")
    with pytest.raises(Exception, match="stands 0 times"):
        quotes.spans("Niger")
