"""The whole way from Python: what `kg.build` gives can be asked, looked at, checked and written, for one report or many."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from click.testing import CliRunner, Result

import kg
from kg import extraction, read
from kg.cli import main
from kg.errors import InputError, ModelError, QueryError
from kg.graph.store import read_quads
from kg.pipeline import EXPORTS
from tests.corpus import story_names, story_text

ROOT = Path(__file__).parent.parent
SIKG = rdflib.Namespace("https://w3id.org/sikg/ontology#")
ID = rdflib.Namespace("https://w3id.org/sikg/id/")
MARKET = "Boko Haram attacked a market in Maiduguri, Nigeria, on 3 May 2024. The attack killed 12 people.\n"
BARRACKS = "In Nigeria, Boko Haram attacked an army barracks in Maiduguri on 2 June 2024. The attack killed seven soldiers.\n"
UNDATED = "Gunmen attacked a police station in Kano on Monday and killed nine officers.\n"


def records(folder: Path, **texts: str) -> Path:
    """A JSON Lines file with these reports, all published on one day, in this order."""
    path = folder / f"{'-'.join(texts)}.jsonl"
    lines = [json.dumps({"docid": name, "text": text, "published": "2024-06-05"}) for name, text in texts.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


# --- one report ---


class TestKnowledgeGraph:
    def test_rdflib_gets_every_triple_of_the_turtle(self, built: kg.KnowledgeGraph, tmp_path: Path) -> None:
        built.write(tmp_path)
        turtle = rdflib.Graph().parse(tmp_path / "sikg.ttl", format="turtle")
        assert set(built.to_rdflib().triples((None, None, None))) == set(turtle)

    def test_rdflib_gets_facts_and_claims_in_graphs_of_their_own(self, built: kg.KnowledgeGraph) -> None:
        contribution = (ID["state/kenya"], SIKG.contributesTo, None)
        graphs = {str(graph) for *_, graph in built.to_rdflib().quads(contribution)}
        assert graphs == {f"https://w3id.org/sikg/graph/{built.codings[0].article.id}/facts"}

    def test_networkx_gets_things_as_nodes_and_claims_as_edges_with_their_words(self, built: kg.KnowledgeGraph, gold_text: str) -> None:
        graph = built.to_networkx()
        assert isinstance(graph, nx.MultiDiGraph)
        assert graph.nodes["org/al-shabaab"]["label"] == "Al-Shabaab"
        evidence = [words for *_, values in graph.edges(data=True) for words in values["evidence"]]
        assert evidence
        assert [words for words in evidence if gold_text[words["start"] : words["end"]] != words["quote"]] == []

    @pytest.mark.parametrize("values", [{}, {"mission": "ATMIS"}, {"mission": "AU Transition Mission in Somalia"}], ids=len)
    def test_a_named_question_takes_values_for_its_parameters(self, built: kg.KnowledgeGraph, values: dict[str, str]) -> None:
        answer = built.query("mission-contributors", **values)
        assert answer.records() == [{"state": name} for name in ("Burundi", "Djibouti", "Ethiopia", "Kenya", "Uganda")]

    def test_an_answer_prints_as_a_table(self, built: kg.KnowledgeGraph) -> None:
        assert str(built.query("total-killed")).splitlines() == ["total", "─────", "224", "", "1 row"]

    def test_sparql_is_answered(self, built: kg.KnowledgeGraph) -> None:
        assert built.query(f"ASK {{ ?mission a <{SIKG.Mission}> }}").truth
        answer = built.query(f"SELECT ?missing ?mission {{ ?mission a <{SIKG.Mission}> }}")
        assert answer.records() == [{"missing": None, "mission": str(ID["org/atmis"])}]

    @pytest.mark.parametrize(
        ("question", "values", "reason"),
        [
            ("no-such-question", {}, "no question is called"),
            ("mission-contributors", {"misson": "ATMIS"}, "no parameter 'misson'"),
            ("SELECT * { ?a ?b", {}, "expected"),
            ("SELECT * { SERVICE <http://127.0.0.1/> {} }", {}, "SERVICE is not allowed"),
        ],
    )
    def test_a_question_that_cannot_be_asked_is_refused(
        self, built: kg.KnowledgeGraph, question: str, values: dict[str, str], reason: str
    ) -> None:
        with pytest.raises(QueryError, match=reason):
            built.query(question, **values)

    def test_every_export_is_written_and_named(self, built: kg.KnowledgeGraph, tmp_path: Path) -> None:
        written = built.write(tmp_path / "a" / "b")
        assert [path.name for path in written] == [*EXPORTS, "network.html"]
        assert sorted((tmp_path / "a" / "b").iterdir()) == sorted(written)
        assert set(read_quads(tmp_path / "a" / "b" / "sikg.trig")) == set(built.quads)

    def test_a_folder_that_cannot_be_is_an_error_with_its_mend(self, built: kg.KnowledgeGraph, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("a file")
        with pytest.raises(InputError, match="cannot be made a folder") as caught:
            built.write(tmp_path / "taken")
        assert (caught.value.place, bool(caught.value.mend)) == (str(tmp_path / "taken"), True)

    def test_nothing_is_wrong_with_it(self, built: kg.KnowledgeGraph) -> None:
        assert built.validate() == ()

    def test_what_was_cut_from_the_page_is_a_problem_with_its_words(self, built: kg.KnowledgeGraph) -> None:
        [(article, problem)] = built.problems
        assert (article, problem.kind) == (built.codings[0].article.id, "page-furniture")
        assert problem.span is not None
        assert problem.span.quote.startswith("Advertisement")

    def test_the_base_of_the_data_can_be_another_one(self, tmp_path: Path) -> None:
        graph = kg.build(records(tmp_path, a=MARKET), base="https://example.org/kg/")
        subjects = {str(s) for s in graph.to_rdflib().subjects() if "/id/" in str(s)}
        assert subjects
        assert [iri for iri in subjects if not iri.startswith("https://example.org/kg/id/")] == []
        assert [finding for finding in graph.validate() if finding.severity == "Violation"] == []


def test_progress_is_told_after_every_report(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    kg.build(records(tmp_path, a=MARKET, b=BARRACKS), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_an_unknown_model_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelError) as caught:
        list(extraction.code(read.documents([ROOT / "seeds" / "articles"]), model="no_such_model"))
    assert caught.value.place == "no_such_model"
    assert caught.value.mend


def test_a_source_that_cannot_be_read_is_refused_before_a_model_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError):
        list(extraction.code(read.documents([tmp_path]), model="no_such_model"))


# --- several reports ---


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeGraph:
    """Two reports of one group, and of two attacks."""
    return kg.build(records(tmp_path_factory.mktemp("both"), first=MARKET, second=BARRACKS))


class TestSeveralReports:
    def test_a_known_actor_is_one_node_and_an_event_is_one_for_each_report(self, both: kg.KnowledgeGraph) -> None:
        graph = both.to_rdflib()
        attacks = {attack: set(graph.objects(attack, SIKG.perpetrator)) for attack in graph.subjects(rdflib.RDF.type, SIKG.Attack)}
        [group] = {perpetrator for found in attacks.values() for perpetrator in found}
        assert len(attacks) == 2
        assert all(attacks.values())
        assert len(set(graph.objects(group, SIKG.mentionedIn))) == 2

    def test_why_they_are_one_is_recorded(self, both: kg.KnowledgeGraph) -> None:
        decided = {judgement.id: (judgement.decision, judgement.reason) for judgement in both.judgements}
        assert decided["org/boko-haram"] == ("same", "known by its catalogue id")

    def test_the_order_of_the_reports_changes_nothing(self, both: kg.KnowledgeGraph, tmp_path: Path) -> None:
        turned = kg.build(records(tmp_path, second=BARRACKS, first=MARKET))
        assert [coding.article.id for coding in turned.codings] == ["second", "first"]
        assert (turned.quads, turned.judgements) == (both.quads, both.judgements)

    def test_equal_slugs_do_not_make_two_events_one(self, tmp_path: Path) -> None:
        """The same words twice: everything they describe is told apart, and neither order of the reports changes an IRI."""
        one, other = (kg.build(records(tmp_path, **dict.fromkeys(names, UNDATED))) for names in (("a", "b"), ("b", "a")))
        events = [event.id for coding in one.codings for event in coding.events]
        assert len(events) == len(set(events)) == 2
        assert one.quads == other.quads

    def test_a_network_of_both_has_the_shared_actor_once(self, both: kg.KnowledgeGraph) -> None:
        graph = both.to_networkx()
        assert graph.nodes["org/boko-haram"]["articles"] == ["first", "second"]
        assert both.title == "2 articles"

    @pytest.mark.slow
    def test_the_graph_of_all_stories_conforms_to_the_shapes(self, tmp_path: Path) -> None:
        for name in story_names():
            (tmp_path / f"{name}.txt").write_bytes(story_text(name).encode("utf-8"))
        findings = kg.build(tmp_path).validate()
        assert [finding for finding in findings if finding.severity == "Violation"] == []
        assert [finding.source_shape for finding in findings] == ["article-date"]  # one story has no date at all


# --- what reports may lack ---


def test_without_a_date_of_publication_relative_days_stay_unresolved_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(UNDATED)
    [coding] = kg.build(tmp_path).codings
    problems = {problem.kind: problem for problem in coding.problems}
    assert coding.article.published is None
    assert coding.events
    assert coding.dates == ()
    assert problems["no-publication-date"].reason
    unresolved = problems["unresolved-time"]
    assert unresolved.span is not None
    assert "Monday" in unresolved.span.quote
    assert re.search("relative to .+ not known", unresolved.reason)


def test_a_web_page_is_given_back_as_the_text_that_offsets_refer_to(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{text.strip()}</p>" for text in (MARKET, BARRACKS))
    page.write_text(
        f"<html><head><title>Two attacks</title></head><body><nav>Home | News</nav><article>{paragraphs}</article></body></html>"
    )
    done = CliRunner().invoke(main, ["extract", str(page)])
    row = json.loads(done.stdout)
    text = row["article"]["text"]
    mentions = [mention for thing in (*row["entities"], *row["events"]) for mention in thing["mentions"]]
    assert "Maiduguri" in text
    assert "Home" not in text
    assert mentions
    assert [m for m in mentions if text[m["start"] : m["end"]] != m["quote"]] == []


def test_the_text_of_a_plain_file_is_not_given_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MARKET)
    assert "text" not in json.loads(CliRunner().invoke(main, ["extract", str(tmp_path)]).stdout)["article"]


# --- bad input, by the command ---


def nothing(folder: Path) -> Path:
    return folder / "missing.txt"


def empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.write_text(" \n")
    return path


def pdf(folder: Path) -> Path:
    path = folder / "report.txt"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    return path


def machine_code(folder: Path) -> Path:
    path = folder / "program.txt"
    path.write_bytes(b"\x7fELF\x02\x01\x01\x00\x00\x00")
    return path


def latin_1(folder: Path) -> Path:
    path = folder / "latin.txt"
    path.write_bytes("Gunmen attacked a café in Bogotá.\n".encode("latin-1"))
    return path


def folder_without_articles(folder: Path) -> Path:
    (folder / "notes").mkdir()
    (folder / "notes" / "picture.png").write_bytes(b"\x89PNG")
    return folder / "notes"


def no_record(folder: Path) -> Path:
    path = folder / "broken.jsonl"
    path.write_text('{"docid": "a", "text": \n')
    return path


def page_without_article(folder: Path) -> Path:
    path = folder / "page.html"
    path.write_text("<html><body><script>1</script></body></html>")
    return path


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner(catch_exceptions=False).invoke(main, [str(word) for word in words])


@pytest.mark.parametrize("name", ["build", "extract"])
@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (nothing, "there is no such file or folder"),
        (empty, "empty"),
        (pdf, "a PDF, not text"),
        (machine_code, "binary"),
        (latin_1, "not UTF-8: byte 0xe9"),
        (folder_without_articles, "a folder without articles"),
        (no_record, "not JSON"),
        (page_without_article, "no article text"),
    ],
)
def test_a_source_that_cannot_be_read_is_named_with_its_mend_and_exit_2(
    command: Callable[..., Result], tmp_path: Path, name: str, source: Callable[[Path], Path], problem: str
) -> None:
    path = source(tmp_path)
    result = command(name, path)
    said, mend = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (2, "")
    assert said.startswith(f"kg: {path}")
    assert problem in said
    assert mend.startswith("  ")
    assert mend.strip()
    assert not (tmp_path / "exports").exists()


def test_a_row_of_knowledge_that_does_not_fit_is_named_with_file_line_and_mend(tmp_path: Path) -> None:
    """In a checkout of its own, since the worker process reads what lies beside its code."""
    for folder in ("kg", "ontology", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    table = tmp_path / "ontology" / "lexicon" / "facilities.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines, "zaphouse,Facilty,military,a test,", ""]), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "kg", "build"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"kg: {table}:{len(lines) + 1}: no class 'Facilty'\n  Did you mean Facility?")
    assert not (tmp_path / "exports").exists()


# --- one line at a time ---


def test_extract_writes_a_line_as_soon_as_a_report_is_read() -> None:
    """The second report is given only after the first has been answered."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "extract", "-"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        answered = []
        for name, text in (("a", MARKET), ("b", BARRACKS)):
            process.stdin.write(json.dumps({"docid": name, "text": text}) + "\n")
            process.stdin.flush()
            answered.append(json.loads(process.stdout.readline())["article"]["id"])
        process.stdin.close()
        assert process.stdout.read() == ""
    assert (answered, process.returncode) == (["a", "b"], 0)
