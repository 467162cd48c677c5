"""Sentences as dependency trees in which every name is one word.

Comes in: the tokens and names of a paragraph, and the language. Goes out: `Sentence`s of `Word`s, each with its
place in the document, and the questions a rule asks of a tree: children, phrase, conjuncts, what a clause's
subject is. Knows syntax, and nothing about incidents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.language import Token
from kg.extract.line import Name
from kg.model import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LEFT_OF_PHRASE = frozenset(
    ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "punct", "neg")
)
IDENTIFYING = frozenset(("suspect", "believe", "think", "allege", "presume", "say", "identify"))  # verbs that tell who somebody may be
OF_ITS_OBJECT = frozenset(("accuse", "charge", "suspect", "convict", "acquit", "indict"))  # "A charges B with doing it": B does it
COMPARED = frozenset(("fewer", "less", "more"))  # after "no"
NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "WDT", "DT")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: its place in the document, its analysis, and the name it stands for, if any."""

    i: int
    text: str
    lower: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    tokens: tuple[int, int]
    name: Name | None = None

    @property
    def is_verb(self) -> bool:
        """Whether it is tagged as a verb."""
        return self.tag[:2] == "VB"

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun or a name."""
        return self.tag.startswith("NN") or self.name is not None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its tokens and names, and the document's text that they point into."""

    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens [first, last)."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True)
