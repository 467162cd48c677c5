"""What explosives, shells and fire are set at: sites and things told by where a bomb was put or went off.

"A bomb exploded under a bus", "planted a charge at the bank": the thing is the target, in the words of the report.
"Outside", "near", "in front of" it, the thing is only implied as the target.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import arguments, coreference, ladings
from kg.extract.arguments import SITES
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.model import Basis

BLASTS = ("bombing", "remote-explosive", "suicide-bombing", "shelling", "arson")
FRAMES = ("theme", "agent-weapon", "agent")
INTO = frozenset(("in", "inside", "under", "underneath", "beneath", "at", "on", "against", "into", "aboard", "onto", "through"))
BESIDE = frozenset(("near", "outside", "beside", "behind", "by", "opposite", "alongside"))
FRONTS = frozenset(("front", "side", "vicinity", "entrance", "gate", "door", "back", "rear", "basement", "parking"))


def fill(draft: Draft, h: Happening) -> None:
    """Write down the things that the blast of an incident was set at."""
    if h.event_type not in BLASTS or h.trigger.frame not in FRAMES:
        return
    for word, basis in _set_at(h):
        if arguments.kind_of(draft, h.sentence, word) not in (*SITES, "Asset"):
            continue
        ref = coreference.actor(draft, h.sentence, word)
        if ref is not None:
            confidence = 0.9 if basis == "stated" else 0.6
            draft.relate(h.ref, "sikg:target", ref, arguments.evidence(h, word), f"{h.rule}-set-at", basis=basis, confidence=confidence)


def _set_at(h: Happening) -> Iterator[tuple[Word, Basis]]:
    """The objects of place phrases of the trigger, of what it sets off, and of the verb that carries it."""
    s, word = h.sentence, h.word
    holders = [word, *s.children(word, "dobj", "nsubj", "nsubjpass"), *s.children(word, "xcomp", "advcl", "acl")]
    if not word.is_verb and s.head(word).is_verb and word.dep in ("nsubj", "nsubjpass", "dobj"):
        holders.append(s.head(word))
    for holder in holders:
        for prep, thing in s.prepositions(holder):
            if prep.dep == "agent":
                continue  # "fired by a plane"
            yield from _thing(s, prep, thing)
    for laden in (c for o in s.children(word, "dobj") for c in s.children(o, "acl") if c.lemma in ladings.LADEN):
        yield from ((thing, "stated") for _, thing in s.prepositions(laden, "into", "at", "against"))  # "a car packed with TNT into a gate"


def _thing(s: Sentence, prep: Word, thing: Word) -> Iterator[tuple[Word, Basis]]:
    owners = [o for _, o in s.prepositions(thing, "of")] if thing.lemma in FRONTS else []
    if owners:
        yield from ((o, "stated" if thing.lemma == "basement" else "implied") for o in owners)
    elif prep.lower in INTO:
        yield thing, "stated"
    elif prep.lower in BESIDE:
        yield thing, "implied"
