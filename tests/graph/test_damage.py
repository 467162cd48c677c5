"""A store that is damaged, kept from us, or cut off in its making: said in words, and never taken for empty (inputs 30 to 34)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.contract import read_coding
from kg.errors import InputError, SikgError
from kg.export.rdf import write
from kg.graph.build import quads
from kg.graph.store import Store, wire
from kg.iris import Iris

ROOT = Path(__file__).parents[2]
ALL = "SELECT * { ?s ?p ?o }"
NOBODY = 65534


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "seed.nq"
    write(quads([read_coding(ROOT / "tests" / "gold" / "seed.json")], Iris()), path, "nquads")
    return path


@pytest.fixture(scope="module")
def built(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "store"
    Store.build(folder, file)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A store of the seed that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "store"))


def tables(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.sst"))


def flip(path: Path, place: float) -> None:
    words = bytearray(path.read_bytes())
    words[int(len(words) * place)] ^= 0x40
    path.write_bytes(words)


@pytest.fixture
def flipped(folder: Path) -> Path:
    """A store with a flipped bit in every table that opening it does not read."""
    for table in tables(folder):
        whole = table.read_bytes()
        flip(table, 0.33)
        try:
            Store.open(folder, read_only=True)
        except InputError:
            table.write_bytes(whole)
    return folder


def kg(*words: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, **more
    )  # type: ignore[call-overload,no-any-return] # options of run


class TestSpoiledTables:
    @pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), lambda path: path.write_bytes(b""), Path.unlink], ids=["cut", "empty", "gone"])  # fmt: skip
    def test_one_that_was_cut_is_damage_at_once(self, folder: Path, spoil: Callable[[Path], object]) -> None:
        spoil(tables(folder)[-2])
        for read_only in (False, True):
            with pytest.raises(InputError, match="is damaged: Corruption") as caught:
                Store.open(folder, read_only=read_only)
            assert "Build the store again" in caught.value.mend
        said = kg("query", "cq01", "--store", folder)
        assert (said.returncode, "is damaged" in said.stderr, said.stdout) == (2, True, "")

    def test_a_flipped_bit_is_found_when_its_block_is_read_and_the_right_rows_come_or_none(self, folder: Path, built: Path) -> None:
        """RocksDB compares a block with its checksum when it reads it: what is not read stays unknown."""
        expected, found = kg("query", ALL, "--store", built, "--format", "csv").stdout, 0
        for table in tables(folder):
            whole = table.read_bytes()
            flip(table, 0.33)
            said = kg("query", ALL, "--store", folder, "--format", "csv")
            found += said.returncode == 2 and "damaged: Corruption" in said.stderr and "Build the store again" in said.stderr
            assert said.returncode == 2 or said.stdout == expected
            table.write_bytes(whole)
        assert found > 0

    @pytest.mark.parametrize(
        "use",
        [
            lambda store: list(store.quads()),
            len,
            lambda store: list(store.query(ALL).rows),
            lambda store: list(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").rows),
            lambda store: wire.write(store, ALL, "json", "turtle", max_rows=10_000),
            lambda store: wire.write(store, "DESCRIBE ?s { ?s ?p ?o }", "json", "turtle", max_rows=10_000),
        ],
        ids=["quads", "count", "select", "construct", "written", "described"],
    )
    def test_every_way_to_read_says_so(self, flipped: Path, use: Callable[[Store], object]) -> None:
        store = Store.open(flipped, read_only=True)
        with pytest.raises(SikgError, match=r"^the store is damaged: Corruption"):
            use(store)

    def test_a_server_of_it_says_so_and_lives_on(self, flipped: Path) -> None:
        asked = (
            "import asyncio, sys; from pathlib import Path; from kg.query.pool import Pool, Request, DamagedError\n"
            "async def main():\n"
            "    pool = Pool(Path(sys.argv[1]), size=1); await pool.start()\n"
            "    try: await pool.ask(Request('SELECT * { ?s ?p ?o }'))\n"
            "    except DamagedError as error: print(error.problem)\n"
            "    print((await pool.ask(Request('ASK {}'))).body.decode()); await pool.close()\n"
            "asyncio.run(main())"
        )
        said = subprocess.run([sys.executable, "-c", asked, str(flipped)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
        assert "damaged: Corruption" in said.stdout
        assert '"boolean":true' in said.stdout

    def test_it_is_built_again_from_its_nquads(self, folder: Path, built: Path, file: Path, tmp_path: Path) -> None:
        tables(folder)[-2].unlink()
        said = kg("import", file, "--store", tmp_path / "again")
        assert said.returncode == 0, said.stderr
        assert set(Store.open(tmp_path / "again").quads()) == set(Store.open(built, read_only=True).quads())

    def test_a_store_of_a_newer_format_is_not_opened(self, folder: Path) -> None:
        """A newer engine writes tables with a version of format that this one does not know, in their last bytes."""
        for table in tables(folder):
            words = bytearray(table.read_bytes())
            words[-12:-8] = (99).to_bytes(4, "little")
            table.write_bytes(words)
        with pytest.raises(SikgError, match=r"is damaged|cannot be opened") as caught:
            list(Store.open(folder).quads())
        assert "Build the store again" in caught.value.mend
        said = kg("query", "SELECT * { ?s ?p ?o }", "--store", folder)
        assert (said.returncode, said.stdout, "Build the store again" in said.stderr) == (2, "", True)


class TestNoRight:
    """Root may write everywhere, so a child that is nobody tries, or the file system itself refuses."""

    CODE = (
        "import os, sys; from pathlib import Path; from kg.graph.store import Store; from kg.errors import InputError\n"
        "import codecs, pyoxigraph; codecs.lookup('ascii')  # nobody may read where Python imports late\n"
        f"os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        "for how in ({}, {'read_only': True}, {'create': True}):\n"
        "    try: print(len(Store.open(Path(sys.argv[1]), **how)))\n"
        "    except InputError as error: print(error.problem[:20], '|', error.mend)"
    )

    def as_nobody(self, folder: Path) -> list[str]:
        for above in (folder.parent, *folder.parent.parents):
            if above != Path("/") and above.stat().st_uid == os.geteuid() and not above.stat().st_mode & 0o001:
                above.chmod(above.stat().st_mode | 0o011)  # pytest's folders are its user's alone
        command = [sys.executable, "-c", self.CODE, str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
    def test_a_store_of_another_user_that_may_be_read_is_read_only(self, folder: Path, built: Path) -> None:
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o644)
        writing, reading, creating = self.as_nobody(folder)
        assert writing == creating
        assert "right to write the folder" in writing
        assert reading == str(len(Store.open(built, read_only=True)))

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
    def test_a_store_of_another_user_that_may_not_be_read_is_no_empty_one(self, folder: Path) -> None:
        folder.chmod(0o700)
        for line in self.as_nobody(folder):
            assert "right to" in line, line

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a file system")
    def test_a_file_system_without_writing(self, folder: Path, tmp_path: Path) -> None:
        place = tmp_path / "disk"
        place.mkdir()
        mounts = (["mount", "--bind", folder.parent, place], ["mount", "-o", "remount,bind,ro", place])
        if any(subprocess.run(command, capture_output=True, check=False, timeout=30).returncode for command in mounts):
            pytest.skip("this machine lets nobody mount a folder again")
        try:
            with pytest.raises(InputError, match="cannot be opened") as caught:
                Store.open(place / folder.name)
            assert "right to write" in caught.value.mend
            with pytest.raises(InputError, match="no store can be made here"):
                Store.open(place / "new", create=True)
            said = kg("query", "cq01", "--store", place / folder.name)
            assert (said.returncode, "Uganda" in said.stdout) == (0, True)
        finally:
            subprocess.run(["umount", place], check=True, timeout=30)

    def test_a_file_in_the_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "store").write_text("dear", encoding="utf-8")
        for create in (False, True):
            with pytest.raises(InputError, match=r"holds no store|no store"):
                Store.open(tmp_path / "store", create=create)
        assert (tmp_path / "store").read_text(encoding="utf-8") == "dear"


LOOPS = {
    "bulk load": "n = 0\nwhile True:\n    Store.build(folder / f'new{n}', Path(sys.argv[2])); n += 1; print(n, flush=True)",
    "optimize": "store = Store.open(folder / 'store')\nwhile True:\n    store._inner.optimize(); print('round', flush=True)",
    "backup": "store = Store.open(folder / 'store'); n = 0\nwhile True:\n    store.snapshot(folder / f'copy{n}'); n += 1; print(n, flush=True)",
}


@pytest.mark.slow
@pytest.mark.parametrize("work", LOOPS)
def test_killed_again_and_again_nothing_is_lost_and_nothing_is_half(work: str, folder: Path, file: Path) -> None:
    code = f"import sys; from pathlib import Path; from kg.graph.store import Store; folder = Path(sys.argv[1])\nprint('ready', flush=True)\n{LOOPS[work]}"
    whole = set(Store.open(folder, read_only=True).quads())
    for round_ in range(20):
        process = subprocess.Popen([sys.executable, "-c", code, str(folder.parent), str(file)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.01 + 0.005 * round_)
        process.kill()
        process.communicate()
        assert set(Store.open(folder).quads()) == whole
        for made in folder.parent.glob("new*"):
            assert set(Store.open(made).quads()) == whole
            shutil.rmtree(made)
        for copy in folder.parent.glob("copy*"):  # its maker takes one that a killed process left for what it is: not finished
            shutil.rmtree(copy)


def test_a_forked_child_is_refused_by_the_store_of_its_parent(folder: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from kg.graph.store import Store; from kg.errors import SikgError\n"
        "store = Store.open(Path(sys.argv[1])); before = len(store)\n"
        "if os.fork() == 0:\n"
        "    for use in (store.quads, lambda: store.update('CLEAR ALL'), store.flush, lambda: store.query('ASK {}')):\n"
        "        try: list(use() or ())\n"
        "        except SikgError as error: print(error.problem[:33], flush=True)\n"
        "    os._exit(0)\n"
        "os.wait(); print(len(store) == before)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    *refused, same = done.stdout.splitlines()
    assert (len(refused), {words[:26] for words in refused}, same) == (4, {"this store was opened by p"}, "True")


def test_too_few_open_files_are_said_and_the_store_opens_afterwards(folder: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from kg.graph.store import Store; from kg.errors import SikgError\n"
        "import pyoxigraph; resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))\n"
        "try: print(len(Store.open(Path(sys.argv[1]))))\n"
        "except SikgError as error: print('said:', error.problem)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("said:"), done.stdout + done.stderr
    assert len(Store.open(folder)) > 0


@pytest.mark.slow
def test_a_million_lines_with_a_bad_one_at_the_end_leave_nothing(tmp_path: Path) -> None:
    path = tmp_path / "million.nq"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"<http://e/{n}> <http://e/p> <http://e/{n % 997}> <http://e/g> .\n" for n in range(1_000_000))
        stream.write("<http://e/a> <http://e/p> nothing .\n")
    with pytest.raises(InputError) as caught:
        Store.build(tmp_path / "store", path)
    assert caught.value.place == f"{path}:1000001"
    assert [entry.name for entry in tmp_path.iterdir()] == ["million.nq"]


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    """A damaged store must not hold us up: each test ends within its own time limits, or this one."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < 120
