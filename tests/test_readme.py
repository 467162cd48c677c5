"""The README tells the truth: its commands and its Python run, what it shows is what they print, its figures are today's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.figures import README, TABLE, table

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Visitor:
    """Someone in a folder that looks like a checkout, with `kg` on the path; what is written stays there."""

    folder: Path

    def run(self, *words: str) -> str:
        """What a command prints; an error where it does not end well."""
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}\n{done.stderr}"
        return done.stdout

    def type(self, line: str) -> str:
        """What a line typed into a shell prints."""
        return self.run("bash", "-euo", "pipefail", "-c", line)


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """A visitor who has typed the commands of the README."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("seeds", "tests", "ontology"):
        (folder / name).symlink_to(ROOT / name)
    command = folder / "bin" / "kg"
    command.parent.mkdir()
    command.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c 'from kg.cli import main; main(prog_name=\"kg\")' \"$@\"\n")
    command.chmod(0o755)
    visitor = Visitor(folder)
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("kg ")]
    assert len(lines) >= 5
    for line in lines:
        visitor.type(line)
    return visitor


@pytest.mark.slow
def test_the_commands_of_the_readme_run_and_write_what_they_say(visitor: Visitor) -> None:
    assert (visitor.folder / "exports" / "network.html").is_file()
    assert (visitor.folder / "coding.jsonl").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.slow
def test_what_the_readme_shows_is_what_is_printed(visitor: Visitor) -> None:
    [shown] = blocks("console")
    answers = dict(re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", shown, re.MULTILINE))
    assert len(answers) >= 2
    assert {line: visitor.type(line) for line in answers} == answers


@pytest.mark.slow
def test_the_python_of_the_readme_runs(visitor: Visitor) -> None:
    [example] = blocks("python")
    said = visitor.run(sys.executable, "-c", example)
    assert "Burundi" in said
    assert re.search(r"[1-9]\d* quads, [1-9]\d* nodes", said)
    assert (visitor.folder / "my-exports" / "sikg.ttl").is_file()


def test_the_figures_of_the_readme_are_those_of_the_code() -> None:
    """Written anew by `python -m tests.figures`."""
    assert TABLE.findall(TEXT) == [table()]


def test_the_targets_of_the_readme_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {
        words[1]
        for block in blocks("sh")
        for line in block.splitlines()
        if len(words := line.split("#")[0].split()) > 1 and words[0] == "make"
    }
    assert targets == {"test", "format", "lock", "clean"}
    assert targets <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


def test_links_of_the_readme_lead_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", TEXT) if not link.startswith("http")]
    folders = re.findall(r"^\| `([\w/]+)` \|", TEXT, re.MULTILINE)
    assert links
    assert [name for name in (*links, *folders) if not (ROOT / name).exists()] == []
