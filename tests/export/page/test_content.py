"""What the page says: claims with quotes marked in their sentences, disagreement marked, and texts made safe."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from kg.export.page.content import content_of
from kg.graph.network import to_networkx
from kg.model import Article, Coding, Entity, Span
from tests.pages import TEXTS, invented


@pytest.fixture(scope="module")
def graph(gold: Coding, gold_text: str) -> nx.MultiDiGraph:
    return to_networkx([gold], {gold.article.id: gold_text})


def thing(content: dict[str, Any], label: str) -> dict[str, Any]:
    found: dict[str, Any] = next(thing for thing in content["things"] if thing["label"] == label)
    return found


def marked(content: dict[str, Any], passage: list[int]) -> list[str]:
    sentence = content["sentences"][passage[0]][2]
    return [sentence[a:b] for a, b in zip(passage[3::2], passage[4::2], strict=True)]


def test_quotes_that_share_a_sentence_are_marked_in_it_together(graph: nx.MultiDiGraph, gold_text: str) -> None:
    content = content_of(graph, "x")
    names = [thing["label"] for thing in content["things"]]
    relation = next(r for r in content["relations"] if content["predicates"][r["is"]]["label"] == "supports")
    [passage] = relation["claims"][0]["passages"]

    assert (names[relation["from"]], names[relation["to"]]) == ("AU Transition Mission in Somalia", "Somali forces")
    assert len(marked(content, passage)) == 2
    assert content["sentences"][passage[0]][2] in gold_text
    assert gold_text[passage[1] : passage[2]].startswith(marked(content, passage)[0])
    assert gold_text[passage[1] : passage[2]].endswith(marked(content, passage)[1])


def test_a_sentence_that_many_claims_quote_is_carried_once(graph: nx.MultiDiGraph) -> None:
    sentences = [text for _, _, text in content_of(graph, "x")["sentences"]]

    assert len(sentences) == len(set(sentences)) == 9


def test_implied_relations_and_planned_events_are_told_apart(graph: nx.MultiDiGraph) -> None:
    content = content_of(graph, "x")
    implied = {(a, values["predicate"], b) for a, b, values in graph.edges(data=True) if values["basis"] == "implied"}

    assert len(implied) == len([r for r in content["relations"] if r.get("isImplied")]) > 0
    assert [t["label"] for t in content["things"] if t.get("isHollow")] == ["Next United States – Kenya Bilateral Defense Forum"]


def test_figures_and_dates_that_cannot_both_be_true_name_each_other() -> None:
    raid = thing(content_of(to_networkx(invented(), TEXTS), "x"), "Raid on a camp")

    assert [(figure["text"], figure["clash"], figure["report"]) for figure in raid["figures"]] == [
        ("30 killed", [1], 0),
        ("at most 12 killed", [0], 1),
    ]
    assert [(dating["text"], dating["clash"]) for dating in raid["dates"]] == [("3 May 2022", [1]), ("9 Jun 2021", [0])]


def test_places_in_a_sentence_are_those_of_the_browser() -> None:
    text = "A \U0001f600 and \u202e marks: it fell."
    start = text.index("it fell")
    one = Entity("x/y", "Place", "y", (Span(start, start + 7, "it fell"),))
    content = content_of(to_networkx([Coding(Article("a", "0" * 64, 1), (one,))], {"a": text}), "x")
    [number, *_, begin, end] = content["things"][0]["mentions"][0]
    units = content["sentences"][number][2].encode("utf-16-le")

    assert units[2 * begin : 2 * end].decode("utf-16-le") == "it fell"
    assert "⟨U+202E⟩" in content["sentences"][number][2]


def test_only_web_addresses_become_links() -> None:
    one = Coding(Article("a", "0" * 64, 1), (Entity("x/y", "Place", "y", (Span(0, 1, "y"),)),))
    addresses = [
        "https://example.org/a?b=c",
        "http://example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///x",
        "//x",
        "https://",
    ]
    codings = [replace(one, article=replace(one.article, id=str(number), url=url)) for number, url in enumerate(addresses)]

    assert [*addresses[:2], *[None] * 5] == [report.get("url") for report in content_of(to_networkx(codings, {}), "x")["reports"]]
