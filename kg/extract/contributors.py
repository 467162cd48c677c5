"""Which states give people to a mission, by the many ways in which reports say so.

"MISSION made up of troops from A and B", "A, to whom B and C contribute troops", "the largest troop contributors are A
and B", "A provides the bulk of its troops", "A has joined MISSION", "A-ian soldiers serving with MISSION". That a
peacekeeper killed was A-ian is only a sign of it: such a contribution is implied. Each rule has a name that its
relations carry.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import alliances, coreference, mentions
from kg.extract.draft import Draft
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word
from kg.model import Basis

MAKE_UP = ("make", "form", "constitute")
CONSIST = frozenset(("make", "comprise", "compose", "consist", "draw", "include", "contain"))
PEOPLE = frozenset(
    ("troop", "soldier", "force", "contingent", "peacekeeper", "personnel", "unit", "battalion", "police", "officer", "company", "staff")
)
GIVE = frozenset(("contribute", "provide", "send", "deploy", "commit", "have", "supply", "furnish"))
GIVING = "contributing"  # "troop-contributing countries"
COUNTRIES = frozenset(("country", "nation", "state", "contributor"))
SERVE = frozenset(("serve", "deploy", "station", "operate", "work"))
SERVING = ("in", "with", "under", "of", "within", "for", "to", "from")
SENTENCES_BACK = 4
AS_A_SIGN = 0.6  # confidence: peacekeepers serve in a mission, and nearly always in the one that the report is about


def relate(draft: Draft) -> None:
    """Write down who contributes to which mission."""
    for sentence in draft.sentences:
        for word in sentence.words:
            _made_up_of(draft, sentence, word)
            _contributes(draft, sentence, word)
            _are_contributors(draft, sentence, word)
            _joined(draft, sentence, word)
            _people_of(draft, sentence, word)


def _made_up_of(draft: Draft, sentence: Sentence, noun: Word) -> None:
    """ "MISSION made up of troops from A, B and C", "troops from A, B and C make up MISSION"."""
    if noun.lemma not in PEOPLE or noun.name is not None:
        return
    states = [place for place in _from(sentence, noun) if place.name is not None and place.name.cls == "State"]
    mission = (_consisting_of(sentence, noun) or _made_up_by(draft, sentence, noun)) if states else None
    if mission is None:
        return
    first, *_, last = sorted((sentence.phrase(mission)[0], mission.i, states[0].i, states[-1].i))
    for state in states:
        ref = mentions.of(draft, sentence, state)
        evidence = sentence.span(first, last + 1)
        draft.relate(ref, "sikg:contributesTo", mentions.of(draft, sentence, mission), evidence, "mission-made-up-of", current=True)


def _consisting_of(sentence: Sentence, noun: Word) -> Word | None:
    """The mission before people of whom it consists."""
    mission = next((w for w in reversed(sentence.words[: noun.i]) if w.name is not None and w.name.cls == "Mission"), None)
    said = mission is not None and any(w.lemma in CONSIST for w in sentence.words[mission.i + 1 : noun.i])
    return mission if said else None


def _made_up_by(draft: Draft, sentence: Sentence, noun: Word) -> Word | None:
    """The mission that people make up."""
    verb = sentence.head(noun)
    if noun.dep != "nsubj" or verb.lemma not in MAKE_UP or not is_asserted(draft, sentence, verb):
        return None
    return next((w for w in sentence.objects(verb) if w.name is not None and w.name.cls == "Mission"), None)


def _from(sentence: Sentence, noun: Word) -> list[Word]:
    """Objects of a "from" that follows a noun, wherever the parser hung it."""
    for word in sentence.words[noun.i + 1 : noun.i + 4]:
        if word.lower == "from":
            return [each for obj in sentence.children(word, "pobj") for each in sentence.conjuncts(obj)]
    return []


def _contributes(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "A and B contribute troops to MISSION", "MISSION, to which A and B contribute troops", "A provides most of its soldiers"."""
    if verb.lemma not in GIVE or not verb.is_verb or not is_asserted(draft, sentence, verb):
        return
    people = [w for w in sentence.subtree(verb) if w.lemma in PEOPLE and w.name is None and w.i > verb.i]
    if verb.lemma != "contribute" and not people:
        return
    subject, mission = sentence.subject(verb), _receiver(draft, sentence, verb, people)
    if subject is None or mission is None:
        return
    for state in _states(draft, sentence, subject):
        first, last = sorted((state.i, mission[0].i))
        evidence = sentence.span(first, max(last, verb.i) + 1)
        _write(draft, sentence, state, mission[1], evidence.start, evidence.end, "contributes-troops")


def _receiver(draft: Draft, sentence: Sentence, verb: Word, people: list[Word]) -> tuple[Word, str] | None:
    """The mission that is given people: after the verb, before "to which", or the owner of the people."""
    for word in sorted(sentence.subtree(verb), key=lambda w: w.i):
        if word.i > verb.i and (found := _mission(draft, sentence, word)):
            return word, found
    above = sentence.head(verb)
    if verb.dep == "relcl" and (found := _mission(draft, sentence, above)):
        return above, found
    for noun in people:
        owner = sentence.child(noun, "poss")
        if owner is None:
            continue
        # "A provides the bulk of its troops": whoever gives them, they are those of the mission told of
        own = last_mission(draft, sentence) if owner.lower in coreference.COLLECTIVE else _mission(draft, sentence, owner)
        if own is not None:
            return noun, own
    return None


