"""Tokens of a paragraph as items of the name grammar: one letter for what each may be in a name.

`names` writes its rules as patterns over these letters. Which words are titles, heads of organisations, sites and
so on is told by the lexicon; which names are known, by the gazetteer; what else begins with a capital, by the text.

    S state   J its adjective   L its people   G known organisation   B known site   R "X-based", "X-linked"
    T post    K rank            H honorific    O head of an organisation's name      o noun for an organisation
    r noun for an armed group   g noun for its fighters   F site         f the same in lower case              E meeting   W operation
    Z noun for a place, in a name ("Region")   z the same in lower case ("town")
    P word of a ministry or command            p the same in lower case              U other capitalised word
    v particle of a personal name   c of, for, to   n in   d the   i a, an   a and   k comma   h dash   s 's
    ( ) brackets   q quotation mark   x anything else
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.gazetteer import Gazetteer, Match
from kg.extract.language import Token
from kg.lexicon import Lexicon, OrganisationWord, Relational, Site, Trigger

CLOSED = {
    **dict.fromkeys(("of", "for", "to"), "c"),
    "in": "n",
    "the": "d",
    "a": "i",
    "an": "i",
    "and": "a",
    "&": "a",
    ",": "k",
    "'s": "s",
    "’s": "s",
    "’": "s",
    "'": "s",
    "(": "(",
    ")": ")",
    **dict.fromkeys('"“”„«»', "q"),
    "``": "q",
    "''": "q",
    **dict.fromkeys("-–—‑", "h"),
}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
LONGEST_RUN = 6  # tokens of a name before "-based" or "linked"
SHORTEST_SHOUTED = 4  # letters; shorter words in capitals are abbreviations
# Small words inside names of places, of Persian, Arabic, French, Spanish and Portuguese.
LINKING = frozenset(
    ("e", "i", "ye", "o", "u", "ul", "al", "el", "ad", "ash", "as", "ar", "an", "au", "aux", "sur", "de", "des", "du", "la")
)
LINKING |= frozenset(("le", "les", "en", "sous", "do", "da", "dos", "das", "del"))
EZAFE = frozenset(("e", "i", "ye"))  # the Persian ones, after which a blank may stand
SENTENCE_END = frozenset('.!?:"“”')


@dataclass(frozen=True, slots=True)
class Item:
    """Tokens [first, last) with their letter and, where a table or the gazetteer knows them, what it says."""

    first: int
    last: int
    letter: str
    match: Match | None = None
    site: Site | None = None
    organisation: OrganisationWord | None = None
    event: Trigger | None = None
    relational: tuple[Relational, ...] = ()
    parts: tuple[Match, ...] = ()
    argument_end: int = 0  # where the name inside an R ends


def items_of(tokens: Sequence[Token], lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Item, ...]:
    """The items of a paragraph, covering all its tokens in order."""
    matches = {m.first: m for m in gazetteer.matches(tokens) if not _inside_person(tokens, m)}
    words = [t.text.casefold() for t in tokens]
    out: list[Item] = []
    at = 0
    while at < len(tokens):
        item = _relational(tokens, words, at, matches, lexicon) or _known(tokens, at, matches, gazetteer)
        item = (
            item
            or _longer(_from_tables(tokens, words, at, lexicon), _joined(tokens, at, words))
            or Item(at, at + 1, _plain_letter(tokens, words, at, lexicon))
        )
        out.append(item)
        at = item.last
    return tuple(out)


def _goes_on(tokens: Sequence[Token], match: Match, matches: Mapping[int, Match]) -> bool:
    """Whether a hyphen and a capital follow, so that the name is another, longer one; not between two states."""
    end = match.last
    other = matches.get(end + 1)
    if match.entry.kind == "State" and other is not None and other.entry.kind == "State":
        return False
    return end + 1 < len(tokens) and tokens[end].text == "-" and not tokens[end].space_after and tokens[end + 1].text[:1].isupper()


KIND_LETTERS = {"State": "S", "adjective": "J", "people": "L", "Facility": "B", "MilitaryBase": "B"}


def _longer(listed: Item | None, joined: Item | None) -> Item | None:
    """What a table knows, unless a compound of capitalised words goes further."""
    if listed is None or joined is None:
        return listed or joined
    return joined if joined.last > listed.last or listed.letter in ("z", "Z") else listed


def _known(tokens: Sequence[Token], at: int, matches: dict[int, Match], gazetteer: Gazetteer) -> Item | None:
    match = matches.get(at)
    if match is None or _goes_on(tokens, match, matches):
        return None
    inside = tuple(gazetteer.inside(tokens, match)) if match.last - match.first > 1 else ()
    return Item(match.first, match.last, KIND_LETTERS.get(match.entry.kind, "G"), match, parts=inside)


def _inside_person(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the name tagger sees the match as part of a person's name (a first or last name that is also a state)."""
    first, end = tokens[match.first], match.last
    if first.entity != "PERSON" or match.entry.kind != "State":
        return False
    later = not first.begins and match.first > 0 and tokens[match.first - 1].text[:1].isupper()
    opens = first.begins and end < len(tokens) and tokens[end].entity == "PERSON" and not tokens[end].begins and tokens[end].text.istitle()
    ends = end + 1 >= len(tokens) or tokens[end + 1].begins or tokens[end + 1].entity != "PERSON"
    return later or (opens and ends)


