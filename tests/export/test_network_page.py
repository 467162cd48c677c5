"""The network page as a file: quiet, whole, and the same bytes for the same graph."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import InputError, SikgError
from kg.export.network_page import policy_of, render_network_page, write_network_page
from kg.graph.network import to_networkx
from kg.model import Coding
from tests.pages import TEXTS, content_in, invented

TITLE = "What one report says"


@pytest.fixture(scope="module")
def graph(gold: Coding, gold_text: str) -> nx.MultiDiGraph:
    return to_networkx([gold], {gold.article.id: gold_text})


@pytest.fixture(scope="module")
def page(graph: nx.MultiDiGraph) -> str:
    return render_network_page(graph, title=TITLE)


def test_the_same_graph_gives_the_same_bytes_in_another_process(page: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.contract import read_coding; from kg.graph.network import to_networkx\n"
        "from kg.export.network_page import write_network_page\n"
        "coding = read_coding(Path('tests/gold/seed.json'))\n"
        "text = Path(f'seeds/articles/{coding.article.id}.txt').read_text(encoding='utf-8')\n"
        "write_network_page(to_networkx([coding], {coding.article.id: text}), Path(sys.argv[1]), title=sys.argv[2])\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again.html"), TITLE], check=True, cwd=root, env=environment)

    assert page == (tmp_path / "again.html").read_text(encoding="utf-8")


def test_nothing_in_the_file_points_outside(page: str) -> None:
    assert re.findall(r"<(?:link|img|iframe|object|base)\b|<script[^>]+src|url\(|@import|sourceMappingURL", page) == []


def test_the_policy_allows_scripts_and_styles_by_hash_only(page: str) -> None:
    rules = dict(rule.split(" ", 1) for rule in policy_of(page).split("; "))

    assert rules["default-src"] == "'none'"
    assert all(source.startswith("'sha256-") for name in ("script-src", "style-src") for source in rules[name].split())
    assert {"'none'"} == {
        rules[name] for name in ("connect-src", "img-src", "font-src", "object-src", "frame-src", "base-uri", "form-action")
    }


def test_an_old_page_stays_whole_when_the_new_one_cannot_be_written(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    occupied = tmp_path / "network.html"
    (occupied / "inside").mkdir(parents=True)
    with pytest.raises(SikgError, match=r"network\.html: is there already and is not a file"):
        write_network_page(graph, occupied, title=TITLE)

    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]


def test_a_graph_without_anything_is_a_page_too() -> None:
    content = content_in(render_network_page(to_networkx([], {}), title="Nothing yet"))

    assert (content["summary"], content["drawing"]["places"]) == ("0 reports · 0 things · 0 claims", [])


def test_a_focus_is_carried_and_must_be_in_the_graph() -> None:
    graph = to_networkx(invented(), TEXTS)
    content = content_in(render_network_page(graph, title="x", focus="org/red-band", hops=2, further="/node?id="))

    assert (content["things"][content["focus"]]["label"], content["hops"], content["further"]) == ("Red Band", 2, "/node?id=")
    with pytest.raises(InputError, match="org/none: is not in this graph"):
        render_network_page(graph, title="x", focus="org/none")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example/", "data:text/html,", "node?id=", "/\\elsewhere.example"])
def test_a_link_to_a_server_is_a_path_or_a_web_address(address: str) -> None:
    with pytest.raises(InputError, match="leads nowhere on a server"):
        render_network_page(to_networkx([], {}), title="x", further=address)


def test_only_lines_between_the_same_two_things_share_no_bend(graph: nx.MultiDiGraph, page: str) -> None:
    content = content_in(page)
    drawn = [
        (min(r["from"], r["to"]), max(r["from"], r["to"]), bend if r["from"] < r["to"] else -bend)
        for r, bend in zip(content["relations"], content["drawing"]["bends"], strict=True)
    ]

    assert len(drawn) == len(set(drawn)) == len({(a, b, v["predicate"]) for a, b, v in graph.edges(data=True)})
