"""The hand-coded test corpus: short stories with their codings, and exchanges of the seed article.

What comes in are files that people write: `stories/<name>/story.txt` with `coding.toml`, the coding in brief, where
every span is a quote; and `exchanges/<name>.csv`, tables of words to put for others. What goes out are codings in the
shape of `gold/seed.json`, with the offsets counted: `coding_of(name)` for a story, `exchanged(name)` for the seed
article told of other people and places. Run as a program, it writes `stories/*/coding.json` anew. It never reads what
the extraction makes of a text: truth comes from the hand alone. `stories/README.md` and `exchanges/README.md` give the
two forms.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import tomllib
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import InputError

HERE = Path(__file__).parent
STORIES = HERE / "stories"
EXCHANGES = HERE / "exchanges"
SEED_CODING = HERE / "gold" / "seed.json"
SEED_TEXT = HERE.parent / "seeds" / "articles" / "000_8bd47fad0ceba9bf.txt"

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


def exchange_names() -> list[str]:
    """The names of the exchange tables, sorted."""
    return sorted(path.stem for path in EXCHANGES.glob("*.csv"))


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


# --- exchanges of the seed article -------------------------------------------------------------------------

WORDED = {"label", "altLabels", "verbatim", "rank", "value", "datePublished", "anchorDate", "isoAlpha2", *BOUNDS}


@dataclass(frozen=True, slots=True)
class Exchange:
    """What to put for what: words of the text, whole values of the coding, and single fields of one row ("C01.lowerBound")."""

    words: dict[str, str]
    values: dict[str, str]
    fields: dict[str, str | int | None]

    def pieces(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and new words of everything in the text that is exchanged, in order: the longest words win."""
        longest_first = sorted(self.words, key=lambda words: (-len(words), words))
        pattern = "|".join(
            (r"(?<!\w)" if re.match(r"\w", words) else "") + re.escape(words) + (r"(?!\w)" if re.search(r"\w$", words) else "")
            for words in longest_first
        )
        return [(m.start(), m.end(), self.words[m.group()]) for m in re.finditer(pattern, text)] if pattern else []

    def reworded(self, text: str) -> str:
        """The text with every word exchanged, each once."""
        done, out = 0, []
        for start, end, words in self.pieces(text):
            out += [text[done:start], words]
            done = end
        return "".join([*out, text[done:]])


def read_exchange(name: str) -> Exchange:
    """The table `exchanges/<name>.csv`; raises InputError for a row that says neither words, value nor field."""
    path = EXCHANGES / f"{name}.csv"
    tables: dict[str, dict[str, str]] = {"words": {}, "value": {}, "field": {}}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if row["what"] not in tables or row["from"] in tables[row["what"]]:
                raise InputError(
                    f"row {row} is unknown or repeated", place=f"{path.name}:{number}", mend="Write words, value or field, once each."
                )
            tables[row["what"]][row["from"]] = row["to"]
    return Exchange(tables["words"], tables["value"], {key: _literal(value) for key, value in tables["field"].items()})


def _literal(value: str) -> str | int | None:
    if value == "null":
        return None
    return int(value) if value.isdigit() else value


def exchanged(name: str) -> tuple[str, Json]:
    """The seed article and its coding after an exchange: offsets counted anew, ids as they were.

    Raises:
        InputError: A span of the coding cannot follow, because the table exchanges only a part of it as one piece.
    """
    exchange = read_exchange(name)
    text = SEED_TEXT.read_bytes().decode("utf-8")
    mover = _Mover(exchange, text, exchange.reworded(text), exchange.pieces(text), name)
    coding = mover.row(json.loads(SEED_CODING.read_text(encoding="utf-8")))
    for target, value in exchange.fields.items():
        ident, _, field = target.rpartition(".")
        row = next(row for key in ("entities", "dates", "casualties", "relations") for row in coding[key] if row["id"] == ident)
        row[field] = value
    measured = {"sha256": hashlib.sha256(mover.new.encode("utf-8")).hexdigest(), "characters": len(mover.new)}
    coding["article"] |= measured
    coding["meta"] |= {**measured, "bytes": len(mover.new.encode("utf-8")), "source_file": f"{name}.txt"}
    return mover.new, coding


@dataclass(frozen=True, slots=True)
class _Mover:
    """Carries spans and values of a coding over to the exchanged text."""

    exchange: Exchange
    old: str
    new: str
    pieces: list[tuple[int, int, str]]
    name: str

    def row(self, row: Json) -> Json:
        """An object of the coding after the exchange, without its notes, which speak of the seed."""
        moved = {key: self._value(child, key) for key, child in row.items() if key != "notes"}
        return {**moved, **self.span(row)} if {"start", "end", "quote"} <= set(row) else moved

    def _value(self, value: object, key: str) -> object:
        """A value after the exchange: labels, wordings and days change, ids and classes stay."""
        if isinstance(value, dict):
            return self.row(value)
        if isinstance(value, list):
            return [self._value(child, key) for child in value]
        if isinstance(value, str) and key in WORDED:
            return self.exchange.values.get(value, self.exchange.reworded(value))
        return value

    def span(self, span: Json) -> Json:
        """The span in the new text: shifted, or found again inside a piece that was exchanged as a whole around it."""
        start, end = span["start"], span["end"]
        for a, b, words in self.pieces:
            if a <= start and end <= b and (a, b) != (start, end):
                return self._nested(span, a, b, words)
        moved = {"start": self._edge(start, opens=True), "end": self._edge(end, opens=False)}
        return {**moved, "quote": self.new[moved["start"] : moved["end"]]}

    def _edge(self, at: int, *, opens: bool) -> int:
        """Where a span that opens or closes at this offset does so in the new text, also in the middle of a piece."""
        for a, b, words in self.pieces:
            if a < at < b:
                part = self.exchange.reworded(self.old[at:b] if opens else self.old[a:at])
                fits = words.casefold().endswith(part.casefold()) if opens else words.casefold().startswith(part.casefold())
                if not fits:
                    raise InputError(f"{words!r} cuts a span at {part!r}", place=self.name, mend="Make the row of the table shorter.")
                return self._shift(a) + (len(words) - len(part) if opens else len(part))
        return self._shift(at)

    def _nested(self, span: Json, a: int, b: int, words: str) -> Json:
        quote = self.exchange.reworded(span["quote"])
        before = [at for at in occurrences(self.old[a:b], span["quote"]) if at < span["start"] - a]
        after = occurrences(words, quote)
        if len(after) <= len(before):
            raise InputError(f"{quote!r} is not in {words!r}", place=self.name, mend=f"Keep the words for {span['quote']!r} in it.")
        start = self._shift(a) + after[len(before)]
        return {"start": start, "end": start + len(quote), "quote": quote}

    def _shift(self, at: int) -> int:
        past = self.pieces[: bisect_right([end for _, end, _ in self.pieces], at)]
        return at + sum(len(words) - (end - start) for start, end, words in past)


def main() -> None:
    """Write the `coding.json` of every story anew."""
    for name in story_names():
        (STORIES / name / "coding.json").write_text(as_json(coding_of(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
