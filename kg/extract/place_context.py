"""What the words around capitalised words say of them: that they are a place, or that they are people and none.

Reads a `Line`; `items` are the items [first, last) that the words make. Where the gazetteer has a say, `places` are its names.
"""

from __future__ import annotations

import re

from kg.extract.line import ENDS_PHRASE, PLACE_PREPOSITIONS, Line, TokenSpan
from kg.extract.place_names import RENOWNED, PlaceNames, written
from kg.geography import NOUNS
from kg.lexicon import Lexicon

PARTS_OF_PLACES = frozenset(
    ("central", "downtown", "northern", "southern", "eastern", "western", "northeastern", "northwestern", "southeastern", "southwestern")
)
LOOSE_PREPOSITIONS = frozenset(("at", "from", "to", "between", "through", "via"))
BEFORE_PLACE = LOOSE_PREPOSITIONS | {"on", "of", "near", "against"}
CROSSINGS = frozenset(("junction", "crossroads", "crossroad", "roundabout", "intersection"))
ROADS = frozenset(("road", "highway", "route", "motorway", "expressway", "axis"))
LONGEST_ROAD = 6  # words from "road" to its end: "the road from X to Y"
# Verbs of what is done to towns by force, and of going there, which is done to people too.
TAKEN = frozenset(
    (
        *("raided", "raiding", "captured", "capturing", "recaptured", "recapturing", "seized", "seizing", "stormed", "storming", "overrun"),
        *(
            "occupied",
            "occupying",
            "liberated",
            "liberating",
            "retook",
            "retaken",
            "retaking",
            "pounded",
            "pounding",
            "surrounded",
            "entered",
        ),
    )
)
SHELLED = frozenset(("shelled", "shelling", "bombarded", "bombarding", "besieged", "besieging", "overran", "overrunning"))  # no persons
LONGEST_TOWN = 3  # words
REACHED = frozenset(("visited", "visiting", "visits", "visit", "reached", "reaching", "left", "leaving", "leave", "enter", "entering"))
NAMING = ("called", "named", "dubbed")  # "a place called X"
# After a noun for a place that tells what a name is, and not after one that only modifies another noun ("X, a village elder").
AFTER_PLACE_NOUN = frozenset(
    (*",.;:()", "in", "near", "of", "on", "at", "outside", "about", "some", "located", "situated", "that", "which", "where")
)
AFTER_PLACE_NOUN |= frozenset(("to", "just", "and", "close", "along", "under", "inhabited", "with", "bordering", ""))
AFTER_SMALL_PLACE = frozenset(
    ("about", "near", "on", "when", "where", "around", "after", "yesterday", "early", "late", "last", "this", "some")
)
UNARMED = ("civilian", "worker", "official", "people")  # kinds of people told before a name
AT_WORK = frozenset(("work", "works", "worked", "working", "employed", "study", "studies", "studied", "studying", "student", "fellow"))
_LIST_BEFORE = re.compile(r"z(?:c|n)(?:(?:[US]|hU)+k)*(?:[US]|hU)+k?a$|z(?:c|n)(?:(?:[US]|hU)+k)+$")
_LIST_AFTER = re.compile(r"(?:k(?:[US]|hU)+)*k?a(?:[US]|hU)+z")
_AND_BEFORE = re.compile(r"(n|x)(?:[US]|hU)+a$")  # "near X and Y in Z"
_LAND_AFTER = re.compile(r"n[xpU]?S")  # "X in eastern Y"
_TOLD_AFTER = re.compile(r"k[id][xpUJL]{0,3}z")
ItemSpan = tuple[int, int]


def is_told(line: Line, items: ItemSpan) -> bool:
    """Whether the words say that items are a place: "in X", "the town of X", "X province", "X and Y villages", "X, a village in Y"."""
    owns = line.letters[items[1] : items[1] + 2] == "sZ"  # "X's Old City"
    crossing = line.word(line.span(items)[1]) in CROSSINGS
    return (
        _is_told_before(line, items)
        or _is_end_of_road(line, items)
        or line.letter(items[1]) in ("z", "Z")
        or owns
        or crossing
        or _is_listed(line, items)
        or _is_told_after(line, items)
    )


def _is_told_before(line: Line, items: ItemSpan) -> bool:
    """ "in X", "northern X", "the town of X", "camp at X", "a place called X", "close to X"."""
    before, head = line.letter(items[0] - 1), line.letter(items[0] - 2)
    at = line.items[items[0]].first
    previous, one_more = line.word(at - 1), line.word(at - 2)
    if previous in PARTS_OF_PLACES or before in ("n", "z", "Z") or (before == "x" and previous in PLACE_PREPOSITIONS):
        return True
    if (
        before == "c"
        and line.letter(items[1]) not in ("o", "O")
        and (head in ("z", "Z", "f") or (head == "T" and not line.is_person(line.span(items))))
    ):
        return True
    if (head in ("f", "F") and previous == "at") or (head == "z" and previous == "between"):
        return True
    return (previous in NAMING and (head == "z" or one_more == "place")) or (previous == "to" and one_more in ("close", "adjacent"))


