"""Two graphs side by side: each article, thing and claim is there in both, in one, or in both with other values.

Claims go by their IRI, which follows from what is said and who says it; a claim that is gone and the only new one of the
same article, subject, relation and speaker are one claim whose value has changed. What neither articles, things nor
claims show, such as properties of other vocabularies, is compared triple by triple, whatever graph a triple stands in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Generic, TypeVar

from kg.diff.render import render
from kg.graph.content import Article, Claim, Content, Thing
from kg.graph.order import natural
from kg.graph.readback import content_of
from kg.graph.store import canonical
from kg.graph.terms import Iri, Quad, Triple
from kg.iris import PREFIXES, Iris, expand

T = TypeVar("T", Article, Thing, Claim)

# What `kg.graph.readback` reads of a node: a triple of these shows as a change of its article, thing or claim.
_SHOWN = frozenset(
    map(
        expand,
        (
            "rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:exactMatch", "sikg:eventType", "sikg:eventStatus",
            "sikg:isoAlpha2", "sikg:facilityType", "sikg:rank", "sikg:placePrecision", "sikg:mentionedIn", "geo:hasGeometry", "geo:asWKT",
            "dcterms:identifier", "schema:headline", "schema:datePublished", "schema:inLanguage", "sikg:contentSha256",
            "sikg:claimSubject", "sikg:claimProperty", "sikg:claimObject", "sikg:aboutEvent", "sikg:casualtyKind", "sikg:amongGroup",
            "sikg:lowerBound", "sikg:bestEstimate", "sikg:upperBound", "sikg:qualifier", "sikg:verbatim", "sikg:basis", "sikg:confidence",
            "sikg:rule", "sikg:contradicts", "sikg:datePrecision", "sikg:geoPrecision", "sikg:beginEarliest", "sikg:beginLatest",
            "sikg:endEarliest", "sikg:endLatest", "prov:wasDerivedFrom", "prov:wasAttributedTo", "oa:hasSource", "oa:hasSelector",
            "oa:start", "oa:end", "oa:exact",
        ),
    )
)  # fmt: skip
_PARTS = frozenset(map(expand, ("sikg:mentionedIn", "prov:wasDerivedFrom", "oa:hasSelector", "geo:hasGeometry")))
_MADE_BY = expand("prov:wasGeneratedBy")


@dataclass(frozen=True)
class Side:
    """One of two graphs: what it says, and its triples."""

    content: Content
    triples: frozenset[Triple]

    @classmethod
    def of(cls, quads: Iterable[Quad], iris: Iris | None = None) -> Side:
        """The side that these quads make; their blank nodes are named by what is said of them."""
        held = canonical(quads)
        return cls(content_of(held, iris), frozenset((quad.subject, quad.predicate, quad.object) for quad in held))


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """Something that is in both graphs, with the names of the values that differ."""

    old: T
    new: T
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """What only the new graph has, what only the old one has, and what differs between them; each in natural order of IRIs."""

    added: tuple[T, ...]
    removed: tuple[T, ...]
    changed: tuple[Change[T], ...]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Difference:
    """How a new graph differs from an old one; `added` and `removed` are triples that neither articles, things nor claims show."""

    old: Content
    new: Content
    articles: Changes[Article]
    things: Changes[Thing]
    claims: Changes[Claim]
    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.articles or self.things or self.claims or self.added or self.removed)

    def __str__(self) -> str:
        """The difference as text for people; empty where there is none."""
        return render(self)


def compare(old: Side, new: Side) -> Difference:
    """How the new graph differs from the old one; the same for the same graphs in whatever order they are written."""
    articles = _changes(old.content.articles, new.content.articles)
    things = _changes(old.content.things, new.content.things)
    claims = _with_values(_changes(old.content.claims, new.content.claims))
    told = _Told(old, new, articles, things, claims)
    added = (triple for triple in new.triples - old.triples if not told.shows(triple))
    removed = (triple for triple in old.triples - new.triples if not told.shows(triple))
    return Difference(old.content, new.content, articles, things, claims, _ordered(added), _ordered(removed))


def _changes(old: Mapping[str, T], new: Mapping[str, T]) -> Changes[T]:
    both = (Change(old[iri], new[iri], _differing(old[iri], new[iri])) for iri in new if iri in old)
    return Changes(
        tuple(new[iri] for iri in _natural(new) if iri not in old),
        tuple(old[iri] for iri in _natural(old) if iri not in new),
        tuple(sorted((change for change in both if change.values), key=lambda change: natural(change.new.iri))),
    )


def _natural(iris: Iterable[str]) -> list[str]:
    return sorted(iris, key=natural)


def _differing(old: T, new: T) -> tuple[str, ...]:
    return tuple(f.name for f in fields(old) if f.name != "iri" and getattr(old, f.name) != getattr(new, f.name))


def _with_values(changes: Changes[Claim]) -> Changes[Claim]:
    """The changes of claims, a removed and an added one that differ in their value alone put together.

    Those that count the same group first: the IRI of a group known by description follows from the words that describe it.
    """
    gone, come, pairs = list(changes.removed), list(changes.added), list(changes.changed)
    for with_group in (True, False):
        old, new = _single(gone, with_group=with_group), _single(come, with_group=with_group)
        pairs += [Change(old[key], new[key], _differing(old[key], new[key])) for key in old if key in new]
        told = {claim.iri for pair in pairs for claim in (pair.old, pair.new)}
        gone, come = [claim for claim in gone if claim.iri not in told], [claim for claim in come if claim.iri not in told]
    return Changes(tuple(come), tuple(gone), tuple(sorted(pairs, key=lambda change: natural(change.new.iri))))


def _single(claims: Iterable[Claim], *, with_group: bool) -> dict[tuple[str, ...], Claim]:
    """The claims that are the only ones of their article, subject, relation, speaker and, if asked, group."""
    groups: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = (claim.article, claim.cls, claim.subject, claim.property, claim.kind, claim.speaker)
        groups[(*key, claim.among) if with_group else key].append(claim)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def _ordered(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    return tuple(sorted(triples, key=lambda triple: tuple(natural(str(term)) for term in triple)))


class _Told:
    """The nodes and links that a difference shows already, so that their triples need not be shown again."""

    def __init__(self, old: Side, new: Side, articles: Changes[Article], things: Changes[Thing], claims: Changes[Claim]) -> None:
        whole: list[Article | Thing | Claim] = []  # told as new or gone, with all that is said of them
        partly: list[Article | Thing | Claim] = []  # told with those values that differ
        for changes in (articles, things, claims):
            whole += [*changes.added, *changes.removed]
            for change in changes.changed:
                (partly if change.old.iri == change.new.iri else whole).extend((change.old, change.new))
        triples = old.triples | new.triples
        self.whole = {*_reached((told.iri for told in whole), _parts(triples, {*_PARTS, _MADE_BY}))}
        self.partly = _reached((told.iri for told in partly), _parts(triples, _PARTS))
        claimed = (told for told in (*whole, *partly) if isinstance(told, Claim) and told.property.partition(":")[0] in PREFIXES)
        self.links = {(claim.subject, expand(claim.property), claim.object) for claim in claimed}

    def shows(self, triple: Triple) -> bool:
        subject, predicate, value = (getattr(term, "value", "") for term in triple)
        if subject in self.whole or (subject, predicate, value) in self.links:
            return True
        return subject in self.partly and predicate in _SHOWN


def _parts(triples: Iterable[Triple], predicates: Collection[str]) -> Callable[[str], Iterable[str]]:
    """What belongs to a node by some properties."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in triples:
        if predicate.value in predicates and isinstance(subject, Iri) and isinstance(value, Iri):
            found[subject.value].append(value.value)
    return lambda node: found.get(node, ())


def _reached(start: Iterable[str], further: Callable[[str], Iterable[str]]) -> set[str]:
    """The nodes that can be reached from some."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += further(node)
    return found
