"""Places beside a file or folder in which its next state is made, and what writers that were killed have left in them.

A writer makes `.NAME.PID.part` beside its target and renames it in the end. One that was killed leaves it behind; the
next writer of the same target clears it away, once no process of that number runs any more.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

LONGEST = 100  # characters of a name that are kept: a name may not grow too long


def beside_of(target: Path, suffix: str = "part") -> Path:
    """Where this process makes the next state of a target; what killed processes left there is cleared away."""
    start = f".{target.name[:LONGEST]}."
    with suppress(OSError, ValueError):  # a folder that cannot be read, or a name that none can have: writing will say so
        for left in target.parent.iterdir():
            pid = left.name.removeprefix(start).removesuffix(f".{suffix}")
            if left.name == f"{start}{pid}.{suffix}" and pid.isascii() and pid.isdecimal() and not _runs(int(pid)):
                _remove(left)
    return target.with_name(f"{start}{os.getpid()}.{suffix}")


def _runs(pid: int) -> bool:
    """Whether a process has this number; one of another user has, and where nobody can ask without harm (Windows), any has."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
