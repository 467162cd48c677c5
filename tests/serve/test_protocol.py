"""The SPARQL 1.1 Protocol, by the W3C's cases for queries, and what a hostile client may try (inputs 1-11, 28, 44)."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.plugins.stores.sparqlstore import SPARQLStore

pytestmark = pytest.mark.server

JSON = "application/sparql-results+json"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FACTS = "https://w3id.org/sikg/graph/000_8bd47fad0ceba9bf/facts"
CLAIMS = "https://w3id.org/sikg/graph/000_8bd47fad0ceba9bf/claims"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}


class TestProtocolOfTheW3C:
    """Names are those of the test suite of the Recommendation; update cases do not apply to an endpoint that only reads."""

    @pytest.mark.parametrize("accept", ["", JSON, "application/sparql-results+xml", "*/*"])
    def test_query_get(self, client: httpx.Client, accept: str) -> None:
        assert client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": accept}).status_code == 200

    def test_query_post_form(self, client: httpx.Client) -> None:
        assert client.post("/sparql", data={"query": "ASK {}"}).json()["boolean"] is True

    def test_query_post_direct(self, client: httpx.Client) -> None:
        assert client.post("/sparql", content="ASK {}", headers=DIRECT).json()["boolean"] is True

    def test_query_post_direct_with_charset(self, client: httpx.Client) -> None:
        answer = client.post(
            "/sparql",
            content="ASK { FILTER('é' = '\\u00e9') }".encode(),
            headers={"content-type": "application/sparql-query; charset=UTF-8"},
        )
        assert answer.json()["boolean"] is True

    @pytest.mark.parametrize(
        ("query", "accept", "media"),
        [
            ("SELECT * { ?s ?p ?o } LIMIT 1", JSON, JSON),
            ("SELECT * { ?s ?p ?o } LIMIT 1", "application/sparql-results+xml", "application/sparql-results+xml"),
            ("SELECT * { ?s ?p ?o } LIMIT 1", "text/csv", "text/csv; charset=utf-8"),
            ("SELECT * { ?s ?p ?o } LIMIT 1", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
            ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
            ("DESCRIBE <https://w3id.org/sikg/id/org/al-shabaab>", "text/turtle", "text/turtle; charset=utf-8"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml;q=0.5, text/turtle;q=0.9", "text/turtle; charset=utf-8"),
        ],
    )
    def test_query_content_type(self, client: httpx.Client, query: str, accept: str, media: str) -> None:
        answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert (answer.status_code, answer.headers["content-type"], answer.headers["vary"]) == (200, media, "Accept")

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_query_dataset_default_graph(self, client: httpx.Client, method: str) -> None:
        fields = {"query": "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/sikg/ontology#Claim> }", "default-graph-uri": FACTS}
        send = {"params": fields} if method == "GET" else {"data": fields}
        assert client.request(method, "/sparql", **send).json()["results"]["bindings"][0]["n"]["value"] == "0"

    def test_query_dataset_default_graphs(self, client: httpx.Client) -> None:
        fields = {
            "query": "ASK { ?c a <https://w3id.org/sikg/ontology#Claim> . ?a a <https://schema.org/NewsArticle> }",
            "default-graph-uri": [FACTS, CLAIMS],
        }
        assert client.get("/sparql", params=fields).json()["boolean"] is True

    def test_query_dataset_named_graphs(self, client: httpx.Client) -> None:
        fields = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": FACTS}
        assert [row["g"]["value"] for row in client.post("/sparql", data=fields).json()["results"]["bindings"]] == [FACTS]

    @pytest.mark.parametrize("clause", [f"FROM <{FACTS}> FROM <{CLAIMS}>", f"from<{CLAIMS}>", f"FROM # why\n <{CLAIMS}>"])
    def test_a_query_may_name_graphs_of_the_store(self, client: httpx.Client, clause: str) -> None:
        query = f"SELECT (COUNT(*) AS ?n) {clause} {{ ?s a <https://w3id.org/sikg/ontology#Claim> }}"
        assert int(client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"]) > 50
        named = "SELECT DISTINCT ?g FROM NAMED %s { GRAPH ?g { ?s ?p ?o } }"
        assert [
            row["g"]["value"] for row in client.post("/sparql", data={"query": named % f"<{FACTS}>"}).json()["results"]["bindings"]
        ] == [FACTS]

    @pytest.mark.parametrize(
        ("method", "send", "status"),
        [
            ("GET", {"params": {"query": "SELECT nonsense"}}, 400),
            ("GET", {"params": [("query", "ASK {}"), ("query", "SELECT * {}")]}, 400),
            ("GET", {"params": {"other": "x"}}, 400),
            ("PUT", {"params": {"query": "ASK {}"}}, 405),
            ("DELETE", {"params": {"query": "ASK {}"}}, 405),
            ("PATCH", {"content": "ASK {}", "headers": DIRECT}, 405),
            ("POST", {"content": "ASK {}"}, 415),
            ("POST", {"content": "query=ASK+%7B%7D", "headers": {"content-type": "text/plain"}}, 415),
            ("POST", {"content": '{"query": "ASK {}"}', "headers": {"content-type": "application/json"}}, 415),
            ("POST", {"content": "ASK {}".encode("utf-16"), "headers": DIRECT}, 400),
            ("POST", {"content": b"query=ASK%FF", "headers": FORM}, 400),
            ("POST", {"data": {"update": "CLEAR ALL"}}, 400),
            ("POST", {"content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}}, 415),
            ("POST", {"content": "INSERT DATA { <a:a> <a:b> 1 }", "headers": DIRECT}, 400),
            ("GET", {"params": {"query": "ASK {}", "default-graph-uri": "not an iri"}}, 400),
            ("GET", {"params": {"query": "ASK {}", "format": "pdf"}}, 400),
            ("GET", {"params": {"query": "ASK {}"}, "headers": {"accept": "image/png"}}, 406),
            ("POST", {"content": b"query=" + b"x" * 300_000, "headers": FORM}, 413),
        ],
    )
    def test_bad_requests(self, client: httpx.Client, method: str, send: dict[str, object], status: int) -> None:
        answer = client.request(method, "/sparql", **send)  # type: ignore[arg-type] # keywords of a request
        assert (answer.status_code, set(answer.json())) == (status, {"error", "mend"})

    def test_a_get_without_a_query_describes_the_service(self, client: httpx.Client) -> None:
        answer = client.get("/sparql", headers={"accept": "text/turtle"})
        graph = rdflib.Graph().parse(data=answer.text, format="turtle")
        sd, void = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#"), rdflib.Namespace("http://rdfs.org/ns/void#")
        [endpoint] = graph.objects(None, sd.endpoint)
        assert str(endpoint) == f"{client.base_url}/sparql".replace("//sparql", "/sparql")
        [counted] = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()["results"]["bindings"]
        [dataset] = graph.subjects(rdflib.RDF.type, void.Dataset)
        assert str(graph.value(dataset, void.triples)) == counted["n"]["value"]


class TestHostileQueries:
    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * " + "{" * 10_000 + "}" * 10_000,
            "SELECT * { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
            "SELECT * { FILTER(" + "!" * 10_000 + "true) }",
            "SELECT * { {}" + " UNION {}" * 5000 + " }",
            "SELECT * { FILTER(1" + "+1" * 10_000 + " > 0) }",
            "SELECT * { ?s " + "<a:a>/" * 5000 + "<a:a> ?o }",
            "LOAD <file:///etc/passwd>",
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        ],
        ids=["braces", "parentheses", "not", "union", "plus", "path", "load", "from"],
    )
    def test_the_guard_refuses_it(self, client: httpx.Client, query: str) -> None:
        started = time.monotonic()
        assert client.post("/sparql", data={"query": query}).status_code == 400
        assert time.monotonic() - started < 1

    def test_a_query_without_end_is_stopped_at_its_deadline(self, client: httpx.Client) -> None:
        started = time.monotonic()
        answer = client.get("/sparql", params={"query": CROSS})
        assert (answer.status_code, "longer than 2 seconds" in answer.json()["error"]) == (503, True)
        assert time.monotonic() - started < 3

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i",
            "SELECT (GROUP_CONCAT(STR(?c)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "SELECT (STRLEN(?x40) AS ?n) { BIND ('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' AS ?x0) "
            + " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
            + " }",
        ],
        ids=["order", "group-concat", "concat"],
    )
    def test_a_query_that_takes_memory_is_stopped(self, client: httpx.Client, query: str) -> None:
        assert client.get("/sparql", params={"query": query}).status_code == 503

    def test_a_long_answer_is_cut_and_says_so(self, client: httpx.Client) -> None:
        answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o . ?a ?b ?c }"})
        assert (len(answer.json()["results"]["bindings"]), answer.json()["truncated"], answer.headers["sikg-truncated"]) == (
            500,
            True,
            "true",
        )
        graph = client.get("/sparql", params={"query": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "format": "ntriples"})
        assert (graph.text.count("\n"), graph.headers["sikg-truncated"]) == (500, "true")
        for name, rows in (("csv", 501), ("tsv", 501)):
            text = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o . ?a ?b ?c }", "format": name}).text
            assert len(text.splitlines()) == rows

    def test_an_answer_of_just_so_many_rows_is_whole(self, client: httpx.Client) -> None:
        answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 500"})
        assert (len(answer.json()["results"]["bindings"]), "sikg-truncated" in answer.headers) == (500, False)

    def test_a_client_that_hangs_up_frees_its_worker(self, client: httpx.Client, served: str) -> None:
        address = urlsplit(served)
        for _ in range(3):  # as many as there are workers
            with socket.create_connection((address.hostname or "", address.port or 0)) as line:
                line.sendall(f"GET /sparql?query={CROSS.replace(' ', '+')} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
                time.sleep(0.3)
        started = time.monotonic()
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        assert time.monotonic() - started < 1

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * {{ SERVICE <http://{0}/> {{ ?s ?p ?o }} }}",
            "SELECT * {{ SERVICE SILENT <http://{0}/> {{ ?s ?p ?o }} }}",
            "SELECT * {{ {{ SELECT * {{ SERVICE <http://{0}/> {{ ?s ?p ?o }} }} }} }}",
            "SELECT * {{ \\u0053ERVICE <http://{0}/> {{ ?s ?p ?o }} }}",
            "SELECT * FROM <http://{0}/> {{ ?s ?p ?o }}",
            "SELECT * FROM NAMED <http://{0}/> {{ ?s ?p ?o }}",
            "SELECT * FROM <https://w3id.org/sikg/graph/x> FROM <http://{0}/> {{ ?s ?p ?o }}",
            "BASE <http://{0}/> SELECT * FROM <graph/x> {{ ?s ?p ?o }}",
            "PREFIX g: <http://{0}/> SELECT * FROM g:x {{ ?s ?p ?o }}",
            "SELECT * FROM <https://w3id.org/sikg/graph/\\u0078> {{ ?s ?p ?o }}",
            "LOAD <http://{0}/>",
        ],
    )
    def test_nothing_goes_out(self, client: httpx.Client, listener: tuple[str, list[object]], query: str) -> None:
        address, connections = listener
        assert client.get("/sparql", params={"query": query.format(address)}).status_code == 400
        assert connections == []

    def test_words_of_danger_in_a_literal_are_words(self, client: httpx.Client) -> None:
        query = "SELECT ('SERVICE <http://127.0.0.1/> LOAD INSERT FROM' AS ?x) {} # SERVICE"
        assert client.get("/sparql", params={"query": query}).status_code == 200

    def test_a_regular_expression_cannot_hang(self, client: httpx.Client) -> None:
        query = f"ASK {{ FILTER REGEX('{'a' * 5000}!', '(a+)+$') }}"
        assert client.get("/sparql", params={"query": query}).json()["boolean"] is False

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.text(max_size=60)
        | st.sampled_from(["SELECT", "ASK {", "}", "'", '"', "\\u0053", "<", "%", "\x00"]).flatmap(
            lambda w: st.text(max_size=20).map(lambda t: w + t)
        ),
        st.text(max_size=20),
        st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    )
    def test_no_words_make_the_server_fail(self, client: httpx.Client, query: str, graph: str, accept: str) -> None:
        fields = {"query": query.encode("utf-8", "replace"), "default-graph-uri": graph.encode("utf-8", "replace")}
        assert client.get("/sparql", params=fields, headers={"accept": accept.strip()}).status_code in (200, 400, 406)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address of this machine, and the connections made to it."""
    made: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    made.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", made
        over.set()
        thread.join()


