"""The RDF files of a graph: Turtle, TriG and N-Quads, each whole or not there.

Quads come in; a file or a stream holds them in the end. A file is written beside and renamed, so that a failure leaves
the old one as it was. How each syntax looks is in `kg.graph.syntax`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kg.errors import SikgError
from kg.graph.syntax import nquads_lines, trig_lines, turtle_lines
from kg.graph.terms import Quad
from kg.iris import Iris


@dataclass(frozen=True, slots=True)
class Format:
    """A syntax of RDF: how it is called, what its files end with, and how it is written."""

    name: str
    suffix: str
    media_type: str
    lines: Callable[[Iterable[Quad], Iris], Iterator[str]]


def write(quads: Iterable[Quad], path: Path, format_name: str, iris: Iris | None = None) -> None:
    """Write the quads to a file: whole, or not at all.

    Raises:
        SikgError: No such format, a term that RDF cannot carry, or a place that cannot be written; the file that was
            there before is then as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as stream:
            write_to(quads, stream, format_name, iris)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise SikgError(
            f"cannot be written: {error}", place=str(path), mend="Give a place with room and the right to write; nothing was changed."
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def write_to(quads: Iterable[Quad], stream: TextIO, format_name: str, iris: Iris | None = None) -> None:
    """Write the quads to a text stream, which stays open."""
    stream.writelines(line + "\n" for line in rdf_format(format_name).lines(quads, iris or Iris()))


def rdf_format(name: str) -> Format:
    """The format of that name ("turtle", "trig", "nquads") or suffix ("ttl", "nq").

    Raises:
        SikgError: There is none.
    """
    for known in FORMATS.values():
        if name.lower().lstrip(".") in (known.name, known.suffix.lstrip(".")):
            return known
    raise SikgError(f"no RDF format is called {name!r}", mend=f"Known are {', '.join(FORMATS)}.")


FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
        Format("turtle", ".ttl", "text/turtle", turtle_lines),
        Format("trig", ".trig", "application/trig", trig_lines),
        Format("nquads", ".nq", "application/n-quads", nquads_lines),
    )
}
