"""With what an incident was done: the weapons its words name, and those that they imply.

A weapon is told by words of ontology/lexicon/weapons.csv that stand with a trigger (`told`), or elsewhere in a sentence
about an incident, where it is used and not only held or found (`fill`). An incident with no weapon told may still say
one by the way it is told: "gunmen", "was shot", "a bombing", "set ablaze" are rows of weapon_signs.csv, and make
claims of basis `implied` whose evidence is these words. An incident gets a weapon only by its own words, never by
another's of the same document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract import arguments, episodes
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word
from kg.model import Relation, Span

USE = frozenset(("use", "employ", "deploy"))
HANDLE = frozenset(("use", "fire", "detonate", "throw", "hurl", "wield"))
USED = frozenset(
    ("use", "employ", "fire", "detonate", "throw", "hurl", "lob", "wield", "place", "plant", "lay", "leave", "set", "involve", "activate",
     "trigger", "hide", "conceal", "attach", "fill", "load", "pack", "strap", "drop", "launch", "explode", "go", "step", "hit", "strike", "fall", "land")
)  # fmt: skip
VAGUE = ("other", "aircraft")  # types whose words ("arms", "a helicopter") are seldom told as what an attack was done with
LONGEST_WEAPON = 3  # words of a weapon's name before its head
SENTENCES_AROUND = 6  # how far off a weapon's words still are words for one that an incident implies
SENTENCES_BACK = 2  # how far a sentence without an incident may tell more of the last one
WITHOUT_WEAPON = ("seizure", "arrest", "robbery", "territory-change")
IMPLIED = 0.6  # confidence in a weapon that is only implied by the deed
IMPLIED_BY_PERSON = 0.5  # and by who did it


def is_weapon(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a word heads the name of a kind of weapon."""
    return word.name is None and not word.is_verb and draft.lexicon.weapons.ending([w.lemma for w in s.words], word.i + 1) is not None


def told(draft: Draft, h: Happening) -> None:
    """ "with rifles", "a car bomb exploded", "a rocket attack", "detonated an explosive vest"."""
    s, word = h.sentence, h.word
    candidates: list[Word] = list(s.children(word, "compound", "nmod", "amod"))
    candidates += [o for _, o in s.prepositions(word, "with", "using", "by")]
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
    lemmas = _lemmas(s)
    found = [
        (*hit, first) for first in range(max(0, word.i - LONGEST_WEAPON), word.i + 1) if (hit := draft.lexicon.weapons.at(lemmas, first))
    ]
    covering = [(end - first, row, first, end) for row, end, first in found if end > word.i]
    if not covering:
        return None
    _, row, first, end = max(covering, key=lambda c: c[0])
    return row.value, s.span(first, end)


def _lemmas(s: Sentence) -> list[str]:
    return [w.lemma if w.name is None else "" for w in s.words]


# --- told and implied elsewhere in the sentence -----------------------------------------------------------------


def fill(draft: Draft) -> None:
    """Write down the weapons that stand free in a sentence about an incident with none, then what incidents imply."""
    told_of = {_episode(draft, r.subject) for r in draft.relations if r.predicate == "sikg:weaponType"}
    for sentence in draft.sentences:
        for word in sentence.words:
            if is_weapon(draft, sentence, word):
                _free(draft, sentence, word, told_of)
    stated = [r for r in draft.relations if r.predicate == "sikg:weaponType"]
    armed = {_episode(draft, r.subject) for r in stated}
    for parts, confidence in ((("verb", "noun", "adjective"), IMPLIED), (("person",), IMPLIED_BY_PERSON)):
        found = list(_signs(draft, armed, parts))
        for h, concept, span in found:
            evidence = (*_worded(draft, h, concept, stated), span)
            draft.relate(h.ref, "sikg:weaponType", concept, evidence, "weapon-sign", basis="implied", confidence=confidence)
        armed |= {_episode(draft, h.ref) for h, _, _ in found}
    _told_after(draft, armed)


