"""JSON Lines to documents: one record a line, read one at a time.

A record has `docid` (or `id`) and `text`, and optionally `published` (or `dct`), `title`, `source` and `url`; other
keys are passed over. The document's text is the string `text`, exactly. Blank lines are passed over. A publication
date that is no date is recorded and left out; a line that is no record is refused.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Document, Problem
from kg.read.publication import publication_date
from kg.read.text import MAX_FILE_BYTES, check_size, digest, oddities, refuse_binary_kinds, unreadable

SHAPE = 'Give one JSON object a line, such as {"docid": "a1", "text": "…", "published": "2022-05-05"}.'


def read_jsonl(path: Path) -> Iterator[tuple[Document, str]]:
    """The documents of a JSON Lines file, each with its place (path:line).

    Raises:
        InputError: The file cannot be opened, holds no record, or has a line that is no record.
    """
    try:
        with path.open("rb") as stream:
            yield from read_lines(iter(lambda: stream.readline(MAX_FILE_BYTES + 1), b""), place=str(path))
    except OSError as error:
        raise unreadable(path, error) from error


def read_lines(lines: Iterable[bytes], *, place: str) -> Iterator[tuple[Document, str]]:
    """The documents in the lines of a file or stream, each with its place (place:line).

    Raises:
        InputError: There is no record, or a line is no record.
    """
    found = False
    for number, line in enumerate(lines, start=1):
        where = f"{place}:{number}"
        check_size(line, place=where)
        if number == 1:
            refuse_binary_kinds(line, place=place)
        if line.strip() and line.strip() != BOM_UTF8:
            found = True
            yield _document(_parse(line, where), where), where
    if not found:
        raise InputError("empty: there is no record to read", place=place, mend=SHAPE)


def _parse(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))  # RFC 8259: a parser may pass over a byte order mark
    except UnicodeDecodeError as error:
        problem = f"not UTF-8: byte 0x{line[error.start]:02x} at byte {error.start} of the line"
        raise InputError(problem, place=where, mend="JSON is UTF-8 (RFC 8259): convert the file.") from error
    except (ValueError, RecursionError) as error:  # not JSON, a number of thousands of digits, or nested without end
        raise InputError(f"not JSON: {error}", place=where, mend=SHAPE) from error
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
