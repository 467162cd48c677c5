"""Sentences as dependency trees in which every name is one word.

Comes in: the tokens and names of a paragraph, and the language. Goes out: `Sentence`s of `Word`s, each with its
place in the document, and the questions a rule asks of a tree: children, phrase, conjuncts, what a clause's
subject is. Knows syntax, and nothing about incidents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, pairwise

from kg.extract import asides
from kg.extract.language import Language, Parsed, Token
from kg.extract.line import Name
from kg.model import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LEFT_OF_PHRASE = frozenset(
    ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "punct", "neg")
)
ENDING_IN_NOUN = ("body-of-state", "site-name")  # rules whose names may end in a common noun
IDENTIFYING = frozenset(("suspect", "believe", "think", "allege", "presume", "say", "identify"))  # verbs that tell who somebody may be
OF_ITS_OBJECT = frozenset(("accuse", "charge", "suspect", "convict", "acquit", "indict"))  # "A charges B with doing it": B does it
COMPARED = frozenset(("fewer", "less", "more"))  # after "no"
NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "WDT", "DT")
AFTER_HEADLINE_VERB = frozenset((",", "in", "by", "and", "as", "when", "after", "during"))
LONGEST_SENTENCE = 250  # words; prose seldom reaches 100


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
        return tuple(
            each
            for obj in self.children(verb, "dobj", "attr", "oprd")
            for each in self.conjuncts(obj)
            if each.is_noun or each.tag in NOMINAL
        )


def sentences(
    texts: Sequence[Sequence[Paragraph]], language: Language, stand_ins: Mapping[str, str], forms: VerbForms
) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each text, numbered through its paragraphs."""
    paragraphs = [p for text in texts for p in text]
    units = [_units(p, stand_ins) for p in paragraphs]
    seen = [([u.seen for u in unit], _spaces(p, unit)) for p, unit in zip(paragraphs, units, strict=True)]
    trees = zip(paragraphs, units, asides.parse(language, seen), strict=True)
    for text in texts:
        cut = ((p, unit, parsed, *ends) for p, unit, parsed in islice(trees, len(text)) for ends in _bounds(parsed))
        yield tuple(
            _sentence(number, p, unit[first:last], parsed[first:last], first, forms)
            for number, (p, unit, parsed, first, last) in enumerate(cut)
        )


@dataclass(frozen=True, slots=True)
class VerbForms:
    """What the model misreads of verbs: the lemmas of forms, and participles that say what befell somebody ("killed")."""

    lemmas: Mapping[str, str]
    harmed: Collection[str]


def _with_headline_passive(words: tuple[Word, ...], harmed: Collection[str]) -> tuple[Word, ...]:
    """The words, with a headline's participle that the model takes for a past tense as a passive: "Five X-ians killed, seven injured"."""
    passive: dict[int, Word] = {}
    for verb, after in pairwise(words):
        if verb.tag != "VBD" or verb.lower not in harmed or after.lower not in AFTER_HEADLINE_VERB:
            continue
        own = [w for w in words if w.head == verb.i and w.i != verb.i]
        subject = next((w for w in own if w.dep == "nsubj" and w.i < verb.i), None)
        counted = subject is not None and any(w.head == subject.i and w.dep == "nummod" for w in words)
        if subject is not None and counted and not any(w.dep in ("aux", "dobj", "ccomp", "xcomp") for w in own):
            passive |= {verb.i: replace(verb, tag="VBN"), subject.i: replace(subject, dep="nsubjpass")}
    return tuple(passive.get(w.i, w) for w in words) if passive else words


@dataclass(frozen=True, slots=True)
class _Unit:
    """Tokens [first, last) that the parser sees as one word, and that word."""

    first: int
    last: int
    seen: str
    name: Name | None = None


def _units(paragraph: Paragraph, stand_ins: Mapping[str, str]) -> list[_Unit]:
    """The tokens of a paragraph, each name as one plain word.

    A name that ends in a common noun ("Somali forces") keeps the noun as the parser's word, with a plain modifier.
    """
    names = {n.first: n for n in paragraph.names}
    out: list[_Unit] = []
    at = 0
    while at < len(paragraph.tokens):
        name = names.get(at)
        if name is None:
            out.append(_Unit(at, at + 1, paragraph.tokens[at].text))
            at += 1
            continue
        final = paragraph.tokens[name.last - 1].text
        if name.rule in ENDING_IN_NOUN and final.islower() and name.last == name.core[1]:
            before = "adjective" if name.parts and name.parts[0].cls == "adjective" else "Place"
            if name.last - name.first > 1:
                out.append(_Unit(name.first, name.last - 1, stand_ins.get(before, final)))
            out.append(_Unit(name.last - 1, name.last, final, name))
        else:
            out.append(_Unit(name.first, name.last, stand_ins.get(name.cls, final), name))
        at = name.last
    return out


def _spaces(paragraph: Paragraph, units: Sequence[_Unit]) -> list[bool]:
    return [paragraph.tokens[u.last - 1].space_after for u in units]


def _bounds(parsed: Sequence[Parsed]) -> Iterable[tuple[int, int]]:
    """Where sentences begin and end: a run longer than any sentence (a table, noise) is read in pieces."""
    starts = [i for i, p in enumerate(parsed) if p.begins_sentence or i == 0]
    for first, end in zip(starts, [*starts[1:], len(parsed)], strict=True):
        for piece in range(first, end, LONGEST_SENTENCE):
            yield piece, min(piece + LONGEST_SENTENCE, end)


def _sentence(
    number: int, paragraph: Paragraph, units: Sequence[_Unit], parsed: Sequence[Parsed], offset: int, forms: VerbForms
) -> Sentence:
    written = [paragraph.text[paragraph.tokens[u.first].start : paragraph.tokens[u.last - 1].end] for u in units]
    words = tuple(
        Word(
            i=i,
            text=written[i],
            lower=written[i].lower(),
            lemma=_lemma(p, u, forms.lemmas),
            tag="NNPS" if _are_followers(p, u) else p.tag,
            dep=p.dep,
            head=p.head - offset if 0 <= p.head - offset < len(parsed) else i,
            start=paragraph.tokens[u.first].start,
            end=paragraph.tokens[u.last - 1].end,
            tokens=(u.first, u.last),
            name=u.name,
        )
        for i, (u, p) in enumerate(zip(units, parsed, strict=True))
    )
    words = _with_headline_passive(words, forms.harmed)
    children: dict[int, list[Word]] = {}
    for word in words:
        if word.head != word.i:
            children.setdefault(word.head, []).append(word)
    return Sentence(number, paragraph, words, {i: tuple(c) for i, c in children.items()})


def _lemma(parsed: Parsed, unit: _Unit, verb_forms: Mapping[str, str]) -> str:
    """The lemma of a word; a plural with a capital ("Islamists"), which the model leaves as it is, without its ending."""
    if unit.name is None and (parsed.tag == "NNPS" or _are_followers(parsed, unit)):
        return parsed.lemma.removesuffix("s")
    return verb_forms.get(parsed.text.casefold(), parsed.lemma) if parsed.tag.startswith("VB") else parsed.lemma


def _are_followers(parsed: Parsed, unit: _Unit) -> bool:
    """Whether a word with a capital is a plural that the model takes for a name: "X Islamists"."""
    return unit.name is None and parsed.tag == "NNP" and parsed.lemma.endswith("ists")
