"""With what an incident was done: the weapons its words name.

A weapon is told by words of ontology/lexicon/weapons.csv that stand with a trigger (`told`), or elsewhere in a sentence
about an incident, where it is used and not only held or found (`fill`). An incident gets a weapon only by its own
words, never by another's of the same document. What its words imply without naming a weapon is `weapon_signs`.
"""

from __future__ import annotations

from kg.extract import arguments, episodes, ladings
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.model import Span

USE = frozenset(("use", "employ", "deploy"))
HANDLE = frozenset(("use", "fire", "detonate", "throw", "hurl", "wield"))
USED = frozenset(
    ("use", "employ", "fire", "detonate", "throw", "hurl", "lob", "wield", "place", "plant", "lay", "leave", "set", "involve", "activate",
     "trigger", "cause", "arm", "hide", "conceal", "attach", "fill", "load", "pack", "strap", "drop", "launch", "explode", "go", "step", "hit", "strike", "fall", "land")
)  # fmt: skip
BODY = frozenset(("head", "heads", "throat", "throats", "neck", "temple", "chest"))  # to which a weapon is held
VAGUE = ("other", "aircraft")  # types whose words ("arms", "a helicopter") are seldom told as what an attack was done with
LONGEST_WEAPON = 3  # words of a weapon's name before its head
SENTENCES_BACK = 2  # how far a sentence without an incident may tell more of the last one
WITHOUT_WEAPON = ("seizure", "arrest", "territory-change")


