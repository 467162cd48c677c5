"""Who did what to whom: the arguments of incidents.

The frame of a trigger (ontology/lexicon/triggers.csv) says which grammatical place holds which role; support verbs
("carried out an attack", "came under fire") lend their places to the event noun they carry. Every role is a
relation whose subject is the event mention. Places and weapons are `setting`, operations `operations`, claims and
blame `responsibility`, casualty figures `casualties`, times `dating`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract import (
    agents,
    aims,
    alliances,
    arguments,
    coreference,
    descriptions,
    events,
    groups,
    mentions,
    responsibility,
    setting,
    weapons,
)
from kg.extract.arguments import ACTORS, PEOPLE, SITES
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word

AIMED_AT = ("on", "against", "at", "into", "targeting", "upon")
TAKE = frozenset(("seize", "capture", "take", "make off with"))  # verbs that take people, goods or places
SEIZABLE = ("Place", "State", "Facility", "MilitaryBase", "Organisation", "GovernmentBody", "MilitaryForce", "ArmedGroup")  # held by force
GERUNDS = ("pcomp", "pobj", "nsubj", "dobj", "conj")  # places of a participle that stands for a noun
TARGETS = (*ACTORS, *SITES, "Asset")
OF_THE_DEAD = ("death", "fatality")  # nouns whose modifier says who died: "X deaths"
OF_ONE = ("attack", "assassination")  # types of "the X murder", of which X is rather the victim than the place
TAKING_OF = ("agent-victim", "agent-target")  # frames whose nouns take their undergoer by "of"


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
        _nominal(draft, h)
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
    subject = s.subject(verb)
    undergoer = arguments.undergoers(s, verb) if not passive else arguments.coordinated(s, arguments.passive_subject(s, verb))
    accused = alliances.accused(s, verb)
    if accused is not None:
        subject = accused
    doers = [a for v in s.conjuncts(verb) for _, a in s.prepositions(v, "by")] if passive else arguments.coordinated(s, subject)
    if frame == "experiencer":
        doers, undergoer = _shooters(draft, h), arguments.coordinated(s, arguments.passive_subject(s, verb) if passive else subject)
    elif frame == "theme":
        doers, undergoer = [], []
    elif verb.tag == "VBG" and verb.dep in GERUNDS and (by := [a for _, a in s.prepositions(verb, "by")]):
        doers = by  # "shelling by X"
    elif frame == "reciprocal":
        parties = [
            *arguments.coordinated(s, subject),
            *s.objects(verb),
            *(o for _, o in s.prepositions(verb, "with", "between", "against")),
        ]
        _each(draft, h, parties, "sikg:participant", "clash-party")
        return
    agents.of_verb(draft, h, doers, passive=passive)
    if frame in TAKING_OF and " " in h.trigger.lemma:  # "shot at an ambulance", "opened fire on protesters"
        last = h.trigger.lemma.rpartition(" ")[2]
        undergoer = [o for holder in (verb, *s.children(verb, "dobj")) for _, o in s.prepositions(holder, last)] or undergoer
    if frame in ("agent", "agent-weapon"):
        undergoer = [o for holder in (verb, *s.children(verb, "dobj")) for _, o in s.prepositions(holder, *AIMED_AT)]
    for word in undergoer:
        _undergoer(draft, h, word)


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


def _nominal(draft: Draft, h: Happening) -> None:
    s, noun, frame = h.sentence, h.word, h.trigger.frame
    if frame == "reciprocal":
        parties = [o for _, o in s.prepositions(noun, "between", "with", "among")]
        _each(draft, h, parties, "sikg:participant", "clash-party")
    for agent in (*(a for _, a in s.prepositions(noun, "by")), *_by_after_place(draft, h), *_carried_out_by(draft, h)):
        agents.write(draft, h, agent)
    for word in (*_aimed_at(draft, h), *(arguments.of_deed(s, noun) if frame in TAKING_OF else ())):
        _undergoer(draft, h, word)
    _compound(draft, h)
    _supported(draft, h)


def _by_after_place(draft: Draft, h: Happening) -> Iterator[Word]:
    """Who did it, by a "by" that is hung on the site before it: "an attack on a village in X by Y"."""
    s, noun = h.sentence, h.word
    for _, site in s.prepositions(noun, "on", "in", "at", "against", "near"):
        for place in (site, *(o for _, o in s.prepositions(site, "in", "of", "near", "at"))):
            if arguments.kind_of(draft, s, place) in ("Place", "State", *SITES, "Asset") or draft.lexicon.places.get(place.lemma):
                yield from (a for _, a in s.prepositions(place, "by") if a.tag.startswith("NN"))


def _carried_out_by(draft: Draft, h: Happening) -> Iterator[Word]:
    """Who did it by a participle after it: "the killing of two men perpetrated in X by Y"."""
    s, noun = h.sentence, h.word
    for verb in s.subtree(noun):
        if verb.dep == "acl" and verb.tag == "VBN" and _support_frame(draft, s, verb, noun) == "agent":
            last = max((o.word.i for o in draft.in_sentence(s) if o.word.i < verb.i), default=noun.i)
            yield from (a for _, a in s.prepositions(verb, "by") if last == noun.i)


def _aimed_at(draft: Draft, h: Happening) -> Iterator[Word]:
    """What an event noun is aimed at: "attack on X", "raid targeting X", "blast at a market"; not "blamed the attack on X"."""
    s, noun = h.sentence, h.word
    blamed = s.head(noun).lemma == "blame"
    for prep, word in s.prepositions(noun, *AIMED_AT):
        loose = prep.lower in ("on", "at") and arguments.kind_of(draft, s, word) not in TARGETS
        if not loose and not (blamed and prep.lower == "on") and not _is_of_a_class(s, noun, word):
            yield word
    for clause in s.children(noun, "acl", "relcl"):
        if clause.lemma == "target" and not s.is_passive(clause):
            yield from s.objects(clause)
    yield from (word for _, word in s.prepositions(noun, "in", "at", "inside") if arguments.kind_of(draft, s, word) in SITES)


def _is_of_a_class(s: Sentence, noun: Word, word: Word) -> bool:
    """Whether a superlative ranks an event among those on a class of people: "the latest attack on officials"."""
    ranked = any(c.tag == "JJS" for c in s.children(noun, "amod"))
    return ranked and word.name is None and word.tag == "NNS" and not any(True for _ in s.children(word, "det", "nummod", "poss"))


def _compound(draft: Draft, h: Happening) -> None:
    """ "the X mall attack", "an X attack" by a group X, "X's raid", and air strikes with a state's adjective."""
    s, noun = h.sentence, h.word
    for child in (*s.children(noun, "compound", "nmod", "amod", "poss"), *agents.leaders(s, noun)):
        kind = arguments.kind_of(draft, s, child)
        if child.name is None and kind not in (*SITES,):
            continue
        if kind in SITES:
            _undergoer(draft, h, child)
        elif kind == "Place":
            if not (noun.tag == "NN" and h.trigger.frame == "agent-victim" and h.event_type in OF_ONE):
                setting.at(draft, h, child)
        elif noun.lemma in OF_THE_DEAD:
            continue
        elif kind in ("ArmedGroup", "MilitaryForce", "Mission") or (kind == "State" and h.event_type in agents.BY_STATES):
            agents.write(draft, h, child)


