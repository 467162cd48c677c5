"""Coreference as far as the relations need it: pronouns, possessives, definite descriptions, surnames.

A pronoun or "the group" goes back to the nearest earlier mention of the right class; the subject of the clause
comes before anything else. What is found is noted in the draft as a link, which makes the relation `resolved`
rather than `stated`. Nothing is guessed where no earlier mention fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.catalogue import State
from kg.extract import descriptions, mentions
from kg.extract.draft import Draft
from kg.extract.tree import SUBJECTS, Sentence, Word
from kg.model import Span
from kg.reading import Mention

SENTENCES_BACK = 4
COLLECTIVE = frozenset(("it", "its", "they", "their", "them", "itself"))
PERSONAL = frozenset(("he", "his", "him", "she", "her"))
SITE_CLASSES = frozenset(("Facility", "MilitaryBase"))
ANY_ORGANISATION = frozenset(mentions.ORGANISATIONS) - frozenset(mentions.STATE_BODIES)  # what "the organisation" may go back to
AS_ATTACKERS = ("described-attacker", "described-armed")  # "the guerrillas", "the criminals" after "a group of armed men"
GENERIC = ("Organisation", "GovernmentBody")  # classes of "the organisation", "the agency": nouns of many kinds of body
ARMED = ("group", "outfit", "faction")  # an armed group rather than another body, where both were named
DETERMINERS = frozenset(("the", "this", "that", "these", "those", "said"))
PARENT = {"MilitaryForce": "Organisation", "GovernmentBody": "Organisation", "ArmedGroup": "Organisation", "Mission": "Organisation"}


def actor(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The reference of the actor that a word stands for, None where it stands for none that can be found."""
    if word.lower in COLLECTIVE:
        return _pronoun(draft, sentence, word, (*mentions.ORGANISATIONS, "State", "Group"))
    if word.lower in PERSONAL:
        return _pronoun(draft, sentence, word, ("Person",), named=True) or _pronoun(draft, sentence, word, ("Person",))
    ref = mentions.of(draft, sentence, word)
    if ref is None or word.name is not None or draft.mention(ref).name:
        return ref
    described = descriptions.describe(draft, sentence, word)
    if described is None:
        return ref
    if described.kind == "organisation":
        above = sentence.head(word)
        if word.dep == "appos" and above.name is not None and above.name.cls in mentions.ORGANISATIONS:
            return mentions.of(draft, sentence, above)
        called = _called(sentence, word)
        if called is not None:
            return mentions.of(draft, sentence, called)
        if _is_definite(sentence, word):
            same = _same_description(draft, sentence, ref) or _same_noun(draft, sentence, word)
            armed = _antecedent(draft, sentence, word, "ArmedGroup") if word.lemma in ARMED else None
            _link(draft, ref, same or armed or _antecedent(draft, sentence, word, described.cls))
    elif _is_definite(sentence, word) and not _names_owner(sentence, word):
        _link(draft, ref, _same_description(draft, sentence, ref))
    return ref


def _called(sentence: Sentence, word: Word) -> Word | None:
    """The name of an organisation that its description gives it: X in "the rebel group, X", "a gang called X"."""
    naming = [c for c in sentence.children(word, "acl", "relcl") if c.lemma in ("call", "name", "dub", "know")]
    called = [o for clause in naming for o in sentence.children(clause, "oprd", "dobj", "attr")]
    known_as = [o for clause in naming for _, o in sentence.prepositions(clause, "as")]
    beside = (*sentence.children(word, "appos"), *called, *known_as)
    return next((c for c in beside if c.name is not None and c.name.cls in ANY_ORGANISATION), None)


def _link(draft: Draft, ref: str, antecedent: str | None) -> None:
    if antecedent is not None:
        draft.link(ref, antecedent)


