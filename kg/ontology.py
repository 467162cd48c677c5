"""The terms of the knowledge graph, read from `ontology/sikg.ttl` and `ontology/schemes.ttl`.

Comes in: the two Turtle files that come with the package. Goes out: an `Ontology` of classes, properties and concepts
with their labels and definitions. Also knows where the package's data lies (`locate`). Does not reason beyond the
class tree, and does not check data: `kg.validate` does.

Classes go by their local name ("ArmedGroup", "Post"), properties by their prefixed name ("sikg:perpetrator", "org:holds"),
concepts by scheme and slug ("event-type", "ambush").
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from kg.errors import KnowledgeError
from kg.iris import PREFIXES, SCHEMES, expand, local, shorten

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node, URIRef

T = TypeVar("T")


# --- where the data lies -------------------------------------------------------------------------------------


def data_root() -> Path:
    """The folder that holds `ontology/` and `seeds/`: the repository, or `kg/_data` of an installed wheel."""
    package = Path(__file__).resolve().parent
    return package.parent if (package.parent / "pyproject.toml").is_file() else package / "_data"


def locate(relative: str) -> Path:
    """The path of a file or folder that comes with the package, such as "ontology/shapes.ttl".

    Raises:
        KnowledgeError: It is not there.
    """
    path = data_root() / relative
    if not path.exists():
        raise KnowledgeError("is missing", place=str(path), mend="Restore it from the project, or install the package again.")
    return path


# --- terms ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Class:
    """A class; `parents` are names of classes. For a reused class the definition says how it is used here."""

    name: str
    curie: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property; domain and range are names of classes, or datatypes ("xsd:date"). Several ranges mean any of them."""

    curie: str
    kind: Literal["object", "data"]
    label: str
    definition: str
    domain: str | None = None
    range: tuple[str, ...] = ()
    inverse_label: str = ""
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; `broader` is a slug, `notations` are (dataset column, code)."""

    scheme: str
    slug: str
    label: str
    definition: str
    broader: str | None = None
    notations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ontology:
    """All terms, each mapping in alphabetical order."""

    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    schemes: Mapping[str, Mapping[str, Concept]]
    version: str
    folder: Path = field(default_factory=Path)

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether a class is the ancestor or below it; False for names that are not classes."""
        return ancestor in self.lineage(cls)

    def lineage(self, cls: str) -> tuple[str, ...]:
        """The class and everything above it, nearest first; empty for a name that is not a class."""
        found = dict.fromkeys([cls] if cls in self.classes else [])
        waiting = list(found)
        while waiting:
            above = [p for p in self.classes[waiting.pop(0)].parents if p not in found]
            found.update(dict.fromkeys(above))
            waiting += above
        return tuple(found)

    def subclasses(self, cls: str) -> tuple[str, ...]:
        """The class and everything below it, in alphabetical order."""
        return tuple(name for name in self.classes if self.is_a(name, cls))

    @cached_property
    def entity_classes(self) -> tuple[str, ...]:
        """The classes that an entity of a coding may have: actors, places, assets and posts."""
        return tuple(sorted({*self.subclasses("Actor"), *self.subclasses("Place"), *self.subclasses("Asset"), "Post"}))

    def cls(self, name: str) -> Class:
        """The class of that name; a KnowledgeError with the nearest name where there is none."""
        return _known(name, self.classes, "class", self.folder / "sikg.ttl")

    def property(self, curie: str) -> Property:
        """The property of that prefixed name; a KnowledgeError with the nearest name where there is none."""
        return _known(curie, self.properties, "property", self.folder / "sikg.ttl")

    def concept(self, scheme: str, slug: str) -> Concept:
        """The concept of that slug; a KnowledgeError with the nearest slug where there is none."""
        concepts = _known(scheme, self.schemes, "concept scheme", self.folder / "schemes.ttl")
        return _known(slug, concepts, f"concept {scheme}/", self.folder / "schemes.ttl")

    def slugs(self, scheme: str) -> tuple[str, ...]:
        """The slugs of a scheme, in alphabetical order."""
        return tuple(_known(scheme, self.schemes, "concept scheme", self.folder / "schemes.ttl"))

    def coded(self, column: str, code: str) -> Concept | None:
        """The concept that a dataset's code stands for, such as ("gtd-attacktype", "2"); None where none is mapped."""
        return self._by_code.get((column, code))

    @cached_property
    def _by_code(self) -> Mapping[tuple[str, str], Concept]:
        return {code: c for concepts in self.schemes.values() for c in concepts.values() for code in c.notations}


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that offers the most similar known name, or an empty string where none is similar."""
    found = difflib.get_close_matches(name, list(known), 1)
    return f"Did you mean {found[0]}?" if found else ""


def _known(name: str, table: Mapping[str, T], what: str, place: Path) -> T:
    if name not in table:
        separator = "" if what.endswith("/") else " "
        hint = nearest(name, table)
        mend = f"{hint} Correct the name, or add it to the file with what needs it.".strip()
        raise KnowledgeError(f"no {what}{separator}{name}", place=str(place), mend=mend)
    return table[name]


# --- reading -------------------------------------------------------------------------------------------------


def load(folder: Path | None = None) -> Ontology:
    """The ontology in a folder, by default the one that comes with the package; read once.

    Raises:
        KnowledgeError: A file is missing, is not Turtle, or a term has no label.
    """
    return _load(folder or locate("ontology"))


@cache
def _load(folder: Path) -> Ontology:
    reader = _Reader(folder / "sikg.ttl")
    classes = [reader.cls(node) for node in reader.typed("owl:Class")]
    objects = [reader.property(node, "object") for node in reader.typed("owl:ObjectProperty")]
    data = [reader.property(node, "data") for node in reader.typed("owl:DatatypeProperty")]
    concepts = _Reader(folder / "schemes.ttl")
    found = [concepts.concept(node) for node in concepts.typed("skos:Concept")]
    schemes = sorted(local(node) for node in concepts.typed("skos:ConceptScheme"))
    return Ontology(
        classes={c.name: c for c in sorted(classes, key=lambda c: c.name)},
        properties={p.curie: p for p in sorted([*objects, *data], key=lambda p: p.curie)},
        schemes={s: {c.slug: c for c in sorted(found, key=lambda c: c.slug) if c.scheme == s} for s in schemes},
        version=reader.text(next(iter(reader.typed("owl:Ontology"))), "owl:versionInfo"),
        folder=folder,
    )


class _Reader:
    """One Turtle file, asked for the values of its terms."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.graph = _parse(path)

    def typed(self, curie: str) -> list[Node]:
        """The nodes of a type."""
        return list(self.graph.subjects(_ref("rdf:type"), _ref(curie)))

    def values(self, node: Node, curie: str) -> list[Node]:
        return sorted(self.graph.objects(node, _ref(curie)), key=str)

    def text(self, node: Node, *curies: str) -> str:
        """The first value of the first of these properties that has one."""
        for curie in curies:
            for value in self.values(node, curie):
                return str(value)
        raise KnowledgeError(f"{shorten(str(node))} has no {curies[0]}", place=str(self.path), mend="Add it to the term.")

    def names(self, node: Node, *curies: str) -> tuple[str, ...]:
        return tuple(_name(value) for curie in curies for value in self.values(node, curie))

    def cls(self, node: Node) -> Class:
        definition = self.text(node, "skos:definition", "skos:scopeNote")
        return Class(local(node), shorten(str(node)), self.text(node, "rdfs:label"), definition, self.names(node, "rdfs:subClassOf"))

    def property(self, node: Node, kind: Literal["object", "data"]) -> Property:
        return Property(
            curie=shorten(str(node)),
            kind=kind,
            label=self.text(node, "rdfs:label"),
            definition=self.text(node, "skos:definition", "skos:scopeNote"),
            domain=next(iter(self.names(node, "rdfs:domain")), None),
            range=self.names(node, "rdfs:range", "schema:rangeIncludes"),
            inverse_label="".join(map(str, self.values(node, "sikg:inverseLabel"))),
            parents=tuple(shorten(str(p)) for p in self.values(node, "rdfs:subPropertyOf")),
        )

    def concept(self, node: Node) -> Concept:
        scheme, slug_ = str(node).removeprefix(SCHEMES).split("/")
        codes = [(local(n.datatype), str(n)) for n in self.graph.objects(node, _ref("skos:notation")) if hasattr(n, "datatype")]
        broader = next((local(b) for b in self.values(node, "skos:broader")), None)
        labels = self.text(node, "skos:prefLabel"), self.text(node, "skos:definition")
        return Concept(scheme, slug_, *labels, broader, tuple(sorted(codes)))