def _supported(draft: Draft, h: Happening) -> None:
    """Arguments that the event noun has by the verb that carries it."""
    s, noun = h.sentence, h.word
    verb = s.head(events.top_of(s, noun))
    if verb.lower in ("for", "under") and s.head(verb).is_verb:
        verb = s.head(verb)  # "came under fire", "was claimed for"
    if not verb.is_verb:
        if verb.lower == "in":
            _during(draft, h, s.head(verb))
        return
    frame, subjects = _support_frame(draft, s, verb, noun), arguments.coordinated(s, s.subject(verb))
    if frame == "agent":
        for agent in [a for _, a in s.prepositions(verb, "by")] if s.is_passive(verb) else subjects:
            if agent.i != noun.i:
                agents.write(draft, h, agent)
    _also_by(draft, h, verb)
    if frame in ("target", "happen"):
        for agent in _from_whom(draft, s, verb, noun):
            agents.write(draft, h, agent)
    write = {"target": _undergoer, "claim": responsibility.claim}.get(frame)
    against = [w for _, w in s.prepositions(verb, "on", "against") if arguments.kind_of(draft, s, w) in TARGETS]
    for word in against if frame == "agent" else subjects if write else []:
        (write or _undergoer)(draft, h, word)


def _shooters(draft: Draft, h: Happening) -> list[Word]:
    """From whom somebody "came under fire", by the verb that says so."""
    s = h.sentence
    if h.trigger.lemma != "come under fire":
        return []
    return [a for w in (h.word, *s.subtree(h.word)) if w.dep == "pobj" or w is h.word for a in _from_whom(draft, s, h.word, w)]


