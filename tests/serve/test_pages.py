"""The pages in a browser and for programs: nothing from elsewhere, nothing run that stands in the data (inputs 22, 27 to 29)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export.rdf import write
from kg.graph.terms import Iri, Literal, Quad, text
from kg.iris import PREFIXES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.server

EVENT = "/id/event/au-base-attack-2022-05-03"
ARTICLE = "/id/article/000_8bd47fad0ceba9bf"
HOSTILE = (
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "{{7*7}}{% raw %}",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "\u202egnp.exe",
)


class TestForPrograms:
    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib warns of its own reader of JSON-LD
    @pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"])
    def test_a_thing_is_given_as_rdf(self, client: httpx.Client, accept: str) -> None:
        answer = client.get(EVENT, headers={"accept": accept})
        graph = rdflib.Graph().parse(data=answer.content, format=accept.replace("application/n-triples", "nt"))
        assert answer.headers["content-type"].startswith(accept)
        iri = rdflib.URIRef(f"https://w3id.org/sikg{EVENT}")
        assert (iri, rdflib.RDF.type, rdflib.URIRef(PREFIXES["sikg"] + "Attack")) in graph

    def test_a_browser_gets_a_page_and_who_wants_neither_is_told(self, client: httpx.Client) -> None:
        assert "text/html" in client.get(EVENT, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}).headers["content-type"]
        assert client.get(EVENT, headers={"accept": "image/png"}).status_code == 406

    def test_a_named_graph_is_given_whole(self, client: httpx.Client) -> None:
        answer = client.get("/graph/000_8bd47fad0ceba9bf/facts?format=nt")
        [counted] = client.get(
            "/sparql",
            params={"query": "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/sikg/graph/000_8bd47fad0ceba9bf/facts> { ?s ?p ?o } }"},
        ).json()["results"]["bindings"]
        assert answer.text.count("\n") == int(counted["n"]["value"])

    def test_what_the_graph_does_not_know_is_not_found(self, client: httpx.Client) -> None:
        for path in ("/id/org/nobody", "/id/org/nobody?format=ttl", "/class/Nothing", "/nowhere", "/graph/x", "/resource?iri=http://e/x"):
            assert client.get(path).status_code == 404, path


class TestWhatIsShown:
    def test_a_thing_with_its_facts_and_quotes_in_their_sentence(self, client: httpx.Client) -> None:
        page = client.get(EVENT).text
        assert "the Al-Shabaab militant group stormed" in page
        assert "Two days ago" in page
        assert 'href="/id/org/al-shabaab"' in page
        assert "at least 13 killed" in page

    def test_an_article_with_its_mentions_linked(self, client: httpx.Client, gold_text: str) -> None:
        page = client.get(ARTICLE).text
        assert page.count('class="mention"') > 50
        assert gold_text in html.unescape(re.sub(r"<[^>]*>", "", page))

    def test_classes_articles_and_search(self, client: httpx.Client) -> None:
        assert "/class/Attack" in client.get("/").text
        assert EVENT in client.get("/class/Attack").text
        assert ARTICLE in client.get("/articles").text
        assert "/id/org/al-shabaab" in client.get("/search", params={"q": "shabaab"}).text

    def test_a_named_question_with_another_value(self, client: httpx.Client) -> None:
        page = client.get("/query", params={"question": "mission-contributors", "p-mission": "another mission"}).text
        assert "0 rows" in page
        assert "5 rows" in client.get("/query", params={"question": "mission-contributors"}).text

    def test_the_network_of_a_thing_of_an_article_and_of_an_answer(self, client: httpx.Client) -> None:
        base = "https://w3id.org/sikg"
        query = "SELECT * { ?s sikg:target ?o }"
        for parameters in ({}, {"iri": base + EVENT}, {"iri": base + ARTICLE}, {"query": query}):
            answer = client.get("/network", params=parameters)
            assert (answer.status_code, "au-base-attack-2022-05-03" in answer.text) == (200, True)


class TestWordsOfUsers:
    @pytest.mark.parametrize("words", ['"@en } ?s ?p ?o . #', '") || true) . FILTER(("', "\\", "\n}{", "' OR 1=1 --", "%iri%", "\x00"])
    def test_words_of_a_search_stay_words(self, client: httpx.Client, words: str) -> None:
        answer = client.get("/search", params={"q": words})
        assert (answer.status_code, "By name" in answer.text) == (200, False)

    @pytest.mark.parametrize(
        "path", ["//evil.example/x", "/id//evil.example/x", "/%0d%0aSet-Cookie:x", "/resource?iri=//evil.example", "/id/%0d%0aLocation:x/y"]
    )
    def test_nothing_leads_off_the_site_or_repeats_an_address(self, client: httpx.Client, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code in (400, 404)
        assert "evil.example" not in answer.text
        assert "set-cookie" not in answer.headers

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.sampled_from(["/search?q=", "/resource?iri=", "/class/", "/id/", "/query?query=", "/network?iri=", "/articles?page="]),
        st.text(max_size=40),
    )
    def test_no_address_makes_the_server_fail(self, client: httpx.Client, path: str, words: str) -> None:
        from urllib.parse import quote

        assert client.get(path + quote(words, safe="", errors="replace")).status_code in (200, 308, 400, 404)


@pytest.fixture(scope="module")
def hostile(start: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server of a graph whose every word is hostile."""
    sikg, rdfs, schema, graph = PREFIXES["sikg"], PREFIXES["rdfs"], PREFIXES["schema"], Iri("https://w3id.org/sikg/graph/x/facts")
    found = []
    for number, words in enumerate(HOSTILE):
        thing = Iri(f"https://w3id.org/sikg/id/org/x{number}")
        found += [
            Quad(thing, Iri(PREFIXES["rdf"] + "type"), Iri(sikg + "ArmedGroup"), graph),
            Quad(thing, Iri(rdfs + "label"), text(words), graph),
            Quad(thing, Iri(PREFIXES["skos"] + "altLabel"), text(words), graph),
            Quad(thing, Iri(PREFIXES["skos"] + "exactMatch"), Iri("javascript:alert(1)"), graph),
        ]
    article = Iri("https://w3id.org/sikg/id/article/x")
    found += [
        Quad(article, Iri(PREFIXES["rdf"] + "type"), Iri(schema + "NewsArticle"), graph),
        Quad(article, Iri(schema + "headline"), Literal(HOSTILE[0]), graph),
    ]
    path: Path = tmp_path_factory.mktemp("hostile") / "x.nq"
    write(found, path, "nquads")
    return start(path, "--title", HOSTILE[0], "--workers", "2")


