"""Groups known by description and whose they are: "Burundian soldiers", "fighters of the X", "gunmen believed to be Y members"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract import coreference, descriptions, mentions
from kg.extract.draft import Draft
from kg.extract.line import Name
from kg.extract.tree import Sentence, Word
from kg.lexicon import ARMED_KINDS
from kg.reading import Mention

OWNERS = (*mentions.ORGANISATIONS, "State")
OF_A_STATE = ("military", "police", "armed", "official")  # kinds of people that are a state's when its name stands before them
NUMBERS = frozenset(("number", "dozen", "score", "hundred", "force", "some", "one", "two", "several"))  # of whom, is told after "of"
PEOPLES = frozenset(("tribe", "clan", "sub-clan", "subclan", "sub-tribe", "community", "militia", "group", "faction", "gang"))
BELONGING = ("of", "from", "with", "within", "to")
IDENTIFIED = frozenset(
    ("suspect", "believe", "identify", "think", "allege", "presume", "say", "assume", "describe", "know", "fear", "belong")
)
BETWEEN = frozenset(
    ("to", "be", "as", "have", "been", "belong", "from", "the", "a", "an", "some", "of", "with", ",", '"', "by", "that", "they")
)
LEADING = "-led"  # after the state that leads a coalition
FARTHEST = 8  # words between a described group and the name it is identified by
DEEPEST = 3  # nouns between a description and the name behind it: "a group of members of the military wing of X"


def settle(draft: Draft) -> None:
    """Note which named organisations the text describes as armed groups: by their fighters, or in apposition."""
    for sentence in draft.sentences:
        for word in sentence.words:
            organisation_behind(draft, sentence, word)
            if word.name is None or word.name.known or word.name.cls not in ("Organisation", "MilitaryForce"):
                continue
            for noun in sentence.children(word, "appos"):
                described = descriptions.describe(draft, sentence, noun)
                ref = mentions.of(draft, sentence, word)
                if described is not None and described.cls == "ArmedGroup" and ref is not None:
                    _has_fighters(draft, ref)


def _has_fighters(draft: Draft, ref: str) -> None:
    """Note that the organisation of a mention is an armed group, as it is named with its fighters."""
    draft.revise(replace(draft.mention(ref), cls="ArmedGroup", rule="named-with-its-fighters"))


def relate(draft: Draft, sentence: Sentence, word: Word) -> None:
    """Relate a described group to the state or organisation that its modifier or its "of" names."""
    described = descriptions.describe(draft, sentence, word)
    if described is None or described.cls not in ("Group", "Person"):
        return
    owner = descriptions.modifier_name(sentence, word, (*OWNERS, "adjective"))
    if owner is None:
        owner = next((o for _, o in sentence.prepositions(word, "of", "from") if o.name is not None and o.name.cls in OWNERS), None)
    if owner is None or owner.name is None:
        return
    if owner.name.cls == "State" and described.kind not in OF_A_STATE:
        return
    for each in sentence.conjuncts(owner):  # "A-ian and B-ian troops"
        first, last = sorted((each.i, word.i))
        evidence = sentence.span(first, last + 1)
        draft.relate(mentions.of(draft, sentence, word), "sikg:partOf", mentions.of(draft, sentence, each), evidence, "group-of")


def organisation_behind(draft: Draft, sentence: Sentence, word: Word, depth: int = 0) -> str | None:
    """The organisation whose fighters a description names: what its fighters do, the organisation does."""
    described = descriptions.describe(draft, sentence, word)
    if described is None or word.name is not None or described.cls not in ("Group", "Person", "ArmedGroup"):
        return None
    armed, member = described.kind in ("armed", "attacker"), word.lemma in descriptions.MEMBERS
    gathered = word.lemma in descriptions.GATHERED | NUMBERS
    if not (armed or member or gathered or described.kind in ARMED_KINDS):
        return None
    classes = _classes(member, armed, described.kind)
    name = _modifier(sentence, word, classes)
    ref = mentions.of(draft, sentence, name) if name is not None else None
    if name is None:
        ref = _after_preposition(draft, sentence, word, classes, gathered or member or armed, depth)
    if ref is None and name is None and (armed or member) and sentence.child(word, "poss") is not None:
        ref = coreference.owner(draft, sentence, word)
        return ref if ref is not None and draft.mention(ref).cls in ("ArmedGroup", "Organisation") else None
    if ref is not None and armed and draft.mention(ref).cls == "Organisation":
        _has_fighters(draft, ref)
    return ref


def _modifier(s: Sentence, word: Word, classes: tuple[str, ...]) -> Word | None:
    """The name before a noun, also where another noun stands between: X in "X rebels", "X 12th front members"."""
    own = descriptions.modifier_name(s, word, classes)
    between = (c for c in s.children(word, "compound", "nmod") if c.name is None)
    return own or next(filter(None, (descriptions.modifier_name(s, c, classes) for c in between)), None)


def _classes(member: bool, armed: bool, kind: str) -> tuple[str, ...]:
    """What may stand behind a description: any organisation behind its members, a force behind soldiers and policemen."""
    if member:
        return mentions.ORGANISATIONS
    if armed:
        return ("ArmedGroup", "Organisation")
    return ("ArmedGroup", "MilitaryForce") if kind in ("military", "police") else ("ArmedGroup",)


def _after_preposition(draft: Draft, s: Sentence, word: Word, classes: tuple[str, ...], loose: bool, depth: int) -> str | None:
    """The organisation after "of" or "from": named, "the army", or itself behind a description ("a column of X guerrillas")."""
    for prep, noun in s.prepositions(word, *BELONGING):
        if noun.name is not None:
            if noun.name.cls in classes and prep.lower != "to":
                return mentions.of(draft, s, noun)
            continue
        if not loose or depth >= DEEPEST:
            continue
        if noun.lemma in descriptions.MEMBERS and descriptions.describe(draft, s, noun) is None:  # "members of the 12th front of X"
            further = _after_preposition(draft, s, noun, classes, loose, depth + 1)
            if further is not None:
                return further
        behind = organisation_behind(draft, s, noun, depth + 1)
        if behind is not None:
            return behind
        owner = descriptions.modifier_name(s, noun, classes)
        if owner is not None and prep.lower in ("of", "from"):  # "fighters of the X alliance"
            return mentions.of(draft, s, owner)
        described = descriptions.describe(draft, s, noun)
        if described is not None and described.kind == "organisation" and described.cls in classes and prep.lower in ("of", "from"):
            return coreference.actor(draft, s, noun)
    return None


def identified_as(draft: Draft, s: Sentence, word: Word) -> str | None:
    """The armed group that a described group is taken for: X in "gunmen suspected to be members of X", "men from X, they said".

    Goes by the words right after the noun, since parsers hang such participles anywhere.
    """
    described = descriptions.describe(draft, s, word)
    armed = described is not None and (described.kind in ("armed", "attacker", "people") or described.cls == "ArmedGroup")
    if not armed or word.name is not None:
        return None
    for verb in s.words[word.i + 1 : word.i + 1 + FARTHEST]:
        if verb.lemma in IDENTIFIED and verb.tag in ("VBN", "VBD", "VBG", "JJ"):
            return _named_after(draft, s, verb)
        if (
            verb.lower not in ("who", "which", "that", ",")
            and verb.tag not in ("IN", "NN", "NNS", "NNP", "RB", "MD", "VBD", "VBP")
            and verb.name is None
        ):
            return None
        if verb.is_verb and verb.lemma not in ("be", "have"):
            return None
    return None


def _named_after(draft: Draft, s: Sentence, verb: Word) -> str | None:
    """The armed group in the noun phrase after a verb of identifying."""
    for word in s.words[verb.i + 1 : verb.i + 1 + FARTHEST]:
        militia = _militia(draft, s, word) if word.tag in ("NN", "NNS") else None
        if militia is not None:
            return militia
        if word.name is not None:
            inner = _peoples_militia(draft, s, word) or _in_modifier(draft, s, word.name)
            if inner is not None:
                return inner
            if word.name.cls == "ArmedGroup":
                return mentions.of(draft, s, word)
            if word.name.cls == "Organisation" and _has_members(draft, s, word):
                ref = mentions.of(draft, s, word)
                if ref is not None:
                    _has_fighters(draft, ref)
                return ref
            if word.name.cls not in ("State", "adjective", "people"):
                return None
        elif not (word.lower in BETWEEN or word.lemma in BETWEEN or word.tag.startswith(("NN", "JJ"))):
            return None
    return None


def _in_modifier(draft: Draft, s: Sentence, name: Name) -> str | None:
    """The armed group inside a modifier: X in "X armed men"."""
    inner = name.parts[0] if name.cls == "modifier" and name.parts else None
    return mentions.of_part(draft, s, inner) if inner is not None and inner.cls == "ArmedGroup" else None


def _has_members(draft: Draft, s: Sentence, word: Word) -> bool:
    """Whether fighters or members stand right before or after a name: "members of the X", "X fighters"."""
    around = s.words[max(0, word.i - 3) : word.i + 2]
    return any(w.lemma in descriptions.MEMBERS or _is_armed(draft, s, w) for w in around)


def _is_armed(draft: Draft, s: Sentence, word: Word) -> bool:
    described = descriptions.describe(draft, s, word)
    return described is not None and described.kind in ("armed", "attacker")


def _peoples(draft: Draft, s: Sentence, word: Word) -> Iterator[str]:
    """The named tribes and clans of a noun for several: X and Y in "the X and Y tribes"."""
    if word.name is not None or word.lemma not in PEOPLES:
        return
    for child in s.children(word, "compound", "nmod", "amod"):
        for each in s.conjuncts(child):
            if each.name is not None and each.name.cls in ("Organisation", "ArmedGroup"):
                ref = mentions.of(draft, s, each)
                if ref is not None:
                    yield ref


def _militia(draft: Draft, s: Sentence, word: Word) -> str | None:
    """The armed group that the catalogue knows as a people's militia: that of X in "X herdsmen", where these attack."""
    described = descriptions.describe(draft, s, word)
    if described is None or described.kind not in ("armed", "attacker", "worker", "civilian", "people"):
        return None
    return next(filter(None, (_peoples_militia(draft, s, c) for c in s.children(word, "compound", "nmod", "amod"))), None)


