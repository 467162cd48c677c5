"""Commands that ask a graph: `kg query` and `kg questions`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.shared import exported_graph, graph_option

if TYPE_CHECKING:
    from kg.query import Question, Result

QUERY_FORMATS = ("table", "csv", "plain-csv", "tsv", "json", "xml", "ttl")
BYTE_ORDER_MARK = "\ufeff"


class StoreOrUrl(click.ParamType[Path | str]):
    """A path that is there, or an http(s) address."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:  # noqa: ANN401 - as click declares it
        """The address as it is, or the path."""
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
        return Path(click.Path(path_type=Path, exists=True).convert(value, param, ctx))


@click.command()
@click.argument("query", metavar="NAME|FILE|-")
@click.option("--format", "format_", type=click.Choice(QUERY_FORMATS), default="table", show_default=True, help="How to show the answer.")
@graph_option(StoreOrUrl())
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A value for a parameter of the question; repeatable.")
def query(query: str, format_: str, store: Path | str | None, parameters: tuple[str, ...]) -> None:
    """Answer a named question, or SPARQL.

    `kg questions` lists the named ones. SPARQL stands in a file, or comes from standard input with -.
    """
    from kg.query import render, run

    asked, values = _question(query), dict(_pair(p) for p in parameters)
    result = _answer_of(store, asked, values) if isinstance(store, str) else run(store or exported_graph(), asked, values)
    click.echo(render(result, format_), nl=False)
    if result.truncated:
        click.echo("There are more rows: the answer is cut here.", err=True)


@click.command()
def questions() -> None:
    """List the named questions and their parameters."""
    from kg.query import questions as named

    for question in named():
        click.echo(f"{question.number}  {question.name}\n      {question.title}")
        for parameter in question.parameters:
            click.echo(f"      --param {parameter.name}=…  {parameter.meaning}")


def _answer_of(url: str, asked: Question | str, values: dict[str, str]) -> Result:
    """The answer of a store elsewhere, which bounds time and rows itself."""
    from kg.query import Result
    from kg.remote import RemoteStore

    with RemoteStore(url) as store:
        answer = store.query(asked if isinstance(asked, str) else asked.text(values))
        return Result(answer.form, answer.columns, tuple(answer.rows))


def _question(words: str) -> Question | str:
    """The question that is named, or the SPARQL that is given, in a file, or on standard input."""
    from kg.pipeline import named_or_sparql
    from kg.read.text import decode, read_bytes

    if words == "-":
        return decode(sys.stdin.buffer.read(), place="stdin")[0].removeprefix(BYTE_ORDER_MARK)
    if words.endswith((".rq", ".sparql")) or Path(words).is_file():
        return decode(read_bytes(Path(words)), place=words)[0].removeprefix(BYTE_ORDER_MARK)
    return named_or_sparql(words)


def _pair(words: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not sign or not name:
        raise click.BadParameter(f"{words!r} is not NAME=VALUE", param_hint="--param")
    return name, value
