"""A small graph that holds what formats stumble over: two sources that differ about a toll and a date, a place on the map.

All names are invented. `quads_of_small()` gives it; run as a program, this file writes the files beside it anew: how the
graph looks in each format, to be read by people and compared by `tests/export/test_formats.py`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.export.registry import export, formats
from kg.export.source import Source
from kg.graph.build import quads
from kg.graph.terms import Quad
from kg.iris import Iris
from kg.model import Article, Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation, Span, Topic

HERE = Path(__file__).parent
COMMAND = "python -m tests.export.small.graph"
VIEWS = ("acled", "claims", "edges", "ftm", "geojson", "gexf", "graphml", "incidents", "nodes", "stix")  # RDF is read back instead


def _words(start: int, quote: str) -> Span:
    return Span(start, start + len(quote), quote)


def _day(value: date) -> Bounds:
    return Bounds(value, value, value, value)


FIRST = Coding(
    Article("wire-1", "1" * 64, 200, published=date(2024, 5, 4), title="Gunmen raid police post in Tarn"),
    (
        Entity("org/valley-front", "ArmedGroup", "Valley Front", (_words(0, "Valley Front"),), alt_labels=("VF",)),
        Entity("state/norway", "State", "Norway", (_words(60, "Norway"),), iso_alpha2="NO"),
        Entity(
            "place/tarn",
            "Place",
            "Tarn",
            (_words(54, "Tarn"),),
            lat=10.5,
            lon=-20.25,
            place_precision="near",
            links=(("geonames", "12345"),),
        ),
        Entity(
            "facility/tarn-police-post", "Facility", "police post in Tarn", (_words(39, "police post in Tarn"),), facility_type="police"
        ),
    ),
    (Event("event/tarn-raid", "Attack", "Raid on the police post in Tarn", (_words(20, "raided"),), ("armed-assault",)),),
    (Dating("event/tarn-raid", _day(date(2024, 5, 3)), "day", "on Friday", "resolved", (_words(70, "on Friday"),), date(2024, 5, 4)),),
    (CasualtyFigure("event/tarn-raid", "killed", 12, None, None, "at-least", "at least 12", "stated", (_words(90, "at least 12"),)),),
    (
        Relation(
            "event/tarn-raid", "sikg:perpetrator", "org/valley-front", "stated", (_words(0, "Valley Front men … raided"),), confidence=0.9
        ),
        Relation(
            "event/tarn-raid", "sikg:target", "facility/tarn-police-post", "stated", (_words(20, "raided the … police post in Tarn"),)
        ),
        Relation("event/tarn-raid", "sikg:occurredAt", "place/tarn", "stated", (_words(20, "raided the … police post in Tarn"),)),
        Relation("event/tarn-raid", "sikg:weaponType", "firearm", "stated", (_words(110, "rifles"),)),
        Relation("place/tarn", "sikg:locatedIn", "state/norway", "stated", (_words(54, "Tarn, Norway"),)),
    ),
)
SECOND = Coding(
    Article("wire-2", "2" * 64, 200, published=date(2024, 5, 6), title="=Ministry: seven dead"),
    (
        Entity("org/valley-front", "ArmedGroup", "Valley Front", (_words(0, "Valley Front"),)),
        Entity("org/ministry", "GovernmentBody", "Ministry of Order", (_words(20, "Ministry of Order"),)),
        Entity("person/ada-holm", "Person", "Ada Holm", (_words(40, "Ada Holm"),), rank="General"),
        Entity("post/minister", "Post", "Minister of Order", (_words(50, "Minister of Order"),)),
    ),
    (
        Event("event/tarn-raid", "Attack", "Raid on the police post in Tarn", (_words(70, "raid"),), ("armed-assault",)),
        Event("event/talks", "Meeting", "Talks on the valley", (_words(80, "talks"),), ("meeting",), "planned"),
    ),
    (Dating("event/tarn-raid", Bounds(date(2024, 5, 1), date(2024, 5, 31), date(2024, 5, 1), date(2024, 5, 31)), "month", "in May", "stated", (_words(88, "in May"),)),),
    (CasualtyFigure("event/tarn-raid", "killed", 7, 7, 7, "exactly", "seven", "stated", (_words(100, "seven"),), attributed_to="org/ministry"),),
    (
        Relation("event/tarn-raid", "sikg:perpetrator", "org/valley-front", "implied", (_words(0, "Valley Front"),), confidence=0.5),
        Relation("event/talks", "sikg:participant", "person/ada-holm", "stated", (_words(40, "Ada Holm … talks"),)),
        Relation("event/talks", "schema:about", "topic/truce", "stated", (_words(110, "truce"),)),
        Relation("person/ada-holm", "org:holds", "post/minister", "stated", (_words(40, "Ada Holm, Minister of Order"),), validity=_day(date(2024, 5, 6))),
    ),
    (Topic("topic/truce", "truce", (_words(110, "truce"),)),),
)  # fmt: skip


def quads_of_small() -> list[Quad]:
    """The graph."""
    return list(quads([FIRST, SECOND], Iris()))


def path_of(name: str, suffix: str) -> Path:
    """The file of a format."""
    return HERE / f"{name}{suffix}"


if __name__ == "__main__":
    for known in formats():
        if known.name in VIEWS:
            export(Source.of(quads_of_small()), known.name, path_of(known.name, known.suffix))
