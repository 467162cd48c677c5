"""The network page beside pyvis's own pages: size, CPU until one can look at it, and frames a second while dragging.

    python tests/benchmarks/network_page.py [NODES …]

For each number of nodes (50, 500, 5,000 and 50,000) an invented graph of reports is written as our page, and up to 5,000 nodes also as
pyvis's default page (forces at work) and its static page (forces off, our positions), whose lists are filled directly, since `add_node`
is quadratic. Each page is opened in a Chromium of its own, one after the other in one run; pyvis's requests to other hosts are cut off.
CPU is that of all processes of the browser, from opening until the page is ready: ours when it says so, pyvis's when it has drawn,
its default page when its forces have settled (or not within SETTLE_SECONDS of the clock). Exits with 1 where a bar is missed. Linux
only. No part of the test run: times on a shared machine prove nothing.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import networkx as nx  # noqa: E402 -- the checkout has to be on the path first
from playwright.sync_api import Browser, Error, Page, sync_playwright  # noqa: E402

from kg.export.network_page import render_network_page  # noqa: E402
from tests.conftest import QUIET  # noqa: E402

NODES = (50, 500, 5_000, 50_000)
PYVIS_UP_TO = 5_000
SETTLE_SECONDS = 45
LOOK_SECONDS = 100  # after which a browser that answers no more is ended
READY = "html[data-ready]"  # what our page says when it is
DRAG_SECONDS = 4.0
FRAMES_AT_LEAST = 20.0  # a second, ours at 5,000 nodes
BUILD_SECONDS = 10.0  # CPU in Python for 50,000 nodes
TICKS = os.sysconf("SC_CLK_TCK")
WORDS = (
    "gunmen",
    "attacked",
    "the",
    "convoy",
    "near",
    "a",
    "market",
    "and",
    "killed",
    "people",
    "on",
    "Monday",
    "said",
    "army",
    "officers",
    "in",
    "statements",
)


def invented(nodes: int) -> nx.MultiDiGraph:
    """A graph of reports with hubs: events with perpetrator, target and place, each claim with its sentence."""
    chance = random.Random(7)
    graph = nx.MultiDiGraph(
        articles={
            f"a{n:05}": {"title": f"Report {n}", "source": "Daily", "published": "2024-05-03", "url": None}
            for n in range(max(1, nodes // 20))
        }
    )
    kinds = (("Attack", "event"), ("ArmedGroup", "entity"), ("Person", "entity"), ("Place", "entity"))
    for number in range(nodes):
        cls, kind = kinds[number % 4]
        day = dict.fromkeys(
            ("begin_earliest", "begin_latest", "end_earliest", "end_latest"), f"{2000 + number % 24}-0{1 + number % 9}-1{number % 9}"
        )
        dates = [{**claim(number, number), "text": "2024", "verbatim": "2024", "precision": "day", **day}] if kind == "event" else []
        position = {"lat": chance.uniform(-30, 50), "lon": chance.uniform(-20, 60), "place_precision": "exact"} if cls == "Place" else {}
        graph.add_node(f"{kind}/{number:05}", label=f"{cls} number {number}", cls=cls, kind=kind, named=True, alt_labels=[], status=None, event_types=[], dates=dates, casualties=[], mentions=[], articles=[], date="2024" if dates else "", **position)  # fmt: skip
    names = list(graph)
    for number in range(1, nodes):
        for target in (
            {int(number * chance.random() ** 1.5), chance.randrange(number)} if number % 2 else {int(number * chance.random() ** 1.5)}
        ):
            graph.add_edge(
                names[number],
                names[target],
                predicate="sikg:target",
                label="target",
                inverse_label="target of",
                validity=None,
                **claim(number, target, nodes),
            )
    return graph


def claim(number: int, other: int, nodes: int = 1) -> dict[str, Any]:
    sentence = " ".join(WORDS[(number * other + at) % len(WORDS)] for at in range(22)) + f" ({number})."
    report = f"a{number % max(1, nodes // 20):05}"
    quote = {
        "article": report,
        "start": number * 100 + 10,
        "end": number * 100 + 40,
        "quote": sentence[10:40],
        "sentence": sentence,
        "offset": 10,
    }
    return {
        "id": f"{number}/{other}",
        "article": report,
        "basis": "stated",
        "confidence": 0.9,
        "speaker": None,
        "rule": "subject",
        "evidence": [quote],
        "contradicts": [],
    }


def pyvis_page(graph: nx.MultiDiGraph, *, physics: bool) -> str:
    """Pyvis's own page of the same nodes and edges, as its template makes it."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    numbers = {name: number for number, name in enumerate(graph)}
    side = int(len(numbers) ** 0.5) + 1
    network.nodes = [
        {"id": n, "label": graph.nodes[name]["label"], "shape": "dot", "x": n % side * 150, "y": n // side * 100}
        for name, n in numbers.items()
    ]
    network.edges = [{"from": numbers[a], "to": numbers[b], "arrows": "to"} for a, b in graph.edges()]
    network.node_ids = list(numbers.values())
    network.toggle_physics(physics)
    return network.generate_html()


@dataclass
class Found:
    size: int
    cpu: float | None  # seconds; None where it did not get ready
    frames: float  # a second


def browser_cpu() -> float:
    """The CPU seconds of every process below this one that is a browser's."""
    parents, used, names = {}, {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it has ended meanwhile
            continue
        name, _, rest = line.partition("(")[2].rpartition(")")
        fields = rest.split()
        parents[int(folder.name)], used[int(folder.name)], names[int(folder.name)] = int(fields[1]), int(fields[11]) + int(fields[12]), name
    return sum(used[pid] for pid in parents if "chrom" in names[pid] and os.getpid() in _line(pid, parents)) / TICKS


def _line(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid in parents:
        pid = parents[pid]
        yield pid


def look_apart(path: Path, ready: str, fragment: str) -> Found:
    """Look at a page from a process and a browser of its own, which are ended if they do not come back."""
    words = [sys.executable, __file__, "--look", str(path), ready, fragment]
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True) as looking:
        try:
            told, _ = looking.communicate(timeout=LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(looking.pid, signal.SIGKILL)
            looking.communicate()
            told = b""
    return Found(**json.loads(told)) if told else Found(path.stat().st_size, None, 0.0)


def look_here(path: Path, ready: str, fragment: str) -> Found:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", *QUIET])
        browser.new_page().close()  # so that starting up is not counted
        found = look(browser, path, ready, fragment=fragment)
        browser.close()
    return found


def look(browser: Browser, path: Path, ready: str, *, fragment: str = "") -> Found:
    """Open a page, wait until it is ready, drag it about."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(SETTLE_SECONDS * 1000)
    page.route(re.compile(r"^https?:"), lambda route: route.abort())
    page.add_init_script(
        "window.frames_ = 0; const tick = () => { window.frames_ += 1; requestAnimationFrame(tick); }; requestAnimationFrame(tick);"
    )
    before = browser_cpu()
    page.goto(path.as_uri() + fragment, wait_until="commit")
    cpu: float | None
    try:
        if ready == READY:  # our policy lets no text be evaluated in the page
            page.locator(READY).wait_for(state="attached")
        else:
            page.wait_for_function(ready, polling=200)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        cpu = browser_cpu() - before
    except Error as late:  # however it waited: not ready
        print(f"    not ready: {str(late).splitlines()[0]}", file=sys.stderr)  # noqa: T201
        cpu = None
    frames = drag(page)
    page.close()
    return Found(path.stat().st_size, cpu, frames)


def drag(page: Page) -> float:
    """Frames a second while the picture is pulled about with the mouse."""
    page.mouse.move(330, 520)
    page.mouse.down()
    begun, frames = time.monotonic(), page.evaluate("window.frames_")
    step = 0
    while time.monotonic() - begun < DRAG_SECONDS:
        step += 1
        page.mouse.move(330 + step * 9 % 300, 520 + step * 5 % 160)
    shown = page.evaluate("window.frames_") - frames
    took = time.monotonic() - begun
    page.mouse.up()
    return float(shown) / took


def measure(nodes: int, folder: Path) -> tuple[dict[str, Found], float]:
    """What is found of each page of a graph, and the CPU seconds that our page took to make."""
    graph = invented(nodes)
    begun = time.process_time()
    ours = render_network_page(graph, title=f"{nodes} nodes")
    build = time.process_time() - begun
    pages = {"ours": (ours, READY, "#part=all" if nodes <= PYVIS_UP_TO else "")}
    if nodes <= PYVIS_UP_TO:
        drawn = "window.network && network.body && (window.drawn_ ?? (network.once('afterDrawing', () => { window.drawn_ = true; }), network.redraw(), false))"
        settled = "window.network && network.physics && network.physics.stabilized"
        pages |= {
            "pyvis static": (pyvis_page(graph, physics=False), drawn, ""),
            "pyvis default": (pyvis_page(graph, physics=True), settled, ""),
        }
    found = {}
    for name, (text, ready, fragment) in pages.items():
        path = folder / f"{nodes}-{name.replace(' ', '-')}.html"
        path.write_text(text, encoding="utf-8")
        found[name] = look_apart(path, ready, fragment)
        told = found[name]
        cpu = "never" if told.cpu is None else f"{told.cpu:.2f} s"
        print(f"{nodes:>7,} {name:14} {told.size / 1e6:7.2f} MB   CPU to ready {cpu:>8}   {told.frames:5.1f} frames/s", flush=True)  # noqa: T201
    print(f"{nodes:>7,} {'build':14} {build:7.2f} s CPU in Python", flush=True)  # noqa: T201
    return found, build


def main() -> int:
    """Measure, print, and say whether the bars are met."""
    if sys.argv[1:2] == ["--look"]:
        print(json.dumps(asdict(look_here(Path(sys.argv[2]), sys.argv[3], sys.argv[4]))))  # noqa: T201
        return 0
    asked = [int(word.replace(",", "")) for word in sys.argv[1:]] or list(NODES)
    with tempfile.TemporaryDirectory() as folder:
        found = {nodes: measure(nodes, Path(folder)) for nodes in asked}
    faults = []
    if 5_000 in found and found[5_000][0]["ours"].frames < FRAMES_AT_LEAST:
        faults.append(f"ours at 5,000 nodes: fewer than {FRAMES_AT_LEAST:g} frames a second")
    if 50_000 in found and found[50_000][1] > BUILD_SECONDS:
        faults.append(f"building the page for 50,000 nodes takes more than {BUILD_SECONDS:g} s")
    if {5_000, 50_000} <= set(found):
        ego, static = found[50_000][0]["ours"].cpu, found[5_000][0]["pyvis static"].cpu
        ratio = f"{ego / static:.2f} of its CPU (at most 1)" if ego and static else "no ratio"
        print(f"ours with 50,000 nodes / pyvis static with 5,000: {ratio}")  # noqa: T201
        if not (ego and static and ego <= static):
            faults.append("50,000 nodes take more CPU to open than pyvis's static page of 5,000")
    for fault in faults:
        print(f"MISSED: {fault}")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
