"""Where an incident was, where its own clause does not say: by its sentence, its paragraph, the state told.

Every place, state and named site around an incident is a candidate. How its words stand tells how likely something
happened there (`place_rank`); a settlement comes before a state. A described site ("a house") is put into the place,
which leads on to its state; an incident with no site was at the place. Where a state or region is told, a place
inside it is looked for that is told less surely. What lies farther off than its sentence, and what only follows from an
adjective, is implied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from kg.extract import coreference, episodes, mentions, place_rank
from kg.extract.arguments import SITES
from kg.extract.draft import Draft, Happening
from kg.extract.episodes import INCIDENTS
from kg.extract.place_names import PlaceNames
from kg.extract.place_rank import BESIDE, LIKELY, NEVER, place_inside
from kg.extract.tree import Sentence, Word
from kg.geography import told_as_region
from kg.model import Basis, Span
from kg.reading import Mention

STATES = ("State", "adjective", "people")
SENTENCES_BACK, SENTENCES_ON = 3, 3  # sentences in which the place of an incident may be told
BESIDE_WORDS = 3  # words between a site and the place it is told to be beside


@dataclass(frozen=True, slots=True)
class _Found:
    """A place and how unlikely it is to be where the incident was: 0 where the words say so."""

    sentence: Sentence
    word: Word
    rank: float
    is_state: bool
    told: bool = False  # in a sentence that tells the incident


@dataclass(frozen=True, slots=True)
class _Land:
    """The state that a document is about: where its incidents were of which no place is told."""

    mention: Mention
    rule: str
    sure: float


def fill(draft: Draft, names: PlaceNames) -> None:
    """Place every incident that occurred and of which no named place is told, or none smaller than a region."""
    land = _state_of_document(draft)
    for first in draft.happenings:
        if first.cls not in INCIDENTS or first.status != "occurred" or episodes.first_of(draft, first).ref != first.ref:
            continue
        told_of = [h for h in draft.happenings if episodes.first_of(draft, h).ref == first.ref]
        refs = {h.ref for h in told_of}
        told = [r.object for r in draft.relations if r.predicate == "sikg:occurredAt" and r.subject in refs]
        places = [ref for ref in told if _is_place(draft, ref, names)]
        if places:
            _put_sites(draft, [t for t in told if t not in places], places[0])
        elif any(draft.mention(t).cls in SITES for t in told):
            _place_sites(draft, told_of, told, names)
        else:
            _place_incident(draft, first, told_of, told, names, land)


def _place_sites(draft: Draft, told_of: Sequence[Happening], told: Sequence[str], names: PlaceNames) -> None:
    """Put the described sites of an incident into the place that its sentences tell, one smaller than a region first."""
    finer, any_place = _nearest(draft, told_of, names), _nearest(draft, told_of, None)
    likely = [f for f in (finer, any_place) if f is not None and f.rank < LIKELY]
    for found in likely or [f for f in (finer,) if f is not None]:
        if not place_rank.is_beside(found.sentence, found.word):
            _put_sites(draft, told, _reference(draft, found), sure=0.6 if likely else 0.4)
            return


def _place_incident(
    draft: Draft, first: Happening, told_of: Sequence[Happening], told: Sequence[str], names: PlaceNames, land: _Land | None
) -> None:
    """Write down a place for an incident of which none is told, or only a state or region: then one inside that."""
    found = None if told else _nearest(draft, told_of, None)
    if found is not None:
        _write(draft, first, found)
    elif not told and land is not None:
        evidence = (first.span, land.mention.span)
        draft.relate(first.ref, "sikg:occurredAt", land.mention.ref, evidence, land.rule, basis="implied", confidence=land.sure)
    known = [draft.named(t) for t in told] if told else [draft.named(ref)] if found and (ref := _reference(draft, found)) else []
    if known and all(_is_coarse(draft, m, names) for m in known):
        finer = _nearest(draft, told_of, names, frozenset(m.name for m in known))
        in_region = any(m.cls != "State" for m in known)
        if finer is not None and (not place_rank.is_far_off(finer.sentence, finer.word) if in_region else finer.rank < LIKELY):
            _write(draft, first, finer)


def _write(draft: Draft, first: Happening, found: _Found) -> None:
    """Write down that an incident was at a place: stated where its own words say so."""
    ref = _reference(draft, found)
    if ref is None:
        return
    basis: Basis = "stated" if found.rank < 1 and found.told and not first.found_after else "implied"
    sure = 0.7 if basis == "stated" else 0.5 if found.rank < LIKELY else 0.4
    draft.relate(first.ref, "sikg:occurredAt", ref, (first.span, draft.mention(ref).span), "place-told-near", basis=basis, confidence=sure)


def _is_coarse(draft: Draft, mention: Mention, names: PlaceNames) -> bool:
    """Whether a mention names a state, a region or another wide land."""
    at = mention.core or mention.span
    return mention.cls == "State" or (
        mention.cls == "Place" and bool(mention.name) and _names_wide(draft, names, mention.name, at.start, at.end)
    )


def _names_wide(draft: Draft, names: PlaceNames, name: str, start: int, end: int) -> bool:
    return names.is_wide(name) or told_as_region(draft.text, start, end)


def _is_place(draft: Draft, ref: str, names: PlaceNames) -> bool:
    """Whether a reference names a place smaller than a region, or a site that is told to lie in one."""
    mention = draft.named(ref)
    inside = [draft.named(r.object) for r in draft.relations if r.subject == ref and r.predicate == "sikg:locatedIn"]
    lies = any(not _is_coarse(draft, m, names) for m in inside)
    return not _is_coarse(draft, mention, names) and (bool(mention.name) or lies or mention.rule == "capital-of-state")


def _put_sites(draft: Draft, told: Sequence[str], place: str | None, *, sure: float = 0.6) -> None:
    """Put the described sites of an incident into a place."""
    for site in told:
        beside = place is not None and _own_words_say_beside(draft, draft.mention(site).span, draft.mention(place).span)
        if draft.mention(site).cls in SITES and not beside:
            evidence = [draft.mention(site).span, *([draft.mention(place).span] if place is not None else [])]
            draft.relate(site, "sikg:locatedIn", place, evidence, "site-in-place-told", basis="implied", confidence=sure)


def _own_words_say_beside(draft: Draft, site: Span, place: Span) -> bool:
    """Whether the words of a site, or those between it and a place, put it beside the place: "a school near X"."""
    between = draft.text[site.start : place.start].casefold().split()
    return site.start < place.start and len(between) - len(site.quote.split()) <= BESIDE_WORDS and not BESIDE.isdisjoint(between)


def _reference(draft: Draft, found: _Found) -> str | None:
    if (inside := place_inside(found.word)) is not None and found.word.name is not None and found.word.name.cls not in SITES:
        return mentions.of_part(draft, found.sentence, inside)
    if found.word.name is not None:
        return mentions.of_name(draft, found.sentence, found.word)
    return coreference.capital(draft, found.sentence, found.word)


# --- near ---------------------------------------------------------------------------------------------------


def _nearest(draft: Draft, told_of: Sequence[Happening], smaller: PlaceNames | None, told: Set[str] = frozenset()) -> _Found | None:
    """The likeliest place of the sentences that tell an incident, else of those around; one smaller than a region, and not told, if asked."""
    inside = [_best(draft, h.sentence, h.word, smaller, told) for h in told_of]
    found = [f for f in inside if f is not None]
    if found and min(f.rank for f in found) < LIKELY:
        return min(found, key=lambda f: f.rank)
    around = [
        f
        for number in _around(draft, told_of)
        if (f := _best(draft, draft.sentences[number], None, smaller, told)) is not None and f.rank < LIKELY and not f.is_state
    ]
    return around[0] if around else min(found, key=lambda f: f.rank, default=None)


def _around(draft: Draft, told_of: Sequence[Happening]) -> Iterator[int]:
    """The sentences around those that tell an incident: the next ones, then the ones before."""
    own = {h.sentence.number for h in told_of}
    own |= {h.sentence.number for h in draft.happenings if h.cls not in INCIDENTS}  # their places are those of meetings and operations
    first = min(own)
    for number in (*range(first + 1, first + SENTENCES_ON + 1), *range(first - 1, first - SENTENCES_BACK - 1, -1)):
        if number not in own and 0 <= number < len(draft.sentences):
            yield number


def _best(draft: Draft, s: Sentence, trigger: Word | None, smaller: PlaceNames | None, told: Set[str]) -> _Found | None:
    """The likeliest place of a sentence: by how its words stand, in the trigger's clause, near it."""
    clause = _clause(s, trigger) if trigger is not None else None
    found = []
    for word in s.words:
        rank = place_rank.rank(draft, s, word)
        if rank < NEVER:
            state = word.name is not None and word.name.cls in STATES
            if smaller is not None and (
                state or word.text in told or (word.name is not None and _names_wide(draft, smaller, word.text, word.start, word.end))
            ):
                continue
            apart = clause is not None and _clause(s, word) != clause
            far = smaller is not None and place_rank.is_far_off(s, word)
            key = (rank + 1.5 * state + 0.5 * apart + far, abs(word.i - trigger.i) if trigger is not None else word.i)
            found.append((key, rank, word, state))
    if not found:
        return None
    _, rank, word, state = min(found, key=lambda f: f[0])
    likely = {w.i: (r, st) for _, r, w, st in found}
    while (inner := place_rank.held(draft, s, word)) is not None and inner.i in likely:
        word, (_, state) = inner, likely[inner.i]
    return _Found(s, word, rank, state, trigger is not None and clause == _clause(s, word))


