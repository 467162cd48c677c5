"""The network page: one quiet file that shows every claim with its words, and in which no text can do anything."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from kg.errors import SikgError
from kg.export.network_page import network_page, write_network_page
from kg.export.page.content import content_of
from kg.export.page.layout import Box, positions
from kg.export.page.looks import lines_of, look_of, looks, shown
from kg.export.page.tangles import tangle
from kg.graph.network import to_networkx
from kg.model import Article, Coding, Entity, Event, Relation, Span
from kg.ontology import load

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.conftest import Opened

Open = Callable[..., "Opened"]

TITLE = "What one report says"


@pytest.fixture(scope="module")
def graph(gold: Coding, gold_text: str) -> nx.MultiDiGraph:
    return to_networkx([gold], {gold.article.id: gold_text})


@pytest.fixture(scope="module")
def page_file(graph: nx.MultiDiGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "network.html"
    write_network_page(graph, path, title=TITLE)
    return path


def content_in(html: str) -> dict[str, Any]:
    """The content that a page carries in its data block."""
    block = re.search(r'<script type="application/json" id="content">(.*?)</script>', html, re.DOTALL)
    assert block
    content: dict[str, Any] = json.loads(block[1])
    return content


# --- the file ----------------------------------------------------------------------------------------------


def test_the_same_graph_gives_the_same_bytes_in_another_process(page_file: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.contract import read_coding; from kg.graph.network import to_networkx\n"
        "from kg.export.network_page import write_network_page\n"
        "coding = read_coding(Path('tests/gold/seed.json'))\n"
        "text = Path(f'seeds/articles/{coding.article.id}.txt').read_text(encoding='utf-8')\n"
        "write_network_page(to_networkx([coding], {coding.article.id: text}), Path(sys.argv[1]), title=sys.argv[2])\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again.html"), TITLE], check=True, cwd=root, env=environment)

    assert page_file.read_bytes() == (tmp_path / "again.html").read_bytes()


def test_nothing_in_the_file_points_outside(page_file: Path) -> None:
    html = page_file.read_text(encoding="utf-8")

    assert re.findall(r"<(?:link|img|iframe|object|base)\b|<script[^>]+src|url\(|@import|sourceMappingURL", html) == []
    assert "default-src &#39;none&#39;" in html
    assert "unsafe" not in html[: html.index("<title>")]


def test_the_page_script_is_whole_and_has_no_imports_left(page_file: Path) -> None:
    html = page_file.read_text(encoding="utf-8")

    assert re.findall(r"^(?:import|export) .*$", html, re.MULTILINE) == []
    assert all(f"function {name}(" in html for name in ("element", "painter", "panel", "colourEdges"))


def test_an_old_page_stays_whole_when_the_new_one_cannot_be_written(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    occupied = tmp_path / "network.html"
    (occupied / "inside").mkdir(parents=True)
    with pytest.raises(SikgError, match=r"network\.html: cannot be written"):
        write_network_page(graph, occupied, title=TITLE)

    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]


def test_a_graph_without_anything_is_a_page_too() -> None:
    content = content_in(network_page(to_networkx([], {}), title="Nothing yet"))

    assert (content["summary"], content["drawing"]["nodes"]) == ("0 reports · 0 things · 0 relation claims", [])


# --- looks and places --------------------------------------------------------------------------------------


def test_every_class_of_things_and_events_has_a_look_of_its_own() -> None:
    ontology = load()
    drawn = {*ontology.entity_classes, *ontology.subclasses("Event"), "Event", "Topic", "Concept"}
    signs = [look["sign"] for look in looks()["classes"].values()]

    assert set() == drawn - set(looks()["classes"])
    assert len(signs) == len(set(signs))


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("cls", sorted(looks()["classes"]))
def test_colours_stand_out_from_paper_night_and_the_white_sign_on_them(cls: str) -> None:
    colour = brightness(look_of(cls)["colour"])
    paper, night = brightness("#faf9f6"), brightness("#15181c")

    assert (paper + 0.05) / (colour + 0.05) >= 3  # WCAG 2.2, 1.4.11: graphical objects
    assert (colour + 0.05) / (night + 0.05) >= 3
    assert 1.05 / (colour + 0.05) >= 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\u202egnp.exe", "⟨U+202E⟩gnp.exe", id="right-to-left override"),
        pytest.param("a\x00b\x9b", "a⟨U+0000⟩b⟨U+009B⟩", id="controls"),
        pytest.param("x\ud800", "x⟨U+D800⟩", id="lone surrogate"),
        pytest.param("\U000e0041", "⟨U+E0041⟩", id="tag"),
        pytest.param("حركة الشباب", "حركة الشباب", id="Arabic stays"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="joiners stay"),
    ],
)
def test_marks_that_turn_or_hide_text_are_shown_as_their_code(text: str, expected: str) -> None:
    assert expected == shown(text)


def test_a_long_name_is_wrapped_and_cut() -> None:
    assert lines_of("Burundian soldiers at the African Union base") == ["Burundian soldiers", "at the African Union", "base"]
    assert (len(lines_of("word " * 40)), lines_of("word " * 40)[-1].endswith("…")) == (4, True)
    assert lines_of("  ") == ["—"]


@pytest.mark.parametrize("nodes", [1, 2, 40, 320], ids=["one", "two", "all pairs", "pivots"])
def test_no_box_lies_on_another(nodes: int) -> None:
    tree = nx.Graph()
    tree.add_nodes_from(range(nodes))
    tree.add_edges_from((node, node // 3) for node in range(1, nodes) if node % 11)
    boxes = {node: Box(side=20 + node % 40, above=15, below=20 + node % 30) for node in range(nodes)}
    at = positions(tree, boxes)

    def meet(a: int, b: int) -> bool:
        beside = abs(at[a][0] - at[b][0]) >= boxes[a].side + boxes[b].side
        upper, lower = sorted((a, b), key=lambda node: at[node][1] + (boxes[node].below - boxes[node].above) / 2)
        return not beside and at[upper][1] + boxes[upper].below > at[lower][1] - boxes[lower].above + 1

    assert [(a, b) for a in range(nodes) for b in range(a) if meet(a, b)] == []
    assert nodes == len(at)


def test_tangles_are_crossings_and_lines_through_foreign_boxes() -> None:
    corners = {0: (0.0, 0.0), 1: (10.0, 10.0), 2: (0.0, 10.0), 3: (10.0, 0.0), 4: (5.0, 0.0)}
    small = {node: (x - 1, y - 1, x + 1, y + 1) for node, (x, y) in corners.items()}

    assert tangle(corners, small, [(0, 1), (2, 3)]) == 1.0
    assert tangle(corners, small, [(0, 3)]) == 1.5
    assert tangle(corners, small, [(0, 2), (1, 3), (0, 4)]) == 0.0


# --- the content -------------------------------------------------------------------------------------------


def test_quotes_that_share_a_sentence_are_marked_in_it_together(graph: nx.MultiDiGraph, gold_text: str) -> None:
    content = content_of(graph, TITLE)
    names = [thing["label"] for thing in content["things"]]
    relation = next(r for r in content["relations"] if r["label"] == "supports")
    [passage] = relation["claims"][0]["passages"]
    marked = [text for text, is_marked in passage["pieces"] if is_marked]

    assert (names[relation["from"]], names[relation["to"]]) == ("AU Transition Mission in Somalia", "Somali forces")
    assert len(marked) == 2
    assert "".join(text for text, _ in passage["pieces"]) in gold_text
    assert gold_text[slice(*passage["at"])].startswith(marked[0])
    assert gold_text[slice(*passage["at"])].endswith(marked[1])


def test_implied_claims_are_dashed_and_planned_events_hollow(graph: nx.MultiDiGraph) -> None:
    content = content_in(network_page(graph, title=TITLE))
    dashed = {edge["id"] for edge in content["drawing"]["edges"] if edge["dashes"]}
    implied = {(a, values["predicate"], b) for a, b, values in graph.edges(data=True) if values["basis"] == "implied"}

    assert len(implied) == len(dashed) > 0
    assert [t["label"] for t in content["things"] if t["isHollow"]] == ["Next United States – Kenya Bilateral Defense Forum"]


def test_lines_between_the_same_two_nodes_lie_side_by_side(graph: nx.MultiDiGraph) -> None:
    edges = content_in(network_page(graph, title=TITLE))["drawing"]["edges"]
    drawn = [(*sorted((edge["from"], edge["to"])), edge["from"] < edge["to"], json.dumps(edge["smooth"])) for edge in edges]

    assert len(drawn) == len(set(drawn))


# --- the page in a browser ---------------------------------------------------------------------------------


def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a point of the drawing is in the window, as long as the whole picture is shown."""
    left, top, right, bottom = content_in(page.content())["frame"]
    picture = page.locator("#picture").bounding_box()
    assert picture
    scale = min(picture["width"] / (right - left + 48), picture["height"] / (bottom - top + 48), 1.6)
    middle = (picture["x"] + picture["width"] / 2, picture["y"] + picture["height"] / 2)
    return middle[0] + (x - (left + right) / 2) * scale, middle[1] + (y - (top + bottom) / 2) * scale


