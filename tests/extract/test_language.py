"""The door to spaCy: plain values come out, offsets hold, and no text breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.extract.language import Language, Token, load


def test_tokens_stand_where_the_text_has_them(language: Language) -> None:
    text = "Gunmen killed  two\n soldiers\tin Mali."
    [tokens] = language.tokens([(text, 100)])
    assert [t.text for t in tokens] == ["Gunmen", "killed", "two", "soldiers", "in", "Mali", "."]
    assert [text[t.start - 100 : t.end - 100] for t in tokens] == [t.text for t in tokens]
    assert tokens[5] == Token("Mali", 132, 136, entity="GPE", begins=True, space_after=False)


def test_half_a_surrogate_pair_takes_one_character_and_stays_in_the_text(language: Language) -> None:
    text = "\ud800 Gunmen \udfffattacked"
    [tokens] = language.tokens([(text, 0)])
    assert "".join(t.text for t in tokens) == text.replace(" ", "")
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    [parsed] = language.parse([([t.text for t in tokens], [t.space_after for t in tokens])])
    assert len(parsed) == len(tokens)
    assert [place[:2] for place in next(language.tags(["Gunmen \ud800 fled"]))] == [(0, 6), (7, 8), (9, 13)]


def test_a_tag_left_in_the_text_is_passed_over(language: Language) -> None:
    [tokens] = language.tokens([('He was <b>killed</b> <a href="x">today</a>, if 3 < 4.', 0)])
    assert [t.text for t in tokens] == ["He", "was", "killed", "today", ",", "if", "3", "<", "4", "."]


def test_a_line_end_is_a_blank(language: Language) -> None:
    [broken] = language.tokens([("Robert\nKibochi met Celeste\nWallander", 0)])
    [whole] = language.tokens([("Robert Kibochi met Celeste Wallander", 0)])
    assert broken == whole


def test_a_tree_points_from_word_to_head(language: Language) -> None:
    [parsed] = language.parse([(["Gunmen", "killed", "him", ".", "He", "died", "."], [True, True, False, True, True, False, False])])
    assert [(p.lemma, p.dep, parsed[p.head].text) for p in parsed[:3]] == [
        ("gunman", "nsubj", "killed"),
        ("kill", "ROOT", "killed"),
        ("he", "dobj", "killed"),
    ]
    assert [p.text for p in parsed if p.begins_sentence] == ["Gunmen", "He"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\N{ZERO WIDTH SPACE}", "\x00", "\ufffe", "." * 200, "((((" * 40])
def test_odd_texts_are_only_odd(language: Language, text: str) -> None:
    [tokens] = language.tokens([(text, 0)])
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert len(list(language.tags([text]))) == 1


def test_no_text_is_no_work(language: Language) -> None:
    assert list(language.tokens([])) == list(language.parse([])) == list(language.tags([])) == []


def test_a_model_is_loaded_once_and_says_what_it_is(language: Language) -> None:
    assert load() is language
    assert (language.name.partition("_web")[0], len(language.digest)) == ("en_core", 64)
    assert language.version.count(".") == 2


@pytest.mark.parametrize("name", ["no_such_model", "."])
def test_a_model_that_is_none_is_an_error_with_its_mend(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        load(name)
    assert caught.value.place == name
    assert "--model" in caught.value.mend
