"""What befell a noun phrase by its place in the tree: the verb, noun or adjective of harm that governs it.

A phrase is looked at from its head upwards: past numbers, lists, "of" and "including", to the verb whose subject or object
it is ("12 were reported killed", "left 12 dead"), or to the noun that it follows ("the death of 12"). What stands
below "including" or "among" is a part of others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.draft import Draft
from kg.extract.harm_words import Harm, adjective_of_harm, noun_of_harm, suffered, undergoes, verb_of_harm
from kg.extract.tree import Sentence, Word

INCLUDING = frozenset(("including", "among", "amongst", "include"))
INSIDE_PHRASE = frozenset(("nummod", "quantmod", "amod", "compound", "nmod", "advmod", "det", "predet"))
UPWARDS = INSIDE_PHRASE | {"conj", "prep", "appos", "dobj"}
SUBJECTS = ("nsubj", "nsubjpass")
COMPLEMENTS = ("oprd", "acomp", "xcomp", "ccomp", "advmod", "attr", "dobj", "advcl", "dep", "conj", "prep")
CLAUSES = ("xcomp", "oprd", "ccomp", "advcl", "dep")
COPULAS = frozenset(("be", "remain", "go", "become", "lie", "get"))
GROUPS = frozenset(
    ("group", "total", "number", "dozen", "hundred", "thousand", "score", "rest", "majority", "crowd", "family", "team", "half")
)
STEPS = 12  # how far up the tree a phrase may be from the word that says its harm


@dataclass(frozen=True)
class Clauses:
    """A sentence of a draft, asked what befell its phrases."""

    draft: Draft
    s: Sentence

    def harms(self, head: Word, *, single: bool) -> tuple[Harm, ...]:
        """All the harms: "five civilians kidnapped on Monday have been killed"."""
        own = None if single else self._own_clause(head)
        above = self._above(head, single=single) if own is None or head.dep != "conj" else None  # "six injured and five arrested"
        found = [h for h in ((above, own) if self._is_object(head) else (own, above)) if h is not None]
        return tuple(h for i, h in enumerate(found) if h.kind not in [f.kind for f in found[:i]])

    def _is_object(self, head: Word) -> bool:
        """Whether a phrase is the object of a verb of harm, which then comes before clauses about the phrase."""
        return head.dep == "dobj" and verb_of_harm(self.draft, self.s, self.s.head(head)) is not None

    def _above(self, head: Word, *, single: bool) -> Harm | None:
        word, part = head, False
        for _ in range(STEPS):
            above = self.s.head(word)
            if word.head == word.i or (found := self._at(word, above)) is not None or not self._goes_on(word, above):
                return replace(found, part=found.part or part) if word.head != word.i and found is not None else None
            part = part or above.lower in INCLUDING or (word.dep == "appos" and not single)
            word = above
        return None

    def _own_clause(self, noun: Word) -> Harm | None:
        """ "12 people who died", "12 people killed in the attack", "12 people with injuries"."""
        for clause in self.s.children(noun, "relcl", "acl"):
            told = verb_of_harm(self.draft, self.s, clause)
            own = clause.dep == "relcl" or self.s.child(clause, "dobj", "npadvmod") is None
            if told is not None and own and (self.s.is_passive(clause) or told[1]):
                return Harm(told[0], clause)
        told_with = [w for _, w in self.s.prepositions(noun, "with")]
        told_with += [of for w in told_with for _, of in self.s.prepositions(w, "of")]  # "with varying degrees of injuries"
        body = next((w for w in told_with if suffered(self.draft, w) == "injured"), None)
        return Harm("injured", body) if body is not None else None

    def _goes_on(self, word: Word, above: Word) -> bool:
        """Whether what befell the word above befell the word."""
        if above.is_verb and above.lemma not in INCLUDING:
            return False
        if word.dep in ("pobj", "pcomp"):
            return above.lower in INCLUDING or (above.lower == "of" and self.is_quantity(self.s.head(above)))
        return word.dep in UPWARDS

    def is_quantity(self, word: Word) -> bool:
        """Whether "of" after a word only says of what: "two of", "dozens of", "a group of"."""
        return word.tag in ("CD", "DT") or word.lemma in GROUPS or self.draft.lexicon.quantities.get(word.lower) is not None

    def _at(self, word: Word, above: Word) -> Harm | None:
        """The harm that the word above says of the word."""
        if above.is_verb and above.lemma not in INCLUDING:
            verb = self.s.head(above) if above.dep in ("aux", "auxpass") else above  # "was on Monday killed"
            return self._by_verb(word, verb) or self._complement(word, above) or self._listed(word, above)
        told = adjective_of_harm(self.draft, above)
        if told is not None and word.dep in (*SUBJECTS, "dobj"):
            return Harm(told, above)
        if word.dep == "pobj" and above.lower == "with" and self.s.words[above.i - 1].lower in ("along", "together"):
            verb = next((a for a in self.s.ancestors(above) if a.is_verb), above)
            kind = verb_of_harm(self.draft, self.s, verb)
            return Harm(kind[0], verb) if kind is not None else None
        if word.dep == "poss":
            return noun_of_harm(self.draft, self.s, above)
        if word.dep in ("pobj", "pcomp") and above.dep == "prep" and above.lower in ("of", "to"):
            noun = self.s.head(above)
            return noun_of_harm(self.draft, self.s, noun) if above.lower == "of" or noun.lemma in ("injury", "harm") else None
        return None

    # --- verbs ----------------------------------------------------------------------------------------------

    def _by_verb(self, word: Word, verb: Word) -> Harm | None:
        """ "killed 12", "12 were killed", "12 died"."""
        told = verb_of_harm(self.draft, self.s, verb)
        if told is None:
            return None
        kind, experiencer = told
        if word.dep in ("dobj", "attr", "oprd", "dative"):
            return Harm(kind, verb) if word.i > verb.i else None
        if word.dep == "prep" and word.lower in INCLUDING:
            return Harm(kind, verb)
        bare = verb.tag == "VBN" and self.s.child(verb, "aux", "dobj") is None  # headlines: "12 killed in attack"
        harmed = word.dep == "nsubjpass" or (word.dep == "nsubj" and (experiencer or bare or self.s.is_passive(verb)))
        return Harm(kind, verb) if harmed and word.i < verb.i else None

    def _complement(self, word: Word, verb: Word) -> Harm | None:
        """ "left 12 dead", "12 are feared killed", "12 were reported to have died", "two sustained injuries"."""
        if word.dep not in (*SUBJECTS, "dobj", "attr"):
            return None
        found = (self._said_by(word, verb, below) for below in self.s.children(verb, *COMPLEMENTS) if below.i != word.i)
        left = self._left(word) if word.dep == "dobj" and verb.lemma == "leave" else None
        return next((f for f in found if f is not None), left)

    def _left(self, word: Word) -> Harm | None:
        """ "left six residents, including two children dead": the adjective at the end of a long object."""
        last = max(self.s.subtree(word), key=lambda w: w.i)
        kind = adjective_of_harm(self.draft, last) if last.i != word.i else None
        return Harm(kind, last) if kind is not None else None

    def _said_by(self, word: Word, verb: Word, below: Word) -> Harm | None:
        told = adjective_of_harm(self.draft, below)
        acts = below.is_verb and self.s.child(below, "dobj", "nsubj", "aux") is not None
        if told is not None and not acts and (word.dep != "nsubj" or verb.lemma in COPULAS):
            return Harm(told, below)
        if below.dep == "prep":
            return self._with_injuries(word, verb, below)
        if word.dep not in SUBJECTS:
            return None
        if below.dep in CLAUSES and below.is_verb and self.s.child(below, *SUBJECTS, "mark") is None:
            return next((h for each in self.s.conjuncts(below) if (h := self._said_in(verb, each)) is not None), None)
        if below.dep == "conj":
            return next((h for each in self.s.conjuncts(below) if (h := self._told_too(verb, each)) is not None), None)
        kind = suffered(self.draft, below) if below.dep == "dobj" and undergoes(self.draft, verb) else None
        return Harm(kind, verb) if kind is not None else None

    def _told_too(self, verb: Word, below: Word) -> Harm | None:
        """ "was attacked and later shot dead", "was shot and died", "left and was killed": what else befell the subject."""
        if not below.is_verb or self.s.child(below, *SUBJECTS, "dobj") is not None:
            return None
        told = verb_of_harm(self.draft, self.s, below)
        shared = verb.lemma == "be" or self.s.is_passive(verb) or self.s.child(below, "auxpass") is not None
        return Harm(told[0], below) if told is not None and (told[1] or (below.tag == "VBN" and shared)) else None

    def _said_in(self, verb: Word, below: Word) -> Harm | None:
        """ "reported killed", "said to have died", "was on Monday shot dead": the verb below, if it is passive or intransitive."""
        told = verb_of_harm(self.draft, self.s, below)
        bare = below.tag == "VBN" or (below.tag == "VBD" and verb.lemma == "be")
        passive = self.s.is_passive(below) or (bare and self.s.child(below, "dobj") is None)
        return Harm(told[0], below) if told is not None and (told[1] or passive) else None

    def _with_injuries(self, word: Word, verb: Word, prep: Word) -> Harm | None:
        """ "were admitted with serious injuries", "are treated for burns"."""
        tells = prep.lower == "with" or (prep.lower == "for" and verb.lemma == "treat")
        body = self.s.child(prep, "pobj") if tells and word.dep != "nsubj" else None
        return Harm("injured", body) if body is not None and suffered(self.draft, body) == "injured" else None

    def _listed(self, word: Word, verb: Word) -> Harm | None:
        """Objects that the parser took for conjuncts of their verb, and "among the dead were four policemen"."""
        told = verb_of_harm(self.draft, self.s, verb)
        if told is not None:
            listed = word.dep == "conj" and verb.i < word.i and not self.s.is_passive(verb)
            return Harm(told[0], verb) if listed else None
        if word.dep not in ("attr", "nsubj") or verb.lemma != "be":
            return None
        for _, body in self.s.prepositions(verb, "among", "amongst"):
            kind = adjective_of_harm(self.draft, body)
            if kind is not None:
                return Harm(kind, body, part=True)
        return None
