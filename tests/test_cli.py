"""The command says what the library says: answers on stdout, the rest on stderr, and an exit code that can be relied on."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.asking import QUERY_FORMATS
from kg.cli.shared import progress

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold" / "seed.json"
ARTICLE = "Gunmen attacked a police station in Kaduna, Nigeria, on 3 May 2024, killing two officers.\n"
HEAVY = (
    "htmldate",
    "jinja2",
    "lxml",
    "networkx",
    "numpy",
    "pyoxigraph",
    "pyshacl",
    "pyvis",
    "rdflib",
    "rich",
    "spacy",
    "trafilatura",
)

Run = Callable[..., Result]


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, run in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner(catch_exceptions=False).invoke(main, [str(w) for w in words], input=stdin)

    return run


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A small graph in the vocabulary of the ontology."""
    file = tmp_path / "small.ttl"
    file.write_text(
        '@prefix ex: <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . ex:a rdfs:label "Amber"@en .'
    )
    return file


# --- help and wrong use ---


@pytest.mark.parametrize(
    "code",
    [
        "from kg.cli import main; main(['--help'], standalone_mode=False)",
        "from kg.cli import main; main(['build', '--help'], standalone_mode=False)",
        "import kg; print(kg.build.__module__)",
    ],
    ids=["help", "help of a command", "import"],
)
def test_nothing_heavy_is_loaded_before_it_is_used(code: str) -> None:
    """How long that takes is measured by `tests/benchmarks/cold_start.py`."""
    code = f"import sys; {code}; print(*{{m.partition('.')[0] for m in sys.modules}} & {set(HEAVY)}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_says_what_it_does(kg: Run, command: str) -> None:
    result = kg(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_commands_are_those_of_the_readme() -> None:
    assert sorted(main.commands) == [
        "add",
        "build",
        "diff",
        "explain",
        "export",
        "extract",
        "formats",
        "import",
        "push",
        "query",
        "questions",
        "retract",
        "score",
        "serve",
        "validate",
    ]


@pytest.mark.usefixtures("graph")
@pytest.mark.parametrize(
    "words",
    [
        ["extract"],
        ["bild"],
        ["extract", "missing.txt"],
        ["build", "missing.txt"],
        ["query", "no-such-question", "--store", "small.ttl"],
        ["query", "-", "--store", "missing.ttl"],
        ["query", "mission-contributors", "--store", "small.ttl", "--param", "mission"],
        ["query", "mission-contributors", "--store", "small.ttl", "--param", "misson=ATMIS"],
        ["query", "missing.rq", "--store", "small.ttl"],
        ["validate"],
        ["validate", "missing.ttl"],
        ["score", "missing.json"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_said_on_stderr_with_exit_2(kg: Run, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ontology.data_root", lambda: Path("nowhere") if words == ["validate"] else ROOT)
    result = kg(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_an_error_is_told_with_its_place_and_mend(kg: Run) -> None:
    result = kg("extract", "missing.txt")
    assert result.stderr == "kg: missing.txt: there is no such file or folder\n  Check the path; it is relative to the current folder.\n"


@pytest.mark.parametrize(
    ("name", "mend"),
    [("a.pdf", "Take the text out first"), ("a.docx", "Save the document as plain text"), ("a.text", "Rename it if it is one of these")],
)
def test_a_kind_of_file_that_is_not_read_is_told_with_the_way_to_text(kg: Run, tmp_path: Path, name: str, mend: str) -> None:
    (tmp_path / name).write_text(ARTICLE)
    result = kg("extract", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kg: {name}: unknown kind of file ")
    assert mend in result.stderr


def test_a_folder_in_place_of_rdf_is_called_one(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert kg("validate", "folder").stderr.startswith("kg: folder: is a folder, not a file of RDF\n")


@pytest.mark.parametrize(
    ("text", "problem"), [("<http://a> <http://b> .\n", "bad.ttl:1: not Turtle: "), (None, "'bad.ttl' does not exist")]
)
def test_a_source_that_cannot_be_served_is_told_in_words(kg: Run, tmp_path: Path, text: str | None, problem: str) -> None:
    if text:
        (tmp_path / "bad.ttl").write_text(text)
    result = kg("serve", "--store", "bad.ttl", "--port", "0")
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert "Traceback" not in result.stderr


def test_the_list_of_commands_cuts_no_sentence(kg: Run) -> None:
    commands = kg("--help").stdout.partition("Commands:\n")[2]
    assert "..." not in commands


def test_a_fault_of_the_disk_is_told_and_no_traceback(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "taken").write_text("a file, no folder")
    result = kg("build", "a.txt", "-o", tmp_path / "taken" / "exports")
    assert result.exit_code == 2
    assert "taken" in result.stderr


# --- progress ---


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_with_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress() as show:
        show(1, 3)
    assert "1/3" in terminal.getvalue()


def test_a_pipe_sees_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with progress() as show:
        show(1, 3)
    assert pipe.getvalue() == ""


# --- questions and queries ---


def test_every_question_is_listed_with_its_parameters(kg: Run) -> None:
    from kg.query import questions

    result = kg("questions")
    assert [line.split()[0] for line in result.stdout.splitlines() if line.startswith("cq")] == [q.number for q in questions()]
    assert "--param mission=" in result.stdout


def test_formats_are_those_of_the_library() -> None:
    from kg.query import FORMATS

    assert set(QUERY_FORMATS) == set(FORMATS)


SPARQL = "SELECT ?label WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label }"


@pytest.mark.parametrize("source", ["-", "ask.rq", "ask", SPARQL], ids=["stdin", "file", "file-of-any-name", "text"])
def test_sparql_comes_from_a_file_or_standard_input(kg: Run, graph: Path, source: str) -> None:
    for name in ("ask.rq", "ask"):
        (graph.parent / name).write_text("\ufeff" + SPARQL, encoding="utf-8")
    result = kg("query", source, "--store", graph, "--format", "csv", stdin=SPARQL)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == ["label", "Amber"]


@pytest.mark.parametrize("format_", QUERY_FORMATS)
def test_an_answer_comes_in_every_format_and_ends_its_last_line(kg: Run, graph: Path, format_: str) -> None:
    text = SPARQL if format_ != "ttl" else "CONSTRUCT WHERE { ?s ?p ?o }"
    result = kg("query", "-", "--store", graph, "--format", format_, stdin=text)
    assert result.exit_code == 0, result.stderr
    assert "Amber" in result.stdout
    assert result.stdout.endswith("\n")


def test_without_a_store_the_exports_in_this_folder_are_asked(kg: Run, graph: Path) -> None:
    (graph.parent / "exports").mkdir()
    graph.rename(graph.parent / "exports" / "sikg.ttl")
    assert kg("query", "-", "--format", "csv", stdin=SPARQL).stdout.splitlines() == ["label", "Amber"]


# --- validate ---


def test_a_graph_without_fault_exits_0(kg: Run, graph: Path) -> None:
    result = kg("validate", graph)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 findings\n")


def test_a_finding_is_written_to_stdout_and_exits_1(kg: Run, graph: Path) -> None:
    graph.write_text("<https://example.org/a> a <https://w3id.org/sikg/ontology#Atack> .")
    result = kg("validate", graph)
    assert (result.exit_code, result.stderr) == (1, "1 finding\n")
    place = f"{graph}:1: Violation: https://example.org/a rdf:type"
    assert result.stdout.startswith(f'{place} has "https://w3id.org/sikg/ontology#Atack" [known-term]\n')


# --- score ---


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """The hand coding itself, as if it had been extracted, without its last entity's relations."""
    from kg.contract import read_coding, to_line

    file = tmp_path / "coding.jsonl"
    file.write_text(to_line(read_coding(GOLD)) + "\n", encoding="utf-8")
    return file


def test_a_coding_is_scored_as_a_table(kg: Run, coded: Path) -> None:
    result = kg("score", GOLD, coded)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[3] == "events              P 1.000 R 1.000 F1 1.000  (tp 7 fp 0 fn 0)"
    assert "offsets             spans " in result.stdout  # so the text was found
    assert ", wrong 0\n" in result.stdout


def test_a_coding_is_scored_as_json_and_shows_what_is_amiss(kg: Run, coded: Path) -> None:
    row = json.loads(coded.read_text(encoding="utf-8"))
    lost = row["events"].pop()
    coded.write_text(json.dumps(row), encoding="utf-8")
    result = kg("score", GOLD, coded, "--json", "--show")
    assert json.loads(result.stdout)["events"]["fn"] == 1
    assert f"event missed: {lost['id']}" in result.stderr.splitlines()


# --- the whole way ---


def test_extract_writes_one_line_a_report_in_the_order_given(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(ARTICLE)
    (tmp_path / "a.txt").write_text("Talks were held in Geneva.\n")
    result = kg("extract", "b.txt", "a.txt")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["article"]["id"] for row in rows] == ["b", "a"]
    assert result.stderr == ""
    spans = [m for row in rows[:1] for e in row["entities"] for m in e["mentions"]]
    assert spans
    assert all(ARTICLE[m["start"] : m["end"]] == m["quote"] for m in spans)


def test_half_a_surrogate_pair_in_a_text_still_gives_json_in_utf_8(kg: Run) -> None:
    record = r'{"id": "odd", "text": "\ud800 Gunmen attacked \ud800 a market in Kano on 3 May 2024.", "published": "2024-05-04"}'
    result = kg("extract", "-", stdin=record)
    row = json.loads(result.stdout_bytes.decode("utf-8"))
    assert row["article"]["id"] == "odd"
    assert "lone-surrogates" in {p["kind"] for p in row["problems"]}


def test_build_writes_every_export_and_names_them_on_stdout(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = kg("build", "a.txt", "-o", "out")
    assert result.exit_code == 0, result.stderr
    written = [tmp_path / line for line in result.stdout.splitlines()]
    assert {path.name for path in written} >= {"sikg.ttl", "sikg.trig", "sikg.nq", "network.html"}
    assert all(path.stat().st_size for path in written)
    assert result.stderr.startswith("1 report read, ")


def test_an_article_is_scored_from_the_gold_alone(kg: Run) -> None:
    result = kg("score", GOLD, "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["offsets"]["wrong"] == 0
