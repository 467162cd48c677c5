"""A clock that kills a process when its time is up."""

from __future__ import annotations

import subprocess
import threading


class Clock:
    """Kills the process if the block under `with` takes longer than so many seconds of the clock on the wall.

    `struck` says whether it did.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.seconds = seconds
        self.struck = False
        self._process = process
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        del self._timer  # it holds this clock: a ring of the two would wait for the garbage collector

    def _strike(self) -> None:
        self.struck = True
        self._process.kill()
