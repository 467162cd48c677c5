"""Compares a coding with a gold, kind by kind. The rules of acceptance are the gold's; the matching is `matching`'s."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from kg.contract import spans_of
from kg.model import Basis, Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation
from kg.score.figures import Measure, Score
from kg.score.gold import Gold, Triple, read_gold
from kg.score.matching import Names, local_name, match, match_topics, second_halves, share_characters

Row = TypeVar("Row", Dating, CasualtyFigure)

# What a right claim entails: the same claim with the broader property counts as neither right nor wrong.
BROADER_PROPERTY = {
    "sikg:perpetrator": "sikg:participant",
    "sikg:victim": "sikg:participant",
    "sikg:conductedBy": "sikg:participant",
    "sikg:headquarteredAt": "sikg:basedIn",
}
SYMMETRIC = {"sikg:linkedTo"}
TO_CONCEPTS = {"sikg:weaponType"}  # the object is a concept's slug, the same in every coding
PARENT = {
    "State": "Place",
    "MilitaryBase": "Facility",
    "Facility": "Place",
    "GovernmentBody": "Organisation",
    "MilitaryForce": "Organisation",
    "ArmedGroup": "Organisation",
    "InternationalOrganisation": "Organisation",
    "Mission": "Organisation",
}
STRENGTH: dict[Basis, int] = {"implied": 0, "resolved": 1, "stated": 2}


def score(gold: Gold | Path | str | Mapping[str, Any], coding: Coding, text: str | None = None) -> Score:
    """How the coding compares with the gold.

    Args:
        gold: A gold, its file, or the object in its file.
        coding: What was extracted.
        text: The document's text, to check offsets against; without it none is checked.

    Raises:
        InputError: The gold cannot be read.
    """
    return _Comparison(gold if isinstance(gold, Gold) else read_gold(gold), coding).score(text)


class _Comparison:
    """One gold and one coding, matched; the kinds are counted one after the other, and remarks gathered."""

    def __init__(self, gold: Gold, coding: Coding) -> None:
        self.gold = gold
        self.coding = coding
        self.remarks: list[str] = []
        self.things = [e for e in coding.entities if local_name(e.cls) != "Topic"]
        self.classes = dict(gold.classes)
        self.entity_pairs = match(gold.coding.entities, self.things)
        self.entity_halves = second_halves(gold.coding.entities, self.things, self.entity_pairs, gold.split, self._is_right)
        self.event_pairs = match(gold.coding.events, coding.events)
        self.event_halves = second_halves(gold.coding.events, coding.events, self.event_pairs, gold.split, _is_right_event)
        self.names = Names(
            events={p: g for g, p in self.event_pairs.items()} | self.event_halves,
            entities={p: g for g, p in self.entity_pairs.items()} | self.entity_halves,
            topics=match_topics(gold.coding.topics, coding.topics),
        )

    def score(self, text: str | None) -> Score:
        entities, found, kin = self._entities()
        events = self._events()
        dates, loose_dates = self._rows("date", self.gold.coding.dates, self.coding.dates, _is_same_dating)
        figures, loose_figures = self._rows("casualties", self.gold.coding.casualties, self.coding.casualties, _is_same_figure)
        claims = _Claims(self)
        relations = claims.measure()
        spans = [] if text is None else list(spans_of(self.coding))
        return Score(
            entities=entities,
            found=found,
            kin=kin,
            events=events,
            dates=dates,
            casualties=figures,
            relations=relations,
            implied=claims.measure_implied(),
            traps=claims.traps(),
            spans=len(spans),
            wrong_offsets=sum((text or "")[s.start : s.end] != s.quote for s in spans),
            speakers=claims.speakers(),
            evidence=claims.evidence(),
            unsupported=(claims.unsupported(), loose_dates, loose_figures),
            remarks=tuple(self.remarks),
        )

    # --- entities and events ---

    def _is_right(self, g: Entity, p: Entity) -> bool:
        return local_name(p.cls) in (g.cls, *self.classes.get(g.id, ()))

    def _is_kin(self, g: Entity, p: Entity) -> bool:
        return self._is_right(g, p) or PARENT.get(g.cls) == local_name(p.cls)

    def is_free(self, p: Entity) -> bool:
        """Whether the gold lets this entity be coded without asking for it."""
        return any(local_name(p.cls) == cls and share_characters((span,), p.mentions) for cls, span in self.gold.free_entities)

    def _entities(self) -> tuple[Measure, Measure, Measure]:
        by_id = {p.id: p for p in self.things}
        asked = [g for g in self.gold.coding.entities if g.id not in self.gold.optional_entities]
        met = [(g, by_id[self.entity_pairs[g.id]]) for g in asked if g.id in self.entity_pairs]
        taken = {*self.entity_pairs.values(), *self.entity_halves}
        extra = [p for p in self.things if p.id not in taken and not self.is_free(p)]
        self.remarks += [f"entity missed: {g.id}" for g in asked if g.id not in self.entity_pairs]
        self.remarks += [f"entity class: {g.id} as {p.cls}" for g, p in met if not self._is_right(g, p)]
        self.remarks += [f"entity extra: {p.cls} {p.label!r}" for p in extra]

        def measure(right: int) -> Measure:
            return Measure(right, len(extra) + len(met) - right, len(asked) - right)

        return measure(sum(self._is_right(*pair) for pair in met)), measure(len(met)), measure(sum(self._is_kin(*pair) for pair in met))

    def _events(self) -> Measure:
        by_id = {p.id: p for p in self.coding.events}
        met = [(g, by_id[self.event_pairs[g.id]]) for g in self.gold.coding.events if g.id in self.event_pairs]
        wrong = [(g, p) for g, p in met if not _is_right_event(g, p)]
        taken = {*self.event_pairs.values(), *self.event_halves}
        extra = [p for p in self.coding.events if p.id not in taken]
        right = len(met) - len(wrong)
        self.remarks += [f"event missed: {g.id}" for g in self.gold.coding.events if g.id not in self.event_pairs]
        self.remarks += [f"event wrong: {g.id} as {p.cls}, {p.status}" for g, p in wrong]
        self.remarks += [f"event extra: {p.cls} {p.label!r}" for p in extra]
        return Measure(right, len(extra) + len(wrong), len(self.gold.coding.events) - right)

    # --- datings and casualty figures ---

    def _rows(self, kind: str, gold: Sequence[Row], found: Sequence[Row], fits: Callable[[Row, Row], bool]) -> tuple[Measure, int]:
        """The firm rows measured, and how many implied ones the gold does not have. An equal second row is a repeat."""
        firm = [x for x in gold if x.basis != "implied"]
        said = [y for y in found if y.basis != "implied"]

        def meets(x: Row, y: Row) -> bool:
            return self.names.events.get(y.event) == x.event and fits(x, y)

        used: set[int] = set()
        right = 0
        for x in firm:
            hits = [i for i, y in enumerate(said) if i not in used and meets(x, y)]
            used.update(hits)
            right += bool(hits)
            if not hits:
                self.remarks.append(f"{kind} missed: {x.event} {x.verbatim!r}")
        extra = [y for i, y in enumerate(said) if i not in used and not any(meets(x, y) for x in gold)]
        self.remarks += [f"{kind} extra: {y.event} {y.verbatim!r}" for y in extra]
        loose = sum(not any(meets(x, y) for x in gold) for y in found if y.basis == "implied")
        return Measure(right, len(extra), len(firm) - right), loose


class _Claims:
    """The relations of a comparison, as triples in the gold's ids."""

    def __init__(self, comparison: _Comparison) -> None:
        self.comparison = comparison
        self.gold = gold = comparison.gold
        self.wanted: dict[Triple, Relation] = {(r.subject, r.predicate, r.object): r for r in gold.coding.relations}
        self.found = self._found()
        self.firm = {k for k, r in self.wanted.items() if r.basis != "implied"} - gold.optional_relations
        self.soft = set(self.wanted) - self.firm - gold.optional_relations
        self.allowed = self._allowed()

    def triple(self, r: Relation) -> Triple:
        """The relation in the gold's ids; a concept stands for itself."""
        names = self.comparison.names
        return names.of(r.subject), r.predicate, r.object if r.predicate in TO_CONCEPTS else names.of(r.object)

    def _found(self) -> dict[Triple, Basis]:
        """Each triple that the coding claims, with its strongest basis."""
        found: dict[Triple, Basis] = {}
        for r in self.comparison.coding.relations:
            key = subject, predicate, obj = self.triple(r)
            turned = (obj, predicate, subject)
            if key not in self.wanted and predicate in SYMMETRIC and turned in self.wanted:
                key = turned
            if key not in found or STRENGTH[r.basis] > STRENGTH[found[key]]:
                found[key] = r.basis
        return found

    def _allowed(self) -> set[Triple]:
        """Triples that are neither asked for nor wrong."""
        gold = self.gold
        broader = {(s, BROADER_PROPERTY[p], o) for s, p, o in self.firm | gold.optional_relations if p in BROADER_PROPERTY}
        return set(gold.optional_relations) | broader | (self.soft & gold.any_basis) | {k for group in gold.any_of for k in group}

    def _is_told(self, key: Triple) -> bool:
        """Whether the coding claims the triple on a basis that counts."""
        basis = self.found.get(key)
        return basis is not None and (basis != "implied" or key in self.gold.any_basis)

    def measure(self) -> Measure:
        """The stated and resolved relations."""
        right = {k for k in self.firm if self._is_told(k)}
        for group in self.gold.any_of:
            if any(self._is_told(k) for k in group):
                right |= self.firm.intersection(group)
        free = {f"?{p.id}" for p in self.comparison.things if self.comparison.is_free(p)}
        said = {k for k, basis in self.found.items() if basis != "implied"}
        wrong = {k for k in said - self.firm - self.allowed if not free.intersection((k[0], k[2]))}
        self._remark("relation missed", self.firm - right, lambda k: " (as implied)" if k in self.found else "")
        self._remark("relation extra", wrong, lambda k: " (gold: implied)" if k in self.soft else "")
        return Measure(len(right), len(wrong), len(self.firm - right))

    def _remark(self, what: str, triples: Iterable[Triple], note: Callable[[Triple], str]) -> None:
        self.comparison.remarks += [f"{what}: {' '.join(k)}{note(k)}" for k in sorted(triples)]

    def measure_implied(self) -> Measure:
        """The gold's implied relations; what is implied beyond them is counted by `unsupported`."""
        return Measure(len(self.soft & set(self.found)), 0, len(self.soft - set(self.found)))

    def unsupported(self) -> int:
        """How many implied triples the gold neither has nor allows."""
        return sum(basis == "implied" and k not in self.wanted and k not in self.allowed for k, basis in self.found.items())

    def traps(self) -> tuple[tuple[str, str, str, str], ...]:
        """The claims that the gold says must not be made, unless it makes them itself."""
        hits = [
            (*k, basis)
            for k, basis in self.found.items()
            for trap in self.gold.never
            if k[:2] == (trap.subject, trap.predicate) and trap.object in ("*", k[2]) and basis in trap.bases
            if k not in self.firm and not (k in self.soft and basis == "implied")
        ]
        self.comparison.remarks += [f"trap: {' '.join(hit)}" for hit in hits]
        return tuple(hits)

    def _told(self) -> list[tuple[Relation, Relation]]:
        """The relations that the gold has, each with the gold's."""
        return [(r, self.wanted[k]) for r in self.comparison.coding.relations if (k := self.triple(r)) in self.wanted]

    def speakers(self) -> tuple[int, int]:
        """How many of them are given to the right speaker, and of how many."""
        names, told = self.comparison.names, self._told()
        right = sum((names.of(r.attributed_to) if r.attributed_to else None) == g.attributed_to for r, g in told)
        return right, len(told)

    def evidence(self) -> tuple[int, int]:
        """How many of them are taken from the same words, and of how many."""
        told = self._told()
        return sum(share_characters(g.evidence, r.evidence) for r, g in told), len(told)


def _is_right_event(g: Event, p: Event) -> bool:
    return local_name(p.cls) == g.cls and p.status == g.status


def _is_same_figure(g: CasualtyFigure, p: CasualtyFigure) -> bool:
    return (g.kind, g.lower, g.upper, g.best) == (p.kind, p.lower, p.upper, p.best)


def _is_same_dating(g: Dating, p: Dating) -> bool:
    """Whether the four bounds agree; a bound that the gold leaves open may be filled by one that the others entail."""
    x, y = g.bounds, p.bounds
    filled = Bounds(
        x.begin_earliest,
        y.begin_latest if x.begin_latest is None and y.begin_latest == x.end_latest else x.begin_latest,
        y.end_earliest if x.end_earliest is None and y.end_earliest == x.begin_earliest else x.end_earliest,
        x.end_latest,
    )
    return filled == y
