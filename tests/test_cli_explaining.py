"""`kg explain` in words: answers on stdout, from what was built last, a file or a store, and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.export.registry import export
from kg.export.source import Source
from kg.graph.store import Store
from tests.export.small.graph import quads_of_small

RAID = "Raid on the police post in Tarn"
Run = Callable[..., Result]


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, run in a folder with the small graph as `graph.nq`."""
    monkeypatch.chdir(tmp_path)
    export(Source.of(quads_of_small()), "nquads", tmp_path / "graph.nq")
    return lambda *words: CliRunner(catch_exceptions=False).invoke(main, [str(word) for word in words])


class TestExplain:
    def test_a_store_and_a_file_give_the_same_text(self, kg: Run, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "store", create=True)
        store.add(quads_of_small())
        store.flush()
        del store
        of_file, of_store = kg("explain", RAID, "--store", "graph.nq"), kg("explain", RAID, "--store", "store")
        assert (of_file.exit_code, of_file.stderr) == (0, "")
        assert of_file.stdout == of_store.stdout
        assert of_file.stdout.startswith(f"{RAID}\n  attack, armed assault, occurred; event/tarn-raid\n")

    def test_without_a_store_what_was_built_last_is_asked(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "exports").mkdir()
        (tmp_path / "graph.nq").rename(tmp_path / "exports" / "sikg.nq")
        assert kg("explain", "VF").stdout.startswith("Valley Front\n")

    def test_json_is_json(self, kg: Run) -> None:
        told = json.loads(kg("explain", RAID, "killed", "--store", "graph.nq", "--json").stdout)
        assert [claim["verbatim"] for claim in told["claims"]] == ["at least 12", "seven"]

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            (["Nobody", "--store", "graph.nq"], "kg: the graph holds nothing called 'Nobody'"),
            ([RAID, "hosts", "--store", "graph.nq"], "kg: no claim is about 'hosts'"),
            ([RAID, "--store", "missing.nq"], "kg: missing.nq: is not there"),
            ([RAID, "--store", "graph.nq", "--texts", "missing.txt"], "kg: missing.txt: there is no such file or folder"),
            (["VF", "killed", "7", "more"], "Error: Got unexpected extra argument (more)"),
        ],
    )
    def test_wrong_use_is_said_with_exit_2(self, kg: Run, words: list[str], reason: str) -> None:
        result = kg("explain", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr
