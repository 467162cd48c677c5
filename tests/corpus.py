"""The hand-coded stories of the test corpus, with their codings.

What comes in are files that people write: `stories/<name>/story.txt` with `coding.toml`, the coding in brief, where
every span is a quote. What goes out are codings in the shape of `gold/seed.json`, with the offsets counted:
`coding_of(name)`. Run as a program, it writes `stories/*/coding.json` anew. It never reads what the extraction makes of
a text: truth comes from the hand alone. `stories/README.md` gives the form. The seed article told of other people and
places is in `tests/exchange.py`.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import InputError

HERE = Path(__file__).parent
STORIES = HERE / "stories"

Json = dict[str, Any]
Row = list[Any]

BOUNDS = ("beginEarliest", "beginLatest", "endEarliest", "endLatest")
LISTS = ("entities", "events", "dates", "casualties", "relations", "topics", "statements", "times", "problems", "also", "never")
OTHER_PREFIXES = {"holds": "org", "postIn": "org", "about": "schema"}  # every other predicate is sikg:
LASTING = {"basedIn", "contributesTo", "headquarteredAt", "holds", "linkedTo", "operatesIn", "opposes", "supports"}
BASES = ["stated", "resolved", "implied"]


def story_names() -> list[str]:
    """The names of the stories, sorted."""
    return sorted(path.parent.name for path in STORIES.glob("*/coding.toml"))


def story_text(name: str) -> str:
    """The exact text of a story."""
    return (STORIES / name / "story.txt").read_bytes().decode("utf-8")


def spans_of(value: object) -> Iterator[Json]:
    """Every span inside a JSON value."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= set(value):
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


# --- quotes to offsets -------------------------------------------------------------------------------------


def occurrences(text: str, quote: str) -> list[int]:
    """Where the quote stands in the text as whole words, in code points."""
    left = r"(?<!\w)" if re.match(r"\w", quote) else ""
    right = r"(?!\w)" if re.search(r"\w$", quote) else ""
    return [m.start() for m in re.finditer(left + re.escape(quote) + right, text)]


@dataclass(frozen=True, slots=True)
class Quotes:
    """Turns quotes of one text into spans: "Mali" stands once, "Mali#2" is the second one, "Mali#*" every one."""

    text: str
    place: str

    def spans(self, ref: str) -> list[Json]:
        """The spans that a quote points to; raises InputError where it stands nowhere, or more than once without a number."""
        quote, _, which = ref.partition("#")
        starts = occurrences(self.text, quote)
        if which and which != "*":
            starts = starts[int(which) - 1 : int(which)]
        if not starts or (len(starts) > 1 and not which):
            raise InputError(
                f"{quote!r} stands {len(starts)} times", place=self.place, mend="Quote as written; say which one with #2, or #*."
            )
        return [self._at(start, quote) for start in starts]

    def all(self, refs: list[str]) -> list[Json]:
        """The spans of several quotes, in that order."""
        return [span for ref in refs for span in self.spans(ref)]

    def first(self, ref: str | None) -> Json | None:
        """The span of one quote, or None where there is none to find."""
        return self.spans(ref)[0] if ref else None

    def _at(self, start: int, quote: str) -> Json:
        paragraph = self.text.count("\n\n", 0, start) + 1
        return {"quote": quote, "start": start, "end": start + len(quote), "paragraph": paragraph}


# --- a story's coding --------------------------------------------------------------------------------------


