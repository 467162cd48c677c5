"""Who did what to whom, told by a noun: "an attack by X on Y", "the killing of Y", "X carried out a raid", "Y came under fire".

Support verbs (ontology/lexicon/support_verbs.csv) lend their places to the noun they carry. What a verb tells is `roles`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import agents, arguments, events, mentions, responsibility, setting, undergoers
from kg.extract.arguments import PEOPLE, SITES
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.extract.undergoers import TARGETS

AIMED_AT = ("on", "against", "at", "into", "targeting", "upon")
OF_THE_DEAD = ("death", "fatality")  # nouns whose modifier says who died: "X deaths"
OF_ONE = ("attack", "assassination")  # types of "the X murder", of which X is rather the victim than the place
TAKING_OF = ("agent-victim", "agent-target")  # frames whose nouns take their undergoer by "of"


def fill(draft: Draft, h: Happening) -> None:
    """Write down the parties of an incident that a noun tells."""
    s, noun, frame = h.sentence, h.word, h.trigger.frame
    if frame == "reciprocal":
        parties = [o for _, o in s.prepositions(noun, "between", "with", "among")]
        undergoers.each(draft, h, parties, "sikg:participant", "clash-party")
    for agent in (*(a for _, a in s.prepositions(noun, "by")), *_by_after_place(draft, h), *_carried_out_by(draft, h)):
        agents.write(draft, h, agent)
    for word in (*_aimed_at(draft, h), *(arguments.of_deed(s, noun) if frame in TAKING_OF else ())):
        undergoers.write(draft, h, word)
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
            undergoers.write(draft, h, child)
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
    write = {"target": undergoers.write, "claim": responsibility.claim}.get(frame)
    against = [w for _, w in s.prepositions(verb, "on", "against") if arguments.kind_of(draft, s, w) in TARGETS]
    for word in against if frame == "agent" else subjects if write else []:
        (write or undergoers.write)(draft, h, word)


def shooters(draft: Draft, h: Happening) -> list[Word]:
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
