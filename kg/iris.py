"""Names of things: the prefixes of the vocabularies, readable slugs, and the IRI of everything in the data.

Comes in: identifiers and labels. Goes out: IRIs, minted by `Iris` from content and never from order or chance, so
that the same input has the same IRIs on every machine. Does not know which terms exist: `kg.ontology` does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from kg.errors import InputError, KnowledgeError

BASE = "https://w3id.org/sikg/"
NAMESPACE = BASE + "ontology#"
SCHEMES = BASE + "scheme/"

PREFIXES: Mapping[str, str] = {
    "sikg": NAMESPACE,
    "basis": SCHEMES + "basis/",
    "ck": SCHEMES + "casualty-kind/",
    "et": SCHEMES + "event-type/",
    "gp": SCHEMES + "geo-precision/",
    "qualifier": SCHEMES + "qualifier/",
    "st": SCHEMES + "status/",
    "tt": SCHEMES + "target-type/",
    "vt": SCHEMES + "violence-type/",
    "wt": SCHEMES + "weapon-type/",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


# --- prefixed names ------------------------------------------------------------------------------------------


def local(iri: object) -> str:
    """The last part of an IRI, after its last "/" or "#"."""
    return re.split(r"[/#]", str(iri))[-1]


def expand(curie: str) -> str:
    """The IRI of a prefixed name ("sikg:target").

    Raises:
        KnowledgeError: The prefix is not in `PREFIXES`.
    """
    prefix, _, name = curie.partition(":")
    if prefix not in PREFIXES:
        raise KnowledgeError(f"no prefix {prefix}", place=curie, mend=f"Known: {', '.join(sorted(PREFIXES))}.")
    return PREFIXES[prefix] + name


def shorten(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI itself where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


# --- slugs and segments --------------------------------------------------------------------------------------

SLUG_LIMIT = 80  # characters; long enough for the label of any event, short enough for a file name
ID_LIMIT = 160  # characters of an identifier taken into an IRI as it is
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")  # names that Windows keeps for itself


def short_hash(text: str) -> str:
    """Eight hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """A readable name for IRIs and files: lower-case ASCII letters, digits and single hyphens, at most 80 characters.

    Never empty, never a reserved file name. Where letters are lost (another script) or the text is cut, a short hash of
    the whole text follows, so that two names do not become one. `slug("Côte d’Ivoire") == "cote-d-ivoire"`.
    """
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LATIN)
    lost = any(c.isalnum() and not c.isascii() and unicodedata.category(c) != "Lm" for c in folded)
    plain = _plain(folded)
    if plain and not lost and len(plain) <= SLUG_LIMIT and not _DEVICES.fullmatch(plain):
        return plain
    return _hashed(plain, text)


def segment(text: str) -> str:
    """An identifier as one segment of an IRI: kept as it is where it may be, percent-encoded where not, never dots alone."""
    safe = quote(text, safe="", errors="surrogatepass")
    return safe if len(safe) <= ID_LIMIT and safe.strip(".") else _hashed(_plain(text.lower()), text)


def _plain(folded: str) -> str:
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def _hashed(plain: str, text: str) -> str:
    return f"{plain[: SLUG_LIMIT - 9].strip('-') or 'x'}-{short_hash(text)}"


# --- IRIs of the data ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs of the data from content: the same for the same input on every machine.

    The base moves the data (`{base}id/…`, `{base}graph/…`), never the vocabulary, whose IRIs are those of its files.
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"(https?://[^\s<>\"{}|\\^`/?#]+/([^\s<>\"{}|\\^`?#]*/)?|urn:[^\s<>\"{}|\\^`?#]+:)", self.base):
            mend = "Give an absolute http(s) IRI that ends in a slash, such as https://example.org/kg/."
            raise InputError(f"{self.base!r} cannot be the base of IRIs", mend=mend)

    def thing(self, name: str) -> str:
        """The IRI of an entity, event or topic of a coding, whose id is "kind/slug".

        Raises:
            InputError: The id is not of that form.
        """
        kind, _, rest = name.partition("/")
        if not (kind and rest):
            raise InputError(f"id {name!r} is not kind/slug", mend='Write ids such as "place/name-of-the-place".')
        return f"{self.base}id/{segment(kind)}/{segment(rest)}"

    def concept(self, scheme: str, slug: str) -> str:
        """The IRI of a concept."""
        return f"{SCHEMES}{segment(scheme)}/{segment(slug)}"

    def article(self, name: str) -> str:
        """The IRI of an article, from its id."""
        return f"{self.base}id/article/{segment(name)}"

    def claim(self, article: str, digest: str) -> str:
        """The IRI of a claim of an article; the digest is made from the claim's content."""
        return f"{self.base}id/claim/{segment(article)}/{segment(digest)}"

    def evidence(self, article: str, start: int, end: int) -> str:
        """The IRI of a passage of an article; its selectors are `…/position` and `…/quote`."""
        return f"{self.base}id/evidence/{segment(article)}/{start}-{end}"

    def graph(self, article: str, part: Literal["facts", "claims"]) -> str:
        """The IRI of one of the two named graphs of an article."""
        return f"{self.base}graph/{segment(article)}/{part}"

    def prefixes(self) -> dict[str, str]:
        """The prefixes for a document of this data: `PREFIXES`, and `id` for its things."""
        return {**PREFIXES, "id": f"{self.base}id/"}