def place_of(page: Page, label: str) -> tuple[float, float]:
    content = content_in(page.content())
    number = next(number for number, thing in enumerate(content["things"]) if thing["label"] == label)
    node = content["drawing"]["nodes"][number]
    return on_screen(page, node["x"], node["y"])


def find_line(page: Page, subject: str, target: str, words: str) -> tuple[float, float]:
    """A point of the window at which the line between two things says these words; lines bow and meet, so it is looked for."""
    (ax, ay), (bx, by) = place_of(page, subject), place_of(page, target)
    for along, aside in ((along, aside) for along in (0.5, 0.35, 0.65) for aside in sorted(range(-40, 41, 3), key=abs)):
        share = aside / (((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)
        point = (ax + (bx - ax) * along - (by - ay) * share, ay + (by - ay) * along + (bx - ax) * share)
        page.mouse.move(*point)
        page.wait_for_timeout(30)
        tip = page.locator("#tip")
        if tip.is_visible() and words in tip.inner_text():
            return point
    pytest.fail(f"no line from {subject} to {target} says {words!r}")


def marks(place: Locator) -> list[str]:
    return place.locator("mark").all_inner_texts()


@pytest.mark.browser
def test_it_opens_without_a_request_or_a_complaint(open_page: Open, page_file: Path) -> None:
    opened = open_page(page_file)

    assert ([page_file.as_uri()], []) == (opened.requests, opened.complaints)
    assert opened.page.title() == TITLE
    assert opened.page.locator("header p").inner_text() == "1 report · 47 things · 72 relation claims"


@pytest.mark.browser
def test_the_legend_shows_each_class_by_outline_and_colour(open_page: Open, page_file: Path, graph: nx.MultiDiGraph) -> None:
    page = open_page(page_file).page
    entries = page.locator("#legend span:has(svg[data-outline]:has(path[fill^='#']))")
    expected = {
        (look["name"], look["outline"], look["colour"]) for look in map(look_of, set(nx.get_node_attributes(graph, "cls").values()))
    }
    found = {
        (
            entry.inner_text(),
            entry.locator("svg").get_attribute("data-outline"),
            entry.locator("path").first.get_attribute("fill"),
        )
        for entry in entries.all()
    }

    assert expected == found


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nodes_are_drawn_in_the_colour_of_their_class_and_hollow_if_planned(open_page: Open, page_file: Path, scheme: str) -> None:
    page = open_page(page_file, scheme).page
    content = content_in(page.content())
    picture = page.locator("canvas").bounding_box()
    assert picture

    def colour_at(thing: dict[str, Any], node: dict[str, Any]) -> list[int]:
        x, y = on_screen(page, node["x"] - 0.72 * thing["radius"], node["y"])  # inside every outline, beside every sign
        script = "([x, y]) => [...document.querySelector('canvas').getContext('2d').getImageData(x, y, 1, 1).data]"
        return page.evaluate(script, [x - picture["x"], y - picture["y"]])[:3]

    def expected(thing: dict[str, Any]) -> str:
        ground = "#faf9f6" if scheme == "light" else "#15181c"
        return ground if thing["isHollow"] else content["looks"][thing["look"]]["colour"]

    wrong = [
        (thing["label"], seen, expected(thing))
        for thing, node in zip(content["things"], content["drawing"]["nodes"], strict=True)
        for seen in [colour_at(thing, node)]
        if any(abs(a - b) > 12 for a, b in zip(seen, bytes.fromhex(expected(thing)[1:]), strict=True))
    ]
    assert wrong == []


@pytest.mark.browser
def test_hovering_a_line_tells_the_relation_and_the_quoted_words(open_page: Open, page_file: Path) -> None:
    page = open_page(page_file).page
    find_line(page, "Kenya", "AU Transition Mission in Somalia", "contributes to")

    told = page.locator("#tip").inner_text()
    assert "Kenya contributes to AU Transition Mission in Somalia" in told
    assert "Kenya is part of the AU Transition Mission in Somalia (ATMIS)" in told


@pytest.mark.browser
def test_clicking_a_line_shows_the_claim_with_its_quote_in_its_sentence(open_page: Open, page_file: Path, gold_text: str) -> None:
    page = open_page(page_file).page
    page.mouse.click(*find_line(page, "Attack on the African Union base hosting Burundian soldiers", "Al-Shabaab", "perpetrator"))
    panel = page.locator("#panel")

    assert page.locator("#tip").is_hidden()
    assert marks(panel) == ["the Al-Shabaab militant group stormed the African union military base"]
    assert panel.locator("blockquote").inner_text() in gold_text
    assert panel.locator(".basis").all_inner_texts() == ["stated"]
    for words in ("perpetrator", "confidence 100 %", "in the report’s own voice", "2022-05-05", "characters 1431–1500"):
        assert words in panel.inner_text()


@pytest.mark.browser
def test_clicking_a_node_or_its_label_shows_its_facts(open_page: Open, page_file: Path) -> None:
    page = open_page(page_file).page
    x, y = place_of(page, "Westgate mall attack")
    for below in (0, 26):
        page.keyboard.press("Escape")
        page.mouse.click(x, y + below)
        panel = page.locator("#panel")
        assert panel.locator("h2").inner_text() == "Westgate mall attack"

    headings = [heading.casefold() for heading in panel.locator("h3").all_inner_texts()]
    assert headings == ["casualties", "dates", "occurred at", "perpetrator", "target", "victim", "mentioned in"]
    assert panel.locator("dl").inner_text().split("\n") == ["kind", "attack", "when", "2013"]
    panel.get_by_text("at least 71 killed").click()
    assert "As worded: “over 70”" in panel.inner_text()


@pytest.mark.browser
def test_choosing_dims_the_rest_and_escape_gives_the_first_picture_back(open_page: Open, page_file: Path) -> None:
    page = open_page(page_file).page

    def picture() -> str:
        page.wait_for_timeout(150)
        return str(page.evaluate("document.querySelector('canvas').toDataURL()"))

    first = picture()
    page.get_by_role("button", name="Al-Shabaab").click()
    chosen = picture()
    page.keyboard.press("Escape")

    assert chosen != first
    assert picture() == first


@pytest.mark.browser
def test_the_speaker_of_a_claim_is_named(open_page: Open, page_file: Path) -> None:
    page = open_page(page_file).page
    page.get_by_role("button", name="cybersecurity").click()
    page.locator("summary", has_text="Kenya Bilateral Defense Forum").click()

    assert "said by Kenya Ministry of Defence" in page.locator("#panel").inner_text()


@pytest.mark.browser
def test_it_can_be_read_with_the_keyboard_alone(open_page: Open, page_file: Path) -> None:
    page = open_page(page_file).page

    def tab_to(name: str) -> None:
        for _ in range(90):
            page.keyboard.press("Tab")
            if name in (page.evaluate("document.activeElement.innerText") or ""):
                return
        pytest.fail(f"no way to {name} by the Tab key")

    tab_to("Al-Shabaab")
    page.keyboard.press("Enter")
    tab_to("Al-Qaeda")
    page.keyboard.press("Enter")
    assert "Al-Qaeda linked militant group" in " ".join(marks(page.locator("details[open]")))
    page.keyboard.press("Escape")
    assert "Choose a thing or a line" in page.locator("#panel").inner_text()


@pytest.mark.browser
def test_on_a_narrow_screen_picture_and_panel_stand_one_above_the_other(open_page: Open, page_file: Path) -> None:
    page = open_page(page_file).page
    page.set_viewport_size({"width": 420, "height": 800})
    page.wait_for_timeout(200)
    picture, panel = page.locator("#picture").bounding_box(), page.locator("#panel").bounding_box()

    assert picture
    assert panel
    assert panel["y"] >= picture["y"] + picture["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- hostile words -----------------------------------------------------------------------------------------

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


@pytest.mark.browser
def test_hostile_words_are_shown_and_do_nothing(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    write_network_page(hostile_graph(), path, title=HOSTILE[0])
    opened = open_page(path)
    page = opened.page
    scripts = page.locator("script").count()
    names = page.locator("button.thing").all_inner_texts()
    for number in range(len(names)):
        page.locator("button.thing").nth(number).click()
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        page.keyboard.press("Escape")
    content = content_in(page.content())
    places = {node["id"]: (node["x"], node["y"]) for node in content["drawing"]["nodes"]}
    statements = 0
    for edge in content["drawing"]["edges"]:  # hovering tells, clicking shows the relation
        (ax, ay), (bx, by) = places[edge["from"]], places[edge["to"]]
        page.mouse.click(*on_screen(page, (ax + bx) / 2, (ay + by) / 2))
        statements += page.locator(".statement").count()

    assert statements > len(HOSTILE)
    assert ([path.as_uri()], []) == (opened.requests, opened.complaints)
    assert {shown(text).strip() for text in HOSTILE} <= set(names)
    assert (None, shown(HOSTILE[0])) == (page.evaluate("window.fired ?? null"), page.title())
    assert (scripts, page.locator("img, iframe, svg[onload], [onerror], [onmouseover], [onclick]").count()) == (3, 0)
    assert all(href.startswith("https://example.org/") for href in page.eval_on_selector_all("a", "links => links.map(a => a.href)"))


@pytest.mark.browser
def test_the_policy_stops_a_script_that_is_not_ours(open_page: Open, page_file: Path) -> None:
    opened = open_page(page_file)
    opened.page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.fired = 1';
        document.body.append(script);
    }""")

    assert opened.page.evaluate("window.fired ?? null") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_only_web_addresses_become_links() -> None:
    one = Coding(Article("a", "0" * 64, 1), (Entity("x/y", "Place", "y", (Span(0, 1, "y"),)),))
    addresses = [
        "https://example.org/a?b=c",
        "http://example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///x",
        "//x",
        "https://",
    ]
    codings = [replace(one, article=replace(one.article, id=str(number), url=url)) for number, url in enumerate(addresses)]

    assert [*addresses[:2], *[None] * 5] == [report["url"] for report in content_of(to_networkx(codings, {}), "x")["reports"]]
