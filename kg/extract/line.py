"""A paragraph as the name grammar reads it: its tokens, its items, and what the words around a name say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.items import Item
from kg.extract.language import Token
from kg.geography import NOUNS

PLACE_PREPOSITIONS = frozenset(("in", "near", "outside", "inside", "across", "into", "around", "towards", "toward"))
PARTS_OF_PLACES = frozenset(("central", "downtown", "northern", "southern", "eastern", "western"))
NAMING = ("called", "named", "dubbed")  # "a place called X"
# After a noun for a place that tells what a name is, and not after one that only modifies another noun ("X, a village elder").
AFTER_PLACE_NOUN = frozenset(
    (*",.;:()", "in", "near", "of", "on", "at", "outside", "about", "some", "located", "situated", "that", "which", "where")
)
AFTER_PLACE_NOUN |= frozenset(("to", "just", "and", "close", "along", "under", "inhabited", "with", "bordering", ""))
AFTER_SMALL_PLACE = frozenset(
    ("about", "near", "on", "when", "where", "around", "after", "yesterday", "early", "late", "last", "this", "some")
)
AT_WORK = frozenset(
    ("work", "works", "worked", "working", "employed", "professor", "lecturer", "analyst", "expert", "researcher", "fellow")
)
AT_WORK |= frozenset(("student", "study", "studied", "studying", "teacher", "spokesman", "spokeswoman", "director", "editor", "reporter"))
_LIST_BEFORE = re.compile(r"z(?:c|n)(?:(?:[US]|hU)+k)*(?:[US]|hU)+k?a$|z(?:c|n)(?:(?:[US]|hU)+k)+$")
_LIST_AFTER = re.compile(r"(?:k(?:[US]|hU)+)*k?a(?:[US]|hU)+z")
_TOLD_AFTER = re.compile(r"k[id][xpUJL]{0,3}z")
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

    def names_place(self, items: tuple[int, int]) -> bool:
        """Whether the words around items say that they are a place: "in X", "the town of X", "X province", "camp at X"."""
        return self._alone_names_place(items) or self._in_list_of_places(items) or self._told_as_place(items)

    def _in_list_of_places(self, items: tuple[int, int]) -> bool:
        """Whether items stand in a list that a plural noun tells as places: "X and Y villages", "the towns of X, Z and Y"."""
        before, after = _LIST_BEFORE.search(self.letters[: items[0]]), _LIST_AFTER.match(self.letters, items[1])
        nouns = [self.word(self.items[m.start() if m is before else m.end() - 1].last - 1) for m in (before, after) if m]
        people = "communities" in nouns and self.has_article(self.items[items[0]].first, "the")  # "between the X and Y communities"
        return any(noun.endswith("s") for noun in nouns) and not people

    def _told_as_place(self, items: tuple[int, int]) -> bool:
        """Whether words right after say what a name is: "X, a farming community in Y", "X, the headquarters of Y district"."""
        told = _TOLD_AFTER.match(self.letters, items[1])
        if told is not None:
            after = self.word(self.items[told.end() - 1].last)
            return after in AFTER_PLACE_NOUN or after.endswith("ing") or after.isdigit()
        return self._is_post_of_place(items[1])

    def _is_post_of_place(self, item: int) -> bool:
        """Whether an item is a post that begins with a noun for a place: "X district chief"."""
        if self.letter(item) != "T":
            return False
        post = self.items[item]
        return post.last - post.first > 1 and self.word(post.first) in NOUNS

    def _alone_names_place(self, items: tuple[int, int]) -> bool:
        before, head = self.letter(items[0] - 1), self.letter(items[0] - 2)
        previous = self.word(self.items[items[0]].first - 1)
        if previous in PARTS_OF_PLACES:
            return True
        if before == "n" or before in ("z", "Z") or (before == "x" and previous in PLACE_PREPOSITIONS):
            return True
        if before == "c" and (head in ("z", "Z", "f") or (head == "T" and not self.is_person(self.span(items)))):
            return True
        if (head in ("f", "F") and previous == "at") or (head == "z" and previous in ("between", *NAMING)):
            return True
        if previous in NAMING and self.word(self.items[items[0]].first - 2) == "place":
            return True
        if previous == "to" and self.word(self.items[items[0]].first - 2) in ("close", "adjacent"):
            return True
        return self.letter(items[1]) in ("z", "Z")

    def stands_beside_place(self, items: tuple[int, int]) -> bool:
        """Whether items stand between commas after a place, a site or a noun for one: "the capital, X,", "Y College, X,"."""
        before, after = self.letters[: items[0]], self.letter(items[1])
        return before[-1:] in ("k", "(") and before[-2:-1] in tuple("SJZzFfB") and (after in ("", "k", ")") or self._ends_clause(items[1]))

    def _ends_clause(self, item: int) -> bool:
        return self.word(self.items[item].first) in (".", ";", ":")

    def follows_at(self, items: tuple[int, int]) -> bool:
        """Whether items stand after "at" and end a phrase, as a small place does: "took place at X, located", "at X about"."""
        first, last = self.span(items)
        doing = self.word(first - 2)
        ends = self.letter(items[1]) in ("", "k", "n", ")") or self._ends_clause(items[1]) or self.word(last) in AFTER_SMALL_PLACE
        return self.word(first - 1) == "at" and ends and self.letter(items[0] - 2) not in ("T", "o", "E") and doing not in AT_WORK

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
