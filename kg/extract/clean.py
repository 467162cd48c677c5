"""Page furniture, header and date line: which characters of a document are its report.

Comes in: a document. Goes out: a `Layout`, the paragraphs of the report as spans, the date line, the dates found in
the header, and a problem for every stretch set aside. The text itself is never changed, so no offset moves. Lines
that a narrow page has broken in mid-sentence make one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.time_words import TimeWords, any_of
from kg.lexicon import Lexicon
from kg.model import Document, Problem, Span

HEADER_LINES = 6  # lines with text in which the date and the date line of a report stand
HEADER_LINE = 160  # characters; a longer line is a paragraph, and the header is over
NARROW_PAGE = 110  # characters; lines of a text that was broken at a margin are no longer
SHORT_LINE = 30  # characters; a shorter line is a title or a list, and was not broken
LONGEST_RUN = 200  # characters without a blank; longer ones are no words, and tokenizers take ages over them
LONGEST_PARAGRAPH = 10_000  # characters, some five pages; a longer one is read in pieces, since parsers hold one whole in memory
LONGEST_QUOTE = 200  # characters of what is set aside that a problem quotes
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*")
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_BETWEEN_SENTENCES = re.compile(r"[.!?][\"”’')\]]*\s+")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")


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


@dataclass(frozen=True, slots=True)
class _Head:
    """The header of a document: what it says, and which stretches it takes from the report."""

    date: Span | None = None
    dateline: re.Match[str] | None = None
    taken: tuple[tuple[int, int], ...] = field(default=())


def layout(document: Document, lexicon: Lexicon) -> Layout:
    """The layout of a document.

    A date on a line of its own is the day of publication. Where the document came with that day from outside, the
    line is set aside and named like other furniture.
    """
    text = document.text
    head = _head(text, lexicon)
    problems: list[Problem] = []
    date = head.date
    if date is not None and document.published is not None:
        problems.append(Problem("page-furniture", "date of publication: known from outside the text", date))
        date = None
    paragraphs: list[Span] = []
    for first, last, reason in _stretches(text, head.taken, lexicon):
        kind = "unreadable" if reason.startswith("unreadable") else "page-furniture"
        if reason:
            problems.append(set_aside(kind, reason, text, first, last))
        else:
            paragraphs += [_span(text, *piece) for piece in _pieces(text, first, last)]
    line = head.dateline
    return Layout(
        paragraphs=tuple(paragraphs),
        header_date=date,
        dateline=_group(line, "line"),
        dateline_places=tuple(s for s in (_group(line, "place"), _group(line, "region")) if s is not None),
        dateline_date=_group(line, "date"),
        agency=line["agency"] if line else None,
        problems=tuple(sorted(problems, key=lambda p: p.span.start if p.span else 0)),
    )


# --- header and date line --------------------------------------------------------------------------------------


def _head(text: str, lexicon: Lexicon) -> _Head:
    """The header, read from the first lines up to the date line or the first paragraph."""
    stamp, labelled, datelines = _header_forms(lexicon)
    date: Span | None = None
    taken: list[tuple[int, int]] = []
    first = labelled.match(text)
    if first:
        date = _group(first, "date")
        taken.append((first.start(), first.end()))
    lines = _LINE.finditer(text, first.end() if first else 0)
    for line in (m for _, m in zip(range(HEADER_LINES), (m for m in lines if not m[0].isspace()), strict=False)):
        dateline = next((m for form in datelines if (m := form.match(text, line.start(), line.end()))), None)
        if dateline:
            return _Head(date, dateline, (*taken, (dateline.start(), dateline.end())))
        dated = stamp.fullmatch(text, line.start(), line.end()) if date is None else None
        if dated:
            date = _group(dated, "date")
            taken.append((line.start(), line.end()))
        elif len(line[0]) > HEADER_LINE:
            break
    return _Head(date, None, tuple(taken))


@lru_cache(maxsize=4)
def _header_forms(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """A line that is a date, a labelled date that begins a text, and date lines with and without a date."""
    words = TimeWords(lexicon)
    month, weekday = (rf"(?i:{any_of(names)})" for names in (words.months, words.weekdays))
    number = r"\d{1,2}(?:st|nd|rd|th)?"
    day = rf"(?:{month}\s{{1,3}}{number}(?:\s?,?\s{{1,3}}\d{{4}})?|{number}\s{{1,3}}{month}(?:,?\s{{1,3}}(?:\d{{4}}|\d\d))?)"
    date = rf"(?P<date>\d{{4}}-\d\d-\d\d|{day})(?!\w)"
    label = r"(?:first\s|last\s)?(?:date|dated|published|posted|updated|modified|issued)\b(?:\s+on\b)?\s{0,3}[:\-–]?\s{0,3}"
    named = rf"(?:\(?{weekday}\)?,?\s{{1,3}})?"
    clock = r"(?:[\s,|T–-]{1,3}(?:at\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?|Z)?)?"
    city = rf"(?!{weekday}(?!\w))[^\W\d_][\w.'’-]{{1,30}}(?: [\w.'’-]{{1,30}}){{0,4}}"
    proper = r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,2}"
    capitals = rf"{_CAPITAL}(?:{_CAPITAL}|[.'’-]){{1,30}}(?: (?:{_CAPITAL}|[.'’-]){{1,30}}){{0,3}}"
    region = rf"(?:,\s{{0,3}}(?P<region>{proper}))?"
    agency = r"\((?P<agency>[A-Z][^()\n]{1,39})\)\s{0,3}"
    begin = r"[\s\ufeff]{0,9}"
    dash = r"(?:-{1,3}|–|—)\s{0,3}"
    dated = rf"(?P<place>{city})(?:,\s{{0,3}}(?P<region>{city}?))?(?:,\s{{0,3}}|\s{{1,3}}){named}(?i:{date})"
    return (
        re.compile(rf"{begin}(?:{label})?{named}{date}{clock}[\s.|]*", re.IGNORECASE),
        re.compile(rf"[\s\ufeff]{{0,99}}{label}{named}{date}\s{{0,99}}", re.IGNORECASE),
        (
            re.compile(rf"{begin}(?P<line>{dated})\s{{0,3}}(?:{agency})?{dash}(?:\[[A-Z ]{{1,20}}\]\s{{0,3}})?"),
            re.compile(
                rf"{begin}(?P<line>(?!{weekday}(?!\w))(?P<place>{capitals}|{proper}){region},\s{{1,3}}{named}(?i:{date}))[\s.]{{0,99}}\Z(?P<agency>(?!))?"
            ),
            re.compile(rf"{begin}(?P<line>(?P<place>{capitals}|{proper}){region})\s{{0,3}}{agency}{dash}(?P<date>(?!))?"),
            re.compile(
                rf"{begin}(?P<line>(?P<place>{capitals}){region})\s{{0,3}}{dash}(?<=\s)(?=.{{0,40}}[a-z])(?P<agency>(?!))?(?P<date>(?!))?"
            ),
        ),
    )


# --- paragraphs and what is none -------------------------------------------------------------------------------


def _stretches(text: str, taken: Sequence[tuple[int, int]], lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """The text outside the header in pieces without blanks around them, each with the reason why it is no report."""
    width = _width(text)
    lines = [piece for line in _LINE.finditer(text) for piece in _outside(line.start(), line.end(), taken)]
    paragraph: tuple[int, int] | None = None
    for first, last, reason in (_trimmed(text, *cut) for line in lines for cut in _cut(text, *line, lexicon)):
        if first >= last:
            continue
        if paragraph is not None and not reason and _is_broken(text, paragraph, (first, last), width):
            paragraph = paragraph[0], last
            continue
        if paragraph is not None:
            yield *paragraph, ""
        paragraph = None if reason else (first, last)
        if reason:
            yield first, last, reason
    if paragraph is not None:
        yield *paragraph, ""


def _outside(start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a line that the header has not taken."""
    for first, last in sorted(taken):
        if first < end and start < last:
            if start < first:
                yield start, first
            start = max(start, last)
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """A line whole, or cut into report and what is none, where only some of it is none."""
    reason = _furniture(text[start:end], lexicon)
    if reason:
        yield start, end, reason
        return
    cuts = [(m.start(), m.end(), f"unreadable: {LONGEST_RUN} characters and more without a blank") for m in _RUN.finditer(text, start, end)]
    if not cuts:
        sentences = ((m.start(), m.end(), _furniture(m[0], lexicon)) for m in _SENTENCE.finditer(text, start, end))
        cuts = [cut for cut in sentences if cut[2]]
    for cut in cuts:
        yield start, cut[0], ""
        yield cut
        start = cut[1]
    yield start, end, ""


