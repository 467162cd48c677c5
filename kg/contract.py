"""The JSON of `kg extract`: a `Coding` as one JSON object, and back.

The keys are those that users and other programs read; they may grow, and none is renamed. Hand codings
(`tests/gold/`, `tests/stories/`) have the same shape and are read by the same function. Does not check that a
coding is sensible (the shapes do) beyond what is needed to build it; it does check every offset on writing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import InputError, SikgError
from kg.model import (
    Article,
    Bounds,
    CasualtyFigure,
    Coding,
    Dating,
    Entity,
    Event,
    Problem,
    Relation,
    Span,
    Statement,
    Timex,
    Topic,
)

Json = dict[str, Any]

BOUNDS = ("beginEarliest", "beginLatest", "endEarliest", "endLatest")


# --- writing -----------------------------------------------------------------------------------------------


def to_json(coding: Coding) -> Json:
    """The coding as JSON-ready values, keys in the order of the contract."""
    return {
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
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))


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


def _problem(p: Problem) -> Json:
    return {"kind": p.kind, "reason": p.reason, "span": _optional_span(p.span)}


# --- reading -----------------------------------------------------------------------------------------------


def read_coding(path: Path) -> Coding:
    """The coding in a JSON file, or the first one of a JSON Lines file.

    Raises:
        InputError: The file cannot be read, is not JSON, or lacks a key that a coding needs.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", place=str(path), mend="Give a coding in UTF-8 JSON.") from error
    try:
        if path.suffix == ".jsonl":
            text = next((line for line in text.splitlines() if line.strip()), "")
        return from_json(json.loads(text))
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg}", place=f"{path}:{error.lineno}", mend="Give one JSON object, or JSON Lines.") from error
    except (KeyError, TypeError, ValueError) as error:
        mend = "Compare it with a line of `kg extract`: every key there is needed unless it may be null."
        raise InputError(f"not a coding: {error!r}", place=str(path), mend=mend) from error


def from_json(row: Json) -> Coding:
    """The coding in a JSON object.

    Keys that only hand codings have (notes, accept, never, …) are passed over.

    Raises:
        KeyError, TypeError, ValueError: The object is not a coding; `read_coding` says so with the file's name.
    """
    order = {r["id"]: i for i, r in enumerate(row.get("relations", [])) if "id" in r}
    a = row["article"]
    return Coding(
        article=Article(
            id=a["id"],
            sha256=a.get("sha256", ""),
            characters=a.get("characters", 0),
            language=a.get("language", "en"),
            published=_to_day(a.get("datePublished")),
            published_evidence=_to_span(a.get("dateEvidence")),
            dateline=_to_span(a.get("dateline")),
            dateline_place=a.get("datelinePlace"),
            source=a.get("source"),
            title=a.get("title"),
            url=a.get("url"),
            text=a.get("text"),
        ),
        entities=tuple(_to_entity(e) for e in row.get("entities", [])),
        events=tuple(
            Event(
                id=e["id"],
                cls=e["class"],
                label=e["label"],
                mentions=_to_spans(e["mentions"]),
                event_types=tuple(e.get("eventTypes", [])),
                status=e.get("status", "occurred"),
                alt_labels=tuple(e.get("altLabels", [])),
            )
            for e in row.get("events", [])
        ),
        dates=tuple(
            Dating(
                event=d["event"],
                bounds=_to_bounds(d),
                precision=d.get("precision"),
                verbatim=d["verbatim"],
                basis=d["basis"],
                evidence=_to_spans(d["evidence"]),
                anchor=_to_day(d.get("anchorDate")),
                attributed_to=d.get("attributedTo"),
                confidence=d.get("confidence", 1.0),
                rule=d.get("rule", ""),
            )
            for d in row.get("dates", [])
        ),
        casualties=tuple(
            CasualtyFigure(
                event=c["event"],
                kind=c["kind"],
                lower=c.get("lowerBound"),
                upper=c.get("upperBound"),
                best=c.get("bestEstimate"),
                qualifier=c["qualifier"],
                verbatim=c["verbatim"],
                basis=c["basis"],
                evidence=_to_spans(c["evidence"]),
                among_group=c.get("amongGroup"),
                attributed_to=c.get("attributedTo"),
                confidence=c.get("confidence", 1.0),
                rule=c.get("rule", ""),
            )
            for c in row.get("casualties", [])
        ),
        relations=tuple(
            Relation(
                subject=r["subject"],
                predicate=r["predicate"],
                object=r["object"],
                basis=r["basis"],
                evidence=_to_spans(r["evidence"]),
                attributed_to=r.get("attributedTo"),
                validity=_to_bounds(r["validity"]) if r.get("validity") else None,
                confidence=r.get("confidence", 1.0),
                rule=r.get("rule", ""),
            )
            for r in row.get("relations", [])
        ),
        topics=tuple(Topic(t["id"], t["label"], _to_spans(t["mentions"])) for t in row.get("topics", [])),
        statements=tuple(
            Statement(
                speaker=s["speaker"],
                form=s["form"] if s["form"] in ("quoted", "reported", "paraphrased") else "quoted",
                text=_need_span(s["text"]),
                attribution=_need_span(s["attribution"]),
                claims=tuple(order[c] if isinstance(c, str) else c for c in s.get("claims", [])),
            )
            for s in row.get("statements", [])
        ),
        times=tuple(Timex(_need_span(t), t["type"], t["value"]) for t in row.get("times", [])),
        problems=tuple(Problem(p["kind"], p["reason"], _to_span(p.get("span"))) for p in row.get("problems", [])),
    )


def _to_entity(e: Json) -> Entity:
    return Entity(
        id=e["id"],
        cls=e["class"],
        label=e["label"],
        mentions=_to_spans(e["mentions"]),
        named=e.get("named", True),
        alt_labels=tuple(e.get("altLabels", [])),
        iso_alpha2=e.get("isoAlpha2"),
        facility_type=e.get("facilityType"),
        rank=e.get("rank"),
        links=tuple((scheme, str(x)) for scheme, x in e.get("links", {}).items()),
        lat=e.get("lat"),
        lon=e.get("lon"),
        place_precision=e.get("placePrecision"),
    )


def _to_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _to_span(row: Json | None) -> Span | None:
    return _need_span(row) if row else None


def _need_span(row: Json) -> Span:
    return Span(row["start"], row["end"], row["quote"])


def _to_spans(rows: list[Json]) -> tuple[Span, ...]:
    return tuple(_need_span(r) for r in rows)


def _to_bounds(row: Json) -> Bounds:
    return Bounds(*(_to_day(row.get(key)) for key in BOUNDS))
