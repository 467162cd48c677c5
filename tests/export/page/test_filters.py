"""Ways in: search, legend, filters of relation, source and basis, years possible and certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

from kg.export.page.looks import look_of
from kg.graph.network import to_networkx
from kg.model import Coding
from tests.pages import shown_now

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def suggestions(page: Page, words: str) -> list[str]:
    page.locator("#search input").fill(words)
    return page.locator("#search [role=option] bdi").all_inner_texts()


def claims(page: Page) -> str:
    page.get_by_role("tab", name="Claims").click()
    return page.locator("#claims [role=status]").inner_text()


def test_search_suggests_names_that_begin_with_the_words_first_and_knows_other_names(two: Page) -> None:
    assert suggestions(two, "ra") == ["Raid on a camp"]
    assert suggestions(two, "bande") == ["Red Band"]
    assert suggestions(two, "vell") == ["Port Vell", "Talks at Port Vell"]
    assert suggestions(two, "zzz") == []


def test_arrow_and_enter_pick_a_suggestion(two: Page) -> None:
    suggestions(two, "vell")
    two.keyboard.press("ArrowDown")
    two.keyboard.press("Enter")

    assert two.locator("#facts h2").inner_text() == "Talks at Port Vell"
    assert two.locator("#search input").input_value() == ""


def test_the_legend_shows_each_class_by_outline_and_colour(seed: Page, gold: Coding, gold_text: str) -> None:
    graph = to_networkx([gold], {gold.article.id: gold_text})
    expected = {
        (look["name"], look["outline"], look["colour"]) for look in map(look_of, set(nx.get_node_attributes(graph, "cls").values()))
    }
    entries = seed.locator("#legend button").all()
    found = {
        (
            entry.locator("bdi").inner_text(),
            entry.locator("svg").get_attribute("data-outline"),
            entry.locator("path").first.get_attribute("fill"),
        )
        for entry in entries
    }

    assert expected == found


def test_hiding_a_class_hides_its_things_with_their_lines(two: Page) -> None:
    two.locator("#legend").get_by_role("button", name="armed group").click()

    assert two.locator("#legend [aria-pressed=false]").inner_text().startswith("armed group")
    assert shown_now(two) == "4 of 6"
    assert claims(two) == "6 claims"
    two.get_by_role("button", name="Reset").click()
    assert claims(two) == "11 claims"


@pytest.mark.parametrize(
    ("group", "entry", "things", "told"),
    [
        ("relations", "perpetrator", "6 of 6", "9 claims"),
        ("sources", "Weekly: Army speaks", "4 of 6", "5 claims"),
        ("bases", "implied: follows, but nobody says so", "5 of 6", "9 claims"),
    ],
)
def test_relations_sources_and_bases_filter(two: Page, group: str, entry: str, things: str, told: str) -> None:
    two.get_by_role("button", name="Filters").click()
    folded = two.locator(f"#filter-{group}")
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    folded.get_by_label(entry).uncheck()

    assert shown_now(two) == things
    assert claims(two) == told


def slide(page: Page, which: str, steps: int) -> None:
    slider = page.get_by_role("slider", name=which)
    slider.focus()
    for _ in range(abs(steps)):
        page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")


def test_years_show_what_is_possible_and_on_demand_only_what_is_certain(two: Page) -> None:
    slide(two, "Last year", -1)
    assert two.locator("#years output").inner_text() == "Possibly 2019 to 2021"
    two.get_by_role("tab", name="Timeline").click()
    rows = two.locator("#timeline .rows button.thing")
    assert rows.all_inner_texts() == ["Talks at Port Vell", "Raid on a camp"]  # one report has the raid in 2021

    two.get_by_label("only what is certain").check()
    assert rows.all_inner_texts() == []  # the other one denies that; when the talks end, nobody knows
    assert two.locator("#years output").inner_text() == "Certainly 2019 to 2021"


def test_an_event_without_a_date_may_be_of_any_year_but_is_of_none_for_certain(seed: Page) -> None:
    events = seed.locator("#legend button", has_text="attack")
    assert events.inner_text().split() == ["attack", "4"]
    slide(seed, "First year", 5)
    assert seed.locator("#years output").inner_text() == "Possibly 2016 to 2022"
    labels = seed.locator("#facts .thing").all_inner_texts()

    assert "Westgate mall attack" not in labels
    assert "Garissa University attack" in labels  # between 2011 and 2022
    seed.get_by_label("only what is certain").check()
    assert "Garissa University attack" not in seed.locator("#facts .thing").all_inner_texts()
    assert "El-Adde camp attack" in seed.locator("#facts .thing").all_inner_texts()
