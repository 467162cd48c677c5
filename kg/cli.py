"""The command `kg`: words in, one call of the library, its answer out.

Machine output goes to stdout, progress and summaries to stderr. Exit 0 means done, 1 that there are findings, 2 wrong
use or a source that cannot be read. "-" as a source or a query is standard input. Nothing is decided here that the
library does not decide for a program as well; each command imports what it needs when it runs, so that help is instant.
"""

from __future__ import annotations

import errno
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.errors import InputError, SikgError

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

    from kg.model import Coding
    from kg.query import Question
    from kg.score import Gold

QUERY_FORMATS = ("table", "csv", "json", "xml", "ttl")
GRAPH_FILE = "sikg.ttl"
BYTE_ORDER_MARK = "\ufeff"


class _Refusal(click.ClickException):
    """A fault of the user's or of a source: said in words, exit 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - as click declares it
        """Say it as it is, with its place and mend."""
        click.echo(f"kg: {self.message}", file=file, err=file is None)


class _Commands(click.Group):
    """Turns the library's errors, and those of the disk, into words."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SikgError as error:
            raise _Refusal(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has gone: click ends quietly
                raise
            raise _Refusal(f"{error.filename or 'a file'}: {error.strerror or error}") from error


_model = click.option("--model", metavar="NAME", help="A spaCy model by name or folder, in place of the one that comes with kg.")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Read reports on attacks, armed groups, missions and bases into a knowledge graph.

    A SOURCE is a .txt, .html or .jsonl file, a folder of such files, or - for standard input.
    """
    gc.set_threshold(100_000, 20, 100)  # the knowledge that is loaded stays: looking through it for garbage is a tenth of a build


@main.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="exports", show_default=True, help="Folder to write to."
)
@_model
def build(sources: tuple[str, ...], output: Path, model: str | None) -> None:
    """Go the whole way, from reports to a graph, and write it in every format.

    Without SOURCE, the articles that come with kg are read.
    """
    from kg import pipeline

    with _progress() as show:
        graph = pipeline.build(sources or None, model=model, progress=show)
    for path in graph.write(output):
        click.echo(path)
    click.echo(f"{_number(len(graph.codings), 'report')} read, {_number(len(graph.problems), 'problem')} recorded", err=True)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_model
def extract(sources: tuple[str, ...], model: str | None) -> None:
    """Write what each report says as JSON, one report a line."""
    from kg import pipeline
    from kg.contract import to_line
    from kg.read import count, documents

    total = count(sources)
    with _progress(hidden=sys.stdout.isatty()) as show:
        for done, coding in enumerate(pipeline.code(documents(sources), model=model), start=1):
            # Half a surrogate pair has no UTF-8: inside JSON its backslash escape says the same.
            click.echo(to_line(coding).encode("utf-8", "backslashreplace"))
            show(done, total)


@main.command()
@click.argument("query", metavar="NAME|FILE|-")
@click.option("--format", "format_", type=click.Choice(QUERY_FORMATS), default="table", show_default=True, help="How to show the answer.")
@click.option("--store", type=click.Path(path_type=Path, exists=True), help="An RDF file or a store's folder, in place of exports/.")
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A value for a parameter of the question; repeatable.")
def query(query: str, format_: str, store: Path | None, parameters: tuple[str, ...]) -> None:
    """Answer a named question (see `kg questions`), or SPARQL from a file or standard input."""
    from kg.query import render, run

    result = run(store or _exported_graph(), _question(query), dict(_pair(p) for p in parameters))
    click.echo(render(result, format_), nl=False)
    if result.truncated:
        click.echo("There are more rows: the answer is cut here.", err=True)


@main.command()
def questions() -> None:
    """List the named questions and their parameters."""
    from kg.query import questions as named

    for question in named():
        click.echo(f"{question.number}  {question.name}\n      {question.title}")
        for parameter in question.parameters:
            click.echo(f"      --param {parameter.name}=…  {parameter.meaning}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.pass_context
def validate(ctx: click.Context, file: Path | None) -> None:
    """Check a graph against the shapes of the ontology: exports/sikg.ttl, or FILE."""
    from kg.validate import conforms
    from kg.validate import validate as findings_in

    findings = findings_in(file or _exported_graph())
    for finding in findings:
        click.echo(f"{finding.severity}: {finding.focus_node} {finding.path} [{finding.source_shape}]\n  {finding.message}")
    click.echo(_number(len(findings), "finding"), err=True)
    ctx.exit(0 if conforms(findings) else 1)


@main.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("source", required=False)
@click.option("--show", is_flag=True, help="Name every miss and every extra on stderr.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@_model
def score(gold: Path, source: str | None, show: bool, as_json: bool, model: str | None) -> None:
    """Compare an extraction with the hand coding GOLD.

    SOURCE is the output of `kg extract` or the article itself; without it, the article that GOLD names is read.
    """
    import json

    from kg.score import read_gold
    from kg.score import score as compare

    truth = read_gold(gold)
    figures = compare(truth, *_coding_and_text(gold, truth, source, model))
    for remark in figures.remarks if show else ():
        click.echo(remark, err=True)
    click.echo(json.dumps(figures.to_json()) if as_json else figures.to_table())


# --- what the commands share ---------------------------------------------------------------------------------


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


@contextmanager
def _progress(*, hidden: bool = False) -> Iterator[Callable[[int, int | None], None]]:
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


def _exported_graph() -> Path:
    """The graph that `kg build` wrote: in ./exports, or in the checkout that kg runs from."""
    from kg.ontology import data_root

    places = [Path("exports", GRAPH_FILE), data_root() / "exports" / GRAPH_FILE]
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise InputError("there is no graph yet", place=str(places[0]), mend="Run `kg build`, or name a file or store.")
    return found


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


def _coding_and_text(gold: Path, truth: Gold, source: str | None, model: str | None) -> tuple[Coding, str | None]:
    """What was extracted from the article of a gold, or is extracted now, and the article's text."""
    from kg.read import documents
    from kg.score import read_extraction, source_text

    article = source_text(gold, truth.source_file)
    if source and Path(source).suffix == ".jsonl":
        coding = read_extraction(Path(source), truth.coding.article.id)
        if coding is not None:
            text = coding.article.text or (next(documents([article])).text if article else None)
            return coding, text
    if source is None and article is None:
        mend = "Give the article, or the output of `kg extract`, as SOURCE."
        raise InputError(f"its article {truth.source_file or ''!r} is not beside it", place=str(gold), mend=mend)
    return _extracted([source or str(article)], truth.coding.article.id, model)


def _extracted(sources: Sequence[str], article: str, model: str | None) -> tuple[Coding, str]:
    from kg import pipeline
    from kg.read import documents

    found = list(documents(sources))
    document = next((d for d in found if d.id == article), found[0] if len(found) == 1 else None)
    if document is None:
        mend = "Give the file of that article."
        raise InputError(f"none of {len(found)} reports is {article!r}", place=sources[0], mend=mend)
    [coding] = pipeline.code([document], model=model)
    return coding, document.text
