"""Time phrases as written: which words they are, and what they say."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from kg.extract.time_words import any_of
from kg.extract.times import LONGEST_CHAIN, TimeGrammar
from kg.lexicon import Lexicon
from kg.model import Span
from tests.corpus import story_names, story_text


@pytest.fixture(scope="module")
def times(words: Lexicon) -> TimeGrammar:
    return TimeGrammar(words)


def told(times: TimeGrammar, text: str) -> list[str]:
    """Every phrase of a text: its words, its type and kind, and every part that it says."""
    out = []
    for phrase in times.phrases(text, [Span(0, len(text), text)]):
        said = {f.name: getattr(phrase, f.name) for f in fields(phrase)[3:] if getattr(phrase, f.name) != f.default}
        if phrase.base is not None:
            said["base"] = phrase.base.span.quote
        out.append(" ".join([f"[{phrase.span.quote}]", phrase.type, phrase.kind, *(f"{k}={v}" for k, v in said.items())]))
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on May 3, 2022", ["[May 3, 2022] DATE calendar year=2022 month=5 day=3"]),
        ("on 3 May 2022", ["[3 May 2022] DATE calendar year=2022 month=5 day=3"]),
        ("on 3rd of May 2022", ["[3rd of May 2022] DATE calendar year=2022 month=5 day=3"]),
        ("on the third of May", ["[the third of May] DATE calendar month=5 day=3"]),
        ("on May 3rd", ["[May 3rd] DATE calendar month=5 day=3"]),
        ("on Tuesday, May 3, 2022, police", ["[Tuesday, May 3, 2022] DATE calendar year=2022 month=5 day=3"]),
        ("on Tuesday (May 3)", ["[Tuesday (May 3)] DATE calendar month=5 day=3"]),
        ("on Tuesday 3 May", ["[Tuesday 3 May] DATE calendar month=5 day=3"]),
        ("2022-05-03", ["[2022-05-03] DATE calendar year=2022 month=5 day=3"]),
        ("2022-05-03T10:30:00Z", ["[2022-05-03T10:30:00Z] TIME calendar year=2022 month=5 day=3 part=10:30"]),
        ("03/05/2022", ["[03/05/2022] DATE calendar year=2022"]),
        ("25/12/2021", ["[25/12/2021] DATE calendar year=2021 month=12 day=25"]),
        ("12/25/2021", ["[12/25/2021] DATE calendar year=2021 month=12 day=25"]),
        ("25.12.2021", ["[25.12.2021] DATE calendar year=2021 month=12 day=25"]),
        ("4 FEB 90 (EFE)", ["[4 FEB 90] DATE calendar year=1990 month=2 day=4"]),
        ("ON 3 FEBRUARY PRESIDENT CEREZO", ["[3 FEBRUARY] DATE calendar month=2 day=3"]),
        ("Sept. 11, 2001", ["[Sept. 11, 2001] DATE calendar year=2001 month=9 day=11"]),
        ("between 5 and 7 May", ["[5] DATE calendar month=5 day=5", "[7 May] DATE calendar month=5 day=7 base=5"]),
        (
            "from May 5 to 7, 2021",
            ["[May 5] DATE calendar year=2021 month=5 day=5", "[7, 2021] DATE calendar year=2021 month=5 day=7 base=May 5"],
        ),
        ("May 5-7", ["[May 5] DATE calendar month=5 day=5", "[7] DATE calendar month=5 day=7 base=May 5"]),
        ("in May", ["[May] DATE calendar month=5"]),
        ("in early May 2021", ["[early May 2021] DATE calendar year=2021 month=5 fuzzy=True"]),
        ("in mid-May", ["[mid-May] DATE calendar month=5 fuzzy=True"]),
        ("since January", ["[January] DATE calendar month=1"]),
        ("last November", ["[last November] DATE calendar month=11 direction=-1"]),
        ("next June", ["[next June] DATE calendar month=6 direction=1"]),
        ("this May", ["[this May] DATE calendar month=5 number=0"]),
        ("in 2011", ["[2011] DATE calendar year=2011"]),
        ("launched in 2011 and 2012", ["[2011] DATE calendar year=2011", "[2012] DATE calendar year=2012"]),
        ("from 2009 to 2011", ["[2009] DATE calendar year=2009", "[2011] DATE calendar year=2011"]),
        ("2009-2011", ["[2009] DATE calendar year=2009", "[2011] DATE calendar year=2011"]),
        ("in the 1990s", ["[the 1990s] DATE period unit=DE value=199"]),
        ("in the early '90s", ["[the early '90s] DATE period unit=DE value=199"]),
        ("the late 1980s", ["[the late 1980s] DATE period unit=DE value=198"]),
        ("in the 20th century", ["[the 20th century] DATE period unit=CE value=19"]),
        ("the 1991 agreement", ["[1991] DATE calendar year=1991"]),
        ("2011", ["[2011] DATE calendar year=2011"]),
        ("in the summer of 2010", ["[the summer of 2010] DATE period year=2010 unit=SEASON part=SU"]),
        ("last winter", ["[last winter] DATE period unit=SEASON direction=-1 part=WI"]),
        ("next spring", ["[next spring] DATE period unit=SEASON direction=1 part=SP"]),
        ("in the spring", ["[the spring] DATE period unit=SEASON part=SP"]),
        ("in the first quarter of 2009", ["[the first quarter of 2009] DATE period year=2009 unit=SEASON part=Q1"]),
        ("the third quarter", ["[the third quarter] DATE period unit=SEASON part=Q3"]),
        ("its third-quarter results", ["[third-quarter] DATE period unit=SEASON part=Q3"]),
        ("Q3 2021", ["[Q3 2021] DATE period year=2021 unit=SEASON part=Q3"]),
        ("in the second half of 2021", ["[the second half of 2021] DATE period year=2021 unit=SEASON part=H2"]),
        ("fiscal year 2009", ["[fiscal year 2009] DATE reference value=FY2009"]),
        ("on Christmas Day", ["[Christmas Day] DATE calendar month=12 day=25"]),
        ("New Year's Eve 2019", ["[New Year's Eve 2019] DATE calendar year=2019 month=12 day=31"]),
        ("the end of May", ["[the end of May] DATE calendar month=5 fuzzy=True"]),
        ("the beginning of 2012", ["[the beginning of 2012] DATE calendar year=2012 fuzzy=True"]),
        ("their January offensive", ["[January] DATE calendar month=1"]),
        ("the World Cup 2010.", ["[2010] DATE calendar year=2010"]),
        ("since '82", ["['82] DATE calendar year=1982"]),
    ],
)
def test_what_a_calendar_names(times: TimeGrammar, text: str, expected: list[str]) -> None:
    assert told(times, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Wednesday", ["[Wednesday] DATE weekday number=3"]),
        ("last Tuesday", ["[last Tuesday] DATE weekday number=2 direction=-1"]),
        ("next Friday", ["[next Friday] DATE weekday number=5 direction=1"]),
        ("this Friday", ["[this Friday] DATE weekday number=5 unit=W"]),
        ("Tuesday last week", ["[Tuesday last week] DATE weekday number=2 unit=W direction=-1"]),
        ("early on Tuesday", ["[early on Tuesday] DATE weekday number=2 fuzzy=True"]),
        ("on Tuesday morning", ["[Tuesday morning] TIME weekday number=2 part=MO"]),
        ("late Monday night", ["[late Monday night] TIME weekday number=1 part=NI fuzzy=True"]),
        ("on Tuesday at about 8:30 pm local time", ["[Tuesday at about 8:30 pm local time] TIME weekday number=2 part=20:30"]),
        ("at 10:30 a.m. on Tuesday", ["[10:30 a.m. on Tuesday] TIME weekday number=2 part=10:30"]),
        ("at 0630 GMT", ["[0630 GMT] TIME offset unit=D part=06:30Z"]),
        ("at 5 o'clock in the evening", ["[5 o'clock in the evening] TIME offset unit=D part=17:00"]),
        ("at 12:30", ["[12:30] TIME offset unit=D part=12:30"]),
        ("before dawn on Monday", ["[Monday] DATE weekday number=1"]),
        ("on the night of May 3", ["[night of May 3] TIME calendar month=5 day=3 part=NI"]),
        ("the morning of 3 May 2021", ["[morning of 3 May 2021] TIME calendar year=2021 month=5 day=3 part=MO"]),
        ("around 0600 local time today", ["[0600 local time today] TIME offset number=0 unit=D part=06:00"]),
        ("at dawn", ["[dawn] TIME offset unit=D part=MO"]),
        ("in the evening", ["[evening] TIME offset unit=D part=EV"]),
        ("overnight", ["[overnight] TIME offset number=-1 unit=N part=NI"]),
        ("last night", ["[last night] TIME offset number=-1 unit=D part=NI"]),
        ("this morning", ["[this morning] TIME offset number=0 unit=D part=MO"]),
        ("tonight", ["[tonight] TIME offset number=0 unit=D part=NI"]),
        ("yesterday evening", ["[yesterday evening] TIME offset number=-1 unit=D part=EV"]),
        ("earlier today", ["[earlier today] DATE offset number=0 unit=D fuzzy=True"]),
        ("the day before yesterday", ["[the day before yesterday] DATE offset number=-2 unit=D"]),
        ("two days ago", ["[two days ago] DATE offset number=-2 unit=D"]),
        ("Three weeks ago", ["[Three weeks ago] DATE offset number=-3 unit=W"]),
        ("a month ago", ["[a month ago] DATE offset number=-1 unit=M"]),
        ("several days ago", ["[several days ago] DATE reference value=PAST_REF"]),
        ("two and a half years ago", ["[two and a half years ago] DATE reference value=PAST_REF"]),
        ("5000 years ago", ["[5000 years ago] DATE offset number=-5000 unit=Y"]),
        ("last month", ["[last month] DATE period number=-1 unit=M"]),
        ("next year", ["[next year] DATE period number=1 unit=Y"]),
        ("this week", ["[this week] DATE period number=0 unit=W"]),
        ("later this month", ["[later this month] DATE period number=0 unit=M fuzzy=True"]),
        ("at the end of the year", ["[the end of the year] DATE period number=0 unit=Y fuzzy=True"]),
        ("over the weekend", ["[the weekend] DATE period number=0 unit=WE direction=-1"]),
        ("last weekend", ["[last weekend] DATE period number=-1 unit=WE"]),
        ("this weekend", ["[this weekend] DATE period number=0 unit=WE"]),
        ("recently", ["[recently] DATE reference value=PAST_REF"]),
        ("currently", ["[currently] DATE reference value=PRESENT_REF"]),
        ("in recent years", ["[recent years] DATE reference value=PAST_REF"]),
        ("soon", ["[soon] DATE reference value=FUTURE_REF"]),
        ("now", ["[now] DATE reference value=PRESENT_REF"]),
    ],
)
def test_what_is_told_from_the_day_of_the_report(times: TimeGrammar, text: str, expected: list[str]) -> None:
    assert told(times, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for two days", ["[two days] DURATION duration value=P2D"]),
        ("a five-hour battle", ["[five-hour] DURATION duration value=PT5H"]),
        ("for two and a half years", ["[two and a half years] DURATION duration value=P2.5Y"]),
        ("half an hour", ["[half an hour] DURATION duration value=PT30M"]),
        ("for half a year", ["[half a year] DURATION duration value=P6M"]),
        ("48 hours", ["[48 hours] DURATION duration value=PT48H"]),
        ("within 24 hours", ["[24 hours] DURATION duration value=PT24H"]),
        ("more than a week", ["[a week] DURATION duration value=P1W"]),
        ("two decades of war", ["[two decades] DURATION duration value=P20Y"]),
        ("a century of war", []),
        ("twenty-five years", ["[twenty-five years] DURATION duration value=P25Y"]),
        ("a hundred days", ["[a hundred days] DURATION duration value=P100D"]),
        ("1,000 days", ["[1,000 days] DURATION duration value=P1000D"]),
        ("several weeks", ["[several weeks] DURATION duration value=PXW"]),
        ("the past decade", ["[the past decade] DURATION duration value=P10Y"]),
        ("in the past five days", ["[the past five days] DURATION duration value=P5D"]),
        ("over the past year", ["[the past year] DURATION duration value=P1Y"]),
        ("the last three weeks", ["[the last three weeks] DURATION duration value=P3W"]),
        ("six straight days", ["[six straight days] DURATION duration value=P6D"]),
        ("for decades", ["[decades] DURATION duration value=PXY"]),
        ("a decades-long war", ["[decades-long] DURATION duration value=PXY"]),
        ("a day-long siege", ["[a day-long] DURATION duration value=P1D"]),
        ("the whole week", ["[the whole week] DURATION duration value=P1W"]),
        ("every day", ["[every day] SET set value=P1D"]),
        ("daily", ["[daily] SET set value=P1D"]),
        ("every two weeks", ["[every two weeks] SET set value=P2W"]),
        ("every other month", ["[every other month] SET set value=P2M"]),
        ("each year", ["[each year] SET set value=P1Y"]),
        ("twice a week", ["[twice a week] SET set value=P1W"]),
        ("three times a month", ["[three times a month] SET set value=P1M"]),
        ("15 a year", ["[a year] SET set value=P1Y"]),
        ("every Friday", ["[every Friday] SET set value=XXXX-WXX-5"]),  # in TIMEX3, any year and week
        ("on Fridays", ["[Fridays] SET set value=XXXX-WXX-5"]),
        ("annual", ["[annual] SET set value=P1Y"]),
    ],
)
def test_how_long_and_how_often(times: TimeGrammar, text: str, expected: list[str]) -> None:
    assert told(times, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On May 3 he left. Three days later he came back.",
            ["[May 3] DATE calendar month=5 day=3", "[Three days later] DATE offset number=3 unit=D base=May 3"],
        ),
        (
            "On May 3 he left. The next day he came back.",
            ["[May 3] DATE calendar month=5 day=3", "[The next day] DATE period number=1 unit=D base=May 3"],
        ),
        (
            "On Tuesday evening he left. That night police came.",
            ["[Tuesday evening] TIME weekday number=2 part=EV", "[That night] TIME period number=0 unit=D part=NI base=Tuesday evening"],
        ),
        (
            "In May 2020 he left. Two years later he died.",
            ["[May 2020] DATE calendar year=2020 month=5", "[Two years later] DATE offset number=2 unit=Y base=May 2020"],
        ),
        (
            "It happened on 3 May. Two days earlier, at dawn, it began.",
            ["[3 May] DATE calendar month=5 day=3", "[Two days earlier, at dawn] TIME offset number=-2 unit=D part=MO base=3 May"],
        ),
        (
            "On May 3 he left. Two days later he came back. A day later he died.",
            [
                "[May 3] DATE calendar month=5 day=3",
                "[Two days later] DATE offset number=2 unit=D base=May 3",
                "[A day later] DATE offset number=3 unit=D base=May 3",
            ],
        ),
        ("On 3 May, at 8 p.m., he left.", ["[3 May, at 8 p.m.] TIME calendar month=5 day=3 part=20:00"]),
        ("He left on 3 May, in the evening.", ["[3 May, in the evening] TIME calendar month=5 day=3 part=EV"]),
        ("the previous week", ["[the previous week] DATE period number=-1 unit=W"]),
        ("the week before", ["[the week before] DATE unknown value=XXXX-WXX"]),
        ("That day he left.", ["[That day] DATE unknown value=XXXX-XX-XX"]),
        ("two days before the vote", ["[two days] DURATION duration value=P2D"]),
        ("one year after launching it", ["[one year] DURATION duration value=P1Y"]),
        ("three days later than planned", ["[three days] DURATION duration value=P3D"]),
    ],
)
def test_what_is_told_from_a_day_told_before(times: TimeGrammar, text: str, expected: list[str]) -> None:
    assert told(times, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks will begin on Friday.", ["[Friday] DATE weekday number=5 ahead=True"]),
        ("The talks are set to begin on May 12.", ["[May 12] DATE calendar month=5 day=12 ahead=True"]),
        ("The talks are scheduled for June.", ["[June] DATE calendar month=6 ahead=True"]),
        ("The vote, due to be held on Friday", ["[Friday] DATE weekday number=5 ahead=True"]),
        ("He would meet them on Monday.", ["[Monday] DATE weekday number=1 ahead=True"]),
        (
            "Police said on Tuesday that the trial will open on Monday.",
            ["[Tuesday] DATE weekday number=2", "[Monday] DATE weekday number=1 ahead=True"],
        ),
        ("He will be tried, police said on Tuesday.", ["[Tuesday] DATE weekday number=2"]),
        ("He proposed on Monday", ["[Monday] DATE weekday number=1"]),
        ("It will end in 2023.", ["[2023] DATE calendar year=2023"]),
        ("They met on Friday.", ["[Friday] DATE weekday number=5"]),
    ],
)
def test_a_day_after_words_of_a_plan_lies_ahead(times: TimeGrammar, text: str, expected: list[str]) -> None:
    assert told(times, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it may march in the sun",
        "MEN MAY ATTACK THE SUN",
        "about 2000 soldiers",
        "in 2000 men",
        "the first half of the match",
        "a 25-year-old man",
        "John 3:16",
        "they won 2:1",
        "12:30",
        "a second attack",
        "the night club",
        "a day",
        "May Smith",
        "$2000",
        "99 Main Street",
        "32 May",
        "2022-13-01",
    ],
)
def test_other_words_and_numbers_are_no_times(times: TimeGrammar, text: str) -> None:
    assert told(times, text) == []


def test_only_the_given_stretches_are_read(times: TimeGrammar) -> None:
    text = "In 2009. In 2010. In 2011."
    assert [p.span for p in times.phrases(text, [Span(0, 8, text[:8]), Span(18, 26, text[18:])])] == [
        Span(3, 7, "2009"),
        Span(21, 25, "2011"),
    ]


def test_a_phrase_may_go_over_the_end_of_a_line(times: TimeGrammar) -> None:
    assert told(times, "on May\n3, 2022") == ["[May\n3, 2022] DATE calendar year=2022 month=5 day=3"]


def test_days_told_from_days_are_counted_together(times: TimeGrammar) -> None:
    text = "On May 3 he left. " + "A day later he came back. " * 50
    last = times.phrases(text, [Span(0, len(text), text)])[-1]
    assert (last.number, last.base and last.base.span.quote) == (50, "May 3")


def test_a_chain_of_phrases_is_followed_as_far_as_a_reader_would(times: TimeGrammar) -> None:
    text = "On May 3 he left. " + "The next day he came back. " * 50
    phrase = times.phrases(text, [Span(0, len(text), text)])[-1]
    assert phrase.kind == "unknown"
    fourth = times.phrases(text, [Span(0, len(text), text)])[LONGEST_CHAIN]
    assert fourth.kind == "period"


@pytest.mark.parametrize(
    "text", [" " * 20_000, "twenty-" * 3_000, "two hundred and " * 1_000, "9" * 20_000, "May " * 5_000, "12/12/" * 3_000]
)
def test_no_text_is_slow(times: TimeGrammar, text: str) -> None:
    assert told(times, text) == []


EVERY_FORM = """2022-05-03. 3.5.2022. May 3, 2022. 3 May. The third of May. Christmas. May 2022. Last May. In 2022. In '22. The 1990s. The 20th
century. Fiscal year 2022. The third quarter. The first half of 2022. Q3. Last summer. Last Tuesday. Yesterday. Two days ago. Days later. Last
week. The end of the month. The weekend. It ended the day, up. The day before. At dawn. 8 p.m. Recently. Weekly. Every day. Twice a day. The last
two days. Over the past year. Two days. A week-long siege. The whole day. For hours."""


def test_a_form_is_searched_for_wherever_it_is(times: TimeGrammar) -> None:
    """What a form needs is there in each of its matches, so that no text is passed over that has one."""
    matches = [
        (form, m) for text in (EVERY_FORM, *map(story_text, story_names())) for form in times._forms for m in form.pattern.finditer(text)
    ]
    assert [form.pattern.pattern for form in times._forms if form not in {form for form, _ in matches}] == []
    assert [m[0] for form, m in matches if not re.compile(form.needs, re.IGNORECASE).search(m.string, m.start(), m.end())] == []


@pytest.mark.parametrize(
    ("text", "found"), [("marchers", "marche"), ("march", "march"), ("in  march", "in  march"), ("May", "May"), ("x", None)]
)
def test_of_words_that_begin_alike_the_longest_is_found(text: str, found: str | None) -> None:
    match = re.compile(any_of(["march", "marche", "in march", "may", "mar"]), re.IGNORECASE).match(text)
    assert (match[0] if match else None) == found
