"""What is said of actors: contribution, membership, base, links, support, opposition.

Each rule has a name that its relations carry. Words that relate two things are rows of
ontology/lexicon/relational.csv; the forms in which English puts them are here.
"""

from __future__ import annotations

from kg.extract import coreference, groups, mentions
from kg.extract.draft import Draft
from kg.extract.tree import Sentence, Word

CONSIST = frozenset(("make", "comprise", "compose", "consist", "draw", "include", "contain"))
MILITARY_NOUNS = frozenset(("troop", "soldier", "force", "contingent", "peacekeeper", "personnel", "unit", "battalion", "police", "officer"))
ACTORS = (*mentions.ORGANISATIONS, "State")
HELP = ("dobj", "ccomp", "xcomp")


def relate(draft: Draft) -> None:
    """Write down the relations of actors."""
    for sentence in draft.sentences:
        _contributors(draft, sentence)
        for word in sentence.words:
            _modified(draft, sentence, word)
            _part_of(draft, sentence, word)
            _verb(draft, sentence, word)
            _contributes(draft, sentence, word)
            _linked(draft, sentence, word)
            _allegiance(draft, sentence, word)
            _body_in_apposition(draft, sentence, word)


def actor(draft: Draft, sentence: Sentence, word: Word | None) -> str | None:
    """The actor that a word stands for, through pronouns and definite descriptions."""
    if word is None:
        return None
    return groups.organisation_behind(draft, sentence, word) or coreference.actor(draft, sentence, word)


