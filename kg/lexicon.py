"""The words the grammar works with: the tables in `ontology/lexicon/`, typed and checked.

Comes in: CSV files, one idea a file. Goes out: a `Lexicon` of word tables. Every row is checked when it is loaded:
classes, event types, weapon types and facility types against the ontology, kinds against the lists below, numbers
and patterns against their form. Names of actors and places are no words: they are the `kg.catalogue`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg import ontology, word_rows
from kg.tables import PhraseTable, Row, grouped, phrase_table, read_table
from kg.words import (
    Accusation,
    Furniture,
    Hedge,
    Kind,
    Number,
    OrganisationWord,
    Quantity,
    Relational,
    Site,
    TimeWord,
    Trigger,
)

__all__ = [
    "ARMED_KINDS",
    "Accusation",
    "Furniture",
    "Hedge",
    "Kind",
    "Lexicon",
    "Number",
    "OrganisationWord",
    "Quantity",
    "Relational",
    "Site",
    "TimeWord",
    "Trigger",
    "load",
]

LEXICON = "ontology/lexicon"
PLURALS = (("women", "woman"), ("men", "man"), ("ies", "y"), ("es", ""), ("s", ""))  # of nouns for people

# The values of columns that no scheme of the ontology holds.
SUPPORT_FRAMES = ("agent", "target", "happen", "claim", "cause")
ASSET_KINDS = ("vehicle", "vessel", "aircraft", "infrastructure", "other")
PLACE_KINDS = ("settlement", "region", "natural", "site")
TITLE_KINDS = ("rank", "honorific", "post")
ARMED_KINDS = frozenset(("military", "police", "armed", "attacker"))  # of the kinds of people
GROUP_KINDS = ("military", "police", "armed", "attacker", "civilian", "official", "worker", "people")
REPORTING_FORMS = ("reported", "quoted", "claim", "denial")
BODY_KINDS = ("body", "find", "violence")
NUMBER_KINDS = ("cardinal", "ordinal", "multiplier")
TIME_KINDS = ("month", "weekday", "unit", "daypart", "season", "relative", "reference", "frequency", "holiday")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All word tables. Equal to itself alone, so that what is made of it can be kept by it."""

    verbs: PhraseTable[Trigger]
    nouns: PhraseTable[Trigger]
    support: PhraseTable[Kind]
    weapons: PhraseTable[Kind]
    weapon_signs: Mapping[str, PhraseTable[Kind]]  # part of speech, or "event-type" -> words that imply a weapon
    attack_types: Mapping[str, PhraseTable[Kind]]  # "weapon" or "person" -> weapon type or words -> event type
    weapon_kinds: Mapping[str, str]  # weapon type -> the broader one
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
    accusations: PhraseTable[Accusation]
    plans: tuple[str, ...]
    numbers: Mapping[str, Number]
    quantities: PhraseTable[Quantity]
    hedges: PhraseTable[Hedge]
    times: Mapping[str, tuple[TimeWord, ...]]
    furniture: tuple[Furniture, ...]
    relational: PhraseTable[tuple[Relational, ...]]
    portfolios: frozenset[str]
    particles: frozenset[str]
    function_words: Mapping[str, frozenset[str]]  # language -> its commonest words
    given_names: frozenset[str]  # in lower case
    faiths: frozenset[str]  # in lower case
    bodies: Mapping[str, frozenset[str]]  # "body", "find", "violence" -> words
    spelling: Mapping[str, str]
    stand_ins: Mapping[str, str]
    verb_forms: Mapping[str, str]
    ordinary: frozenset[str]
    other_domains: frozenset[str]
    other_causes: frozenset[str]  # natural causes and accidents
    harms: Mapping[tuple[str, str], str]  # (part of speech, word) -> the harm it says

    @cached_property
    def begins_item(self) -> frozenset[str]:
        """The words, in lower case, with which phrases begin that may be part of a name."""
        titles = (self.ranks, self.posts, self.honorifics)
        tables = (self.sites, *titles, self.organisation_heads, self.organisation_nouns, self.places, self.groups, self.event_heads)
        return frozenset(word for table in tables for word in table.first_words)

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is an ordinary one that a table lists, so that its capital may be due to its place."""
        return word.casefold() in self.ordinary

    def is_for_people(self, word: str) -> bool:
        """Whether a word is a noun for people, or its plural: "gunmen", "Rebels"."""
        return self.groups.get(word.casefold()) is not None or bool(self.person(word))

    def person(self, plural: str) -> str:
        """The singular of a plural noun for people ("Militiamen"), empty for other words."""
        word = plural.casefold()
        singulars = (word.removesuffix(end) + new for end, new in PLURALS if word.endswith(end))
        return next((s for s in singulars if self.groups.get(s) is not None), "")

    def weapon_abbreviation(self, word: str) -> str:
        """The row of a weapon's abbreviation, or of its plural: "ied" for "IED" and "IEDs", empty for other words."""
        short = word.removesuffix("s")
        return short.casefold() if short.isupper() and self.weapons.get(short.casefold()) is not None else ""

    @cached_property
    def harmed(self) -> frozenset[str]:
        """The participles that say what befell somebody: "killed"."""
        return frozenset(word for pos, word in self.harms if pos == "adjective" and word.endswith("ed"))


