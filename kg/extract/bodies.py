"""The dead who are found: "the bodies of 25 men were discovered", "a bullet-riddled body was dumped by a road".

A report that tells of no deed, but of bodies with signs of violence, tells that somebody killed them. When is not known: a day told
with the finding is the last on which it can have been. Where they were found is where it may have been, and implied.
"""

from __future__ import annotations

from kg.extract import descriptions
from kg.extract.draft import Draft, Happening
from kg.extract.episodes import INCIDENTS
from kg.extract.tree import Sentence, Word
from kg.lexicon import Trigger

AROUND = 2  # sentences before and after in which signs of violence are looked for


def find(draft: Draft) -> None:
    """Write down the killing that found bodies tell of, where no other incident is told before."""
    if any(w.lemma in draft.lexicon.other_causes for s in draft.sentences for w in s.words):
        return
    told = [h for h in draft.happenings if h.cls in INCIDENTS]
    first = min((h.sentence.number for h in told), default=len(draft.sentences))
    for s in draft.sentences[:first]:
        for word in s.words:
            if _is_body(draft, word) and _are_found(draft, s, word) and _tells_violence(draft, s):
                trigger = Trigger(word.lemma, "noun", "Attack", "attack", "agent-victim", "killed", strong=True)
                ref, span = f"e{len(draft.happenings)}", s.phrase_span(word)
                found = Happening(ref, s, word, trigger, span, "Attack", "attack", rule="bodies-found", found_after=True)
                draft.happenings.append(found)
                if told and first - s.number <= AROUND:
                    told[0].leads_to = found.ref  # "The men had been shot": how those came to death who were found
                    draft.link(told[0].ref, found.ref)
                return


def _is_body(draft: Draft, word: Word) -> bool:
    return word.name is None and word.tag.startswith("NN") and not draft.lexicon.bodies["body"].isdisjoint((word.lemma, word.lower))


def _are_found(draft: Draft, s: Sentence, body: Word) -> bool:
    """Whether bodies are told as found: "discovered", "found in a river", "dumped"."""
    found = draft.lexicon.bodies["find"]
    above = next((a for a in s.ancestors(body) if a.is_verb), None)
    return (above is not None and above.lemma in found) or any(c.lemma in found for c in s.children(body, "acl", "relcl"))


def _tells_violence(draft: Draft, s: Sentence) -> bool:
    """Whether this sentence or one near tells of wounds, weapons or armed people."""
    near = draft.sentences[max(0, s.number - AROUND) : s.number + AROUND + 1]
    return any(_is_sign(draft, each, word) for each in near for word in each.words)


def _is_sign(draft: Draft, s: Sentence, word: Word) -> bool:
    if word.name is not None:
        return word.name.cls == "ArmedGroup"
    if not draft.lexicon.bodies["violence"].isdisjoint((word.lemma, word.lower)):
        return True
    described = descriptions.describe(draft, s, word)
    return described is not None and described.kind in ("armed", "attacker")
