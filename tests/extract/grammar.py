"""What a text says by the whole grammar, in words that a person can read: for tests of every rule that writes on a draft.

`said` and its neighbours render a `Reading`: an event by the lemma of its trigger, a mention by the name it goes back to
or by its own words, a concept by its slug. `Told` renders a `Coding`. The grammar is loaded once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg import catalogue, lexicon
from kg.extract.language import load
from kg.extract.line import Name
from kg.extract.reader import Reader, reader
from kg.model import Coding, Document, Entity, Event, Relation
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
    return Coder(lexicon.load(), catalogue.load())


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


def names(text: str) -> list[tuple[str, str, str]]:
    """The names of a text of one paragraph: words, class, id in the catalogue."""
    [tokens] = grammar().language.tokens([(text, 0)])
    return [(_written(text, tokens, n), n.cls, n.known) for n in grammar().names.names(tokens)]


def _written(text: str, tokens: Iterable[object], name: Name) -> str:
    held = list(tokens)
    return text[held[name.core[0]].start : held[name.core[1] - 1].end]  # type: ignore[attr-defined]  # tokens of the model
