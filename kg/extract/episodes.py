"""Which event mentions of a document are one event.

Inside a sentence a verb of harm ("killing", "were wounded") belongs to the attack it follows from. Across
sentences "the attack", "the meeting" and bare tolls go back to the last event of their kind, unless their own words
(a site, a place, a year) tell them apart from it. The result is links; nothing is deleted.
"""

from __future__ import annotations

from kg.extract import course, descriptions, scenes
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word

HARM_FRAMES = ("agent-victim", "experiencer")
GENERIC_HEADS = frozenset(
    (
        "attack",
        "incident",
        "assault",
        "raid",
        "violence",
        "blast",
        "explosion",
        "operation",
        "offensive",
        "clash",
        "fighting",
        "killing",
        "bombing",
    )
)
INCIDENTS = ("Attack", "Incident")
SENTENCES_BACK = 6
ANSWERING = frozenset(("repel", "repulse", "thwart", "foil", "withstand", "survive", "avenge", "counter", "rebuff"))
ONE_AT_A_TIME = frozenset(("abduction", "hostage-taking", "assassination", "suicide-bombing", "hijacking"))  # told twice, they are one
BLASTS = frozenset(("bombing", "remote-explosive", "suicide-bombing"))
TALK = frozenset(("discuss", "talk", "address", "review", "explore", "debate", "speak", "agree"))


def link(draft: Draft) -> None:
    """Link every mention that goes back to an earlier one."""
    for h in draft.happenings:
        earlier = _within_sentence(draft, h)
        if earlier is not None and earlier.word.i > h.word.i and _goes_on(h):
            earlier = _across(draft, h) or earlier
        if earlier is None or first_of(draft, earlier).ref == h.ref:  # what goes back to the mention itself tells nothing of it
            earlier = _across(draft, h)
        if earlier is not None:
            h.leads_to = first_of(draft, earlier).ref
            draft.link(h.ref, h.leads_to)


def _goes_on(h: Happening) -> bool:
    """Whether a harm is told of those of whom the sentence before told: "They also wounded five people and …"."""
    subject = h.sentence.subject(h.word) if h.word.is_verb and not h.sentence.is_passive(h.word) else None
    return is_harm_only(h) and subject is not None and subject.lower in ("they", "he", "she")


def first_of(draft: Draft, h: Happening) -> Happening:
    """The first mention of the event that a mention is linked to."""
    seen = {h.ref}
    while h.leads_to and h.leads_to not in seen:
        h = draft.happening(h.leads_to)
        seen.add(h.ref)
    return h


def clusters(draft: Draft) -> dict[str, list[Happening]]:
    """The mentions of each event in the order of the text, by the reference of its first one."""
    found: dict[str, list[Happening]] = {}
    for h in draft.happenings:
        found.setdefault(first_of(draft, h).ref, []).append(h)
    return found


def event_of(draft: Draft, sentence: Sentence, word: Word) -> Happening | None:
    """The event that a word of harm tells of: the trigger that governs it, the nearest before it, the last told."""
    here = [h for h in draft.in_sentence(sentence) if h.cls in ("Attack", "Incident", "MilitaryOperation")]
    exact = next((h for h in draft.in_sentence(sentence) if h.word.i == word.i and h.cls != "Meeting"), None)
    if exact is not None:
        return exact
    governing = [h for above in sentence.ancestors(word) for h in here if h.word.i == above.i]
    if governing:
        return governing[0]
    below = {w.i for w in sentence.subtree(word)}
    before = [h for h in here if h.word.i < word.i]
    inside = [h for h in here if h.word.i in below]
    if inside or before or here:
        return (inside or before[-1:] or here)[0]
    return last(draft, sentence.number, ("Attack", "Incident"))


def last(draft: Draft, before: int, classes: tuple[str, ...]) -> Happening | None:
    """The event of some classes that occurred, told last before a sentence."""
    found = [
        h for h in draft.happenings if before - SENTENCES_BACK <= h.sentence.number < before and h.cls in classes and h.status == "occurred"
    ]
    return found[-1] if found else None


