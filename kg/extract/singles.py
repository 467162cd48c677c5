"""Single people that a sentence speaks of without a number: "a councillor", "his wife", a person by name, "him".

Comes in: a sentence. Goes out: `Count`s of one, as `quantities` gives them for numbers; whether anything befell these
people is `harms`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.extract import descriptions, nationals
from kg.extract.draft import Draft
from kg.extract.quantities import Count
from kg.extract.tree import Sentence, Word

PRONOUNS = frozenset(("he", "she", "him", "her"))
PLACES = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "poss", "appos", "ROOT")
NO_PERSON = frozenset(
    ("number", "series", "string", "wave", "total", "lot", "handful", "range", "variety", "part", "piece", "day", "attack", "amount", "sum")
)
DIRECTIONS = frozenset(  # parsed as the noun in "killed a teacher southwest of the town"
    ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
)
ARTICLES = frozenset(("a", "an", "another", "one"))


def singles(draft: Draft, s: Sentence, taken: Collection[int]) -> Iterator[Count]:
    """The single people of a sentence, from left to right. `taken` are the nouns that numbers already count."""
    for word in s.words:
        if word.lower == "another" and word.i not in taken and _stands_alone(draft, s, word):
            yield Count(word.i, word.i + 1, 1, 1, 1, "exactly", None, s.span(word.i, word.i + 1))
            continue
        place = word.dep in PLACES or (word.dep == "compound" and (_is_named(word) or s.head(word).lower in DIRECTIONS))
        if word.i in taken or not place or not _is_one_person(draft, s, word):
            continue
        if _apposed(draft, s, word):
            continue
        if _is_same_person(draft, s, word) or _says(draft, s, word):
            continue
        if word.name is None and any(c.dep == "nummod" for c in s.children(word)):
            continue
        first, last = s.phrase(word)
        yield Count(first, last, 1, 1, 1, "exactly", word.i, s.span(first, last), single=True)


def _is_named(word: Word) -> bool:
    return word.name is not None and word.name.cls == "Person"


def _stands_alone(draft: Draft, s: Sentence, another: Word) -> bool:
    """Whether "another" is another person: it has no noun, or "wounded" follows it at once."""
    following = s.words[another.i + 1] if another.i + 1 < len(s.words) else None
    harmed = following is not None and ("adjective", following.lower) in draft.lexicon.harms and following.tag.startswith("VB")
    return harmed or another.dep in ("nsubj", "nsubjpass", "dobj", "conj")


def _apposed(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a phrase only says who somebody told before is: "the mayor, Ali Khan", "two teachers, Ali Khan and Omar Bey"."""
    while word.dep == "conj":
        word = s.head(word)
    if word.dep != "appos":
        return False
    above = s.head(word)
    described = descriptions.describe(draft, s, above)
    return _is_person(draft, s, above) or (described is not None and described.cls == "Group")


def _is_same_person(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a phrase says more of the person before it: "an elder and member of the council", "a leader of a party, Ali Khan,"."""
    if word.dep == "conj" and word.name is None:
        return s.child(word, "det", "poss") is None
    first = s.phrase(word)[0]
    if word.name is None or word.name.cls != "Person" or first < 2 or s.words[first - 1].lower != ",":
        return False
    after = s.words[word.i + 1] if word.i + 1 < len(s.words) else None
    listed = any(w.lower in ("and", ",") for w in s.words[max(0, first - 8) : first - 1])
    lead = s.words[max(0, first - 10) : first - 1]
    described = any(w.name is None and w.dep in ("nsubjpass", "nsubj", "dobj", "pobj") and _is_person(draft, s, w) for w in lead)
    return described and not listed and (after is None or after.lower in (",", ".", "and"))


def _says(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a person is the source of a sentence, wherever the parser hung it: "…, a colonel and a doctor said"."""
    for after in s.words[word.i + 1 : word.i + 9]:
        if after.tag == "VBD" and draft.lexicon.reporting.get(after.lemma) is not None:
            lead = s.words[word.i + 1 : after.i]
            return all(w.tag != "," for w in lead)
        if not (after.lower in ("and", "a", "an", "the") or after.is_noun or after.tag in ("JJ", "VBN")):
            return False
    return False


def is_pronoun(word: Word) -> bool:
    """Whether a word stands for one person by a pronoun."""
    return word.lower in PRONOUNS


def _is_one_person(draft: Draft, s: Sentence, word: Word) -> bool:
    if word.dep == "poss" and word.name is None and not word.tag.startswith("NN"):
        return False  # "his death" is told of somebody named before
    if is_pronoun(word):
        return word.dep in ("nsubj", "nsubjpass", "dobj")
    return _is_person(draft, s, word) or _is_somebody(draft, s, word)


def _is_person(draft: Draft, s: Sentence, word: Word) -> bool:
    """A person by name, or a noun for one person."""
    if word.name is not None:
        return word.name.cls in ("Person", "Post") or (nationals.are(s, word) and nationals.kind(s, word) == "Person")
    if word.tag not in ("NN", "NNP"):
        return False
    described = descriptions.describe(draft, s, word)
    if described is not None and described.kind == "police":  # "police" are many, "a police officer" is one
        return word.lemma not in (described.kind, *descriptions.COLLECTIVES) and s.child(word, "det", "poss") is not None
    return described is not None and described.cls == "Person"


def _is_somebody(draft: Draft, s: Sentence, word: Word) -> bool:
    """ "a nobody-knows-what": a noun that no table has, with an indefinite article, may stand for a person.

    Only a verb or noun that harms people makes it one (`harms`), and what no table calls a thing.
    """
    if word.name is not None or word.tag != "NN" or word.lemma in NO_PERSON:
        return False
    if not any(c.lower in ARTICLES for c in s.children(word, "det")):
        return False
    lexicon = draft.lexicon
    known = (lexicon.nouns, lexicon.weapons, lexicon.places, lexicon.quantities)
    return descriptions.describe(draft, s, word) is None and not any(t.ending(s.lemmas, word.i + 1) for t in known)
