"""A claim as a reader would say it: what it is about in a word or two, and the value it gives.

Claims of a `Content` come in; words go out: "perpetrator" and the name of a group, "killed" and "at least 13 killed", "date" and
"3 May 2022". Terminals and logs may show them: control characters come as escapes. Knows no format.
"""

from __future__ import annotations

from kg.graph.content import UNBOUNDED, Claim, Content
from kg.graph.terms import escaped
from kg.graph.wording import casualties_in_words, in_words, name_in_words


def relation_of(claim: Claim, content: Content) -> str:
    """What a claim is about: the label of its property, the kind of harm it counts, or "date"."""
    if claim.cls == "Dating":
        return "date"
    if claim.cls == "CasualtyFigure":
        return name_in_words(claim.kind) or "casualties"
    known = content.terms.properties.get(claim.property)
    return known.label if known else name_in_words(claim.property.rpartition(":")[2])


def value_of(claim: Claim, content: Content) -> str:
    """The value that a claim gives: the label of a thing, a number with its bounds, or days."""
    if claim.cls == "Dating":
        return in_words(claim.bounds)
    if claim.cls == "CasualtyFigure":
        among = f" among {shown(content.label(claim.among))}" if claim.among else ""
        return casualties_in_words(claim.kind, claim.lower, claim.best, claim.upper) + among
    period = f", {in_words(claim.bounds)}" if claim.bounds != UNBOUNDED else ""
    return shown(content.label(claim.object) or claim.object) + period


def telling(claim: Claim, content: Content) -> str:
    """What a claim says of its subject, in one line: "perpetrator: …", "date: 3 May 2022", "at least 13 killed"."""
    value = value_of(claim, content)
    return value if claim.cls == "CasualtyFigure" else f"{relation_of(claim, content)}: {value}"


def saying(claim: Claim, content: Content) -> str:
    """A claim as a line: its subject, what it is about, and the value."""
    subject = shown(content.label(claim.subject))
    if claim.cls == "CasualtyFigure":
        return f"{subject}: {value_of(claim, content)}"
    return f"{subject}: {relation_of(claim, content)} {value_of(claim, content)}"


def first_place(claim: Claim) -> tuple[str, int, str]:
    """Where a claim is told first, to sort claims as they are read: article, character, and the claim's IRI."""
    first = claim.passages[0] if claim.passages else None
    return (first.article, first.start or 0, claim.iri) if first else (claim.article, 0, claim.iri)


def shown(text: str) -> str:
    """A text on one line of a terminal: white space as single blanks, control characters as escapes."""
    return escaped(" ".join(text.split())).replace('\\"', '"').replace("\\\\", "\\")
