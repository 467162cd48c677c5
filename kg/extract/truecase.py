"""Text in capitals as it would be written in mixed case, character for character, so that no offset moves.

Wire copy of the last century comes in capitals, which hides names from tagger and grammar. A word that no English
dictionary and no table knows is a name; nouns that are also names go by the tagger's vote over the document; names of
the gazetteer, titles before names and names spelled out beside their abbreviation keep their capitals. All else goes
to lower case. Mixed text comes back as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kg.extract import abbreviations
from kg.extract.gazetteer import Gazetteer
from kg.extract.language import Dictionary, Language, Token
from kg.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FIRST_LETTER = re.compile(r"(?:^|[.!?]['\"”)\]]?\s+)(?:[\[(][^\])]*[\])]\s*)*[\"“'\[(]*([^\W\d_])")
_VOWEL = re.compile(r"[aeiouy]")
# Words that are also abbreviations of names; they are names only where the tagger says so.
ORDINARY = frozenset(("all", "am", "an", "as", "at", "he", "i", "in", "is", "it", "no", "or", "pm", "so", "to", "us", "who"))
CLOSED_TAGS = frozenset(("CC", "CD", "DT", "EX", "IN", "MD", "PDT", "POS", "PRP", "PRP$", "RP", "TO", "WDT", "WP", "WP$", "WRB"))
VERBAL_ENDINGS = ("ing", "ed", "ly")
MOSTLY = 0.8  # share of capitals among letters from which a text counts as written in capitals
LETTERS = 40  # fewer letters than these tell nothing
LONG_STEM = 6  # letters of a known word at the end of a compound ("narco", "ultra" and the like before it)
LONGEST_BARE_ABBREVIATION = 5  # letters without a vowel
Tagged = tuple[int, int, str]  # start, end and Penn tag of a token


def is_capitals(text: str) -> bool:
    """Whether a stretch of text is written in capitals throughout."""
    letters = sum(map(str.isalpha, text))
    return letters >= LETTERS and sum(c.isupper() and c.isalpha() for c in text) >= MOSTLY * letters


def truecase(texts: Sequence[tuple[str, int]], language: Language, lexicon: Lexicon, gazetteer: Gazetteer) -> list[tuple[str, int]]:
    """The texts (each with its offset) in mixed case; each has the length it had."""
    lowered = [_keep_length(text, str.lower) for text, _ in texts]
    tagged = list(language.tags(lowered))
    words = _Words(lexicon, language.dictionary, Counter(_votes(lowered, tagged)))
    short = frozenset(a for text, tags in zip(lowered, tagged, strict=True) for a in abbreviations.bracketed(text, tags))
    words.learn(lowered, tagged)
    return [(_restore(text, tags, words, short, gazetteer), offset) for text, tags, (_, offset) in zip(lowered, tagged, texts, strict=True)]


def _keep_length(text: str, change: Callable[[str], str]) -> str:
    """The changed text where the change keeps every character one character long, else character by character."""
    return "".join(new if len(new := change(c)) == 1 else c for c in text)


def _capital(text: str) -> str:
    return _keep_length(text, str.upper)


def _votes(texts: Sequence[str], tagged: Sequence[Sequence[Tagged]]) -> Iterator[tuple[str, bool]]:
    """Each word of the document with whether the tagger takes it for a proper noun there."""
    for text, tags in zip(texts, tagged, strict=True):
        yield from ((text[start:end], tag.startswith("NNP")) for start, end, tag in tags)


class _Words:
    """What lexicon, dictionary and the votes of a document say of a word in lower case."""

    def __init__(self, lexicon: Lexicon, dictionary: Dictionary, votes: Counter[tuple[str, bool]]) -> None:
        self.lexicon = lexicon
        self.dictionary = dictionary
        self._votes = votes
        self._known: dict[str, bool] = {}
        self._learned: set[str] = set()

    def learn(self, texts: Sequence[str], tagged: Sequence[Sequence[Tagged]]) -> None:
        """Note the nouns that stand in a person's name somewhere: they are names throughout the document."""
        for text, tags in zip(texts, tagged, strict=True):
            proper = self.names(text, tags)
            self._learned |= {text[s:e] for (s, e, _), name in zip(tags, proper, strict=True) if name and not self.is_ordinary(text[s:e])}

    def names(self, text: str, tags: Sequence[Tagged]) -> list[bool]:
        """Which tokens of a text are names, by themselves or by the words beside them."""
        proper = [_WORD.fullmatch(text[s:e]) is not None and self.is_proper(text[s:e], tag) for s, e, tag in tags]
        _in_runs(text, tags, self, proper)
        return proper

    def is_calendar(self, word: str) -> bool:
        return any(t.kind in ("month", "weekday") for t in self.lexicon.times.get(word, ()))

    def is_title(self, word: str) -> bool:
        return any(table.get(word) is not None for table in (self.lexicon.ranks, self.lexicon.honorifics, self.lexicon.posts))

    def is_listed(self, word: str) -> bool:
        """Whether a table of common words, titles or parts of names knows the word."""
        listed = self.lexicon.is_ordinary(word) or word in self.lexicon.portfolios or word in self.lexicon.particles
        noun = self.lexicon.organisation_nouns.get(word) is not None or self.lexicon.groups.get(word.removesuffix("s")) is not None
        return listed or noun or self.is_title(word)

    def is_ordinary(self, word: str) -> bool:
        """Whether a table of common words, or the dictionary as more than a noun, knows the word."""
        if word not in self._known:
            self._known[word] = self.is_listed(word) or self.dictionary.knows(word, "verb", "adj", "adv")
        return self._known[word]

    def is_proper(self, word: str, tag: str) -> bool:
        """Whether a word is a name wherever it stands in the document."""
        if self.is_calendar(word):
            return tag.startswith("NNP") or not self.dictionary.knows(word, "verb")
        if tag in CLOSED_TAGS or self.is_ordinary(word):
            return False
        if word in self._learned:
            return True
        if self.dictionary.knows(word, "noun"):
            return self._votes[word, True] > self._votes[word, False]
        return not (tag.startswith(("VB", "RB")) and word.endswith(VERBAL_ENDINGS)) and not (tag[:3] != "NNP" and self._is_compound(word))

    def _is_compound(self, word: str) -> bool:
        return any(self.dictionary.knows(word[at:]) for at in range(2, len(word) - LONG_STEM + 1))