def coding_of(name: str) -> Json:
    """The coding of a story, built from its `coding.toml`.

    Raises:
        InputError: A quote is not in the story, or the coding has a key that is not known.
    """
    path = STORIES / name / "coding.toml"
    brief = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {"title", "published", "published_in", "dateline", "dateline_place", "source", *LISTS}
    if unknown := set(brief) - known:
        raise InputError(f"unknown keys {sorted(unknown)}", place=str(path), mend=f"Use {', '.join(sorted(known))}.")
    text = story_text(name)
    quotes = Quotes(text, str(path.relative_to(HERE)))
    rows = {key: [_options(row) for row in brief.get(key, [])] for key in LISTS}
    published = brief["published"].isoformat() if "published" in brief else None
    evidence = quotes.first(brief.get("published_in"))
    relations = [_relation(number, row, options, quotes, published) for number, (row, options) in enumerate(rows["relations"], start=1)]
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return {
        "meta": {"title": brief["title"], "source_file": "story.txt", "sha256": digest, "characters": len(text)},
        "article": {
            "id": name,
            "datePublished": published,
            "dateEvidence": evidence,
            "dateline": quotes.first(brief.get("dateline")),
            "datelinePlace": brief.get("dateline_place"),
            "language": "en",
            "sha256": digest,
            "characters": len(text),
            "source": brief.get("source"),
        },
        "entities": [_entity(row, options, quotes) for row, options in rows["entities"]],
        "events": [_event(row, options, quotes) for row, options in rows["events"]],
        "dates": [_dating(row, quotes, published, evidence) for row, _ in rows["dates"]],
        "casualties": [_figure(row, options, quotes) for row, options in rows["casualties"]],
        "relations": relations,
        "topics": [{"id": row[0], "label": row[1], "mentions": quotes.all(row[2:])} for row, _ in rows["topics"]],
        "statements": [_statement(row, quotes, relations) for row, _ in rows["statements"]],
        "times": [{**span, "type": row[1], "value": row[2]} for row, _ in rows["times"] for span in quotes.spans(row[0])],
        "problems": [{"kind": row[0], "reason": row[1], "span": quotes.first(row[2] if row[2:] else None)} for row, _ in rows["problems"]],
        "accept": _accept(rows, relations, quotes),
        "never": [[row[0], _predicate(row[1]), row[2], row[3].split() if row[3:] else BASES] for row, _ in rows["never"]],
    }


def _options(row: Row) -> tuple[Row, Json]:
    return (row[:-1], row[-1]) if isinstance(row[-1], dict) else (row, {})


def _predicate(word: str) -> str:
    return f"{OTHER_PREFIXES.get(word, 'sikg')}:{word}"


def _entity(row: Row, options: Json, quotes: Quotes) -> Json:
    entity: Json = {"id": row[0], "class": row[1], "label": row[2], "altLabels": options.get("alt", []), "mentions": quotes.all(row[3:])}
    entity["named"] = options.get("named", row[1] != "Group")
    known = {"isoAlpha2": options.get("iso"), "facilityType": options.get("facility"), "rank": options.get("rank")}
    known |= {"optional": options.get("optional")}
    return entity | {key: value for key, value in known.items() if value}


def _event(row: Row, options: Json, quotes: Quotes) -> Json:
    status = options.get("status", "occurred")
    return {
        "id": row[0],
        "class": row[1],
        "label": row[2],
        "altLabels": options.get("alt", []),
        "eventTypes": row[3].split(),
        "status": status,
        "mentions": quotes.all(row[4:]),
    }


