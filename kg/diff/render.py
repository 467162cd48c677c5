"""A difference as text for people, thing by thing, and as JSON for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.graph.claim_json import claim_json, passage_json
from kg.graph.content import Article, Claim, Content, Passage, Thing
from kg.graph.order import natural
from kg.graph.statements import first_place, shown, telling, value_of
from kg.graph.terms import Quad, to_nquads
from kg.graph.wording import name_in_words
from kg.model import Bounds

if TYPE_CHECKING:
    from kg.diff.comparison import Change, Changes, Difference
    from kg.graph.terms import Triple

Json = dict[str, Any]

_IN_VALUE = frozenset(("object", "bounds", "kind", "among", "lower", "best", "upper"))  # of a claim: what its value is worded from
_NAMES = {"mentioned": "named in", "passages": "words", "point": "position", "matches": "same as", "cls": "class"}


def render(difference: Difference) -> str:
    """The difference as text: + is only in the new graph, - only in the old one, ~ in both with other values."""
    lines = [*_articles(difference.articles)]
    lines += _things(difference)
    told = [("+", triple) for triple in difference.added] + [("-", triple) for triple in difference.removed]
    if told:
        lines += ["triples that are of no article, thing or claim", *(f"  {sign} {_written(triple)}" for sign, triple in told)]
    return "".join(line + "\n" for line in lines)


def _articles(changes: Changes[Article]) -> Iterator[str]:
    for sign, articles in (("+", changes.added), ("-", changes.removed)):
        for article in articles:
            yield f"{sign} article {article.id}  {shown(article.headline or article.label)}"
    for change in changes.changed:
        yield f"~ article {change.new.id}"
        yield from (f"    {line}" for line in _values(change))


def _things(difference: Difference) -> Iterator[str]:
    """Every thing that differs or of which another thing is claimed, with what is claimed of it."""
    told = [(claim, [f"    + {_claim(claim, difference.new)}"]) for claim in difference.claims.added]
    told += [(claim, [f"    - {_claim(claim, difference.old)}"]) for claim in difference.claims.removed]
    told += [(change.new, [*_changed_claim(change, difference)]) for change in difference.claims.changed]
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for claim, lines in sorted(told, key=lambda one: first_place(one[0])):
        claims[claim.subject] += lines
    signs = {thing.iri: "+" for thing in difference.things.added} | {thing.iri: "-" for thing in difference.things.removed}
    values = {change.new.iri: [f"    {line}" for line in _values(change)] for change in difference.things.changed}
    for iri in sorted({*signs, *values, *claims}, key=natural):
        sign = signs.get(iri, "~" if iri in values else " ")
        content = difference.old if sign == "-" else difference.new
        thing = content.things.get(iri)
        kind = f" ({name_in_words(thing.cls)})" if thing and thing.cls else ""
        yield f"{sign} {thing.id if thing else iri}  {shown(content.label(iri))}{kind}"
        yield from values.get(iri, ())
        yield from claims.get(iri, ())


def _claim(claim: Claim, content: Content) -> str:
    quotes = " … ".join(f"«{shown(passage.quote)}»" for passage in claim.passages)
    return f"{telling(claim, content)} ({_source(claim, content)}) {quotes}".rstrip()


def _source(claim: Claim, content: Content) -> str:
    article = content.articles.get(claim.article)
    voices = [shown(content.label(claim.speaker))] if claim.speaker else []
    voices += [f"article {article.id}"] if article else []
    return ", ".join([claim.basis or "told", *voices])


def _changed_claim(change: Change[Claim], difference: Difference) -> Iterator[str]:
    old, new = telling(change.old, difference.old), telling(change.new, difference.new)
    value = f"{old} -> {value_of(change.new, difference.new)}" if old != new else new
    yield f"    ~ {value} ({_source(change.new, difference.new)})"
    shown_already = _IN_VALUE if old != new else frozenset[str]()
    yield from (f"        {line}" for line in _values(change, without=shown_already))


def _values(change: Change[Any], without: frozenset[str] = frozenset()) -> Iterator[str]:
    """A line for each value that differs; of several values only those that differ."""
    for name in change.values:
        old, new = getattr(change.old, name), getattr(change.new, name)
        if name == "mentioned":
            yield _places(len(old), len(new))
        elif name not in without:
            words = _NAMES.get(name, name_in_words(name.replace("_", "-")))
            yield f"{words}: {_word(old, apart_from=new)} -> {_word(new, apart_from=old)}"


def _places(old: int, new: int) -> str:
    words = f"named in {new} {'place' if new == 1 else 'places'}"
    return f"{words}, not all at the same characters" if old == new else f"{words}, before in {old}"


def _word(value: object, apart_from: object = None) -> str:
    if isinstance(value, Passage):
        return f"«{shown(value.quote)}» {value.start}-{value.end}"
    if isinstance(value, Bounds):
        days = (value.begin_earliest, value.begin_latest, value.end_earliest, value.end_latest)
        return " ".join(str(day) if day else "?" for day in days)
    if isinstance(value, tuple) and value and all(isinstance(number, float) for number in value):
        return ", ".join(map(str, value))
    if isinstance(value, tuple):
        others = apart_from if isinstance(apart_from, tuple) else ()
        return "; ".join(_word(item) for item in value if item not in others) or "nothing"
    return "nothing" if value in (None, "") else shown(str(value)).rpartition("/id/")[2]


def _written(triple: Triple) -> str:
    return to_nquads(Quad(*triple))


# --- JSON ------------------------------------------------------------------------------------------------------------


def to_json(difference: Difference) -> Json:
    """The difference as values for JSON.

    `articles`, `things` and `claims` each have `added`, `removed` (objects) and `changed` (`old`, `new`, and the names of the `values`
    that differ); `triples` has `added` and `removed` in N-Triples. `same` says that there is no difference.
    """
    return {
        "same": not difference,
        "articles": _changes_json(difference.articles, difference),
        "things": _changes_json(difference.things, difference),
        "claims": _changes_json(difference.claims, difference),
        "triples": {"added": [*map(_written, difference.added)], "removed": [*map(_written, difference.removed)]},
    }


def _changes_json(changes: Changes[Any], difference: Difference) -> Json:
    return {
        "added": [_json(item, difference.new) for item in changes.added],
        "removed": [_json(item, difference.old) for item in changes.removed],
        "changed": [
            {"old": _json(change.old, difference.old), "new": _json(change.new, difference.new), "values": list(change.values)}
            for change in changes.changed
        ],
    }


def _json(item: Article | Thing | Claim, content: Content) -> Json:
    if isinstance(item, Claim):
        return claim_json(item, content)
    return {field.name: _value(getattr(item, field.name), content) for field in fields(item)}


def _value(value: object, content: Content) -> Any:  # noqa: ANN401 -- whatever JSON has
    if isinstance(value, Passage):
        return passage_json(value, content)
    if isinstance(value, tuple):
        return [_value(item, content) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def counted(difference: Difference) -> str:
    """How many articles, things and claims were added, removed and changed, in words."""
    rows: Iterable[tuple[str, Changes[Any]]] = (
        ("articles", difference.articles),
        ("things", difference.things),
        ("claims", difference.claims),
    )
    told = [f"{name}: {len(c.added):,} added, {len(c.removed):,} removed, {len(c.changed):,} changed" for name, c in rows]
    other = f"other triples: {len(difference.added):,} added, {len(difference.removed):,} removed"
    return "; ".join([*told, other])
