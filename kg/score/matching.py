"""Which item of a coding stands for which item of a gold: one to one, by overlapping mentions. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.model import Entity, Event, Span, Topic

Item = TypeVar("Item", Entity, Event)

SMALL_WORDS = {"the", "of", "in", "a", "and"}
TOPIC_LIKENESS = 0.5  # a topic is as worded, so half of the words shared is the same topic


@dataclass(frozen=True, slots=True)
class Names:
    """The gold's id for an id of the coding; an id without one gets a question mark."""

    events: Mapping[str, str]
    entities: Mapping[str, str]
    topics: Mapping[str, str]

    def of(self, item: str) -> str:
        """The gold's id for an item of the coding."""
        return self.events.get(item) or self.entities.get(item) or self.topics.get(item) or f"?{item}"


def local_name(cls: str) -> str:
    """A class name without its prefix."""
    return cls.rsplit(":", maxsplit=1)[-1]


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def share_characters(a: Sequence[Span], b: Sequence[Span]) -> bool:
    """Whether any span of one sequence overlaps any of the other."""
    return any(overlap(x, y) for x in a for y in b)


def words(text: str) -> set[str]:
    """The words of a label that tell things apart."""
    return set(re.findall(r"\w+", text.casefold())) - SMALL_WORDS


def likeness(a: set[str], b: set[str]) -> float:
    """The share of words in common (Jaccard)."""
    return len(a & b) / len(a | b) if a | b else 0


def match(gold: Sequence[Item], found: Sequence[Item]) -> dict[str, str]:
    """The found id for each gold id that has one: right class first, then the closest span, then the label's words.

    The words are compared with those of the gold's mentions rather than its label, so that a text with its names
    exchanged is judged by the names that it has.
    """
    ranked = sorted((rank for g in gold for p in found if (rank := _rank(g, p)) is not None), reverse=True)
    pairs: dict[str, str] = {}
    used: set[str] = set()
    for *_, g_id, p_id in ranked:
        if g_id not in pairs and p_id not in used:
            pairs[g_id] = p_id
            used.add(p_id)
    return pairs


def _rank(g: Item, p: Item) -> tuple[bool, float, float, int, str, str] | None:
    """How well two items fit, best highest; None where their mentions do not meet."""
    closeness = [c for x in g.mentions for y in p.mentions if (c := _closeness(x, y))]
    if not closeness:
        return None
    named = words(p.label)
    said = set[str]().union(*(words(x.quote) for x in g.mentions))
    return (
        local_name(p.cls) == g.cls,
        round(max(closeness), 2),
        round(likeness(named, said) if named else 0, 3),
        len(closeness),
        g.id,
        p.id,
    )


def _closeness(a: Span, b: Span) -> float:
    """The share of characters in common (Jaccard)."""
    shared = overlap(a, b)
    return shared / (a.end - a.start + b.end - b.start - shared) if shared else 0


def second_halves(
    gold: Sequence[Item], found: Sequence[Item], pairs: Mapping[str, str], may_split: frozenset[str], fits: Callable[[Item, Item], bool]
) -> dict[str, str]:
    """The gold id for each unmatched found id that is the second half of an item which may be coded as two."""
    taken = set(pairs.values())
    whole = [g for g in gold if g.id in may_split and g.id in pairs]
    halves: dict[str, str] = {}
    for p in found:
        if p.id not in taken:
            home = next((g.id for g in whole if fits(g, p) and share_characters(g.mentions, p.mentions)), None)
            if home is not None:
                halves[p.id] = home
    return halves


def match_topics(gold: Sequence[Topic], found: Sequence[Topic]) -> dict[str, str]:
    """The gold id for each found topic that shares half of its words or more, the likest first."""
    ranked = sorted(((likeness(words(t.label), words(u.label)), t.id, u.id) for t in gold for u in found), reverse=True)
    pairs: dict[str, str] = {}
    for like, t_id, u_id in ranked:
        if like >= TOPIC_LIKENESS and t_id not in pairs.values() and u_id not in pairs:
            pairs[u_id] = t_id
    return pairs
