"""A part of a graph in a store, and the networkx view of any graph that is read back.

`quads_around` asks a store for what is near some things, hop by hop along claims, and for all that belongs to those claims (words, sources,
positions): the rest of a large store is not touched. `network_of` turns a `Content` into the graph that `kg.graph.network` makes of codings,
without the mentions; the articles of a thing are those that claim something of it. Neither resolves or draws.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.graph.content import Claim, Content, Thing
from kg.graph.network import days_of
from kg.graph.quoting import Quoter
from kg.graph.store import Answering
from kg.graph.terms import Iri, Quad
from kg.graph.wording import casualties_in_words, in_words, name_in_words
from kg.iris import expand, shorten
from kg.model import Span

if TYPE_CHECKING:
    import networkx as nx

Values = dict[str, Any]

AT_ONCE = 200  # subjects named in one query: far below the limits of any engine
_BESIDE = """SELECT DISTINCT ?other WHERE { VALUES ?near { %s }
  { ?claim sikg:claimSubject ?near ; sikg:claimObject ?other } UNION { ?claim sikg:claimObject ?near ; sikg:claimSubject ?other } }"""
_CLAIMS = "SELECT DISTINCT ?claim WHERE { VALUES ?near { %s } ?claim sikg:claimSubject|sikg:aboutEvent ?near }"
_TRIPLES = "SELECT ?s ?p ?o WHERE { VALUES ?s { %s } ?s ?p ?o }"
PARTS = ("prov:wasDerivedFrom", "oa:hasSelector", "oa:hasSource", "geo:hasGeometry")  # what belongs to a claim, a passage, a place
NAMED = ("sikg:amongGroup", "prov:wasAttributedTo")  # told of in a claim, and shown by name


def quads_around(store: Answering, focuses: Iterable[str], hops: int = 1) -> Iterator[Quad]:
    """The triples of the things at most some claims away from the focuses, of the claims between them, and of what those rest on.

    Args:
        store: Any store; it is asked by SPARQL only.
        focuses: IRIs of things.
        hops: How many claims away.

    Raises:
        InputError: The store says nothing of a focus.
    """
    near = dict.fromkeys(sorted(focuses))
    held = {subject for subject, _, _ in triples_of(store, near)}
    for focus in near:
        if focus not in held:
            raise InputError("the store says nothing of it", place=focus, mend="Give the IRI of a thing; `kg query` finds it.")
    rim = list(near)
    for _ in range(hops):
        rim = [other for other in column(store, _BESIDE, rim) if other not in near]
        near |= dict.fromkeys(rim)
    claims = [
        (node, list(triples))
        for node, triples in _by_subject(triples_of(store, column(store, _CLAIMS, near))).items()
        if _inside(triples, near)
    ]
    found = [triple for _, triples in claims for triple in triples]
    named = {value.value for _, p, value in found if shorten(p) in NAMED and isinstance(value, Iri)}
    found += triples_of(store, sorted({*near, *named}))
    pending, known = parts_of(found), {subject for subject, _, _ in found}
    while pending:
        known |= set(pending)
        further = triples_of(store, pending)
        found += further
        pending = [node for node in parts_of(further) if node not in known]
    return (Quad(Iri(subject), Iri(predicate), value) for subject, predicate, value in found)


def column(store: Answering, query: str, near: Collection[str]) -> list[str]:
    """The IRIs that a query of one column gives for some nodes, each once, in order."""
    found = {row[0].value for part in _portions(near) for row in store.query(query % part).rows if isinstance(row[0], Iri)}
    return sorted(found)


def triples_of(store: Answering, nodes: Collection[str]) -> list[tuple[str, str, Any]]:
    """The triples of some nodes of a store."""
    rows = (row for part in _portions(nodes) for row in store.query(_TRIPLES % part).rows)
    return [(s.value, p.value, value) for s, p, value in rows if isinstance(s, Iri) and isinstance(p, Iri)]


def _portions(nodes: Collection[str]) -> Iterator[str]:
    """The nodes as lists of IRIs for VALUES; what cannot be written as an IRI is no node of a store."""
    written = [f"<{node}>" for node in nodes if not any(c in node for c in '<>"{}|^`\\ ') and node.isprintable()]
    for start in range(0, len(written), AT_ONCE):
        yield " ".join(written[start : start + AT_ONCE])


def _by_subject(triples: Iterable[tuple[str, str, Any]]) -> Mapping[str, list[tuple[str, str, Any]]]:
    groups: defaultdict[str, list[tuple[str, str, Any]]] = defaultdict(list)
    for triple in triples:
        groups[triple[0]].append(triple)
    return groups


def _inside(triples: Iterable[tuple[str, str, Any]], near: Collection[str]) -> bool:
    """Whether a claim relates things that are near, or one to a concept, which needs no room of its own."""
    targets = {value.value for _, p, value in triples if p == expand("sikg:claimObject") and isinstance(value, Iri)}
    return targets <= set(near)


def parts_of(triples: Iterable[tuple[str, str, Any]], mentions_of: Collection[str] = ()) -> list[str]:
    """What belongs to the subjects of these triples: passages, their selectors and articles, positions; of some also where they are named."""
    wanted, named = {expand(curie) for curie in PARTS}, expand("sikg:mentionedIn")
    return sorted({value.value for s, p, value in triples if (p in wanted or (p == named and s in mentions_of)) and isinstance(value, Iri)})


# --- the networkx view -------------------------------------------------------------------------------------


def network_of(content: Content, texts: Mapping[str, str] | None = None) -> nx.MultiDiGraph:
    """A graph that was read back, as `kg.graph.network.to_networkx` makes one of codings.

    Args:
        content: What a store, file or part of it says.
        texts: Exact texts of articles by their id: with them quotes stand in their sentences, without them alone.

    Raises:
        InputError: A text does not hold a quote at its place.
    """
    import networkx as nx

    graph = nx.MultiDiGraph(articles={})
    told = _Telling(content, texts or {})
    related = {iri for claim in content.claims.values() for iri in (claim.subject, claim.object) if iri in content.things}
    described = {iri for iri, thing in content.things.items() if thing.cls}
    for iri in sorted(related | described):
        graph.add_node(content.things[iri].id, **_described(content.things[iri], content))
    for claim in content.claims.values():
        told.add(graph, claim)
    for _, values in graph.nodes(data=True):
        values["date"] = "; ".join(dict.fromkeys(dating["text"] for dating in values["dates"]))
    return graph


def _described(thing: Thing, content: Content) -> Values:
    cls = thing.cls or "Concept"
    kind = "event" if content.is_a(thing.iri, "Event") else {"Topic": "topic", "Concept": "concept"}.get(cls, "entity")
    values: Values = {"label": thing.label, "cls": cls, "kind": kind, "named": True, "alt_labels": list(thing.alt_labels)}
    values |= {
        "status": thing.status or None,
        "event_types": list(thing.event_types),
        "dates": [],
        "casualties": [],
        "mentions": [],
        "articles": [],
    }
    known = {"rank": ", ".join(thing.ranks), "facility_type": thing.facility_type, "iso_alpha2": thing.iso_alpha2}
    known |= {"place_precision": thing.place_precision}
    values |= {name: value for name, value in known.items() if value}
    values |= {"lat": thing.point[0], "lon": thing.point[1]} if thing.point else {}
    return values | ({"links": {"same as": ", ".join(thing.matches)}} if thing.matches else {})


class _Telling:
    """Turns claims into edges, dates and figures, and keeps the texts that they quote."""

    def __init__(self, content: Content, texts: Mapping[str, str]) -> None:
        self.content = content
        self.texts = texts
        self.quoters: dict[str, Quoter] = {}

    def add(self, graph: nx.MultiDiGraph, claim: Claim) -> None:
        things = self.content.things
        if claim.subject not in things:
            return
        subject = things[claim.subject].id
        values = self.told(graph, claim)
        touched = [subject]
        if claim.cls == "Dating":
            values |= days_of(claim.bounds) | {
                "text": in_words(claim.bounds),
                "verbatim": claim.verbatim,
                "precision": claim.precision or None,
            }
            graph.nodes[subject]["dates"].append(values)
        elif claim.cls == "CasualtyFigure":
            values |= {
                "text": casualties_in_words(claim.kind, claim.lower, claim.best, claim.upper),
                "kind": claim.kind,
                "lower": claim.lower,
            }
            values |= {"upper": claim.upper, "best": claim.best, "qualifier": claim.qualifier, "verbatim": claim.verbatim}
            values |= {"among": self.name(claim.among)}
            graph.nodes[subject]["casualties"].append(values)
        elif claim.object in things:
            known = self.content.terms.properties.get(claim.property)
            values |= days_of(claim.bounds) | {
                "predicate": claim.property,
                "label": known.label if known else name_in_words(claim.property.rpartition(":")[2]),
            }
            values |= {"inverse_label": (known.inverse_label or None) if known else None}
            validity = in_words(claim.bounds) if any(days_of(claim.bounds).values()) else None
            graph.add_edge(subject, things[claim.object].id, key=claim.iri, **values, validity=validity)
            touched.append(things[claim.object].id)
        for node in touched:
            if values["article"] not in graph.nodes[node]["articles"]:
                graph.nodes[node]["articles"].append(values["article"])

    def told(self, graph: nx.MultiDiGraph, claim: Claim) -> Values:
        article = self.article(graph, claim.article)
        evidence = [item for passage in claim.passages for item in self.quoted(graph, passage.article, passage.start, passage.quote)]
        confidence = 1.0 if claim.confidence is None else claim.confidence
        return {
            "id": claim.iri,
            "article": article,
            "basis": claim.basis or "stated",
            "confidence": confidence,
            "speaker": self.name(claim.speaker),
            "rule": claim.rule,
            "evidence": evidence,
            "contradicts": list(claim.contradicts),
        }

    def article(self, graph: nx.MultiDiGraph, iri: str) -> str:
        """The id of an article or dataset row, which the graph then knows."""
        known = self.content.articles.get(iri)
        name = known.id if known else iri or "unknown source"
        day = known.published.isoformat() if known and known.published else None
        title = (known.headline or (None if known.label == f"Article {known.id}" else known.label)) if known else None
        graph.graph["articles"].setdefault(name, {"title": title, "source": None, "published": day, "url": None})
        return name

    def quoted(self, graph: nx.MultiDiGraph, iri: str, start: int | None, quote: str) -> list[Values]:
        article = self.article(graph, iri)
        if article not in self.quoters:
            self.quoters[article] = Quoter(article, self.texts.get(article))
        quoter = self.quoters[article] if start is not None else Quoter(article, None)
        begin = start or 0
        return quoter.evidence([Span(begin, begin + len(quote), quote)])

    def name(self, iri: str) -> str | None:
        """The id of a thing that is named, or its label where it is none of the graph's things."""
        if not iri:
            return None
        return self.content.things[iri].id if iri in self.content.things else self.content.label(iri)
