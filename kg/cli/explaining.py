"""Commands that look into a graph: `kg explain` says why, `kg diff` what has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.shared import exported_graph, graph_option

if TYPE_CHECKING:
    from kg.diff import Side
    from kg.graph.content import Content


@click.command()
@click.argument("what", metavar="WHAT")
@click.argument("property_", metavar="[PROPERTY]", required=False)
@click.argument("value", metavar="[VALUE]", required=False)
@graph_option()
@click.option(
    "--texts",
    multiple=True,
    metavar="SOURCE",
    help="Where the reports are, so that quotes stand in their sentences; repeatable. Those of kg are known.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the explanation as JSON.")
def explain(what: str, property_: str | None, value: str | None, store: str | None, texts: tuple[str, ...], as_json: bool) -> None:
    """Say why the graph says something, and in whose words.

    Every claim behind it is told: who says so, how sure the reading is, and the quote in its sentence.

    WHAT is a thing, an article or a claim: its name, its id (org/name) or its IRI. PROPERTY keeps the claims about one
    thing only ("perpetrator", "killed", "date"), and VALUE those that give this name, number or day.

    \b
      kg explain org/SOME-GROUP
      kg explain "Name of an attack" killed 12
    """
    import json

    from kg.explain import explain as why
    from kg.explain import render, to_json

    content = _content(what, store or str(exported_graph("sikg.nq")))
    explanation = why(what, content, relation=property_, value=value, texts=_texts(texts))
    click.echo(json.dumps(to_json(explanation), ensure_ascii=True, indent=1) if as_json else render(explanation), nl=as_json)


def _content(what: str, place: str) -> Content:
    """What a graph says; of a store only what is about some words, unless nothing is called so there."""
    from kg.explain import content_about
    from kg.export.source import open_source
    from kg.iris import Iris
    from kg.remote import RemoteStore, is_url

    if is_url(place):
        with RemoteStore(place) as remote:
            found = content_about(what, remote)
        return found or open_source(place).content(Iris())
    source = open_source(place)
    found = content_about(what, source.store()) if Path(place).is_dir() else None
    return found or source.content(Iris())


def _texts(sources: tuple[str, ...]) -> dict[str, str]:
    """The exact texts of the reports that are named, and of those that come with kg, by id."""
    from kg.ontology import data_root
    from kg.pipeline import SEEDS
    from kg.read import documents

    own = data_root() / SEEDS
    found = {document.id: document.text for document in documents([own])} if own.is_dir() else {}
    return found | {document.id: document.text for document in documents(sources)}


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Write the difference as JSON.")
@click.pass_context
def diff(ctx: click.Context, old: str, new: str, as_json: bool) -> None:
    """Say what changed from one graph to another.

    Articles, things and claims are told that were added (+), removed (-) or changed (~) from OLD to NEW.

    Each of the two is a folder that `kg build` wrote, an RDF file, a store's folder or URL, the JSON Lines of `kg extract`,
    or a coding as JSON. The exit code is 0 where they say the same, 1 where they do not.
    """
    import json

    from kg.diff import compare, to_json
    from kg.diff.render import counted

    difference = compare(_side(old), _side(new))
    click.echo(json.dumps(to_json(difference), ensure_ascii=True, indent=1) if as_json else str(difference), nl=as_json)
    click.echo(counted(difference) if difference else "no difference", err=True)
    ctx.exit(1 if difference else 0)


def _side(words: str) -> Side:
    """The graph that words name."""
    from kg.contract import read_coding, read_codings
    from kg.diff import Side
    from kg.export.source import open_source
    from kg.pipeline import graph_of

    path = Path(words)
    if path.suffix in (".jsonl", ".json") and not path.is_dir():
        codings = [read_coding(path)] if path.suffix == ".json" else list(read_codings(path))
        return Side.of(graph_of(codings).quads)
    exported = path / "sikg.nq"
    return Side.of(open_source(str(exported) if exported.is_file() else words).quads())
