"""The world's places by name: states, first-level regions, districts, towns, and what else reports name.

Comes in: points of states and rows of `seeds/catalogue/regions.csv` and `places.csv`, and the index of GeoNames towns
and districts, which is asked name by name and never loaded. Goes out: every `GeoPlace` that bears a name, nearer
names first, and what contains it. Which of them a text means is decided in `kg.resolve.places`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from kg import catalogue, ontology
from kg.catalogue import Catalogue
from kg.tables import folded, grouped, read_table

INDEX = "seeds/gazetteer/geonames.sqlite"
SCALE = 10_000  # the index keeps coordinates as whole ten-thousandths of a degree
MOST_NAMESAKES = 60  # towns that bear a name; of more, the most populous count
SHORTEST_ALIKE = 5  # letters of a name that may be misspelled
ALIKE = 88  # of 100: how alike two spellings of one name are
KINDS = ("country", "region", "district", "town", "site", "area", "water", "mountain", "continent")
NOUNS = {
    **dict.fromkeys(("town", "city", "village", "township", "hamlet", "municipality", "suburb", "neighbourhood", "neighborhood"), "town"),
    **dict.fromkeys(("county", "parish", "district", "borough", "lga", "local government area", "local government"), "district"),
    **dict.fromkeys(
        ("locality", "division", "sub county", "local council", "area", "zone", "development area", "tehsil", "subdistrict"), "district"
    ),
    **dict.fromkeys(("province", "state", "governorate", "oblast", "prefecture", "region", "department", "republic"), "region"),
}
_NOUN = "|".join(sorted(NOUNS, key=len, reverse=True))
_LAND = "|".join(noun for noun, kind in NOUNS.items() if kind == "region")
_LAND_AFTER = re.compile(rf"\s(?:{_LAND})\b(?!\s+of\b)")
_LAND_BEFORE = re.compile(rf"\b(?:{_LAND})\s+of\s+(?:the\s+)?$")
_LOOK_BACK = 40  # characters in which "the province of" stands
_BEFORE = re.compile(rf"(?:the )?(?P<noun>{_NOUN}) of (?P<name>.+)")
_AFTER = re.compile(rf"(?:the )?(?P<name>.+?) (?P<noun>{_NOUN})s?")
_ARTICLE = re.compile(r"(?:the|al|el|ad|as|ash|an|ar|at|az) (?P<name>.+)")
ASSIMILATED = ("sh", "d", "n", "r", "s", "t", "z")  # consonants before which the Arabic article is written with them: "ash Sharqat"
_ARTICLE_ON = re.compile(r"(?:[ae]l(?=.{5})|a(?P<sound>sh|[dnrstz])(?=(?P=sound).{4}))")
_VOWELS = str.maketrans("oey", "uii")
_DOUBLED = re.compile(r"(.)\1+")
RESPELLED_FROM = 30_000  # inhabitants of a town that is known in another transcription without its state being told
SHORTEST_RESPELLED = 6  # letters of a transcription that tells a place


def told_as_region(text: str, start: int, end: int) -> bool:
    """Whether the words right around a name say that it is a region's, not a town's: "X province", "the state of X"."""
    if _AFTER.fullmatch(folded(text[start:end])):
        return False  # its own noun tells
    return bool(_LAND_AFTER.match(text, end) or _LAND_BEFORE.search(text, max(0, start - _LOOK_BACK), start))


def transcribed(name: str) -> str:
    """What most transcriptions of a name into Latin letters have in common: no article, "u" for "ou", "o", "i" for "y", no doubled letters."""
    key = folded(name).replace(" ", "")
    on = _ARTICLE_ON.match(key)
    bare = key[on.end() :] if on else key
    return _DOUBLED.sub(r"\1", bare[:1] + bare[1:].replace("ou", "u").translate(_VOWELS).removesuffix("h"))


def kind_told(name: str) -> str:
    """The kind that a name tells by its own noun: "district" for "X District"; empty where it tells none."""
    told = _AFTER.fullmatch(folded(name))
    return NOUNS[told["noun"]] if told else ""


@dataclass(frozen=True, slots=True)
class GeoPlace:
    """A place of the world.

    `id` is a GeoNames number, an id of the catalogue, or a region's code; `country` an ISO code; `region` a code of
    regions.csv. `own` is true where the name asked for is its usual one. `lat` and `lon` are degrees; a district of
    which no town is listed has its region's, and is not `pointed`.
    """

    id: str
    label: str
    kind: str
    country: str
    region: str
    lat: float
    lon: float
    population: int = 0
    district: str = ""
    geonames: str = ""
    own: bool = True
    pointed: bool = True

    @property
    def is_listed(self) -> bool:
        """Whether it stands in the catalogue, for its part in conflicts, whatever its size."""
        return not self.id.isdigit()


@dataclass(frozen=True)
class Geography:
    """All places, by their names."""

    tables: Mapping[str, tuple[GeoPlace, ...]]  # states, regions and listed places by folded name
    regions: Mapping[str, GeoPlace]  # by code
    states: Mapping[str, GeoPlace]  # by id of the catalogue
    countries: Mapping[str, GeoPlace]  # by ISO code
    abbreviations: Mapping[str, tuple[GeoPlace, ...]]  # "Ky.", "KY" as written
    index: Path
    _asked: dict[str, tuple[GeoPlace, ...]] = field(default_factory=dict, compare=False)
    _spelled: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    _sounding: dict[str, tuple[int | GeoPlace, ...]] = field(default_factory=dict, compare=False)

    def named(self, name: str) -> tuple[GeoPlace, ...]:
        """The places that bear a name, a town before a district of its name; none where none does.

        A noun told with the name ("X province", "the city of X") picks places of that kind, if there are any.
        """
        key = folded(name)
        if key not in self._asked:
            self._asked[key] = self._named(key)
        return self._asked[key]

    def state(self, id: str) -> tuple[GeoPlace, ...]:
        """The state of an id of the catalogue, and what else bears its name."""
        own = self.states.get(id)
        return (own, *(p for p in self.named(own.label) if p.kind in ("region", "town") and p.own)) if own else ()

    def alike(self, name: str, country: str) -> tuple[GeoPlace, ...]:
        """The places of a state whose names are spelled much like one that no place bears: "Tayeglow" for "Tayeeglow"."""
        key = folded(name).replace(" ", "")
        if len(key) < SHORTEST_ALIKE:
            return ()
        best = extractOne(key, self._spellings(country), scorer=ratio, score_cutoff=ALIKE)
        return tuple(replace(p, own=False) for p in self._exactly(best[0]) if p.country == country) if best else ()

    def respelled(self, name: str) -> tuple[GeoPlace, ...]:
        """The places of one state that bear a name in another transcription: "Baqouba" for "Baqubah"; none where several states have one."""
        key = transcribed(name)
        if len(key) < SHORTEST_RESPELLED:
            return ()
        if not self._sounding:
            self._sounding.update(self._by_sound())
        found = self._sounding.get(key, ())
        index = _connection(self.index)
        rows = (index.execute("SELECT p.*, 1 FROM place p WHERE p.id = ?", (f,)).fetchone() for f in found if isinstance(f, int))
        places = (*(replace(f, own=False) for f in found if isinstance(f, GeoPlace)), *self._places(rows))
        return places if len({p.country for p in places}) == 1 else ()

    def _by_sound(self) -> dict[str, tuple[int | GeoPlace, ...]]:
        """Listed places, and the numbers of the larger towns, by what transcriptions of their names have in common."""
        towns = _connection(self.index).execute("SELECT label, id FROM place WHERE population >= ? ORDER BY id", (RESPELLED_FROM,))
        listed = ((name, place) for name, places in self.tables.items() for place in places)
        return grouped((transcribed(name), found) for name, found in (*listed, *towns))

    def _spellings(self, country: str) -> tuple[str, ...]:
        """The folded names of all places of a state."""
        if country not in self._spelled:
            rows = _connection(self.index).execute("SELECT label FROM place WHERE country = ? ORDER BY id", (country,))
            listed = (key for key, places in self.tables.items() for p in places if p.country == country)
            self._spelled[country] = tuple(dict.fromkeys((*(folded(label).replace(" ", "") for (label,) in rows), *listed)))
        return self._spelled[country]

    def abbreviated(self, text: str) -> tuple[GeoPlace, ...]:
        """The regions that an abbreviation stands for, as it is written after a town's name."""
        return self.abbreviations.get(text, ())

    def around(self, place: GeoPlace) -> Iterator[GeoPlace]:
        """What contains a place, the smallest first: its region and its country."""
        region = self.regions.get(place.region)
        if region is not None and region.id != place.id:
            yield region
        country = self.countries.get(place.country)
        if country is not None and country.id != place.id:
            yield country

    def _named(self, key: str) -> tuple[GeoPlace, ...]:
        if not key:
            return ()
        found = self._exactly(key)
        match = _BEFORE.fullmatch(key) or _AFTER.fullmatch(key)
        if match:
            bare = self._exactly(match["name"])
            wanted = NOUNS[match["noun"]]
            fitting = tuple(p for p in bare if p.kind == wanted)
            found = (*found, *(fitting or bare)) if not found or wanted != "district" else found
        if not found and (article := _ARTICLE.fullmatch(key)):
            found = self._exactly(article["name"])
        if not found:
            found = self._exactly(f"al {key}") or self._exactly(f"a{next((c for c in ASSIMILATED if key.startswith(c)), 'l')} {key}")
        return tuple({p.id: p for p in reversed(found)}.values())[::-1]

    def _exactly(self, key: str) -> tuple[GeoPlace, ...]:
        key = key.replace(" ", "")
        return (*self.tables.get(key, ()), *self._towns(key))

    def _towns(self, key: str) -> Iterator[GeoPlace]:
        """The towns and districts that bear a name, the most populous first, in the order of the index."""
        query = "SELECT p.*, n.also FROM name n JOIN place p ON p.id = n.id WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT ?"
        return self._places(_connection(self.index).execute(query, (key, MOST_NAMESAKES)))

    def _places(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[GeoPlace]:
        """Rows of the index as places."""
        for id_, label, kind, country, region, district, lat, lon, population, also in rows:
            outer = self.regions.get(region) or self.countries.get(country)
            if lat is None and outer is None:
                continue
            at = (outer.lat, outer.lon) if lat is None and outer else (lat / SCALE, lon / SCALE)
            home, own, pointed = str(district or ""), not also, lat is not None
            yield GeoPlace(str(id_), label, kind, country, region, at[0], at[1], population, home, str(id_), own, pointed)


@cache
def _connection(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=4)
def load(folder: Path | None = None) -> Geography:
    """The places of the catalogue in a folder, by default the one that comes with the package, and of the index.

    Raises:
        KnowledgeError: A table or the index is missing, or a row does not fit; names file, line and mend.
    """
    known = catalogue.load(folder)
    folder = folder or ontology.locate(catalogue.CATALOGUE)
    countries = _countries(known)
    regions, short = _regions(folder)
    tables: dict[str, list[GeoPlace]] = {}
    for names, place in (*countries, *regions, *_listed(folder, known)):
        for number, key in enumerate(dict.fromkeys(key for name in names if (key := folded(name).replace(" ", "")))):
            tables.setdefault(key, []).append(place if number == 0 else replace(place, own=False))
    return Geography(
        tables={key: tuple(places) for key, places in tables.items()},
        regions={p.id: p for _, p in regions},
        states={p.id: p for _, p in countries},
        countries={p.country: p for _, p in countries if p.country},
        abbreviations={text: tuple(places) for text, places in short.items()},
        index=ontology.locate(INDEX),
    )


def _countries(known: Catalogue) -> list[tuple[Iterable[str], GeoPlace]]:
    return [(s.names, GeoPlace(s.id, s.label, "country", s.iso2, "", s.lat, s.lon, geonames=s.geonames)) for s in known.states.values()]


def _regions(folder: Path) -> tuple[list[tuple[Iterable[str], GeoPlace]], dict[str, list[GeoPlace]]]:
    regions: list[tuple[Iterable[str], GeoPlace]] = []
    short: dict[str, list[GeoPlace]] = {}
    columns = ("id", "label", "iso2", "kind", "aliases", "abbreviation", "geonames", "lat", "lon", "population")
    for row in read_table(folder / "regions.csv", columns):
        people = row.number("population") or 0
        place = GeoPlace(
            *(row["id"], row["label"], "region", row["iso2"], row["id"], row.degrees("lat"), row.degrees("lon"), people),
            geonames=row["geonames"],
        )
        regions.append(((row["label"], *row.many("aliases")), place))
        for text in row.many("abbreviation"):
            short.setdefault(text, []).append(place)
    return regions, short


def _listed(folder: Path, known: Catalogue) -> list[tuple[Iterable[str], GeoPlace]]:
    columns = ("id", "label", "kind", "aliases", "iso2", "region", "geonames", "lat", "lon")
    places: list[tuple[Iterable[str], GeoPlace]] = []
    codes = {s.iso2 for s in known.states.values()}
    for row in read_table(folder / "places.csv", columns):
        countries = row.many("iso2")
        if unknown := [c for c in countries if c not in codes]:
            raise row.error(f"no state has the code {unknown[0]!r}", "Write the iso2 of states.csv.")
        kind = row.one_of("kind", KINDS)
        country = countries[0] if len(countries) == 1 or (countries and kind in ("town", "site")) else ""
        place = GeoPlace(
            *(row["id"], row["label"], kind, country, row["region"], row.degrees("lat"), row.degrees("lon")), geonames=row["geonames"]
        )
        places.append(((row["label"], *row.many("aliases")), place))
    return places
