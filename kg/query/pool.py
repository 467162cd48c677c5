"""A pool of workers that answer foreign queries side by side: each query in a process of its own, killed at its deadline.

Queries come in with the format wanted; bytes go out. The guard looks first. Workers hold the data before the first query
comes; one that had to be killed, or that was put behind the others, is replaced. Nobody waits for ever: a query that
finds no free worker in time is told so. For programs with an event loop; `kg.query.ask` is its counterpart without one.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import InputError, QueryError, SikgError
from kg.graph.store import Form
from kg.query.guard import check
from kg.query.worker import command

DEADLINE_SECONDS = 10.0
MAX_ROWS = 10_000
MEMORY_BYTES = 1024**3  # that one query may take beyond the data
PATIENCE_SECONDS = 2.0  # a query that runs longer gives way to the others
BEHIND = 19  # how far it is put behind, in steps of the scheduler's niceness

REMEMBERED_CHARACTERS = 4 * 1024  # of a query: the same ones are asked again and again, and long ones seldom

_remembered = lru_cache(maxsize=4096)(check)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the format asked for; `truncated` says that rows were left out."""

    form: Form
    body: bytes
    truncated: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A query, the formats wanted for rows and for triples, and the graphs it is asked of (all, if none is named)."""

    query: str
    results: str = "json"
    graphs: str = "turtle"
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    max_rows: int = 0  # by default those of the pool


class TooSlowError(QueryError):
    """The query ran into its deadline."""


class BusyError(QueryError):
    """No worker was free in time."""


class EndedError(QueryError):
    """The engine ended, by its memory or its stack."""


class DamagedError(QueryError):
    """The query is not to blame: the store cannot be read."""


@dataclass(eq=False)
class _Worker:
    process: asyncio.subprocess.Process
    given_way: bool = False

    async def say(self, words: dict[str, Any]) -> None:
        if self.process.stdin:
            with suppress(ConnectionError):  # then it has ended, which reading will show
                self.process.stdin.write(json.dumps(words).encode("ascii") + b"\n")
                await self.process.stdin.drain()

    async def hear(self) -> dict[str, Any]:
        line = await self.process.stdout.readline() if self.process.stdout else b""
        if not line.endswith(b"\n"):
            raise EOFError
        said: dict[str, Any] = json.loads(line)
        return said

    async def hear_bytes(self, size: int) -> bytes:
        return await self.process.stdout.readexactly(size) if size and self.process.stdout else b""

    def give_way(self) -> None:
        self.given_way = True
        if sys.platform != "win32":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, BEHIND)
        if sys.platform == "linux":
            with suppress(OSError):  # it now runs only where nobody else wants to
                os.sched_setscheduler(self.process.pid, os.SCHED_IDLE, os.sched_param(0))

    def end(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()


@dataclass
class Pool:
    """Workers over RDF files, which each loads, or over the folder of a store that nobody writes to."""

    source: Path | Sequence[Path]
    size: int = 0  # workers; by default two a core, so that a slow query leaves others free
    deadline: float = DEADLINE_SECONDS
    max_rows: int = MAX_ROWS
    memory: int = MEMORY_BYTES
    restarts: int = 0
    _idle: asyncio.LifoQueue[_Worker] = field(default_factory=asyncio.LifoQueue)
    _all: set[_Worker] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _closed: bool = False

    async def start(self) -> None:
        """Start the workers, and wait until each holds the data.

        Raises:
            InputError: The source cannot be read.
        """
        self.size = self.size or 2 * max(2, os.cpu_count() or 2)
        first = await self._started()  # alone, so that a source that cannot be read is said once
        self._idle.put_nowait(first)
        for worker in await asyncio.gather(*(self._started() for _ in range(self.size - 1))):
            self._idle.put_nowait(worker)

    async def close(self) -> None:
        """End the workers at once."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in list(self._all):
            worker.end()
            await worker.process.wait()
        self._all.clear()

    async def ask(self, request: Request) -> Reply:
        """The answer to one query. If the caller is cancelled, the query is killed.

        Raises:
            QueryError: It is refused or malformed, or its answer is too large.
            TooSlowError, BusyError, EndedError: It took too long, found no free worker, or ended the engine.
        """
        (_remembered if len(request.query) <= REMEMBERED_CHARACTERS else check)(request.query)
        try:
            worker = await asyncio.wait_for(self._idle.get(), self.deadline) if self._idle.empty() else self._idle.get_nowait()
        except TimeoutError as error:
            raise BusyError("every worker is busy with other queries", mend="Ask again in some seconds.") from error
        healthy = False
        try:
            reply = await self._answer(worker, request)
            healthy = not worker.given_way
        finally:
            self._back(worker, healthy=healthy)
        if isinstance(reply, QueryError):
            raise reply
        return reply

    async def _answer(self, worker: _Worker, request: Request) -> Reply | QueryError:
        loop = asyncio.get_running_loop()
        patience = loop.call_later(PATIENCE_SECONDS, worker.give_way)
        try:
            async with asyncio.timeout(self.deadline):
                await worker.say(
                    {
                        "query": request.query,
                        "results": request.results,
                        "graphs": request.graphs,
                        "default_graphs": request.default_graphs,
                        "named_graphs": request.named_graphs,
                        "max_rows": request.max_rows or self.max_rows,
                        "seconds": self.deadline,
                    }
                )
                said = await worker.hear()
                if "problem" in said:
                    return (QueryError if said["query"] else DamagedError)(said["problem"], mend=said["mend"])
                return Reply(said["form"], await worker.hear_bytes(said["bytes"]), said["truncated"])
        except TimeoutError as error:
            mend = "Narrow the query with more specific patterns or a LIMIT."
            raise TooSlowError(f"the query took longer than {self.deadline:g} seconds and was stopped", mend=mend) from error
        except EOFError as error:  # also an answer that breaks off
            mend = "It needs more memory or a deeper stack than is allowed: make it smaller."
            raise EndedError(f"the query made the engine end (exit {await worker.process.wait()})", mend=mend) from error
        finally:
            patience.cancel()

    def _back(self, worker: _Worker, *, healthy: bool) -> None:
        """Give a worker back, or replace it."""
        if healthy:
            self._idle.put_nowait(worker)
            return
        worker.end()
        self._all.discard(worker)
        if not self._closed:
            task = asyncio.get_running_loop().create_task(self._replace(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _replace(self, ended: _Worker) -> None:
        await ended.process.wait()
        self.restarts += 1
        self._idle.put_nowait(await self._started())

    async def _started(self) -> _Worker:
        """A worker that holds the data."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command(), stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, limit=2**20)
        worker = _Worker(process)
        self._all.add(worker)
        is_folder = isinstance(self.source, Path) and self.source.is_dir()
        files = [] if is_folder else [self.source] if isinstance(self.source, Path) else list(self.source)
        folder = str(self.source) if is_folder else None
        try:
            await worker.say({"files": [str(path) for path in files], "folder": folder, "memory": self.memory})
            said = await worker.hear()
        except EOFError as error:
            problem = f"the query worker ended before it had read the data (exit {await process.wait()})"
            raise SikgError(problem, mend="Look for too little memory; for large data, keep a store in a folder.") from error
        if "problem" in said:
            worker.end()
            raise InputError(said["problem"], place=said["place"], mend=said["mend"])
        return worker
