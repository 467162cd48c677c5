"""What is said of sites and places: who runs a base, whom it hosts, whose headquarters it is, where it lies.

Each rule has a name that its relations carry.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract import coreference, descriptions, groups, mentions
from kg.extract.draft import Draft
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word

SITES = ("Facility", "MilitaryBase")
PLACES = ("Place", "State", *SITES)
OPERATORS = (*mentions.ORGANISATIONS, "State", "adjective")
LYING = ("lie", "locate", "situate", "stand")
RUNNING = ("run", "operate", "control", "manage")
LOCATIVE = ("in", "at", "near", "outside", "on", "inside")


def relate(draft: Draft) -> None:
    """Write down the relations of sites and places."""
    for sentence in draft.sentences:
        for word in sentence.words:
            if _is_site(draft, sentence, word):
                _operator(draft, sentence, word)
                _hosted(draft, sentence, word)
                _stationed(draft, sentence, word)
                _lies_in(draft, sentence, word)
            _headquarters(draft, sentence, word)
            _run_by(draft, sentence, word)
            _runs(draft, sentence, word)
            _apposed_places(draft, sentence, word)


def _is_site(draft: Draft, sentence: Sentence, word: Word) -> bool:
    if word.name is not None:
        return word.name.cls in SITES
    described = descriptions.describe(draft, sentence, word)
    return described is not None and described.kind == "site" and word.dep != "compound"


def _operator(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "the X base", "Y's base", "base run by X"."""
    if word.name is None:
        owner = descriptions.modifier_name(sentence, word, OPERATORS)
        described = descriptions.describe(draft, sentence, word)
        if owner is not None and described is not None and described.cls == "MilitaryBase":
            evidence = sentence.phrase_span(word)
            draft.relate(
                mentions.of(draft, sentence, word),
                "sikg:operatedBy",
                mentions.of(draft, sentence, owner),
                evidence,
                "operator-before-site",
                current=True,
            )
        elif owner is None and described is not None:
            _owner(draft, sentence, word, described.cls)
    for clause in sentence.children(word, "acl", "relcl"):
        if clause.lemma in ("run", "operate", "control", "manage", "hold", "own"):
            for _, agent in sentence.prepositions(clause, "by"):
                evidence = sentence.span(min(word.i, clause.i), max(agent.i, clause.i) + 1)
                draft.relate(
                    mentions.of(draft, sentence, word),
                    "sikg:operatedBy",
                    mentions.of(draft, sentence, agent),
                    evidence,
                    "run-by",
                    current=True,
                )


def _owner(draft: Draft, sentence: Sentence, word: Word, cls: str) -> None:
    """ "a base of X", "the mission's camp", "its barracks": whose site it is."""
    first, last = sentence.phrase(word)
    if any(w.lower == "headquarters" for w in sentence.words[first:last]):
        return  # the seat of a body is told as such: `_headquarters`
    possessor = sentence.child(word, "poss")
    bodies = [possessor] if possessor is not None and cls == "MilitaryBase" else []
    bodies += [o for p, o in sentence.prepositions(word, "of") if p.i == word.i + 1]
    for body in bodies:
        ref = coreference.actor(draft, sentence, body)
        if ref is not None and draft.named(ref).cls in mentions.ORGANISATIONS:
            first, last = sorted((word.i, body.i))
            evidence = sentence.span(first, last + 1)
            draft.relate(mentions.of(draft, sentence, word), "sikg:operatedBy", ref, evidence, "site-of-body", current=True)