def _modified(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "the Somalia-based outfit X", "the Al-Qaeda linked militant group", "a Kenyan-run camp"."""
    for modifier in sentence.children(word, "amod", "compound", "nmod"):
        if modifier.name is None or modifier.name.cls != "modifier":
            continue
        argument = mentions.of_argument(draft, sentence, modifier)
        thing = actor(draft, sentence, word) or mentions.of(draft, sentence, word)
        evidence = sentence.phrase_span(word)
        for row in (r for r in (draft.lexicon.relational.get(modifier.name.relation) or ()) if r.form == "modifier"):
            subject, object = (thing, argument) if row.direction == "forward" else (argument, thing)
            if fits(draft, subject, row.predicate, object):
                draft.relate(subject, row.predicate, object, evidence, f"modifier-{row.word}", current=True)


def fits(draft: Draft, subject: str | None, predicate: str, object: str | None) -> bool:
    """Whether the classes of two mentions are those that a predicate relates."""
    if subject is None or object is None:
        return False
    a, b = draft.mention(subject).cls, draft.mention(object).cls
    match predicate:
        case "sikg:linkedTo":
            return a in mentions.ORGANISATIONS and b in mentions.ORGANISATIONS
        case "sikg:basedIn" | "sikg:operatesIn":
            return a in ACTORS and b in ("Place", "State", "Facility", "MilitaryBase")
        case "sikg:operatedBy":
            return a in ("Facility", "MilitaryBase") and b in ACTORS
        case "sikg:supports" | "sikg:opposes":
            return a in (*ACTORS, "Group") and b in (*ACTORS, "Group")
        case _:
            return True


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
    if word.lemma not in ("contribute", "provide", "send", "deploy", "commit", "have") or not word.is_verb:
        return
    if word.lemma != "contribute" and not any(o.lemma in MILITARY_NOUNS for o in sentence.objects(word)):
        return
    subject = sentence.subject(word)
    missions = [w for w in sentence.subtree(word) if w.name is not None and w.name.cls == "Mission" and w.i > word.i]
    if subject is None or not missions:
        return
    for state in sentence.conjuncts(subject):
        ref = actor(draft, sentence, state)
        if ref is not None and draft.mention(ref).cls == "State":
            evidence = sentence.span(state.i, missions[0].i + 1)
            draft.relate(ref, "sikg:contributesTo", mentions.of(draft, sentence, missions[0]), evidence, "contributes-troops", current=True)


def _part_of(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "Kenya is part of MISSION", "X, a member of Y"."""
    if word.lemma not in ("part", "member", "wing", "branch", "arm", "faction", "affiliate", "offshoot") or word.name is not None:
        return
    above = sentence.head(word)
    subject = sentence.subject(above) if word.dep == "attr" and above.lemma == "be" else above if word.dep == "appos" else None
    whole = next((o for _, o in sentence.prepositions(word, "of")), None)
    small, large = actor(draft, sentence, subject), actor(draft, sentence, whole)
    if small is None or large is None or subject is None or whole is None:
        return
    first, last = sorted((subject.i, whole.i))
    evidence = sentence.span(first, last + 1)
    if draft.mention(small).cls == "State":
        if draft.mention(large).cls == "Mission" and word.lemma in ("part", "member"):
            draft.relate(small, "sikg:contributesTo", large, evidence, "state-part-of-mission", current=True)
    elif word.lemma in ("affiliate", "offshoot"):
        if fits(draft, small, "sikg:linkedTo", large):
            draft.relate(small, "sikg:linkedTo", large, evidence, "affiliate-of", current=True)
    elif draft.mention(large).cls in mentions.ORGANISATIONS and (draft.mention(small).cls != "Person" or word.lemma == "member"):
        draft.relate(small, "sikg:partOf", large, evidence, "part-of", current=True)


def _verb(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X fights Y", "helping X fight Y", "X is based in Y", "X operates in Y"."""
    if not word.is_verb:
        return
    rows = [r for r in (draft.lexicon.relational.get(word.lemma) or ()) if r.form == "verb"]
    for row in rows:
        if row.predicate in ("sikg:supports", "sikg:opposes"):
            _support(draft, sentence, word, row.predicate)
    _headquarters(draft, sentence, word)
    if word.lower in ("based", "headquartered") or (word.lemma == "operate" and not sentence.child(word, "dobj")):
        thing = sentence.head(word) if word.dep == "acl" else sentence.subject(word)
        for prep, noun in sentence.prepositions(word, "in", "at", "near"):
            place = mentions.place_word(draft, sentence, noun) or noun
            subject, object = actor(draft, sentence, thing), mentions.of(draft, sentence, place)
            predicate = "sikg:operatesIn" if word.lemma == "operate" else "sikg:basedIn"
            if word.lower == "headquartered" and object is not None and draft.mention(object).cls in ("Facility", "MilitaryBase"):
                predicate = "sikg:headquarteredAt"
            if thing is not None and prep.lower != "near" and fits(draft, subject, predicate, object):
                first, last = sorted((thing.i, place.i))
                draft.relate(subject, predicate, object, sentence.span(first, last + 1), f"verb-{word.lower}", current=True)


def _headquarters(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "which has its headquarters in X"."""
    seat = next((o for o in sentence.objects(verb) if o.lower in ("headquarters", "base")), None)
    if verb.lemma not in ("have", "maintain") or seat is None:
        return
    thing = sentence.subject(verb)
    subject = actor(draft, sentence, thing)
    for _, noun in (*sentence.prepositions(seat, "in", "at"), *sentence.prepositions(verb, "in", "at")):
        place = mentions.place_word(draft, sentence, noun) or noun
        object = mentions.of(draft, sentence, place)
        if thing is not None and fits(draft, subject, "sikg:basedIn", object):
            first, last = sorted((thing.i, place.i))
            draft.relate(subject, "sikg:basedIn", object, sentence.span(first, last + 1), "has-headquarters", current=True)


def _support(draft: Draft, sentence: Sentence, verb: Word, predicate: str) -> None:
    if sentence.is_passive(verb):
        _supported_by(draft, sentence, verb, predicate)
        return
    helped = sentence.objects(verb) or tuple(
        s for clause in sentence.children(verb, "ccomp", "xcomp") for s in sentence.children(clause, "nsubj") for s in sentence.conjuncts(s)
    )
    subject_word = _accused(sentence, verb) or sentence.subject(verb)
    subject = actor(draft, sentence, subject_word)
    if subject is None or draft.mention(subject).cls not in (*ACTORS, "Group"):
        subject_word = _organisation_before(sentence, verb)
        subject = actor(draft, sentence, subject_word)
    for word in helped:
        object = actor(draft, sentence, word)
        if subject_word is None or not fits(draft, subject, predicate, object):
            continue
        if predicate == "sikg:opposes" and object is not None and draft.mention(object).cls == "State":
            continue
        first, last = sorted((subject_word.i, word.i))
        draft.relate(subject, predicate, object, sentence.span(first, last + 1), f"verb-{verb.lemma}", current=True)


def _supported_by(draft: Draft, sentence: Sentence, verb: Word, predicate: str) -> None:
    """ "which is supported by A and B"."""
    thing = sentence.subject(verb)
    object = actor(draft, sentence, thing)
    for _, helper in sentence.prepositions(verb, "by"):
        subject = actor(draft, sentence, helper)
        if thing is not None and fits(draft, subject, predicate, object):
            first, last = sorted((thing.i, helper.i))
            draft.relate(subject, predicate, object, sentence.span(first, last + 1), f"verb-{verb.lemma}", current=True)


def _accused(sentence: Sentence, verb: Word) -> Word | None:
    """Whom a clause accuses of it: B in "A accuses B of supporting C"."""
    above = sentence.head(verb)
    if verb.dep == "pcomp" and above.lower == "of" and sentence.head(above).lemma in ("accuse", "suspect"):
        return sentence.child(sentence.head(above), "dobj")
    return None


def _organisation_before(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a participle ("tasked with helping"): the nearest organisation named before it in the clause."""
    top = verb
    for above in sentence.ancestors(verb):
        if above.tag in ("VBN", "VBG", "VBD") and above.dep in ("acl", "advcl"):
            top = above
    return next((w for w in reversed(sentence.words[: top.i]) if w.name is not None and w.name.cls in mentions.ORGANISATIONS), None)


def _body_in_apposition(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "its mission in Somalia, X": what the description says of the named body."""
    if word.name is None or word.name.cls not in mentions.ORGANISATIONS or word.i < 2 or sentence.words[word.i - 1].lower != ",":
        return
    noun = next((w for w in reversed(sentence.words[max(0, word.i - 6) : word.i - 1]) if mentions.describe(draft, sentence, w) and w.name is None), None)
    described = mentions.describe(draft, sentence, noun) if noun is not None else None
    if noun is None or described is None or described.kind != "organisation" or described.cls != word.name.cls:
        return
    body, evidence = mentions.of(draft, sentence, word), sentence.span(sentence.phrase(noun)[0], word.i + 1)
    owner = coreference.owner(draft, sentence, noun)
    if owner is not None and draft.mention(owner).cls in mentions.ORGANISATIONS:
        draft.relate(body, "sikg:partOf", owner, evidence, "body-in-apposition", current=True)
    for _, place in sentence.prepositions(noun, "in"):
        land = mentions.of(draft, sentence, place)
        if fits(draft, body, "sikg:operatesIn", land):
            draft.relate(body, "sikg:operatesIn", land, evidence, "body-in-apposition", current=True)


def _linked(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X is linked to Y", "X, allied with Y"."""
    if word.lower not in ("linked", "affiliated", "allied", "aligned", "tied", "connected") or word.tag not in ("VBN", "VBD", "JJ"):
        return
    thing = sentence.head(word) if word.dep in ("acl", "amod") else sentence.subject(word) or sentence.subject(sentence.head(word))
    subject = actor(draft, sentence, thing)
    for _, other in sentence.prepositions(word, "to", "with"):
        object = actor(draft, sentence, other)
        if thing is not None and fits(draft, subject, "sikg:linkedTo", object):
            first, last = sorted((thing.i, other.i))
            draft.relate(subject, "sikg:linkedTo", object, sentence.span(first, last + 1), "linked-to", current=True)


def _allegiance(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "a network which has pledged allegiance to X"."""
    verb = sentence.head(word)
    if word.lemma not in ("allegiance", "loyalty", "fealty") or not verb.is_verb:
        return
    thing = sentence.subject(verb)
    subject = actor(draft, sentence, thing)
    for _, other in (*sentence.prepositions(word, "to"), *sentence.prepositions(verb, "to")):
        object = actor(draft, sentence, other)
        if thing is not None and fits(draft, subject, "sikg:linkedTo", object):
            first, last = sorted((thing.i, other.i))
            draft.relate(subject, "sikg:linkedTo", object, sentence.span(first, last + 1), "pledged-allegiance", current=True)
