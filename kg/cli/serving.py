"""Commands of HTTP: `kg serve` answers, `kg push` fills a store elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shared import exported_graph, graph_option, number, progress


@click.command()
@graph_option(click.Path(path_type=Path, exists=True), "FILE|DIR", "A store's folder or an RDF file")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; another one opens the server to the network.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further host name that the server goes by; repeatable.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="Another site whose pages may ask this server; repeatable.")
@click.option("--texts", multiple=True, metavar="SOURCE", help="Where the texts of the articles are; repeatable. Those of kg are known.")
@click.option("--title", default="Security incidents", show_default=True, help="What the pages are called.")
@click.option("--deadline", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, help="Seconds that a query may take.")
@click.option("--max-rows", type=click.IntRange(1), default=10_000, show_default=True, help="Rows after which an answer is cut.")
@click.option("--workers", type=click.IntRange(1, 64), help="Queries answered side by side.  [default: two a core]")
def serve(
    store: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    texts: tuple[str, ...],
    title: str,
    deadline: float,
    max_rows: int,
    workers: int | None,
) -> None:
    """Serve a graph as pages for people and SPARQL for programs.

    On this machine only, unless --host says otherwise; read-only; ends with Control and C.
    """
    from kg.ontology import data_root
    from kg.pipeline import SEEDS
    from kg.serve import Settings
    from kg.serve import serve as run

    settings = Settings(
        store or exported_graph("sikg.nq"),
        title=title,
        names=names,
        origins=origins,
        texts=(*texts, str(data_root() / SEEDS)),
        workers=workers or 0,
        deadline=deadline,
        max_rows=max_rows,
    )
    run(settings, host, port, ready=lambda address: click.echo(f"Serving {settings.source} at {address}", err=True))


@click.command()
@click.argument("url")
@graph_option(click.Path(path_type=Path, exists=True), "FILE|DIR", "A store's folder or an RDF file")
@click.option(
    "--layout", default="", help="Kind of store: oxigraph, virtuoso, fuseki, graphdb, qlever, neptune.  [default: as the URL looks]"
)
def push(url: str, store: Path | None, layout: str) -> None:
    """Put a graph into a running triple store, with proof.

    Every graph is counted in the end, and what is there already is not sent again. User and password come from SIKG_USER and SIKG_PASSWORD.
    """
    from kg.export.source import open_source
    from kg.remote import RemoteStore
    from kg.remote import push as put

    source = open_source(str(store or exported_graph("sikg.nq")))
    with RemoteStore(url, layout=layout) as remote, progress(what="graphs") as show:
        done = put(source.quads(), remote, progress=show)
    click.echo(
        f"{number(done.sent, 'graph')} sent, {done.kept:,} there already; {number(done.triples, 'triple')} in named graphs, all counted"
    )
    for graph in done.strange:
        click.echo(f"not of this graph, left as it is: {graph.value}", err=True)
