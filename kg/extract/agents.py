"""Who does it: the agents of incidents, the organisations and states behind them, the crews of their weapons.

Where an agent stands in a clause is told by `roles`; here is who he is, how sure it is, and whether he acts by the law. An
agent becomes a perpetrator; one who acts by the law and a state that acts through its forces, a participant.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import arguments, coreference, descriptions, episodes, groups, mentions, weapons
from kg.extract.arguments import ACTORS, PEOPLE
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word

INTEND = frozenset(("threaten", "vow", "plan", "intend", "pledge", "want", "try", "attempt", "seek", "prepare", "promise", "swear"))
SUSPECTED = 0.6  # confidence in an agent told as suspected
STATE_BEHIND = 0.7  # confidence that a state takes part where its soldiers, or a coalition that it leads, act
HEDGES = frozenset(("suspected", "alleged", "presumed", "allegedly", "apparently", "presumably", "reportedly"))
BY_THE_LAW = ("arrest",)  # types whose agent does not attack and whose undergoer is no victim
SEARCHES = ("raid", "seizure")
BY_STATES = ("air-drone-strike", "shelling", "raid", "offensive")  # types whose agent may be a state's adjective


def of_verb(draft: Draft, h: Happening, agents: list[Word], *, passive: bool) -> None:
    """Write down the agents of a verb, or those who came when the harm was done that has no agent of its own."""
    s, verb = h.sentence, h.word
    if _has_own_agent(h) and not (verb.tag == "VBG" and episodes.is_harm_only(h) and _follows_another(draft, h)):
        for agent in agents:
            write(draft, h, agent)
    if passive and not agents and h.trigger.harm and h.trigger.frame == "agent-victim":
        for agent in arguments.came(draft, s, verb):
            write(draft, h, agent, SUSPECTED)


def _has_own_agent(h: Happening) -> bool:
    """Whether a verb's subject is told with it, and not only the subject of a verb that governs an unreal action."""
    s, verb = h.sentence, h.word
    if h.status in ("occurred", "denied") or s.child(verb, "nsubj", "nsubjpass") or verb.dep == "conj":
        return True
    above = next((w for w in s.ancestors(verb) if w.is_verb), None)
    return above is not None and above.lemma in INTEND


def _follows_another(draft: Draft, h: Happening) -> bool:
    """Whether an attack was told earlier in the sentence, so that "killing …" has its agent, whatever the parser says."""
    return any(o.word.i < h.word.i and not episodes.is_harm_only(o) for o in draft.in_sentence(h.sentence))


def write(draft: Draft, h: Happening, word: Word, confidence: float = 0.9) -> None:
    """Write down an agent, the organisation or state behind it, and the weapon where it is one; nothing where it is nobody."""
    s = h.sentence
    word = arguments.meant(draft, s, word)
    if weapons.is_weapon(draft, s, word) or arguments.kind_of(draft, s, word) == "Asset":
        weapons.write(draft, h, word)
        for crew in _crew(s, word):
            write(draft, h, crew)
        return
    if word.name is None and draft.lexicon.nouns.get(word.lemma) is not None and h.event_type in ("attack", *BY_STATES):
        told = any(o.word.i == word.i for o in draft.in_sentence(s))  # with its own agent
        for crew in () if told else _crew(s, word):  # "a series of X-ian air strikes hit a hospital"
            write(draft, h, crew)
        return
    if word.lemma == "force" and any(draft.lexicon.nouns.get(o.lemma) for _, o in s.prepositions(word, "of")):
        return  # "the force of the explosion"
    if (
        word.name is None
        and word.lower not in coreference.COLLECTIVE
        and arguments.kind_of(draft, s, word) not in (*PEOPLE, *mentions.ORGANISATIONS)
    ):
        return
    predicate = "sikg:participant" if _by_the_law(draft, h, word) else "sikg:perpetrator"
    hedged = any(c.lower in HEDGES for c in s.children(word, "amod", "advmod", "compound"))
    evidence = arguments.with_action(draft, h, word)
    sure = SUSPECTED if hedged else confidence
    for owner, supposed in groups.behind(draft, s, word):
        draft.relate(h.ref, predicate, owner, evidence, f"{h.rule}-agent", confidence=SUSPECTED if supposed else sure)
    ref = coreference.actor(draft, s, word)
    if ref is None or draft.mention(ref).cls not in ACTORS:
        return
    groups.relate(draft, s, word)
    draft.relate(h.ref, predicate, ref, evidence, f"{h.rule}-agent", confidence=sure)
    for state in groups.states_behind(draft, s, word):
        draft.relate(h.ref, "sikg:participant", state, evidence, f"{h.rule}-state", confidence=STATE_BEHIND)


def _by_the_law(draft: Draft, h: Happening, word: Word) -> bool:
    """Whether an agent acts by the law as far as the words tell: it arrests, or is the police and searches or seizes."""
    if h.event_type in BY_THE_LAW:
        return True
    described = descriptions.describe(draft, h.sentence, word)
    kind = arguments.kind_of(draft, h.sentence, word)
    police = (described is not None and described.kind == "police") or kind == "GovernmentBody" or "police" in word.lower
    return h.event_type in SEARCHES and (police or (kind == "MilitaryForce" and h.event_type == "seizure"))


def _crew(s: Sentence, word: Word) -> Iterator[Word]:
    """Whose a weapon, a vehicle or a strike is: X in "X-ian warplanes", "an aircraft of X", "a jet belonging to X"."""
    owners = ("State", "adjective", *mentions.ORGANISATIONS)
    before = descriptions.modifier_name(s, word, owners)
    after = [o for _, o in s.prepositions(word, "of", "from")]
    after += [o for clause in s.children(word, "acl") if clause.lemma == "belong" for _, o in s.prepositions(clause, "to")]
    named = [o for o in after if o.name is not None and o.name.cls in mentions.ORGANISATIONS]
    yield from [before] if before is not None else named or [w for noun in (word, *after) for w in leaders(s, noun)]


def leaders(s: Sentence, noun: Word) -> list[Word]:
    """The state or organisation that a participle says to lead a thing: X in "X-led air strikes"."""
    led = (word for word in s.children(noun, "amod", "acl") if word.lower == "led")
    return [c for word in led for c in s.children(word) if c.name is not None]
