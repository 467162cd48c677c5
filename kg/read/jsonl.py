"""JSON Lines to documents: one record a line, read one at a time.

A record has `docid` (or `id`) and `text`, and optionally `published` (or `dct`), `title`, `source` and `url`; other
keys are passed over. The document's text is the string `text`, exactly. Blank lines are passed over. A publication
date that is no date is recorded and left out; a line that is no record is an error, and the next one is read.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.model import Document, Problem
from kg.read.publication import publication_date
from kg.read.text import MARKED_ENCODINGS, MAX_FILE_BYTES, check_size, digest, oddities, refuse_binary_kinds, unreadable

SHAPE = 'Give one JSON object a line, such as {"docid": "a1", "text": "…", "published": "2022-05-05"}.'


Placed = tuple[Document | InputError, str]


def read_jsonl(path: Path) -> Iterator[Placed]:
    """As `read_lines`, of a file; that it cannot be opened is an error among the records too."""
    try:
        with path.open("rb") as stream:
            yield from read_lines(lines_of(stream), place=str(path))
    except OSError as error:
        yield unreadable(path, error), str(path)


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of a line beyond all measure only so much that it shows as one."""
    while line := stream.readline(MAX_FILE_BYTES + 1):
        yield line
        while len(line) > MAX_FILE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_FILE_BYTES + 1)


def read_lines(lines: Iterable[bytes], *, place: str) -> Iterator[Placed]:
    """The documents in the lines of a file or stream, each with its place (place:line).

    A line that is no record is given as the `InputError` that says why, and the next line follows; a file that is none of
    JSON Lines, or has no record, is one error.
    """
    found = False
    for number, line in enumerate(lines, start=1):
        where = f"{place}:{number}"
        try:
            if number == 1:
                _refuse_other_files(line, place=place)
        except InputError as error:
            yield error, place
            return
        if line.strip() and line.strip() != BOM_UTF8:
            found = True
            yield _read(line, where), where
    if not found:
        yield InputError("empty: there is no record to read", place=place, mend=SHAPE), place


def _refuse_other_files(line: bytes, *, place: str) -> None:
    refuse_binary_kinds(line, place=place)
    for mark, encoding in MARKED_ENCODINGS:
        if line.startswith(mark):
            raise InputError(f"in {encoding.upper()}", place=place, mend="JSON is UTF-8 (RFC 8259): convert the file.")


def _read(line: bytes, where: str) -> Document | InputError:
    try:
        check_size(line, place=where)
        return _document(_parse(line, where), where)
    except InputError as error:
        return error


def _parse(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))  # RFC 8259: a parser may pass over a byte order mark
    except UnicodeDecodeError as error:
        problem = f"not UTF-8: byte 0x{line[error.start]:02x} at byte {error.start} of the line"
        raise InputError(problem, place=where, mend="JSON is UTF-8 (RFC 8259): convert the file.") from error
    except (ValueError, RecursionError) as error:  # not JSON, a number of thousands of digits, or nested without end
        reason = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise InputError(f"not JSON: {reason}", place=where, mend=SHAPE) from error
    if not isinstance(row, dict):
        raise InputError(f"a JSON {type(row).__name__}, not an object", place=where, mend=SHAPE)
    return row


def _document(row: dict[str, Any], where: str) -> Document:
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError('no "text", or not a string', place=where, mend=SHAPE)
    published, problems = publication_date(row.get("published", row.get("dct")))
    if not text.strip():
        problems += (Problem("empty-text", "the record's text is empty"),)
    return Document(
        id=_identifier(row, where),
        text=text,
        sha256=digest(text),
        published=published,
        title=_words(row, "title", where),
        source=_words(row, "source", where),
        url=_words(row, "url", where),
        problems=problems + oddities(text),
    )


def _identifier(row: dict[str, Any], where: str) -> str:
    value = row.get("docid", row.get("id"))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise InputError('no "docid" or "id", or not a string', place=where, mend=SHAPE)
    return value


def _words(row: dict[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f'"{key}" is not a string', place=where, mend="Give words, or leave the key out.")
    return value
