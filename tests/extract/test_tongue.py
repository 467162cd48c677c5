"""A report in another language is told from an English one by its commonest words, and is not read as if it were English."""

from __future__ import annotations

import pytest

from kg import extraction, lexicon
from kg.extract.tongue import ENGLISH, UNKNOWN, language_of
from kg.model import Document, Span
from kg.read.text import digest
from tests.corpus import story_names, story_text

REPORTS = {
    "fr": "Des hommes armés ont attaqué un village dans le nord du pays, tuant douze personnes, selon les autorités. L'attaque n'a pas été revendiquée.",
    "es": "Hombres armados atacaron una aldea en el norte del país y mataron a doce personas, según las autoridades. El ataque no fue reivindicado.",
    "pt": "Homens armados atacaram uma aldeia no norte do país e mataram doze pessoas, segundo as autoridades. O ataque não foi reivindicado.",
    "de": "Bewaffnete Männer haben ein Dorf im Norden des Landes angegriffen und zwölf Menschen getötet. Nach dem Angriff wurden die Straßen gesperrt.",
    UNKNOWN: "قتل اثنا عشر شخصا في هجوم شنه مسلحون على قرية في شمال البلاد، بحسب السلطات المحلية.",
}
ENGLISH_REPORTS = {
    "names in Spanish": "Members of the Fuerzas del Pueblo de la Costa and of the Movimiento de los Andes were seen in San José de las Lajas.",
    "a list": "Kano 12, Kaduna 3, Maiduguri 7, Jos 2.",
    "nothing": "",
}


def spoken(text: str) -> str:
    return language_of([Span(0, len(text), text)], lexicon.load().function_words)


@pytest.mark.parametrize("code", REPORTS)
def test_another_language_is_told_by_its_words_or_its_script(code: str) -> None:
    assert spoken(REPORTS[code]) == code


@pytest.mark.parametrize("text", ENGLISH_REPORTS.values(), ids=ENGLISH_REPORTS)
def test_names_and_lists_do_not_make_a_report_foreign(text: str) -> None:
    assert spoken(text) == ENGLISH


def test_every_story_is_english() -> None:
    assert {spoken(story_text(name)) for name in story_names()} == {ENGLISH}


def test_a_report_that_is_not_english_has_a_problem_and_no_values() -> None:
    text = REPORTS["fr"]
    [coding] = extraction.code([Document("f", text, digest(text))])
    assert [p.kind for p in coding.problems] == ["not-english"]
    assert (coding.article.language, coding.entities, coding.events) == ("fr", (), ())
