"""How English writes times: the forms of time phrases, as patterns over the words of the lexicon.

Goes out: for each form its name and its pattern. What a match of a form means is said by the method of that name of
`time_meanings.Meanings`. Patterns ignore case; blanks and digits are bounded, so that no text makes them slow.
"""

from __future__ import annotations

import re

from kg.extract.time_words import O, S, TimeWords

YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
COMMA = rf"(?:{O},{S}|{S})"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
ZONE = rf"{O}\(?{O}(?:(?-i:GMT|UTC|Z|[A-Z]{{2,3}}T)|local{S}time|hours|hrs)\b(?:{O}\))?"
# "early on", "the end of": the phrase covers a part of what follows, and does not say which days.
FUZZY = (
    rf"(?P<fuzzy>(?:very{S})?(?:early|late|earlier|later|mid)(?:{S}(?:on|in))?[\s-]"
    rf"|(?:the{S})?(?:very{S})?(?:beginning|start|middle|end|close){S}of{S}(?:the{S})?(?:month{S}of{S})?)"
)
WHICH = r"(?P<which>last|next|this|past|previous|coming|current|same|following|preceding|upcoming|that)"
NOT_A_DAY = rf"(?![\d:]|[.,]\d|{O}%|{S}(?:percent|per cent)\b)"
RANGE = r"\s?(?:-|–|to|through|until|and|or|&)\s?"


def forms(words: TimeWords) -> dict[str, re.Pattern[str]]:
    """The patterns of all forms by name."""
    return {
        name: re.compile(rf"(?<!\w){pattern}", re.IGNORECASE)
        for name, pattern in (_dates(words) | _relative(words) | _spans(words)).items()
    }


def _dates(words: TimeWords) -> dict[str, str]:
    """Days, months, years, decades: what a calendar names."""
    month = words.one_of("month")
    of_year = rf"(?:{S}of{S}(?:the{S}year\b|(?:the{S})?(?:(?:fiscal|financial){S}(?:year{S})?)?{YEAR}|(?P<which>last|this|next){S}year\b))"
    return {
        "iso": r"(?<![\d/-])(?P<year>(?:1[89]|20)\d\d)(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?(?![\d/-])",
        "numeric": r"(?<![\d./-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:1[89]|20)\d\d|(?<=/)\d\d)(?![\d/-])",
        "month_day": rf"{FUZZY}?{month}\.?{S}(?:the{S})?{DAY}{NOT_A_DAY}(?:{RANGE}(?P<last>\d{{1,2}}){NOT_A_DAY}(?!\w|{S}(?!(?:in|at|on|by|with|as|when|after|before)\b)[a-z]))?(?:{COMMA}{YEAR})?",
        "day_month": rf"{FUZZY}?(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{RANGE}(?:the{S})?)?{DAY}(?:{S}of)?{S}{month}\b\.?"
        rf"(?:{COMMA}{YEAR}|{S}'?(?P<short>\d\d)(?={O}(?:[^\w\s%]|$)))?",
        "ordinal_month": rf"(?:the{S})?{words.ordinal}(?:{S}day)?{S}of{S}{month}\b(?:{COMMA}{YEAR})?",
        "holiday": rf"{words.one_of('holiday')}\b(?:{COMMA}{YEAR})?",
        "month_year": rf"{FUZZY}?{month}\b\.?(?:{COMMA}|{S}of{S}){YEAR}",
        "month": rf"{FUZZY}?(?:(?P<which>last|next|this|past){S})?{month}\b",
        "year": rf"{FUZZY}?{YEAR}(?![\w%]|[.,]\d|-\d)",
        "decade": rf"(?:the{S})?{FUZZY}?(?P<decade>(?:1[89]|20)?\d0)['’]?s\b",
        "century": rf"(?:the{S})?{FUZZY}?{words.ordinal}(?:{S}|-)century\b",
        "fiscal": rf"(?:the{S})?(?:fiscal|financial){S}(?:year{S})?{YEAR}",
        "quarter": rf"(?:the{S})?(?:{words.ordinal}|(?P<rank>last|this|next)){S}quarter\b{of_year}?",
        "half": rf"(?:the{S})?{words.ordinal}{S}half{of_year}",
        "numbered_quarter": rf"(?-i:Q)(?P<quarter>[1-4])\b(?:{S}(?:of{S})?{YEAR})?",
        "season": rf"(?:the{S})?{FUZZY}?(?:{WHICH}{S})?{words.one_of('season')}\b(?:{S}(?:of{S})?{YEAR})?",
    }


