"""Keeps a store up to date, article by article: add reports, or take one back exactly.

Reports or an article's id come in; the store is changed, each time wholly or not at all, and safe against a power cut when
a function returns. A report that is added again replaces what it said before. Things of different reports are judged to be
one within what is added together; with what the store holds already, where their ids agree: build the graph anew from
all reports where that matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.graph.changes import addition, retraction
from kg.graph.store import Store
from kg.graph.terms import Iri
from kg.iris import Iris
from kg.pipeline import Progress, build


@dataclass(frozen=True, slots=True)
class Kept:
    """What a change did: the articles it was about, how many of them were there before, and the triples there are now."""

    articles: tuple[str, ...]
    replaced: int
    triples: int


def add(sources: Sequence[str], folder: Path, *, model: str | None = None, progress: Progress | None = None) -> Kept:
    """Read reports and add them to the store in a folder, which is made if there is none.

    Raises:
        InputError: A source cannot be read, or the store is damaged or in use by another process.
    """
    store = Store.open(folder, create=True)  # first: what cannot be opened is said before anything is read
    graph = build(tuple(sources), model=model, progress=progress)
    articles = tuple(coding.article.id for coding in graph.codings)
    held = set(store.graphs())
    old = [name for article in articles for name in _graphs(article, graph.iris) if name in held]
    steps = [retraction(old)] if old else []
    store.update(" ;\n".join([*steps, addition(graph.quads)]))
    store.flush()
    return Kept(articles, len(old) // 2, len(store))


def retract(article: str, folder: Path) -> Kept:
    """Take an article back from the store in a folder: its id, or its IRI.

    Raises:
        InputError: The store does not hold the article, or cannot be opened.
    """
    iris = Iris()
    id_ = article.removeprefix(iris.article(""))
    store = Store.open(folder)
    held = [name for name in _graphs(id_, iris) if name in set(store.graphs())]
    if not held:
        mend = "`kg query` with SELECT ?a { ?a a schema:NewsArticle } lists the articles."
        raise InputError(f"the store holds no article {id_!r}", place=str(folder), mend=mend)
    store.update(retraction(held))
    store.flush()
    return Kept((id_,), 0, len(store))


def _graphs(article: str, iris: Iris) -> tuple[Iri, Iri]:
    return Iri(iris.graph(article, "facts")), Iri(iris.graph(article, "claims"))
