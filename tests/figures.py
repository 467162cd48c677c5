"""The extraction measured against every hand coding, and the table of it in the README.

What comes in are the texts of the corpus, read by the pipeline as any report is; what goes out are `Case`s, each the
coding of one text with its score, and `table()`, which adds them up. Run as a program, it writes the table into the
README: `python -m tests.figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg import extraction
from kg.model import Coding
from kg.read.text import text_document
from kg.score import Measure, Score, read_gold, score
from kg.score.gold import Gold
from tests.corpus import HERE, coding_of, story_names, story_text
from tests.exchange import SEED_CODING, SEED_TEXT, exchange_names, exchanged

README = HERE.parent / "README.md"
TABLE = re.compile(r"(?<=<!-- figures: python -m tests\.figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)
KINDS = {
    "events": "events, with class and status",
    "dates": "datings, all four bounds",
    "casualties": "casualty figures, all bounds",
    "entities": "entities, with class",
    "relations": "relations, stated and resolved",
}


@dataclass(frozen=True)
class Case:
    """A text as extracted, and how that compares with its hand coding."""

    coding: Coding
    score: Score


@cache
def seed() -> dict[str, Case]:
    """The seed article."""
    return _measured({SEED_TEXT.stem: (SEED_TEXT.read_bytes().decode("utf-8"), read_gold(SEED_CODING))})


@cache
def exchanges() -> dict[str, Case]:
    """The seed article after each exchange, by the name of its table."""
    told = {name: exchanged(name) for name in exchange_names()}
    return _measured({name: (text, read_gold(coding)) for name, (text, coding) in told.items()})


@cache
def stories() -> dict[str, Case]:
    """Every story, by name."""
    return _measured({name: (story_text(name), read_gold(coding_of(name))) for name in story_names()})


def _measured(corpus: dict[str, tuple[str, Gold]]) -> dict[str, Case]:
    documents = [text_document(text.encode("utf-8"), doc_id=name, place=name) for name, (text, _) in corpus.items()]
    codings = {coding.article.id: coding for coding in extraction.code(documents)}
    return {name: Case(codings[name], score(gold, codings[name], text)) for name, (text, gold) in corpus.items()}


# --- the table ---------------------------------------------------------------------------------------------


def table() -> str:
    """Precision and recall by kind, added up over each part of the corpus, as Markdown."""
    parts = {"seed article": seed(), f"its {len(exchanges())} exchanges": exchanges(), f"{len(stories())} stories": stories()}
    scores = [[case.score for case in part.values()] for part in parts.values()]
    rows = [["", *parts], ["---"] * (len(parts) + 1)]
    rows += [[words, *(_rates(getattr(s, kind) for s in part) for part in scores)] for kind, words in KINDS.items()]
    rows += [["relations, implied: recall", *(_recall(s.implied for s in part) for part in scores)]]
    rows += [["implied, but not in the hand coding", *(str(sum(sum(s.unsupported) for s in part)) for part in scores)]]
    rows += [["speakers right", *(_share(s.speakers for s in part) for part in scores)]]
    rows += [["traps, and wrong offsets", *(f"{sum(len(s.traps) for s in part)}, {sum(s.wrong_offsets for s in part)}" for part in scores)]]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _rates(measures: Iterable[Measure]) -> str:
    """Precision and recall of all together, and of how many."""
    total = _added(measures)
    return f"{total.precision:.2f} / {total.recall:.2f} of {total.tp + total.fn}"


def _recall(measures: Iterable[Measure]) -> str:
    total = _added(measures)
    return f"{total.recall:.2f} of {total.tp + total.fn}"


def _added(measures: Iterable[Measure]) -> Measure:
    found = list(measures)
    return Measure(sum(m.tp for m in found), sum(m.fp for m in found), sum(m.fn for m in found))


def _share(pairs: Iterable[tuple[int, int]]) -> str:
    found = list(pairs)
    return f"{sum(right for right, _ in found)} of {sum(told for _, told in found)}"


def main() -> None:
    """Write the table into the README."""
    README.write_text(TABLE.sub(lambda _: table(), README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
