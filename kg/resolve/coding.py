"""A reading resolved into a coding: ids for references, days for phrases, classes checked.

Comes in: a document and its `Reading`. Goes out: the `Coding` of that document, every offset checked. The order:
publication date, entities, relations, events, datings, figures, statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg import contract
from kg.catalogue import Catalogue
from kg.geography import Geography
from kg.iris import slug
from kg.lexicon import Lexicon
from kg.model import Article, Bounds, CasualtyFigure, Coding, Document, Relation, Span, Statement, Timex, Topic
from kg.reading import Reading
from kg.resolve import incidents, particulars, times
from kg.resolve.actors import Resolver
from kg.resolve.places import Locator

STRENGTH = {"implied": 0, "resolved": 1, "stated": 2}


@dataclass(frozen=True)
class Coder:
    """Resolution over a lexicon and a catalogue."""

    lexicon: Lexicon
    catalogue: Catalogue
    geography: Geography

    def code(self, document: Document, reading: Reading) -> Coding:
        """The coding of a document.

        Raises:
            SikgError: A span does not quote the text: a fault of the extraction.
        """
        reading = particulars.only(reading)
        published = publication_date(document, reading)
        actors = Resolver(self.lexicon, self.catalogue).entities(reading, _needed(reading))
        topics = {t.id: Topic(f"topic/{slug(t.label)}", t.label, t.mentions) for t in reading.topics}
        names = {**actors.of, **{ref: t.id for ref, t in topics.items()}}
        linked = frozenset(a for a, _, _ in reading.same)
        located = Locator(self.geography, self.catalogue).locate(
            actors.entities, [_renamed(r, names, linked) for r in reading.relations], document.text
        )
        entities = located.entities
        by_id = {e.id: e for e in entities}
        names = {ref: located.renamed.get(id_, id_) for ref, id_ in names.items()}
        halfway = [*(_renamed(r, names, linked) for r in reading.relations), *located.relations]
        happened = incidents.events(reading, halfway, by_id, published)
        names.update(happened.of)
        dated = {d.event: d.bounds for d in happened.dates}
        numbered = list(enumerate(_valid(_renamed(r, names, linked), published, dated, halfway, names) for r in halfway))
        relations, position = _merged(located.most_particular_first(numbered))
        coding = Coding(
            article=_article(document, reading, published, names),
            entities=entities,
            events=happened.events,
            dates=happened.dates,
            casualties=_figures(reading.casualties, names),
            relations=relations,
            topics=tuple(sorted(set(topics.values()), key=lambda t: t.mentions[0].start)),
            statements=_statements(reading.statements, names, position),
            times=_timexes(reading, published),
            problems=(*reading.problems, *happened.problems),
        )
        contract.check_offsets(coding, document.text)
        return coding


def publication_date(document: Document, reading: Reading) -> date | None:
    """The day of publication: given with the document, in its header, or in its date line."""
    if document.published is not None:
        return document.published
    header = _phrase_in(reading, reading.published_evidence)
    return header or _phrase_in(reading, reading.dateline)


def _phrase_in(reading: Reading, span: Span | None) -> date | None:
    if span is None:
        return None
    for phrase in reading.phrases:
        if span.overlaps(phrase.span) and phrase.kind == "calendar":
            anchored = times.anchor(phrase, None)
            if anchored.first is not None and anchored.first == anchored.last:
                return anchored.first
    return None


def _article(document: Document, reading: Reading, published: date | None, names: Mapping[str, str]) -> Article:
    evidence = reading.published_evidence or (reading.dateline if document.published is None and published else None)
    return Article(
        id=document.id,
        sha256=document.sha256,
        characters=len(document.text),
        language=reading.language,
        published=published,
        published_evidence=evidence,
        dateline=reading.dateline,
        dateline_place=names.get(reading.dateline_place or ""),
        source=document.source or reading.agency,
        title=document.title,
        url=document.url,
        text=document.text if document.from_markup else None,
    )


def _needed(reading: Reading) -> frozenset[str]:
    """Described mentions that something is said of."""
    refs = {x for r in reading.relations for x in (r.subject, r.object, r.attributed_to or "")}
    refs |= {c.among_group or "" for c in reading.casualties} | {s.speaker for s in reading.statements}
    return frozenset(refs)


def _renamed(relation: Relation, names: Mapping[str, str], linked: frozenset[str]) -> Relation:
    """The relation with ids for its references; resolved where a reference is `linked`: goes back to other words."""
    through = {relation.subject, relation.object} & linked
    basis = "resolved" if relation.basis == "stated" and any(x.startswith("m") for x in through) else relation.basis
    return replace(
        relation,
        subject=names.get(relation.subject, relation.subject),
        object=names.get(relation.object, relation.object),
        attributed_to=names.get(relation.attributed_to or "", relation.attributed_to),
        basis=basis,
    )


def _valid(
    relation: Relation,
    published: date | None,
    dated: Mapping[str, Bounds],
    halfway: Sequence[Relation],
    names: Mapping[str, str],
) -> Relation:
    """The relation with the days it is told for: publication day, or the day of the event that the site is told with."""
    if relation.validity is None:
        return relation
    begin, end = published, published
    if relation.predicate in ("sikg:operatedBy", "sikg:hosts"):
        events = [names.get(r.subject, r.subject) for r in halfway if r.predicate == "sikg:target" and r.object == relation.subject]
        bounds = next((dated[e] for e in events if e in dated), None)
        if bounds is not None:
            begin, end = bounds.end_latest or bounds.begin_latest, bounds.begin_earliest
    return replace(relation, validity=Bounds(None, begin, end, None) if begin or end else None)


def _merged(numbered: Iterable[tuple[int, Relation]]) -> tuple[tuple[Relation, ...], dict[int, int]]:
    """Relations said more than once as one, the strongest basis first; and where each number of the reading went."""
    best: dict[tuple[str, str, str, str | None], Relation] = {}
    home: dict[int, tuple[str, str, str, str | None]] = {}
    for number, relation in numbered:
        if relation.subject == relation.object:
            continue
        key = (relation.subject, relation.predicate, relation.object, relation.attributed_to)
        home[number] = key
        held = best.get(key)
        if held is None or STRENGTH[relation.basis] > STRENGTH[held.basis]:
            best[key] = relation
    firm = {k[:3] for k, r in best.items() if r.basis != "implied"}
    kept = {k: r for k, r in best.items() if r.basis != "implied" or k[:3] not in firm}
    order = {key: i for i, key in enumerate(kept)}
    return tuple(kept.values()), {n: order[k] for n, k in home.items() if k in order}


def _figures(figures: Iterable[CasualtyFigure], names: Mapping[str, str]) -> tuple[CasualtyFigure, ...]:
    out: dict[tuple[object, ...], CasualtyFigure] = {}
    for f in figures:
        named = replace(
            f,
            event=names[f.event],
            among_group=names.get(f.among_group or "") if f.among_group else None,
            attributed_to=names.get(f.attributed_to or "") if f.attributed_to else None,
        )
        out.setdefault((named.event, named.kind, named.lower, named.upper, named.best, named.attributed_to, named.among_group), named)
    return tuple(out.values())


def _statements(statements: Iterable[Statement], names: Mapping[str, str], position: Mapping[int, int]) -> tuple[Statement, ...]:
    out = []
    for s in statements:
        if s.speaker in names:
            claims = tuple(sorted({position[c] for c in s.claims if c in position}))
            out.append(replace(s, speaker=names[s.speaker], claims=claims))
    return tuple(out)


def _timexes(reading: Reading, published: date | None) -> tuple[Timex, ...]:
    future = {t.phrase for t in reading.event_times if t.future}
    return tuple(times.timex(p, published, future=i in future) for i, p in enumerate(reading.phrases))
