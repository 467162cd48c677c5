"""What the commands share: the option for the model, the bar on stderr, the graph that is asked by default, counted words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import InputError

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

GRAPH_FILE = "sikg.ttl"

model_option = click.option("--model", metavar="NAME", help="A spaCy model by name or folder, in place of the one that comes with kg.")


def number(count: int, thing: str) -> str:
    """A count with its noun: 1 report, 2,000 reports."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


@contextmanager
def progress(*, hidden: bool = False) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on stderr with the rate and the time left, silent where stderr is no terminal.

    Gives the function that shows how many reports are done, of how many.
    """
    if hidden or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich import progress
    from rich.console import Console
    from rich.text import Text

    class Rate(progress.ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")

    columns = ("reports", progress.BarColumn(), progress.MofNCompleteColumn(), Rate(), progress.TimeRemainingColumn())
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def exported_graph() -> Path:
    """The graph that `kg build` wrote: in ./exports, or in the checkout that kg runs from."""
    from kg.ontology import data_root

    places = [Path("exports", GRAPH_FILE), data_root() / "exports" / GRAPH_FILE]
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise InputError("there is no graph yet", place=str(places[0]), mend="Run `kg build`, or name a file or store.")
    return found
