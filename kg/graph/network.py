"""Codings as a networkx graph: things are nodes, claims are edges, and every claim carries its words.

In: codings whose ids are global ("kind/slug"), and the texts their offsets refer to. Out: one `MultiDiGraph` with a
node for each entity, event, topic and concept and an edge for each claim that relates two of them. Attributes are
plain values (text, numbers, lists, dicts), ready for `networkx.node_link_data` and JSON; all words stand exactly as
written, control characters included: whoever shows them makes them safe. Does not draw, and writes no RDF.

Node: `label`, `cls`, `kind` (entity, event, topic, concept), `named`, `alt_labels`, `status`, `event_types`, `dates` and
`casualties` (claims, each with `text`), `date` (the datings in words), `mentions`, `articles`, and, where known, `rank`,
`facility_type`, `iso_alpha2`, `links`, `lat`, `lon`, `place_precision`. Edge: `predicate`, `label`, `inverse_label`, `article`, `basis`,
`confidence`, `speaker` (a node id, or None for the article's own voice), `rule`, `validity`, `evidence`. Evidence: `article`,
`start`, `end`, `quote`, `sentence`, and `offset`, the place in the sentence where the quote begins. The graph itself keeps
`articles`: id to title, source, published, url.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation, Span, Topic
from kg.ontology import Ontology, load

if TYPE_CHECKING:
    import networkx as nx

Values = dict[str, Any]

MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)  # not `calendar`, whose names follow the locale
STATUS_BY_WEIGHT = ("occurred", "denied", "planned", "hypothetical")  # where articles differ: what has happened outweighs a plan
CONTEXT_LIMIT = 400  # characters kept on each side of a quote where no sentence ends, as in lists and tables

# A sentence ends at a line's end, and at . ! ? before white space and anything but a small letter. A full stop after an initial
# or a short capitalised word ("U.S.", "Gen.", "Lt.") ends nothing. Repeats are bounded, so that no text makes the search slow.
_SENTENCE_END = re.compile(r"""[\r\n]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…]["”’)\]]{0,3}\s(?=\s{0,3}[^\sa-z])""")


def to_networkx(codings: Iterable[Coding], texts: Mapping[str, str], *, ontology: Ontology | None = None) -> nx.MultiDiGraph:
    """The graph of what some articles say.

    Args:
        codings: One an article; ids shared between codings are taken for the same thing.
        texts: Article id to its exact text. Where it is missing, a quote stands for its sentence.
        ontology: Gives predicates and concepts their labels; by default the one that comes with the package.

    Returns:
        The same graph for the same input, in whatever order the codings come.

    Raises:
        InputError: A text does not hold a quote at the offsets of its coding.
    """
    import networkx as nx

    graph = nx.MultiDiGraph(articles={})
    known = ontology or load()
    ordered = sorted(codings, key=lambda coding: coding.article.id)
    for coding in ordered:
        _add_things(graph, coding, _Quoter(coding, texts))
    for coding in ordered:
        _add_claims(graph, coding, _Quoter(coding, texts), known)
    for _, values in graph.nodes(data=True):
        values["date"] = "; ".join(dict.fromkeys(dating["text"] for dating in values["dates"]))
    return graph


class _Quoter:
    """Turns the spans of one article into evidence: the quote and the sentence around it."""

    def __init__(self, coding: Coding, texts: Mapping[str, str]) -> None:
        self.article = coding.article.id
        self.text = texts.get(self.article, coding.article.text)
        self.ends = [0, *(end.end() for end in _SENTENCE_END.finditer(self.text or "")), len(self.text or "")]

    def evidence(self, spans: Iterable[Span]) -> list[Values]:
        return [self._evidence(span) for span in spans]

    def _evidence(self, span: Span) -> Values:
        if self.text is None:
            sentence, offset = span.quote, 0
        elif self.text[span.start : span.end] != span.quote:
            mend = "Give the text exactly as it was read when the coding was made."
            raise InputError(f"the text does not hold {span.quote!r} at {span.start}-{span.end}", place=self.article, mend=mend)
        else:
            sentence, offset = self._sentence(self.text, span)
        return {"article": self.article, "start": span.start, "end": span.end, "quote": span.quote, "sentence": sentence, "offset": offset}

    def _sentence(self, text: str, span: Span) -> tuple[str, int]:
        """The sentence or sentences that a span touches, and where the span begins in them."""
        start = max(self.ends[bisect_right(self.ends, span.start) - 1], span.start - CONTEXT_LIMIT)
        end = min(self.ends[bisect_left(self.ends, span.end)], span.end + CONTEXT_LIMIT)
        while start < span.start and text[start].isspace():
            start += 1
        while end > span.end and text[end - 1].isspace():
            end -= 1
        return text[start:end], span.start - start


