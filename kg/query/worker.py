"""The process that answers queries, so that a query which crashes or never ends takes nothing else with it.

Started by `kg.query.ask` and `kg.query.pool`. Comes in, as lines of JSON on stdin: first the files or the folder to
open, then queries. Goes out, on stdout: `{"ready": true}` once open; for each query its columns, a line for each row, and
a last line that says how it ended, or, where formats are asked for, one line and then as many bytes as it says; an answer
that ends before is not an answer. Loads nothing but the store. Where the operating system can, memory and time are
bounded, no network can be reached, and no further file can be opened once the data is in memory.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import QueryError, SikgError
from kg.graph.store import Answer, Store, wire
from kg.graph.terms import BlankNode, Iri, Literal, Term, TripleTerm
from kg.query.render import FORMATS
from kg.query.result import Result
from kg.workers.limits import limit_cpu, limit_files, limit_memory, no_network

MEMORY_BYTES = 2 * 1024**3  # of address space that queries may take beyond what the data took

Json = dict[str, Any]


def main() -> None:
    """Open what the first line names, then answer every further line until there is none."""
    no_network()
    try:
        store = _open(json.loads(sys.stdin.readline()))
    except SikgError as error:
        _say(_fault(error))
        return
    _say({"ready": True})
    for line in sys.stdin:
        asked = json.loads(line)
        limit_cpu((asked["seconds"] + 2) * (os.cpu_count() or 1))  # a second wall behind the caller's clock
        if "results" in asked:
            sys.stdout.buffer.writelines(_written(store, asked))
            sys.stdout.buffer.flush()
            continue
        for said in _answered(store, asked):
            sys.stdout.write(said + "\n")
        sys.stdout.flush()


def command() -> list[str]:
    """What starts a worker. -I keeps the caller's folder and environment out of it; the package's own folder is then named."""
    root = str(Path(__file__).resolve().parents[2])
    return [sys.executable, "-I", "-c", "import sys; sys.path.insert(0, sys.argv[1]); from kg.query.worker import main; main()", root]


def term_to_json(term: Term | None) -> list[Any] | None:
    """The term as JSON: its kind, then its parts."""
    match term:
        case Iri(value):
            return ["iri", value]
        case Literal(value, datatype, language):
            return ["literal", value, datatype, language]
        case BlankNode(label):
            return ["blank", label]
        case TripleTerm(subject, predicate, value):
            return ["triple", *map(term_to_json, (subject, predicate, value))]
        case None:
            return None


def _open(sources: Json) -> Store:
    if sources["folder"]:
        store = Store.open(Path(sources["folder"]), read_only=True)
        limit_memory(sources.get("memory", MEMORY_BYTES))
    else:
        store = Store.read(*map(Path, sources["files"]))
        limit_memory(sources.get("memory", MEMORY_BYTES))
        limit_files()
    return store


def _answered(store: Store, asked: Json) -> Iterator[str]:
    rows = 0
    try:
        answer = store.query(asked["query"])
        yield json.dumps({"form": answer.form, "columns": answer.columns})
        for row in islice(answer.rows, asked["max_rows"]):
            yield json.dumps([term_to_json(term) for term in row])
            rows += 1
        yield json.dumps({"end": True, "truncated": rows == asked["max_rows"] and _goes_on(answer)})
    except SikgError as error:
        yield json.dumps(_fault(error))
    except OSError as error:  # the engine cannot open what a query that slipped past the guard asks for
        yield json.dumps(
            {"problem": f"the query was stopped: {error}", "mend": "A query may use only what is in the store.", "query": True}
        )


def _written(store: Store, asked: Json) -> tuple[bytes, bytes]:
    """The answer in the format asked for: a line of JSON that says how many bytes follow, and these."""
    graphs = tuple(map(Iri, asked["default_graphs"])), tuple(map(Iri, asked["named_graphs"]))
    query, rows, results = asked["query"], asked["max_rows"], asked["results"]
    try:
        written = wire.write(store, query, results, asked["graphs"], max_rows=rows, graphs=graphs) or _cut(
            store, query, graphs, rows, results
        )
    except SikgError as error:
        return _line(_fault(error)), b""
    except OSError as error:
        return _line(
            {"problem": f"the query was stopped: {error}", "mend": "A query may use only what is in the store.", "query": True}
        ), b""
    return _line({"form": written.form, "truncated": written.truncated, "bytes": len(written.body)}), written.body


def _cut(store: Store, query: str, graphs: tuple[tuple[Iri, ...], tuple[Iri, ...]], rows: int, results: str) -> wire.Written:
    """The first rows of an answer that may be too long, and whether there are more."""
    answer = store.query(query, default_graphs=graphs[0], named_graphs=graphs[1])
    first = tuple(islice(answer.rows, rows))
    result = Result(answer.form, answer.columns, first, _goes_on(answer))
    body = FORMATS[{"csv": "plain-csv"}.get(results, results)][1](result).encode("utf-8")
    if len(body) > wire.MAX_BYTES:
        raise wire.too_large()
    return wire.Written(answer.form, body, result.truncated)


def _line(said: Json) -> bytes:
    return json.dumps(said).encode("ascii") + b"\n"


def _goes_on(answer: Answer) -> bool:
    return next(answer.rows, None) is not None


def _fault(error: SikgError) -> Json:
    return {"problem": error.problem, "place": error.place, "mend": error.mend, "query": isinstance(error, QueryError)}


def _say(said: Json) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
