"""A long document is read in sections whose references are counted through, so that no two things share one."""

from __future__ import annotations

from kg.extract.clean import Layout
from kg.extract.sections import LONGEST_SECTION, joined, sections
from kg.model import Relation, Span
from kg.reading import EventMention, EventTime, Mention, Reading, TimePhrase


def paragraph(start: int, length: int) -> Span:
    return Span(start, start + length, "x" * length)


def reading(start: int) -> Reading:
    word = Span(start, start + 1, "x")
    return Reading(
        document="d",
        published=None,
        published_evidence=None,
        dateline=None,
        dateline_place=None,
        agency=None,
        mentions=(Mention("m0", word, "Person"), Mention("m1", word, "Place")),
        events=(EventMention("e0", word, "Attack", "bombing", "bomb"),),
        relations=(
            Relation("e0", "sikg:target", "m1", "stated", (word,), "m0"),
            Relation("e0", "sikg:weaponType", "m16", "stated", (word,)),
        ),
        event_times=(EventTime("e0", 0, "x", word),),
        phrases=(TimePhrase(word, "DATE", "calendar"),),
        same=(("m1", "m0", "resolved"),),
    )


def test_a_report_of_the_usual_length_is_one_section() -> None:
    page = Layout((paragraph(0, 900), paragraph(901, LONGEST_SECTION - 901)), agency="A")
    assert list(sections(page)) == [page]
    assert list(sections(Layout(()))) == [Layout(())]


def test_a_long_one_is_cut_between_paragraphs_and_only_the_first_has_the_header() -> None:
    parts = [paragraph(i * 1_000, 999) for i in range(100)]
    found = list(sections(Layout(tuple(parts), header_date=parts[0], agency="A")))
    assert [p for part in found for p in part.paragraphs] == parts
    assert max(part.paragraphs[-1].end - part.paragraphs[0].start for part in found) <= LONGEST_SECTION
    assert [(part.header_date, part.agency) for part in found] == [(parts[0], "A"), (None, None), (None, None)]


def test_references_are_counted_through_and_concepts_stay_as_they_are() -> None:
    whole = joined([reading(0), reading(10), reading(20)])
    assert [m.ref for m in whole.mentions] == ["m0", "m1", "m2", "m3", "m4", "m5"]
    assert [e.ref for e in whole.events] == ["e0", "e1", "e2"]
    assert [(r.subject, r.object, r.attributed_to) for r in whole.relations[2:]] == [
        ("e1", "m3", "m2"),
        ("e1", "m16", None),
        ("e2", "m5", "m4"),
        ("e2", "m16", None),
    ]
    assert [(t.event, t.phrase) for t in whole.event_times] == [("e0", 0), ("e1", 1), ("e2", 2)]
    assert whole.same == (("m1", "m0", "resolved"), ("m3", "m2", "resolved"), ("m5", "m4", "resolved"))


def test_one_reading_stays_as_it_is() -> None:
    assert joined([reading(0)]) == reading(0)
