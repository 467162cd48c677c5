"""Known names in running text: states, their adjectives and peoples, and everything in the catalogue.

Names are compared without case, hyphens, full stops and apostrophes, so that "al-X", "Al X" and
"U.S." are found however they are typed; a name in capitals of up to six letters ("US", "IS", "AU") must stand in
capitals. Longest match first. Does not look at context: `names` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.catalogue import Catalogue
from kg.extract.language import Token
from kg.tables import folded

LONGEST_EXACT = 6  # letters; longer names in capitals are no ordinary words
LITTLE = frozenset(("the", "la", "el", "al"))  # words that a state's name may begin with in lower case
_DROPPED = str.maketrans("", "", ".'’ʼ‘`´")


_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name: what kind of thing bears it ("State", "adjective", "people", or a class) and its id."""

    kind: str
    id: str
    exact: str = ""  # the spelling that is required, for short names in capitals


@dataclass(frozen=True, slots=True)
class Match:
    """A known name at tokens [first, last)."""

    first: int
    last: int
    entry: Entry


def key_of(text: str) -> tuple[str, ...]:
    """The words of a name, folded: no case, no accents, no hyphens, full stops or apostrophes."""
    return tuple(folded(text).split())


@dataclass(frozen=True)
class Gazetteer:
    """All known names by their folded words."""

    entries: Mapping[tuple[str, ...], Entry]
    lengths: Mapping[str, tuple[int, ...]]  # first word -> how many words names beginning so may have, longest first

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Known names from left to right, longest first, not overlapping."""
        words = [(i, key) for i, t in enumerate(tokens) for key in key_of(t.text)]
        at = 0
        while at < len(words):
            found = self._at(tokens, words, at)
            if found is None:
                at += 1
                continue
            match, at = found
            yield match

    def inside(self, tokens: Sequence[Token], match: Match) -> Iterator[Match]:
        """Known names that are part of a longer one: the state in the name of its ministry; a state's name has none."""
        if match.entry.kind in ("State", "adjective", "people"):
            return
        words = [(i, key) for i in range(match.first, match.last) for key in key_of(tokens[i].text)]
        at = 0
        while at < len(words):
            found = self._at(tokens, words, at, shorter_than=len(words))
            if found is None:
                at += 1
                continue
            inner, at = found
            yield inner

    def _at(self, tokens: Sequence[Token], words: Sequence[tuple[int, str]], at: int, shorter_than: int = 99) -> tuple[Match, int] | None:
        if at and words[at - 1][0] == words[at][0]:  # in the middle of a token
            return None
        for length in self.lengths.get(words[at][1], ()):
            end = at + length
            if length >= shorter_than or end > len(words) or (end < len(words) and words[end][0] == words[end - 1][0]):
                continue
            entry = self.entries.get(tuple(word for _, word in words[at:end]))
            if entry is None:
                continue
            first, last = words[at][0], words[end - 1][0] + 1
            written = [t.text for t in tokens[first:last]]
            if entry.exact:
                if "".join(written).translate(_DROPPED) != entry.exact:
                    continue
            elif not any(w[0].isupper() for w in written if w[0].isalpha()):
                continue
            if entry.kind == "State" and written[0].islower() and written[0] not in LITTLE:
                continue  # "south X" is a part of X, not the state of South X
            return Match(first, last, entry), end
        return None


def build(catalogue: Catalogue) -> Gazetteer:
    """The gazetteer of a catalogue. Where two things share a name, states win, then the earlier id."""
    entries: dict[tuple[str, ...], Entry] = {}
    lengths: dict[str, set[int]] = {}
    for name, kind, id_ in _names(catalogue):
        letters = name.translate(_DROPPED)
        exact = letters if letters.isupper() and len(letters) <= LONGEST_EXACT else ""
        for key in filter(None, map(key_of, (name, _POSSESSIVE.sub(" s", name)))):  # the tokenizer cuts a possessive off
            entries.setdefault(key, Entry(kind, id_, exact))
            lengths.setdefault(key[0], set()).add(len(key))
    return Gazetteer(entries, {word: tuple(sorted(n, reverse=True)) for word, n in lengths.items()})


def _names(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Every name with the kind and the id of what bears it, the one that keeps a shared name first."""
    states = catalogue.states.values()
    yield from ((name, "State", state.id) for state in states for name in state.names)
    for state in states:
        yield from ((name, "adjective", state.id) for name in state.adjectives)
        yield from ((name, "people", state.id) for name in state.people)
    for known in sorted(catalogue.known.values(), key=lambda k: k.id):
        yield from ((name, known.cls, known.id) for name in known.names)
