"""The extraction measured on corpora that others coded, which lie beside the checkout and never enter it.

Each corpus is read by `kg extract` in a process of its own and scored by the program that lies with it. Run as a
program, it prints the table that the README shows: `python -m tests.corpora [--first N]`.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EVAL = SHARED / "eval"
KG = "from kg.cli import main; main(prog_name='kg')"

Json = dict[str, Any]


@dataclass(frozen=True)
class Corpus:
    """Texts with a coding by others: where they lie, how they become lines of `kg extract`, and what scores them.

    `exported` is true where the scorer itself writes the documents; `adapted` names what `adapt.py` makes of our lines.
    """

    name: str
    gold: Path
    scorer: str
    adapted: str = ""
    exported: bool = False

    def documents(self, first: int | None) -> list[str]:
        """The documents as JSON Lines, all or the first few."""
        if self.exported:
            lines = _run(EVAL / self.scorer, "export", self.gold).split("\n")
        else:
            lines = self.gold.read_text(encoding="utf-8").split("\n")
        return list(itertools.islice((line for line in lines if line.strip()), first))

    def measure(self, first: int | None = None) -> Json:
        """What the scorer says of our reading of the documents.

        Args:
            first: How many documents to read; all by default. A scorer that exports its documents counts those left out as missed.
        """
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            texts, read, adapted = folder / "in.jsonl", folder / "read.jsonl", folder / "adapted.jsonl"
            texts.write_text("\n".join(self.documents(first)) + "\n", encoding="utf-8")
            read.write_text(_run("-c", KG, "extract", texts), encoding="utf-8")
            if self.adapted:
                adapted.write_text(_run(EVAL / "adapt.py", self.adapted, given=read.read_text(encoding="utf-8")), encoding="utf-8")
            words: dict[str, Sequence[str | Path]] = {
                "muc4_score.py": ("--gold", texts, "--pred", adapted, "--metric", "ceaf"),
                "incident_score.py": (texts, read),
                "time_score.py": ("score", self.gold, adapted),
                "geo_score.py": ("score", self.gold, adapted),
            }
            found: Json = json.loads(_run(EVAL / self.scorer, *words[self.scorer], "--json"))
            return found


def _run(*words: str | Path, given: str | None = None) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, words)], cwd=ROOT, input=given, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode != 0:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


MUC4 = Corpus("MUC-4 dev", SHARED / "data/muc4/dev.jsonl", "muc4_score.py", "muc4")
PITF = Corpus("PITF dev", SHARED / "data/incidents/pitf_dev.jsonl", "incident_score.py")
MEANTIME = Corpus("MEANTIME", SHARED / "data/time/meantime", "time_score.py", "time", exported=True)
LGL = Corpus("LGL", SHARED / "data/geo/lgl.xml", "geo_score.py", "geo", exported=True)
CORPORA = (MUC4, PITF, MEANTIME, LGL)


@dataclass(frozen=True)
class Row:
    """A measure of the table: how it is read off a scorer's answer, and the best that others published for it, if any."""

    corpus: Corpus
    measure: str
    of: Callable[[Json], float]
    published: str = "none"


def _role(role: str) -> Callable[[Json], float]:
    return lambda found: float(next(row["F1"] for row in found["ceaf"] if row["role"] == role))


def _share(name: str) -> Callable[[Json], float]:
    return lambda found: 100 * float(found[name]["share"])


ROWS = (
    Row(MUC4, "incidents, slot fillers, CEAF-REE micro F1", _role("micro"), "52.3 (best of 1992), 54.5 (GRIT, trained), on its test part"),
    Row(MUC4, "perpetrating individuals, F1", _role("PerpInd")),
    Row(MUC4, "perpetrating organisations, F1", _role("PerpOrg")),
    Row(MUC4, "physical targets, F1", _role("Target")),
    Row(MUC4, "named victims, F1", _role("Victim")),
    Row(MUC4, "weapons, F1", _role("Weapon")),
    Row(MUC4, "whether a report tells of such an incident, F1", lambda found: float(found["relevance"]["F1"])),
    Row(PITF, "an incident found, %", _share("found")),
    Row(PITF, "killed, %", _share("killed")),
    Row(PITF, "injured, %", _share("injured")),
    Row(PITF, "day, %", _share("date")),
    Row(PITF, "state, %", _share("country")),
    Row(PITF, "place, %", _share("place")),
    Row(PITF, "within 161 km, %", _share("near161")),
    Row(PITF, "weapon, %", _share("weapon")),
    Row(PITF, "weapon, precision, %", _share("weapon-precision")),
    Row(PITF, "named perpetrator or party, F1", lambda found: 100 * float(found["actor"]["f1"])),
    Row(MEANTIME, "value of a time, F1", lambda found: float(found["value"]["f1"]), "77.6 (HeidelTime), 67.4 (SUTime), on TempEval-3"),
    Row(LGL, "places recognised, strict F1", lambda found: float(found["recognition_strict"]["f1"])),
    Row(
        LGL, "within 161 km, of those found, %", lambda found: float(found["resolution_found"]["acc161"]), "82.7 (Mordecai 3), names given"
    ),
    Row(LGL, "within 161 km, end to end, %", lambda found: float(found["resolution_all"]["acc161"])),
)


def table(first: int | None = None) -> str:
    """The measures of all corpora as a table in Markdown, each corpus read once."""
    found = {corpus.name: corpus.measure(first) for corpus in CORPORA}
    lines = ["| corpus | measure | ours | best published |", "| --- | --- | --- | --- |"]
    lines += [f"| {row.corpus.name} | {row.measure} | {row.of(found[row.corpus.name]):.1f} | {row.published} |" for row in ROWS]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(int(sys.argv[2]) if sys.argv[1:2] == ["--first"] else None))  # noqa: T201 -- a program that prints
