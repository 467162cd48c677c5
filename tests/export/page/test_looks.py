"""Looks of classes, safe texts, and labels in short lines."""

from __future__ import annotations

import pytest

from kg.export.page.looks import lines_of, look_of, looks, shown
from kg.ontology import load


def test_every_class_of_things_and_events_has_a_look_of_its_own() -> None:
    ontology = load()
    drawn = {*ontology.entity_classes, *ontology.subclasses("Event"), "Event", "Topic", "Concept"}
    signs = [look["sign"] for look in looks()["classes"].values()]

    assert set() == drawn - set(looks()["classes"])
    assert len(signs) == len(set(signs))


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("cls", sorted(looks()["classes"]))
def test_colours_stand_out_from_paper_night_and_the_white_sign_on_them(cls: str) -> None:
    colour = brightness(look_of(cls)["colour"])
    paper, night = brightness("#faf9f6"), brightness("#15181c")

    assert (paper + 0.05) / (colour + 0.05) >= 3  # WCAG 2.2, 1.4.11: graphical objects
    assert (colour + 0.05) / (night + 0.05) >= 3
    assert 1.05 / (colour + 0.05) >= 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\u202egnp.exe", "⟨U+202E⟩gnp.exe", id="right-to-left override"),
        pytest.param("a\x00b\x9b", "a⟨U+0000⟩b⟨U+009B⟩", id="controls"),
        pytest.param("x\ud800", "x⟨U+D800⟩", id="lone surrogate"),
        pytest.param("\U000e0041", "⟨U+E0041⟩", id="tag"),
        pytest.param("حركة الشباب", "حركة الشباب", id="Arabic stays"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="joiners stay"),
    ],
)
def test_marks_that_turn_or_hide_text_are_shown_as_their_code(text: str, expected: str) -> None:
    assert expected == shown(text)


def test_a_long_name_is_wrapped_and_cut() -> None:
    assert lines_of("Burundian soldiers at the African Union base") == ["Burundian soldiers", "at the African Union", "base"]
    assert (len(lines_of("word " * 40)), lines_of("word " * 40)[-1].endswith("…")) == (4, True)
    assert lines_of("  ") == ["—"]
