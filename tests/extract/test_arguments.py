"""How the grammatical places of an event's arguments are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import arguments
from kg.extract.draft import Draft
from kg.extract.tree import Sentence
from tests.extract.grammar import grammar, read

Sentences = Callable[[str], tuple[Sentence, ...]]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("He left Peru.", "Peru", "State", id="state"),
        pytest.param("Peruvian farmers slept.", "Peruvian", "State", id="an adjective stands for the state"),
        pytest.param("He left the hotel.", "hotel", "Facility", id="site"),
        pytest.param("Two rebels fled.", "rebels", "Group", id="people"),
        pytest.param("He left at noon.", "noon", "", id="nothing of the model"),
    ],
)
def test_the_class_of_a_word_is_known_before_it_is_written_down(parse: Sentences, text: str, word: str, expected: str) -> None:
    [sentence] = parse(text)
    draft = Draft(text, grammar().lexicon, grammar().catalogue, (sentence,))
    [held] = [w for w in sentence.words if w.text == word]
    assert (arguments.kind_of(draft, sentence, held), draft.mentions) == (expected, [])


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        pytest.param("Rebels cut a section of the pipeline.", "section", "pipeline", id="section of"),
        pytest.param("Rebels cut a stretch of road.", "stretch", "road", id="stretch of"),
        pytest.param("Rebels cut the pipeline.", "pipeline", "pipeline", id="the thing itself"),
        pytest.param("Rebels cut a part.", "part", "part", id="of nothing"),
    ],
)
def test_a_part_stands_for_the_whole(parse: Sentences, text: str, part: str, expected: str) -> None:
    [sentence] = parse(text)
    [word] = [w for w in sentence.words if w.text == part]
    assert arguments.whole(sentence, word).text == expected


def test_evidence_runs_from_the_agent_to_the_end_of_the_event_mention() -> None:
    [told] = [r for r in read("On Monday four gunmen attacked a hotel in Quito.").relations if r.predicate == "sikg:perpetrator"]
    assert [e.quote for e in told.evidence] == ["four gunmen attacked a hotel"]
