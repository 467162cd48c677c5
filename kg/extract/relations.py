"""What is said of actors: contribution, membership, base, links, support, opposition.

Each rule has a name that its relations carry. Words that relate two things are rows of
ontology/lexicon/relational.csv; the forms in which English puts them are here.
"""

from __future__ import annotations

from kg.extract import coreference, mentions
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


def actor(draft: Draft, sentence: Sentence, word: Word | None) -> str | None:
    """The actor that a word stands for, through pronouns and definite descriptions."""
    return coreference.actor(draft, sentence, word) if word is not None else None


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
    elif draft.mention(large).cls in mentions.ORGANISATIONS and draft.mention(small).cls not in ("Person", "Place"):
        draft.relate(small, "sikg:partOf", large, evidence, "part-of", current=True)


def _verb(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X fights Y", "helping X fight Y", "X is based in Y", "X operates in Y"."""
    if not word.is_verb:
        return
    rows = [r for r in (draft.lexicon.relational.get(word.lemma) or ()) if r.form == "verb"]
    for row in rows:
        if row.predicate in ("sikg:supports", "sikg:opposes") and not sentence.is_passive(word):
            _support(draft, sentence, word, row.predicate)
    if word.lower in ("based", "headquartered") or (word.lemma == "operate" and not sentence.child(word, "dobj")):
        thing = sentence.head(word) if word.dep == "acl" else sentence.subject(word)
        for prep, place in sentence.prepositions(word, "in", "at", "near"):
            subject, object = actor(draft, sentence, thing), mentions.of(draft, sentence, place)
            predicate = "sikg:operatesIn" if word.lemma == "operate" else "sikg:basedIn"
            if thing is not None and prep.lower != "near" and fits(draft, subject, predicate, object):
                first, last = sorted((thing.i, place.i))
                draft.relate(subject, predicate, object, sentence.span(first, last + 1), f"verb-{word.lower}", current=True)


def _support(draft: Draft, sentence: Sentence, verb: Word, predicate: str) -> None:
    helped = sentence.objects(verb) or tuple(
        s for clause in sentence.children(verb, "ccomp", "xcomp") for s in sentence.children(clause, "nsubj") for s in sentence.conjuncts(s)
    )
    subject_word = sentence.subject(verb)
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


def _organisation_before(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a participle ("tasked with helping"): the nearest organisation named before it in the clause."""
    top = verb
    for above in sentence.ancestors(verb):
        if above.tag in ("VBN", "VBG", "VBD") and above.dep in ("acl", "advcl"):
            top = above
    return next((w for w in reversed(sentence.words[: top.i]) if w.name is not None and w.name.cls in mentions.ORGANISATIONS), None)


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