def is_harm_only(h: Happening) -> bool:
    """Whether a mention only tells the harm, so that it needs another to say what happened."""
    return h.trigger.frame in HARM_FRAMES and bool(h.trigger.harm) and h.trigger.event_type == "attack"


# --- within a sentence -------------------------------------------------------------------------------------


def _within_sentence(draft: Draft, h: Happening) -> Happening | None:
    here = [o for o in draft.in_sentence(h.sentence) if o is not h and o.status == h.status]
    if h.cls == "MilitaryOperation":
        return next((o for o in here if o.cls == h.cls and o.word.i < h.word.i and not (o.name and h.name)), None)
    if h.cls == "Meeting":
        return next((o for o in here if o.cls == h.cls and o.word.i < h.word.i and _one_meeting(o, h)), None)
    mains = [o for o in here if o.cls in INCIDENTS and h.cls in INCIDENTS]
    told_before = [o for o in mains if o.word.i < h.word.i]
    before = [o for o in told_before if _one_action(h, o) or _is_harmed_too(draft, h, o)] or (told_before if _is_summed_up(h) else [])
    if before:
        return before[-1]
    return _governor(draft, h, mains) if is_harm_only(h) else None


def _governor(draft: Draft, h: Happening, mains: list[Happening]) -> Happening | None:
    """The attack from which a harm follows, in the same sentence, wherever it stands."""
    mains = [o for o in mains if not _is_answered(h, o) and h.sentence.head(o.word).lower not in course.APART]  # "since the coup"
    telling = [o for o in mains if not is_harm_only(o)]
    here = [o for o in telling if course.is_one(h.sentence, h.word, o.word)]
    of_victim = {
        w.i for v in h.sentence.children(h.word, "nsubjpass") if draft.lexicon.is_for_people(v.lemma) for w in h.sentence.subtree(v)
    }
    rest = [o for o in mains if o.word.i not in of_victim]  # "the witness of the massacre was killed"
    others = here or [o for o in rest if o.word.i < h.word.i] or [o for o in rest if not is_harm_only(o)]
    return min(others, key=lambda o: abs(o.word.i - h.word.i), default=None)


def _one_action(h: Happening, o: Happening) -> bool:
    """Whether two triggers of one sentence tell one course of action."""
    if h.name and o.name:
        return False
    if h.trigger.pos == "noun" and h.definite and not is_harm_only(o) and h.sentence.head(h.word).lower not in ("in", "during"):
        return False
    if _is_answered(h, o):
        return False
    return course.is_one(h.sentence, h.word, o.word)


def _is_answered(h: Happening, o: Happening) -> bool:
    """Whether a deed answers the one told before it: "repelled an attack on the base and killed 20 insurgents"."""
    above = h.sentence.head(h.word)
    return h.word.is_verb and h.word.dep == "conj" and above.lemma in ANSWERING and o.word in h.sentence.objects(above)


def _is_harmed_too(draft: Draft, h: Happening, o: Happening) -> bool:
    """Whether a verb tells what else came to harm: "five people died in the attack and the mosque was destroyed"."""
    s, verb = h.sentence, h.word
    thing = s.child(verb, "nsubjpass")
    if thing is None or verb.dep != "conj" or verb.head not in (o.word.i, *(a.i for a in s.ancestors(o.word))):
        return False
    if not o.trigger.harm and not (o.definite and o.trigger.pos == "noun"):
        return False
    if any(w.name is not None for _, w in s.prepositions(verb, "in", "at", "near")):
        return False
    described = descriptions.describe(draft, s, thing)
    return thing.name is None and described is not None and described.cls in ("Facility", "MilitaryBase", "Asset", "Place")


