"""Of a store only what is about one thing is read, and the explanation is the one of the whole graph."""

from __future__ import annotations

import pytest

from kg.explain import content_about, explain, to_json
from kg.graph.readback import content_of
from kg.graph.store import Answer, Store
from kg.graph.terms import Iri, Quad
from kg.iris import expand
from tests.export.small.graph import quads_of_small

ID = "https://w3id.org/sikg/id/"
LINK = Quad(Iri(ID + "org/valley-front"), Iri(expand("sikg:basedIn")), Iri(ID + "state/norway"))


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return [*quads_of_small(), LINK]


@pytest.mark.parametrize(
    "words",
    [
        "Raid on the police post in Tarn",
        "org/valley-front",
        "VF",
        "Tarn",
        "Norway",
        "Ada Holm",
        "Ministry of Order",
        "truce",
        "wt:firearm",
        "wire-1",
        ID + "article/wire-2",
        "claim/wire-1/355e9620d8c39995",
    ],
)
def test_a_part_explains_as_the_whole_does(quads: list[Quad], words: str) -> None:
    part = content_about(words, Store.of(quads))
    assert part is not None
    assert to_json(explain(words, part)) == to_json(explain(words, content_of(quads)))


@pytest.mark.parametrize("words", ["Nobody", "", "http://[x", "sikg:no name", "100%", "org/valley-front> ?p ?o } #"])
def test_what_is_not_there_is_not_found_and_harms_no_query(quads: list[Quad], words: str) -> None:
    assert content_about(words, Store.of(quads)) is None


def test_what_is_far_from_a_thing_is_not_read(quads: list[Quad]) -> None:
    class Counting:
        """A store that counts the rows it gives."""

        def __init__(self, inner: Store) -> None:
            self.inner, self.rows = inner, 0

        def query(self, text: str) -> Answer:
            answer = self.inner.query(text)
            rows = list(answer.rows)
            self.rows += len(rows)
            return Answer(answer.form, answer.columns, iter(rows))

    others = [Quad(Iri(f"{ID}org/other-{n}"), LINK.predicate, Iri(f"{ID}place/other-{n}")) for n in range(1000)]
    small, large = Counting(Store.of(quads)), Counting(Store.of([*quads, *others]))
    content_about("org/valley-front", small)
    content_about("org/valley-front", large)
    assert large.rows == small.rows
