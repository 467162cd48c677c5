"""Which language a report is written in, by its commonest words; the grammar reads English only.

Counts words of `ontology/lexicon/function_words.csv` and knows no more of any language than these. A text is taken for
English unless another language has clearly more of them, or it is in another script; a list of names has none of either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.model import Problem, Span

ENGLISH = "en"
UNKNOWN = "und"  # BCP 47
ENOUGH = 20_000  # characters; what the language is shows in far fewer
FEWEST = 6  # words of another language that a report in it has at least
FACTOR = 2  # so many times as many as of English: reports quote, and names hold "la" and "del"
LATIN_AT_LEAST = 0.4  # of the letters; names and numbers are Latin in most scripts
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def language_of(paragraphs: Sequence[Span], words: Mapping[str, frozenset[str]]) -> str:
    """The code of the language: English, one of which words are known, or "und" for one in another script."""
    text = " ".join(p.quote for p in paragraphs[:ENOUGH])[:ENOUGH].casefold()
    letters = len(_LETTER.findall(text))
    if letters > ENOUGH // 1_000 and len(_LATIN.findall(text)) < LATIN_AT_LEAST * letters:
        return UNKNOWN
    counted = Counter(_WORD.findall(text))
    english = words[ENGLISH]

    def has(own: frozenset[str], other: frozenset[str]) -> int:
        return sum(counted[word] for word in own.intersection(counted) if word not in other)

    found = {code: has(known, english) for code, known in words.items() if has(known, english) > FACTOR * has(english, known)}
    best = max(sorted(found), key=lambda code: found[code], default=ENGLISH)
    return best if found.get(best, 0) >= FEWEST else ENGLISH


def not_english(language: str) -> Problem:
    """Why a report was not read."""
    what = "in another script" if language == UNKNOWN else f'in another language ("{language}", by its commonest words)'
    return Problem("not-english", f"the report is {what}; only English is read")
