"""Who helps, fights or is linked to whom.

Words that relate two actors are rows of ontology/lexicon/relational.csv; the forms in which English puts them are
here: modifiers ("X-backed"), verbs ("helping X fight Y", "is supported by"), allegiance.
"""

from __future__ import annotations

from kg.extract import coreference, groups, mentions
from kg.extract.draft import Draft
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word

ACTORS = (*mentions.ORGANISATIONS, "State")
# "X armed forces", "X trained soldiers" are X's own: only with a hyphen do these words say who gave them what they have.
BARE = frozenset(("armed", "held", "run", "trained"))
LINKED = frozenset(("linked", "affiliated", "allied", "aligned", "tied", "connected"))


def relate(draft: Draft) -> None:
    """Write down support, opposition and links."""
    for sentence in draft.sentences:
        for word in sentence.words:
            _modified(draft, sentence, word)
            _verb(draft, sentence, word)
            _linked(draft, sentence, word)
            _allegiance(draft, sentence, word)


def _verb(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X fights Y", "helping X fight Y", "X is backed by Y"."""
    if not word.is_verb or not is_asserted(draft, sentence, word):
        return
    for row in draft.lexicon.relational.get(word.lemma) or ():
        if row.form == "verb" and row.predicate in ("sikg:supports", "sikg:opposes"):
            _support(draft, sentence, word, row.predicate)


def actor(draft: Draft, sentence: Sentence, word: Word | None) -> str | None:
    """The actor that a word stands for, through pronouns and definite descriptions."""
    if word is None:
        return None
    return groups.organisation_behind(draft, sentence, word) or coreference.actor(draft, sentence, word)


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


def _modified(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "the Y-based outfit X", "the X linked militant group", "a Y-run camp"."""
    for modifier in sentence.children(word, "amod", "compound", "nmod"):
        if modifier.name is None or modifier.name.cls != "modifier":
            continue
        if modifier.name.relation in BARE and "-" not in modifier.text:
            continue
        argument = mentions.of_argument(draft, sentence, modifier)
        thing = actor(draft, sentence, word) or mentions.of(draft, sentence, word)
        evidence = sentence.phrase_span(word)
        for row in (r for r in (draft.lexicon.relational.get(modifier.name.relation) or ()) if r.form == "modifier"):
            subject, object = (thing, argument) if row.direction == "forward" else (argument, thing)
            if fits(draft, subject, row.predicate, object):
                draft.relate(subject, row.predicate, object, evidence, f"modifier-{row.word}", current=True)


def _support(draft: Draft, sentence: Sentence, verb: Word, predicate: str) -> None:
    if sentence.is_passive(verb):
        _supported_by(draft, sentence, verb, predicate)
        return
    helped = sentence.objects(verb) or tuple(
        s for clause in sentence.children(verb, "ccomp", "xcomp") for s in sentence.children(clause, "nsubj") for s in sentence.conjuncts(s)
    )
    subject_word = accused(sentence, verb) or sentence.subject(verb)
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


def accused(sentence: Sentence, verb: Word) -> Word | None:
    """Whom a clause accuses of it: B in "A accuses B of supporting C"."""
    above = sentence.head(verb)
    top = sentence.head(above)
    if verb.dep != "pcomp" or above.lower not in ("of", "for") or top.lemma not in ("accuse", "suspect", "blame"):
        return None
    return sentence.child(top, "nsubjpass") if sentence.is_passive(top) else sentence.child(top, "dobj")


def _organisation_before(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a participle ("tasked with helping"): the nearest organisation named before it in the clause."""
    top = verb
    for above in sentence.ancestors(verb):
        if above.tag in ("VBN", "VBG", "VBD") and above.dep in ("acl", "advcl"):
            top = above
    return next((w for w in reversed(sentence.words[: top.i]) if w.name is not None and w.name.cls in mentions.ORGANISATIONS), None)


def _linked(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X is linked to Y", "X, allied with Y"."""
    if word.lower not in LINKED or word.tag not in ("VBN", "VBD", "JJ") or not is_asserted(draft, sentence, word):
        return
    if word.tag == "JJ" and not is_asserted(draft, sentence, sentence.head(word)):
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
    if word.lemma not in ("allegiance", "loyalty", "fealty") or not verb.is_verb or not is_asserted(draft, sentence, verb):
        return
    thing = sentence.subject(verb)
    subject = actor(draft, sentence, thing)
    for _, other in (*sentence.prepositions(word, "to"), *sentence.prepositions(verb, "to")):
        object = actor(draft, sentence, other)
        if thing is not None and fits(draft, subject, "sikg:linkedTo", object):
            first, last = sorted((thing.i, other.i))
            draft.relate(subject, "sikg:linkedTo", object, sentence.span(first, last + 1), "pledged-allegiance", current=True)
