"""Hostile texts in every place there is: shown as they are, and nothing happens."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from kg.export.network_page import write_network_page
from kg.export.page.looks import shown
from kg.graph.network import to_networkx
from kg.model import Article, Coding, Entity, Event, Relation, Span

if TYPE_CHECKING:
    from tests.conftest import Opened

Open = Callable[..., "Opened"]


HOSTILE = [
    "</script><script>window.fired=1</script>",
    "<!--<script>window.fired=1//",
    "<img src=x onerror=window.fired=1>",
    '" onmouseover="window.fired=1" x="',
    "<svg onload=window.fired=1>",
    "javascript:window.fired=1",
    '<a href="javascript:window.fired=1">href</a>',
    "{{7*7}}{% raw %}${7*7}",
    "\u202egnp.exe\u2066",
    "\u2028window.fired=1\u2029",
    "a\x00b\x1b[31m",
    "\\u003cscript\\u003ewindow.fired=1",
    "__proto__",
    "constructor",
    '=HYPERLINK("https://example.org/")',
    "href",
    "https://example.org/'onclick='window.fired=1",
]


def hostile_graph() -> nx.MultiDiGraph:
    """A graph in which every text there is, ids and classes too, is hostile."""
    codings = []
    for number, text in enumerate(HOSTILE):
        quote = Span(0, len(text), text)
        thing = Entity(f"{text}/a", "Person", text, (quote,), alt_labels=(text,), rank=text, facility_type=text, links=((text, text),))
        odd = replace(thing, id=text, cls=text, named=False)
        event = Event(f"{text}/e", "Attack", text, (quote,), (text,), "planned", (text,))
        claims = tuple(
            Relation(event.id, predicate, target, "stated", (quote,), attributed_to=speaker, rule=text)
            for predicate, target, speaker in (("sikg:target", odd.id, None), (text, thing.id, thing.id), (f"x:{text}", text, text))
        )
        report = Article(text or str(number), "0" * 64, len(text), title=text, source=text, url=text)
        codings.append(Coding(report, (thing, odd), (event,), relations=claims))
    return to_networkx(codings, {text: text for text in HOSTILE})


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    write_network_page(hostile_graph(), path, title=HOSTILE[0])
    return path


@pytest.mark.browser
def test_hostile_words_are_shown_and_do_nothing(open_page: Open, hostile_file: Path) -> None:
    opened = open_page(hostile_file)
    page = opened.page
    scripts = page.locator("script").count()
    names = page.locator("#facts button.thing").all_inner_texts()
    page.evaluate(
        """async (number) => {
        for (let at = 0; at < number; at += 1) {
            document.querySelectorAll('#facts button.thing')[at].click();
            for (const fold of document.querySelectorAll('details')) fold.open = true;
            await new Promise((done) => setTimeout(done, 5));
            document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
        }
    }""",
        len(names),
    )
    page.locator("#search input").fill("window")
    statements = 0
    for name in ("Timeline", "Map", "Claims"):
        page.get_by_role("tab", name=name).click()
    for row in page.locator("#claims tbody td:nth-child(2) button").all()[:20]:
        row.click()
        statements += page.locator(".statement").count()
        page.keyboard.press("Escape")

    assert statements == 20
    assert ([hostile_file.as_uri()], []) == (opened.requests, opened.complaints)
    assert {shown(text).strip() for text in HOSTILE} <= set(names)
    assert (None, shown(HOSTILE[0])) == (page.evaluate("window.fired ?? null"), page.title())
    assert (scripts, page.locator("img, iframe, svg[onload], [onerror], [onmouseover], [onclick]").count()) == (3, 0)
    assert page.locator("script").count() == 3
    assert all(href.startswith("https://example.org/") for href in page.eval_on_selector_all("a", "links => links.map(a => a.href)"))


@pytest.mark.browser
def test_a_spreadsheet_takes_no_text_for_a_formula(open_page: Open, hostile_file: Path, tmp_path: Path) -> None:
    page = open_page(hostile_file).page
    page.locator("#save summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Claims shown as CSV").click()
    download.value.save_as(tmp_path / "claims.csv")
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))

    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    assert '\'=HYPERLINK("https://example.org/")' in {cell for row in rows for cell in row}


@pytest.mark.browser
def test_the_policy_stops_a_script_that_is_not_ours(open_page: Open, seed_file: Path) -> None:
    opened = open_page(seed_file)
    opened.page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.fired = 1';
        document.body.append(script);
    }""")

    assert opened.page.evaluate("window.fired ?? null") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)