def _mission(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The mission that a word stands for: by its name, by "the mission", by "its"."""
    if word.name is not None:
        return mentions.of(draft, sentence, word) if word.name.cls == "Mission" else None
    definite = word.is_noun and any(c.lower in coreference.DETERMINERS for c in sentence.children(word, "det"))
    if not definite and word.lower not in coreference.COLLECTIVE:
        return None
    ref = coreference.actor(draft, sentence, word)
    return ref if ref is not None and draft.named(ref).cls == "Mission" else None


def _are_contributors(draft: Draft, sentence: Sentence, noun: Word) -> None:
    """ "The largest troop contributors are A and B", "other contributing nations include A and B"."""
    verb = sentence.head(noun)
    apposed = noun.dep == "appos" and noun.lemma == "contributor"  # "A, the largest contributor to MISSION"
    if not apposed and (
        noun.lemma not in COUNTRIES or verb.lemma not in ("be", "include", "comprise") or noun.dep not in ("nsubj", "attr")
    ):
        return
    giving = noun.lemma == "contributor" or any(c.lower.endswith(GIVING) for c in sentence.subtree(noun) if c.i < noun.i)
    if not giving or not (apposed or is_asserted(draft, sentence, verb)):
        return
    mission = next((m for w in sorted(sentence.subtree(noun), key=lambda w: w.i) if (m := _mission(draft, sentence, w))), None)
    mission = mission or last_mission(draft, sentence)
    other = verb if apposed else sentence.child(verb, "attr", "dobj") if noun.dep == "nsubj" else sentence.child(verb, "nsubj")
    if mission is None or other is None:
        return
    for state in _states(draft, sentence, other):
        first, last = sorted((noun.i, state.i))
        evidence = sentence.span(first, last + 1)
        _write(draft, sentence, state, mission, evidence.start, evidence.end, "troop-contributors")


def _joined(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "A joined MISSION in 2012"."""
    if verb.lemma not in ("join", "rejoin") or not verb.is_verb or not is_asserted(draft, sentence, verb):
        return
    subject = sentence.subject(verb)
    mission = next(((w, m) for w in sentence.objects(verb) if (m := _mission(draft, sentence, w))), None)
    if subject is None or mission is None:
        return
    for state in _states(draft, sentence, subject):
        first, last = sorted((state.i, mission[0].i))
        evidence = sentence.span(first, last + 1)
        _write(draft, sentence, state, mission[1], evidence.start, evidence.end, "joined-mission")


def _people_of(draft: Draft, sentence: Sentence, noun: Word) -> None:
    """ "A-ian soldiers serving with MISSION", "the A-ian contingent of MISSION"; a killed peacekeeper's state only as a sign."""
    if noun.lemma not in PEOPLE or noun.name is not None:
        return
    lands = [
        each
        for child in sentence.children(noun, "amod", "nmod", "compound")
        for each in sentence.conjuncts(child)
        if each.name is not None and each.name.cls in ("adjective", "State")
    ]
    lands += [w for w in _from(sentence, noun) if w.name is not None and w.name.cls == "State"]
    if not lands:
        return
    serving = next(_served(draft, sentence, noun), None)
    if serving is None and noun.lemma != "peacekeeper":
        return
    mission = serving[1] if serving else last_mission(draft, sentence)
    if mission is None:
        return
    basis: Basis = "stated" if serving else "implied"
    for land in lands:
        ends = [noun.i, land.i, *([serving[0].i] if serving else [])]
        evidence = sentence.span(min(ends), max(ends) + 1)
        rule = "serving-in-mission" if serving else "peacekeepers-of-state"
        _write(draft, sentence, land, mission, evidence.start, evidence.end, rule, basis)


def _served(draft: Draft, sentence: Sentence, noun: Word) -> Iterator[tuple[Word, str]]:
    """The missions that some people are told to serve in, with the word that names each."""
    clauses = [noun, *(c for c in sentence.children(noun, "acl", "relcl") if c.lemma in SERVE)]
    if noun.dep in ("nsubj", "nsubjpass") and sentence.head(noun).lemma in SERVE:
        clauses.append(sentence.head(noun))
    for clause in clauses:
        for _, inner in sentence.prepositions(clause, *SERVING):
            if found := _mission(draft, sentence, inner):
                yield inner, found
    for child in sentence.children(noun, "compound", "nmod", "poss"):
        if child.name is not None and child.name.cls == "Mission" and (found := _mission(draft, sentence, child)):
            yield child, found


def _states(draft: Draft, sentence: Sentence, word: Word) -> Iterator[Word]:
    for each in sentence.conjuncts(word):
        ref = alliances.actor(draft, sentence, each)
        if ref is not None and draft.mention(ref).cls == "State":
            yield each


def last_mission(draft: Draft, sentence: Sentence) -> str | None:
    """The mission named last, in this sentence or a few before it; None where the nearest sentence that names one names two."""
    for number in range(sentence.number, max(-1, sentence.number - SENTENCES_BACK - 1), -1):
        here = draft.sentences[number]
        named = [w for w in here.words if w.name is not None and w.name.cls == "Mission"]
        known = {w.name.known or w.lower for w in named if w.name is not None}
        if named:
            return mentions.of(draft, here, named[-1]) if len(known) == 1 else None
    return None


def _write(draft: Draft, s: Sentence, state: Word, mission: str, start: int, end: int, rule: str, basis: Basis = "stated") -> None:
    ref = mentions.of(draft, s, state) if state.name is not None else alliances.actor(draft, s, state)
    confidence = 0.9 if basis == "stated" else AS_A_SIGN
    draft.relate(ref, "sikg:contributesTo", mission, draft.quote(start, end), rule, basis=basis, confidence=confidence, current=True)
