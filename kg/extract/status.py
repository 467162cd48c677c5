"""Whether an event occurred, is planned, denied or imagined: what the words that govern a trigger say.

Words of modality are rows of ontology/lexicon/modality.csv. A governing word counts as far as the tree leads
straight up to it: past "after" or "during" the event is only the setting of something else.
"""

from __future__ import annotations

from kg.extract.draft import Draft
from kg.extract.tree import Sentence, Word
from kg.model import Status

INNER_PREPOSITIONS = frozenset(("of", "for", "including", "to", "such"))
STATUS_STEPS = 7  # how many words up the tree a governing word may stand
PROBABLY = frozenset(("likely", "probably", "presumably"))  # with a past tense they weigh a report of what happened
SHARES = frozenset(("involvement", "role", "responsibility", "participation", "complicity"))  # what one may deny of what happened
REPORTED = frozenset(("allege", "say", "report", "believe", "think", "suspect"))  # "X is alleged to have …" tells what X did
ALLEGED = frozenset(("claim", "allegation", "accusation", "report", "suggestion", "rumour", "rumor", "assertion", "charge", "insinuation"))
REJECT = frozenset(("reject", "deny", "dismiss", "refute", "repudiate"))
TO_CLAIM = 3  # steps from a claim to the verb that rejects it: "dismissed as false claims that …"
HOLD = frozenset(("be", "correspond", "reflect", "hold"))  # "are not true", "do not correspond to reality"
DIRECT = frozenset(
    (
        "dobj",
        "xcomp",
        "ccomp",
        "pobj",
        "pcomp",
        "prep",
        "conj",
        "attr",
        "nsubjpass",
        "acl",
        "relcl",
        "amod",
        "compound",
        "appos",
        "nsubj",
        "advcl",
    )
)


def status_of(draft: Draft, sentence: Sentence, word: Word) -> Status:
    """Whether the words around a trigger say that it occurred, is planned, is denied or is imagined."""
    here = _status_here(draft, sentence, word)
    if here is not None:
        return here
    below = word
    for _, above in zip(range(STATUS_STEPS), sentence.ancestors(word), strict=False):
        if below.dep not in DIRECT or (
            above.tag == "IN" and below.dep != "prep" and above.lower not in INNER_PREPOSITIONS and above.lower != "that"
        ):
            return "occurred"
        if below.dep == "prep" and below.lower not in INNER_PREPOSITIONS:
            return "occurred"
        if below.dep == "nsubj" and any(c.lower in ("will", "shall", "'ll") for c in sentence.children(above, "aux")):
            return "planned"
        if (status := _of_clause(draft, sentence, above, below)) is not None:
            return status
        if below.dep in ("nsubj", "relcl", "acl", "advcl") and not (
            below.dep == "nsubj" and above.lower in ("expected", "planned", "scheduled")
        ):
            return "occurred"
        if above.lower in SHARES and below.dep == "prep" and below.lower in ("for", "in"):
            return "occurred"  # "denied responsibility for the attack"
        beside = below.dep == "conj" and below.is_verb and above.is_verb  # "denied it and blamed X"
        status = None if beside else _governing(draft, sentence, above, below)
        if status is not None:
            return status
        below = above
    return "occurred"


def _of_clause(draft: Draft, sentence: Sentence, above: Word, clause: Word) -> Status | None:
    """What a noun or verb says of the clause that tells its content: "a plot to bomb", "an attempt to kill", "rejects claims that it bombed"."""
    if clause.dep in ("acl", "ccomp", "relcl") and above.lemma in ALLEGED and _is_rejected(draft, sentence, above):
        return "denied"
    if clause.dep == "ccomp" and above.lemma in REJECT and sentence.child(above, "neg") is None:
        return "denied"
    return _governing(draft, sentence, above, clause) if clause.dep == "acl" and clause.tag == "VB" else None


def is_asserted(draft: Draft, sentence: Sentence, verb: Word) -> bool:
    """Whether a verb states its clause as a fact: not negated, not a possibility, a plan or a denial."""
    return status_of(draft, sentence, verb) == "occurred"


