"""The command `kg`: words in, one call of the library, its answer out.

Machine output goes to stdout, progress and summaries to stderr. Exit 0 means done, 1 that there are findings, 2 wrong
use or a source that cannot be read. "-" as a source or a query is standard input. Nothing is decided here that the
library does not decide for a program as well; each command imports what it needs when it runs, so that help is instant.
A file of this folder holds the commands of one kind; `main` lists them.
"""

from __future__ import annotations

import gc

import click

from kg import __version__
from kg.cli.asking import query, questions
from kg.cli.checking import score, validate
from kg.cli.explaining import diff, explain
from kg.cli.faults import Commands
from kg.cli.formats import export, import_, list_formats
from kg.cli.keeping import add, retract
from kg.cli.reports import build, extract
from kg.cli.serving import push, serve

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Read reports on attacks, armed groups, missions and bases into a knowledge graph.

    A SOURCE is a .txt, .html or .jsonl file, a folder of such files, or - for standard input.
    """
    gc.set_threshold(100_000, 20, 100)  # the knowledge that is loaded stays: looking through it for garbage is a tenth of a build


for command in (build, extract, query, questions, validate, score, export, list_formats, import_, serve, push, add, retract, explain, diff):
    main.add_command(command)
