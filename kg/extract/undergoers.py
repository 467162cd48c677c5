"""What became of whom in an incident: victims, targets, sites, and the parties of a clash, as relations.

Comes in: an event mention and a word for one of them. What is a victim and what a target depends on the class of what the
word stands for, and on the harm that the trigger tells.
"""

from __future__ import annotations

from kg.extract import agents, arguments, coreference, descriptions, groups, mentions, setting
from kg.extract.arguments import ACTORS, PEOPLE, SITES
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Word

TARGETS = (*ACTORS, *SITES, "Asset")


def write(draft: Draft, h: Happening, word: Word) -> None:
    """Write down somebody or something as victim or target, a place as where it was."""
    s = h.sentence
    word = arguments.meant(draft, s, word)
    word = descriptions.place_word(draft, s, word) or word
    pronoun = word.lower in coreference.COLLECTIVE | coreference.PERSONAL
    if word.name is None and not pronoun and not arguments.kind_of(draft, s, word):
        return
    ref = coreference.actor(draft, s, word)
    if ref is None:
        return
    cls = draft.mention(ref).cls
    people = cls in PEOPLE
    if people:
        groups.relate(draft, s, word)
    harmed = people and (h.trigger.frame in ("agent-victim", "experiencer") or h.trigger.harm)
    evidence = arguments.evidence(h, word)
    if people and h.event_type in agents.BY_THE_LAW:
        draft.relate(h.ref, "sikg:participant", ref, evidence, f"{h.rule}-held")
    elif harmed:
        draft.relate(h.ref, "sikg:victim", ref, evidence, f"{h.rule}-victim")
    elif cls == "Place" or (cls == "State" and h.trigger.pos == "noun"):
        setting.at(draft, h, word)
    elif cls in TARGETS:
        draft.relate(h.ref, "sikg:target", ref, evidence, f"{h.rule}-target")
    if cls in SITES:
        draft.relate(h.ref, "sikg:occurredAt", ref, evidence, f"{h.rule}-site")


def each(draft: Draft, h: Happening, words: list[Word], predicate: str, rule: str) -> None:
    """Write down the parties of a clash, and those apposed to them by name."""
    beside = [n for word in words for a in h.sentence.children(word, "appos") for n in h.sentence.conjuncts(a)]
    named = [n for n in beside if n.name is not None and n.name.cls in mentions.ORGANISATIONS]  # "two tribes, the X and the Y"
    for word in (*words, *named):
        for owner, supposed in groups.behind(draft, h.sentence, word):
            draft.relate(h.ref, predicate, owner, arguments.evidence(h, word), rule, confidence=agents.SUSPECTED if supposed else 0.9)
        ref = coreference.actor(draft, h.sentence, word)
        if ref is not None and draft.mention(ref).cls in ACTORS:
            groups.relate(draft, h.sentence, word)
            draft.relate(h.ref, predicate, ref, arguments.evidence(h, word), rule)
