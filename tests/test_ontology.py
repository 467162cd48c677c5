"""The ontology is whole, stays inside OWL 2 RL, and its reader keeps its promises."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg import model
from kg.errors import KnowledgeError
from kg.iris import NAMESPACE, local
from kg.ontology import load, locate, term_table

FILES = ("sikg", "schemes", "shapes", "alignments")
SIKG = Namespace(NAMESPACE)
HOME = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def core() -> Graph:
    return Graph().parse(locate("ontology/sikg.ttl"))


@pytest.fixture(scope="module")
def schemes() -> Graph:
    return Graph().parse(locate("ontology/schemes.ttl"))


def own_terms(graph: Graph) -> list[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return sorted({s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s in SIKG})


class TestTerms:
    """Every term says what it is."""

    def test_have_one_english_label_one_definition_and_a_home(self, core: Graph) -> None:
        assert len(own_terms(core)) > 70
        for term in own_terms(core):
            (label,) = core.objects(term, RDFS.label)
            (definition,) = core.objects(term, SKOS.definition)
            assert isinstance(label, Literal), term
            assert isinstance(definition, Literal), term
            assert (label.language, definition.language) == ("en", "en"), term
            assert definition.endswith("."), term
            assert list(core.objects(term, RDFS.isDefinedBy)) == [URIRef("https://w3id.org/sikg/ontology")]

    def test_do_not_share_labels_or_definitions(self, core: Graph) -> None:
        for kind in (OWL.Class, OWL.ObjectProperty):
            for predicate in (RDFS.label, SKOS.definition):
                words = Counter(str(w) for s in core.subjects(RDF.type, kind) for w in core.objects(s, predicate))
                assert [word for word, times in words.items() if times > 1] == []

    def test_object_properties_can_be_read_backwards(self) -> None:
        assert [p.curie for p in load().properties.values() if p.kind == "object" and not p.inverse_label] == []

    def test_have_at_most_one_domain_and_one_range(self, core: Graph) -> None:
        for predicate in (RDFS.domain, RDFS.range):
            assert [s for s, times in Counter(core.subjects(predicate)).items() if times > 1] == []

    def test_have_local_names_of_their_own(self, core: Graph) -> None:
        names = Counter(local(c) for c in core.subjects(RDF.type, OWL.Class))
        assert [name for name, times in names.items() if times > 1] == []

    def test_named_in_the_file_are_declared_in_it(self, core: Graph) -> None:
        declared = set(own_terms(core))
        named = {node for triple in core for node in triple if isinstance(node, URIRef) and node in SIKG}
        assert named == declared

    def test_restate_nothing_about_reused_terms(self, core: Graph) -> None:
        """Their labels and notes are for our views; their meaning is that of their own ontologies."""
        logic = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith, OWL.inverseOf)
        assert [(s, p) for p in logic for s in core.subjects(p) if str(s) not in SIKG] == []


class TestProfile:
    """OWL 2 RL: named classes only, so that every rule engine can apply it."""

    CONSTRUCTS = frozenset(
        {
            *("AnnotationProperty", "Class", "DatatypeProperty", "ObjectProperty", "Ontology"),
            *("SymmetricProperty", "TransitiveProperty", "disjointWith", "versionIRI", "versionInfo"),
        }
    )
    DATATYPES = frozenset({XSD.string, XSD.decimal, XSD.nonNegativeInteger})

    def test_uses_no_other_construct(self, core: Graph) -> None:
        used = {node.removeprefix(str(OWL)) for triple in core for node in map(str, triple) if node.startswith(str(OWL))}
        assert used == self.CONSTRUCTS

    def test_has_no_blank_node(self, core: Graph) -> None:
        assert all(isinstance(node, URIRef | Literal) for triple in core for node in triple)

    def test_ranges_of_data_properties_are_datatypes_of_the_profile(self, core: Graph) -> None:
        ranges = {r for p in core.subjects(RDF.type, OWL.DatatypeProperty) for r in core.objects(p, RDFS.range)}
        assert ranges == self.DATATYPES

    def test_a_transitive_property_is_not_part_of_a_hierarchy(self, core: Graph) -> None:
        """Not asked by RL, but a transitive super-property would make every sub-property a path."""
        transitive = set(core.subjects(RDF.type, OWL.TransitiveProperty))
        assert not transitive & set(core.objects(None, RDFS.subPropertyOf))


class TestHeaders:
    """The four files are one release."""

    @pytest.mark.parametrize("name", FILES)
    def test_name_title_licence_and_the_common_version(self, name: str) -> None:
        graph = Graph().parse(locate(f"ontology/{name}.ttl"))
        (header,) = graph.subjects(RDF.type, OWL.Ontology)
        version = load().version
        assert graph.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
        assert graph.value(header, OWL.versionInfo) == Literal(version)
        assert graph.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
        for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created):
            assert len(list(graph.objects(header, predicate))) == 1

    def test_the_core_imports_nothing(self, core: Graph) -> None:
        assert list(core.objects(None, OWL.imports)) == []


class TestConcepts:
    """The schemes are trees of concepts that say what they are."""

    def test_have_one_label_one_definition_and_one_scheme(self, schemes: Graph) -> None:
        for concept in schemes.subjects(RDF.type, SKOS.Concept):
            (definition,) = schemes.objects(concept, SKOS.definition)
            assert str(definition).endswith("."), concept
            assert len(list(schemes.objects(concept, SKOS.prefLabel))) == 1
            (scheme,) = schemes.objects(concept, SKOS.inScheme)
            assert str(concept).startswith(f"{scheme}/")

    def test_lead_up_to_a_top_concept_of_their_scheme(self, schemes: Graph) -> None:
        for concept in schemes.subjects(RDF.type, SKOS.Concept):
            above = list(schemes.transitive_objects(concept, SKOS.broader))
            tops = [c for c in above if (c, SKOS.topConceptOf, None) in schemes]
            assert len(tops) == 1, concept
            assert schemes.value(tops[0], SKOS.topConceptOf) == schemes.value(concept, SKOS.inScheme)

    def test_a_dataset_code_means_one_concept_of_a_scheme(self) -> None:
        codes = Counter((c.scheme, code) for concepts in load().schemes.values() for c in concepts.values() for code in c.notations)
        assert [code for code, times in codes.items() if times > 1] == []

    def test_every_gtd_attack_type_with_a_kind_of_its_own_is_mapped(self) -> None:
        """8 (unarmed assault) and 9 (unknown) have none."""
        assert [load().coded("gtd-attacktype", str(n)) is None for n in range(1, 10)] == [False] * 7 + [True] * 2

    def test_values_of_the_model_are_concepts(self) -> None:
        """The choices written in kg/model.py and the schemes are the same lists."""
        choices = {
            "basis": model.Basis,
            "status": model.Status,
            "geo-precision": model.PlacePrecision,
            "casualty-kind": model.CasualtyKind,
        }
        assert {scheme: set(get_args(choice)) for scheme, choice in choices.items()} == {s: set(load().slugs(s)) for s in choices}
        assert set(get_args(model.Qualifier)) == set(load().slugs("qualifier")) - {"low-best-high"}  # only datasets give three


class TestAlignments:
    """Links leave from terms that exist, to other vocabularies."""

    def test_link_own_terms_to_others(self, core: Graph) -> None:
        graph = Graph().parse(locate("ontology/alignments.ttl"))
        header = graph.value(None, RDF.type, OWL.Ontology)
        links = [(s, str(o)) for s, _, o in graph if s != header]
        assert len(links) > 40
        assert {s for s, _ in links} <= set(own_terms(core))
        assert [o for _, o in links if o in SIKG] == []


ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")  # how owlrl marks an inconsistency
INSTANCES = """
@prefix : <https://example.org/id/> .
@prefix sikg: <https://w3id.org/sikg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:attack a sikg:Attack ; sikg:perpetrator :group ; sikg:target :base ; sikg:occurredAt :base .
:group a sikg:ArmedGroup ; sikg:linkedTo :other .
:base a sikg:MilitaryBase ; sikg:operatedBy :state ; sikg:locatedIn :state .
:state a sikg:State ; sikg:contributesTo :mission .
:figure a sikg:CasualtyFigure ; sikg:aboutEvent :attack ; sikg:lowerBound 13 ; sikg:confidence 1.0 .
"""


class TestReasoning:
    """An OWL 2 RL reasoner finds data consistent or not."""

    @staticmethod
    def closure(core: Graph, extra: str = "") -> Graph:
        owlrl = import_module("owlrl")  # not typed
        graph = Graph().parse(data=INSTANCES + extra, format="turtle")
        for triple in core:
            graph.add(triple)
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
        return graph

    def test_infers_types_and_roles_and_no_contradiction(self, core: Graph) -> None:
        graph = self.closure(core)
        attack, group, other = (URIRef(f"https://example.org/id/{name}") for name in ("attack", "group", "other"))
        assert (attack, SIKG.participant, group) in graph
        assert (attack, RDF.type, SIKG.Event) in graph
        assert (other, RDF.type, SIKG.Organisation) in graph
        assert list(graph.subjects(RDF.type, ERROR)) == []

    @pytest.mark.parametrize(
        "extra",
        [
            pytest.param(":group a sikg:Attack .", id="an actor typed as an attack"),
            pytest.param(":attack sikg:occurredAt :group . :group a sikg:Asset .", id="a place that is an asset"),
            pytest.param(":mission a sikg:Person .", id="a mission that is a person"),
            pytest.param(":attack sikg:perpetrator :base .", id="a facility as perpetrator, by range"),
            pytest.param(":attack sikg:lowerBound 13 .", id="a number on an event, by domain"),
        ],
    )
    def test_finds_a_contradiction(self, core: Graph, extra: str) -> None:
        assert list(self.closure(core, extra).subjects(RDF.type, ERROR)) != []


class TestReading:
    """What `load` gives."""

    def test_classes_know_their_place(self) -> None:
        terms = load()
        assert terms.lineage("MilitaryBase") == ("MilitaryBase", "Facility", "Place")
        assert terms.is_a("State", "Actor")
        assert terms.is_a("State", "Place")
        assert not terms.is_a("Place", "Facility")
        assert not terms.is_a("Nothing", "Nothing")
        assert terms.subclasses("Event") == ("Attack", "Event", "Incident", "Meeting", "MilitaryOperation")
        assert "Post" in terms.entity_classes
        assert "Attack" not in terms.entity_classes

    def test_properties_know_their_ends(self) -> None:
        target, born = load().property("sikg:target"), load().property("sikg:beginEarliest")
        assert (target.domain, target.range, target.inverse_label) == ("Event", ("Actor", "Asset", "Facility"), "was targeted by")
        assert (born.kind, born.domain, born.range) == ("data", "Claim", ("xsd:date",))
        assert load().property("sikg:perpetrator").parents == ("sikg:participant",)

    def test_concepts_know_what_is_broader_and_which_codes_they_have(self) -> None:
        concept = load().concept("event-type", "suicide-bombing")
        assert (concept.label, concept.broader) == ("suicide bombing", "bombing")
        assert load().coded("gtd-attacktype", "3") == load().concept("event-type", "bombing")

    @pytest.mark.parametrize(
        ("name", "near"),
        [
            (("cls", "ArmedGrup"), "ArmedGroup"),
            (("property", "sikg:targets"), "sikg:target"),
            (("concept", "event-type", "bombng"), "bombing"),
        ],
    )
    def test_an_unknown_name_is_an_error_with_the_nearest_one(self, name: tuple[str, ...], near: str) -> None:
        method, *arguments = name
        with pytest.raises(KnowledgeError, match=f"Did you mean {near}\\?"):
            getattr(load(), method)(*arguments)

    @pytest.mark.parametrize(
        ("text", "line"),
        [pytest.param("@prefix a: <urn:a:> .\na:b a:c .\n", ":2", id="syntax"), pytest.param(None, "", id="missing")],
    )
    def test_a_broken_file_is_an_error_with_its_place(self, tmp_path: Path, text: str | None, line: str) -> None:
        if text is not None:
            (tmp_path / "sikg.ttl").write_text(text)
        with pytest.raises(KnowledgeError) as caught:
            load(tmp_path)
        assert caught.value.place == f"{tmp_path / 'sikg.ttl'}{line}"

    def test_locate_finds_what_comes_with_the_package_and_names_what_does_not(self) -> None:
        assert locate("ontology/sikg.ttl").is_file()
        with pytest.raises(KnowledgeError, match=r"nowhere\.ttl: is missing"):
            locate("ontology/nowhere.ttl")

    def test_importing_loads_no_rdf_library(self) -> None:
        code = "import sys, kg.ontology, kg.validate; print(sorted({'rdflib', 'pyshacl'} & set(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOME)
        assert done.stdout.strip() == "[]"


class TestReadme:
    def test_its_tables_are_those_of_the_ontology(self) -> None:
        """Mend: python -c "from kg.ontology import load, term_table; print(term_table(load()))" and paste."""
        text = locate("ontology/README.md").read_text(encoding="utf-8")
        table = text.partition("tests/test_ontology.py -->\n\n")[2].partition("\n\n<!-- end of terms -->")[0]
        assert table == term_table(load())
