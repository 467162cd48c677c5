"""What is said of bodies: who contributes to them, what they are part of, where they have their seat.

Each rule has a name that its relations carry.
"""

from __future__ import annotations

from kg.extract import alliances, coreference, descriptions, mentions
from kg.extract.draft import Draft
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word

CONSIST = frozenset(("make", "comprise", "compose", "consist", "draw", "include", "contain"))
MILITARY_NOUNS = frozenset(
    ("troop", "soldier", "force", "contingent", "peacekeeper", "personnel", "unit", "battalion", "police", "officer")
)
ACTORS = (*mentions.ORGANISATIONS, "State")


def relate(draft: Draft) -> None:
    """Write down contribution, membership and seat."""
    for sentence in draft.sentences:
        _contributors(draft, sentence)
        for word in sentence.words:
            _part_of(draft, sentence, word)
            _seat(draft, sentence, word)
            _contributes(draft, sentence, word)
            _body_in_apposition(draft, sentence, word)


def _contributors(draft: Draft, sentence: Sentence) -> None:
    """ "MISSION made up of troops from A, B and C"."""
    for noun in sentence.words:
        if noun.lemma not in MILITARY_NOUNS or noun.name is not None:
            continue
        states = [place for prep, place in _from(sentence, noun) if place.name is not None and place.name.cls == "State"]
        mission = _mission_before(sentence, noun)
        if not states or mission is None:
            continue
        if any(w.lemma in CONSIST for w in sentence.words[mission.i + 1 : noun.i]):
            evidence = sentence.span(sentence.phrase(mission)[0], states[-1].i + 1)
            for state in states:
                draft.relate(
                    mentions.of(draft, sentence, state),
                    "sikg:contributesTo",
                    mentions.of(draft, sentence, mission),
                    evidence,
                    "mission-made-up-of",
                    current=True,
                )


def _from(sentence: Sentence, noun: Word) -> list[tuple[Word, Word]]:
    """Objects of a "from" that follows a noun, wherever the parser hung it."""
    for word in sentence.words[noun.i + 1 : noun.i + 4]:
        if word.lower == "from":
            return [(word, each) for obj in sentence.children(word, "pobj") for each in sentence.conjuncts(obj)]
    return []


def _mission_before(sentence: Sentence, noun: Word) -> Word | None:
    return next((w for w in reversed(sentence.words[: noun.i]) if w.name is not None and w.name.cls == "Mission"), None)


