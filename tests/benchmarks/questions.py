"""`kg query`'s worker on a large graph, beside pyoxigraph alone, rdflib and maplib, in one run.

    python tests/benchmarks/questions.py [--triples 1000000] [--rounds 5] [--maplib PYTHON]

Eight named questions, each asked of data that is loaded; the median of the rounds is compared. rdflib gets one round, and
no more than a minute a question. maplib is asked only where a Python is named that has it. No part of the test run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from many import write  # noqa: E402 -- the checkout has to be on the path first

from kg.graph.store import Store, read_quads  # noqa: E402
from kg.graph.terms import Quad, to_nquads  # noqa: E402
from kg.query import Worker, find  # noqa: E402

QUESTIONS = ("cq01", "cq02", "cq05", "cq06", "cq11", "cq15", "cq16", "cq20")
MAPLIB = """
import sys, time, json; from maplib import Model
model = Model(); model.read(sys.argv[1], format="ntriples")
for text in json.loads(sys.stdin.read()):
    begun = time.perf_counter(); model.query(text); print(time.perf_counter() - begun, flush=True)
"""


def timed(ask: Callable[[], object], rounds: int) -> float:
    """The median seconds of some rounds, after one that warms."""
    found = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        ask()
        found.append(time.perf_counter() - begun)
    return median(found[1:])


def rdflib_seconds(path: Path) -> dict[str, float]:
    import rdflib

    graph = rdflib.Graph().parse(path, format="nt")
    found = {}
    for name in QUESTIONS:
        begun = time.perf_counter()
        list(graph.query(find(name).text()))
        found[name] = time.perf_counter() - begun
    return found


def maplib_seconds(python: str, path: Path) -> dict[str, float]:
    import json

    texts = json.dumps([find(name).text() for name in QUESTIONS])
    done = subprocess.run([python, "-c", MAPLIB, str(path)], input=texts, capture_output=True, text=True, check=True)
    return dict(zip(QUESTIONS, map(float, done.stdout.split()), strict=True))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--maplib", metavar="PYTHON")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data, plain = Path(folder, "many.nq"), Path(folder, "many.nt")
        write(args.triples, data)
        with plain.open("w", encoding="utf-8") as stream:
            stream.writelines(to_nquads(Quad(q.subject, q.predicate, q.object)) + "\n" for q in read_quads(data))
        found: dict[str, dict[str, float]] = {"kg query": {}, "pyoxigraph": {}}
        store = Store.read(data)
        with Worker(data) as worker:
            for name in QUESTIONS:
                text = find(name).text()
                found["kg query"][name] = timed(lambda text=text: worker.ask(text), args.rounds)  # type: ignore[misc] # a default binds it
                found["pyoxigraph"][name] = timed(lambda text=text: store.raw(text).serialize(format=_json()), args.rounds)  # type: ignore[misc] # a default binds it
        if not args.no_rdflib:
            found["rdflib"] = rdflib_seconds(plain)
        if args.maplib:
            found["maplib"] = maplib_seconds(args.maplib, plain)
    print(f"{'':10}" + "".join(f"{name:>14}" for name in found) + "   milliseconds")  # noqa: T201
    for name in QUESTIONS:
        print(f"{name:10}" + "".join(f"{one[name] * 1000:14.2f}" for one in found.values()))  # noqa: T201
    ratios = {name: median(one[q] / found["kg query"][q] for q in QUESTIONS) for name, one in found.items()}
    print(f"{'median':10}" + "".join(f"{ratio:13.2f}x" for ratio in ratios.values()) + "   of kg query")  # noqa: T201
    return 0


def _json() -> object:
    import pyoxigraph as ox

    return ox.QueryResultsFormat.JSON


if __name__ == "__main__":
    sys.exit(main())
