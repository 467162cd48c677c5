"""Insertions in brackets, parsed apart from the sentence that they interrupt.

Monitoring services put dates, names and corrections into what they quote: "on Friday [3 May] at the airport". A parser reads such
an insertion as words of the sentence and loses its thread. Comes in: the words of paragraphs. Goes out: their parses, as if
the insertion were not there; its own words are parsed by themselves and hang on the word before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.language import Language, Parsed

CLOSING = {"[": "]"}
LONGEST = 14  # words of an insertion; what is longer is a sentence of its own
ENDS = (".", "!", "?")
Text = tuple[Sequence[str], Sequence[bool]]


@dataclass(frozen=True, slots=True)
class Aside:
    """Words [first, last) of a paragraph, brackets included."""

    first: int
    last: int


def find(words: Sequence[str]) -> tuple[Aside, ...]:
    """The insertions of a paragraph: short, closed, with words of the paragraph before them."""
    out: list[Aside] = []
    at = 1
    while at < len(words):
        end = _closed(words, at) if words[at] in CLOSING else None
        if end is None or words[at - 1] in ENDS:
            at += 1
            continue
        out.append(Aside(at, end))
        at = end
    return tuple(out)


def _closed(words: Sequence[str], at: int) -> int | None:
    """The position after the bracket that closes the one at a position, if nothing but a short insertion stands between."""
    for i in range(at + 1, min(at + LONGEST + 2, len(words))):
        if words[i] == CLOSING[words[at]]:
            return i + 1 if i > at + 1 else None
        if words[i] in CLOSING or words[i] in ENDS:
            return None
    return None


def parse(language: Language, texts: Sequence[Text]) -> Iterator[tuple[Parsed, ...]]:
    """The dependency trees over the words of each text, insertions apart."""
    asides = [find(words) for words, _ in texts]
    outer = [_without(text, found) for text, found in zip(texts, asides, strict=True)]
    inner = [_inside(text, aside) for text, found in zip(texts, asides, strict=True) for aside in found]
    parsed = iter(tuple(language.parse([*outer, *inner])))
    mains = [next(parsed) for _ in texts]
    for (words, _), found, main in zip(texts, asides, mains, strict=True):
        yield _joined(words, found, main, [next(parsed) for _ in found]) if found else main


def _without(text: Text, asides: Sequence[Aside]) -> Text:
    out = {i for a in asides for i in range(a.first, a.last)}
    kept = [i for i in range(len(text[0])) if i not in out]
    return [text[0][i] for i in kept], [text[1][i] for i in kept]


def _inside(text: Text, aside: Aside) -> Text:
    return text[0][aside.first + 1 : aside.last - 1], text[1][aside.first + 1 : aside.last - 1]


def _joined(words: Sequence[str], asides: Sequence[Aside], main: Sequence[Parsed], inner: Sequence[Sequence[Parsed]]) -> tuple[Parsed, ...]:
    """One parse of all the words: heads count through the paragraph, and an insertion hangs on the word before it."""
    inserted = {i for a in asides for i in range(a.first, a.last)}
    place = [i for i in range(len(words)) if i not in inserted]  # of each word of the main text, in the paragraph
    out: dict[int, Parsed] = {place[i]: replace(p, head=place[p.head]) for i, p in enumerate(main)}
    for aside, parsed in zip(asides, inner, strict=True):
        host = max(i for i in place if i < aside.first)
        while host > 0 and out[host].dep == "punct" and host - 1 in out and not out[host].begins_sentence:
            host -= 1
        for at in (aside.first, aside.last - 1):
            out[at] = Parsed(words[at], words[at], "-LRB-", "punct", host, False)
        for i, p in enumerate(parsed):
            root = p.head == i
            dep = ("parataxis" if p.tag.startswith("VB") else "appos") if root else p.dep
            head = host if root else aside.first + 1 + p.head
            out[aside.first + 1 + i] = replace(p, dep=dep, head=head, begins_sentence=False)
    return tuple(out[i] for i in range(len(words)))
