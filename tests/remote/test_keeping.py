"""A store that reports are added to and taken back from holds the graph that a build of its reports makes, in a folder and elsewhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import InputError
from kg.explain import content_about, explain, to_json
from kg.export.source import open_source
from kg.graph.readback import content_of
from kg.graph.terms import Quad
from kg.keeping import add, retract
from kg.remote import RemoteStore, push
from kg.remote.store import UNION
from tests.remote.conftest import free_port, required, running

ROOT = Path(__file__).parent.parent.parent
# Two reports of one day tell of attacks that their words name alike: which one has the plain id depends on both.
FIRST = "Gunmen of the River Front attacked a market in Maiduguri, Nigeria, on 3 May 2024. The attack killed 12 people.\n"
SECOND = (
    "Gunmen of the River Front (RF) attacked a market in Maiduguri, Nigeria, on 3 May 2024. The attack killed 15 people.\n"
    "The United Nations said the RF is linked to the Lake Brigade.\n"
)
CORRECTED = FIRST.replace("12 people", "nine people with knives")
ABROAD = "On 2 June 2024 soldiers arrested two men in Bogota, Colombia.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Oxigraph server of our own."""
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    command = [required("oxigraph", "the development dependencies"), "serve", "--location", "db", "--bind", f"127.0.0.1:{port}"]
    yield from running(command, folder, f"http://127.0.0.1:{port}", 20)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of reports; the ids are the names of the files."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("b", FIRST), ("a", SECOND), ("c", ABROAD)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def command(*words: str | Path) -> str:
    """What the command prints, in a process of its own."""
    line = [sys.executable, "-m", "kg", *map(str, words)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def held(store: Path | str) -> set[Quad]:
    return set(open_source(str(store)).quads())


def built(*files: Path) -> set[Quad]:
    return set(kg.build(list(files)).quads)


@pytest.mark.slow
@pytest.mark.server
@pytest.mark.parametrize("kind", ["folder", "server"])
def test_each_change_gives_the_graph_of_a_build(kind: str, reports: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    store: Path | str = tmp_path / "store" if kind == "folder" else request.getfixturevalue("server")
    b, a, c = (reports / f"{name}.txt" for name in "bac")
    assert command("add", b, "--store", store).startswith("1 report added, 0 of them replaced; ")
    assert held(store) == built(b)
    told = command("add", a, c, "--store", store)
    assert told.startswith("2 reports added, 0 of them replaced; 1 other report told otherwise by it; ")
    assert held(store) == built(a, b, c)
    assert command("add", a, "--store", store).startswith("1 report added, 1 of them replaced; ")  # as it is: nothing changes
    assert held(store) == built(a, b, c)
    b.write_text(CORRECTED, encoding="utf-8")
    assert command("add", b, "--store", store).startswith("1 report added, 1 of them replaced; ")
    assert held(store) == built(a, b, c)
    assert command("retract", "a", "--store", store).startswith("a is taken back; 1 other report told otherwise by it; ")
    assert held(store) == built(b, c)
    command("retract", "c", "--store", store)
    assert held(store) == built(b)
    command("retract", "b", "--store", store)
    assert held(store) == set()


@pytest.mark.slow
@pytest.mark.server
def test_what_was_pushed_stays_and_is_pushed_anew_only_where_it_changed(server: str, reports: Path) -> None:
    """The codings are no part of the data: neither a query nor an export sees them, and a push does not call them strange."""
    b, c = reports / "b.txt", reports / "c.txt"
    graph = kg.build([b])
    with RemoteStore(server) as store:
        assert push(graph.quads, store).strange == ()
        add([c], server)
        assert held(server) == set(graph.quads) | built(c)
        [(number,)] = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?article rdf:value ?coding }").rows
        assert getattr(number, "value", None) == "0"
        retract("c", server)
        pushed = push(graph.quads, store)
        assert (pushed.sent, pushed.kept) == (1, 2)  # the default graph: what others say in it had changed
        assert held(server) == set(graph.quads)
        retract("b", server)
        assert store.graphs() == () or all(name.value.endswith("/manifest") for name in store.graphs())


@pytest.mark.slow
@pytest.mark.server
def test_a_store_elsewhere_is_explained_by_what_is_asked_of_it(server: str, reports: Path) -> None:
    graph = kg.build([reports / "b.txt"])
    with RemoteStore(server) as store:
        push(graph.quads, store)
        for words in ("Maiduguri", "River Front", "b"):
            part = content_about(words, store)
            assert part is not None
            assert to_json(explain(words, part)) == to_json(explain(words, content_of(graph.quads)))
        assert command("explain", "river front", "--store", server).startswith("River Front\n  armed group; ")
        retract("b", server)


def test_a_store_without_a_default_graph_is_refused() -> None:
    with pytest.raises(InputError, match="no default graph of its own") as caught:
        add(["missing.txt"], "http://127.0.0.1:1/sparql")
    assert "kg push" in caught.value.mend
    assert UNION.endswith("graph/union")
