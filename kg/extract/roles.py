"""Who did what to whom, where and with what: the arguments of event mentions.

The frame of a trigger (ontology/lexicon/triggers.csv) says which grammatical place holds which role; support verbs
("carried out an attack", "came under fire") lend their places to the event noun they carry. Every role is a
relation whose subject is the event mention. Casualty figures are `casualties`, times `dating`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract import coreference, episodes, groups, mentions
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.model import Span

PEOPLE = ("Person", "Group")
SITES = ("Facility", "MilitaryBase")
PLACES = ("Place", "State", *SITES)
ACTORS = (*mentions.ORGANISATIONS, "State", *PEOPLE)
WHENCE = ("from",)  # where people are taken
WHERE = ("in", "at", "near", "outside", "on", "inside", "across", "around", "along", "within")
AIMED_AT = ("on", "against", "at", "into", "targeting", "upon")
INTEND = frozenset(("threaten", "vow", "plan", "intend", "pledge", "want", "try", "attempt", "seek", "prepare", "promise", "swear"))


def fill(draft: Draft) -> None:
    """Write down the roles of every event mention."""
    for happening in draft.happenings:
        _taken(draft, happening)
        if happening.cls in ("Attack", "Incident"):
            _incident(draft, happening)
        elif happening.cls == "MilitaryOperation":
            _operation(draft, happening)


def _taken(draft: Draft, h: Happening) -> None:
    """People who are "seized" are abducted; goods and towns are not."""
    if h.event_type != "seizure" or not h.word.is_verb:
        return
    s, verb = h.sentence, h.word
    undergoers = _all(s, _passive_subject(s, verb)) if s.is_passive(verb) else _undergoers(s, verb)
    if any(_kind(draft, s, w) in PEOPLE for w in undergoers):
        h.cls, h.event_type = "Attack", "abduction"
        h.trigger = replace(h.trigger, cls="Attack", event_type="abduction", frame="agent-victim", harm="hostage")


# --- incidents ---------------------------------------------------------------------------------------------


def _incident(draft: Draft, h: Happening) -> None:
    if h.trigger.pos == "verb" and h.word.is_verb:
        _verbal(draft, h)
    else:
        _nominal(draft, h)
    _weapons(draft, h)
    _places(draft, h)


def _verbal(draft: Draft, h: Happening) -> None:
    s, verb, frame = h.sentence, h.word, h.trigger.frame
    passive = s.is_passive(verb)
    subject = s.subject(verb)
    undergoer = _undergoers(s, verb) if not passive else _all(s, _passive_subject(s, verb))
    agents = [a for v in s.conjuncts(verb) for _, a in s.prepositions(v, "by")] if passive else _all(s, subject)
    if frame == "experiencer":
        agents, undergoer = [], _all(s, _passive_subject(s, verb) if passive else subject)
    elif frame == "theme":
        agents, undergoer = [], []
    elif frame == "reciprocal":
        parties = [*_all(s, subject), *s.objects(verb), *(o for _, o in s.prepositions(verb, "with", "between", "against"))]
        _each(draft, h, parties, "sikg:participant", "clash-party")
        return
    if _has_own_agent(draft, h) and not (verb.tag == "VBG" and episodes.is_harm_only(h) and _follows_another(draft, h)):
        for agent in agents:
            _agent(draft, h, agent)
    if frame in ("agent", "agent-weapon"):
        undergoer = [o for _, o in s.prepositions(verb, *AIMED_AT)]
    for word in undergoer:
        _undergoer(draft, h, word)


def _has_own_agent(draft: Draft, h: Happening) -> bool:
    """Whether a verb's subject is told with it, and not only the subject of a verb that governs an unreal action."""
    s, verb = h.sentence, h.word
    if h.status in ("occurred", "denied") or s.child(verb, "nsubj", "nsubjpass") or verb.dep == "conj":
        return True
    above = next((w for w in s.ancestors(verb) if w.is_verb), None)
    return above is not None and above.lemma in INTEND


def _follows_another(draft: Draft, h: Happening) -> bool:
    """Whether an attack was told earlier in the sentence, so that "killing …" has its agent, whatever the parser says."""
    return any(o.word.i < h.word.i and not episodes.is_harm_only(o) for o in draft.in_sentence(h.sentence))


