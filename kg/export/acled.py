"""A table of incidents in the columns that users of ACLED know, with low, best and high beside the one number.

A `Content` comes in; rows go out for the incidents that occurred. The codes come from the notations of our schemes, so
only what a concept stands for is filled; what ACLED's coders decide beyond the words of a report (interaction codes,
disorder type, source scale) is left out. "ACLED-like" means like: nothing here is ACLED's data or replaces it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from kg.export.incidents import Incident, Toll, incidents_of
from kg.export.rows import Row, day, joined
from kg.graph.content import Content
from kg.ontology import Concept

COUNTING = "low: lowest low of any source; best: best of the source published last; high: highest high; never added up across sources"
EVENT_TYPE_OF = {
    "Armed clash": "Battles",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Arrests": "Strategic developments",
    "Government regains territory": "Battles",
    "Suicide bomb": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
}  # which ACLED event type a sub-event type belongs to, as its codebook groups them
DAY, WEEK = timedelta(days=0), timedelta(days=6)


def acled_rows(content: Content) -> Iterator[Row]:
    """One row an incident that occurred."""
    for incident in incidents_of(content):
        if incident.thing.status in ("", "occurred"):
            yield _row(incident)


def _row(incident: Incident) -> Row:
    first, last = incident.days
    (lat, lon), precision, _ = incident.position or ((None, None), None, None)
    event_type, sub_event_type = _types(incident)
    killed = incident.toll("killed")
    targets = dict.fromkeys((*incident.role("sikg:target"), *incident.role("sikg:victim")))
    country = incident.country
    return {
        "event_id": incident.thing.id,
        "event_date": day(first),
        "event_date_last": day(last),
        "year": first.year if first and last and first.year == last.year else None,
        "time_precision": _time_precision(first, last),
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "own_types": joined(incident.thing.event_types),
        "actor1": _labels(incident, incident.role("sikg:perpetrator")),
        "actor2": _labels(incident, targets),
        "other_actors": _labels(incident, incident.role("sikg:participant")),
        "country": country.label if country else None,
        "iso_alpha2": country.iso_alpha2 or None if country else None,
        "location": joined(place.label for place in incident.places if place.cls != "State"),
        "latitude": lat,
        "longitude": lon,
        "geo_precision": _code(incident, precision),
        "source": joined(_sources(incident)),
        "source_count": len(incident.articles),
        "notes": incident.quote or incident.thing.label,
        "fatalities": killed.latest,
        "fatalities_low": killed.low,
        "fatalities_best": killed.best,
        "fatalities_high": killed.high,
        "fatalities_words": joined(killed.words),
        "fatalities_disputed": "yes" if killed.disputed else "no",
        "fatalities_counting": _counting(killed),
    }


def _counting(killed: Toll) -> str | None:
    """How the one number came about, and the rule behind the three."""
    if killed.best is not None:
        return f"fatalities is the best; {COUNTING}"
    return f"the last source gives no best: fatalities is its low; {COUNTING}" if killed.latest is not None else None


def _types(incident: Incident) -> tuple[str | None, str | None]:
    """The event type and sub-event type that the types of an incident, or broader ones, stand for."""
    concepts = incident.content.terms.schemes["event-type"]
    coded = sorted((steps, above, codes) for slug in incident.thing.event_types for steps, above, codes in _coded(slug, concepts))
    if not coded:
        return None, None
    _, _, (event_type, sub) = coded[0]
    return event_type or None, sub or None


def _coded(slug: str, concepts: Mapping[str, Concept]) -> Iterator[tuple[int, str, tuple[str, str]]]:
    """The nearest concept with codes: how many steps above, which, and its codes; the first of several sub-event types is not it."""
    steps, at = 0, concepts.get(slug)
    while at is not None:
        types, subs = ([code for column, code in at.notations if column == f"acled-{name}"] for name in ("event-type", "sub-event-type"))
        if types or subs:
            yield steps, at.slug, (types[0] if types else EVENT_TYPE_OF.get(subs[0], ""), subs[0] if len(subs) == 1 else "")
            return
        steps, at = steps + 1, concepts.get(at.broader or "")


def _time_precision(first: date | None, last: date | None) -> int | None:
    """1 for a day, 2 for a week, 3 for anything wider."""
    if first is None or last is None:
        return None
    return 1 if last - first <= DAY else 2 if last - first <= WEEK else 3


def _code(incident: Incident, precision: str | None) -> int | None:
    """The number for how exact a position is; a whole country is region and coarser."""
    concept = incident.content.terms.schemes["geo-precision"].get("region" if precision == "country" else precision or "")
    code = dict(concept.notations).get("acled-geo-precision") if concept else None
    return int(code) if code else None


def _labels(incident: Incident, things: Iterable[str]) -> str | None:
    return joined(incident.content.label(iri) for iri in things)


def _sources(incident: Incident) -> list[str]:
    known = [incident.content.articles[a] for a in incident.articles if a in incident.content.articles]
    return [article.headline or article.label for article in known]
