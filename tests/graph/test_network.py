"""The networkx view: things as nodes, one edge a claim, each with its words in their sentence."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date

import networkx as nx
import pytest

from kg.errors import InputError
from kg.graph.claims import claims_of
from kg.graph.network import neighbourhood, to_networkx
from kg.graph.wording import in_words
from kg.model import Article, Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation, Span, Topic

TEXT = "Gen. Ada Birk met U.S. envoys. The Red Band raided a camp on 3 May, killing 30. Ada Birk denied it."


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote), quote)


def article(name: str) -> Article:
    return Article(name, "0" * 64, len(TEXT))


BAND = Entity("org/red-band", "ArmedGroup", "Red Band", (span("The Red Band"),))
BIRK = Entity("person/ada-birk", "Person", "Ada Birk", (span("Ada Birk"),), rank="General")
RAID = Event("event/raid", "Attack", "Raid on a camp", (span("raided a camp"),), ("armed-assault",))
DAY = Dating("event/raid", Bounds(*[date(2022, 5, 3)] * 4), "day", "on 3 May", "resolved", (span("on 3 May"),))
TOLL = CasualtyFigure("event/raid", "killed", 30, 30, None, "exactly", "30", "stated", (span("killing 30"),))
BY = Relation("event/raid", "sikg:perpetrator", "org/red-band", "stated", (span("Red Band raided"),), confidence=0.9, rule="subject")
CODING = Coding(article("a1"), (BAND, BIRK), (RAID,), (DAY,), (TOLL,), (BY,))


def test_a_claim_is_an_edge_with_everything_that_it_says_about_itself() -> None:
    graph = to_networkx([CODING], {"a1": TEXT})

    expected = {
        "predicate": "sikg:perpetrator",
        "label": "perpetrator",
        "inverse_label": "carried out",
        "validity": None,
        "begin_earliest": None,
        "begin_latest": None,
        "end_earliest": None,
        "end_latest": None,
        "id": next(f"a1/{claim.digest}" for claim in claims_of(CODING) if claim.source == BY),
        "article": "a1",
        "basis": "stated",
        "confidence": 0.9,
        "speaker": None,
        "rule": "subject",
        "evidence": [
            {
                "article": "a1",
                "start": 35,
                "end": 50,
                "quote": "Red Band raided",
                "sentence": "The Red Band raided a camp on 3 May, killing 30.",
                "offset": 4,
            }
        ],
    }
    assert [expected] == [values for *_, values in graph.edges(data=True)]


def test_an_event_carries_its_dates_and_casualties_in_words() -> None:
    raid = to_networkx([CODING], {"a1": TEXT}).nodes["event/raid"]

    assert (raid["cls"], raid["kind"], raid["status"], raid["event_types"]) == ("Attack", "event", "occurred", ["armed-assault"])
    assert (raid["date"], raid["casualties"][0]["text"]) == ("3 May 2022", "30 killed")
    assert [(dating["basis"], dating["evidence"][0]["quote"]) for dating in raid["dates"]] == [("resolved", "on 3 May")]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    graph = to_networkx([CODING], {"a1": TEXT})

    assert graph.nodes["person/ada-birk"]["mentions"][0]["sentence"] == "Gen. Ada Birk met U.S. envoys."


def test_without_a_text_the_quote_stands_for_its_sentence() -> None:
    graph = to_networkx([CODING], {})

    evidence = graph.nodes["event/raid"]["mentions"][0]
    assert (evidence["sentence"], evidence["offset"]) == ("raided a camp", 0)


def test_a_text_that_does_not_hold_the_quotes_is_refused() -> None:
    with pytest.raises(InputError, match=r"a1: the text does not hold"):
        to_networkx([CODING], {"a1": " " + TEXT})


def test_a_thing_in_two_articles_is_one_node_that_loses_nothing() -> None:
    other = Coding(article("a2"), (replace(BAND, label="the Band", alt_labels=("RB",)),), (replace(RAID, status="planned"),))
    graph = to_networkx([other, CODING], {"a1": TEXT, "a2": TEXT})

    band, raid = graph.nodes["org/red-band"], graph.nodes["event/raid"]
    assert (band["label"], band["alt_labels"], band["articles"]) == ("Red Band", ["the Band", "RB"], ["a1", "a2"])
    assert ([mention["article"] for mention in band["mentions"]], raid["status"]) == (["a1", "a2"], "occurred")


def test_two_sources_and_two_speakers_keep_their_own_edges() -> None:
    said = replace(BY, attributed_to="person/ada-birk")
    codings = [replace(CODING, relations=(BY, said)), replace(CODING, article=article("a2"))]
    graph = to_networkx(codings, {})

    speakers = {(values["article"], values["speaker"]) for *_, values in graph.edges(data=True)}
    assert {("a1", None), ("a1", "person/ada-birk"), ("a2", None)} == speakers


def test_the_same_claim_made_twice_in_one_article_is_one_edge_with_the_stronger_basis_and_all_evidence() -> None:
    again = replace(BY, basis="implied", evidence=(span("The Red Band"),))
    graph = to_networkx([replace(CODING, relations=(again, BY))], {})

    edges = [(values["basis"], [item["quote"] for item in values["evidence"]]) for *_, values in graph.edges(data=True)]
    assert edges == [("stated", ["The Red Band", "Red Band raided"])]


def test_figures_that_cannot_both_be_true_name_each_other() -> None:
    other = replace(CODING, article=article("a2"), casualties=(replace(TOLL, lower=5, upper=5),))
    figures = to_networkx([CODING, other], {}).nodes["event/raid"]["casualties"]

    assert [(figure["text"], figure["contradicts"]) for figure in figures] == [
        ("30 killed", [figures[1]["id"]]),
        ("5 killed", [figures[0]["id"]]),
    ]


def test_a_neighbourhood_keeps_what_is_near_and_all_claims_between() -> None:
    met = Relation("person/ada-birk", "sikg:opposes", "org/red-band", "stated", (span("Ada Birk denied"),))
    graph = to_networkx([replace(CODING, relations=(BY, met)), Coding(article("a2"), (replace(BIRK, id="person/far"),))], {})

    assert sorted(neighbourhood(graph, ["event/raid"])) == ["event/raid", "org/red-band"]
    two = neighbourhood(graph, ["event/raid"], 2)
    assert (sorted(two), two.number_of_edges(), sorted(two.graph["articles"])) == (
        ["event/raid", "org/red-band", "person/ada-birk"],
        2,
        ["a1"],
    )
    with pytest.raises(InputError, match="org/none: is not in this graph"):
        neighbourhood(graph, ["org/none"])


def test_a_weapon_is_a_node_with_the_label_of_its_concept() -> None:
    armed = Relation("event/raid", "sikg:weaponType", "drone", "stated", (span("raided a camp"),))
    weapon = to_networkx([replace(CODING, relations=(armed,))], {}).nodes["weapon-type/drone"]

    assert (weapon["cls"], weapon["kind"], weapon["label"].lower(), weapon["articles"]) == ("Concept", "concept", "drone", ["a1"])


def test_the_order_of_the_codings_does_not_matter() -> None:
    codings = [CODING, Coding(article("a2"), (BIRK,), topics=(Topic("topic/peace", "peace", (span("met"),)),))]
    one, other = (nx.node_link_data(to_networkx(order, {}), edges="edges") for order in (codings, codings[::-1]))

    assert json.dumps(one) == json.dumps(other)


def test_the_hand_coding_keeps_every_claim_and_every_quote_stands_in_its_sentence(gold: Coding, gold_text: str) -> None:
    graph = to_networkx([gold], {gold.article.id: gold_text})

    mentions = [mention for _, values in graph.nodes(data=True) for mention in values["mentions"]]
    evidence = [item for *_, values in graph.edges(data=True) for item in values["evidence"]] + mentions
    assert len(gold.relations) == graph.number_of_edges()
    assert len(gold.entities) + len(gold.events) + len(gold.topics) == graph.number_of_nodes()
    assert all(item["sentence"][item["offset"] :].startswith(item["quote"]) for item in evidence)
    assert all(item["sentence"] in gold_text and "\n" not in item["sentence"] for item in evidence)


@pytest.mark.parametrize("text", ["." * 200_000, " " * 200_000, '."' * 100_000, "\n" * 200_000], ids=["stops", "spaces", "quotes", "lines"])
def test_no_text_makes_the_search_for_sentences_slow(text: str) -> None:
    one = Entity("x/y", "Place", "y", (Span(100_000, 100_001, text[100_000]),))
    begun = time.process_time()
    graph = to_networkx([Coding(article("a1"), (one,))], {"a1": text})

    assert len(graph.nodes["x/y"]["mentions"][0]["sentence"]) < 1000
    assert time.process_time() - begun < 5  # seconds; a search that backtracks takes minutes


D = date(2022, 5, 5)
JAN_2011, DEC_2011 = date(2011, 1, 1), date(2011, 12, 31)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        pytest.param(Bounds(D, D, D, D), "5 May 2022", id="one day"),
        pytest.param(Bounds(date(2022, 5, 1), date(2022, 5, 31), date(2022, 5, 1), date(2022, 5, 31)), "May 2022", id="a month"),
        pytest.param(Bounds(JAN_2011, DEC_2011, JAN_2011, DEC_2011), "2011", id="a year"),
        pytest.param(Bounds(JAN_2011, DEC_2011), "from 2011", id="no end"),
        pytest.param(Bounds(JAN_2011, D, JAN_2011, D), "between 2011 and 5 May 2022", id="a wide window"),
        pytest.param(Bounds(D), "5 May 2022 or later", id="not before"),
        pytest.param(Bounds(None, D), "begun by 5 May 2022", id="begun by"),
        pytest.param(Bounds(None, D, D, None), "as of 5 May 2022", id="true on a day"),
        pytest.param(Bounds(None, JAN_2011, D, None), "at least from 1 Jan 2011 until 5 May 2022", id="true from day to day"),
        pytest.param(Bounds(None, DEC_2011, JAN_2011, None), "at some time in 2011", id="true on a day of a year"),
        pytest.param(Bounds(JAN_2011, DEC_2011, D, D), "from 2011, until 5 May 2022", id="begin and end"),
        pytest.param(Bounds(None, None, D, D), "until 5 May 2022", id="no begin"),
        pytest.param(Bounds(), "date unknown", id="nothing"),
    ],
)
def test_bounds_read_as_a_reader_would_say_them(bounds: Bounds, expected: str) -> None:
    assert expected == in_words(bounds)


@pytest.mark.parametrize(
    ("low", "high", "best", "expected"),
    [
        (13, None, None, "at least 13 killed"),
        (None, 5, None, "at most 5 killed"),
        (2, 4, 3, "2 to 4 killed"),
        (None, None, 50, "about 50 killed"),
        (None, None, None, "an unknown number killed"),
    ],
)
def test_casualties_read_as_their_bounds(low: int | None, high: int | None, best: int | None, expected: str) -> None:
    graph = to_networkx([replace(CODING, casualties=(replace(TOLL, lower=low, upper=high, best=best),))], {})

    assert expected == graph.nodes["event/raid"]["casualties"][0]["text"]
