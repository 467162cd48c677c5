"""Every rule is broken by one file and kept by another; the two differ in the one thing that the rule is about."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Dataset, Graph, URIRef

from kg.errors import InputError
from kg.export.rdf import SYNTAXES, write
from kg.export.source import open_source
from kg.graph.build import quads
from kg.graph.store import Store, read_quads
from kg.iris import Iris, expand, local
from kg.model import Coding
from kg.ontology import load, locate
from kg.validate import Finding, conforms, import_file, lines_of, read_graph, validate

CASES = Path(__file__).parent / "shapes"
BESIDE_SHACL = {"known-term", "quote-length"}

# Rule -> what its failing file breaks: (focus node, path), and the name of the shape where it is not that of the rule.
BROKEN: dict[str, list[tuple[str, ...]]] = {
    "actor-kind": [("group", "rdf:type")],
    "article-date": [("article", "schema:datePublished")],
    "article-date-form": [("article", "schema:datePublished")],
    "article-sha256": [("article", "sikg:contentSha256")],
    "based-in": [("event", "rdf:type", "based-in-subject"), ("group", "sikg:basedIn", "based-in-object")],
    "bounds-begin": [("claim", "sikg:beginEarliest")],
    "bounds-begin-latest": [("claim", "sikg:beginEarliest", "bounds-begin"), ("claim", "sikg:beginLatest")],
    "bounds-end": [("claim", "sikg:endEarliest")],
    "bounds-end-latest": [("claim", "sikg:endLatest")],
    "bounds-span": [("claim", "sikg:beginEarliest")],
    "claim-basis": [("claim", "sikg:basis")],
    "claim-confidence": [("claim", "sikg:confidence")],
    "claim-content": [("claim", "sikg:claimSubject|sikg:aboutEvent")],
    "claim-evidence": [("claim", "prov:wasDerivedFrom")],
    "claim-object": [("claim", "sikg:claimObject")],
    "claim-only": [("event", "rdf:type")],
    "claim-property": [("claim", "sikg:claimProperty")],
    "claim-rule": [("claim", "sikg:rule")],
    "claim-speaker": [("claim", "prov:wasAttributedTo")],
    "claim-subject": [("claim", "sikg:claimSubject"), ("claim", "sikg:claimSubject|sikg:aboutEvent", "claim-content")],
    "claim-verbatim": [("claim", "sikg:verbatim")],
    "claimed-by": [("event", "sikg:claimedBy", "claimed-by-object"), ("meeting", "rdf:type", "claimed-by-subject")],
    "conducted-by": [("event", "rdf:type", "conducted-by-subject"), ("operation", "sikg:conductedBy", "conducted-by-object")],
    "contradicts": [("event", "rdf:type", "contradicts-subject"), ("event", "sikg:contradicts", "contradicts-object")],
    "contributes-to": [("person", "rdf:type", "contributes-to-subject"), ("state", "sikg:contributesTo", "contributes-to-object")],
    "date-precision": [("claim", "sikg:datePrecision")],
    "dating-anchor": [("dating", "sikg:anchorDate")],
    "dating-bound": [("dating", "sikg:beginEarliest|sikg:beginLatest|sikg:endEarliest|sikg:endLatest")],
    "dating-event": [
        ("dating", "sikg:aboutEvent"),
        ("dating", "sikg:aboutEvent"),
        ("dating", "sikg:claimSubject|sikg:aboutEvent", "claim-content"),
    ],
    "dating-only": [("event", "rdf:type")],
    "event-kind": [("event", "rdf:type")],
    "event-single-status": [("event", "sikg:eventStatus")],
    "event-status": [("event", "sikg:eventStatus")],
    "event-type": [("event", "sikg:eventType")],
    "facility-type": [("base", "sikg:facilityType", "facility-type-object"), ("town", "rdf:type", "facility-type-subject")],
    "figure-among": [("figure", "sikg:amongGroup")],
    "figure-best": [("figure", "sikg:bestEstimate")],
    "figure-event": [("figure", "sikg:aboutEvent")],
    "figure-kind": [("figure", "sikg:casualtyKind")],
    "figure-lower": [("figure", "sikg:lowerBound")],
    "figure-lower-best": [("figure", "sikg:lowerBound")],
    "figure-number": [("figure", "sikg:lowerBound|sikg:upperBound|sikg:bestEstimate")],
    "figure-only": [("event", "rdf:type")],
    "figure-qualifier": [("figure", "sikg:qualifier")],
    "figure-upper": [("figure", "sikg:upperBound")],
    "figure-verbatim": [("figure", "sikg:verbatim")],
    "geo-precision": [("claim", "sikg:geoPrecision")],
    "geometry-wkt": [("geometry", "geo:asWKT")],
    "has-geometry": [("force", "rdf:type", "has-geometry-subject"), ("state", "geo:hasGeometry", "has-geometry-object")],
    "headquartered-at": [
        ("mission", "sikg:headquarteredAt", "headquartered-at-object"),
        ("person", "rdf:type", "headquartered-at-subject"),
    ],
    "holds": [("group", "rdf:type", "holds-subject"), ("person", "org:holds", "holds-object")],
    "hosts": [("base", "sikg:hosts", "hosts-object"), ("town", "rdf:type", "hosts-subject")],
    "iso-code": [("state", "sikg:isoAlpha2")],
    "known-term": [("event", "sikg:perpertrator")],
    "label": [("truck", "rdfs:label")],
    "label-language": [("group", "rdfs:label")],
    "linked-to": [("group", "sikg:linkedTo", "linked-to-object"), ("state", "rdf:type", "linked-to-subject")],
    "located-in": [("base", "sikg:locatedIn", "located-in-object"), ("group", "rdf:type", "located-in-subject")],
    "mentioned-in": [("group", "sikg:mentionedIn", "mentioned-in-object")],
    "occurred-at": [("event", "sikg:occurredAt", "occurred-at-object"), ("group", "rdf:type", "occurred-at-subject")],
    "operated-by": [("base", "sikg:operatedBy", "operated-by-object"), ("town", "rdf:type", "operated-by-subject")],
    "operates-in": [("event", "rdf:type", "operates-in-subject"), ("group", "sikg:operatesIn", "operates-in-object")],
    "opposes": [("event", "rdf:type", "opposes-subject"), ("force", "sikg:opposes", "opposes-object")],
    "part-of": [("force", "sikg:partOf", "part-of-object"), ("town", "rdf:type", "part-of-subject")],
    "participant": [("meeting", "sikg:participant", "participant-object"), ("town", "rdf:type", "participant-subject")],
    "passage-position": [("passage", "oa:hasSelector", "passage-selectors"), ("passage", "oa:hasSelector/oa:start")],
    "passage-quote": [("passage", "oa:hasSelector", "passage-selectors"), ("passage", "oa:hasSelector/oa:exact")],
    "passage-selectors": [("passage", "oa:hasSelector")],
    "passage-source": [("passage", "oa:hasSource")],
    "perpetrator": [("event", "sikg:perpetrator", "perpetrator-object"), ("meeting", "rdf:type", "perpetrator-subject")],
    "person-only": [("person", "rdf:type")],
    "place-kind": [("town", "rdf:type")],
    "place-precision": [("town", "sikg:placePrecision")],
    "position-end": [("position", "oa:end")],
    "position-start": [("position", "oa:start")],
    "position-type": [("position", "rdf:type")],
    "post-in": [("person", "rdf:type", "post-in-subject"), ("post", "org:postIn", "post-in-object")],
    "quote-exact": [("quote", "oa:exact")],
    "quote-length": [("passage", "oa:exact")],
    "quote-type": [("quote", "rdf:type")],
    "record-dataset": [("record", "prov:wasAttributedTo")],
    "record-identifier": [("record", "dcterms:identifier")],
    "source-type": [("article", "rdf:type")],
    "state-only": [("state", "rdf:type")],
    "supports": [("mission", "sikg:supports", "supports-object"), ("town", "rdf:type", "supports-subject")],
    "target": [("event", "sikg:target", "target-object"), ("group", "rdf:type", "target-subject")],
    "topic-label": [("topic", "skos:prefLabel")],
    "victim": [("event", "sikg:victim", "victim-object"), ("meeting", "rdf:type", "victim-subject")],
    "weapon-type": [("event", "sikg:weaponType", "weapon-type-object"), ("meeting", "rdf:type", "weapon-type-subject")],
}


def broken(rule: str) -> list[tuple[str, ...]]:
    return sorted((*found, rule)[:3] for found in BROKEN[rule])


def found(findings: tuple[Finding, ...]) -> list[tuple[str, ...]]:
    return sorted((local(f.focus_node), f.path, f.source_shape) for f in findings)


@pytest.mark.parametrize("rule", BROKEN)
def test_the_passing_file_of_a_rule_breaks_none(rule: str) -> None:
    assert validate(CASES / f"{rule}_pass.ttl") == ()


@pytest.mark.parametrize("rule", BROKEN)
def test_the_failing_file_of_a_rule_breaks_it_at_the_expected_node_and_path(rule: str) -> None:
    assert found(validate(CASES / f"{rule}_fail.ttl")) == broken(rule)


class TestTheTable:
    """The table above is complete."""

    def test_has_a_pair_of_files_for_each_row_and_no_other_file(self) -> None:
        assert {f"{rule}_{end}.ttl" for rule in BROKEN for end in ("pass", "fail")} == {p.name for p in CASES.glob("*.ttl")}

    def test_breaks_every_rule_of_the_shapes(self, shapes: Graph) -> None:
        rules = {local(shape) for shape in shapes.subjects(RDF.type, SH.PropertyShape)}
        assert {shape for rule in BROKEN for _, _, shape in broken(rule)} == rules | BESIDE_SHACL


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(locate("ontology/shapes.ttl"))


class TestTheShapes:
    """The lists in the shapes follow the ontology."""

    def test_every_rule_has_a_message_that_ends_in_a_full_stop(self, shapes: Graph) -> None:
        rules = set(shapes.subjects(RDF.type, SH.PropertyShape))
        said = {rule: [str(m) for m in shapes.objects(rule, SH.message)] for rule in rules}
        assert [rule for rule, words in said.items() if len(words) != 1 or not words[0].endswith(".")] == []

    def test_a_target_class_brings_all_classes_below_it(self, shapes: Graph) -> None:
        for rule in shapes.subjects(RDF.type, SH.PropertyShape):
            assert_closed_below(set(shapes.objects(rule, SH.targetClass)))

    def test_an_expected_class_brings_all_classes_below_it(self, shapes: Graph) -> None:
        for collection in shapes.objects(None, SH["in"]):
            assert_closed_below(set(shapes.items(collection)))

    def test_a_list_of_concepts_holds_whole_schemes(self, shapes: Graph) -> None:
        for collection in shapes.objects(None, SH["in"]):
            names = {str(item) for item in shapes.items(collection)}
            for scheme, concepts in load().schemes.items():
                whole = {Iris().concept(scheme, slug) for slug in concepts}
                assert not names & whole or whole <= names, f"{scheme} has grown: add its concepts to the shapes"

    def test_every_own_property_is_in_a_shape(self, shapes: Graph) -> None:
        used = {str(o) for o in shapes.objects()}
        own = [p.curie for p in load().properties.values() if p.curie.startswith("sikg:")]
        assert [curie for curie in own if expand(curie) not in used] == []

    def test_every_term_of_ours_in_a_shape_exists(self, shapes: Graph) -> None:
        assert [f for f in validate(shapes) if f.source_shape == "known-term"] == []


def assert_closed_below(classes: set[object]) -> None:
    names = {local(c) for c in classes if str(c).startswith(expand("sikg:"))}
    missing = {below for name in names for below in load().subclasses(name)} - names
    assert not missing, f"{sorted(names)} lacks {sorted(missing)}"


class TestExportsOfOtherTools:
    """What the shapes must not depend on."""

    @pytest.fixture
    def claim(self) -> Graph:
        return read_graph(CASES / "figure-among_pass.ttl")

    def test_added_supertypes_break_no_rule(self, claim: Graph) -> None:
        terms = load()
        for node, cls in list(claim.subject_objects(RDF.type)):
            for name in terms.lineage(local(cls)):
                claim.add((node, RDF.type, URIRef(expand(terms.cls(name).curie))))
        assert validate(claim) == ()

    def test_an_added_ontology_breaks_no_rule(self, claim: Graph) -> None:
        for name in ("sikg.ttl", "schemes.ttl"):
            claim.parse(locate(f"ontology/{name}"))
        assert validate(claim) == ()


class TestNamedGraphs:
    """Evidence in one named graph serves a claim in another, and a fault in a named graph is found."""

    @staticmethod
    def written(case: str, path: Path) -> Path:
        """The triples of a case, dealt out to two named graphs."""
        blocks: tuple[list[str], list[str]] = ([], [])
        for number, triple in enumerate(sorted(read_graph(CASES / case))):
            blocks[number % 2].append(" ".join(term.n3() for term in triple))
        lines = [
            f"<urn:g:{number}> {{ {line} }}\n" if path.suffix == ".trig" else f"{line} <urn:g:{number}> .\n"
            for number, block in enumerate(blocks)
            for line in block
        ]
        path.write_text("".join(lines))
        return path

    @pytest.mark.parametrize("suffix", [".trig", ".nq"])
    def test_are_united_when_read_from_a_file(self, tmp_path: Path, suffix: str) -> None:
        assert validate(self.written("claim-confidence_pass.ttl", tmp_path / f"data{suffix}")) == ()

    @pytest.mark.parametrize("suffix", [".trig", ".nq"])
    def test_do_not_hide_a_fault(self, tmp_path: Path, suffix: str) -> None:
        findings = validate(self.written("claim-confidence_fail.ttl", tmp_path / f"data{suffix}"))
        assert found(findings) == broken("claim-confidence")

    @pytest.mark.parametrize(("case", "expected"), [("pass", []), ("fail", broken("claim-confidence"))])
    def test_are_united_when_given_as_a_dataset(self, case: str, expected: list[tuple[str, ...]]) -> None:
        dataset = Dataset()
        for number, triple in enumerate(read_graph(CASES / f"claim-confidence_{case}.ttl")):
            dataset.graph(URIRef(f"urn:g:{number % 2}")).add(triple)
        assert found(validate(dataset)) == expected


class TestFindings:
    """What a finding tells."""

    def test_carries_the_value_and_the_mend(self) -> None:
        (finding,) = validate(CASES / "claim-confidence_fail.ttl")
        assert (finding.severity, finding.value) == ("Violation", "1.5")
        assert finding.message == "A claim has exactly one confidence, an xsd:decimal from 0 to 1."

    def test_offers_the_nearest_known_term(self) -> None:
        (finding,) = validate(CASES / "known-term_fail.ttl")
        assert "Did you mean sikg:perpetrator?" in finding.message

    def test_warnings_conform_and_violations_do_not(self) -> None:
        assert conforms(validate(CASES / "article-date_fail.ttl"))
        assert not conforms(validate(CASES / "article-sha256_fail.ttl"))

    def test_a_concept_that_the_data_declare_is_known(self) -> None:
        graph = read_graph(CASES / "event-type_pass.ttl")
        graph.update("""
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX sikg: <https://w3id.org/sikg/ontology#>
            INSERT { ?e sikg:eventType <https://w3id.org/sikg/scheme/acled/mob-violence> .
                     <https://w3id.org/sikg/scheme/acled/mob-violence> a skos:Concept }
            WHERE { ?e sikg:eventType ?t }""")
        assert validate(graph) == ()

    def test_come_in_the_same_order_every_time(self) -> None:
        graph = Graph()
        for rule in ("claim-basis", "perpetrator", "article-date"):
            graph += read_graph(CASES / f"{rule}_fail.ttl")
        findings = validate(graph)
        assert len(findings) > 2
        assert list(findings) == sorted(findings)


class TestUnreadableFiles:
    """A file that cannot be checked is an error with its place, never a pass."""

    @pytest.mark.parametrize(
        ("name", "text", "line"),
        [
            ("data.ttl", "@prefix a: <urn:a:> .\na:b a:c a:d .\na:e ( .\n", 3),
            ("data.trig", "<urn:g> {\n<urn:a> <urn:b> }\n", 2),
            ("data.nt", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n", 2),
            ("data.nq", "<urn:a> <urn:b> <urn:c> <urn:g> .\n\n<urn:a> <urn:b> .\n", 3),
        ],
    )
    def test_a_syntax_error_names_file_and_line(self, tmp_path: Path, name: str, text: str, line: int) -> None:
        (tmp_path / name).write_text(text)
        with pytest.raises(InputError) as caught:
            validate(tmp_path / name)
        assert caught.value.place == f"{tmp_path / name}:{line}"

    @pytest.mark.parametrize(
        "write",
        [
            pytest.param(Path.exists, id="missing"),
            pytest.param(Path.mkdir, id="folder"),
            pytest.param(lambda path: path.write_bytes(b"\xff\xfe\x00"), id="not UTF-8"),
            pytest.param(lambda path: path.write_text('<urn:a> <urn:b> "cut off'), id="cut off in a string"),
            pytest.param(lambda path: path.write_text("<urn:a> <urn:b> " + "[ <urn:c> " * 20_000), id="nested too deeply"),
        ],
    )
    def test_names_the_file(self, tmp_path: Path, write: Callable[[Path], object]) -> None:
        write(tmp_path / "data.ttl")
        with pytest.raises(InputError, match=r"data\.ttl"):
            validate(tmp_path / "data.ttl")

    def test_a_format_is_told_by_the_suffix(self, tmp_path: Path) -> None:
        shutil.copy(CASES / "claim-basis_pass.ttl", tmp_path / "data.docx")
        with pytest.raises(
            InputError, match=r"no RDF format has the suffix '\.docx'\n  Known are \.ttl, \.trig, \.nq, \.nt, \.jsonld, \.rdf"
        ):
            validate(tmp_path / "data.docx")


class TestTriG:
    """Why files are not left to pySHACL: it passes a TriG file that is read into a plain graph, since it then sees nothing."""

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's TriG parser uses it
    def test_a_fault_in_a_named_graph_is_missed_by_pyshacl_alone_and_found_here(self, tmp_path: Path) -> None:
        path = TestNamedGraphs.written("claim-confidence_fail.ttl", tmp_path / "data.trig")
        seen, _, _ = pyshacl.validate(Graph().parse(path, format="trig"), shacl_graph=Graph().parse(locate("ontology/shapes.ttl")))
        assert seen is True
        assert not conforms(validate(path))


class TestPlaces:
    """A finding names the line on which its node first stands as a subject, where the file shows it."""

    @pytest.mark.parametrize(
        ("name", "text", "line"),
        [
            ("a.ttl", "@prefix e: <http://e.org/> .\n\ne:a a <https://w3id.org/sikg/ontology#Atack> .\n", 3),
            ("a.ttl", "PREFIX : <http://e.org/>\n:a a <https://w3id.org/sikg/ontology#Atack> .\n", 2),
            ("a.ttl", "@base <http://e.org/> .\n<a>\n  a <https://w3id.org/sikg/ontology#Atack> .\n", 2),
            ("a.nq", "<urn:x> <urn:p> 'x' .\n<http://e.org/a> a <urn:x> .\n".replace(" a ", " <urn:q> ").replace("'x'", '"x"') + "<http://e.org/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/sikg/ontology#Atack> <urn:g> .\n", 3),
            ("a.trig", "<urn:g> {\n  <http://e.org/a> a <https://w3id.org/sikg/ontology#Atack> }\n", 2),
            ("a.ttl", "<urn:x> <urn:p> 1 . <http://e.org/a> a <https://w3id.org/sikg/ontology#Atack> .\n", None),
        ],
        ids=["prefixed", "empty prefix", "below the base", "N-Quads", "in a graph", "within a line"],
    )  # fmt: skip
    def test_line(self, tmp_path: Path, name: str, text: str, line: int | None) -> None:
        (tmp_path / name).write_text(text)
        (finding,) = validate(tmp_path / name)
        assert lines_of(tmp_path / name, [finding]).get(finding.focus_node) == line


class TestOtherSyntaxes:
    """RDF/XML and JSON-LD are checked as well, and a literal that is none of its datatype is a finding."""

    @pytest.mark.parametrize("name", ["jsonld", "rdfxml", "ntriples", "trig"])
    def test_they_give_the_same_findings(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / f"data{SYNTAXES[name].suffix}"
        write(read_quads(CASES / "figure-lower_fail.ttl"), path, name)
        assert found(validate(path)) == broken("figure-lower")

    @pytest.mark.parametrize("day", ["2022-02-31", "0000-00-00", "yesterday", "99999-99-99"])
    def test_a_day_that_is_none_is_found_and_said_in_one_line(self, tmp_path: Path, day: str, capfd: pytest.CaptureFixture[str]) -> None:
        text = (CASES / "bounds-begin_pass.ttl").read_text()
        (tmp_path / "data.ttl").write_text(re.sub(r'(beginEarliest\s+)"[^"]*"', rf'\1"{day}"', text))
        assert "bounds-begin" in {finding.source_shape for finding in validate(tmp_path / "data.ttl")}
        assert capfd.readouterr().err == ""

    @pytest.mark.parametrize(
        "value",
        ['"x"', '"NaN"^^xsd:double', "[]", "<urn:x>", '"2022-01-01T00:00:00Z"^^xsd:dateTime', '"' + "9" * 5000 + '"^^xsd:integer', "1.5"],
    )
    @pytest.mark.parametrize(("case", "name"), [("bounds-begin", "beginEarliest"), ("figure-lower", "lowerBound")])
    def test_a_value_that_cannot_be_compared_is_a_finding_and_no_crash(self, tmp_path: Path, value: str, case: str, name: str) -> None:
        text = (CASES / f"{case}_pass.ttl").read_text()
        declared = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        (tmp_path / "data.ttl").write_text(declared + re.sub(rf"(sikg:|:){name}\s+[^;.]*", rf"\1{name} {value} ", text))
        assert case in {finding.source_shape for finding in validate(tmp_path / "data.ttl")}

    def test_triples_about_triples_are_passed_over(self, tmp_path: Path) -> None:
        text = (CASES / "claim-basis_pass.ttl").read_text()
        (tmp_path / "data.ttl").write_text(
            text + "\n<urn:r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <urn:a> <urn:b> <urn:c> )>> .\n"
        )
        assert validate(tmp_path / "data.ttl") == ()


class TestImport:
    """A file that conforms is added to a store, all of it; a file that does not leaves the store as it was."""

    def test_our_own_graph_comes_back_the_same_from_every_syntax(self, tmp_path: Path, gold: Coding) -> None:
        graph = list(quads([gold], Iris()))
        for name, known in SYNTAXES.items():
            write(graph, tmp_path / f"a{known.suffix}", name)
            outcome = import_file(tmp_path / f"a{known.suffix}", tmp_path / name)
            assert (outcome.quads, outcome.findings, outcome.added) == (len(graph), (), len(graph))
            write(open_source(str(tmp_path / name)).quads(), tmp_path / f"b{known.suffix}", name)
            assert (tmp_path / f"b{known.suffix}").read_bytes() == (tmp_path / f"a{known.suffix}").read_bytes()

    def test_a_second_time_adds_nothing(self, tmp_path: Path) -> None:
        first, second = (import_file(CASES / "claim-basis_pass.ttl", tmp_path / "store") for _ in "12")
        assert (first.added > 0, second.added) == (True, 0)

    def test_a_violation_adds_nothing_and_makes_no_store(self, tmp_path: Path) -> None:
        outcome = import_file(CASES / "claim-basis_fail.ttl", tmp_path / "store")
        assert (outcome.conforms, outcome.added, (tmp_path / "store").exists()) == (False, 0, False)

    def test_a_warning_is_no_reason_not_to_add(self, tmp_path: Path) -> None:
        outcome = import_file(CASES / "article-date_fail.ttl", tmp_path / "store")
        assert (outcome.conforms, len(outcome.findings), outcome.added) == (True, 1, outcome.quads)

    def test_without_a_store_it_is_only_checked(self, tmp_path: Path) -> None:
        assert import_file(CASES / "claim-basis_pass.ttl").added == 0
        assert list(tmp_path.iterdir()) == []

    def test_a_bad_line_at_the_end_of_many_adds_nothing_and_is_named(self, tmp_path: Path) -> None:
        lines = (f'<urn:s:{n}> <urn:p> "{n}" <urn:g> .\n' for n in range(20_000))
        (tmp_path / "a.nq").write_text("".join(lines) + "<urn:s> <urn:p> .\n")
        with pytest.raises(InputError) as caught:
            import_file(tmp_path / "a.nq", tmp_path / "store")
        assert caught.value.place == f"{tmp_path / 'a.nq'}:20001"
        assert not (tmp_path / "store").exists()

    def test_blank_nodes_of_two_files_stay_apart_and_those_of_one_file_the_same(self, tmp_path: Path) -> None:
        (tmp_path / "a.ttl").write_text("_:x <urn:p> 1 ; <urn:q> [ <urn:r> _:x ] .")
        (tmp_path / "b.ttl").write_text("_:x <urn:p> 2 .")
        for name in ("a.ttl", "b.ttl", "a.ttl"):
            import_file(tmp_path / name, tmp_path / "store")
        store = Store.open(tmp_path / "store")
        assert len({quad.subject for quad in store.quads() if quad.predicate.value == "urn:p"}) == 2
        assert len(store) == 4