def _passive_subject(s: Sentence, verb: Word) -> Word | None:
    if verb.dep == "acl":
        return s.head(verb)
    return s.subject(verb)


def _undergoers(s: Sentence, verb: Word) -> list[Word]:
    return [_whole(s, o) for o in s.objects(verb)]


def _whole(s: Sentence, word: Word) -> Word:
    """The pipeline in "a section of the pipeline"."""
    if word.lemma in ("section", "stretch", "part", "number", "portion", "length"):
        return next((o for _, o in s.prepositions(word, "of")), word)
    return word


def _all(s: Sentence, word: Word | None) -> list[Word]:
    return list(s.conjuncts(word)) if word is not None else []


def _nominal(draft: Draft, h: Happening) -> None:
    s, noun, frame = h.sentence, h.word, h.trigger.frame
    if frame == "reciprocal":
        parties = [o for _, o in s.prepositions(noun, "between", "with", "among")]
        _each(draft, h, parties, "sikg:participant", "clash-party")
    for _, agent in s.prepositions(noun, "by"):
        _agent(draft, h, agent)
    blamed = s.head(noun).lemma == "blame"
    for prep, word in s.prepositions(noun, *AIMED_AT):
        if blamed and prep.lower == "on":
            continue
        if not (prep.lower in ("on", "at") and _kind(draft, s, word) not in (*ACTORS, *SITES, "Asset")):
            _undergoer(draft, h, word)
    if frame in ("agent-victim", "agent-target"):
        for _, word in s.prepositions(noun, "of"):
            _undergoer(draft, h, word)
    for clause in s.children(noun, "acl", "relcl"):
        if clause.lemma == "target" and not s.is_passive(clause):
            for word in s.objects(clause):
                _undergoer(draft, h, word)
    for prep, word in s.prepositions(noun, "in", "at", "inside"):
        if _kind(draft, s, word) in SITES:
            _undergoer(draft, h, word)
    _compound(draft, h)
    _supported(draft, h)


def _compound(draft: Draft, h: Happening) -> None:
    """ "the Westgate mall attack", "an Al-Shabaab attack", "Israeli air strikes", "Boko Haram's raid"."""
    s, noun = h.sentence, h.word
    for child in s.children(noun, "compound", "nmod", "amod", "poss"):
        kind = _kind(draft, s, child)
        if child.name is None and kind not in (*SITES,):
            continue
        if kind in SITES:
            _undergoer(draft, h, child)
        elif kind == "Place":
            _at(draft, h, child)
        elif kind in ("ArmedGroup", "MilitaryForce") or (kind == "State" and h.event_type in ("air-drone-strike", "shelling", "raid", "offensive")):
            _agent(draft, h, child)


def _supported(draft: Draft, h: Happening) -> None:
    """Arguments that the event noun has by the verb that carries it."""
    s, noun = h.sentence, h.word
    verb = s.head(noun)
    if verb.tag == "IN":
        verb = s.head(verb)
    if not verb.is_verb:
        return
    frame = _support_frame(draft, s, verb, noun)
    if frame == "agent":
        agents = [a for _, a in s.prepositions(verb, "by")] if s.is_passive(verb) else _all(s, s.subject(verb))
        for agent in agents:
            if agent.i != noun.i:
                _agent(draft, h, agent)
        for _, word in s.prepositions(verb, "on", "against"):
            if _kind(draft, s, word) in (*ACTORS, *SITES, "Asset"):
                _undergoer(draft, h, word)
    elif frame == "target":
        for word in _all(s, s.subject(verb)):
            _undergoer(draft, h, word)
    elif frame == "claim":
        for word in _all(s, s.subject(verb)):
            _claimed(draft, h, word)


def _support_frame(draft: Draft, s: Sentence, verb: Word, noun: Word) -> str:
    words = [w.lemma for w in s.words]
    particle = s.child(verb, "prt")
    row = (draft.lexicon.support.get(f"{verb.lemma} {particle.lower}") if particle else None) or _row_at(draft, words, verb.i)
    if row is None:
        return ""
    return row if row != "claim" or noun.i > verb.i else ""


def _row_at(draft: Draft, words: list[str], at: int) -> str | None:
    hit = draft.lexicon.support.at(words, at)
    return hit[0].value if hit else None


