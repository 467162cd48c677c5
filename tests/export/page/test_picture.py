"""The picture in a browser: it opens in silence, shows classes by shape and colour, and answers hovering and clicking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from kg.export.network_page import write_network_page
from tests.pages import Drawn, shown_now

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Opened

Open = Callable[..., "Opened"]

pytestmark = pytest.mark.browser


def marks(page: Page) -> list[str]:
    return page.locator("#facts mark").all_inner_texts()


def test_it_opens_without_a_request_or_a_complaint(open_page: Open, seed_file: Path) -> None:
    opened = open_page(seed_file)

    assert ([seed_file.as_uri()], []) == (opened.requests, opened.complaints)
    assert opened.page.title() == "What one report says"
    assert opened.page.locator(".summary").inner_text() == "1 report · 47 things · 82 claims"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nodes_are_drawn_in_the_colour_of_their_class_and_hollow_if_planned(open_page: Open, seed_file: Path, scheme: str) -> None:
    drawn = Drawn(open_page(seed_file, scheme), seed_file)
    picture = drawn.page.locator("canvas").bounding_box()
    assert picture

    def colour_at(number: int) -> list[int]:
        x, y = drawn.places[number]
        x, y = drawn.on_screen(x - 0.72 * drawn.things[number]["radius"], y)  # inside every outline, beside every sign
        script = "([x, y]) => [...document.querySelector('canvas').getContext('2d').getImageData(x, y, 1, 1).data]"
        return drawn.page.evaluate(script, [x - picture["x"], y - picture["y"]])[:3]

    def expected(thing: dict[str, Any]) -> str:
        ground = "#faf9f6" if scheme == "light" else "#15181c"
        return ground if thing.get("isHollow") else drawn.content["looks"][thing["look"]]["colour"]

    wrong = [
        (thing["label"], seen, expected(thing))
        for number, thing in enumerate(drawn.things)
        for seen in [colour_at(number)]
        if any(abs(a - b) > 14 for a, b in zip(seen, bytes.fromhex(expected(thing)[1:]), strict=True))
    ]
    assert wrong == []


def test_hovering_a_line_tells_the_relation_and_the_quoted_words(drawn: Drawn) -> None:
    drawn.find_line("Kenya", "AU Transition Mission in Somalia", "contributes to")

    told = drawn.page.locator("#tip").inner_text()
    assert "Kenya contributes to AU Transition Mission in Somalia" in told
    assert "Kenya is part of the AU Transition Mission in Somalia (ATMIS)" in told


def test_clicking_a_line_shows_the_claim_with_its_quote_in_its_sentence(drawn: Drawn, gold_text: str) -> None:
    page = drawn.page
    page.mouse.click(*drawn.find_line("Attack on the African Union base hosting Burundian soldiers", "Al-Shabaab", "perpetrator"))

    assert page.locator("#tip").is_hidden()
    assert marks(page) == ["the Al-Shabaab militant group stormed the African union military base"]
    assert page.locator("#facts blockquote").inner_text() in gold_text
    assert page.locator("#facts .basis").all_inner_texts() == ["stated"]
    for words in ("perpetrator", "confidence 100 %", "in the report’s own voice", "2022-05-05", "characters 1431–1500"):
        assert words in page.locator("#facts").inner_text()


def test_clicking_a_node_or_its_label_shows_its_facts(drawn: Drawn) -> None:
    page = drawn.page
    x, y = drawn.place_of("Westgate mall attack")
    for below in (0, 26):
        page.keyboard.press("Escape")
        page.mouse.click(x, y + below)
        assert page.locator("#facts h2").inner_text() == "Westgate mall attack"

    headings = [" ".join(heading.casefold().split()) for heading in page.locator("#facts h3").all_inner_texts()]
    assert headings == [
        "casualties", "dates", "occurred at · 1", "perpetrator · 1", "target · 1", "victim · 2", "in the graph", "mentioned in",
    ]  # fmt: skip
    assert page.locator("#facts dl").first.inner_text().split("\n") == ["kind", "attack", "when", "2013"]
    page.get_by_text("at least 71 killed").click()
    assert "As worded: “over 70”" in page.locator("#facts").inner_text()


def test_choosing_dims_the_rest_and_escape_gives_the_first_picture_back(seed: Page) -> None:
    def picture() -> str:
        seed.wait_for_timeout(120)
        return str(seed.evaluate("document.querySelector('canvas').toDataURL()"))

    first = picture()
    seed.locator("#facts").get_by_role("button", name="Al-Shabaab").click()
    chosen = picture()
    seed.keyboard.press("Escape")

    assert chosen != first
    assert picture() == first


def test_on_a_narrow_screen_picture_and_panel_stand_one_above_the_other(seed: Page) -> None:
    seed.set_viewport_size({"width": 420, "height": 800})
    seed.wait_for_timeout(200)
    picture, panel = seed.locator("#picture").bounding_box(), seed.locator("#panel").bounding_box()

    assert picture
    assert panel
    assert panel["y"] >= picture["y"] + picture["height"]
    assert seed.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_narrow_screen_what_is_chosen_leads_to_the_panel(seed: Page) -> None:
    way = seed.locator("#way")
    seed.locator("#facts").get_by_role("button", name="Al-Shabaab").click()
    assert not way.is_visible()  # on a wide screen the panel stands beside the picture
    seed.set_viewport_size({"width": 390, "height": 844})
    way.wait_for(state="visible")
    assert way.inner_text() == "Read about Al-Shabaab ↓"

    way.click()

    way.wait_for(state="hidden")
    panel = seed.locator("#panel").bounding_box()
    assert panel
    assert panel["y"] < 100
    assert seed.evaluate("document.activeElement.id") == "panel"


# --- large graphs ---


def many(hub: str = "Person") -> nx.MultiDiGraph:
    """A hub of some class with 400 persons around it, each with one of their own."""
    graph = nx.MultiDiGraph(articles={"a": {"title": None, "source": "s", "published": None, "url": None}})
    plain = {"cls": "Person", "kind": "entity", "named": True, "alt_labels": [], "status": None, "event_types": [], "dates": [], "casualties": [], "mentions": [], "articles": ["a"], "date": ""}  # fmt: skip
    graph.add_nodes_from((f"person/{number:03}", {**plain, "label": f"Person {number}"}) for number in range(801))
    claim = {"predicate": "sikg:opposes", "label": "opposes", "inverse_label": "opposed by", "validity": None, "article": "a", "basis": "stated", "confidence": 1.0, "speaker": None, "rule": "", "evidence": []}  # fmt: skip
    for number in range(1, 401):
        graph.add_edge("person/000", f"person/{number:03}", **claim)
        graph.add_edge(f"person/{number:03}", f"person/{number + 400:03}", **claim)
    graph.nodes["person/000"]["cls"] = hub
    return graph


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.html"
    write_network_page(many(), path, title="Many")
    return path


def test_a_large_graph_opens_around_its_hub_with_what_fits_and_says_what_does_not(open_page: Open, large_file: Path) -> None:
    opened = open_page(large_file)
    page = opened.page

    assert page.locator("#part").inner_text().startswith("Around Person 0: 300 of 801 things, 101 more do not fit")
    page.get_by_role("button", name="Show everything").click()
    assert shown_now(page) == "801 of 801"
    assert opened.complaints == []


def test_a_large_graph_does_not_open_around_a_notion(open_page: Open, tmp_path: Path) -> None:
    graph = many("Topic")
    write_network_page(graph, tmp_path / "notion.html", title="Many")
    page = open_page(tmp_path / "notion.html").page

    assert page.locator("#part").inner_text().startswith("Around Person 1: 3 of 801 things")


def test_a_part_grows_by_one_relation_with_its_count(open_page: Open, large_file: Path) -> None:
    page = open_page(large_file, fragment="around=person/007&steps=1&thing=person/007").page
    assert shown_now(page) == "3 of 801"
    page.locator("#search input").fill("Person 407")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="1 step").click()
    assert shown_now(page) == "2 of 801"
    page.locator("#facts summary", has_text="Person 7").click()
    page.get_by_role("button", name="Go to Person 7").click()

    page.get_by_role("button", name="Show 1 more: opposed by").click()
    assert shown_now(page) == "3 of 801"


def test_search_brings_a_thing_that_is_not_shown(open_page: Open, large_file: Path) -> None:
    page = open_page(large_file).page
    page.locator("#search input").fill("person 799")
    page.keyboard.press("Enter")

    assert page.locator("#part").inner_text().startswith("Around Person 799: 2 of 801 things")
    assert page.locator("#facts h2").inner_text() == "Person 799"
