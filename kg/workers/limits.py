"""What the operating system lets this process take: memory, CPU, open files. Where it has no such limits (Windows), nothing is done."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # of Linux, <sched.h>


def limit_memory(further: int) -> None:
    """Bound the address space to what is taken already and so many bytes; only where Linux says how much is taken."""
    if sys.platform == "win32":
        return
    import resource

    taken = Path("/proc/self/statm")
    if taken.exists():
        bound = int(taken.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + further
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def limit_files() -> None:
    """From now on no further file or connection can be opened."""
    if sys.platform == "win32":
        return
    import resource

    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))  # the next file or socket would get this number


def no_network() -> bool:
    """From now on this process reaches no other machine, nor this one's: it moves into a network that has nothing in it.

    For a process with one thread, before it opens anything. Whether the system let it: Linux does, where users may have
    namespaces of their own or the process is root.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    unshare = ctypes.CDLL(None, use_errno=True).unshare
    return any(unshare(flags) == 0 for flags in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET))


def limit_cpu(seconds: float) -> None:
    """End this process (SIGXCPU) once it has taken so many seconds of CPU from now on; they are counted in whole ones.

    The next call sets the limit anew. It stands even if the process that started this one has died.
    """
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


def no_core() -> None:
    """A process that is ended leaves no image of its memory on the disk."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
