"""Event mentions: the verbs, nouns and proper names that stand for incidents, operations and meetings.

Triggers are rows of ontology/lexicon/triggers.csv. Here is which of their occurrences are events: a word that only
modifies another ("bomb disposal") is none, a weak trigger ("hit") needs somebody or something that makes it an
incident, a plural that only opens a list ("the attacks include …") is a heading. Status comes from the words that
govern the trigger: denied, planned, imagined, or else occurred. Arguments are `roles`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import descriptions, mentions, support
from kg.extract.draft import Draft, Happening, core_text
from kg.extract.status import status_of
from kg.extract.tree import Sentence, Word
from kg.lexicon import ARMED_KINDS, Trigger
from kg.model import Span

PARTITIVE = frozenset(
    ("some", "one", "series", "wave", "spate", "string", "number", "many", "several", "most", "latest", "dozens", "threat", "risk")
)
EDITIONS = frozenset(("iteration", "round", "edition", "session", "phase", "series"))
CIVIL = frozenset(
    ("party", "political", "charm", "diplomatic", "legal", "media", "propaganda", "trade", "election", "advertising", "public")
)
OTHER_DOMAIN_WORDS = 4  # different words of sport, business or the arts from which a report counts as one of these


def find(draft: Draft) -> None:
    """Write down the event mentions of every sentence."""
    figurative = _speaks_of_other_things(draft)
    for sentence in draft.sentences:
        for happening in _in_sentence(draft, sentence):
            if not (figurative and happening.cls in ("Attack", "Incident", "Event") and not _tells_harm(draft, sentence)):
                happening.ref = f"e{len(draft.happenings)}"
                draft.happenings.append(happening)


def _speaks_of_other_things(draft: Draft) -> bool:
    """Whether a report is of sport, business or the arts, whose writers attack, bombard and ambush in figures of speech."""
    words = {w.lemma for s in draft.sentences for w in s.words if w.name is None}
    return len(words & draft.lexicon.other_domains) >= OTHER_DOMAIN_WORDS


def _tells_harm(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence says that somebody was killed, hurt or taken."""
    return any((row := draft.lexicon.verbs.at(sentence.lemmas, w.i)) is not None and row[0].harm for w in sentence.words)


def _in_sentence(draft: Draft, sentence: Sentence) -> Iterator[Happening]:
    taken: set[int] = set()
    for word in sentence.words:
        if word.i in taken:
            continue
        found = _named(sentence, word, draft) or _verb(draft, sentence, word) or _noun(draft, sentence, word)
        if found is None:
            continue
        trigger, name, covered = found
        taken.update(covered)
        span = _mention_span(sentence, word, trigger)
        yield Happening(
            ref="",
            sentence=sentence,
            word=word,
            trigger=trigger,
            span=span,
            cls=trigger.cls,
            event_type=trigger.event_type,
            status=status_of(draft, sentence, word),
            name=name,
            definite=_is_definite(sentence, word),
            rule=f"{'name' if name else trigger.pos}-{trigger.frame}",
        )


Found = tuple[Trigger, str, tuple[int, ...]]


def _named(sentence: Sentence, word: Word, draft: Draft) -> Found | None:
    """A proper name of a meeting or an operation."""
    if word.name is None or word.name.cls not in ("Meeting", "MilitaryOperation"):
        return None
    text = core_text(sentence, word.name)
    words = [w.casefold() for w in text.split()]
    hit = draft.lexicon.event_heads.ending(words, len(words))
    trigger = hit[0] if hit else next((t for w in reversed(words) if (t := draft.lexicon.event_heads.get(w))), None)
    return (trigger, text, (word.i,)) if trigger is not None else None


def _verb(draft: Draft, sentence: Sentence, word: Word) -> Found | None:
    if not word.is_verb or word.dep in ("aux", "auxpass", "amod", "compound"):
        return None
    trigger, covered = _trigger_of(draft, sentence, word)
    if trigger is not None and trigger.harm and _by_accident(draft, sentence):
        return None
    if trigger is None or (draft.lexicon.support.get(word.lemma) is not None and _carries_event(draft, sentence, word)):
        return None
    if trigger.frame == "reciprocal" and word.tag in ("VB", "VBP", "VBZ") and not sentence.child(word, "aux"):
        return None  # "helping X fight Y" tells a standing conflict, no incident
    if word.dep == "xcomp" and sentence.head(word).lemma in ("continue", "keep") and sentence.head(word).tag in ("VBZ", "VBP"):
        return None  # "continues to attack" tells a habit, no incident
    if not trigger.strong and not support.is_supported(draft, sentence, word, trigger):
        return None
    if trigger.cls == "Meeting" and not _has_company(draft, sentence, word):
        return None
    return trigger, "", covered


