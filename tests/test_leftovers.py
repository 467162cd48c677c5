"""What a killed writer leaves beside its target is cleared away by the next one, and nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.export.files import write_whole
from kg.graph.store import Store
from kg.leftovers import beside_of

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def ended() -> int:
    """The number of a process that runs no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_writer_left_is_cleared_and_the_rest_stays(tmp_path: Path, ended: int) -> None:
    (tmp_path / f".a.nq.{ended}.part").write_text("half", encoding="utf-8")
    (tmp_path / f".a.nq.{os.getppid()}.part").write_text("being written", encoding="utf-8")
    (tmp_path / f".b.nq.{ended}.part").write_text("of another file", encoding="utf-8")
    (tmp_path / f".a.nq.{ended}.bak").write_text("somebody's", encoding="utf-8")
    write_whole(["new"], tmp_path / "a.nq")
    assert {path.name for path in tmp_path.iterdir()} == {
        "a.nq",
        f".a.nq.{os.getppid()}.part",
        f".b.nq.{ended}.part",
        f".a.nq.{ended}.bak",
    }


def test_a_store_that_was_half_made_is_cleared_when_it_is_made_anew(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from kg.graph.store.folder import made\n"
        "made(Path(sys.argv[1]), lambda _: os.kill(os.getpid(), 9))"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path / "store")], cwd=ROOT, check=False, timeout=60)
    assert (killed.returncode, [path.suffix for path in tmp_path.iterdir()]) == (-9, [".part"])
    Store.open(tmp_path / "store", create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_link_among_them_is_removed_and_what_it_points_to_stays(tmp_path: Path, ended: int) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("x", encoding="utf-8")
    (tmp_path / f".a.{ended}.part").symlink_to(tmp_path / "kept", target_is_directory=True)
    assert beside_of(tmp_path / "a").name == f".a.{os.getpid()}.part"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept" / "file").exists()
