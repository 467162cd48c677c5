"""The seed article told of other people, places, numbers or days, with its coding.

What comes in are tables that people write, `exchanges/<name>.csv`: words to put for others; the seed article; and its
hand coding. What goes out is `exchanged(name)`: the new text, and a coding of the same shape with the same ids, the
offsets counted anew. `exchanges/README.md` gives the form of a table.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.errors import InputError
from tests.corpus import BOUNDS, HERE, Json, occurrences

EXCHANGES = HERE / "exchanges"
SEED_CODING = HERE / "gold" / "seed.json"
SEED_TEXT = HERE.parent / "seeds" / "articles" / "000_8bd47fad0ceba9bf.txt"

WORDED = {"label", "altLabels", "verbatim", "rank", "value", "datePublished", "anchorDate", "isoAlpha2", *BOUNDS}


def exchange_names() -> list[str]:
    """The names of the exchange tables, sorted."""
    return sorted(path.stem for path in EXCHANGES.glob("*.csv"))


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
