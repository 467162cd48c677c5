"""From codings to quads: the graph of ONTOLOGY, as a sorted stream of our own light terms.

Codings come in; quads go out in reading order (`kg.graph.order`), the same for the same codings whatever their order.
Each article fills two named graphs: its facts (what it and its things are, and every stated or resolved relation as a
plain triple) and its claims (who says so, how sure, in which words at which characters). The default graph holds what
belongs to no one article: the contradictions between claims, and the classes and concepts in use, so that an export
answers questions on its own. Disputable values (tolls, dates) are nodes, never literals on the event. No blank nodes.

Does not read text, resolve names, validate (`kg.validate`) or write files (`kg.export`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.errors import InputError
from kg.graph.claims import Claim, Source, claims_of, contradictions
from kg.graph.facts import Facts
from kg.graph.nodes import SIKG, Nodes
from kg.graph.order import reading_order
from kg.graph.terms import Quad, Triple
from kg.graph.things import Thing, describe
from kg.graph.told import Told
from kg.graph.vocabulary import terms_in_use
from kg.iris import Iris
from kg.model import Coding, Entity, Event, Topic


def quads(codings: Iterable[Coding], iris: Iris) -> Iterator[Quad]:
    """The graph of the codings, without duplicates, in reading order.

    Raises:
        InputError: Two codings are of the same article, or a coding refers to an id it does not hold.
    """
    known = sorted(codings, key=lambda coding: coding.article.id)
    _check_once(known)
    found = article_quads(known, describe(known), iris)
    found += [Quad(*triple) for triple in contradicting((claim for coding in known for claim in claims_of(coding)), iris)]
    return reading_order([*found, *(Quad(*triple) for triple in terms_in_use(found))])


def article_quads(codings: Iterable[Coding], things: Mapping[str, Thing], iris: Iris) -> list[Quad]:
    """The named graphs of some codings, their things as all codings together describe them.

    Raises:
        InputError: A coding refers to an id it does not hold.
    """
    nodes = Nodes(iris)
    facts, told, found = Facts(things, nodes), Told(nodes), list[Quad]()
    for coding in codings:
        _check(coding)
        article, claims = coding.article.id, claims_of(coding)
        found += [Quad(*triple, nodes.graph(article, "facts")) for triple in facts.triples(coding, claims)]
        found += [Quad(*triple, nodes.graph(article, "claims")) for triple in told.triples(coding, claims)]
    return found


def contradicting(claims: Iterable[Claim], iris: Iris) -> Iterator[Triple]:
    """The triples that say which claims cannot both be true, in both directions; they are of no one article."""
    for one, other in contradictions(claims):
        first, second = Nodes(iris).claim(one), Nodes(iris).claim(other)
        yield first, SIKG["contradicts"], second
        yield second, SIKG["contradicts"], first


def _check_once(codings: Sequence[Coding]) -> None:
    times = Counter(coding.article.id for coding in codings)
    for article, count in times.items():
        if count > 1:
            mend = "Give each document its own id, and each document once."
            raise InputError(f"{count} codings have this article id", place=article, mend=mend)


def _check(coding: Coding) -> None:
    held = {thing.id for thing in _things(coding)}
    for id_ in _references(coding):
        if id_ not in held:
            mend = "Every subject, object, speaker, event and group of a coding is one of its entities, events or topics."
            raise InputError(f"refers to {id_!r}, which it does not hold", place=coding.article.id, mend=mend)


def _references(coding: Coding) -> Iterator[str]:
    for relation in coding.relations:
        yield relation.subject
        if relation.predicate != "sikg:weaponType":
            yield relation.object
    for figure in coding.casualties:
        yield figure.event
        yield from filter(None, [figure.among_group])
    yield from (dating.event for dating in coding.dates)
    yield from filter(None, [coding.article.dateline_place])
    said: Iterable[Source] = (*coding.relations, *coding.casualties, *coding.dates)
    yield from (source.attributed_to for source in said if source.attributed_to)


def _things(coding: Coding) -> tuple[Entity | Event | Topic, ...]:
    return (*coding.entities, *coding.events, *coding.topics)
