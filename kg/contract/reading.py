"""A coding from JSON: a line of `kg extract`, or a hand coding of the same shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from kg.contract.writing import BOUNDS, Json
from kg.errors import InputError
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
    Timex,
    Topic,
)

MEND = "Give the output of `kg extract`: one JSON object a line."


def read_rows(path: Path) -> Iterator[tuple[int, Json]]:
    """The JSON objects of a JSON Lines file, each with the number of its line, from 1; empty lines are passed over.

    Raises:
        InputError: The file cannot be read, or a line is no JSON object; names the line.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=str(path), mend=MEND) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                reason = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
                raise InputError(f"not JSON: {reason}", place=f"{path}:{number}", mend=MEND) from error
            if not isinstance(row, dict):
                raise InputError("not a JSON object", place=f"{path}:{number}", mend=MEND)
            yield number, row


def read_codings(path: Path) -> Iterator[Coding]:
    """The codings of a JSON Lines file, one a line.

    Raises:
        InputError: The file cannot be read, or a line is no coding; names the line.
    """
    for number, row in read_rows(path):
        try:
            yield from_json(row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(f"not a coding: {error!r}", place=f"{path}:{number}", mend=MEND) from error


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
    return Coding(
        article=_to_article(row["article"]),
        entities=tuple(map(_to_entity, row.get("entities", []))),
        events=tuple(map(_to_event, row.get("events", []))),
        dates=tuple(map(_to_dating, row.get("dates", []))),
        casualties=tuple(map(_to_figure, row.get("casualties", []))),
        relations=tuple(map(_to_relation, row.get("relations", []))),
        topics=tuple(Topic(t["id"], t["label"], _to_spans(t["mentions"])) for t in row.get("topics", [])),
        statements=tuple(_to_statement(s, order) for s in row.get("statements", [])),
        times=tuple(Timex(_need_span(t), t["type"], t["value"]) for t in row.get("times", [])),
        problems=tuple(Problem(p["kind"], p["reason"], _to_span(p.get("span"))) for p in row.get("problems", [])),
        extractor=_to_extractor(row.get("extractor")),
    )


def _to_article(a: Json) -> Article:
    return Article(
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
    )


def _to_event(e: Json) -> Event:
    return Event(
        id=e["id"],
        cls=e["class"],
        label=e["label"],
        mentions=_to_spans(e["mentions"]),
        event_types=tuple(e.get("eventTypes", [])),
        status=e.get("status", "occurred"),
        alt_labels=tuple(e.get("altLabels", [])),
    )


def _to_dating(d: Json) -> Dating:
    return Dating(
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


def _to_figure(c: Json) -> CasualtyFigure:
    return CasualtyFigure(
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


def _to_relation(r: Json) -> Relation:
    return Relation(
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


def _to_statement(s: Json, order: Mapping[str, int]) -> Statement:
    return Statement(
        speaker=s["speaker"],
        form=s["form"] if s["form"] in ("quoted", "reported", "paraphrased") else "quoted",
        text=_need_span(s["text"]),
        attribution=_need_span(s["attribution"]),
        claims=tuple(order[c] if isinstance(c, str) else c for c in s.get("claims", [])),
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


def _to_extractor(row: Json | None) -> Extractor | None:
    return Extractor(row["name"], row["version"], row["model"], row["modelVersion"], row["modelSha256"]) if row else None


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
