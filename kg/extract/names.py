"""Names in a paragraph, by a small grammar over items: who holds which post, which words head an organisation.

Comes in: the tokens of a paragraph. Goes out: `Name`s, not overlapping, each with its class, the part that is the
bare name, and the names inside it (a state inside a ministry, a post before a person). The longest pattern at a
place wins. Which names are the same thing is not decided here (`kg.resolve.actors`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import token_sort_ratio

from kg.catalogue import Catalogue
from kg.extract import abbreviations
from kg.extract.gazetteer import Gazetteer
from kg.extract.items import items_of
from kg.extract.language import Token
from kg.extract.line import Line, Name
from kg.extract.name_rules import GUESSED, LETTERS, PATTERNS, NameRules, as_surname
from kg.extract.place_names import PlaceNames
from kg.lexicon import Lexicon

QUOTES = frozenset(("“", "”", '"', "''", "``", "„"))
ORGANISED = ("ArmedGroup", "Organisation", "GovernmentBody", "MilitaryForce")  # what an abbreviation between commas may stand for
ALIKE = 75  # of 100: how alike a name must be to one that its abbreviation is known for
LONGEST_INITIAL = 2  # letters and a stop: "J."
LONGEST_ALIAS = 4  # tokens of an abbreviation in brackets ("SPLM-N")
LANDS = ("State", "Place")
SHORT_OF_LAND = 3  # letters of an abbreviation of a land's single word
SPELLED_OUT = range(2, abbreviations.LONGEST_NAME + 1)  # tokens of a full name in brackets after its abbreviation
BRACKETS = {"(": ")", "[": "]"}


@dataclass(frozen=True)
class NameGrammar:
    """The grammar of names over a lexicon and a catalogue."""

    lexicon: Lexicon
    catalogue: Catalogue
    gazetteer: Gazetteer
    places: PlaceNames

    def names(self, tokens: Sequence[Token]) -> tuple[Name, ...]:
        """The names of a paragraph, from left to right."""
        line = Line(tokens, items_of(tokens, self.lexicon, self.gazetteer), self.lexicon.given_names)
        return tuple(self._with_aliases(line, list(self._scan(line))))

    def agree(self, texts: Sequence[tuple[Sequence[Token], Sequence[Name]]]) -> list[tuple[Name, ...]]:
        """The names of all paragraphs, a guessed one as the person or place that the words elsewhere tell it to be."""
        long = ((tokens, n) for tokens, names in texts for n in names if n.cls == "Person" and n.core[1] - n.core[0] > 1)
        surnames = {
            t.text
            for tokens, n in long
            for t in tokens[n.core[0] + 1 : n.core[1]]
            if t.text[:1].isupper() and len(t.text) > LONGEST_INITIAL
        }

        places = {
            _written(t, n) for t, names in texts for n in names if n.rule in ("place-by-context", "after-place-preposition")
        } - surnames

        def settled(tokens: Sequence[Token], name: Name) -> Name:
            written = _written(tokens, name)
            if name.rule in GUESSED and written in surnames:
                return as_surname(name)
            guessed = name.rule in GUESSED or name.rule == "person"
            return replace(name, cls="Place", rule="place-elsewhere") if guessed and written in places else name

        read = [(tokens, [settled(tokens, n) for n in names]) for tokens, names in texts]
        told = self.places.told(read) - {s.casefold() for s in surnames}
        return [tuple(p for n in names if (p := self.places.settled(tokens, n, told)) is not None) for tokens, names in read]

    def _with_aliases(self, line: Line, names: list[Name]) -> Iterator[Name]:
        """Names, with an abbreviation or the full name in brackets right after a name taken as another name of it."""
        end = 0
        for position, name in enumerate(names):
            if name.first < end:
                continue
            full = _spelled_out_after(line, name)
            alias = _alias_after(line, name) if full is None else None
            if alias is None and full is None:
                yield name
                continue
            first, closing = alias or full or (0, 0)
            following = next((n for n in names[position + 1 :] if n.first >= first and n.last <= closing), None)
            end = closing + 1
            cls = "Organisation" if name.rule == "person" else name.cls  # people have no abbreviations
            if alias is not None:
                yield replace(name, last=end, alias=alias, known=self._known_by(line, name, following), cls=cls)
                continue
            known = following.known if following is not None else ""
            known = known or self._known_in_full(name, " ".join(t.text for t in line.tokens[first:closing]))
            yield replace(name, last=end, alias=(first, closing), known=known, cls=following.cls if following is not None else cls)

    def _known_in_full(self, name: Name, full: str) -> str:
        """The known thing that an abbreviation stands for where the words that spell it out are much like a name of that thing."""
        own = self.catalogue.known.get(name.known)
        alike = own is not None and max(token_sort_ratio(full.casefold(), n.casefold()) for n in own.names) >= ALIKE
        return name.known if alike else ""

    def _known_by(self, line: Line, name: Name, alias: Name | None) -> str:
        """The known thing that a name and its abbreviation stand for.

        A known abbreviation does not make a name known that is another: here it stands for what the text says.
        """
        other = self.catalogue.known.get(alias.known) if alias is not None else None
        if other is None or (alias is not None and alias.known == name.known):
            return name.known
        written = _written(line.tokens, name).casefold()
        alike = max(token_sort_ratio(written, known.casefold()) for known in other.names)
        return other.id if alike >= ALIKE else name.known

    def _scan(self, line: Line) -> Iterator[Name]:
        rules, at = NameRules(self.catalogue, self.places), 0
        while at < len(line.items):
            name = _longest(rules, line, at)
            if name is None:
                at += 1
                continue
            at = line.item_at(name.last, at)
            yield _in_quotes(line, name)


def _written(tokens: Sequence[Token], name: Name) -> str:
    return " ".join(t.text for t in tokens[name.core[0] : name.core[1]])


def _longest(rules: NameRules, line: Line, at: int) -> Name | None:
    """The name of the longest pattern at an item that holds."""
    if line.letters[at] not in LETTERS:
        return None
    found = [(m, rule) for pattern, rule in PATTERNS if (m := pattern.match(line.letters, at))]
    for match, rule in sorted(found, key=lambda f: -f[0].end()):
        name = rule(rules, match, line)
        if name is not None:
            return name
    return None


def _in_quotes(line: Line, name: Name) -> Name:
    """The name with the quotation marks right around it, which the parser had better not see."""
    if line.word(name.first - 1) in QUOTES and line.word(name.last) in QUOTES:
        return replace(name, first=name.first - 1, last=name.last + 1)
    return name


def _alias_after(line: Line, name: Name) -> tuple[int, int] | None:
    """The tokens of an abbreviation in brackets that may stand for a name: in capitals, with an initial of it."""
    brackets = {**BRACKETS, ",": ","}
    opening = line.word(name.last)
    if opening not in brackets or (opening == "," and name.cls not in ORGANISED):
        return None
    longest = LONGEST_ALIAS if opening != "," else 1
    closing = next((at for at in range(name.last + 2, name.last + 2 + longest) if line.word(at) == brackets[opening]), None)
    if closing is None:
        return None
    text = "".join(t.text for t in line.tokens[name.last + 1 : closing])
    initials = {t.text[0].upper() for t in line.tokens[name.core[0] : name.core[1]] if t.text[0].isalpha()}
    if name.cls in LANDS and len(text) > max(SHORT_OF_LAND, name.core[1] - name.core[0]):
        return None  # "its mission in X (XYZUVW)" abbreviates the mission
    fits = text.replace("-", "").isalnum() and sum(c.isupper() for c in text) >= 2 and text[0].upper() in initials
    return (name.last + 1, closing) if fits else None


def _spelled_out_after(line: Line, name: Name) -> tuple[int, int] | None:
    """The tokens in brackets that spell out an abbreviation: "FLV [Front for the Liberation of the Valley]"."""
    short = line.tokens[name.core[0]].text
    opening = line.word(name.last)
    if opening not in BRACKETS or name.core[1] - name.core[0] != 1 or not short.isupper() or name.cls not in ORGANISED:
        return None
    first = name.last + 1
    closing = next((first + size for size in SPELLED_OUT if line.word(first + size) == BRACKETS[opening]), None)
    if closing is None:
        return None
    inside = [line.word(at) for at in range(first, closing)]
    return (first, closing) if abbreviations.bears_out(short.casefold().replace(".", ""), inside) else None
