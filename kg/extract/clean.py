"""Page furniture, header and date line: which characters of a document are its report.

Comes in: a document. Goes out: a `Layout`, the paragraphs of the report as spans, the date line, the dates found in
the header, and a problem for every stretch set aside. The text itself is never changed, so no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.model import Document, Problem, Span

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*")
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+(?:\d{{4}}|\d{{2}}))?)"
_HEADER_DATE = re.compile(
    rf"\s*(?:(?:(?:dated?|published|posted|updated)\b(?: on)?\s*[:\-]?\s*)(?P<date>\d{{4}}-\d{{2}}-\d{{2}}|{_DAY})\b|"
    rf"(?P<date2>\d{{4}}-\d{{2}}-\d{{2}}|{_DAY})[ \t]*(?=\n))\s*",
    re.IGNORECASE,
)
_CITY = r"[^\W\d_][\w.'’\- ]{1,40}"
_DATELINE = re.compile(
    rf"\s*(?P<line>(?P<place>{_CITY})(?:,\s*(?P<region>{_CITY}?))?(?:,\s*|\s+)(?:\(?[A-Z][a-z]+day\)?,?\s*)?(?P<date>(?i:{_DAY})))\s*"
    rf"(?:\((?P<agency>[^()\n]{{2,40}})\)\s*)?(?:--?|–|—)+\s*(?:\[[A-Z ]+\]\s*)?",
)
_PLAIN_DATELINE = re.compile(
    r"\s*(?P<line>(?P<place>[A-Z][A-Z.'’\- ]{2,40}|[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,2})(?:,\s*(?P<region>[A-Z][\w.'’\- ]{2,40}))?)\s*"
    r"(?:\((?P<agency>[^()\n]{2,40})\)\s*)(?:--?|–|—)+\s*|"
    r"\s*(?P<line2>(?P<place2>[A-Z][A-Z.'’\- ]{2,40})(?:,\s*(?P<region2>[A-Z][\w.'’\- ]{2,40}))?)\s*(?:--?|–|—)+\s+"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the report stands in the text.

    `header_date` is a date given before the report ("date 2022-05-05"); `dateline` the place and date before the
    first sentence, `dateline_places` the parts of its place, smallest first, `dateline_date` its date.
    """

    paragraphs: tuple[Span, ...]
    header_date: Span | None = None
    dateline: Span | None = None
    dateline_places: tuple[Span, ...] = ()
    dateline_date: Span | None = None
    agency: str | None = None
    problems: tuple[Problem, ...] = ()


def layout(document: Document, lexicon: Lexicon) -> Layout:
    """The layout of a document."""
    text = document.text
    start, header_date = _header(text)
    line, places, day, agency, start = _dateline(text, start)
    problems: list[Problem] = []
    paragraphs: list[Span] = []
    for match in _LINE.finditer(text, start):
        for first, last, kind in _stretches(match, lexicon):
            first, last = _trim(text, first, last)
            if first >= last:
                continue
            span = Span(first, last, text[first:last])
            if kind:
                problems.append(Problem("page-furniture", f"{kind}: no part of the report", span))
            else:
                paragraphs.append(span)
    return Layout(tuple(paragraphs), header_date, line, places, day, agency, tuple(problems))


def _header(text: str) -> tuple[int, Span | None]:
    match = _HEADER_DATE.match(text)
    return (match.end(), _span(match, "date" if match["date"] else "date2")) if match else (0, None)


def _dateline(text: str, start: int) -> tuple[Span | None, tuple[Span, ...], Span | None, str | None, int]:
    dated = _DATELINE.match(text, start)
    if dated:
        places = tuple(_span(dated, g) for g in ("place", "region") if dated[g])
        return _span(dated, "line"), places, _span(dated, "date"), dated["agency"], dated.end()
    plain = _PLAIN_DATELINE.match(text, start)
    if plain:
        suffix = "" if plain["line"] else "2"
        places = tuple(_span(plain, g + suffix) for g in ("place", "region") if plain[g + suffix])
        return _span(plain, "line" + suffix), places, None, plain["agency"], plain.end()
    return None, (), None, None, start


def _stretches(line: re.Match[str], lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """The line whole, or cut into report and furniture where only some of its sentences are furniture."""
    kind = _furniture_kind(line[0], lexicon)
    if kind:
        yield line.start(), line.end(), kind
        return
    start = line.start()
    for match in _SENTENCE.finditer(line.string, line.start(), line.end()):
        kind = _furniture_kind(match[0], lexicon)
        if kind:
            yield start, match.start(), ""
            yield match.start(), match.end(), kind
            start = match.end()
    yield start, line.end(), ""


def _furniture_kind(text: str, lexicon: Lexicon) -> str:
    plain = text.strip()
    return next((f.kind for f in lexicon.furniture if f.pattern.fullmatch(plain)), "")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _span(match: re.Match[str], group: str) -> Span:
    return Span(match.start(group), match.end(group), match[group])
