"""The index of the gazetteer is what its sources make."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg import geonames_index, ontology
from kg.geography import INDEX


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as index:
        return index.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()  # noqa: S608  # the names of two tables


@pytest.mark.slow
def test_the_index_that_comes_with_the_package_is_the_one_that_is_made(tmp_path: Path) -> None:
    made, shipped = tmp_path / "index.sqlite", ontology.locate(INDEX)
    geonames_index.write(made)
    for table in ("place", "name"):
        assert rows(made, table) == rows(shipped, table)
