"""Whether a weak trigger ("hit", "plant", "raid") names an incident: who or what stands beside it.

A weak trigger has other everyday meanings (ontology/lexicon/triggers.csv, `certainty`). It counts where an armed side, a
weapon, a site or a harm is told with it, and its object is of the kind that its frame asks for.
"""

from __future__ import annotations

from itertools import takewhile

from kg.extract import descriptions, weapons
from kg.extract.draft import Draft
from kg.extract.episodes import SENTENCES_BACK
from kg.extract.tree import Sentence, Word
from kg.lexicon import ARMED_KINDS, Trigger

NEAR = 12  # words from the trigger within which its supporters stand
BLASTS = ("bombing", "suicide-bombing", "remote-explosive", "shelling")
DRIVING = ("drive", "crash")  # a laden vehicle
INTO = ("into", "at", "against", "through")
HELD = frozenset(("position", "control", "territory", "ground", "area", "land", "hill", "height"))
MILITARY = ("military", "counter-insurgency", "code-named", "codenamed", "security")


def is_supported(draft: Draft, sentence: Sentence, word: Word, trigger: Trigger) -> bool:
    """Whether a weak trigger has an armed agent, a weapon, or somebody harmed beside it."""
    if trigger.cls == "Meeting":
        return True
    if word.is_verb and not _takes(draft, sentence, word, trigger):
        return False
    if word.is_verb and _is_told_by_armed(sentence, word):
        return True
    if word.is_verb and trigger.frame == "agent-target" and _people_by_people(draft, sentence, word):
        return True
    if trigger.event_type in BLASTS and word.is_noun and _after_blast(draft, sentence):
        return True
    if word.is_verb and (subject := sentence.child(word, "nsubj")) is not None and _is_blast_told(draft, sentence, subject):
        return True
    around = _around(sentence, word)
    if any(near.i != word.i and _is_armed(draft, sentence, near) for near in around):
        return True
    if trigger.cls == "MilitaryOperation":
        return any(w.lower in MILITARY for w in around)
    return any(w.i != word.i and w.name is None and _is_harm(draft, sentence, w) for w in sentence.words)


def _is_told_by_armed(sentence: Sentence, verb: Word) -> bool:
    """Whether an armed group says it of itself: "GROUP said it had executed five workers"."""
    subject, saying = sentence.child(verb, "nsubj"), sentence.head(verb)
    if subject is None or subject.tag != "PRP" or verb.dep != "ccomp" or not saying.is_verb:
        return False
    speaker = sentence.child(saying, "nsubj")
    return speaker is not None and speaker.name is not None and speaker.name.cls == "ArmedGroup"


def _after_blast(draft: Draft, sentence: Sentence) -> bool:
    """Whether a blast by somebody was told before: "a bomb went off … the explosion"."""
    near = takewhile(lambda h: sentence.number - h.sentence.number <= SENTENCES_BACK, reversed(draft.happenings))  # in their order
    return any(h.event_type in BLASTS for h in near)


def _is_blast_told(draft: Draft, sentence: Sentence, subject: Word) -> bool:
    """Whether a noun for a blast is the subject: "the explosion damaged two cars", of a blast told before."""
    row = draft.lexicon.nouns.get(subject.lemma)
    return row is not None and row.event_type in BLASTS and _after_blast(draft, sentence)


def _people_by_people(draft: Draft, sentence: Sentence, verb: Word) -> bool:
    """Whether something was done to a person by people without a name: "he was intercepted by two men"."""
    subject = sentence.child(verb, "nsubjpass")
    agents = (descriptions.describe(draft, sentence, a) for _, a in sentence.prepositions(verb, "by") if a.name is None)
    if subject is None or not any(d is not None and d.kind in ("people", "attacker") for d in agents):
        return False
    person = subject.name is not None and subject.name.cls == "Person"
    described = descriptions.describe(draft, sentence, subject)
    return person or subject.tag == "PRP" or (described is not None and described.cls in ("Person", "Group"))


def _around(sentence: Sentence, word: Word) -> list[Word]:
    """The words below a trigger and those of its subject."""
    around = [w for w in sentence.subtree(word) if abs(w.i - word.i) <= NEAR]
    subject = sentence.subject(word) if word.is_verb else None
    return around if subject is None else [*around, *(w for w in sentence.subtree(subject) if w.i <= subject.i)]


def _is_armed(draft: Draft, sentence: Sentence, word: Word) -> bool:
    """Whether a word stands for an armed side, a weapon or a site."""
    if word.name is not None and word.name.cls in ("ArmedGroup", "MilitaryForce"):
        return True
    if weapons.is_weapon(draft, sentence, word):
        return True
    described = descriptions.describe(draft, sentence, word)
    if described is None:
        return False
    return (described.kind in ARMED_KINDS | {"site"} and word.dep != "compound") or described.cls == "ArmedGroup"


def _is_harm(draft: Draft, sentence: Sentence, word: Word) -> bool:
    """Whether a word says that somebody was killed, hurt or taken."""
    row = draft.lexicon.verbs.at(sentence.lemmas, word.i)
    return ("adjective", word.lower) in draft.lexicon.harms or (row is not None and bool(row[0].harm))


def _takes(draft: Draft, sentence: Sentence, verb: Word, trigger: Trigger) -> bool:
    """Whether a weak verb has an object of the kind its frame asks for: a weapon to plant or drop, people to eliminate."""
    objects = [sentence.subject(verb)] if sentence.is_passive(verb) else [*sentence.objects(verb)]
    given = [o for o in objects if o is not None]
    subject = sentence.subject(verb)
    if trigger.event_type == "territory-change" and subject is not None and weapons.is_weapon(draft, sentence, subject):
        return False  # "a shell fell on the market"
    if trigger.event_type == "territory-change" and given and not any(_may_be_held(draft, sentence, o) for o in given):
        return False  # "regained his freedom"
    if trigger.frame == "agent-weapon":
        told = [*given, *(o for g in given for _, o in sentence.prepositions(g, "of")), *sentence.children(verb, "nsubj")]
        if trigger.lemma in DRIVING and not any(w.lower in INTO for w in sentence.words[verb.i + 1 :]):
            return False
        return any(weapons.is_weapon(draft, sentence, o) for o in told)
    if trigger.frame == "agent-victim":
        return not given or any(_may_be_people(draft, sentence, o) for o in given)
    return True


def _may_be_held(draft: Draft, sentence: Sentence, word: Word) -> bool:
    """Whether a word can stand for what is taken by force: a name, a place, a site."""
    if word.name is not None or word.tag == "PRP" or word.lemma in HELD:
        return True
    place = draft.lexicon.places.ending(sentence.lemmas, word.i + 1)
    return place is not None or descriptions.describe(draft, sentence, word) is not None


def _may_be_people(draft: Draft, sentence: Sentence, word: Word) -> bool:
    """Whether a word can stand for people: a name, a pronoun, a number, or a noun that is not known for a thing."""
    if word.name is not None or not word.tag.startswith("NN"):
        return True
    described = descriptions.describe(draft, sentence, word)
    return described is None or described.cls not in ("Asset", "Facility", "MilitaryBase")
