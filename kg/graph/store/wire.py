"""The answer to a query as bytes of a standard format, written by the engine itself, and cut after a number of rows.

A query and a media type come in; bytes go out. The engine's writer cannot be stopped after a row, so what it writes is
watched: each format has a mark that stands at least once between two rows. Only where there are so many marks that
the answer could be too long must it be written again, row by row, and cut: `kg.query.worker` does. Formats follow the W3C Recommendations
"SPARQL 1.1 Query Results JSON Format", "… XML Format" and "… CSV and TSV Formats", "RDF 1.1 Turtle", "N-Triples" and "JSON-LD".
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.graph.store.embedded import Form, Store
from kg.graph.store.folder import sound
from kg.graph.terms import Iri
from kg.iris import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox
    from typing_extensions import Buffer

RESULTS = {"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"}
GRAPHS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
MAX_BYTES = 64 * 1024**2  # of one answer

# What stands between two rows at least once; it may also stand within one, which costs time and never a row.
_MARKS = {"json": b"},{", "xml": b"</result>", "csv": b"\n", "tsv": b"\n"}


@dataclass(frozen=True, slots=True)
class Written:
    """An answer in a format; `truncated` says that rows were left out."""

    form: Form
    body: bytes
    truncated: bool = False


class _TooLongError(Exception):
    """More was written than may be."""


class _Watched(io.BytesIO):
    """Takes what is written until it may hold too many rows, or holds too many bytes."""

    def __init__(self, mark: bytes, rows: int, size: int) -> None:
        super().__init__()
        self.mark, self.rows, self.size = mark, rows, size
        self._last = b""

    def write(self, piece: Buffer, /) -> int:
        words = bytes(piece)
        joined = self._last + words
        self.rows -= joined.count(self.mark) - self._last.count(self.mark)
        self._last = joined[-len(self.mark) :]
        self.size -= len(words)
        if self.rows < 0 or self.size < 0:
            raise _TooLongError
        return super().write(words)


def write(
    store: Store, text: str, result_format: str, graph_format: str, *, max_rows: int, graphs: tuple[Sequence[Iri], Sequence[Iri]] = ((), ())
) -> Written | None:
    """The answer of the store to a query, or None where it may have too many rows and has to be cut row by row.

    Args:
        store: The store.
        text: The query.
        result_format: For SELECT and ASK: "json", "xml", "csv" or "tsv".
        graph_format: For CONSTRUCT and DESCRIBE: "turtle", "ntriples", "jsonld" or "rdfxml".
        max_rows: Rows or triples after which the answer is cut.
        graphs: Named graphs to take as the default graph, and those that GRAPH may name.

    Raises:
        QueryError: It is not a SPARQL query, or the answer has too many bytes.
    """
    import pyoxigraph as ox

    result = store.raw(text, *graphs)
    if isinstance(result, ox.QueryTriples):
        return _triples(result, graph_format, max_rows)
    form: Form = "ask" if isinstance(result, ox.QueryBoolean) else "select"
    if form == "ask" and result_format in ("csv", "tsv"):
        return Written(form, b"true\n" if result else b"false\n")
    target = _Watched(_MARKS[result_format], max_rows - 1, MAX_BYTES)
    try:
        with sound():
            result.serialize(target, format=getattr(ox.QueryResultsFormat, RESULTS[result_format]))
    except _TooLongError:
        return None
    return Written(form, target.getvalue())


def _triples(result: ox.QueryTriples, graph_format: str, max_rows: int) -> Written:
    import pyoxigraph as ox

    with sound():
        triples = list(islice(result, max_rows + 1))
    prefixes = dict(PREFIXES) if graph_format in ("turtle", "rdfxml") else None
    body = ox.serialize(triples[:max_rows], format=getattr(ox.RdfFormat, GRAPHS[graph_format]), prefixes=prefixes) or b""
    if len(body) > MAX_BYTES:
        raise too_large()
    return Written("construct", body, len(triples) > max_rows)


def too_large() -> QueryError:
    """The error of an answer with too many bytes."""
    return QueryError(f"the answer is larger than {MAX_BYTES // 1024**2} MiB", mend="Select fewer columns or rows.")
