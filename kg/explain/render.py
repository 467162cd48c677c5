"""An explanation as text for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.graph.claim_json import claim_json, named_json
from kg.graph.content import Claim, Content
from kg.graph.statements import saying, shown, telling
from kg.graph.wording import name_in_words

if TYPE_CHECKING:
    from kg.explain.explanation import Explanation, Part, Quote, Reason

Json = dict[str, Any]

_HEADS: dict[Part, str] = {
    "itself": "The claim",
    "subject": "What is claimed of it",
    "object": "What is claimed of others with it",
    "group": "What is counted among it",
    "speaker": "What it says of others",
    "source": "What it claims",
}
_MOST_MENTIONS = 5  # passages shown that only name a thing; the JSON has them all


def render(explanation: Explanation) -> str:
    """The explanation as text, the quoted words between « and » in their sentences; the same for the same graph."""
    lines = [*_head(explanation)]
    part: Part | None = None
    for reason in explanation.reasons:
        if reason.part != part:
            part = reason.part
            lines += ["", _HEADS[part]]
        lines += ["", *_reason(reason, explanation.content)]
    lines += _unclaimed(explanation)
    lines += _mentions(explanation.mentions)
    return "\n".join(lines) + "\n"


def _head(explanation: Explanation) -> Iterator[str]:
    thing, article = explanation.thing, explanation.article
    if thing:
        yield shown(thing.label)
        kinds = [name_in_words(thing.cls or "thing"), *map(name_in_words, thing.event_types), name_in_words(thing.status)]
        yield f"  {', '.join(dict.fromkeys(kind for kind in kinds if kind))}; {thing.id}"
        if thing.alt_labels:
            yield f"  also called {', '.join(map(shown, thing.alt_labels))}"
        if thing.point:
            yield f"  at {thing.point[0]}, {thing.point[1]} ({thing.place_precision or 'precision unknown'})"
        if thing.matches:
            yield f"  the same as {', '.join(thing.matches)}"
    elif article:
        yield shown(article.headline or article.label)
        day = f", published {article.published.isoformat()}" if article.published else ""
        yield f"  article {article.id}{day}"
    else:
        yield saying(explanation.content.claims[explanation.iri], explanation.content)
    if not explanation.reasons:
        yield "  no claim is about it"


def _reason(reason: Reason, content: Content) -> Iterator[str]:
    claim = reason.claim
    yield f"  {telling(claim, content) if reason.part == 'subject' else saying(claim, content)}"
    certainty = "" if claim.confidence is None else f", certainty {claim.confidence:g}"
    rule = f", rule {shown(claim.rule)}" if claim.rule else ""
    yield f"    {claim.basis or 'told'}{certainty}{rule}; {_speaker(claim, content)}"
    for quote in reason.quotes:
        yield f"    {_marked(quote)}"
        yield f"      {_place(quote)}"
    if not reason.quotes:
        yield f"    no words are given; source {content.label(claim.article) or 'unknown'}"
    yield f"    {_short(claim.iri)}"
    for other in claim.contradicts:
        told = content.claims.get(other)
        words = f": {saying(told, content)}, {_speaker(told, content)}" if told else ""
        yield f"    cannot be true together with {_short(other)}{words}"


def _speaker(claim: Claim, content: Content) -> str:
    article = content.articles.get(claim.article)
    voice = f"article {article.id}" if article else "its source"
    return f"said by {shown(content.label(claim.speaker))} in {voice}" if claim.speaker else f"said by {voice} itself"


def _marked(quote: Quote) -> str:
    """The sentence with the quote marked in it."""
    end = quote.offset + len(quote.quote)
    before, words, after = quote.sentence[: quote.offset], quote.sentence[quote.offset : end], quote.sentence[end:]
    left, right = (" " if before[-1:].isspace() else ""), (" " if after[:1].isspace() else "")
    return f"{shown(before)}{left}«{shown(words)}»{right}{shown(after)}"


def _place(quote: Quote) -> str:
    return shown(quote.article) + ("" if quote.start is None else f", characters {quote.start}-{quote.end}")


def _unclaimed(explanation: Explanation) -> Iterator[str]:
    if explanation.unclaimed:
        yield ""
        yield "Asserted without any claim"
    for subject, property_, object_ in explanation.unclaimed:
        label = explanation.content.label
        yield f"  {shown(label(subject))} {property_} {shown(label(object_))}"


def _mentions(mentions: Sequence[Quote]) -> Iterator[str]:
    if mentions:
        yield ""
        yield f"Where it is named ({len(mentions)})"
    for quote in mentions[:_MOST_MENTIONS]:
        yield f"  {_marked(quote)}"
        yield f"    {_place(quote)}"
    if len(mentions) > _MOST_MENTIONS:
        yield f"  and in {len(mentions) - _MOST_MENTIONS} more places; --json gives them all"


def _short(iri: str) -> str:
    return "claim/" + iri.rpartition("/claim/")[2] if "/claim/" in iri else iri


# --- JSON ------------------------------------------------------------------------------------------------------------


def to_json(explanation: Explanation) -> Json:
    """The explanation as values for JSON: `iri`, `id`, `label`, `class`, `claims`, `unclaimed` and `mentions`.

    A claim has the keys of the JSON of `kg extract` where it says the same (`basis`, `confidence`, `rule`, `evidence`, the bounds);
    things in it are objects of `iri`, `id` and `label`.
    """
    content, thing, article = explanation.content, explanation.thing, explanation.article
    return {
        "iri": explanation.iri,
        "id": thing.id if thing else article.id if article else _short(explanation.iri),
        "label": content.label(explanation.iri) if thing or article else saying(content.claims[explanation.iri], content),
        "class": thing.cls if thing else "NewsArticle" if article else content.claims[explanation.iri].cls,
        "claims": [_reason_json(reason, content) for reason in explanation.reasons],
        "unclaimed": [
            {"subject": named_json(s, content), "predicate": p, "object": named_json(o, content)} for s, p, o in explanation.unclaimed
        ],
        "mentions": [_quote_json(quote) for quote in explanation.mentions],
    }


def _reason_json(reason: Reason, content: Content) -> Json:
    return {"part": reason.part, **claim_json(reason.claim, content), "evidence": [_quote_json(quote) for quote in reason.quotes]}


def _quote_json(quote: Quote) -> Json:
    place = {"article": quote.article, "start": quote.start, "end": quote.end}
    return {**place, "quote": quote.quote, "sentence": quote.sentence, "offset": quote.offset}
