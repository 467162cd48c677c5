"""Commands that hold a result against what it should be: `kg validate` and `kg score`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.shared import exported_graph, model_option, number, report
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.model import Coding
    from kg.score import Gold


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON.")
@click.pass_context
def validate(ctx: click.Context, file: Path | None, as_json: bool) -> None:
    """Check a graph against the shapes of the ontology.

    It is exports/sikg.ttl, or FILE, which is Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML of any make. Named graphs are checked together.
    """
    from kg.validate import conforms
    from kg.validate import validate as findings_in

    path = file or exported_graph()
    findings = findings_in(path)
    report(findings, path, as_json=as_json)
    click.echo(number(len(findings), "finding"), err=True)
    ctx.exit(0 if conforms(findings) else 1)


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("source", required=False)
@click.option("--show", is_flag=True, help="Name every miss and every extra on stderr.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@model_option
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
    from kg import extraction
    from kg.read import documents

    found = list(documents(sources))
    document = next((d for d in found if d.id == article), found[0] if len(found) == 1 else None)
    if document is None:
        mend = "Give the file of that article."
        raise InputError(f"none of {len(found)} reports is {article!r}", place=sources[0], mend=mend)
    [coding] = extraction.code([document], model=model)
    return coding, document.text