class TestClients:
    def test_rdflib_asks_it_as_a_store(self, served: str) -> None:
        graph = rdflib.Graph(SPARQLStore(f"{served}/sparql"))
        found = {
            str(row[0])
            for row in graph.query(
                "SELECT ?l { ?s a <https://w3id.org/sikg/ontology#ArmedGroup> ; rdfs:label ?l }", initNs={"rdfs": rdflib.RDFS}
            )
        }  # type: ignore[index] # rows of a SELECT
        assert "Al-Shabaab" in found
        assert len(graph.query("CONSTRUCT WHERE { ?s a <https://w3id.org/sikg/ontology#ArmedGroup> }").graph or ()) > 0

    @pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on the PATH")
    def test_curl_asks_it(self, served: str) -> None:
        command = ["curl", "--silent", "--fail", f"{served}/sparql", "--data-urlencode", "query=ASK { ?s ?p ?o }"]
        assert json.loads(subprocess.run(command, capture_output=True, check=True, timeout=20).stdout)["boolean"] is True


class TestWhoMayAsk:
    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "@127.0.0.1", "[::2]"])
    def test_another_host_name_is_misdirected(self, client: httpx.Client, host: str) -> None:
        assert client.get("/", headers={"host": host}).status_code in (400, 421)

    @pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}])
    def test_a_form_of_another_site_is_refused(self, client: httpx.Client, headers: dict[str, str]) -> None:
        assert client.post("/sparql", data={"query": "ASK {}"}, headers=headers).status_code == 403

    def test_its_own_forms_are_answered(self, client: httpx.Client, served: str) -> None:
        assert client.post("/sparql", data={"query": "ASK {}"}, headers={"origin": served}).status_code == 200

    def test_every_answer_is_bound_by_a_policy(self, client: httpx.Client) -> None:
        for path in ("/", "/query", "/nope", "/sparql?query=nonsense", "/static/serve.css"):
            headers = client.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"], path
            assert (headers["x-content-type-options"], "access-control-allow-origin" in headers) == ("nosniff", False)

    @pytest.mark.parametrize("path", ["/", "/query", "/search", "/articles", "/id/org/al-shabaab", "/static/serve.css"])
    def test_nothing_can_be_changed(self, client: httpx.Client, path: str) -> None:
        assert {client.request(method, path).status_code for method in ("POST", "PUT", "PATCH", "DELETE")} == {405}
