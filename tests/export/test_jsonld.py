"""JSON-LD and RDF/XML: how they look, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import SikgError
from kg.export.jsonld import context
from kg.export.rdf import pieces, write
from kg.graph.store import read_quads
from kg.graph.terms import XSD, BlankNode, Iri, Literal, Quad, TripleTerm, text
from kg.iris import expand
from kg.ontology import load, locate

ID = "https://w3id.org/sikg/id/"
RAID, FRONT, TYPE = Iri(ID + "event/raid"), Iri(ID + "org/front"), Iri(expand("rdf:type"))
FACTS = Iri("https://w3id.org/sikg/graph/a/facts")
GRAPH = [
    Quad(RAID, TYPE, Iri(expand("sikg:Attack")), FACTS),
    Quad(RAID, Iri(expand("rdfs:label")), text("Raid"), FACTS),
    Quad(RAID, Iri(expand("rdfs:label")), text("Überfall", "de"), FACTS),
    Quad(RAID, Iri(expand("sikg:perpetrator")), FRONT, FACTS),
    Quad(Iri(ID + "claim/a/1"), Iri(expand("sikg:beginEarliest")), Literal("2024-05-03", XSD + "date")),
    Quad(Iri(ID + "claim/a/1"), Iri(expand("sikg:lowerBound")), Literal("12", XSD + "integer")),
    Quad(Iri(ID + "claim/a/1"), Iri(expand("sikg:basis")), Iri(expand("basis:stated"))),
    Quad(Iri(ID + "claim/a/1"), Iri(expand("sikg:rule")), Literal("a-rule")),
    Quad(Iri(ID + "claim/a/1"), Iri("http://e.org/p"), Literal("007", XSD + "integer")),
]


def test_jsonld_is_worded_by_the_context() -> None:
    found = json.loads("".join(pieces(GRAPH, "jsonld")))
    assert found["@context"] == {"@base": ID, **context()}
    assert found["@graph"] == [
        {
            "@id": "claim/a/1",
            "lowerBound": 12,
            "beginEarliest": "2024-05-03",
            "basis": "basis-scheme:stated",
            "rule": "a-rule",
            "http://e.org/p": {"@value": "007", "@type": "xsd:integer"},
        },
        {
            "@id": FACTS.value,
            "@graph": [
                {
                    "@id": "event/raid",
                    "@type": "Attack",
                    "label": ["Raid", {"@value": "Überfall", "@language": "de"}],
                    "perpetrator": "org/front",
                }
            ],
        },
    ]


def test_the_context_file_is_that_of_the_ontology() -> None:
    kept = json.loads(locate("ontology/context.jsonld").read_text(encoding="utf-8"))
    command = "python -c 'import json; from kg.export.jsonld import context; print(json.dumps({\"@context\": context()}, indent=2))'"
    assert kept == {"@context": context()}, f"renew ontology/context.jsonld: {command}"


def test_every_term_of_the_ontology_has_a_name_of_its_own_in_the_context() -> None:
    terms, names = load(), context()
    named = {value["@id"] if isinstance(value, dict) else value for value in names.values() if not isinstance(value, float)}
    assert {cls.curie for cls in terms.classes.values()} | set(terms.properties) <= named


def test_rdfxml_says_each_triple_once_and_declares_what_it_needs() -> None:
    told = "".join(pieces([*GRAPH, *GRAPH], "rdfxml"))
    assert told.count("<rdf:Description ") == 2
    raid = told[told.index("event/raid") :]
    assert raid[raid.index("\n") : raid.index("sikg:perp")].split() == [
        "<rdf:type", 'rdf:resource="https://w3id.org/sikg/ontology#Attack"/>',
        "<rdfs:label", 'xml:lang="en">Raid</rdfs:label>', "<rdfs:label", 'xml:lang="de">Überfall</rdfs:label>', "<",
    ]  # fmt: skip
    assert '<n:p xmlns:n="http://e.org/" rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">007</n:p>' in told


@pytest.mark.parametrize(
    ("name", "quad", "reason"),
    [
        ("jsonld", Quad(Iri("geo:1,2"), TYPE, RAID), "would read 'geo:1,2' as a prefixed name"),
        ("jsonld", Quad(RAID, Iri("about:p"), RAID), "would read 'about:p' as a prefixed name"),
        ("jsonld", Quad(RAID, TYPE, TripleTerm(RAID, TYPE, RAID)), "no triples as terms"),
        ("rdfxml", Quad(RAID, TYPE, TripleTerm(RAID, TYPE, RAID)), "no triples as terms"),
        ("rdfxml", Quad(RAID, Iri("http://e.org/1"), RAID), "does not end in a name"),
        ("rdfxml", Quad(RAID, Iri("http://e.org/"), RAID), "does not end in a name"),
        ("rdfxml", Quad(RAID, Iri(expand("rdf:li")), RAID), "keeps for itself"),
        ("rdfxml", Quad(RAID, TYPE, Literal("\x01")), r"XML cannot carry U\+0001"),
        ("rdfxml", Quad(BlankNode("a b"), TYPE, RAID), "cannot name the blank node"),
    ],
)
def test_what_they_cannot_carry_is_refused_with_a_mend(tmp_path: Path, name: str, quad: Quad, reason: str) -> None:
    with pytest.raises(SikgError, match=reason) as caught:
        write([quad], tmp_path / "a", name)
    assert (bool(caught.value.mend), list(tmp_path.iterdir())) == (True, [])


@pytest.mark.parametrize("name", ["jsonld", "rdfxml"])
def test_blank_nodes_are_kept_apart(tmp_path: Path, name: str) -> None:
    given = [Quad(BlankNode("x"), TYPE, BlankNode("y")), Quad(BlankNode("y"), TYPE, BlankNode("x"))]
    path = tmp_path / {"jsonld": "a.jsonld", "rdfxml": "a.rdf"}[name]
    write(given, path, name)
    one, other = read_quads(path)
    assert (one.subject, one.object) == (other.object, other.subject)
    assert one.subject != one.object
