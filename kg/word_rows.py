"""Rows of the word tables as typed values: what each must hold, and the error of a row that does not.

Comes in: rows of the CSV files, and the ontology whose classes and concepts they name. Goes out: the values of `kg.words`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg import ontology
from kg.tables import PhraseTable, Row, grouped, phrase_table
from kg.words import Accusation, Furniture, Hedge, Kind, OrganisationWord, Quantity, Relational, Site, Trigger

# The values of columns that no scheme of the ontology holds.
FRAMES = ("agent-target", "agent-victim", "reciprocal", "theme", "agent-weapon", "agent", "experiencer", "operation", "meeting")
EVENT_CLASSES = ("Attack", "Incident", "Event", "MilitaryOperation", "Meeting")
SIGN_PARTS = ("event-type", "verb", "noun", "person", "adjective")
ATTACK_TYPE_KINDS = ("weapon", "person")
FURNITURE_KINDS = ("advertisement", "navigation", "subscription", "sharing", "credit", "related")
RELATIONAL_FORMS = ("modifier", "verb", "noun", "preposition")
HARMS = ("", "killed", "injured", "hostage", "missing", "captured")


def as_trigger(row: Row, terms: ontology.Ontology) -> Trigger:
    """A word that names an event. Raises KnowledgeError for a class, type, frame or harm that is none."""
    return Trigger(
        lemma=row["lemma"],
        pos=row.one_of("pos", ("verb", "noun")),
        cls=row.one_of("class", EVENT_CLASSES),
        event_type=row.one_of("event_type", terms.slugs("event-type")),
        frame=row.one_of("frame", FRAMES),
        harm=row.one_of("harm", HARMS),
        strong=row.one_of("certainty", ("strong", "weak")) == "strong",
    )


def as_weapon_signs(rows: Iterable[Row], terms: ontology.Ontology) -> dict[str, PhraseTable[Kind]]:
    """What implies a weapon, by part of speech or "event-type"."""
    concepts = {"event-type": terms.slugs("event-type")}
    return _by_kind(rows, "pos", SIGN_PARTS, concepts, "weapon_type", terms.slugs("weapon-type"))


def as_attack_types(rows: Iterable[Row], terms: ontology.Ontology) -> dict[str, PhraseTable[Kind]]:
    """The event types that weapons and persons tell, by "weapon" or "person"."""
    concepts = {"weapon": terms.slugs("weapon-type")}
    return _by_kind(rows, "kind", ATTACK_TYPE_KINDS, concepts, "event_type", terms.slugs("event-type"))


def _by_kind(
    rows: Iterable[Row], column: str, kinds: Sequence[str], concepts: Mapping[str, Collection[str]], tells: str, values: Collection[str]
) -> dict[str, PhraseTable[Kind]]:
    """A table of words for each kind of a column; the words of some kinds are concepts, and what each word tells is one of `values`."""
    found: dict[str, list[tuple[str, Kind]]] = {kind: [] for kind in kinds}
    for row in rows:
        kind = row.one_of(column, kinds)
        word = row.one_of("word", concepts[kind]) if kind in concepts else row["word"]
        found[kind].append((word, Kind(word, row.one_of(tells, values))))
    return {kind: phrase_table(words) for kind, words in found.items()}


def as_organisation_word(row: Row, terms: ontology.Ontology) -> OrganisationWord:
    """A word of an organisation's name or description."""
    return OrganisationWord(row["word"], row.one_of("class", terms.entity_classes), row.one_of("position", ("head", "noun")))


def as_site(row: Row, terms: ontology.Ontology) -> Site:
    """A noun for a site, with its class and facility type."""
    return Site(row["lemma"], row.one_of("class", terms.entity_classes), row.one_of("facility_type", terms.slugs("target-type")))


def as_value(row: Row) -> int:
    """The number that a word stands for."""
    value = row.number("value")
    if value is None:
        raise row.error(f"{row['word']!r} has no value", "Write the number that the word stands for.")
    return value


def as_quantity(row: Row) -> Quantity:
    """A vague quantity with the numbers it allows. Raises KnowledgeError where they are in no order."""
    lower, upper, best = (row.number(column) for column in ("lower", "upper", "best"))
    if any(a is not None and b is not None and a > b for a, b in ((lower, upper), (lower, best), (best, upper))):
        raise row.error("the bounds are out of order", "Write them so that lower <= best <= upper.")
    return Quantity(row["phrase"], lower, upper, best)


def as_hedge(row: Row, terms: ontology.Ontology) -> Hedge:
    """Wording that bounds a number, and whether it stands before or after."""
    qualifier, position = row.one_of("qualifier", terms.slugs("qualifier")), row.one_of("position", ("before", "after"))
    return Hedge(row["phrase"], qualifier, position, strict=row["note"].startswith("strict"))


def as_accusation(row: Row) -> Accusation:
    """A phrase that says who is accused of what. Raises KnowledgeError for a confidence that is none."""
    try:
        confidence = float(row["confidence"])
    except ValueError as error:
        raise row.error(f"{row['confidence']!r} is no number", "Write the confidence as a number between 0 and 1.") from error
    if not 0 < confidence <= 1:
        raise row.error(f"the confidence {confidence} is out of range", "Write a number above 0 and at most 1.")
    return Accusation(row["lemma"], row["culprit"], row.many("event"), row.many("linked"), confidence)


def as_furniture(row: Row) -> Furniture:
    """A pattern of what is no part of a report. Raises KnowledgeError for a pattern that is none."""
    try:
        return Furniture(re.compile(row["pattern"], re.IGNORECASE), row.one_of("kind", FURNITURE_KINDS))
    except re.error as error:
        raise row.error(f"not a regular expression: {error}", "Correct the pattern.") from error


def as_function_words(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """The function words of each language."""
    return {language: frozenset(words) for language, words in grouped((r["language"], r["word"]) for r in rows).items()}


def as_relational(rows: Iterable[Row], terms: ontology.Ontology) -> PhraseTable[tuple[Relational, ...]]:
    """Words that relate two things, with the properties that they stand for."""
    found = [
        Relational(
            word=r["word"],
            form=r.one_of("form", RELATIONAL_FORMS),
            predicate=r.one_of("predicate", terms.properties),
            direction=r.one_of("direction", ("forward", "backward")),
        )
        for r in rows
    ]
    return phrase_table(grouped((r.word, r) for r in found).items())


def as_plans(rows: Iterable[Row]) -> tuple[str, ...]:
    """Words that stand before the time of a plan: modals, adjectives, and what follows "be" ("set to")."""
    planned = [r for r in rows if r["status"] == "planned"]
    words = {r["lemma"] for r in planned if r["pos"] in ("modal", "adjective")}
    return tuple(sorted(words | {r["lemma"].removeprefix("be ") for r in planned if r["lemma"].startswith("be ")} - {"to"}))