def _relational(tokens: Sequence[Token], words: Sequence[str], at: int, matches: dict[int, Match], lexicon: Lexicon) -> Item | None:
    """ "X-based", "Y-led", "Z linked": a name and a relating word that together modify a noun."""
    match = matches.get(at)
    if match is None and lexicon.times.get(words[at]):
        return None  # "Yesterday armed men …"
    end = match.last if match else _capitalised_run(tokens, at, words)
    if end is None or end >= len(tokens):
        return None
    hyphen = CLOSED.get(words[end]) == "h" and not tokens[end - 1].space_after and end + 1 < len(tokens)
    word = end + 1 if hyphen else end
    rows = tuple(r for r in lexicon.relational.rows.get((words[word],), ()) if r.form == "modifier")
    if not rows:
        return None
    if not hyphen and (
        word + 1 >= len(tokens)
        or CLOSED.get(words[word + 1])
        or not words[word + 1][0].isalpha()
        or words[word + 1] in ("by", "with", "from", "at", "on")
    ):
        return None
    return Item(at, word + 1, "R", match, relational=rows, argument_end=end)


def _capitalised_run(tokens: Sequence[Token], at: int, words: Sequence[str]) -> int | None:
    """Where a run of capitalised words ends: the name in "Free Valley Movement linked"."""
    end = _capitalised_compound(tokens, at, words)
    while end is not None and end < len(tokens) and end - at < LONGEST_RUN and not begins_sentence(tokens, at):
        further = _capitalised_compound(tokens, end, words)
        if further is None:
            break
        end = further
    return end


def _capitalised_compound(tokens: Sequence[Token], at: int, words: Sequence[str]) -> int | None:
    """Where a run of capitalised words joined by hyphens ends: "Al-Qadir", "Abdel-Rahman", "Port-au-Prince", "Sar-e Pol"."""
    if not tokens[at].text[:1].isupper() or words[at] in CLOSED:
        return None
    end = at + 1
    while end + 1 < len(tokens) and tokens[end].text in ("-", "‑") and not tokens[end - 1].space_after and not tokens[end].space_after:
        if tokens[end + 1].text[:1].isupper():
            end += 2
        elif (last := _past_linking_word(tokens, end + 1)) is not None:
            end = last
        else:
            break
    return end


