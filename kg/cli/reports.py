"""Commands that read reports: `kg build` and `kg extract`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.shared import Told, model_option, number, progress

_jobs = click.option("-j", "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes that read reports.")


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="exports", show_default=True, help="Folder to write to."
)
@_jobs
@model_option
@click.pass_context
def build(ctx: click.Context, sources: tuple[str, ...], output: Path, jobs: int, model: str | None) -> None:
    """Go the whole way, from reports to the files of a graph.

    Without SOURCE, the articles that come with kg are read. A report that cannot be read is told and left out, and the
    command then ends with 2.
    """
    from kg import pipeline

    told = Told()
    with progress() as show:
        graph = pipeline.build(sources or None, model=model, progress=show, jobs=jobs, tell=told)
    if graph.codings:
        for path in graph.write(output):
            click.echo(path)
        click.echo(f"{number(len(graph.codings), 'report')} read, {number(len(graph.problems), 'problem')} recorded", err=True)
    told.end(ctx)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_jobs
@model_option
@click.pass_context
def extract(ctx: click.Context, sources: tuple[str, ...], jobs: int, model: str | None) -> None:
    """Write what each report says as JSON, one report a line.

    The lines and their order are the same for any number of --jobs. A report that takes too long or ends its worker
    process is set aside: its line says so under "problems". One that cannot be read is told, has no line, and the
    command then ends with 2.
    """
    from kg import extraction
    from kg.read import count

    total, told = count(sources), Told()
    with progress(hidden=sys.stdout.isatty()) as show:
        for done, line in enumerate(extraction.lines(sources, model=model, jobs=jobs, tell=told), start=1):
            # Half a surrogate pair has no UTF-8: inside JSON its backslash escape says the same.
            click.echo(line.encode("utf-8", "backslashreplace"))
            show(done + told.refused, total)
    told.end(ctx)
