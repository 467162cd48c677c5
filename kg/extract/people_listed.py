"""Persons who are listed beside one that has a role: "X, a farmer; Y, a teacher; and Z were killed".

Comes in: the victims, targets and culprits that the roles wrote down by name. Goes out: the same role for the persons of
the same list, which the parser often breaks at an apposition ("X, manager of the bank, and Y, its clerk, were killed") or
at a semicolon. A list is read by its words: names between commas, semicolons, "and", "along with", each perhaps with a
title before and an apposition after; it ends at a verb, and a name that does or says something is none of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import mentions
from kg.extract.draft import Draft
from kg.extract.tree import Sentence, Word

ROLES = ("sikg:victim", "sikg:perpetrator", "sikg:target")
SEPARATORS = frozenset((",", ";", "and", "&"))
BESIDE = frozenset(("with", "as", "well", "along", "together", "also", "including"))  # "along with X", "as well as Y"
LONGEST_TITLE = 4  # words before a name of a list: "the former mayor X", "their cook, X"
LONGEST_APPOSITION = 14  # words between two names of a list


def fill(draft: Draft) -> None:
    """Give the role of a named person to those listed after."""
    at = {s.words[-1].end: s for s in draft.sentences}
    ends = sorted(at)
    for r in [r for r in draft.relations if r.predicate in ROLES and r.object and r.basis == "stated"]:
        mention = draft.mention(r.object) if r.object.startswith("m") else None
        if mention is None or mention.cls != "Person" or not mention.name:
            continue
        sentence = at[next(e for e in ends if e >= mention.span.end)]
        first = next((w for w in sentence.words if w.name is not None and w.start <= mention.span.start < w.end), None)
        for person in (*_also_subjects(sentence, first), *_listed(sentence, first)) if first is not None else ():
            ref = mentions.of(draft, sentence, person)
            begin, last = sorted((first.i, person.i))
            evidence = sentence.span(begin, last + 1)
            draft.relate(r.subject, r.predicate, ref, evidence, f"listed-{r.predicate.removeprefix('sikg:')}", confidence=r.confidence)


def _listed(s: Sentence, first: Word) -> Iterator[Word]:
    """The persons of the list that a person begins."""
    opened, title, apart = False, 0, 0
    for word in s.words[first.i + 1 :]:
        if word.lower in SEPARATORS:
            opened, title = True, 0
        elif word.name is not None and word.name.cls == "Person":
            if not opened or _acts(s, word):
                return
            yield word
            opened, apart = False, 0
            continue
        elif word.is_verb and word.dep not in ("amod", "acl"):
            return
        elif opened:
            title += 1
            opened = title <= LONGEST_TITLE and word.tag != "IN" or word.lower in BESIDE
        apart += 1
        if apart > LONGEST_APPOSITION:
            return


def _also_subjects(s: Sentence, first: Word) -> Iterator[Word]:
    """The other persons whom the parser makes subjects of the same passive verb."""
    if first.dep == "nsubjpass":
        for word in s.children(s.head(first), "nsubjpass"):
            if word.i != first.i and word.name is not None and word.name.cls == "Person":
                yield word


def _acts(s: Sentence, word: Word) -> bool:
    """Whether a person is the subject of an active verb: "…, and X said"."""
    verb = s.head(word)
    return word.dep == "nsubj" and verb.is_verb and not s.is_passive(verb)
