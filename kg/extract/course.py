"""Whether two triggers of one sentence tell one course of action, by the path between them in its tree.

One course: participles and infinitives ("attacked …, killing"), verbs coordinated under one subject, what happened
"in", "during" or "with" it, an event noun as subject or object of an event verb, the relative clause of an agent that
is only described ("gunmen who opened fire"). Another course: a clause of a named thing ("the X, which attacked …"), a
verb coordinated with a subject of its own, what was "before", "since", "over" or "in spite of" it, and what a measure of
time sets apart ("a week after …"). Knows syntax only; `episodes` says what follows from it.
"""

from __future__ import annotations

from kg.extract.tree import Sentence, Word

INNER = frozenset(("in", "during", "with", "by", "through", "of", "when", "while", "as", "including", "using", "via", "at", "on", "after"))
CLAUSES = frozenset(("advcl", "xcomp", "acl", "ccomp", "dep", "conj", "pcomp", "prep", "agent", "relcl", "parataxis"))
NOUNS = frozenset(("pobj", "nsubj", "nsubjpass", "dobj", "attr", "appos", "compound", "nmod", "conj", "oprd"))
APART = frozenset(("before", "since", "until", "unless", "if", "because", "although", "though", "whereas", "despite"))
MEASURES = frozenset(("day", "week", "month", "year", "hour", "decade", "minute", "time"))
REST = frozenset(("other", "another", "dozen", "score", "rest"))
ANOTHER = frozenset(("another", "second", "third", "other", "separate", "similar", "different", "earlier", "previous", "elsewhere"))


def is_one(s: Sentence, one: Word, other: Word) -> bool:
    """Whether the tree leads from one word straight to the other, or from both to one verb by which they hang together."""
    if _tells_apart(s, one) or _tells_apart(s, other):
        return False
    up, across = _climb(s, one), _climb(s, other)
    return other.i in up or one.i in across


def _climb(s: Sentence, word: Word) -> set[int]:
    """The words above a word as far as they tell the same course of action."""
    seen: set[int] = set()
    below = word
    for above in s.ancestors(word):
        if _breaks(s, below, above):
            break
        seen.add(above.i)
        below = above
    return seen


def _breaks(s: Sentence, below: Word, above: Word) -> bool:
    """Whether what stands below a word is another matter than what stands above."""
    if below.dep not in CLAUSES and below.dep not in NOUNS:
        return True
    if below.dep == "conj" and below.is_verb and s.child(below, "nsubj", "nsubjpass") is not None and not _more_undergoers(s, below, above):
        return True  # "a bomb exploded in X and another exploded in Y"
    if below.dep == "conj" and not below.is_verb:
        rest = below.lemma in REST and above.tag == "VBN"  # "bombings and shootings", but "killed and four others injured"
        return not (rest or _are_both_one(s, above, below))
    if below.dep in ("relcl", "acl") and (above.name is not None or _is_past_of_past(s, below)):
        return True
    if below.dep == "relcl" and any(c.lower == "where" for c in s.children(below, "advmod")) and s.child(below, "npadvmod"):
        return True  # "kidnapped where X was killed last year"
    if below.dep == "advcl" and _set_apart(s, below):
        return True
    if below.dep in ("prep", "agent") and (below.lower not in INNER or _measured(s, below)):
        return True
    return below.dep == "ccomp" and above.is_verb and s.child(above, "nsubj") is not None


def _are_both_one(s: Sentence, first: Word, second: Word) -> bool:
    """Whether two nouns in the singular share an article, or both go without: "killed in a shooting and grenade attack"."""
    shared = not any(True for _ in s.children(second, "det", "nummod", "poss"))
    return shared and first.tag == second.tag == "NN" and first.name is None and second.name is None


def _more_undergoers(s: Sentence, second: Word, first: Word) -> bool:
    """Whether a verb tells what became of the others: "three men were shot dead and another was injured in an attack".

    Not where both verbs have places of their own.
    """
    subject = s.child(second, "nsubjpass", "nsubj")
    if subject is None or first.tag != "VBN" or second.tag != "VBN" or not (subject.lemma in REST or subject.tag == "CD"):
        return False
    return not all(any(o.name is not None for _, o in s.prepositions(verb, "in", "at", "near")) for verb in (first, second))


def _is_past_of_past(s: Sentence, verb: Word) -> bool:
    return any(c.lower == "had" for c in s.children(verb, "aux"))


def _set_apart(s: Sentence, verb: Word) -> bool:
    """Whether a clause is told as being at another time or as a reason: "before …", "a week after …"."""
    marks = list(s.children(verb, "mark", "advmod"))
    if any(m.lower in APART for m in marks):
        return True
    return any(m.lower in ("after", "when") and _measured(s, m) for m in marks) or _measured(s, verb)


def _measured(s: Sentence, word: Word) -> bool:
    """Whether a measure of time stands before a word: "a week after", wherever the parser hung it."""
    before = s.words[word.i - 1 : word.i] if word.i else ()
    return any(c.lemma in MEASURES for c in (*before, *s.children(word, "npadvmod", "nmod", "advmod")))


def _tells_apart(s: Sentence, word: Word) -> bool:
    """Whether a word's own modifiers say that it is another event than the one told."""
    return any(c.lower in ANOTHER for c in s.children(word, "amod", "det", "advmod"))
