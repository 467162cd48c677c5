"""Places on the map: ids and points where the gazetteer has them, and the state that each lies in."""

from __future__ import annotations

import pytest

from kg import catalogue, geography
from kg.model import Entity, Relation, Span
from kg.resolve.places import Located, Locator
from tests.extract.grammar import code


def place(label: str, cls: str = "Place", *, at: int = 0, named: bool = True) -> Entity:
    return Entity(f"{cls.lower()}/{label.lower()}", cls, label, (Span(at, at + len(label), label),), named=named)


def state(name: str, code: str) -> Entity:
    return Entity(f"state/{name.lower()}", "State", name, (Span(0, len(name), name),), iso_alpha2=code)


def locate(*entities: Entity, text: str = "", told: tuple[tuple[Entity, Entity], ...] = (), happened: tuple[Entity, ...] = ()) -> Located:
    relations = [Relation(a.id, "sikg:locatedIn", b.id, "stated", (a.mentions[0],)) for a, b in told]
    relations += [Relation("e0", "sikg:occurredAt", e.id, "stated", (e.mentions[0],)) for e in happened]
    return Locator(geography.load(), catalogue.load()).locate(entities, relations, text)


def point(entity: Entity) -> tuple[int, int, str | None] | None:
    return None if entity.lat is None or entity.lon is None else (round(entity.lat), round(entity.lon), entity.place_precision)


def inside(located: Located) -> set[tuple[str, str]]:
    return {(r.subject, r.object) for r in located.relations if r.predicate == "sikg:locatedIn"}


VILLAGES = ("place/tiskra", "place/orvano", "place/merom")


class TestPoints:
    @pytest.mark.parametrize(
        ("entity", "expected"),
        [
            pytest.param(place("Lima"), ("3936456", (-12, -77, "exact")), id="a town"),
            pytest.param(place("Helmand"), ("1140043", (31, 64, "region")), id="a region"),
            pytest.param(state("Peru", "PE"), ("3932488", (-10, -76, "country")), id="a state"),
            pytest.param(place("Orvanatown"), (None, None), id="a place in no gazetteer"),
            pytest.param(place("\u202eLima"), ("3936456", (-12, -77, "exact")), id="with a direction mark"),
            pytest.param(place(""), (None, None), id="no name"),
            pytest.param(place("Lima", "Organisation"), (None, None), id="no place"),
            pytest.param(place("Lima", named=False), (None, None), id="a description"),
        ],
    )
    def test_come_from_the_gazetteer_with_the_id_and_say_how_exact_they_are(
        self, entity: Entity, expected: tuple[str | None, tuple[int, int, str] | None]
    ) -> None:
        found = locate(entity).entities[0]
        assert (dict(found.links).get("geonames"), point(found)) == expected

    def test_of_what_is_told_to_lie_in_a_place_are_its_own_and_coarser(self) -> None:
        village, town, country = place("Orvanatown"), place("Lima", at=20), state("Peru", "PE")
        assert point(locate(village, town, told=((village, town),)).entities[0]) == (-12, -77, "near")
        assert point(locate(village, country, told=((village, country),)).entities[0]) == (-10, -76, "country")

    def test_of_an_unknown_place_are_those_of_the_place_of_the_same_event(self) -> None:
        quarter, town = place("Orvanatown"), place("Lima", at=20)
        assert point(locate(quarter, town, happened=(quarter, town)).entities[0]) == (-12, -77, "near")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("Herat was quiet.", "1140026"), ("Herat province was quiet.", "1140025"), ("The province of Herat was quiet.", "1140025")],
    )
    def test_are_those_of_the_region_where_the_words_around_call_it_one(self, text: str, expected: str) -> None:
        herat = place("Herat", at=text.index("Herat"))
        assert dict(locate(herat, text=text).entities[0].links)["geonames"] == expected

    def test_of_an_unknown_place_are_those_of_the_region_that_the_text_is_about(self) -> None:
        found = locate(place("Maiduguri"), place("Konduga", at=20), place("Orvanatown", at=40), state("Nigeria", "NG"))
        assert point(found.entities[2]) == (12, 13, "region")

    def test_of_a_site_that_the_catalogue_knows_are_at_least_its_states(self) -> None:
        site = Entity(
            "facility/garissa-university", "Facility", "X", (Span(0, 1, "X"),), links=(("catalogue", "facility/garissa-university"),)
        )
        assert point(locate(site).entities[0]) is not None


