"""What tests share: the seed article with its hand coding, what the pipeline makes of it, and programs of other makers.

These are the system's Chromium and Raptor's rapper. Where one is missing, its tests are skipped, and say so; with
SIKG_REQUIRE_ALL=1 they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.contract import read_coding
from kg.model import Coding

if TYPE_CHECKING:
    from click.testing import Result
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
# A browser that asks nobody for anything of its own accord.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(name="kg")
def command_beside_a_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command, run in a folder with the small graph as `graph.nq`."""
    from click.testing import CliRunner

    from kg.cli import main
    from kg.export.registry import export
    from kg.export.source import Source
    from tests.export.small.graph import quads_of_small

    monkeypatch.chdir(tmp_path)
    export(Source.of(quads_of_small()), "nquads", tmp_path / "graph.nq")
    return lambda *words: CliRunner(catch_exceptions=False).invoke(main, [str(word) for word in words])


@pytest.fixture(scope="session")
def gold() -> Coding:
    """The hand coding of the seed article."""
    return read_coding(ROOT / "tests/gold/seed.json")


@pytest.fixture(scope="session")
def gold_text(gold: Coding) -> str:
    """The text that its offsets refer to."""
    return (ROOT / f"seeds/articles/{gold.article.id}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def built() -> kg.KnowledgeGraph:
    """What the pipeline makes of the articles that come with the package."""
    return kg.build()


def program(name: str, package: str) -> str:
    """The path of a program; without it the test is skipped, or fails where everything is required."""
    found = shutil.which(name)
    if found is None:
        reason = f"no {name} on the PATH (apt-get install {package})"
        if os.environ.get("SIKG_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)  # on a desk without it; `.ci/run` asks for everything, and fails above
    return found


@pytest.fixture(scope="session")
def rapper() -> str:
    """The path of Raptor's rapper, a third strict reader of RDF."""
    return program("rapper", "raptor2-utils")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium, driven by playwright."""
    path = program("chromium", "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *QUIET])
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page in the browser and all that it did which a quiet page does not do."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # console warnings and errors, uncaught errors, dialogs


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens a file in the browser, in a light or dark scheme, at a fragment, and listens to it from the first moment."""
    pages: list[Page] = []

    def opening(path: Path, scheme: str = "light", fragment: str = "") -> Opened:
        page = chromium.new_page(viewport={"width": 1500, "height": 940}, color_scheme=scheme, accept_downloads=True)
        pages.append(page)
        opened = Opened(page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (opened.complaints.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        page.locator("html[data-ready]").wait_for(state="attached")
        page.wait_for_timeout(120)  # the picture is framed in the next animation frame
        return opened

    yield opening
    for page in pages:
        page.close()