def _is_rejected(draft: Draft, sentence: Sentence, claim: Word) -> bool:
    """Whether a claim is told as one that somebody rejects, or as untrue: "rejects claims that …", "reports that … were false"."""
    verb, subject = sentence.head(claim), sentence.child(claim, "nsubj")
    if subject is not None and subject.lemma in REJECT:
        return True  # "A rejects claims that …", parsed as if rejects claimed
    if claim.dep in ("nsubj", "nsubjpass") and verb.lemma in HOLD:
        said = (draft.lexicon.modality.get(c.lower) for c in sentence.children(verb, "acomp", "attr"))
        return sentence.child(verb, "neg") is not None or any(row is not None and row.value == "denied" for row in said)
    above = next((w for _, w in zip(range(TO_CLAIM), sentence.ancestors(claim), strict=False) if w.is_verb), None)
    active_subject = claim.dep == "nsubj"
    return above is not None and above.lemma in REJECT and not active_subject and sentence.child(above, "neg") is None


def _status_here(draft: Draft, sentence: Sentence, word: Word) -> Status | None:
    """Status from the trigger's own negation, auxiliaries and modifiers."""
    if word.is_verb and sentence.child(word, "neg"):
        return "denied"
    undergoer = sentence.child(word, "nsubjpass") if word.is_verb else None
    if undergoer is not None and sentence.is_none(undergoer):
        return "denied"
    for child in sentence.children(word, "aux", "amod", "det", "compound", "advmod"):
        row = draft.lexicon.modality.get(child.lemma) or draft.lexicon.modality.get(child.lower)
        if row is not None and child.name is None and child.dep != "det" and not _weighs(sentence, word, child):
            return _as_status(row.value)
    if sentence.is_none(word):
        return "denied"
    if any(c.lower == "if" for c in sentence.children(word, "mark")):
        return "hypothetical"
    return None


def _weighs(sentence: Sentence, verb: Word, adverb: Word) -> bool:
    """Whether an adverb only says how sure a report of the past is: "they were probably killed", not "will probably attack"."""
    past = verb.tag in ("VBD", "VBN") and not any(c.tag == "MD" for c in sentence.children(verb, "aux"))
    return adverb.lower in PROBABLY and past


def _reports(sentence: Sentence, above: Word, below: Word) -> bool:
    """Whether a passive verb of fear or belief hands on a report: "were feared killed", "are alleged to have attacked"."""
    if below.dep not in ("xcomp", "oprd", "ccomp", "acl", "dep") or not (sentence.is_passive(above) or above.tag == "VBN"):
        return False
    perfect = any(c.lower == "have" for c in sentence.children(below, "aux"))
    infinitive = any(c.lower == "to" for c in sentence.children(below, "aux"))
    return perfect or (below.tag == "VBN" and not infinitive)


def _governing(draft: Draft, sentence: Sentence, above: Word, below: Word) -> Status | None:
    if above.name is not None or _reports(sentence, above, below):
        return None
    for child in sentence.children(above, "amod"):
        if child.lower in ("next", "upcoming", "planned", "forthcoming") and above.is_noun:
            return "planned"
    if above.is_verb and sentence.child(above, "neg") and below.dep in ("dobj", "ccomp", "xcomp"):
        return None
    for child in sentence.children(above, "aux"):
        row = draft.lexicon.modality.get(child.lower)
        if row is not None and below.dep in ("dobj", "xcomp", "nsubjpass", "attr"):
            return _as_status(row.value)
    reported = above.is_verb and above.lemma in REPORTED and below.dep == "xcomp" and sentence.is_passive(above)
    row = draft.lexicon.modality.get(above.lemma) or draft.lexicon.modality.get(above.lower)
    if row is None or reported or above.lower in SHARES:
        return None
    return _as_status(row.value)


def _as_status(value: str) -> Status | None:
    known: dict[str, Status] = {"planned": "planned", "denied": "denied", "hypothetical": "hypothetical"}
    return known.get(value)