def _restore(text: str, tags: Sequence[Tagged], words: _Words, short: frozenset[str], gazetteer: Gazetteer) -> str:
    """The lowered text with capitals for names and the first words of sentences."""
    out = list(text)
    proper = words.names(text, tags)
    for (start, end, _), name in zip(tags, proper, strict=True):
        word = text[start:end]
        bare = name and 1 < len(word) <= LONGEST_BARE_ABBREVIATION and not _VOWEL.search(word)
        if (word in short or bare) and not words.is_title(word):
            out[start:end] = list(_capital(word))
            continue
        if name or word == "i":
            out[start] = _capital(out[start])
    for start, end in abbreviations.spelled_out(text, tags, short):
        if len(text[start:end]) > len("of") or text[start:end].isalpha() is False:
            out[start] = _capital(out[start])
    _known_names(text, tags, words, gazetteer, out)
    for match in _FIRST_LETTER.finditer("".join(out)):
        out[match.start(1)] = _capital(out[match.start(1)])
    return "".join(out)


def _in_runs(text: str, tags: Sequence[Tagged], words: _Words, proper: list[bool]) -> None:
    """Names by the words beside them: a given name before a name, a proper noun after one or after a title, a title before one."""
    written = [text[s:e] for s, e, _ in tags]
    for at in range(len(tags) - 2, -1, -1):
        if not proper[at] and written[at] in words.lexicon.given_names and proper[at + 1]:
            proper[at] = True
    for at in range(1, len(tags)):
        before = written[at - 1]
        leads = (before in words.lexicon.given_names and proper[at - 1]) or words.is_title(before)
        noun = tags[at][2].startswith("NNP") and not words.lexicon.is_ordinary(written[at]) and not words.is_title(written[at])
        named = at > 1 and proper[at - 1] and proper[at - 2] and written[at - 2] in words.lexicon.given_names
        last = named and tags[at][2].startswith("NN") and not words.is_listed(written[at])
        dated = words.is_calendar(written[at]) and before.isdigit()
        if not proper[at] and _WORD.fullmatch(written[at]) and ((leads and noun) or last or dated):
            proper[at] = True
    for at in range(len(tags) - 2, -1, -1):
        if proper[at + 1] and not proper[at] and (words.is_title(written[at]) or _before_title(written, at, words)):
            proper[at] = True


def _before_title(written: Sequence[str], at: int, words: _Words) -> bool:
    """Whether a word belongs to the title after it: "defence" in "defence minister X"."""
    return words.is_title(written[at + 1]) and written[at] in words.lexicon.portfolios


def _known_names(text: str, tags: Sequence[Tagged], words: _Words, gazetteer: Gazetteer, out: list[str]) -> None:
    """Capitals for names of the gazetteer, all of them where the name is an abbreviation and reads as a name here."""
    capitalised = [Token(_capital(text[s]) + text[s + 1 : e], s, e) for s, e, _ in tags]
    for match in gazetteer.matches(capitalised):
        for token in capitalised[match.first : match.last]:
            if token.text[:1].isalpha() and (len(token.text) > len("of") or token is capitalised[match.first]):
                out[token.start] = _capital(out[token.start])
    shouted = [Token(_capital(text[s:e]), s, e) for s, e, _ in tags]
    for match in gazetteer.matches(shouted):
        word = text[tags[match.first][0] : tags[match.first][1]]
        proper = any(tag.startswith("NNP") for _, _, tag in tags[match.first : match.last])
        if match.entry.exact and (proper or not (word in ORDINARY or words.is_ordinary(word) or words.dictionary.knows(word))):
            for token in shouted[match.first : match.last]:
                out[token.start : token.end] = list(token.text)
