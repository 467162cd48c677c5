"""A batch goes on over whatever it holds, says what it had to leave out, and gives the same bytes for any number of workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import kg
from kg import extraction
from kg.cli import main
from kg.errors import InputError, SikgError
from kg.extraction import extract, lines
from kg.graph.store import read_quads
from tests.corpus import story_names, story_text

pytestmark = pytest.mark.slow  # real workers, each of which loads the model

ROOT = Path(__file__).parent.parent
MILLION = 1_000_000
REPORT = "Gunmen attacked a police station in Kano, Nigeria, on 3 May 2024, killing two officers."

Json = dict[str, Any]

HOSTILE = {
    "quotes": '"' * MILLION,
    "brackets": "(" * MILLION,
    "colons": "a:" * (MILLION // 2),
    "dashes": "a-" * (MILLION // 2),
    "name without end": "A" * 100_000,
    "digits": "9" * MILLION,
    "zero width": "\u200b" * MILLION,
    "combining marks": "e" + "\u0301" * MILLION,
    "ideographs": "\u6f22" * MILLION,
    "runs just short of too long": ('"' * 199 + " ") * 4,
    "name of many words": "Al Bo " * 300,
    "names in capitals": "GUNMEN ATTACKED KANO AND " * 30,
    "one verb": "killed " * 600,
    "one preposition": "of the " * 200,
    "quotes apart": '" ' * 500,
    "controls": "\x00\x01\x7f\x85 " * 200,
    "half pairs": "\ud800 " * 200,
    "overrides": "\u202eKano " * 200,
    "numbers": "two hundred thousand " * 200,
    "dates": "3 May 2024 " * 100,
    "blank": " " * MILLION,
    "lines": "\n" * MILLION,
}
CUT = ("quotes", "brackets", "colons", "dashes", "name without end", "digits", "zero width", "combining marks", "ideographs")


def write(path: Path, texts: dict[str, str]) -> Path:
    """A JSON Lines file of these reports."""
    rows = [{"docid": name, "text": text, "published": "2024-05-04"} for name, text in texts.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")
    return path


def read(output: bytes | str) -> list[Json]:
    return [json.loads(line) for line in output.splitlines()]


def kinds(row: Json) -> set[str]:
    return {problem["kind"] for problem in row["problems"]}


# --- hostile documents ---


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    """What the command makes of every hostile text, with a report of the usual kind after each."""
    texts = {}
    for name, text in HOSTILE.items():
        texts |= {name: text, f"after {name}": REPORT}
    path = write(tmp_path_factory.mktemp("hostile") / "hostile.jsonl", texts)
    done = CliRunner(catch_exceptions=False).invoke(main, ["extract", str(path)])
    assert (done.exit_code, done.stderr) == (0, "")
    return {row["article"]["id"]: row for row in read(done.stdout_bytes)}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_has_its_line_and_the_next_report_is_read(survived: dict[str, Json], name: str) -> None:
    text, row, after = HOSTILE[name], survived[name], survived[f"after {name}"]
    assert row["article"]["characters"] == len(text)
    assert [event["class"] for event in after["events"]] == ["Attack"]
    assert max([len(m["quote"]) for e in row["entities"] for m in e["mentions"]], default=0) <= 200
    spans = [x for part in ("entities", "events") for thing in row[part] for x in thing["mentions"]]
    assert [x for x in spans if text[x["start"] : x["end"]] != x["quote"]] == []


@pytest.mark.parametrize("name", CUT)
def test_a_run_that_is_no_word_is_cut_and_its_problem_does_not_repeat_it(survived: dict[str, Json], name: str) -> None:
    [problem] = [p for p in survived[name]["problems"] if p["kind"] == "unreadable"]
    assert len(problem["quote"] if "quote" in problem else problem["span"]["quote"]) <= 200
    assert f"{len(HOSTILE[name]):,} characters" in problem["reason"]
    assert survived[name]["entities"] == []


def test_no_name_is_made_of_controls(survived: dict[str, Json]) -> None:
    assert (survived["controls"]["entities"], survived["half pairs"]["entities"]) == ([], [])
    assert "control-characters" in kinds(survived["controls"])
    assert "lone-surrogates" in kinds(survived["half pairs"])


def test_a_graph_of_hostile_texts_is_written_and_can_be_read(tmp_path: Path) -> None:
    few = {name: HOSTILE[name][:3_000] for name in ("controls", "overrides", "quotes", "name of many words")}
    path = write(tmp_path / "x.jsonl", {**few, "report": REPORT, "odd": "\u202e\x01" + REPORT})
    done = CliRunner(catch_exceptions=False).invoke(main, ["build", str(path), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.stderr
    assert len(list(read_quads(tmp_path / "out" / "sikg.nq"))) == len(set(read_quads(tmp_path / "out" / "sikg.trig")))


# --- reports that are set aside ---


@pytest.fixture
def told() -> list[SikgError]:
    return []


def test_a_report_that_takes_too_much_cpu_is_set_aside_and_the_batch_goes_on(
    tmp_path: Path, told: list[SikgError], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker is ended by the system in the middle of the long report."""
    monkeypatch.setattr(extraction, "CPU_SECONDS", 1.0)
    monkeypatch.setattr(extraction, "CPU_SECONDS_A_CHARACTER", 0.0)
    path = write(tmp_path / "x.jsonl", {"a": REPORT, "long": f"{REPORT} " * 3_000, "b": REPORT})
    first, long, last = read("\n".join(lines([path], jobs=1, tell=told.append)))
    assert [len(row["events"]) for row in (first, long, last)] == [1, 0, 1]
    assert (long["article"]["id"], long["article"]["characters"], len(long["article"]["sha256"])) == ("long", 3_000 * 88, 64)
    assert "not read: it took more than 1 s of CPU" in [p["reason"] for p in long["problems"]]
    assert [error.problem for error in told] == ["set aside: it took more than 1 s of CPU"]


