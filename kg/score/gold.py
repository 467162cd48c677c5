"""A hand coding with what it says about scoring, and where its text and an extraction are found.

A gold is the JSON of `kg extract` plus four things: `optional` on an entity or relation that is right but not asked for;
`accept`, what is also right; `never`, the traps; and `meta.source_file`, the name of the article.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.contract import from_json, read_rows
from kg.errors import InputError
from kg.model import Coding, Span
from kg.ontology import data_root

Triple = tuple[str, str, str]

MEND = "Compare it with a line of `kg extract`; a gold may add optional, accept, never and meta."


@dataclass(frozen=True, slots=True)
class Trap:
    """A relation that must not be claimed on any of the bases; "*" as object stands for every object."""

    subject: str
    predicate: str
    object: str
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A hand coding and its rules of scoring.

    `split` are items that may be coded as two. `classes` gives further right classes by entity id. `any_basis` are
    relations right on any basis. `any_of` are groups of which one stands for all. `free_entities` are descriptions
    that may be coded, with their class, and need not be.
    """

    coding: Coding
    optional_entities: frozenset[str] = frozenset()
    optional_relations: frozenset[Triple] = frozenset()
    split: frozenset[str] = frozenset()
    classes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    any_basis: frozenset[Triple] = frozenset()
    any_of: tuple[tuple[Triple, ...], ...] = ()
    free_entities: tuple[tuple[str, Span], ...] = ()
    never: tuple[Trap, ...] = ()
    source_file: str | None = None


def read_gold(gold: Path | str | Mapping[str, Any]) -> Gold:
    """The gold in a JSON file, or in the object that was read from one.

    Raises:
        InputError: The file cannot be read or is no gold.
    """
    row, place = (gold, "gold") if isinstance(gold, Mapping) else (_load(Path(gold)), str(gold))
    try:
        return _gold(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"not a gold coding: {error!r}", place=place, mend=MEND) from error


def _load(path: Path) -> dict[str, Any]:
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=str(path), mend="Give the path of a gold coding.") from error
    except ValueError as error:
        raise InputError(f"not JSON in UTF-8: {error}", place=str(path), mend=MEND) from error
    if not isinstance(row, dict):
        raise InputError("not a JSON object", place=str(path), mend=MEND)
    return row


def _gold(row: Mapping[str, Any]) -> Gold:
    accept = row.get("accept", {})
    relations = {_triple(r): r for r in row["relations"]}  # of equal rows, the last one speaks
    triples = {r["id"]: triple for triple, r in relations.items() if "id" in r}
    return Gold(
        coding=from_json(dict(row)),
        optional_entities=frozenset(e["id"] for e in row["entities"] if e.get("optional")),
        optional_relations=frozenset(triple for triple, r in relations.items() if r.get("optional")),
        split=frozenset(accept.get("split", [])),
        classes=tuple((entity, tuple(classes)) for entity, classes in accept.get("classes", {}).items()),
        any_basis=frozenset(triples[i] for i in accept.get("any_basis", []) if i in triples),
        any_of=tuple(tuple(triples[i] for i in group if i in triples) for group in accept.get("any_of", [])),
        free_entities=tuple((e["class"], Span(e["start"], e["end"], e["quote"])) for e in accept.get("entities", [])),
        never=tuple(Trap(s, p, o, tuple(bases)) for s, p, o, bases in row.get("never", [])),
        source_file=row.get("meta", {}).get("source_file"),
    )


def _triple(row: Mapping[str, Any]) -> Triple:
    return row["subject"], row["predicate"], row["object"]


def source_text(gold: Path, source_file: str | None) -> Path | None:
    """Where the article of a gold lies: beside it, in a folder `seeds` next to its own, or among our seeds; else None."""
    if source_file is None:
        return None
    candidates = (gold.parent / source_file, gold.parent.parent / "seeds" / source_file, data_root() / "seeds/articles" / source_file)
    return next((path for path in candidates if path.is_file()), None)


def read_extraction(path: Path, article: str) -> Coding | None:
    """The coding of an article in the output of `kg extract`; None where the file holds documents and no codings.

    Of several lines, the one with the article's id is taken; a single line is taken whatever its id.

    Raises:
        InputError: The file cannot be read, or none of several lines is about the article.
    """
    rows = [row for _, row in read_rows(path)]
    if not rows or "article" not in rows[0]:
        return None
    chosen = [row for row in rows if row.get("article", {}).get("id") == article] or (rows if len(rows) == 1 else [])
    if not chosen:
        mend = "Extract that article, or give the line that is about it."
        raise InputError(f"none of {len(rows)} lines is about {article!r}", place=str(path), mend=mend)
    try:
        return from_json(chosen[0])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"not a coding: {error!r}", place=str(path), mend=MEND) from error
