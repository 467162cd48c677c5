"""Incidents that later sentences tell again, with more of them: a cause for a toll, the names of the dead, how it was done.

A report tells its news in a sentence and then again at length. Two incidents told near each other are one where a sign
says so (the same toll; "the gunmen", "the victims"; "18 others"; "the blast"; a deed that explains the deaths just told)
and nothing tells them apart: another day, another town, other numbers, another kind of deed, "another", "earlier".
Knows the signs; what an incident tells is `deeds`, and links by the words alone are `episodes`.
"""

from __future__ import annotations

from kg.extract import course, episodes
from kg.extract.deeds import Deed, all_of, are_told, is_armed, is_definite
from kg.extract.draft import Draft, Happening
from kg.extract.place_names import PlaceNames
from kg.extract.tree import Sentence, Word

NEAR = 2  # sentences between the last words of an incident and words that tell it again
FAR = 6  # and between two words for it that give the same toll
TELLING = 3  # people from which two equal tolls are no chance
ALSO = frozenset(
    ("also", "meanwhile", "separately", "later", "earlier", "previously", "ago", "afterwards", "followed", "since", "elsewhere")
)
SETTING = frozenset(("after", "before", "since", "until", "following", "despite", "like", "unlike"))
BOMBS = frozenset(("bombing", "suicide-bombing", "remote-explosive"))
FROM_AFAR = frozenset(("shelling", "air-drone-strike"))
ARMED = frozenset(("armed-assault", "assassination", "execution", "ambush", "massacre", "raid", "facility-attack", "stabbing", "arson"))
TAKING = frozenset(("abduction", "hostage-taking", "hijacking"))
CLASHES = frozenset(("armed-clash", "riot", "raid", "arson", "armed-assault"))
KINDS = (BOMBS, FROM_AFAR, ARMED, TAKING, CLASHES)
DOERS = ("sikg:perpetrator", "sikg:participant", "sikg:claimedBy")
SUFFERERS = ("sikg:target", "sikg:victim")
ANYBODY = frozenset(("people", "person", "man", "woman", "civilian", "other", "one", "soldier", "policeman", "villager", "child"))


def link(draft: Draft, names: PlaceNames) -> None:
    """Link the first mention of every incident that an earlier one tells already."""
    deeds = all_of(draft, names)
    at = 0
    while at < len(deeds):
        earlier = _told_before(deeds[:at], deeds[at])
        if earlier is None:
            at += 1
            continue
        h = deeds[at].first
        h.leads_to = earlier.first.ref
        draft.link(h.ref, h.leads_to)
        deeds = all_of(draft, names)


def _told_before(earlier: list[Deed], deed: Deed) -> Deed | None:
    """The incident told before that a deed tells again."""
    number = deed.first.sentence.number
    before = [e for e in earlier if e.first.sentence.number < number]
    same = [e for e in before if number - e.last <= FAR and _same_toll(e, deed) and not _are_apart(e, deed, strict=False)]
    if same:
        return same[-1]
    last = max(
        before, key=lambda e: max(m.sentence.number * 1000 + m.word.i for m in e.mentions if m.sentence.number < number), default=None
    )
    if last is None or number - last.last > NEAR or deed.first.name:
        return None
    return last if _tells_again(last, deed) else None


def _tells_again(last: Deed, deed: Deed) -> bool:
    """Whether a sign says that a deed is the one told last, and nothing tells the two apart."""
    if _are_apart(last, deed, strict=True) or _are_other_numbers(last, deed):
        return False
    adjacent = deed.first.sentence.number - last.last <= 1
    if _by_the_same(last, deed) or _to_the_same(last, deed) or _among_the_same(last, deed):
        return True
    return adjacent and (_goes_on(last, deed) or _explains(last, deed) or _has_the_same_parties(last, deed))


# --- signs ----------------------------------------------------------------------------------------------------


def _same_toll(one: Deed, other: Deed) -> bool:
    return any(n >= TELLING for kind in ("killed", "injured") for n in one.toll(kind) & other.toll(kind))


def _by_the_same(last: Deed, deed: Deed) -> bool:
    """ "The gunmen", "the herdsmen": those told before, by the same noun or as attackers."""
    told = {w.lemma for _, w in (*last.agents(), *last.party(*DOERS))}
    again = (
        word.lemma in told or (is_armed(deed.draft, s, word) and episodes.are_attackers(deed.draft, s, word))
        for s, word in deed.agents()
        if is_definite(s, word) and not any(c.name for c in s.children(word))
    )
    return any(again)


def _among_the_same(last: Deed, deed: Deed) -> bool:
    """ "Clashes between the X and Y clans" where clans clashed, or violence was among them."""
    told = {w.lemma for m in last.mentions for _, w in m.sentence.prepositions(m.word, "among", "between") if w.name is None}
    parties = [(s, w) for s, w in deed.party("sikg:participant") if w.name is None]
    return any(w.lemma in told and is_definite(s, w) for s, w in parties)


def _to_the_same(last: Deed, deed: Deed) -> bool:
    """ "The victims", "some of those killed", "four of them", "the women" where women were killed."""
    told = {w.lemma for _, w in last.sufferers()}
    return any(are_told(s, w) or (is_definite(s, w) and w.lemma in told) for s, w in deed.sufferers())


