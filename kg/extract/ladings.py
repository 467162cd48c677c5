"""Vehicles told to carry explosives, which are weapons: "a car full of explosives", "a truck packed with TNT".

Comes in: a noun of a sentence. Goes out: the type of weapon and its words. A noun is a vehicle where "explosive-laden" and
the noun are a row of ontology/lexicon/weapons.csv; what it carries is one of the explosives of the same table.
"""

from __future__ import annotations

from kg.extract.draft import Draft
from kg.extract.tree import Sentence, Word
from kg.model import Span

LADEN = frozenset(("laden", "load", "loaded", "pack", "packed", "rig", "rigged", "fill", "filled", "full", "stuff", "stuffed"))
EXPLOSIVES = frozenset(("explosive", "landmine-ied", "mortar-artillery-rocket", "grenade"))
LADEN_VEHICLE = "explosive-laden"


def weapon(draft: Draft, s: Sentence, word: Word) -> tuple[str, Span] | None:
    """The type of weapon that a laden vehicle is, and its words from the noun to what it carries."""
    row = draft.lexicon.weapons.get(f"{LADEN_VEHICLE} {word.lemma}") if word.name is None and word.is_noun else None
    cargo = _cargo(draft, s, word) if row is not None else None
    if row is None or cargo is None:
        return None
    return row.value, s.span(min(word.i, cargo.i), max(word.i, cargo.i) + 1)


def _cargo(draft: Draft, s: Sentence, vehicle: Word) -> Word | None:
    """The explosives that a noun is told to be laden with: after "packed with", "full of", or before "-laden"."""
    told = [c for c in s.children(vehicle, "amod", "acl") if c.lemma in LADEN or c.lower in LADEN]
    words = [w for c in told for w in (*(o for _, o in s.prepositions(c, "with", "of")), *s.children(c, "npadvmod", "nmod", "compound"))]
    return next((w for w in words if _is_explosive(draft, s, w)), None)


def _is_explosive(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a word, or what it is so much of, is explosive: "explosives", "500 kg of TNT"."""
    for noun in (word, *(o for _, o in s.prepositions(word, "of"))):
        hit = draft.lexicon.weapons.ending(s.lemmas, noun.i + 1)
        if hit is not None and hit[0].value in EXPLOSIVES:
            return True
    return False
