"""A file is written whole or not at all, wherever it is to stand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import SikgError
from kg.export.files import write_whole

ROOT = Path(__file__).parents[2]


def left(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}


def test_a_writer_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    def failing() -> Iterator[str]:
        yield "half"
        raise SikgError("a term that cannot be written")

    (tmp_path / "a").write_text("old", encoding="utf-8")
    with pytest.raises(SikgError, match="a term"):
        write_whole(failing(), tmp_path / "a")
    assert left(tmp_path) == {"a": "old"}


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("target")
    write_whole(["new"], tmp_path / "link")
    assert ((tmp_path / "link").is_symlink(), left(tmp_path)) == (True, {"target": "new", "link": "new"})


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "no-folder/a"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SikgError, match="cannot be written") as caught:
        write_whole(["x"], tmp_path / name)
    assert (bool(caught.value.mend), left(tmp_path)) == (True, {})


@pytest.mark.parametrize("device", ["/dev/null", "/dev/full"])
def test_a_device_is_never_replaced_by_a_file(device: str) -> None:
    with pytest.raises(SikgError, match="is not a file"):
        write_whole(["x"], Path(device))
    assert Path(device).is_char_device()


def test_a_file_that_may_not_grow_is_an_error_and_leaves_the_old_one(tmp_path: Path) -> None:
    """As on a full disk: the limit is the process's own."""
    (tmp_path / "a").write_text("old", encoding="utf-8")
    code = (
        "import resource, signal, sys; from pathlib import Path; from kg.export.files import write_whole; from kg.errors import SikgError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_whole(['x' * 100] * 1000, Path(sys.argv[1]))\n"
        "except SikgError as error: print(error.problem)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a")], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout.startswith("cannot be written: [Errno 27]")
    assert left(tmp_path) == {"a": "old"}


def test_killed_while_writing_the_old_file_is_whole(tmp_path: Path) -> None:
    """Kill -9 in the middle, ten times: the file is always the old one, never a part of the new one."""
    (tmp_path / "a").write_text("old", encoding="utf-8")
    code = (
        "import os, sys; from pathlib import Path; from kg.export.files import write_whole\n"
        "def pieces():\n"
        "    yield 'x' * 100_000\n"
        "    os.kill(os.getpid(), 9)\n"
        "for _ in range(1): write_whole(pieces(), Path(sys.argv[1]))"
    )
    for _ in range(10):
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a")], cwd=ROOT, capture_output=True, check=False, timeout=30)
        assert done.returncode == -9
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"
    write_whole(["new"], tmp_path / "a")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a disk that is full")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False, timeout=30)
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")  # in a container without that right, root is none
    try:
        (disk / "a").write_text("old", encoding="utf-8")
        with pytest.raises(SikgError, match="No space left"):
            write_whole(["x" * 10_000] * 20, disk / "a")
        assert left(disk) == {"a": "old"}
    finally:
        subprocess.run(["umount", disk], check=True, timeout=30)
