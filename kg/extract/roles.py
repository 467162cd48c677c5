"""Who did what to whom: the arguments of incidents.

The frame of a trigger (ontology/lexicon/triggers.csv) says which grammatical place holds which role. Every role is a
relation whose subject is the event mention. What nouns tell is `noun_roles`. Places and weapons are `setting`, operations `operations`, claims and
blame `responsibility`, casualty figures `casualties`, times `dating`.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract import (
    agents,
    aims,
    alliances,
    arguments,
    descriptions,
    mentions,
    noun_roles,
    setting,
    undergoers,
    weapons,
)
from kg.extract.arguments import PEOPLE
from kg.extract.draft import Draft, Happening
from kg.extract.noun_roles import AIMED_AT, TAKING_OF
from kg.extract.tree import Word

TAKE = frozenset(("seize", "capture", "take", "make off with"))  # verbs that take people, goods or places
SEIZABLE = ("Place", "State", "Facility", "MilitaryBase", "Organisation", "GovernmentBody", "MilitaryForce", "ArmedGroup")  # held by force
GERUNDS = ("pcomp", "pobj", "nsubj", "csubj", "dobj", "conj")  # places of a participle that stands for a noun


def fill(draft: Draft) -> None:
    """Write down the roles of every incident."""
    for happening in draft.happenings:
        if happening.cls in ("Attack", "Incident"):
            _taken(draft, happening)
        if happening.cls in ("Attack", "Incident"):
            _incident(draft, happening)


def _taken(draft: Draft, h: Happening) -> None:
    """People who are "seized", or "captured" by irregulars, are abducted, others arrested; goods are seized without violence."""
    if h.trigger.lemma not in TAKE or not h.word.is_verb:
        return
    s, verb = h.sentence, h.word
    passive = s.is_passive(verb)
    undergoers = arguments.coordinated(s, arguments.passive_subject(s, verb)) if passive else arguments.undergoers(s, verb)
    if h.trigger.lemma.endswith(" with"):
        undergoers = [o for _, o in s.prepositions(verb, "with")]
    takers = [a for _, a in s.prepositions(verb, "by")] if passive else arguments.coordinated(s, s.subject(verb))
    kinds = [arguments.kind_of(draft, s, w) for w in undergoers]
    if any(kind in PEOPLE for kind in kinds):
        irregular = any(arguments.kind_of(draft, s, a) == "ArmedGroup" for a in takers)
        abducted = h.event_type == "seizure" or irregular
        h.cls, h.event_type = ("Attack", "abduction") if abducted else ("Event", "arrest")
        harm = "hostage" if abducted else "captured"
        h.trigger = replace(h.trigger, cls=h.cls, event_type=h.event_type, frame="agent-victim", harm=harm)
    elif h.event_type == "seizure" and undergoers and not any(kind in SEIZABLE for kind in kinds):
        h.cls = "Event"


def _incident(draft: Draft, h: Happening) -> None:
    if h.trigger.pos == "verb" and h.word.is_verb:
        _verbal(draft, h)
    else:
        noun_roles.fill(draft, h)
    aims.fill(draft, h)
    weapons.told(draft, h)
    if h.event_type == "shelling" and _is_gunfire(draft, h):
        h.event_type = "armed-assault"  # "fired shots"
    setting.places(draft, h)


def _is_gunfire(draft: Draft, h: Happening) -> bool:
    """Whether firearms or gas, and nothing else, are told as the weapons of an incident."""
    told = {(r.object or "").rpartition("/")[2] for r in draft.relations if r.subject == h.ref and r.predicate == "sikg:weaponType"}
    return bool(told) and told <= {"firearm", "other"}


def _verbal(draft: Draft, h: Happening) -> None:
    s, verb, frame = h.sentence, h.word, h.trigger.frame
    passive = s.is_passive(verb) or _reads_passive(draft, h)
    subject = alliances.accused(s, verb) or s.subject(verb)
    doers = [a for v in s.conjuncts(verb) for _, a in s.prepositions(v, "by")] if passive else arguments.coordinated(s, subject)
    if frame == "experiencer":
        doers = noun_roles.shooters(draft, h)
    elif frame == "theme":
        doers = []
    elif verb.tag == "VBG" and verb.dep in GERUNDS and (by := [a for _, a in s.prepositions(verb, "by")]):
        doers = by  # "shelling by X"
    elif frame == "reciprocal":
        parties = [
            *arguments.coordinated(s, subject),
            *s.objects(verb),
            *(o for _, o in s.prepositions(verb, "with", "between", "against")),
        ]
        undergoers.each(draft, h, parties, "sikg:participant", "clash-party")
        return
    agents.of_verb(draft, h, doers, passive=passive)
    for word in _undergo(draft, h, subject, passive=passive):
        undergoers.write(draft, h, word)


def _undergo(draft: Draft, h: Happening, subject: Word | None, *, passive: bool) -> list[Word]:
    """The words for whom or what a verb does something to, by its frame."""
    s, verb, frame = h.sentence, h.word, h.trigger.frame
    aimed = (verb, *s.children(verb, "dobj"))
    if frame == "theme":
        return []
    if frame == "experiencer":
        return arguments.coordinated(s, arguments.passive_subject(s, verb) if passive else subject)
    if frame in ("agent", "agent-weapon"):
        return [o for holder in aimed for _, o in s.prepositions(holder, *AIMED_AT)]
    last = h.trigger.lemma.rpartition(" ")[2]  # "shot at an ambulance", "opened fire on protesters"
    if frame in TAKING_OF and last != h.trigger.lemma and (shot := [o for holder in aimed for _, o in s.prepositions(holder, last)]):
        return shot
    if " to " in h.trigger.lemma and (deed := s.child(verb, "xcomp")) is not None:
        return arguments.undergoers(s, deed)  # "attempted to assassinate X"
    if passive:
        return arguments.coordinated(s, arguments.passive_subject(s, verb))
    return arguments.driven_into(draft, s, verb) or arguments.undergoers(s, verb)


def _reads_passive(draft: Draft, h: Happening) -> bool:
    """Whether a participle is passive, whatever the parser made of its auxiliary.

    It has no object but somebody after "by", or it tells of harm and has only people without arms: "six others wounded".
    """
    s, verb = h.sentence, h.word
    if verb.tag not in ("VBN", "VBD") or s.child(verb, "dobj", "ccomp") is not None:
        return False
    above = s.head(verb)
    if (
        above.lemma == "find"
        and above.i != verb.i
        and s.is_passive(above)
        and verb.dep in ("oprd", "xcomp", "advcl", "acl", "ccomp", "dep")
    ):
        return True  # "was found murdered"
    if any(arguments.kind_of(draft, s, a) in (*PEOPLE, *mentions.ORGANISATIONS) for _, a in s.prepositions(verb, "by")):
        return True
    subject = s.child(verb, "nsubj")
    described = descriptions.describe(draft, s, subject) if subject is not None else None
    harmed = h.trigger.frame == "agent-victim" and bool(h.trigger.harm)
    if not harmed or described is None or described.cls not in PEOPLE or described.kind in ("attacker", "armed"):
        return False
    return described.kind in ("civilian", "worker", "people") or verb.dep != "conj"