def _peoples_militia(draft: Draft, s: Sentence, word: Word) -> str | None:
    """The armed group that the catalogue knows as the militia of the people that a word names."""
    inner = word.name.parts[0] if word.name is not None and word.name.cls == "modifier" and word.name.parts else None
    span = s.paragraph.span(inner.first, inner.last) if inner is not None else s.span(word.i, word.i + 1)
    known = draft.catalogue.named(f"{span.quote} militia") if span.quote[:1].isupper() else None
    if known is None or known.cls != "ArmedGroup":
        return None
    return draft.add_mention(
        Mention(ref="", span=span, cls="ArmedGroup", name=known.label, known=known.id, rule="peoples-militia", core=span)
    )


def behind(draft: Draft, s: Sentence, word: Word) -> Iterator[tuple[str, bool]]:
    """The organisations behind a described group, each with whether it is only taken for theirs."""
    ref = organisation_behind(draft, s, word)
    if ref is not None:
        yield ref, False
        return
    supposed = identified_as(draft, s, word) or _militia(draft, s, word)
    if supposed is not None:
        yield supposed, True
    for people in _peoples(draft, s, word):
        yield people, False


def states_behind(draft: Draft, s: Sentence, word: Word) -> Iterator[str]:
    """The states that act through a described force or a named coalition: those of "X-ian soldiers", "the X-led coalition"."""
    if word.name is not None:
        for part in word.name.parts:
            if part.cls in ("State", "adjective") and word.text.casefold().startswith(LEADING, _width(s, part)):
                ref = mentions.of_part(draft, s, part)
                if ref is not None:
                    yield ref
        return
    described = descriptions.describe(draft, s, word)
    if described is None or described.cls not in ("Group", "Person") or described.kind not in ("military", "police"):
        return
    owner = descriptions.modifier_name(s, word, ("State", "adjective"))
    for each in s.conjuncts(owner) if owner is not None else ():
        ref = mentions.of(draft, s, each) if each.name is not None and each.name.cls in ("State", "adjective") else None
        if ref is not None:
            yield ref


def _width(s: Sentence, part: Name) -> int:
    """How many characters a name inside a name takes."""
    span = s.paragraph.span(part.first, part.last)
    return span.end - span.start
