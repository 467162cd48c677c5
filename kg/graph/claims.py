"""Claims: what one document says, with its words, its speaker and how sure the reading is.

A coding comes in; `Claim` values go out, each ready to be written as a node: relations, casualty figures and datings,
claims of equal value put together with the evidence of all. Also says which claims cannot both be true. The IRI of a
claim follows from what it says and who says it, so that reading a document again gives the same IRI. Does not write
triples (`kg.graph.build` does).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TypeVar

from kg.model import Basis, Bounds, CasualtyFigure, Coding, Dating, Relation, Span

BASIS_ORDER: tuple[Basis, ...] = ("stated", "resolved", "implied")
DIGEST_CHARACTERS = 16  # 64 bits: among a million claims of one article, two collide once in 37 million articles

Source = Relation | CasualtyFigure | Dating
Value = TypeVar("Value", int, date)


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation, figure or dating of one article, with the evidence of every place that says so."""

    article: str
    digest: str
    source: Source
    evidence: tuple[Span, ...]


def claims_of(coding: Coding) -> list[Claim]:
    """The claims of a coding, one for each thing said by one speaker, in the order of their digests.

    Where the same is said twice, the stronger basis counts, then the higher confidence. Words that attribute a
    statement are evidence for its claims too: they are why the speaker is the speaker.
    """
    attributions: defaultdict[int, list[Span]] = defaultdict(list)
    for statement in coding.statements:
        for position in statement.claims:
            attributions[position].append(statement.attribution)
    same: defaultdict[str, list[Source]] = defaultdict(list)
    for position, relation in enumerate(coding.relations):
        same[_digest(relation)].append(replace(relation, evidence=(*relation.evidence, *attributions[position])))
    others: tuple[Source, ...] = (*coding.casualties, *coding.dates)
    for source in others:
        same[_digest(source)].append(source)
    return [_merged(coding.article.id, digest, told) for digest, told in sorted(same.items())]


def contradictions(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of claims that cannot both be true, each pair once.

    Two casualty figures of one event and kind contradict each other if they count the same people and no number lies
    within the bounds of both, or if one counts some of the people and exceeds the other, which counts all. Two datings
    of one event contradict each other if no first day, or no last day, is possible in both.
    """
    groups: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        match claim.source:
            case CasualtyFigure(event=event, kind=kind):
                groups["figure", event, kind].append(claim)
            case Dating(event=event):
                groups["dating", event].append(claim)
    for _, group_claims in sorted(groups.items()):
        for one, other in combinations(group_claims, 2):
            if _exclude(one.source, other.source):
                yield one, other


def _merged(article: str, digest: str, told: Sequence[Source]) -> Claim:
    strongest = min(told, key=lambda s: (BASIS_ORDER.index(s.basis), -s.confidence, s.rule, s.evidence))
    return Claim(article, digest, strongest, tuple(sorted({span for source in told for span in source.evidence})))


def _digest(source: Source) -> str:
    """A hash of what is said and who says it; not of how it was read."""
    match source:
        case Relation():
            said: list[object] = [source.subject, source.predicate, source.object]
        case CasualtyFigure():
            numbers = [source.lower, source.upper, source.best]
            said = ["figure", source.event, source.kind, source.among_group, *numbers, source.qualifier]
        case Dating():
            said = ["dating", source.event, *map(str, _days(source.bounds)), source.precision]
    written = json.dumps([*said, source.attributed_to], ensure_ascii=True)
    return hashlib.sha256(written.encode("ascii")).hexdigest()[:DIGEST_CHARACTERS]


def _days(bounds: Bounds) -> tuple[date | None, ...]:
    return bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest, bounds.end_latest


def _exclude(one: Source, other: Source) -> bool:
    if isinstance(one, CasualtyFigure) and isinstance(other, CasualtyFigure):
        if one.among_group == other.among_group:
            return _apart(one.lower, one.upper, other.lower, other.upper)
        part, total = (one, other) if other.among_group is None else (other, one)
        return total.among_group is None and part.lower is not None and total.upper is not None and part.lower > total.upper
    if isinstance(one, Dating) and isinstance(other, Dating):
        a, b = one.bounds, other.bounds
        begins_apart = _apart(a.begin_earliest, a.begin_latest, b.begin_earliest, b.begin_latest)
        return begins_apart or _apart(a.end_earliest, a.end_latest, b.end_earliest, b.end_latest)
    return False


def _apart(low: Value | None, high: Value | None, other_low: Value | None, other_high: Value | None) -> bool:
    """Whether no value lies in both ranges; an unknown bound excludes nothing."""
    above = low is not None and other_high is not None and low > other_high
    below = high is not None and other_low is not None and high < other_low
    return above or below
