"""Long documents in sections: a document is cut between paragraphs, each section is read on its own, and the readings are joined.

The rules look for earlier mentions all over what they read, which takes time that grows with its square, and finds less
and less that belongs together. A section is longer than almost every report, so that only books and yearbooks have several.
What a name stands for is settled over the whole document in `kg.resolve`; links of descriptions end with the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.clean import Layout
from kg.model import Relation, Span
from kg.reading import Reading

LONGEST_SECTION = 40_000  # characters, some 20 pages
_REFERENCE = re.compile(r"([met])(\d+)")


def sections(page: Layout) -> Iterator[Layout]:
    """The layout in sections; only the first one has the header and the date line."""
    first: Layout | None = page
    for paragraphs in _gathered(page.paragraphs):
        yield replace(first, paragraphs=paragraphs) if first else Layout(paragraphs)
        first = None
    if first:
        yield first


def _gathered(paragraphs: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The paragraphs in groups that are not longer than a section."""
    group: list[Span] = []
    for paragraph in paragraphs:
        if group and paragraph.end - group[0].start > LONGEST_SECTION:
            yield tuple(group)
            group = []
        group.append(paragraph)
    if group:
        yield tuple(group)


def joined(readings: Sequence[Reading]) -> Reading:
    """The readings of a document's sections as one; references are counted through, and what is said of the document is the first's."""
    whole, *others = readings
    if not others:
        return whole
    parts = [whole]
    counts = {"m": len(whole.mentions), "e": len(whole.events), "t": len(whole.topics)}
    relations, phrases = len(whole.relations), len(whole.phrases)
    for reading in others:
        parts.append(_moved(reading, counts, relations, phrases))
        counts = {"m": counts["m"] + len(reading.mentions), "e": counts["e"] + len(reading.events), "t": counts["t"] + len(reading.topics)}
        relations, phrases = relations + len(reading.relations), phrases + len(reading.phrases)
    return replace(
        whole,
        mentions=tuple(x for part in parts for x in part.mentions),
        events=tuple(x for part in parts for x in part.events),
        relations=tuple(x for part in parts for x in part.relations),
        casualties=tuple(x for part in parts for x in part.casualties),
        event_times=tuple(x for part in parts for x in part.event_times),
        phrases=tuple(x for part in parts for x in part.phrases),
        topics=tuple(x for part in parts for x in part.topics),
        statements=tuple(x for part in parts for x in part.statements),
        same=tuple(x for part in parts for x in part.same),
        problems=tuple(x for part in parts for x in part.problems),
    )


def _moved(reading: Reading, counts: dict[str, int], relations: int, phrases: int) -> Reading:
    """The reading with its references counted on from what stands before it."""

    def ref(old: str) -> str:
        match = _REFERENCE.fullmatch(old)
        return f"{match[1]}{counts[match[1]] + int(match[2])}" if match else old

    def maybe(old: str | None) -> str | None:
        return ref(old) if old else old

    def related(r: Relation) -> Relation:
        is_concept = r.predicate == "sikg:weaponType"  # its object is a slug, which may look like a reference
        return replace(r, subject=ref(r.subject), object=r.object if is_concept else ref(r.object), attributed_to=maybe(r.attributed_to))

    return replace(
        reading,
        mentions=tuple(replace(m, ref=ref(m.ref)) for m in reading.mentions),
        events=tuple(replace(e, ref=ref(e.ref)) for e in reading.events),
        relations=tuple(map(related, reading.relations)),
        casualties=tuple(
            replace(c, event=ref(c.event), among_group=maybe(c.among_group), attributed_to=maybe(c.attributed_to))
            for c in reading.casualties
        ),
        event_times=tuple(replace(t, event=ref(t.event), phrase=t.phrase + phrases) for t in reading.event_times),
        topics=tuple(replace(t, id=ref(t.id)) for t in reading.topics),
        statements=tuple(replace(s, speaker=ref(s.speaker), claims=tuple(c + relations for c in s.claims)) for s in reading.statements),
        same=tuple((ref(a), ref(b), basis) for a, b, basis in reading.same),
    )
