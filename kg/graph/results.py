"""SPARQL 1.1 Query Results JSON read back: bindings come in, rows of our own terms go out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.graph.store import Answer
from kg.graph.terms import BlankNode, Iri, Literal, TripleTerm


def answer_of(found: Mapping[str, Any]) -> Answer:
    """The answer that a parsed document gives, of an ASK or a SELECT query.

    Raises:
        KeyError: A part is missing that every such document has.
    """
    if "boolean" in found:
        return Answer("ask", (), iter([()] if found["boolean"] else []))
    columns = tuple(found["head"]["vars"])
    bindings = found["results"]["bindings"]
    return Answer("select", columns, iter([tuple(term_of(row[name]) if name in row else None for name in columns) for row in bindings]))


def term_of(value: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- one of our terms: which one, its place decides
    """The term of one binding."""
    match value["type"]:
        case "uri":
            return Iri(value["value"])
        case "bnode":
            return BlankNode(value["value"])
        case "triple":
            return TripleTerm(*(term_of(value["value"][part]) for part in ("subject", "predicate", "object")))
        case _:
            language = value.get("xml:lang", "")
            return (
                Literal(value["value"], "", language) if language else Literal(value["value"], value.get("datatype", Literal("").datatype))
            )
