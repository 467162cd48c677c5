"""CPU from a cold start: `kg build` on the seed article, beside loading spaCy's model and parsing the article alone.

    python tests/benchmarks/cold_start.py [ROUNDS]

Each command runs in a process of its own, the three of a round one after the other, so that a busy machine slows all
alike; the medians are compared. Prints a table and the ratio, and exits with 1 where a bar is missed. Needs a system
that tells the CPU of children (not Windows). No part of the test run: times on a shared machine prove nothing.
"""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kg.extract.language import MODELS  # noqa: E402 -- the checkout has to be on the path first

ROUNDS = 5
BUILD_AT_MOST = 3.0  # times the CPU of the model alone
HELP_AT_MOST_SECONDS = 0.5

ARTICLE = next((ROOT / "seeds" / "articles").glob("*.txt"))
MODEL = next(name for name in MODELS if importlib.util.find_spec(name))
ALONE = "import pathlib, spacy, sys; spacy.load(sys.argv[1])(pathlib.Path(sys.argv[2]).read_text(encoding='utf-8'))"
KG = "from kg.cli import main; main(prog_name='kg')"


def cpu_seconds(*words: str) -> float:
    """The user and system CPU that a Python process takes for some code and its arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", *words], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(rounds: int) -> dict[str, list[float]]:
    """The CPU of each command in each round, after one round that only warms the disk."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "model and parse alone": (ALONE, MODEL, str(ARTICLE)),
            "kg build": (KG, "build", str(ARTICLE), "-o", folder),
            "kg --help": (KG, "--help"),
        }
        measured = [{name: cpu_seconds(*words) for name, words in commands.items()} for _ in range(rounds + 1)]
    return {name: [found[name] for found in measured[1:]] for name in commands}


def main() -> int:
    """Measure, print, and say whether the bars are met."""
    found = measure(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
    for name, seconds in found.items():
        print(f"{name:22} median {median(seconds):.2f} s CPU  ({min(seconds):.2f} to {max(seconds):.2f})")  # noqa: T201
    ratio = median(found["kg build"]) / median(found["model and parse alone"])
    print(f"{'kg build / model alone':22} {ratio:.2f}  (at most {BUILD_AT_MOST:g})")  # noqa: T201
    return 0 if ratio <= BUILD_AT_MOST and median(found["kg --help"]) < HELP_AT_MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
