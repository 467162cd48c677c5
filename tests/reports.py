"""Forty invented reports of twenty kinds, each with a check list made by hand, and how the extraction does on them.

What comes in are `reports/read.txt`, whose misses were read while the rules were mended, and `reports/blind.txt`, of
which only the totals were ever looked at. What goes out are `Tally`s: by kind of fact, what was found, missed, and said
without ground. A check list is shorter than a hand coding in `stories/`: it names the facts that a reader of the report
must find, those that may be told (`?`) and those that would mislead (`!`). `reports/README.md` gives the form. Run as a
program, it prints the table: `python -m tests.reports [read|blind]`, and for `read` every miss.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg import extraction
from kg.model import CasualtyFigure, Coding, Dating, Entity, Event, Relation, Span
from kg.read.text import text_document
from kg.score import Measure

REPORTS = Path(__file__).parent / "reports"
PREDICATES = {
    "perp": "sikg:perpetrator", "claim": "sikg:claimedBy", "at": "sikg:occurredAt", "weapon": "sikg:weaponType",
    "holds": "org:holds", "postIn": "org:postIn",
}  # fmt: skip
FIGURES = {"killed", "injured", "hostage", "missing", "captured"}
ROLES = {"sikg:perpetrator", "sikg:claimedBy", "sikg:target", "sikg:victim", "sikg:participant", "sikg:conductedBy"}
CONTAINED = {"sikg:occurredAt", "sikg:locatedIn"}
BESIDE = {"schema:about"}  # not asked for by the check lists
KINDS = ("events", "dates", "figures", "roles", "places", "weapons", "relations")


@dataclass(frozen=True, slots=True)
class Check:
    """One line: the subject, the property and the object as words; must, may, or must not be told."""

    mark: str
    subject: str
    property: str
    value: str
    among: str | None = None
    by: str | None = None

    def __str__(self) -> str:
        return " | ".join(filter(None, [f"{self.mark} {self.subject}".strip(), self.property, self.value]))


@dataclass(frozen=True, slots=True)
class Report:
    """A text with its check list; `anchors` are the words that tell each event, `statuses` what became of it."""

    name: str
    published: date | None
    text: str
    checks: tuple[Check, ...]
    anchors: dict[str, tuple[Span, ...]]
    statuses: dict[str, str]


class Fault(NamedTuple):
    """What is wrong: in which report, of which kind of fact, missed, extra or forbidden, and the words."""

    report: str
    kind: str
    sort: str
    words: str


@dataclass
class Tally:
    """What was found, missed and said without ground, by kind; the traps; the speakers and groups of right figures."""

    right: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    speakers: Counter[bool] = field(default_factory=Counter)
    groups: Counter[bool] = field(default_factory=Counter)

    def measure(self, kind: str) -> Measure:
        """Found, extra and missed of one kind."""
        sorts = Counter(fault.sort for fault in self.faults if fault.kind == kind)
        return Measure(self.right[kind], sorts["extra"], sorts["missed"])

    @property
    def traps(self) -> list[Fault]:
        """What was claimed though the check list forbids it."""
        return [fault for fault in self.faults if fault.sort == "forbidden"]


# --- the check lists ---------------------------------------------------------------------------------------


@cache
def reports(half: str) -> tuple[Report, ...]:
    """The reports of one half, `read` or `blind`, in the order of the file."""
    parts = re.split(r"^# ", (REPORTS / f"{half}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_report(part) for part in parts)


def _report(part: str) -> Report:
    head, _, rest = part.partition("\n")
    text, _, listed = rest.partition("\n%%\n")
    name, _, day = (words.strip() for words in head.partition("|"))
    checks, anchors, statuses = [], {}, {}
    for line in filter(None, listed.splitlines()):
        if line.startswith("ev "):
            key, *_ = line[3:].split(" | ")
            words, status = [*line[3:].split(" | "), "occurred"][1:3]
            anchors[key.strip()] = tuple(_anchor(text, quote, name) for quote in words.split(" / "))
            statuses[key.strip()] = status.strip()
        else:
            checks.append(_check(line, name))
    return Report(name, date.fromisoformat(day) if day else None, text, tuple(checks), anchors, statuses)


def _check(line: str, name: str) -> Check:
    mark = line[0] if line[0] in "?!" else ""
    words = [word.strip() for word in line[len(mark) :].split(" | ")]
    assert len(words) >= 3, f"{name}: {line!r} has no three parts"
    options = dict(word.split("=", 1) for word in words[3:])
    return Check(mark, *words[:3], among=options.get("among"), by=options.get("by"))


def _anchor(text: str, quote: str, name: str) -> Span:
    start = text.find(quote.strip())
    assert start >= 0, f"{name}: {quote!r} is not in the text"
    return Span(start, start + len(quote.strip()), quote.strip())


# --- comparing ---------------------------------------------------------------------------------------------


@cache
def tally(half: str) -> Tally:
    """How the extraction does on one half."""
    told = reports(half)
    documents = [replace(text_document(r.text.encode("utf-8"), doc_id=r.name, place=r.name), published=r.published) for r in told]
    codings = {coding.article.id: coding for coding in extraction.code(documents)}
    total = Tally()
    for report in told:
        _Comparison(report, codings[report.name], total).count()
    return total


class _Comparison:
    """One report against its coding; adds to a tally."""

    def __init__(self, report: Report, coding: Coding, total: Tally) -> None:
        self.report, self.coding, self.total = report, coding, total
        self.names = {entity.id: _names(entity) for entity in coding.entities}
        self.keys: dict[str, str] = {}
        self.extras: list[Event] = []
        for event in coding.events:
            if key := self._key(event):
                self.keys[event.id] = key
            else:
                self.extras.append(event)

    def count(self) -> None:
        self._events()
        self._facts("dates", [(self.keys[d.event], "date", d) for d in self.coding.dates if d.event in self.keys])
        self._facts("figures", [(self.keys[c.event], c.kind, c) for c in self.coding.casualties if c.event in self.keys])
        by_kind: dict[str, list[tuple[str, str, Relation]]] = defaultdict(list)
        unmatched = {event.id for event in self.extras}
        for r in self.coding.relations:
            if r.subject not in unmatched and r.predicate not in BESIDE:
                by_kind[_kind(r.predicate)].append((self.keys.get(r.subject, r.subject), r.predicate, r))
        for kind in ("roles", "places", "weapons", "relations"):
            self._facts(kind, by_kind[kind])

    def _key(self, event: Event) -> str | None:
        shared = {
            key: sum(max(0, min(a.end, m.end) - max(a.start, m.start)) for a in anchors for m in event.mentions)
            for key, anchors in self.report.anchors.items()
        }
        best = max(shared, key=lambda key: shared[key], default=None)
        return best if best is not None and shared[best] else None

    def _events(self) -> None:
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.coding.events:
            if event.id in self.keys:
                found[self.keys[event.id]].append(event)
        for key, status in self.report.statuses.items():
            first, *more = found[key] or [None]
            if first is None:
                self._fault("events", "missed", f"{key}: {self.report.anchors[key][0].quote}")
            elif first.status != status:
                self._fault("events", "missed", f"{key} is {status}, told as {first.status}")
            else:
                self.total.right["events"] += 1
            for event in more:
                if event is not None and event.status == "occurred":
                    self._fault("events", "extra", f"{key} told twice: {event.label}")
        for event in self.extras:
            if event.status == "occurred":
                self._fault("events", "extra", event.label)

    def _facts(self, kind: str, told: list[tuple[str, str, Dating | CasualtyFigure | Relation]]) -> None:
        seen = {at for at, (_, prop, fact) in enumerate(told) if prop in CONTAINED and self._contains(fact)}
        for check in self.report.checks:
            if _kind(_predicate(check.property)) != kind:
                continue
            hits = [(at, fact) for at, (key, prop, fact) in enumerate(told) if self._says(check, key, prop, fact)]
            seen.update(at for at, _ in hits)
            if check.mark == "!" and hits:
                self._fault(kind, "forbidden", str(check))
            elif not check.mark and hits:
                self.total.right[kind] += 1
                self._particulars(check, [fact for _, fact in hits])
            elif not check.mark:
                self._fault(kind, "missed", str(check))
        for at, (key, prop, fact) in enumerate(told):
            if at not in seen and fact.basis != "implied" and self._happened(fact):
                self._fault(kind, "extra", f"{key if key in self.report.anchors else self._label(key)} | {prop} | {self._words(fact)}")

    def _contains(self, fact: Dating | CasualtyFigure | Relation) -> bool:
        """Whether a place is told that the check list has as a container: right, but no more than follows."""
        outer = [check.value for check in self.report.checks if check.property == "locatedIn" and check.mark != "!" and check.value != "~"]
        return isinstance(fact, Relation) and any(_is_named(words, self.names.get(fact.object, ())) for words in outer)

    def _says(self, check: Check, key: str, prop: str, fact: Dating | CasualtyFigure | Relation) -> bool:
        if _predicate(check.property) != prop:
            return False
        if not (check.subject == key or (key in self.names and _is_named(check.subject, self.names[key]))):
            return False
        if isinstance(fact, Dating):
            return check.value == "~" or _same_days(check.value, fact)
        if isinstance(fact, CasualtyFigure):
            return check.value == "~" or _same_number(check, fact, self.names)
        if check.value in ("*", "~"):
            return True
        return _is_named(check.value, self.names.get(fact.object, (_plain(fact.object),)))

    def _particulars(self, check: Check, facts: list[Dating | CasualtyFigure | Relation]) -> None:
        figures = [fact for fact in facts if isinstance(fact, CasualtyFigure)]
        if check.by and figures:
            said = any(f.attributed_to and _is_named(check.by, self.names.get(f.attributed_to, ())) for f in figures)
            self.total.speakers[said] += 1
            if not said:
                self.total.faults.append(Fault(self.report.name, "speakers", "speaker", f"{check} by {check.by}"))
        if check.among and figures:
            self.total.groups[any(f.among_group and _is_named(check.among, self.names.get(f.among_group, ())) for f in figures)] += 1

    def _happened(self, fact: Dating | CasualtyFigure | Relation) -> bool:
        subject = fact.subject if isinstance(fact, Relation) else fact.event
        return all(event.status == "occurred" for event in self.coding.events if event.id == subject)

    def _label(self, ident: str) -> str:
        return next((thing.label for thing in (*self.coding.entities, *self.coding.events) if thing.id == ident), ident)

    def _words(self, fact: Dating | CasualtyFigure | Relation) -> str:
        if isinstance(fact, Relation):
            return f"{self._label(fact.object)} ({fact.basis}, {fact.rule})"
        return f"{fact.verbatim!r} {fact.evidence[0].quote[:60]!r} ({fact.basis})"

    def _fault(self, kind: str, sort: str, words: str) -> None:
        self.total.faults.append(Fault(self.report.name, kind, sort, words))


def _kind(predicate: str) -> str:
    if predicate in ROLES:
        return "roles"
    return {"sikg:occurredAt": "places", "sikg:weaponType": "weapons", "date": "dates"}.get(
        predicate, "figures" if predicate in FIGURES else "relations"
    )


def _predicate(word: str) -> str:
    return word if word in FIGURES | {"date"} else PREDICATES.get(word, f"sikg:{word}")


def _plain(words: str) -> str:
    return re.sub(r"^(the|a|an|its|their|his) ", "", " ".join(words.casefold().replace("’", "'").split()))


def _names(entity: Entity) -> tuple[str, ...]:
    return tuple(_plain(words) for words in (entity.label, *entity.alt_labels, *(m.quote for m in entity.mentions)))


def _is_named(words: str, names: Iterable[str]) -> bool:
    """Whether one of the alternatives is one of the names, or after "~", stands in one."""
    told = list(names)
    for word in words.split(" / "):
        if word.startswith("~"):
            if any(word[1:].casefold() in name for name in told):
                return True
        elif _plain(word) in told:
            return True
    return False


def _same_number(check: Check, figure: CasualtyFigure, names: dict[str, tuple[str, ...]]) -> bool:
    """Whether the figure has that number: "7" exactly, "7+" at the least."""
    number = int(check.value.rstrip("+"))
    if figure.lower != number or (figure.upper is None) != check.value.endswith("+"):
        return False
    group = names.get(figure.among_group or "", ())
    return not (check.among and group) or _is_named(check.among, group)


def _same_days(words: str, dating: Dating) -> bool:
    first, last = _days(words)
    bounds = dating.bounds
    return bounds.begin_earliest == first and last in (bounds.begin_latest, bounds.end_latest)


def _days(words: str) -> tuple[date, date]:
    first, _, last = words.partition("..")
    return next(iter(_covered(first))), list(_covered(last or first))[-1]


def _covered(words: str) -> Iterator[date]:
    """The days of a day or a month."""
    if len(words) == 10:
        yield date.fromisoformat(words)
    else:
        day = date.fromisoformat(f"{words}-01")
        month = day.month
        while day.month == month:
            yield day
            day += timedelta(days=1)


# --- the table ---------------------------------------------------------------------------------------------


def table() -> str:
    """Precision and recall by kind over both halves, as Markdown."""
    rows = [["", "read half", "blind half"], ["---"] * 3]
    halves = [tally("read"), tally("blind")]
    for kind in KINDS:
        measures = [half.measure(kind) for half in halves]
        rows.append([kind, *(f"{m.precision:.2f} / {m.recall:.2f} of {m.tp + m.fn}" for m in measures)])
    rows.append(["speakers of figures", *(_share(half.speakers) for half in halves)])
    rows.append(["groups of figures", *(_share(half.groups) for half in halves)])
    rows.append(["traps", *(str(len(half.traps)) for half in halves)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _share(counted: Counter[bool]) -> str:
    return f"{counted[True]} of {counted.total()}"


def main() -> None:
    """Print the table, and every fault of the half that may be read."""
    sys.stdout.write(f"{table()}\n")
    if sys.argv[1:] == ["read"]:
        for fault in sorted(tally("read").faults):
            sys.stdout.write(" : ".join(fault) + "\n")


if __name__ == "__main__":
    main()
