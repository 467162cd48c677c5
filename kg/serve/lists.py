"""Lists of the graph: its classes with their sizes, the things of a class, its articles, and what a word finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg import ontology
from kg.graph.terms import Iri, Literal
from kg.iris import expand, local, shorten
from kg.query.pool import Pool
from kg.serve.asking import rows
from kg.serve.things import Link, class_label, words

PAGE_SIZE = 100
SEARCH_LIMIT = 100
SECTIONS = ("Event", "Actor", "Place", "Post", "Asset")  # top classes, in the order in which people look for things

SIZES = "SELECT ?cls (COUNT(DISTINCT ?s) AS ?n) { ?s a ?cls } GROUP BY ?cls"
MEMBERS = """SELECT ?s (SAMPLE(?name) AS ?label) (COUNT(DISTINCT ?m) AS ?mentions) {
  ?s a %cls% . OPTIONAL { ?s rdfs:label|skos:prefLabel ?name } OPTIONAL { ?s sikg:mentionedIn ?m }
} GROUP BY ?s ORDER BY LCASE(STR(?label)) ?s LIMIT %limit% OFFSET %offset%"""
ARTICLES = """SELECT ?s (SAMPLE(?name) AS ?label) (SAMPLE(?head) AS ?headline) (SAMPLE(?day) AS ?published) {
  ?s a schema:NewsArticle . OPTIONAL { ?s rdfs:label ?name } OPTIONAL { ?s schema:headline ?head } OPTIONAL { ?s schema:datePublished ?day }
} GROUP BY ?s ORDER BY DESC(?published) ?s LIMIT %limit% OFFSET %offset%"""
SEARCH = """SELECT ?s ?cls (SAMPLE(?found) AS ?label) (SAMPLE(?main) AS ?name) {
  ?s rdfs:label|skos:prefLabel|skos:altLabel|schema:headline ?found ; a ?cls . FILTER CONTAINS(LCASE(STR(?found)), LCASE(%words%))
  OPTIONAL { ?s rdfs:label|skos:prefLabel ?main }
} GROUP BY ?s ?cls ORDER BY STRLEN(STR(?label)) LCASE(STR(?label)) ?s LIMIT %limit%"""
QUOTES = """SELECT DISTINCT ?s ?label ?quote {
  ?w oa:exact ?quote . FILTER CONTAINS(LCASE(STR(?quote)), LCASE(%words%))
  ?p oa:hasSelector ?w . ?s sikg:mentionedIn ?p ; rdfs:label|skos:prefLabel ?label
} ORDER BY STRLEN(STR(?quote)) ?s LIMIT %limit%"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list."""

    link: Link
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """A class with how many things it has."""

    name: str
    label: str
    definition: str
    size: int


async def class_sizes(pool: Pool) -> dict[str, int]:
    """How many things each class has, by its IRI; classes above are not counted in."""
    return {words(row["cls"]): int(words(row["n"])) for row in await rows(pool, SIZES)}


def sections(sizes: Mapping[str, int]) -> list[tuple[str, list[ClassEntry]]]:
    """The classes in use under their top classes, each once."""
    terms, done = ontology.load(), set()
    found = []
    for top in SECTIONS:
        entries = []
        for name in (top, *(n for n in terms.subclasses(top) if n != top)):
            iri = expand(terms.classes[name].curie)
            if name not in done and sizes.get(iri):
                done.add(name)
                known = terms.classes[name]
                entries.append(ClassEntry(name, known.label, known.definition, sizes[iri]))
        if entries:
            found.append((terms.classes[top].label, sorted(entries, key=lambda e: (-e.size, e.label))))
    return found


def class_iri(name: str) -> Iri | None:
    """The class of that name, if there is one."""
    known = ontology.load().classes.get(name)
    return Iri(expand(known.curie)) if known else None


async def members(pool: Pool, cls: Iri, page: int) -> list[Entry]:
    """One page of the things of a class, by name; one entry more than a page where there are more."""
    found = await rows(pool, MEMBERS, cls=cls, limit=PAGE_SIZE + 1, offset=page * PAGE_SIZE)
    return [Entry(_named(row["s"], row.get("label")), _times(words(row["mentions"]))) for row in found]


async def articles(pool: Pool, page: int) -> list[Entry]:
    """One page of the articles, newest first; one entry more than a page where there are more."""
    found = await rows(pool, ARTICLES, limit=PAGE_SIZE + 1, offset=page * PAGE_SIZE)
    return [Entry(_named(row["s"], row.get("headline", row.get("label"))), words(row.get("published"))) for row in found]


async def search(pool: Pool, text: str) -> tuple[list[Entry], list[Entry]]:
    """Things whose names hold the words, best first, and things that were mentioned in such words."""
    named = await rows(pool, SEARCH, words=Literal(text), limit=SEARCH_LIMIT)
    quoted = await rows(pool, QUOTES, words=Literal(text), limit=SEARCH_LIMIT)
    things = [Entry(_named(row["s"], row.get("name", row["label"])), class_label(words(row["cls"]))) for row in named]
    seen = {entry.link.iri for entry in things}
    return things, [Entry(_named(row["s"], row["label"]), words(row["quote"])) for row in quoted if words(row["s"]) not in seen]


def _named(iri: object, label: object) -> Link:
    value = iri.value if isinstance(iri, Iri) else ""
    return Link(label.value if isinstance(label, Literal) else shorten(value) or local(value), value)


def _times(count: str) -> str:
    return "" if count in ("", "0") else "mentioned once" if count == "1" else f"mentioned {int(count):,} times"
