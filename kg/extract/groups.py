"""Groups known by description and whose they are: "Burundian soldiers", "fighters of the X", "members of Y"."""

from __future__ import annotations

from kg.extract import coreference, descriptions, mentions
from kg.extract.draft import Draft
from kg.extract.tree import Sentence, Word

OWNERS = (*mentions.ORGANISATIONS, "State")
OF_A_STATE = ("military", "police", "armed", "official")  # kinds of people that are a state's when its name stands before them


def settle(draft: Draft) -> None:
    """Note which named organisations the text describes as armed groups: by their fighters, or in apposition."""
    for sentence in draft.sentences:
        for word in sentence.words:
            organisation_behind(draft, sentence, word)
            if word.name is None or word.name.known or word.name.cls not in ("Organisation", "MilitaryForce"):
                continue
            for noun in sentence.children(word, "appos"):
                described = descriptions.describe(draft, sentence, noun)
                ref = mentions.of(draft, sentence, word)
                if described is not None and described.cls == "ArmedGroup" and ref is not None:
                    draft.update(ref, cls="ArmedGroup", rule="named-with-its-fighters")


def relate(draft: Draft, sentence: Sentence, word: Word) -> None:
    """Relate a described group to the state or organisation that its modifier or its "of" names."""
    described = descriptions.describe(draft, sentence, word)
    if described is None or described.cls not in ("Group", "Person"):
        return
    owner = descriptions.modifier_name(sentence, word, (*OWNERS, "adjective"))
    if owner is None:
        owner = next((o for _, o in sentence.prepositions(word, "of", "from") if o.name is not None and o.name.cls in OWNERS), None)
    if owner is None or owner.name is None:
        return
    if owner.name.cls == "State" and described.kind not in OF_A_STATE:
        return
    for each in sentence.conjuncts(owner):  # "A-ian and B-ian troops"
        first, last = sorted((each.i, word.i))
        evidence = sentence.span(first, last + 1)
        draft.relate(mentions.of(draft, sentence, word), "sikg:partOf", mentions.of(draft, sentence, each), evidence, "group-of")


def organisation_behind(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The organisation whose fighters a description names: what its fighters do, the organisation does."""
    described = descriptions.describe(draft, sentence, word)
    if described is None or word.name is not None:
        return None
    armed = described.kind in ("armed", "attacker")
    member = word.lemma in ("member", "element", "wing", "unit")
    classes = ("ArmedGroup", "Organisation") if armed or member else ("ArmedGroup",)
    if not (armed or member or described.kind in descriptions.ARMED_KINDS):
        return None
    name = descriptions.modifier_name(sentence, word, classes)
    if name is None:
        name = next((o for _, o in sentence.prepositions(word, "of", "from") if o.name is not None and o.name.cls in classes), None)
    ref = mentions.of(draft, sentence, name) if name is not None else None
    if name is None and (armed or member) and sentence.child(word, "poss") is not None:
        ref = coreference.owner(draft, sentence, word)
        return ref if ref is not None and draft.mention(ref).cls in ("ArmedGroup", "Organisation") else None
    if ref is not None and armed and draft.mention(ref).cls == "Organisation":
        draft.update(ref, cls="ArmedGroup", rule="named-with-its-fighters")
    return ref
