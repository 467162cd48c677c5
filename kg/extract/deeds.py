"""What the mentions of one incident tell together: its days, its places, its toll, who did it and to whom.

Comes in: a draft whose mentions are linked so far and whose tolls are counted. Goes out: a `Deed`, for `retelling` to compare with
another. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import descriptions, episodes, scenes
from kg.extract.draft import Draft, Happening
from kg.extract.episodes import INCIDENTS
from kg.extract.place_names import PlaceNames
from kg.extract.place_rank import ON_THE_WAY
from kg.extract.tree import Sentence, Word
from kg.lexicon import ARMED_KINDS
from kg.model import CasualtyFigure

INDEFINITE = frozenset(("a", "an", "one", "two", "three", "four", "five", "six", "several", "some", "many"))
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
AREAS = frozenset(("city", "town", "district", "county", "province", "region", "state", "village", "country", "area", "capital"))
VICTIMS = frozenset(("victim", "dead", "deceased", "body", "wounded", "injured", "casualty"))
HARMED = frozenset(("kill", "wound", "injure", "hurt", "slay"))
PARTS = frozenset(("some", "most", "many", "several", "one", "half", "majority", "rest"))
MORE = frozenset(("other", "others", "another", "more", "further", "additional"))


@dataclass(frozen=True)
class Deed:
    """An incident by its first mention, and all its mentions in the order of the text."""

    draft: Draft
    names: PlaceNames
    first: Happening
    mentions: tuple[Happening, ...]

    @property
    def last(self) -> int:
        """The number of the last sentence that tells it."""
        return max(m.sentence.number for m in self.mentions)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that tell it."""
        return tuple({m.sentence.number: m.sentence for m in self.mentions}.values())

    @property
    def types(self) -> frozenset[str]:
        """The event types of its mentions, "attack" aside, which all may be."""
        return frozenset(m.event_type for m in self.mentions) - {"attack"}

    # --- toll -------------------------------------------------------------------------------------------------

    def figures(self, *kinds: str) -> tuple[CasualtyFigure, ...]:
        """Its figures of some kinds of harm."""
        refs = {m.ref for m in self.mentions}
        return tuple(f for f in self.draft.casualties if f.event in refs and f.kind in kinds)

    def toll(self, kind: str) -> frozenset[int]:
        """The numbers told of one kind of harm, a lower or upper bound where no more is said."""
        told = (next((n for n in (f.best, f.lower, f.upper) if n is not None), None) for f in self.figures(kind))
        return frozenset(n for n in told if n is not None)

    def ranges(self, kind: str) -> list[tuple[int, int]]:
        """The least and the most that each number told of one kind of harm may mean, twice the least where no most is told."""
        out = []
        for f in self.figures(kind):
            low = next((n for n in (f.lower, f.best, f.upper) if n is not None), 0)
            out.append((low, next((n for n in (f.upper, f.best) if n is not None), 2 * low)))
        return out

    @property
    def counts_others(self) -> bool:
        """Whether its toll is told of others than those told before: "18 others were wounded", "another died"."""
        return any(self._is_of_others(f) for f in self.figures("killed", "injured"))

    def _is_of_others(self, figure: CasualtyFigure) -> bool:
        """Whether "other" or "more" stands with the number, in a sentence that gives no other number before it."""
        [*_, evidence] = figure.evidence
        start = evidence.start
        s = next((s for s in self.sentences if s.words[0].start <= start < s.words[-1].end), None)
        if s is None:
            return False
        own = [w for w in s.words if evidence.start - 12 <= w.start < evidence.end + 12]
        before = [f for f in self.draft.casualties if f is not figure and s.words[0].start <= f.evidence[-1].start < start]
        return not before and any(w.lower in MORE for w in own)

    # --- when and where ---------------------------------------------------------------------------------------

    def days(self) -> frozenset[scenes.Day]:
        """The days told in its sentences, those of a verb of saying apart."""
        return frozenset(day for s in self.sentences for day in scenes.days(self.draft, s))

    def towns(self) -> frozenset[str]:
        """The places smaller than a region that its sentences name, those that somebody came from or went to apart."""
        return frozenset(
            w.lower
            for s in self.sentences
            for w in s.words
            if w.name is not None and w.name.cls == "Place" and not self.names.is_wide(w.text) and not _is_on_the_way(s, w)
        )

    @property
    def is_inside_told(self) -> bool:
        """Whether a place is told to lie in the one told before: "in the X area of the district"."""
        return any(_is_of_told(s, w) for s in self.sentences for w in s.words)

    @property
    def is_at_some_site(self) -> bool:
        """Whether it was at "a village", "three markets", which a later sentence may name."""
        return any(_is_some_site(self.draft, s, w) for s in self.sentences for w in s.words)

    @property
    def is_at_several_sites(self) -> bool:
        """Whether it was at several sites: "three markets", "a pair of mosques"."""
        return any(w.tag == "NNS" and _is_some_site(self.draft, s, w) for s in self.sentences for w in s.words)

    # --- who --------------------------------------------------------------------------------------------------

    def agents(self) -> Iterator[tuple[Sentence, Word]]:
        """The words for those who did it, by the verbs of its mentions or those that carry its nouns."""
        for m in self.mentions:
            verb = m.word if m.word.is_verb else next((a for a in m.sentence.ancestors(m.word) if a.is_verb), None)
            if verb is None:
                continue
            passive = m.sentence.is_passive(verb)
            found = [a for _, a in m.sentence.prepositions(verb, "by")] if passive else [m.sentence.subject(verb)]
            carried = verb is m.word or m.sentence.child(verb, "dobj") is None or m.word in m.sentence.objects(verb)
            yield from ((m.sentence, a) for a in found if a is not None and carried)

    def sufferers(self) -> Iterator[tuple[Sentence, Word]]:
        """The words for those who were harmed, by the verbs of its mentions."""
        for m in self.mentions:
            yield from ((m.sentence, w) for w in sufferers(m))

    def party(self, *roles: str) -> Iterator[tuple[Sentence, Word]]:
        """The head words of those who have one of some roles in it, in its own sentences."""
        refs = {m.ref for m in self.mentions}
        for r in self.draft.relations:
            if r.subject in refs and r.predicate in roles and r.object is not None:
                span = self.draft.mention(r.object).span
                for s in self.sentences:
                    if (top := s.top(span.start, span.end)) is not None:
                        yield s, top

    def groups(self) -> frozenset[str]:
        """The named groups that did it."""
        return frozenset(a.text.casefold() for _, a in self.agents() if a.name is not None)


