"""Facts from outside the articles, by which the grammar knows a name: the tables in `seeds/catalogue/`, typed and checked.

Comes in: CSV files of states, armed groups, missions, organisations, sites, and the rules by which bodies of a state
are named. Goes out: a `Catalogue`. Classes and facility types are checked against the ontology, references against
the other tables. Does not read text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg import ontology
from kg.tables import Row, Words, folded, read_table

CATALOGUE = "seeds/catalogue"
_SAME_AS = re.compile(r"same as (?P<pattern>.+)")


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
    lat: float = 0.0
    lon: float = 0.0
    geonames: str = ""


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
    """How names of state bodies are made: words in lower case around a slot, "state" or "adjective".

    `same_as` is the pattern of the rule whose bodies these are, too: "Army of {state}" names what "{state} Army"
    names. It is the rule's own pattern where the rule is nobody's variant.
    """

    pattern: str
    before: Words
    slot: str
    after: Words
    cls: str
    same_as: str


@dataclass(frozen=True)
class Catalogue:
    """Known states, actors, missions and sites, by id, and the rules for names of state bodies."""

    states: Mapping[str, State]
    known: Mapping[str, Known]
    bodies: tuple[BodyRule, ...]

    @cached_property
    def _by_name(self) -> Mapping[str, Known]:
        """Known things by each of their names, folded; the earlier id keeps a shared one."""
        return {folded(name): k for k in sorted(self.known.values(), key=lambda k: k.id, reverse=True) for name in k.names}

    def named(self, name: str) -> Known | None:
        """The known actor, mission or site of a name, however it is typed."""
        return self._by_name.get(folded(name))


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue in a folder of tables, by default the one that comes with the package.

    Raises:
        KnowledgeError: A table is missing, or a row does not fit; names file, line and mend.
    """
    return _load(folder or ontology.locate(CATALOGUE))


@cache
def _load(folder: Path) -> Catalogue:
    terms = ontology.load()
    columns = ("id", "label", "iso2", "aliases", "adjectives", "people", "capital", "lat", "lon", "geonames")
    states = {r["id"]: _state(r) for r in read_table(folder / "states.csv", columns)}
    known: dict[str, tuple[Known, Row]] = {}
    for name in _COLUMNS:
        for id_, found in _known_in(folder, name, terms).items():
            if id_ in states or id_ in known:
                place = known[id_][1].place if id_ in known else "states.csv"
                raise found[1].error(f"id {id_} is taken in {place}", "Give one of the two another id.")
            known[id_] = found
    _check_references(known.values(), states)
    return Catalogue(states, {id_: k for id_, (k, _) in known.items()}, _bodies(folder / "force_rules.csv", terms))


# Tables of known things with the columns they have beside those that all have, and the class where it is always the same.
_COLUMNS = {
    "armed_groups": ("abbreviation", "kind"),
    "missions": ("abbreviation", "organisation", "kind", "begin", "end"),
    "organisations": ("class", "abbreviation", "kind"),
    "facilities": ("class", "facility_type", "operator"),
}
_CLASSES = {"armed_groups": "ArmedGroup", "missions": "Mission"}


def _state(row: Row) -> State:
    return State(
        id=row["id"],
        label=row["label"],
        iso2=row["iso2"],
        names=(row["label"], *row.many("aliases")),
        adjectives=row.many("adjectives"),
        people=row.many("people"),
        capital=row["capital"],
        lat=row.degrees("lat"),
        lon=row.degrees("lon"),
        geonames=row["geonames"],
    )


def _known_in(folder: Path, name: str, terms: ontology.Ontology) -> dict[str, tuple[Known, Row]]:
    rows = read_table(folder / f"{name}.csv", ("id", "label", "aliases", "country", *_COLUMNS[name]))
    return {r["id"]: (_known(r, _CLASSES.get(name), terms), r) for r in rows}


def _known(row: Row, cls: str | None, terms: ontology.Ontology) -> Known:
    def many(column: str) -> tuple[str, ...]:
        return row.many(column) if column in row.cells else ()

    return Known(
        id=row["id"],
        label=row["label"],
        cls=cls or row.one_of("class", terms.entity_classes),
        names=tuple(dict.fromkeys([row["label"], *many("abbreviation"), *many("aliases")])),
        country=many("country"),
        parents=(*many("organisation"), *many("operator")),
        facility_type=row.one_of("facility_type", terms.slugs("target-type")) if "facility_type" in row.cells else "",
    )


def _check_references(known: Iterable[tuple[Known, Row]], states: Mapping[str, State]) -> None:
    known = list(known)
    ids, codes = {k.id for k, _ in known} | set(states), {s.iso2 for s in states.values()}
    for thing, row in known:
        for parent in thing.parents:
            if parent not in ids:
                raise row.error(f"no id {parent}", f"{ontology.nearest(parent, ids)} Correct the row, or add what it refers to.".strip())
        for code in thing.country:
            if code not in codes:
                raise row.error(f"no state has the code {code!r}", "Write the iso2 of states.csv.")


def _bodies(path: Path, terms: ontology.Ontology) -> tuple[BodyRule, ...]:
    rows = read_table(path, ("pattern", "class"))
    rules = tuple(_body_rule(r, terms) for r in rows)
    heads = {rule.pattern for rule in rules if rule.same_as == rule.pattern}
    for rule, row in zip(rules, rows, strict=True):
        if rule.same_as not in heads:
            hint = ontology.nearest(rule.same_as, heads)
            raise row.error(f"no pattern {rule.same_as!r} to be the same as", f"{hint} Name a pattern that is no variant itself.".strip())
    return rules


def _body_rule(row: Row, terms: ontology.Ontology) -> BodyRule:
    pattern = row["pattern"]
    parts = re.split(r"\{(state|adjective)\}", pattern)
    if len(parts) != 3:
        raise row.error(f"pattern {pattern!r} has no single {{state}} or {{adjective}}", "Write it once, in braces.")
    before, after = (tuple(part.casefold().split()) for part in (parts[0], parts[2]))
    variant = _SAME_AS.match(row["note"])
    cls = row.one_of("class", terms.entity_classes)
    return BodyRule(pattern, before, parts[1], after, cls, variant["pattern"] if variant else pattern)
