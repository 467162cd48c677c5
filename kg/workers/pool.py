"""A pool of killable processes through which items pass in order.

A `Task` comes in, and items; what becomes of each goes out in the order of the items, however many processes there are.
A process that dies is replaced and its item tried again; an item that ends its process every time, takes more CPU than
it may, or runs into a fault of the program is given back as `Lost`, and the others go on. A few items a process are
under way at a time, so that a stream of any length takes no more memory than a short one. An item may be a run of smaller
ones that are done faster together; if one of these is fatal to the run, each is tried by itself.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Generic, Literal, TypeVar

import kg.errors
from kg.errors import SikgError
from kg.workers.clock import Clock
from kg.workers.worker import Answer, Done, Failed, Refused

TRIES = 3  # of an item whose process dies: it may have been killed for something else
AHEAD = 8  # items a process that may be under way or wait for their turn
CLOCK_FACTOR = 10  # seconds of the clock for one of CPU: a busy machine, and a process that sleeps
LOADING_SECONDS = 600.0  # of the clock, for the knowledge and the model

# -I keeps the caller's environment out of the worker; where modules are found is told it.
_START = "import sys; sys.path.insert(0, sys.argv[1]); from kg.workers.worker import main; main()"

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Task(Generic[T, R]):
    """What a worker does: `make(*arguments)` loads what is needed and gives the function for one item.

    `make` is a function of a module, and its arguments, the items and the values can be pickled.
    """

    make: Callable[..., Callable[[T], R]]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """Why an item has no value: it took too long, ended its process, or ran into a fault of the program."""

    kind: Literal["too-slow", "crashed", "failed"]
    reason: str


class Pool(Generic[T, R]):
    """Processes that do one task; closed by `with`, or when what they give is no longer asked for."""

    def __init__(self, task: Task[T, R], jobs: int = 1) -> None:
        self._jobs = max(1, jobs)
        self._workers = [_Worker(task) for _ in range(self._jobs)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes at once."""
        for worker in self._workers:
            worker.close()

    def map(
        self, items: Iterable[T], seconds: Callable[[T], float], apart: Callable[[T], Sequence[T]] | None = None
    ) -> Iterator[tuple[T, R | Lost | SikgError]]:
        """Each item with what became of it: its value, why it has none, or the error that the task raised for it.

        Args:
            items: Taken as they are needed. With one process, an item is taken only when the one before is done.
            seconds: The CPU that an item may take.
            apart: The smaller items that an item is a run of. A run without a value is not given; these are, in their order.

        Raises:
            SikgError: The task cannot be made (`ModelError`, `KnowledgeError`), or no process stays alive until it is.
        """
        under_way: deque[Future[list[tuple[T, Answer | Lost]]]] = deque()
        most = 1 if self._jobs == 1 else AHEAD * self._jobs
        with ThreadPoolExecutor(self._jobs) as threads:
            try:
                for item in items:
                    under_way.append(threads.submit(self._do, item, seconds, apart))
                    while under_way and (len(under_way) >= most or under_way[0].done()):
                        yield from (_became(*done) for done in under_way.popleft().result())
                while under_way:
                    yield from (_became(*done) for done in under_way.popleft().result())
            finally:
                for future in under_way:
                    future.cancel()
                if under_way:  # nobody waits for the rest
                    self.close()

    def _do(self, item: T, seconds: Callable[[T], float], apart: Callable[[T], Sequence[T]] | None) -> list[tuple[T, Answer | Lost]]:
        worker = self._idle.get()
        try:
            parts = apart(item) if apart is not None else ()
            answer = worker.do(item, seconds(item), tries=TRIES if len(parts) < 2 else 1)
            if isinstance(answer, Done) or len(parts) < 2:
                return [(item, answer)]
            return [(part, worker.do(part, seconds(part), tries=TRIES)) for part in parts]
        finally:
            self._idle.put(worker)


def _became(item: T, answer: Answer | Lost) -> tuple[T, Any]:
    match answer:
        case Done(value):
            return item, value
        case Refused():
            return item, answer.error()
        case Failed(reason):
            return item, Lost("failed", reason)
        case _:
            return item, answer


class _EndedError(Exception):
    """The process ended before its answer did."""


class _Worker:
    """One process at a time, started when there is an item for it."""

    def __init__(self, task: Task[Any, Any]) -> None:
        self._task = task
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def close(self) -> None:
        """End the process; no other is started."""
        self._closed = True
        self._end()

    def do(self, item: object, seconds: float, *, tries: int) -> Answer | Lost:
        """What becomes of an item, tried again where its process dies of something else than too much CPU."""
        how = ""
        for _ in range(0 if self._closed else tries):
            process = self._process = self._process or self._start()
            clock = Clock(process, CLOCK_FACTOR * (seconds + 1))
            try:
                with clock:
                    return _ask(process, (seconds, item))
            except _EndedError:
                self._end()
                if self._closed:
                    break
                if _is_cpu_limit(process.returncode):
                    return Lost("too-slow", f"it took more than {seconds:.0f} s of CPU")
                how = f"no answer in {clock.seconds:.0f} s" if clock.struck else _ending(process.returncode)
        return Lost("crashed", f"its process died {tries} times ({how})")

    def _start(self) -> subprocess.Popen[bytes]:
        """A process that has loaded what the task needs."""
        root = str(Path(kg.errors.__file__).resolve().parent.parent)
        command = [sys.executable, "-I", "-c", _START, root]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 -- ours
        self._process = process
        try:
            with Clock(process, LOADING_SECONDS):
                answer = _ask(process, ([*map(str, sys.path)], self._task))
        except _EndedError as ended:
            self._end()
            problem = f"the worker process ended before it had loaded its knowledge ({_ending(process.returncode)})"
            raise SikgError(problem, mend="Look for too little memory, or take fewer --jobs.") from ended
        if isinstance(answer, Refused):
            self._end()
            raise answer.error()
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what was not written to it is lost with the process
                    if pipe is not None:
                        pipe.close()


def _ask(process: subprocess.Popen[bytes], words: object) -> Answer:
    """What the process answers.

    Raises:
        _EndedError: It ended before, or in the middle of, its answer.
    """
    if process.stdin is None or process.stdout is None:
        raise _EndedError
    data = pickle.dumps(words, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        process.stdin.write(data)
        process.stdin.flush()
        answer: Answer = pickle.load(process.stdout)  # noqa: S301 -- from our own process
    except (OSError, EOFError, pickle.UnpicklingError, ValueError) as error:
        raise _EndedError from error
    return answer


def _is_cpu_limit(code: int | None) -> bool:
    return sys.platform != "win32" and code == -signal.SIGXCPU


def _ending(code: int | None) -> str:
    """How a process ended, by the name of its signal where there is one."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit {code}"