def is_road(line: Line, items: ItemSpan) -> bool:
    """Whether joined names are those of a road's ends: "the X-Y road"."""
    first, last = line.span(items)
    return line.word(last) in ROADS and any(line.word(i) in ("-", "–") for i in range(first + 1, last - 1))


def _is_end_of_road(line: Line, items: ItemSpan) -> bool:
    """Whether a road leads from or to items: "the road from X to Y", "the road between X and Y", "the X to Y road"."""
    first, last = line.span(items)
    before = [line.word(i) for i in range(max(0, first - LONGEST_ROAD), first)]
    if before[-1:] in (["from"], ["between"]):
        return before[-2:-1] != [] and before[-2] in ROADS
    if before[-1:] in (["to"], ["and"]):
        opened = [i for i, word in enumerate(before) if word in ("from", "between") and i > 0 and before[i - 1] in ROADS]
        return bool(opened) or (before[-1] == "to" and line.word(last) in ROADS)
    return line.word(last) == "to" and any(line.word(i) in ROADS for i in range(last + 2, last + 4))


def _is_listed(line: Line, items: ItemSpan) -> bool:
    """Whether items stand in a list that a plural noun tells as places: "X and Y villages", "the towns of X, Z and Y"."""
    before, after = _LIST_BEFORE.search(line.letters[: items[0]]), _LIST_AFTER.match(line.letters, items[1])
    nouns = [line.word(line.items[m.start() if m is before else m.end() - 1].last - 1) for m in (before, after) if m]
    people = "communities" in nouns and line.has_article(line.items[items[0]].first, "the")  # "between the X and Y communities"
    return (any(noun.endswith("s") for noun in nouns) and not people) or _is_second(line, items)


def _is_second(line: Line, items: ItemSpan) -> bool:
    """Whether items follow a place and "and", and "in" follows: "near X and Y in Z"."""
    found = _AND_BEFORE.search(line.letters[: items[0]])
    if found is None or line.letter(items[1]) != "n":
        return False
    return line.word(line.items[found.start()].first) in PLACE_PREPOSITIONS


def _is_told_after(line: Line, items: ItemSpan) -> bool:
    """Whether words right after say what it is: "X, a farming community in Y", "X, the headquarters of Y", "X district chief"."""
    told = _TOLD_AFTER.match(line.letters, items[1])
    if told is not None:
        after = line.word(line.items[told.end() - 1].last)
        return after in AFTER_PLACE_NOUN or after.endswith("ing") or after.isdigit()
    if line.letter(items[1]) != "T":
        return False
    post = line.items[items[1]]
    return post.last - post.first > 1 and line.word(post.first) in NOUNS


def is_after_preposition(line: Line, items: ItemSpan, places: PlaceNames) -> bool:
    """Whether items are a place by a preposition that may stand before others, too, or by a comma after a place."""
    span = line.span(items)
    label, text = line.label(span), written(line.tokens, span)
    if is_taken(line, items, places):
        return True
    if (_ends_after_at(line, items, places) and not line.has_article(span[0])) or _stands_beside_place(line, items, places):
        return True
    if line.word(span[0] - 1) in BEFORE_PLACE and label != "PERSON" and _in_land(line, items[1]):
        return True
    if _is_undergoer(line, span[0], places) and label != "PERSON" and places.renown(text) >= RENOWNED:
        return True
    return line.word(span[0] - 1) in LOOSE_PREPOSITIONS and label not in ("PERSON", "ORG") and bool(label or places.is_known(text))


def _in_land(line: Line, after: int) -> bool:
    """Whether "in Y" follows, or "in eastern Y", where Y is a state."""
    found = _LAND_AFTER.match(line.letters, after)
    return found is not None and (found.end() - after == 2 or line.word(line.items[after].last) in PARTS_OF_PLACES)


def _is_undergoer(line: Line, first: int, places: PlaceNames) -> bool:
    """Whether words follow a noun for a deed and "of": "the shelling of X", "the siege of X"."""
    if line.word(first - 1) != "of":
        return False
    return places.lexicon.nouns.get(line.word(first - 2)) is not None


def _ends_after_at(line: Line, items: ItemSpan, places: PlaceNames) -> bool:
    """Whether items stand after "at" and end a phrase, as a small place does: "took place at X, located", "at X about"."""
    first, last = line.span(items)
    ends = line.letter(items[1]) in ("k", "n", ")") or _ends_clause(line, items[1]) or line.word(last) in AFTER_SMALL_PLACE
    doing = line.word(first - 2)  # "a lecturer at X" is of a body
    job = places.lexicon.groups.get(doing)
    works = doing in AT_WORK or (job is not None and job.value in ("worker", "official")) or line.letter(items[0] - 2) in ("T", "o", "E")
    return line.word(first - 1) == "at" and ends and not works


