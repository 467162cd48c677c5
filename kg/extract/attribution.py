"""Who says it: statements, their speakers, and the claims that stand inside them.

A statement is a quotation or a reported clause with a verb or noun of saying and a speaker. Relations, figures and
times whose evidence lies inside its words are told by its speaker; all else is the article's own voice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract import coreference, descriptions, mentions
from kg.extract.draft import Draft
from kg.extract.tree import Sentence, Word
from kg.model import Relation, Span, Statement, StatementForm

SPEAKERS = (*mentions.ORGANISATIONS, "State", "Person", "Group")
BY_THE_WAY = frozenset(
    [
        "weapon-sign",
        "place-in-place",
        "site-in-place",
        "date-line",
        "group-of",
        "operator-before-site",
        "apposed-post",
        "post-then-name",
        "post-of-body",
        "body-in-apposition",
        "site-hosts",
    ]
)
OPEN, CLOSE = '“"', '”"'
STATEMENT_NOUNS = ("from", "by", "of")


def fill(draft: Draft) -> None:
    """Write down the statements and give their claims to the speakers."""
    for sentence in draft.sentences:
        for speaker, text, attribution, form in _statements(draft, sentence):
            claims = []
            for number, relation in enumerate(draft.relations):
                if relation.attributed_to is None and not _is_background(relation) and _inside(text, relation.evidence):
                    predicate = _own_deed(draft, relation, speaker)
                    evidence = (*relation.evidence, attribution)
                    draft.relations[number] = replace(relation, predicate=predicate, attributed_to=speaker, evidence=evidence)
                    claims.append(number)
            for number, figure in enumerate(draft.casualties):
                if figure.attributed_to is None and _inside(text, figure.evidence):
                    draft.casualties[number] = replace(figure, attributed_to=speaker)
            draft.statements.append(Statement(speaker, form, text, attribution, tuple(claims)))


def _own_deed(draft: Draft, relation: Relation, speaker: str) -> str:
    """The relation's predicate; a deed that the speaker tells of itself is one it claims."""
    own = relation.predicate == "sikg:perpetrator" and draft.named(relation.object).ref == draft.named(speaker).ref
    organised = draft.named(speaker).cls in ("ArmedGroup", "Organisation")
    return "sikg:claimedBy" if own and organised else relation.predicate


def _is_background(relation: Relation) -> bool:
    """Whether a relation is said by the way, inside a noun phrase: where a town lies, whose soldiers they are, what a
    deed implies.

    The writer presupposes it; the speaker's statement is about something else.
    """
    return relation.rule in mentions.RULES_OF_NAMES or relation.rule in BY_THE_WAY or relation.rule.startswith("modifier-")


def _inside(text: Span, evidence: tuple[Span, ...]) -> bool:
    return any(text.contains(e) for e in evidence) and all(text.overlaps(e) for e in evidence)


def _statements(draft: Draft, s: Sentence) -> Iterator[tuple[str, Span, Span, StatementForm]]:
    for verb in s.words:
        if not verb.is_verb or verb.name is not None:
            continue
        row = draft.lexicon.reporting.get(verb.lemma)
        if row is not None and row.value == "denial":
            continue  # who denies a thing does not say it
        if row is None and not (verb.lemma == "read" and _statement_noun(draft, s, verb)):
            continue
        found = _speaker(draft, s, verb)
        if found is None:
            continue
        speaker, first, last = found
        text = _quoted(s, verb) or _reported(s, verb)
        attribution = s.span(first, last)
        if text is not None and not text.contains(attribution):
            quoted = text.start > 0 and draft.text[text.start - 1] in OPEN
            yield speaker, text, attribution, "quoted" if quoted else "reported"
    yield from _according_to(draft, s)


def _statement_noun(draft: Draft, s: Sentence, verb: Word) -> Word | None:
    return next((c for c in s.children(verb, "dobj", "nsubj") if draft.lexicon.statements.get(c.lemma) is not None), None)


