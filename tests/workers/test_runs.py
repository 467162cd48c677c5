"""Small items are gathered into runs, in their order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.workers.runs import runs


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], []),
        (["a"], [("a",)]),
        (["aa", "bb", "c", "d"], [("aa", "bb", "c"), ("d",)]),
        (["a", "large by far", "b", "c"], [("a",), ("large by far",), ("b", "c")]),
        (["large by far", "larger by far"], [("large by far",), ("larger by far",)]),
        (["", "large by far", "", ""], [("",), ("large by far",), ("", "")]),
    ],
    ids=["none", "one", "as many as there is room for", "a large one alone", "large ones only", "empty ones"],
)
def test_as_many_together_as_there_is_room_for(items: list[str], expected: list[tuple[str, ...]]) -> None:
    assert list(runs(items, len, 5)) == expected


def test_no_more_is_taken_than_the_first_item_that_has_no_room() -> None:
    taken: list[str] = []

    def endless() -> Iterator[str]:
        while True:
            taken.append("aa")
            yield "aa"

    assert next(runs(endless(), len, 5)) == ("aa", "aa")
    assert len(taken) == 3


def test_an_error_is_raised_after_the_items_before_it() -> None:
    def broken() -> Iterator[str]:
        yield from ("a", "b")
        raise ValueError("broken")

    found = runs(broken(), len, 5)
    assert next(found) == ("a", "b")
    with pytest.raises(ValueError, match="broken"):
        next(found)


def test_a_run_without_room_for_more_is_given_before_the_next_item_is_asked_for() -> None:
    def slow() -> Iterator[str]:
        yield "larger"
        raise AssertionError("asked for more")

    assert next(runs(slow(), len, 0)) == ("larger",)
