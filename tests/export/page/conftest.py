"""Pages for the browser tests: the seed article's, and one of two invented reports that disagree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.export.network_page import write_network_page
from kg.graph.network import to_networkx
from kg.model import Coding
from tests.pages import TEXTS, Drawn, invented

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Opened

TITLE = "What one report says"


@pytest.fixture(scope="session")
def seed_file(gold: Coding, gold_text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "network.html"
    write_network_page(to_networkx([gold], {gold.article.id: gold_text}), path, title=TITLE)
    return path


@pytest.fixture(scope="session")
def two_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "two.html"
    write_network_page(to_networkx(invented(), TEXTS), path, title="Two reports")
    return path


@pytest.fixture
def seed(open_page: Callable[..., Opened], seed_file: Path) -> Page:
    """The seed article's page, just opened."""
    return open_page(seed_file).page


@pytest.fixture
def two(open_page: Callable[..., Opened], two_file: Path) -> Page:
    """The page of the two reports, just opened."""
    return open_page(two_file).page


@pytest.fixture
def drawn(open_page: Callable[..., Opened], seed_file: Path) -> Drawn:
    """The seed article's page with the places of its things in the window."""
    return Drawn(open_page(seed_file), seed_file)
