"""Codings as a networkx graph: things are nodes, claims are edges, and every claim carries its words.

In: codings whose ids are global ("kind/slug"), and the texts their offsets refer to. Out: one `MultiDiGraph` with a
node for each entity, event, topic and concept and an edge for each claim that relates two of them. Attributes are
plain values (text, numbers, lists, dicts), ready for `networkx.node_link_data` and JSON; all words stand exactly as
written, control characters included: whoever shows them makes them safe. Does not draw, and writes no RDF.

Node: `label`, `cls`, `kind` (entity, event, topic, concept), `named`, `alt_labels`, `status`, `event_types`, `dates` and
`casualties` (claims, each with `text`), `date` (the datings in words), `mentions`, `articles`, and, where known, `rank`,
`facility_type`, `iso_alpha2`, `links`, `lat`, `lon`, `place_precision`. Edge: `predicate`, `label`, `inverse_label`, `validity` (in
words) and its four days. Every claim: `id`, `article`, `basis`, `confidence`, `speaker` (a node id, or None for the article's own voice),
`rule`, `evidence`; a date or casualty figure also `contradicts`, the ids of claims that cannot be true with it. Evidence: `article`,
`start`, `end`, `quote`, `sentence`, and `offset`, the place in the sentence where the quote begins. The graph itself keeps
`articles`: id to title, source, published, url. What one speaker says in one article in several places is one claim, as in RDF.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.graph.claims import Claim, claims_of, contradictions
from kg.graph.quoting import Quoter
from kg.graph.wording import casualties_in_words, in_words, name_in_words
from kg.model import Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation, Topic
from kg.ontology import Ontology, load

if TYPE_CHECKING:
    import networkx as nx

Values = dict[str, Any]

STATUS_BY_WEIGHT = ("occurred", "denied", "planned", "hypothetical")  # where articles differ: what has happened outweighs a plan


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
    quoters = [
        (coding, Quoter(coding.article.id, texts.get(coding.article.id, coding.article.text)))
        for coding in sorted(codings, key=lambda coding: coding.article.id)
    ]
    for coding, quoter in quoters:
        _add_things(graph, coding, quoter)
    claims = [(claim, quoter) for coding, quoter in quoters for claim in claims_of(coding)]
    clashes = _clashes(claim for claim, _ in claims)
    for claim, quoter in claims:
        _add_claim(graph, claim, quoter, known, clashes)
    for _, values in graph.nodes(data=True):
        values["date"] = "; ".join(dict.fromkeys(dating["text"] for dating in values["dates"]))
    return graph


# --- nodes -------------------------------------------------------------------------------------------------


def _add_things(graph: nx.MultiDiGraph, coding: Coding, quoter: Quoter) -> None:
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
        concept = {"label": name_in_words(name.rpartition("/")[2]), "cls": "Concept", "kind": "concept", "named": True, "alt_labels": []}
        graph.add_node(name, **concept, status=None, event_types=[], dates=[], casualties=[], mentions=[], articles=[])
    if article not in graph.nodes[name]["articles"]:
        graph.nodes[name]["articles"].append(article)
    return name


def _object(graph: nx.MultiDiGraph, relation: Relation, article: str, ontology: Ontology) -> str:
    """The id of the object's node: a thing of the coding, or a concept of the scheme named like the predicate."""
    scheme = name_in_words(relation.predicate.rpartition(":")[2]).replace(" ", "-")
    if relation.object in graph or "/" in relation.object:
        return _node(graph, relation.object, article)
    node = _node(graph, f"{scheme}/{relation.object}", article)
    concept = ontology.schemes.get(scheme, {}).get(relation.object)
    graph.nodes[node]["label"] = concept.label if concept else graph.nodes[node]["label"]
    return node


# --- claims ------------------------------------------------------------------------------------------------


