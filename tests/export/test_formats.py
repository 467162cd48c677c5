"""Each format as its readers see it: a small graph against files that people can read, and by programs of other makers."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
import stix2

from kg.contract import read_coding
from kg.errors import InputError
from kg.export.registry import export, format_of, formats, pieces
from kg.export.source import Source, open_source
from kg.graph.build import quads
from kg.graph.store import Store, read_quads
from kg.graph.terms import Iri, Literal, Quad, TripleTerm
from kg.iris import Iris, expand
from kg.model import Coding
from tests.export.small.graph import COMMAND, VIEWS, path_of, quads_of_small

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def small() -> Source:
    return Source.of(quads_of_small())


@pytest.fixture(scope="module")
def stories() -> list[Coding]:
    """The hand codings of all stories."""
    return [read_coding(path) for path in sorted((ROOT / "tests/stories").glob("*/coding.json"))]


def written(source: Source, name: str, **options: object) -> str:
    return "".join(pieces(source, name, options))


def rows(source: Source, name: str, **options: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(source, name, **options), newline="")))


# --- all of them ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VIEWS)
def test_the_small_graph_looks_as_its_file_shows(small: Source, name: str) -> None:
    kept = path_of(name, format_of(name).suffix).read_bytes().decode("utf-8")
    assert written(small, name) == kept, f"if it should look so from now on: {COMMAND}"


@pytest.mark.parametrize("name", [known.name for known in formats() if known.name != "network"])
def test_the_same_graph_gives_the_same_bytes_from_quads_from_a_file_and_from_a_store(small: Source, tmp_path: Path, name: str) -> None:
    export(small, "nquads", tmp_path / "a.nq")
    Store.open(tmp_path / "store", create=True).add(quads_of_small())
    expected = written(small, name)
    assert written(Source.of(quads_of_small()[::-1]), name) == expected
    assert written(open_source(str(tmp_path / "a.nq")), name) == expected
    assert written(open_source(str(tmp_path / "store")), name) == expected


def test_clock_zone_locale_and_hash_seed_change_nothing(tmp_path: Path) -> None:
    """Two processes that see sets in another order, live in another zone and speak another language."""
    code = (
        "import sys; from pathlib import Path; from kg.export.registry import export, formats; from kg.export.source import Source\n"
        "from tests.export.small.graph import quads_of_small\n"
        "for known in formats():\n"
        "    if known.name != 'network': export(Source.of(quads_of_small()), known.name, Path(sys.argv[1]) / known.name)"
    )
    for number, (zone, tongue) in enumerate((("UTC", "C"), ("Pacific/Kiritimati", "tr_TR.UTF-8"))):
        (tmp_path / str(number)).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": zone, "LC_ALL": tongue, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / str(number))], cwd=ROOT, env=environment, check=True, timeout=60)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / n).iterdir()} for n in "01")
    assert len(first) > 15
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("name", [known.name for known in formats() if known.name != "network"])
def test_an_empty_graph_is_an_empty_document(tmp_path: Path, name: str) -> None:
    export(Source.of([]), name, tmp_path / "a")
    text = (tmp_path / "a").read_text(encoding="utf-8")
    if name in ("geojson", "stix"):
        assert json.loads(text)["type"] in ("FeatureCollection", "bundle")
    if format_of(name).suffix == ".csv":
        assert len(text.splitlines()) == 1
    if name in ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"):
        (tmp_path / f"a{format_of(name).suffix}").write_text(text, encoding="utf-8")
        assert list(read_quads(tmp_path / f"a{format_of(name).suffix}")) == []


def test_every_format_says_what_it_loses() -> None:
    assert [known.name for known in formats() if not (known.about and known.loses)] == []
    assert [known.name for known in formats() if known.loses == "nothing"] == ["trig", "nquads", "jsonld"]


def test_formats_go_by_name_and_by_a_suffix_that_only_one_has() -> None:
    assert [format_of(name).name for name in ("nquads", "nq", ".gexf", "CLAIMS", "rdf", "ttl")] == [
        "nquads",
        "nquads",
        "gexf",
        "claims",
        "rdfxml",
        "turtle",
    ]
    for name in ("csv", "docx"):
        with pytest.raises(InputError, match="`kg formats` lists them"):
            format_of(name)
    with pytest.raises(InputError, match="Did you mean graphml"):
        format_of("graphlm")


def test_an_option_that_a_format_does_not_take_is_refused(small: Source) -> None:
    with pytest.raises(InputError, match=r"turtle does not take --raw\n  It takes no options"):
        pieces(small, "turtle", {"raw": True})
    with pytest.raises(InputError, match=r"claims does not take --hops\n  It takes --raw, --excel"):
        pieces(small, "claims", {"hops": 2})


# --- networks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_network_with_its_dates_classes_and_evidence(small: Source, name: str) -> None:
    text = written(small, name)
    graph = nx.parse_graphml(text) if name == "graphml" else nx.read_gexf(io.BytesIO(text.encode()))
    assert graph.number_of_nodes() == len(rows(small, "nodes"))
    assert graph.number_of_edges() == len(rows(small, "edges"))
    raid = graph.nodes["event/tarn-raid"]
    assert (raid["class"], raid["date_from"], raid["date_to"]) == ("Attack", "2024-05-03", "2024-05-03")
    [edge] = [values for *ends, values in graph.edges(data=True) if ends == ["event/tarn-raid", "org/valley-front"]]
    assert (edge["basis"], edge["confidence"], edge["weight"], edge["quote"]) == ("stated", 0.9, 2, "Valley Front men … raided")


def test_gexf_puts_dated_events_on_the_timeline(small: Source) -> None:
    text = written(small, "gexf")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert '<node id="event/tarn-raid" label="Raid on the police post in Tarn" start="2024-05-03" end="2024-05-03">' in text
    assert "lastmodifieddate" not in text


# --- tables --------------------------------------------------------------------------------------------------


def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe_unless_raw_is_asked(small: Source) -> None:
    def titles(**options: object) -> set[str]:
        return {row["article_title"] for row in rows(small, "claims", **options)}

    assert titles() == {"Gunmen raid police post in Tarn", "'=Ministry: seven dead"}
    assert titles(raw=True) == {"Gunmen raid police post in Tarn", "=Ministry: seven dead"}


def test_numbers_are_never_changed(small: Source) -> None:
    [row] = rows(small, "incidents")
    assert (row["latitude"], row["longitude"]) == ("10.5", "-20.25")


def test_a_file_for_excel_begins_with_a_byte_order_mark(small: Source) -> None:
    assert written(small, "incidents", excel=True) == "\ufeff" + written(small, "incidents")


# --- RDF 1.2 -------------------------------------------------------------------------------------------------


def test_rdf12_reifies_every_claim_about_a_triple(small: Source, tmp_path: Path) -> None:
    export(small, "rdf12", tmp_path / "a.ttl")
    found = list(read_quads(tmp_path / "a.ttl"))
    reified = {quad.subject: quad.object for quad in found if isinstance(quad.object, TripleTerm)}
    names = [Iri(expand(f"sikg:claim{part}")) for part in ("Subject", "Property", "Object")]
    plain = {(q.subject, q.predicate): q.object for q in quads_of_small()}
    claims = {q.subject for q in quads_of_small() if q.predicate == names[0]}
    assert reified == {claim: TripleTerm(*(plain[claim, name] for name in names)) for claim in claims}
    assert {q for q in found if not isinstance(q.object, TripleTerm)} == {Quad(q.subject, q.predicate, q.object) for q in quads_of_small()}


# --- maps ----------------------------------------------------------------------------------------------------


def test_geojson_is_longitude_first(small: Source) -> None:
    [raid, tarn] = json.loads(written(small, "geojson"))["features"]
    assert raid["geometry"] == tarn["geometry"] == {"type": "Point", "coordinates": [-20.25, 10.5]}
    assert (raid["properties"]["position_precision"], tarn["properties"]["incidents"]) == ("near", 1)


def test_geojson_keeps_incidents_without_a_position(gold: Coding) -> None:
    found = json.loads(written(Source.of(quads([gold], Iris())), "geojson"))["features"]
    assert [f["geometry"] for f in found if f["properties"]["kind"] == "incident"] == [None] * 4


# --- STIX ----------------------------------------------------------------------------------------------------


class TestStix:
    @pytest.mark.parametrize("which", ["small", "stories"])
    def test_the_library_of_oasis_reads_it_and_every_reference_leads_to_an_object(self, stories: list[Coding], which: str) -> None:
        graph = quads_of_small() if which == "small" else quads(stories, Iris())
        bundle = stix2.parse(written(Source.of(graph), "stix"), version="2.1", allow_custom=False)
        held = {found.id for found in bundle.objects}
        assert len(held) == len(bundle.objects)
        led = [r for found in bundle.objects for name, value in found.items() if name.endswith(("_ref", "_refs")) for r in ([value] if isinstance(value, str) else value)]  # fmt: skip
        assert led
        assert set(led) - held == set()

    def test_two_sources_that_differ_have_an_opinion_each(self) -> None:
        found = stix2.parse(written(Source.of(quads_of_small()), "stix"), version="2.1")
        notes = {o.id: o.abstract for o in found.objects if o.type == "note"}
        opinions = {(o.authors[0], notes[o.object_refs[0]], o.opinion) for o in found.objects if o.type == "opinion"}
        assert opinions == {
            ("Gunmen raid police post in Tarn", 'Casualties: 7 killed ("seven")', "disagree"),
            ("Ministry of Order", 'Casualties: at least 12 killed ("at least 12")', "disagree"),
        }

    def test_a_date_that_is_no_day_is_rounded_outwards_and_a_note_says_so(self) -> None:
        found = stix2.parse(written(Source.of(quads_of_small()), "stix"), version="2.1")
        [month] = [o.content for o in found.objects if o.type == "note" and "in May" in o.content]
        assert month.endswith(
            "Begin: 2024-05-01 to 2024-05-31; end: 2024-05-01 to 2024-05-31. Times in this bundle are rounded outwards to these days."
        )

    def test_ids_follow_from_iris(self) -> None:
        first, second = (json.loads(written(Source.of(graph), "stix")) for graph in (quads_of_small(), quads_of_small()[:-1]))
        names = [{o["name"]: o["id"] for o in bundle["objects"] if "name" in o} for bundle in (first, second)]
        assert names[0] == names[1]


# --- FollowTheMoney ------------------------------------------------------------------------------------------


@pytest.mark.external
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the library's own imports
def test_followthemoney_reads_every_entity_and_every_reference_leads_to_one(stories: list[Coding]) -> None:
    """Its library needs a C++ compiler and ICU to be installed, so that it is not among what the tests install."""
    model = pytest.importorskip("followthemoney", reason="no followthemoney in this Python (pip install followthemoney)").model
    entities = [json.loads(line) for line in written(Source.of(quads(stories, Iris())), "ftm").splitlines()]
    held = {entity["id"] for entity in entities}
    for entity in entities:
        schema = model.get(entity["schema"])
        schema.validate({"properties": entity["properties"]})
        read = model.get_proxy(entity, cleaned=False)
        assert {name: sorted(values) for name, values in read.properties and read.to_dict()["properties"].items()} == entity["properties"]
        led = {value for name, values in entity["properties"].items() if schema.get(name).type.name == "entity" for value in values}
        assert led - held == set()


# --- what is not ours ----------------------------------------------------------------------------------------


def test_values_that_are_none_are_left_out_and_listed() -> None:
    """Days that no calendar has, numbers that count nobody, positions off the globe: they are in the RDF, and in no table."""
    thing = Iri("https://w3id.org/sikg/id/claim/a/b")
    bad = {
        "sikg:beginEarliest": "0000-00-00",
        "sikg:beginLatest": "2022-02-31",
        "sikg:endEarliest": "99999-01-01",
        "sikg:lowerBound": "-5",
        "sikg:bestEstimate": "1e400",
        "sikg:upperBound": "3 million",
        "sikg:confidence": "1.5",
    }
    graph = [Quad(thing, Iri(expand(name)), Literal(value)) for name, value in bad.items()]
    graph += [Quad(thing, Iri(expand("rdf:type")), Iri(expand("sikg:Claim")))]
    content = Source.of(graph).content(Iris())
    assert {(u.property, u.value) for u in content.unread} == set(bad.items())
    claim = content.claims[thing.value]
    assert (claim.lower, claim.best, claim.upper, claim.confidence) == (None, None, None, None)
    assert {q.object for q in read_back(graph)} == {q.object for q in graph}


def read_back(graph: list[Quad]) -> set[Quad]:
    return set(Store.of(graph).quads())


def test_a_graph_of_another_vocabulary_gives_empty_tables_and_whole_rdf() -> None:
    graph = [Quad(Iri("http://e.org/a"), Iri("http://e.org/p"), Literal("x"))]
    assert [rows(Source.of(graph), name) for name in ("nodes", "edges", "claims", "incidents", "acled")] == [[], [], [], [], []]
    assert written(Source.of(graph), "nquads") == '<http://e.org/a> <http://e.org/p> "x" .\n'