def _has_the_same_parties(last: Deed, deed: Deed) -> bool:
    """Whether the report's first deed is told again in other words, by and against the same: "militiamen … a bus"."""
    if last.mentions[0].sentence.number > 1:
        return False
    doers = [{(_noun(w), _is_attacker(d, s, w)) for s, w in (*d.agents(), *d.party(*DOERS))} for d in (last, deed)]
    nouns = [{n for n, _ in d} for d in doers]
    same = not all(nouns) or nouns[0] & nouns[1] or all(any(a for _, a in d) for d in doers)
    harmed = [{(_noun(w), w.tag) for s, w in (*d.sufferers(), *d.party(*SUFFERERS)) if _noun(w) not in ANYBODY} for d in (last, deed)]
    return bool(same and harmed[0] & harmed[1])


def _noun(word: Word) -> str:
    return word.text.casefold() if word.name is not None else word.lemma


def _is_attacker(deed: Deed, s: Sentence, word: Word) -> bool:
    return word.name is None and episodes.are_attackers(deed.draft, s, word)


def _goes_on(last: Deed, deed: Deed) -> bool:
    """ "Another 18 were wounded in the bombardment", "the blast in X also wounded 12": what else the same deed did."""
    other = bool(deed.figures("killed", "injured")) and not any(last.toll(k) and deed.toll(k) for k in ("killed", "injured"))
    nouns = [m for m in deed.mentions if m.trigger.pos == "noun"]
    several = any(m.word.tag == "NNS" for m in last.mentions) or last.is_at_several_sites
    definite = any(m.definite and (m.word.tag == "NN" or several) and not _is_against(m) for m in nouns)
    return other and (definite or deed.counts_others)


def _is_against(h: Happening) -> bool:
    """Whether a noun has a target of its own: "the attack on the bank"."""
    return any(True for _ in h.sentence.prepositions(h.word, "on", "against"))


def _explains(last: Deed, deed: Deed) -> bool:
    """Whether a deed tells how those died of whom only the death was told: "Two men were killed. Gunmen opened fire …"."""
    if any(not episodes.is_harm_only(m) for m in last.mentions) or all(episodes.is_harm_only(m) for m in deed.mentions):
        return False
    return deed.first.word.is_verb and _is_main(deed.first.sentence, deed.first.word)


# --- what tells two apart -----------------------------------------------------------------------------------------


def _are_apart(one: Deed, other: Deed, *, strict: bool) -> bool:
    """Whether days, places, kinds or words tell two deeds apart; with a sure sign, a town that is named anew does not."""
    return (
        _are_of_other_kinds(one, other)
        or _other_days(one, other)
        or (strict and _other_towns(one, other))
        or _are_by_others(one, other)
        or _is_told_as_another(other, strict=strict, several=one.is_at_several_sites or _among_the_same(one, other))
    )


def _are_of_other_kinds(one: Deed, other: Deed) -> bool:
    kinds = [frozenset(i for i, k in enumerate(KINDS) if deed.types & k) for deed in (one, other)]
    return bool(kinds[0] and kinds[1] and not kinds[0] & kinds[1])


def _other_days(one: Deed, other: Deed) -> bool:
    days = one.days(), other.days()
    return bool(days[0] and days[1] and not days[0] & days[1])


def _other_towns(one: Deed, other: Deed) -> bool:
    """Whether another town is named than the one before, which was no "village" or "market" without a name."""
    towns = one.towns(), other.towns()
    return bool(towns[0] and towns[1] and not towns[0] & towns[1] and not one.is_at_some_site and not other.is_inside_told)


def _are_by_others(one: Deed, other: Deed) -> bool:
    groups = one.groups(), other.groups()
    return bool(groups[0] and groups[1] and not groups[0] & groups[1])


def _is_told_as_another(deed: Deed, *, strict: bool, several: bool) -> bool:
    """ "Another", "earlier", "had attacked", "like the attack of May", and plurals that tell of more than the one before did."""
    h = deed.first
    s, word = h.sentence, h.word
    if any(c.lower == "had" for c in s.children(word, "aux")):
        return True
    lead = s.words[: word.i] if strict else s.words[max(0, word.i - 3) : word.i]
    counted = {c.i for c in s.words if c.lower in ("other", "others", "another", "also") and deed.counts_others}
    if any(w.lower in course.ANOTHER | ALSO and w.i not in counted for w in lead) and not (h.definite and h.trigger.pos == "noun"):
        return True
    if h.trigger.pos == "noun" and word.tag == "NNS" and not h.definite and not several:
        return True
    return any(
        (w.dep == "relcl" and deed.draft.lexicon.reporting.get(w.lemma) is None) or _is_setting(s, w) for w in (word, *s.ancestors(word))
    )


def _is_setting(s: Sentence, word: Word) -> bool:
    """Whether a clause or phrase is only the setting of another: "came three days after rebels raided X"."""
    marks = {c.lower for c in s.children(word, "mark", "advmod")} if word.dep == "advcl" else set()
    return bool(marks & SETTING) or (word.dep in ("prep", "pcomp") and word.lower in SETTING)


def _are_other_numbers(one: Deed, other: Deed) -> bool:
    """Whether both give a toll of one kind, and no two numbers that may be one."""
    tolls = [(one.ranges(kind), other.ranges(kind)) for kind in ("killed", "injured", "hostage")]
    return any(a and b and not any(x[0] <= y[1] and y[0] <= x[1] for x in a for y in b) for a, b in tolls)


def _is_main(s: Sentence, word: Word) -> bool:
    """Whether a verb tells its sentence's news: no clause about a noun, no "after …"."""
    return not any(w.dep in ("relcl", "acl") or _is_setting(s, w) for w in (word, *s.ancestors(word)))
