"""Every format a graph can be written in: one list, one writer a format, with what each is for and what it loses.

A `Source` comes in; pieces of text go out, or a file that is written whole or not at all. Formats of RDF hold every
triple; all others are views, and say in `loses` what does not fit into them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.export.files import write_whole
from kg.export.source import Source
from kg.graph.terms import BlankNode, Iri, Quad
from kg.iris import Iris
from kg.ontology import locate, nearest

Options = Mapping[str, Any]
Writer = Callable[[Source, Options], Iterable[str]]

NOTHING = "nothing"
NO_GRAPHS = "which source said what as named graphs; the claims still name their sources"
TABLE_OPTIONS = ("raw", "excel")
NETWORK_OPTIONS = ("focus", "hops", "questions", "title", "texts")
REIFIERS = "ontology/rdf12.rq"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, the suffix of its files, what it is for, what it loses, how it is written."""

    name: str
    suffix: str
    media_type: str
    about: str
    loses: str
    write: Writer
    takes: tuple[str, ...] = ()
    has_its_suffix: bool = True  # False where its files end like those of a format that is better known


def formats() -> tuple[Format, ...]:
    """All formats, RDF first."""
    return _formats()


def format_of(name: str) -> Format:
    """The format of that name, or of that suffix where only one has it ("ttl", "gexf").

    Raises:
        InputError: There is none.
    """
    plain = name.lower().lstrip(".")
    named = [known for known in formats() if plain == known.name]
    suffixed = [known for known in formats() if known.has_its_suffix and plain == known.suffix.lstrip(".")]
    found = named or (suffixed if len(suffixed) == 1 else [])
    if not found:
        hint = nearest(plain, [known.name for known in formats()])
        raise InputError(f"no format is called {name!r}", mend=f"{hint} `kg formats` lists them.".strip())
    return found[0]


def pieces(source: Source, name: str, options: Options | None = None) -> Iterator[str]:
    """The graph in a format, in pieces of text with their line ends.

    Raises:
        InputError: There is no such format, or it does not take one of the options.
        SikgError: The graph holds what the format cannot carry.
    """
    known, given = format_of(name), dict(options or {})
    given.setdefault("iris", Iris())
    for option in given:
        if option not in (*known.takes, "iris"):
            takes = f"It takes {', '.join(f'--{o}' for o in known.takes)}." if known.takes else "It takes no options."
            raise InputError(f"the format {known.name} does not take --{option}", mend=takes)
    return iter(known.write(source, given))


def export(source: Source, name: str, path: Path, options: Options | None = None) -> None:
    """Write the graph in a format to a file, whole or not at all.

    Raises:
        SikgError: As `pieces`; or the file cannot be written. The old file is then as it was.
    """
    write_whole(pieces(source, name, options), path)


# --- the list ------------------------------------------------------------------------------------------------