def _is_summed_up(h: Happening) -> bool:
    """Whether a noun sums up what the sentence tells: ", the latest attack on X", ", in the worst bombing since Y"."""
    s, noun = h.sentence, h.word
    top = s.head(noun) if noun.dep == "pobj" and s.head(noun).lower == "in" else noun
    first, _ = s.phrase(noun)
    after_comma = min(top.i, first) > 0 and s.words[min(top.i, first) - 1].lower == ","
    return after_comma and (noun.dep == "appos" or top is not noun) and any(c.tag == "JJS" for c in s.children(noun, "amod"))


def _one_meeting(o: Happening, h: Happening) -> bool:
    return not (o.name and h.name and o.name != h.name)


# --- across sentences --------------------------------------------------------------------------------------


def _across(draft: Draft, h: Happening) -> Happening | None:
    earlier = [o for o in draft.happenings if o.sentence.number < h.sentence.number and o.status == h.status]
    if h.status in ("denied", "hypothetical") and h.cls in ("Attack", "Incident"):
        same = [o for o in earlier if o.event_type == h.event_type and (h.status == "denied" or h.definite)]
        return same[-1] if same else None
    if h.cls == "Meeting":
        return _earlier_meeting(earlier, h)
    if h.cls == "Event":
        same = [o for o in earlier if o.cls == h.cls and o.event_type == h.event_type and h.definite and h.trigger.pos == "noun"]
        return same[-1] if same else None
    if h.cls == "MilitaryOperation":
        same = [o for o in earlier if o.cls == h.cls and ((h.name and o.name == h.name) or (not h.name and h.definite))]
        return same[-1] if same else None
    near = [o for o in earlier if o.cls in ("Attack", "Incident") and h.sentence.number - o.sentence.number <= SENTENCES_BACK]
    if (day := scenes.opening(draft, h.sentence)) is not None:
        near = [o for o in near if scenes.holds(draft, o.sentence, day)]
    if not near:
        return None
    return _noun_across(near, h) if h.trigger.pos == "noun" else _verb_across(draft, near, h)


def _noun_across(near: list[Happening], h: Happening) -> Happening | None:
    """What "the attack", or "it was an ambush", takes up from before."""
    subject = h.sentence.child(h.sentence.head(h.word), "nsubj") if h.word.dep == "attr" else None
    if subject is not None:
        return near[-1] if subject.lower in ("it", "this", "that") else None
    if not h.definite or _is_particular(h):
        return None
    if h.word.tag == "NNS" and not is_harm_only(h) and not _resumes(near[-1], h):
        return next((o for o in reversed(near) if o.word.lemma == h.word.lemma), None)  # "clashes … the clashes"
    same = [o for o in near if o.event_type == h.event_type]
    if same:
        return same[-1]
    return near[-1] if h.word.lemma in GENERIC_HEADS or is_harm_only(h) else None


def _resumes(last: Happening, h: Happening) -> bool:
    """Whether a plural goes on with what the sentence before told: "The explosions killed …", not "the attacks of last year"."""
    first, end = h.sentence.phrase(h.word)
    return h.sentence.number - last.sentence.number == 1 and h.word.dep in ("nsubj", "nsubjpass") and end - first == 2


def _verb_across(draft: Draft, near: list[Happening], h: Happening) -> Happening | None:
    """What a verb tells again: the harm of what was told, what somebody is accused of, what those attackers did."""
    if is_harm_only(h) and not _has_own_setting(draft, h):
        harmful = [o for o in near if o.sentence is near[-1].sentence and o.trigger.harm]
        return (harmful or near)[-1]
    if h.word.dep == "pcomp" and any(w.lemma in ("accuse", "suspect", "blame") for w in h.sentence.ancestors(h.word)):
        return near[-1]  # what somebody is accused of is what was told
    if _by_those_attackers(draft, h):
        return near[-1]
    if h.trigger.frame == "agent-weapon" and _of_that_weapon(h):
        bombings = [o for o in near if o.event_type in BLASTS]
        return bombings[-1] if bombings else None
    particular = [o for o in near if o.event_type == h.event_type and h.event_type in ONE_AT_A_TIME]
    return particular[-1] if particular else None


