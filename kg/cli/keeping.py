"""Commands that change a store: `kg add` and `kg retract`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shared import model_option, number, progress

_store = click.option("--store", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the store.")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_store
@model_option
def add(sources: tuple[str, ...], store: Path, model: str | None) -> None:
    """Read reports and add them to a store, which is made if there is none. A report that is there already is replaced."""
    from kg import keeping

    with progress() as show:
        done = keeping.add(sources, store, model=model, progress=show)
    click.echo(f"{number(len(done.articles), 'report')} added, {done.replaced:,} replaced; {number(done.triples, 'triple')} in {store}")


@click.command()
@click.argument("article")
@_store
def retract(article: str, store: Path) -> None:
    """Take one ARTICLE back from a store, by its id: what only it says is gone, what others say too stays."""
    from kg import keeping

    done = keeping.retract(article, store)
    click.echo(f"{done.articles[0]} is taken back; {number(done.triples, 'triple')} in {store}")
