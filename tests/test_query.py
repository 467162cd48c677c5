"""Questions and answers: the named questions on two engines, the guard, the worker, and the formats of results."""

from __future__ import annotations

import io
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from kg.contract import read_coding
from kg.errors import InputError, QueryError
from kg.export.rdf import write
from kg.graph.build import quads
from kg.graph.store import Store
from kg.graph.terms import Iri, Literal, Quad, Term, text
from kg.iris import PREFIXES, Iris
from kg.query import Question, Result, Worker, check, find, questions, render, run
from kg.query import ask as asking
from kg.query.guard import MAX_BYTES, MAX_NESTING, MAX_OPERATORS
from tests.benchmarks import many

HERE = Path(__file__).parent
EXPECTED = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "questions").glob("cq*.json"))}
S, P = Iri("http://example.org/s"), Iri("http://example.org/p")


def store_of(*words: str) -> Store:
    return Store.of(Quad(S, P, Literal(each)) for each in words)


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The Turtle export of the gold coding, alone and with invented dataset rows added."""
    folder = tmp_path_factory.mktemp("turtle")
    seed, both = folder / "seed.ttl", folder / "both.ttl"
    gold, invented = read_coding(HERE / "gold" / "seed.json"), read_coding(HERE / "questions" / "invented.json")
    write(quads([gold], Iris()), seed, "turtle")
    write(quads([gold, invented], Iris()), both, "turtle")
    with both.open("a", encoding="utf-8") as stream:
        stream.write((HERE / "questions" / "invented.ttl").read_text(encoding="utf-8"))
    return {"seed": seed, "seed and invented rows": both}


@pytest.fixture(scope="module")
def oxigraph(turtle: dict[str, Path]) -> dict[str, Store]:
    return {name: Store.read(path) for name, path in turtle.items()}


@pytest.fixture(scope="module")
def rdflib_graph(turtle: dict[str, Path]) -> dict[str, rdflib.Graph]:
    return {name: rdflib.Graph().parse(data=path.read_bytes(), format="turtle") for name, path in turtle.items()}


def lexical(term: Term | None) -> str | None:
    return term.value if isinstance(term, Iri | Literal) else None


class TestNamedQuestions:
    @pytest.mark.parametrize("number", [f"cq{n:02}" for n in range(1, 26)])
    def test_oxigraph_gives_the_expected_rows(self, oxigraph: dict[str, Store], number: str) -> None:
        case = EXPECTED[number]
        answer = oxigraph[case["data"]].query(find(number).text(case["parameters"]))
        assert [[lexical(term) for term in row] for row in answer.rows] == case["rows"]

    @pytest.mark.parametrize("number", [f"cq{n:02}" for n in range(1, 26)])
    def test_rdflib_gives_the_expected_rows(self, rdflib_graph: dict[str, rdflib.Graph], number: str) -> None:
        case = EXPECTED[number]
        answer = rdflib_graph[case["data"]].query(find(number).text(case["parameters"]))
        assert [[None if term is None else str(term) for term in row] for row in answer] == case["rows"]  # type: ignore[union-attr] # rows of a SELECT

    def test_the_worker_gives_the_same_rows_from_trig(self, tmp_path: Path) -> None:
        path = tmp_path / "seed.trig"
        write(quads([read_coding(HERE / "gold" / "seed.json")], Iris()), path, "trig")
        with Worker(path) as worker:
            for number, case in EXPECTED.items():
                if case["data"] == "seed":
                    answer = worker.ask(find(number).text())
                    assert [[lexical(term) for term in row] for row in answer.rows] == case["rows"], number

    def test_every_question_has_expected_rows_and_passes_the_guard(self) -> None:
        assert [q.number for q in questions()] == list(EXPECTED)
        for question in questions():
            check(question.text())

    def test_none_takes_longer_than_the_graph_grows(self, tmp_path: Path) -> None:
        """Ten times the triples: ten times the work, and not a hundred times as for each event with each other one."""
        small, large = (self.seconds(triples, tmp_path) for triples in (10_000, 100_000))
        slow = {name: (small[name], seconds) for name, seconds in large.items() if seconds > 30 * max(small[name], 0.001)}
        assert slow == {}

    def seconds(self, triples: int, folder: Path) -> dict[str, float]:
        """The CPU of each question on so many triples: the least of three times."""
        path = folder / f"{triples}.nq"
        many.write(triples, path)
        store, found = Store.read(path), {}
        for question in questions():
            tries = []
            for _ in range(3):
                begun = time.process_time()
                list(store.query(question.text()).rows)
                tries.append(time.process_time() - begun)
            found[question.number] = min(tries)
        return found

    def test_a_question_goes_by_number_by_name_and_by_both(self) -> None:
        called = {
            find(name).number
            for name in ("cq01", "CQ01", "mission-contributors", "cq01-mission-contributors", "cq01-mission-contributors.rq")
        }
        assert called == {"cq01"}

    def test_an_unknown_name_gives_those_that_look_alike(self) -> None:
        with pytest.raises(QueryError) as caught:
            find("mission-contributers")
        assert caught.value.mend.startswith("Did you mean cq01 (mission-contributors)")


class TestParameters:
    def test_a_value_takes_the_place_of_the_default(self, turtle: dict[str, Path]) -> None:
        seed = turtle["seed"]
        assert run(seed, find("cq01"), {"mission": "AU Transition Mission in Somalia"}) == run(seed, find("cq01"))
        assert run(seed, find("cq01"), {"mission": "another mission"}).rows == ()
        assert run(seed, find("cq06"), {"from": "2022-05-04"}).rows == run(seed, find("cq06")).rows[1:]

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("shelling", "et:shelling"),
            ("et:shelling", "et:shelling"),
            ("vt:one-sided", "vt:one-sided"),
            ("https://example.org/x", "<https://example.org/x>"),
            ("<https://example.org/x>", "<https://example.org/x>"),
            ("org/al-shabaab", "<https://w3id.org/sikg/id/org/al-shabaab>"),
        ],
    )
    def test_an_iri_may_be_written_short(self, value: str, expected: str) -> None:
        prefix, _, local = expected.partition(":")
        iri = expected if expected.startswith("<") else f"<{PREFIXES[prefix]}{local}>"
        assert f"VALUES ?type {{ {iri} }}" in find("cq23").text({"type": value})

    @pytest.mark.parametrize(
        "words",
        [
            '"@en } ?s ?p ?o . VALUES ?x { "',
            '" } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #',
            "\\",
            'a"b\\"c\n}{',
            "\u202e\x00",
            "ATMIS' OR 1=1 --",
        ],
    )
    def test_words_never_become_part_of_the_query(self, turtle: dict[str, Path], words: str) -> None:
        question = find("cq01")
        assert run(turtle["seed"], question, {"mission": words}).rows == ()
        named = Store.of(
            [
                Quad(S, Iri(PREFIXES["rdf"] + "type"), Iri(PREFIXES["sikg"] + "Mission")),
                Quad(S, Iri(PREFIXES["rdfs"] + "label"), text(words)),
                Quad(P, Iri(PREFIXES["sikg"] + "contributesTo"), S),
                Quad(P, Iri(PREFIXES["rdfs"] + "label"), text("found")),
            ]
        )
        assert run(named, question, {"mission": words}).rows == ((text("found"),),)

    @pytest.mark.parametrize(
        ("number", "values", "reason"),
        [
            ("cq06", {"from": "yesterday"}, "from is a day"),
            ("cq01", {"misson": "x"}, "no parameter 'misson'"),
            ("cq23", {"type": "<http://example.org/> } #>"}, "type is an IRI"),
            ("cq23", {"type": "http://example.org/a b"}, "type is an IRI"),
        ],
    )
    def test_a_value_that_does_not_fit_is_refused(self, number: str, values: dict[str, str], reason: str) -> None:
        with pytest.raises(QueryError, match=reason):
            find(number).text(values)

    def test_every_default_is_said_in_the_comment_with_its_meaning(self) -> None:
        parameters = {question.number: [p.name for p in question.parameters] for question in questions() if question.parameters}
        assert parameters["cq13"] == ["subject", "property", "object"]
        assert all(p.meaning for question in questions() for p in question.parameters)


LONG = 10_000


class TestGuard:
    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * " + "{" * LONG + "}" * LONG,
            "SELECT * { FILTER(" + "(" * LONG + "1" + ")" * LONG + ") }",
            "SELECT * { FILTER(" + "!" * LONG + "true) }",
            "SELECT * { ?s ?p " + "(" * LONG + ")" * LONG + " }",
            "SELECT * { " + "[<a:a> " * LONG + "1" + "]" * LONG + " }",
            "SELECT * { {}" + " UNION {}" * 5000 + " }",
            "SELECT * { FILTER(1" + "+1" * LONG + " > 0) }",
            "SELECT * { FILTER(1" + "-1" * LONG + " > 0) }",
            "SELECT * { ?s " + "<a:a>/" * 5000 + "<a:a> ?o }",
            "SELECT * { ?s " + "^" * LONG + "<a:a> ?o }",
            "SELECT * { " + "OPTIONAL{?s ?p ?o}" * 3000 + " }",
            "SELECT * { " + "{SELECT*" * 3000 + "{}" + "}" * 3000 + " }",
            "SELECT * { ?s ?p '" + "x" * MAX_BYTES + "' }",
        ],
        ids=["braces", "parentheses", "not", "list", "nodes", "union", "plus", "minus", "path", "inverse", "optional", "select", "length"],
    )
    def test_what_would_overflow_the_engine_is_refused_without_a_worker(self, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
        monkeypatch.setattr(asking, "_start", lambda _: pytest.fail("a worker was started"))
        started = time.monotonic()
        with pytest.raises(QueryError) as caught:
            Worker(store_of()).ask(query)
        assert caught.value.mend
        assert time.monotonic() - started < 5

    def test_what_just_fits_does_not_end_the_engine(self) -> None:
        with Worker(store_of("x")) as worker:
            for query in (
                "SELECT * " + "{" * MAX_NESTING + "}" * MAX_NESTING,
                "SELECT * { FILTER(1" + "+1" * (MAX_OPERATORS - 4) + " > 0) }",
                "SELECT * { {}" + " UNION {}" * (MAX_OPERATORS - 2) + " }",
                "SELECT * { ?s ?p ?o FILTER(" + "!" * (MAX_OPERATORS - 3) + "true) }",
                "SELECT * { VALUES ?x { " + "1 " * 20_000 + "} }",
            ):
                assert worker.ask(query).form == "select"

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
            "SELECT * { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } }",
            "SELECT * { service ?x { ?s ?p ?o } }",
            "SELECT * { { SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } } } }",
            "SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
            "SELECT * { \\U00000053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
            "SELECT * { ?s ?p true\nSERVICE <http://127.0.0.1/> {} }",
            "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1/> {} }",
            "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1/> {} }",
            "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:a {} }",
            "SELECT * { ?s ?p <http://x/\\u0020#> . SERVICE <http://127.0.0.1/> {} }",
            "PREFIX e: <http://e/> SELECT * { ?s ?p e:a\\'b . SERVICE <http://127.0.0.1/> {} . ?s ?p 'x' }",
            "PREFIX e: <http://e/> SELECT * { ?s ?p e:a\\#b . SERVICE <http://127.0.0.1/> {} }",
            "SELECT * { ?s ?p 'a\\\\' . SERVICE <http://127.0.0.1/> {} . ?s ?p '' }",
            "SELECT * { ?s ?p '''a'''  . SERVICE <http://127.0.0.1/> {} . ?s ?p '' }",
            "SELECT * # comment\rSERVICE\n{ SERVICE <http://127.0.0.1/> {} }",
            "LOAD <http://127.0.0.1/>",
            "LOAD <file:///etc/passwd>",
            "SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }",
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
            "SELECT * FROM NAMED <http://127.0.0.1/> { ?s ?p ?o }",
            "ASKFROM<http://127.0.0.1/>{}",
            "INSERT DATA { <a:a> <a:b> 'x' }",
            "PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }",
            "# SELECT\nDROP ALL",
            "CLEAR ALL",
            "CREATE GRAPH <a:a>",
            "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "",
            "hello",
        ],
    )
    def test_what_reaches_out_or_writes_is_refused(self, query: str) -> None:
        with pytest.raises(QueryError) as caught:
            check(query)
        assert caught.value.mend

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1/> {}' }",
            'SELECT * { ?s ?p """LOAD "FROM" INSERT""" }',
            "SELECT * { ?s ?p ?o } # SERVICE <http://127.0.0.1/> {}",
            "SELECT ?service ?from ?load { ?service ?from ?load }",
            "SELECT * { ?s <http://example.org/SERVICE> ?o }",
            "PREFIX e: <http://e/> SELECT * { ?s e:service e:LOAD }",
            "SELECT * { ?s ?p 'INSERT' }",
            'SELECT * { ?s ?p \'it\\\'s\' ; ?q "\\"FROM\\"" }',
            "BASE <http://e/> PREFIX insert: <http://e/> SELECT * { ?s insert:x ?o }",
            "SELECT * { ?s ?p ?o FILTER(?o<5&&?o>2) }",
        ],
    )
    def test_words_in_strings_names_and_comments_are_harmless(self, query: str) -> None:
        assert run(store_of("x"), query).form == "select"

    def test_reading_hostile_text_is_quick(self) -> None:
        """Each of these makes a careless tokenizer read the rest again from every character."""
        started = time.monotonic()
        for piece in (".", "<", "a", '"""\\"', "'", "\\", "a.", "?", "1", "#", "<a", "\\u0041", '"\\'):
            with pytest.raises(QueryError):
                check((piece * MAX_BYTES)[: MAX_BYTES - 10])
        assert time.monotonic() - started < 20


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and the connections made to it."""
    made: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                connection.close()
                made.append(address)

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], made
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


class TestWorker:
    def test_a_query_without_end_is_stopped_at_its_deadline_and_the_next_one_answers(self, turtle: dict[str, Path]) -> None:
        with Worker(turtle["seed"]) as worker:
            worker.ask("ASK {}")
            started = time.monotonic()
            with pytest.raises(QueryError, match="longer than 1 seconds"):
                worker.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", deadline=1)
            assert time.monotonic() - started < 2
            assert worker.ask("ASK { ?s ?p ?o }").truth

    def test_a_crash_of_the_engine_is_an_error_and_the_next_query_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(asking, "check", lambda _: None)
        with Worker(store_of("x")) as worker:
            with pytest.raises(QueryError, match="made the engine end"):
                worker.ask("SELECT * " + "{" * LONG + "}" * LONG)
            assert worker.ask("ASK { ?s ?p ?o }").truth

    def test_a_service_that_slips_past_the_guard_finds_no_network(
        self, monkeypatch: pytest.MonkeyPatch, listener: tuple[int, list[object]]
    ) -> None:
        port, connections = listener
        monkeypatch.setattr(asking, "check", lambda _: None)
        with Worker(store_of("x")) as worker:
            with pytest.raises(QueryError, match="stopped"):
                worker.ask(f"SELECT * {{ ?s ?p ?o . SERVICE <http://127.0.0.1:{port}/> {{ ?a ?b ?c }} }}")
            assert worker.ask("ASK { ?s ?p ?o }").truth
        assert connections == []

    @pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is bounded on Linux only")
    def test_a_query_that_builds_text_without_end_runs_into_its_bound(self) -> None:
        doubled = " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
        with Worker(store_of("x" * 1000)) as worker:
            with pytest.raises(QueryError, match="made the engine end"):
                worker.ask(f"SELECT (STRLEN(?x40) AS ?n) {{ ?s ?p ?x0 {doubled} }}", deadline=60)
            assert worker.ask("ASK { ?s ?p ?o }").truth

    def test_a_cut_answer_says_so(self) -> None:
        store = store_of(*"abcde")
        cut = run(store, "SELECT ?o { ?s ?p ?o }", max_rows=3)
        assert (len(cut.rows), cut.truncated) == (3, True)
        whole = run(store, "SELECT ?o { ?s ?p ?o }", max_rows=5)
        assert (len(whole.rows), whole.truncated) == (5, False)

    def test_hostile_words_come_back_as_they_were(self) -> None:
        words = '"""\\ \n\u202e\x00\ufffe🜁'
        assert run(store_of(words), "SELECT ?o { ?s ?p ?o }").rows == ((Literal(words),),)

    def test_a_malformed_query_says_where_and_the_worker_lives_on(self) -> None:
        with Worker(store_of("x")) as worker:
            worker.ask("ASK {}")
            process = worker._process
            with pytest.raises(QueryError, match="error at 1:"):
                worker.ask("SELECT ?s { ?s ?p }")
            assert worker.ask("ASK { ?s ?p ?o }").truth
            assert worker._process is process

    def test_a_source_that_cannot_be_read_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "bad.ttl").write_text("<a:a> <a:b> .", encoding="utf-8")
        with pytest.raises(InputError) as caught:
            run(tmp_path / "bad.ttl", "ASK {}")
        assert caught.value.place == f"{tmp_path / 'bad.ttl'}:1"
        with pytest.raises(InputError, match="holds no store"):
            run(tmp_path, "ASK {}")

    def test_a_store_in_a_folder_can_be_asked(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "store", create=True)
        store.add([Quad(S, P, Literal("x"))])
        store.flush()
        del store
        assert run(tmp_path / "store", "SELECT ?o { ?s ?p ?o }").rows == ((Literal("x"),),)

    def test_a_named_question_is_run_from_its_values(self, turtle: dict[str, Path]) -> None:
        question = find("cq16")
        assert isinstance(question, Question)
        assert [row[0] for row in run(turtle["seed"], question, {"group": text("Al-Shabaab")}).rows] == [text("Somali forces")]


