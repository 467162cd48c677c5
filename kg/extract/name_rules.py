"""The patterns of the name grammar, and what each makes of the words it matches.

A pattern is written over the letters of `items`. A rule takes a match and gives the name, or None where the pattern
does not hold after all. Rules are about how English writes names; which words are titles, heads of organisations or
sites, and which names are known, is told by the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.catalogue import Catalogue
from kg.extract import place_context
from kg.extract.gazetteer import Match
from kg.extract.items import Item
from kg.extract.line import Line, Name, TokenSpan
from kg.extract.place_names import MAYBE, RENOWNED, PlaceNames, written
from kg.geography import NOUNS

_TITLE = r"[PTKpoOJGS]*T(?:[cn]d?[PSJGTOop]+(?:s?[PTO]+)?(?:a[PTp]+)?)*"
_OF_THE = re.compile(r"cd[UZ][UPZ]*")
OUTLAWED = frozenset(("outlawed", "banned", "proscribed", "underground"))
TAGGER_CLASSES = {"PERSON": "Person", "GPE": "Place", "LOC": "Place", "FAC": "Facility", "ORG": "Organisation"}
TOLD_AS_PLACES = ("Organisation", "Facility", "MilitaryBase")  # known things that bear places' names
GUESSED = ("name-tagger", "after-place-preposition")  # rules that trust the tagger or a single word

Found = re.Match[str]
Rule = Callable[["NameRules", Found, Line], "Name | None"]


@dataclass(frozen=True)
class NameRules:
    """The rules over a catalogue and the gazetteer."""

    catalogue: Catalogue
    places: PlaceNames

    def titled_person(self, m: Found, line: Line) -> Name | None:
        """ "Defence Secretary X", "General Y", "police commissioner Z", or a name that the tagger takes for a person."""
        core = line.span(m.span("core"))
        if not (m["post"] or m["rank"] or m["honorific"]):
            plain = (
                line.is_person(core) and not place_context.is_no_person(line, m.span("core"), self.places) and not line.has_article(core[0])
            )
            plain = not m["polity"] and (plain or place_context.is_called(line, core, self.places.lexicon))
            plain = plain and not (core[1] - core[0] > 1 and self.places.is_land(written(line.tokens, core)))
            return Name(*core, "Person", core, "person") if plain else None
        if not m["post"] and not m["rank"] and place_context.is_told(line, m.span()):
            return None
        if m["post"] and not (m["rank"] or m["honorific"]) and line.label(core) in ("GPE", "NORP"):
            return None
        first = line.span((m.start() + (len(m["polity"] or "") if not m["post"] else 0), m.end()))[0]
        rank = line.span(m.span("rank")) if m["rank"] else None
        if not m["post"]:
            if rank is not None and line.is_lower(rank) and len(m["rank"]) == 1:
                return Name(first, core[1], "Person", core, "titled-person", parts=(Name(*rank, "Post", rank, "post-before-name"),))
            return Name(first, core[1], "Person", core, "titled-person", rank=rank)
        post, core = self._post_before(m, line, core)
        return Name(first, core[1], "Person", core, "titled-person", parts=(post,), rank=rank)

    def _post_before(self, m: Found, line: Line, core: TokenSpan) -> tuple[Name, TokenSpan]:
        """The post before a person's name, and the name without what is post."""
        post, polity = line.span(m.span("post")), self._polity(m, line)
        if polity is None:
            post, polity = self._leading_polity(m.span("post"), line)
        last = line.items[m.end("post") - 1]
        capital = line.tokens[last.first].text[:1].isupper()
        alone = core[1] - core[0] == 1  # "commissioner Elder Ruiz": a surname that lacks a first name
        if alone and not m["rank"] and capital and last.letter == "T" and last.first > post[0] and line.is_lower(post):
            post, core = (post[0], last.first), (last.first, core[1])  # "commissioner Elder Ruiz": Elder is a first name
        first = polity.first if polity else post[0]
        inside = (i for i in line.items[m.start("post") : m.end("post")] if i.letter in "SG" and i.first > post[0])
        parts = (*((polity,) if polity else ()), *(self.known_name(i) for i in inside))
        return Name(first, post[1], "Post", post, "post-before-name", parts=parts), core

    def bare_post(self, m: Found, line: Line) -> Name | None:
        """ "X's Defence Minister" without a name after it; a post in lower case is a name only with its polity."""
        span, polity = line.span(m.span()), self._polity(m, line)
        written = line.items[m.start() : m.end()]
        head = next(i for i in reversed(written) if i.letter == "T")
        if line.tokens[head.first].text[:1].islower():
            return None  # "a judge", "the Nigerian mediator": a description of whoever holds it
        core = (line.items[m.start() + len(m["polity"])].first, span[1]) if m["polity"] else span
        if polity is None:
            core, polity = self._leading_polity(m.span(), line)
        inside = tuple(self.known_name(i) for i in written if i.letter in "SG" and i.first > core[0])
        return Name(*span, "Post", core, "bare-post", parts=(*((polity,) if polity else ()), *inside))

    def _leading_polity(self, items: tuple[int, int], line: Line) -> tuple[TokenSpan, Name | None]:
        """The words of a post without the state or organisation they begin with, and that."""
        item, span = line.items[items[0]], line.span(items)
        if item.letter in "SJG" and items[1] - items[0] > 1:
            return (item.last, span[1]), self.known_name(item)
        return span, None

    def meeting_name(self, m: Found, line: Line) -> Name | None:
        """ "X Defence Forum", "X – Y Summit"."""
        if m.end() - m.start() < 2:
            return None
        return self._with_parts(m, line, "Meeting", "meeting-name", "SJ")

    def operation_name(self, m: Found, line: Line) -> Name | None:
        """ "Operation X"."""
        return self._with_parts(m, line, "MilitaryOperation", "operation-name", "")

    def mission_name(self, m: Found, line: Line) -> Name | None:
        """ "X Transition Mission in Y"."""
        head = self._head(m, line)
        if head is None or head.organisation is None or head.organisation.cls != "Mission" or m.end() - m.start() < 2:
            return None
        return self._with_parts(m, line, "Mission", "mission-name", "SJG")

    def organisation_name(self, m: Found, line: Line) -> Name | None:
        """ "X's Defence Ministry", "Ministry of Y", "Rapid Z Forces"."""
        head, span = self._head(m, line), line.span(m.span())
        if head is None or head.organisation is None or span[1] - span[0] < 2:
            return None
        if line.items[m.end() - 1].letter == "J" and line.letter(m.end()) in ("o", "p"):
            whole = (span[0], head.last)  # "the X Battalion of the Y-ian army": another body begins with the adjective
            return Name(*whole, head.organisation.cls, whole, "organisation-name") if whole[1] - whole[0] > 1 else None
        return self._with_parts(m, line, head.organisation.cls, "organisation-name", "SJG")

    def _head(self, m: Found, line: Line) -> Item | None:
        return next((i for i in reversed(line.items[m.start() : m.end()]) if i.letter == "O"), None)

    def _with_parts(self, m: Found, line: Line, cls: str, rule: str, letters: str) -> Name:
        span = line.span(m.span())
        parts = tuple(self.known_name(i) for i in line.items[m.start() : m.end()] if i.letter in letters)
        return Name(*span, cls, span, rule, parts=parts)

    def known_body_of_state(self, m: Found, line: Line) -> Name | None:
        """A state before a known body ("U.S. X Command"): that body still, if it is that state's."""
        polity, body = self._polity(m, line), self.known_name(line.items[m.start("body")])
        known = self.catalogue.known.get(body.known)
        if polity is None or body.cls not in ("GovernmentBody", "MilitaryForce") or known is None:
            return None
        state = self.catalogue.states.get(polity.known)
        own = state is not None and state.iso2 in known.country
        span = (polity.first, body.last)
        return Name(*span, body.cls, span, "known-body-of-state", body.known if own else "", parts=(polity,))

    def body_of_state(self, m: Found, line: Line) -> Name | None:
        """A state's adjective and a noun ("X-ian forces", "X's army") that a rule of the catalogue makes a name."""
        polity = line.items[m.start()]
        slot = "state" if polity.letter == "S" else "adjective"
        slots = {slot, "adjective"} if m["polity"].endswith("s") else {slot}
        for end in range(m.end("noun"), m.start("noun"), -1):
            noun = line.span((m.start("noun"), end))
            written = tuple(t.text.casefold() for t in line.tokens[noun[0] : noun[1]])
            cls = next((b.cls for b in self.catalogue.bodies if not b.before and b.slot in slots and b.after == written), None)
            if cls is not None:
                span = (polity.first, noun[1])
                return Name(*span, cls, span, "body-of-state", parts=(self.known_name(polity),))
        return None

    def described_organisation(self, m: Found, line: Line) -> Name | None:
        """ "terror outfit X", "rebel group X", "news agency X": the noun tells what X is."""
        noun, core = line.items[m.start("noun")], line.span(m.span("core"))
        first = line.items[m.start("core")]
        known = self.known_name(first) if first.match else None
        if noun.organisation is None or (known is not None and known.cls in ("State", "Place", "Person")):
            return None
        if known is None and noun.letter == "o" and line.is_person(core):
            return None
        heads = [i.organisation.cls for i in line.items[m.start("core") : m.end("core")] if i.letter == "O" and i.organisation]
        cls = known.cls if known else noun.organisation.cls if noun.letter == "r" or not heads else heads[-1]
        polity = self._polity(m, line)
        parts = (*((polity,) if polity else ()), *(known.parts if known else ()))
        start = polity.first if polity else noun.first
        return Name(start, core[1], cls, core, "described-organisation", known.known if known else "", parts)

    def site_name(self, m: Found, line: Line) -> Name | None:
        """ "X University", "X mall", "Camp X"; "a X hotel" is a description."""
        inside, span = line.items[m.start() : m.end()], line.span(m.span())
        site = next(i.site for i in reversed(inside) if i.site)
        lower = any(i.letter == "f" for i in inside)
        if len(inside) < 2 or (lower and line.word(span[0] - 1) in ("a", "an", "some")):
            return None
        if self.places.renown(written(line.tokens, span)) >= RENOWNED:
            return Name(*span, "Place", span, "known-place")  # a city whose name begins like a site's
        return Name(*span, site.cls, span, "site-name", facility_type=site.facility_type)

    def known(self, m: Found, line: Line) -> Name | None:
        """A name of the gazetteer, or a modifier made with one; a mission's name may end in its land."""
        name = self.known_name(line.items[m.start()])
        if name.cls == "adjective" and place_context.is_of_faith(line, m.span(), self.places):
            return None
        if name.cls in TOLD_AS_PLACES and line.letters[max(0, m.start() - 2) : m.start()] == "zc" and line.word(name.first - 2) in NOUNS:
            return replace(name, cls="Place", rule="place-by-context", known="")  # "the town of X", of which something is named
        if name.cls != "Mission" or any(p.cls == "State" for p in name.parts):
            return name
        at = next((i for i in range(name.first + 1, name.last - 1) if line.word(i) in ("in", "for")), None)
        if at is None or not line.tokens[at + 1].text[:1].isupper():
            return name
        land = Name(at + 1, name.last, "Place", (at + 1, name.last), "land-in-mission-name")
        return replace(name, parts=(*name.parts, land))

    def capitals(self, m: Found, line: Line) -> Name | None:
        """Capitalised words that no table knows: a class by the words around them, else by the name tagger."""
        span = line.span(m.span())
        around = {line.letter(m.start() - 1), line.letter(m.end())}
        label, article = line.label(span), line.has_article(span[0])
        if "Z" not in m[0] and place_context.is_no_name(line, m.span(), self.places):
            return None
        if place_context.is_road(line, m.span()):
            return Name(*span, "Facility", span, "road-name")
        if place_context.is_told(line, m.span()) or "Z" in m[0]:
            return Name(*span, "Place", span, "place-by-context")
        if line.word(span[0] - 1) in OUTLAWED or around & {"r", "g"}:
            return Name(*span, "ArmedGroup", span, "beside-armed-group-noun")
        if place_context.is_after_preposition(line, m.span(), self.places):
            return Name(*span, "Place", span, "after-place-preposition")
        if label in ("", "ORG", "FAC") and not article and (known := self._known_place(line, span)) is not None:
            return known
        further = _OF_THE.match(line.letters, m.end())
        if further and article:  # "the X of the Y"
            whole = (span[0], line.span(further.span())[1])
            return Name(*whole, "Organisation", whole, "capitals-of-the")
        cls = TAGGER_CLASSES.get(label, "")
        if article and cls in ("", "Person"):  # persons take no article
            cls = "Organisation"
        return Name(*span, cls, span, "name-tagger") if cls else None

    def _known_place(self, line: Line, span: TokenSpan) -> Name | None:
        """A place that the gazetteer knows: surely one of renown, perhaps a lesser one of which the tagger says nothing."""
        renown = self.places.renown(written(line.tokens, span))
        if renown >= RENOWNED:
            return Name(*span, "Place", span, "known-place")
        return Name(*span, "Place", span, MAYBE) if renown and not line.label(span) else None

    def place_of_nouns(self, m: Found, line: Line) -> Name | None:
        """Nouns for places that together name one which the gazetteer knows: a state and "City"."""
        span = line.span(m.span())
        text = written(line.tokens, span)
        known = self.places.is_land(text) or self.places.renown(text) >= RENOWNED
        return Name(*span, "Place", span, "known-place") if known else None

    # --- known names --------------------------------------------------------------------------------------

    def known_name(self, item: Item) -> Name:
        """The name of an item that the gazetteer knows, or that a relating word ends."""
        if item.letter == "R":
            return self._modifier(item)
        if item.match is None:
            raise ValueError(f"item {item.letter} at {item.first} has no known name")
        return self._from_match(item.match, item.parts)

    def _modifier(self, item: Item) -> Name:
        """ "X-based", "X linked": the name inside, and the relating word."""
        span, inner = (item.first, item.last), (item.first, item.argument_end)
        cls = "Place" if any(r.predicate == "sikg:basedIn" for r in item.relational) else "Organisation"
        argument = self._from_match(item.match) if item.match else Name(*inner, cls, inner, "before-relating-word")
        return Name(*span, "modifier", span, "relational-modifier", parts=(argument,), relation=item.relational[0].word)

    def _from_match(self, match: Match, inside: Sequence[Match] = ()) -> Name:
        """A known name, with the known names that its words hold."""
        known = self.catalogue.known.get(match.entry.id)
        span = (match.first, match.last)
        wanted = ("State", "adjective") + (("InternationalOrganisation",) if match.entry.kind == "Mission" else ())
        parts = tuple(self._from_match(m) for m in inside if m.entry.id != match.entry.id and m.entry.kind in wanted)
        return Name(*span, match.entry.kind, span, "known", match.entry.id, parts, facility_type=known.facility_type if known else "")

    def _polity(self, m: Found, line: Line) -> Name | None:
        return self.known_name(line.items[m.start("polity")]) if m["polity"] else None


