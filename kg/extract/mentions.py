"""Mentions: what a word of a sentence stands for, by its name or by the noun that describes it.

Names are written down for the whole document at once (`write_names`), with the names inside them and the relations
that a name's own words state: a ministry is part of its state, a titled person holds the post. Descriptions
("the gunmen", "a military camp in X") are written down when a rule asks for them (`of`).
"""

from __future__ import annotations

from kg.extract import descriptions, nationals
from kg.extract.draft import Described, Draft, core_text
from kg.extract.line import Name
from kg.extract.tree import Sentence, Word
from kg.model import Span
from kg.reading import Mention

THINGS = ("Asset", "Facility")  # described by their noun; where they are and how many is told beside it
STATE_BODIES = ("GovernmentBody", "MilitaryForce")
ORGANISATIONS = ("Organisation", "GovernmentBody", "MilitaryForce", "ArmedGroup", "InternationalOrganisation", "Mission")
RULES_OF_NAMES = frozenset(
    ("titled-person", "polity-before-post", "polity-in-name", "land-in-mission-name", "organisation-in-mission-name")
)


# --- names -------------------------------------------------------------------------------------------------


def write_names(draft: Draft) -> None:
    """Write down every name of the document and what its own words say."""
    for sentence in draft.sentences:
        for word in sentence.words:
            if word.name is not None:
                _write(draft, sentence, word.name)


def _write(draft: Draft, sentence: Sentence, name: Name) -> str | None:
    """The reference of a name's mention, after writing down the names inside it."""
    if name.cls in ("Meeting", "MilitaryOperation"):
        for part in name.parts:
            _write(draft, sentence, part)
        return None
    if name.cls == "modifier":
        return _write(draft, sentence, name.parts[0])
    paragraph = sentence.paragraph
    span, core = paragraph.span(name.first, name.last), paragraph.span(*name.core)
    if name.cls == "Person":
        span = core
    cls = "State" if name.cls in ("adjective", "people") else name.cls
    alias = paragraph.span(*name.alias) if name.alias else None
    if alias is not None:
        span = core
    polity = next((p.known for p in name.parts if p.cls in ("State", "adjective")), "")
    ref = draft.add_mention(
        Mention(
            ref="",
            span=core if name.cls == "Post" else span,
            cls=cls,
            name=core_text(sentence, name),
            known=name.known,
            alias=alias.quote if alias else "",
            alias_span=alias,
            rank=paragraph.span(*name.rank).quote if name.rank else "",
            facility_type=name.facility_type,
            rule=name.rule,
            core=core,
            polity=polity if name.cls in (*STATE_BODIES, "Post") else "",
        )
    )
    _own_relations(draft, sentence, name, ref, paragraph.span(name.first, name.last))
    return ref


def _own_relations(draft: Draft, sentence: Sentence, name: Name, ref: str, whole: Span) -> None:
    """What a name states by its own words."""
    for part in name.parts:
        inner = _write(draft, sentence, part)
        if name.cls == "Person" and part.cls == "Post":
            draft.relate(ref, "org:holds", inner, whole, "titled-person", current=True, confidence=0.95)
        elif name.cls in ("Facility", "MilitaryBase"):
            if part.cls == "Place":
                draft.relate(ref, "sikg:locatedIn", inner, whole, "place-in-name", basis="implied", confidence=0.6)
        elif name.cls == "Post":
            draft.relate(ref, "org:postIn", inner, sentence.paragraph.span(name.first, name.last), "polity-before-post")
        elif name.cls in STATE_BODIES and part.cls in ("State", "adjective", *STATE_BODIES):
            draft.relate(ref, "sikg:partOf", inner, whole, "polity-in-name")
        elif name.cls == "Mission" and part.cls in ("State", "adjective", "Place"):
            if part.first > name.first:
                draft.relate(ref, "sikg:operatesIn", inner, whole, "land-in-mission-name", current=True)
        elif name.cls == "Mission":
            draft.relate(ref, "sikg:partOf", inner, whole, "organisation-in-mission-name", current=True)


