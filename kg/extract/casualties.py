"""How many people an event harmed: figures with bounds, wording, and the group they count.

A count belongs to a harm when the noun it counts stands where the harm verb has its victims ("killed 12 people",
"12 were wounded"), beside a word of harm ("left 70 people dead", "three injured"), or after a noun of harm ("a
death toll of 12", "the deaths of 12 people"). The figure is told of the event whose mention governs the clause
(`episodes.event_of`). A perpetrator's own dead are figures of the same event, among the perpetrator.
"""

from __future__ import annotations

from kg.extract import coreference, descriptions, episodes, groups
from kg.extract.arguments import PEOPLE
from kg.extract.draft import Draft, Happening
from kg.extract.quantities import Count, counts
from kg.extract.tree import Sentence, Word
from kg.model import CasualtyFigure, CasualtyKind, Span

LOSE = frozenset(("claim", "cost", "lose", "take"))  # what lives are, where their number counts the dead
TOLL = ("toll", "number", "count")
KINDS: dict[str, CasualtyKind] = {k: k for k in ("killed", "injured", "hostage", "missing", "captured")}


def fill(draft: Draft) -> None:
    """Write down the casualty figures of every sentence."""
    for sentence in draft.sentences:
        previous: tuple[CasualtyKind, Count] | None = None
        for count in counts(sentence, draft.lexicon):
            found = _harm(draft, sentence, count)
            if found is None:
                continue
            kind, word = found
            if previous is not None and previous[1].last > count.first:
                continue
            event = episodes.event_of(draft, sentence, word)
            if event is not None:
                _write(draft, sentence, event, kind, count, word)
                previous = (kind, count)


def _harm(draft: Draft, sentence: Sentence, count: Count) -> tuple[CasualtyKind, Word] | None:
    """The harm that a count goes with and the word that says so."""
    noun = sentence.words[count.noun] if count.noun is not None else None
    told = draft.lexicon.harms.get(("noun", noun.lemma)) if noun is not None and noun.name is None else None
    if told is not None and count.upper == 0:
        return None  # "no hostage was harmed" counts nobody
    lead = sentence.words[max(0, count.first - 4) : count.first]
    if noun is not None and told is not None and (noun.lemma != "life" or any(w.lemma in LOSE for w in lead)):
        return KINDS[told], noun
    if noun is not None and not _counts_people(draft, sentence, noun):
        return None
    return _beside(draft, sentence, count, noun) or _by_verb(draft, sentence, count, noun) or _toll(sentence, count)


def _counts_people(draft: Draft, sentence: Sentence, noun: Word) -> bool:
    if noun.name is not None:
        return noun.name.cls in ("people", "Person", "adjective", "MilitaryForce", "ArmedGroup")
    described = descriptions.describe(draft, sentence, noun)
    if described is not None:
        return described.cls in (*PEOPLE, "MilitaryForce", "ArmedGroup")
    return noun.lemma in ("other", "people") or ("adjective", noun.lower) in draft.lexicon.harms


def _beside(draft: Draft, sentence: Sentence, count: Count, noun: Word | None) -> tuple[CasualtyKind, Word] | None:
    """ "70 people dead", "three wounded", "12 others injured"."""
    after = max(count.last, noun.i + 1 if noun is not None else 0)
    for word in sentence.words[count.last : after + 2]:
        harm = draft.lexicon.harms.get(("adjective", word.lower))
        if harm is not None and word.i >= after - 1:
            between = sentence.words[after : word.i]
            if all(w.lower in ("were", "was", "left", "more", "others", "other", "had", "been", "have", "are") for w in between):
                return KINDS[harm], word
            return None
        if word.lower in (",", ".", "and"):
            return None
    return None