def _from_whom(draft: Draft, s: Sentence, verb: Word, noun: Word) -> Iterator[Word]:
    """ "Came under attack by X", "an attack took place on Y by X", "came under fire from X"."""
    yield from (a for _, a in s.prepositions(verb, "by"))
    yield from (a for _, a in s.prepositions(noun, "from") if arguments.kind_of(draft, s, a) in (*PEOPLE, *mentions.ORGANISATIONS))


def _also_by(draft: Draft, h: Happening, verb: Word) -> None:
    """Agents of verbs beside a passive one: Y in "the attack was planned by X and carried out by Y"."""
    s = h.sentence
    for other in s.conjuncts(verb) if s.is_passive(verb) else ():
        if other.i != verb.i and _support_frame(draft, s, other, h.word) == "agent":
            for _, agent in s.prepositions(other, "by"):
                agents.write(draft, h, agent)


def _during(draft: Draft, h: Happening, verb: Word) -> None:
    """ "Special forces rescued the hostages in a raid": the armed subject is the agent of the raid."""
    subject = h.sentence.subject(verb) if verb.is_verb and not h.sentence.is_passive(verb) else None
    if subject is not None and arguments.kind_of(draft, h.sentence, subject) in ("MilitaryForce", "ArmedGroup"):
        agents.write(draft, h, subject)


def _support_frame(draft: Draft, s: Sentence, verb: Word, noun: Word) -> str:
    particle = s.child(verb, "prt")
    row = draft.lexicon.support.get(f"{verb.lemma} {particle.lower}") if particle else None
    if row is None:
        hit = draft.lexicon.support.at([w.lemma for w in s.words], verb.i)
        row = hit[0] if hit else None
    if row is None or (row.value == "claim" and noun.i < verb.i):
        return ""
    return row.value


def _undergoer(draft: Draft, h: Happening, word: Word) -> None:
    s = h.sentence
    word = arguments.meant(draft, s, word)
    word = descriptions.place_word(draft, s, word) or word
    pronoun = word.lower in coreference.COLLECTIVE | coreference.PERSONAL
    if word.name is None and not pronoun and not arguments.kind_of(draft, s, word):
        return
    ref = coreference.actor(draft, s, word)
    if ref is None:
        return
    cls = draft.mention(ref).cls
    people = cls in PEOPLE
    if people:
        groups.relate(draft, s, word)
    harmed = people and (h.trigger.frame in ("agent-victim", "experiencer") or h.trigger.harm)
    evidence = arguments.evidence(h, word)
    if people and h.event_type in agents.BY_THE_LAW:
        draft.relate(h.ref, "sikg:participant", ref, evidence, f"{h.rule}-held")
    elif harmed:
        draft.relate(h.ref, "sikg:victim", ref, evidence, f"{h.rule}-victim")
    elif cls == "Place" or (cls == "State" and h.trigger.pos == "noun"):
        setting.at(draft, h, word)
    elif cls in TARGETS:
        draft.relate(h.ref, "sikg:target", ref, evidence, f"{h.rule}-target")
    if cls in SITES:
        draft.relate(h.ref, "sikg:occurredAt", ref, evidence, f"{h.rule}-site")


def _each(draft: Draft, h: Happening, words: list[Word], predicate: str, rule: str) -> None:
    beside = [n for word in words for a in h.sentence.children(word, "appos") for n in h.sentence.conjuncts(a)]
    named = [n for n in beside if n.name is not None and n.name.cls in mentions.ORGANISATIONS]  # "two tribes, the X and the Y"
    for word in (*words, *named):
        for owner, supposed in groups.behind(draft, h.sentence, word):
            draft.relate(h.ref, predicate, owner, arguments.evidence(h, word), rule, confidence=agents.SUSPECTED if supposed else 0.9)
        ref = coreference.actor(draft, h.sentence, word)
        if ref is not None and draft.mention(ref).cls in ACTORS:
            groups.relate(draft, h.sentence, word)
            draft.relate(h.ref, predicate, ref, arguments.evidence(h, word), rule)
