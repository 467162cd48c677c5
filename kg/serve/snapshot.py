"""What the workers read: files, or a copy of a store as it is now, so that its owner may go on.

A large file is read once into a store of its own in a temporary folder, which all workers open; a small one is read by
each. A store in a folder is opened for a moment and copied by hard links: it is free again when the server answers.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.graph.store import Store
from kg.leftovers import beside_of

IN_MEMORY_BYTES = 32 * 1024**2  # of files; a worker needs about six times as much, and some seconds to read more


@contextmanager
def readable(source: Path | Sequence[Path]) -> Iterator[Path | Sequence[Path]]:
    """The source in a form that several processes can read.

    Raises:
        InputError: There is no such source, it is in use by a process that writes, or it does not parse.
    """
    if isinstance(source, Path) and source.is_dir():
        with _copied(source) as copy:
            yield copy
        return
    files = [source] if isinstance(source, Path) else list(source)
    if sum(path.stat().st_size for path in files if path.is_file()) <= IN_MEMORY_BYTES:
        yield files
        return
    with TemporaryDirectory(prefix="sikg-") as folder:
        Store.build(Path(folder, "store"), *files)
        yield Path(folder, "store")


@contextmanager
def _copied(folder: Path) -> Iterator[Path]:
    """A copy beside the store, so that hard links are possible; copies of servers that were killed are cleared away."""
    copy = beside_of(folder, "serve")
    store = Store.open(folder)
    try:
        store.snapshot(copy)
        del store
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)
