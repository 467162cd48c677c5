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
    aims,
    alliances,
    arguments,
    coreference,
    descriptions,
    episodes,
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
INTEND = frozenset(("threaten", "vow", "plan", "intend", "pledge", "want", "try", "attempt", "seek", "prepare", "promise", "swear"))
TAKE = frozenset(("seize", "capture", "take"))  # verbs that take people, goods or places
SEIZABLE = ("Place", "State", "Facility", "MilitaryBase", "Organisation", "GovernmentBody", "MilitaryForce", "ArmedGroup")  # held by force
SUSPECTED = 0.6  # confidence in an agent told as suspected
GERUNDS = ("pcomp", "pobj", "nsubj", "dobj", "conj")  # places of a participle that stands for a noun
STATE_BEHIND = 0.7  # confidence that a state takes part where its soldiers, or a coalition that it leads, act
TARGETS = (*ACTORS, *SITES, "Asset")
HEDGES = frozenset(("suspected", "alleged", "presumed", "allegedly", "apparently", "presumably", "reportedly"))
BY_THE_LAW = ("arrest",)  # types whose agent does not attack and whose undergoer is no victim
SEARCHES = ("raid", "seizure")
TAKING_OF = ("agent-victim", "agent-target")  # frames whose nouns take their undergoer by "of"
BY_STATES = ("air-drone-strike", "shelling", "raid", "offensive")  # types whose agent may be a state's adjective


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
    agents = [a for _, a in s.prepositions(verb, "by")] if passive else arguments.coordinated(s, s.subject(verb))
    kinds = [arguments.kind_of(draft, s, w) for w in undergoers]
    if any(kind in PEOPLE for kind in kinds):
        irregular = any(arguments.kind_of(draft, s, a) == "ArmedGroup" for a in agents)
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
    setting.places(draft, h)


def _verbal(draft: Draft, h: Happening) -> None:
    s, verb, frame = h.sentence, h.word, h.trigger.frame
    passive = s.is_passive(verb) or _reads_passive(draft, h)
    subject = s.subject(verb)
    undergoer = arguments.undergoers(s, verb) if not passive else arguments.coordinated(s, arguments.passive_subject(s, verb))
    accused = alliances.accused(s, verb)
    if accused is not None:
        subject = accused
    agents = [a for v in s.conjuncts(verb) for _, a in s.prepositions(v, "by")] if passive else arguments.coordinated(s, subject)
    if frame == "experiencer":
        agents, undergoer = [], arguments.coordinated(s, arguments.passive_subject(s, verb) if passive else subject)
    elif frame == "theme":
        agents, undergoer = [], []
    elif verb.tag == "VBG" and verb.dep in GERUNDS and (by := [a for _, a in s.prepositions(verb, "by")]):
        agents = by  # "shelling by X"
    elif frame == "reciprocal":
        parties = [
            *arguments.coordinated(s, subject),
            *s.objects(verb),
            *(o for _, o in s.prepositions(verb, "with", "between", "against")),
        ]
        _each(draft, h, parties, "sikg:participant", "clash-party")
        return
    _agents(draft, h, agents, passive=passive)
    if frame in ("agent", "agent-weapon"):
        undergoer = [o for holder in (verb, *s.children(verb, "dobj")) for _, o in s.prepositions(holder, *AIMED_AT)]
    for word in undergoer:
        _undergoer(draft, h, word)


def _agents(draft: Draft, h: Happening, agents: list[Word], *, passive: bool) -> None:
    """Write down the agents of a verb, or those who came when the harm was done that has no agent of its own."""
    s, verb = h.sentence, h.word
    if _has_own_agent(h) and not (verb.tag == "VBG" and episodes.is_harm_only(h) and _follows_another(draft, h)):
        for agent in agents:
            _agent(draft, h, agent)
    if passive and not agents and h.trigger.harm and h.trigger.frame == "agent-victim":
        for agent in arguments.came(draft, s, verb):
            _agent(draft, h, agent, SUSPECTED)


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


