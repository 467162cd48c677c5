"""Lines in order, each once, however many: what memory does not hold is sorted on disk."""

from __future__ import annotations

import random

import pytest

from kg.graph.sorting import sorted_lines


@pytest.mark.parametrize("in_memory", [1, 2, 7, 1000])
def test_lines_come_sorted_and_once_whatever_memory_holds(in_memory: int) -> None:
    chance = random.Random(7)
    lines = [f"{chance.randrange(60)}\u2028é" for _ in range(300)]
    assert list(sorted_lines(iter(lines), in_memory=in_memory)) == sorted(set(lines))


def test_nothing_gives_nothing() -> None:
    assert list(sorted_lines([])) == []