def _contributes(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "A and B contribute troops to MISSION", "A has 500 soldiers in MISSION"."""
    if (
        word.lemma not in ("contribute", "provide", "send", "deploy", "commit", "have")
        or not word.is_verb
        or not is_asserted(draft, sentence, word)
    ):
        return
    if word.lemma != "contribute" and not any(o.lemma in MILITARY_NOUNS for o in sentence.objects(word)):
        return
    subject = sentence.subject(word)
    missions = [w for w in sentence.subtree(word) if w.name is not None and w.name.cls == "Mission" and w.i > word.i]
    if subject is None or not missions:
        return
    for state in sentence.conjuncts(subject):
        ref = alliances.actor(draft, sentence, state)
        if ref is not None and draft.mention(ref).cls == "State":
            evidence = sentence.span(state.i, missions[0].i + 1)
            draft.relate(ref, "sikg:contributesTo", mentions.of(draft, sentence, missions[0]), evidence, "contributes-troops", current=True)


def _part_of(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "State X is part of mission Y", "X, a member of Y"."""
    if word.lemma not in ("part", "member", "wing", "branch", "arm", "faction", "affiliate", "offshoot") or word.name is not None:
        return
    above = sentence.head(word)
    subject = sentence.subject(above) if word.dep == "attr" and above.lemma == "be" else above if word.dep == "appos" else None
    whole = next((o for _, o in sentence.prepositions(word, "of")), None)
    small, large = alliances.actor(draft, sentence, subject), alliances.actor(draft, sentence, whole)
    if small is None or large is None or subject is None or whole is None:
        return
    if above.is_verb and not is_asserted(draft, sentence, above):
        return
    first, last = sorted((subject.i, whole.i))
    evidence = sentence.span(first, last + 1)
    if draft.mention(small).cls == "State":
        if draft.mention(large).cls == "Mission" and word.lemma in ("part", "member"):
            draft.relate(small, "sikg:contributesTo", large, evidence, "state-part-of-mission", current=True)
    elif word.lemma in ("affiliate", "offshoot"):
        if alliances.fits(draft, small, "sikg:linkedTo", large):
            draft.relate(small, "sikg:linkedTo", large, evidence, "affiliate-of", current=True)
    elif draft.mention(large).cls in mentions.ORGANISATIONS and (draft.mention(small).cls != "Person" or word.lemma == "member"):
        draft.relate(small, "sikg:partOf", large, evidence, "part-of", current=True)


def _seat(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X is based in Y", "X operates in Y", "X has its headquarters in Y"."""
    if not word.is_verb or not is_asserted(draft, sentence, word):
        return
    _headquarters(draft, sentence, word)
    if word.lower in ("based", "headquartered") or (word.lemma == "operate" and not sentence.child(word, "dobj")):
        thing = sentence.head(word) if word.dep == "acl" else sentence.subject(word)
        for prep, noun in sentence.prepositions(word, "in", "at", "near"):
            place = descriptions.place_word(draft, sentence, noun) or noun
            subject, object = alliances.actor(draft, sentence, thing), mentions.of(draft, sentence, place)
            predicate = "sikg:operatesIn" if word.lemma == "operate" else "sikg:basedIn"
            if word.lower == "headquartered" and object is not None and draft.mention(object).cls in ("Facility", "MilitaryBase"):
                predicate = "sikg:headquarteredAt"
            if thing is not None and prep.lower != "near" and alliances.fits(draft, subject, predicate, object):
                first, last = sorted((thing.i, place.i))
                draft.relate(subject, predicate, object, sentence.span(first, last + 1), f"verb-{word.lower}", current=True)


def _headquarters(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "which has its headquarters in X"."""
    seat = next((o for o in sentence.objects(verb) if o.lower in ("headquarters", "base")), None)
    if verb.lemma not in ("have", "maintain") or seat is None:
        return
    thing = sentence.subject(verb)
    subject = alliances.actor(draft, sentence, thing)
    for _, noun in (*sentence.prepositions(seat, "in", "at"), *sentence.prepositions(verb, "in", "at")):
        place = descriptions.place_word(draft, sentence, noun) or noun
        object = mentions.of(draft, sentence, place)
        if thing is not None and alliances.fits(draft, subject, "sikg:basedIn", object):
            first, last = sorted((thing.i, place.i))
            draft.relate(subject, "sikg:basedIn", object, sentence.span(first, last + 1), "has-headquarters", current=True)


def _body_in_apposition(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "its mission in Y, X": what the description says of the named body."""
    if word.name is None or word.name.cls not in mentions.ORGANISATIONS or word.i < 2 or sentence.words[word.i - 1].lower != ",":
        return
    noun = next(
        (
            w
            for w in reversed(sentence.words[max(0, word.i - 6) : word.i - 1])
            if descriptions.describe(draft, sentence, w) and w.name is None
        ),
        None,
    )
    described = descriptions.describe(draft, sentence, noun) if noun is not None else None
    if noun is None or described is None or described.kind != "organisation" or described.cls != word.name.cls:
        return
    body, evidence = mentions.of(draft, sentence, word), sentence.span(sentence.phrase(noun)[0], word.i + 1)
    owner = coreference.owner(draft, sentence, noun)
    if owner is not None and draft.mention(owner).cls in mentions.ORGANISATIONS:
        draft.relate(body, "sikg:partOf", owner, evidence, "body-in-apposition", current=True)
    for _, place in sentence.prepositions(noun, "in"):
        land = mentions.of(draft, sentence, place)
        if alliances.fits(draft, body, "sikg:operatesIn", land):
            draft.relate(body, "sikg:operatesIn", land, evidence, "body-in-apposition", current=True)
