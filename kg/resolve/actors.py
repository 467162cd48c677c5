"""Which mentions of a document are one thing, and what it is called.

Known things are one by their catalogue id; bodies of a state by the state and the words of the body, in either
order and spelling; persons by surname where the fuller name came before; others by their name or abbreviation.
Descriptions are one with what the grammar linked them to, else each its own. Across documents see `judgements`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from kg.catalogue import Catalogue, Known
from kg.iris import slug
from kg.lexicon import Lexicon
from kg.model import Entity, Span
from kg.reading import Mention, Reading
from kg.tables import folded

KINDS = {
    "State": "state",
    "Person": "person",
    "Post": "post",
    "Group": "group",
    "Place": "place",
    "Facility": "facility",
    "MilitaryBase": "base",
    "Asset": "asset",
}
LONGEST_ABBREVIATION = 6  # letters; longer words in capitals are shouted, as in date lines
GATHERED = frozenset(("group", "groups", "band", "bands", "gang", "gangs"))
WITH_NOUN = ("name-and-noun", "described-organisation")  # rules of mentions whose words also hold a common noun
BODIES = frozenset(("mafia", "mafias", "cartel", "cartels", "syndicate", "syndicates"))  # unnamed, they are organisations still
SPELLED_ALIKE = 85  # of 100: how alike two spellings of one name are
LITTLE = frozenset(("the", "of", "for", "and", "a", "an", "in", "s"))
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Actors:
    """The entities of a document, and the entity that each mention belongs to."""

    entities: tuple[Entity, ...]
    of: Mapping[str, str]  # mention reference -> entity id


class _Joined:
    """References joined into sets; a set is known by its earliest reference."""

    def __init__(self, refs: Iterable[str]) -> None:
        self._parent = {ref: ref for ref in refs}

    def root(self, ref: str) -> str:
        while self._parent[ref] != ref:
            ref = self._parent[ref]
        return ref

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self.root(a), self.root(b)), key=lambda r: int(r[1:]))
        self._parent[second] = first


@dataclass(frozen=True)
class Resolver:
    """Resolution of mentions over a lexicon and a catalogue."""

    lexicon: Lexicon
    catalogue: Catalogue

    def entities(self, reading: Reading, needed: frozenset[str]) -> Actors:
        """The entities of a reading: all that are named, and of the described ones those that are needed."""
        clusters = self._clusters(reading)
        taken: dict[str, str] = {}
        out, of = [], {}
        for cluster in clusters:
            if not any(m.name for m in cluster) and not any(m.ref in needed for m in cluster):
                continue
            entity = self._entity(reading, cluster, taken)
            out.append(entity)
            of.update({m.ref: entity.id for m in cluster})
        return Actors(tuple(sorted(out, key=lambda e: (e.mentions[0].start, e.id))), of)

    # --- clusters -----------------------------------------------------------------------------------------

    def _clusters(self, reading: Reading) -> list[list[Mention]]:
        reading = replace(reading, mentions=self._as_told(reading.mentions))
        joined = _Joined([m.ref for m in reading.mentions])
        seen: dict[tuple[str, ...], str] = {}
        for mention in sorted(reading.mentions, key=lambda m: m.span.start):
            for key in self._keys(mention):
                joined.join(seen.setdefault(key, mention.ref), mention.ref)
        for short, full in self._fuller(reading.mentions):
            joined.join(short, full)
        for a, b, _ in reading.same:
            if a.startswith("m") and b.startswith("m"):
                joined.join(a, b)
        groups: dict[str, list[Mention]] = {}
        for mention in reading.mentions:
            groups.setdefault(joined.root(mention.ref), []).append(mention)
        return [sorted(g, key=lambda m: (m.span.start, m.span.end)) for g in groups.values()]

    def _fuller(self, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
        """Mentions of persons by part of a name, each with one by the fuller name: "Oqueli" and "Hector Oqueli Colindres".

        Of several that bear the part, the last one told before is meant, else the first told after. A given name alone is none.
        """
        people = sorted((m for m in mentions if m.cls == "Person" and m.name and not m.known), key=lambda m: m.span.start)
        words = {m.ref: self._words(m.name) for m in people}
        for m in people:
            short = words[m.ref]
            if not short or (len(short) == 1 and short[0] in self.lexicon.given_names):
                continue
            fuller = [o for o in people if len(words[o.ref]) > len(short) and _is_part(short, words[o.ref])]
            before = [o for o in fuller if o.span.start < m.span.start]
            if fuller:
                yield m.ref, (before[-1] if before else fuller[0]).ref

    def _as_told(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions, an abbreviation that the text itself spells out standing for that and for nothing known."""
        told = {self._words(m.alias): m.known for m in mentions if m.alias}
        return tuple(replace(m, known=told[w]) if m.name and (w := self._words(m.name)) in told and not m.alias else m for m in mentions)

    def _keys(self, m: Mention) -> list[tuple[str, ...]]:
        """What a mention may be known by; two mentions that share a key are one thing."""
        if not m.name:
            return []
        if m.known:
            return [("known", m.known)]
        words = self._words(m.name)
        if m.cls == "Person":
            return [("person", *words)]
        if m.polity:
            state = self.catalogue.states[m.polity]
            own = {w for n in (*state.names, *state.adjectives) for w in self._words(n)}
            return [(("post" if m.cls == "Post" else "body"), m.polity, *sorted(set(words) - own - LITTLE))]
        kind = "post" if m.cls == "Post" else "name"
        keys = [(kind, *(w for w in words if w not in LITTLE))]
        if m.alias:
            keys.append((kind, *self._words(m.alias)))
        return keys

    def _words(self, text: str) -> tuple[str, ...]:
        text = re.sub(r"['’]s\b", "", text).replace(".", "")
        return tuple(self.lexicon.spelling.get(w, w) for w in (w.casefold() for w in _WORDS.findall(text)))

    # --- one entity ---------------------------------------------------------------------------------------

    def _entity(self, reading: Reading, cluster: Sequence[Mention], taken: dict[str, str]) -> Entity:
        named = [m for m in cluster if m.name]
        mixed = any(not m.name.isupper() for m in named)
        best = max(named, key=lambda m: _naming(m, mixed=mixed)) if named else cluster[0]
        known_id = next((m.known for m in cluster if m.known), "")
        state = self.catalogue.states.get(known_id)
        known = self.catalogue.known.get(known_id)
        cls = "State" if state else known.cls if known else self._class(cluster)
        label = state.label if state else known.label if known else self._label(best) if best.name else best.label
        mentions = _spans(cluster)
        alts = _alternatives(cluster, label, state.names if state else ())
        if known is not None and cls == "ArmedGroup":
            alts = tuple(sorted({*alts, *_by_which_it_is_sought(known)}))
        facility = next((m.facility_type for m in cluster if m.facility_type), "") or (known.facility_type if known else "")
        return Entity(
            id=_unique(taken, known_id or self._id(reading, cls, label, best), reading.document, mentions[0]),
            cls=cls,
            label=label,
            mentions=mentions,
            named=bool(named),
            alt_labels=alts,
            iso_alpha2=state.iso2 if state else None,
            facility_type=facility or None,
            rank=next((m.rank for m in cluster if m.rank), None),
            links=(("catalogue", known_id),) if known else (),
        )

    def _class(self, cluster: Sequence[Mention]) -> str:
        """The class most mentions agree on; a class that words tell beats one that the name tagger guessed."""
        told = [m.cls for m in cluster if m.rule in ("described-organisation", "beside-armed-group-noun", "named-with-its-fighters")]
        sure = told or [m.cls for m in cluster if m.name and m.rule not in ("name-tagger", "after-place-preposition")]
        classes = sure or [m.cls for m in cluster if m.name] or [m.cls for m in cluster]
        cls = max(sorted(set(classes)), key=lambda c: (classes.count(c), c != "Organisation"))
        head = "".join(cluster[0].label.casefold().split()[-1:])
        gathered = (cls == "ArmedGroup" and head not in BODIES) or (cls == "Organisation" and head in GATHERED)
        return "Group" if gathered and not any(m.name for m in cluster) else cls  # "a leftist group": which one is not said

    def _label(self, m: Mention) -> str:
        label = re.sub(r"['’]s\b", "", m.name) if m.polity else m.name
        return " ".join(label.split())

    def _id(self, reading: Reading, cls: str, label: str, best: Mention) -> str:
        kind = KINDS.get(cls, "org")
        polity = self.catalogue.states.get(best.polity) if best.cls == "Post" else None
        name = slug(f"{polity.label} {label}" if polity else label)
        if best.name:
            return f"{kind}/{name}"
        digest = hashlib.sha256(f"{reading.document}:{best.span.start}:{best.span.quote}".encode()).hexdigest()[:6]
        return f"{kind}/{name}-{digest}"


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether words stand in a fuller name: side by side, or in order from its first word on; a first word alone does not."""
    size = len(short)
    if any(full[i : i + size] == short for i in range(1 if size == 1 else 0, len(full) - size + 1)):
        return True
    rest = iter(full)
    return size > 1 and full[0] == short[0] and all(word in rest for word in short)


def _naming(m: Mention, *, mixed: bool) -> tuple[bool, bool, bool, int, int]:
    """How good a mention is as a name: not shouted where others are in mixed case, without a possessive, without abbreviation, long, early."""
    shouted = mixed and m.name.isupper() and len(m.name) > LONGEST_ABBREVIATION
    return (not shouted, "’s" not in m.name and "'s" not in m.name, "." not in m.name, len(m.name), -m.span.start)


def _spans(cluster: Iterable[Mention]) -> tuple[Span, ...]:
    """The words of each mention; of a name with a noun that tells what it is ("the X militant group"), the name alone."""
    named = ((m.core or m.span) if m.name and m.rule in WITH_NOUN else m.span for m in cluster)
    return tuple(sorted({*named, *(m.alias_span for m in cluster if m.alias_span is not None)}))


def _alternatives(cluster: Sequence[Mention], label: str, state_names: Sequence[str]) -> tuple[str, ...]:
    """Other names that the text itself uses; of a state, not its adjectives."""
    names = {" ".join(n.split()) for m in cluster for n in (m.name, m.alias) if n}
    return tuple(sorted(n for n in names if n != label and (not state_names or n in state_names)))


def _by_which_it_is_sought(known: Known) -> Iterator[str]:
    """The abbreviations of a known group and the spellings of its name, by which readers and other data sets look for it."""
    label = folded(known.label).replace(" ", "")
    for name in known.names:
        short = name.isupper() and len(name) <= LONGEST_ABBREVIATION
        if name != known.label and (short or ratio(folded(name).replace(" ", ""), label) >= SPELLED_ALIKE):
            yield name


def _unique(taken: dict[str, str], id: str, document: str, span: Span) -> str:
    """The id, with a short hash where another thing of the document has it already."""
    if id in taken:
        id = f"{id}-{hashlib.sha256(f'{document}:{span.start}'.encode()).hexdigest()[:6]}"
    taken[id] = document
    return id
