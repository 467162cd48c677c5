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
MOSTLY = 0.8  # share of capitals among letters from which a text counts as written in capitals
LETTERS = 40  # fewer letters than these tell nothing


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


def _restore(text: str, tags: Sequence[tuple[int, int, str]], lexicon: Lexicon, gazetteer: Gazetteer) -> str:
    capital = {start for start, end, tag in tags if tag.startswith("NNP") and not lexicon.is_ordinary(text[start:end])}
    words = [(start, end) for start, end, _ in tags if _WORD.fullmatch(text[start:end])]
    for start, end in words:
        if lexicon.times.get(text[start:end]) and lexicon.times[text[start:end]][0].kind in ("month", "weekday"):
            capital.add(start)
    out = list(text)
    for start in capital:
        out[start] = out[start].upper() if len(out[start].upper()) == 1 else out[start]
    _known_names(text, tags, gazetteer, out)
    for match in re.finditer(r"(?:^|[.!?]\s+|[\"“]\s*)([^\W\d_])", "".join(out)):
        out[match.start(1)] = out[match.start(1)].upper()
    return "".join(out)


def _known_names(text: str, tags: Sequence[tuple[int, int, str]], gazetteer: Gazetteer, out: list[str]) -> None:
    """Capitals for names of the gazetteer, all of them where the name is an abbreviation."""
    tokens = [Token(text[s:e].capitalize(), s, e) for s, e, _ in tags]
    shouted = [Token(text[s:e].upper(), s, e) for s, e, _ in tags]
    for match in gazetteer.matches(tokens):
        for token in tokens[match.first : match.last]:
            if token.text[:1].isalpha() and len(token.text) > 2:
                out[token.start] = out[token.start].upper()
    for match in gazetteer.matches(shouted):
        if match.entry.exact:
            for token in shouted[match.first : match.last]:
                if token.text.casefold() not in (
                    "us",
                    "is",
                    "it",
                    "who",
                    "all",
                    "an",
                    "as",
                    "at",
                    "he",
                    "or",
                    "to",
                    "no",
                    "in",
                    "so",
                    "pm",
                    "am",
                ):
                    out[token.start : token.end] = list(text[token.start : token.end].upper())
