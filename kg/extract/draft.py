"""The page on which the rules write: mentions, event mentions and relations of one document as they are found.

Everything written here gets a local reference ("m3", "e1", "t0"). The same words give the same reference, however
many rules ask for them. `kg.extract.reader` turns a finished draft into a frozen `Reading`; nothing else leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.catalogue import Catalogue
from kg.extract.line import Name
from kg.extract.tree import Sentence, Word
from kg.lexicon import Lexicon, Trigger
from kg.model import Basis, Bounds, CasualtyFigure, Relation, Span, Statement, Status, Topic
from kg.reading import EventTime, Mention, TimePhrase


@dataclass(frozen=True, slots=True)
class Described:
    """What a common noun stands for: a class, with the kind its table gives and where its words begin."""

    cls: str
    kind: str
    first: int
    facility_type: str = ""


@dataclass
class Happening:
    """An event mention in the making: its trigger, its place in a sentence and what is known of its arguments."""

    ref: str
    sentence: Sentence
    word: Word
    trigger: Trigger
    span: Span
    cls: str
    event_type: str
    status: Status = "occurred"
    name: str = ""
    definite: bool = False
    rule: str = ""
    leads_to: str = ""  # the reference of an earlier mention of the same event
    begins_only: bool = False
    found_after: bool = False  # told by what was found of it: when and where it was is known only so far
    attributed_to: str | None = None


@dataclass
class Draft:
    """A document in the making."""

    text: str
    lexicon: Lexicon
    catalogue: Catalogue
    sentences: tuple[Sentence, ...]
    phrases: tuple[TimePhrase, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    casualties: list[CasualtyFigure] = field(default_factory=list)
    event_times: list[EventTime] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    same: list[tuple[str, str, Basis]] = field(default_factory=list)
    listed: dict[tuple[int, int], Described | None] = field(default_factory=dict)  # what the lexicon lists the word of a sentence as
    _at: dict[tuple[int, int, str], str] = field(default_factory=dict)

    # --- mentions -----------------------------------------------------------------------------------------

    def add_mention(self, mention: Mention) -> str:
        """The reference of a mention: the one it already has, where the same words were written down as the same."""
        key = (mention.span.start, mention.span.end, mention.cls)
        ref = self._at.get(key)
        if ref is None:
            ref = f"m{len(self.mentions)}"
            self.mentions.append(replace(mention, ref=ref))
            self._at[key] = ref
        return ref

    def mention(self, ref: str) -> Mention:
        """The mention of a reference."""
        return self.mentions[int(ref[1:])]

    def revise(self, mention: Mention) -> None:
        """Put a mention, of which more is known now, in the place of the one with its reference."""
        self.mentions[int(mention.ref[1:])] = mention

    def named(self, ref: str) -> Mention:
        """The mention, or the named one that it goes back to."""
        seen = {ref}
        back = {a: b for a, b, _ in self.same}
        while ref in back and back[ref] not in seen and not self.mention(ref).name:
            ref = back[ref]
            seen.add(ref)
        return self.mention(ref)

    def link(self, ref: str, antecedent: str, basis: Basis = "resolved") -> None:
        """Note that two references are one thing."""
        if ref != antecedent and (ref, antecedent, basis) not in self.same:
            self.same.append((ref, antecedent, basis))

    # --- what is said -------------------------------------------------------------------------------------

    def relate(
        self,
        subject: str | None,
        predicate: str,
        object: str | None,
        evidence: Span | Sequence[Span],
        rule: str,
        *,
        basis: Basis = "stated",
        confidence: float = 0.9,
        speaker: str | None = None,
        current: bool = False,
    ) -> None:
        """Write down a relation. `current` says that it is told as holding when the report was written."""
        if not subject or not object or subject == object:
            return
        spans = (evidence,) if isinstance(evidence, Span) else tuple(evidence)
        validity = Bounds() if current else None  # the days are filled in where the publication date is known
        self.relations.append(Relation(subject, predicate, object, basis, spans, speaker, validity, confidence, rule))

    def happening(self, ref: str) -> Happening:
        """The event mention of a reference."""
        return self.happenings[int(ref[1:])]

    def in_sentence(self, sentence: Sentence) -> Iterator[Happening]:
        """The events found in a sentence so far."""
        return (h for h in self.happenings if h.sentence.number == sentence.number)

    def quote(self, start: int, end: int) -> Span:
        """The characters of the document from start to end."""
        return Span(start, end, self.text[start:end])


def core_text(sentence: Sentence, name: Name) -> str:
    """The bare name as written, in one line."""
    return " ".join(sentence.paragraph.span(*name.core).quote.split())
