"""The network page of a graph in a store or file: all of it, or the part around some things.

A `Source` and options come in, the page goes out as one piece of text. `focus` is a thing's IRI or id; `questions` are answers: the things
that they name, by IRI or by label, are where the part begins, as with a focus. What is outside the part is never read from a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.export.network_page import render_network_page
from kg.graph.part import network_of, quads_around
from kg.graph.readback import content_of
from kg.graph.terms import Iri, Literal, Term, to_ntriples
from kg.iris import Iris

if TYPE_CHECKING:
    from kg.export.source import Source

FIRST_HOPS = 1
AT_ONCE = 200
_CALLED = """SELECT DISTINCT ?thing WHERE { VALUES ?name { %s } ?thing rdfs:label|skos:prefLabel ?name .
  FILTER EXISTS { { ?claim sikg:claimSubject|sikg:aboutEvent ?thing } UNION { ?claim sikg:claimObject ?thing } } }"""


def network_pieces(source: Source, options: Mapping[str, Any]) -> Iterator[str]:
    """The page of a graph.

    Args:
        source: The graph.
        options: `iris`; and, where given, `focus` (an IRI or id), `hops`, `questions` (name to the terms of its answer), `title`, and `texts`
            (article id to exact text, so that quotes stand in their sentences).

    Raises:
        InputError: The focus is not in the graph, or no answer names a thing of it.
    """
    iris: Iris = options["iris"]
    focus = iri_of(options["focus"], iris) if options.get("focus") else None
    hops = options.get("hops", FIRST_HOPS)
    answered = _answered(source, options.get("questions") or {})
    if focus or answered:
        content = content_of(quads_around(source.store(), [*answered, *([focus] if focus else [])], hops), iris)
    else:
        content = source.content(iris)
    node = content.things[focus].id if focus and focus in content.things else None
    graph = network_of(content, options.get("texts"))
    yield render_network_page(
        graph, title=options.get("title") or _title(content.label(focus) if focus else "", options), focus=node, hops=max(1, hops)
    )


def iri_of(name: str, iris: Iris) -> str:
    """The IRI of a thing that is given by IRI or by id ("org/name").

    Raises:
        InputError: It is neither.
    """
    return name if "://" in name or name.startswith("urn:") else iris.thing(name)


def _title(focus: str, options: Mapping[str, Any]) -> str:
    asked = ", ".join(options.get("questions") or ())
    return f"Around {focus}" if focus else f"Answers to {asked}" if asked else "Knowledge graph"


def _answered(source: Source, questions: Mapping[str, Iterable[Term | None]]) -> list[str]:
    """The things that the answers name: by IRI, or, where a question gives labels, every thing so called."""
    terms = {term for answer in questions.values() for term in answer}
    written = sorted(to_ntriples(term) for term in terms if isinstance(term, Literal))
    rows = (
        row for at in range(0, len(written), AT_ONCE) for row in source.store().query(_CALLED % " ".join(written[at : at + AT_ONCE])).rows
    )
    called = {row[0].value for row in rows if isinstance(row[0], Iri)}
    found = called | {term.value for term in terms if isinstance(term, Iri)}
    if questions and not found:
        raise InputError(
            "no answer names a thing of the graph", place=", ".join(questions), mend="Ask it with `kg query` to see what it answers."
        )
    return sorted(found)