def _clause(s: Sentence, word: Word) -> int:
    """The verb that governs a word, by its position, the first of several joined ("was shot and killed"); -1 where none does."""
    verb = word if word.is_verb else next((w for w in s.ancestors(word) if w.is_verb), None)
    while verb is not None and verb.dep == "conj" and s.head(verb).is_verb and s.head(verb) is not verb:
        verb = s.head(verb)
    return verb.i if verb is not None else -1


# --- far ----------------------------------------------------------------------------------------------------


def _state_of_document(draft: Draft) -> _Land | None:
    """The state of the date line, else the state that the document names most.

    The town of a date line is where the report was written, and no place of what it tells.
    """
    dateline = next((m for m in draft.mentions if m.rule == "date-line" and m.cls == "State"), None)
    if dateline is not None:
        return _Land(dateline, "state-of-date-line", 0.4)
    prevailing = _prevailing(draft)
    return _Land(prevailing, "state-of-document", 0.3) if prevailing is not None else None


def _prevailing(draft: Draft) -> Mention | None:
    """The state of the most mentions, the first of several."""
    named = ((s, w) for s in draft.sentences for w in s.words if w.name is not None)
    abroad = {w.start for s, w in named if place_rank.is_from_abroad(s, w)}
    states = [m for m in draft.mentions if m.cls == "State" and m.known and m.span.start not in abroad]
    known = [m.known for m in states]
    return max(states, key=lambda m: (known.count(m.known), -m.span.start), default=None)