def _trigger_of(draft: Draft, sentence: Sentence, word: Word) -> tuple[Trigger | None, tuple[int, ...]]:
    """The longest row for a verb, with its particle, its weapon or its complement, and the words that it covers."""
    particle = sentence.child(word, "prt")
    table = draft.lexicon.verbs
    hit = table.at(sentence.lemmas, word.i)
    trigger, covered = (hit[0], tuple(range(word.i, hit[1]))) if hit else (None, (word.i,))
    if particle is not None and (hit is None or hit[1] == word.i + 1):
        joined = table.get(f"{word.lemma} {particle.lower}")
        trigger, covered = (joined, (word.i, particle.i)) if joined is not None else (trigger, covered)
    elif (hit is None or hit[1] == word.i + 1) and (joined := _with_its_weapon(draft, sentence, word)) is not None:
        trigger = joined
    elif hit is None and (apart := _with_its_complement(draft, sentence, word)) is not None:
        trigger, covered = apart
    return trigger, covered


def _with_its_weapon(draft: Draft, sentence: Sentence, verb: Word) -> Trigger | None:
    """A trigger that is a verb and the weapon it takes, whatever stands between: "launched a ballistic missile"."""
    found = (draft.lexicon.verbs.get(f"{verb.lemma} {o.lemma}") for o in sentence.objects(verb) if o.name is None)
    return next((row for row in found if row is not None and row.frame == "agent-weapon"), None)


def _with_its_complement(draft: Draft, sentence: Sentence, verb: Word) -> tuple[Trigger, tuple[int, ...]] | None:
    """A trigger of several words with its object between them: "set houses alight", "set a bus on fire"."""
    thing = sentence.child(verb, "dobj")
    below = [w for w in sentence.subtree(thing) if w.i > thing.i] if thing is not None else []  # "set a truck with wood on fire"
    for child in (*sentence.children(verb, "oprd", "acomp", "advmod", "xcomp", "prep"), *below):
        inner = sentence.child(child, "pobj") if child.dep == "prep" else None
        words = f"{verb.lemma} {child.lower}" if inner is None else f"{verb.lemma} {child.lower} {inner.lower}"
        row = draft.lexicon.verbs.get(words)
        if row is not None and child.i > verb.i + 1:
            return row, (verb.i, child.i)
    return None