# --- nodes -------------------------------------------------------------------------------------------------


def _add_things(graph: nx.MultiDiGraph, coding: Coding, quoter: _Quoter) -> None:
    article = coding.article
    graph.graph["articles"][article.id] = {
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }
    things: list[Entity | Event | Topic] = [*coding.entities, *coding.events, *coding.topics]
    for thing in sorted(things, key=lambda thing: thing.id):
        new = {**_described(thing), "mentions": quoter.evidence(thing.mentions), "articles": [article.id]}
        known = graph.nodes[thing.id] if thing.id in graph else None
        graph.add_node(thing.id, **(_merged(known, new) if known else new))


def _described(thing: Entity | Event | Topic) -> Values:
    """The attributes of a node as one article gives them."""
    values: Values = {"label": thing.label, "cls": "Topic", "kind": "topic", "named": True, "alt_labels": [], "status": None}
    values |= {"event_types": [], "dates": [], "casualties": []}
    if isinstance(thing, Event):
        values |= {"cls": thing.cls, "kind": "event", "alt_labels": list(thing.alt_labels), "status": thing.status}
        values["event_types"] = list(thing.event_types)
    elif isinstance(thing, Entity):
        values |= {"cls": thing.cls, "kind": "entity", "alt_labels": list(thing.alt_labels), "named": thing.named}
        names = ("rank", "facility_type", "iso_alpha2", "lat", "lon", "place_precision")
        values |= {name: getattr(thing, name) for name in names if getattr(thing, name) is not None}
        values |= {"links": dict(thing.links)} if thing.links else {}
    return values


def _merged(old: Values, new: Values) -> Values:
    """Two articles' account of one thing: the first name stays, the others become further names; nothing is lost."""
    names = dict.fromkeys((*old["alt_labels"], new["label"], *new["alt_labels"]))
    statuses = [status for status in STATUS_BY_WEIGHT if status in (old["status"], new["status"])]
    return {
        **new,
        **old,
        "alt_labels": [name for name in names if name != old["label"]],
        "named": old["named"] or new["named"],
        "status": statuses[0] if statuses else None,
        "event_types": list(dict.fromkeys((*old["event_types"], *new["event_types"]))),
        "mentions": [*old["mentions"], *new["mentions"]],
        "articles": list(dict.fromkeys((*old["articles"], *new["articles"]))),
    }


def _node(graph: nx.MultiDiGraph, name: str, article: str) -> str:
    """The id of the node with this name; one that no article describes is a concept, worded by its slug."""
    if name not in graph:
        concept = {"label": _words(name.rpartition("/")[2]), "cls": "Concept", "kind": "concept", "named": True, "alt_labels": []}
        graph.add_node(name, **concept, status=None, event_types=[], dates=[], casualties=[], mentions=[], articles=[])
    if article not in graph.nodes[name]["articles"]:
        graph.nodes[name]["articles"].append(article)
    return name


def _object(graph: nx.MultiDiGraph, relation: Relation, article: str, ontology: Ontology) -> str:
    """The id of the object's node: a thing of the coding, or a concept of the scheme named like the predicate."""
    scheme = _words(relation.predicate.rpartition(":")[2]).replace(" ", "-")
    if relation.object in graph or "/" in relation.object:
        return _node(graph, relation.object, article)
    node = _node(graph, f"{scheme}/{relation.object}", article)
    concept = ontology.schemes.get(scheme, {}).get(relation.object)
    graph.nodes[node]["label"] = concept.label if concept else graph.nodes[node]["label"]
    return node


# --- claims ------------------------------------------------------------------------------------------------


def _add_claims(graph: nx.MultiDiGraph, coding: Coding, quoter: _Quoter, ontology: Ontology) -> None:
    article = coding.article.id
    for dating in coding.dates:
        values = {"text": in_words(dating.bounds), "verbatim": dating.verbatim, "precision": dating.precision, **_days(dating.bounds)}
        event = _node(graph, dating.event, article)
        graph.nodes[event]["dates"].append({**values, **_claim(dating, quoter)})
    for figure in coding.casualties:
        values = {
            "text": casualties_in_words(figure.kind, figure.lower, figure.best, figure.upper),
            "kind": figure.kind,
            "lower": figure.lower,
            "upper": figure.upper,
            "best": figure.best,
        }
        values |= {"qualifier": figure.qualifier, "verbatim": figure.verbatim, "among": figure.among_group}
        event = _node(graph, figure.event, article)
        graph.nodes[event]["casualties"].append({**values, **_claim(figure, quoter)})
    for relation in coding.relations:
        _add_relation(graph, relation, quoter, ontology)


