"""Every story is extracted as well as its line in `stories/bars.csv` asks: nothing here was looked at when the rules were made.

The bars of events, datings, figures and entities are F1 (1: everything, and nothing else), those of relations precision and
recall. Where the hand coding has nothing, nothing may be found. Traps and wrong offsets are never allowed. A bar is
lowered only with its reason in the `note` column.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass

import pytest

from kg import pipeline
from kg.model import Coding
from kg.read.text import text_document
from kg.score import Measure, Score, score
from tests.corpus import STORIES, coding_of, story_names, story_text

DEFAULT = {"events": 1.0, "dates": 1.0, "casualties": 1.0, "entities": 0.85, "precision": 0.9, "recall": 0.8}


def bars() -> dict[str, dict[str, str]]:
    with (STORIES / "bars.csv").open(encoding="utf-8", newline="") as rows:
        return {row["story"]: row for row in csv.DictReader(rows)}


BARS = bars()


@dataclass(frozen=True)
class Case:
    """A story as extracted, and how that compares with its hand coding."""

    coding: Coding
    score: Score


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    documents = [text_document((STORIES / name / "story.txt").read_bytes(), doc_id=name, place=name) for name in story_names()]
    return {
        coding.article.id: Case(coding, score(coding_of(coding.article.id), coding, story_text(coding.article.id)))
        for coding in pipeline.code(documents)
    }


def reaches(measure: Measure, bar: float) -> bool:
    """Whether a kind is good enough: by F1, or, where the hand coding has none of it, by finding none."""
    return measure.f1 >= bar if measure.tp + measure.fn else measure.fp == 0


def test_every_story_has_one_line_of_bars_and_no_bar_is_lowered_without_a_reason() -> None:
    assert list(BARS) == story_names()
    lowered = [name for name, row in BARS.items() if any(float(row[kind]) < bar for kind, bar in DEFAULT.items())]
    assert [name for name in lowered if not BARS[name]["note"]] == []


@pytest.mark.parametrize("name", story_names())
class TestEveryStory:
    @pytest.mark.parametrize("kind", ["events", "dates", "casualties", "entities"])
    def test_kinds_reach_their_bars(self, cases: dict[str, Case], name: str, kind: str) -> None:
        found = cases[name].score
        assert reaches(getattr(found, kind), float(BARS[name][kind])), (getattr(found, kind), found.remarks)

    def test_relations_reach_their_bars(self, cases: dict[str, Case], name: str) -> None:
        found = cases[name].score
        told = found.relations
        if told.tp + told.fn:
            assert told.precision >= float(BARS[name]["precision"]), (told, found.remarks)
            assert told.recall >= float(BARS[name]["recall"]), (told, found.remarks)
        else:
            assert told.fp == 0, found.remarks

    def test_nothing_is_claimed_that_must_not_be(self, cases: dict[str, Case], name: str) -> None:
        assert cases[name].score.traps == ()

    def test_every_quote_is_the_text_at_its_offsets(self, cases: dict[str, Case], name: str) -> None:
        assert cases[name].score.spans > 0
        assert cases[name].score.wrong_offsets == 0

    def test_the_day_of_publication_is_right(self, cases: dict[str, Case], name: str) -> None:
        published = cases[name].coding.article.published
        assert (published.isoformat() if published else None) == coding_of(name)["article"]["datePublished"]