def _parse(path: Path) -> Graph:
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        with path.open("rb") as stream:  # opened here, because rdflib leaves a file open when it does not parse
            return Graph().parse(stream, format="turtle")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"cannot be read: {error}", place=str(path), mend="Restore it from the project.") from error
    except BadSyntax as error:
        problem, line = syntax_error(error)
        raise KnowledgeError(f"not Turtle: {problem}", place=f"{path}:{line}", mend="Correct the line.") from error


def syntax_error(error: SyntaxError) -> tuple[str, int]:
    """What rdflib's Turtle and TriG parsers found wrong, in one line, and in which line of the file."""
    reason = re.search(r"Bad syntax \((.*)\) at \^", str(error))
    return reason.group(1) if reason else "bad syntax", getattr(error, "lines", 0) + 1


def _ref(curie: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(expand(curie))


def _name(node: Node) -> str:
    """A class goes by its local name, a datatype by its prefixed name."""
    return shorten(str(node)) if str(node).startswith(PREFIXES["xsd"]) else local(node)


# --- the term table of ontology/README.md ----------------------------------------------------------------------


def term_table(terms: Ontology) -> str:
    """All own classes and properties and all schemes as Markdown tables."""

    def named(*names: str) -> list[str]:
        """Own classes by name, reused ones with their prefix."""
        return [terms.classes[n].curie.removeprefix("sikg:") if n in terms.classes else n for n in names]

    classes = [(c.name, ", ".join(named(*c.parents)), c.definition) for c in terms.classes.values() if c.curie.startswith("sikg:")]
    properties = [
        (p.curie.removeprefix("sikg:"), p.domain or "", " or ".join(named(*p.range)), p.inverse_label, p.definition)
        for p in terms.properties.values()
        if p.curie.startswith("sikg:")
    ]
    everything: list[Class | Property] = [*terms.classes.values(), *terms.properties.values()]
    reused = [(t.curie, t.label, t.definition) for t in everything if not t.curie.startswith("sikg:")]
    schemes = [(scheme, ", ".join(concepts)) for scheme, concepts in terms.schemes.items()]
    sections = (
        ("Classes", ("class", "under", "definition"), classes),
        ("Properties", ("property", "domain", "range", "read backwards", "definition"), properties),
        ("Reused terms", ("term", "label", "use here"), sorted(reused)),
        ("Concept schemes", ("scheme", "concepts"), schemes),
    )
    return "\n\n".join(f"### {title} ({len(rows)})\n\n{_markdown(header, rows)}" for title, header, rows in sections)


def _markdown(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *((f"`{first}`", *rest) for first, *rest in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
