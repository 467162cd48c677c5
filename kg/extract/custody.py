"""Who runs a site and whose people are there, where a clause of its own says so.

"X handed over the base to Y", "manned by soldiers of X", "the camp hosts Y-ian troops", "is home to". What stands in
the noun phrase of the site ("the X base", "X-run camp", "base in Y") is read in `sites`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import alliances, coreference, descriptions, groups, mentions
from kg.extract.draft import Draft
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word

SITES = ("Facility", "MilitaryBase")
PEOPLE = (*mentions.ORGANISATIONS, "State", "Group")
GIVE = frozenset(("hand", "transfer", "return", "cede", "turn"))  # "hand over", "turn over", "return to"
MAN = frozenset(("man", "garrison", "staff"))
HOST = frozenset(("host", "house", "accommodate"))
WORDS_TO_RECEIVER = 14  # "handed over the X base in Y, after nine years, to Z"


def relate(draft: Draft) -> None:
    """Write down who took a site over, who mans it, whom it hosts."""
    for sentence in draft.sentences:
        for word in sentence.words:
            if word.is_verb or word.tag in ("VBN", "NN"):
                _handed_over(draft, sentence, word)
                _manned(draft, sentence, word)
                _hosts(draft, sentence, word)


def _handed_over(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "X handed over the base to Y", "the base was transferred to Y"."""
    if verb.lemma not in GIVE or not verb.is_verb or not is_asserted(draft, sentence, verb):
        return
    passive = sentence.is_passive(verb)
    given = [sentence.subject(verb)] if passive else [*sentence.objects(verb), *(o for _, o in sentence.prepositions(verb, "over"))]
    sites = [(w, ref) for w in given if w is not None and (ref := _site(draft, sentence, w))]
    receiver = _receiver(draft, sentence, verb)
    if not sites or receiver is None:
        return
    giver = next((a for _, a in sentence.prepositions(verb, "by")), None) if passive else sentence.subject(verb)
    for word, site in sites:
        taker = alliances.actor(draft, sentence, receiver)
        if alliances.fits(draft, site, "sikg:operatedBy", taker):
            first, last = sorted((word.i, receiver.i))
            draft.relate(site, "sikg:operatedBy", taker, sentence.span(min(first, verb.i), last + 1), "handed-over-to")
        before = alliances.actor(draft, sentence, giver)
        if giver is not None and alliances.fits(draft, site, "sikg:operatedBy", before):
            first, last = sorted((word.i, giver.i))
            draft.relate(site, "sikg:operatedBy", before, sentence.span(first, last + 1), "handed-over-by")


def _receiver(draft: Draft, sentence: Sentence, verb: Word) -> Word | None:
    """Whom a site is given to: the object of the first "to" after the verb, wherever the parser hung it."""
    for word in sentence.words[verb.i + 1 : verb.i + 1 + WORDS_TO_RECEIVER]:
        if word.lower == "to":
            return next((o for o in sentence.children(word, "pobj") if alliances.actor(draft, sentence, o)), None)
    return None


def _manned(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "a checkpoint manned by X-ian soldiers", "the base was manned by soldiers of X": they run it and are there."""
    if verb.lemma not in MAN or verb.tag not in ("VBN", "VBD") or not is_asserted(draft, sentence, verb):
        return
    thing = sentence.head(verb) if verb.dep == "acl" else sentence.subject(verb)
    site = _site(draft, sentence, thing) if thing is not None else None
    for _, people in sentence.prepositions(verb, "by"):
        crew = mentions.of(draft, sentence, people)
        if thing is None or site is None or crew is None or draft.mention(crew).cls not in PEOPLE:
            continue
        groups.relate(draft, sentence, people)
        first, last = sorted((thing.i, people.i))
        evidence = sentence.span(first, last + 1)
        for predicate in ("sikg:operatedBy", "sikg:hosts"):
            draft.relate(site, predicate, crew, evidence, "manned-by", current=True)


def _hosts(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "The camp hosts X-ian troops", "the site was home to a company of X-ian peacekeepers"; inside a noun phrase it is read in `sites`."""
    verb = sentence.head(word) if word.lower == "home" else word
    if not (word.lemma in HOST or (word.lower == "home" and verb.lemma == "be")) or verb.dep in ("acl", "relcl"):
        return
    if not verb.is_verb and verb.lemma != "be":
        return
    if sentence.is_passive(verb) or not is_asserted(draft, sentence, verb):
        return
    thing = sentence.subject(verb)
    site = _site(draft, sentence, thing) if thing is not None else None
    if thing is None or site is None:
        return
    for guest in _guests(sentence, word):
        ref = mentions.of(draft, sentence, guest)
        if ref is not None and draft.mention(ref).cls in PEOPLE:
            groups.relate(draft, sentence, guest)
            draft.relate(site, "sikg:hosts", ref, sentence.span(thing.i, guest.i + 1), "site-hosts", current=True)


def _guests(sentence: Sentence, word: Word) -> Iterator[Word]:
    if word.lower == "home":
        yield from (o for _, o in sentence.prepositions(word, "to", "for"))
    else:
        yield from (o for o in descriptions.guests(sentence, word))


def _site(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The site that a word stands for, through "it" and "the base"."""
    ref = coreference.site(draft, sentence, word)
    return ref if ref is not None and draft.mention(ref).cls in SITES else None