SELECT = Result(
    "select",
    ("a", "b"),
    (
        (Iri("https://w3id.org/sikg/id/org/x"), text('say "x", <y> & z')),
        (Literal("-5", PREFIXES["xsd"] + "integer"), None),
        (Literal("=HYPERLINK(1)"), Literal("-x")),
    ),
)
ASK = Result("ask", (), ((),))
CONSTRUCT = Result("construct", ("subject", "predicate", "object"), ((S, P, text("words")),))


class TestRender:
    def test_a_table_is_aligned(self) -> None:
        assert render(SELECT, "table").splitlines() == [
            "a              b",
            "─────────────  ────────────────",
            'org/x          say "x", <y> & z',
            "-5",
            "=HYPERLINK(1)  -x",
            "",
            "3 rows",
        ]

    def test_a_table_shows_controls_and_turned_text_as_escapes(self) -> None:
        shown = render(Result("select", ("a",), ((Literal("a\x1b[31m\u202e\nb"),),), truncated=True), "table")
        assert shown.splitlines()[2:] == ["a\\u001B[31m\\u202E\\nb", "", "1 row, and there are more"]

    def test_csv_keeps_numbers_and_stops_formulas(self) -> None:
        assert render(SELECT, "csv") == ('a,b\r\nhttps://w3id.org/sikg/id/org/x,"say ""x"", <y> & z"\r\n-5,\r\n\'=HYPERLINK(1),\'-x\r\n')

    def test_json_is_sparql_json(self) -> None:
        found = json.loads(render(SELECT, "json"))
        assert found["head"] == {"vars": ["a", "b"]}
        assert found["results"]["bindings"][:2] == [
            {
                "a": {"type": "uri", "value": "https://w3id.org/sikg/id/org/x"},
                "b": {"type": "literal", "xml:lang": "en", "value": 'say "x", <y> & z'},
            },
            {"a": {"type": "literal", "datatype": PREFIXES["xsd"] + "integer", "value": "-5"}},
        ]
        assert json.loads(render(ASK, "json")) == {"head": {}, "boolean": True}

    def test_xml_is_sparql_xml(self) -> None:
        read = rdflib.query.Result.parse(io.BytesIO(render(SELECT, "xml").encode()), format="xml")
        assert [str(v) for v in read.vars or []] == ["a", "b"]
        assert read.bindings[0][rdflib.Variable("b")] == rdflib.Literal('say "x", <y> & z', lang="en")
        assert [len(row) for row in read.bindings] == [2, 1, 2]
        assert rdflib.query.Result.parse(io.BytesIO(render(ASK, "xml").encode()), format="xml").askAnswer is True

    def test_what_xml_cannot_carry_is_refused(self) -> None:
        with pytest.raises(QueryError, match=r"U\+0000"):
            render(Result("select", ("a",), ((Literal("\x00"),),)), "xml")

    def test_triples_are_turtle(self) -> None:
        graph = rdflib.Graph().parse(data=render(CONSTRUCT, "ttl"), format="turtle")
        assert list(graph) == [(rdflib.URIRef(S.value), rdflib.URIRef(P.value), rdflib.Literal("words", lang="en"))]

    @pytest.mark.parametrize(
        ("result", "name", "mend"),
        [
            (SELECT, "ttl", "For this answer, use table, csv, plain-csv, tsv, json or xml."),
            (CONSTRUCT, "csv", "For this answer, use table or ttl."),
            (ASK, "csv", "For this answer, use table, json or xml."),
            (SELECT, "pdf", "For this answer, use table, csv, plain-csv, tsv, json or xml."),
        ],
    )
    def test_a_format_that_does_not_fit_is_refused_with_those_that_do(self, result: Result, name: str, mend: str) -> None:
        with pytest.raises(QueryError) as caught:
            render(result, name)
        assert caught.value.mend == mend
