"""How likely a place is to be where something happened, by how its words stand in a sentence.

0 where the words say so ("in X"), `NEVER` where a word names no place; from `LIKELY` on it only may be.
"""

from __future__ import annotations

from kg.extract import coreference, descriptions
from kg.extract.arguments import SITES
from kg.extract.draft import Draft
from kg.extract.line import Name
from kg.extract.place_context import NAMING, ROADS
from kg.extract.tree import Sentence, Word
from kg.geography import NOUNS

LOCATIVE = frozenset(
    ("in", "at", "near", "outside", "on", "inside", "across", "around", "along", "within", "through", "throughout", "into", "towards")
)
LOCATIVE |= frozenset(("between", "off", "toward", "over", "amid", "by", "past", "beside", "behind", "under"))
DIRECTIONS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outskirts", "suburbs"))
DIRECTIONS |= frozenset(("north-east", "north-west", "south-east", "south-west", "kilometres", "kilometers", "km", "miles", "outside"))
INSIDE_NOUN = ("compound", "nmod", "amod", "appos", "poss", "conj")
BESIDE = frozenset(("near", "outside", "off", "beside", "past", "behind"))
BORDERS = frozenset(("border", "frontier", "boundary"))
ROCKING = frozenset(("rock", "shake", "hit", "strike", "ravage", "engulf", "grip"))  # what a deed does to a place
ON_THE_WAY = frozenset(("from", "to"))
ABROAD = frozenset(("peacekeeper", "tourist", "national", "citizen", "expatriate", "diplomat", "ambassador", "mercenary", "missionary"))
DISTANCES = frozenset(("kilometre", "kilometer", "km", "mile", "mi"))
MEASURE_WORDS = 5  # words before a direction in which a distance is told: "60 kilometres (37 miles) north of X"
PARTS = frozenset(("outskirts", "suburbs"))  # of a place, which lie in it
LIKELY = 2.0  # below it the words say so, or a name stands with a noun for a thing; from it on it only may be
NEVER = 9.0


def rank(draft: Draft, s: Sentence, word: Word) -> float:
    """How unlikely a word is to say where something happened, by how it stands; `NEVER` where it names no place."""
    if word.name is not None:
        if word.name.cls in ("adjective", "people"):
            return NEVER if is_from_abroad(s, word) else 2.0
        if word.name.cls not in ("Place", "State", *SITES):
            return 2.2 if place_inside(word) is not None else NEVER
    elif word.lemma != "capital" or coreference.state_of_capital(draft, s, word) is None:
        return NEVER
    return _rank_of_phrase(draft, s, word)


def is_from_abroad(s: Sentence, word: Word) -> bool:
    """Whether an adjective tells only where people are from who are mostly abroad, or who helps them: "X-ian peacekeepers", "X-backed"."""
    if word.name is not None and word.name.cls == "modifier":
        return True  # "X-backed"
    adjective = word.name is not None and word.name.cls in ("adjective", "people")
    return adjective and word.dep in INSIDE_NOUN and s.head(word).lemma in ABROAD


def _rank_of_phrase(draft: Draft, s: Sentence, word: Word) -> float:
    """How unlikely the phrase that a place belongs to is to say where something happened."""
    top, of_people = _top(draft, s, word)
    if top.lemma in BORDERS or s.head(s.head(top)).lemma in BORDERS:
        return 2.2
    if top.lemma in ROADS and top is not word:
        return 2.2  # "on the X-Y highway"
    prep = s.head(top)
    if top.dep == "dobj" and prep.lemma in ROCKING:
        return 0.0
    if top.dep != "pobj" or prep.dep not in ("prep", "agent", "pcomp"):
        site = word.name is not None and word.name.cls in SITES
        return (2.4 if site else 2.0) if of_people else 1.0  # "an X University lecturer" says less than "an X lecturer"
    governor = s.head(prep)
    if prep.dep == "agent" and word.name is not None and word.name.cls == "State":
        return 2.4  # "killed by X firing"
    if prep.lower in LOCATIVE or (prep.lower == "of" and governor.lower in DIRECTIONS):
        return _rank_in(draft, s, word, top, of_people=of_people)
    if prep.lower in ON_THE_WAY:
        return 0.5 if _is_reached(s, prep) else 1.2 if governor.lemma in ROADS else 2.5
    return 2.0 if of_people else 1.0