# --- what a word stands for --------------------------------------------------------------------------------


def of(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The reference of the mention that a word heads; None where it stands for nothing that the model holds."""
    if word.name is not None:
        return _of_nationals(draft, sentence, word) if nationals.are(sentence, word) else of_name(draft, sentence, word)
    if word.tag in ("WDT", "WP") and word.dep in ("nsubj", "nsubjpass", "dobj"):
        verb = sentence.head(word)
        return of(draft, sentence, sentence.head(verb)) if verb.dep == "relcl" else None
    if sentence.is_none(word):
        return None
    place = descriptions.place_word(draft, sentence, word)
    if place is not None:
        return of_name(draft, sentence, place)
    described = descriptions.describe(draft, sentence, word)
    return _of_description(draft, sentence, word, described) if described else None


def of_name(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The reference of the mention of a word's name: for people told by their state, that state."""
    if word.name is None or word.name.cls in ("Meeting", "MilitaryOperation", "modifier"):
        return None
    return _write(draft, sentence, word.name)


def _of_nationals(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """People told by their state alone, and that they are of that state."""
    if word.name is None:
        return None
    span, kind = sentence.phrase_span(word), nationals.kind(sentence, word)
    first = descriptions.after_number(draft, sentence, word)
    label = descriptions.label_of(draft, sentence.span(first, word.i + 1))
    ref = draft.add_mention(Mention(ref="", span=span, cls=kind, label=label, rule="described-nationals", core=span))
    if kind == "Group":
        draft.relate(ref, "sikg:partOf", _write(draft, sentence, word.name), span, "group-of")
    return ref


def _of_description(draft: Draft, sentence: Sentence, word: Word, described: Described) -> str | None:
    owner = descriptions.modifier_name(sentence, word, ORGANISATIONS)
    if described.kind == "organisation" and owner is not None and owner.name and owner.name.cls in ("ArmedGroup", described.cls):
        return _rename(draft, sentence, word, owner)
    span = descriptions.described_span(draft, sentence, word, described)
    worded = span
    if described.cls in ("Group", "Person"):
        first = max(descriptions.after_number(draft, sentence, word), descriptions.begins(draft, sentence, word))
        worded = sentence.span(first, descriptions.of_whom(draft, sentence, word))
    label = descriptions.label_of(draft, worded)
    return draft.add_mention(
        Mention(
            ref="",
            span=descriptions.thing_span(draft, sentence, word) if described.cls in THINGS else span,
            cls=described.cls,
            label=label,
            facility_type=described.facility_type,
            rule=f"described-{described.kind}",
            core=sentence.phrase_span(word),
        )
    )


def _rename(draft: Draft, sentence: Sentence, word: Word, owner: Word) -> str | None:
    """ "the X militant group": the whole phrase mentions X."""
    inner = of_name(draft, sentence, owner)
    if inner is None:
        return None
    mention = draft.mention(inner)
    return draft.add_mention(
        Mention(
            ref="",
            span=sentence.phrase_span(word),
            cls=mention.cls,
            name=mention.name,
            known=mention.known,
            rule="name-and-noun",
            core=mention.core,
        )
    )


def of_argument(draft: Draft, sentence: Sentence, modifier: Word) -> str | None:
    """The mention of the name inside a modifier: X in "X-based"."""
    return _write(draft, sentence, modifier.name.parts[0]) if modifier.name is not None and modifier.name.parts else None


def of_part(draft: Draft, sentence: Sentence, part: Name) -> str | None:
    """The mention of a name inside another name."""
    return _write(draft, sentence, part)


def is_public_post(draft: Draft, ref: str) -> bool:
    """Whether a post's words belong to the offices of a state: it names a portfolio, as "Defence Secretary" does."""
    return any(word.casefold() in draft.lexicon.portfolios for word in draft.mention(ref).name.split())
