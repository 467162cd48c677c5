"""Results in words: an aligned table for people, CSV, JSON and XML for programs, Turtle for triples.

A `Result` comes in; text goes out. CSV, JSON and XML follow the W3C Recommendations "SPARQL 1.1 Query Results CSV and
TSV Formats", "… JSON Format" and "… XML Format". Only text that a spreadsheet would run as a formula is changed, in CSV:
it gets an apostrophe in front. A format that cannot hold a result is refused, with those that can.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kg.errors import QueryError
from kg.graph.syntax import turtle_lines
from kg.graph.terms import XSD, XSD_STRING, BlankNode, Iri, Literal, Quad, Term, TripleTerm, escaped, to_ntriples
from kg.iris import Iris, shorten
from kg.query.result import Result

_FORMULA = tuple("=+-@\t\r")
_NUMERIC = {XSD + name for name in ("integer", "decimal", "double", "float", "nonNegativeInteger")}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RESULTS = "http://www.w3.org/2005/sparql-results#"


def render(result: Result, format_name: str) -> str:
    """The result in a format: "table", "csv", "plain-csv", "tsv", "json", "xml" or "ttl"; ends with a line end.

    Raises:
        QueryError: There is no such format, or it cannot hold this result.
    """
    fitting = [name for name, (forms, _) in FORMATS.items() if result.form in forms]
    if format_name not in fitting:
        problem = (
            f"{format_name} cannot hold the answer of a query with {result.form.upper()}"
            if format_name in FORMATS
            else f"no format is called {format_name!r}"
        )
        raise QueryError(problem, mend=f"For this answer, use {', '.join(fitting[:-1])} or {fitting[-1]}.")
    return FORMATS[format_name][1](result)


# --- for people ------------------------------------------------------------------------------------------------------


def table(result: Result) -> str:
    """Aligned columns under a line; yes or no for a question that asks whether."""
    if result.form == "ask":
        return "yes\n" if result.truth else "no\n"
    rows = [list(result.columns), *([shown(term) for term in row] for row in result.rows)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = [_aligned(row, widths) for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    count = f"{len(result.rows):,} {'row' if len(result.rows) == 1 else 'rows'}"
    return "\n".join([*lines, "", count + (", and there are more" if result.truncated else "")]) + "\n"


def shown(term: Term | None) -> str:
    """The term as a person reads it, on one line: a literal's words, an IRI's short name."""
    match term:
        case None:
            return ""
        case Literal(value):
            return escaped(value).replace('\\"', '"').replace("\\\\", "\\")
        case Iri(value):
            base = Iris().base + "id/"
            return value.removeprefix(base) if value.startswith(base) else shorten(value)
        case _:
            return to_ntriples(term)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _width(words: str) -> int:
    from rich.cells import cell_len

    return cell_len(words)


# --- for programs ----------------------------------------------------------------------------------------------------


def csv_text(result: Result) -> str:
    """Comma-separated values, lines ended by CR LF: bare values, an empty cell for an unbound variable, no cell a formula."""
    return _csv(result, _harmless)


def plain_csv_text(result: Result) -> str:
    """Comma-separated values exactly as the Recommendation has them, for programs: a spreadsheet may run a cell."""
    return _csv(result, _cell)


def _csv(result: Result, cell: Callable[[Term | None], str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(result.columns)
    writer.writerows([cell(term) for term in row] for row in result.rows)
    return stream.getvalue()


def _harmless(term: Term | None) -> str:
    words = _cell(term)
    number = isinstance(term, Literal) and term.datatype in _NUMERIC
    return "'" + words if isinstance(term, Literal) and words.startswith(_FORMULA) and not number else words


def _cell(term: Term | None) -> str:
    match term:
        case None:
            return ""
        case Iri(value) | Literal(value):
            return value
        case _:
            return to_ntriples(term)


def tsv_text(result: Result) -> str:
    """Tab-separated values: every term as N-Triples writes it, so that nothing is lost."""
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join("" if term is None else to_ntriples(term) for term in row) for row in result.rows]
    return "\n".join([*lines, ""])


def json_text(result: Result) -> str:
    """SPARQL JSON; a result that was cut has the member "truncated"."""
    if result.form == "ask":
        found: dict[str, Any] = {"head": {}, "boolean": result.truth}
    else:
        bindings = [{name: _json_term(term) for name, term in zip(result.columns, row, strict=True) if term} for row in result.rows]
        found = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
        if result.truncated:
            found["truncated"] = True
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    match term:
        case Iri(value):
            return {"type": "uri", "value": value}
        case BlankNode(label):
            return {"type": "bnode", "value": label}
        case TripleTerm(subject, predicate, value):
            parts = zip(("subject", "predicate", "object"), (subject, predicate, value), strict=True)
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts}}
        case Literal(value, datatype, language):
            kind = {"xml:lang": language} if language else {} if datatype == XSD_STRING else {"datatype": datatype}
            return {"type": "literal", **kind, "value": value}


def xml_text(result: Result) -> str:
    """SPARQL XML; a result that was cut says so in a comment.

    Raises:
        QueryError: A value holds a control character, which XML cannot carry.
    """
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in result.columns)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sparql xmlns="{_RESULTS}">', f"<head>{head}</head>"]
    if result.form == "ask":
        lines.append(f"<boolean>{'true' if result.truth else 'false'}</boolean>")
    else:
        lines += ["<results>", *(_xml_row(result.columns, row) for row in result.rows), "</results>"]
    if result.truncated:
        lines.append("<!-- truncated: there are more rows -->")
    return "\n".join([*lines, "</sparql>", ""])


def _xml_row(columns: Iterable[str], row: Iterable[Term | None]) -> str:
    bound = ((name, term) for name, term in zip(columns, row, strict=True) if term)
    return f"<result>{''.join(f'<binding name={quoteattr(name)}>{_xml_term(term)}</binding>' for name, term in bound)}</result>"


def _xml_term(term: Term) -> str:
    match term:
        case Iri(value):
            return f"<uri>{_xml(value)}</uri>"
        case BlankNode(label):
            return f"<bnode>{_xml(label)}</bnode>"
        case TripleTerm(subject, predicate, value):
            parts = zip(("subject", "predicate", "object"), (subject, predicate, value), strict=True)
            return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts)}</triple>"
        case Literal(value, datatype, language):
            kind = f" xml:lang={quoteattr(language)}" if language else "" if datatype == XSD_STRING else f" datatype={quoteattr(datatype)}"
            return f"<literal{kind}>{_xml(value)}</literal>"


def _xml(words: str) -> str:
    found = _NOT_XML.search(words)
    if found:
        problem = f"a value holds the character U+{ord(found.group()):04X}, which XML cannot carry"
        raise QueryError(problem, mend="Ask for json instead.")
    return escape(words, {"\r": "&#13;"})


def turtle(result: Result) -> str:
    """The triples of a CONSTRUCT or DESCRIBE query as Turtle."""
    quads = (Quad(s, p, o) for s, p, o in result.rows if isinstance(s, Iri | BlankNode) and isinstance(p, Iri) and o)
    return "\n".join(turtle_lines(quads, Iris())) + "\n"


FORMATS: dict[str, tuple[tuple[str, ...], Callable[[Result], str]]] = {
    "table": (("select", "ask", "construct"), table),
    "csv": (("select",), csv_text),
    "plain-csv": (("select",), plain_csv_text),
    "tsv": (("select",), tsv_text),
    "json": (("select", "ask"), json_text),
    "xml": (("select", "ask"), xml_text),
    "ttl": (("construct",), turtle),
}