def claims_of_responsibility(draft: Draft) -> None:
    """ "X claimed responsibility for the attack", also where the attack is not named: the last one told is meant."""
    for s in draft.sentences:
        for word in s.words:
            if word.lemma not in ("responsibility", "credit") or s.head(word).lemma not in ("claim", "take", "accept", "assume"):
                continue
            verb = s.head(word)
            agents = [a for _, a in s.prepositions(verb, "by")] if s.is_passive(verb) else _all(s, s.subject(verb))
            target = _claimed_event(draft, s, word)
            if target is not None and not s.child(verb, "neg"):
                for agent in agents:
                    _claimed(draft, target, agent, within=s)


def blame(draft: Draft) -> None:
    """ "A blamed the attack on B", "B was behind it", "B was responsible for the killing": B is told as the perpetrator."""
    for s in draft.sentences:
        for word in s.words:
            for culprit, event in _blamed(draft, s, word):
                ref = groups.organisation_behind(draft, s, culprit) or coreference.actor(draft, s, culprit)
                if ref is not None and draft.mention(ref).cls in (*mentions.ORGANISATIONS, *PEOPLE, "State"):
                    first, last = sorted((culprit.i, word.i))
                    speaker_is_it = _said_by(draft, s, word, ref)
                    predicate = "sikg:claimedBy" if speaker_is_it else "sikg:perpetrator"
                    draft.relate(event.ref, predicate, ref, s.span(first, last + 1), "blame", confidence=0.6)


def _blamed(draft: Draft, s: Sentence, word: Word) -> Iterator[tuple[Word, Happening]]:
    """Whom a word of blame names, and for which event."""
    if word.lemma == "blame" and word.is_verb:
        on = [o for noun in (word, *s.objects(word)) for _, o in s.prepositions(noun, "on")]
        culprits = on or list(s.objects(word))
        if s.is_passive(word):
            culprits = on or _all(s, s.subject(word))
    elif word.lower in ("behind", "responsible") and s.head(word).lemma == "be":
        culprits = _all(s, s.child(s.head(word), "nsubj"))
    else:
        return
    event = next((h for h in draft.in_sentence(s) if h.cls in ("Attack", "Incident")), None) or _claimed_event(draft, s, word)
    if event is not None:
        yield from ((c, event) for c in culprits if not any(h.word.i == c.i for h in draft.in_sentence(s)))


def _said_by(draft: Draft, s: Sentence, word: Word, ref: str) -> bool:
    """Whether the one blamed is the one who says so: "the group said that it was behind the attack"."""
    saying = next((w for w in s.ancestors(word) if w.is_verb and draft.lexicon.reporting.get(w.lemma)), None)
    speaker = s.child(saying, "nsubj") if saying is not None else None
    said = coreference.actor(draft, s, speaker) if speaker is not None else None
    return said is not None and draft.named(said).ref == draft.named(ref).ref


def _claimed_event(draft: Draft, s: Sentence, word: Word) -> Happening | None:
    here = [h for h in draft.in_sentence(s) if h.word.i > word.i and h.cls in ("Attack", "Incident")]
    earlier = [h for h in draft.happenings if h.sentence.number < s.number and h.cls in ("Attack", "Incident") and h.status == "occurred"]
    return here[0] if here else earlier[-1] if earlier else None


def _claimed(draft: Draft, h: Happening, word: Word, within: Sentence | None = None) -> None:
    s = within or h.sentence
    ref = coreference.actor(draft, s, word)
    if ref is not None and draft.mention(ref).cls in (*mentions.ORGANISATIONS, "Group", "Person"):
        evidence = s.span(word.i, max(w.i for w in s.words if w.i >= word.i and w.lower not in (".",)) + 1)
        draft.relate(h.ref, "sikg:claimedBy", ref, _clip(draft, evidence.start, evidence.end), "claims-responsibility")


def _clip(draft: Draft, start: int, end: int, most: int = 200) -> Span:
    return draft.quote(start, min(end, start + most))


# --- writing a role ----------------------------------------------------------------------------------------


def _kind(draft: Draft, s: Sentence, word: Word) -> str:
    """The class of what a word stands for, without writing it down."""
    if word.name is not None:
        return "State" if word.name.cls in ("adjective", "people") else word.name.cls
    described = mentions.describe(draft, s, word)
    return described.cls if described is not None else ""


