"""Words that say a harm: verbs, nouns, adjectives, and what they say of whom.

Rows of ontology/lexicon/triggers.csv that have a harm, and of harm_words.csv. Who suffers the harm is `harm_clauses`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.draft import Draft
from kg.extract.tree import Sentence, Word
from kg.model import CasualtyKind

KINDS: dict[str, CasualtyKind] = {k: k for k in ("killed", "injured", "hostage", "missing", "captured")}
TRYING = frozenset(
    ("attempt", "try", "plan", "plot", "want", "seek", "threaten", "vow", "intend", "hope", "aim")
)  # to do what is not done yet
LOSE = frozenset(("claim", "cost", "lose", "take", "loss"))  # what lives are, where their number counts the dead
MOTIVE_PREPOSITIONS = frozenset(("over", "for", "against"))  # "a protest over the death of three men"
MOTIVES = frozenset(("avenge", "retaliate", "protest", "mourn", "revenge", "retaliation", "reprisal", "trial", "charge"))


@dataclass(frozen=True, slots=True)
class Harm:
    """A harm, the word that says it, and whether those who suffer it are a part of others told beside them."""

    kind: CasualtyKind
    word: Word
    part: bool = False


def verb_of_harm(draft: Draft, s: Sentence, verb: Word) -> tuple[CasualtyKind, bool] | None:
    """The harm that a verb says, and whether its subject suffers it ("died")."""
    if not verb.is_verb or (verb.dep == "xcomp" and s.head(verb).lemma in TRYING):
        return None  # "attempted to assassinate"
    happening = next((h for h in draft.in_sentence(s) if h.word.i == verb.i), None)
    if happening is not None and happening.trigger.harm:
        return KINDS[happening.trigger.harm], happening.trigger.frame == "experiencer"
    for word in s.children(verb, "advmod", "acomp", "oprd", "npadvmod") if happening is not None else ():
        deadly = draft.lexicon.harms.get(("adverb", word.lower))
        if deadly is not None:  # "fatally shot"
            return KINDS[deadly], False
    if any(body.lemma == "death" for _, body in s.prepositions(verb, "to")):
        return KINDS["killed"], False  # "hacked a man to death"
    other = draft.lexicon.harms.get(("verb", verb.lemma))
    if other is not None:
        return KINDS[other], False
    row = draft.lexicon.verbs.at([w.lemma for w in s.words], verb.i)
    if row is not None and row[0].harm:
        return KINDS[row[0].harm], row[0].frame == "experiencer"
    return None


def noun_of_harm(draft: Draft, s: Sentence, noun: Word) -> Harm | None:
    """The harm that a noun says of those whom its "of" names: "the death of 12 people", "the lives of seven"."""
    if noun.name is not None or not (noun.tag.startswith("NN") or noun.tag == "VBG"):
        return None
    if _is_motive(s, noun):
        return None
    happening = next((h for h in draft.in_sentence(s) if h.word.i == noun.i), None)
    if happening is not None and happening.trigger.harm:
        return Harm(KINDS[happening.trigger.harm], noun)
    told = draft.lexicon.harms.get(("noun", noun.lemma))
    if told is None and noun.tag == "VBG" and s.child(noun, "det") is not None:  # "the injuring of 12 others"
        row = draft.lexicon.verbs.get(noun.lemma)
        told = row.harm if row is not None else None
    if not told:
        return _with_its_verb(draft, s, noun)
    if noun.lemma == "life" and not any(a.lemma in LOSE for a in s.ancestors(noun)):
        return None
    return Harm(KINDS[told], noun)


def counted_harm(draft: Draft, noun: Word) -> CasualtyKind | None:
    """The harm of each one counted by a noun: "12 deaths", "three bodies", "two murders"; no massacre, which kills many."""
    if noun.name is not None:
        return None
    told = draft.lexicon.harms.get(("noun", noun.lemma))
    if told is None:
        row = draft.lexicon.nouns.get(noun.lemma)
        told = row.harm if row is not None and row.frame == "agent-victim" and row.event_type != "massacre" else None
    return KINDS[told] if told else None


def _with_its_verb(draft: Draft, s: Sentence, noun: Word) -> Harm | None:
    """ "slit the throats of 12 people": verb and object together say the harm."""
    verb = s.head(noun)
    row = draft.lexicon.verbs.get(f"{verb.lemma} {noun.lemma}") if verb.is_verb and noun.dep == "dobj" else None
    return Harm(KINDS[row.harm], verb) if row is not None and row.harm else None


def _is_motive(s: Sentence, noun: Word) -> bool:
    """Whether a harm is told as the reason of something else: "in retaliation for the death of two men"."""
    return s.head(noun).lower in MOTIVE_PREPOSITIONS or any(a.lemma in MOTIVES for a in s.ancestors(noun))


def adjective_of_harm(draft: Draft, word: Word) -> CasualtyKind | None:
    """The harm that an adjective or participle says of whom it stands with: "dead", "wounded", "missing"."""
    told = draft.lexicon.harms.get(("adjective", word.lower)) if word.name is None else None
    return KINDS[told] if told else None


def suffered(draft: Draft, word: Word) -> CasualtyKind | None:
    """The harm that a noun says of whom "sustained" it or is left "with" it: injuries, wounds, a lost life."""
    told = draft.lexicon.harms.get(("noun", word.lemma)) if word.name is None else None
    return KINDS[told] if told == "injured" or (told == "killed" and word.lemma == "life") else None


def undergoes(draft: Draft, verb: Word) -> bool:
    """Whether a verb's object is what its subject suffers: "sustained", "suffered"."""
    return ("undergo", verb.lemma) in draft.lexicon.harms