@pytest.fixture
def quiet_page(chromium: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page of the browser, with all it asked for and all it complained of."""
    page = chromium.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    yield page, asked, complaints
    page.close()


@pytest.mark.browser
class TestInABrowser:
    @pytest.mark.parametrize(
        "path",
        ["/", "/articles", "/id/org/x0", "/id/org/x1", "/id/org/x2", "/id/org/x5", "/id/article/x", "/class/ArmedGroup", "/search?q=alert"],
    )
    def test_hostile_words_are_inert(self, hostile: str, quiet_page: tuple[Page, list[str], list[str]], path: str) -> None:
        page, asked, complaints = quiet_page
        page.goto(hostile + path)
        page.mouse.move(200, 200)
        assert complaints == []
        assert all(url.startswith((hostile, "data:")) for url in asked)
        assert page.locator("a[href^='javascript']").count() == 0
        assert page.locator("main script, main img").count() == 0

    def test_a_question_is_chosen_and_answered_and_leads_to_a_thing_and_its_network(
        self, served: str, quiet_page: tuple[Page, list[str], list[str]]
    ) -> None:
        page, asked, complaints = quiet_page
        page.goto(served + "/query")
        page.select_option("#question", "fewest-killed")
        page.wait_for_selector("table")
        assert page.locator("tbody tr").count() == 3
        page.goto(served + EVENT)
        page.click("text=Network around it")
        page.wait_for_selector("canvas")
        assert complaints == []
        assert all(url.startswith((served, "data:")) for url in asked)