def _agent(draft: Draft, h: Happening, word: Word) -> None:
    s = h.sentence
    if _is_weapon(draft, s, word):
        _weapon(draft, h, word)
        return
    if word.name is None and word.lower not in coreference.COLLECTIVE and _kind(draft, s, word) not in (*PEOPLE, *mentions.ORGANISATIONS):
        return
    owner = groups.organisation_behind(draft, s, word)
    ref = owner or coreference.actor(draft, s, word)
    if ref is None or draft.mention(ref).cls not in ACTORS:
        return
    if owner is None:
        groups.relate(draft, s, word)
    draft.relate(h.ref, "sikg:perpetrator", ref, _with_action(draft, h, word), f"{h.rule}-agent", confidence=0.9)


def _undergoer(draft: Draft, h: Happening, word: Word) -> None:
    s = h.sentence
    kind = _kind(draft, s, word)
    if word.name is None and not kind:
        return
    ref = coreference.actor(draft, s, word)
    if ref is None:
        return
    cls = draft.mention(ref).cls
    people = cls in PEOPLE
    if people:
        groups.relate(draft, s, word)
    harmed = people and (h.trigger.frame in ("agent-victim", "experiencer") or h.trigger.harm)
    evidence = _evidence(h, word)
    if harmed:
        draft.relate(h.ref, "sikg:victim", ref, evidence, f"{h.rule}-victim")
    elif cls == "Place" or (cls == "State" and h.trigger.pos == "noun"):
        _at(draft, h, word)
    elif cls in (*ACTORS, *SITES, "Asset"):
        draft.relate(h.ref, "sikg:target", ref, evidence, f"{h.rule}-target")
    if cls in SITES:
        draft.relate(h.ref, "sikg:occurredAt", ref, evidence, f"{h.rule}-site")


def _each(draft: Draft, h: Happening, words: list[Word], predicate: str, rule: str) -> None:
    for word in words:
        ref = coreference.actor(draft, h.sentence, word)
        if ref is not None and draft.mention(ref).cls in ACTORS:
            groups.relate(draft, h.sentence, word)
            draft.relate(h.ref, predicate, ref, _evidence(h, word), rule)


def _evidence(h: Happening, *words: Word) -> Span:
    """From the first to the last of the trigger and the given words' phrases."""
    s = h.sentence
    ends = [h.word.i, *(w.i for w in words)]
    firsts = [s.phrase(w)[0] for w in words if w.is_noun] + [h.word.i]
    return s.span(min(firsts), max(ends) + 1)


def _with_action(draft: Draft, h: Happening, word: Word) -> Span:
    """An agent's evidence: the agent's phrase with all the words of the event mention."""
    evidence = _evidence(h, word)
    return draft.quote(min(evidence.start, h.span.start), max(evidence.end, h.span.end))


# --- where and with what -----------------------------------------------------------------------------------


def _places(draft: Draft, h: Happening) -> None:
    """Places in the trigger's clause, the most particular first."""
    s = h.sentence
    found = [
        (prep, place)
        for prep, noun in (*_locatives(s, h.word), *_taken_from(s, h))
        for place in [mentions.place_word(draft, s, noun) or noun]
        if _kind(draft, s, place) in (PLACES if place.name is not None else SITES) or coreference.place(draft, s, place)
    ]
    sites_first = sorted(found, key=lambda f: (_kind(draft, s, f[1]) == "State", f[1].i))
    for _, place in sites_first[:2]:
        _at(draft, h, place)


def _taken_from(s: Sentence, h: Happening) -> Iterator[tuple[Word, Word]]:
    """ "abducted 12 students from a school"."""
    if h.event_type in ("abduction", "hostage-taking"):
        for holder in (h.word, *s.children(h.word, "dobj", "nsubjpass")):
            for each in s.conjuncts(holder):
                yield from s.prepositions(each, *WHENCE)


def _locatives(s: Sentence, word: Word) -> Iterator[tuple[Word, Word]]:
    """Place phrases of a trigger, of its objects and subject, and of the verb that carries it."""
    for verb in s.conjuncts(word):
        yield from s.prepositions(verb, *WHERE)
    for child in s.children(word, "dobj", "nsubjpass", "nsubj", "pobj"):
        yield from s.prepositions(child, *WHERE)
        if _whole(s, child) is not child:
            yield from s.prepositions(_whole(s, child), *WHERE)
    for prep in s.children(word, "prep", "agent"):
        if prep.lower not in ("after", "before", "since"):
            for inner in s.children(prep, "pobj"):
                yield from s.prepositions(inner, *WHERE)
    head = s.head(word)
    if word.dep in ("dobj", "nsubjpass", "nsubj", "advcl", "conj", "xcomp") and head.is_verb:
        yield from s.prepositions(head, *WHERE)


