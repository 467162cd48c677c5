"""What the gazetteer says of names: that capitalised words name a place, and which place stands inside a longer name.

A name that the tagger calls an organisation, or nothing, is a place where a town of some size or a region bears
it, or where the same words are told as a place elsewhere in the document. The town in the name of its police is a
name in it. Which of the places that bear a name is meant is decided in `kg.resolve.places`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.language import Token
from kg.extract.line import Name, TokenSpan
from kg.geography import Geography
from kg.lexicon import Lexicon

RENOWNED = 20_000  # inhabitants of a town that is known by its bare name
RENOWNED_INSIDE = 50_000  # and of one that is known inside another name
LANDS = ("region", "district", "country", "area", "site", "water", "mountain", "continent")
WIDE = ("region", "area", "water", "mountain", "continent")
SHORTEST = 3  # letters of a name that tells a place by itself
LONGEST_PLACE = 4  # tokens of a place's name inside another
SURE = ("place-by-context", "after-place-preposition")  # rules that read a place off the words around
MAYBE = "perhaps-place"  # a name that counts only where the document tells it as a place elsewhere
GUESSES = ("person", "name-tagger")  # rules that trust the tagger for a class
SITES = ("Facility", "MilitaryBase")
BODIES = ("Organisation", "GovernmentBody", "MilitaryForce", *SITES)
LINKS = frozenset(("of", "in", "at"))


@dataclass(frozen=True)
class PlaceNames:
    """What the gazetteer knows of names."""

    geography: Geography
    lexicon: Lexicon

    def renown(self, text: str) -> int:
        """How many people live in the largest place of whose names the text is the usual one; 0 where it is none's.

        A region or other land counts as if renowned. An ordinary word ("Hope", "Union") tells nothing.
        """
        words = text.split()
        if len(words) == 1 and (len(text) < SHORTEST or self._is_noun(text.casefold())):
            return 0
        found = [p for p in self.geography.named(text) if p.own]
        if any(p.kind in LANDS and (p.kind != "district" or len(words) > 1) for p in found):
            return RENOWNED_INSIDE
        return max((p.population for p in found), default=0)

    def _is_noun(self, word: str) -> bool:
        """Whether a word is one that names are made of, or an ordinary one, so that it alone tells no place."""
        tables = (self.lexicon.organisation_heads, self.lexicon.organisation_nouns, self.lexicon.sites, self.lexicon.places)
        return self.lexicon.is_ordinary(word) or word in self.lexicon.portfolios or any(t.get(word) is not None for t in tables)

    def is_wide(self, text: str) -> bool:
        """Whether a name is that of a region or another wide land or water, and no town's of some size."""
        found = self.geography.named(text)
        seats = any(p.kind == "town" and p.own and p.population >= RENOWNED for p in found)
        return not seats and any(p.kind in WIDE for p in found[:1])

    def is_land(self, text: str) -> bool:
        """Whether a region, district or other land bears a name of several words."""
        return " " in text and any(p.kind in LANDS for p in self.geography.named(text))

    def is_state(self, text: str) -> bool:
        """Whether a state bears a name; a site that begins with one is named after it: "X Hospital"."""
        return any(p.kind == "country" for p in self.geography.named(text))

    def is_known(self, text: str) -> bool:
        """Whether any place of the world bears a name."""
        return bool(self.geography.named(text))

    def told(self, texts: Sequence[tuple[Sequence[Token], Sequence[Name]]]) -> frozenset[str]:
        """The names that a document tells as places: by the words around, or by the tagger and the gazetteer both."""
        found = [(written(t, n.core), n) for t, names in texts for n in names if n.cls == "Place" and n.rule != MAYBE]
        return frozenset(name.casefold() for name, n in found if n.rule in SURE or self.is_known(name))

    def settled(self, tokens: Sequence[Token], name: Name, told: frozenset[str]) -> Name | None:
        """The name with the place inside it; none for one that might have been a place and is not told as one."""
        text = written(tokens, name.core)
        if name.rule == MAYBE:
            return replace(name, rule="place-elsewhere") if text.casefold() in told else None
        if name.rule in GUESSES and not name.parts and text.casefold() in told:
            return replace(name, cls="Place", rule="place-elsewhere")
        if name.known or (name.cls not in BODIES and (name.cls != "Place" or self.is_known(text))):
            return name
        inside = self._leading(tokens, name, told) or self._after_of(tokens, name, told)
        return replace(name, parts=(*name.parts, inside)) if inside is not None else name

    def _leading(self, tokens: Sequence[Token], name: Name, told: frozenset[str]) -> Name | None:
        """The longest place that begins a name: "X Police Department"."""
        first, last = name.core
        for end in range(min(last - 1, first + LONGEST_PLACE), first, -1):
            if (place := self._place(tokens, (first, end), name, told)) is not None:
                return None if name.cls in SITES and self.is_state(written(tokens, place.core)) else place
        return None

    def _after_of(self, tokens: Sequence[Token], name: Name, told: frozenset[str]) -> Name | None:
        """The place that ends a name: "University of X"."""
        first, last = name.core
        at = next((i for i in range(first + 1, last - 1) if tokens[i].text in LINKS), None)
        return self._place(tokens, (at + 1, last), name, told) if at is not None else None

    def _place(self, tokens: Sequence[Token], span: TokenSpan, name: Name, told: frozenset[str]) -> Name | None:
        if any(p.first < span[1] and span[0] < p.last for p in name.parts) or not tokens[span[0]].text[:1].isupper():
            return None
        if not tokens[span[1] - 1].text[-1:].isalnum():
            return None
        text = written(tokens, span)
        known = self.is_known(text) if name.rule == "road-name" else self.renown(text) >= RENOWNED_INSIDE
        if text.casefold() not in told and not known:
            return None
        return Name(*span, "Place", span, "place-in-name")


def written(tokens: Sequence[Token], span: TokenSpan) -> str:
    """The text of some tokens, one blank apart."""
    return " ".join(t.text for t in tokens[span[0] : span[1]])
