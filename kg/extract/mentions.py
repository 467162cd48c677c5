"""Mentions: what a word of a sentence stands for, by its name or by the noun that describes it.

Names are written down for the whole document at once (`write_names`), with the names inside them and the relations
that a name's own words state: a ministry is part of its state, a titled person holds the post. Descriptions
("the gunmen", "a military camp in X") are written down when a rule asks for them (`of`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.draft import Draft, core_text
from kg.extract.line import Name
from kg.extract.tree import Sentence, Word
from kg.model import Span
from kg.reading import Mention

STATE_BODIES = ("GovernmentBody", "MilitaryForce")
ORGANISATIONS = ("Organisation", "GovernmentBody", "MilitaryForce", "ArmedGroup", "InternationalOrganisation", "Mission")
RULES_OF_NAMES = frozenset(("titled-person", "polity-before-post", "polity-in-name", "land-in-mission-name", "organisation-in-mission-name"))
PARTS = frozenset(("part", "outskirt", "outskirts", "suburb", "centre", "center", "north", "south", "east", "west", "side", "rest"))
COLLECTIVES = frozenset(
    ("people", "troop", "personnel", "patrol", "unit", "squad", "platoon", "crew", "family", "crowd", "mob", "gang", "team", "contingent")
    + ("column", "group", "band", "delegation", "couple", "force", "staff", "public", "population", "company", "detachment")
)
ARMED_KINDS = frozenset(("military", "police", "armed", "attacker"))


@dataclass(frozen=True, slots=True)
class Described:
    """What a common noun stands for: a class, with the kind its table gives and where its words begin."""

    cls: str
    kind: str
    first: int
    facility_type: str = ""


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
        elif name.cls == "Post":
            draft.relate(ref, "org:postIn", inner, sentence.paragraph.span(name.first, name.last), "polity-before-post")
        elif name.cls in STATE_BODIES and part.cls in ("State", "adjective", *STATE_BODIES):
            draft.relate(ref, "sikg:partOf", inner, whole, "polity-in-name")
        elif name.cls == "Mission" and part.cls in ("State", "adjective"):
            if part.first > name.first:
                draft.relate(ref, "sikg:operatesIn", inner, whole, "land-in-mission-name", current=True)
        elif name.cls == "Mission":
            draft.relate(ref, "sikg:partOf", inner, whole, "organisation-in-mission-name", current=True)


# --- what a word stands for --------------------------------------------------------------------------------


def of(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    """The reference of the mention that a word heads; None where it stands for nothing that the model holds."""
    if word.name is not None:
        return _of_name(draft, sentence, word)
    if word.tag in ("WDT", "WP") and word.dep in ("nsubj", "nsubjpass", "dobj"):
        verb = sentence.head(word)
        return of(draft, sentence, sentence.head(verb)) if verb.dep == "relcl" else None
    if any(c.lower == "no" for c in sentence.children(word, "det")):
        return None
    place = place_word(draft, sentence, word)
    if place is not None:
        return _of_name(draft, sentence, place)
    described = describe(draft, sentence, word)
    return _of_description(draft, sentence, word, described) if described else None


def place_word(draft: Draft, sentence: Sentence, word: Word) -> Word | None:
    """The name that a noun for a place stands before or after: "the town of X", "X province", "part of X"."""
    if word.name is not None or not word.tag.startswith("NN"):
        return None
    if word.lemma not in PARTS and draft.lexicon.places.ending([w.lemma for w in sentence.words], word.i + 1) is None:
        return None
    before = next((c for c in sentence.children(word, "compound", "nmod", "amod") if c.name is not None and c.name.cls == "Place"), None)
    if before is not None:
        return before
    for prep, name in sentence.prepositions(word, "of"):
        name = (place_word(draft, sentence, name) or name) if word.lemma in PARTS else name
        if name.name is not None and name.name.cls in ("Place", "State") and prep.i == word.i + 1:
            return name
    for name in (*sentence.children(word, "poss", "appos"), *sentence.words[word.i + 1 : word.i + 2]):
        if name.name is not None and name.name.cls == "Place":
            return name
    return None


def _of_name(draft: Draft, sentence: Sentence, word: Word) -> str | None:
    assert word.name is not None
    if word.name.cls in ("Meeting", "MilitaryOperation", "modifier"):
        return None
    return _write(draft, sentence, word.name)


def describe(draft: Draft, sentence: Sentence, word: Word) -> Described | None:
    """What class of thing a common noun describes, by the lexicon."""
    if not word.tag.startswith(("NN", "JJ", "VBG")) or word.name is not None:
        return None
    lexicon = draft.lexicon
    words = [w.lemma if w.name is None else "" for w in sentence.words]
    lower = [w.lower if w.name is None else "" for w in sentence.words]
    end = word.i + 1
    for sequence in (words, lower):
        if site := lexicon.sites.ending(sequence, end):
            return Described(site[0].cls, "site", site[1], site[0].facility_type)
        if noun := lexicon.organisation_nouns.ending(sequence, end):
            group = lexicon.groups.ending(sequence, end)
            plural = word.tag == "NNS" and group is not None and group[1] == noun[1]
            if group is None or (noun[1] <= group[1] and not plural):
                return Described(noun[0].cls, "organisation", noun[1])
        if people := lexicon.groups.ending(sequence, end):
            plural = word.tag == "NNS" or people[0].value == "police" or words[end - 1] in COLLECTIVES
            return Described("Group" if plural else "Person", people[0].value, people[1])
        if asset := lexicon.assets.ending(sequence, end):
            return Described("Asset", asset[0].value, asset[1])
    if (post := lexicon.posts.ending(lower, end)) and word.tag != "NNS":
        return Described("Person", "official", post[1])
    return None


def _of_description(draft: Draft, sentence: Sentence, word: Word, described: Described) -> str | None:
    owner = modifier_name(sentence, word, ORGANISATIONS)
    if described.kind == "organisation" and owner is not None and owner.name and owner.name.cls in ("ArmedGroup", described.cls):
        return _rename(draft, sentence, word, owner)
    span = described_span(draft, sentence, word, described)
    label = label_of(draft, sentence.span(_after_number(draft, sentence, word), word.i + 1) if described.cls in ("Group", "Person") else span)
    return draft.add_mention(
        Mention(
            ref="",
            span=span,
            cls=described.cls,
            label=label,
            facility_type=described.facility_type,
            rule=f"described-{described.kind}",
            core=sentence.phrase_span(word),
        )
    )


def _after_number(draft: Draft, sentence: Sentence, word: Word) -> int:
    """Where a phrase begins after its numbers: "troops" in "more than a dozen troops"."""
    first, _ = sentence.phrase(word)
    words = [w.lower for w in sentence.words]
    for at in range(word.i - 1, first - 1, -1):
        here = sentence.words[at]
        if here.tag == "CD" or here.dep in ("nummod", "quantmod") or draft.lexicon.numbers.get(here.lower) or draft.lexicon.quantities.at(words[:word.i], at):
            return at + 1
    return first


def _rename(draft: Draft, sentence: Sentence, word: Word, owner: Word) -> str | None:
    """ "the X militant group": the whole phrase mentions X."""
    inner = _of_name(draft, sentence, owner)
    if inner is None:
        return None
    mention = draft.mention(inner)
    return draft.add_mention(
        Mention(ref="", span=sentence.phrase_span(word), cls=mention.cls, name=mention.name, known=mention.known, rule="name-and-noun", core=mention.core)
    )


def modifier_name(sentence: Sentence, word: Word, classes: tuple[str, ...]) -> Word | None:
    """A name of one of the classes that stands before a noun as its modifier."""
    found = [
        c
        for c in sentence.children(word, "compound", "nmod", "amod", "poss", "appos")
        if c.name is not None and c.name.cls in classes and c.i < word.i
    ]
    return found[-1] if found else None


def described_span(draft: Draft, sentence: Sentence, word: Word, described: Described) -> Span:
    """A description's words: its phrase, and for a site also where it is and whom it hosts."""
    first, last = sentence.phrase(word)
    if described.kind == "site":
        for _, place in site_places(draft, sentence, word, "in", "at", "near", "of", "on"):
            last = max(last, place.i + 1)
        for clause in sentence.children(word, "acl"):
            if clause.lemma in ("host", "house") and clause.tag == "VBG":
                last = max(last, clause.i + 1, *(o.i + 1 for o in guests(sentence, clause)))
    return sentence.span(first, last)