def _by_verb(draft: Draft, sentence: Sentence, count: Count, noun: Word | None) -> tuple[CasualtyKind, Word] | None:
    """The harm verb whose victims the counted noun (or the bare number) stands for."""
    for clause in sentence.children(noun, "relcl", "acl") if noun is not None else ():
        trigger = _verb_trigger(draft, sentence, clause)
        if trigger is not None and (sentence.is_passive(clause) or trigger[1]):
            return trigger[0], clause
    word = noun if noun is not None else sentence.words[count.last - 1]
    while word.dep in ("nummod", "quantmod", "conj", "pobj", "prep", "amod", "compound", "nmod", "appos", "advmod") and word.head != word.i:
        above = sentence.head(word)
        if word.dep == "prep" and word.lower not in ("of", "including"):
            return None
        if above.is_verb and above.lower != "including":
            break
        word = above
    verb = sentence.head(word)
    trigger = _verb_trigger(draft, sentence, verb)
    if trigger is None:
        return None
    harm, experiencer = trigger
    passive = sentence.is_passive(verb)
    undergoes = word.dep in ("dobj", "attr", "oprd", "dative") and not passive
    undergoes = undergoes or word.dep == "nsubjpass" or (word.dep == "nsubj" and (experiencer or passive))
    if undergoes or (word.dep == "conj" and verb.i < word.i):
        return harm, verb
    return None


def _verb_trigger(draft: Draft, sentence: Sentence, verb: Word) -> tuple[CasualtyKind, bool] | None:
    happening = next((h for h in draft.in_sentence(sentence) if h.word.i == verb.i), None)
    if happening is not None and happening.trigger.harm:
        return KINDS[happening.trigger.harm], happening.trigger.frame == "experiencer"
    other = draft.lexicon.harms.get(("verb", verb.lemma))
    if other is not None and verb.is_verb:
        return KINDS[other], False
    row = draft.lexicon.verbs.at([w.lemma for w in sentence.words], verb.i)
    if row is not None and row[0].harm:
        return KINDS[row[0].harm], row[0].frame == "experiencer"
    return None


def _toll(sentence: Sentence, count: Count) -> tuple[CasualtyKind, Word] | None:
    """ "the death toll rose to 32", "a toll of 32 dead"."""
    prep = sentence.head(sentence.words[count.last - 1])
    risen = sentence.child(sentence.head(prep), "nsubj", "nsubjpass") if prep.lower in ("to", "at") else None
    near = (*([risen] if risen is not None else []), *reversed(sentence.words[max(0, count.first - 8) : count.first]))
    for word in near:
        if word.lemma in TOLL and any(
            c.lemma in ("death", "casualty") or c.lower == "dead" for c in (*sentence.children(word), *sentence.subtree(word))
        ):
            return "killed", word
        if word.lower in (",", ";"):
            return None
    return None


def _write(draft: Draft, sentence: Sentence, event: Happening, kind: CasualtyKind, count: Count, word: Word) -> None:
    noun = sentence.words[count.noun] if count.noun is not None else None
    group = _group(draft, sentence, noun)
    positions = [word.i, count.first, count.last - 1, *([noun.i] if noun is not None else [])]
    evidence = sentence.span(min(positions), max(positions) + 1)
    draft.casualties.append(
        CasualtyFigure(
            event=event.ref,
            kind=kind,
            lower=count.lower,
            upper=count.upper,
            best=count.best,
            qualifier=count.qualifier,
            verbatim=" ".join(count.span.quote.split()),
            basis="stated",
            evidence=(evidence,),
            among_group=group,
            confidence=0.9,
            rule=f"count-{kind}",
        )
    )
    own_loss = word.is_verb and ("verb", word.lemma) in draft.lexicon.harms  # "lost three fighters": told of the speaker's side
    if group is not None and not own_loss and draft.mention(group).cls in PEOPLE and kind in ("killed", "injured", "hostage", "missing"):
        _victim(draft, event, group, evidence)


def _group(draft: Draft, sentence: Sentence, noun: Word | None) -> str | None:
    harms = draft.lexicon.harms
    if noun is None or noun.lemma == "other" or ("noun", noun.lemma) in harms or ("adjective", noun.lower) in harms:
        return None
    ref = coreference.actor(draft, sentence, noun)
    if ref is not None and draft.mention(ref).cls in PEOPLE:
        groups.relate(draft, sentence, noun)
    return ref


def _victim(draft: Draft, event: Happening, group: str, evidence: Span) -> None:
    already = any(r.subject == event.ref and r.predicate == "sikg:victim" and r.object == group for r in draft.relations)
    perpetrator = any(r.predicate == "sikg:perpetrator" and r.object == group for r in draft.relations)
    if not already and not perpetrator:
        draft.relate(event.ref, "sikg:victim", group, evidence, "counted-victims")
