"""The catalogue that comes with the package loads whole, and a row that does not fit is named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg import catalogue, ontology
from kg.catalogue import BodyRule, Catalogue, Known, State
from kg.errors import KnowledgeError


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue.load()


class TestTables:
    def test_a_state_has_its_names_adjectives_and_people(self, known: Catalogue) -> None:
        kenya = known.states["state/kenya"]
        assert kenya == State("state/kenya", "Kenya", "KE", kenya.names, ("Kenyan",), ("Kenyans",), "Nairobi", 1.0, 38.0, "192950")
        assert kenya.names[0] == "Kenya"

    def test_a_known_thing_has_all_its_names_its_class_and_its_countries(self, known: Catalogue) -> None:
        atmis = known.known["org/atmis"]
        assert atmis == Known("org/atmis", atmis.label, "Mission", atmis.names, ("SO",), ("org/african-union",))
        assert "ATMIS" in atmis.names

    def test_a_site_has_its_operator_and_what_it_is(self, known: Catalogue) -> None:
        camp = known.known["base/camp-lemonnier"]
        assert (camp.cls, camp.country, camp.parents, camp.facility_type) == (
            "MilitaryBase",
            ("DJ",),
            ("org/us-africa-command",),
            "military",
        )

    def test_every_class_is_one_an_entity_may_have(self, known: Catalogue) -> None:
        terms = ontology.load()
        assert {k.cls for k in known.known.values()} | {b.cls for b in known.bodies} <= set(terms.entity_classes)

    def test_is_read_once(self, known: Catalogue) -> None:
        assert catalogue.load() is known


class TestBodies:
    """Rules by which bodies of a state are named."""

    @pytest.mark.parametrize(
        "expected",
        [
            BodyRule("{state} Army", (), "state", ("army",), "MilitaryForce", "{state} Army"),
            BodyRule("Army of {state}", ("army", "of"), "state", (), "MilitaryForce", "{state} Army"),
            BodyRule("Royal {adjective} Army", ("royal",), "adjective", ("army",), "MilitaryForce", "{state} Army"),
        ],
        ids=lambda rule: rule.pattern,
    )
    def test_a_variant_names_the_rule_it_is_the_same_as(self, known: Catalogue, expected: BodyRule) -> None:
        assert next(b for b in known.bodies if b.pattern == expected.pattern) == expected

    def test_what_variants_are_the_same_as_is_a_rule_and_no_variant_itself(self, known: Catalogue) -> None:
        rules = {b.pattern: b for b in known.bodies}
        assert len(rules) == len(known.bodies)
        assert {b.pattern for b in known.bodies if rules[b.same_as].same_as != b.same_as} == set()


class TestRows:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return Path(shutil.copytree(ontology.locate(catalogue.CATALOGUE), tmp_path / "catalogue"))

    @pytest.mark.parametrize(
        ("name", "row", "problem"),
        [
            ("force_rules", "The Army,MilitaryForce,x,", "has no single {state} or {adjective}"),
            ("force_rules", "{state} {adjective} Army,MilitaryForce,x,", "has no single {state} or {adjective}"),
            ("force_rules", "{state} Zap,Army,x,", "no class 'Army'"),
            ("force_rules", "{state} Zap,Article,x,", "no class 'Article'"),
            ("force_rules", "{state} Zap,MilitaryForce,x,same as {state} Zapp", "no pattern '{state} Zapp' to be the same as"),
            ("force_rules", "{state} Zap,MilitaryForce,x,same as Army of {state}", "no pattern 'Army of {state}' to be the same as"),
            ("organisations", "org/zap,Zap,Organization,,,KE,ngo,x,", "no class 'Organization'"),
            ("organisations", "org/zap,Zap,Organisation,,,XQ,ngo,x,", "no state has the code 'XQ'"),
            ("missions", "org/zap,Zap,,,org/zapland,KE,training,2001,,x,", "no id org/zapland"),
            ("facilities", "base/zap,Zap,MilitaryBase,barracks,,KE,,x,", "no facility_type 'barracks'"),
            ("facilities", "org/atmis,Zap,MilitaryBase,military,,KE,,x,", "id org/atmis is taken in"),
            ("armed_groups", "state/kenya,Zap,,,KE,rebel,x,", "id state/kenya is taken in states.csv"),
            ("armed_groups", "org/al-shabaab,Zap,,,KE,rebel,x,", "'org/al-shabaab' stands in line"),
        ],
    )
    def test_one_that_does_not_fit_names_file_line_and_mend(self, folder: Path, name: str, row: str, problem: str) -> None:
        path = folder / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
        with pytest.raises(KnowledgeError, match=re.escape(problem)) as caught:
            catalogue.load(folder)
        assert caught.value.place == f"{path}:{len(lines) + 1}"
        assert caught.value.mend
