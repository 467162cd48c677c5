"""A coding as JSON, keys in the order of the contract, and the check that every span quotes its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.errors import SikgError
from kg.model import (
    Article,
    Bounds,
    CasualtyFigure,
    Coding,
    Dating,
    Entity,
    Event,
    Extractor,
    Problem,
    Relation,
    Span,
    Statement,
)

Json = dict[str, Any]

PLAIN = (str, int, float, date, type(None))  # values that hold no span
BOUNDS = ("beginEarliest", "beginLatest", "endEarliest", "endLatest")


def to_json(coding: Coding) -> Json:
    """The coding as JSON-ready values, keys in the order of the contract."""
    row: Json = {
        "article": _article(coding.article),
        "entities": [_entity(e) for e in coding.entities],
        "events": [_event(e) for e in coding.events],
        "dates": [_dating(d) for d in coding.dates],
        "casualties": [_figure(c) for c in coding.casualties],
        "relations": [_relation(r) for r in coding.relations],
        "topics": [{"id": t.id, "label": t.label, "mentions": _spans(t.mentions)} for t in coding.topics],
        "statements": [_statement(s) for s in coding.statements],
        "times": [{**_span(t.span), "type": t.type, "value": t.value} for t in coding.times],
        "problems": [_problem(p) for p in coding.problems],
    }
    return row if coding.extractor is None else {**row, "extractor": _extractor(coding.extractor)}


def to_line(coding: Coding) -> str:
    """One line of JSON, without the line end."""
    return json.dumps(to_json(coding), ensure_ascii=False)


def check_offsets(coding: Coding, text: str) -> None:
    """Make sure that every span of the coding quotes the text.

    Raises:
        SikgError: A span's quote is not `text[start:end]`; names the first such span.
    """
    for span in spans_of(coding):
        if text[span.start : span.end] != span.quote:
            raise SikgError(
                f"offsets {span.start}-{span.end} do not hold {span.quote!r}",
                place=coding.article.id,
                mend="This is a fault of the extraction: report it together with the text.",
            )


def spans_of(value: object) -> Iterator[Span]:
    """Every span inside a value of the model, in the order of its fields."""
    if isinstance(value, Span):
        yield value
        return
    parts = value if isinstance(value, tuple) else [getattr(value, name) for name in getattr(value, "__match_args__", ())]
    for part in parts:
        if not isinstance(part, PLAIN):
            yield from spans_of(part)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "quote": span.quote}


def _spans(spans: tuple[Span, ...]) -> list[Json]:
    return [_span(s) for s in spans]


def _optional_span(span: Span | None) -> Json | None:
    return _span(span) if span else None


def _bounds(bounds: Bounds) -> Json:
    days = (bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest, bounds.end_latest)
    return dict(zip(BOUNDS, map(_day, days), strict=True))


def _article(a: Article) -> Json:
    row: Json = {
        "id": a.id,
        "sha256": a.sha256,
        "datePublished": _day(a.published),
        "dateEvidence": _optional_span(a.published_evidence),
        "dateline": _optional_span(a.dateline),
        "datelinePlace": a.dateline_place,
        "language": a.language,
        "characters": a.characters,
        "source": a.source,
        "title": a.title,
        "url": a.url,
    }
    return row if a.text is None else {**row, "text": a.text}


def _entity(e: Entity) -> Json:
    row: Json = {
        "id": e.id,
        "class": e.cls,
        "named": e.named,
        "label": e.label,
        "altLabels": list(e.alt_labels),
        "mentions": _spans(e.mentions),
    }
    known = {
        "isoAlpha2": e.iso_alpha2,
        "facilityType": e.facility_type,
        "rank": e.rank,
        "links": {scheme: int(x) if scheme == "geonames" else x for scheme, x in e.links} or None,
        "lat": e.lat,
        "lon": e.lon,
        "placePrecision": e.place_precision,
    }
    return row | {key: value for key, value in known.items() if value is not None}


def _event(e: Event) -> Json:
    return {
        "id": e.id,
        "class": e.cls,
        "label": e.label,
        "altLabels": list(e.alt_labels),
        "eventTypes": list(e.event_types),
        "status": e.status,
        "mentions": _spans(e.mentions),
    }


def _dating(d: Dating) -> Json:
    return {
        "event": d.event,
        **_bounds(d.bounds),
        "precision": d.precision,
        "verbatim": d.verbatim,
        "anchorDate": _day(d.anchor),
        "basis": d.basis,
        "attributedTo": d.attributed_to,
        "confidence": d.confidence,
        "rule": d.rule,
        "evidence": _spans(d.evidence),
    }


def _figure(c: CasualtyFigure) -> Json:
    return {
        "event": c.event,
        "kind": c.kind,
        "lowerBound": c.lower,
        "upperBound": c.upper,
        "bestEstimate": c.best,
        "qualifier": c.qualifier,
        "verbatim": c.verbatim,
        "amongGroup": c.among_group,
        "attributedTo": c.attributed_to,
        "basis": c.basis,
        "confidence": c.confidence,
        "rule": c.rule,
        "evidence": _spans(c.evidence),
    }


def _relation(r: Relation) -> Json:
    return {
        "subject": r.subject,
        "predicate": r.predicate,
        "object": r.object,
        "basis": r.basis,
        "attributedTo": r.attributed_to,
        "validity": _bounds(r.validity) if r.validity else None,
        "confidence": r.confidence,
        "rule": r.rule,
        "evidence": _spans(r.evidence),
    }


def _statement(s: Statement) -> Json:
    return {
        "speaker": s.speaker,
        "form": s.form,
        "text": _span(s.text),
        "attribution": _span(s.attribution),
        "claims": list(s.claims),
    }


def _extractor(e: Extractor) -> Json:
    return {"name": e.name, "version": e.version, "model": e.model, "modelVersion": e.model_version, "modelSha256": e.model_sha256}


def _problem(p: Problem) -> Json:
    return {"kind": p.kind, "reason": p.reason, "span": _optional_span(p.span)}
