"""Sentences as trees: every name is one word, and a rule can ask for subject, objects, phrase and coordination."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.tree import Sentence, Word

Sentences = Callable[[str], tuple[Sentence, ...]]


def word(sentence: Sentence, text: str) -> Word:
    """The one word of a sentence that is written so."""
    [found] = [w for w in sentence.words if w.text == text]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He left Burkina Faso.", ["He", "left", "Burkina Faso", "."], id="known name"),
        pytest.param("General Ana Belmonte left.", ["General Ana Belmonte", "left", "."], id="title and name"),
        pytest.param("The Ugandan army left.", ["The", "Ugandan", "army", "left", "."], id="a common noun stays the parser's word"),
    ],
)
def test_a_name_is_one_word(parse: Sentences, text: str, expected: list[str]) -> None:
    assert [w.text for s in parse(text) for w in s.words] == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        pytest.param("Gunmen attacked a hotel.", "attacked", "Gunmen", id="own subject"),
        pytest.param("The men who attacked a hotel fled.", "attacked", "men", id="relative pronoun"),
        pytest.param("Gunmen attacked a hotel and burned a bus.", "burned", "Gunmen", id="coordinated verb"),
        pytest.param("Gunmen attacked a hotel, killing two people.", "killing", "Gunmen", id="participle"),
        pytest.param("The rebels want to attack a hotel.", "attack", "rebels", id="infinitive"),
        pytest.param("A hotel was attacked.", "attacked", "hotel", id="passive"),
        pytest.param("Two gunmen on a motorcycle shot and killed the judge as he left.", "killed", "gunmen", id="joined to its subject"),
        pytest.param("The soldiers killed by rebels were young.", "killed", "soldiers", id="participle after its noun"),
        pytest.param("Attack the hotel!", "Attack", None, id="none"),
    ],
)
def test_the_subject_of_a_verb_is_found_where_it_is_told(parse: Sentences, text: str, verb: str, expected: str | None) -> None:
    [sentence] = parse(text)
    subject = sentence.subject(word(sentence, verb))
    assert (subject.text if subject else None) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        pytest.param("Gunmen attacked a hotel.", "attacked", False, id="active"),
        pytest.param("A hotel was attacked.", "attacked", True, id="auxiliary"),
        pytest.param("The soldiers killed by rebels were young.", "killed", True, id="participle after a noun"),
        pytest.param("Two men were shot and wounded.", "wounded", True, id="coordinated participle"),
        pytest.param("Five Kenyans killed, seven injured in attack.", "killed", True, id="headline"),
        pytest.param("Five rebels killed, as they said, two men.", "killed", False, id="active with an object"),
    ],
)
def test_passives_are_told_apart(parse: Sentences, text: str, verb: str, expected: bool) -> None:
    [sentence] = parse(text)
    assert sentence.is_passive(word(sentence, verb)) is expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        pytest.param("Rebels burned a school and a church.", "burned", ["school", "church"], id="coordinated"),
        pytest.param("Rebels fled.", "fled", [], id="none"),
        pytest.param("Rebels attacked it.", "attacked", ["it"], id="pronoun"),
    ],
)
def test_objects_come_with_what_is_coordinated_with_them(parse: Sentences, text: str, verb: str, expected: list[str]) -> None:
    [sentence] = parse(text)
    assert [w.text for w in sentence.objects(word(sentence, verb))] == expected


@pytest.mark.parametrize(
    ("text", "noun", "with_article", "without"),
    [
        pytest.param("The old army base burned.", "base", "The old army base", "old army base", id="modifiers"),
        pytest.param("He saw 12 young soldiers.", "soldiers", "12 young soldiers", "12 young soldiers", id="number"),
        pytest.param("He saw Peru.", "Peru", "Peru", "Peru", id="name"),
    ],
)
def test_a_phrase_ends_in_its_head(parse: Sentences, text: str, noun: str, with_article: str, without: str) -> None:
    [sentence] = parse(text)
    head = word(sentence, noun)
    assert (sentence.phrase_span(head).quote, sentence.phrase_span(head, article=False).quote) == (with_article, without)


def test_the_root_is_its_own_head_and_every_word_is_below_it(parse: Sentences) -> None:
    [sentence] = parse("Four gunmen attacked a hotel in Quito on Monday, killing two guards.")
    [root] = [w for w in sentence.words if sentence.head(w) is w]
    assert sorted(w.i for w in sentence.subtree(root)) == [w.i for w in sentence.words]
    assert list(sentence.ancestors(root)) == []


def test_words_quote_the_text_and_sentences_are_numbered(parse: Sentences) -> None:
    text = "Rebels fled.  Soldiers \u200e followed, said “Abel Nuhu”."
    found = parse(text)
    assert [s.number for s in found] == list(range(len(found)))
    assert [text[w.start : w.end] for s in found for w in s.words] == [w.text for s in found for w in s.words]


def test_a_participle_that_says_who_somebody_may_be_leaves_the_verb_its_subject(parse: Sentences) -> None:
    [sentence] = parse("Four people were killed in Jos, when gunmen suspected to be members of a gang invaded the area.")
    subject = sentence.subject(word(sentence, "invaded"))
    assert subject is not None
    assert subject.text == "gunmen"


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        pytest.param("Rebels staged an attack.", "staged", "stage", id="taken for another verb"),
        pytest.param("Gunmen machinegunned a bus.", "machinegunned", "machinegun", id="not known"),
        pytest.param("Rebels attacked a bus.", "attacked", "attack", id="known"),
    ],
)
def test_a_form_that_the_model_does_not_know_has_the_lemma_of_its_table(parse: Sentences, text: str, form: str, lemma: str) -> None:
    [sentence] = parse(text)
    assert word(sentence, form).lemma == lemma
