"""Commands that hand a graph over in other formats and take it back: `kg export`, `kg formats`, `kg import`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.shared import exported_graph, graph_option, number, report


@click.command()
@click.argument("format_name", metavar="FORMAT")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write, in place of standard output.")
@graph_option()
@click.option("--raw", is_flag=True, default=None, help="Tables: leave texts that a spreadsheet would run as they are.")
@click.option("--excel", is_flag=True, default=None, help="Tables: mark the file as UTF-8 in the way that Excel knows.")
@click.option("--focus", metavar="IRI", help="Network: the thing in the middle.")
@click.option("--hops", type=click.IntRange(0, 10), help="Network: how many steps around it.")
@click.option("--questions", multiple=True, metavar="NAME", help="Network: begin at the things that answer a named question; repeatable.")
@click.option("--texts", multiple=True, metavar="SOURCE", help="Network: the reports, so that quotes stand in their sentences; repeatable.")
@click.option("--title", help="Network: the title of the page.")
def export(format_name: str, output: Path | None, store: str | None, **options: str | int | bool | tuple[str, ...] | None) -> None:
    """Write a graph in a FORMAT: RDF, network, map or table.

    `kg formats` lists them, and what each loses.
    """
    from kg.export.registry import export as write
    from kg.export.registry import pieces
    from kg.export.source import open_source

    place = store or str(exported_graph("sikg.nq"))
    given = {name: value for name, value in options.items() if value not in (None, ())}
    given |= _asked(place, given) | _read(given)
    source = open_source(place)
    if output is not None and str(output) != "-":
        write(source, format_name, output, given)
        click.echo(output)
        return
    for piece in pieces(source, format_name, given):
        click.echo(piece.encode("utf-8"), nl=False)


def _asked(place: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to the questions that were named: every term of their rows. Asked before the store is opened for anything else."""
    from kg.query import find, run
    from kg.remote import RemoteStore, is_url

    names = given.get("questions", ())
    if names and is_url(place):
        with RemoteStore(place) as store:
            rows = {name: list(store.query(find(name).text()).rows) for name in names}
    else:
        rows = {name: list(run(Path(place), find(name)).rows) for name in names}
    return {"questions": {name: [term for row in answer for term in row] for name, answer in rows.items()}} if rows else {}


def _read(given: Mapping[str, Any]) -> dict[str, Any]:
    """The exact texts of the reports that were named, by id."""
    from kg.read import documents

    return {"texts": {document.id: document.text for document in documents(given["texts"])}} if given.get("texts") else {}


@click.command("formats")
def list_formats() -> None:
    """List the formats of `kg export`, and what each loses."""
    from kg.export.incidents import COUNTING
    from kg.export.registry import formats

    for known in formats():
        click.echo(f"{known.name:<10}{known.suffix:<10}{known.about}\n{'':<20}loses: {known.loses}")
        if known.takes:
            click.echo(f"{'':<20}takes: {', '.join(f'--{option}' for option in known.takes)}")
    click.echo(f"\nHow low, best and high are counted in incidents, acled and geojson:\n{COUNTING}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path, file_okay=False), help="Folder of the store to add it to; made if there is none.")
@click.pass_context
def import_(ctx: click.Context, file: Path, store: Path | None) -> None:
    """Read RDF back, check it, and add it to a store.

    FILE is checked against the shapes of the ontology and, with --store, added. Nothing is added where a shape is violated.
    """
    from kg.validate import import_file

    outcome = import_file(file, store)
    report(outcome.findings, file)
    words = f"{number(outcome.quads, 'quad')} read, {number(len(outcome.findings), 'finding')}"
    click.echo(f"{words}, {number(outcome.added, 'quad')} added to {store}" if store else words, err=True)
    ctx.exit(0 if outcome.conforms else 1)