# In order of preference among patterns that match equally much.
PATTERNS: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (
            rf"(?P<polity>[SJG]s?)??(?P<post>{_TITLE})?(?P<rank>K*)(?P<honorific>H*)q?(?P<core>U(?:v*h?[USH]|vU){{0,3}})",
            NameRules.titled_person,
        ),
        (rf"(?P<polity>[SJG]s?)??(?P<post>{_TITLE})?(?P<rank>K*)(?P<honorific>H*)q?(?P<core>U[FZPO])", NameRules.titled_person),
        (r"(?:[SJ](?:[hka][SJ])*h?)?(?:[PUSJGTO]|[PU]h)*E(?:cd?[SUPG]+)?", NameRules.meeting_name),
        (r"W[UPJZ](?:[UPJEZFO]|vU)*", NameRules.operation_name),
        (r"[PUSJGTO]*O(?:cd?[PUSJGO]+)?(?:aP+O?)?(?:nd?[SUJP]+)?", NameRules.mission_name),
        (r"(?P<polity>[SJG]s?)?(?:[PUJSGTFHZ]h?)*O(?:cd?[PUSJGTO]+(?:aP+)?)?", NameRules.organisation_name),
        (r"(?P<polity>[SJ]s?)(?P<body>G)", NameRules.known_body_of_state),
        (r"(?P<polity>[SJ]s?)(?P<noun>[opPOT]{1,4})", NameRules.body_of_state),
        (r"(?P<polity>[SJG]s?)?(?P<noun>[ro])q?(?P<core>G|[UPFZ]*O(?:cd?[PUS]+)?|U(?:[UPZF]|vU)*)", NameRules.described_organisation),
        (r"(?:[USZF](?:vU)?)+F+(?:cd?[US]+)?", NameRules.site_name),
        (r"(?:[UZF](?:vU)?)+f", NameRules.site_name),
        (r"Fh?U+|F(?:cd?[US]+)", NameRules.site_name),
        (r"[GBSJLR]", NameRules.known),
        (rf"(?P<polity>[SJG]s?)?{_TITLE}", NameRules.bare_post),
        (r"[PZS]Z+", NameRules.place_of_nouns),
        (r"(?:vh)?[UH](?:v?[UPZH]|vh?U|hU){0,4}|Z[UHPS]+", NameRules.capitals),
    )
)
LETTERS = frozenset("".join(re.sub(r"\?P<\w+>", "", pattern.pattern) for pattern, _ in PATTERNS))  # no other begins a name


def as_surname(name: Name) -> Name:
    """The name as a person's."""
    return replace(name, cls="Person", rule="surname")
