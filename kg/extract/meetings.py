"""Meetings: who took part, where it was held, what it was about.

What a sentence says of "the two sides" or of "the talks" is told of the last meeting that occurred. States in a
meeting's own name take part in it by implication only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract import coreference, descriptions, mentions
from kg.extract.arguments import ACTORS, PLACES
from kg.extract.draft import Draft, Happening
from kg.extract.episodes import TALK
from kg.extract.events import top_of
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word
from kg.model import Span, Topic

TALK_ABOUT = frozenset(("talk", "speak", "confer", "consult", "negotiate", "focus", "centre", "center", "touch", "deliberate", "dwell"))
TOPIC_PREPOSITIONS = ("on", "about", "over", "regarding", "concerning")
ATTEND = frozenset(("attend", "join", "chair", "host", "lead", "open", "address"))
SIDES = frozenset(("side", "party", "delegation", "they", "government", "leader"))
HOLD = frozenset(("hold", "host", "convene", "organise", "organize"))
_LIST_BREAK = re.compile(r"\s*;\s*(?:and\s+)?")


def fill(draft: Draft) -> None:
    """Write down participants, venues and topics of meetings."""
    for h in draft.happenings:
        if h.cls == "Meeting":
            _parties(draft, h)
            _venue(draft, h)
            _topics_of_mention(draft, h)
    for sentence in draft.sentences:
        for word in sentence.words:
            _discussed(draft, sentence, word)


# --- who ---------------------------------------------------------------------------------------------------


def _parties(draft: Draft, h: Happening) -> None:
    s, word = h.sentence, h.word
    if h.trigger.pos == "verb" and word.is_verb:
        subject = s.subject(word)
        people = [*(s.conjuncts(subject) if subject else ()), *s.objects(word), *(o for _, o in s.prepositions(word, "with", "between"))]
        _take_part(draft, h, people, "met")
        return
    _take_part(draft, h, [o for _, o in s.prepositions(word, "between", "with", "among", "of")], "meeting-between")
    verb = _carrier(s, word)
    if verb is not None and h.status != "planned":
        subject = s.subject(verb)
        direct = top_of(s, word).dep == "dobj" and (verb.lemma in ATTEND | HOLD or _is_support(draft, verb))
        present = any(c.lower in ("present", "participating", "attending") for c in s.children(verb, "acomp", "xcomp")) or verb.lemma in (
            "participate",
            "take",
            "attend",
        )
        if subject is not None and subject.i != word.i and (direct or present) and is_asserted(draft, s, verb):
            _take_part(draft, h, list(s.conjuncts(subject)), "present-at")
        if direct:
            _take_part(draft, h, [o for _, o in s.prepositions(verb, "with")], "held-with")
    for clause in s.children(word, "acl", "relcl"):
        if clause.lemma == "attend":
            _take_part(draft, h, [o for _, o in s.prepositions(clause, "by")], "attended-by")
    if h.status == "planned":
        _intended(draft, h)


def _carrier(s: Sentence, word: Word) -> Word | None:
    """The verb on which a meeting hangs: "was present during the forum", "held talks"."""
    return next((above for above in s.ancestors(word) if above.is_verb), None)


def _is_support(draft: Draft, verb: Word) -> bool:
    row = draft.lexicon.support.get(verb.lemma)
    return row is not None and row.value == "agent"


def _intended(draft: Draft, h: Happening) -> None:
    """ "A and B intend to … the next iteration of the meeting": who intends it is meant to take part."""
    s = h.sentence
    for above in s.ancestors(h.word):
        if above.is_verb and s.child(above, "nsubj", "nsubjpass") is not None:
            subject = s.child(above, "nsubj", "nsubjpass")
            if subject is not None and not _is_meeting(draft, h, subject):
                _take_part(draft, h, list(s.conjuncts(subject)), "intends-meeting", implied=h.trigger.pos != "verb")
            return


def _is_meeting(draft: Draft, h: Happening, word: Word) -> bool:
    return any(o.word.i == word.i for o in draft.in_sentence(h.sentence))


def _take_part(draft: Draft, h: Happening, people: list[Word], rule: str, *, implied: bool = False) -> None:
    for word in people:
        if word.lemma in SIDES and word.name is None and word.tag in ("PRP", "NNS"):
            continue  # the parties of the meeting told before: `same_parties`
        ref = coreference.actor(draft, h.sentence, word)
        states = [o for _, o in h.sentence.prepositions(word, "of", "from") if o.name is not None and o.name.cls == "State"]
        if word.tag == "NNS" and word.name is None and states:
            _take_part(draft, h, states, rule, implied=implied)  # "the defence ministers of A and B"
        if ref is None or draft.mention(ref).cls not in ACTORS or _is_vague(draft, ref):
            continue
        first, last = sorted((word.i, h.word.i))
        evidence = h.sentence.span(h.sentence.phrase(word)[0] if word.i == first else first, last + 1)
        draft.relate(
            h.ref, "sikg:participant", ref, evidence, rule, basis="implied" if implied else "stated", confidence=0.6 if implied else 0.9
        )


def same_parties(draft: Draft) -> None:
    """ "The two sides last met in …": the parties of the meeting told before."""
    for h in draft.happenings:
        subject = h.sentence.subject(h.word) if h.cls == "Meeting" and h.word.is_verb else None
        if (
            subject is None
            or subject.lemma not in SIDES
            or any(r.subject == h.ref and r.predicate == "sikg:participant" for r in draft.relations)
        ):
            continue
        earlier = [o for o in draft.happenings if o.cls == "Meeting" and o.sentence.number < h.sentence.number]
        parties = [r for o in reversed(earlier) for r in draft.relations if r.subject == o.ref and r.predicate == "sikg:participant"]
        first = next((r.subject for r in parties), None)
        for party in (r for r in parties if r.subject == first):
            evidence = (h.sentence.span(h.sentence.phrase(subject)[0], h.word.i + 1), *party.evidence)
            draft.relate(h.ref, "sikg:participant", party.object, evidence, "same-sides", basis="resolved", confidence=0.7)


def _is_vague(draft: Draft, ref: str) -> bool:
    mention = draft.mention(ref)
    return not mention.name and mention.rule != "pronoun" and mention.cls == "Group"


def named_parties(draft: Draft) -> None:
    """States in a meeting's name take part in it, by implication."""
    for h in draft.happenings:
        if h.cls != "Meeting" or h.word.name is None or h.status != "occurred":
            continue
        for part in h.word.name.parts:
            state = mentions.of_part(draft, h.sentence, part)
            draft.relate(h.ref, "sikg:participant", state, h.span, "state-in-meeting-name", basis="implied", confidence=0.6)


