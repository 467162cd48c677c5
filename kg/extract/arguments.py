"""The grammatical places of an event's arguments: who stands as agent, who as undergoer, and what class they are of.

What a place means for an event is told by the frame of its trigger (`roles`); here is only how to find it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import descriptions, mentions, nationals
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.model import Span

PEOPLE = ("Person", "Group")
SITES = ("Facility", "MilitaryBase")
PLACES = ("Place", "State", *SITES)
ACTORS = (*mentions.ORGANISATIONS, "State", *PEOPLE)
WHEN = frozenset(("when", "as", "after"))
ROUND_NUMBERS = frozenset(("dozen", "score", "hundred", "thousand", "number", "handful", "series", "wave", "string", "spate"))
RELATIVE = ("WP", "WDT")
MEASURES = frozenset(("section", "stretch", "part", "number", "portion", "length"))


def coordinated(s: Sentence, word: Word | None) -> list[Word]:
    """The word and what is coordinated with it; nothing for no word."""
    return list(s.conjuncts(word)) if word is not None else []


def passive_subject(s: Sentence, verb: Word) -> Word | None:
    """The undergoer of a passive: its subject, or the noun that a participle follows."""
    if verb.dep == "acl":
        return s.head(verb)
    return s.subject(verb)


def undergoers(s: Sentence, verb: Word) -> list[Word]:
    """The objects of a verb; of "a section of the pipeline", the pipeline; of "the judge whom they killed", "the judge they killed", the judge."""
    given = [whole(s, o) for o in s.objects(verb)]
    if verb.dep != "relcl":
        return given
    subject, above = s.child(verb, "nsubj"), s.head(verb)
    asked = any(c.lower in ("where", "when", "why") or c.dep in ("ccomp", "xcomp") for c in s.children(verb))
    if not given and subject is not None and subject.tag not in RELATIVE and subject.lower != "that" and not asked:
        return [above]
    return [above if o.tag in RELATIVE else o for o in given]


def whole(s: Sentence, word: Word) -> Word:
    """The thing itself where a part of it is named: the pipeline in "a section of the pipeline"."""
    if word.lemma in MEASURES:
        return next((o for _, o in s.prepositions(word, "of")), word)
    return word


def driven_into(draft: Draft, s: Sentence, verb: Word) -> list[Word]:
    """What a vehicle is driven into, the market of "rammed a lorry into a market"; nothing where no vehicle is."""
    vehicles = [o for o in s.objects(verb) if kind_of(draft, s, o) == "Asset"]
    return [o for _, o in s.prepositions(verb, "into")] if vehicles else []


def of_deed(s: Sentence, noun: Word) -> Iterator[Word]:
    """Whom a noun for a deed befell: X in "the murder of X", "the murder in Y of X", "the murder on 22 March of X"."""
    yield from (o for _, o in s.prepositions(noun, "of"))
    for _, setting in s.prepositions(noun, "in", "on", "at"):
        if setting.name is not None or setting.tag in ("CD", "NNP"):
            yield from (o for _, o in s.prepositions(setting, "of") if o.name is not None or o.tag in ("NN", "NNS"))


def meant(draft: Draft, s: Sentence, word: Word) -> Word:
    """Who is meant by a noun that does not say it: the militants in "dozens of militants", X in "the breakaway X"."""
    if word.name is not None or descriptions.describe(draft, s, word) is not None:
        return word
    if word.lemma in ROUND_NUMBERS:
        return next((o for _, o in s.prepositions(word, "of")), word)
    following = s.words[word.i + 1 : word.i + 2]
    beside = following and following[0].name is not None and following[0].dep == "appos" and following[0].head == word.i
    return following[0] if beside else word


def came(draft: Draft, s: Sentence, verb: Word) -> Iterator[Word]:
    """Armed people who are told as having come when a harm befell somebody: "were killed when rebels blocked the road"."""
    for clause in s.children(verb, "advcl"):
        marks = [c.lower for c in s.children(clause, "mark", "advmod")]
        subject = s.child(clause, "nsubj")
        if subject is None or not clause.is_verb or not WHEN.intersection(marks):
            continue
        for each in s.conjuncts(meant(draft, s, subject)):
            described = descriptions.describe(draft, s, each)
            armed = described is not None and (described.kind in ("armed", "attacker") or each.lemma in descriptions.MEMBERS)
            if armed or kind_of(draft, s, each) == "ArmedGroup":
                yield each


def kind_of(draft: Draft, s: Sentence, word: Word) -> str:
    """The class of what a word stands for, without writing it down."""
    if word.name is not None:
        if nationals.are(s, word):
            return nationals.kind(s, word)
        return "State" if word.name.cls in ("adjective", "people") else word.name.cls
    described = descriptions.describe(draft, s, word)
    return described.cls if described is not None else ""


def evidence(h: Happening, *words: Word) -> Span:
    """From the first to the last of the trigger and the given words' phrases."""
    s = h.sentence
    ends = [h.word.i, *(w.i for w in words)]
    firsts = [s.phrase(w)[0] for w in words if w.is_noun] + [h.word.i]
    return s.span(min(firsts), max(ends) + 1)


def with_action(draft: Draft, h: Happening, word: Word) -> Span:
    """An agent's evidence: the agent's phrase with all the words of the event mention."""
    span = evidence(h, word)
    return draft.quote(min(span.start, h.span.start), max(span.end, h.span.end))