def test_of_reports_that_are_read_together_only_the_one_that_takes_too_much_cpu_is_set_aside(
    tmp_path: Path, told: list[SikgError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "CPU_SECONDS", 1.0)
    monkeypatch.setattr(extraction, "CPU_SECONDS_A_CHARACTER", 0.0)
    monkeypatch.setattr(extraction, "RUN", MILLION)
    path = write(tmp_path / "x.jsonl", {"a": REPORT, "long": f"{REPORT} " * 3_000, "b": REPORT})
    rows = read("\n".join(lines([path], jobs=1, tell=told.append)))
    assert [(row["article"]["id"], len(row["events"])) for row in rows] == [("a", 1), ("long", 0), ("b", 1)]
    assert [error.problem for error in told] == ["set aside: it took more than 1 s of CPU"]


def test_a_page_that_takes_too_much_cpu_is_set_aside_with_the_digest_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "CPU_SECONDS", 0.0)
    monkeypatch.setattr(extraction, "CPU_SECONDS_A_CHARACTER", 0.0)
    (tmp_path / "page.html").write_text(f"<html><body><article>{f'<p>{REPORT}</p>' * 20_000}</article></body></html>")
    [(coding, text)] = extract([tmp_path / "page.html"], jobs=1)
    assert ([p.kind for p in coding.problems], text, coding.article.characters) == (["set-aside"], "", 0)
    assert len(coding.article.sha256) == 64


# --- reports that cannot be read ---


def test_what_cannot_be_read_is_told_with_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    row = json.dumps({"docid": "a", "text": REPORT})
    path.write_text("\n".join([row, "no json", row, json.dumps({"docid": "b", "text": REPORT})]) + "\n", encoding="utf-8")
    done = CliRunner(catch_exceptions=False).invoke(main, ["extract", str(path)])
    assert done.exit_code == 2
    assert [row["article"]["id"] for row in read(done.stdout_bytes)] == ["a", "b"]
    assert [line.split(" ")[1] for line in done.stderr.splitlines() if line.startswith("kg: ")] == [f"{path}:2:", f"{path}:3:"]


