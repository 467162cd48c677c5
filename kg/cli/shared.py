"""What the commands share: the option for the model, the bar on stderr, the graph that is asked by default, counted words, told errors."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import InputError, SikgError

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

    from kg.validate import Finding

F = TypeVar("F", bound=Callable[..., Any])
GRAPH_FILE = "sikg.ttl"
VALUE_SHOWN = 80  # characters of a wrong value
MOST_TOLD = 20  # errors that are told one by one; where there are more, they are one and the same mistake
model_option = click.option("--model", metavar="NAME", help="A spaCy model by name or folder, in place of the one that comes with kg.")


def graph_option(
    kind: click.ParamType[Any] | None = None,
    shown: str = "FILE|DIR|URL",
    places: str = "An RDF file, a store's folder or a SPARQL endpoint",
) -> Callable[[F], F]:
    """The option that names the graph a command is about, in place of the one that `kg build` wrote; both its words are understood everywhere."""
    return click.option("--store", "--from", "store", type=kind, metavar=shown, help=f"{places}, in place of exports/.")


def number(count: int, thing: str) -> str:
    """A count with its noun: 1 report, 2,000 reports."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


@contextmanager
def progress(*, hidden: bool = False, what: str = "reports") -> Iterator[Callable[[int, int | None], None]]:
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

    columns = (what, progress.BarColumn(), progress.MofNCompleteColumn(), Rate(), progress.TimeRemainingColumn())
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def exported_graph(name: str = GRAPH_FILE) -> Path:
    """A file of the graph that `kg build` wrote: in ./exports, or in the checkout that kg runs from."""
    from kg.ontology import data_root

    places = [Path("exports", name), data_root() / "exports" / name]
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise InputError("there is no graph yet", place=str(places[0]), mend="Run `kg build`, or name a file or store.")
    return found


def report(findings: Sequence[Finding], file: Path, *, as_json: bool = False) -> None:
    """Says what is wrong with a file: where, at which node, by which rule, and the mend."""
    import json

    from kg.graph.terms import escaped
    from kg.validate import lines_of

    lines = lines_of(file, findings) if findings else {}
    if as_json:
        told = [{**asdict(finding), "file": str(file), "line": lines.get(finding.focus_node)} for finding in findings]
        click.echo(json.dumps(told, ensure_ascii=True, indent=1))
        return
    for finding in findings:
        place = f"{file}:{lines[finding.focus_node]}" if finding.focus_node in lines else str(file)
        value = f' has "{escaped(finding.value[:VALUE_SHOWN])}"' if finding.value else ""
        click.echo(
            f"{place}: {finding.severity}: {escaped(finding.focus_node)} {finding.path}{value} [{finding.source_shape}]\n  {finding.message}"
        )


class Told:
    """Tells errors on stderr as they come, and what they mean for the exit code."""

    def __init__(self) -> None:
        self.refused = 0
        self.said = 0

    def __call__(self, error: SikgError) -> None:
        """Tell an error, unless many were told already."""
        self.refused += isinstance(error, InputError)
        self.said += 1
        if self.said <= MOST_TOLD:
            click.echo(f"kg: {error}", err=True)

    def end(self, ctx: click.Context) -> None:
        """Say how many errors were not told, and exit with 2 where a report could not be read."""
        if self.said > MOST_TOLD:
            click.echo(f"kg: and {number(self.said - MOST_TOLD, 'more error')}", err=True)
        if self.refused:
            ctx.exit(2)