def _furniture(text: str, lexicon: Lexicon) -> str:
    plain = text.strip()
    kind = next((f.kind for f in lexicon.furniture if f.pattern.fullmatch(plain)), "")
    return f"{kind}: no part of the report" if kind else ""


def _width(text: str) -> int:
    """How many characters the lines of a narrow page hold; 0 where the page is not narrow."""
    longest = max((len(line.rstrip()) for line in text.splitlines()), default=0)
    return longest if longest <= NARROW_PAGE else 0


def _is_broken(text: str, one: tuple[int, int], other: tuple[int, int], width: int) -> bool:
    """Whether two lines, one right under the other, are one that a narrow page has broken."""
    above, below = text[text.rfind("\n", 0, one[1]) + 1 : one[1]], text[other[0] : other[1]]
    if text.count("\n", one[1], other[0]) != 1 or len(above) < SHORT_LINE:
        return False
    no_room = width and len(above) + 1 + len(below.split(maxsplit=1)[0]) > width
    in_mid_sentence = below[0].islower() and not _SENTENCE_END.search(above)
    return bool(no_room or (in_mid_sentence and len(above) <= NARROW_PAGE))


def _trimmed(text: str, start: int, end: int, reason: str) -> tuple[int, int, str]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, reason


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph whole, or cut after a sentence, or else between two words, where it is beyond all measure."""
    while end - start > LONGEST_PARAGRAPH:
        most = start + LONGEST_PARAGRAPH
        sentence = max((m.end() for m in _BETWEEN_SENTENCES.finditer(text, start + LONGEST_PARAGRAPH // 2, most)), default=0)
        cut = sentence or next((i for i in range(most, start, -1) if text[i - 1].isspace()), most)
        yield _trimmed(text, start, cut, "")[:2]
        start = _trimmed(text, cut, end, "")[0]
    if start < end:
        yield start, end


def set_aside(kind: str, reason: str, text: str, start: int, end: int) -> Problem:
    """A problem that quotes what is set aside, or, where that is long, how it begins."""
    if end - start > LONGEST_QUOTE:
        reason = f"{reason} ({end - start:,} characters, to {end})"
        end = start + LONGEST_QUOTE
    return Problem(kind, reason, _span(text, start, end))


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _group(match: re.Match[str] | None, group: str) -> Span | None:
    return Span(match.start(group), match.end(group), match[group]) if match and match[group] else None
