"""What a text says by the whole grammar, in words that a person can read: for tests of every rule that writes on a draft.

`said` and its neighbours render a `Reading`: an event by the lemma of its trigger, a mention by the name it goes back to
or by its own words, a concept by its slug. `coded` renders a `Coding` by its labels. The grammar is loaded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from kg import catalogue, geography, lexicon
from kg.extract.language import Token, load
from kg.extract.reader import Reader, reader
from kg.model import Coding, Document, Entity, Relation
from kg.read.text import digest
from kg.reading import Mention, Reading
from kg.resolve.coding import Coder

PUBLISHED = date(2024, 3, 14)  # a Thursday
Triple = tuple[str, str, str]


@cache
def grammar() -> Reader:
    """The reader over the lexicon and the catalogue that come with the package."""
    return reader(load(), lexicon.load(), catalogue.load())


@cache
def coder() -> Coder:
    """Resolution over the same knowledge."""
    return Coder(lexicon.load(), catalogue.load(), geography.load())


def document(text: str, published: date | None = PUBLISHED) -> Document:
    """A document of the test: its id is always the same."""
    return Document(id="test", text=text, sha256=digest(text), published=published)


@cache
def read(text: str, published: date | None = PUBLISHED) -> Reading:
    """The reading of a text."""
    return grammar().read(document(text, published))


@cache
def code(text: str, published: date | None = PUBLISHED) -> Coding:
    """The coding of a text."""
    return coder().code(document(text, published), read(text, published))


# --- a reading in words -----------------------------------------------------------------------------------------


def words(reading: Reading, ref: str) -> str:
    """What a reference stands for: an event by its head, a thing by the name it goes back to, else by its own words."""
    if ref.startswith("e") and ref[1:].isdigit():
        found = reading.events[int(ref[1:])]
        return found.name or found.head
    if ref.startswith("t") and ref[1:].isdigit():
        return next(t.label for t in reading.topics if t.id == ref)
    if not (ref.startswith("m") and ref[1:].isdigit()):
        return ref
    return called(_goes_back_to(reading, ref))


def called(mention: Mention) -> str:
    """A mention's name, or how it is described."""
    return " ".join((mention.name or mention.label or mention.span.quote).split())


def _goes_back_to(reading: Reading, ref: str) -> Mention:
    back, seen = {a: b for a, b, _ in reading.same}, {ref}
    while ref in back and back[ref] not in seen and not reading.mentions[int(ref[1:])].name:
        ref = back[ref]
        seen.add(ref)
    return reading.mentions[int(ref[1:])]


def said(text: str, *predicates: str, basis: str = "") -> set[Triple]:
    """The relations of a text as (subject, predicate without prefix, object), of some predicates or of all."""
    reading = read(text)
    return {
        (words(reading, r.subject), local(r), words(reading, r.object))
        for r in reading.relations
        if (not predicates or local(r) in predicates) and (not basis or r.basis == basis)
    }


def local(relation: Relation) -> str:
    """A predicate without its prefix."""
    return relation.predicate.partition(":")[2]


def told(text: str, *predicates: str) -> set[tuple[str, str, str, str]]:
    """The relations with the one who tells them, empty for the article's own voice."""
    reading = read(text)
    return {
        (words(reading, r.subject), local(r), words(reading, r.object), words(reading, r.attributed_to) if r.attributed_to else "")
        for r in reading.relations
        if not predicates or local(r) in predicates
    }


def rules(text: str, predicate: str) -> dict[tuple[str, str], str]:
    """Subject and object of the relations of one predicate, with the rule that made each."""
    reading = read(text)
    return {(words(reading, r.subject), words(reading, r.object)): r.rule for r in reading.relations if local(r) == predicate}


def events(text: str) -> list[tuple[str, str, str, str]]:
    """The event mentions of a text: name or head, class, type, status."""
    return [(e.name or e.head, e.cls, e.event_type, e.status) for e in read(text).events]


def figures(text: str) -> list[tuple[str, str, str, str]]:
    """The casualty figures of a text: event, kind, bounds ("5-5", "24-"), and among whom."""
    reading = read(text)
    return [
        (
            words(reading, f.event),
            f.kind,
            f"{'' if f.lower is None else f.lower}-{'' if f.upper is None else f.upper}",
            words(reading, f.among_group) if f.among_group else "",
        )
        for f in reading.casualties
    ]


def datings(text: str) -> set[tuple[str, str, str]]:
    """Which words date which event: event, words, edge; "future" is added where the clause looks ahead."""
    reading = read(text)
    return {(words(reading, t.event), t.verbatim, f"{t.edge} future" if t.future else t.edge) for t in reading.event_times}


def statements(text: str) -> list[tuple[str, str, str]]:
    """The statements of a text: speaker, form, words."""
    reading = read(text)
    return [(words(reading, s.speaker), s.form, " ".join(s.text.quote.split())) for s in reading.statements]


def mentioned(text: str) -> list[tuple[str, str]]:
    """The mentions of a text in the order of their words: words as written, class."""
    found = sorted(read(text).mentions, key=lambda m: (m.span.start, -m.span.end))
    return [(" ".join(m.span.quote.split()), m.cls) for m in found]


def links(text: str) -> set[tuple[str, str]]:
    """Which words go back to which: pairs of quotes."""
    reading = read(text)

    def quote(ref: str) -> str:
        held = reading.events if ref.startswith("e") else reading.mentions
        return held[int(ref[1:])].span.quote

    return {(quote(a), quote(b)) for a, b, _ in reading.same}


def names(text: str) -> list[tuple[str, str, str]]:
    """The names of a text of one paragraph: words, class, id in the catalogue."""
    [tokens] = grammar().language.tokens([(text, 0)])
    return [(quoted(text, tokens, n.core), n.cls, n.known) for n in grammar().names.names(tokens)]


def quoted(text: str, tokens: Sequence[Token], span: tuple[int, int]) -> str:
    """The characters of tokens [first, last)."""
    return text[tokens[span[0]].start : tokens[span[1] - 1].end]


# --- a coding in words ------------------------------------------------------------------------------------------


def coded(text: str, *predicates: str) -> set[Triple]:
    """The relations of a text after resolution, by the labels of what they relate."""
    coding = code(text)
    labels = {e.id: e.label for e in coding.entities} | {e.id: e.label for e in coding.events} | {t.id: t.label for t in coding.topics}
    return {
        (labels.get(r.subject, r.subject), local(r), labels.get(r.object, r.object))
        for r in coding.relations
        if not predicates or local(r) in predicates
    }


def entity(text: str, label: str) -> Entity:
    """The one entity of a text that is called so."""
    [found] = [e for e in code(text).entities if e.label == label]
    return found
