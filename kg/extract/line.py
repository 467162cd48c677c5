"""A paragraph as the name grammar reads it: its tokens, its items, and what the words around a name say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.items import Item
from kg.extract.language import Token

PLACE_PREPOSITIONS = frozenset(("in", "near", "outside", "inside", "across", "into", "around", "towards", "toward"))
ADJECTIVES_BETWEEN = 2  # words that may stand between an article and a name
# Words that end the phrase before them, so that an article there is none of the name's: "the murder of X".
ENDS_PHRASE = PLACE_PREPOSITIONS | frozenset(
    ("of", "for", "to", "from", "by", "with", "on", "at", "as", "and", "or", "but", "against", "between", "after", "before", "that", "who")
)
TokenSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens [first, last).

    `cls` is a class of the ontology, or "Post", "adjective", "people" or "modifier" ("X-based"). `core` are the
    tokens of the bare name. `parts` are names inside it, `alias` an abbreviation in brackets after it. `rule` names
    the pattern; `relation` holds a modifier's relating word.
    """

    first: int
    last: int
    cls: str
    core: TokenSpan
    rule: str
    known: str = ""
    parts: tuple[Name, ...] = ()
    alias: TokenSpan | None = None
    rank: TokenSpan | None = None
    relation: str = ""
    facility_type: str = ""


@dataclass(frozen=True)
class Line:
    """The tokens of a paragraph and the items they make."""

    tokens: Sequence[Token]
    items: Sequence[Item]
    given_names: frozenset[str] = frozenset()

    @cached_property
    def letters(self) -> str:
        """The items as the text that patterns match."""
        return "".join(item.letter for item in self.items)

    def span(self, items: tuple[int, int]) -> TokenSpan:
        """The tokens of items [first, last)."""
        return self.items[items[0]].first, self.items[items[1] - 1].last

    def word(self, at: int) -> str:
        """The folded text of a token, empty outside the line."""
        return self.tokens[at].text.casefold() if 0 <= at < len(self.tokens) else ""

    def letter(self, at: int) -> str:
        """The letter of an item, empty outside the line."""
        return self.items[at].letter if 0 <= at < len(self.items) else ""

    def item_at(self, token: int, start: int) -> int:
        """The first item from `start` on that begins at or after a token."""
        return next((i for i in range(start, len(self.items)) if self.items[i].first >= token), len(self.items))

    # --- what the words say -------------------------------------------------------------------------------

    def label(self, span: TokenSpan) -> str:
        """The name tagger's commonest label over tokens, empty when it has none."""
        labels = [t.entity for t in self.tokens[span[0] : span[1]] if t.entity]
        return max(sorted(set(labels)), key=labels.count) if labels else ""

    def is_person(self, span: TokenSpan) -> bool:
        """Whether the name tagger takes tokens for a person, or they begin with a given name and go on."""
        if self.label(span) == "PERSON":
            return True
        return (
            span[1] - span[0] > 1
            and self.word(span[0]) in self.given_names
            and all(t.text[:1].isupper() for t in self.tokens[slice(*span)][:2])
        )

    def has_article(self, first: int, *articles: str) -> bool:
        """Whether an article, any or one of those given, stands before a token, with at most a few small adjectives between."""
        for at in range(first - 1, max(-1, first - ADJECTIVES_BETWEEN - 2), -1):
            word = self.tokens[at].text
            if word.casefold() in ("the", "a", "an"):
                return not articles or word.casefold() in articles
            if not word.islower() or not word.isalpha() or word in ENDS_PHRASE:
                return False
        return False

    def is_lower(self, span: TokenSpan) -> bool:
        """Whether the first of some tokens is written in lower case."""
        return self.tokens[span[0]].text.islower()