def _relative(words: TimeWords) -> dict[str, str]:
    """What is told from the day of the report, or from a day told before."""
    return {
        "weekday": rf"{FUZZY}?(?:{WHICH}{S})?{words.one_of('weekday')}(?P<plural>s)?\b(?:{S}(?:of{S})?(?P<week>last|this|next){S}week\b)?",
        "relative": rf"{FUZZY}?{words.one_of('relative')}\b",
        "offset": rf"{words.number}(?:{S}|-){words.unit}{S}(?P<ago>ago|earlier|later|before|previously|after|afterwards|from{S}now|hence|prior)\b"
        rf"(?P<than>{S}(?:than|to)\b)?",
        "bare_offset": rf"{words.one_of('unit')}e?s{S}(?P<ago>ago|earlier|later|before|after|afterwards)\b",
        "period": rf"{FUZZY}?(?:the{S})?{WHICH}{S}{words.unit}(?!-)",
        "edge_of_period": rf"{FUZZY}{words.unit}",
        "day_beside": rf"(?:the|a){S}(?P<unit>day|night|week|month|year){S}(?P<beside>before|after)\b",
        "part": rf"(?:(?P<lead>in{S}the|at|by|during{S}the|around|before|after|until|through{S}the|(?P<which>that|this|last|the{S}same)){S})?"
        rf"(?P<said>(?:(?:early|late){S}(?:in{S}the{S})?)?{words.one_of('daypart', 'part')})\b(?!-)",
        "clock": rf"(?<![\d:.$€£-])(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{O}(?P<half>[ap])\.?{O}m\b\.?"
        rf"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
        rf"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?={ZONE})|{words.hour}{S}o['’]clock\b)(?P<zone>{ZONE})?",
        "reference": rf"(?:(?:very|more|most|just|right){S})?{words.one_of('reference')}\b(?!-)",
    }


def _spans(words: TimeWords) -> dict[str, str]:
    """Durations, and what comes again and again."""
    return {
        "frequency": rf"{words.one_of('frequency')}\b",
        "every": rf"(?:every|each){S}(?:other{S}|{words.number}{S})?(?:{words.unit}|{words.one_of('weekday')}\b)",
        "rate": rf"(?:(?:once|twice|{words.number}{S}times){S}|(?<=\d\s))(?:an?|per|each|every){S}{words.unit}",
        "counted_period": rf"(?:the{S})?(?P<which>last|next|past|previous|coming|following|first|final|preceding){S}{words.number}{S}{words.unit}(?!-)",
        "past_period": rf"(?:over|during|in|for|within){S}(?P<said>the{S}(?:past|last){S}{words.unit})(?!-)",
        "duration": rf"{words.number}(?:{S}|-){words.unit}(?:-long\b|{S}long\b)?(?!-old|{S}old\b|-olds)",
        "long": rf"{words.unit}-long\b",
        "whole": rf"(?:all|the{S}(?:whole|entire)|an?{S}(?:whole|entire|full)){S}{words.unit}",
        "plural": rf"(?:for|over|after|within|in|many|of){S}(?P<said>(?:the{S})?{words.one_of('unit')}e?s)\b(?!{S}(?:ago|earlier|later|before|after))",
    }
