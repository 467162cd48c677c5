"""Who conducts a military operation, against whom, and where."""

from __future__ import annotations

from kg.extract import arguments, coreference, descriptions, groups, setting
from kg.extract.arguments import ACTORS, SITES
from kg.extract.draft import Draft, Happening

BEGIN = frozenset(("launch", "begin", "start", "open", "initiate", "commence", "mount"))


def fill(draft: Draft) -> None:
    """Write down the arguments of every operation."""
    for happening in draft.happenings:
        if happening.cls == "MilitaryOperation":
            _operation(draft, happening)


def _operation(draft: Draft, h: Happening) -> None:
    """Who conducts an operation, and against whom."""
    s, noun = h.sentence, h.word
    against = [o for _, o in s.prepositions(noun, "against", "targeting")]
    verb = s.head(noun) if not noun.is_verb else noun
    agents = [a for _, a in s.prepositions(noun, "by")]
    if verb.is_verb and (verb is noun or noun.dep in ("dobj", "nsubjpass")):
        passive = s.is_passive(verb)
        agents += [a for _, a in s.prepositions(verb, "by")] if passive else arguments.coordinated(s, s.subject(verb))
        against += [o for _, o in s.prepositions(verb, "against")]
        h.begins_only = verb.lemma in BEGIN
    elif verb.is_verb and noun.dep == "nsubj" and verb.lemma in BEGIN:
        h.begins_only = True  # "Operation X began in 2019"
    for agent in agents:
        ref = coreference.owner(draft, s, agent) if agent.name is None else None
        ref = ref or coreference.actor(draft, s, agent)
        if ref is not None and draft.mention(ref).cls in ACTORS and agent.i != noun.i:
            draft.relate(h.ref, "sikg:conductedBy", ref, arguments.evidence(h, agent), "operation-conducted-by")
    for word in against:
        ref = groups.organisation_behind(draft, s, word) or coreference.actor(draft, s, word)
        if ref is not None and draft.mention(ref).cls in (*ACTORS, *SITES):
            draft.relate(h.ref, "sikg:target", ref, arguments.evidence(h, word), "operation-against")
    for holder in (noun, *against):
        for _, inner in s.prepositions(holder, "in", "across"):
            place = descriptions.place_word(draft, s, inner) or inner
            if place.name is not None and place.name.cls in ("Place", "State"):
                setting.at(draft, h, place)