def _stands_beside_place(line: Line, items: ItemSpan, places: PlaceNames) -> bool:
    """Whether items, a town of some size, stand between commas after a place, a site or a noun for one: "the capital, X,"."""
    before, after = line.letters[max(0, items[0] - 2) : items[0]], line.letter(items[1])
    beside = before[-1:] in ("k", "(") and before[:1] in "SJZzFfB" and (after in ("k", ")") or _ends_clause(line, items[1]))
    return len(before) > 1 and beside and places.renown(written(line.tokens, line.span(items))) >= RENOWNED


def _ends_clause(line: Line, item: int) -> bool:
    return item >= len(line.items) or line.word(line.items[item].first) in (".", ";", ":")


def is_called(line: Line, span: TokenSpan, lexicon: Lexicon) -> bool:
    """Whether a name follows people and "named", or people whom the tagger's person may be: "a guard named X", "the farmer X"."""
    before = line.word(span[0] - 1)
    if before in ("named", "called"):
        return lexicon.groups.get(line.word(span[0] - 2)) is not None
    people = lexicon.groups.get(before) or lexicon.groups.get(before.removesuffix("s"))
    return line.is_person(span) and people is not None and people.value in UNARMED


def is_no_person(line: Line, items: ItemSpan, places: PlaceNames) -> bool:
    """Whether words that the tagger takes for a person's name are a place's by their last word or by the words around."""
    last, first = line.items[items[1] - 1], line.items[items[0]]
    if is_told(line, items) or (last.letter == "Z" and items[1] - items[0] > 1 and line.word(last.first) in NOUNS):
        return True
    return (
        is_taken(line, items, places)
        or _stands_beside_place(line, items, places)
        or (_ends_after_at(line, items, places) and line.word(first.first) not in line.given_names)
    )


def is_taken(line: Line, items: ItemSpan, places: PlaceNames) -> bool:
    """Whether a word is a town that the gazetteer knows, by the verb before it: "captured X", and, if of renown, "visited X"."""
    first, last = line.span(items)
    before = line.word(first - 1)
    if last - first > LONGEST_TOWN or line.letter(items[1]) in ("U", "h") or line.word(first) in line.given_names:
        return False
    if before in SHELLED:
        return True
    renown = places.renown(written(line.tokens, (first, last))) if before in TAKEN | REACHED else 0
    return renown >= RENOWNED if before in REACHED else renown > 0


def is_no_name(line: Line, items: ItemSpan, places: PlaceNames) -> bool:
    """Whether capitals name nothing by themselves: a language, a side of a state ("Northeastern X"), a people or faith."""
    label, (first, last) = line.label(line.span(items)), line.span(items)
    side = last - first == 1 and line.word(first) in PARTS_OF_PLACES and line.letter(items[1]) == "S"
    language = label == "LANGUAGE" and places.renown(written(line.tokens, (first, last))) < RENOWNED  # no town that is taken for one
    return side or language or (label in ("", "NORP") and are_people(line, items, places))


def is_of_faith(line: Line, items: ItemSpan, places: PlaceNames) -> bool:
    """Whether a state's adjective beside a faith before a noun for a place tells a people who live there: "a Shiite X-ian village"."""
    first, last = line.span(items)
    faiths = places.lexicon.faiths
    before = line.word(first - 1) in faiths and line.letter(items[1]) == "z"
    return before or (line.word(last) in faiths and line.letter(items[1] + 1) == "z")


def are_people(line: Line, items: ItemSpan, places: PlaceNames) -> bool:
    """Whether a name that may be a people's or a faith's is one: "a Christian community", but not "in X", "the town of X", "X village"."""
    first, last = span = line.span(items)
    if line.word(last - 1) in places.lexicon.faiths:
        return True
    placed = line.letter(items[0] - 1) == "n" or line.word(first - 1) in PLACE_PREPOSITIONS
    if line.label(span) != "NORP" or placed or line.letters[max(0, items[0] - 2) : items[0]] in ("zc", "Zc"):
        return False
    noun = line.word(last)
    if line.letter(items[1]) == "z" and (noun in NOUNS or not line.has_article(first)):
        return noun != "suburb" and (line.has_article(first, "a", "an") or noun.endswith("s"))
    alone = line.letter(items[1]) in ("", "k", "n", ")") or noun in ENDS_PHRASE
    return not (alone and line.letter(items[0] - 1) in ("c", "x") and places.renown(written(line.tokens, span)) >= RENOWNED)