# --- loading -------------------------------------------------------------------------------------------------


def load(folder: Path | None = None) -> Lexicon:
    """The lexicon in a folder of tables, by default the one that comes with the package.

    Raises:
        KnowledgeError: A table is missing, or a row does not fit; names file, line and mend.
    """
    return _load(folder or ontology.locate(LEXICON))


@cache
def _load(folder: Path) -> Lexicon:
    terms = ontology.load()

    def rows(name: str, *columns: str, key: tuple[str, ...] = ()) -> tuple[Row, ...]:
        return read_table(folder / f"{name}.csv", columns, key)

    def kinds(name: str, word: str, value: str, allowed: Iterable[str]) -> list[tuple[str, Kind]]:
        return [(r[word], Kind(r[word], r.one_of(value, allowed))) for r in rows(name, word, value)]

    found = kinds("bodies", "word", "kind", BODY_KINDS)
    columns = ("lemma", "pos", "class", "event_type", "frame", "harm", "certainty")
    triggers = [word_rows.as_trigger(r, terms) for r in rows("triggers", *columns, key=("lemma", "pos"))]
    titles = kinds("titles", "title", "kind", TITLE_KINDS)
    bodies = [
        word_rows.as_organisation_word(r, terms) for r in rows("organisations", "word", "class", "position", key=("word", "position"))
    ]
    reporting = [
        (r.one_of("pos", ("verb", "noun", "phrase")), Kind(r["lemma"], r.one_of("form", REPORTING_FORMS)))
        for r in rows("reporting", "lemma", "pos", "form", key=("lemma", "pos"))
    ]
    return Lexicon(
        verbs=phrase_table((t.lemma, t) for t in triggers if t.pos == "verb"),
        nouns=phrase_table((t.lemma, t) for t in triggers if t.pos == "noun"),
        support=phrase_table(kinds("support_verbs", "lemma", "frame", SUPPORT_FRAMES)),
        weapons=phrase_table(kinds("weapons", "lemma", "weapon_type", terms.slugs("weapon-type"))),
        weapon_signs=word_rows.as_weapon_signs(rows("weapon_signs", "word", "pos", "weapon_type", key=("word", "pos")), terms),
        attack_types=word_rows.as_attack_types(rows("attack_types", "word", "kind", "event_type"), terms),
        weapon_kinds={w: b for w in terms.slugs("weapon-type") if (b := terms.concept("weapon-type", w).broader)},
        sites=phrase_table((r["lemma"], word_rows.as_site(r, terms)) for r in rows("facilities", "lemma", "class", "facility_type")),
        assets=phrase_table(kinds("assets", "lemma", "kind", ASSET_KINDS)),
        places=phrase_table(kinds("places", "lemma", "kind", PLACE_KINDS)),
        ranks=phrase_table(((t, k) for t, k in titles if k.value == "rank"), any_case=True),
        honorifics=phrase_table(((t, k) for t, k in titles if k.value == "honorific"), any_case=True),
        posts=phrase_table(((t, k) for t, k in titles if k.value == "post"), any_case=True),
        groups=phrase_table(kinds("groups", "lemma", "kind", GROUP_KINDS)),
        organisation_heads=phrase_table(((b.word, b) for b in bodies if b.position == "head"), any_case=True),
        organisation_nouns=phrase_table(((b.word, b) for b in bodies if b.position == "noun"), any_case=True),
        event_heads=phrase_table((t.lemma, t) for t in triggers if t.pos == "noun" and t.cls in ("Meeting", "MilitaryOperation")),
        reporting=phrase_table((kind.lemma, kind) for pos, kind in reporting if pos != "noun"),
        statements=phrase_table((kind.lemma, kind) for pos, kind in reporting if pos == "noun"),
        modality=phrase_table(kinds("modality", "lemma", "status", terms.slugs("status"))),
        accusations=phrase_table(
            (r["lemma"], word_rows.as_accusation(r)) for r in rows("accusations", "lemma", "culprit", "event", "linked", "confidence")
        ),
        plans=word_rows.as_plans(rows("modality", "lemma", "status", "pos", key=("lemma", "pos"))),
        numbers={
            r["word"]: Number(r["word"], word_rows.as_value(r), r.one_of("kind", NUMBER_KINDS))
            for r in rows("numbers", "word", "value", "kind")
        },
        quantities=phrase_table((r["phrase"], word_rows.as_quantity(r)) for r in rows("quantities", "phrase", "lower", "upper", "best")),
        hedges=phrase_table((r["phrase"], word_rows.as_hedge(r, terms)) for r in rows("qualifiers", "phrase", "qualifier", "position")),
        times=grouped(
            (r["word"].casefold(), TimeWord(r["word"], r.one_of("kind", TIME_KINDS), r["value"]))
            for r in rows("times", "word", "kind", "value", key=("word", "kind"))
        ),
        furniture=tuple(word_rows.as_furniture(r) for r in rows("furniture", "pattern", "kind")),
        relational=word_rows.as_relational(rows("relational", "word", "form", "predicate", "direction", key=("word", "form")), terms),
        portfolios=frozenset(r["word"].casefold() for r in rows("portfolios", "word")),
        particles=frozenset(r["word"] for r in rows("particles", "word")),
        function_words=word_rows.as_function_words(rows("function_words", "language", "word", key=("language", "word"))),
        given_names=frozenset(r["name"].casefold() for r in rows("given_names", "name")),
        bodies={kind: frozenset(w for w, k in found if k.value == kind) for kind in BODY_KINDS},
        faiths=frozenset(r["word"].casefold() for r in rows("faiths", "word")),
        spelling={r["american"]: r["british"] for r in rows("spelling", "american", "british")},
        stand_ins={r["kind"]: r["word"] for r in rows("stand_ins", "kind", "word")},
        verb_forms={r["form"]: r["lemma"] for r in rows("verb_forms", "form", "lemma")},
        ordinary=_ordinary(folder),
        harms={
            (r["pos"], r["word"]): r.one_of("harm", word_rows.HARMS) for r in rows("harm_words", "word", "pos", "harm", key=("word", "pos"))
        },
        other_causes=frozenset(r["word"] for r in rows("other_causes", "word", "kind")),
        other_domains=frozenset(r["word"] for r in rows("other_domains", "word", "domain")),
    )


# Tables of common words, and the column that holds them.
_COMMON = dict.fromkeys(
    ("assets", "facilities", "groups", "modality", "places", "reporting", "support_verbs", "triggers", "weapons"), "lemma"
)
_COMMON["numbers"] = "word"


def _ordinary(folder: Path) -> frozenset[str]:
    """Single words in lower case from the tables of common words, and their plain plurals."""
    words = (r[column] for name, column in _COMMON.items() for r in read_table(folder / f"{name}.csv", (column,)))
    singles = {w for w in words if w.islower() and " " not in w}
    return frozenset(singles | {w + "s" for w in singles} | {w.removesuffix("man") + "men" for w in singles if w.endswith("man")})
