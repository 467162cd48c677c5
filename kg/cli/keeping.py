"""Commands that change a store: `kg add` and `kg retract`."""

from __future__ import annotations

import click

from kg.cli.shared import Told, model_option, number, progress

_store = click.option("--store", metavar="DIR|URL", required=True, help="Folder of the store, or the URL of one that may be changed.")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_store
@model_option
@click.pass_context
def add(ctx: click.Context, sources: tuple[str, ...], store: str, model: str | None) -> None:
    """Read reports into a store, which is made if there is none.

    A report that is there already is replaced. The graph is then the one that a build of all reports would make. A report that cannot be read is told and left out,
    and the command then ends with 2. User and password of a URL come from SIKG_USER and SIKG_PASSWORD.
    """
    from kg import keeping

    told = Told()
    with progress() as show:
        done = keeping.add(sources, store, model=model, progress=show, tell=told)
    words = f"{number(len(done.articles), 'report')} added, {done.replaced:,} of them replaced; {_renewed(done.renewed)}"
    click.echo(f"{words}{number(done.triples, 'triple')} in {store}")
    told.end(ctx)


@click.command()
@click.argument("article")
@_store
def retract(article: str, store: str) -> None:
    """Take one ARTICLE out of a store again, by its id.

    What only it says is gone, what others say too stays. The graph is then the one that a build without it would make.
    """
    from kg import keeping

    done = keeping.retract(article, store)
    click.echo(f"{done.articles[0]} is taken back; {_renewed(done.renewed)}{number(done.triples, 'triple')} in {store}")


def _renewed(count: int) -> str:
    """How many other reports are told otherwise now; nothing where there is none."""
    return f"{number(count, 'other report')} told otherwise by it; " if count else ""
