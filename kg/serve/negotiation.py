"""Which of the formats offered a client wants, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from functools import lru_cache

RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
MAX_CHARACTERS = 2000
HTML = {"html": "text/html"}

# Other names under which clients ask for the same.
_ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/n3": "text/turtle",
    "application/xhtml+xml": "text/html",
}


def choose(accept: str, *offers: str) -> str | None:
    """The media type that fits best, in the order of the offers where the client does not care; None if none fits.

    Of a header that is longer than any client's, only the first part is read.

    `choose("text/csv;q=0.5, */*;q=0.1", "text/turtle", "text/csv") == "text/csv"`
    """
    return _choose(accept[:MAX_CHARACTERS], *offers)


@lru_cache(maxsize=1024)
def _choose(accept: str, *offers: str) -> str | None:
    wanted = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    weighed = [(_quality(offer, wanted), -place, offer) for place, offer in enumerate(offers)]
    quality, _, offer = max(weighed)
    return offer if quality > 0 else None


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (word.strip() for word in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media.lower(), quality if quality == quality else 0.0  # noqa: PLR0124 -- "q=nan" is a number that equals nothing


def _quality(offer: str, wanted: list[tuple[str, float]]) -> float:
    """The quality of the most exact range that fits."""
    group = offer.partition("/")[0] + "/*"
    fitting = [
        (exactness, quality)
        for media, quality in wanted
        for exactness, fits in ((3, media == offer), (2, _ALIASES.get(media) == offer), (1, media == group), (0, media == "*/*"))
        if fits
    ]
    return max(fitting)[1] if fitting else 0.0