def all_of(draft: Draft, names: PlaceNames) -> list[Deed]:
    """The incidents that occurred, in the order of their first mentions."""
    clusters = episodes.clusters(draft)
    firsts = [h for h in draft.happenings if h.ref in clusters and h.cls in INCIDENTS and h.status == "occurred"]
    return [Deed(draft, names, h, tuple(clusters[h.ref])) for h in firsts]


def sufferers(h: Happening) -> Iterator[Word]:
    """The words for those to whom a verb did something, those of whom it takes a part for the part."""
    s = h.sentence
    if not h.word.is_verb:
        return
    harmed = s.child(h.word, "nsubjpass")
    found = s.conjuncts(harmed) if harmed is not None else () if s.is_passive(h.word) else s.objects(h.word)
    yield from (of_some(s, w) for w in found)


def of_some(s: Sentence, word: Word) -> Word:
    """The word itself, or those of whom it takes a part: "some of those killed", "four of them"."""
    partitive = word.tag == "CD" or word.lower in PARTS
    return next((w for _, w in s.prepositions(word, "of")), word) if partitive else word


def is_definite(s: Sentence, word: Word) -> bool:
    """Whether a noun is one that was told before: "the gunmen", "those killed", no name."""
    return word.name is None and (word.lower in DEFINITE or any(c.lower in DEFINITE for c in s.children(word, "det")))


def are_told(s: Sentence, word: Word) -> bool:
    """Whether words stand for those harmed before: "the dead", "those killed", "(some of) them"."""
    if word.lower == "those":
        return any(c.lemma in HARMED for c in s.children(word, "acl"))
    return (is_definite(s, word) and word.lemma in VICTIMS) or (word.lower == "them" and s.head(word).lower == "of")


def is_armed(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a word stands for armed people."""
    described = descriptions.describe(draft, s, word)
    return described is not None and described.kind in ARMED_KINDS


def _is_on_the_way(s: Sentence, word: Word) -> bool:
    """Whether somebody came from a place, or went to it: "an official from the country's X district"."""
    return next((a.lower in ON_THE_WAY for a in s.ancestors(word) if a.dep in ("prep", "agent") or a.is_verb), False)


def _is_of_told(s: Sentence, word: Word) -> bool:
    """Whether a noun is "the district" or "the city" of which something is told: "the X area of the district"."""
    of_it = s.head(word).lower in ("of", "in") and is_definite(s, word)
    return of_it and word.lemma in AREAS and not any(c.name is not None or c.dep == "prep" for c in s.children(word))


def _is_some_site(draft: Draft, s: Sentence, word: Word) -> bool:
    if word.name is not None or not word.tag.startswith("NN"):
        return False
    if not any(c.lower in INDEFINITE or c.tag == "CD" for c in s.children(word, "det", "nummod")):
        return False
    described = descriptions.describe(draft, s, word)
    return (described is not None and described.kind == "site") or draft.lexicon.places.get(word.lemma) is not None
