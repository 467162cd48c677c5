"""The claims behind a thing, a claim or a value, each with who says it, how sure, and the quotes in their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.explain.naming import about, giving, named
from kg.explain.render import render
from kg.graph.content import Article, Claim, Content, Passage, Thing
from kg.graph.quoting import Quoter
from kg.graph.statements import first_place
from kg.iris import SCHEMES, Iris
from kg.model import Span
from kg.read.text import digest

Part = Literal["subject", "object", "group", "speaker", "source", "itself"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article in their sentence.

    `start` and `end` are code points of the article's text, None where the graph does not give them; the quote begins at
    character `offset` of the sentence, which is the quote itself where the text is not at hand.
    """

    article: str
    start: int | None
    end: int | None
    quote: str
    sentence: str
    offset: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A claim, its quotes, and the part that the thing asked about has in it."""

    claim: Claim
    part: Part
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Explanation:
    """Everything a graph has to say for a thing, a claim or a value.

    `thing` is None where a claim or an article was asked about. `unclaimed` are the triples between things that the graph asserts of
    the thing without any claim that says so. `mentions` are the passages that name the thing.
    """

    iri: str
    thing: Thing | None
    article: Article | None
    reasons: tuple[Reason, ...]
    unclaimed: tuple[tuple[str, str, str], ...]
    mentions: tuple[Quote, ...]
    content: Content

    def __str__(self) -> str:
        """The explanation as text for people."""
        return render(self).rstrip("\n")


def explain(
    words: str,
    content: Content,
    *,
    relation: str | None = None,
    value: str | None = None,
    texts: Mapping[str, str] | None = None,
    iris: Iris | None = None,
) -> Explanation:
    """Why the graph says what it says of something.

    Args:
        words: A thing, an article or a claim: its IRI, its id ("org/name"), or a name.
        content: What the graph says.
        relation: Only claims about this: "perpetrator", "killed", "date".
        value: Only claims that give this value: a thing, a number, a day, or words of the source.
        texts: Exact texts by the id of their article: with them, quotes stand in their sentences. A text whose SHA-256 is
            not the one that the graph knows is passed over.
        iris: Says which base the ids have.

    Raises:
        InputError: Nothing or more than one thing is called so, or no claim is about that property or gives that value.
    """
    policy = iris or Iris()
    iri = named(words, content, policy)
    parts = {claim.iri: part for claim in content.claims.values() if (part := _part(claim, iri)) is not None}
    claims = [content.claims[name] for name in parts]
    if relation is not None:
        claims = about(claims, relation, content)
    if value is not None:
        claims = giving(claims, value, content, policy)
    quoting = _Quoting(content, texts or {})
    ordered = sorted(claims, key=lambda claim: (_PARTS.index(parts[claim.iri]), first_place(claim)))
    thing, everything = content.things.get(iri), relation is None and value is None
    return Explanation(
        iri=iri,
        thing=thing,
        article=content.articles.get(iri),
        reasons=tuple(Reason(claim, parts[claim.iri], quoting.quotes(claim.passages)) for claim in ordered),
        unclaimed=tuple(_unclaimed(iri, content)) if everything else (),
        mentions=quoting.quotes(thing.mentioned) if thing and everything else (),
        content=content,
    )


_PARTS: tuple[Part, ...] = ("itself", "subject", "object", "group", "speaker", "source")


def _part(claim: Claim, iri: str) -> Part | None:
    """The part that something has in a claim; None where it has none."""
    places = (claim.iri, claim.subject, claim.object, claim.among, claim.speaker, claim.article)
    return next((part for part, place in zip(_PARTS, places, strict=True) if place == iri), None)


def _unclaimed(iri: str, content: Content) -> Iterable[tuple[str, str, str]]:
    """The links from or to a thing that no claim of the graph says; concepts are of the ontology, which no claim has to say."""
    claimed = {(claim.subject, claim.property, claim.object) for claim in content.claims.values()}
    return (link for link in content.links if iri in (link[0], link[2]) and link not in claimed and not link[0].startswith(SCHEMES))


class _Quoting:
    """Puts passages into their sentences, each text looked through once."""

    def __init__(self, content: Content, texts: Mapping[str, str]) -> None:
        self.articles = content.articles
        self.texts = texts
        self.quoters: dict[str, Quoter] = {}

    def quotes(self, passages: Iterable[Passage]) -> tuple[Quote, ...]:
        return tuple(map(self.quote, passages))

    def quote(self, passage: Passage) -> Quote:
        known = self.articles.get(passage.article)
        name = known.id if known else passage.article
        if passage.start is None or passage.end is None:
            return Quote(name, passage.start, passage.end, passage.quote, passage.quote, 0)
        if passage.article not in self.quoters:
            self.quoters[passage.article] = Quoter(name, self.text(known))
        [told] = self.quoters[passage.article].evidence([Span(passage.start, passage.end, passage.quote)])
        return Quote(name, passage.start, passage.end, passage.quote, told["sentence"], told["offset"])

    def text(self, article: Article | None) -> str | None:
        """The text of an article, if it is the one that the offsets refer to."""
        text = self.texts.get(article.id) if article else None
        if text is None or article is None:
            return None
        return text if digest(text) == article.sha256 else None
