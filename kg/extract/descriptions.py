"""What common nouns describe: a class for a noun by the lexicon, and the words that belong to a description.

A description is what a thing is called that has no name here: "the gunmen", "a military camp in X", "its troops".
Says nothing of which thing it is (`coreference`) and writes nothing down (`mentions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.draft import Described, Draft
from kg.extract.tree import Sentence, Word
from kg.lexicon import ARMED_KINDS, Lexicon, OrganisationWord
from kg.model import Span
from kg.tables import PhraseTable

PARTS = frozenset(("part", "outskirt", "outskirts", "suburb", "centre", "center", "north", "south", "east", "west", "side", "rest"))
# Singular nouns that stand for several people.
COLLECTIVES = frozenset(
    [
        "people",
        "troop",
        "personnel",
        "patrol",
        "unit",
        "squad",
        "platoon",
        "crew",
        "family",
        "crowd",
        "mob",
        "gang",
        "team",
        "contingent",
        "column",
        "group",
        "band",
        "delegation",
        "couple",
        "force",
        "staff",
        "public",
        "population",
        "company",
        "detachment",
    ]
)
# Nouns for some people that are told after "of", and nouns for the people of an organisation.
GATHERED = frozenset(("group", "band", "column", "squad", "gang", "team", "cell", "handful", "contingent", "faction", "commando"))
MEMBERS = frozenset(
    ("member", "element", "wing", "unit", "faction", "cell", "commander", "leader", "operative", "cadre", "activist", "front", "branch")
)
SUPPOSING = frozenset(("suspected", "alleged", "presumed", "supposed"))
HEDGES = SUPPOSING | {"another", "other", "unspecified"}
POINTING = frozenset(("these", "those"))
OWNING = ("ArmedGroup", "Organisation")  # whose fighters a description may name
VAGUE = frozenset(("several", "some", "many", "other", "various", "numerous", "few", "another", "both", "certain"))
DAYS = ("calendar", "weekday", "offset")  # kinds of time phrases that say when
PLURAL = ("NNS", "NNPS")


def describe(draft: Draft, sentence: Sentence, word: Word) -> Described | None:
    """What class of thing a common noun describes: by the people a group is made of, else by the lexicon."""
    made_of = _gathered(draft, sentence, word) if word.lemma in GATHERED else None
    return made_of or _listed(draft, sentence, word)


def _listed(draft: Draft, sentence: Sentence, word: Word) -> Described | None:
    """What the lexicon lists a common noun as."""
    if word.name is not None or not word.tag.startswith(("NN", "JJ", "VBG")):
        return None
    key = sentence.number, word.i
    if key not in draft.listed:
        draft.listed[key] = _look_up(draft.lexicon, sentence, word)
    return draft.listed[key]


def _look_up(lexicon: Lexicon, sentence: Sentence, word: Word) -> Described | None:
    words, lower = sentence.lemmas, sentence.written
    end = word.i + 1
    for sequence in (words, lower):
        if site := lexicon.sites.ending(sequence, end):
            if site[0].cls == "MilitaryBase" and any(p.lower == "for" for p in sentence.children(word, "prep")):
                return Described("Facility", "site", site[1], "civilian")  # a camp for people who fled is no base
            return Described(site[0].cls, "site", site[1], site[0].facility_type)
        if noun := _longest(lexicon.organisation_nouns, words, lower, end):
            group = lexicon.groups.ending(sequence, end)
            plural = word.tag in PLURAL and group is not None and group[1] == noun[1]
            if group is None or (noun[1] <= group[1] and not plural):
                return Described(noun[0].cls, "organisation", noun[1])
        if people := lexicon.groups.ending(sequence, end):
            plural = word.tag in PLURAL or people[0].value == "police" or words[end - 1] in COLLECTIVES
            return Described("Group" if plural else "Person", people[0].value, people[1])
        if asset := lexicon.assets.ending(sequence, end):
            return Described("Asset", asset[0].value, asset[1])
    if (post := lexicon.posts.ending(lower, end)) and word.tag != "NNS":
        return Described("Person", "official", post[1])
    return None


def _longest(
    table: PhraseTable[OrganisationWord], words: Sequence[str], lower: Sequence[str], end: int
) -> tuple[OrganisationWord, int] | None:
    """The longest phrase of a table that ends at a noun, by its lemmas or as it is written ("armed forces")."""
    found = [f for f in (table.ending(words, end), table.ending(lower, end)) if f is not None]
    return min(found, key=lambda f: f[1], default=None)


def _gathered(draft: Draft, sentence: Sentence, word: Word) -> Described | None:
    """A group by the people it is made of: "a group of armed men" is of their kind, and no organisation."""
    for prep, inner in sentence.prepositions(word, "of"):
        described = describe(draft, sentence, inner) if prep.i < inner.i else None
        if described is not None and described.cls in ("Group", "Person"):
            return Described("Group", described.kind, sentence.phrase(word)[0])
    return None


def place_word(draft: Draft, sentence: Sentence, word: Word) -> Word | None:
    """The name that a noun for a place stands before or after: "the town of X", "X province", "part of X"."""
    if word.name is not None or not word.tag.startswith("NN"):
        return None
    if word.lemma not in PARTS and draft.lexicon.places.ending([w.lemma for w in sentence.words], word.i + 1) is None:
        return None
    before = next((c for c in sentence.children(word, "compound", "nmod", "amod") if c.name is not None and c.name.cls == "Place"), None)
    several = before is not None and len(sentence.conjuncts(before)) > 1
    if before is not None and (several or not (word.tag == "NNS" or word.lemma == "capital")):
        return before  # but "the X villages of Y", "the X capital of Y" name Y
    for prep, inner in sentence.prepositions(word, "of"):
        name = (place_word(draft, sentence, inner) or inner) if word.lemma in PARTS else inner
        if name.name is not None and name.name.cls in ("Place", "State") and prep.i == word.i + 1:
            return name
    for name in (*sentence.children(word, "poss", "appos"), *sentence.words[word.i + 1 : word.i + 2]):
        if name.name is not None and name.name.cls == "Place":
            return name
    return before


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
    elif described.cls in ("Group", "Person"):
        owner = modifier_name(sentence, word, OWNING) if described.kind in ARMED_KINDS else None
        hedged = [w.i for w in sentence.words[first : word.i] if w.lower in HEDGES]
        first = max([begins(draft, sentence, word), *(i + 1 for i in hedged)])
        if owner is not None and owner.name is not None and owner.name.alias is not None:
            first = owner.i + 1  # a name with its abbreviation stands for itself: "X Front (XF) rebels"
        last = of_whom(draft, sentence, word)
    return _without_abbreviation(sentence, first, last)


def begins(draft: Draft, sentence: Sentence, word: Word) -> int:
    """Where the words for people begin: after what points back or only supposes, and a day told right before them."""
    first, _ = sentence.phrase(word)
    before = [w.i for w in sentence.words[first : word.i] if w.lower in POINTING | SUPPOSING or _tells_time(draft, w)]
    return max([first, *(i + 1 for i in before)])


def _tells_time(draft: Draft, word: Word) -> bool:
    """Whether a word belongs to a day told right before a noun: "on 26 March rebels burned a bus"."""
    return any(p.span.start <= word.start and word.end <= p.span.end and p.kind in DAYS for p in draft.phrases)


def _without_abbreviation(sentence: Sentence, first: int, last: int) -> Span:
    """The characters of words [first, last), without an abbreviation in brackets after a name that ends them."""
    span, name = sentence.span(first, last), sentence.words[last - 1].name
    if name is None or name.alias is None:
        return span
    end = sentence.paragraph.span(*name.core).end
    return Span(span.start, end, span.quote[: end - span.start])


def of_whom(draft: Draft, sentence: Sentence, word: Word) -> int:
    """Where the words for a group end: after the people or the organisation it is part of, where its noun does not tell who they are."""
    last = word.i + 1
    if word.lemma not in GATHERED | MEMBERS:
        return last
    for prep, inner in sentence.prepositions(word, "of"):
        if prep.i == last and inner.i > prep.i and inner.is_noun and sentence.phrase(inner)[0] == prep.i + 1:
            return of_whom(draft, sentence, inner) if inner.name is None else inner.i + 1
    return last


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
    near = [w for w in after[1:] if w.lower != "the"][:1] if after and after[0].lower in prepositions else []
    for prep, noun in (
        *sentence.prepositions(word, *prepositions),
        *((after[0], w) for w in near),
        *_past_owner(sentence, word, prepositions),
    ):
        place = place_word(draft, sentence, noun) or noun
        if place.name is not None and place.name.cls in ("Place", "State", "Facility") and place.i not in seen:
            seen.add(place.i)
            yield prep, place


def _past_owner(sentence: Sentence, word: Word, prepositions: tuple[str, ...]) -> Iterator[tuple[Word, Word]]:
    """The places told after a site's owner: "a barracks of the X-ian army in Y"."""
    for of, owner in sentence.prepositions(word, "of"):
        after = sentence.words[owner.i + 1] if owner.i + 1 < len(sentence.words) else None
        place = owner.name is not None and owner.name.cls in ("Place", "State")
        if of.i == word.i + 1 and owner.i > of.i and not place and after is not None and after.lower in prepositions:
            yield from ((after, each) for inner in sentence.children(after, "pobj") for each in sentence.conjuncts(inner))