# --- where -------------------------------------------------------------------------------------------------


def _venue(draft: Draft, h: Happening) -> None:
    """ "which was held at the X", "talks in Y", "met in Z"."""
    s, word = h.sentence, h.word
    for prep, noun in _venue_phrases(s, word):
        place = descriptions.place_word(draft, s, noun) or noun
        ref = mentions.of(draft, s, place) if place.name is not None or _is_site(draft, s, place) else None
        if ref is None:
            continue
        cls = draft.mention(ref).cls
        if cls == "Organisation" and prep.lower == "at":
            draft.revise(replace(draft.mention(ref), cls="Facility"))
        if cls in PLACES or (cls == "Organisation" and prep.lower == "at"):
            draft.relate(h.ref, "sikg:occurredAt", ref, s.span(min(s.phrase(word)[0], place.i), max(word.i, place.i) + 1), "meeting-venue")
            return


def _venue_phrases(s: Sentence, word: Word) -> Iterator[tuple[Word, Word]]:
    yield from s.prepositions(word, "in", "at")
    for clause in s.children(word, "acl", "relcl"):
        if clause.lemma in HOLD or clause.lemma in ("take", "occur"):
            yield from s.prepositions(clause, "in", "at")
    verb = s.head(word)
    if word.dep in ("nsubjpass", "nsubj", "dobj") and (verb.lemma in HOLD or verb.lemma in ("take", "begin", "open", "be", "resume")):
        yield from s.prepositions(verb, "in", "at")