def is_elsewhere(draft: Draft, before: Sentence, after: Sentence) -> bool:
    """Whether a later sentence tells of another event: by "another", a day, or a place that the one before does not name."""
    if before is after:
        return False
    if any(w.lower in course.ANOTHER for w in after.words):
        return True
    start, end = after.words[0].start, after.words[-1].end
    if any(start <= p.span.start < end and p.kind in ("calendar", "weekday", "offset") for p in draft.phrases):
        return True
    places = [{w.lower for w in s.words if w.name is not None and w.name.cls in ("Place", "State")} for s in (before, after)]
    return not places[1] <= places[0]


def _by_those_attackers(draft: Draft, h: Happening) -> bool:
    """Whether a verb's agent is "the gunmen", "the attackers": those of the event told before."""
    if not h.word.is_verb:
        return False
    passive = h.sentence.is_passive(h.word)
    subject = next((a for _, a in h.sentence.prepositions(h.word, "by")), None) if passive else h.sentence.subject(h.word)
    if subject is None or subject.name is not None or not any(c.lower == "the" for c in h.sentence.children(subject, "det")):
        return False
    return are_attackers(draft, h.sentence, subject) and not any(c.name for c in h.sentence.children(subject))


def are_attackers(draft: Draft, sentence: Sentence, word: Word) -> bool:
    """Whether a noun is a word for those who attack: "gunmen", "assailants"."""
    described = descriptions.describe(draft, sentence, word)
    return described is not None and described.kind == "attacker"


def _of_that_weapon(h: Happening) -> bool:
    """Whether it is the weapon told before that somebody used: "the bomb had been placed by two men"."""
    s = h.sentence
    weapons = [s.subject(h.word)] if s.is_passive(h.word) else [*s.objects(h.word)]
    return any(w is not None and any(c.lower == "the" for c in s.children(w, "det")) for w in weapons)


def _earlier_meeting(earlier: list[Happening], h: Happening) -> Happening | None:
    meetings = [o for o in earlier if o.cls == "Meeting"]
    if not meetings:
        return None
    if h.name:
        same = [o for o in meetings if o.name == h.name]
        fresh = [o for o in meetings[-1:] if not o.name and h.definite]
        return next(iter(reversed(same or fresh)), None)
    if h.trigger.pos == "verb" and h.word.is_verb:
        subject = h.sentence.subject(h.word)
        vague = subject is not None and subject.name is None
        return meetings[-1] if vague and h.word.lemma in TALK else None
    return meetings[-1] if h.definite else None


def _is_particular(h: Happening) -> bool:
    """Whether a noun's own words say which event it is: a name before it, or a place, site or year after it."""
    s = h.sentence
    on = next((o for _, o in s.prepositions(h.word, "on", "against")), None)
    if on is not None and on.tag.startswith("NN"):
        return True
    if any(c.name is not None and c.name.cls != "ArmedGroup" for c in s.children(h.word, "compound", "nmod", "amod", "poss")):
        return True
    objects = [(p, o) for p, o in s.prepositions(h.word, "in", "at", "on", "against", "near", "of")]
    return any(o.name is not None or o.tag == "CD" or p.lower == "of" for p, o in objects)


def _has_own_setting(draft: Draft, h: Happening) -> bool:
    """Whether a toll's clause names its own day or place, so that it may be another event."""
    start, end = h.sentence.words[0].start, h.sentence.words[-1].end
    dated = any(start <= p.span.start < end and p.kind in ("calendar", "weekday", "offset") for p in draft.phrases)
    placed = any(w.name is not None and w.name.cls in ("Place", "State") and h.sentence.head(w).tag == "IN" for w in h.sentence.words)
    passive = h.sentence.is_passive(h.word)
    verbs = h.sentence.conjuncts(h.word)
    agent = next((a for v in verbs for _, a in h.sentence.prepositions(v, "by")), None) if passive else h.sentence.subject(h.word)
    return (dated or placed) and agent is not None and h.trigger.frame == "agent-victim"
