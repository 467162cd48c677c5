"""Sorts more than memory holds: runs are written to temporary files, which no name leads to, and merged.

Lines or other values come in, in any order; each goes out once, in order. As long as there are no more than fit in
memory, nothing is written.
"""

from __future__ import annotations

import heapq
import pickle
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO, Any, Generic, TypeVar

T = TypeVar("T")

LINES_IN_MEMORY = 500_000  # about 150 MB of N-Quads
VALUES_IN_MEMORY = 500_000  # about 700 MB of quads with their keys; sorting on disk takes about three times as long
BATCH = 1_000  # values that are written and read together


def sorted_lines(lines: Iterable[str], *, in_memory: int = LINES_IN_MEMORY) -> Iterator[str]:
    """The lines in order, each once; a line holds no line end."""
    with ExitStack() as stack:
        runs: list[IO[str]] = []
        held: set[str] = set()
        for line in lines:
            held.add(line)
            if len(held) >= in_memory:
                runs.append(stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")))
                runs[-1].writelines(line + "\n" for line in sorted(held))
                runs[-1].seek(0)
                held = set()
        merged = heapq.merge(sorted(held), *((line.removesuffix("\n") for line in run) for run in runs))
        for line, _ in groupby(merged):
            yield line


class Spool(Generic[T]):
    """Values that can be gone through several times and sorted, however many: in a list, or in a temporary file."""

    def __init__(self, values: Iterable[T], *, in_memory: int = VALUES_IN_MEMORY) -> None:
        self._in_memory = in_memory
        coming = iter(values)
        self._held = list(islice(coming, in_memory))
        self._file: IO[bytes] | None = None
        if len(self._held) == in_memory:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed, and so removed, with the spool
            weakref.finalize(self, self._file.close)
            _write(self._file, self._held)
            _write(self._file, coming)
            self._held = []

    def __iter__(self) -> Iterator[T]:
        return iter(self._held) if self._file is None else _read(self._file)

    def sorted(self, key: Callable[[T], Any]) -> Iterator[T]:
        """The values in the order of their keys, each once; only equal values may have equal keys."""
        if self._file is None:
            yield from (value for value, _ in groupby(sorted(self._held, key=key)))
            return
        with ExitStack() as stack:
            runs: list[IO[bytes]] = []
            coming = iter(self)
            while run := sorted(islice(coming, self._in_memory), key=key):
                runs.append(stack.enter_context(tempfile.TemporaryFile()))
                _write(runs[-1], run)
            yield from (value for value, _ in groupby(heapq.merge(*map(_read, runs), key=key)))


def _write(file: IO[bytes], values: Iterable[Any]) -> None:
    coming = iter(values)
    while batch := list(islice(coming, BATCH)):
        pickle.dump(batch, file, protocol=5)


def _read(file: IO[bytes]) -> Iterator[Any]:
    """The values of a file from its beginning; one reader at a time."""
    file.seek(0)
    while True:
        try:
            batch = pickle.load(file)  # noqa: S301 -- written a moment ago by this process
        except EOFError:
            return
        yield from batch
