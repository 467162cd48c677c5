"""How good an extraction is: a hand coding and a coding come in, precision, recall and F1 by kind go out.

Entities and events are matched one to one by overlapping mentions: right class first, then the closest span, then the
words of the label. Relations count when subject, predicate and object match. Whatever is extra costs precision. Implied
claims are scored apart, and those without support in the gold are counted. Besides its coding, a gold says what is also
right (`accept`), not asked for (`optional`), or wrong (`never`: the traps).

The rules are those of `gold_score.py`, the scorer that others measure with, and so are the figures, but for one case:
the object of `sikg:weaponType` is a concept and no thing of the coding, so its slug stands for itself here, while that
scorer takes every such relation for a wrong one. Does not extract, and does not change a gold.
"""

from __future__ import annotations

from kg.score.figures import Measure, Score
from kg.score.gold import Gold, read_extraction, read_gold, source_text
from kg.score.scoring import score

__all__ = ["Gold", "Measure", "Score", "read_extraction", "read_gold", "score", "source_text"]
