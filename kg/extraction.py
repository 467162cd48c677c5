"""From reports to codings: read -> extract -> resolve, in this process or in others that can be killed.

`code` takes documents one by one, here. `extract` and `lines` take sources of any size and go on where a report cannot be read:
with `jobs` the work is done in so many worker processes, a report that ends its process or takes too much CPU is set aside with
a problem, and what is given, and its order, are the same for any number of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import kg
from kg import contract, read
from kg.errors import InputError, KnowledgeError, ModelError, SikgError
from kg.model import Article, Coding, Document, Extractor, Problem
from kg.read import Page, Report
from kg.read.text import digest_of_bytes
from kg.workers.pool import Lost, Pool, Task

CPU_SECONDS = 60.0  # that any report may take
CPU_SECONDS_A_CHARACTER = 0.0005  # and for its length: about ten times what prose takes

Tell = Callable[[SikgError], None]
Coded = tuple[Coding, str]  # with the text that its offsets refer to
R = TypeVar("R")


def code(documents: Iterable[Document], *, model: str | None = None) -> Iterator[Coding]:
    """The coding of each document, in the order they come, made in this process.

    Args:
        documents: Documents as `kg.read.documents` gives them.
        model: Name or folder of a spaCy pipeline; by default the first that is installed.

    Raises:
        ModelError: There is no such model.
        KnowledgeError: A lexicon or catalogue does not load.
    """
    coded = None
    for document in documents:
        coded = coded or coder(model)  # a source that cannot be read is refused before the model is loaded
        yield coded(document)


def coder(model: str | None) -> Callable[[Document], Coding]:
    """Extraction and resolution as one step, with all knowledge loaded."""
    from kg import catalogue, geography, lexicon
    from kg.extract import language
    from kg.extract.reader import reader
    from kg.resolve.coding import Coder

    words, known = lexicon.load(), catalogue.load()
    pipe = language.load(model)
    grammar, resolution = reader(pipe, words, known), Coder(words, known, geography.load())
    made_by = Extractor("sikg", kg.__version__, pipe.name, pipe.version, pipe.digest)
    return lambda document: replace(resolution.code(document, grammar.read(document)), extractor=made_by)


def extract(sources: Sequence[str | Path], *, model: str | None = None, jobs: int = 0, tell: Tell | None = None) -> Iterator[Coded]:
    """The coding of each report that the sources name, with its text, in their order, one at a time.

    Args:
        sources: Paths of files and folders; "-" is standard input.
        model: Name or folder of a spaCy pipeline; by default the first that is installed.
        jobs: How many worker processes do the work; with 0 it is done in this one, and nothing holds it.
        tell: Called with the error of each report that cannot be read, and the next one follows; also with a
            `SikgError` that is no `InputError` for each that was set aside. Without it, the first `InputError` is raised.

    Raises:
        InputError: A source is missing or cannot be opened; before any report is read.
        ModelError: There is no such model.
        KnowledgeError: A lexicon or catalogue does not load.
    """
    return _each(sources, _coded, lambda coded: coded, model, jobs, tell)


def lines(sources: Sequence[str | Path], *, model: str | None = None, jobs: int = 0, tell: Tell | None = None) -> Iterator[str]:
    """As `extract`, each coding as its line of JSON, without the line end."""
    return _each(sources, _line, lambda coded: contract.to_line(coded[0]), model, jobs, tell)


# --- what a worker does ----------------------------------------------------------------------------------------


def _coded(model: str | None) -> Callable[[Report], Coded]:
    coded = coder(model)

    def of(report: Report) -> Coded:
        document = report.read() if isinstance(report, Page) else report
        return coded(document), document.text

    return of


def _line(model: str | None) -> Callable[[Report], str]:
    coded = _coded(model)
    return lambda report: contract.to_line(coded(report)[0])


# --- what the process that asks does ---------------------------------------------------------------------------


def _each(
    sources: Sequence[str | Path],
    make: Callable[[str | None], Callable[[Report], R]],
    aside: Callable[[Coded], R],
    model: str | None,
    jobs: int,
    tell: Tell | None,
) -> Iterator[R]:
    wanted = _readable(read.reports(sources), tell)
    if not jobs:
        yield from _here(wanted, make, model, tell)
        return
    with Pool(Task(make, (model,)), jobs) as pool:
        for report, made in pool.map(wanted, _cpu_seconds):
            if isinstance(made, InputError):
                _refuse(made, tell)
            elif isinstance(made, ModelError | KnowledgeError):
                raise made
            elif isinstance(made, Lost | SikgError):
                reason = made.reason if isinstance(made, Lost) else f"a fault of the program: {made.problem}"
                if tell:
                    tell(SikgError(f"set aside: {reason}", place=report.id, mend="Its line says so too; the others are not touched by it."))
                yield aside(set_aside(report, reason))
            else:
                yield made


def _here(
    reports: Iterable[Report], make: Callable[[str | None], Callable[[Report], R]], model: str | None, tell: Tell | None
) -> Iterator[R]:
    work = None
    for report in reports:
        try:
            document = report.read() if isinstance(report, Page) else report
        except InputError as error:
            _refuse(error, tell)
            continue
        work = work or make(model)  # a source that cannot be read is refused before the model is loaded
        yield work(document)


def _readable(reports: Iterable[Report | InputError], tell: Tell | None) -> Iterator[Report]:
    for report in reports:
        if isinstance(report, InputError):
            _refuse(report, tell)
        else:
            yield report


def _refuse(error: InputError, tell: Tell | None) -> None:
    if tell is None:
        raise error
    tell(error)


def _cpu_seconds(report: Report) -> float:
    size = 0
    if isinstance(report, Document):
        size = len(report.text)
    else:
        with suppress(OSError):  # that it cannot be opened, the worker will say
            size = report.path.stat().st_size
    return CPU_SECONDS + CPU_SECONDS_A_CHARACTER * size


def set_aside(report: Report, reason: str) -> Coded:
    """What is said of a report that could not be coded: which one it is, and why.

    The digest of a web page is that of its file, since its text was not got.
    """
    problem = Problem("set-aside", f"not read: {reason}")
    if isinstance(report, Page):
        return Coding(Article(report.id, digest_of_bytes(report.path), 0), problems=(problem,)), ""
    article = Article(
        id=report.id,
        sha256=report.sha256,
        characters=len(report.text),
        published=report.published,
        source=report.source,
        title=report.title,
        url=report.url,
    )
    return Coding(article, problems=(*report.problems, problem)), report.text
