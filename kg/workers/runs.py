"""Small items gathered into runs, that are done faster together than one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def runs(items: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[tuple[T, ...]]:
    """The items in order, as many together as are of a size at most so large; what is larger, by itself. A run
    without room for more is given before the next item is asked for.

    If the items end in an error, it is raised after the run of those before it.
    """
    run: list[T] = []
    room = most
    try:
        for item in items:
            if run and size(item) > room:
                yield tuple(run)
                run, room = [], most
            run.append(item)
            room -= size(item)
            if room <= 0:
                yield tuple(run)
                run, room = [], most
    except Exception:  # whatever ends the items: those before it are not lost
        if run:
            yield tuple(run)
        raise
    if run:
        yield tuple(run)