def _told_after(draft: Draft, armed: set[str]) -> None:
    """ "Two people were killed. The gunmen opened fire …": an incident without a weapon has that of the deed told next."""
    told = [(draft.happening(r.subject), r) for r in draft.relations if r.predicate == "sikg:weaponType"]
    incidents = (h for h in draft.happenings if h.cls in ("Attack", "Incident") and h.event_type not in WITHOUT_WEAPON)
    for h in [h for h in incidents if not h.leads_to and h.ref not in armed and h.status == "occurred"]:
        for deed, relation in told:
            after = deed.sentence.number - h.sentence.number
            if 0 <= after <= SENTENCES_BACK and deed.status == h.status and not episodes.is_elsewhere(draft, h.sentence, deed.sentence):
                rule, evidence = "weapon-told-after", relation.evidence
                draft.relate(h.ref, relation.predicate, relation.object, evidence, rule, basis="implied", confidence=IMPLIED_BY_PERSON)


def _episode(draft: Draft, ref: str) -> str:
    return episodes.first_of(draft, draft.happening(ref)).ref


def _free(draft: Draft, s: Sentence, word: Word, armed: set[str]) -> None:
    """ "The blasts were car bombs", "they had placed a bomb": a weapon that is used, told of the sentence's incident."""
    found = _named(draft, s, word)
    if found is None or found[0] in VAGUE or not _is_used(draft, s, word):
        return
    h = _incident(draft, s, word)
    written = (e for r in draft.relations if r.predicate == "sikg:weaponType" for e in r.evidence)
    if h is not None and _episode(draft, h.ref) not in armed and not any(found[1].overlaps(e) for e in written):
        draft.relate(h.ref, "sikg:weaponType", found[0], found[1], "weapon-in-sentence", confidence=0.7)


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


def _incident(draft: Draft, s: Sentence, word: Word) -> Happening | None:
    """The incident that a word of a sentence tells of: one of the sentence, else the last one told shortly before."""
    h = episodes.event_of(draft, s, word)
    if h is None or h.cls not in ("Attack", "Incident") or h.event_type in WITHOUT_WEAPON:
        return None
    return h if s.number - h.sentence.number <= SENTENCES_BACK else None


# --- implied ------------------------------------------------------------------------------------------------------


def _signs(draft: Draft, armed: set[str], parts: tuple[str, ...]) -> Iterator[tuple[Happening, str, Span]]:
    """What implies a weapon of incidents that are not armed yet: each concept once an incident, by its first words."""
    seen: set[tuple[str, str]] = set()
    for h, concept, span in _all_signs(draft, parts):
        key = (_episode(draft, h.ref), concept)
        if key[0] not in armed and key not in seen:
            seen.add(key)
            yield h, concept, span


def _all_signs(draft: Draft, parts: tuple[str, ...]) -> Iterator[tuple[Happening, str, Span]]:
    tables = draft.lexicon.weapon_signs
    if "verb" in parts:
        for h in draft.happenings:
            row = tables["event-type"].get(h.event_type) if h.cls == "Attack" and h.trigger.strong else None
            if row is not None:
                yield h, row.value, h.sentence.span(h.word.i, h.word.i + 1)
    for s in draft.sentences:
        lemmas, lower = _lemmas(s), [w.lower for w in s.words]
        for word in s.words:
            for part in parts:
                hit = (tables[part].at(lemmas, word.i) or tables[part].at(lower, word.i)) if word.is_verb or part != "verb" else None
                if hit is None:
                    continue
                incident = _incident(draft, s, word if part == "verb" else s.words[hit[1] - 1])
                if incident is not None:
                    yield incident, hit[0].value, s.span(word.i, hit[1])


def _worded(draft: Draft, h: Happening, concept: str, stated: Sequence[Relation]) -> tuple[Span, ...]:
    """The words of a weapon of the implied kind that is told nearby of another incident: "bombing … the bomb"."""
    found = [r for r in stated if draft.lexicon.weapon_kinds.get(r.object, r.object) == concept]
    near = [(abs(draft.happening(r.subject).sentence.number - h.sentence.number), r.evidence[0]) for r in found]
    distance, span = min(near, default=(SENTENCES_AROUND + 1, None), key=lambda n: (n[0], n[1].start))
    return (span,) if span is not None and distance <= SENTENCES_AROUND else ()
