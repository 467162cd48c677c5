"""The process that answers queries, so that a query which crashes or never ends takes nothing else with it.

Started by `kg.query.ask`. Comes in, as lines of JSON on stdin: first the files or the folder to open, then queries. Goes
out, on stdout: `{"ready": true}` once open; for each query its columns, a line for each row, and a last line that says
how it ended; an answer without that line is not an answer. Loads nothing but the store. Where the operating system
can, memory and time are bounded, and no further file or connection can be opened once the data is in memory.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import SikgError
from kg.graph.store import Answer, Store
from kg.graph.terms import BlankNode, Iri, Literal, Term, TripleTerm
from kg.workers.limits import limit_cpu, limit_files, limit_memory

MEMORY_BYTES = 2 * 1024**3  # of address space that queries may take beyond what the data took

Json = dict[str, Any]


def main() -> None:
    """Open what the first line names, then answer every further line until there is none."""
    try:
        store = _open(json.loads(sys.stdin.readline()))
    except SikgError as error:
        _say(_fault(error))
        return
    _say({"ready": True})
    for line in sys.stdin:
        asked = json.loads(line)
        limit_cpu((asked["seconds"] + 2) * (os.cpu_count() or 1))  # a second wall behind the caller's clock
        for said in _answered(store, asked):
            sys.stdout.write(said + "\n")
        sys.stdout.flush()


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
        limit_memory(MEMORY_BYTES)
    else:
        store = Store.read(*map(Path, sources["files"]))
        limit_memory(MEMORY_BYTES)
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
        yield json.dumps({"problem": f"the query was stopped: {error}", "mend": "A query may use only what is in the store."})


def _goes_on(answer: Answer) -> bool:
    return next(answer.rows, None) is not None


def _fault(error: SikgError) -> Json:
    return {"problem": error.problem, "place": error.place, "mend": error.mend}


def _say(said: Json) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
