"""From reports to codings: read -> extract -> resolve, in this process or in others that can be killed.

`code` takes documents, here. `extract` and `lines` take sources of any size and go on where a report cannot be read: with
`jobs` the work is done in so many worker processes, a report that ends its process or takes too much CPU is set aside with a
problem, and what is given, and its order, are the same for any number of them. Short reports are read in runs, since the
language model takes as long to begin as to read one of them; what is said of a report does not depend on its neighbours.
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
from kg.read.sources import STREAM
from kg.read.text import digest_of_bytes
from kg.workers.pool import Lost, Pool, Task
from kg.workers.runs import runs

CPU_SECONDS = 60.0  # that any report may take
CPU_SECONDS_A_CHARACTER = 0.0005  # and for its length: about ten times what prose takes
RUN = 4_000  # characters of short reports that are read together: no more than an article has

Tell = Callable[[SikgError], None]
Coded = tuple[Coding, str]  # with the text that its offsets refer to
Run = tuple[Report, ...]
D = TypeVar("D", bound=Report)
R = TypeVar("R")


def code(documents: Iterable[Document], *, model: str | None = None) -> Iterator[Coding]:
    """The coding of each document, in the order they come, made in this process.

    Args:
        documents: Documents as `kg.read.documents` gives them; of short ones several are taken at a time.
        model: Name or folder of a spaCy pipeline; by default the first that is installed.

    Raises:
        ModelError: There is no such model.
        KnowledgeError: A lexicon or catalogue does not load.
    """
    coded = None
    for run in gathered(documents):
        coded = coded or coder(model)  # a source that cannot be read is refused before the model is loaded
        yield from coded(run)


def gathered(reports: Iterable[D], most: int = RUN) -> Iterator[tuple[D, ...]]:
    """The reports in runs of so many characters, in their order; each web page, of which nobody knows how long it is, by itself."""
    return runs(reports, lambda report: len(report.text) if isinstance(report, Document) else most + 1, most)


def _together(sources: Sequence[str | Path]) -> int:
    """How many characters of reports are read together; of standard input none, since its reports may come one at a time."""
    return 0 if STREAM in map(str, sources) else RUN


def coder(model: str | None) -> Callable[[Sequence[Document]], Iterator[Coding]]:
    """Extraction and resolution of some documents as one step, with all knowledge loaded."""
    from kg import catalogue, geography, lexicon
    from kg.extract import language
    from kg.extract.reader import reader
    from kg.resolve.coding import Coder

    words, known = lexicon.load(), catalogue.load()
    pipe = language.load(model)
    grammar, resolution = reader(pipe, words, known), Coder(words, known, geography.load())
    made_by = Extractor("sikg", kg.__version__, pipe.name, pipe.version, pipe.digest)

    def coded(documents: Sequence[Document]) -> Iterator[Coding]:
        for document, reading in zip(documents, grammar.read_all(documents), strict=True):
            yield replace(resolution.code(document, reading), extractor=made_by)

    return coded


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


def _coded(model: str | None) -> Callable[[Run], list[Coded]]:
    coded = coder(model)

    def of(run: Run) -> list[Coded]:
        documents = [report.read() if isinstance(report, Page) else report for report in run]
        return [(coding, document.text) for coding, document in zip(coded(documents), documents, strict=True)]

    return of


def _line(model: str | None) -> Callable[[Run], list[str]]:
    coded = _coded(model)
    return lambda run: [contract.to_line(coding) for coding, _ in coded(run)]


# --- what the process that asks does ---------------------------------------------------------------------------


def _each(
    sources: Sequence[str | Path],
    make: Callable[[str | None], Callable[[Run], list[R]]],
    aside: Callable[[Coded], R],
    model: str | None,
    jobs: int,
    tell: Tell | None,
) -> Iterator[R]:
    wanted = _readable(read.reports(sources), tell)
    if not jobs:
        yield from _here(wanted, make, model, tell, _together(sources))
        return
    with Pool(Task(make, (model,)), jobs) as pool:
        for run, made in pool.map(gathered(wanted, _together(sources)), _cpu_seconds, _apart):
            if isinstance(made, InputError):
                _refuse(made, tell)
            elif isinstance(made, ModelError | KnowledgeError):
                raise made
            elif isinstance(made, Lost | SikgError):
                [report] = run  # one of several is tried by itself before it is given up
                reason = made.reason if isinstance(made, Lost) else f"a fault of the program: {made.problem}"
                if tell:
                    tell(SikgError(f"set aside: {reason}", place=report.id, mend="Its line says so too; the others are not touched by it."))
                yield aside(set_aside(report, reason))
            else:
                yield from made


def _here(
    reports: Iterable[Report], make: Callable[[str | None], Callable[[Run], list[R]]], model: str | None, tell: Tell | None, together: int
) -> Iterator[R]:
    work = None
    for run in gathered(_documents(reports, tell), together):
        work = work or make(model)  # a source that cannot be read is refused before the model is loaded
        yield from work(run)


def _documents(reports: Iterable[Report], tell: Tell | None) -> Iterator[Document]:
    for report in reports:
        try:
            document = report.read() if isinstance(report, Page) else report
        except InputError as error:
            _refuse(error, tell)
        else:
            yield document


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


def _apart(run: Run) -> list[Run]:
    return [(report,) for report in run]


def _cpu_seconds(run: Run) -> float:
    return CPU_SECONDS + CPU_SECONDS_A_CHARACTER * sum(map(_size, run))


def _size(report: Report) -> int:
    if isinstance(report, Document):
        return len(report.text)
    with suppress(OSError):  # that it cannot be opened, the worker will say
        return report.path.stat().st_size
    return 0


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