def _speaker(draft: Draft, s: Sentence, verb: Word) -> tuple[str, int, int] | None:
    """The speaker's reference and the words [first, last) of the attribution."""
    noun = _statement_noun(draft, s, verb)
    if noun is not None:
        for prep, body in (*s.prepositions(noun, *STATEMENT_NOUNS), *s.prepositions(verb, "from")):
            ref = _as_speaker(draft, s, body)
            if ref is not None:
                first = min(verb.i, s.phrase(noun)[0])
                return ref, first, max(body.i, verb.i, prep.i) + 1
    subject = s.child(verb, "nsubj")
    agent = next((a for _, a in s.prepositions(verb, "by")), None) if s.is_passive(verb) else subject
    if agent is None or agent is noun:
        return None
    ref = _as_speaker(draft, s, agent)
    if ref is None:
        return None
    first, last = sorted((agent.i, verb.i))
    return ref, min(first, s.phrase(agent)[0]), last + 1


def _as_speaker(draft: Draft, s: Sentence, word: Word) -> str | None:
    described = descriptions.describe(draft, s, word)
    if (
        word.name is None
        and described is not None
        and described.cls in ("Person", "Group")
        and described.kind not in ("official", "police", "military", "armed", "worker", "civilian", "people")
    ):
        return None
    name = next((c for c in s.children(word, "appos") if c.name is not None and word.name is None), None)
    ref = coreference.actor(draft, s, name or word)
    return ref if ref is not None and draft.mention(ref).cls in SPEAKERS else None


def _quoted(s: Sentence, verb: Word) -> Span | None:
    """The quotation of a sentence, without its quotation marks."""
    opening = next((w for w in s.words if w.text in OPEN), None)
    if opening is None:
        return None
    closing = next((w for w in s.words[opening.i + 1 :] if w.text in CLOSE), None)
    last = closing.i if closing is not None else len(s.words)
    if last <= opening.i + 1 or opening.i < verb.i < last:
        return None
    return s.span(opening.i + 1, last)


def _reported(s: Sentence, verb: Word) -> Span | None:
    """The clause that a verb of saying reports."""
    clause = s.child(verb, "ccomp", "parataxis")
    if clause is None:
        above = s.head(verb)
        if above.is_verb and above.i != verb.i and _is_aside(s, verb):
            spoken = {w.i for w in s.subtree(verb)}
            rest = [w.i for w in s.subtree(above) if w.i not in spoken and w.text not in ",."]
            return s.span(min(rest), max(rest) + 1) if rest and (max(rest) < min(spoken) or min(rest) > max(spoken)) else None
        return None
    words = sorted(w.i for w in s.subtree(clause))
    while words and s.words[words[-1]].text in ",.":
        words.pop()
    if not words or words[0] <= verb.i <= words[-1]:
        return None
    return s.span(words[0], words[-1] + 1)


def _is_aside(s: Sentence, verb: Word) -> bool:
    """Whether a verb of saying stands with its subject after a comma, beside what is said: "…, the governor told X"."""
    subject = s.child(verb, "nsubj")
    first = min(s.phrase(subject)[0], verb.i) if subject is not None else verb.i
    after_comma = first > 0 and s.words[first - 1].text in (",", "”", '"')
    return verb.dep in ("parataxis", "ccomp", "advcl", "conj") and (after_comma or (verb.dep != "conj" and not s.child(verb, "dobj")))


def _according_to(draft: Draft, s: Sentence) -> Iterator[tuple[str, Span, Span, StatementForm]]:
    """ "…, according to X": the rest of the sentence is X's."""
    for word in s.words:
        if word.lower != "according":
            continue
        below = {w.i for w in s.subtree(word)}
        body = next((w for w in s.words[word.i + 1 : word.i + 8] if w.is_noun and w.dep in ("pobj", "conj")), None)
        ref = _as_speaker(draft, s, body) if body is not None else None
        if ref is None or body is None:
            continue
        rest = [w.i for w in s.words if w.i not in below and w.i < word.i and w.text not in ",."] or [
            w.i for w in s.words if w.i > max(below) and w.text not in ",."
        ]
        if rest:
            yield ref, s.span(min(rest), max(rest) + 1), s.span(word.i, body.i + 1), "reported"
