"""Tables for spreadsheets: things, links, claims and incidents as CSV that a cell cannot turn into a formula.

A `Content` comes in; lines of CSV go out (RFC 4180: commas, quotes where needed, CRLF). A text that a spreadsheet would
run as a formula gets an apostrophe before its first character, at the start of the cell and after any character at
which a reader with other separators might start a cell; numbers are written as numbers and are never changed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from kg.export.acled import acled_rows
from kg.export.incidents import Incident, incidents_of
from kg.export.rows import Row, claim_rows, day, edge_rows, joined, node_rows
from kg.graph.content import Claim, Content, Thing
from kg.ontology import load

BYTE_ORDER_MARK = "\ufeff"
COUNTED = ("killed", "injured")
# What starts a formula in one spreadsheet or another (the wide forms too); and a leading tab or line end, which some drop.
_FORMULA = re.compile("(^|[\t\r\n;])([ \u00a0]*)([=+\\-@\uff1d\uff0b\uff0d\uff20])")
_SWALLOWED = re.compile("^[\t\r\n]")


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    guarded = _FORMULA.sub(r"\1\2'\3", text)
    return "'" + guarded if _SWALLOWED.match(guarded) else guarded


def csv_of(rows: Iterable[Row], columns: Iterable[str], *, raw: bool = False, excel: bool = False) -> Iterator[str]:
    """The rows as lines of CSV under a header.

    Args:
        rows: Each with a value for each column.
        columns: The header, which stands there even where there is no row.
        raw: Leave texts exactly as they are, for programs.
        excel: Begin with a byte order mark, without which Excel takes UTF-8 for something else.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    header = list(columns)
    writer.writerow(header)
    for row in rows:
        yield (BYTE_ORDER_MARK if excel else "") + _drained(buffer)
        excel = False
        writer.writerow([_cell(row[column], raw=raw) for column in header])
    yield (BYTE_ORDER_MARK if excel else "") + _drained(buffer)


def _cell(value: str | float | None, *, raw: bool) -> str | float | None:
    return value if raw or not isinstance(value, str) else safe(value)


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


# --- incidents -----------------------------------------------------------------------------------------------


def incident_rows(content: Content) -> Iterator[Row]:
    """One row an incident."""
    for incident in incidents_of(content):
        first, last = incident.days
        position = incident.position
        (lat, lon), precision, around = position or ((None, None), None, None)
        row: Row = {
            "incident": incident.thing.id,
            "label": incident.thing.label,
            "class": incident.thing.cls,
            "types": joined(incident.thing.event_types),
            "status": incident.thing.status or None,
            "date": incident.when or None,
            "date_from": day(first),
            "date_to": day(last),
            "date_precision": incident.dating.precision or None if incident.dating else None,
            "places": joined(place.label for place in incident.places),
            "country": incident.country.label if incident.country else None,
            "latitude": lat,
            "longitude": lon,
            "position_precision": precision,
            "position_of": around.label if around else None,
            "perpetrators": _labels(incident, "sikg:perpetrator"),
            "perpetrators_implied": _labels(incident, "sikg:perpetrator", implied=True),
            "claimed_by": _labels(incident, "sikg:claimedBy"),
            "targets": _labels(incident, "sikg:target"),
            "victims": _labels(incident, "sikg:victim"),
            "weapons": _labels(incident, "sikg:weaponType"),
        }
        for harm in COUNTED:
            toll = incident.toll(harm)
            row |= {f"{harm}_low": toll.low, f"{harm}_best": toll.best, f"{harm}_high": toll.high, f"{harm}_words": joined(toll.words)}
        known = [content.articles[a].id for a in incident.articles if a in content.articles]
        yield {
            **row,
            "disputed": "yes" if incident.disputed else "no",
            "sources": len(incident.articles),
            "articles": joined(known),
            "quote": incident.quote or None,
            "iri": incident.thing.iri,
        }


def _labels(incident: Incident, curie: str, *, implied: bool = False) -> str | None:
    return joined(incident.content.label(iri) for iri in incident.role(curie, implied=implied))


# --- the tables ----------------------------------------------------------------------------------------------

TABLES: Mapping[str, Callable[[Content], Iterator[Row]]] = {
    "nodes": node_rows,
    "edges": edge_rows,
    "claims": claim_rows,
    "incidents": incident_rows,
    "acled": acled_rows,
}


def table(name: str, content: Content, *, raw: bool = False, excel: bool = False) -> Iterator[str]:
    """One of the tables as CSV; `raw` and `excel` as in `csv_of`."""
    return csv_of(TABLES[name](content), columns_of(name), raw=raw, excel=excel)


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """The header of a table."""
    return tuple(next(TABLES[name](_least_content())))


def _least_content() -> Content:
    """A graph of one incident and one claim: every table has a row for it."""
    incident, claim = Thing("urn:a", "a", "Attack", ""), Claim("urn:c", "Claim", "urn:a", "sikg:target", "urn:a")
    return Content({}, {incident.iri: incident}, {claim.iri: claim}, (), (), load())