def label_of(draft: Draft, span: Span) -> str:
    """A description as a label: without article, in one line, known names as the catalogue writes them."""
    text = _unbracketed(draft, span)
    inside = sorted(
        (m for m in draft.mentions if m.known and m.core and span.contains(m.core) and m.cls != "State"), key=lambda m: -m.span.start
    )
    for mention in inside:
        known = draft.catalogue.known.get(mention.known)
        if known is not None and mention.core is not None and mention.core.quote.casefold() == known.label.casefold():
            text = text.replace(mention.core.quote, known.label)
    words = text.split()
    while words and words[0].casefold() in ("the", "a", "an", "some", "its", "their"):
        words = words[1:]
    return " ".join(words)


def _unbracketed(draft: Draft, span: Span) -> str:
    """The words of a description without what only spells out a name inside it: "FLV [Front for the Valley] rebels"."""
    text = span.quote
    for mention in sorted(draft.mentions, key=lambda m: -m.span.start):
        alias = mention.alias_span
        if alias is not None and mention.core is not None and span.contains(alias) and span.contains(mention.core):
            text = text[: mention.core.end - span.start] + text[alias.end + 1 - span.start :]
    return text


def thing_span(draft: Draft, sentence: Sentence, word: Word) -> Span:
    """The words that say which thing it is: without its number and owner, with what it is a building or part of."""
    first, last = after_number(draft, sentence, word), word.i + 1
    while first < word.i and (sentence.words[first].tag in ("PRP$", "PDT") or sentence.words[first].lower in VAGUE):
        first += 1
    for prep, whole in sentence.prepositions(word, "of"):
        if prep.i == word.i + 1 and whole.i > prep.i:
            last = whole.i + 1
            break
    return sentence.span(first, last)


def after_number(draft: Draft, sentence: Sentence, word: Word) -> int:
    """Where a phrase begins after its numbers: "troops" in "more than a dozen troops"."""
    first, _ = sentence.phrase(word)
    words = [w.lower for w in sentence.words]
    for at in range(word.i - 1, first - 1, -1):
        here = sentence.words[at]
        if sentence.words[at + 1].lower == "-":
            continue  # "a 15-year-old boy"
        if (
            here.tag == "CD"
            or here.dep in ("nummod", "quantmod")
            or draft.lexicon.numbers.get(here.lower)
            or draft.lexicon.quantities.at(words[: word.i], at)
        ):
            return at + 1
    return first
