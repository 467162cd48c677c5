"""What the system takes away from a process that answers foreign queries."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kg.contract import read_coding
from kg.graph.build import quads
from kg.graph.store import Store
from kg.iris import Iris
from kg.query import Worker
from kg.query import ask as asking

ROOT = Path(__file__).parents[2]


def allowed() -> bool:
    code = "from kg.workers.limits import no_network; print(no_network())"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True).stdout == "True\n"


@pytest.mark.server
def test_a_service_that_slips_past_the_guard_leaves_no_worker_of_a_folder_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a worker must be able to open files, so it is the network that is taken away."""
    if not allowed():
        pytest.skip("this system lets this user make no network of its own; the guard alone stands there")
    store = Store.open(tmp_path / "store", create=True)
    store.add(quads([read_coding(ROOT / "tests" / "gold" / "seed.json")], Iris()))
    store.flush()
    del store
    monkeypatch.setattr(asking, "check", lambda _: None)
    with socket.create_server(("127.0.0.1", 0)) as listener, Worker(tmp_path / "store") as worker:
        listener.settimeout(0.5)
        silent = f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        assert len(list(worker.ask(silent).rows)) <= 1  # silent: a failure is one empty row
        with pytest.raises(TimeoutError):
            listener.accept()
        assert len(list(worker.ask("SELECT * { ?s a ?c } LIMIT 3").rows)) == 3
