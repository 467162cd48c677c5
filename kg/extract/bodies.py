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
            verb = _found_dead(draft, s, word)
            if ((_is_body(draft, word) and _are_found(draft, s, word)) or verb is not None) and _tells_violence(draft, s):
                found = _killing(draft, s, word, verb)
                draft.happenings.append(found)
                if told and first - s.number <= AROUND:
                    told[0].leads_to = found.ref  # "The men had been shot": how those came to death who were found
                    draft.link(told[0].ref, found.ref)
                return


def _killing(draft: Draft, s: Sentence, dead: Word, verb: Word | None) -> Happening:
    """The killing of the bodies of somebody, or of somebody who was found dead."""
    pos, frame = ("noun", "agent-victim") if verb is None else ("verb", "experiencer")
    trigger = Trigger((verb or dead).lemma, pos, "Attack", "attack", frame, "killed", strong=True)
    span = s.phrase_span(dead) if verb is None else s.span(min(dead.i, verb.i), max(dead.i, verb.i) + 1)
    ref = f"e{len(draft.happenings)}"
    return Happening(ref, s, verb or dead, trigger, span, "Attack", "attack", rule="bodies-found", found_after=True)


def _found_dead(draft: Draft, s: Sentence, word: Word) -> Word | None:
    """The verb of "X was found dead"."""
    verb = s.head(word)
    if word.dep != "nsubjpass" or verb.lemma not in draft.lexicon.bodies["find"]:
        return None
    dead = any(draft.lexicon.harms.get(("adjective", c.lower)) == "killed" for c in s.children(verb, "oprd", "acomp"))
    return verb if dead else None


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
