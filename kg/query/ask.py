"""Runs a query in a worker process and gives its answer, within a time that is kept.

A store, files or a folder come in with a question or SPARQL text; a `Result` goes out. The guard looks at the text
first; the worker is killed when its time is up, and a worker that dies is a `QueryError`, never a short answer. Ask
many queries of the same data through one `Worker`; `run` starts one and ends it. Does not word results (`kg.query.render`).
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.errors import InputError, QueryError, SikgError
from kg.graph.store import Store
from kg.graph.terms import BlankNode, Iri, Literal, Term, TripleTerm, to_nquads
from kg.query.guard import check
from kg.query.questions import Question
from kg.query.result import Result
from kg.query.worker import command
from kg.workers.clock import Clock

DEADLINE_SECONDS = 10.0
MAX_ROWS = 100_000
MAX_ROW_BYTES = 16 * 1024**2  # one row; a longer one is a query that builds text without end
MAX_ANSWER_BYTES = 256 * 1024**2

Source = Store | Path | Sequence[Path]


def run(
    source: Source,
    query: Question | str,
    values: Mapping[str, str | Term] | None = None,
    *,
    deadline: float = DEADLINE_SECONDS,
    max_rows: int = MAX_ROWS,
) -> Result:
    """The answer of the source to one query.

    Args:
        source: A store, an RDF file or several, or the folder of a store that no process has open for writing.
        query: A named question, or SPARQL.
        values: Values for the question's parameters; SPARQL text has none.
        deadline: Seconds of the clock that the query itself may take, not counting the loading of the source.
        max_rows: Rows after which the answer is cut, and says so.

    Raises:
        QueryError: The query is refused, malformed, too slow, too large, or crashes the engine.
        InputError: The source cannot be read.
    """
    text = query.text(values) if isinstance(query, Question) else query
    check(text)
    with Worker(source) as worker:
        return worker.ask(text, deadline=deadline, max_rows=max_rows)


class Worker:
    """A process that holds the source, as it is at the first query, and answers queries.

    After a query that had to be stopped, the next one starts a new process.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process at once."""
        if self._process is not None:
            self._process.kill()
            with suppress(OSError):
                self._process.communicate()
            self._process = None

    def ask(self, text: str, *, deadline: float = DEADLINE_SECONDS, max_rows: int = MAX_ROWS) -> Result:
        """The answer to one query; raises what `run` raises."""
        check(text)
        process = self._process = self._process or _start(self._source)
        clock = Clock(process, deadline)
        answered = False
        try:
            with clock:
                _send(process, {"query": text, "max_rows": max_rows, "seconds": deadline})
                answer = _read_answer(_said(process))
            answered = True
        except _EndedError as ended:
            raise _reason(clock, ended.code) from ended
        finally:
            if clock.struck or not answered:
                self.close()
        if isinstance(answer, QueryError):
            raise answer
        return answer


class _EndedError(Exception):
    """The worker ended before its answer did."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def _reason(clock: Clock, code: int) -> QueryError:
    """Why the process ended."""
    if clock.struck:
        mend = "Narrow the query with more specific patterns or a LIMIT, or allow more time."
        return QueryError(f"the query took longer than {clock.seconds:g} seconds and was stopped", mend=mend)
    mend = "It needs more memory or a deeper stack than is allowed: make it smaller."
    return QueryError(f"the query made the engine end (exit {code})", mend=mend)


# --- the worker's side of the pipe -----------------------------------------------------------------------------------


def _start(source: Source) -> subprocess.Popen[bytes]:
    """A worker that has opened the source."""
    process = subprocess.Popen(command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 -- ours
    try:
        with tempfile.TemporaryDirectory(prefix="sikg-") as folder:
            _send(process, _opening(source, Path(folder)))
            said = next(_said(process))
    except _EndedError as ended:
        problem = f"the query worker ended before it had read the data (exit {ended.code})"
        raise SikgError(problem, mend="Look for too little memory; for large data, keep a store in a folder.") from ended
    if "problem" in said:
        process.kill()
        process.communicate()
        raise InputError(said["problem"], place=said["place"], mend=said["mend"])
    return process


def _opening(source: Source, folder: Path) -> dict[str, Any]:
    """What a worker is told to open; a store of this process is handed over as a file."""
    if isinstance(source, Store):
        copy = folder / "store.nq"
        with copy.open("w", encoding="utf-8") as stream:
            stream.writelines(to_nquads(quad) + "\n" for quad in source.quads())
        return {"files": [str(copy)], "folder": None}
    if isinstance(source, Path) and source.is_dir():
        return {"files": [], "folder": str(source.resolve())}
    files = [source] if isinstance(source, Path) else source
    return {"files": [str(path.resolve()) for path in files], "folder": None}


def _send(process: subprocess.Popen[bytes], words: dict[str, Any]) -> None:
    with suppress(BrokenPipeError):  # then it has ended, which reading will show
        if process.stdin:
            process.stdin.write(json.dumps(words).encode("ascii") + b"\n")
            process.stdin.flush()


def _said(process: subprocess.Popen[bytes]) -> Iterator[Any]:
    """What the worker says, line by line."""
    size = 0
    while process.stdout:
        line = process.stdout.readline(MAX_ROW_BYTES)
        size += len(line)
        if size > MAX_ANSWER_BYTES or len(line) == MAX_ROW_BYTES:
            raise QueryError(f"the answer is larger than {MAX_ANSWER_BYTES // 1024**2} MiB", mend="Select fewer columns or rows.")
        if not line.endswith(b"\n"):
            raise _EndedError(process.wait())
        yield json.loads(line)


def _read_answer(said: Iterator[Any]) -> Result | QueryError:
    """The worker's whole answer to one query: a result, or why there is none."""
    head = next(said)
    if "problem" in head:
        return QueryError(head["problem"], mend=head["mend"])
    rows = []
    for words in said:
        if isinstance(words, list):
            rows.append(tuple(term_from_json(word) for word in words))
        elif "problem" in words:
            return QueryError(words["problem"], mend=words["mend"])
        else:
            return Result(head["form"], tuple(head["columns"]), tuple(rows), words["truncated"])
    raise _EndedError(-1)


def term_from_json(word: Any) -> Any:  # noqa: ANN401 -- one of our terms: which one, its place in a row decides
    """The term that `kg.query.worker.term_to_json` wrote."""
    match word:
        case ["iri", value]:
            return Iri(value)
        case ["literal", value, datatype, language]:
            return Literal(value, datatype, language)
        case ["blank", label]:
            return BlankNode(label)
        case ["triple", *parts]:
            return TripleTerm(*map(term_from_json, parts))
        case _:
            return None
