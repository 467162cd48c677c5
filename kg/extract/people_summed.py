"""People told side by side ("three soldiers and seven civilians"): which of them add up, and to how many.

Comes in: the harmed people of a sentence (`casualties`). Those add up whom one clause or its conjuncts tell, who suffered one
kind of harm of one event, and of whom none is a part of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract import episodes
from kg.extract.draft import Draft, Happening
from kg.extract.harm_clauses import INCLUDING
from kg.extract.harm_words import Harm
from kg.extract.quantities import Count
from kg.extract.tree import Sentence
from kg.model import Qualifier, Span

Bounds = tuple[int | None, int | None, int | None, Qualifier]


@dataclass(frozen=True, slots=True)
class Told:
    """People of a sentence, the harm they suffered and the event that did it."""

    count: Count
    harm: Harm
    event: Happening
    group: str | None


def side_by_side(draft: Draft, sentence: Sentence, told: Sequence[Told]) -> list[list[Told]]:
    """The people of a sentence in groups that add up: one event, one kind of harm, told by one clause or its conjuncts."""
    out: list[list[Told]] = []
    for each in told:
        for group in out:
            if _adds_up(draft, sentence, group, each):
                group.append(each)
                break
        else:
            out.append([each])
    return out


def _adds_up(draft: Draft, sentence: Sentence, group: Sequence[Told], each: Told) -> bool:
    last = group[-1]
    if last.harm.part or each.harm.part or last.harm.kind != each.harm.kind or each.count.upper == 0 or last.count.upper == 0:
        return False
    if episodes.first_of(draft, last.event).ref != episodes.first_of(draft, each.event).ref:
        return False
    if each.group is not None and any(t.group is not None and _same(draft, t.group, each.group) for t in group):
        return False
    if last.harm.word.i == each.harm.word.i:
        return _is_joined(sentence, last.count, each.count)
    verbs = {w.i for w in sentence.conjuncts(last.harm.word)}
    return each.harm.word.i in verbs and last.harm.word.is_verb


def _same(draft: Draft, one: str, other: str) -> bool:
    return one == other or draft.named(one).ref == draft.named(other).ref


def _is_joined(sentence: Sentence, one: Count, other: Count) -> bool:
    """Whether "and" or a comma of a list stands between two counts, and nothing that makes one a part of the other."""
    between = sentence.words[one.last : other.first]
    dash = any(w.lower in ("--", "–", "—") or (w.lower == "-" and sentence.words[w.i - 1].end < w.start) for w in between)
    apart = dash or any(w.lower in (*INCLUDING, ":", "(", "whom") for w in between)
    if any(w.lower == "with" and sentence.words[w.i - 1].lower in ("along", "together") for w in between):
        return True
    return not apart and any(w.lower in ("and", "&", "plus") for w in sentence.words[one.last : other.last + 12])


def are_one(sentence: Sentence, told: Sequence[Told]) -> bool:
    """Whether two phrases with a singular verb are one person: "the chairman and a member of the council was killed"."""
    verb = told[0].harm.word
    singular = any(w.lower in ("was", "is", "has") for w in sentence.children(verb, "aux", "auxpass"))
    others = any(sentence.child(sentence.words[t.count.noun], "poss") is not None for t in told[1:] if t.count.noun is not None)
    return singular and not others and all(t.count.single and t.harm.word.i == verb.i for t in told)


def total(sentence: Sentence, told: Sequence[Told]) -> tuple[Bounds, Span, Span] | None:
    """The figure of all together, as far as the bounds of each allow, its words, and the words that tell it."""
    parts = [t.count for t in told]
    lowers, uppers = [_least(c) for c in parts], [c.upper for c in parts]
    lower = sum(n for n in lowers if n is not None) if all(n is not None for n in lowers) else None
    upper = sum(n for n in uppers if n is not None) if all(n is not None for n in uppers) else None
    exact = all(c.qualifier == "exactly" for c in parts) and lower == upper
    best = sum(c.best or 0 for c in parts) if all(c.best is not None for c in parts) else None
    if lower is None and upper is None and best is None:
        return None
    qualifier: Qualifier = (
        "exactly" if exact else "about" if best is not None else "at-least" if upper is None else "range" if lower else "at-most"
    )
    positions = [p for c in parts for p in (c.first, c.last - 1, *([c.noun] if c.noun is not None else []))]
    span = sentence.span(min(positions), max(positions) + 1)
    evidence = sentence.span(min(*positions, told[0].harm.word.i), max(*positions, told[0].harm.word.i) + 1)
    return (lower, upper, best, qualifier), span, evidence


def _least(count: Count) -> int | None:
    return count.lower if count.lower is not None else 0 if count.best is None else None
