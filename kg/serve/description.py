"""What this server is, in RDF: a SPARQL 1.1 Service Description, and the graph's statistics as VoID.

Both in one small graph, given at the SPARQL address to who asks no query, and at `/.well-known/void`. Follows the
W3C Recommendation "SPARQL 1.1 Service Description" and the W3C Note "Describing Linked Datasets with the VoID Vocabulary".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.terms import RDF_TYPE, Iri, Literal, Namespace, Quad, integer
from kg.iris import NAMESPACE, PREFIXES, short_hash
from kg.query.pool import Pool
from kg.serve.asking import rows
from kg.serve.lists import class_sizes
from kg.serve.things import words

SD, VOID, DCTERMS = (
    Namespace("http://www.w3.org/ns/sparql-service-description#"),
    Namespace("http://rdfs.org/ns/void#"),
    Namespace(PREFIXES["dcterms"]),
)
FORMATS = Namespace("http://www.w3.org/ns/formats/")
FORMAT_NAMES = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
NUMBERS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties) (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"""
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g LIMIT 1000"
PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"


async def description(pool: Pool, root: str, title: str) -> tuple[Quad, ...]:
    """The description of the server at a root address such as "http://localhost:8000/"."""
    [numbers] = await rows(pool, NUMBERS)
    found = [*_service(root), *_dataset(root, title, {name: int(words(value)) for name, value in numbers.items()})]
    dataset = Iri(root + ".well-known/void#dataset")
    for name, size in sorted((await class_sizes(pool)).items()):
        found += _partition(dataset, "classPartition", "class", Iri(name), "entities", size, f"{root}.well-known/void#class-")
    for row in await rows(pool, PROPERTIES):
        found += _partition(
            dataset,
            "propertyPartition",
            "property",
            Iri(words(row["p"])),
            "triples",
            int(words(row["n"])),
            f"{root}.well-known/void#property-",
        )
    for row in await rows(pool, GRAPHS):
        graph, node = Iri(words(row["g"])), Iri(f"{root}.well-known/void#graph-{_slug(words(row['g']))}")
        found += [Quad(dataset, SD["namedGraph"], node), Quad(node, Iri(RDF_TYPE), SD["NamedGraph"]), Quad(node, SD["name"], graph)]
        found.append(Quad(node, VOID["triples"], integer(int(words(row["n"])))))
    return tuple(found)


def _service(root: str) -> Iterator[Quad]:
    service = Iri(root + "sparql")
    yield Quad(service, Iri(RDF_TYPE), SD["Service"])
    yield Quad(service, SD["endpoint"], service)
    yield Quad(service, SD["supportedLanguage"], SD["SPARQL11Query"])
    for name in FORMAT_NAMES:
        yield Quad(service, SD["resultFormat"], FORMATS[name])
    yield Quad(service, SD["defaultDataset"], Iri(root + ".well-known/void#dataset"))


def _dataset(root: str, title: str, numbers: dict[str, int]) -> Iterator[Quad]:
    dataset, graph = Iri(root + ".well-known/void#dataset"), Iri(root + ".well-known/void#all")
    yield Quad(dataset, Iri(RDF_TYPE), SD["Dataset"])
    yield Quad(dataset, Iri(RDF_TYPE), VOID["Dataset"])
    yield Quad(dataset, DCTERMS["title"], Literal(title))
    yield Quad(dataset, VOID["sparqlEndpoint"], Iri(root + "sparql"))
    yield Quad(dataset, VOID["vocabulary"], Iri(NAMESPACE))
    yield Quad(dataset, SD["defaultGraph"], graph)
    yield Quad(graph, Iri(RDF_TYPE), SD["Graph"])
    for name, value in (
        ("triples", numbers["triples"]),
        ("distinctSubjects", numbers["subjects"]),
        ("properties", numbers["properties"]),
        ("distinctObjects", numbers["objects"]),
    ):
        yield Quad(dataset, VOID[name], integer(value))


def _partition(dataset: Iri, link: str, what: str, name: Iri, measure: str, size: int, address: str) -> list[Quad]:
    node = Iri(address + _slug(name.value))
    return [Quad(dataset, VOID[link], node), Quad(node, VOID[what], name), Quad(node, VOID[measure], integer(size))]


def _slug(iri: str) -> str:
    return short_hash(iri)
