"""An article with its mentions marked: its text in pieces, each with the things that are mentioned in it.

An article's IRI comes in; pieces go out, in order, which put together are the text. Where the text is not at hand, the
quotes stand in its place. A mention within another one marks the inner words with both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.graph.terms import Iri
from kg.query.pool import Pool
from kg.serve.asking import Row, rows
from kg.serve.texts import Texts
from kg.serve.things import Link, class_label, whole, words

HEAD = """SELECT ?sha ?label ?headline ?published ?dateline {
  %iri% a schema:NewsArticle . OPTIONAL { %iri% sikg:contentSha256 ?sha } OPTIONAL { %iri% rdfs:label ?label }
  OPTIONAL { %iri% schema:headline ?headline } OPTIONAL { %iri% schema:datePublished ?published } OPTIONAL { %iri% schema:dateline ?dateline } } LIMIT 1"""
MENTIONS = """SELECT DISTINCT ?thing ?label ?cls ?start ?end ?quote {
  ?passage oa:hasSource %iri% ; oa:hasSelector ?position, ?words . ?position oa:start ?start ; oa:end ?end . ?words oa:exact ?quote .
  ?thing sikg:mentionedIn ?passage ; rdfs:label|skos:prefLabel ?label ; a ?cls } ORDER BY ?start ?end ?thing"""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a thing is mentioned."""

    thing: Link
    cls: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text with the things mentioned in them, the shortest mention first; none for plain words."""

    words: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as a page shows it; `has_text` says whether the pieces are its text or only its quotes."""

    iri: str
    title: str
    published: str
    dateline: str
    pieces: tuple[Piece, ...]
    has_text: bool
    things: tuple[tuple[str, tuple[Link, ...]], ...]


async def article(pool: Pool, iri: Iri, texts: Texts) -> ArticleView | None:
    """The article, or None where the graph holds none of that name."""
    head = await rows(pool, HEAD, iri=iri)
    if not head:
        return None
    found = [_mention(row) for row in await rows(pool, MENTIONS, iri=iri)]
    text = texts.text(words(head[0].get("sha")))
    fitting = [m for m in found if text is not None and text[m.start : m.end] == m.quote]
    return ArticleView(
        iri.value,
        words(head[0].get("headline")) or words(head[0].get("label")),
        words(head[0].get("published")),
        words(head[0].get("dateline")),
        tuple(pieces(text, fitting) if text is not None else _quotes(found)),
        text is not None,
        _by_class(found),
    )


def pieces(text: str, mentions: Sequence[Mention]) -> Iterable[Piece]:
    """The text, cut where a mention begins or ends."""
    cuts = sorted({0, len(text), *(m.start for m in mentions), *(m.end for m in mentions)})
    for start, end in pairwise(cuts):
        over = [m for m in mentions if m.start <= start and m.end >= end]
        yield Piece(text[start:end], tuple(sorted(over, key=lambda m: (m.end - m.start, m.thing.iri))))


def _quotes(mentions: Iterable[Mention]) -> Iterable[Piece]:
    for mention in mentions:
        yield Piece(mention.quote, (mention,))
        yield Piece(" … ")


def _mention(row: Row) -> Mention:
    value = {name: words(term) for name, term in row.items()}
    return Mention(Link(value["label"], value["thing"]), class_label(value["cls"]), whole(row["start"]), whole(row["end"]), value["quote"])


def _by_class(mentions: Iterable[Mention]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    groups: dict[str, set[Link]] = {}
    for mention in mentions:
        groups.setdefault(mention.cls, set()).add(mention.thing)
    return tuple((cls, tuple(sorted(things, key=lambda link: link.words.lower()))) for cls, things in sorted(groups.items()))