@cache
def _formats() -> tuple[Format, ...]:
    return (
        Format("turtle", ".ttl", "text/turtle", "RDF to read and to load; stands alone", NO_GRAPHS, _rdf("turtle")),
        Format("trig", ".trig", "application/trig", "RDF to read, with the graphs of each source", NOTHING, _rdf("trig")),
        Format("ntriples", ".nt", "application/n-triples", "RDF, one triple a line, sorted", NO_GRAPHS, _rdf("ntriples")),
        Format("nquads", ".nq", "application/n-quads", "RDF with graphs, one quad a line, sorted, for bulk loaders and diff", NOTHING, _rdf("nquads")),
        Format("jsonld", ".jsonld", "application/ld+json", "RDF as JSON for web developers, its context inside", NOTHING, _rdf("jsonld")),
        Format(
            "rdfxml", ".rdf", "application/rdf+xml", "RDF for older tools",
            f"{NO_GRAPHS}; control characters and properties that XML cannot name are refused", _rdf("rdfxml"),
        ),
        Format("rdf12", ".ttl", "text/turtle", "RDF 1.2: Turtle in which every claim also reifies its triple", NO_GRAPHS, _rdf12, has_its_suffix=False),
        Format(
            "graphml", ".graphml", "application/graphml+xml", "the network for Gephi, Cytoscape, yEd",
            "claims of one line are joined, one quote each; figures; characters that XML has not are shown as escapes", _content("gephi", "graphml"),
        ),
        Format(
            "gexf", ".gexf", "application/gexf+xml", "the network for Gephi with a timeline",
            "as graphml; days that are known on one side only are not on the timeline", _content("gephi", "gexf"),
        ),
        Format(
            "geojson", ".geojson", "application/geo+json", "incidents and places for maps, with how exact each position is",
            "relations that are not of an incident; one position an incident; an incident without any has a null geometry",
            _content("geojson", "geojson_lines", ends="\n"),
        ),
        Format(
            "nodes", ".csv", "text/csv", "one row a thing, for spreadsheets and Gephi",
            "claims and quotes; texts that a spreadsheet would run begin with an apostrophe", _table("nodes"), TABLE_OPTIONS,
        ),
        Format(
            "edges", ".csv", "text/csv", "one row a relation, for spreadsheets and Gephi",
            "claims of one relation are joined, one quote each; figures and dates; apostrophes as in nodes", _table("edges"), TABLE_OPTIONS,
        ),
        Format(
            "claims", ".csv", "text/csv", "one row a claim: who says what, how sure, in which words",
            "what things are (see nodes); apostrophes as in nodes", _table("claims"), TABLE_OPTIONS,
        ),
        Format(
            "incidents", ".csv", "text/csv", "one row an incident, with low, best and high",
            "sources that differ are brought to one row (see the counting rule) and marked as disputed; apostrophes as in nodes",
            _table("incidents"), TABLE_OPTIONS,
        ),
        Format(
            "acled", ".csv", "text/csv", "one row an incident that occurred, in columns like ACLED's",
            "as incidents; what is planned, denied or imagined; types without a code; interaction codes; apostrophes as in nodes",
            _table("acled"), TABLE_OPTIONS,
        ),
        Format(
            "stix", ".json", "application/stix+json;version=2.1", "a STIX 2.1 bundle for platforms of threat intelligence",
            "claims between posts, topics and concepts; bounds of dates are in notes, times are rounded outwards; offsets of quotes",
            _stix,
        ),
        Format(
            "ftm", ".jsonl", "application/jsonl", "FollowTheMoney entities for Aleph",
            "topics, concepts; figures and dates are words in their event; offsets of quotes; contradictions",
            _content("followthemoney", "ftm_lines", ends="\n"),
        ),
        Format(
            "network", ".html", "text/html", "one offline page to look at: graph, evidence, timeline, map, table",
            "triples that no claim tells; without --texts the sentences around the quotes", _network, NETWORK_OPTIONS,
        ),
    )  # fmt: skip


def _rdf(name: str) -> Writer:
    from kg.export import rdf

    return lambda source, options: rdf.pieces(source.quads(), name, options["iris"])


def _rdf12(source: Source, options: Options) -> Iterator[str]:
    """Turtle 1.2: what Turtle holds, and `rdf:reifies` with a triple term for every claim, by CONSTRUCT."""
    from kg.export import rdf

    def reifiers() -> Iterator[Quad]:
        answer = source.store().query(locate(REIFIERS).read_text(encoding="utf-8"))
        for subject, predicate, value in answer.rows:
            if isinstance(subject, Iri | BlankNode) and isinstance(predicate, Iri) and value is not None:
                yield Quad(subject, predicate, value)

    return rdf.pieces(chain(source.quads(), reifiers()), "turtle", options["iris"])


def _content(module: str, function: str, ends: str = "") -> Writer:
    """A writer that works on the content of a graph; its module is imported when it is used."""

    def write(source: Source, options: Options) -> Iterator[str]:
        from importlib import import_module

        writer = getattr(import_module(f"kg.export.{module}"), function)
        return (piece + ends for piece in writer(source.content(options["iris"])))

    return write


def _table(name: str) -> Writer:
    def write(source: Source, options: Options) -> Iterator[str]:
        from kg.export.tables import table

        return table(name, source.content(options["iris"]), raw=options.get("raw", False), excel=options.get("excel", False))

    return write


def _network(source: Source, options: Options) -> Iterator[str]:
    from kg.export.network import network_pieces

    return network_pieces(source, options)


def _stix(source: Source, options: Options) -> Iterator[str]:
    from kg.export.stix import stix_lines

    return (line + "\n" for line in stix_lines(source.content(options["iris"]), options["iris"]))
