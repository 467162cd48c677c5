"""Keeps a store up to date, article by article: add reports, or take one back, with the graph that a build of all would have.

Reports or an article's id come in; a store, in a folder or elsewhere, is changed, each time wholly or not at all, and in a folder
safe against a power cut when a function returns. A report that is added again replaces what it said before. The store keeps the
coding of each report that was added: from all of them it is judged anew which things are one, how they are described and which
claims contradict each other, and the articles that this changes are written anew. Articles that came into the store in
another way (`kg import`, `kg push`) have no coding there; they are left as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg import ontology
from kg.contract import from_json, to_json
from kg.errors import InputError
from kg.extraction import Tell, extract
from kg.graph import changes
from kg.graph.store import Store
from kg.graph.terms import RDF_TYPE, Iri, Literal, Quad, Triple, to_ntriples
from kg.graph.upkeep import renewal
from kg.graph.vocabulary import terms_in_use
from kg.iris import SCHEMES, Iris, expand
from kg.model import Coding
from kg.pipeline import Progress
from kg.read import count
from kg.remote import RemoteStore, is_url
from kg.resolve.judgements import settle

ANY = Iri("urn:any")  # stands for whatever uses a term


@dataclass(frozen=True, slots=True)
class Kept:
    """What a change did.

    `articles` are those that were added or taken back, `replaced` is how many of them were there before, `renewed` how many others were
    written anew because of them, and `triples` how many different ones there are now.
    """

    articles: tuple[str, ...]
    replaced: int
    renewed: int
    triples: int


def add(
    sources: Sequence[str | Path],
    store: Path | str,
    *,
    model: str | None = None,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Kept:
    """Read reports and add them to a store.

    Args:
        sources: Paths of files and folders; "-" is standard input.
        store: A folder, which is made a store if there is none, or the URL of a SPARQL 1.1 store that may be changed.
        model: Name or folder of a spaCy pipeline.
        progress: Called after each report with how many are done and how many there are, None if unknown.
        tell: Called with the error of each report that cannot be read, and the others are added.

    Raises:
        InputError: The store is damaged or in use by another process; without `tell`, also where a source cannot be read.
        RemoteError: A store elsewhere refuses the change or cannot be reached.
    """
    with _opened(store, create=True) as held:  # first: what cannot be opened is said before anything is read
        total, new = count(sources) if progress else None, dict[str, Coding]()
        for coding, _ in extract(sources, model=model, tell=tell):
            new[coding.article.id] = coding
            if progress:
                progress(len(new), total)
        old = codings_of(held)
        return change(held, old, old | new, tuple(new))


def retract(article: str, store: Path | str) -> Kept:
    """Take an article back from a store: its id, or its IRI.

    Raises:
        InputError: The store does not hold the article, or cannot be opened.
        RemoteError: A store elsewhere refuses the change or cannot be reached.
    """
    iris = Iris()
    id_ = article.removeprefix(iris.article(""))
    with _opened(store) as held:
        if not set(_graphs([id_], iris)) & set(held.graphs()):
            mend = "`kg query` with SELECT ?a { ?a a schema:NewsArticle } lists the articles."
            raise InputError(f"the store holds no article {id_!r}", place=str(store), mend=mend)
        old = codings_of(held)
        return change(held, old, {name: coding for name, coding in old.items() if name != id_}, (id_,))


@contextmanager
def _opened(store: Path | str, *, create: bool = False) -> Iterator[Store | RemoteStore]:
    if not is_url(str(store)):
        yield Store.open(Path(store), create=create)
        return
    with RemoteStore(str(store)) as remote:
        if remote.layout.unites:
            mend = "Keep a store in a folder, and put it there with `kg push`."
            raise InputError("this kind of store has no default graph of its own, which adding needs", place=remote.place, mend=mend)
        yield remote


def codings_of(store: Store | RemoteStore) -> dict[str, Coding]:
    """The codings that a store keeps, by the id of their article, as the extraction gave them."""
    written = (coding.value for _, coding in store.query(changes.CODED).rows if isinstance(coding, Literal))
    codings = [from_json(json.loads(text)) for text in written]
    return {coding.article.id: coding for coding in sorted(codings, key=lambda coding: coding.article.id)}


def change(store: Store | RemoteStore, old: Mapping[str, Coding], new: Mapping[str, Coding], articles: tuple[str, ...]) -> Kept:
    """Make the graph of a store that of other codings, in one update.

    Args:
        store: The store.
        old: The codings that it keeps, by the id of their article (`codings_of`).
        new: Those that its graph is to be made of.
        articles: The articles that this is about: written anew where they have a new coding, taken back where they have none.

    Raises:
        InputError: A coding refers to an id that it does not hold; nothing is changed then.
    """
    iris = Iris()
    renewed = renewal(settle(old.values())[0], settle(new.values())[0], iris, articles)
    held = set(store.graphs())
    taken = [name for name in _graphs(renewed.articles, iris) if name in held]
    in_use = set(terms_in_use(renewed.quads))
    steps = [changes.removal(_out_of_use(store, taken, in_use)), changes.retraction(taken)]
    steps += [changes.addition([*renewed.quads, *(Quad(*triple) for triple in renewed.contradictions | in_use)])]
    steps += [changes.forgetting(Iri(iris.article(name)) for name in articles if name not in new)]
    steps += [changes.keeping({Iri(iris.article(name)): _line(new[name]) for name in articles if name in new}), changes.unpushed(taken)]
    replaced = {name for name in articles if set(_graphs([name], iris)) & held}
    store.update(" ;\n".join(filter(None, steps)))
    if isinstance(store, Store):
        store.flush()
    return Kept(articles, len(replaced & new.keys()), len({*renewed.articles} - {*articles}), store.count())


def _line(coding: Coding) -> str:
    return json.dumps(to_json(coding), ensure_ascii=True, separators=(",", ":"))


def _graphs(articles: Iterable[str], iris: Iris) -> list[Iri]:
    return [Iri(name) for article in articles for name in (iris.graph(article, "facts"), iris.graph(article, "claims"))]


# --- the vocabulary in use -------------------------------------------------------------------------------------------

_USED_IN = "SELECT DISTINCT ?term WHERE {{ GRAPH {graph} {{ ?s ?p ?term }} FILTER (?p = rdf:type || STRSTARTS(STR(?term), '{schemes}')) }}"
_USED_ELSEWHERE = """SELECT ?term WHERE {{ VALUES ?term {{ {terms} }}
  FILTER EXISTS {{ GRAPH ?graph {{ ?s ?p ?term }} FILTER (?graph NOT IN ({graphs})) }} }}"""


def _out_of_use(store: Store | RemoteStore, taken: Sequence[Iri], in_use: set[Triple]) -> set[Triple]:
    """The triples on classes and concepts that nothing uses once some named graphs are taken out, and others put in."""
    written = [to_ntriples(graph) for graph in taken]
    used = {term for graph in written for term in _terms(store, _USED_IN.format(graph=graph, schemes=SCHEMES))}
    out = set(terms_in_use(map(_use, used))) - in_use
    if not out:
        return out
    known = ontology.load()
    terms = [Iri(expand(cls.curie)) for cls in known.classes.values()]
    terms += [Iri(f"{SCHEMES}{scheme}/{slug}") for scheme, concepts in known.schemes.items() for slug in concepts]
    elsewhere = _USED_ELSEWHERE.format(terms=" ".join(map(to_ntriples, terms)), graphs=", ".join(written))
    return out - set(terms_in_use(map(_use, _terms(store, elsewhere))))


def _terms(store: Store | RemoteStore, query: str) -> list[Iri]:
    return [term for (term,) in store.query(query).rows if isinstance(term, Iri)]


def _use(term: Iri) -> Quad:
    """Some use of a class or concept."""
    return Quad(ANY, ANY if term.value.startswith(SCHEMES) else Iri(RDF_TYPE), term)