def _at(draft: Draft, h: Happening, word: Word) -> None:
    ref = mentions.of(draft, h.sentence, word) or coreference.place(draft, h.sentence, word)
    if ref is not None:
        draft.relate(h.ref, "sikg:occurredAt", ref, _evidence(h, word), f"{h.rule}-place")


def _is_weapon(draft: Draft, s: Sentence, word: Word) -> bool:
    return word.name is None and draft.lexicon.weapons.ending([w.lemma for w in s.words], word.i + 1) is not None


def _weapons(draft: Draft, h: Happening) -> None:
    """ "with rifles", "a car bomb exploded", "a rocket attack", "detonated an explosive vest"."""
    s, word = h.sentence, h.word
    candidates: list[Word] = [c for c in s.children(word, "compound", "nmod", "amod")]
    candidates += [o for _, o in s.prepositions(word, "with", "using", "by")]
    if h.trigger.frame == "theme":
        candidates += _all(s, s.subject(word)) if word.is_verb else [o for _, o in s.prepositions(word, "of")]
    if h.trigger.frame == "agent-weapon":
        candidates += [*s.objects(word), *(_all(s, _passive_subject(s, word)) if s.is_passive(word) else [])]
    above = s.head(s.head(word)) if s.head(word).lower in ("in", "during", "for") else None
    if above is not None and above.lemma in ("use", "employ", "deploy") and above.is_verb:
        candidates += _all(s, s.subject(above)) if s.is_passive(above) else list(s.objects(above))
    for clause in s.children(word, "advcl", "acl"):
        if clause.lemma in ("use", "fire", "detonate", "throw", "hurl", "wield"):
            candidates += s.objects(clause)
    for candidate in candidates:
        if _is_weapon(draft, s, candidate):
            _weapon(draft, h, candidate)


def _weapon(draft: Draft, h: Happening, word: Word) -> None:
    s = h.sentence
    hit = draft.lexicon.weapons.ending([w.lemma for w in s.words], word.i + 1)
    if hit is not None:
        draft.relate(h.ref, "sikg:weaponType", hit[0].value, s.span(hit[1], word.i + 1), "weapon-words")


# --- operations --------------------------------------------------------------------------------------------


def _operation(draft: Draft, h: Happening) -> None:
    """Who conducts an operation, and against whom."""
    s, noun = h.sentence, h.word
    against = [o for _, o in s.prepositions(noun, "against", "targeting")]
    verb = s.head(noun) if not noun.is_verb else noun
    agents = [a for _, a in s.prepositions(noun, "by")]
    if verb.is_verb and (verb is noun or noun.dep in ("dobj", "nsubjpass")):
        passive = s.is_passive(verb)
        agents += [a for _, a in s.prepositions(verb, "by")] if passive else _all(s, s.subject(verb))
        against += [o for _, o in s.prepositions(verb, "against")]
        h.begins_only = verb.lemma in ("launch", "begin", "start", "open", "initiate", "commence", "mount")
    for agent in agents:
        ref = coreference.owner(draft, s, agent) if agent.name is None else None
        ref = ref or coreference.actor(draft, s, agent)
        if ref is not None and draft.mention(ref).cls in ACTORS and agent.i != noun.i:
            draft.relate(h.ref, "sikg:conductedBy", ref, _evidence(h, agent), "operation-conducted-by")
    for word in against:
        ref = groups.organisation_behind(draft, s, word) or coreference.actor(draft, s, word)
        if ref is not None and draft.mention(ref).cls in (*ACTORS, *SITES):
            draft.relate(h.ref, "sikg:target", ref, _evidence(h, word), "operation-against")
    for holder in (noun, *against):
        for _, inner in s.prepositions(holder, "in", "across"):
            place = mentions.place_word(draft, s, inner) or inner
            if place.name is not None and place.name.cls in ("Place", "State"):
                _at(draft, h, place)
