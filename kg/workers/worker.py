"""The process that does the work of a pool, item by item, so that an item that crashes or never ends takes nothing else with it.

Started by `kg.workers.pool`. Comes in, as pickles on stdin: the search path and the `Task`, then items, each with the
CPU that it may take. Goes out, on stdout: a `Ready` or an `Error`, then for each item a `Done`, an `Error` or a `Failed`. Whatever
else prints is sent to stderr.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import SikgError
from kg.workers.limits import limit_cpu, limit_memory, no_core

MEMORY_BYTES = 6 * 1024**3  # of address space that one item may take beyond what the knowledge takes


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an item; also said once, without a value, when the knowledge is loaded."""

    value: Any = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A fault of the user's or of a source, as parts: an exception with such parts does not survive a pickle."""

    kind: type[SikgError]
    problem: str
    place: str
    mend: str

    def error(self) -> SikgError:
        """The error itself."""
        return self.kind(self.problem, place=self.place, mend=self.mend)


@dataclass(frozen=True, slots=True)
class Failed:
    """A fault of the program: the exception and where it was raised."""

    reason: str


Answer = Done | Refused | Failed


def main() -> None:
    """Load what the task needs, then do it for every item until there is none."""
    items, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    no_core()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    sys.path[:], task = pickle.load(items)  # noqa: S301 -- from our own process
    try:
        work = task.make(*task.arguments)
    except SikgError as error:
        _say(answers, Refused(type(error), error.problem, error.place, error.mend))
        return
    gc.collect()
    gc.freeze()  # the knowledge stays: it need not be looked through for garbage
    gc.set_threshold(50_000, 20, 100)
    limit_memory(MEMORY_BYTES)
    _say(answers, Done())
    while True:
        try:
            seconds, item = pickle.load(items)  # noqa: S301 -- from our own process
        except EOFError:
            return
        limit_cpu(seconds)
        _say(answers, _answer(work, item))


def _answer(work: Any, item: Any) -> Answer:  # noqa: ANN401 -- whatever the task takes
    try:
        return Done(work(item))
    except SikgError as error:
        return Refused(type(error), error.problem, error.place, error.mend)
    except Exception as error:  # noqa: BLE001 -- the batch goes on; what went wrong is told, and where
        return Failed(f"{type(error).__name__} in {_where(error)}")


def _where(error: Exception) -> str:
    """The line of this package that was being run: no path of a machine, no number of a line that moves."""
    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).resolve().parents[1]
    own = [f for f in frames if Path(f.filename).is_relative_to(package)]
    last = own[-1]
    return f"{Path(last.filename).relative_to(package.parent).with_suffix('').as_posix().replace('/', '.')}.{last.name}"


def _say(stream: BinaryIO, answer: Answer) -> None:
    pickle.dump(answer, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()


if __name__ == "__main__":
    main()
