"""A document read by the whole grammar: what comes out holds together, whatever goes in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from kg.extract.reader import reader
from kg.model import Span
from kg.reading import Reading
from tests.extract.grammar import document, grammar, read

REPORT = (
    "MOPTI, Mali, March 14 (Reuters) - Gunmen attacked a hotel in Mopti on Monday, killing two guards, police said.\n\n"
    "“We will find them,” General Ana Belmonte said. The attack lasted two hours."
)
HOSTILE = [
    pytest.param("", id="empty"),
    pytest.param("\n\n\n", id="empty paragraphs"),
    pytest.param(" \t\u00a0\u2003", id="blanks"),
    pytest.param("?!... -- “”()[]", id="punctuation"),
    pytest.param("\ufeff\u200f\u202e\u202c\u2066\u2069", id="byte order mark and direction marks"),
    pytest.param("The " + " ".join(["Orvan"] * 300) + " Front attacked a hotel.", id="a name of 300 words"),
    pytest.param("a" * 5000, id="a word of 5000 letters"),
    pytest.param("((((" * 200 + "attacked" + "))))" * 200, id="brackets"),
    pytest.param("and " * 400, id="four hundred ands"),
    pytest.param("“" * 300 + " rebels said", id="open quotation marks"),
    pytest.param("GUNMEN ATTACKED A HOTEL IN MOPTI, KILLING TWO GUARDS, POLICE SAID ON MONDAY.", id="capitals"),
    pytest.param("gunmen attacked a hotel in mopti killing two guards police said on monday", id="no capitals and no marks"),
    pytest.param("Rebels attacked \ud83d a hotel \udc00.", id="halves of surrogate pairs"),
    pytest.param("Rebels\x00attacked\x07a\x1bhotel.", id="control characters"),
    pytest.param("Боевики атаковали гостиницу. 武装分子袭击了酒店。 هاجم مسلحون فندقا", id="other languages"),
    pytest.param("🔥💣 attacked 🏨 killing 👮👮", id="emoji"),
    pytest.param("Rebels attacked\r\na hotel\rin Mopti.\r\n\r\nTwo died.", id="mixed line ends"),
    pytest.param(REPORT, id="a report"),
]


def spans(value: object) -> Iterator[Span]:
    """All spans inside a value of the model."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans(each)
    elif dataclasses.is_dataclass(value):
        for f in dataclasses.fields(value):
            yield from spans(getattr(value, f.name))


def references(reading: Reading) -> Iterator[str]:
    """All references that a reading uses."""
    for r in reading.relations:
        yield from (r.subject, r.attributed_to or r.subject)
        if r.predicate != "sikg:weaponType":
            yield r.object
    yield from (x for c in reading.casualties for x in (c.event, c.among_group or c.event, c.attributed_to or c.event))
    yield from (t.event for t in reading.event_times)
    yield from (s.speaker for s in reading.statements)
    yield from (x for a, b, _ in reading.same for x in (a, b))


@pytest.mark.parametrize("text", HOSTILE)
class TestAnyText:
    def test_every_span_quotes_the_text(self, text: str) -> None:
        assert [s for s in spans(read(text)) if text[s.start : s.end] != s.quote] == []

    def test_every_reference_leads_somewhere(self, text: str) -> None:
        reading = read(text)
        held = {x.ref for x in (*reading.mentions, *reading.events)} | {t.id for t in reading.topics}
        assert set(references(reading)) <= held
        assert all(-1 <= t.phrase < len(reading.phrases) for t in reading.event_times)
        assert all(0 <= c < len(reading.relations) for s in reading.statements for c in s.claims)

    def test_read_again_it_is_the_same(self, text: str) -> None:
        fresh = reader(grammar().language, grammar().lexicon, grammar().catalogue)
        assert fresh.read(document(text)) == read(text)


def test_a_report_gives_its_date_line_and_agency() -> None:
    reading = read(REPORT, None)
    place = reading.mentions[int((reading.dateline_place or "m0")[1:])]
    assert (reading.agency, place.name, place.cls, reading.published) == ("Reuters", "MOPTI", "Place", None)
    assert [p.kind for p in reading.problems] == []


def test_a_report_without_any_date_says_so() -> None:
    assert [p.kind for p in read("Gunmen attacked a hotel.", None).problems] == ["no-publication-date"]


def test_a_date_inside_a_name_is_no_time_phrase() -> None:
    assert [p.span.quote for p in read("The April 19 Movement fled on 3 May.").phrases] == ["3 May"]


def test_a_name_that_is_longer_than_any_name_is_dropped_and_counted() -> None:
    words = " ".join(["Orvan Melk"] * 100)
    found = read(f"Operation {words} began in Kano on 3 May 2024.")
    [problem] = [p for p in found.problems if p.kind == "endless-name"]
    assert problem.span is not None
    assert problem.span.quote.startswith("Operation Orvan Melk")
    assert len(problem.span.quote) == 200
    assert max((len(m.name) for m in (*found.mentions, *found.events)), default=0) <= 200


def test_documents_that_are_read_together_say_what_each_says_alone() -> None:
    texts = [REPORT, "", "Gunmen attacked a hotel.", "Der Mann und die Frau haben das Haus nicht gesehen. " * 4, REPORT.upper()]
    texts += [str(case.values[0]) for case in HOSTILE]
    assert list(grammar().read_all([document(text) for text in texts])) == [read(text) for text in texts]
