"""Timeline, map and table of the same data, keyboard only, links to a view, what can be taken away, accessibility."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Opened

Open = Callable[..., "Opened"]

pytestmark = pytest.mark.browser


def view(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def test_the_timeline_has_a_bar_for_each_dating_and_selects_for_all_views(two: Page) -> None:
    view(two, "Timeline")
    rows = two.locator("#timeline .rows > li:not(.axis)")
    told = [
        (row.locator("button").inner_text(), row.locator("small").inner_text(), row.locator("svg rect.may").count()) for row in rows.all()
    ]

    assert told == [("Talks at Port Vell", "from 2019", 1), ("Raid on a camp", "3 May 2022; 9 Jun 2021", 2)]
    assert rows.nth(1).locator("g.clash").count() == 2
    rows.nth(1).locator("button").click()
    assert two.locator("#facts h2").inner_text() == "Raid on a camp"
    assert two.locator("#timeline li.chosen button").inner_text() == "Raid on a camp"
    view(two, "Map")
    assert two.locator("#map .mark.chosen").count() == 1
    view(two, "Claims")
    assert {row.split("\t")[0] for row in two.locator("#claims tr.chosen").all_inner_texts()} == {"Raid on a camp"}


def test_the_map_shows_placed_things_with_their_precision_over_outlines(two: Page) -> None:
    view(two, "Map")
    [mark] = two.locator("#map .mark").all()

    assert mark.get_attribute("aria-label") == "Port Vell: 2 things, near the place"
    assert mark.locator("circle.ring.near").count() == 1
    assert two.locator("#map .land path").count() > 170
    assert "1 event that no source places is not on the map." in two.locator("#map").inner_text()
    mark.focus()
    two.keyboard.press("Enter")
    assert two.locator("#facts h2").inner_text() == "2 things at this place"
    assert two.locator("#facts .thing").all_inner_texts() == ["Raid on a camp", "Port Vell"]


def test_states_that_are_told_of_are_shaded_and_can_be_chosen(seed: Page) -> None:
    view(seed, "Map")

    shaded = seed.locator("#map path.told").evaluate_all("paths => paths.map((path) => path.dataset.code).sort()")
    assert shaded == ["BI", "DJ", "ET", "KE", "SO", "UG", "US"]
    seed.locator("#map .country", has_text="Uganda").click()
    assert seed.locator("#facts h2").inner_text() == "Uganda"


def test_the_table_holds_every_claim_and_sorts_and_filters(two: Page) -> None:
    view(two, "Claims")
    rows = two.locator("#claims tbody tr")
    assert rows.count() == 11
    assert two.locator("#claims th[aria-sort=ascending]").inner_text().startswith("Subject")

    two.locator("#claims thead").get_by_role("button", name="Published").click()
    two.locator("#claims thead").get_by_role("button", name="Published").click()
    assert two.locator("#claims th[aria-sort=descending]").inner_text().startswith("Published")
    dates = [row.locator("td").last.inner_text() for row in rows.all()]
    assert dates == sorted(dates, reverse=True)
    two.locator("#claims-find").fill("killed")
    assert [row.locator("td").nth(1).inner_text().split("\n")[0].removesuffix("contradicted") for row in rows.all()] == [
        "at most 12 killed",
        "30 killed",
    ]
    rows.first.locator("td button").first.click()
    assert two.locator("#facts h2").inner_text() == "Raid on a camp"


def test_a_row_of_the_table_leads_to_its_line(two: Page) -> None:
    view(two, "Claims")
    two.locator("#claims tbody tr", has_text="Ada Birk").get_by_role("button", name="opposes").click()

    assert "No source says so in words" in two.locator("#facts").inner_text()
    assert two.locator("#facts .statement bdi").all_inner_texts() == ["Ada Birk", "Red Band"]
    assert two.locator("#claims tr.chosen").count() == 1


# --- keyboard, links, taking away ---


def test_it_can_be_read_with_the_keyboard_alone(seed: Page) -> None:
    def tab_to(name: str) -> None:
        for _ in range(110):
            seed.keyboard.press("Tab")
            if name in seed.evaluate("document.activeElement.matches('button, summary') ? document.activeElement.innerText : ''"):
                return
        pytest.fail(f"no way to {name} by the Tab key")

    seed.keyboard.press("/")
    seed.keyboard.type("shabaab")
    seed.keyboard.press("Enter")
    assert seed.locator("#facts h2").inner_text() == "Al-Shabaab"
    tab_to("Al-Qaeda")
    seed.keyboard.press("Enter")
    seed.locator("#facts details[open] mark").first.wait_for()
    assert "Al-Qaeda linked militant group" in " ".join(seed.locator("#facts details[open] mark").all_inner_texts())
    seed.keyboard.press("Escape")
    assert "Choose a thing or a line" in seed.locator("#facts").inner_text()
    seed.locator("#tab-picture").focus()
    for expected in ("timeline", "map", "claims", "picture"):
        seed.keyboard.press("ArrowRight")
        assert seed.locator(f"#view-{expected}").is_visible()


def test_a_link_brings_the_same_view_back(open_page: Open, two_file: Path) -> None:
    page = open_page(two_file).page
    page.locator("#legend").get_by_role("button", name="person").click()
    page.get_by_role("button", name="Filters").click()
    page.locator("#filter-bases").get_by_label("resolved").uncheck()
    view(page, "Claims")
    page.locator("#claims-find").fill("raid")
    page.locator("#claims thead").get_by_role("button", name="Source").click()
    page.locator("#claims tbody tr", has_text="perpetrator").first.get_by_role("button", name="perpetrator").click()
    address = page.evaluate("location.hash")
    again = open_page(two_file, fragment=address[1:]).page

    assert again.evaluate("location.hash") == address
    for place in ("#claims tbody", "#facts", "#part", "#legend"):
        assert again.locator(place).inner_text() == page.locator(place).inner_text()
    assert again.locator("#legend [aria-pressed=false]").count() == 1


def test_a_fragment_of_nonsense_opens_the_page_as_ever(open_page: Open, two_file: Path) -> None:
    nonsense = (
        "view=%3Cscript%3E&thing=__proto__&line=a&line=b&line=c&years=x..y&sort=__proto__.1&steps=1e9&around=constructor&without=x&%E0%A4%A"
    )
    opened = open_page(two_file, fragment=nonsense)

    assert opened.complaints == []
    assert opened.page.locator("#view-picture").is_visible()
    assert "Choose a thing or a line" in opened.page.locator("#facts").inner_text()


def taken(page: Page, name: str, folder: Path) -> Path:
    page.locator("#save summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_what_is_shown_can_be_taken_away(two: Page, tmp_path: Path) -> None:
    two.locator("#legend").get_by_role("button", name="person").click()
    rows = list(csv.DictReader(taken(two, "Claims shown as CSV", tmp_path).read_text(encoding="utf-8").splitlines()))
    told = json.loads(taken(two, "All shown as JSON", tmp_path).read_text(encoding="utf-8"))
    drawing = ET.parse(taken(two, "Picture as SVG", tmp_path))  # noqa: S314 -- made by our own page
    picture = taken(two, "Picture as PNG", tmp_path)

    assert len(rows) == len(told["claims"]) == 10
    assert {row["subject"] for row in rows} == {"Blue Line", "Raid on a camp", "Talks at Port Vell"}
    assert [row["quote"] for row in rows if row["lower"] == "30"] == ["killing 30 people"]
    assert [thing["label"] for thing in told["things"]] == ["Raid on a camp", "Talks at Port Vell", "Blue Line", "Red Band", "Port Vell"]
    names = [title.text for title in drawing.iter("{http://www.w3.org/2000/svg}title")]
    assert names[-5:] == [thing["label"] for thing in told["things"]]
    assert picture.name == "two-reports.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert len(picture.read_bytes()) > 10_000


def test_on_paper_the_table_and_all_evidence_are_there_and_controls_are_not(two: Page) -> None:
    two.evaluate("dispatchEvent(new Event('beforeprint'))")
    two.emulate_media(media="print")

    assert two.locator("#claims tbody tr").count() == 11
    assert two.locator("#view-claims").is_visible()
    assert [two.locator(place).is_visible() for place in ("nav", "#search", "#filters", ".zoom >> nth=0")] == [False] * 4


# --- accessibility ---


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_in_any_view(open_page: Open, two_file: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(two_file, scheme, "thing=event/raid").page
    page.get_by_role("button", name="Filters").click()
    page.evaluate("for (const fold of document.querySelectorAll('#panel details, #filters details')) fold.open = true")
    found = []
    for name in ("Graph", "Timeline", "Map", "Claims"):
        view(page, name)
        page.wait_for_timeout(50)
        response = Axe().run(page).response
        found += [
            (name, fault["id"], node["target"])
            for fault in response["violations"]
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]

    assert found == []