def window(when: str | list[str]) -> tuple[list[str | None], str | None]:
    """The four bounds and the precision of a brief date.

    "2021-03-14", "2021-03" and "2021" are a day, a month, a year; "2011.." began then and has no known end; a list
    gives the four bounds themselves, "" for unknown.
    """
    if isinstance(when, list):
        return [day or None for day in when], None
    parts = [int(part) for part in when.removesuffix("..").split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if len(parts) == 3:
        first = last = date(*parts)
    else:
        first, last = date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
    begin: list[str | None] = [first.isoformat(), last.isoformat()]
    end: list[str | None] = [None, None] if when.endswith("..") else begin
    return [*begin, *end], ("year", "month", "day")[len(parts) - 1]


def _dating(row: Row, quotes: Quotes, published: str | None, header: Json | None) -> Json:
    event, when, verbatim, basis, *evidence = row
    bounds, precision = window(when)
    relative = basis != "stated"
    return {
        "event": event,
        **dict(zip(BOUNDS, bounds, strict=True)),
        "precision": precision,
        "verbatim": verbatim,
        "basis": basis,
        "anchorDate": published if relative else None,
        "evidence": quotes.all(evidence or [verbatim]) + ([header] if relative and header else []),
    }


def figure_bounds(qualifier: str, number: int | list[int]) -> tuple[int | None, int | None, int | None]:
    """Lower bound, upper bound and best estimate of a number as worded: "more than 30" is 31 at the least."""
    if isinstance(number, list):
        return number[0], number[1], None
    return {
        "exactly": (number, number, number),
        "at-least": (number, None, None),
        "more-than": (number + 1, None, None),
        "about": (None, None, number),
        "at-most": (None, number, None),
    }[qualifier]


def _figure(row: Row, options: Json, quotes: Quotes) -> Json:
    event, kind, qualifier, number, verbatim, basis, *evidence = row
    lower, upper, best = figure_bounds(qualifier, number)
    return {
        "event": event,
        "kind": kind,
        "lowerBound": lower,
        "upperBound": upper,
        "bestEstimate": best,
        "qualifier": qualifier,
        "verbatim": verbatim,
        "amongGroup": options.get("among"),
        "attributedTo": options.get("by"),
        "basis": basis,
        "evidence": quotes.all(evidence),
    }


def _relation(number: int, row: Row, options: Json, quotes: Quotes, published: str | None) -> Json:
    subject, word, target, basis, *evidence = row
    given = options.get("valid", ["", published, published, ""] if word in LASTING and published else None)
    relation: Json = {
        "id": f"R{number:02}",
        "subject": subject,
        "predicate": _predicate(word),
        "object": target,
        "basis": basis,
        "attributedTo": options.get("by"),
        "validity": {key: day or None for key, day in zip(BOUNDS, given, strict=True)} if given else None,
        "confidence": 1.0,
        "rule": "hand",
        "evidence": quotes.all(evidence),
    }
    return relation | ({"optional": True} if options.get("optional") else {})


def _statement(row: Row, quotes: Quotes, relations: list[Json]) -> Json:
    speaker, form, words, attribution = row
    text = quotes.spans(words)[0]
    said = [r["id"] for r in relations if r["attributedTo"] == speaker and any(_inside(e, text) for e in r["evidence"])]
    return {"speaker": speaker, "form": form, "text": text, "attribution": quotes.spans(attribution)[0], "claims": said}


def _inside(inner: Json, outer: Json) -> bool:
    return bool(outer["start"] <= inner["start"] and inner["end"] <= outer["end"])


def _accept(rows: dict[str, list[tuple[Row, Json]]], relations: list[Json], quotes: Quotes) -> Json:
    """What is right beside the coding: halves of an event told twice, other classes, any basis, one of several, other entities."""
    options = [(relation["id"], options) for relation, (_, options) in zip(relations, rows["relations"], strict=True)]
    groups: dict[str, list[str]] = {}
    for ident, option in options:
        if "either" in option:
            groups.setdefault(option["either"], []).append(ident)
    split = [row[0] for row, _ in rows["events"] if len(row) > 5] + [row[0] for row, option in rows["entities"] if option.get("split")]
    return {
        "split": split,
        "classes": {row[0]: option["or"] for row, option in rows["entities"] if "or" in option},
        "any_basis": [ident for ident, option in options if option.get("any")],
        "any_of": list(groups.values()),
        "entities": [{**span, "class": cls} for row, _ in rows["also"] for span in quotes.spans(row[0]) for cls in row[1:]],
    }


def as_json(coding: Json) -> str:
    """The coding as the text of its file: one row of a list a line, so that a difference shows what changed."""
    lines = []
    for key, value in coding.items():
        if isinstance(value, list) and value:
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f"{json.dumps(key)}: [\n{rows}\n ]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def main() -> None:
    """Write the `coding.json` of every story anew."""
    for name in story_names():
        (STORIES / name / "coding.json").write_text(as_json(coding_of(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
