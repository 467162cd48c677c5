"""From what a user names to reports: files, folders, and "-" for a stream.

A folder stands for every .txt, .html, .htm and .jsonl file below it, in the order of their paths; names that begin
with a dot and symbolic links to folders are passed over, as is every other kind of file. Makes sure that each id
occurs once in a run. Does not open anything over a network.

A web page is given as a `Page`, not parsed yet, so that a process that can be killed may do it; all else as a `Document`.
"""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Document
from kg.read.html import read_html
from kg.read.jsonl import lines_of, read_jsonl, read_lines
from kg.read.text import MAX_FILE_BYTES, check_size, read_text, text_document, unreadable

STREAM = "-"
JSON_LINES = ".jsonl"
UNFIT_FOR_AN_ID = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

PAGES = (".html", ".htm")
SUFFIXES = (".txt", *PAGES, JSON_LINES)
_MENDS = {".pdf": "Take the text out first, for example with pdftotext."} | dict.fromkeys(
    (".doc", ".docx", ".odt", ".rtf"), "Save the document as plain text first."
)


@dataclass(frozen=True, slots=True)
class Page:
    """A report in a saved web page that is not parsed yet."""

    id: str
    path: Path

    def read(self) -> Document:
        """The report.

        Raises:
            InputError: As `kg.read.html.read_html`.
        """
        return read_html(self.path, self.id)


Report = Page | Document
Placed = tuple[Report | InputError, str]


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
    for report in reports(sources, stdin=stdin):
        if isinstance(report, InputError):
            raise report
        yield report.read() if isinstance(report, Page) else report


def reports(sources: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Report | InputError]:
    """As `documents`, but pages are still to be parsed, and what cannot be read is given as its error, and the next follows.

    The id of a file is its stem. Files that share one are told apart by their paths below the folder that was named, where
    that is not enough with their suffixes, and last by the whole path as given.

    Raises:
        InputError: A source is missing, a folder holds no article, or a path cannot be opened; before any report is given.
    """
    files = [[] if str(source) == STREAM else _files(Path(source)) for source in sources]
    names = _names([(source, path) for source, found in zip(sources, files, strict=True) for path in found])
    places: dict[str, str] = {}
    for report, place in _all(sources, files, names, stdin):
        yield report if isinstance(report, InputError) else _once(report, place, places)


def _all(sources: Sequence[str | Path], files: Sequence[Sequence[Path]], names: Iterator[str], stdin: BinaryIO | None) -> Iterator[Placed]:
    for source, found in zip(sources, files, strict=True):
        if str(source) == STREAM:
            yield from _read_stream(stdin or sys.stdin.buffer)
        for path in found:
            name = next(names)
            if path.suffix.lower() == JSON_LINES:
                yield from read_jsonl(path)
            else:
                yield Page(name, path) if path.suffix.lower() in PAGES else _text(path, name), str(path)


def _text(path: Path, name: str) -> Document | InputError:
    try:
        return read_text(path, name)
    except InputError as error:
        return error


def _once(report: Report, place: str, places: dict[str, str]) -> Report | InputError:
    """The report, or why its id cannot be had."""
    if not report.id.strip() or UNFIT_FOR_AN_ID.search(report.id):
        problem = f"the id {report.id!r} is empty or holds characters that no name can show"
        return InputError(problem, place=place, mend="Give it a plain name.")
    if report.id in places:
        problem = f"the id {report.id!r} is already that of {places[report.id]}"
        return InputError(problem, place=place, mend="Name each report once, and give each record its own docid.")
    places[report.id] = place
    return report


def _names(paths: Sequence[tuple[str | Path, Path]]) -> Iterator[str]:
    """An id for each path: the first of its names that no other path of this run has."""
    choices = [_choices(Path(source), path) for source, path in paths]
    level = [0] * len(paths)
    while True:
        held = Counter(choice[n] for choice, n in zip(choices, level, strict=True) if choice)
        higher = [min(n + (bool(c) and held[c[n]] > 1), max(len(c) - 1, 0)) for c, n in zip(choices, level, strict=True)]
        if higher == level:
            return iter([choice[n] if choice else "" for choice, n in zip(choices, level, strict=True)])
        level = higher


def _choices(source: Path, path: Path) -> tuple[str, ...]:
    """What a file may be called, shortest first; a file of JSON Lines bears no name."""
    if path.suffix.lower() == JSON_LINES:
        return ()
    below = path.relative_to(source) if path != source else path
    return (path.stem, below.with_suffix("").as_posix(), below.as_posix(), path.as_posix())


def count(sources: Sequence[str | Path]) -> int | None:
    """How many documents the sources will give, without reading them; None where a stream is among them.

    Raises:
        InputError: A source is missing or a folder holds no article.
    """
    paths = [path for source in sources if str(source) != STREAM for path in _files(Path(source))]
    if any(str(source) == STREAM for source in sources):
        return None
    return sum(_count_lines(path) if path.suffix.lower() == JSON_LINES else 1 for path in paths)


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
    if source.suffix.lower() not in SUFFIXES:
        known = f"Known are {', '.join(SUFFIXES)}."
        mend = _MENDS.get(source.suffix.lower(), "Rename it if it is one of these, or pipe it in and give - as the source.")
        mend = f"{known} {mend}"
        raise InputError(f"unknown kind of file {source.suffix!r}", place=str(source), mend=mend)
    return [source]


def _articles_below(folder: Path) -> list[Path]:
    def refuse(error: OSError) -> None:
        raise unreadable(Path(error.filename or folder), error) from error

    found: list[Path] = []
    for parent, names, files in os.walk(folder, onerror=refuse):
        names[:] = [name for name in names if not name.startswith(".")]
        found += [Path(parent, name) for name in files if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES]
    if not found:
        raise InputError("a folder without articles", place=str(folder), mend=f"Put {', '.join(SUFFIXES)} files into it.")
    return sorted(found, key=lambda path: path.parts)


def _read_stream(stream: BinaryIO) -> Iterator[Placed]:
    """JSON Lines if the first character that is not blank is a brace, else one plain text."""
    head: list[bytes] = []
    while line := stream.readline(MAX_FILE_BYTES + 1):
        head.append(line)
        if line.removeprefix(BOM_UTF8).strip():
            break
    if head and head[-1].removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        yield from read_lines(chain(head, lines_of(stream)), place="stdin")
        return
    data = b"".join(head) + stream.read(MAX_FILE_BYTES + 1)
    try:
        check_size(data, place="stdin")
        yield text_document(data, doc_id="stdin", place="stdin"), "stdin"
    except InputError as error:
        yield error, "stdin"


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(1 for line in stream if not line.isspace())
    except OSError as error:
        raise unreadable(path, error) from error
