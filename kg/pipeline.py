"""The whole way, in the one place where its order stands: read -> extract -> resolve -> graph -> exports and answers.

`build` does everything and gives a `KnowledgeGraph`, on which the command line and Python users ask and write. The way from
reports to codings stands in `kg.extraction`. Rooms never call one another: values pass through these two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import ontology
from kg.errors import InputError
from kg.extraction import Tell, extract
from kg.iris import Iris
from kg.model import Coding, Problem
from kg.resolve.judgements import Judgement, settle

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.diff import Difference
    from kg.explain import Explanation
    from kg.graph.store import Store
    from kg.graph.terms import Quad
    from kg.query import Question, Result
    from kg.validate import Finding

EXPORTS = {
    "sikg.ttl": "turtle", "sikg.trig": "trig", "sikg.nq": "nquads", "sikg.jsonld": "jsonld", "sikg.graphml": "graphml",
    "incidents.csv": "incidents", "claims.csv": "claims", "map.geojson": "geojson",
}  # fmt: skip
PAGE = "network.html"
SEEDS = "seeds/articles"
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class KnowledgeGraph:
    """What a set of documents says: their codings, and the graph made of them.

    `texts` are the exact texts by document id; `judgements` say which things of different documents are one.
    """

    codings: tuple[Coding, ...]
    texts: dict[str, str]
    judgements: tuple[Judgement, ...]
    iris: Iris

    @property
    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Everything cut, unreadable or left unresolved, with the id of its document."""
        return tuple((c.article.id, p) for c in self.codings for p in c.problems)

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """The graph as sorted quads, facts and claims of each document in named graphs of their own."""
        from kg.graph.build import quads

        return tuple(quads(self.codings, self.iris))

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib dataset whose default graph is the union of its named graphs."""
        import io
        import warnings

        import rdflib

        from kg.export.rdf import write_to

        stream = io.StringIO()
        write_to(self.quads, stream, "nquads", self.iris)
        dataset = rdflib.Dataset(default_union=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's Dataset uses names that rdflib itself deprecates
            dataset.parse(data=stream.getvalue(), format="nquads")
        return dataset

    def to_networkx(self) -> nx.MultiDiGraph:
        """Entities and events as nodes, claims as edges, each edge with its quoted evidence."""
        from kg.graph.network import to_networkx

        return to_networkx(self.codings, self.texts)

    def store(self) -> Store:
        """The graph in an embedded store in memory."""
        from kg.graph.store import Store

        return Store.of(self.quads)

    def query(self, question: str, **values: str) -> Result:
        """The answer to a named question, with values for its parameters, or to SPARQL.

        Raises:
            QueryError: The question is unknown, malformed, refused or too slow.
        """
        from kg.query import run

        return run(self.store(), named_or_sparql(question), values or None)

    def explain(self, what: str, relation: str | None = None, value: str | None = None) -> Explanation:
        """Every claim behind a thing, a claim or a value, with its quotes in their sentences; `print` shows it as text.

        Raises:
            InputError: Nothing or more than one thing is called so, or no claim is about that relation or gives that value.
        """
        from kg.explain import explain
        from kg.graph.readback import content_of

        return explain(what, content_of(self.quads, self.iris), relation=relation, value=value, texts=self.texts, iris=self.iris)

    def diff(self, new: KnowledgeGraph) -> Difference:
        """What another graph has that this one has not, what it has not any more, and what has changed; `print` shows it as text."""
        from kg.diff import Side, compare

        return compare(Side.of(self.quads, self.iris), Side.of(new.quads, new.iris))

    def validate(self) -> tuple[Finding, ...]:
        """What the shapes find fault with; empty when all conforms."""
        from kg.validate import validate

        return validate(self.to_rdflib())

    def write(self, folder: str | Path) -> tuple[Path, ...]:
        """Write the files of `EXPORTS` and the network page into a folder; each file is replaced whole or not at all.

        Raises:
            InputError: The folder cannot be written.
        """
        from kg.export.network_page import write_network_page
        from kg.export.registry import export
        from kg.export.source import Source

        folder = Path(folder)
        _make(folder)
        source, paths = Source.of(self.quads), []
        for name, format_name in EXPORTS.items():
            export(source, format_name, folder / name, {"iris": self.iris})
            paths.append(folder / name)
        write_network_page(self.to_networkx(), folder / PAGE, title=self.title)
        return (*paths, folder / PAGE)

    def export(self, format_name: str, path: str | Path, **options: Any) -> None:  # noqa: ANN401 -- each format knows its own
        """Write the graph in one of the formats of `kg formats` to a file, whole or not at all.

        Raises:
            SikgError: There is no such format, it does not take an option or a value, or the file cannot be written.
        """
        from kg.export.registry import export
        from kg.export.source import Source

        export(Source.of(self.quads), format_name, Path(path), {"iris": self.iris, **options})

    @property
    def title(self) -> str:
        """A title for pages: the article's, or how many there are."""
        if len(self.codings) == 1:
            article = self.codings[0].article
            return article.title or f"Article {article.id}"
        return f"{len(self.codings)} articles"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot be made a folder: {error.strerror}", place=str(folder), mend="Give another folder with -o.") from error


def named_or_sparql(question: str) -> Question | str:
    """The named question of this name, or the text itself where it is SPARQL."""
    from kg.query import find

    return question if any(c in question for c in "{}\n ") else find(question)


def build(
    sources: str | Path | Sequence[str | Path] | None = None,
    *,
    model: str | None = None,
    progress: Progress | None = None,
    base: str | None = None,
    jobs: int = 0,
    tell: Tell | None = None,
) -> KnowledgeGraph:
    """The knowledge graph of files or folders, by default of the articles that come with the package.

    Args:
        sources: A path, or several; text, HTML, JSON Lines, or folders of them; "-" is standard input.
        model: Name or folder of a spaCy pipeline.
        progress: Called after each document with how many are done and how many there are, None if unknown.
        base: The base of all IRIs, by default https://w3id.org/sikg/.
        jobs: How many worker processes read the reports; with 0 this one does.
        tell: Called with the error of each report that cannot be read or was set aside, and the others go on.

    Raises:
        InputError: A source is missing; without `tell`, also where one is empty, not text, or not in an encoding that can
            be read.
    """
    from kg import read

    if sources is None:
        sources = (ontology.locate(SEEDS),)
    elif isinstance(sources, str | Path):
        sources = (sources,)
    total = read.count(sources) if progress else None
    texts: dict[str, str] = {}
    codings: list[Coding] = []
    for coding, text in extract(sources, model=model, jobs=jobs, tell=tell):
        codings.append(coding)
        texts[coding.article.id] = text
        if progress:
            progress(len(codings), total)
    return graph_of(codings, texts, base=base)


def graph_of(codings: Sequence[Coding], texts: Mapping[str, str] | None = None, *, base: str | None = None) -> KnowledgeGraph:
    """The knowledge graph of codings that were made before, such as those that `kg.contract.read_codings` reads.

    Args:
        codings: One a document, with the ids that the extraction gave.
        texts: The exact texts by document id, as far as they are at hand; a coding of a web page holds its own.
        base: The base of all IRIs, by default https://w3id.org/sikg/.
    """
    held = {coding.article.id: coding.article.text for coding in codings if coding.article.text is not None}
    settled, judgements = settle(codings)
    return KnowledgeGraph(settled, {**held, **(texts or {})}, judgements, Iris(base) if base else Iris())
