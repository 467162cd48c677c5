"""What the workers of the tests do: items are words, and some of them are fatal."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError, ModelError


def obey(marks: Path) -> Callable[[str], str | int]:
    """Do what an item says; `marks` is a folder in which an item that is done once leaves a mark."""

    def kill_once(name: str) -> None:
        if not (marks / name).exists():
            (marks / name).touch()
            os.kill(os.getpid(), signal.SIGKILL)

    orders: dict[str, Callable[[str], int | None]] = {
        "die": lambda _: os.kill(os.getpid(), signal.SIGKILL),
        "die-once": kill_once,
        "leave": lambda _: os._exit(3),
        "spin": spin,
        "wait": lambda seconds: time.sleep(float(seconds)),
        "fail": fail,
        "refuse": refuse,
        "who": lambda _: os.getpid(),
        "print": lambda words: print(words, flush=True),  # noqa: T201 -- what a library might do
    }

    def work(words: str) -> str | int:
        order, _, rest = words.partition(" ")
        said = orders[order](rest) if order in orders else None
        return words.upper() if said is None else said

    return work


def obey_all(marks: Path) -> Callable[[tuple[str, ...]], list[str | int]]:
    """Do what each item of a run says."""
    work = obey(marks)
    return lambda run: [work(words) for words in run]


def spin(_: str) -> None:
    """Take CPU for ever."""
    while True:
        pass


def fail(reason: str) -> None:
    """Run into a fault of the program."""
    raise ValueError(reason)


def refuse(_: str) -> None:
    """Find fault with the source."""
    raise InputError("no good", place="x:1", mend="Do better.")


def unmakable() -> Callable[[str], str]:
    """A task whose knowledge cannot be loaded."""
    raise ModelError("there is no model", place="nowhere", mend="Get one.")


def deadly() -> Callable[[str], str]:
    """A task that does not live to see its first item."""
    os._exit(9)
