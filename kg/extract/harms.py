"""What befell the people that a phrase counts or names: the harm, and the word that says so.

The surest reading first: what is counted is itself a harm ("12 deaths"); a word of harm stands beside the count ("70 people
dead"); the tree leads to one (`harm_clauses`); the count is a toll; a verb of harm stands near, where the parser tied the
count to other words. Says nothing of which event did it (`casualties`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.draft import Draft
from kg.extract.harm_clauses import Clauses
from kg.extract.harm_words import KINDS, LOSE, Harm, adjective_of_harm, counted_harm, suffered, undergoes, verb_of_harm
from kg.extract.quantities import Count
from kg.extract.tree import IDENTIFYING, Sentence, Word
from kg.model import CasualtyKind

TOLL = frozenset(("toll", "number", "count", "tally", "figure", "casualty"))
BESIDE = frozenset(
    ("were", "was", "left", "more", "others", "other", "had", "been", "have", "are", "has", "still", "as", "being", "feared")
)
HELPERS = frozenset(("have", "be"))
SAYING = IDENTIFYING | {"know", "refer", "describe", "call", "name"}
REACH = 12  # words after a phrase in which the verb is looked for where the tree shows none


def harms_of(draft: Draft, s: Sentence, count: Count) -> tuple[Harm, ...]:
    """The harms that the people of a count suffered, the first told first: "five were abducted and killed"."""
    found = _Search(draft, s, count).harms()
    if not found or found[0].part or not found[0].word.is_verb:
        return found
    return (*found, *(h for h in _further(draft, s, found[0]) if h.kind not in [f.kind for f in found]))


def _further(draft: Draft, s: Sentence, harm: Harm) -> Iterator[Harm]:
    """Other harms of the same people by verbs coordinated with the first, with neither subject nor object of their own."""
    if s.child(harm.word, "nsubj", "nsubjpass") is None or not s.is_passive(harm.word):
        return
    for verb in s.conjuncts(harm.word):
        if verb.i == harm.word.i or s.child(verb, "nsubj", "nsubjpass", "dobj"):
            continue
        between = s.words[min(verb.i, harm.word.i) + 1 : max(verb.i, harm.word.i)]
        if any(w.tag == "CD" or w.lower in ("others", "another") or draft.lexicon.quantities.get(w.lower) for w in between):
            continue  # "ten were killed and over 70 wounded"
        told = verb_of_harm(draft, s, verb)
        if told is not None and told[0] != harm.kind and (told[1] or s.is_passive(verb)):
            yield Harm(told[0], verb)


@dataclass(frozen=True)
class _Search:
    """Looks for the harm of one count in its sentence."""

    draft: Draft
    s: Sentence
    count: Count

    @property
    def noun(self) -> Word | None:
        """The noun that is counted."""
        return self.s.words[self.count.noun] if self.count.noun is not None else None

    @property
    def end(self) -> int:
        """The position after the count and its noun."""
        return max(self.count.last, self.noun.i + 1 if self.noun is not None else 0)

    def harms(self) -> tuple[Harm, ...]:
        """The first reading that fits; clauses may tell of several harms."""
        head, single = self.noun or self.s.words[self.count.last - 1], self.count.single
        if self.noun is None and head.dep == "nummod" and head.head < self.count.first and self._before() is None:
            return ()  # "Ward 4", "page 12", but "wounds 31"
        beside = self._counted_harm() or self._beside() or self._suffers()
        beside = beside or (self._before() if not single or self._is_person_by_name() else None)
        if beside is not None and not self._only_says_which(beside.word):
            return (beside,)
        clauses = Clauses(self.draft, self.s).harms(head, single=single)
        if beside is not None:
            return clauses or (beside,)
        if clauses:
            return clauses
        far = self._after(past_reduced=True) if single else self._toll(head) or self._after()
        return (far,) if far is not None else ()

    def _only_says_which(self, word: Word) -> bool:
        """Whether a word of harm is a clause about the people, of whom the sentence goes on to tell: "five men kidnapped in May were killed"."""
        return word.is_verb and word.dep in ("acl", "relcl") and self.noun is not None and word.head == self.noun.i

    def _is_person_by_name(self) -> bool:
        return self.noun is not None and self.noun.name is not None and self.noun.name.cls == "Person"

    def _is_of_others(self) -> bool:
        """Whether the phrase only says more of another: "members of one family", "presenter of two programmes"."""
        if self.noun is None or self.noun.dep != "pobj" or self.s.head(self.noun).lower != "of":
            return False
        whole = self.s.head(self.s.head(self.noun))
        return whole.tag.startswith("NN") and not Clauses(self.draft, self.s).is_quantity(whole)

    def _counted_harm(self) -> Harm | None:
        """ "12 deaths", "claimed 12 lives": what is counted is the harm itself."""
        noun = self.noun
        told = counted_harm(self.draft, noun) if noun is not None and not self.count.single else None
        one_of = self.count.best == 1 and noun is not None and noun.i > self.count.last and self.s.words[self.count.last].lower == "of"
        if noun is None or told is None or self.count.upper == 0 or one_of or self._befell_more(noun, told):
            return None  # "no hostage was harmed" counts nobody, "one of the worst murders" no one more
        lead = self.s.words[max(0, self.count.first - 4) : self.count.first]
        lost = noun.lemma != "life" or any(w.lemma in LOSE for w in lead)
        return Harm(told, noun) if lost else None

    def _befell_more(self, noun: Word, told: CasualtyKind) -> bool:
        """Whether a verb tells what became of those that a noun counts: "killed seven hostages"."""
        verb = verb_of_harm(self.draft, self.s, self.s.head(noun)) if noun.dep in ("dobj", "nsubjpass") else None
        return verb is not None and verb[0] != told

    def _beside(self) -> Harm | None:
        """ "70 people dead", "three wounded", "seven still seriously injured"."""
        if self._is_of_others():
            return None
        for word in self.s.words[self.count.last : self.end + 4]:
            kind = adjective_of_harm(self.draft, word)
            before_noun = word.dep in ("amod", "compound") and word.head > word.i and not self._is_day(self.s.head(word))
            if kind is not None and word.i >= self.end - 1 and not before_noun and not self._acts(word):
                return Harm(kind, word)
            if word.i >= self.end and word.lower not in BESIDE and word.tag != "RB":
                return None
        return None

    def _is_day(self, word: Word) -> bool:
        """Whether a noun is a day, before which the parser took a participle for an adjective: "16 wounded Monday"."""
        return any(w.kind in ("weekday", "month") for w in self.draft.lexicon.times.get(word.lower, ()))

    def _acts(self, word: Word) -> bool:
        """Whether a word of harm is an active verb, or only says which person: "the man wounded in the attack said"."""
        if not word.is_verb:
            return False
        lead = self.s.words[self.count.first - 1].lower if self.count.first else ""
        listed = word.i == self.end and lead in ("and", ",")  # "a teacher was killed, and a villager wounded"
        describes = self.count.single and not listed and word.dep in ("acl", "relcl", "amod")
        return describes or self.s.child(word, "dobj") is not None

    def _suffers(self) -> Harm | None:
        """ "six people sustained serious injuries", right after the people."""
        for verb in self.s.words[self.end : self.end + 3] if self.noun is not None else ():
            if verb.is_verb and undergoes(self.draft, verb):
                told = next((k for w in self.s.words[verb.i + 1 : verb.i + 9] if (k := suffered(self.draft, w))), None)
                return Harm(told, verb) if told is not None else None
            if verb.tag not in ("MD", "RB") and verb.lemma not in HELPERS:
                return None
        return None

    # --- tolls, and what stands near ------------------------------------------------------------------------

    def _toll(self, head: Word) -> Harm | None:
        """ "the death toll rose to 32", "a toll of 32 dead", "the number of injured is now 40"."""
        near = list(reversed(self.s.words[max(0, self.count.first - 8) : self.count.first]))
        for above in self.s.ancestors(head):
            if above.is_verb:
                near += self.s.children(above, "nsubj", "nsubjpass", "dobj")
                break
            near += [above] if above.is_noun else []
        for toll in near:
            if toll.lemma in TOLL and toll.name is None and (kind := self._kind_of_toll(toll)) is not None:
                return Harm(kind, toll)
        return None

    def _kind_of_toll(self, toll: Word) -> CasualtyKind | None:
        """The harm that a toll counts, as the words below it say."""
        below = sorted((w for w in self.s.subtree(toll) if w.i != toll.i and w.name is None), key=lambda w: (abs(w.i - toll.i), w.i))
        for word in below:
            told = self.draft.lexicon.harms.get(("noun", word.lemma)) or adjective_of_harm(self.draft, word)
            if told and not self.count.first <= word.i < self.count.last:
                return KINDS[told]
        return "killed" if toll.lemma == "toll" else None

    def _before(self) -> Harm | None:
        """ "killing five", and in headlines "kills 13, wounds 31", right before the count."""
        before = self.s.words[self.count.first - 1] if self.count.first else None
        if before is None or before.dep in ("aux", "auxpass"):
            return None
        listed = self.count.first > 1 and self.s.words[self.count.first - 2].lower in ("and", ",")
        if listed and (kind := adjective_of_harm(self.draft, before)) is not None and before.tag in ("JJ", "VBN", "VBD"):
            return Harm(kind, before)  # "killed 8 and injured scores"
        found = verb_of_harm(self.draft, self.s, before)
        if found is not None and not found[1] and (before.tag == "VBG" or not self.s.child(before, "auxpass")):
            return Harm(found[0], before)
        row = self.draft.lexicon.verbs.get(before.lemma) if before.tag == "NNS" else None
        return Harm(KINDS[row.harm], before) if row is not None and row.harm else None

    def _after(self, *, past_reduced: bool = False) -> Harm | None:
        """ "12 people, most of them women, were killed": the next passive of harm in the clause; if asked, only past a reduced clause."""
        inside, reduced = self._is_of_others(), False
        apart = self.end < len(self.s.words) and self.s.words[self.end].lower == ","
        for word in self.s.words[self.end : self.end + (2 * REACH if apart else REACH)] if not inside else ():
            if word.is_verb and word.dep not in ("aux", "auxpass", "amod"):
                verb, found = self._of_harm(word, joined=reduced)
                passive = self.s.child(word, "auxpass") is not None or (reduced and word.tag == "VBN")
                if found is not None and (found[1] or passive) and not inside:
                    return Harm(found[0], verb) if reduced or not past_reduced else None
                if self._is_reduced(word) or (reduced and word.lemma == "be"):
                    reduced = True
                    continue
                if word.dep not in ("relcl", "acl"):
                    return None
                inside = True
            if word.lower in (";", ":", "and", "but", "after", "when", "that"):
                return None
        return None

    def _of_harm(self, word: Word, *, joined: bool) -> tuple[Word, tuple[CasualtyKind, bool] | None]:
        """A verb and the harm it says; if asked, of the first of the verbs joined to it that says one: "was attacked and killed"."""
        for verb in self.s.conjuncts(word) if joined else (word,):
            if (found := verb_of_harm(self.draft, self.s, verb)) is not None:
                return verb, found
        return word, None

    def _is_reduced(self, word: Word) -> bool:
        """Whether a participle only says more of the people: "ten people said to be of one family were killed"."""
        following = self.s.words[word.i + 1].lower if word.i + 1 < len(self.s.words) else ""
        saying = word.lemma in SAYING or self.draft.lexicon.reporting.get(word.lemma) is not None
        return saying and word.tag in ("VBN", "VBD") and following in ("to", "as", "by")
