"""What is said of bodies: what they are part of, where they have their seat. Who contributes is `contributors`.

Each rule has a name that its relations carry.
"""

from __future__ import annotations

from kg.extract import alliances, coreference, descriptions, mentions
from kg.extract.draft import Draft
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word
from kg.lexicon import ARMED_KINDS

FORCES = ("MilitaryForce", "ArmedGroup")
ACTORS = (*mentions.ORGANISATIONS, "State")


def relate(draft: Draft) -> None:
    """Write down membership and seat."""
    for sentence in draft.sentences:
        for word in sentence.words:
            _part_of(draft, sentence, word)
            _unit_of(draft, sentence, word)
            _seat(draft, sentence, word)
            _body_in_apposition(draft, sentence, word)


def _part_of(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "State X is part of mission Y", "X, a member of Y", "Y's armed wing, X"."""
    if word.lemma not in ("part", "member", "wing", "branch", "arm", "faction", "affiliate", "offshoot") or word.name is not None:
        return
    above = sentence.head(word)
    subject = sentence.subject(above) if word.dep == "attr" and above.lemma == "be" else above if word.dep == "appos" else None
    named = next((w for w in sentence.children(word, "appos") if w.name is not None), None)
    subject = subject or named
    whole = next((o for _, o in sentence.prepositions(word, "of")), None) or sentence.child(word, "poss")
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


def _unit_of(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "the X Battalion of the Y-ian army": a force of a larger force."""
    if word.name is None or word.name.cls not in FORCES:
        return
    for _, body in sentence.prepositions(word, "of"):
        if body.name is not None and body.name.cls in (*FORCES, "Mission"):
            evidence = sentence.span(word.i, body.i + 1)
            draft.relate(
                mentions.of(draft, sentence, word), "sikg:partOf", mentions.of(draft, sentence, body), evidence, "unit-of", current=True
            )


def _seat(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X is based in Y", "X operates in Y", "X has its headquarters in Y"."""
    if not word.is_verb or not is_asserted(draft, sentence, word):
        return
    _headquarters(draft, sentence, word)
    _has_fighters(draft, sentence, word)
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


def _has_fighters(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "X has about 1,000 fighters in Y": where an armed group is told to have its people."""
    if verb.lemma != "have":
        return
    thing = sentence.subject(verb)
    subject = alliances.actor(draft, sentence, thing)
    for noun in sentence.objects(verb):
        described = descriptions.describe(draft, sentence, noun)
        if described is None or described.kind not in ARMED_KINDS or not sentence.child(noun, "nummod", "amod"):
            continue
        for _, place in (*sentence.prepositions(noun, "in"), *sentence.prepositions(verb, "in")):
            object = mentions.of(draft, sentence, place)
            own = subject is not None and draft.mention(subject).cls in mentions.ORGANISATIONS
            if thing is not None and own and alliances.fits(draft, subject, "sikg:operatesIn", object):
                draft.relate(subject, "sikg:operatesIn", object, sentence.span(thing.i, place.i + 1), "has-fighters", current=True)


def _body_in_apposition(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "its mission in Y, X", "the Z mission in Y (X)": what the description says of the named body."""
    opened = sentence.words[word.i - 1].lower if word.i >= 2 else ""
    if word.name is None or word.name.cls not in mentions.ORGANISATIONS or opened not in (",", "("):
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
    told = (
        coreference.actor(draft, sentence, noun)
        if opened == "(" and not any(w.lower == "," for w in sentence.words[noun.i : word.i])
        else None
    )
    if told is not None and body is not None and not draft.named(told).name:
        draft.link(told, body)
    possessor = sentence.child(noun, "poss")
    owner = coreference.owner(draft, sentence, noun) or (alliances.actor(draft, sentence, possessor) if possessor is not None else None)
    if owner is not None and draft.mention(owner).cls in mentions.ORGANISATIONS:
        draft.relate(body, "sikg:partOf", owner, evidence, "body-in-apposition", current=True)
    for _, place in sentence.prepositions(noun, "in"):
        land = mentions.of(draft, sentence, place)
        if alliances.fits(draft, body, "sikg:operatesIn", land):
            draft.relate(body, "sikg:operatesIn", land, evidence, "body-in-apposition", current=True)