class Sentence:
    """A sentence: `words[w.head]` is the head of `w`; the root is its own head."""

    number: int
    paragraph: Paragraph
    words: tuple[Word, ...]
    _children: Mapping[int, tuple[Word, ...]] = field(repr=False)

    @classmethod
    def of(cls, number: int, paragraph: Paragraph, words: tuple[Word, ...]) -> Sentence:
        """The sentence that words make by their heads."""
        children: dict[int, list[Word]] = {}
        for word in words:
            if word.head != word.i:
                children.setdefault(word.head, []).append(word)
        return cls(number, paragraph, words, {i: tuple(c) for i, c in children.items()})

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The lemma of each word, empty for a name: what the tables of common words are asked with."""
        return tuple(w.lemma if w.name is None else "" for w in self.words)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Each word as written, in lower case, empty for a name."""
        return tuple(w.lower if w.name is None else "" for w in self.words)

    def children(self, word: Word, *deps: str) -> Iterator[Word]:
        """The dependents of a word from left to right, of the given labels only if any are given."""
        below = self._children.get(word.i, ())
        return iter([w for w in below if w.dep in deps] if deps else below)

    def child(self, word: Word, *deps: str) -> Word | None:
        """The first dependent of one of the labels."""
        for below in self._children.get(word.i, ()):
            if below.dep in deps:
                return below
        return None

    def head(self, word: Word) -> Word:
        """The word that a word depends on; the root's is itself."""
        return self.words[word.head]

    def top(self, start: int, end: int) -> Word | None:
        """The word that governs the characters [start, end) of the document: the first whose head lies outside."""
        inside = {w.i: w for w in self.words if w.start < end and start < w.end}
        return next((w for w in inside.values() if w.head not in inside or w.head == w.i), None)

    def ancestors(self, word: Word) -> Iterator[Word]:
        """The heads above a word, nearest first."""
        seen = {word.i}
        while word.head not in seen:
            word = self.words[word.head]
            seen.add(word.i)
            yield word

    def subtree(self, word: Word) -> Iterator[Word]:
        """The word and everything below it, in no particular order."""
        stack = [word]
        while stack:
            top = stack.pop()
            yield top
            stack += self._children.get(top.i, ())

    def conjuncts(self, word: Word) -> tuple[Word, ...]:
        """The word and what is coordinated with it, from left to right."""
        out, todo = [], [word]
        while todo:  # a loop, since lists without end make chains deeper than Python's stack
            out.append(todo.pop())
            todo.extend(self.children(out[-1], "conj"))
        return tuple(sorted(out, key=lambda w: w.i))

    def is_none(self, noun: Word) -> bool:
        """Whether "no" stands with a noun: "no soldiers", but not "no fewer than six soldiers"."""
        return any(c.lower == "no" and self.words[c.i + 1].lower not in COMPARED for c in self.children(noun, "det"))

    def phrase(self, word: Word) -> tuple[int, int]:
        """Positions [first, last) of the noun phrase up to its head: determiners, modifiers, compounds, head."""
        first = word.i
        for child in reversed(list(self.children(word))):
            if child.i < first and any(w.dep == "prep" and w.i > child.i for w in self.children(child)):
                break  # "four of them civilians"
            if child.i < first and child.dep in LEFT_OF_PHRASE and child.lower not in (",", ";", "“", '"'):
                first = min(first, *(w.i for w in self.subtree(child) if w.i <= child.i))
        return first, word.i + 1

    def span(self, first: int, last: int) -> Span:
        """The characters of words [first, last)."""
        return self.paragraph.span(self.words[first].tokens[0], self.words[last - 1].tokens[1])

    def phrase_span(self, word: Word, *, article: bool = True) -> Span:
        """The characters of the word's noun phrase, with or without its article."""
        first, last = self.phrase(word)
        while not article and first < word.i and self.words[first].lower in ("the", "a", "an", "some", "both"):
            first += 1
        return self.span(first, last)

    def prepositions(self, word: Word, *words: str) -> Iterator[tuple[Word, Word]]:
        """The prepositions below a word with their objects, coordinated objects too."""
        for prep in self.children(word, "prep", "agent", "dative"):
            if words and prep.lower not in words:
                continue
            for inner in self.children(prep, "pobj", "pcomp"):
                for each in self.conjuncts(inner):
                    yield prep, each

    def subject(self, verb: Word) -> Word | None:
        """The subject of a verb, through relative pronouns, participles and coordinated or controlled verbs."""
        own = self.child(verb, *SUBJECTS)
        if own is not None:
            if own.tag in ("WDT", "WP") or own.lower == "that":
                return self.head(verb) if verb.dep == "relcl" else own
            return own
        if verb.dep == "acl":
            return self.head(verb)
        taken_for = self._taken_for(verb)
        if taken_for is not None:
            return taken_for
        if verb.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"):
            above = next((w for w in self.ancestors(verb) if w.is_verb), None)
            if above is not None and verb.dep == "pcomp" and above.lemma in OF_ITS_OBJECT and not self.is_passive(above):
                return self.child(above, "dobj")
            if above is not None:
                return self.subject(above)
            noun = self.head(verb)  # a verb that the parser joins to its own subject: "two men on a bike shot and killed him"
            return noun if verb.dep == "conj" and noun.is_noun and noun.i < verb.i and verb.tag in ("VBD", "VBZ", "VBP") else None
        return None

    def _taken_for(self, verb: Word) -> Word | None:
        """The subject that a parser gave to the participle after it: the men in "men believed to be members of X raided a farm"."""
        for child in self.children(verb, "advcl", "ccomp", "csubj", "dep"):
            if child.i < verb.i and child.tag in ("VBN", "VBD") and child.lemma in IDENTIFYING:
                return self.child(child, *SUBJECTS)
        return None

    def is_passive(self, verb: Word) -> bool:
        """Whether a verb is passive: it has a passive auxiliary or subject, or is a past participle after a noun."""
        if self.child(verb, "auxpass", "nsubjpass"):
            return True
        if verb.tag == "VBN" and verb.dep == "acl":
            return True
        above = self.head(verb)  # itself, where a run without end was cut between the two
        return verb.tag == "VBN" and verb.dep == "conj" and above.i != verb.i and self.is_passive(above)

    def objects(self, verb: Word) -> tuple[Word, ...]:
        """The direct objects of a verb, coordinated ones too."""
        own = tuple(self.children(verb, "dobj", "attr")) or tuple(self.children(verb, "oprd"))  # no "hostage" beside whom they hold
        return tuple(each for obj in own for each in self.conjuncts(obj) if each.is_noun or each.tag in NOMINAL)
