"""`kg export network`: the page of a store, of the part around a thing, or of what answers a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import InputError
from kg.export.registry import export, pieces
from kg.export.source import Source
from kg.graph.build import quads
from kg.graph.terms import Iri, Literal
from kg.iris import Iris
from tests.pages import TEXTS, content_in, invented


@pytest.fixture(scope="module")
def source() -> Source:
    return Source.of(quads(invented(), Iris()))


def page(source: Source, **options: object) -> dict[str, Any]:
    return content_in("".join(pieces(source, "network", options)))


def labels(content: dict[str, Any]) -> list[str]:
    return sorted(thing["label"] for thing in content["things"])


def test_the_whole_graph_with_quotes_in_their_sentences(source: Source) -> None:
    content = page(source, texts=TEXTS, title="All of it")

    assert (content["title"], content["summary"]) == ("All of it", "2 reports · 6 things · 11 claims")
    assert "On 3 May 2022 the Red Band raided a camp near Port Vell, killing 30 people." in [text for *_, text in content["sentences"]]


@pytest.mark.parametrize("focus", ["person/ada-birk", "https://w3id.org/sikg/id/person/ada-birk"])
def test_a_focus_by_id_or_iri_is_chosen_and_only_what_is_near_is_carried(source: Source, focus: str) -> None:
    content = page(source, focus=focus, hops=1)

    assert (labels(content), content["things"][content["focus"]]["label"], content["title"]) == (
        ["Ada Birk", "Red Band"],
        "Ada Birk",
        "Around Ada Birk",
    )


def test_answers_name_things_by_iri_or_label(source: Source) -> None:
    rows = [Literal("Blue Line", "", "en"), Literal("30"), None, Iri("https://w3id.org/sikg/id/person/ada-birk")]

    assert labels(page(source, questions={"mine": rows}, hops=0)) == ["Ada Birk", "Blue Line"]
    with pytest.raises(InputError, match="mine: no answer names a thing of the graph"):
        page(source, questions={"mine": [Literal("30")]})


def test_the_command_asks_the_question_and_reads_the_reports(source: Source, tmp_path: Path) -> None:
    store = tmp_path / "graph.nq"
    export(source, "nquads", store)
    (tmp_path / "texts").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    words = ["export", "network", "--from", str(store), "--questions", "cq03", "-o", str(tmp_path / "page.html")]
    refused = CliRunner().invoke(main, words)
    asked = CliRunner().invoke(
        main, [*words[:4], "--focus", "event/raid", "--texts", str(tmp_path / "texts"), "-o", str(tmp_path / "page.html")]
    )

    assert (refused.exit_code, "no answer names a thing of the graph" in refused.output) == (2, True)  # no base was attacked
    assert asked.exit_code == 0, asked.output
    assert labels(content_in((tmp_path / "page.html").read_text(encoding="utf-8"))) == ["Port Vell", "Raid on a camp", "Red Band"]