def _past_linking_word(tokens: Sequence[Token], at: int) -> int | None:
    """Where a compound goes on after a small word inside it, told by its hyphen: "-e-Sharif", "-e Pol", "-au-Prince"."""
    if tokens[at].text not in LINKING or at + 1 >= len(tokens):
        return None
    hyphen = tokens[at + 1].text in ("-", "‑") and not tokens[at].space_after
    following = at + 2 if hyphen else at + 1
    joined = hyphen or tokens[at].text in EZAFE  # "Shahr-e Kord"
    return following + 1 if joined and following < len(tokens) and tokens[following].text[:1].isupper() else None


def _joined(tokens: Sequence[Token], at: int, words: Sequence[str]) -> Item | None:
    end = _capitalised_compound(tokens, at, words)
    return Item(at, end, "U") if end is not None and end > at + 1 else None


def _from_tables(tokens: Sequence[Token], words: Sequence[str], at: int, lexicon: Lexicon) -> Item | None:
    """The longest phrase of a table that begins here; of equally long ones, the first of `_candidates`."""
    if words[at] not in lexicon.begins_item and not words[at].endswith("s"):  # plurals of places are in no table
        return None
    found = [i for i in _candidates(tokens, words, at, lexicon) if i.letter.islower() or _one_case(tokens[i.first : i.last])]
    return max(found, key=lambda item: item.last, default=None)


def _one_case(tokens: Sequence[Token]) -> bool:
    """Whether all words begin with a capital, or the first does not; "of" and the like do not count."""
    written = [t.text for t in tokens if t.text[:1].isalpha() and t.text not in CLOSED]
    return not tokens[0].text[:1].isupper() or all(w[:1].isupper() for w in written)


def _candidates(tokens: Sequence[Token], words: Sequence[str], at: int, lexicon: Lexicon) -> Iterator[Item]:
    """What the tables say of the words that begin here, in order of preference."""
    capital, opens = tokens[at].text[:1].isupper(), begins_sentence(tokens, at)

    def ends_in_capital(end: int) -> bool:
        return tokens[end - 1].text[:1].isupper()

    if site := lexicon.sites.at(words, at):
        yield Item(at, site[1], "F" if ends_in_capital(site[1]) else "f", site=site[0])
    for table, letter in ((lexicon.ranks, "K"), (lexicon.posts, "T"), (lexicon.honorifics, "H")):
        if (letter != "H" or capital) and (title := table.at(words, at)):
            yield Item(at, title[1], letter)
    people = opens and _begins_with_people(words, at, lexicon)
    if capital and not people and (head := lexicon.organisation_heads.at(words, at)):
        yield Item(at, head[1], "O", organisation=head[0])
    if noun := lexicon.organisation_nouns.at(words, at):
        named = capital and not opens and ends_in_capital(noun[1])
        yield Item(at, noun[1], "O" if named else "r" if noun[0].cls == "ArmedGroup" else "o", organisation=noun[0])
    if place := _place_noun(words, at, lexicon):
        yield Item(at, place, "Z" if ends_in_capital(place) and not opens else "z")
    if not capital and (group := lexicon.groups.at(words, at)) and group[0].value in ("armed", "attacker"):
        yield Item(at, group[1], "g")
    if capital and (event := lexicon.event_heads.at(words, at)):
        yield Item(at, event[1], "W" if event[0].cls == "MilitaryOperation" else "E", event=event[0])


def _place_noun(words: Sequence[str], at: int, lexicon: Lexicon) -> int | None:
    """Where a noun for a place that begins at a word ends; also a plural of one word: "village", "towns"."""
    if (place := lexicon.places.at(words, at)) and place[0].value != "site":
        return place[1]
    several = lexicon.places.get(_singular(words[at])) if words[at].endswith("s") else None
    return at + 1 if several is not None and several.value in ("settlement", "region") else None


