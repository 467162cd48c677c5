"""Turtle, TriG and N-Quads: what strict readers read back is what was written, and the bytes are always the same."""

from __future__ import annotations

import io
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from kg.contract import read_coding
from kg.errors import SikgError
from kg.export.rdf import SYNTAXES, syntax, write, write_to
from kg.graph.build import quads
from kg.graph.store import read_quads
from kg.graph.terms import BlankNode, Iri, Literal, Quad, Term, text
from kg.iris import Iris
from kg.model import Article, Coding, Entity, Event, Relation, Span

pytestmark = pytest.mark.filterwarnings("ignore:(Dataset.default_context|ConjunctiveGraph) is deprecated")  # rdflib calls them itself

GOLD = Path(__file__).parents[1] / "gold" / "seed.json"
BASE = "https://w3id.org/sikg/id/"
RDFLIB_NAMES = {".ttl": "turtle", ".trig": "trig", ".nt": "nt", ".nq": "nquads", ".jsonld": "json-ld", ".rdf": "xml"}

HOSTILE_WORDS = [
    pytest.param('"', id="quote"),
    pytest.param('"""', id="three quotes"),
    pytest.param('ends with a quote"', id="quote last"),
    pytest.param("\\", id="backslash"),
    pytest.param("\\u0041 \\n", id="what looks like an escape"),
    pytest.param("line\nline\r\nline\ttab\x0b\x0c", id="line ends"),
    pytest.param('" .\n<http://x/a> <http://x/b> <http://x/c> .\n', id="a triple of its own"),
    pytest.param("\x00\x01\x1f\x7f\x85\x9f", id="controls"),
    pytest.param("\u202egnp.exe\u2066", id="text turned round"),
    pytest.param("\ufeff\ufffe\uffff\u2028", id="marks and non-characters"),
    pytest.param("🜁 e\u0301 ﷽", id="beyond the basic plane"),
    pytest.param("@en", id="a language tag"),
    pytest.param("1.0", id="a number as words"),
    pytest.param(" ", id="a blank"),
]


@pytest.fixture(scope="module")
def gold() -> list[Quad]:
    return list(quads([read_coding(GOLD)], Iris()))


