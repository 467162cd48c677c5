"""Items pass through killable processes in order; one that is fatal is given back as lost, and the others are done."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError, ModelError, SikgError
from kg.workers import pool
from kg.workers.pool import Lost, Pool, Task
from tests.workers import tasks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither signals nor limits of CPU")

Outcome = tuple[str, object]


def done(items: list[str], marks: Path, *, jobs: int = 1, seconds: float = 30) -> list[object]:
    """What becomes of each item."""
    with Pool(Task(tasks.obey, (marks,)), jobs) as workers:
        outcomes = list(workers.map(items, lambda _: seconds))
    assert [item for item, _ in outcomes] == items
    return [value for _, value in outcomes]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_values_come_in_the_order_of_the_items_for_any_number_of_processes(jobs: int, tmp_path: Path) -> None:
    items = ["wait 0.2", *(f"item {n}" for n in range(30))]
    assert done(items, tmp_path, jobs=jobs) == [item.upper() for item in items]


def test_one_process_does_many_items(tmp_path: Path) -> None:
    assert len(set(done(["who"] * 5, tmp_path))) == 1


def test_an_item_whose_process_was_killed_is_tried_again_in_another(tmp_path: Path) -> None:
    assert done(["a", "die-once x", "b"], tmp_path) == ["A", "DIE-ONCE X", "B"]


def test_a_process_that_is_killed_between_two_items_is_replaced(tmp_path: Path) -> None:
    with Pool(Task(tasks.obey, (tmp_path,))) as workers:
        outcomes = workers.map(["who", "who", "a"], lambda _: 30)
        _, first = next(outcomes)
        assert isinstance(first, int)
        os.kill(first, signal.SIGKILL)
        _, second = next(outcomes)
        assert second != first
        assert next(outcomes) == ("a", "A")


@pytest.mark.parametrize(
    ("item", "how"),
    [("die", "SIGKILL"), ("leave", "exit 3")],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_always_ends_its_process_is_lost_and_the_others_are_done(item: str, how: str, jobs: int, tmp_path: Path) -> None:
    lost = Lost("crashed", f"its process died {pool.TRIES} times ({how})")
    assert done(["a", item, "b", "c"], tmp_path, jobs=jobs) == ["A", lost, "B", "C"]


def test_an_item_that_never_ends_is_stopped_when_its_cpu_is_used_up(tmp_path: Path) -> None:
    assert done(["spin", "a"], tmp_path, seconds=1) == [Lost("too-slow", "it took more than 1 s of CPU"), "A"]


def test_an_item_that_sleeps_for_ever_is_stopped_by_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CLOCK_FACTOR", 0.25)
    monkeypatch.setattr(pool, "TRIES", 1)
    assert done(["wait 600", "a"], tmp_path, seconds=3) == [Lost("crashed", "its process died 1 times (no answer in 1 s)"), "A"]


def test_a_fault_of_the_program_is_told_with_where_it_happened(tmp_path: Path) -> None:
    [lost, other] = done(["fail thus", "a"], tmp_path)
    assert lost == Lost("failed", "ValueError in kg.workers.worker._answer")  # the last line of the package on the way
    assert other == "A"


def test_an_error_of_the_library_comes_back_as_it_was_raised(tmp_path: Path) -> None:
    [error, other] = done(["refuse", "a"], tmp_path)
    assert isinstance(error, InputError)
    assert (error.problem, error.place, error.mend) == ("no good", "x:1", "Do better.")
    assert other == "A"


def test_what_a_library_prints_does_not_disturb_the_answers(tmp_path: Path) -> None:
    assert done(["print noise", "a"], tmp_path) == ["PRINT NOISE", "A"]


def test_a_task_that_cannot_be_made_is_an_error_of_its_own() -> None:
    with Pool(Task(tasks.unmakable), 2) as workers, pytest.raises(ModelError) as caught:
        list(workers.map(["a"], lambda _: 30))
    assert (caught.value.problem, caught.value.place, caught.value.mend) == ("there is no model", "nowhere", "Get one.")


def test_a_process_that_dies_while_it_loads_is_told() -> None:
    with Pool(Task(tasks.deadly)) as workers, pytest.raises(SikgError, match=r"before it had loaded its knowledge \(exit 9\)"):
        list(workers.map(["a"], lambda _: 30))


def test_items_are_taken_only_as_they_are_needed(tmp_path: Path) -> None:
    taken: list[str] = []

    def endless() -> Iterator[str]:
        for n in range(10_000):
            taken.append(str(n))
            yield str(n)

    with Pool(Task(tasks.obey, (tmp_path,)), 2) as workers:
        outcomes = workers.map(endless(), lambda _: 30)
        assert [next(outcomes)[0] for _ in range(5)] == ["0", "1", "2", "3", "4"]
    assert len(taken) <= 5 + 2 * pool.AHEAD


def test_processes_end_when_nobody_asks_any_more(tmp_path: Path) -> None:
    with Pool(Task(tasks.obey, (tmp_path,)), 2) as workers:
        outcomes = workers.map(["who", *["wait 60"] * 8], lambda _: 30)
        _, pid = next(outcomes)
        outcomes.close()
    assert isinstance(pid, int)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


# --- runs -------------------------------------------------------------------------------------------------------


Run = tuple[str, ...]


def done_in_runs(runs: list[Run], marks: Path, *, jobs: int, seconds: float = 30) -> list[tuple[Run, object]]:
    """What becomes of runs of items that may be tried one by one."""
    with Pool(Task(tasks.obey_all, (marks,)), jobs) as workers:
        return list(workers.map(runs, lambda _: seconds, lambda run: [(item,) for item in run]))


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_a_run_is_done_together(jobs: int, tmp_path: Path) -> None:
    runs = [("a", "b"), ("c",), ("d", "e", "f")] * 10
    assert done_in_runs(runs, tmp_path, jobs=jobs) == [(run, [item.upper() for item in run]) for run in runs]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("die", Lost("crashed", f"its process died {pool.TRIES} times (SIGKILL)")),
        ("fail thus", Lost("failed", "ValueError in kg.workers.worker._answer")),
        ("spin", Lost("too-slow", "it took more than 1 s of CPU")),
    ],
    ids=["dies", "fails", "takes too much CPU"],
)
def test_of_a_run_with_a_fatal_item_only_that_one_is_lost(item: str, reason: Lost, jobs: int, tmp_path: Path) -> None:
    outcomes = done_in_runs([("a", "b"), ("c", item, "d"), ("e", "f")], tmp_path, jobs=jobs, seconds=1)
    alone = [(("c",), ["C"]), ((item,), reason), (("d",), ["D"])]
    assert outcomes == [(("a", "b"), ["A", "B"]), *alone, (("e", "f"), ["E", "F"])]


def test_a_run_of_one_fatal_item_is_tried_as_often_as_an_item(tmp_path: Path) -> None:
    assert done_in_runs([("die",)], tmp_path, jobs=1) == [(("die",), Lost("crashed", f"its process died {pool.TRIES} times (SIGKILL)"))]


def test_a_run_whose_process_was_killed_is_done_item_by_item(tmp_path: Path) -> None:
    assert done_in_runs([("die-once x", "a")], tmp_path, jobs=2) == [(("die-once x",), ["DIE-ONCE X"]), (("a",), ["A"])]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_runs_with_fatal_items_all_come_to_an_end(jobs: int, tmp_path: Path) -> None:
    """Each process tries the items of its own run, and waits for no other."""
    runs = [(f"item {n}", "fail thus", "b") for n in range(3 * pool.AHEAD)]
    outcomes = done_in_runs(runs, tmp_path, jobs=jobs)
    assert [item for [item], _ in outcomes] == [item for run in runs for item in run]
    assert sum(isinstance(value, Lost) for _, value in outcomes) == len(runs)
