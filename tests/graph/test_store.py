"""The store: one default graph that holds every triple once, errors with file and line, one owner."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError, QueryError, SikgError
from kg.graph.store import Store, read_quads
from kg.graph.terms import Iri, Literal, Quad
from kg.iris import PREFIXES

S, P = Iri("http://example.org/s"), Iri("http://example.org/p")
ONE, TWO = Iri("http://example.org/graph/1"), Iri("http://example.org/graph/2")
WORDS = Literal('a "quoted"\\\n\u202etext \x00')


def test_a_triple_told_by_two_graphs_counts_once() -> None:
    store = Store.of([Quad(S, P, WORDS, ONE), Quad(S, P, WORDS, TWO)])
    answer = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert [row[0].value for row in answer.rows if isinstance(row[0], Literal)] == ["1"]
    assert len(store) == 1


def test_named_graphs_can_be_asked_for() -> None:
    store = Store.of([Quad(S, P, WORDS, ONE), Quad(S, P, WORDS, TWO), Quad(S, P, S)])
    assert set(store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }").rows) == {(ONE,), (TWO,)}


def test_it_gives_back_the_quads_it_was_given() -> None:
    quads = {Quad(S, P, WORDS, ONE), Quad(S, P, WORDS, TWO), Quad(S, P, Literal("x", "", "en")), Quad(S, P, S, ONE)}
    assert set(Store.of(quads).quads()) == quads


def test_the_three_forms_of_answers() -> None:
    store = Store.of([Quad(S, P, WORDS)])
    assert list(store.query("SELECT ?o ?x { ?s ?p ?o }").rows) == [(WORDS, None)]
    assert list(store.query("ASK { ?s ?p ?o }").rows) == [()]
    assert list(store.query("ASK { ?s ?s ?o }").rows) == []
    construct = store.query("CONSTRUCT { ?o2 ?p ?o } { ?s ?p ?o BIND (?s AS ?o2) }")
    assert (construct.form, list(construct.rows)) == ("construct", [(S, P, WORDS)])


def test_the_prefixes_of_the_vocabularies_need_not_be_declared() -> None:
    store = Store.of([Quad(S, Iri(PREFIXES["sikg"] + "target"), S)])
    assert list(store.query("SELECT ?o { ?s sikg:target ?o }").rows) == [(S,)]
    assert list(store.query("PREFIX sikg: <http://e/> SELECT ?o { ?s sikg:target ?o }").rows) == []  # one's own comes first


def test_a_malformed_query_says_where() -> None:
    with pytest.raises(QueryError, match="not a SPARQL query: error at 1:"):
        Store.of().query("SELECT ?s { ?s ?p }")


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "text", "line"),
        [
            ("a.ttl", "@prefix e: <http://e/> .\ne:a e:b e:c .\ne:a e:b 'no end .\n", 3),
            ("a.trig", "<http://e/g> {\n<http://e/a> <http://e/b> }\n", 2),
            ("a.nq", "<http://e/a> <http://e/b> <http://e/c> .\n<http://e/a> <not an iri> <http://e/c> .\n", 2),
            ("a.nt", "<http://e/a> <http://e/b> nothing .\n", 1),
        ],
    )
    def test_a_file_that_does_not_parse_is_named_with_its_line(self, tmp_path: Path, name: str, text: str, line: int) -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError) as caught:
            Store.read(path)
        assert caught.value.place == f"{path}:{line}"
        assert caught.value.mend

    def test_an_unknown_suffix_and_a_missing_file_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"\.rdf"):
            list(read_quads(tmp_path / "a.rdf"))
        with pytest.raises(InputError, match=r"gone\.ttl"):
            list(read_quads(tmp_path / "gone.ttl"))


class TestFolder:
    def test_what_is_written_is_there_when_opened_again(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "store", create=True)
        store.add([Quad(S, P, WORDS, ONE)])
        store.flush()
        del store
        assert set(Store.open(tmp_path / "store").quads()) == {Quad(S, P, WORDS, ONE)}

    def test_a_file_with_a_fault_adds_nothing(self, tmp_path: Path) -> None:
        bad = tmp_path / "bad.nq"
        bad.write_text("<http://e/a> <http://e/b> <http://e/c> .\n" * 1000 + "nonsense\n", encoding="utf-8")
        store = Store.open(tmp_path / "store", create=True)
        with pytest.raises(InputError, match=r"bad\.nq:1001"):
            store.add(read_quads(bad))
        assert len(store) == 0

    def test_a_lost_store_is_not_an_empty_one(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="holds no store"):
            Store.open(tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_a_store_in_use_is_said_to_be_in_use(self, tmp_path: Path) -> None:
        held = Store.open(tmp_path / "store", create=True)
        code = (
            "import sys; from pathlib import Path; from kg.graph.store import Store; from kg.errors import InputError\n"
            "try: Store.open(Path(sys.argv[1]))\n"
            "except InputError as error: print(error.problem)"
        )
        root = str(Path(__file__).parents[2])
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "store")], capture_output=True, text=True, cwd=root, check=True, timeout=30
        )
        assert (done.stdout.strip(), len(held)) == (f"is in use by process {os.getpid()}", 0)

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
    def test_a_forked_child_may_not_use_its_parents_store(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "store", create=True)
        store._owner += 1  # as a child sees it
        with pytest.raises(SikgError, match="cannot be used by its child"):
            store.add([Quad(S, P, WORDS)])
        store._owner = os.getpid()
        assert len(store) == 0