def _add_claim(graph: nx.MultiDiGraph, claim: Claim, quoter: Quoter, ontology: Ontology, clashes: Values) -> None:
    match claim.source:
        case Relation() as relation:
            _add_relation(graph, relation, claim, quoter, ontology)
        case Dating() as dating:
            values = {"text": in_words(dating.bounds), "verbatim": dating.verbatim, "precision": dating.precision, **days_of(dating.bounds)}
            graph.nodes[_node(graph, dating.event, claim.article)]["dates"].append({**values, **_told(claim, quoter, clashes)})
        case CasualtyFigure() as figure:
            names = ("kind", "lower", "upper", "best", "qualifier", "verbatim")
            values = {
                "text": casualties_in_words(figure.kind, figure.lower, figure.best, figure.upper),
                **{name: getattr(figure, name) for name in names},
                "among": figure.among_group,
            }
            graph.nodes[_node(graph, figure.event, claim.article)]["casualties"].append({**values, **_told(claim, quoter, clashes)})


def _add_relation(graph: nx.MultiDiGraph, relation: Relation, claim: Claim, quoter: Quoter, ontology: Ontology) -> None:
    subject = _node(graph, relation.subject, claim.article)
    target = _object(graph, relation, claim.article, ontology)
    known = ontology.properties.get(relation.predicate)
    values = {
        "predicate": relation.predicate,
        "label": known.label if known else name_in_words(relation.predicate.rpartition(":")[2]),
        "inverse_label": (known.inverse_label or None) if known else None,
        "validity": in_words(relation.validity) if relation.validity else None,
        **days_of(relation.validity or Bounds()),
    }
    graph.add_edge(subject, target, key=_id(claim), **values, **_told(claim, quoter))


def _told(claim: Claim, quoter: Quoter, clashes: Values | None = None) -> Values:
    """What every claim says about itself; a figure or date also with which others it cannot both be true."""
    source = claim.source
    about = {"id": _id(claim), "article": claim.article, "basis": source.basis, "confidence": source.confidence}
    about |= {"speaker": source.attributed_to, "rule": source.rule, "evidence": quoter.evidence(claim.evidence)}
    return about if clashes is None else {**about, "contradicts": sorted(clashes.get(_id(claim), ()))}


def _id(claim: Claim) -> str:
    return f"{claim.article}/{claim.digest}"


def _clashes(claims: Iterable[Claim]) -> Values:
    """For each claim that another one contradicts, the ids of those others."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in contradictions(claims):
        found[_id(one)].append(_id(other))
        found[_id(other)].append(_id(one))
    return found


def days_of(bounds: Bounds) -> Values:
    """The four days as ISO text, None where one is unknown."""
    names = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
    days = {name: getattr(bounds, name) for name in names}
    return {name: day.isoformat() if day else None for name, day in days.items()}


# --- a part of a graph -------------------------------------------------------------------------------------


def neighbourhood(graph: nx.MultiDiGraph, focuses: Iterable[str], hops: int = 1) -> nx.MultiDiGraph:
    """The things that are at most some claims away from the focuses, in either direction, and all claims between them.

    Args:
        graph: As `to_networkx` makes it.
        focuses: Ids of nodes; they stay even where nothing is said of them.
        hops: How many claims away; 0 keeps the focuses alone.

    Raises:
        InputError: A focus is no node of the graph.
    """
    near = set(focuses)
    for focus in sorted(near - set(graph)):
        raise InputError("is not in this graph", place=focus, mend="Give the id or IRI of a thing in it; the page's search shows them.")
    rim = near
    for _ in range(hops):
        rim = {other for node in rim for other in (*graph.successors(node), *graph.predecessors(node))} - near
        near = near | rim
    part = graph.subgraph(node for node in graph if node in near).copy()
    claims = [values for *_, values in part.edges(data=True)]
    named = {article for _, values in part.nodes(data=True) for article in values["articles"]} | {values["article"] for values in claims}
    part.graph["articles"] = {name: values for name, values in graph.graph["articles"].items() if name in named}
    return part