def _rank_in(draft: Draft, s: Sentence, word: Word, top: Word, *, of_people: bool) -> float:
    """The rank of a place in a phrase after "in", "at", "near", whose noun is `top`: by what the preposition hangs on."""
    prep = s.head(top)
    governor = s.head(prep)
    saying = governor.is_verb and not s.is_passive(governor) and draft.lexicon.reporting.get(governor.lemma) is not None
    whose = governor.is_noun and _stands_for_people(draft, governor)
    if saying:
        return NEVER if word.i > governor.i else 1.0  # "police said in X", but "in X, police said"
    if _is_on_the_way(draft, s, governor):
        return 2.5  # "from the village of X in Y"
    if whose or of_people:
        return 2.0 if _speaks(draft, s, governor if whose else top) else 1.4 if whose else 1.5
    return 0.5 if prep.lower in BESIDE or prep.lower == "of" else 0.0


def _top(draft: Draft, s: Sentence, word: Word) -> tuple[Word, bool]:
    """The noun whose phrase a word belongs to, and whether that or one between stands for people."""
    top, of_people = word, False
    while True:
        head = s.head(top)
        if top.dep in INSIDE_NOUN and head.is_noun and head is not top:
            top = head
        elif top.dep == "pobj" and head.lower == "of" and s.head(head).is_noun and s.head(head).lower not in DIRECTIONS:
            top = s.head(head)
        else:
            return top, of_people
        of_people = of_people or _stands_for_people(draft, top)


def _is_on_the_way(draft: Draft, s: Sentence, place: Word) -> bool:
    """Whether a word is a town or land that somebody came from or went to, and no building."""
    top, _ = _top(draft, s, place)
    if not (place.name is not None and place.name.cls in ("Place", "State")) and place.lower not in NOUNS:
        return False
    return top.dep == "pobj" and s.head(top).lower in ON_THE_WAY and not _is_reached(s, s.head(top))


def _is_reached(s: Sentence, prep: Word) -> bool:
    """Whether somebody went to a place and did something more: "crossed over to X and killed"."""
    verb = s.head(prep)
    return prep.lower == "to" and verb.tag == "VBD" and any(c.is_verb and c.i > prep.i for c in s.children(verb, "conj"))


def _speaks(draft: Draft, s: Sentence, people: Word) -> bool:
    """Whether people are those who say it from afar: "officials in X said", but not "villagers in X said"."""
    verb = s.head(people)
    described = descriptions.describe(draft, s, people)
    if described is not None and described.kind in ("civilian", "people"):
        return False
    return people.dep == "nsubj" and verb.is_verb and draft.lexicon.reporting.get(verb.lemma) is not None


def _stands_for_people(draft: Draft, word: Word) -> bool:
    if word.name is not None:
        return word.name.cls not in ("Place", "State", *SITES)
    return draft.lexicon.groups.get(word.lemma) is not None or draft.lexicon.posts.get(word.lower) is not None


def is_beside(s: Sentence, word: Word) -> bool:
    """Whether the words put something beside a place, not into it: "near X"."""
    return s.head(word).lower in BESIDE or _direction(s, word) is not None


def is_far_off(s: Sentence, word: Word) -> bool:
    """Whether the words tell how far from a place something was: "200 kilometres north of X"."""
    direction = _direction(s, word)
    return direction is not None and any(w.lemma in DISTANCES for w in s.words[max(0, direction.i - MEASURE_WORDS) : direction.i])


def _direction(s: Sentence, word: Word) -> Word | None:
    """In which direction of a place the words say something was: "20 km north of X", "north of the city of X"."""
    while True:
        above = s.head(word)
        if word.dep in ("appos", "compound") and above.is_noun:
            word = above
        elif above.lower == "of" and s.head(above).lower in DIRECTIONS - PARTS:
            return s.head(above)
        elif above.lower == "of" and s.head(above).lower in NOUNS:
            word = s.head(above)
        else:
            return None


def held(draft: Draft, s: Sentence, word: Word) -> Word | None:
    """The smaller place that the words put into one: X in "the village of X in Y", "a place called X in Y"."""
    top, _ = _top(draft, s, word)
    outer = s.head(s.head(top))
    if top.dep != "pobj" or s.head(top).lower != "in":
        return None
    if outer.lower in NAMING:
        return s.child(outer, "oprd")
    return outer if outer.name is not None else descriptions.place_word(draft, s, outer) if outer.is_noun else None


def place_inside(word: Word) -> Name | None:
    """The place inside a longer name: X in "X Police Department"."""
    return next((p for p in word.name.parts if p.cls == "Place"), None) if word.name is not None else None
