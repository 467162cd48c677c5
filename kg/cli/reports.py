"""Commands that read reports: `kg build` and `kg extract`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.shared import model_option, number, progress


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="exports", show_default=True, help="Folder to write to."
)
@model_option
def build(sources: tuple[str, ...], output: Path, model: str | None) -> None:
    """Go the whole way, from reports to a graph, and write it in every format.

    Without SOURCE, the articles that come with kg are read.
    """
    from kg import pipeline

    with progress() as show:
        graph = pipeline.build(sources or None, model=model, progress=show)
    for path in graph.write(output):
        click.echo(path)
    click.echo(f"{number(len(graph.codings), 'report')} read, {number(len(graph.problems), 'problem')} recorded", err=True)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@model_option
def extract(sources: tuple[str, ...], model: str | None) -> None:
    """Write what each report says as JSON, one report a line."""
    from kg import pipeline
    from kg.contract import to_line
    from kg.read import count, documents

    total = count(sources)
    with progress(hidden=sys.stdout.isatty()) as show:
        for done, coding in enumerate(pipeline.code(documents(sources), model=model), start=1):
            # Half a surrogate pair has no UTF-8: inside JSON its backslash escape says the same.
            click.echo(to_line(coding).encode("utf-8", "backslashreplace"))
            show(done, total)
