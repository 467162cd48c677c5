"""Which characters of a document are its report."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.clean import LONGEST_PARAGRAPH, Layout, layout
from kg.lexicon import Lexicon
from kg.model import Document, Span

NARROW = """Gunmen attacked a military base in the northern town
on Monday, killing at least eleven people. General
Robert Smith, its commander, spoke of two wounded
men. He condemned it."""


def read(text: str, words: Lexicon, published: date | None = None) -> Layout:
    return layout(Document("a", text, "", published=published), words)


def quote(span: Span | None) -> str | None:
    return span.quote if span else None


class TestHeader:
    """A date on a line of its own, or after a label, before the report."""

    @pytest.mark.parametrize(
        ("head", "expected"),
        [
            (" date 2022-05-05 ", "2022-05-05"),
            ("Published: 5 May 2022\n", "5 May 2022"),
            ("Updated on May 5, 2022\n\n", "May 5, 2022"),
            ("2022-05-05\n", "2022-05-05"),
            ("14 May 2013\n\n", "14 May 2013"),
            ("Thursday, May 5, 2022\n", "May 5, 2022"),
            ("5 May 2022, 10:30 GMT\n", "5 May 2022"),
            ("Sept. 5, 2022 at 3:15 pm\n", "Sept. 5, 2022"),
        ],
    )
    def test_is_taken_from_the_report(self, head: str, expected: str, words: Lexicon) -> None:
        found = read(f"{head}Gunmen fled.", words)
        assert (quote(found.header_date), [p.quote for p in found.paragraphs]) == (expected, ["Gunmen fled."])
        assert found.problems == ()

    def test_may_stand_under_the_headline(self, words: Lexicon) -> None:
        found = read("Attack in the north\nMay 5 , 2022\nGunmen fled.\n", words)
        assert quote(found.header_date) == "May 5 , 2022"
        assert [p.quote for p in found.paragraphs] == ["Attack in the north", "Gunmen fled."]

    def test_that_is_known_from_outside_is_set_aside(self, words: Lexicon) -> None:
        found = read("Attack in the north\nMay 5, 2022\nGunmen fled.", words, date(2022, 5, 5))
        assert found.header_date is None
        assert [p.quote for p in found.paragraphs] == ["Attack in the north", "Gunmen fled."]
        assert [(p.kind, quote(p.span)) for p in found.problems] == [("page-furniture", "May 5, 2022")]

    @pytest.mark.parametrize(
        "text",
        [
            "On 5 May 2022 gunmen fled.",
            "Gunmen fled on\n5 May 2022 in the north.",
            "The report was published on 5 May 2022.",
            "Many words " * 20 + "\n5 May 2022\n",
        ],
    )
    def test_is_no_date_in_the_report(self, text: str, words: Lexicon) -> None:
        assert read(text, words).header_date is None


class TestDateLine:
    """Place, date and agency before the first sentence."""

    @pytest.mark.parametrize(
        ("text", "line", "places", "day", "agency"),
        [
            ("Nairobi, Kenya, May 5- Gunmen fled.", "Nairobi, Kenya, May 5", ["Nairobi", "Kenya"], "May 5", None),
            ("N’DJAMENA, 15 March 2010 (AFP) — Gunmen fled.", "N’DJAMENA, 15 March 2010", ["N’DJAMENA"], "15 March 2010", "AFP"),
            ("BOGOTA, 4 FEB 90 (EFE) -- [TEXT] Gunmen fled.", "BOGOTA, 4 FEB 90", ["BOGOTA"], "4 FEB 90", "EFE"),
            ("LIMA, Aug. 12, 2008 (AP) — Gunmen fled.", "LIMA, Aug. 12, 2008", ["LIMA"], "Aug. 12, 2008", "AP"),
            ("KABUL, Tuesday, 3 May 2022 - Gunmen fled.", "KABUL, Tuesday, 3 May 2022", ["KABUL"], "3 May 2022", None),
            (
                "MONTEVIDEO, Uruguay, 3 May 2022 - Gunmen fled.",
                "MONTEVIDEO, Uruguay, 3 May 2022",
                ["MONTEVIDEO", "Uruguay"],
                "3 May 2022",
                None,
            ),
            ("Bamako, Mali, 3 March 2015\n\nGunmen fled.", "Bamako, Mali, 3 March 2015", ["Bamako", "Mali"], "3 March 2015", None),
            ("BAMAKO (Reuters) - Gunmen fled.", "BAMAKO", ["BAMAKO"], None, "Reuters"),
            ("Bamako, Mali (Reuters) - Gunmen fled.", "Bamako, Mali", ["Bamako", "Mali"], None, "Reuters"),
            ("MAPUTO, Mozambique - Gunmen fled.", "MAPUTO, Mozambique", ["MAPUTO", "Mozambique"], None, None),
            ("PORT-AU-PRINCE — Gunmen fled.", "PORT-AU-PRINCE", ["PORT-AU-PRINCE"], None, None),
            ("YAOUNDÉ, Cameroon — Gunmen fled.", "YAOUNDÉ, Cameroon", ["YAOUNDÉ", "Cameroon"], None, None),
        ],
    )
    def test_has_its_parts(self, text: str, line: str, places: list[str], day: str | None, agency: str | None, words: Lexicon) -> None:
        found = read(text, words)
        assert quote(found.dateline) == line
        assert [p.quote for p in found.dateline_places] == places
        assert (quote(found.dateline_date), found.agency) == (day, agency)
        assert [p.quote for p in found.paragraphs] == ["Gunmen fled."]

    def test_may_follow_a_headline_and_a_date(self, words: Lexicon) -> None:
        found = read("2022-05-05\nAttack in the north\n\nBAMAKO (AFP) - Gunmen fled.", words)
        assert (quote(found.header_date), quote(found.dateline)) == ("2022-05-05", "BAMAKO")
        assert [p.quote for p in found.paragraphs] == ["Attack in the north", "Gunmen fled."]

    @pytest.mark.parametrize("text", ["Gunmen fled - and came back.", "THE ARMY DENIED TODAY - ONCE MORE", "Gunmen (armed) - many - fled."])
    def test_is_no_dash_in_a_sentence(self, text: str, words: Lexicon) -> None:
        found = read(f"Five men died in the village.\n\n{text}", words)
        assert quote(found.dateline) is None


class TestFurniture:
    """What surrounds a report on its page is set aside, and said so."""

    @pytest.mark.parametrize(
        ("text", "furniture"),
        [
            ("Gunmen fled.\nAdvertisement. Scroll to continue reading.\nTwo died.", "Advertisement. Scroll to continue reading."),
            ("Gunmen fled.\nRead also: Five die in blast\nTwo died.", "Read also: Five die in blast"),
            ("Gunmen fled.\n© 2022 Some News. All rights reserved.\nTwo died.", "© 2022 Some News. All rights reserved."),
            ("Gunmen fled. Advertisement. Two died.", "Advertisement."),
        ],
    )
    def test_is_a_problem_and_no_paragraph(self, text: str, furniture: str, words: Lexicon) -> None:
        found = read(text, words)
        assert [p.quote for p in found.paragraphs] == ["Gunmen fled.", "Two died."]
        assert [(p.kind, quote(p.span)) for p in found.problems] == [("page-furniture", furniture)]

    def test_a_run_that_no_word_is_as_long_as_is_set_aside(self, words: Lexicon) -> None:
        found = read(f"Gunmen fled {'(' * 201} and came back.", words)
        assert [p.quote for p in found.paragraphs] == ["Gunmen fled", "and came back."]
        assert [(p.kind, quote(p.span)) for p in found.problems] == [("unreadable", "(" * 200)]


class TestParagraphs:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("  One.  \n\n\tTwo.\r\n", ["One.", "Two."]),
            ("", []),
            (" \n\t\n", []),
            ("Attack in the north\nGunmen fled.\nTwo died.", ["Attack in the north", "Gunmen fled.", "Two died."]),
            (f"{NARROW}\n\nHe condemned it.", [NARROW, "He condemned it."]),
            (
                "Gunmen attacked a base in the northern town of\nKidal on Monday, said the mayor, who had seen it.\nThe army came later.",
                ["Gunmen attacked a base in the northern town of\nKidal on Monday, said the mayor, who had seen it.\nThe army came later."],
            ),
            ("Troops fled.\nthe end", ["Troops fled.", "the end"]),
        ],
        ids=["blanks", "empty", "blank", "a line each", "broken lines", "broken before a name", "short lines"],
    )
    def test_are_lines_or_what_a_narrow_page_has_broken(self, text: str, expected: list[str], words: Lexicon) -> None:
        assert [p.quote for p in read(text, words).paragraphs] == expected

    def test_and_everything_else_quote_the_text(self, words: Lexicon) -> None:
        text = "2022-05-05\nHeadline\nBAMAKO (AFP) - Gunmen fled. Advertisement. Two died.\n\nShare this article\n\n…"
        found = read(text, words)
        spans = [*found.paragraphs, *(p.span for p in found.problems if p.span), *found.dateline_places]
        assert [text[s.start : s.end] for s in spans] == [s.quote for s in spans]
        assert len(spans) == 7


class TestEndlessParagraphs:
    """A paragraph beyond all measure is read in pieces that lose nothing but the blanks between them."""

    def test_it_is_cut_after_a_sentence(self, words: Lexicon) -> None:
        text = "Gunmen attacked a market in the town. " * 1_000
        found = read(text, words).paragraphs
        assert max(len(p.quote) for p in found) <= LONGEST_PARAGRAPH
        assert {p.quote[-1] for p in found} == {"."}
        assert " ".join(p.quote for p in found) == text.strip()

    def test_where_no_sentence_ends_it_is_cut_between_words(self, words: Lexicon) -> None:
        text = "one two three " * 2_000
        found = read(text, words).paragraphs
        assert " ".join(p.quote for p in found) == text.strip()
        assert len(found) > 1
