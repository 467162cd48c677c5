"""Events without violence between sides: arrests, seizures of goods, protests; who took part, and where.

They are no incidents (nobody attacks), so that nobody is their perpetrator or victim: whoever acts and whoever undergoes
is a participant. Which side is which is told by the words of the event.
"""

from __future__ import annotations

from kg.extract import arguments, coreference, groups, setting
from kg.extract.arguments import ACTORS
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Word


def fill(draft: Draft) -> None:
    """Write down the participants and places of every such event."""
    for happening in draft.happenings:
        if happening.cls == "Event":
            for word in _parties(happening):
                _participant(draft, happening, word)
            setting.places(draft, happening)


def _parties(h: Happening) -> list[Word]:
    """Agents and undergoers of a verb, or what "by" and "of" say with a noun."""
    s, word = h.sentence, h.word
    by = [a for _, a in s.prepositions(word, "by")]
    if not (h.trigger.pos == "verb" and word.is_verb):
        return [*by, *(o for _, o in s.prepositions(word, "of"))]
    if s.is_passive(word):
        return [*by, *arguments.coordinated(s, arguments.passive_subject(s, word))]
    return [*arguments.coordinated(s, s.subject(word)), *arguments.undergoers(s, word)]


def _participant(draft: Draft, h: Happening, word: Word) -> None:
    ref = groups.organisation_behind(draft, h.sentence, word) or coreference.actor(draft, h.sentence, word)
    if ref is not None and draft.mention(ref).cls in ACTORS:
        draft.relate(h.ref, "sikg:participant", ref, arguments.evidence(h, word), f"{h.rule}-participant")
