"""CPU of reading reports, beside spaCy's pipeline alone on the same texts, in one process and one run.

    python tests/benchmarks/speed.py [ROUNDS] [--texts FILE.jsonl] [--most N]

A round reads every text by spaCy's whole pipeline, in spaCy's own batches, and then by all stages of kg, from the text to
its line of JSON, in the runs in which `kg extract` reads them; both are warm. The figure is what our stages add: the CPU of
kg less that of spaCy alone, over that of spaCy alone; so 1.0 means that a report costs twice what spaCy costs. Medians over
the rounds. Without --texts, the stories, the exchanges and the seed article of tests/ are read. Exits with 1 where the bar
is missed. No part of the test run: times on a shared machine prove nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kg.contract import to_line  # noqa: E402 -- the checkout has to be on the path first
from kg.extract import language  # noqa: E402
from kg.extraction import coder, gathered  # noqa: E402
from kg.model import Document  # noqa: E402
from kg.read import documents  # noqa: E402
from kg.read.text import text_document  # noqa: E402
from tests.corpus import story_names, story_text  # noqa: E402
from tests.exchange import SEED_TEXT, exchange_names, exchanged  # noqa: E402

ROUNDS = 5
AT_MOST = 1.0  # times spaCy's own CPU


def own_texts() -> dict[str, list[Document]]:
    """The texts of the tests, by kind."""
    texts = {
        "stories": {name: story_text(name) for name in story_names()},
        "seed and exchanges": {"seed": SEED_TEXT.read_text(encoding="utf-8"), **{name: exchanged(name)[0] for name in exchange_names()}},
    }
    return {kind: [text_document(text.encode(), doc_id=name, place=name) for name, text in of.items()] for kind, of in texts.items()}


def cpu(work: Callable[[], object]) -> float:
    """The seconds of CPU that some work takes in this process."""
    before = process_time()
    work()
    return process_time() - before


def measure(reports: list[Document], rounds: int) -> list[tuple[float, float]]:
    """The CPU of spaCy alone and of kg in each round, after one that only warms up."""
    pipeline, code = language.load().pipeline, coder(None)
    texts = [report.text for report in reports]
    spacy, kg = (lambda: list(pipeline.pipe(texts))), (lambda: [to_line(coding) for run in gathered(reports) for coding in code(run)])
    return [(cpu(spacy), cpu(kg)) for _ in range(rounds + 1)][1:]


def main() -> int:
    """Measure, print, and say whether the bar is met."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    wanted.add_argument("--texts", type=Path)
    wanted.add_argument("--most", type=int, help="reports of --texts to read")
    asked = wanted.parse_args()
    corpora = {asked.texts.name: list(documents([asked.texts]))[: asked.most]} if asked.texts else own_texts()
    met = True
    for name, reports in corpora.items():
        found = measure(reports, asked.rounds)
        ratio = median(kg / spacy - 1 for spacy, kg in found)
        figures = {
            "reports": len(reports),
            "characters": sum(len(report.text) for report in reports),
            "spaCy s": round(median(s for s, _ in found), 2),
            "kg s": round(median(k for _, k in found), 2),
        }
        print(f"{name:20} ours / spaCy {ratio:.2f}  (at most {AT_MOST:g})  {json.dumps(figures)}")  # noqa: T201
        met = met and ratio <= AT_MOST
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
