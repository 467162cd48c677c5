"""With what an incident was done where no weapon is told: what the way it is told implies.

"Gunmen", "was shot", "a bombing", "set ablaze" are rows of ontology/lexicon/weapon_signs.csv, and make claims of basis
`implied` whose evidence is these words, with words of such a weapon told nearby before them. That is concluded only
of incidents that say whom they harmed, and of those that the report begins with: an incident told in passing
("after last year's bombings") is of a type, and what its type implies would be said twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract import deeds, episodes, support, weapons
from kg.extract.draft import Draft, Happening
from kg.model import Relation, Span

SHORT = 4  # sentences of a report that tells one matter
SENTENCES_AROUND = 6  # how far off a weapon's words still are words for one that an incident implies
ALSO_USED = ("open fire", "shoot dead", "gun down")  # verbs that tell of firearms, whatever else was used
IMPLIED = 0.6  # confidence in a weapon that is only implied by the deed
IMPLIED_BY_PERSON = 0.5  # and by who did it


def conclude(draft: Draft) -> None:
    """Write down the weapons that incidents without a weapon imply. Needs the roles and casualties."""
    stated = [r for r in draft.relations if r.predicate == "sikg:weaponType"]
    armed = {weapons.episode(draft, r.subject) for r in stated}
    told = _told_of_harm(draft)
    for parts, confidence in ((("verb", "noun", "adjective"), IMPLIED), (("person",), IMPLIED_BY_PERSON)):
        found = [sign for sign in _signs(draft, armed, parts) if weapons.episode(draft, sign[0].ref) in told]
        for h, concept, span in found:
            evidence = (*_worded(draft, h, concept, stated), span)
            draft.relate(h.ref, "sikg:weaponType", concept, evidence, "weapon-sign", basis="implied", confidence=confidence)
        armed |= {weapons.episode(draft, h.ref) for h, _, _ in found}
    _told_after(draft, armed, told)


def _told_of_harm(draft: Draft) -> set[str]:
    """The incidents that say whom they harmed, and those of the sentence with the report's first, which it is about."""
    incidents = [h for h in draft.happenings if h.cls in ("Attack", "Incident")]
    first = min((h.sentence.number for h in incidents), default=0)
    harming = [r.subject for r in draft.relations if r.predicate == "sikg:victim"] + [c.event for c in draft.casualties]
    return {weapons.episode(draft, ref) for ref in (*harming, *(h.ref for h in incidents if h.sentence.number == first))}


def _signs(draft: Draft, armed: set[str], parts: tuple[str, ...]) -> Iterator[tuple[Happening, str, Span]]:
    """What implies a weapon of incidents that are not armed yet: each concept once an incident, by its first words."""
    seen: set[tuple[str, str]] = set()
    written = {(weapons.episode(draft, r.subject), r.object) for r in draft.relations if r.predicate == "sikg:weaponType"}
    for h, concept, span in _all_signs(draft, parts):
        key = (weapons.episode(draft, h.ref), concept)
        own = (h.trigger.pos == "verb" and h.trigger.lemma.startswith(ALSO_USED)) or ("person" in parts and _is_after_blast(draft, h, span))
        used_too = own and key not in written
        if (key[0] not in armed or used_too) and key not in seen:
            seen.add(key)
            yield h, concept, span


def _all_signs(draft: Draft, parts: tuple[str, ...]) -> Iterator[tuple[Happening, str, Span]]:
    tables = draft.lexicon.weapon_signs
    if "verb" in parts:
        for h in draft.happenings:
            row = tables["event-type"].get(h.event_type) if h.cls == "Attack" and h.trigger.strong else None
            if row is not None:
                yield h, row.value, h.sentence.span(h.word.i, h.word.i + 1)
    for s in draft.sentences:
        lower = [w.lower for w in s.words]
        there = [part for part in parts if not tables[part].first_words.isdisjoint((*s.lemmas, *lower))]
        for word in s.words if there else ():
            for part in there:
                hit = (tables[part].at(s.lemmas, word.i) or tables[part].at(lower, word.i)) if word.is_verb or part != "verb" else None
                if hit is None:
                    continue
                said = word if part == "verb" else s.words[hit[1] - 1]
                incident = weapons.incident(draft, s, said)
                if part == "person" and incident is not None and said in deeds.sufferers(incident):  # "two gunmen were shot dead"
                    incident = _attacked_before(draft, incident)
                if incident is not None:
                    yield incident, hit[0].value, s.span(word.i, hit[1])


def _is_after_blast(draft: Draft, h: Happening, person: Span) -> bool:
    """Whether somebody is told to attack beside a blast of the same incident: "an explosion followed by an attack by gunmen"."""
    doers = (draft.mention(r.object).span for r in draft.relations if r.subject == h.ref and r.predicate == "sikg:perpetrator" and r.object)
    beside = episodes.first_of(draft, h) is not h and episodes.first_of(draft, h).event_type in support.BLASTS
    return beside and h.event_type not in support.BLASTS and any(person.overlaps(d) for d in doers)


def _attacked_before(draft: Draft, h: Happening) -> Happening | None:
    """The incident shortly before in which those who fell attacked: "… after the assault"."""
    before = [o for o in draft.happenings if o.sentence.number < h.sentence.number <= o.sentence.number + weapons.SENTENCES_BACK]
    incidents = [o for o in before if o.cls in ("Attack", "Incident") and o.status == "occurred"]
    here = any(o.definite and o.trigger.pos == "noun" for o in draft.in_sentence(h.sentence))
    return incidents[-1] if incidents and here else None


def _worded(draft: Draft, h: Happening, concept: str, stated: Sequence[Relation]) -> tuple[Span, ...]:
    """The words of a weapon of the implied kind that is told nearby of another incident: "bombing … the bomb"."""
    found = [r for r in stated if draft.lexicon.weapon_kinds.get(r.object, r.object) == concept]
    near = [(abs(draft.happening(r.subject).sentence.number - h.sentence.number), r.evidence[0]) for r in found]
    distance, span = min(near, default=(SENTENCES_AROUND + 1, None), key=lambda n: (n[0], n[1].start))
    return (span,) if span is not None and distance <= SENTENCES_AROUND else ()


def _told_after(draft: Draft, armed: set[str], told: set[str]) -> None:
    """ "Two people were killed. The gunmen opened fire …": an incident without a weapon has that of the deed told next."""
    said = [(draft.happening(r.subject), r.object or "", r.evidence) for r in draft.relations if r.predicate == "sikg:weaponType"]
    if draft.sentences and len(draft.sentences) <= SHORT:
        said += [(h, concept, (span,)) for h, concept, span in _all_signs(draft, ("verb", "noun", "adjective"))]
    incidents = (h for h in draft.happenings if h.cls in ("Attack", "Incident") and h.event_type not in weapons.WITHOUT_WEAPON)
    for h in [h for h in incidents if not h.leads_to and h.ref not in armed and h.ref in told and h.status == "occurred"]:
        for deed, concept, evidence in said:
            after = deed.sentence.number - h.sentence.number
            near = 0 <= after <= weapons.SENTENCES_BACK and deed.status == h.status
            part = any(deeds.are_told(deed.sentence, w) for w in deeds.sufferers(deed))  # "four of them were shot dead"
            if near and (part or not episodes.is_elsewhere(draft, h.sentence, deed.sentence)):
                rule, sure = "weapon-told-after", IMPLIED_BY_PERSON
                draft.relate(h.ref, "sikg:weaponType", concept, evidence, rule, basis="implied", confidence=sure)
