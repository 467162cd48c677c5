"""What the model misreads in the news of incidents, mended by rule on the words of a sentence before anything is read off them.

Each mend knows one shape that is wrong in the same way whatever its words are, and says which in its docstring. The words
keep their places; only what they depend on, and as what, is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from kg.extract.numerals import numeral
from kg.extract.tree import OF_ITS_OBJECT, Sentence, Word
from kg.lexicon import ARMED_KINDS, Lexicon, Number

AFTER_HEADLINE_VERB = frozenset((",", "in", "by", "and", "as", "when", "after", "during"))
OBJECT_PREPOSITIONS = frozenset(("on", "at", "against", "of", "from", "to", "into", "towards", "toward", "among", "near"))
HOSTAGE = ("hostage", "captive", "prisoner")
HOLDING = ("hold", "take", "keep", "seize")


def common_noun(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Lemma and tag of a common noun that its capitals make a name for the model: "Militiamen", "IEDs"."""
    if not text[:1].isupper():
        return None
    if (person := lexicon.person(text)) != "":
        return person, "NNS"
    weapon = lexicon.weapon_abbreviation(text)
    return (weapon, "NNS" if text.endswith("s") else "NN") if weapon else None


def mended(s: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence with its misread shapes mended, one after the other."""
    s = _changed(s, _headline_verbs(s, lexicon))
    s = _changed(s, _headline_passives(s, lexicon))
    s = _changed(s, _dead_after_verbs(s))
    s = _changed(s, _accused_of(s))
    s = _changed(s, _participles_joined(s))
    s = _changed(s, _participles_of_objects(s))
    s = _changed(s, _harm_after_objects(s, lexicon))
    s = _changed(s, _lists_of_counted(s, lexicon.numbers))
    s = _changed(s, _held_hostage(s))
    return _changed(s, _people_as_adjectives(s, lexicon))


def _changed(s: Sentence, mends: Iterator[Word]) -> Sentence:
    changed = {w.i: w for w in mends}
    return Sentence.of(s.number, s.paragraph, tuple(changed.get(w.i, w) for w in s.words)) if changed else s


def _headline_verbs(s: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    """A headline's verb that is taken for a noun: "Gunmen storm hotel", "IED detonates under bus"."""
    for root in s.words:
        if root.dep not in ("ROOT", "ccomp", "parataxis") or root.tag not in ("NN", "NNS") or root.name is not None:
            continue
        below = {w.dep: w for w in s.children(root)}
        if "nsubj" in below and "dobj" in below:
            yield replace(root, tag="VBP")
        elif (
            root.tag == "NNS"
            and "compound" in below
            and lexicon.verbs.get(root.lemma) is not None
            and lexicon.nouns.get(root.lemma) is None
        ):
            yield replace(root, tag="VBZ")
            yield replace(below["compound"], dep="nsubj")


def _dead_after_verbs(s: Sentence) -> Iterator[Word]:
    """The "dead" of "shot dead two men", which is taken for a part of the men."""
    for verb, dead in pairwise(s.words):
        if dead.lower == "dead" and dead.dep == "amod" and verb.is_verb and s.head(dead).head == verb.i:
            yield replace(dead, dep="advmod", head=verb.i)


def _headline_passives(s: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    """A headline's participle that is taken for a past tense: "Five X-ians killed, seven injured"."""
    for verb, after in pairwise(s.words):
        if (
            not (verb.tag == "VBD" or (verb.tag == "VBN" and _counts_on(s, after)))
            or verb.lower not in lexicon.harmed
            or after.lower not in AFTER_HEADLINE_VERB
        ):
            continue
        own = list(s.children(verb))
        subject = next((w for w in own if w.dep == "nsubj" and w.i < verb.i), None)
        counted = subject is not None and any(w.dep == "nummod" for w in s.children(subject))
        if subject is not None and counted and not any(w.dep in ("aux", "dobj", "ccomp", "xcomp") and w.i > subject.i for w in own):
            yield replace(verb, tag="VBN")
            yield replace(subject, dep="nsubjpass")


def _counts_on(s: Sentence, comma: Word) -> bool:
    return comma.lower != "," or (comma.i + 1 < len(s.words) and s.words[comma.i + 1].tag == "CD")


def _accused_of(s: Sentence) -> Iterator[Word]:
    """What somebody is accused of, taken for a kind of thing: "accused the soldiers of burning villages and killing civilians"."""
    for of, doing in pairwise(s.words):
        accused = s.head(of)
        verb = s.head(accused) if accused.dep in ("dobj", "nsubjpass") else accused
        thing = s.head(doing)
        if of.lower != "of" or verb.lemma not in OF_ITS_OBJECT or doing.tag != "VBG" or doing.dep != "amod" or thing.head != of.i:
            continue
        yield replace(doing, dep="pcomp", head=of.i)
        yield replace(thing, dep="dobj", head=doing.i)
        more = (w for w in s.words[thing.i + 1 :] if w.tag == "VBG" and w.head == verb.i and s.words[w.i - 1].lower == "and")
        yield from (replace(w, dep="conj", head=doing.i) for w in more)


def _participles_joined(s: Sentence) -> Iterator[Word]:
    """A second participle that is taken for a past tense: "nine men, bound and shot in the head"."""
    for verb in s.words:
        first = s.head(verb)
        joined = verb.dep == "conj" and verb.tag == "VBD" and first.tag == "VBN" and first.dep == "acl" and verb.i > first.i
        if joined and not any(w.dep in ("nsubj", "dobj", "aux") for w in s.children(verb)):
            yield replace(verb, tag="VBN")


def _participles_of_objects(s: Sentence) -> Iterator[Word]:
    """A preposition's noun that is taken for the subject of the participle after it: "fired on migrants crossing the river"."""
    for verb in s.words:
        prep = s.head(verb)
        if verb.dep != "pcomp" or verb.tag != "VBG" or prep.lower not in OBJECT_PREPOSITIONS or s.words[verb.i - 1].lower == ",":
            continue
        nouns = [w for w in s.words[prep.i + 1 : verb.i] if (w.dep, w.head) in (("nsubj", verb.i), ("pobj", prep.i))]
        if nouns:
            yield replace(nouns[-1], dep="pobj", head=prep.i)
            yield replace(verb, dep="acl", head=nouns[-1].i)


def _harm_after_objects(s: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    """A participle of harm that is hung on the object before it: "fired on a trader killing him", "hit a bus killing five"."""
    for verb in s.words:
        noun = s.head(verb)
        if verb.dep != "acl" or verb.tag != "VBG" or _past(verb) not in lexicon.harmed or noun.dep not in ("pobj", "dobj"):
            continue
        clause = next((w for w in s.ancestors(noun) if w.is_verb), None)
        if clause is not None and clause.i < noun.i and s.head(noun).lower != "by" and not _are_armed(noun, lexicon):
            yield replace(verb, dep="advcl", head=clause.i)


def _lists_of_counted(s: Sentence, numbers: Mapping[str, Number]) -> Iterator[Word]:
    """A list of counted people whose second is taken for an apposition: "six adults, a girl and a baby"."""
    for second in s.words:
        first = s.head(second)
        if second.dep != "appos" or second.i < first.i or first.name is not None:
            continue
        listed = [second, *(w for w in s.children(second) if w.dep == "conj")]
        counts = [_count(s, w, numbers) for w in (first, *listed)]
        if len(listed) > 1 and None not in counts and counts[0] != sum(n for n in counts[1:] if n is not None):
            yield replace(second, dep="conj")


def _held_hostage(s: Sentence) -> Iterator[Word]:
    """Those who are taken for a part of the hostage they are: "held the two workers hostage"."""
    for people, hostage in pairwise(s.words):
        verb = s.head(hostage)
        taken = hostage.dep == "dobj" and hostage.lower in HOSTAGE and verb.lemma in HOLDING
        if taken and people.head == hostage.i and people.dep in ("compound", "nmod"):
            yield replace(hostage, dep="oprd")
            yield replace(people, dep="dobj", head=verb.i)
            yield from (replace(w, head=people.i) for w in s.children(hostage) if w.i < people.i)


def _people_as_adjectives(s: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    """An adjective for a person, whose participle is taken for the noun: "killed a female identified as X"."""
    for adjective, participle in pairwise(s.words):
        if adjective.tag != "JJ" or adjective.head != participle.i or participle.tag != "VBN":
            continue
        article = next((w for w in s.children(participle) if w.dep == "det" and w.i < adjective.i), None)
        if article is not None and lexicon.groups.get(adjective.lower) is not None:
            yield replace(adjective, dep=participle.dep, head=participle.head, tag="NN")
            yield replace(participle, dep="acl", head=adjective.i)
            yield replace(article, head=adjective.i)


def _count(s: Sentence, noun: Word, numbers: Mapping[str, Number]) -> float | None:
    """How many a noun tells of: by its number, or one by its article; None where it tells none."""
    for w in s.children(noun):
        if w.dep == "nummod" and (read := numeral([w.lower], 0, numbers)) is not None:
            return read[0]
        if w.dep == "det" and w.lower in ("a", "an"):
            return 1.0
    return None


def _are_armed(noun: Word, lexicon: Lexicon) -> bool:
    row = lexicon.groups.get(noun.lemma)
    return row is not None and row.value in ARMED_KINDS


def _past(participle: Word) -> str:
    return participle.lower.removesuffix("ing") + "ed"
