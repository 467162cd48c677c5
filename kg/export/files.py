"""Files written whole or not at all: beside their place first, then renamed.

Pieces of text come in; in the end a file holds them all, or the file that was there before is as it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kg.errors import SikgError
from kg.leftovers import beside_of


def write_whole(pieces: Iterable[str], path: Path) -> None:
    """Write pieces of text to a file in UTF-8, line ends as they are.

    A link is followed, so that its target is replaced and the link stays.

    Raises:
        SikgError: The place cannot be written; or what making the pieces raises. The old file is then as it was.
    """
    beside = None
    try:
        place = Path(os.path.realpath(path))
        if place.exists() and not place.is_file():
            raise SikgError("is there already and is not a file", place=str(path), mend="Give the name of a file; nothing was changed.")
        beside = beside_of(place)
        with beside.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(place)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have, such as one with a NUL
        raise SikgError(
            f"cannot be written: {error}", place=str(path), mend="Give a place with room and the right to write; nothing was changed."
        ) from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink()
