"""`kg explain` and `kg diff` in words: answers on stdout, from builds, files, stores and extractions, and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.contract import to_line
from kg.export.registry import export
from kg.export.source import Source
from kg.graph.build import quads
from kg.graph.store import Store
from kg.iris import Iris
from tests.export.small.graph import FIRST, SECOND, quads_of_small

RAID = "Raid on the police post in Tarn"
Run = Callable[..., Result]


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

    def test_from_and_store_are_one_option(self, kg: Run) -> None:
        assert kg("explain", "VF", "--from", "graph.nq").stdout == kg("explain", "VF", "--store", "graph.nq").stdout
        assert kg("export", "claims", "--store", "graph.nq").stdout == kg("export", "claims", "--from", "graph.nq").stdout

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


class TestDiff:
    def test_graphs_that_say_the_same_end_with_0(self, kg: Run, tmp_path: Path) -> None:
        export(Source.of(quads_of_small()), "turtle", tmp_path / "graph.ttl")
        result = kg("diff", "graph.nq", "graph.ttl")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no difference\n")

    def test_a_difference_ends_with_1(self, kg: Run, tmp_path: Path) -> None:
        export(Source.of(quads([FIRST], Iris())), "nquads", tmp_path / "first.nq")
        result = kg("diff", "first.nq", "graph.nq")
        assert result.exit_code == 1
        assert result.stdout.startswith("+ article wire-2  =Ministry: seven dead\n")
        assert result.stderr.startswith("articles: 1 added, 0 removed, 0 changed; things: ")

    def test_folders_of_builds_and_extractions_are_sides_too(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "exports").mkdir()
        export(Source.of(quads([FIRST], Iris())), "nquads", tmp_path / "exports" / "sikg.nq")
        (tmp_path / "coding.jsonl").write_text(to_line(FIRST) + "\n", encoding="utf-8")
        assert kg("diff", "exports", "coding.jsonl").exit_code == 0
        (tmp_path / "coding.json").write_text(to_line(FIRST), encoding="utf-8")
        assert kg("diff", "coding.json", "coding.jsonl").exit_code == 0

    def test_json_is_json(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "coding.jsonl").write_text(to_line(SECOND) + "\n", encoding="utf-8")
        result = kg("diff", "graph.nq", "coding.jsonl", "--json")
        assert result.exit_code == 1
        assert [article["id"] for article in json.loads(result.stdout)["articles"]["removed"]] == ["wire-1"]

    @pytest.mark.parametrize(
        ("lines", "reason"),
        [
            (["{}"], "coding.jsonl:1: not a coding: KeyError('article')"),
            ([to_line(FIRST), "", "{"], "coding.jsonl:3: not JSON:"),
            ([to_line(FIRST), "[]"], "coding.jsonl:2: not a JSON object"),
            ([to_line(FIRST), to_line(FIRST)], "wire-1: 2 codings have this article id"),
        ],
    )
    def test_a_line_that_is_no_coding_is_named(self, kg: Run, tmp_path: Path, lines: list[str], reason: str) -> None:
        (tmp_path / "coding.jsonl").write_text("\n".join(lines), encoding="utf-8")
        result = kg("diff", "graph.nq", "coding.jsonl")
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr

    def test_a_side_that_is_not_there_is_said(self, kg: Run) -> None:
        result = kg("diff", "graph.nq", "missing.jsonl")
        assert (result.exit_code, result.stdout) == (2, "")
        assert (
            result.stderr
            == "kg: missing.jsonl: cannot be read: No such file or directory\n  Give the output of `kg extract`: one JSON object a line.\n"
        )
