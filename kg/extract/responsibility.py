"""Who says that they did it, and who is said to have done it: claims of responsibility, and blame.

Both are told apart from the act itself: a claim becomes `sikg:claimedBy`, blame a perpetrator told by the one who
blames. Where the event is not named, the last one told is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import arguments, coreference, course, episodes, groups, mentions
from kg.extract.arguments import PEOPLE, SITES
from kg.extract.draft import Draft, Happening
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word

CLAIM = frozenset(("claim", "take", "accept", "assume"))
DEEDS = frozenset(  # nouns that leave open what was done
    (
        "crime",
        "act",
        "incident",
        "deed",
        "action",
        "event",
        "atrocity",
        "case",
        "outrage",
        "offence",
        "offense",
        "wave",
        "series",
        "one",
        "this",
    )
)
BLAME_CONFIDENCE = 0.6
LONGEST_WAY = 6  # sentences from a claim back to the act that it takes up
PARTICULAR = ("Place", "State", *SITES, "Asset", *PEOPLE)  # what tells an act that is claimed from the one told before
LONGEST_EVIDENCE = 200  # characters


def claimed(draft: Draft) -> None:
    """ "X claimed responsibility for the attack", also where the attack is not named: the last one told is meant."""
    for s in draft.sentences:
        for word in s.words:
            if word.lemma == "claim" and word.tag in ("VBN", "VBD"):
                _claimed_by(draft, s, word)
            if word.lemma not in ("responsibility", "credit") or s.head(word).lemma not in CLAIM:
                continue
            verb = s.head(word)
            agents = _claimants(draft, s, verb)
            target = _claimed_event(draft, s, word)
            if target is not None and not s.child(verb, "neg"):
                for agent in agents:
                    claim(draft, target, agent, within=s)


def _claimed_by(draft: Draft, s: Sentence, verb: Word) -> None:
    """ "an attack claimed by X", "the blast was claimed by X"."""
    agents = [arguments.meant(draft, s, a) for _, a in s.prepositions(verb, "by")]
    if not agents or s.child(verb, "dobj") is not None or s.child(verb, "neg") is not None:
        return
    own = s.head(verb) if verb.dep == "acl" else s.child(verb, "nsubjpass", "nsubj")
    acts = [h for h in draft.in_sentence(s) if h.cls in ("Attack", "Incident") and h.word.i < verb.i]
    named = [h for h in acts if own is not None and h.word.i == own.i]
    before = [h for h in draft.happenings if h.sentence.number < s.number and h.cls in ("Attack", "Incident") and h.status == "occurred"]
    target = next(iter(named or acts[-1:] or before[-1:]), None)
    for agent in agents if target is not None else ():
        if target is not None and arguments.kind_of(draft, s, agent) in (*mentions.ORGANISATIONS, *PEOPLE):
            claim(draft, target, agent, within=s)


def _claimants(draft: Draft, s: Sentence, verb: Word) -> list[Word]:
    """Who claims: the subject, or whoever sends, leaves or signs the leaflet or the call that claims."""
    if s.is_passive(verb):
        return [a for _, a in s.prepositions(verb, "by")]
    subject = s.subject(verb)
    if subject is None or arguments.kind_of(draft, s, subject) in (*mentions.ORGANISATIONS, *PEOPLE):
        return arguments.coordinated(s, subject)
    for place in (subject, verb):
        behalf = [
            o for _, noun in s.prepositions(place, "on", "in") if noun.lemma in ("behalf", "name") for _, o in s.prepositions(noun, "of")
        ]
        by = [o for clause in (place, *s.children(place, "acl")) for _, o in s.prepositions(clause, "by", "from")]
        if behalf or by:
            return behalf or by
    above = s.head(subject)
    return arguments.coordinated(s, s.subject(above)) if above.is_verb and above.i != verb.i and subject.dep == "dobj" else [subject]


def blame(draft: Draft) -> None:
    """ "A blamed the attack on B", "B was behind it", "B was responsible for the killing": B is told as the perpetrator."""
    for s in draft.sentences:
        for word in s.words:
            for culprit, event in _blamed(draft, s, word):
                first, last = sorted((culprit.i, word.i))
                for ref in (*(owner for owner, _ in groups.behind(draft, s, culprit)), coreference.actor(draft, s, culprit)):
                    if ref is None or draft.mention(ref).cls not in _blameable(culprit):
                        continue
                    predicate = "sikg:claimedBy" if _said_by(draft, s, word, ref) else "sikg:perpetrator"
                    draft.relate(
                        event.ref,
                        predicate,
                        ref,
                        s.span(first, last + 1),
                        "blame",
                        confidence=BLAME_CONFIDENCE,
                        speaker=_blamer(draft, s, word),
                    )


def _blameable(culprit: Word) -> tuple[str, ...]:
    """What may be blamed: a state by its name only, since "it" mostly goes back to something else."""
    return (*mentions.ORGANISATIONS, *PEOPLE, *(("State",) if culprit.name is not None else ()))


def _blamed(draft: Draft, s: Sentence, word: Word) -> Iterator[tuple[Word, Happening]]:
    """Whom a word of blame names, and for which event."""
    if word.lemma == "blame" and word.is_verb:
        on = [o for noun in (word, *s.objects(word)) for _, o in s.prepositions(noun, "on")] or _blamed_on(draft, s, word)
        culprits = on or list(s.objects(word))
        if s.is_passive(word):
            culprits = on or arguments.coordinated(s, s.subject(word))
    elif word.lower in ("behind", "responsible") and s.head(word).lemma == "be":
        culprits = arguments.coordinated(s, s.child(s.head(word), "nsubj"))
    elif word.lower == "responsible" and s.head(word).lemma == "hold":
        culprits = _held_responsible(s, word)
    else:
        return
    if not is_asserted(draft, s, word if word.is_verb else s.head(word)):
        return
    event = _blamed_for(draft, s, word)
    if event is not None:
        yield from ((c, event) for c in culprits if not any(h.word.i == c.i for h in draft.in_sentence(s)))


def _blamed_on(draft: Draft, s: Sentence, blame: Word) -> list[Word]:
    """Who stands after "on" deeper in what is blamed: "blamed the murder of two priests on rebels"."""
    below = [w for o in s.objects(blame) for w in s.subtree(o) if w.is_noun]
    found = [o for w in sorted(below, key=lambda w: w.i) for _, o in s.prepositions(w, "on")]
    return [o for o in found if arguments.kind_of(draft, s, o) in _blameable(o)]


def _held_responsible(s: Sentence, word: Word) -> list[Word]:
    """Whom somebody holds responsible: the object of "hold", wherever the parser hung it, or its passive subject."""
    hold = s.head(word)
    if s.is_passive(hold):
        return arguments.coordinated(s, s.child(hold, "nsubjpass", "nsubj"))
    told = s.child(word, "nsubj") or s.child(hold, "dobj")
    return arguments.coordinated(s, told)


def _blamed_for(draft: Draft, s: Sentence, word: Word) -> Happening | None:
    """What a word of blame is about: the act after "for", where there is one, else the first in the sentence or the last told.

    "Responsible for the budget" blames for nothing.
    """
    told_for = [o for _, o in s.prepositions(word, "for")]
    here = [h for h in draft.in_sentence(s) if h.cls in ("Attack", "Incident")]
    below = {w.i for o in told_for for w in s.subtree(o)}
    if not told_for or any(o.lemma in DEEDS or o.lower in coreference.COLLECTIVE for o in told_for):
        return here[0] if here else _claimed_event(draft, s, word)
    act = next((h for h in here if h.word.i in below), None)
    earlier = [h for h in draft.happenings if h.sentence.number < s.number and h.cls in ("Attack", "Incident") and h.status == "occurred"]
    if act is not None and earlier and _takes_up(draft, act):
        _link(draft, act, earlier[-1])
    return act


def _blamer(draft: Draft, s: Sentence, word: Word) -> str | None:
    """Who blames: the subject of "blame"."""
    subject = s.child(word, "nsubj") if word.is_verb else None
    return coreference.actor(draft, s, subject) if subject is not None else None


def _said_by(draft: Draft, s: Sentence, word: Word, ref: str) -> bool:
    """Whether the one blamed is the one who says so: "the group said that it was behind the attack"."""
    saying = next((w for w in s.ancestors(word) if w.is_verb and draft.lexicon.reporting.get(w.lemma)), None)
    speaker = s.child(saying, "nsubj") if saying is not None else None
    said = coreference.actor(draft, s, speaker) if speaker is not None else None
    return said is not None and draft.named(said).ref == draft.named(ref).ref


def _claimed_event(draft: Draft, s: Sentence, word: Word) -> Happening | None:
    here = [h for h in draft.in_sentence(s) if h.word.i > word.i and h.cls in ("Attack", "Incident")]
    earlier = [h for h in draft.happenings if h.sentence.number < s.number and h.cls in ("Attack", "Incident") and h.status == "occurred"]
    if here and earlier and _takes_up(draft, here[0]):
        _link(draft, here[0], earlier[-1])
    return here[0] if here else earlier[-1] if earlier else None


def _takes_up(draft: Draft, act: Happening) -> bool:
    """Whether what is claimed is only called "the attack", "the blasts", "attack": no day, place or target tells it from the one before."""
    s, noun = act.sentence, act.word
    if act.leads_to or act.trigger.pos != "noun" or act.name or not (act.definite or s.phrase(noun)[0] == noun.i):
        return False
    if any(c.lower in course.ANOTHER or c.tag == "CD" or c.name is not None for c in s.children(noun)):
        return False
    below = {w.i for w in s.subtree(noun)}
    dated = any(p.span.start <= s.words[i].start < p.span.end and p.kind in ("calendar", "offset") for p in draft.phrases for i in below)
    return not dated and not any(arguments.kind_of(draft, s, s.words[i]) in PARTICULAR for i in below if i != noun.i)


def _link(draft: Draft, act: Happening, earlier: Happening) -> None:
    """Note that the act claimed is the last one told."""
    first = episodes.first_of(draft, earlier)
    if first.ref != act.ref and earlier.sentence.number >= act.sentence.number - LONGEST_WAY:
        act.leads_to = first.ref
        draft.link(act.ref, first.ref)


def claim(draft: Draft, h: Happening, word: Word, within: Sentence | None = None) -> None:
    """Write down who claims an event; `within` is the sentence of the claim where it is another than the event's."""
    s = within or h.sentence
    span = s.span(word.i, max(w.i for w in s.words if w.i >= word.i and w.lower != ".") + 1)
    evidence = draft.quote(span.start, min(span.end, span.start + LONGEST_EVIDENCE))
    for ref in (*(owner for owner, _ in groups.behind(draft, s, word)), coreference.actor(draft, s, word)):
        if ref is not None and draft.mention(ref).cls in (*mentions.ORGANISATIONS, "Group", "Person"):
            draft.relate(h.ref, "sikg:claimedBy", ref, evidence, "claims-responsibility")
