"""What a reader concludes and no sentence says: claims of basis `implied`, never asserted as plain facts.

Each rule is narrow and named. They run last, over what the other rules have written.
"""

from __future__ import annotations

from kg.extract import mentions
from kg.extract.draft import Draft, Happening
from kg.extract.episodes import first_of
from kg.extract.tree import Sentence
from kg.model import Relation, Span
from kg.reading import EventTime

LIST_VERBS = ("include", "comprise")
CONFIDENCE = 0.5


def conclude(draft: Draft, dateline_state: str | None) -> None:
    """Write down what is implied. `dateline_state` is the reference of the state named in the date line."""
    _helpers_oppose(draft)
    _hosted_are_victims(draft)
    _operations_oppose(draft)
    _listed_attacks(draft)
    _posts_at_home(draft, dateline_state)


def _write(
    draft: Draft, subject: str, predicate: str, object: str, evidence: tuple[Span, ...], rule: str, *, current: bool = False
) -> None:
    firm = any(r.subject == subject and r.predicate == predicate and r.object == object for r in draft.relations)
    if not firm:
        draft.relate(subject, predicate, object, evidence, rule, basis="implied", confidence=CONFIDENCE, current=current)


def _by_predicate(draft: Draft, predicate: str) -> list[Relation]:
    return [r for r in draft.relations if r.predicate == predicate and r.basis != "implied"]


def _helpers_oppose(draft: Draft) -> None:
    """Who helps X fight Y opposes Y."""
    for helping in _by_predicate(draft, "sikg:supports"):
        for fighting in _by_predicate(draft, "sikg:opposes"):
            near = any(a.overlaps(b) or abs(a.end - b.start) < 200 for a in helping.evidence for b in fighting.evidence)
            if fighting.subject == helping.object and near:
                _write(
                    draft,
                    helping.subject,
                    "sikg:opposes",
                    fighting.object,
                    (*helping.evidence, *fighting.evidence),
                    "helper-opposes",
                    current=True,
                )


def _hosted_are_victims(draft: Draft) -> None:
    """People killed at a base that hosts soldiers are those soldiers."""
    for hosting in _by_predicate(draft, "sikg:hosts"):
        for target in _by_predicate(draft, "sikg:target"):
            if target.object == hosting.subject and any(
                c.event == target.subject or _same_event(draft, c.event, target.subject) for c in draft.casualties
            ):
                _write(
                    draft, target.subject, "sikg:victim", hosting.object, (*target.evidence, *hosting.evidence), "hosted-at-attacked-site"
                )


def _same_event(draft: Draft, a: str, b: str) -> bool:
    return first_of(draft, draft.happening(a)).ref == first_of(draft, draft.happening(b)).ref


def _operations_oppose(draft: Draft) -> None:
    """Who conducts an operation against Y opposes Y."""
    for conducting in _by_predicate(draft, "sikg:conductedBy"):
        for target in _by_predicate(draft, "sikg:target"):
            if target.subject == conducting.subject and draft.mention(target.object).cls == "ArmedGroup":
                evidence = (*conducting.evidence, *target.evidence)
                _write(draft, conducting.object, "sikg:opposes", target.object, evidence, "operation-opposes")


def _listed_attacks(draft: Draft) -> None:
    """ "A has suffered since it launched an operation against G. … The attacks include X, Y and Z."

    The attacks of such a list are told as G's answer: G carried them out and A was harmed, some time between the
    beginning of the operation and the publication, unless the list itself says who and when.
    """
    for sentence in draft.sentences:
        listed = [h for h in draft.in_sentence(sentence) if h.cls == "Attack"]
        if not listed or not any(w.lemma in LIST_VERBS and w.is_verb and w.i < listed[0].word.i for w in sentence.words):
            continue
        operation = _operation_before(draft, sentence)
        if operation is None:
            continue
        lead = sentence.span(0, next(w.i for w in sentence.words if w.lemma in LIST_VERBS) + 1)
        for attack in listed:
            _from_operation(draft, attack, operation, lead)


def _operation_before(draft: Draft, sentence: Sentence) -> Happening | None:
    """The operation of the sentence before, where it stands in a "since" clause."""
    previous = next((s for s in reversed(draft.sentences) if s.number < sentence.number and len(s.words) > 4), None)
    if previous is None or not any(w.lower == "since" for w in previous.words):
        return None
    return next((h for h in draft.in_sentence(previous) if h.cls == "MilitaryOperation"), None)


def _from_operation(draft: Draft, attack: Happening, operation: Happening, lead: Span) -> None:
    first = first_of(draft, operation)
    refs = {h.ref for h in draft.happenings if first_of(draft, h).ref == first.ref}
    stated = {r.predicate for r in draft.relations if r.subject == attack.ref and r.basis != "implied"}
    clause = _since(operation.sentence)
    for relation in list(draft.relations):
        if relation.subject not in refs or relation.basis == "implied":
            continue
        if relation.predicate == "sikg:target" and "sikg:perpetrator" not in stated:
            _write(draft, attack.ref, "sikg:perpetrator", relation.object, (clause, lead, attack.span), "listed-after-operation")
        if relation.predicate == "sikg:conductedBy" and "sikg:victim" not in stated - {"sikg:victim"}:
            _write(draft, attack.ref, "sikg:victim", relation.object, (clause, lead, attack.span), "listed-after-operation")
    begun = next((t for t in draft.event_times if t.event in refs), None)
    if begun is not None and not any(t.event == attack.ref for t in draft.event_times):
        draft.event_times.append(
            EventTime(
                attack.ref,
                begun.phrase,
                clause.quote,
                clause,
                edge="after",
                rule="listed-after-operation",
                basis="implied",
                until_published=True,
            )
        )


def _since(sentence: Sentence) -> Span:
    start = next(w for w in sentence.words if w.lower == "since")
    inside = sorted(w.i for w in sentence.subtree(sentence.head(start)) if w.i >= start.i and w.text not in '.”"')
    return sentence.span(start.i, inside[-1] + 1)


def _posts_at_home(draft: Draft, dateline_state: str | None) -> None:
    """A post named without its state, in a report with a home date line, is a post of that state."""
    if dateline_state is None:
        return
    placed = {r.subject for r in draft.relations if r.predicate == "org:postIn"}
    for holding in _by_predicate(draft, "org:holds"):
        if holding.object not in placed and mentions.is_public_post(draft, holding.object):
            state = draft.mention(dateline_state)
            _write(draft, holding.object, "org:postIn", dateline_state, (*holding.evidence, state.span), "post-at-home")


def windows_of_planned(draft: Draft) -> None:
    """A planned event lies after publication: an open window, where nothing else dates it."""
    for h in draft.happenings:
        if h.status == "planned" and h.cls == "Meeting" and not any(t.event == h.ref for t in draft.event_times):
            draft.event_times.append(
                EventTime(h.ref, -1, _next_words(h), h.span, edge="after", rule="planned-after-publication", basis="implied")
            )


def _next_words(h: Happening) -> str:
    return h.span.quote if len(h.span.quote) <= 120 else h.span.quote[:120]
