"""Text in capitals as it would be written in mixed case, character for character, so that no offset moves.

Wire copy of the last century comes in capitals, which hides names from tagger and grammar. Names of the gazetteer
and runs after titles keep their capitals; ordinary words of the lexicon and of the tagger's closed classes go to
lower case; of the rest, the name tagger's reading of the title-cased word decides. Mixed text comes back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.extract.gazetteer import Gazetteer
from kg.extract.language import Language, Token
from kg.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FIRST_LETTER = re.compile(r"(?:^|[.!?]\s+|[\"“]\s*)([^\W\d_])")
# Words that are also abbreviations of names; they are names only where the tagger says so.
ORDINARY = frozenset(
    [
        "all",
        "am",
        "an",
        "as",
        "at",
        "car",
        "cut",
        "fact",
        "he",
        "ice",
        "in",
        "is",
        "it",
        "mend",
        "model",
        "no",
        "or",
        "pm",
        "raw",
        "sin",
        "so",
        "to",
        "us",
        "who",
    ]
)
MOSTLY = 0.8  # share of capitals among letters from which a text counts as written in capitals
LETTERS = 40  # fewer letters than these tell nothing
Tagged = tuple[int, int, str]  # start, end and Penn tag of a token


def is_capitals(text: str) -> bool:
    """Whether a stretch of text is written in capitals throughout."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= LETTERS and sum(c.isupper() for c in letters) >= MOSTLY * len(letters)


def truecase(texts: Sequence[tuple[str, int]], language: Language, lexicon: Lexicon, gazetteer: Gazetteer) -> list[tuple[str, int]]:
    """The texts (each with its offset) in mixed case; each has the length it had."""
    lowered = [(_keep_length(text, str.lower), offset) for text, offset in texts]
    tagged = language.tags([t for t, _ in lowered])
    return [(_restore(low, tags, lexicon, gazetteer), offset) for (low, offset), tags in zip(lowered, tagged, strict=True)]


def _keep_length(text: str, change: Callable[[str], str]) -> str:
    """The changed text where the change keeps every character one character long, else character by character."""
    return "".join(new if len(new := change(c)) == 1 else c for c in text)


def _restore(text: str, tags: Sequence[Tagged], lexicon: Lexicon, gazetteer: Gazetteer) -> str:
    """The lowered text with capitals for proper nouns, months, known names and the first words of sentences."""
    out = list(text)
    for start, end, tag in tags:
        word = text[start:end]
        calendar = any(t.kind in ("month", "weekday") for t in lexicon.times.get(word, ()))
        if _WORD.fullmatch(word) and (calendar or (tag.startswith("NNP") and not lexicon.is_ordinary(word))):
            out[start] = _capital(out[start])
    _known_names(text, tags, gazetteer, out)
    for match in _FIRST_LETTER.finditer("".join(out)):
        out[match.start(1)] = _capital(out[match.start(1)])
    return "".join(out)


def _capital(text: str) -> str:
    return _keep_length(text, str.upper)


def _known_names(text: str, tags: Sequence[Tagged], gazetteer: Gazetteer, out: list[str]) -> None:
    """Capitals for names of the gazetteer, all of them where the name is an abbreviation and reads as a name here."""
    capitalised = [Token(_capital(text[s]) + text[s + 1 : e], s, e) for s, e, _ in tags]
    for match in gazetteer.matches(capitalised):
        for token in capitalised[match.first : match.last]:
            if token.text[:1].isalpha() and len(token.text) > len("of"):
                out[token.start] = _capital(out[token.start])
    shouted = [Token(_capital(text[s:e]), s, e) for s, e, _ in tags]
    for match in gazetteer.matches(shouted):
        proper = any(tag.startswith("NNP") for _, _, tag in tags[match.first : match.last])
        if match.entry.exact and (proper or shouted[match.first].text.casefold() not in ORDINARY):
            for token in shouted[match.first : match.last]:
                out[token.start : token.end] = list(token.text)
