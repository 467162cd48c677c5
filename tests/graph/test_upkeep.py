"""What a change of codings changes in a graph, together with what it leaves alone, is the graph of the codings after it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.graph.build import quads
from kg.graph.terms import Quad
from kg.graph.upkeep import renewal
from kg.iris import Iris
from kg.model import Coding
from tests.export.small.graph import FIRST, SECOND

IRIS = Iris()
RELABELLED = replace(SECOND, entities=tuple(replace(e, label="The Valley Front") if e.named else e for e in SECOND.entities))


def named(*codings: Coding) -> set[Quad]:
    """The named graphs of codings, and the contradictions between them; without the vocabulary in use."""
    return {quad for quad in quads(codings, IRIS) if quad.graph or quad.predicate.value.endswith("#contradicts")}


@pytest.mark.parametrize(
    ("before", "after", "articles"),
    [
        ((), (FIRST,), ("wire-1",)),
        ((FIRST,), (FIRST,), ()),
        ((FIRST,), (FIRST, SECOND), ("wire-2",)),
        ((FIRST,), (FIRST, RELABELLED), ("wire-1", "wire-2")),
        ((FIRST, RELABELLED), (FIRST,), ("wire-1", "wire-2")),
        ((FIRST, SECOND), (FIRST,), ("wire-2",)),
        ((FIRST, SECOND), (), ("wire-1", "wire-2")),
    ],
    ids=["the first", "nothing", "one more", "another label", "the label goes", "one goes", "all go"],
)
def test_a_renewal_and_what_it_leaves_alone_are_the_new_graph(
    before: tuple[Coding, ...], after: tuple[Coding, ...], articles: tuple[str, ...]
) -> None:
    change = renewal(before, after, IRIS)
    assert change.articles == articles
    taken = {IRIS.graph(article, part) for article in articles for part in ("facts", "claims")}
    left = {quad for quad in named(*before) if quad.graph and quad.graph.value not in taken}
    against = {Quad(*triple) for triple in change.contradictions}
    assert left | set(change.quads) | against == named(*after)


def test_an_article_is_written_anew_where_that_is_asked() -> None:
    change = renewal((FIRST, SECOND), (FIRST, SECOND), IRIS, ["wire-1", "unknown"])
    assert change.articles == ("unknown", "wire-1")
    assert set(change.quads) == {quad for quad in named(FIRST, SECOND) if quad.graph and "/wire-1/" in quad.graph.value}
    assert {Quad(*triple) for triple in change.contradictions} == {quad for quad in named(FIRST, SECOND) if not quad.graph}


def test_a_coding_that_lacks_what_it_refers_to_is_refused() -> None:
    with pytest.raises(InputError, match="refers to 'org/valley-front', which it does not hold"):
        renewal((), (replace(FIRST, entities=FIRST.entities[1:]),), IRIS)