def _by_accident(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence tells of a natural cause or an accident, and of no weapon or armed side."""
    if not any(lemma in draft.lexicon.other_causes for lemma in sentence.lemmas):
        return False
    armed = (descriptions.describe(draft, sentence, w) for w in sentence.words)
    return not any(d is not None and d.kind in ARMED_KINDS for d in armed) and not any(
        draft.lexicon.weapons.at(sentence.lemmas, i) for i in range(len(sentence.lemmas))
    )


def _has_company(draft: Draft, sentence: Sentence, verb: Word) -> bool:
    """Whether a verb of meeting has two sides: somebody met, a "with", or a subject of several."""
    others = [*sentence.objects(verb), *(o for _, o in sentence.prepositions(verb, "with", "between"))]
    if any(o.name is not None and o.name.cls in (*mentions.ORGANISATIONS, "Person", "State") for o in others):
        return True
    if any(
        (d := descriptions.describe(draft, sentence, o)) is not None and d.kind in ("official", "organisation", "armed") for o in others
    ):
        return True
    subject = sentence.subject(verb)
    return verb.lemma != "visit" and subject is not None and (len(sentence.conjuncts(subject)) > 1 or subject.tag in ("NNS", "NNPS", "PRP"))


def _carries_event(draft: Draft, sentence: Sentence, verb: Word) -> bool:
    """Whether a verb's object is itself an event noun, so that the verb only carries it ("launch an offensive")."""
    return any(draft.lexicon.nouns.ending(sentence.lemmas, o.i + 1) for o in sentence.objects(verb))


def _noun(draft: Draft, sentence: Sentence, word: Word) -> Found | None:
    if word.name is not None or not (word.tag.startswith("NN") or (word.tag == "VBG" and word.dep in ("pobj", "nsubj", "dobj", "conj"))):
        return None
    lower = [w.lower if w.name is None else "" for w in sentence.words]
    hit = draft.lexicon.nouns.ending(sentence.lemmas, word.i + 1) or draft.lexicon.nouns.ending(lower, word.i + 1)
    if hit is None or _only_modifies(sentence, word) or _heads_list(sentence, word) or _is_generic(sentence, word):
        return None
    trigger, first = hit
    if trigger.cls != "Meeting" and _is_aggregate(draft, sentence, word):
        return None
    if any(p.kind == "calendar" and p.span.start <= word.start < p.span.end for p in draft.phrases):
        return None  # "in March" tells no march
    if trigger.cls == "Meeting" and any(c.lemma in ("news", "press") for c in sentence.children(word, "compound", "nmod")):
        return None
    if trigger.cls == "MilitaryOperation" and _is_figurative(sentence, word):
        return None
    if not trigger.strong and not support.is_supported(draft, sentence, word, trigger):
        return None
    return trigger, "", tuple(range(first, word.i + 1))


def _only_modifies(sentence: Sentence, word: Word) -> bool:
    """Whether the noun stands before another noun: that one is the event, or there is none."""
    return word.dep in ("compound", "nmod", "amod", "npadvmod") and sentence.head(word).i > word.i and sentence.head(word).is_noun


def _is_figurative(sentence: Sentence, word: Word) -> bool:
    """ "his party's offensive", "a charm offensive": campaigns without arms."""
    return any(c.lemma in CIVIL for c in sentence.children(word, "poss", "compound", "amod", "nmod"))


def _is_generic(sentence: Sentence, word: Word) -> bool:
    """A bare plural that tells of a habit or of the past at large: "attacks on X are a crime", "revenge for raids"."""
    if word.tag != "NNS" or sentence.child(word, "det", "nummod", "poss", "amod"):
        return False
    head = sentence.head(word)
    if head.lower == "for":
        return True
    return word.dep in ("nsubj", "nsubjpass") and head.tag in ("VBZ", "VBP") and not sentence.child(head, "dobj")


def _is_aggregate(draft: Draft, sentence: Sentence, word: Word) -> bool:
    """Bare plurals without place, day or deed beside them: "denounced summary executions and kidnappings"."""
    if word.tag != "NNS" or sentence.child(word, "det", "nummod", "poss"):
        return False
    if any(o.name is not None or o.tag == "CD" or p.lower == "between" for p, o in sentence.prepositions(word)):
        return False
    if status_of(draft, sentence, word) != "occurred":
        return False  # "warned of attacks"
    if any(draft.lexicon.verbs.at(sentence.lemmas, w.i) for w in sentence.ancestors(word) if w.is_verb):
        return False
    start, end = sentence.words[0].start, sentence.words[-1].end
    return not any(start <= p.span.start < end and p.kind in ("calendar", "weekday", "offset") for p in draft.phrases)


def _heads_list(sentence: Sentence, word: Word) -> bool:
    """ "Some of the notable attacks include": a plural that opens a list of events and is none."""
    top = word
    for above in sentence.ancestors(word):
        if top.dep in ("pobj", "prep") and (above.tag == "IN" or above.lower in PARTITIVE):
            top = above
            continue
        break
    verb = sentence.head(top)
    plural = word.tag in ("NNS", "NNPS")
    if plural and top.dep in ("nsubj", "nsubjpass") and verb.lemma in ("include", "comprise"):
        return True
    return top is not word and top.lemma in ("threat", "risk", "fear", "series", "wave", "spate", "string") and plural


def _mention_span(sentence: Sentence, word: Word, trigger: Trigger) -> Span:
    """The words of an event mention: a verb with its object, a noun with its phrase and what hangs on it."""
    if word.is_verb and trigger.pos == "verb":
        objects = sentence.objects(word)
        last = max([word.i + 1, *(o.i + 1 for o in objects[:1] if o.i > word.i)])
        return sentence.span(word.i, last)
    first, last = sentence.phrase(word)
    of = sentence.head(word)
    if of.lower == "of" and sentence.head(of).lemma in EDITIONS:
        first = sentence.phrase(sentence.head(of))[0]
    for prep in sentence.children(word, "prep"):
        if prep.lower in ("in", "on", "at", "against", "by", "of", "near") and prep.i == last:
            end = max(w.i for w in sentence.subtree(prep) if _before_break(sentence, prep.i, w.i)) + 1
            last = max(last, end)
    return sentence.span(first, last)


def _before_break(sentence: Sentence, first: int, at: int) -> bool:
    return not any(w.lower in (",", ";", "which", "that", "who", "and") for w in sentence.words[first : at + 1])


def _is_definite(sentence: Sentence, word: Word) -> bool:
    first, last = sentence.phrase(word)
    return any(w.lower in ("the", "this", "that", "these", "those", "its", "their") for w in sentence.words[first:last])


def top_of(sentence: Sentence, word: Word) -> Word:
    """The head of the phrase that an event noun stands in: "round" in "a new round of talks"."""
    of = sentence.head(word)
    if of.lower == "of" and sentence.head(of).lemma in EDITIONS | PARTITIVE:
        return sentence.head(of)
    return word