def test_a_graph_is_made_of_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "in" / "b.txt").write_text(REPORT)
    done = CliRunner(catch_exceptions=False).invoke(main, ["build", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert done.stderr.startswith(f"kg: {tmp_path / 'in' / 'a.txt'}")
    assert (tmp_path / "out" / "sikg.ttl").stat().st_size > 1_000


def test_a_corpus_of_another_kind_is_not_told_line_by_line_without_end(tmp_path: Path) -> None:
    (tmp_path / "table.jsonl").write_text("a,b,c\n" * 50)
    done = CliRunner(catch_exceptions=False).invoke(main, ["extract", str(tmp_path / "table.jsonl")])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == "kg: and 30 more errors"


def test_from_python_the_first_report_that_cannot_be_read_is_raised_where_nobody_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("no json\n")
    for act in (lambda: list(extract([tmp_path / "x.jsonl"])), lambda: kg.build(tmp_path / "x.jsonl", jobs=1)):
        with pytest.raises(InputError, match="not JSON"):
            act()


# --- short reports, which are read together ---


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first words of the stories, long ones and short ones, in capitals and in another language among them."""
    texts = {name: story_text(name)[: 60 * (1 + n % 7)] for n, name in enumerate(story_names())}
    others = {"capitals": REPORT.upper(), "german": "Der Mann und die Frau haben das Haus nicht gesehen. " * 4, "blank": " "}
    return write(tmp_path_factory.mktemp("sentences") / "sentences.jsonl", {**texts, **others, "last": REPORT})


def test_what_is_said_of_a_report_does_not_depend_on_its_neighbours(sentences: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = list(lines([sentences]))
    monkeypatch.setattr(extraction, "RUN", 0)
    assert together == list(lines([sentences]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_lines_of_short_reports_are_the_same_for_any_number_of_workers(sentences: Path, jobs: int) -> None:
    assert list(lines([sentences], jobs=jobs)) == list(lines([sentences]))


@pytest.mark.parametrize("jobs", [0, 1])
def test_reports_before_one_that_cannot_be_read_are_given_before_its_error_is_raised(jobs: int, tmp_path: Path) -> None:
    row = json.dumps({"docid": "a", "text": REPORT})
    (tmp_path / "x.jsonl").write_text(f"{row}\nno json\n", encoding="utf-8")
    found = lines([tmp_path / "x.jsonl"], jobs=jobs)
    assert json.loads(next(found))["article"]["id"] == "a"
    with pytest.raises(InputError, match="not JSON"):
        next(found)


# --- any number of workers ---


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("stories") / "stories.jsonl", {name: story_text(name) for name in story_names()})


@pytest.fixture(scope="module")
def expected(stories: Path) -> list[str]:
    """The lines as this process makes them."""
    return list(lines([stories]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_lines_and_their_order_are_the_same_for_any_number_of_workers(stories: Path, expected: list[str], jobs: int) -> None:
    assert list(lines([stories], jobs=jobs)) == expected


def test_a_graph_is_the_same_with_workers_and_without(stories: Path) -> None:
    assert kg.build(stories, jobs=2).quads == kg.build(stories).quads


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found where Linux lists them")
def test_a_worker_that_is_killed_from_outside_changes_nothing(stories: Path, expected: list[str]) -> None:
    command = [sys.executable, "-m", "kg", "extract", str(stories), "--jobs", "2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        first = process.stdout.readline()
        killed = children_of(process.pid)
        os.kill(killed[0], signal.SIGKILL)
        output = first + process.stdout.read()
    assert (output.splitlines(), process.returncode) == (expected, 0)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found where Linux lists them")
def test_workers_end_with_the_command_that_started_them(stories: Path) -> None:
    command = [sys.executable, "-m", "kg", "extract", str(stories), "--jobs", "2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        workers = children_of(process.pid)
        process.kill()
    assert workers
    assert waited_for(lambda: not any(Path(f"/proc/{pid}/stat").exists() and not is_zombie(pid) for pid in workers))


def children_of(pid: int) -> list[int]:
    found = [Path(f"/proc/{pid}/task/{thread.name}/children").read_text() for thread in Path(f"/proc/{pid}/task").iterdir()]
    return [int(child) for child in " ".join(found).split()]


def is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def waited_for(holds: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not holds():
        time.sleep(0.1)
    return holds()