def guests(sentence: Sentence, clause: Word) -> tuple[Word, ...]:
    """Whom a "hosting" clause names: its objects, or the noun phrase right after it wherever the parser hung it."""
    own = sentence.objects(clause)
    if own:
        return own
    for word in sentence.words[clause.i + 1 : clause.i + 7]:
        if word.is_verb or word.tag in ("IN", ",", "."):
            break
        if word.is_noun and word.dep not in ("compound", "amod", "nmod", "poss"):
            return (word,)
    return ()


def site_places(draft: Draft, sentence: Sentence, word: Word, *prepositions: str) -> Iterator[tuple[Word, Word]]:
    """The places a site is told to be at: objects of its prepositions, and of one right after it wherever it hangs."""
    seen = set[int]()
    after = sentence.words[word.i + 1 : word.i + 4]
    near = [w for w in after[1:] if w.lower not in ("the",)][:1] if after and after[0].lower in prepositions else []
    for prep, noun in (*sentence.prepositions(word, *prepositions), *((after[0], w) for w in near)):
        place = place_word(draft, sentence, noun) or noun
        if place.name is not None and place.name.cls in ("Place", "State", "Facility") and place.i not in seen:
            seen.add(place.i)
            yield prep, place


def label_of(draft: Draft, span: Span) -> str:
    """A description as a label: without article, in one line, known names as the catalogue writes them."""
    text = span.quote
    inside = sorted((m for m in draft.mentions if m.known and m.core and span.contains(m.core) and m.cls != "State"), key=lambda m: -m.span.start)
    for mention in inside:
        known = draft.catalogue.known.get(mention.known)
        if known is not None and mention.core is not None and mention.core.quote.casefold() == known.label.casefold():
            text = text[: mention.core.start - span.start] + known.label + text[mention.core.end - span.start :]
    words = text.split()
    while words and words[0].casefold() in ("the", "a", "an", "some", "its", "their"):
        words = words[1:]
    return " ".join(words)


def of_argument(draft: Draft, sentence: Sentence, modifier: Word) -> str | None:
    """The mention of the name inside a modifier: Somalia in "Somalia-based"."""
    return _write(draft, sentence, modifier.name.parts[0]) if modifier.name is not None and modifier.name.parts else None


def of_part(draft: Draft, sentence: Sentence, part: Name) -> str | None:
    """The mention of a name inside another name."""
    return _write(draft, sentence, part)


def is_public_post(draft: Draft, ref: str) -> bool:
    """Whether a post's words belong to the offices of a state: it names a portfolio, as "Defence Secretary" does."""
    return any(word.casefold() in draft.lexicon.portfolios for word in draft.mention(ref).name.split())