def _singular(noun: str) -> str:
    """The singular that a regular plural may have: "cities", "villages"."""
    return noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _begins_with_people(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether armed people are described from a word on, in the singular or plural: "Rebels of X", "urban guerrillas"."""
    for last in (at + 1, at + 2):
        phrase = " ".join(words[at:last])
        group = lexicon.groups.get(phrase) or lexicon.groups.get(phrase.removesuffix("s"))
        if group is not None and group.value in ("armed", "attacker", "military"):
            return True
    return False


def _plain_letter(tokens: Sequence[Token], words: Sequence[str], at: int, lexicon: Lexicon) -> str:
    word, token = words[at], tokens[at]
    if word in CLOSED:
        return CLOSED[word]
    if _ORDINAL.fullmatch(word) and at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper():
        return "U"
    if not token.text[:1].isupper():
        return "p" if word in lexicon.portfolios else "v" if word in lexicon.particles else "x"
    inside = at > 0 and (tokens[at - 1].text[:1].isupper() or words[at - 1] in lexicon.particles) and not begins_sentence(tokens, at)
    named = at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper() and tokens[at + 1].entity not in ("", "DATE", "TIME")
    kinds = {t.kind for t in lexicon.times.get(word, ())}
    calendar = not kinds.isdisjoint(("month", "weekday"))
    if calendar and (token.entity in ("DATE", "TIME") or not (inside or named)):
        return "x"
    if _tells_time(token, kinds, inside=inside) or (len(word) == 1 and word in "ai") or lexicon.weapon_abbreviation(token.text):
        return "x"
    if word in lexicon.given_names and at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper():
        return "U"
    if begins_sentence(tokens, at) and not token.entity and not _is_shouted_place(tokens, at):
        return "P" if word in lexicon.portfolios and at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper() else "x"
    if begins_sentence(tokens, at) and _opens_plainly(tokens, words, at, lexicon):
        return "x"
    follower = word.removesuffix("s")
    if follower.endswith("ist") and (group := lexicon.groups.get(follower)) is not None and group.value in ("armed", "attacker"):
        return "x"  # "X Islamists": followers of X, with a capital or without
    return "P" if word in lexicon.portfolios else "U"


def _opens_plainly(tokens: Sequence[Token], words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a word has its capital from the beginning of a sentence alone: it is ordinary, or describes armed people."""
    entity = tokens[at].entity
    if entity != "PERSON" and _begins_with_people(words, at, lexicon):
        return True
    return lexicon.is_ordinary(words[at]) and (entity not in ("PERSON", "GPE") or _are_people(tokens, at, lexicon))


def _tells_time(token: Token, kinds: set[str], *, inside: bool) -> bool:
    """Whether a capitalised word of time is no name: "Yesterday", but not the end of "Radio Today"."""
    if "relative" in kinds:
        return not (inside and token.entity == "ORG")
    return bool(kinds) and kinds.isdisjoint(("month", "weekday")) and not inside and not token.entity


def _is_shouted_place(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token belongs to a place in capitals before a dash, as a date line in the text has it: "PORTVALE — "."""
    if not (tokens[at].text.isupper() and len(tokens[at].text) >= SHORTEST_SHOUTED):
        return False
    end = at
    while end < len(tokens) and end - at < LONGEST_RUN and tokens[end].text.isupper() and tokens[end].text.isalpha():
        end += 1
    return end < len(tokens) and tokens[end].text in ("—", "–", "--") and tokens[end - 1].space_after


def _are_people(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word is a plural noun for people with no capital after it: "Gunmen killed …", whatever the tagger takes it for."""
    text = tokens[at].text
    follows = tokens[at + 1].text[:1] if at + 1 < len(tokens) else ""
    calendar = at + 1 < len(tokens) and tokens[at + 1].entity in ("DATE", "TIME")
    return text.endswith(("men", "s")) and lexicon.is_for_people(text) and (calendar or not follows.isupper())


def begins_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital at this token may be due to its place."""
    return at == 0 or tokens[at - 1].text[-1] in SENTENCE_END
