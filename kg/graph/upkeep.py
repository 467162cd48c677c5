"""What a change of reports changes in a graph: which articles are written anew, and what holds between articles.

Codings before and after come in, with ids that hold across all of them; a `Renewal` goes out. A report may change what other
reports say: a thing that several tell of gets another label, an id is taken by an earlier report, a claim is contradicted.
The graph of the renewal together with what is left alone is the graph that `kg.graph.build.quads` makes of all codings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.build import article_quads, contradicting
from kg.graph.claims import claims_of
from kg.graph.terms import Quad, Triple
from kg.graph.things import Thing, describe
from kg.iris import Iris
from kg.model import Coding


@dataclass(frozen=True)
class Renewal:
    """A change of a graph.

    `articles` are those whose named graphs are taken out, and every contradiction of their claims with them, sorted; `quads` are the
    named graphs that take their place, and `contradictions` those of the events concerned, as they are now.
    """

    articles: tuple[str, ...]
    quads: tuple[Quad, ...]
    contradictions: frozenset[Triple]


def renewal(before: Sequence[Coding], after: Sequence[Coding], iris: Iris, anew: Iterable[str] = ()) -> Renewal:
    """What has to change where the codings of a graph do.

    Args:
        before: The codings that the graph was made of.
        after: Those that it is to be made of.
        iris: The policy of its IRIs.
        anew: Articles that are written anew even where nothing of them has changed, or taken out where they have no coding.

    Raises:
        InputError: A coding refers to an id that it does not hold.
    """
    old, new = _by_article(before), _by_article(after)
    told, tells = describe(before), describe(after)
    stay = {name for name in old.keys() & new.keys() if old[name] == new[name] and not _retold(new[name], told, tells)}
    changed = sorted(((old.keys() | new.keys()) - stay) | {*anew})
    written = [new[name] for name in changed if name in new]
    events = {event for codings in (old, new) for name in changed if name in codings for event in _events(codings[name])}
    return Renewal(
        tuple(changed),
        tuple(article_quads(written, tells, iris)),
        frozenset(_contradictions(after, events, iris)),
    )


def _by_article(codings: Iterable[Coding]) -> dict[str, Coding]:
    return {coding.article.id: coding for coding in codings}


def _retold(coding: Coding, told: Mapping[str, Thing], tells: Mapping[str, Thing]) -> bool:
    """Whether a thing of a coding is described in another way than before."""
    ids = {*(e.id for e in coding.entities), *(e.id for e in coding.events), *(t.id for t in coding.topics)}
    return any(told.get(id_) != tells.get(id_) for id_ in ids)


def _events(coding: Coding) -> set[str]:
    return {figure.event for figure in coding.casualties} | {dating.event for dating in coding.dates}


def _contradictions(codings: Iterable[Coding], events: set[str], iris: Iris) -> Iterable[Triple]:
    """The triples between claims on some events that cannot be true together."""
    concerned = (coding for coding in codings if not events.isdisjoint(_events(coding)))
    return contradicting((claim for coding in concerned for claim in claims_of(coding)), iris)
