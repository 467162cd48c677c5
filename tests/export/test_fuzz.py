"""Whatever the words are: what is written is read back the same, or refused with a reason; and nothing else happens."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.contract import read_coding
from kg.errors import SikgError
from kg.export.rdf import SYNTAXES, write
from kg.export.registry import formats, pieces
from kg.export.source import Source
from kg.graph.build import quads
from kg.graph.store import read_quads
from kg.graph.terms import XSD, Iri, Literal, Quad
from kg.iris import Iris

pytestmark = pytest.mark.filterwarnings("ignore:(Dataset.default_context|ConjunctiveGraph) is deprecated")  # rdflib calls them itself

GOLD = Path(__file__).parents[1] / "gold" / "seed.json"
# Every test writes into one folder, again and again: nothing is left in it that the next example could read.
one_folder = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

NASTY = [
    "=1+1",
    "@x",
    "\t=x",
    "'",
    '"',
    '"""',
    "\\",
    "\n",
    "\r\n",
    "<!--",
    "]]>",
    "</script>",
    "&#13;",
    "&amp;",
    "{",
    "}",
    "_:b",
    "\x00",
    "\u202e",
    "\ufeff",
    ";=x",
]
words = st.lists(st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=5).map("".join)
names = st.text("ab1._-~é字/:@()'!*,;=", min_size=1, max_size=8)
iris = st.builds(lambda base, name: Iri(base + name), st.sampled_from(["http://e.org/", "https://w3id.org/sikg/id/", "https://w3id.org/sikg/ontology#", "urn:x:", "geo:"]), names)  # fmt: skip
literals = st.one_of(
    st.builds(Literal, words),
    st.builds(lambda text, tag: Literal(text, "", tag), words, st.sampled_from(["en", "fr", "pt-br"])),
    st.builds(Literal, words, st.sampled_from([XSD + name for name in ("integer", "decimal", "date", "boolean")] + ["http://e.org/#t"])),
)
some_quads = st.lists(st.builds(Quad, iris, iris, iris | literals, st.none() | iris), min_size=1, max_size=6)


def refused(given_quads: list[Quad], path: Path, name: str) -> str:
    """The mend of a refusal to write; empty where it was written."""
    try:
        write(given_quads, path, name)
    except SikgError as refusal:
        return refusal.mend
    return ""


@pytest.mark.parametrize("name", SYNTAXES)
@given(some_quads)
@one_folder
def test_rdf_is_read_back_the_same_or_refused(tmp_path: Path, name: str, given_quads: list[Quad]) -> None:
    path = tmp_path / f"a{SYNTAXES[name].suffix}"
    path.unlink(missing_ok=True)
    if refused(given_quads, path, name):
        assert name in ("jsonld", "rdfxml")
        assert list(tmp_path.iterdir()) == []
        return
    found = list(read_quads(path))
    expected = set(given_quads) if SYNTAXES[name].has_graphs else {replace(quad, graph=None) for quad in given_quads}
    assert set(found) == expected
    assert len(found) == len(expected)


# --- the views -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gold() -> list[Quad]:
    return list(quads([read_coding(GOLD)], Iris()))


def with_words(graph: list[Quad], extra: str) -> list[Quad]:
    """The graph with words added to every text in it that is not a number or a date."""

    def changed(quad: Quad) -> Quad:
        value = quad.object
        if isinstance(value, Literal) and (value.language or value.datatype == XSD + "string"):
            return replace(quad, object=replace(value, value=value.value + extra if len(value.value) % 2 else extra + value.value))
        return quad

    return [changed(quad) for quad in graph]


def read_csv(text: str) -> object:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    starts = {cell.lstrip(" \xa0")[:1] for row in rows for cell in row if not is_number(cell)}
    assert not starts & set("=+-@\t\r＝＋－＠")
    return len(rows)


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def read_gexf(text: str) -> object:
    graph = nx.read_gexf(io.BytesIO(text.encode("utf-8")))
    return graph.number_of_nodes(), graph.number_of_edges()


def read_graphml(text: str) -> object:
    graph = nx.parse_graphml(text)
    return graph.number_of_nodes(), graph.number_of_edges()


def read_lines(text: str) -> object:
    return [sorted(json.loads(line)) for line in text.split("\n") if line]


def read_json(text: str) -> object:
    found = json.loads(text)
    return len(found.get("objects", found.get("features", ())))


READERS: dict[str, Callable[[str], object]] = {
    "nodes": read_csv, "edges": read_csv, "claims": read_csv, "incidents": read_csv, "acled": read_csv,
    "graphml": read_graphml, "gexf": read_gexf, "geojson": read_json, "stix": read_json, "ftm": read_lines,
}  # fmt: skip


def test_every_format_that_is_no_rdf_is_tried() -> None:
    assert set(READERS) == {known.name for known in formats()} - {*SYNTAXES, "rdf12", "network"}


@pytest.mark.parametrize("name", READERS)
@given(words)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_words_change_no_view_but_in_words(gold: list[Quad], name: str, extra: str) -> None:
    """As many rows, nodes, features and objects as with tame words, and each still read by a reader of another make."""
    tame = READERS[name]("".join(pieces(Source.of(with_words(gold, "x")), name)))
    assert READERS[name]("".join(pieces(Source.of(with_words(gold, extra)), name))) == tame
