"""What the tests of the page share: invented reports that disagree, where a thing is drawn in the window, and what a page holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.model import Article, Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation, Span

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Opened

TEXTS = {
    "a1": "On 3 May 2022 the Red Band raided a camp near Port Vell, killing 30 people. Ada Birk said the band fled.",
    "a2": "The Red Band raided a camp near Port Vell on 9 June 2021. At most 12 people were killed, the army said. The Blue Line denied it.",
}


def span(article: str, quote: str) -> Span:
    start = TEXTS[article].index(quote)
    return Span(start, start + len(quote), quote)


def day(*numbers: int) -> Bounds:
    return Bounds(*[date(*numbers)] * 4)


def invented() -> list[Coding]:
    """Two reports of one raid that differ on its day and toll, with things near and far from it."""
    band = Entity("org/red-band", "ArmedGroup", "Red Band", (span("a1", "the Red Band"),), alt_labels=("La Bandé Rouge",))
    line = Entity("org/blue-line", "ArmedGroup", "Blue Line", (span("a2", "The Blue Line"),))
    birk = Entity("person/ada-birk", "Person", "Ada Birk", (span("a1", "Ada Birk"),))
    port = Entity("place/port-vell", "Place", "Port Vell", (span("a1", "Port Vell"),), lat=10.5, lon=-61.2, place_precision="near")
    raid = Event("event/raid", "Attack", "Raid on a camp", (span("a1", "raided a camp"),), ("armed-assault",))
    talks = Event("event/talks", "Meeting", "Talks at Port Vell", (span("a2", "The Blue Line denied"),), status="planned")
    band_again, port_again = replace(band, mentions=(span("a2", "The Red Band"),)), replace(port, mentions=(span("a2", "Port Vell"),))
    raid_again = replace(raid, mentions=(span("a2", "raided a camp"),))
    first = Coding(
        Article("a1", "0" * 64, 1, published=date(2022, 5, 4), title="Thirty dead at camp", source="Daily", url="https://example.org/a1"),
        (band, birk, port),
        (raid,),
        (Dating("event/raid", day(2022, 5, 3), "day", "3 May 2022", "stated", (span("a1", "3 May 2022"),)),),
        (CasualtyFigure("event/raid", "killed", 30, 30, 30, "exactly", "30 people", "stated", (span("a1", "killing 30 people"),)),),
        (
            Relation("event/raid", "sikg:perpetrator", "org/red-band", "stated", (span("a1", "the Red Band raided"),), rule="subject"),
            Relation("event/raid", "sikg:occurredAt", "place/port-vell", "stated", (span("a1", "near Port Vell"),)),
            Relation("person/ada-birk", "sikg:opposes", "org/red-band", "implied", (span("a1", "Ada Birk said"),)),
        ),
    )
    second = Coding(
        Article("a2", "0" * 64, 1, published=date(2022, 5, 6), title="Army speaks", source="Weekly"),
        (band_again, line, port_again),
        (raid_again, talks),
        (Dating("event/raid", day(2021, 6, 9), "day", "9 June 2021", "stated", (span("a2", "9 June 2021"),)),
         Dating("event/talks", Bounds(date(2019, 1, 1), date(2019, 12, 31)), "year", "2019", "resolved", (span("a2", "denied"),))),
        (CasualtyFigure("event/raid", "killed", None, 12, None, "at-most", "At most 12", "resolved", (span("a2", "At most 12 people were killed"),)),),
        (
            Relation("event/raid", "sikg:perpetrator", "org/red-band", "stated", (span("a2", "The Red Band raided"),)),
            Relation("org/blue-line", "sikg:opposes", "org/red-band", "implied", (span("a2", "The Blue Line denied it"),), attributed_to="org/blue-line"),
            Relation("event/talks", "sikg:participant", "org/blue-line", "stated", (span("a2", "The Blue Line"),)),
        ),
    )  # fmt: skip
    return [first, second]


def content_in(html: str) -> dict[str, Any]:
    """The content that a page carries in its data block."""
    block = re.search(r'<script type="application/json" id="content">(.*?)</script>', html, re.DOTALL)
    assert block
    content: dict[str, Any] = json.loads(block[1])
    return content


class Drawn:
    """Where things are in the window, as long as the whole graph is shown and has not been moved."""

    def __init__(self, opened: Opened, path: Path) -> None:
        self.page: Page = opened.page
        self.content = content_in(path.read_text(encoding="utf-8"))
        self.things = self.content["things"]
        places = self.content["drawing"]["places"]
        self.places = list(zip(places[::2], places[1::2], strict=True))

    def number(self, label: str) -> int:
        return next(number for number, thing in enumerate(self.things) if thing["label"] == label)

    def on_screen(self, x: float, y: float) -> tuple[float, float]:
        picture = self.page.locator("#picture").bounding_box()
        assert picture
        left, top, right, bottom = self._frame()
        scale = min(picture["width"] / (right - left + 52), picture["height"] / (bottom - top + 52), 1.6)
        middle = picture["x"] + picture["width"] / 2, picture["y"] + picture["height"] / 2
        return middle[0] + (x - (left + right) / 2) * scale, middle[1] + (y - (top + bottom) / 2) * scale

    def place_of(self, label: str) -> tuple[float, float]:
        return self.on_screen(*self.places[self.number(label)])

    def _frame(self) -> tuple[float, float, float, float]:
        """As `frameOf` in geometry.js."""
        boxes = []
        for thing, (x, y) in zip(self.things, self.places, strict=True):
            lines = [*thing.get("lines", [thing["label"]]), *thing.get("under", ())]
            side = max(thing["radius"], *(len(line) * 3.55 for line in lines))
            boxes.append((x - side, y - thing["radius"], x + side, y + thing["radius"] + 6 + 15 * len(lines)))
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    def find_line(self, subject: str, target: str, words: str) -> tuple[float, float]:
        """A point at which the line between two things says these words; lines bow and meet, so it is looked for."""
        (ax, ay), (bx, by) = self.place_of(subject), self.place_of(target)
        for along, aside in ((along, aside) for along in (0.5, 0.35, 0.65) for aside in sorted(range(-40, 41, 3), key=abs)):
            share = aside / (((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)
            point = ax + (bx - ax) * along - (by - ay) * share, ay + (by - ay) * along + (bx - ax) * share
            self.page.mouse.move(*point)
            self.page.wait_for_timeout(25)
            tip = self.page.locator("#tip")
            if tip.is_visible() and words in tip.inner_text():
                return point
        pytest.fail(f"no line from {subject} to {target} says {words!r}")


def shown_now(page: Page) -> str:
    """How many things the page says are shown: "6 of 8 things"."""
    return page.locator("#part").inner_text().partition(": ")[2].partition(" things")[0]
