"""From what a user names to documents: files, folders, and "-" for a stream.

A folder stands for every .txt, .html, .htm and .jsonl file below it, in the order of their paths; names that begin
with a dot and symbolic links to folders are passed over, as is every other kind of file. Makes sure that each id
occurs once in a run. Does not open anything over a network.
"""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Document
from kg.read.html import read_html
from kg.read.jsonl import read_jsonl, read_lines
from kg.read.text import MAX_FILE_BYTES, check_size, read_text, text_document, unreadable

Placed = Iterator[tuple[Document, str]]

STREAM = "-"
UNFIT_FOR_AN_ID = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def _single(read: Callable[[Path], Document]) -> Callable[[Path], Placed]:
    def placed(path: Path) -> Placed:
        yield read(path), str(path)

    return placed


READERS: dict[str, Callable[[Path], Placed]] = {
    ".txt": _single(read_text),
    ".html": _single(read_html),
    ".htm": _single(read_html),
    ".jsonl": read_jsonl,
}
SUFFIXES = tuple(READERS)


def documents(sources: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Document]:
    """The documents that the sources name, in their order, one at a time.

    Args:
        sources: Paths of files and folders; "-" is the stream, JSON Lines if it begins with "{", else one plain text
            with the id "stdin".
        stdin: The binary stream to read for "-"; standard input if not given.

    Raises:
        InputError: A source is missing, empty, binary, of an unknown kind or encoding; a folder holds no article; or an
            id occurs twice. Documents before the faulty one have been given by then.
    """
    places: dict[str, str] = {}
    for document, place in chain.from_iterable(_read(source, stdin) for source in sources):
        _check_identifier(document.id, place)
        if document.id in places:
            problem = f"the id {document.id!r} is already that of {places[document.id]}"
            raise InputError(problem, place=place, mend="Rename one of the files, or give each record its own docid.")
        places[document.id] = place
        yield document


def count(sources: Sequence[str | Path]) -> int | None:
    """How many documents the sources will give, without reading them; None where a stream is among them.

    Raises:
        InputError: A source is missing or a folder holds no article.
    """
    if any(str(source) == STREAM for source in sources):
        return None
    paths = [path for source in sources for path in _files(Path(source))]
    return sum(_count_lines(path) if path.suffix.lower() == ".jsonl" else 1 for path in paths)


def _read(source: str | Path, stdin: BinaryIO | None) -> Placed:
    if str(source) == STREAM:
        yield from _read_stream(stdin or sys.stdin.buffer)
        return
    for path in _files(Path(source)):
        yield from READERS[path.suffix.lower()](path)


def _files(source: Path) -> list[Path]:
    """The files that a path stands for."""
    try:
        is_folder, is_there = source.is_dir(), source.exists()
    except OSError as error:  # a name too long for the system, or a folder on the way that is closed to us
        raise unreadable(source, error) from error
    if is_folder:
        return _articles_below(source)
    if not is_there:
        raise InputError("there is no such file or folder", place=str(source), mend="Check the path; it is relative to the current folder.")
    if source.suffix.lower() not in READERS:
        mend = f"Known are {', '.join(SUFFIXES)}. Rename it, or pipe it in and give - as the source."
        raise InputError(f"unknown kind of file {source.suffix!r}", place=str(source), mend=mend)
    return [source]


def _articles_below(folder: Path) -> list[Path]:
    def refuse(error: OSError) -> None:
        raise unreadable(Path(error.filename or folder), error) from error

    found: list[Path] = []
    for parent, names, files in os.walk(folder, onerror=refuse):
        names[:] = [name for name in names if not name.startswith(".")]
        found += [Path(parent, name) for name in files if not name.startswith(".") and Path(name).suffix.lower() in READERS]
    if not found:
        raise InputError("a folder without articles", place=str(folder), mend=f"Put {', '.join(SUFFIXES)} files into it.")
    return sorted(found, key=lambda path: path.parts)


def _read_stream(stream: BinaryIO) -> Placed:
    """JSON Lines if the first character that is not blank is a brace, else one plain text."""
    head: list[bytes] = []
    while line := stream.readline(MAX_FILE_BYTES + 1):
        head.append(line)
        if line.removeprefix(BOM_UTF8).strip():
            break
    if head and head[-1].removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        yield from read_lines(chain(head, iter(lambda: stream.readline(MAX_FILE_BYTES + 1), b"")), place="stdin")
        return
    data = b"".join(head) + stream.read(MAX_FILE_BYTES + 1)
    check_size(data, place="stdin")
    yield text_document(data, doc_id="stdin", place="stdin"), "stdin"


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(1 for line in stream if not line.isspace())
    except OSError as error:
        raise unreadable(path, error) from error


def _check_identifier(identifier: str, place: str) -> None:
    if not identifier.strip() or UNFIT_FOR_AN_ID.search(identifier):
        problem = f"the id {identifier!r} is empty or holds characters that no name can show"
        raise InputError(problem, place=place, mend="Give it a plain name.")
