"""Who helps, fights or is linked to whom."""

from __future__ import annotations

import pytest

from tests.extract.grammar import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rwanda supports M23.", {("Rwanda", "supports", "M23")}, id="active"),
        pytest.param("M23 is backed by Rwanda.", {("Rwanda", "supports", "M23")}, id="passive"),
        pytest.param("M23 is backed by Rwanda and Chad.", {("Rwanda", "supports", "M23"), ("Chad", "supports", "M23")}, id="two helpers"),
        pytest.param("Kenya accuses Rwanda of supporting M23.", {("Rwanda", "supports", "M23")}, id="the accused, not the accuser"),
        pytest.param("The Rwanda-backed group M23 fled.", {("Rwanda", "supports", "M23")}, id="modifier with a known group"),
        pytest.param("The Rwanda-backed rebels fled.", {("Rwanda", "supports", "rebels")}, id="modifier with a description"),
        pytest.param("The Somalia-based militant group fled.", {("militant group", "basedIn", "Somalia")}, id="based"),
        pytest.param("Boko Haram is linked to Al-Qaeda.", {("Boko Haram", "linkedTo", "Al-Qaeda")}, id="is linked to"),
        pytest.param("Boko Haram, allied with Al-Qaeda, fled.", {("Boko Haram", "linkedTo", "Al-Qaeda")}, id="allied with"),
        pytest.param("Boko Haram pledged allegiance to Islamic State.", {("Boko Haram", "linkedTo", "Islamic State")}, id="allegiance"),
        pytest.param("The Chadian army fights Boko Haram.", {("Chadian army", "opposes", "Boko Haram")}, id="fights"),
        pytest.param("Rwanda rejects claims that it supports M23.", set(), id="a claim that is rejected"),
        pytest.param("The Government of Rwanda rejects claims that it supports M23.", set(), id="a rejection parsed as a noun"),
        pytest.param("Peru supports the plan.", set(), id="a plan is no actor"),
        pytest.param("The rebels fight hunger.", set(), id="nor is hunger"),
        pytest.param("The crash is linked to the storm.", set(), id="nor are a crash and a storm"),
        pytest.param("Peru-based reporters slept.", set(), id="reporters are no organisation"),
    ],
)
def test_support_opposition_and_links(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = said(text, "supports", "opposes", "linkedTo", "basedIn")
    assert {
        (s.removeprefix("Somalia-based ").removeprefix("Rwanda-backed "), p, o.removeprefix("Rwanda-backed ")) for s, p, o in found
    } == expected