def _add_relation(graph: nx.MultiDiGraph, relation: Relation, quoter: _Quoter, ontology: Ontology) -> None:
    subject = _node(graph, relation.subject, quoter.article)
    target = _object(graph, relation, quoter.article, ontology)
    key = f"{relation.predicate} {quoter.article} {relation.attributed_to or ''}".strip()
    taken = sum(other.partition("#")[0] == key for other in graph.get_edge_data(subject, target, default=()))
    known = ontology.properties.get(relation.predicate)
    values = {
        "predicate": relation.predicate,
        "label": known.label if known else _words(relation.predicate.rpartition(":")[2]),
        "inverse_label": (known.inverse_label or None) if known else None,
        "validity": in_words(relation.validity) if relation.validity else None,
    }
    graph.add_edge(subject, target, key=f"{key}#{taken + 1}" if taken else key, **values, **_claim(relation, quoter))


def _claim(claim: Dating | CasualtyFigure | Relation, quoter: _Quoter) -> Values:
    """What every claim says about itself."""
    return {
        "article": quoter.article,
        "basis": claim.basis,
        "confidence": claim.confidence,
        "speaker": claim.attributed_to,
        "rule": claim.rule,
        "evidence": quoter.evidence(claim.evidence),
    }


# --- words -------------------------------------------------------------------------------------------------


def _words(name: str) -> str:
    """The words of a local name or slug: "basedIn" is "based in", "armed-assault" is "armed assault"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|-", " ", name).lower()


def casualties_in_words(kind: str, low: int | None, best: int | None, high: int | None) -> str:
    """A casualty figure in words, from its bounds: "at least 13 killed"."""
    if low is not None and low == high:
        number = str(low)
    elif low is not None and high is not None:
        number = f"{low} to {high}"
    elif low is not None:
        number = f"at least {low}"
    elif high is not None:
        number = f"at most {high}"
    else:
        number = f"about {best}" if best is not None else "an unknown number"
    return f"{number} {'taken hostage' if kind == 'hostage' else kind}"


def _days(bounds: Bounds) -> Values:
    names = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
    days = {name: getattr(bounds, name) for name in names}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def in_words(bounds: Bounds) -> str:
    """Four bounds as a reader would say them: "3 May 2022", "2013", "from 2011", "between 2011 and 5 May 2022"."""
    begin = _window(bounds.begin_earliest, bounds.begin_latest)
    end = _window(bounds.end_earliest, bounds.end_latest)
    if begin == end or not (begin or end):
        return begin or "date unknown"
    if bounds.begin_latest and bounds.end_earliest and not (bounds.begin_earliest or bounds.end_latest):
        first, last = _day(bounds.begin_latest), _day(bounds.end_earliest)
        return f"as of {first}" if first == last else f"at least from {first} until {last}"
    if begin.endswith(" or later") and not end:
        return begin
    loose = begin.startswith(("by ", "between ")) or begin.endswith(" or later")
    opening = f"begun {begin}" if loose else f"from {begin}" if begin else ""
    return ", ".join(part for part in (opening, f"until {end}" if end else "") if part)


def _window(first: date | None, last: date | None) -> str:
    """The days from first to last, as one date where they make a calendar unit."""
    if first is None or last is None:
        return f"{_day(first)} or later" if first else f"by {_day(last)}" if last else ""
    if first == last:
        return _day(first)
    if first.day == 1 and (last.toordinal() + 1 == _next_month(first).toordinal()):
        return f"{MONTHS[first.month - 1]} {first.year}"
    opening = str(first.year) if (first.month, first.day) == (1, 1) else _day(first)
    closing = str(last.year) if (last.month, last.day) == (12, 31) else _day(last)
    return opening if opening == closing else f"between {opening} and {closing}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _next_month(day: date) -> date:
    """The first day of the month after; December of the last year there is stays as it is."""
    if day.month < 12:
        return day.replace(month=day.month + 1, day=1)
    return day.replace(year=day.year + 1, month=1, day=1) if day.year < date.max.year else day
