"""The knowledge the grammar works with: tables in `ontology/lexicon/` and `seeds/catalogue/`, typed and checked.

Comes in: CSV files, one idea a file, each with a header, a `source` and a `note` column. Goes out: a `Lexicon` of
word tables and a `Catalogue` of known actors, missions, organisations and sites. Every row is checked when it is
loaded: classes, event types, weapon types and facility types against the ontology, numbers and patterns against
their form. Does not read text.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from kg import ontology
from kg.errors import KnowledgeError

Row = TypeVar("Row")
_FOLDED_WORD = re.compile(r"[^\W_]+")
_DROPPED = str.maketrans("", "", ".'’ʼ‘`´")
LEXICON = "ontology/lexicon"
CATALOGUE = "seeds/catalogue"


def folded(text: str) -> str:
    """A name as it is compared: words without case, accents, hyphens, full stops and apostrophes, one blank apart."""
    plain = unicodedata.normalize("NFKD", text.translate(_DROPPED))
    return " ".join(_FOLDED_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold()))


@dataclass(frozen=True)
class PhraseTable(Generic[Row]):
    """Rows found by the words of their phrase; the longest phrase at a place wins."""

    rows: Mapping[tuple[str, ...], Row]
    longest_phrase: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "longest_phrase", max(map(len, self.rows), default=0))

    def at(self, words: Sequence[str], start: int) -> tuple[Row, int] | None:
        """The row of the longest phrase that begins at `start`, and the position after it."""
        for end in range(min(len(words), start + self.longest_phrase), start, -1):
            row = self.rows.get(tuple(words[start:end]))
            if row is not None:
                return row, end
        return None

    def ending(self, words: Sequence[str], end: int) -> tuple[Row, int] | None:
        """The row of the longest phrase that ends before `end`, and the position where it begins."""
        for start in range(max(0, end - self.longest_phrase), end):
            row = self.rows.get(tuple(words[start:end]))
            if row is not None:
                return row, start
        return None

    def get(self, phrase: str) -> Row | None:
        """The row of exactly this phrase."""
        return self.rows.get(tuple(phrase.split()))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event: its class and type, how its arguments stand, the harm it does, how sure it is."""

    lemma: str
    pos: str
    cls: str
    event_type: str
    frame: str
    harm: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A word with one classification: a weapon type, a group kind, a title kind, a support frame, …"""

    lemma: str
    value: str


@dataclass(frozen=True, slots=True)
class Site:
    """A noun for a built site: its class and its facility type."""

    lemma: str
    cls: str
    facility_type: str


@dataclass(frozen=True, slots=True)
class OrganisationWord:
    """A word that heads an organisation's name, or describes an organisation."""

    word: str
    cls: str
    position: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A vague quantity and the numbers that are compatible with it."""

    phrase: str
    lower: int | None
    upper: int | None
    best: int | None


@dataclass(frozen=True, slots=True)
class Number:
    """A number word: its value, and whether it is a cardinal, an ordinal or a multiplier."""

    word: str
    value: int
    kind: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words before or after a number that bound it."""

    phrase: str
    qualifier: str
    position: str


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word of time: its kind and its value in the notation of TIMEX3 or a count of days."""

    word: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """A pattern of page furniture."""

    pattern: re.Pattern[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Relational:
    """A word that relates two things: the predicate it stands for and which way round.

    `form` says where it stands: "modifier" ("Somalia-based group": the thing described is the subject),
    "verb", "noun" ("headquarters of"), "preposition".
    `direction` is "forward" when the thing described (or the verb's subject) is the subject of the predicate.
    """

    word: str
    form: str
    predicate: str
    direction: str


@dataclass(frozen=True)
class Lexicon:
    """All word tables."""

    verbs: PhraseTable[Trigger]
    nouns: PhraseTable[Trigger]
    support: PhraseTable[Kind]
    weapons: PhraseTable[Kind]
    sites: PhraseTable[Site]
    assets: PhraseTable[Kind]
    places: PhraseTable[Kind]
    ranks: PhraseTable[Kind]
    honorifics: PhraseTable[Kind]
    posts: PhraseTable[Kind]
    groups: PhraseTable[Kind]
    organisation_heads: PhraseTable[OrganisationWord]
    organisation_nouns: PhraseTable[OrganisationWord]
    event_heads: PhraseTable[Trigger]
    reporting: PhraseTable[Kind]
    statements: PhraseTable[Kind]
    modality: PhraseTable[Kind]
    numbers: Mapping[str, Number]
    quantities: PhraseTable[Quantity]
    hedges: PhraseTable[Hedge]
    times: Mapping[str, tuple[TimeWord, ...]]
    furniture: tuple[Furniture, ...]
    relational: PhraseTable[tuple[Relational, ...]]
    portfolios: frozenset[str]
    particles: frozenset[str]
    spelling: Mapping[str, str]
    stand_ins: Mapping[str, str]
    ordinary: frozenset[str]

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is an ordinary one that a table lists, so that its capital may be due to its place."""
        return word.casefold() in self.ordinary


@dataclass(frozen=True, slots=True)
class State:
    """A state with the words that name it, its land and its people."""

    id: str
    label: str
    iso2: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str


@dataclass(frozen=True, slots=True)
class Known:
    """A known actor, mission or site: facts from outside the article, used to recognise it and to name it."""

    id: str
    label: str
    cls: str
    names: tuple[str, ...]
    country: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    facility_type: str = ""


@dataclass(frozen=True, slots=True)
class BodyRule:
    """How names of state bodies are made: words around {state} or {adjective}."""

    before: tuple[str, ...]
    slot: str
    after: tuple[str, ...]
    cls: str


@dataclass(frozen=True)
class Catalogue:
    """Known states, actors, missions and sites, by id."""

    states: Mapping[str, State]
    known: Mapping[str, Known]
    bodies: tuple[BodyRule, ...]


# --- reading tables ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row of a table with its place, for errors that name it."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        value = self.cells[column]
        allowed = tuple(allowed)
        if value not in allowed:
            near = difflib.get_close_matches(value, allowed, 1)
            hint = f"Did you mean {near[0]}? " if near else f"Known: {', '.join(sorted(allowed)[:12])}. "
            raise KnowledgeError(f"no {column} {value!r}", place=self.place, mend=hint + "Correct the row, or add the term to the ontology.")
        return value

    def number(self, column: str) -> int | None:
        value = self.cells[column]
        if not value:
            return None
        if not value.isdecimal():
            raise KnowledgeError(f"{column} {value!r} is not a whole number", place=self.place, mend="Write digits only, or leave it empty.")
        return int(value)


def read_table(path: Path, columns: Sequence[str]) -> Iterator[_Cells]:
    """The rows of a CSV table, each with its file and line.

    Raises:
        KnowledgeError: The file is missing or not UTF-8, a column is missing, or a row has too few or too many cells.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            header = next(reader, [])
            missing = [c for c in (*columns, "source", "note") if c not in header]
            if missing:
                mend = f"The header must name {', '.join((*columns, 'source', 'note'))}."
                raise KnowledgeError(f"no column {', '.join(missing)}", place=f"{path}:1", mend=mend)
            for cells in reader:
                place = f"{path}:{reader.line_num}"
                if len(cells) != len(header):
                    raise KnowledgeError(
                        f"{len(cells)} cells where the header has {len(header)}", place=place, mend="Quote cells that hold a comma."
                    )
                yield _Cells(place, dict(zip(header, (c.strip() for c in cells), strict=True)))
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"cannot be read: {error}", place=str(path), mend="Restore the table from the project.") from error


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _table(rows: Iterable[tuple[str, Row]]) -> PhraseTable[Row]:
    return PhraseTable({form: row for words, row in rows for form in _forms(words)})


def _forms(text: str) -> set[tuple[str, ...]]:
    """The ways a tokenizer may cut a phrase: whole words, or hyphens and full stops as tokens of their own."""
    forms = {_phrase(text)}
    if "-" in text:
        forms.add(_phrase(text.replace("-", " - ")))
    if "." in text:
        forms |= {_phrase(text.replace(".", "")), _phrase(text.replace(".", " . "))}
    return forms


def _folded(rows: Iterable[tuple[str, Row]]) -> PhraseTable[Row]:
    return _table((words.casefold(), row) for words, row in rows)


FRAMES = (
    "agent-target",
    "agent-victim",
    "reciprocal",
    "theme",
    "agent-weapon",
    "agent",
    "experiencer",
    "operation",
    "meeting",
)
HARMS = ("", "killed", "injured", "hostage", "missing", "captured")


def _trigger(row: _Cells, terms: ontology.Ontology) -> Trigger:
    return Trigger(
        lemma=row["lemma"],
        pos=row.one_of("pos", ("verb", "noun")),
        cls=row.one_of("class", ("Attack", "Incident", "MilitaryOperation", "Meeting")),
        event_type=row.one_of("event_type", terms.slugs("event-type")),
        frame=row.one_of("frame", FRAMES),
        harm=row.one_of("harm", HARMS),
        strong=row.one_of("certainty", ("strong", "weak")) == "strong",
    )


def load(folder: Path | None = None) -> Lexicon:
    """The lexicon in a folder of tables, by default the one that comes with the package.

    Raises:
        KnowledgeError: A table is missing, or a row does not fit; names file, line and mend.
    """
    return _load(folder or ontology.locate(LEXICON))


@cache
def _load(folder: Path) -> Lexicon:
    terms = ontology.load()

    def kinds(name: str, word: str, value: str, allowed: Iterable[str] | None = None) -> list[tuple[str, Kind]]:
        rows = read_table(folder / f"{name}.csv", (word, value))
        return [(r[word], Kind(r[word], r.one_of(value, allowed) if allowed else r[value])) for r in rows]

    triggers = [_trigger(r, terms) for r in read_table(folder / "triggers.csv", ("lemma", "pos", "class", "event_type", "frame", "harm", "certainty"))]
    titles = kinds("titles", "title", "kind", ("rank", "honorific", "post"))
    bodies = [
        OrganisationWord(r["word"], r.one_of("class", terms.classes), r.one_of("position", ("head", "noun")))
        for r in read_table(folder / "organisations.csv", ("word", "class", "position"))
    ]
    reporting = [
        (r["lemma"], r.one_of("pos", ("verb", "noun", "phrase")), Kind(r["lemma"], r["form"]))
        for r in read_table(folder / "reporting.csv", ("lemma", "pos", "form"))
    ]
    sites = [
        Site(r["lemma"], r.one_of("class", terms.classes), r.one_of("facility_type", terms.slugs("target-type")))
        for r in read_table(folder / "facilities.csv", ("lemma", "class", "facility_type"))
    ]
    return Lexicon(
        verbs=_table((t.lemma, t) for t in triggers if t.pos == "verb"),
        nouns=_table((t.lemma, t) for t in triggers if t.pos == "noun"),
        support=_table(kinds("support_verbs", "lemma", "frame", ("agent", "target", "happen", "claim", "cause"))),
        weapons=_table(kinds("weapons", "lemma", "weapon_type", terms.slugs("weapon-type"))),
        sites=_table((s.lemma, s) for s in sites),
        assets=_table(kinds("assets", "lemma", "kind")),
        places=_table(kinds("places", "lemma", "kind")),
        ranks=_folded((t, k) for t, k in titles if k.value == "rank"),
        honorifics=_folded((t, k) for t, k in titles if k.value == "honorific"),
        posts=_folded((t, k) for t, k in titles if k.value == "post"),
        groups=_table(kinds("groups", "lemma", "kind")),
        organisation_heads=_folded((b.word, b) for b in bodies if b.position == "head"),
        organisation_nouns=_folded((b.word, b) for b in bodies if b.position == "noun"),
        event_heads=_table((t.lemma, t) for t in triggers if t.pos == "noun" and t.cls in ("Meeting", "MilitaryOperation")),
        reporting=_table((word, kind) for word, pos, kind in reporting if pos != "noun"),
        statements=_table((word, kind) for word, pos, kind in reporting if pos == "noun"),
        modality=_table(kinds("modality", "lemma", "status", terms.slugs("status"))),
        numbers={
            r["word"]: Number(r["word"], r.number("value") or 0, r.one_of("kind", ("cardinal", "ordinal", "multiplier")))
            for r in read_table(folder / "numbers.csv", ("word", "value", "kind"))
        },
        quantities=_table(
            (r["phrase"], Quantity(r["phrase"], r.number("lower"), r.number("upper"), r.number("best")))
            for r in read_table(folder / "quantities.csv", ("phrase", "lower", "upper", "best"))
        ),
        hedges=_table(
            (r["phrase"], Hedge(r["phrase"], r.one_of("qualifier", terms.slugs("qualifier")), r.one_of("position", ("before", "after"))))
            for r in read_table(folder / "qualifiers.csv", ("phrase", "qualifier", "position"))
        ),
        times=_grouped(
            (r["word"].casefold(), TimeWord(r["word"], r["kind"], r["value"])) for r in read_table(folder / "times.csv", ("word", "kind", "value"))
        ),
        furniture=tuple(_furniture(r) for r in read_table(folder / "furniture.csv", ("pattern", "kind"))),
        relational=_relational(folder / "relational.csv", terms),
        portfolios=frozenset(r["word"].casefold() for r in read_table(folder / "portfolios.csv", ("word",))),
        particles=frozenset(r["word"] for r in read_table(folder / "particles.csv", ("word",))),
        spelling={r["american"]: r["british"] for r in read_table(folder / "spelling.csv", ("american", "british"))},
        stand_ins={r["kind"]: r["word"] for r in read_table(folder / "stand_ins.csv", ("kind", "word"))},
        ordinary=_ordinary(folder),
    )


def _ordinary(folder: Path) -> frozenset[str]:
    """Single words in lower case from the tables of common words."""
    columns = {"triggers": "lemma", "groups": "lemma", "weapons": "lemma", "assets": "lemma", "places": "lemma", "facilities": "lemma"}
    columns |= {"reporting": "lemma", "modality": "lemma", "numbers": "word", "support_verbs": "lemma"}
    words = (r[column] for name, column in columns.items() for r in read_table(folder / f"{name}.csv", (column,)))
    singles = {w for w in words if w.islower() and " " not in w}
    return frozenset(singles | {w + "s" for w in singles})


def _grouped(rows: Iterable[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    out: dict[str, tuple[Row, ...]] = {}
    for key, row in rows:
        out[key] = (*out.get(key, ()), row)
    return out


def _furniture(row: _Cells) -> Furniture:
    try:
        return Furniture(re.compile(row["pattern"], re.IGNORECASE), row["kind"])
    except re.error as error:
        raise KnowledgeError(f"not a regular expression: {error}", place=row.place, mend="Correct the pattern.") from error


def _relational(path: Path, terms: ontology.Ontology) -> PhraseTable[tuple[Relational, ...]]:
    predicates = {p.curie for p in terms.properties.values()}
    rows = [
        Relational(
            r["word"],
            r.one_of("form", ("modifier", "verb", "noun", "preposition")),
            r.one_of("predicate", predicates),
            r.one_of("direction", ("forward", "backward")),
        )
        for r in read_table(path, ("word", "form", "predicate", "direction"))
    ]
    return _table(_grouped((r.word, r) for r in rows).items())


# --- the catalogue -----------------------------------------------------------------------------------------


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue in a folder of tables, by default the one that comes with the package.

    Raises:
        KnowledgeError: A table is missing, or a row does not fit; names file, line and mend.
    """
    return _load_catalogue(folder or ontology.locate(CATALOGUE))


@cache
def _load_catalogue(folder: Path) -> Catalogue:
    terms = ontology.load()
    states = {
        r["id"]: State(
            id=r["id"],
            label=r["label"],
            iso2=r["iso2"],
            names=(r["label"], *r.many("aliases")),
            adjectives=r.many("adjectives"),
            people=r.many("people"),
            capital=r["capital"],
        )
        for r in read_table(folder / "states.csv", ("id", "label", "iso2", "aliases", "adjectives", "people", "capital"))
    }

    def known(name: str, columns: Sequence[str], make: Callable[[_Cells], Known]) -> dict[str, Known]:
        return {r["id"]: make(r) for r in read_table(folder / f"{name}.csv", ("id", "label", "aliases", "country", *columns))}

    def names(row: _Cells, *columns: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([row["label"], *(n for c in columns for n in row.many(c))]))

    groups = known(
        "armed_groups",
        ("abbreviation", "kind"),
        lambda r: Known(r["id"], r["label"], "ArmedGroup", names(r, "abbreviation", "aliases"), r.many("country")),
    )
    missions = known(
        "missions",
        ("abbreviation", "organisation", "kind", "begin", "end"),
        lambda r: Known(r["id"], r["label"], "Mission", names(r, "abbreviation", "aliases"), r.many("country"), r.many("organisation")),
    )
    organisations = known(
        "organisations",
        ("class", "abbreviation", "kind"),
        lambda r: Known(r["id"], r["label"], r.one_of("class", terms.classes), names(r, "abbreviation", "aliases"), r.many("country")),
    )
    sites = known(
        "facilities",
        ("class", "facility_type", "operator"),
        lambda r: Known(
            r["id"],
            r["label"],
            r.one_of("class", terms.classes),
            names(r, "aliases"),
            r.many("country"),
            r.many("operator"),
            r.one_of("facility_type", terms.slugs("target-type")),
        ),
    )
    bodies = tuple(_body_rule(r, terms) for r in read_table(folder / "force_rules.csv", ("pattern", "class")))
    return Catalogue(states, {**groups, **missions, **organisations, **sites}, bodies)


def _body_rule(row: _Cells, terms: ontology.Ontology) -> BodyRule:
    parts = re.split(r"\{(state|adjective)\}", row["pattern"])
    if len(parts) != 3:
        raise KnowledgeError(
            f"pattern {row['pattern']!r} has no single {{state}} or {{adjective}}", place=row.place, mend="Write it once, in braces."
        )
    return BodyRule(_phrase(parts[0].casefold()), parts[1], _phrase(parts[2].casefold()), row.one_of("class", terms.classes))