def _has_own_agent(h: Happening) -> bool:
    """Whether a verb's subject is told with it, and not only the subject of a verb that governs an unreal action."""
    s, verb = h.sentence, h.word
    if h.status in ("occurred", "denied") or s.child(verb, "nsubj", "nsubjpass") or verb.dep == "conj":
        return True
    above = next((w for w in s.ancestors(verb) if w.is_verb), None)
    return above is not None and above.lemma in INTEND


def _follows_another(draft: Draft, h: Happening) -> bool:
    """Whether an attack was told earlier in the sentence, so that "killing …" has its agent, whatever the parser says."""
    return any(o.word.i < h.word.i and not episodes.is_harm_only(o) for o in draft.in_sentence(h.sentence))


def _nominal(draft: Draft, h: Happening) -> None:
    s, noun, frame = h.sentence, h.word, h.trigger.frame
    if frame == "reciprocal":
        parties = [o for _, o in s.prepositions(noun, "between", "with", "among")]
        _each(draft, h, parties, "sikg:participant", "clash-party")
    for _, agent in s.prepositions(noun, "by"):
        _agent(draft, h, agent)
    for word in (*_aimed_at(draft, h), *(o for _, o in s.prepositions(noun, "of") if frame in TAKING_OF)):
        _undergoer(draft, h, word)
    _compound(draft, h)
    _supported(draft, h)


def _aimed_at(draft: Draft, h: Happening) -> Iterator[Word]:
    """What an event noun is aimed at: "attack on X", "raid targeting X", "blast at a market"; not "blamed the attack on X"."""
    s, noun = h.sentence, h.word
    blamed = s.head(noun).lemma == "blame"
    for prep, word in s.prepositions(noun, *AIMED_AT):
        loose = prep.lower in ("on", "at") and arguments.kind_of(draft, s, word) not in TARGETS
        if not loose and not (blamed and prep.lower == "on"):
            yield word
    for clause in s.children(noun, "acl", "relcl"):
        if clause.lemma == "target" and not s.is_passive(clause):
            yield from s.objects(clause)
    yield from (word for _, word in s.prepositions(noun, "in", "at", "inside") if arguments.kind_of(draft, s, word) in SITES)


def _compound(draft: Draft, h: Happening) -> None:
    """ "the X mall attack", "an X attack" by a group X, "X's raid", and air strikes with a state's adjective."""
    s, noun = h.sentence, h.word
    for child in (*s.children(noun, "compound", "nmod", "amod", "poss"), *_leaders(s, noun)):
        kind = arguments.kind_of(draft, s, child)
        if child.name is None and kind not in (*SITES,):
            continue
        if kind in SITES:
            _undergoer(draft, h, child)
        elif kind == "Place":
            setting.at(draft, h, child)
        elif kind in ("ArmedGroup", "MilitaryForce", "Mission") or (kind == "State" and h.event_type in BY_STATES):
            _agent(draft, h, child)


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
                _agent(draft, h, agent)
    if frame in ("target", "happen"):
        for _, agent in s.prepositions(verb, "by"):  # "came under attack by X", "an attack took place on Y by X"
            _agent(draft, h, agent)
    write = {"target": _undergoer, "claim": responsibility.claim}.get(frame)
    against = [w for _, w in s.prepositions(verb, "on", "against") if arguments.kind_of(draft, s, w) in TARGETS]
    for word in against if frame == "agent" else subjects if write else []:
        (write or _undergoer)(draft, h, word)


def _during(draft: Draft, h: Happening, verb: Word) -> None:
    """ "Special forces rescued the hostages in a raid": the armed subject is the agent of the raid."""
    subject = h.sentence.subject(verb) if verb.is_verb and not h.sentence.is_passive(verb) else None
    if subject is not None and arguments.kind_of(draft, h.sentence, subject) in ("MilitaryForce", "ArmedGroup"):
        _agent(draft, h, subject)


def _support_frame(draft: Draft, s: Sentence, verb: Word, noun: Word) -> str:
    particle = s.child(verb, "prt")
    row = draft.lexicon.support.get(f"{verb.lemma} {particle.lower}") if particle else None
    if row is None:
        hit = draft.lexicon.support.at([w.lemma for w in s.words], verb.i)
        row = hit[0] if hit else None
    if row is None or (row.value == "claim" and noun.i < verb.i):
        return ""
    return row.value


