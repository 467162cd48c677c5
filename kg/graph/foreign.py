"""Refuses RDF files that would harm their reader, before a parser sees them.

A path and the name of its syntax come in; nothing comes out, or an `InputError`. Parsers recurse and run out of stack (a
crash, no exception) on triples in triples and JSON in JSON, take a square of the time on deep XML, and expand the
entities of a DOCTYPE without end. Nothing is fetched: a context elsewhere is an error of the parser. Counting is done on
the bytes of the file as they lie on the disk, so that a large file costs no memory.
"""

from __future__ import annotations

import mmap
import re
from pathlib import Path

from kg.errors import InputError

NESTING_LIMIT = 100  # levels; no real file has ten, and 1,000 are still safe
BYTES_LIMIT = {"JSON_LD": 2**30, "RDF_XML": 2**30}  # one document each: its end decides about its beginning

# Words of the syntaxes that can hold brackets which are none, first; then what opens and what closes.
_TURTLE = re.compile(
    rb"""
    \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"  | '''(?:[^'\\]|\\.|'(?!''))*+'''
    | "[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"     | '[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'
    | <[^<>"{}|^`\\\s]*+> | \#[^\n]*+ | (?P<open><<) | (?P<close>>>)
    """,
    re.DOTALL | re.VERBOSE,
)
_JSON = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
_XML = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(?P<close></)|(?P<open><[^<>\"'/]++(?:\"[^\"]*+\"|'[^']*+'|[^<>\"'/]++|/(?!>))*+)(?P<empty>/>)?",
    re.DOTALL,
)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_harm(path: Path, syntax: str) -> None:
    """Refuse a file that is nested too deeply, too large for one document, or declares a document type.

    Args:
        path: A file that can be read.
        syntax: "TURTLE", "TRIG", "N_TRIPLES", "N_QUADS", "JSON_LD" or "RDF_XML".

    Raises:
        InputError: With the line, where it has one.
        OSError: The file cannot be read.
    """
    size = path.stat().st_size
    limit = BYTES_LIMIT.get(syntax)
    if limit and size > limit:
        mend = "Write it as N-Quads, which has no such limit."
        raise InputError(f"is larger than {limit:,} bytes, too much for one document of its kind", place=str(path), mend=mend)
    if not path.is_file() or size == 0:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if syntax == "RDF_XML":
            _refuse_document_type(path, data)
        _refuse_depth(path, data, syntax)


def _refuse_document_type(path: Path, data: mmap.mmap) -> None:
    if data[:4].count(b"\0") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("is not in UTF-8", place=str(path), mend="Write it again in UTF-8.")
    found = _DOCTYPE.search(data)
    if found:
        mend = "Write out what its entities stand for and remove the declaration; entities are never expanded here."
        raise InputError(f"declares a {found.group(1).decode().upper()}", place=f"{path}:{_line(data, found.start())}", mend=mend)


def _refuse_depth(path: Path, data: mmap.mmap, syntax: str) -> None:
    if syntax not in ("JSON_LD", "RDF_XML") and data.find(b"<<") < 0:
        return
    pattern = {"JSON_LD": _JSON, "RDF_XML": _XML}.get(syntax, _TURTLE)
    depth = 0
    for token in pattern.finditer(data):
        if token["close"]:
            depth -= 1
        elif token["open"] and not (syntax == "RDF_XML" and token["empty"]):
            depth += 1
            if depth > NESTING_LIMIT:
                mend = "Write what is nested as nodes of their own, with IRIs."
                raise InputError(
                    f"is nested more than {NESTING_LIMIT} levels deep", place=f"{path}:{_line(data, token.start())}", mend=mend
                )


def _line(data: mmap.mmap, offset: int) -> int:
    """The line, from 1, that a byte stands in."""
    return data[:offset].count(b"\n") + 1