class TestContainers:
    def test_a_town_where_something_happened_lies_in_its_state_even_one_that_the_text_does_not_name(self) -> None:
        lima = place("Lima")
        located = locate(lima, happened=(lima,))
        [_, peru] = located.entities
        assert (peru.id, peru.cls, peru.label, peru.mentions, peru.iso_alpha2) == ("state/peru", "State", "Peru", (), "PE")
        assert inside(located) == {("place/lima", "state/peru")}
        assert {(r.basis, r.rule) for r in located.relations} == {("implied", "gazetteer")}

    def test_another_town_lies_in_a_state_that_the_text_names_only(self) -> None:
        assert locate(place("Lima")).relations == ()
        assert inside(locate(place("Lima"), state("Peru", "PE"))) == {("place/lima", "state/peru")}

    def test_a_region_that_the_text_names_stands_between(self) -> None:
        located = locate(place("Konduga"), place("Borno State", at=20), state("Nigeria", "NG"))
        assert inside(located) == {("place/konduga", "place/borno state"), ("place/borno state", "state/nigeria")}

    def test_nothing_is_added_to_what_the_text_tells(self) -> None:
        town, country = place("Lima"), state("Peru", "PE")
        assert inside(locate(town, country, told=((town, country),))) == set()

    def test_what_lies_in_a_place_of_the_text_reaches_the_state_through_it(self) -> None:
        camp, town = place("camp", "MilitaryBase", named=False), place("Lima", at=20)
        assert inside(locate(camp, town, told=((camp, town),), happened=(camp,))) == {("place/lima", "state/peru")}


def test_a_states_name_is_a_region_where_the_text_is_about_that() -> None:
    text = "Gunmen attacked a bank in Atlanta, Georgia, after raids in Savannah and Macon."
    found = {e.label: e for e in code(text).entities}
    assert (found["Georgia"].id, found["Georgia"].cls, found["Georgia"].iso_alpha2) == ("place/georgia", "Place", None)
    assert dict(found["Georgia"].links)["geonames"] == "4197000"


def test_a_states_name_is_the_state_elsewhere() -> None:
    text = "Gunmen attacked a bank in Tbilisi, Georgia, on Monday."
    found = {e.label: e for e in code(text).entities}
    assert (found["Georgia"].id, found["Georgia"].cls) == ("state/georgia", "State")


def test_a_region_told_as_if_in_a_town_is_not_said_to_lie_there() -> None:
    coding = code("Gunmen killed an elder in the Lower Shabeelle regional capital of Marka in southern Somalia.")
    assert ("place/lower-shabeelle", "place/marka") not in {(r.subject, r.object) for r in coding.relations}
    assert ("place/lower-shabeelle", "state/somalia") in {
        (r.subject, r.object) for r in coding.relations if r.predicate == "sikg:locatedIn"
    }


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "Gunmen stormed the village of Gouzoudo, close to the Nigerian border in Cameroon's north.", "state/cameroon", id="a border"
        ),
        pytest.param("Gunmen stormed the village of Orvano in Ukraine, blamed on pro-Russian rebels.", "state/ukraine", id="pro-X"),
        pytest.param("Gunmen stormed the village of Orvano, which borders Niger. Mali's army came.", "state/mali", id="bordering"),
    ],
)
def test_a_border_or_a_leaning_says_nothing_of_where_a_place_is(text: str, country: str) -> None:
    coding = code(text)
    village = next(e.id for e in coding.entities if e.label.startswith(("Gouz", "Orv")))
    assert [r.object for r in coding.relations if r.subject == village and r.predicate == "sikg:locatedIn"] == [country]


def test_the_places_of_a_list_do_not_lie_in_each_other() -> None:
    coding = code("Gunmen stormed the villages of Tiskra, Orvano and Merom in Chad.")
    inside = {(r.subject, r.object) for r in coding.relations if r.predicate == "sikg:locatedIn"}
    assert not inside & {(a, b) for a in VILLAGES for b in VILLAGES}
