"""The panel: facts by relation with basis, speaker and quote, figures side by side, contradictions, paths and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def choose(page: Page, label: str) -> None:
    page.locator("#search input").fill(label)
    page.keyboard.press("Enter")


def test_figures_of_all_sources_stand_side_by_side_and_contradictions_are_marked(two: Page) -> None:
    choose(two, "Raid on a camp")
    facts = two.locator("#facts")

    assert "Casualties · 2 figures from 2 reports".casefold() in facts.inner_text().casefold()
    told = [" ".join(summary.inner_text().split()) for summary in facts.locator(".figure summary").all()]
    assert told == [
        "30 killed “30 people” · Daily: Thirty dead at camp contradicted stated",
        "at most 12 killed “At most 12” · Weekly: Army speaks contradicted resolved",
    ]
    facts.locator(".figure summary").first.click()
    facts.locator(".figure mark").first.wait_for()
    assert "Cannot be true together with: at most 12 killed (Weekly: Army speaks)" in facts.inner_text()
    assert facts.locator(".figure mark").first.inner_text() == "killing 30 people"
    assert facts.locator(".figure svg.bounds").count() == 2


def test_a_source_with_an_address_is_a_link_and_others_are_not(two: Page) -> None:
    choose(two, "Raid on a camp")
    two.evaluate("for (const fold of document.querySelectorAll('#facts details')) fold.open = true")
    two.wait_for_timeout(50)

    assert {"https://example.org/a1"} == set(two.locator("#facts a").evaluate_all("links => links.map((link) => link.href)"))


def test_the_speaker_of_a_claim_is_named(seed: Page) -> None:
    seed.locator("#facts").get_by_role("button", name="cybersecurity").click()
    seed.locator("#facts summary", has_text="Kenya Bilateral Defense Forum").click()
    seed.locator("#facts [data-relation] mark").first.wait_for()

    assert "said by Kenya Ministry of Defence" in seed.locator("#facts").inner_text()


def test_claims_of_several_reports_make_one_fact_that_tells_each(two: Page) -> None:
    choose(two, "Raid on a camp")
    two.locator("#facts summary", has_text="Red Band").click()
    two.locator("#facts [data-relation] mark").first.wait_for()

    assert two.locator("#facts [data-relation] mark").all_inner_texts() == ["the Red Band raided", "The Red Band raided"]


def test_measures_and_community_are_told(seed: Page) -> None:
    choose(seed, "Kenya")
    told = seed.locator("#facts dl").last.inner_text().split("\n")

    assert told[:3] == ["links", "13", "betweenness"]
    assert 0.3 < float(told[3]) < 0.8
    seed.locator("#facts dl button").click()
    assert seed.locator("#part").inner_text().startswith("One community: ")


def test_the_path_between_two_things_is_shown_step_by_step_with_its_words(two: Page) -> None:
    choose(two, "Port Vell")
    two.get_by_role("button", name="Path to…").click()
    two.locator(".goal input").fill("Birk")
    two.keyboard.press("Enter")

    steps = two.locator("#facts .path li > button").all_inner_texts()
    assert steps == ["Port Vell", "Raid on a camp", "Red Band", "Ada Birk"]
    assert "3 steps" in two.locator("#facts").inner_text()
    two.locator("#facts .path summary", has_text="perpetrator").click()
    two.locator("#facts .path mark").first.wait_for(state="attached")
    assert "the Red Band raided" in two.locator("#facts mark").all_inner_texts()


def test_where_filters_leave_no_path_that_is_said(two: Page) -> None:
    two.locator("#legend").get_by_role("button", name="armed group").click()
    choose(two, "Port Vell")
    two.get_by_role("button", name="Path to…").click()
    two.locator(".goal input").fill("Birk")
    two.keyboard.press("Enter")

    assert "No path between Port Vell and Ada Birk" in two.locator("#facts").inner_text()
