"""Who is accused of an act, charged with it, held for it, involved in it, or has it attributed to him.

The rows of ontology/lexicon/accusations.csv say of a verb or adjective where it has the culprit and where the act:
"subject", "undergoer", or a preposition. Such a culprit becomes a perpetrator with the confidence of the row, told by
the one who accuses. An act that is only called "the crime" is the last one told.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import arguments, coreference, groups, mentions
from kg.extract.arguments import PEOPLE
from kg.extract.draft import Draft, Happening
from kg.extract.responsibility import DEEDS
from kg.extract.status import REJECT
from kg.extract.tree import Sentence, Word
from kg.lexicon import Accusation

# Nouns between a word of accusation and the act: "in connection with", "on suspicion of", "charges of".
LINKS = frozenset(
    [
        "connection",
        "relation",
        "link",
        "suspicion",
        "charge",
        "allegation",
        "involvement",
        "participation",
        "role",
        "part",
        "complicity",
        "count",
        "accusation",
        "case",
        "ground",
    ]
)
CULPRITS = (*mentions.ORGANISATIONS, *PEOPLE)
ACTS = ("Attack", "Incident")
TAKING = frozenset(("arrest", "capture"))  # nouns that are verbs of the table too
LAWFUL = frozenset(("arrest", "protest"))
DOERS = frozenset(("perpetrator", "culprit", "mastermind", "author", "murderer", "killer", "assassin", "attacker", "bomber"))
MAIN_SUSPECTS = frozenset(("suspect",))  # "X are the main suspects"
SUSPECTS = frozenset(("suspect", "gunman", "assailant", "kidnapper", "culprit"))
SENTENCES_BACK = 5
WORK = frozenset(("work", "hallmark", "handiwork", "doing"))
MODALS = frozenset(("may", "might", "could", "should", "must", "would", "shall"))
NOBODY = frozenset(
    ("culprit", "perpetrator", "suspect", "person", "people", "individual", "one", "those", "that", "who")
)  # nouns that name nobody
WORK_CONFIDENCE = 0.6


def fill(draft: Draft) -> None:
    """Write down the culprits that words of accusation name."""
    for s in draft.sentences:
        for word in s.words:
            if word.name is not None:
                continue
            row = _row(draft, s, word)
            if row is not None and not _is_unsure(s, word) and not _is_rejected(s, word):
                _accuse(draft, s, word, row)
            if word.lemma == "be":
                _is_culprit(draft, s, word)
            if word.lemma in WORK:
                _work_of(draft, s, word)


def _is_unsure(s: Sentence, word: Word) -> bool:
    """Whether a word of accusation is negated, or only says what may or should be: "might be involved", "must pursue"."""
    return s.child(word, "neg") is not None or any(c.lower in MODALS for c in s.children(word, "aux"))


def _is_rejected(s: Sentence, word: Word) -> bool:
    """Whether an accusation is told as one that somebody rejects."""
    return any(above.lemma in REJECT for above in s.ancestors(word))


def _row(draft: Draft, s: Sentence, word: Word) -> Accusation | None:
    if word.dep in ("aux", "auxpass", "compound"):
        return None
    if word.tag == "NN":  # "the arrest of X for the murder"
        row = draft.lexicon.accusations.get(word.lemma)
        return row if row is not None and (row.culprit == "of" or word.lemma in TAKING) else None
    if not (word.is_verb or word.tag == "JJ"):
        return None
    noun = s.child(word, "dobj")
    joined = draft.lexicon.accusations.get(f"{word.lemma} {noun.lemma}") if noun is not None else None
    return joined or draft.lexicon.accusations.get(word.lemma if word.is_verb else word.lower)


def _accuse(draft: Draft, s: Sentence, word: Word, row: Accusation) -> None:
    act = next((h for place in row.event for h in _acts(draft, s, word, place)), None)
    if act is None:
        act = next((h for prep in row.linked for h in _linked(draft, s, word, prep)), None)
    if act is None:
        act = _deeper(draft, s, word, row)
    if act is None and row.culprit == "undergoer":
        act = _told_before(draft, s, _at(s, word, row.culprit))
    if act is None or act.event_type in LAWFUL or act.word.i == word.i:
        return
    for culprit in _at(s, word, row.culprit):
        _write(draft, s, act, culprit, word, row.confidence)


def _deeper(draft: Draft, s: Sentence, word: Word, row: Accusation) -> Happening | None:
    """The act after a preposition that the parser hung on somebody inside the accusation: "accused men led by X of the attack"."""
    places = [place for place in row.event if place not in ("subject", "undergoer")]
    if not places or row.culprit not in ("undergoer", "of"):
        return None
    below = {w.i for w in s.subtree(word)}
    nouns = [o for w in s.words if w.i in below and w.i > word.i for _, o in s.prepositions(w, *places)]
    return next((h for o in nouns for h in draft.in_sentence(s) if h.word.i == o.i and h.cls in ACTS and h.event_type not in LAWFUL), None)


def _told_before(draft: Draft, s: Sentence, held: list[Word]) -> Happening | None:
    """The act that "the suspects", "the killers" who are held are held for: the last one told not long before."""
    if not any(w.lemma in SUSPECTS or w.lemma in DOERS for w in held):
        return None
    before = [h for h in draft.happenings if h.cls in ACTS and h.status == "occurred" and h.event_type not in LAWFUL]
    near = [h for h in before if 0 < s.number - h.sentence.number <= SENTENCES_BACK]
    return near[-1] if near else None


def _at(s: Sentence, word: Word, place: str) -> list[Word]:
    """The words at a grammatical place of a verb or adjective."""
    if place == "subject":
        if word.is_verb and s.is_passive(word):
            return [a for _, a in s.prepositions(word, "by")]
        bearer = word if word.is_verb else s.head(word)
        if not word.is_verb and bearer.is_noun:
            return [bearer]
        return arguments.coordinated(s, s.subject(bearer))
    if place == "undergoer":
        if word.tag == "NN":
            return [o for _, o in s.prepositions(word, "of")]
        if word.is_verb and s.is_passive(word):
            return arguments.coordinated(s, arguments.passive_subject(s, word))
        return list(s.objects(word))
    return [o for holder in (word, *s.children(word, "dobj")) for _, o in s.prepositions(holder, place)]


def _acts(draft: Draft, s: Sentence, word: Word, place: str) -> Iterator[Happening]:
    """The acts at a grammatical place of a word of accusation."""
    for noun in _at(s, word, place):
        yield from _act_of(draft, s, noun)


def _linked(draft: Draft, s: Sentence, word: Word, prep: str) -> Iterator[Happening]:
    """The acts after "in connection with", "on charges of"."""
    for _, noun in s.prepositions(word, prep):
        if noun.lemma in LINKS:
            for _, inner in s.prepositions(noun, "with", "of", "in", "to", "for"):
                yield from _act_of(draft, s, inner)


def _act_of(draft: Draft, s: Sentence, noun: Word) -> Iterator[Happening]:
    """The act that a noun or a gerund names, by itself or by what hangs on it; "the crime" is the last one told."""
    below = {w.i for w in s.subtree(noun)}
    here = [h for h in draft.in_sentence(s) if h.cls in ACTS and h.word.i in below and h.event_type not in LAWFUL]
    yield from here
    if not here and noun.lemma in DEEDS:
        before = [
            h for h in draft.happenings if h.cls in ACTS and h.status == "occurred" and (h.sentence.number, h.word.i) < (s.number, noun.i)
        ]
        yield from before[-1:]


def _is_culprit(draft: Draft, s: Sentence, be: Word) -> None:
    """ "The perpetrators of the massacre were X", "X was the mastermind of the attack"."""
    subject, attr = s.child(be, "nsubj"), s.child(be, "attr")
    if subject is None or attr is None or s.child(be, "neg"):
        return
    for doer, culprit in ((subject, attr), (attr, subject)):
        if doer.lemma not in DOERS | MAIN_SUSPECTS:
            continue
        acts = [h for _, noun in s.prepositions(doer, "of", "in", "behind") for h in _act_of(draft, s, noun)]
        before = [h for h in draft.happenings if h.cls in ACTS and h.status == "occurred" and h.sentence.number < s.number]
        for act in (acts or before[-1:])[:1]:
            for each in s.conjuncts(culprit):
                _write(draft, s, act, each, be, WORK_CONFIDENCE)


def _work_of(draft: Draft, s: Sentence, work: Word) -> None:
    """ "The attack was the work of X", "it bore the hallmarks of X"."""
    culprits = [o for _, o in s.prepositions(work, "of")]
    before = [h for h in draft.happenings if h.cls in ACTS and (h.sentence.number, h.word.i) < (s.number, work.i)]
    if culprits and before and before[-1].sentence.number >= s.number - 1:
        for culprit in culprits:
            if arguments.kind_of(draft, s, culprit) in mentions.ORGANISATIONS or groups.organisation_behind(draft, s, culprit):
                _write(draft, s, before[-1], culprit, work, WORK_CONFIDENCE)


def _write(draft: Draft, s: Sentence, act: Happening, culprit: Word, word: Word, confidence: float) -> None:
    said = [c for c in s.children(culprit, "nummod", "amod", "compound", "acl") if c.i != word.i]
    bare = culprit.name is None and culprit.lemma in NOBODY and not said
    if bare or any(h.word.i == culprit.i for h in draft.in_sentence(s)):
        return
    above = s.head(culprit)
    if culprit.dep == "appos" and above.name is not None and above.name.cls == "Person":
        culprit = above  # "X, main person implicated in the murder"
    owners = [ref for ref, _ in groups.behind(draft, s, culprit)]
    own = coreference.actor(draft, s, culprit)
    first, last = sorted((culprit.i, word.i))
    accuser = s.child(word, "nsubj") if word.is_verb and word.lemma != "be" and not s.is_passive(word) else None
    speaker = coreference.actor(draft, s, accuser) if accuser is not None and accuser.i != culprit.i else None
    if speaker is not None and draft.mention(speaker).cls not in (*CULPRITS, "State"):
        speaker = None
    for ref in (*owners, own):
        if ref is not None and draft.mention(ref).cls in CULPRITS:
            draft.relate(
                act.ref, "sikg:perpetrator", ref, s.span(first, last + 1), f"accused-{word.lemma}", confidence=confidence, speaker=speaker
            )
