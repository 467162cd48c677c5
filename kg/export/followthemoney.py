"""The graph as FollowTheMoney entities, one JSON object a line, for Aleph and OpenSanctions tools.

A `Content` comes in; lines go out, in the schemata of FollowTheMoney 4 (written here; its library reads them in a test where
it is installed). Actors become organisations, public bodies and persons, places addresses, sites and assets assets, events
events, posts positions, articles articles; a claim becomes a membership, an occupancy or an unknown link with its role,
dates, quote and source. Figures and datings have no schema: they stand in words in the notes of their event.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator

from kg.export.incidents import Incident
from kg.export.rows import links
from kg.graph.content import Article, Claim, Content, Thing
from kg.graph.wording import casualties_in_words, in_words

Values = dict[str, list[str]]

SCHEMATA = (
    ("Person", "Person"), ("GovernmentBody", "PublicBody"), ("MilitaryForce", "PublicBody"), ("State", "PublicBody"),
    ("Organisation", "Organization"), ("Group", "LegalEntity"), ("Actor", "LegalEntity"), ("Facility", "RealEstate"),
    ("Place", "Address"), ("Asset", "Asset"), ("Post", "Position"), ("Event", "Event"),
)  # fmt: skip
ROLES = {"sikg:participant", "sikg:perpetrator", "sikg:victim", "sikg:conductedBy", "sikg:claimedBy"}
ENDS = {"Occupancy": ("holder", "post"), "Membership": ("member", "organization"), "UnknownLink": ("subject", "object")}
LEGAL = ("Person", "PublicBody", "Organization", "LegalEntity")
ID_DIGITS = 24  # 96 bits of the SHA-256 of an IRI


def ftm_lines(content: Content) -> Iterator[str]:
    """The entities: articles, things, then claims."""
    for article in content.articles.values():
        yield _line(article.iri, "Article", _article(article))
    for thing in content.things.values():
        schema = schema_of(content, thing.iri)
        if schema:
            yield _line(thing.iri, schema, _thing(content, thing, schema))
    for (subject, property_, object_), claims in links(content).items():
        if not claims:
            yield from _link(content, Claim(f"{subject} {property_} {object_}", "Claim", subject, property_, object_))
        for claim in claims:
            yield from _link(content, claim)


def schema_of(content: Content, iri: str) -> str:
    """The schema of a thing; "" where there is none (topics, concepts)."""
    return next((schema for cls, schema in SCHEMATA if content.is_a(iri, cls)), "")


def identifier(iri: str) -> str:
    """An id that FollowTheMoney allows: the same for the same IRI."""
    return f"sikg-{hashlib.sha256(iri.encode('utf-8')).hexdigest()[:ID_DIGITS]}"


def _line(iri: str, schema: str, values: Values) -> str:
    known = {name: [value for value in found if value] for name, found in values.items()}
    properties = {name: sorted(set(found)) for name, found in sorted(known.items()) if found}
    return json.dumps({"id": identifier(iri), "schema": schema, "properties": properties}, ensure_ascii=False)


def _article(article: Article) -> Values:
    published = article.published.isoformat() if article.published else ""
    return {
        "title": [article.headline or article.label],
        "publishedAt": [published],
        "notes": [article.iri],
    }


def _thing(content: Content, thing: Thing, schema: str) -> Values:
    shared: Values = {"name": [thing.label], "alias": list(thing.alt_labels), "notes": [thing.iri]}
    event = Incident(thing, content)
    state = event.state_of(thing)
    shared["country"] = [state.iso_alpha2.lower()] if state else []
    shared["wikidataId"] = [iri.rpartition("/")[2] for iri in thing.matches if iri.startswith("http://www.wikidata.org/entity/Q")]
    match schema:
        case "Address" | "RealEstate":
            lat, lon = thing.point or ("", "")
            return {**shared, "latitude": [str(lat)], "longitude": [str(lon)], **({"full": [thing.label]} if schema == "Address" else {})}
        case "Event":
            return {**shared, **_event(content, event)}
        case "Person":
            return {**shared, "position": [*_labels(content, thing.iri, "org:holds"), *thing.ranks]}
        case "Position":
            return {
                **shared,
                "organization": [identifier(o) for o in _objects(content, thing.iri, "org:postIn") if _is_organisation(content, o)],
            }
    return shared


def _event(content: Content, event: Incident) -> Values:
    first, last = event.days
    involved = [o for role in sorted(ROLES) for o in event.role(role) if schema_of(content, o)]
    figures = [f"{casualties_in_words(c.kind, c.lower, c.best, c.upper)} ({c.verbatim}; {content.source_of(c)})" for c in event.figures]
    dates = [f"{in_words(c.bounds)} ({c.verbatim}; {content.source_of(c)})" for c in event.datings]
    return {
        "startDate": [first.isoformat() if first else ""],
        "endDate": [last.isoformat() if last else ""],
        "location": [place.label for place in event.places],
        "addressEntity": [identifier(place.iri) for place in event.places if schema_of(content, place.iri) == "Address"],
        "country": [event.country.iso_alpha2.lower()] if event.country else [],
        "involved": [identifier(iri) for iri in involved],
        "summary": figures,
        "description": dates,
        "keywords": [*event.thing.event_types, event.thing.status],
        "notes": [event.thing.iri],
    }


def _link(content: Content, claim: Claim) -> Iterator[str]:
    """A claim between two entities as a link; nothing where one of them has no schema."""
    if not (schema_of(content, claim.subject) and schema_of(content, claim.object)):
        return
    schema = _link_schema(content, claim)
    values: defaultdict[str, list[str]] = defaultdict(list)
    one, other = ENDS[schema]
    values[one], values[other] = [identifier(claim.subject)], [identifier(claim.object)]
    known = content.terms.properties.get(claim.property)
    role = known.label if known else claim.property
    values["status" if schema == "Occupancy" else "role"] = [] if schema == "Occupancy" else [role]
    first, last = claim.bounds.begin_earliest or claim.bounds.begin_latest, claim.bounds.end_latest or claim.bounds.end_earliest
    values["startDate"], values["endDate"] = [first.isoformat() if first else ""], [last.isoformat() if last else ""]
    values["summary"] = [passage.quote for passage in claim.passages]
    values["description"] = [
        ", ".join(filter(None, [claim.basis, f"confidence {claim.confidence}" if claim.confidence is not None else ""]))
    ]
    values["publisher"] = [content.source_of(claim)]
    values["proof"] = [identifier(claim.article)] if claim.article in content.articles else []
    values["recordId"] = [claim.iri]
    yield _line(claim.iri, schema, values)


def _link_schema(content: Content, claim: Claim) -> str:
    if claim.property == "org:holds" and schema_of(content, claim.subject) == "Person" and schema_of(content, claim.object) == "Position":
        return "Occupancy"
    if claim.property == "sikg:partOf" and schema_of(content, claim.subject) in LEGAL and _is_organisation(content, claim.object):
        return "Membership"
    return "UnknownLink"


def _is_organisation(content: Content, iri: str) -> bool:
    return schema_of(content, iri) in ("Organization", "PublicBody")


def _objects(content: Content, subject: str, property_: str) -> list[str]:
    return [o for _, p, o in content.links_of(subject) if p == property_]


def _labels(content: Content, subject: str, property_: str) -> list[str]:
    return [content.label(o) for o in _objects(content, subject, property_)]