def _is_site(draft: Draft, s: Sentence, word: Word) -> bool:
    described = descriptions.describe(draft, s, word)
    return described is not None and described.kind == "site"


# --- about what --------------------------------------------------------------------------------------------


def _topics_of_mention(draft: Draft, h: Happening) -> None:
    """ "talks on disarmament", "a meeting about security"."""
    s = h.sentence
    for _, word in s.prepositions(h.word, *TOPIC_PREPOSITIONS):
        if h.word.is_noun and word.is_noun:
            _topic(draft, h, _topic_span(s, word), "meeting-on", h.span)
    if h.word.is_verb:
        for clause in s.children(h.word, "advcl", "xcomp"):
            if clause.lemma in TALK:
                for word in s.objects(clause):
                    _topic(draft, h, _topic_span(s, word), "met-to-discuss", s.span(h.word.i, word.i + 1))


def _discussed(draft: Draft, s: Sentence, verb: Word) -> None:
    """ "The two sides discussed a range of topics including A; B; and C"."""
    if not verb.is_verb or not (verb.lemma in TALK or verb.lemma in TALK_ABOUT) or verb.dep in ("advcl", "xcomp"):
        return
    earlier = [h for h in draft.happenings if h.cls == "Meeting" and h.sentence.number <= s.number and h.status == "occurred"]
    subject = s.subject(verb)
    if subject is None:
        return
    own = next((h for h in draft.in_sentence(s) if h.cls == "Meeting" and h.word.i == subject.i), None)
    if own is None and not earlier:
        return
    meeting = own or earlier[-1]
    direct = s.objects(verb) if verb.lemma in TALK else ()
    objects = direct or tuple(o for _, o in s.prepositions(verb, "on", "about", "over"))
    lead = s.span(s.phrase(subject)[0], verb.i + 1)
    for word in objects[:1]:
        spans = list(_listed(s, word)) or [_topic_span(s, each) for each in objects]
        for span in spans:
            _topic(draft, meeting, span, "discussed", lead)


def _listed(s: Sentence, word: Word) -> Iterator[Span]:
    """The members of "a range of topics including …", cut at semicolons if there are any, else at the conjuncts."""
    including = next(
        (w for w in s.words[word.i :] if w.lower in ("including", ":") or (w.lower == "as" and s.words[w.i - 1].lower == "such")), None
    )
    if including is None:
        return
    last = next((w.i for w in s.words[including.i + 1 :] if w.lower in ('"', "”", ".", "''")), len(s.words))
    rest = s.span(including.i + 1, last)
    if ";" in rest.quote:
        yield from _pieces(rest)
        return
    for child in s.children(including, "pobj", "dobj"):
        for each in s.conjuncts(child):
            yield _topic_span(s, each)


def _pieces(span: Span) -> Iterator[Span]:
    at = 0
    for match in [*_LIST_BREAK.finditer(span.quote), None]:
        end = match.start() if match else len(span.quote)
        text = span.quote[at:end].rstrip(" ,.;")
        if text:
            yield Span(span.start + at, span.start + at + len(text), text)
        at = match.end() if match else end


def _topic_span(s: Sentence, word: Word) -> Span:
    """A topic's noun phrase, with an "of", "to" or "for" that belongs to it."""
    first, last = s.phrase(word)
    while first < word.i and s.words[first].lower in ("the", "a", "an"):
        first += 1
    prep = s.words[last] if last < len(s.words) else None
    if prep is not None and prep.lower in ("of", "to", "for"):  # wherever the parser hung it
        last = max([last, *(o.i + 1 for o in s.children(prep, "pobj"))])
    return s.span(first, last)


def _topic(draft: Draft, h: Happening, span: Span, rule: str, lead: Span) -> None:
    label = " ".join(span.quote.split())
    known = next((t for t in draft.topics if t.label.casefold() == label.casefold()), None)
    if known is None:
        known = Topic(f"t{len(draft.topics)}", label, (span,))
        draft.topics.append(known)
    evidence = (span,) if lead.contains(span) or span.overlaps(lead) else (lead, span)
    draft.relate(h.ref, "schema:about", known.id, evidence, rule)
