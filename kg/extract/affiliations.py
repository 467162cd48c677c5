"""Whose fighters described attackers are, where the report names one armed group alone: what the reader concludes from the whole.

Comes in: the roles that the other rules wrote down. Goes out: a perpetrator of basis `implied`, for an incident that
has "the guerrillas", "terrorists" as its perpetrators and nobody else: the only armed group that the report names.
Nothing is concluded where it names several, or where that group is told as harmed in the incident. The evidence is
the words for the fighters and those that name the group.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract import mentions
from kg.extract.draft import Draft, Happening
from kg.extract.episodes import first_of
from kg.model import Relation, Span
from kg.reading import Mention

CONFIDENCE = 0.4
DOING = ("sikg:perpetrator", "sikg:claimedBy")
HARMED = ("sikg:victim", "sikg:target")
SIDES = (*mentions.ORGANISATIONS, "State")
FIGHTERS = "described-armed"  # the rule of mentions of fighters for a cause: guerrillas, rebels, militants, terrorists


def conclude(draft: Draft) -> None:
    """Write down the armed group behind the fighters of each incident that has no other perpetrator."""
    group = _only_armed_group(draft)
    if group is None:
        return
    told = _by_event(draft)
    for first, mine in told.items():
        fighters = [r for r in mine if r.predicate == "sikg:perpetrator" and _are_fighters(draft, r.object)]
        others = [r for r in mine if r.predicate in DOING and r.object and draft.named(r.object).cls in SIDES]
        harmed = any(r.predicate in HARMED and r.object and _same(draft, r.object, group) for r in mine)
        if fighters and not others and not harmed:
            evidence = (*fighters[0].evidence[:1], _nearest(draft, group, fighters[0].evidence[0]))
            draft.relate(first, "sikg:perpetrator", group.ref, evidence, "only-armed-group", basis="implied", confidence=CONFIDENCE)


def _only_armed_group(draft: Draft) -> Mention | None:
    """The armed group that a report names where it names one alone."""
    named = [m for m in draft.mentions if m.cls == "ArmedGroup" and m.name]
    which = {m.known or m.name.casefold() for m in named}
    return named[0] if len(which) == 1 else None


def _by_event(draft: Draft) -> Mapping[str, list[Relation]]:
    """The roles of each incident that occurred, by the reference of its first mention."""
    out: dict[str, list[Relation]] = {}
    for relation in draft.relations:
        h = _happening(draft, relation.subject)
        if h is not None and relation.predicate in (*DOING, *HARMED) and h.cls in ("Attack", "Incident") and h.status == "occurred":
            out.setdefault(first_of(draft, h).ref, []).append(relation)
    return out


def _happening(draft: Draft, ref: str) -> Happening | None:
    return draft.happening(ref) if ref.startswith("e") and ref[1:].isdigit() else None


def _are_fighters(draft: Draft, ref: str | None) -> bool:
    """Whether a mention describes fighters for a cause, who have no name with them."""
    mention = draft.mention(ref) if ref is not None and ref.startswith("m") else None
    return mention is not None and mention.rule == FIGHTERS and not mention.name


def _same(draft: Draft, ref: str, group: Mention) -> bool:
    other = draft.named(ref)
    return bool(other.name) and (other.known or other.name.casefold()) == (group.known or group.name.casefold())


def _nearest(draft: Draft, group: Mention, span: Span) -> Span:
    """The mention of the group nearest to the words for its fighters."""
    named = [m for m in draft.mentions if m.cls == "ArmedGroup" and m.name]
    return min((m.core or m.span for m in named), key=lambda s: (abs(s.start - span.start), s.start), default=group.span)
