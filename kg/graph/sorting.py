"""Sorts more lines than memory holds: runs are written to temporary files and merged.

Lines come in, in any order; each goes out once, in the order of their characters. As long as there are no more than
`LINES_IN_MEMORY`, nothing is written.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from typing import IO

LINES_IN_MEMORY = 500_000  # about 150 MB of N-Quads


def sorted_lines(lines: Iterable[str], *, in_memory: int = LINES_IN_MEMORY) -> Iterator[str]:
    """The lines in order, each once; a line holds no line end."""
    with ExitStack() as stack:
        runs: list[IO[str]] = []
        held: set[str] = set()
        for line in lines:
            held.add(line)
            if len(held) >= in_memory:
                runs.append(stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")))
                _write(runs[-1], held)
                held = set()
        merged = heapq.merge(sorted(held), *(_read(run) for run in runs))
        for line, _ in groupby(merged):
            yield line


def _write(run: IO[str], lines: Iterable[str]) -> None:
    run.writelines(line + "\n" for line in sorted(lines))
    run.seek(0)


def _read(run: IO[str]) -> Iterator[str]:
    return (line.removesuffix("\n") for line in run)
