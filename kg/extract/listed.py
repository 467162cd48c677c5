"""Who and what is listed beside one that has a role: "X, a farmer; Y, a teacher; and Z were killed", "a bank, two shops and a school".

Comes in: the victims, targets and culprits that the roles wrote down. Goes out: the same role for the others of the same
list, which the parser often breaks at an apposition ("X, manager of the bank, and Y, its clerk, were killed"), at a
semicolon or after a preposition. A list is read by its words: persons by name, or things that may be hit, between commas,
semicolons, "and", "along with", each perhaps with a title before and an apposition after; it ends at a verb, and what is
the subject of another is none of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import arguments, coreference, mentions
from kg.extract.draft import Draft
from kg.extract.tree import SUBJECTS, Sentence, Word
from kg.reading import Mention

ROLES = ("sikg:victim", "sikg:perpetrator", "sikg:target")
THINGS = ("Facility", "Asset", "MilitaryBase")
SEPARATORS = frozenset((",", ";", "and", "&"))
ENDS_LIST = frozenset(("and", "&", ";"))  # what stands before the last of a list
BESIDE = frozenset(("with", "as", "well", "along", "together", "also", "including"))  # "along with X", "as well as Y"
LONGEST_TITLE = 4  # words before a name of a list: "the former mayor X", "their cook, X"
LONGEST_APPOSITION = 14  # words between two of a list


def fill(draft: Draft) -> None:
    """Give the role of a person or thing to those listed after."""
    at = {s.words[-1].end: s for s in draft.sentences}
    ends = sorted(at)
    told = {(r.subject, r.predicate, r.object) for r in draft.relations}
    for r in [r for r in draft.relations if r.predicate in ROLES and r.object and r.basis == "stated"]:
        mention = draft.mention(r.object) if r.object.startswith("m") else None
        if mention is None or not (mention.cls == "Person" or (mention.cls in THINGS and r.predicate == "sikg:target")):
            continue
        s = at[next(e for e in ends if e >= mention.span.end)]
        first = _head(draft, s, mention)
        if first is None:
            continue
        for word in (*_before(draft, s, first), *_after(draft, s, first)):
            ref = mentions.of(draft, s, word) if word.name is not None else coreference.actor(draft, s, word)
            if ref is None or (r.subject, r.predicate, ref) in told:
                continue  # the tree, or another of the list, tells it, too
            told.add((r.subject, r.predicate, ref))
            begin, last = sorted((first.i, word.i))
            rule = f"listed-{r.predicate.removeprefix('sikg:')}"
            draft.relate(r.subject, r.predicate, ref, s.span(begin, last + 1), rule, confidence=r.confidence)


def _head(draft: Draft, s: Sentence, mention: Mention) -> Word | None:
    """The word of a sentence that a mention's phrase begins its list with."""
    inside = [w for w in s.words if w.end > mention.span.start and w.start < mention.span.end]
    if mention.cls == "Person" and not mention.name:  # "the mayor, X, and his driver"
        top = s.top(mention.span.start, mention.span.end)
        return next((w for w in s.children(top, "appos") if _is_person(w)), None) if top is not None else None
    if mention.cls == "Person":
        return next((w for w in inside if w.name is not None), None)
    return next((w for w in inside if _is_thing(draft, s, w)), None)


def _after(draft: Draft, s: Sentence, first: Word) -> Iterator[Word]:
    """Those of the list that a word begins."""
    people = first.name is not None and first.name.cls == "Person"
    opened, title, apart = False, 0, 0
    for word in s.words[first.i + 1 :]:
        if word.lower in SEPARATORS:
            opened, title = True, 0
        elif (_is_person(word) or (opened and _is_kin(draft, s, word))) if people else _is_thing(draft, s, word):
            if not opened or _acts(s, word, first):
                return
            yield word
            opened, apart = False, 0
            continue
        elif word.is_verb and word.dep not in ("amod", "acl"):
            return
        elif opened:
            title += 1
            opened = (title <= LONGEST_TITLE and word.tag != "IN") or word.lower in BESIDE
        apart += 1
        if apart > LONGEST_APPOSITION:
            return


def _is_person(word: Word) -> bool:
    return word.name is not None and word.name.cls == "Person"


def _is_kin(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a word describes somebody by one of the list: "his wife", "their driver"."""
    owner, after = s.child(word, "poss"), s.words[word.i + 1 : word.i + 2]
    if after and _is_person(after[0]):
        return False  # "their cook X"
    return owner is not None and owner.tag == "PRP$" and arguments.kind_of(draft, s, word) in ("Person", "Group")


def _is_thing(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether a word ends a phrase for something that may be hit."""
    after = s.words[word.i + 1 : word.i + 2]
    return word.is_noun and arguments.kind_of(draft, s, word) in THINGS and not (after and after[0].is_noun and word.dep == "compound")


def _before(draft: Draft, s: Sentence, last: Word) -> Iterator[Word]:
    """Those of the list that ends in the subject of a passive: "X, a farmer, and Y were killed"."""
    people, opened, apart = _is_person(last), False, 0
    first = s.phrase(last)[0]
    if last.dep != "nsubjpass" or first == 0 or s.words[first - 1].lower not in ENDS_LIST:
        return
    for word in reversed(s.words[: last.i]):
        if word.lower in SEPARATORS:
            opened = True
        elif _is_person(word) if people else _is_thing(draft, s, word):
            beside = word.dep in ("pobj", "dobj") or (word.dep in SUBJECTS and s.head(word).i != s.head(last).i)
            if beside and opened:
                return
            if opened:
                yield word
                opened, apart = False, 0
        elif word.is_verb:
            return
        apart += 1
        if apart > LONGEST_APPOSITION:
            return


def _acts(s: Sentence, word: Word, first: Word) -> bool:
    """Whether one is the subject of a verb of its own: "…, and X said", "…, and a bank was closed"."""
    verb = s.head(word)
    if word.dep not in SUBJECTS or not verb.is_verb or (_is_person(word) and s.is_passive(verb)):
        return False
    return not any(c.dep in SUBJECTS and c.i <= first.i for c in s.children(verb))