def _by_the_law(draft: Draft, h: Happening, word: Word) -> bool:
    """Whether an agent acts by the law as far as the words tell: it arrests, or is the police and searches or seizes."""
    if h.event_type in BY_THE_LAW:
        return True
    described = descriptions.describe(draft, h.sentence, word)
    kind = arguments.kind_of(draft, h.sentence, word)
    police = (described is not None and described.kind == "police") or kind == "GovernmentBody" or "police" in word.lower
    return h.event_type in SEARCHES and (police or (kind == "MilitaryForce" and h.event_type == "seizure"))


def _crew(s: Sentence, word: Word) -> Iterator[Word]:
    """Whose a weapon, a vehicle or a strike is: X in "X-ian warplanes", "an aircraft of X", "a jet belonging to X"."""
    owners = ("State", "adjective", *mentions.ORGANISATIONS)
    before = descriptions.modifier_name(s, word, owners)
    after = [o for _, o in s.prepositions(word, "of", "from")]
    after += [o for clause in s.children(word, "acl") if clause.lemma == "belong" for _, o in s.prepositions(clause, "to")]
    named = [o for o in after if o.name is not None and o.name.cls in mentions.ORGANISATIONS]
    yield from [before] if before is not None else named or [w for noun in (word, *after) for w in _leaders(s, noun)]


def _leaders(s: Sentence, noun: Word) -> list[Word]:
    """The state or organisation that a participle says to lead a thing: X in "X-led air strikes"."""
    led = (word for word in s.children(noun, "amod", "acl") if word.lower == "led")
    return [c for word in led for c in s.children(word) if c.name is not None]


def _agent(draft: Draft, h: Happening, word: Word, confidence: float = 0.9) -> None:
    s = h.sentence
    word = arguments.meant(draft, s, word)
    if weapons.is_weapon(draft, s, word) or arguments.kind_of(draft, s, word) == "Asset":
        weapons.write(draft, h, word)
        for crew in _crew(s, word):
            _agent(draft, h, crew)
        return
    if word.name is None and draft.lexicon.nouns.get(word.lemma) is not None and h.event_type in ("attack", *BY_STATES):
        told = any(o.word.i == word.i for o in draft.in_sentence(s))  # with its own agent
        for crew in () if told else _crew(s, word):  # "a series of X-ian air strikes hit a hospital"
            _agent(draft, h, crew)
        return
    if word.lemma == "force" and any(draft.lexicon.nouns.get(o.lemma) for _, o in s.prepositions(word, "of")):
        return  # "the force of the explosion"
    if (
        word.name is None
        and word.lower not in coreference.COLLECTIVE
        and arguments.kind_of(draft, s, word) not in (*PEOPLE, *mentions.ORGANISATIONS)
    ):
        return
    predicate = "sikg:participant" if _by_the_law(draft, h, word) else "sikg:perpetrator"
    hedged = any(c.lower in HEDGES for c in s.children(word, "amod", "advmod", "compound"))
    evidence = arguments.with_action(draft, h, word)
    sure = SUSPECTED if hedged else confidence
    for owner, supposed in groups.behind(draft, s, word):
        draft.relate(h.ref, predicate, owner, evidence, f"{h.rule}-agent", confidence=SUSPECTED if supposed else sure)
    ref = coreference.actor(draft, s, word)
    if ref is None or draft.mention(ref).cls not in ACTORS:
        return
    groups.relate(draft, s, word)
    draft.relate(h.ref, predicate, ref, evidence, f"{h.rule}-agent", confidence=sure)
    for state in groups.states_behind(draft, s, word):
        draft.relate(h.ref, "sikg:participant", state, evidence, f"{h.rule}-state", confidence=STATE_BEHIND)


def _undergoer(draft: Draft, h: Happening, word: Word) -> None:
    s = h.sentence
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
    if people and h.event_type in BY_THE_LAW:
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
            draft.relate(h.ref, predicate, owner, arguments.evidence(h, word), rule, confidence=SUSPECTED if supposed else 0.9)
        ref = coreference.actor(draft, h.sentence, word)
        if ref is not None and draft.mention(ref).cls in ACTORS:
            groups.relate(draft, h.sentence, word)
            draft.relate(h.ref, predicate, ref, arguments.evidence(h, word), rule)
