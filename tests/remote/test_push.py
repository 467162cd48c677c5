"""Pushing into real stores of other makers: everything arrives, twice is once, and the named questions answer alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.contract import read_coding
from kg.graph.build import quads
from kg.graph.store import Store
from kg.graph.terms import Iri, Literal, Quad, Term
from kg.iris import Iris
from kg.query import questions
from kg.remote import RemoteError, RemoteStore, push

HERE = Path(__file__).parent
GRAPH = Iri("https://w3id.org/sikg/graph/test/facts")


@pytest.fixture(scope="module")
def graph() -> list[Quad]:
    """The gold coding and the invented rows, so that triples stand in several graphs."""
    codings = [read_coding(HERE.parent / name) for name in ("gold/seed.json", "questions/invented.json")]
    return list(quads(codings, Iris()))


@pytest.fixture(params=["oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteStore]:
    if request.param == "virtuoso":
        monkeypatch.setenv("SIKG_USER", "dba")
        monkeypatch.setenv("SIKG_PASSWORD", "dba")
    with RemoteStore(request.getfixturevalue(request.param)) as opened:
        yield opened


def plain(term: Term | None) -> str | None:
    return term.value if isinstance(term, Iri | Literal) else None


def rows(answer: object) -> list[list[str | None]]:
    return [[plain(term) for term in row] for row in answer.rows]  # type: ignore[attr-defined] # an Answer


@pytest.mark.server
class TestPush:
    def test_the_named_questions_answer_as_the_embedded_store_does(self, graph: list[Quad], store: RemoteStore) -> None:
        done = push(graph, store)
        assert done.triples == len({quad for quad in graph if quad.graph})
        own = Store.of(graph)
        for question in questions():
            assert sorted(map(str, rows(store.query(question.text())))) == sorted(map(str, rows(own.query(question.text())))), (
                question.number
            )

    def test_twice_is_once_and_only_what_changed_is_sent_again(self, graph: list[Quad], store: RemoteStore) -> None:
        push(graph, store)
        assert push(graph, store).sent == 0
        changed = [
            replace(q, object=Literal("changed")) if isinstance(q.object, Literal) and q.object.value == "Nairobi, Kenya, May 5" else q
            for q in graph
        ]
        assert changed != graph
        assert push(changed, store).sent == 2  # the graph of that article's facts, and all triples together
        assert push(graph, store).sent == 2

    def test_a_push_that_was_cut_off_goes_on_where_it_was(self, graph: list[Quad], store: RemoteStore) -> None:
        moved = [replace(q, graph=Iri(q.graph.value.replace("/graph/", "/graph/cut-"))) if q.graph else q for q in graph]

        def cut(done: int, _total: int | None) -> None:
            if done == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            push(moved, store, progress=cut)
        assert push(moved, store).kept >= 2

    def test_a_graph_that_lost_triples_in_the_store_is_sent_again(self, graph: list[Quad], store: RemoteStore) -> None:
        push(graph, store)
        name = next(q.graph for q in graph if q.graph)
        store.put_graph(name, [(GRAPH, GRAPH, Literal("x"))])
        assert push(graph, store).sent == 1
        assert store.counts()[name] == len({q for q in graph if q.graph == name})

    def test_hostile_words_arrive_as_they_are(self, store: RemoteStore) -> None:
        words = 'say "x" \\ \n\t> .\n<x> <y> <z> é 🜁'
        store.put_graph(GRAPH, [(GRAPH, GRAPH, Literal(words)), (GRAPH, GRAPH, Literal("x", "", "en"))])
        found = store.select(f"SELECT ?o WHERE {{ GRAPH <{GRAPH.value}> {{ ?s ?p ?o }} }}")
        assert {row[0] for row in found} == {Literal(words), Literal("x", "", "en")}
        store.drop_graph(GRAPH)
        assert GRAPH not in store.counts()


@pytest.mark.server
def test_a_refused_log_in_is_tried_once(virtuoso: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIKG_USER", "dba")
    monkeypatch.setenv("SIKG_PASSWORD", "wrong-secret")
    with RemoteStore(virtuoso) as store, pytest.raises(RemoteError, match="log-in is refused") as caught:
        store.put_graph(GRAPH, [(GRAPH, GRAPH, GRAPH)])
    assert "wrong-secret" not in str(caught.value)
    monkeypatch.setenv("SIKG_PASSWORD", "dba")
    with RemoteStore(virtuoso) as store:
        assert store.put_graph(GRAPH, [(GRAPH, GRAPH, GRAPH)]) == 1  # it was not locked out


@pytest.mark.server
def test_kg_query_asks_a_store_elsewhere(graph: list[Quad], oxigraph: str) -> None:
    with RemoteStore(oxigraph) as store:
        push(graph, store)
    done = CliRunner().invoke(main, ["query", "cq16", "--store", oxigraph, "--format", "csv"])
    assert (done.exit_code, done.stdout.splitlines()[1:]) == (0, ["Somali forces,AU Transition Mission in Somalia"])
