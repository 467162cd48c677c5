"""The folder of a store: opened by one process, made whole or not at all, and never taken for empty when it is damaged.

A path comes in; pyoxigraph's store goes out, or an error that says what the folder is instead: in use and by which
process, no store, half a store, a store of another version, or one that may not be read. A new store is made beside
its place and renamed, so that a killed process leaves no store rather than half of one. A lock left behind by a killed
process is none: the system drops it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    import pyoxigraph as ox

MARK = "CURRENT"  # the file without which RocksDB knows of no database
LOCK = "LOCK"


def opened(folder: Path, *, create: bool, read_only: bool) -> ox.Store:
    """The store in a folder.

    Raises:
        InputError: There is no store, another process has it open, or it is damaged.
    """
    import pyoxigraph as ox

    if not (folder / MARK).is_file():
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
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.part")
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
        mend = "Give this user the right to read and write the folder, or run as its owner."
        raise InputError(f"cannot be opened: {error.strerror}", place=str(folder), mend=mend) from error
    if not whole:
        mend = "Build the store again from its N-Quads, in another folder."
        raise InputError(f"is damaged: its {MARK} names {named[:40]!r}, which is not there", place=str(folder), mend=mend)


def _cannot_open(folder: Path, reason: str) -> tuple[str, str]:
    rebuild = "Build the store again from its N-Quads, in another folder."
    if "lock" in reason.lower() and "permission" not in reason.lower():
        pid = owner(folder)
        if pid is not None:
            return f"is in use by process {pid}", f"Ask through that process, or end it first{_name_of(pid)}."
        return "is in use by another process", "Ask the process that owns it, or end that process first."
    if any(word in reason for word in ("Permission denied", "Read-only file system", "Operation not permitted")):
        return f"cannot be opened: {reason}", "Give this user the right to write the folder, or copy the store to where it has it."
    if any(word in reason.lower() for word in ("corrupt", "checksum", "no such file", "not found", "truncated", "manifest")):
        return f"is damaged: {reason}", rebuild
    return f"cannot be opened: {reason}", f"Look at the rights of the folder and the version of the store. {rebuild}"


def _name_of(pid: int) -> str:
    """What the process was started as, if the system tells: a number alone is hard to place."""
    if sys.platform == "win32":
        return ""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        return f" ({' '.join(word for word in words if word)[:100]})"
    return ""
