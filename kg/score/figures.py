"""The figures of a score, as values, as JSON and as a table. Counts nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """True positives, false positives and false negatives of one kind, and what follows from them."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 0 where nothing is there."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0

    def to_json(self) -> dict[str, float]:
        """Counts, and shares to three places."""
        rates = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return {"tp": self.tp, "fp": self.fp, "fn": self.fn} | {key: round(value, 3) for key, value in rates.items()}

    def __str__(self) -> str:
        rates = f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"
        return f"{rates}  (tp {self.tp} fp {self.fp} fn {self.fn})"


@dataclass(frozen=True, slots=True)
class Score:
    """How a coding compares with a gold.

    `entities` counts those of the right class, `found` those of any class, `kin` those of the right class or its parent.
    `relations` are the stated and resolved ones, `implied` the gold's implied ones. `traps` are hits of the gold's
    `never`: subject, predicate, object, basis. `speakers` and `evidence` are (right, of) over the relations that the
    gold has. `unsupported` counts implied rows that the gold does not have: relations, dates, casualties.
    `remarks` names every miss and every extra, a line each.
    """

    entities: Measure
    found: Measure
    kin: Measure
    events: Measure
    dates: Measure
    casualties: Measure
    relations: Measure
    implied: Measure
    traps: tuple[tuple[str, str, str, str], ...]
    spans: int
    wrong_offsets: int
    speakers: tuple[int, int]
    evidence: tuple[int, int]
    unsupported: tuple[int, int, int]
    remarks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON-ready values, without the remarks."""
        kinds = ("entities", "found", "kin", "events", "dates", "casualties", "relations", "implied")
        return {kind: getattr(self, kind).to_json() for kind in kinds} | self._counts()

    def to_table(self) -> str:
        """The figures as lines for people: one kind a line."""
        kinds = ("entities", "found", "kin", "events", "dates", "casualties", "relations", "implied")
        rows = {kind: str(getattr(self, kind)) for kind in kinds} | {kind: _in_words(counts) for kind, counts in self._counts().items()}
        return "\n".join(f"{kind.replace('_', ' '):19} {row}" for kind, row in rows.items())

    def _counts(self) -> dict[str, dict[str, int]]:
        return {
            "traps": {"hits": len(self.traps)},
            "offsets": {"spans": self.spans, "wrong": self.wrong_offsets},
            "speakers": {"right": self.speakers[0], "of": self.speakers[1]},
            "evidence": {"overlaps": self.evidence[0], "of": self.evidence[1]},
            "unsupported_implied": dict(zip(("relations", "dates", "casualties"), self.unsupported, strict=True)),
        }


def _in_words(counts: Mapping[str, int]) -> str:
    """Counts on one line: "spans 200, wrong 0"."""
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())
