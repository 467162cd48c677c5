"""What was pushed into a store of another make is exported from it with the bytes of its build."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.contract import read_coding
from kg.export.rdf import write
from kg.export.registry import pieces
from kg.export.source import Source, open_source
from kg.graph.build import quads
from kg.iris import Iris
from kg.remote import RemoteStore, push

GOLD = Path(__file__).parents[1] / "gold" / "seed.json"


@pytest.mark.server
@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_a_pushed_graph_is_exported_as_it_was_built(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: str
) -> None:
    if server == "virtuoso":
        monkeypatch.setenv("SIKG_USER", "dba")
        monkeypatch.setenv("SIKG_PASSWORD", "dba")
    url, graph = request.getfixturevalue(server), list(quads([read_coding(GOLD)], Iris()))
    with RemoteStore(url) as store:
        for name in store.graphs():
            store.drop_graph(name)
        push(graph, store)
    for name in ("trig", "claims", "rdf12"):
        assert list(pieces(open_source(url), name)) == list(pieces(Source.of(graph), name))
    words = ["export", "network", "--questions", "bases-attacked", "--from"]
    write(graph, tmp_path / "a.nq", "nquads")
    near, far = (CliRunner(catch_exceptions=False).invoke(main, [*words, place]) for place in (str(tmp_path / "a.nq"), url))
    assert (near.exit_code, far.exit_code) == (0, 0)
    assert near.stdout_bytes == far.stdout_bytes
