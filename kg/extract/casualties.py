"""How many people an event harmed: figures with bounds, wording, and the group they count.

The people of a sentence come from `quantities` (numbers) and `singles` (one person without a number), what befell them
from `harms`. A figure is told of the event whose mention governs its clause (`episodes.event_of`). People told side by
side ("three soldiers and seven civilians") have a figure each and a sum, which is implied; a part of others
("including two children") is left out of sums. A perpetrator's own dead are figures of the same event, among the
perpetrator.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract import arguments, coreference, descriptions, episodes, groups, harm_words, harms, singles
from kg.extract.arguments import PEOPLE
from kg.extract.draft import Draft, Happening
from kg.extract.harm_words import Harm
from kg.extract.people_summed import Bounds, Told, are_one, side_by_side, total
from kg.extract.quantities import Count, counts
from kg.extract.tree import Sentence, Word
from kg.model import Basis, CasualtyFigure, CasualtyKind, Span

NO_CASUALTIES: tuple[CasualtyKind, ...] = ("killed", "injured")  # what "no casualties" leaves out
ANYBODY = frozenset(("other", "people", "more", "one", "further", "rest"))
COUNTABLE = ("people", "Person", "Post", "adjective", "MilitaryForce", "ArmedGroup", "Organisation")
DEFINITE = frozenset(("the", "this", "that"))
OLDEST = 110  # years that a number after a name may be the age in
SUMMED = 0.8  # confidence in a sum


def fill(draft: Draft) -> None:
    """Write down the casualty figures of every sentence."""
    for sentence in draft.sentences:
        told = list(_told(draft, sentence))
        for together in side_by_side(draft, sentence, told):
            summed = len(together) > 1 and not are_one(sentence, together)
            for each in together:
                if not summed or each.group is not None:
                    _write(draft, sentence, each)
            if summed and (whole := total(sentence, together)) is not None:
                first, (bounds, span, evidence) = together[0], whole
                _figure(draft, first.event, first.harm.kind, bounds, span, evidence, None, "implied", "sum-of-counts")


def _told(draft: Draft, sentence: Sentence) -> Iterator[Told]:
    """The harmed people of a sentence, with what harmed them."""
    last: Told | None = None
    for count in _counts(draft, sentence):
        if last is not None and count.first < last.count.last:
            continue
        for harm in _harms(draft, sentence, count) or _listed(sentence, count, last):
            event = _event_of(draft, sentence, count, harm)
            if event is not None and not _is_told_again(draft, sentence, count, harm, event):
                last = Told(count, harm, event, _group(draft, sentence, count))
                yield last


def _counts(draft: Draft, sentence: Sentence) -> list[Count]:
    numbers = [c for c in counts(sentence, draft.lexicon) if not _is_age(draft, sentence, c) and not _is_time(draft, c)]
    nouns = {c.noun for c in numbers if c.noun is not None}
    inside = {i for c in numbers for i in range(c.first, c.last)}
    return sorted((*numbers, *singles.singles(draft, sentence, nouns | inside)), key=lambda c: (c.first, c.single))


def _is_age(draft: Draft, sentence: Sentence, count: Count) -> bool:
    """Whether a bare number between commas after a person is an age: "the commentator, Ali Khan, 46, was shot"."""
    before = sentence.words[count.first - 2] if count.first > 1 and sentence.words[count.first - 1].lower == "," else None
    after = sentence.words[count.last].lower if count.last < len(sentence.words) else "."
    bare = count.last - count.first == 1 and count.best is not None and count.best <= OLDEST
    return before is not None and bare and after in (",", ".", "and") and arguments.kind_of(draft, sentence, before) == "Person"


def _is_time(draft: Draft, count: Count) -> bool:
    """Whether a number is a part of a day told: "on July 8, 2015 was killed"."""
    return any(p.span.contains(count.span) and p.span != count.span for p in draft.phrases if p.kind == "calendar")


def _harms(draft: Draft, sentence: Sentence, count: Count) -> tuple[Harm, ...]:
    noun = sentence.words[count.noun] if count.noun is not None else None
    if count.upper == 0 and noun is not None and noun.lemma == "casualty":
        return tuple(Harm(kind, noun) for kind in NO_CASUALTIES)
    people = noun is None or count.single or _counts_people(draft, sentence, noun)
    found = harms.harms_of(draft, sentence, count) if people is not False else ()
    return tuple(h for h in found if (people is not None or _undergoes(noun, count, h)) and not (count.single and h.part))


def _listed(sentence: Sentence, count: Count, last: Told | None) -> tuple[Harm, ...]:
    """The harm of people told before, for those listed with them, wherever the parser hung these.

    "12 people, among them four policemen", where they are a part; "a leader of the party, Ali Khan, and two aides".
    """
    if last is None or count.single or last.count.noun == count.noun:
        return ()
    lead = [w.lower for w in sentence.words[max(0, count.first - 3) : count.first]]
    if lead[-1:] == ["including"] or lead[-2:] in (["among", "them"], ["among", "whom"], ["of", "whom"], ["of", "them"]):
        return (replace(last.harm, part=True),)
    noun = sentence.words[count.noun] if count.noun is not None else None
    first = sentence.head(noun) if noun is not None and noun.dep == "conj" else None
    named = first is not None and first.dep == "appos" and first.name is not None and first.name.cls == "Person"
    return (last.harm,) if named else ()


def _counts_people(draft: Draft, sentence: Sentence, noun: Word) -> bool | None:
    """Whether a noun stands for people; None where no table has it."""
    if noun.name is not None:
        return noun.name.cls in COUNTABLE
    described = descriptions.describe(draft, sentence, noun)
    if described is not None:
        return described.cls in (*PEOPLE, "MilitaryForce", "ArmedGroup")
    if noun.lemma in ANYBODY or ("adjective", noun.lower) in draft.lexicon.harms or ("noun", noun.lemma) in draft.lexicon.harms:
        return True
    if harm_words.counted_harm(draft, noun) is not None:
        return True
    lemmas = [w.lemma for w in sentence.words]
    things = (draft.lexicon.nouns, draft.lexicon.weapons, draft.lexicon.places)
    if any(t.ending(lemmas, noun.i + 1) for t in things) or any(w.kind == "unit" for w in draft.lexicon.times.get(noun.lemma, ())):
        return False
    return None


def _undergoes(noun: Word | None, count: Count, harm: Harm) -> bool:
    """Whether several that no table has are killed or hurt by the very verb: "massacred 70 Khorasanis", "13 Berti were killed"."""
    several = noun is not None and (noun.tag in ("NNS", "NNPS") or (noun.tag == "NNP" and (count.lower or 0) > 1))
    return several and noun is not None and harm.kind in ("killed", "injured") and harm.word.i != noun.i


# --- the event ---------------------------------------------------------------------------------------------


def _event_of(draft: Draft, sentence: Sentence, count: Count, harm: Harm) -> Happening | None:
    """The event that harmed; an accident or an illness told in the same words harmed by no event."""
    here = [h for h in draft.in_sentence(sentence) if h.cls in ("Attack", "Incident", "MilitaryOperation")]
    if not here and any(w.lemma in draft.lexicon.other_causes for w in sentence.words):
        return None
    if count.single and not here and count.noun is not None and not singles.is_pronoun(sentence.words[count.noun]):
        return None
    return episodes.event_of(draft, sentence, harm.word) or _told_next(draft, sentence, count)


def _told_next(draft: Draft, sentence: Sentence, count: Count) -> Happening | None:
    """What the next sentence tells of people whose harm comes first: "Five hunters were found dead. Militants killed them"."""
    following = (h for h in draft.happenings if h.sentence.number == sentence.number + 1 and h.cls == "Attack" and h.status == "occurred")
    return next(following, None) if not count.single else None


def _is_told_again(draft: Draft, sentence: Sentence, count: Count, harm: Harm, event: Happening) -> bool:
    """Whether "he", "the man" or a name is somebody whose harm an earlier figure of the event already tells."""
    if not count.single or count.noun is None:
        return False
    noun = sentence.words[count.noun]
    known = noun.name is not None or singles.is_pronoun(noun) or any(c.lower in DEFINITE for c in sentence.children(noun, "det"))
    first = episodes.first_of(draft, event).ref
    return known and any(f.kind == harm.kind and episodes.first_of(draft, draft.happening(f.event)).ref == first for f in draft.casualties)


# --- writing -------------------------------------------------------------------------------------------------


def _figure(
    draft: Draft,
    event: Happening,
    kind: CasualtyKind,
    bounds: Bounds,
    verbatim: Span,
    evidence: Span,
    group: str | None,
    basis: Basis,
    rule: str,
) -> None:
    lower, upper, best, qualifier = bounds
    draft.casualties.append(
        CasualtyFigure(
            event=event.ref,
            kind=kind,
            lower=lower,
            upper=upper,
            best=best,
            qualifier=qualifier,
            verbatim=" ".join(verbatim.quote.split()),
            basis=basis,
            evidence=(evidence,),
            among_group=group,
            confidence=0.9 if basis == "stated" else SUMMED,
            rule=rule,
        )
    )


def _write(draft: Draft, sentence: Sentence, told: Told) -> None:
    count, word, group = told.count, told.harm.word, told.group
    positions = [word.i, count.first, count.last - 1, *([count.noun] if count.noun is not None else [])]
    evidence = sentence.span(min(positions), max(positions) + 1)
    bounds = (count.lower, count.upper, count.best, count.qualifier)
    rule = f"{'one' if count.single else 'count'}-{told.harm.kind}"
    _figure(draft, told.event, told.harm.kind, bounds, count.span, evidence, group, "stated", rule)
    own_loss = word.is_verb and ("verb", word.lemma) in draft.lexicon.harms  # "lost three fighters": told of the speaker's side
    if group is not None and not own_loss and draft.mention(group).cls in PEOPLE and told.harm.kind != "captured":
        _victim(draft, told.event, group, evidence)


def _group(draft: Draft, sentence: Sentence, count: Count) -> str | None:
    """Whom a figure counts, as a mention; None for "others" and words of harm."""
    words = draft.lexicon.harms
    noun = sentence.words[count.noun] if count.noun is not None else None
    if noun is None or noun.lemma == "other" or ("noun", noun.lemma) in words or ("adjective", noun.lower) in words:
        return None
    ref = coreference.actor(draft, sentence, noun)
    if ref is not None and draft.mention(ref).cls in PEOPLE:
        groups.relate(draft, sentence, noun)
    return ref


def _victim(draft: Draft, event: Happening, group: str, evidence: Span) -> None:
    already = any(r.subject == event.ref and r.predicate == "sikg:victim" and r.object == group for r in draft.relations)
    perpetrator = any(r.predicate == "sikg:perpetrator" and r.object == group for r in draft.relations)
    if not already and not perpetrator:
        draft.relate(event.ref, "sikg:victim", group, evidence, "counted-victims")