@pytest.fixture(scope="module")
def exports(gold: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The gold graph in every format, by name."""
    folder = tmp_path_factory.mktemp("exports")
    for known in SYNTAXES.values():
        write(gold, folder / f"sikg{known.suffix}", known.name)
    return {known.name: folder / f"sikg{known.suffix}" for known in SYNTAXES.values()}


def triples(found: list[Quad]) -> set[tuple[object, Iri, Term]]:
    return {(q.subject, q.predicate, q.object) for q in found}


def rdflib_count(path: Path) -> int:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=path.read_bytes(), format=RDFLIB_NAMES[path.suffix])
    return sum(1 for _ in dataset.quads((None, None, None, None)))


class TestReadBack:
    @pytest.mark.parametrize("name", [name for name, known in SYNTAXES.items() if not known.has_graphs])
    def test_without_graphs_every_triple_comes_once(self, gold: list[Quad], exports: dict[str, Path], name: str) -> None:
        found = list(read_quads(exports[name]))
        assert triples(found) == triples(gold)
        assert len(found) == len(triples(gold))
        assert {q.graph for q in found} == {None}

    @pytest.mark.parametrize("name", [name for name, known in SYNTAXES.items() if known.has_graphs])
    def test_the_others_keep_the_graphs(self, gold: list[Quad], exports: dict[str, Path], name: str) -> None:
        found = list(read_quads(exports[name]))
        assert set(found) == set(gold)
        assert len(found) == len(gold)

    @pytest.mark.parametrize("name", SYNTAXES)
    def test_rdflib_reads_as_many(self, gold: list[Quad], exports: dict[str, Path], name: str) -> None:
        assert rdflib_count(exports[name]) == len(gold if SYNTAXES[name].has_graphs else triples(gold))

    @pytest.mark.parametrize(("name", "called"), [("turtle", "turtle"), ("ntriples", "ntriples"), ("rdfxml", "rdfxml")])
    def test_rapper_reads_as_many(self, gold: list[Quad], exports: dict[str, Path], rapper: str, name: str, called: str) -> None:
        words = [rapper, "-q", "-i", called, "-o", "ntriples", exports[name]]
        listed = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
        assert (listed.returncode, listed.stderr.strip()) == (0, "")
        assert len(listed.stdout.splitlines()) == len(triples(gold))


class TestSameBytes:
    @pytest.mark.parametrize("name", SYNTAXES)
    def test_building_twice_gives_the_same_bytes(self, exports: dict[str, Path], tmp_path: Path, name: str) -> None:
        write(quads([read_coding(GOLD)], Iris()), tmp_path / "again", name)
        assert (tmp_path / "again").read_bytes() == exports[name].read_bytes()

    @pytest.mark.parametrize("name", SYNTAXES)
    def test_the_order_of_the_quads_changes_nothing(self, gold: list[Quad], exports: dict[str, Path], name: str) -> None:
        stream = io.StringIO()
        write_to(reversed(gold), stream, name)
        assert stream.getvalue().encode() == exports[name].read_bytes()

    def test_nquads_are_sorted_lines(self, exports: dict[str, Path]) -> None:
        lines = exports["nquads"].read_text(encoding="utf-8").split("\n")
        assert lines.pop() == ""
        assert lines == sorted(set(lines))


class TestReadability:
    def test_turtle_begins_with_the_article_and_names_things_by_their_ids(self, exports: dict[str, Path]) -> None:
        written = exports["turtle"].read_text(encoding="utf-8")
        headings = [line for line in written.splitlines() if line.startswith("# ---")]
        assert headings == [
            f"# --- {title} ---"
            for title in (
                "Articles and datasets", "Actors", "Places and things", "Events", "Topics", "Claims", "Passages", "Classes and concepts in use",
            )
        ]  # fmt: skip
        assert "\n<article/000_8bd47fad0ceba9bf> a schema:NewsArticle ;\n    rdfs:label " in written
        assert "_:" not in written

    def test_passages_stand_in_the_order_of_the_text(self, exports: dict[str, Path]) -> None:
        starts = [
            int(words.split()[1])
            for words in exports["turtle"].read_text(encoding="utf-8").splitlines()
            if words.startswith("    oa:start")
        ]
        assert starts == sorted(starts)
        assert len(starts) > 100


class TestHostileTerms:
    @pytest.mark.parametrize("name", SYNTAXES)
    @pytest.mark.parametrize("words", HOSTILE_WORDS)
    def test_words_come_back_as_they_were(self, tmp_path: Path, words: str, name: str) -> None:
        """XML cannot carry control characters: RDF/XML refuses them with a reason."""
        subject, predicate = Iri(BASE + "org/x"), Iri("http://example.org/p")
        given = {
            Quad(subject, predicate, term, graph) for term in (Literal(words), text(words)) for graph in (None, Iri("http://example.org/g"))
        }
        path = tmp_path / f"a{syntax(name).suffix}"
        if name == "rdfxml" and re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", words):
            with pytest.raises(SikgError, match=r"XML cannot carry U\+"):
                write(given, path, name)
            assert not path.exists()
            return
        write(given, path, name)
        expected = given if SYNTAXES[name].has_graphs else {replace(quad, graph=None) for quad in given}
        assert set(read_quads(path)) == expected
        assert rdflib_count(path) == len(expected)

    @pytest.mark.parametrize("words", HOSTILE_WORDS)
    def test_a_hostile_coding_gives_as_many_quads_as_a_tame_one(self, tmp_path: Path, words: str) -> None:
        def coding(extra: str) -> Coding:
            span = Span(0, 1, "x" + extra)
            group = Entity("org/x" + extra, "ArmedGroup", "Group" + extra, (span,), alt_labels=("G" + extra,))
            event = Event("event/x" + extra, "Attack", "Raid" + extra, (span,))
            relation = Relation(event.id, "sikg:perpetrator", group.id, "stated", (span,))
            return Coding(Article("a" + extra, "0" * 64, 1, title="t" + extra), (group,), (event,), relations=(relation,))

        path = tmp_path / "a.nq"
        write(quads([coding(words)], Iris()), path, "nquads")
        assert len(list(read_quads(path))) == len(list(quads([coding("")], Iris())))

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("org/x", "<org/x>"),
            ("org/x.", "<org/x.>"),
            ("org/x/../../y", None),
            ("org/./y", None),
            ("/org/x", None),
            ("a:b/c", None),
            ("x", None),
            ("org/ü", None),
        ],
    )
    def test_a_relative_iri_resolves_to_what_it_was(self, tmp_path: Path, name: str, expected: str | None) -> None:
        quad = Quad(Iri(BASE + name), Iri("http://example.org/p"), Iri(BASE + name))
        path = tmp_path / "a.ttl"
        write([quad], path, "turtle")
        assert (expected or f"<{BASE}{name}>") in path.read_text(encoding="utf-8")
        assert list(read_quads(path)) == [quad]
        assert {str(s) for s in rdflib.Graph().parse(data=path.read_bytes(), format="turtle").subjects()} == {BASE + name}

    @pytest.mark.parametrize(
        ("quad", "reason"),
        [
            (Quad(Iri(BASE + "x"), Iri("http://example.org/p"), Literal("a\ud800b")), "lone surrogate U\\+D800"),
            (Quad(Iri(BASE + "x"), Iri("http://example.org/p"), Iri("http://example.org/> .")), "'>'"),
            (Quad(Iri(BASE + "x"), Iri("http://example.org/p"), Iri("relative")), "no scheme"),
            (Quad(Iri(BASE + "x"), Iri("http://example.org/p"), Literal("a", "", "en .")), "not a language tag"),
        ],
        ids=["surrogate", "iri that ends early", "relative iri", "language"],
    )
    @pytest.mark.parametrize("name", SYNTAXES)
    def test_what_rdf_cannot_carry_is_refused_with_a_reason(self, tmp_path: Path, quad: Quad, reason: str, name: str) -> None:
        path = tmp_path / "old"
        path.write_text("old", encoding="utf-8")
        with pytest.raises(SikgError, match=reason):
            write([quad], path, name)
        assert {p.name: p.read_text(encoding="utf-8") for p in tmp_path.iterdir()} == {"old": "old"}

    def test_a_blank_node_of_a_query_can_be_written(self, tmp_path: Path) -> None:
        path = tmp_path / "a.ttl"
        write([Quad(BlankNode("b0"), Iri("http://example.org/p"), Literal("x"))], path, "turtle")
        assert rdflib_count(path) == 1


class TestFiles:
    def test_an_unwritable_place_leaves_everything_as_it_was(self, gold: list[Quad], tmp_path: Path) -> None:
        with pytest.raises(SikgError, match="cannot be written") as caught:
            write(gold, tmp_path / "no-folder" / "a.ttl", "turtle")
        assert caught.value.place.endswith("a.ttl")
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_in_the_place_of_the_file_stays(self, gold: list[Quad], tmp_path: Path) -> None:
        (tmp_path / "a.ttl").mkdir()
        with pytest.raises(SikgError, match="is not a file"):
            write(gold, tmp_path / "a.ttl", "turtle")
        assert [p.name for p in tmp_path.iterdir()] == ["a.ttl"]

    # Linux has this device; elsewhere nothing stands for a full disk that needs no rights.
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
    def test_a_full_disk_is_an_error_and_not_a_short_file(self, gold: list[Quad], tmp_path: Path) -> None:
        """The file beside is a link to a device without room."""
        path = tmp_path / "a.ttl"
        path.write_text("old", encoding="utf-8")
        (tmp_path / f".a.ttl.{os.getpid()}.part").symlink_to("/dev/full")
        with pytest.raises(SikgError, match="cannot be written"):
            write(gold, path, "turtle")
        assert {p.name: p.read_text(encoding="utf-8") for p in tmp_path.iterdir()} == {"a.ttl": "old"}

    def test_formats_go_by_name_and_by_suffix(self) -> None:
        assert [syntax(name).name for name in ("turtle", "ttl", ".nq", "TriG")] == ["turtle", "turtle", "nquads", "trig"]
        with pytest.raises(SikgError, match="no RDF format is called 'docx'"):
            syntax("docx")
