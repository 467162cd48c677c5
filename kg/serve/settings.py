"""What a server is started with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.iris import BASE
from kg.query.pool import DEADLINE_SECONDS, MAX_ROWS, MEMORY_BYTES

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Settings:
    """The graph, and the bounds of what is done for a foreign query.

    `source` is one or several RDF files, or the folder of a store that nobody writes to. `names` are the host names that
    the server answers to, beside those of this machine; `origins` are other sites whose pages may ask it. `texts` are
    sources in which the texts of the articles are looked for.
    """

    source: Path | Sequence[Path]
    title: str = "Security incidents"
    base: str = BASE
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    workers: int = 0
    deadline: float = DEADLINE_SECONDS
    max_rows: int = MAX_ROWS
    memory: int = MEMORY_BYTES

    @property
    def hosts(self) -> frozenset[str]:
        """Every host name that may stand in a request."""
        return frozenset(name.lower() for name in (*LOOPBACK, *self.names))
