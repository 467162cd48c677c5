"""Memory of `kg extract` over many reports, and the time that a second worker saves.

    python tests/benchmarks/batches.py memory [REPORTS]
    python tests/benchmarks/batches.py jobs [ROUNDS]

`memory` pipes that many reports (5,000 by default; the stories of tests/, each under a name of its own) through the command and
compares the most memory of the parent and of its worker after the first tenth with that at the end; `jobs` compares the
time of the clock for one worker and for two, on two idle cores. Linux only, where /proc tells the memory of a
process. No part of the test run: times on a shared machine prove nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.corpus import story_names, story_text  # noqa: E402 -- the checkout has to be on the path first

REPORTS, ROUNDS = 5_000, 3
REPORTS_OF_A_ROUND = 400
GROWTH_AT_MOST = 1.1  # times the memory after a tenth: caches of words fill up, nothing else
GAIN_AT_LEAST = 1.6


def write_reports(path: Path, count: int) -> None:
    """A JSON Lines file of so many reports."""
    texts = islice(cycle([story_text(name) for name in story_names()]), count)
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"docid": f"r{i}", "text": text, "published": "2022-05-05"}) + "\n" for i, text in enumerate(texts))


def start(path: Path, jobs: int) -> subprocess.Popen[bytes]:
    """The command over a file."""
    return subprocess.Popen([sys.executable, "-m", "kg", "extract", str(path), "-j", str(jobs)], cwd=ROOT, stdout=subprocess.PIPE)


def megabytes(pid: int) -> dict[str, int]:
    """The most memory that the command and its workers have had so far."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    threads = [p.name for p in Path(f"/proc/{pid}/task").iterdir()]
    children += [c for t in threads if t != str(pid) for c in Path(f"/proc/{pid}/task/{t}/children").read_text(encoding="ascii").split()]
    return {"command": peak(pid), "worker": max(map(peak, map(int, children)), default=0)}


def peak(pid: int) -> int:
    """The most resident memory of a process, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def memory(path: Path, count: int) -> bool:
    """Measure the memory early and late."""
    write_reports(path, count)
    with start(path, 1) as process:
        if process.stdout is None:
            raise OSError("no pipe")
        early: dict[str, int] = {}
        for done, _ in enumerate(process.stdout, start=1):
            if done == count // 10:
                early = megabytes(process.pid)
            if done == count - 1:
                late = megabytes(process.pid)
    growth = {who: round(late[who] / early[who], 2) for who in early}
    print(f"{count:,} reports: MB after a tenth {early}, at the end {late}, growth {growth}  (at most {GROWTH_AT_MOST:g})")  # noqa: T201
    return max(growth.values()) <= GROWTH_AT_MOST


def jobs(path: Path, rounds: int) -> bool:
    """Measure the time with one worker and with two, the one right after the other."""
    write_reports(path, REPORTS_OF_A_ROUND)
    gains = []
    for _ in range(rounds):
        seconds = []
        for count in (1, 2):
            before = perf_counter()
            with start(path, count) as process:
                process.communicate()
            seconds.append(perf_counter() - before)
        gains.append(seconds[0] / seconds[1])
        print(f"one worker {seconds[0]:.1f} s, two {seconds[1]:.1f} s: {gains[-1]:.2f} times")  # noqa: T201
    print(f"median {median(gains):.2f}  (at least {GAIN_AT_LEAST:g}, loading of the model included)")  # noqa: T201
    return median(gains) >= GAIN_AT_LEAST


def main() -> int:
    """Measure what is asked for, and say whether its bar is met."""
    what, number = [*sys.argv[1:], "memory"][0], int((sys.argv[2:] or ["0"])[0])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        return 0 if (jobs(path, number or ROUNDS) if what == "jobs" else memory(path, number or REPORTS)) else 1


if __name__ == "__main__":
    sys.exit(main())