def _run_by(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "The base had been run by X", "It is now operated by Y"."""
    if verb.lemma not in RUNNING or not sentence.is_passive(verb) or verb.dep == "acl" or not is_asserted(draft, sentence, verb):
        return
    subject = sentence.subject(verb)
    site = coreference.site(draft, sentence, subject) if subject is not None else None
    for _, agent in sentence.prepositions(verb, "by"):
        operator = mentions.of(draft, sentence, agent)
        if subject is not None and site is not None and operator is not None and draft.mention(site).cls in SITES:
            first, last = sorted((subject.i, agent.i))
            draft.relate(site, "sikg:operatedBy", operator, sentence.span(first, last + 1), "run-by")


def _runs(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "X runs a base in Y", "X-ian troops operate the base at Y"."""
    if not verb.is_verb or verb.lemma not in RUNNING or sentence.is_passive(verb) or not is_asserted(draft, sentence, verb):
        return
    subject = sentence.subject(verb)
    operator = coreference.actor(draft, sentence, subject) if subject is not None else None
    if subject is None or operator is None or draft.named(operator).cls not in OPERATORS:
        return
    for site in sentence.objects(verb):
        if _is_site(draft, sentence, site):
            first, last = sorted((subject.i, site.i))
            evidence = sentence.span(first, last + 1)
            draft.relate(mentions.of(draft, sentence, site), "sikg:operatedBy", operator, evidence, "runs-site", current=True)


def _hosted(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "base hosting Burundian soldiers", "camp, which houses peacekeepers"."""
    for clause in sentence.children(word, "acl", "relcl"):
        if clause.lemma in ("host", "house", "accommodate", "shelter") and not sentence.is_passive(clause):
            for guest in descriptions.guests(sentence, clause):
                groups.relate(draft, sentence, guest)
                evidence = sentence.span(sentence.phrase(word)[0], guest.i + 1)
                draft.relate(
                    mentions.of(draft, sentence, word),
                    "sikg:hosts",
                    mentions.of(draft, sentence, guest),
                    evidence,
                    "site-hosts",
                    current=True,
                )


def _stationed(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "troops stationed at the base"."""
    prep = sentence.head(word)
    verb = sentence.head(prep)
    if prep.lower in LOCATIVE and verb.lemma in ("station", "base", "deploy", "house", "garrison", "quarter") and verb.tag == "VBN":
        people = sentence.head(verb) if verb.dep == "acl" else sentence.subject(verb)
        if people is not None:
            evidence = sentence.span(min(people.i, verb.i), word.i + 1)
            draft.relate(
                mentions.of(draft, sentence, word),
                "sikg:hosts",
                mentions.of(draft, sentence, people),
                evidence,
                "stationed-at",
                current=True,
            )


def _lies_in(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "military camp in X"."""
    if word.lower == "headquarters":
        return  # whose seat it is says more than where it stands: `relations`, `_headquarters`
    verb = sentence.head(word)
    lies = word.dep in ("nsubj", "nsubjpass") and verb.lemma in LYING and is_asserted(draft, sentence, verb)
    told = sentence.prepositions(verb, "in", "at", "on") if lies else iter(())
    for _, place in (*descriptions.site_places(draft, sentence, word, "in", "at", "on", "inside"), *told):
        if place.name is not None and place.name.cls in ("Place", "State"):
            evidence = sentence.span(*sorted((word.i, place.i + 1)))
            draft.relate(
                mentions.of(draft, sentence, word), "sikg:locatedIn", mentions.of(draft, sentence, place), evidence, "site-in-place"
            )


def _headquarters(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "the X, the headquarters building of the Department of Y"."""
    at = word.i + 2
    if word.name is None or word.name.cls == "Person" or at >= len(sentence.words) or sentence.words[word.i + 1].lower != ",":
        return
    head = _phrase_head(sentence, at)
    if head is None or not any(
        w.lemma in ("headquarters", "headquarter") or w.lower == "headquarters" for w in sentence.words[at : head.i + 1]
    ):
        return
    for _, owner in sentence.prepositions(head, "of", "for"):
        site = mentions.of(draft, sentence, word)
        organisation = mentions.of(draft, sentence, owner)
        if site is None or organisation is None:
            continue
        body = draft.mention(organisation)
        if draft.mention(site).cls not in PLACES:
            draft.revise(replace(draft.mention(site), cls="Facility"))
        if not draft.mention(site).facility_type and body.cls in mentions.STATE_BODIES:
            kind = "government" if body.cls == "GovernmentBody" else "military"
            draft.revise(replace(draft.mention(site), facility_type=kind))
        evidence = sentence.span(sentence.phrase(word)[0], owner.i + 1)
        draft.relate(organisation, "sikg:headquarteredAt", site, evidence, "apposed-headquarters", current=True)
        return


def _phrase_head(sentence: Sentence, at: int) -> Word | None:
    """The head noun of the noun phrase that begins at a position."""
    for word in sentence.words[at : at + 6]:
        if word.is_noun and word.dep not in ("compound", "nmod", "amod", "poss"):
            return word
    return None


def _apposed_places(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X, Y", "X in Y", "Y's X"."""
    if word.name is None or word.name.cls not in ("Place", *SITES):
        return
    after = sentence.words[word.i + 1 : word.i + 3]
    larger: Word | None = None
    if len(after) == 2 and after[0].lower in (",", "in", "(") and after[1].name is not None and after[1].name.cls in ("State", "Place"):
        if after[0].lower == "," and _is_list(sentence, after[1]):
            return
        larger = after[1]
    larger = larger or _larger_around(draft, sentence, word)
    if larger is not None and word.name.cls == "Place":
        first, last = sorted((word.i, larger.i))
        evidence = sentence.span(first, last + 1)
        draft.relate(mentions.of(draft, sentence, word), "sikg:locatedIn", mentions.of(draft, sentence, larger), evidence, "place-in-place")


def _larger_around(draft: Draft, sentence: Sentence, word: Word) -> Word | None:
    """The larger place told with the noun for a place: "the Iraqi town of X", "the village of X in Y", "Y's X region"."""
    noun = sentence.head(word)
    if noun.lower == "of":
        noun = sentence.head(noun)
    if descriptions.place_word(draft, sentence, noun) is not word:
        noun = word
    for child in sentence.children(noun, "poss", "amod", "compound", "nmod"):
        if child.name is not None and child is not word and child.name.cls in ("State", "adjective", "Place"):
            return child
    for prep, outer in (*sentence.prepositions(noun, "in", "of"), *sentence.prepositions(word, "in")):
        place = descriptions.place_word(draft, sentence, outer) or outer
        if (
            place.name is not None
            and place is not word
            and place.name.cls in ("State", "Place")
            and (prep.lower == "in" or noun is not word)
            and descriptions.place_word(draft, sentence, noun) is not place
            and place not in sentence.conjuncts(word)
        ):
            return place
    return None


def _goes_on_as_list(sentence: Sentence, at: int) -> bool:
    """Whether names with commas follow and an "and" before the last: ", Y, Z and W"."""
    names = 0
    while at + 1 < len(sentence.words) and sentence.words[at].lower == "," and sentence.words[at + 1].name is not None:
        at, names = at + 2, names + 1
    return names > 0 and at < len(sentence.words) and sentence.words[at].lower in ("and", "or")


def _is_list(sentence: Sentence, word: Word) -> bool:
    """Whether a name after a comma goes on to an "and" or another comma and name: a list, not a larger place."""
    nxt = sentence.words[word.i + 1] if word.i + 1 < len(sentence.words) else None
    if nxt is None:
        return False
    if nxt.lower in ("and", "or") or _goes_on_as_list(sentence, word.i + 1):
        return True
    following = sentence.words[word.i + 2] if word.i + 2 < len(sentence.words) else None
    return (
        nxt.lower == ","
        and following is not None
        and following.name is not None
        and following.name.cls == "State"
        and word.name is not None
        and word.name.cls == "State"
    )
