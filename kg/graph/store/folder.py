"""The folder of a store: opened by one process, made whole or not at all, and never taken for empty when it is damaged.

A path comes in; pyoxigraph's store goes out, or an error that says what the folder is instead: in use and by which
process, no store, half a store, a store of another version, or one that may not be read. A new store is made beside
its place and renamed, so that a killed process leaves no store rather than half of one. A lock left behind by a killed
process is none: the system drops it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, QueryError, SikgError
from kg.leftovers import beside_of

if TYPE_CHECKING:
    import pyoxigraph as ox

RIGHTS = "Give this user the right to read and write the folder, or run as its owner."
REBUILD = "Build the store again from its N-Quads, in another folder."
MARK = "CURRENT"  # the file without which RocksDB knows of no database
LOCK = "LOCK"


def opened(folder: Path, *, create: bool, read_only: bool) -> ox.Store:
    """The store in a folder.

    Raises:
        InputError: There is no store, another process has it open, or it is damaged.
    """
    import pyoxigraph as ox

    try:
        there = (folder / MARK).is_file()
    except OSError as error:  # a folder that this user may not look into
        raise InputError(f"cannot be opened: {error.strerror}", place=str(folder), mend=RIGHTS) from error
    if not there:
        if not create:
            raise InputError("holds no store", place=str(folder), mend=_why_none(folder))
        made(folder, lambda _: None)
    _check_whole(folder)
    try:
        return ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
    except (OSError, RuntimeError) as error:  # a damaged store is a RuntimeError to pyoxigraph
        problem, mend = _cannot_open(folder, str(error))
        raise InputError(problem, place=str(folder), mend=mend) from error


def made(folder: Path, fill: Callable[[ox.Store], None]) -> None:
    """Make a store with what `fill` puts in: whole, or not there.

    Raises:
        InputError: Something that is not a store is there already, or the place cannot be written.
    """
    import pyoxigraph as ox

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("is not empty, and no store", place=str(folder), mend=_why_none(folder))
    beside = beside_of(folder)
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(beside, ignore_errors=True)
        store = ox.Store(str(beside))
        fill(store)
        store.flush()
        del store  # closes it, so that it can be moved
        beside.replace(folder)
    except OSError as error:
        mend = "Give a place with room and the right to write; nothing was changed."
        raise InputError(f"no store can be made here: {error}", place=str(folder), mend=mend) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def sound() -> Iterator[None]:
    """Say of a store that turns out to be damaged while it is read that it is; RocksDB finds a flipped bit only then.

    Raises:
        SikgError: A block of a file is not what was written.
        QueryError: The engine stops a query for another reason.
    """
    try:
        yield
    except RuntimeError as error:
        if "corrupt" in str(error).lower():
            raise SikgError(f"the store is damaged: {error}", mend=REBUILD) from error
        raise QueryError(f"the query was stopped: {error}", mend="A query may use only what is in the store.") from error


def owner(folder: Path) -> int | None:
    """The process that holds the store's lock, where the system tells (Linux does)."""
    locks = Path("/proc/locks")
    with suppress(OSError, ValueError):
        inode = str((folder / LOCK).stat().st_ino)
        for line in locks.read_text(encoding="ascii").splitlines():
            words = line.split()  # 1: POSIX ADVISORY WRITE 4711 08:01:123456 0 EOF
            if len(words) > 5 and words[5].rpartition(":")[2] == inode and words[1] != "->":
                return int(words[4])
    return None


def _why_none(folder: Path) -> str:
    if folder.is_dir() and (any(folder.glob("*.sst")) or any(folder.glob("MANIFEST-*"))):
        return f"Its file {MARK} is missing, so it is damaged: build the store again from its N-Quads, in another folder."
    return "Give the folder of a store, or an empty or new folder where one is to be created."


def _check_whole(folder: Path) -> None:
    """Refuse a store whose description of itself is gone: RocksDB would say so less plainly, or start anew."""
    try:
        named = (folder / MARK).read_text(encoding="ascii", errors="replace").strip()
        whole = named.startswith("MANIFEST-") and (folder / named).is_file()
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror}", place=str(folder), mend=RIGHTS) from error
    if not whole:
        raise InputError(f"is damaged: its {MARK} names {named[:40]!r}, which is not there", place=str(folder), mend=REBUILD)


def _cannot_open(folder: Path, reason: str) -> tuple[str, str]:
    if ("lock file" in reason.lower() or f"/{LOCK}:" in reason) and "permission" not in reason.lower():
        pid = owner(folder)
        if pid is not None:
            return f"is in use by process {pid}", f"Ask through that process, or end it first{_name_of(pid)}."
        return "is in use by another process", "Ask the process that owns it, or end that process first."
    if any(word in reason for word in ("Permission denied", "Read-only file system", "Operation not permitted")):
        return f"cannot be opened: {reason}", "Give this user the right to write the folder, or copy the store to where it has it."
    if any(word in reason.lower() for word in ("corrupt", "checksum", "no such file", "not found", "truncated", "manifest")):
        return f"is damaged: {reason}", REBUILD
    return f"cannot be opened: {reason}", f"Look at the rights of the folder and the version of the store. {REBUILD}"


def _name_of(pid: int) -> str:
    """What the process was started as, if the system tells: a number alone is hard to place."""
    if sys.platform == "win32":
        return ""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        return f" ({' '.join(word for word in words if word)[:100]})"
    return ""
