"""Tables of knowledge: CSV files read row by row with their places, and rows found by the words of a phrase.

Comes in: a CSV file with a header, whose last columns are `source` and `note`. Goes out: `Row`s that answer for
their own cells and name file and line where one does not fit, and `PhraseTable`s. What a table means is said
where it is loaded: `kg.lexicon` and `kg.catalogue`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from kg.errors import KnowledgeError
from kg.ontology import nearest

T = TypeVar("T")
Words = tuple[str, ...]
MANY_AT_MOST = 12  # values that a message names
_FOLDED_WORD = re.compile(r"[^\W_]+")
_DROPPED = str.maketrans("", "", ".'’ʼ‘`´")


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """A name as it is compared: words without case, accents, hyphens, full stops and apostrophes, one blank apart."""
    plain = unicodedata.normalize("NFKD", text.translate(_DROPPED))
    return " ".join(_FOLDED_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold()))


def grouped(rows: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """The values of each key, in the order they come."""
    out: dict[str, tuple[T, ...]] = {}
    for key, row in rows:
        out[key] = (*out.get(key, ()), row)
    return out


# --- phrases -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PhraseTable(Generic[T]):
    """Rows found by the words of their phrase; the longest phrase at a place wins."""

    rows: Mapping[Words, T]
    _beginning: Mapping[str, tuple[int, ...]] = field(init=False, repr=False)  # first word -> lengths, longest first
    _ending: Mapping[str, tuple[int, ...]] = field(init=False, repr=False)  # last word -> lengths, longest first

    def __post_init__(self) -> None:
        object.__setattr__(self, "_beginning", _lengths(self.rows, 0))
        object.__setattr__(self, "_ending", _lengths(self.rows, -1))

    @property
    def first_words(self) -> Set[str]:
        """The words that phrases begin with."""
        return self._beginning.keys()

    def at(self, words: Sequence[str], start: int) -> tuple[T, int] | None:
        """The row of the longest phrase that begins at `start`, and the position after it."""
        lengths = self._beginning.get(words[start]) if start < len(words) else None
        for length in lengths or ():
            end = start + length
            row = self.rows.get(tuple(words[start:end])) if end <= len(words) else None
            if row is not None:
                return row, end
        return None

    def ending(self, words: Sequence[str], end: int) -> tuple[T, int] | None:
        """The row of the longest phrase that ends before `end`, and the position where it begins."""
        lengths = self._ending.get(words[end - 1]) if 0 < end <= len(words) else None
        for length in lengths or ():
            start = end - length
            row = self.rows.get(tuple(words[start:end])) if start >= 0 else None
            if row is not None:
                return row, start
        return None

    def get(self, phrase: str) -> T | None:
        """The row of exactly this phrase."""
        return self.rows.get(tuple(phrase.split()))


def _lengths(phrases: Iterable[Words], at: int) -> dict[str, tuple[int, ...]]:
    """How long the phrases are that have a word at their begin (0) or end (-1), so that most words need no look-up."""
    out: dict[str, set[int]] = {}
    for phrase in phrases:
        if phrase:
            out.setdefault(phrase[at], set()).add(len(phrase))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in out.items()}


def phrase_table(rows: Iterable[tuple[str, T]], *, any_case: bool = False) -> PhraseTable[T]:
    """The rows by their phrases, in every way that a tokenizer may cut these; folded to lower case if asked."""
    return PhraseTable({form: row for phrase, row in rows for form in _forms(phrase.casefold() if any_case else phrase)})


def _forms(phrase: str) -> set[Words]:
    """Whole words, or hyphens and full stops as tokens of their own, or full stops left out."""
    forms = [phrase]
    if "-" in phrase:
        forms.append(phrase.replace("-", " - "))
    if "." in phrase:
        forms += [phrase.replace(".", ""), phrase.replace(".", " . ")]
    return {tuple(form.split()) for form in forms}


# --- reading -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, and its place for errors to name."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, with `|` between them."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """The cell, which must be one of these values."""
        value, known = self.cells[column], sorted(allowed)
        if value not in known:
            hint = nearest(value, known) or f"Known: {', '.join(known[:MANY_AT_MOST])}{', …' if len(known) > MANY_AT_MOST else ''}."
            raise self.error(f"no {column} {value!r}", f"{hint} Correct the row, or add the term to the ontology.")
        return value

    def number(self, column: str) -> int | None:
        """The cell as a whole number, or None where it is empty."""
        value = self.cells[column]
        if value and not (value.isascii() and value.isdecimal()):
            raise self.error(f"{column} {value!r} is not a whole number", "Write digits only, or leave it empty.")
        return int(value) if value else None

    def degrees(self, column: str) -> float:
        """The cell as an angle: a latitude where the column is "lat", else a longitude."""
        value, limit = self.cells[column], 90 if column == "lat" else 180
        try:
            angle = float(value)
        except ValueError:
            raise self.error(f"{column} {value!r} is no number", "Write degrees with a decimal point.") from None
        if not abs(angle) <= limit:
            raise self.error(f"{column} {value} is beyond {limit}", "Write degrees, the latitude first.")
        return angle

    def error(self, problem: str, mend: str) -> KnowledgeError:
        """What is wrong with this row, for the caller to raise."""
        return KnowledgeError(problem, place=self.place, mend=mend)


def read_table(path: Path, columns: Sequence[str], key: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows of a CSV table.

    Args:
        path: The file.
        columns: The columns that are needed, besides `source` and `note`.
        key: The columns that tell rows apart; by default the first. A row may come twice only where `columns` agree.

    Raises:
        KnowledgeError: The file is missing or not UTF-8, a column is missing, a row has too few or too many cells, or
            two rows contradict each other.
    """
    rows = tuple(_rows(path, columns))
    first: dict[Words, Row] = {}
    for row in rows:
        held = first.setdefault(tuple(row[c] for c in key or columns[:1]), row)
        if any(held[c] != row[c] for c in columns):
            name = " ".join(row[c] for c in key or columns[:1])
            raise row.error(f"{name!r} stands in line {held.place.rpartition(':')[2]} with other values", "Keep one of the two rows.")
    return rows


def _rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    needed = (*columns, "source", "note")
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = next(reader, [])
            if missing := [c for c in needed if c not in header]:
                mend = f"The header must name {', '.join(needed)}."
                raise KnowledgeError(f"no column {', '.join(missing)}", place=f"{path}:1", mend=mend)
            for cells in reader:
                place = f"{path}:{reader.line_num}"
                if len(cells) != len(header):
                    problem = f"{len(cells)} cells where the header has {len(header)}"
                    raise KnowledgeError(problem, place=place, mend="Quote cells that hold a comma.")
                yield Row(place, dict(zip(header, (c.strip() for c in cells), strict=True)))
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"cannot be read: {error}", place=str(path), mend="Restore the table from the project.") from error
    except csv.Error as error:
        raise KnowledgeError(f"not CSV: {error}", place=f"{path}:{reader.line_num}", mend="Correct the quotes of the row.") from error
