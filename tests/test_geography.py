"""The world's places are found by name, nearest names first, without loading the index."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import catalogue, geography, ontology
from kg.errors import KnowledgeError
from kg.geography import Geography


@pytest.fixture(scope="module")
def world() -> Geography:
    return geography.load()


def first(world: Geography, name: str) -> tuple[str, str, str] | None:
    found = world.named(name)
    return (found[0].kind, found[0].country, found[0].region) if found else None


class TestNames:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            pytest.param("Maiduguri", ("town", "NG", "NG.27"), id="a town"),
            pytest.param("MAIDUGURI", ("town", "NG", "NG.27"), id="in capitals"),
            pytest.param("Helmand province", ("region", "AF", "AF.10"), id="a region with its noun"),
            pytest.param("province of Helmand", ("region", "AF", "AF.10"), id="a noun before"),
            pytest.param("North Kivu", ("region", "CD", "CD.11"), id="a region in English"),
            pytest.param("Anbar", ("region", "IQ", "IQ.01"), id="a region without its article"),
            pytest.param("Rapides Parish", ("district", "US", "US.LA"), id="a county"),
            pytest.param("Konduga Local Government Area", ("district", "NG", "NG.27"), id="a district with its noun"),
            pytest.param("El-Adde", ("site", "SO", "SO.06"), id="a listed place"),
            pytest.param("Ceel Cadde", ("site", "SO", "SO.06"), id="in another spelling"),
            pytest.param("Lake Chad", ("water", "", ""), id="a lake of several states"),
            pytest.param("Nigeria", ("country", "NG", ""), id="a state"),
            pytest.param("Orvanatown", None, id="nothing"),
            pytest.param("", None, id="no name"),
            pytest.param("'; DROP TABLE name; --", None, id="a query"),
        ],
    )
    def test_lead_to_places(self, world: Geography, name: str, expected: tuple[str, str, str] | None) -> None:
        assert first(world, name) == expected

    def test_shared_by_many_lead_to_the_most_populous_first(self, world: Geography) -> None:
        people = [p.population for p in world.named("Springfield") if p.kind == "town" and p.own]
        assert len(people) > 20
        assert people == sorted(people, reverse=True)

    def test_abbreviated_are_known_as_written_only(self, world: Geography) -> None:
        assert [p.id for p in world.abbreviated("Ky.")] == ["US.KY"]
        assert world.abbreviated("ky.") == ()


class TestTranscriptions:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            pytest.param("Baqouba", "Baqubah", id="vowels and a last h"),
            pytest.param("Suwayrah", "Aş Şuwayrah", id="the article before a sun letter"),
            pytest.param("Mahmoudiya", "Al Maḩmūdīyah", id="the article before another"),
            pytest.param("Jamroud", "Jamrud", id="two letters for one"),
        ],
    )
    def test_of_one_name_have_much_in_common(self, one: str, other: str) -> None:
        assert geography.transcribed(one) == geography.transcribed(other)

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            pytest.param("Baqouba", {("town", "IQ")}, id="a town"),
            pytest.param("Nana Gribizi", {("region", "CF")}, id="a region"),
            pytest.param("Mahmoudiya", set(), id="of two states"),
            pytest.param("Lima", set(), id="too short"),
            pytest.param("Orvanatown", set(), id="nothing"),
        ],
    )
    def test_lead_to_the_places_of_one_state(self, world: Geography, name: str, expected: set[tuple[str, str]]) -> None:
        assert {(p.kind, p.country) for p in world.respelled(name)} == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Orvano District", "district", id="a district"),
        pytest.param("Orvano Development Area", "district", id="two nouns"),
        pytest.param("the Orvano province", "region", id="in lower case"),
        pytest.param("Orvano", "", id="none"),
    ],
)
def test_a_name_tells_its_kind_by_its_noun(name: str, expected: str) -> None:
    assert geography.kind_told(name) == expected


class TestContainers:
    def test_are_the_region_and_the_state(self, world: Geography) -> None:
        assert [p.id for p in world.around(world.named("Maiduguri")[0])] == ["NG.27", "state/nigeria"]

    def test_every_region_lies_in_a_state_or_territory_and_has_a_point(self, world: Geography) -> None:
        assert all(-90 <= r.lat <= 90 and -180 <= r.lon <= 180 and r.country for r in world.regions.values())
        assert len(world.regions) > 3500

    def test_every_state_with_a_code_has_a_point_of_its_own(self, world: Geography) -> None:
        points = [(p.lat, p.lon) for p in world.countries.values()]
        assert len(points) == len(set(points)) > 190


@pytest.mark.parametrize(
    ("table", "row", "problem"),
    [
        ("places", "place/zap,Zap,site,,QQ,,,1,1,x,", "no state has the code 'QQ'"),
        ("places", "place/zap,Zap,swamp,,SO,,,1,1,x,", "no kind 'swamp'"),
        ("places", "place/zap,Zap,site,,SO,,,north,1,x,", "lat 'north' is no number"),
        ("regions", "ZZ.1,Zap,SO,Region,,,,1,181,5,x,", "lon 181 is beyond 180"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, table: str, row: str, problem: str) -> None:
    folder = Path(shutil.copytree(ontology.locate(catalogue.CATALOGUE), tmp_path / "catalogue"))
    with (folder / f"{table}.csv").open("a", encoding="utf-8") as rows:
        rows.write(row + "\n")
    with pytest.raises(KnowledgeError, match=problem) as caught:
        geography.load(folder)
    assert f"{table}.csv:" in caught.value.place
