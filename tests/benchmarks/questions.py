"""`kg query`'s worker on a large graph, beside pyoxigraph alone, rdflib and maplib, in one run.

    python tests/benchmarks/questions.py [--triples 1000000] [--rounds 5] [--maplib PYTHON] [--no-rdflib]

Eight named questions, each asked of data that is loaded; medians of the rounds. All 25 are asked of the worker too, to
see that none grows too slow. rdflib and maplib run in processes of their own: rdflib gets one round and at most a minute a
question, maplib is asked only where a Python is named that has it. Prints a Markdown table. No part of the test run.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from many import write  # noqa: E402 -- the checkout has to be on the path first

from kg.graph.store import Store, read_quads  # noqa: E402
from kg.graph.terms import Quad, to_nquads  # noqa: E402
from kg.query import Worker, find, questions  # noqa: E402

QUESTIONS = ("cq01", "cq02", "cq05", "cq06", "cq11", "cq15", "cq16", "cq20")
QUESTION_SECONDS = 60
LOAD_SECONDS = 240
SLOW_SECONDS = 2.0  # no named question may take longer
Times = dict[str, float]  # seconds by question; infinite where it was stopped

# Other engines: the program gets a file and, on stdin, queries; it prints the seconds of each, or "late".
RDFLIB = f"""
import json, signal, sys, time, rdflib
def late(*_): raise TimeoutError
signal.signal(signal.SIGALRM, late)
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
print("loaded", flush=True)
for text in json.load(sys.stdin):
    begun = time.perf_counter()
    signal.alarm({QUESTION_SECONDS})
    try:
        list(graph.query(text))
        print(time.perf_counter() - begun, flush=True)
    except TimeoutError:
        print("late", flush=True)
    signal.alarm(0)
"""
MAPLIB = """
import json, statistics, sys, time
from maplib import Model
model = Model()
model.read(sys.argv[1], format="ntriples")
print("loaded", flush=True)
for text in json.load(sys.stdin):
    found = []
    for _ in range(int(sys.argv[2]) + 1):
        begun = time.perf_counter()
        model.query(text)
        found.append(time.perf_counter() - begun)
    print(statistics.median(found[1:]), flush=True)
"""


def timed(ask: Callable[[], object], rounds: int) -> float:
    """The median seconds of some rounds, after one that warms."""
    found = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        ask()
        found.append(time.perf_counter() - begun)
    return median(found[1:])


def elsewhere(python: str, program: str, path: Path, rounds: int) -> Times:
    """The times of another engine; those it did not come to in time, or could not answer, are infinite."""
    texts = json.dumps([find(name).text() for name in QUESTIONS])
    seconds = LOAD_SECONDS + QUESTION_SECONDS * len(QUESTIONS)
    with tempfile.TemporaryFile("w+") as out:
        command = [python, "-c", program, str(path), str(rounds)]
        try:
            ended = subprocess.run(command, input=texts, stdout=out, stderr=subprocess.PIPE, text=True, timeout=seconds, check=False)
            if ended.returncode:
                print(f"{python}: {ended.stderr.strip().splitlines()[-1]}", file=sys.stderr)  # noqa: T201
        except subprocess.TimeoutExpired:
            print(f"{python}: stopped after {seconds} s", file=sys.stderr)  # noqa: T201
        out.seek(0)
        said = out.read().split()[1:]
    found = [math.inf if word == "late" else float(word) for word in said]
    return dict(zip(QUESTIONS, found + [math.inf] * (len(QUESTIONS) - len(found)), strict=True))


def measure(args: argparse.Namespace, folder: Path) -> tuple[dict[str, Times], Times]:
    """The times of each engine, and those of the worker on all questions."""
    import pyoxigraph as ox

    data, plain = folder / "many.nq", folder / "many.nt"
    write(args.triples, data)
    with plain.open("w", encoding="utf-8") as stream:  # what our default graph holds: each triple once
        stream.writelines({to_nquads(Quad(q.subject, q.predicate, q.object)) + "\n": None for q in read_quads(data)})
    texts = {question.number: question.text() for question in questions()}
    with Worker(data) as worker:
        every = {name: timed(partial(worker.ask, text), args.rounds) for name, text in texts.items()}
    found = {"`kg query`": {name: every[name] for name in QUESTIONS}}
    store = Store.read(data)

    def answer(text: str) -> object:
        return store.raw(text).serialize(format=ox.QueryResultsFormat.JSON)

    found["pyoxigraph alone"] = {name: timed(partial(answer, texts[name]), args.rounds) for name in QUESTIONS}
    if not args.no_rdflib:
        found["rdflib"] = elsewhere(sys.executable, RDFLIB, plain, 1)
    if args.maplib:
        found["maplib"] = elsewhere(args.maplib, MAPLIB, plain, args.rounds)
    return found, every


def main() -> int:
    """Measure and print; 1 where a question is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--maplib", metavar="PYTHON")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found, every = measure(args, Path(folder))
    print(f"\n| milliseconds on {args.triples:,} triples | {' | '.join(found)} |\n|---|{'--:|' * len(found)}")  # noqa: T201
    for name in QUESTIONS:
        print(f"| {name} | {' | '.join(shown(one[name]) for one in found.values())} |")  # noqa: T201
    ratios = [median(one[name] / found["`kg query`"][name] for name in QUESTIONS) for one in found.values()]
    print(f"| median of the ratios to `kg query` | {' | '.join('–' if math.isinf(ratio) else f'{ratio:.2f}' for ratio in ratios)} |")  # noqa: T201
    slowest = max(every, key=lambda name: every[name])
    print(f"\nThe slowest of all {len(every)} questions: {slowest}, {every[slowest] * 1000:.0f} ms (at most {SLOW_SECONDS * 1000:.0f}).")  # noqa: T201
    return 0 if every[slowest] <= SLOW_SECONDS else 1


def shown(seconds: float) -> str:
    """Milliseconds, or that it was stopped."""
    return f"over {QUESTION_SECONDS * 1000:,}" if math.isinf(seconds) else f"{seconds * 1000:,.1f}"


if __name__ == "__main__":
    sys.exit(main())
