"""A server of the gold graph: `kg serve` as a process of its own, on a free port of this machine."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from kg.export.rdf import write
from kg.graph.build import quads
from kg.iris import Iris
from kg.model import Coding

ROOT = Path(__file__).parents[2]
Starter = Callable[..., str]


@pytest.fixture(scope="session")
def graph_file(gold: Coding, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gold graph with its named graphs."""
    path = tmp_path_factory.mktemp("graph") / "seed.nq"
    write(quads([gold], Iris()), path, "nquads")
    return path


@pytest.fixture(scope="session")
def start() -> Iterator[Starter]:
    """Starts servers, and ends them when the tests are done; gives each one's address without the last slash."""
    processes: list[subprocess.Popen[str]] = []

    def starting(store: Path, *options: str) -> str:
        command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
        with tempfile.TemporaryFile("w+") as faults:
            process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=faults, text=True)
        processes.append(process)
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"(http://\S+)/$", said.strip())
        assert found, said
        return found[1]

    yield starting
    for process in processes:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def served(start: Starter, graph_file: Path) -> str:
    """The address of a server with a short deadline and few rows."""
    return start(graph_file, "--deadline", "2", "--max-rows", "500", "--workers", "3")


@pytest.fixture
def client(served: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served, timeout=30) as opened:
        yield opened
        # Whatever was asked, the next query answers.
        answer = opened.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})
        assert (answer.status_code, answer.json()["boolean"]) == (200, True)
