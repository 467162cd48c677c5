"""Abbreviations in brackets and the names they stand for, in text whose case tells nothing.

Both orders are known: "the front for the liberation of the valley (flv)" and "flv [front for the liberation of the
valley]". Comes in: a text in lower case with its tagged tokens. Goes out: which words are abbreviations, and which
words spell one out. Words are names here only by their place; what they name is not decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Tagged = tuple[int, int, str]
OPEN, CLOSE = "([", ")]"
LONGEST = 7  # letters of an abbreviation
SHORTEST = 2
LONGEST_NAME = 10  # words of a spelled-out name
JOINING = frozenset(("of", "for", "the", "and", "to", "in", "'s", "-", "de", "del", "la"))
IN_NAMES = ("JJ", "NN", "VBG", "POS", "HYPH", "FW")
LEAST_SHARED = 0.6  # share of an abbreviation's letters that the name's initials must bear out, in any order


def bracketed(text: str, tags: Sequence[Tagged]) -> Iterator[str]:
    """The abbreviations of a text: one word alone in brackets that the words before it, or one before brackets that the words in them, bear out."""
    for at in _openings(text, tags):
        inside = _inside(text, tags, at)
        before = text[tags[at - 1][0] : tags[at - 1][1]] if at else ""
        if len(inside) == 1 and _may_be(word := _word(text, tags, inside[0])) and _name_before(text, tags, at, word):
            yield word
        elif len(inside) > 1 and _may_be(before) and bears_out(before, [_word(text, tags, i) for i in inside]):
            yield before


def spelled_out(text: str, tags: Sequence[Tagged], short: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The words, as [start, end), that spell out an abbreviation of the document beside it."""
    for at in _openings(text, tags):
        inside = _inside(text, tags, at)
        before = text[tags[at - 1][0] : tags[at - 1][1]] if at else ""
        found: Sequence[int] = ()
        if len(inside) == 1 and (word := _word(text, tags, inside[0])) in short:
            found = _name_before(text, tags, at, word)
        elif len(inside) > 1 and before in short:
            found = inside
        yield from (tags[i][:2] for i in found if _word(text, tags, i) not in JOINING)


def _openings(text: str, tags: Sequence[Tagged]) -> Iterator[int]:
    return (i for i, (start, _, _) in enumerate(tags) if text[start] in OPEN)


def _inside(text: str, tags: Sequence[Tagged], at: int) -> list[int]:
    """The tokens between an opening bracket and the next closing one; none where it is far away."""
    for end in range(at + 1, min(len(tags), at + LONGEST_NAME + 2)):
        if text[tags[end][0]] in CLOSE:
            return list(range(at + 1, end))
    return []


def _word(text: str, tags: Sequence[Tagged], at: int) -> str:
    return text[tags[at][0] : tags[at][1]]


def _may_be(word: str) -> bool:
    return word.isalpha() and SHORTEST <= len(word) <= LONGEST


def bears_out(short: str, words: Sequence[str]) -> bool:
    """Whether the initials of some words hold most letters of an abbreviation, which may follow another language's order."""
    return _borne_out(short, words) >= LEAST_SHARED * len(short)


def _borne_out(short: str, words: Sequence[str]) -> int:
    """How many letters of an abbreviation are initials of some words, of which there must be several."""
    initials = [w[0] for w in words if w not in JOINING and w[0].isalpha()]
    if len(initials) < SHORTEST:
        return 0
    shared = 0
    for letter in short:
        if letter in initials:
            initials.remove(letter)
            shared += 1
    return shared


def _name_before(text: str, tags: Sequence[Tagged], at: int, short: str) -> list[int]:
    """The tokens right before a bracket that spell out the abbreviation in it; empty where they do not bear it out."""
    run: list[int] = []
    for i in range(at - 1, max(-1, at - LONGEST_NAME - 1), -1):
        word, tag = _word(text, tags, i), tags[i][2]
        if word in ('"', "”", "“"):
            continue
        if not (word in JOINING or tag.startswith(IN_NAMES)):
            break
        run.insert(0, i)
    best, shared = list[int](), 0
    for start in range(len(run) - 1, -1, -1):
        words = [_word(text, tags, i) for i in run[start:]]
        borne = _borne_out(short, words)
        if words[0] not in JOINING and borne > shared and borne >= LEAST_SHARED * len(short):
            best, shared = run[start:], borne
    return best
