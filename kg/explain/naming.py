"""What a user means by some words: a thing, an article or a claim of a graph; a property; a value.

Words come in: an IRI, an id such as "org/name", a prefixed name, or a name as people write it. IRIs go out. A name that
several things bear is an error that lists them, and a name that nothing bears one that offers those alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rapidfuzz.fuzz import WRatio
from rapidfuzz.process import extract

from kg.errors import InputError
from kg.graph.content import Claim, Content
from kg.graph.statements import relation_of, shown, value_of
from kg.iris import PREFIXES, Iris, expand
from kg.tables import folded

MOST_LISTED = 8  # candidates in an error
LEAST_ALIKE = 70.0  # of 100, below which a name is no help


def named(words: str, content: Content, iris: Iris) -> str:
    """The IRI of the one thing, article or claim that is meant.

    Raises:
        InputError: There is none, or several bear the name.
    """
    known = _by_address(words, content, iris)
    if known:
        return known
    wanted = folded(words)
    bearers = [iri for iri, thing in content.things.items() if folded(thing.label) == wanted]
    bearers = bearers or [iri for iri, thing in content.things.items() if wanted in map(folded, thing.alt_labels)]
    bearers = bearers or [iri for iri, article in content.articles.items() if wanted in map(folded, (article.label, article.headline))]
    if not wanted or not bearers:
        raise InputError(f"the graph holds nothing called {words!r}", mend=_alike(words, content))
    if len(bearers) > 1:
        listed = "".join(f"\n    {content.things[iri].id if iri in content.things else iri}" for iri in bearers[:MOST_LISTED])
        more = f"\n    and {len(bearers) - MOST_LISTED:,} more" if len(bearers) > MOST_LISTED else ""
        raise InputError(f"{len(bearers)} things are called {words!r}", mend=f"Name one of them by its id:{listed}{more}")
    return bearers[0]


def _by_address(words: str, content: Content, iris: Iris) -> str:
    """The IRI behind an IRI, an id or a prefixed name, if the graph holds it."""
    held = (iri for iri in addresses(words, iris) if iri in content.things or iri in content.articles or iri in content.claims)
    return next(held, "")


def addresses(words: str, iris: Iris) -> list[str]:
    """The IRIs that words may stand for: an IRI, an id, a prefixed name."""
    bare = words.strip().removeprefix("<").removesuffix(">")
    prefix = bare.partition(":")[0]
    tried = [bare, f"{iris.base}id/{bare}", f"{iris.base}{bare}", f"{iris.base}id/article/{bare}", f"{iris.base}id/claim/{bare}"]
    return tried + ([expand(bare)] if prefix in PREFIXES else [])


def _alike(words: str, content: Content) -> str:
    names = {iri: thing.label for iri, thing in content.things.items()}
    found = extract(words, names, scorer=WRatio, processor=folded, limit=3, score_cutoff=LEAST_ALIKE)
    meant = [f"{shown(name)} ({content.things[iri].id})" for name, _, iri in found]
    hint = f"Did you mean {' or '.join(meant)}? " if meant else ""
    return hint + "Give a name, an id such as org/name, an IRI, or a claim's id; `kg export nodes` lists all things."


def about(claims: Iterable[Claim], property_: str, content: Content) -> list[Claim]:
    """The claims about a property: by its name ("perpetrator", "sikg:perpetrator", "based in"), a kind of harm, or "date".

    Raises:
        InputError: There is none; the mend says which properties there are.
    """
    known = list(claims)
    wanted = folded(property_.rpartition(":")[2])
    found = [claim for claim in known if wanted in map(folded, _names_of(claim, content)) or property_ == claim.property]
    if not found:
        there = sorted({relation_of(claim, content) for claim in known})
        raise InputError(f"no claim is about {property_!r}", mend=f"There is {', '.join(there)}." if there else "Nothing is claimed.")
    return found


def _names_of(claim: Claim, content: Content) -> tuple[str, ...]:
    if claim.cls == "Dating":
        return "date", "dating", "when"
    if claim.cls == "CasualtyFigure":
        return claim.kind, "casualties", "toll", relation_of(claim, content)
    local = claim.property.rpartition(":")[2]
    return local, relation_of(claim, content)


def giving(claims: Iterable[Claim], value: str, content: Content, iris: Iris) -> list[Claim]:
    """The claims that give a value: a thing by name or id, a number, a day (YYYY-MM-DD), a year, or words of the claim.

    Raises:
        InputError: There is none; the mend says which values there are.
    """
    known = list(claims)
    address, wanted = _by_address(value, content, iris), folded(value)
    found = [claim for claim in known if _gives(claim, value, address, wanted, content)]
    if not found:
        there = list(dict.fromkeys(value_of(claim, content) for claim in known))
        raise InputError(f"no claim gives {value!r}", mend=f"Given: {'; '.join(there[:MOST_LISTED])}.")
    return found


def _gives(claim: Claim, value: str, address: str, wanted: str, content: Content) -> bool:
    if address and address in (claim.object, claim.subject, claim.among):
        return True
    if value.isdecimal() and claim.cls == "CasualtyFigure":
        return int(value) in (claim.lower, claim.best, claim.upper)
    if claim.cls == "Dating":
        days = (claim.bounds.begin_earliest, claim.bounds.begin_latest, claim.bounds.end_earliest, claim.bounds.end_latest)
        return any(_covers(value, day) for day in days if day) or folded(claim.verbatim) == wanted
    names = (content.label(claim.object), content.label(claim.subject), claim.verbatim, claim.object)
    return wanted in map(folded, names)


def _covers(value: str, day: date) -> bool:
    """Whether a day is the one written, or lies in the month or year that is written."""
    return day.isoformat() == value or (len(value) in (4, 7) and day.isoformat().startswith(value))