def is_weapon(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a word heads the name of a kind of weapon."""
    if word.name is not None or word.is_verb:
        return False
    row = draft.lexicon.weapons.ending(s.lemmas, word.i + 1)
    if row is None:
        return ladings.weapon(draft, s, word) is not None
    site = draft.lexicon.sites.ending(s.lemmas, word.i + 1)
    return site is None or site[1] >= row[1]  # no "gold mine"


def told(draft: Draft, h: Happening) -> None:
    """ "with rifles", "a car bomb exploded", "a rocket attack", "detonated an explosive vest"."""
    s, word = h.sentence, h.word
    candidates: list[Word] = [w for c in s.children(word, "compound", "nmod", "amod") for w in s.conjuncts(c)]
    by_means = [o for _, o in s.prepositions(word, "with", "using", "by")]
    candidates += [*by_means, *(o for means in by_means for _, o in s.prepositions(means, "of"))]  # "by a hail of bullets"
    if h.trigger.frame == "theme":
        candidates += arguments.coordinated(s, s.subject(word)) if word.is_verb else [o for _, o in s.prepositions(word, "of")]
    if h.trigger.frame == "agent-weapon":
        candidates += [*s.objects(word), *(arguments.coordinated(s, arguments.passive_subject(s, word)) if s.is_passive(word) else [])]
    above = s.head(s.head(word)) if s.head(word).lower in ("in", "during", "for") else None
    if above is not None and above.lemma in USE and above.is_verb:
        candidates += arguments.coordinated(s, s.subject(above)) if s.is_passive(above) else list(s.objects(above))
    for clause in s.children(word, "advcl", "acl"):
        if clause.lemma in HANDLE:
            candidates += s.objects(clause)
    for candidate in candidates:
        if is_weapon(draft, s, candidate):
            write(draft, h, candidate)


def write(draft: Draft, h: Happening, word: Word) -> None:
    """Write down the weapon that a word names."""
    found = _named(draft, h.sentence, word)
    if found is not None and not _is_denied(h.sentence, word):
        concept, span = found
        draft.relate(h.ref, "sikg:weaponType", concept, span, "weapon-words")


def _is_denied(s: Sentence, word: Word) -> bool:
    return any(c.lower in ("no", "without") for c in s.children(word, "det", "neg"))


def _named(draft: Draft, s: Sentence, word: Word) -> tuple[str, Span] | None:
    """The concept of the weapon that a word names, by the longest row that covers it, and its words."""
    found = [
        (*hit, first) for first in range(max(0, word.i - LONGEST_WEAPON), word.i + 1) if (hit := draft.lexicon.weapons.at(s.lemmas, first))
    ]
    covering = [(end - first, row, first, end) for row, end, first in found if end > word.i]
    if not covering:
        return ladings.weapon(draft, s, word)
    _, row, first, end = max(covering, key=lambda c: c[0])
    return row.value, s.span(first, end)


# --- told elsewhere in the sentence -----------------------------------------------------------------------------


def fill(draft: Draft) -> None:
    """Write down the weapons that stand free in a sentence about an incident that has none."""
    told_of = {episode(draft, r.subject) for r in draft.relations if r.predicate == "sikg:weaponType"}
    for sentence in draft.sentences:
        for word in sentence.words:
            if is_weapon(draft, sentence, word):
                _free(draft, sentence, word, told_of)


def episode(draft: Draft, ref: str) -> str:
    """The reference of the first mention of an incident that a mention tells of."""
    return episodes.first_of(draft, draft.happening(ref)).ref


def _free(draft: Draft, s: Sentence, word: Word, armed: set[str]) -> None:
    """ "The blasts were car bombs", "they had placed a bomb": a weapon that is used, told of the sentence's incident."""
    found = _named(draft, s, word)
    threat = _is_held_to(s, word)
    if found is None or found[0] in VAGUE or not (threat or _is_used(draft, s, word)):
        return
    h = incident(draft, s, word)
    if threat and (h is None or h.status != "occurred"):  # "with a gun to his head, and said it would kill him"
        h = episodes.last(draft, s.number, ("Attack", "Incident"))
    written = (e for r in draft.relations if r.predicate == "sikg:weaponType" for e in r.evidence)
    if h is not None and episode(draft, h.ref) not in armed and not any(found[1].overlaps(e) for e in written):
        draft.relate(h.ref, "sikg:weaponType", found[0], found[1], "weapon-in-sentence", confidence=0.7)


def _is_held_to(s: Sentence, word: Word) -> bool:
    """Whether a weapon is held to somebody: "a gun to his head", "a knife at her throat"."""
    after = [w.lower for w in s.words[word.i + 1 : word.i + 4]]
    return len(after) > 1 and after[0] in ("to", "at", "against") and not BODY.isdisjoint(after[1:])


def _is_used(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether what governs a weapon's words tells of an incident or of the weapon's use, not of holding or finding it."""
    triggers = {h.word.i for h in draft.in_sentence(s)}
    if _is_denied(s, word):
        return False
    below = word
    for above in s.ancestors(word):
        if above.i in triggers:
            return True
        if above.is_verb:
            told_of = s.subject(above) if below.dep == "attr" else None
            said = draft.lexicon.reporting.get(above.lemma) is not None and any(w > word.i for w in triggers)  # hung on "police said"
            return said or above.lemma in USED or (told_of is not None and told_of.i in triggers)
        if below.dep in ("poss", "compound", "nmod", "amod") and not is_weapon(draft, s, above):
            return False
        below = above
    return False


def _killed(draft: Draft, h: Happening) -> bool:
    """Whether a robbery or seizure killed somebody, so that it was armed."""
    told = (f for f in draft.casualties if f.kind == "killed" and f.upper != 0)
    return any(episode(draft, f.event) == episode(draft, h.ref) for f in told)


def incident(draft: Draft, s: Sentence, word: Word) -> Happening | None:
    """The incident that a word of a sentence tells of: one of the sentence, else the last one told shortly before."""
    h = episodes.event_of(draft, s, word)
    if h is None or h.cls not in ("Attack", "Incident") or (h.event_type in WITHOUT_WEAPON and not _killed(draft, h)):
        return None
    return h if s.number - h.sentence.number <= SENTENCES_BACK else None
