"""A claim of a graph as values for JSON, with the keys of the JSON of `kg extract` where it says the same.

A `Claim` and its `Content` come in; a dict goes out. Things in it are objects of `iri`, `id` and `label`; None is what is
not given.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.graph.content import UNBOUNDED, Claim, Content, Passage

Json = dict[str, Any]


def claim_json(claim: Claim, content: Content) -> Json:
    """One claim with its evidence, the passages of which have `article`, `start`, `end` and `quote`."""
    told: Json = {"iri": claim.iri, "class": claim.cls, "subject": named_json(claim.subject, content)}
    if claim.cls == "CasualtyFigure":
        told |= {"kind": claim.kind, "lowerBound": claim.lower, "upperBound": claim.upper, "bestEstimate": claim.best}
        told |= {"qualifier": claim.qualifier, "amongGroup": named_json(claim.among, content)}
    elif claim.cls != "Dating":
        told |= {"predicate": claim.property, "object": named_json(claim.object, content)}
    if claim.cls == "Dating" or claim.bounds != UNBOUNDED:
        bounds = claim.bounds
        told |= {"beginEarliest": _day(bounds.begin_earliest), "beginLatest": _day(bounds.begin_latest)}
        told |= {"endEarliest": _day(bounds.end_earliest), "endLatest": _day(bounds.end_latest), "precision": claim.precision or None}
    return {
        **told,
        "verbatim": claim.verbatim or None,
        "basis": claim.basis or None,
        "confidence": claim.confidence,
        "rule": claim.rule or None,
        "attributedTo": named_json(claim.speaker, content),
        "article": named_json(claim.article, content),
        "evidence": [passage_json(passage, content) for passage in claim.passages],
        "contradicts": list(claim.contradicts),
    }


def passage_json(passage: Passage, content: Content) -> Json:
    """Words of an article at their place."""
    known = content.articles.get(passage.article)
    return {"article": known.id if known else passage.article, "start": passage.start, "end": passage.end, "quote": passage.quote}


def named_json(iri: str, content: Content) -> Json | None:
    """A thing or article by its IRI, id and label; a value that is neither as its own label; None for nothing."""
    if not iri:
        return None
    known = content.things.get(iri) or content.articles.get(iri)
    return {"iri": iri, "id": known.id, "label": content.label(iri)} if known else {"iri": None, "id": None, "label": iri}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
