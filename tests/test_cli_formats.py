"""`kg export`, `kg formats`, `kg import` and `kg validate` in words: answers on stdout, the rest on stderr, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.export.registry import formats
from kg.graph.store import Store
from tests.export.small.graph import path_of, quads_of_small

CASES = Path(__file__).parent / "shapes"
Run = Callable[..., Result]


class TestExport:
    def test_writes_to_stdout(self, kg: Run) -> None:
        result = kg("export", "claims", "--from", "graph.nq")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout_bytes == path_of("claims", ".csv").read_bytes()

    def test_writes_to_a_file_and_says_which(self, kg: Run, tmp_path: Path) -> None:
        result = kg("export", "gexf", "--from", "graph.nq", "-o", "a.gexf")
        assert (result.exit_code, result.stdout) == (0, "a.gexf\n")
        assert (tmp_path / "a.gexf").read_bytes() == path_of("gexf", ".gexf").read_bytes()

    def test_takes_a_store(self, kg: Run, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "store", create=True)
        store.add(quads_of_small())
        store.flush()
        del store
        assert kg("export", "nquads", "--from", "store").stdout_bytes == (tmp_path / "graph.nq").read_bytes()

    def test_takes_what_was_built_last(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "exports").mkdir()
        (tmp_path / "exports" / "sikg.nq").write_bytes((tmp_path / "graph.nq").read_bytes())
        assert kg("export", "nquads").stdout_bytes == (tmp_path / "graph.nq").read_bytes()

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            (["docx", "--from", "graph.nq"], "no format is called 'docx'"),
            (["turtle", "--from", "missing.nq"], "missing.nq: is not there"),
            (["turtle", "--from", "."], "holds no store"),
            (["turtle", "--from", "graph.txt"], "is not there"),
            (["turtle", "--from", "graph.nq", "--excel"], "does not take --excel"),
            (["turtle", "--from", "graph.nq", "-o", "no-folder/a.ttl"], "cannot be written"),
        ],
    )
    def test_wrong_use_is_said_with_exit_2(self, kg: Run, words: list[str], reason: str) -> None:
        result = kg("export", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr

    def test_a_fault_in_the_source_leaves_the_old_file(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "bad.nq").write_text("<urn:a> <urn:b> .\n")
        (tmp_path / "a.ttl").write_text("old")
        result = kg("export", "turtle", "--from", "bad.nq", "-o", "a.ttl")
        assert (result.exit_code, (tmp_path / "a.ttl").read_text()) == (2, "old")
        assert "bad.nq:1: not N-Quads" in result.stderr


def test_formats_are_listed_with_what_each_loses_and_the_rule_of_counting(kg: Run) -> None:
    result = kg("formats")
    assert result.exit_code == 0
    for known in formats():
        assert known.name in result.stdout
        assert f"loses: {known.loses}" in result.stdout
    assert "Figures are never added up across sources" in result.stdout


class TestImport:
    def test_adds_to_a_store(self, kg: Run, tmp_path: Path) -> None:
        result = kg("import", "graph.nq", "--store", "store")
        count = len(quads_of_small())
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"{count} quads read, 0 findings, {count} quads added to store\n"
        assert len(list(Store.open(tmp_path / "store").quads())) == count

    def test_refuses_what_violates_a_shape(self, kg: Run, tmp_path: Path) -> None:
        result = kg("import", CASES / "claim-basis_fail.ttl", "--store", "store")
        assert (result.exit_code, (tmp_path / "store").exists()) == (1, False)
        assert "[claim-basis]" in result.stdout
        assert "0 quads added" in result.stderr

    def test_names_file_and_line_of_a_fault(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "bad.ttl").write_text("@prefix e: <http://e.org/> .\ne:a e:b .\n")
        result = kg("import", "bad.ttl")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("kg: bad.ttl:2: not Turtle: ")


class TestValidate:
    def test_a_finding_has_its_file_line_node_value_and_mend(self, kg: Run) -> None:
        case = CASES / "claim-confidence_fail.ttl"
        result = kg("validate", case)
        line = next(n for n, text in enumerate(case.read_text().splitlines(), start=1) if text.startswith(":claim "))
        assert result.exit_code == 1
        assert result.stdout == (
            f'{case}:{line}: Violation: https://example.org/id/claim sikg:confidence has "1.5" [claim-confidence]\n'
            "  A claim has exactly one confidence, an xsd:decimal from 0 to 1.\n"
        )

    def test_findings_as_json(self, kg: Run) -> None:
        result = kg("validate", "--json", CASES / "claim-confidence_fail.ttl")
        [finding] = json.loads(result.stdout)
        assert (finding["source_shape"], finding["value"], finding["file"]) == (
            "claim-confidence",
            "1.5",
            str(CASES / "claim-confidence_fail.ttl"),
        )
        assert finding["line"] > 0
        assert json.loads(kg("validate", "--json", "graph.nq").stdout) == []

    def test_what_is_wrong_cannot_write_to_the_terminal(self, kg: Run, tmp_path: Path) -> None:
        text = (CASES / "claim-confidence_fail.ttl").read_text().replace("1.5", '"\x1b[2J\u202egnp.exe"')
        (tmp_path / "a.ttl").write_text(text)
        result = kg("validate", "a.ttl")
        assert 'has "\\u001B[2J\\u202Egnp.exe"' in result.stdout
        assert "\x1b" not in result.stdout
