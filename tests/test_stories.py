"""Every story is extracted as well as its line in `stories/bars.csv` asks.

The bars of events, datings, figures and entities are F1 (1: everything, and nothing else), those of relations precision and
recall. Where the hand coding has nothing, nothing may be found. Traps and wrong offsets are never allowed. A bar is
lowered only with its reason in the `note` column.
"""

from __future__ import annotations

import csv

import pytest

from kg.score import Measure
from tests.corpus import STORIES, coding_of, story_names
from tests.figures import stories

DEFAULT = {"events": 1.0, "dates": 1.0, "casualties": 1.0, "entities": 0.85, "precision": 0.9, "recall": 0.8}


def bars() -> dict[str, dict[str, str]]:
    with (STORIES / "bars.csv").open(encoding="utf-8", newline="") as rows:
        return {row["story"]: row for row in csv.DictReader(rows)}


BARS = bars()


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
    def test_kinds_reach_their_bars(self, name: str, kind: str) -> None:
        found = stories()[name].score
        assert reaches(getattr(found, kind), float(BARS[name][kind])), (getattr(found, kind), found.remarks)

    def test_relations_reach_their_bars(self, name: str) -> None:
        found = stories()[name].score
        told = found.relations
        if told.tp + told.fn:
            assert told.precision >= float(BARS[name]["precision"]), (told, found.remarks)
            assert told.recall >= float(BARS[name]["recall"]), (told, found.remarks)
        else:
            assert told.fp == 0, found.remarks

    def test_nothing_is_claimed_that_must_not_be(self, name: str) -> None:
        assert stories()[name].score.traps == ()

    def test_every_quote_is_the_text_at_its_offsets(self, name: str) -> None:
        assert stories()[name].score.spans > 0
        assert stories()[name].score.wrong_offsets == 0

    def test_the_day_of_publication_is_right(self, name: str) -> None:
        published = stories()[name].coding.article.published
        assert (published.isoformat() if published else None) == coding_of(name)["article"]["datePublished"]
