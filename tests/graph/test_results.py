"""SPARQL JSON is read back as the terms it was written from."""

from __future__ import annotations

import pytest

from kg.graph.results import answer_of
from kg.graph.terms import BlankNode, Iri, Literal


def test_rows_have_a_term_or_none_for_each_column() -> None:
    number = {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    bindings = [
        {"a": {"type": "uri", "value": "http://e.org/x"}, "b": {"type": "literal", "value": "Haus", "xml:lang": "de"}},
        {"a": {"type": "bnode", "value": "n"}, "c": number},
    ]
    answer = answer_of({"head": {"vars": ["a", "b", "c"]}, "results": {"bindings": bindings}})
    assert (answer.form, answer.columns, list(answer.rows)) == (
        "select",
        ("a", "b", "c"),
        [
            (Iri("http://e.org/x"), Literal("Haus", "", "de"), None),
            (BlankNode("n"), None, Literal("3", "http://www.w3.org/2001/XMLSchema#integer")),
        ],
    )


@pytest.mark.parametrize(("said", "rows"), [(True, [()]), (False, [])])
def test_yes_is_one_empty_row_and_no_is_none(said: bool, rows: list[tuple[()]]) -> None:
    answer = answer_of({"head": {}, "boolean": said})
    assert (answer.form, list(answer.rows)) == ("ask", rows)


def test_what_has_no_rows_is_an_error() -> None:
    with pytest.raises(KeyError):
        answer_of({"head": {"vars": ["a"]}})