def place(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The last place told, for "the town", "the same village"; None for a noun that names no settlement or has a name."""
    row = draft.lexicon.places.ending([w.lemma for w in sentence.words], word.i + 1) if word.name is None else None
    if row is None or row[0].value != "settlement" or not _is_definite(sentence, word) or _names_owner(sentence, word):
        return None
    earlier = [m for m in draft.mentions if m.cls == "Place" and m.name and m.span.start < word.start and m.rule != "date-line"]
    if not earlier:
        return None
    last = max(earlier, key=lambda m: m.span.start)
    span = sentence.phrase_span(word)
    ref = draft.add_mention(Mention(ref="", span=span, cls="Place", label=last.name, rule="place-told-before", core=span))
    draft.link(ref, last.ref)
    return ref


def state_of_capital(draft: Draft, sentence: Sentence, word: Word) -> State | None:
    """The state whose capital a noun means that has no name with it: "the X-ian capital", "X's capital"."""
    after = sentence.words[word.i + 1] if word.i + 1 < len(sentence.words) else None
    if word.lemma != "capital" or word.name is not None or (after is not None and after.name is not None and after.name.cls == "Place"):
        return None
    if any(c.name is not None and c.name.cls == "Place" for c in sentence.children(word, "appos", "compound", "nmod", "poss", "amod")):
        return None
    owner = descriptions.modifier_name(sentence, word, ("State", "adjective"))
    if owner is None:
        owner = next((o for _, o in sentence.prepositions(word, "of") if o.name is not None and o.name.cls == "State"), None)
    state = draft.catalogue.states.get(owner.name.known) if owner is not None and owner.name is not None else None
    return state if state is not None and state.capital else None


def capital(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The reference of the capital that "the X-ian capital" means, by the catalogue of states."""
    state = state_of_capital(draft, sentence, word)
    if state is None:
        return None
    named = next((m for m in draft.mentions if m.cls == "Place" and m.name.casefold() == state.capital.casefold()), None)
    span = sentence.phrase_span(word, article=False)
    ref = draft.add_mention(Mention(ref="", span=span, cls="Place", label=state.capital, rule="capital-of-state", core=span))
    if named is not None:
        draft.link(ref, named.ref)
    return ref


def site(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The reference of the site that a word stands for, through "it" and "the base"."""
    if word.lower in COLLECTIVE:
        return _pronoun(draft, sentence, word, ("Facility", "MilitaryBase"))
    return actor(draft, sentence, word)


def _names_owner(sentence: Sentence, word: Word) -> bool:
    """Whether a description's own words say whose it is, so that it may be another than the last one."""
    return any(c.name is not None for c in sentence.children(word, "compound", "nmod", "amod", "poss", "prep"))


def _same_description(draft: Draft, sentence: Sentence, ref: str) -> str | None:
    """The last earlier description of the same kind of thing: "the gunmen" after "four gunmen"."""
    here = draft.mention(ref)
    for mention in sorted(draft.mentions, key=lambda m: -m.span.start):
        if mention.name or mention.ref == ref or mention.span.start >= here.span.start or not _recent(draft, mention, sentence):
            continue
        if _lie_apart(draft, mention, here):
            continue
        same_head = _head(mention.label) == _head(here.label)
        alike = mention.rule == here.rule or here.rule == AS_ATTACKERS[0]  # "the rebels" are none of "two attackers"
        attackers = mention.rule in AS_ATTACKERS and here.rule in AS_ATTACKERS and mention.cls == here.cls and alike
        if attackers or (same_head and {mention.cls, here.cls} <= SITE_CLASSES | {mention.cls} and mention.rule == here.rule):
            return mention.ref
    return None


def _lie_apart(draft: Draft, one: Mention, other: Mention) -> bool:
    """Whether the words of both descriptions name places, and other ones: "the base at X" after "a base at Y"."""
    first, second = ({m.name for m in draft.mentions if m.cls == "Place" and m.name and d.span.contains(m.span)} for d in (one, other))
    return bool(first and second) and first.isdisjoint(second)


def _same_noun(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The last earlier phrase with the same noun and no article before it: "the organisation" after "a labour organisation"."""
    for number in range(sentence.number - 1, max(-1, sentence.number - SENTENCES_BACK - 1), -1):
        here = draft.sentences[number]
        for earlier in reversed(here.words):
            if earlier.lemma == word.lemma and earlier.name is None and any(c.lower in ("a", "an") for c in here.children(earlier, "det")):
                return mentions.of(draft, here, earlier)
    return None


def _head(label: str) -> str:
    """The head noun of a label, singular as far as an "s" shows it."""
    words = re.split(r"\s+(?:in|at|near|of|on|from|hosting|housing)\s+", label)[0].split()
    return words[-1].casefold().removesuffix("s") if words else ""


def owner(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The state or organisation whose a described group is: Y in "its troops", "Y's troops", "troops of Y"."""
    possessor = sentence.child(word, "poss")
    if possessor is not None and possessor.lower in COLLECTIVE:
        return _pronoun(draft, sentence, possessor, (*mentions.ORGANISATIONS, "State"))
    name = descriptions.modifier_name(sentence, word, (*mentions.ORGANISATIONS, "State", "adjective"))
    if name is None:
        name = next(
            (
                o
                for _, o in sentence.prepositions(word, "of", "from")
                if o.name is not None and o.name.cls in (*mentions.ORGANISATIONS, "State")
            ),
            None,
        )
    return mentions.of(draft, sentence, name) if name is not None else None


def _is_definite(sentence: Sentence, word: Word) -> bool:
    return any(c.lower in DETERMINERS for c in sentence.children(word, "det"))


def _pronoun(draft: Draft, sentence: Sentence, word: Word, classes: tuple[str, ...], *, named: bool = False) -> str | None:
    span = Span(word.start, word.end, word.text)
    for candidate in _earlier(draft, sentence, word):
        ref = mentions.of(draft, *candidate)
        if ref is None or draft.mention(ref).cls not in classes or (named and not draft.mention(ref).name):
            continue
        found = draft.mention(ref)
        pronoun = draft.add_mention(Mention(ref="", span=span, cls=found.cls, label=found.label, rule="pronoun", core=span))
        draft.link(pronoun, ref)
        return pronoun
    return None


def _earlier(draft: Draft, sentence: Sentence, word: Word) -> Iterator[tuple[Sentence, Word]]:
    """Words that a pronoun may go back to: subjects first, the nearest sentence first; an object is not its own verb's subject."""
    subject = sentence.subject(sentence.head(word)) if word.dep == "dobj" else None
    own = {w.i for w in sentence.conjuncts(subject)} if subject is not None else set()
    for number in range(sentence.number, max(-1, sentence.number - SENTENCES_BACK), -1):
        here = draft.sentences[number]
        words = [w for w in here.words if w.is_noun and (number < sentence.number or (w.i < word.i and w.i not in own))]
        subjects = [w for w in words if w.dep in SUBJECTS]
        yield from ((here, w) for w in subjects)
        yield from ((here, w) for w in reversed(words) if w not in subjects)


def _antecedent(draft: Draft, sentence: Sentence, word: Word, cls: str) -> str | None:
    """The nearest earlier named mention of a class, outside the phrase itself."""
    phrase = sentence.phrase_span(word)
    start = phrase.start
    best: Mention | None = None
    for mention in draft.mentions:
        if not mention.name or mention.span.start >= start or phrase.contains(mention.span):
            continue
        alike = mention.cls == cls or (cls in GENERIC and mention.cls in ANY_ORGANISATION)
        if (
            alike
            and not (cls == "GovernmentBody" and mention.cls == "ArmedGroup")
            and (best is None or mention.span.start > best.span.start)
        ):
            best = mention
    if best is not None and not _recent(draft, best, sentence):
        # the only mission of a report stays "the mission", however far back it was named
        alone = cls == "Mission" and len({m.known or m.name for m in draft.mentions if m.cls == cls and m.name}) == 1
        return best.ref if alone else None
    return best.ref if best is not None else None


def _recent(draft: Draft, mention: Mention, sentence: Sentence) -> bool:
    first = draft.sentences[max(0, sentence.number - SENTENCES_BACK)]
    return first.words[0].start <= mention.span.start
