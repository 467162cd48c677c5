"""Names in a paragraph, by a small grammar over items: who holds which post, which words head an organisation.

Comes in: the tokens of a paragraph. Goes out: `Name`s, not overlapping, each with its class, the part that is the
bare name, and the names inside it (a state inside a ministry, a post before a person). A name whose words do not
tell its class takes the name tagger's, or that of the words beside it. Which names are the same thing is not
decided here (`kg.resolve.actors`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.catalogue import Catalogue
from kg.extract.gazetteer import Gazetteer, Match
from kg.extract.items import Item, items_of
from kg.extract.language import Token
from kg.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens [first, last).

    `cls` is a class of the ontology, or "Post", "adjective", "people" or "modifier" ("Somalia-based"). `core` are
    the tokens of the bare name. `parts` are names inside it, `alias` an abbreviation in brackets after it.
    `rule` names the pattern; `relation` holds a modifier's relating word.
    """

    first: int
    last: int
    cls: str
    core: tuple[int, int]
    rule: str
    known: str = ""
    parts: tuple[Name, ...] = ()
    alias: tuple[int, int] | None = None
    rank: tuple[int, int] | None = None
    relation: str = ""
    facility_type: str = ""


_POLITY = "(?:[SJG]s?)"
_TITLE = r"[PTKpoOJGS]*T(?:[cn]d?[PSJGTOop]+(?:s?[PTO]+)?(?:a[PTp]+)?)*"
_BARE = r"U(?:v*[USH]|vU){0,3}"
_COMPLEMENT = "(?:cd?[PUSJGTO]+(?:aP+)?)"
# In order of preference among patterns that match equally much.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("titled-person", re.compile(rf"(?P<polity>{_POLITY})??(?P<post>{_TITLE})?(?P<rank>K*)(?P<honorific>H*)q?(?P<core>{_BARE})")),
    ("meeting-name", re.compile(r"(?P<parties>[SJ](?:[hka][SJ])*h?)?(?:[PUSJGTO]|[PU]h)*E(?:cd?[SUPG]+)?")),
    ("operation-name", re.compile(r"W[UPJ](?:[UPJE]|vU)*")),
    ("mission-name", re.compile(r"[PUSJGTO]*O(?:cd?[PUSJGO]+)?(?:aP+O?)?(?:nd?[SUJP]+)?")),
    ("organisation-name", re.compile(rf"(?P<polity>[SJG]s?)?(?:[PUJSGTFH]h?)*O{_COMPLEMENT}?")),
    ("known-body-of-state", re.compile(r"(?P<polity>[SJ]s?)(?P<body>G)")),
    ("body-of-state", re.compile(r"(?P<polity>[SJ]s?)(?P<noun>[opPOT]{1,4})")),
    ("described-organisation", re.compile(r"(?P<polity>[SJG]s?)?(?P<noun>[ro])q?(?P<core>G|[UPFZ]*O(?:cd?[PUS]+)?|U(?:[UPZF]|vU)*)")),
    ("site-name", re.compile(r"(?:[USZF](?:vU)?)+F+(?:cd?[US]+)?")),
    ("site-name", re.compile(r"(?:[UZF](?:vU)?)+f")),
    ("site-name", re.compile(r"Fh?U+|F(?:cd?[US]+)")),
    ("known", re.compile(r"[GBSJLR]")),
    ("bare-post", re.compile(rf"(?P<polity>[SJG]s?)?{_TITLE}")),
    ("capitals", re.compile(r"[UH](?:v?[UPZ]|vU|hU){0,4}")),
)
_OF_THE = re.compile(r"cdU[UPZ]*")
GUESSED = ("name-tagger", "after-place-preposition")
QUOTES = frozenset(("“", "”", '"', "''", "``", "„"))
NER_CLASSES = {"PERSON": "Person", "GPE": "Place", "LOC": "Place", "FAC": "Facility", "ORG": "Organisation", "EVENT": "", "NORP": "Group"}
PLACE_PREPOSITIONS = frozenset(("in", "near", "outside", "inside", "across", "into", "around", "towards", "toward"))
OUTLAWED = frozenset(("outlawed", "banned", "proscribed", "underground"))
LOOSE_PREPOSITIONS = frozenset(("at", "from", "to", "between", "through", "via"))


@dataclass(frozen=True)
class NameGrammar:
    """The grammar of names over a lexicon and a catalogue."""

    lexicon: Lexicon
    catalogue: Catalogue
    gazetteer: Gazetteer

    def names(self, tokens: Sequence[Token]) -> tuple[Name, ...]:
        """The names of a paragraph, from left to right."""
        items = items_of(tokens, self.lexicon, self.gazetteer)
        return tuple(_with_alias(tokens, items, list(self._scan(tokens, items))))

    def agree(self, texts: Sequence[tuple[Sequence[Token], Sequence[Name]]]) -> list[tuple[Name, ...]]:
        """The names of all paragraphs, with one that is a known person's surname as that person, whatever the tagger said."""
        surnames = {tokens[n.core[1] - 1].text for tokens, names in texts for n in names if n.cls == "Person" and n.core[1] - n.core[0] > 1}
        return [
            tuple(
                replace(n, cls="Person", rule="surname")
                if n.rule in GUESSED and n.core[1] - n.core[0] == 1 and tokens[n.core[0]].text in surnames
                else n
                for n in names
            )
            for tokens, names in texts
        ]

    def _scan(self, tokens: Sequence[Token], items: Sequence[Item]) -> Iterator[Name]:
        letters = "".join(item.letter for item in items)
        at = 0
        while at < len(items):
            name, at = self._longest(tokens, items, letters, at)
            if name is not None:
                yield name

    def _longest(self, tokens: Sequence[Token], items: Sequence[Item], letters: str, at: int) -> tuple[Name | None, int]:
        found = [(m.end(), -rank, rule, m) for rank, (rule, pattern) in enumerate(PATTERNS) if (m := pattern.match(letters, at))]
        for _, _, rule, match in sorted(found, key=lambda f: f[:2], reverse=True):
            name = self._name(rule, match, tokens, items)
            if name is not None:
                return _in_quotes(tokens, name), next(i for i in range(at, len(items) + 1) if i == len(items) or items[i].first >= name.last)
        return None, at + 1

    def _name(self, rule: str, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        build = getattr(self, "_" + rule.replace("-", "_"))
        name: Name | None = build(match, tokens, items)
        return name

    # --- one builder a pattern: the name, or None where the pattern does not hold after all ---------------

    def _titled_person(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        span = _tokens(items, match.span())
        core = _tokens(items, match.span("core"))
        titled = bool(match["post"] or match["rank"] or match["honorific"])
        if match["honorific"] and not match["post"] and not match["rank"] and _names_place(tokens, items, match.span()):
            return None
        if not titled and (not _is_person(tokens, core) or _names_place(tokens, items, match.span("core")) or _has_article(tokens, core[0])):
            return None
        if titled and _label(tokens, core) in ("GPE", "NORP") and not (match["rank"] or match["honorific"]):
            return None
        first = core[0] if not titled else span[0]
        parts: list[Name] = []
        rank_words = _tokens(items, match.span("rank")) if match["rank"] else None
        if rank_words is not None and not match["post"] and tokens[rank_words[0]].text.islower() and len(match["rank"]) == 1:
            parts.append(Name(*rank_words, "Post", rank_words, "post-before-name"))
            return Name(first, core[1], "Person", core, "titled-person", parts=tuple(parts))
        if match["post"]:
            post = _tokens(items, match.span("post"))
            polity = self._polity(match, items) if match["polity"] else None
            if polity is None:
                post, polity = self._leading_polity(match.span("post"), items, post)
            inner = (polity,) if polity else ()
            parts.append(Name(post[0] if not polity else polity.first, post[1], "Post", post, "post-before-name", parts=inner))
        elif match["polity"]:
            first = _tokens(items, (match.start() + len(match["polity"]), match.end()))[0] if titled else core[0]
            if match["polity"] and not titled:
                first = core[0]
        if parts and not match["rank"] and _is_given_name(tokens, items, match):
            last = items[match.end("post") - 1]
            core = (last.first, core[1])
            parts[0] = replace(parts[0], last=last.first, core=(parts[0].core[0], last.first))
        rank = _tokens(items, match.span("rank")) if match["rank"] else None
        return Name(first, core[1], "Person", core, "titled-person" if titled else "person", parts=tuple(parts), rank=rank)

    def _leading_polity(
        self, span: tuple[int, int], items: Sequence[Item], post: tuple[int, int]
    ) -> tuple[tuple[int, int], Name | None]:
        item = items[span[0]]
        if item.letter in "SJG" and span[1] - span[0] > 1:
            return (item.last, post[1]), self._known_name(item)
        return post, None

    def _meeting_name(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        if match.end() - match.start() < 2:
            return None
        span = _tokens(items, match.span())
        parts = tuple(self._known_name(i) for i in items[match.start() : match.end()] if i.letter in "SJ")
        return Name(*span, "Meeting", span, "meeting-name", parts=parts)

    def _operation_name(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        span = _tokens(items, match.span())
        return Name(*span, "MilitaryOperation", span, "operation-name")

    def _mission_name(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        inside = items[match.start() : match.end()]
        head = next(i for i in reversed(inside) if i.letter == "O")
        if head.organisation is None or head.organisation.cls != "Mission" or len(inside) < 2:
            return None
        span = _tokens(items, match.span())
        parts = tuple(self._known_name(i) for i in inside if i.letter in "SJG")
        return Name(*span, "Mission", span, "mission-name", parts=parts)

    def _organisation_name(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        inside = items[match.start() : match.end()]
        head = next(i for i in reversed(inside) if i.letter == "O")
        span = _tokens(items, match.span())
        if span[1] - span[0] < 2 or head.organisation is None:
            return None
        parts = tuple(self._known_name(i) for i in inside if i.letter in "SJG")
        return Name(*span, head.organisation.cls, span, "organisation-name", parts=parts)

    def _known_body_of_state(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        """ "U.S. Africa Command", where the words after the state are a known name: known still if it is that state's."""
        polity, body = self._polity(match, items), self._known_name(items[match.start("body")])
        known = self.catalogue.known.get(body.known)
        if body.cls not in ("GovernmentBody", "MilitaryForce") or known is None:
            return None
        state = self.catalogue.states.get(polity.known)
        own = state is not None and state.iso2 in known.country
        span = (polity.first, body.last)
        return Name(*span, body.cls, span, "known-body-of-state", body.known if own else "", parts=(polity,))

    def _body_of_state(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        """"Somali forces", "Nigeria's army": a rule of the catalogue says that such words make a name."""
        polity = items[match.start()]
        slot = "state" if polity.letter == "S" else "adjective"
        slots = {slot, "adjective"} if match["polity"].endswith("s") else {slot}
        for end in range(match.end("noun"), match.start("noun"), -1):
            noun = _tokens(items, (match.start("noun"), end))
            written = tuple(t.text.casefold() for t in tokens[noun[0] : noun[1]])
            cls = next((b.cls for b in self.catalogue.bodies if not b.before and b.slot in slots and b.after == written), None)
            if cls is not None:
                span = (polity.first, noun[1])
                return Name(*span, cls, span, "body-of-state", parts=(self._known_name(polity),))
        return None

    def _described_organisation(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        """ "terror outfit X", "rebel group X", "news agency X": the noun tells what X is."""
        noun, core = items[match.start("noun")], _tokens(items, match.span("core"))
        first = items[match.start("core")]
        known = self._known_name(first) if first.match else None
        if noun.organisation is None or (known is not None and known.cls in ("State", "Place", "Person")):
            return None
        if known is None and _is_person(tokens, core):
            return None
        cls = known.cls if known else noun.organisation.cls if noun.letter == "r" else self._headed(items, match) or noun.organisation.cls
        polity = (self._polity(match, items),) if match["polity"] else ()
        parts = (*polity, *(known.parts if known else ()))
        start = polity[0].first if polity else noun.first
        return Name(start, core[1], cls, core, "described-organisation", known.known if known else "", parts)

    def _headed(self, items: Sequence[Item], match: re.Match[str]) -> str:
        """The class that the last word of a name gives it, if it heads organisations' names."""
        heads = [i.organisation for i in items[match.start("core") : match.end("core")] if i.letter == "O" and i.organisation]
        return heads[-1].cls if heads else ""

    def _site_name(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        inside = items[match.start() : match.end()]
        site = next(i.site for i in reversed(inside) if i.site)
        first = inside[0].first
        lower = any(i.letter == "f" for i in inside)
        if len(inside) < 2 or (lower and first > 0 and tokens[first - 1].text.casefold() in ("a", "an", "some")):
            return None
        span = _tokens(items, match.span())
        return Name(*span, site.cls, span, "site-name", facility_type=site.facility_type) if site else None

    def _known(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        return self._known_name(items[match.start()])

    def _bare_post(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        polity = self._polity(match, items) if match["polity"] else None
        span = _tokens(items, match.span())
        if polity is None and all(i.letter in "Tp" and not tokens[i.first].text[:1].isupper() for i in items[match.start() : match.end()]):
            return None
        core = (items[match.start() + len(match["polity"])].first, span[1]) if match["polity"] else span
        if not polity:
            core, polity = self._leading_polity(match.span(), items, core)
        return Name(*span, "Post", core, "bare-post", parts=(polity,) if polity else ())

    def _capitals(self, match: re.Match[str], tokens: Sequence[Token], items: Sequence[Item]) -> Name | None:
        span = _tokens(items, match.span())
        before = items[match.start() - 1] if match.start() else None
        after = items[match.end()] if match.end() < len(items) else None
        label = _label(tokens, span)
        outlawed = before is not None and tokens[before.first].text.casefold() in OUTLAWED
        if outlawed or any(i is not None and i.letter in "rg" for i in (before, after)):
            return Name(*span, "ArmedGroup", span, "beside-armed-group-noun")
        if _names_place(tokens, items, match.span()) or "Z" in match[0]:
            return Name(*span, "Place", span, "place-by-context")
        preposition = tokens[span[0] - 1].text.casefold() if span[0] else ""
        if preposition in LOOSE_PREPOSITIONS and label not in ("PERSON", "ORG"):
            return Name(*span, "Place", span, "after-place-preposition")
        cls = NER_CLASSES.get(label, "")
        further = _OF_THE.match("".join(i.letter for i in items), match.end())
        if further and _has_article(tokens, span[0]):
            span = (span[0], _tokens(items, further.span())[1])
            return Name(*span, "Organisation", span, "capitals-of-the")
        if cls == "Person" or (not cls and _has_article(tokens, span[0])):
            cls = "Organisation" if _has_article(tokens, span[0]) else cls
        return Name(*span, cls, span, "name-tagger") if cls and cls != "Group" else None

    # --- pieces -------------------------------------------------------------------------------------------

    def _known_name(self, item: Item) -> Name:
        span = (item.first, item.last)
        match = item.match
        inner = (match.first, match.last) if match else span
        if item.letter == "R":
            last = item.relational[0].word if item.relational else ""
            cls = "Place" if any(r.predicate == "sikg:basedIn" for r in item.relational) else "Organisation"
            argument = Name(*inner, match.entry.kind if match else cls, inner, "known", match.entry.id if match else "")
            end = item.argument_end
            argument = replace(argument, last=end, core=(argument.first, end)) if not match else argument
            return Name(*span, "modifier", span, "relational-modifier", parts=(argument,), relation=last)
        assert match is not None
        return self._from_match(match, item.parts)

    def _from_match(self, match: Match, inside: Sequence[Match] = ()) -> Name:
        """A known name, with the known names that its words hold."""
        known = self.catalogue.known.get(match.entry.id)
        span = (match.first, match.last)
        wanted = ("State", "adjective") + (("InternationalOrganisation",) if match.entry.kind == "Mission" else ())
        parts = tuple(self._from_match(m) for m in inside if m.entry.id != match.entry.id and m.entry.kind in wanted)
        return Name(*span, match.entry.kind, span, "known", match.entry.id, parts, facility_type=known.facility_type if known else "")

    def _polity(self, match: re.Match[str], items: Sequence[Item]) -> Name:
        return self._known_name(items[match.start("polity")])


def _in_quotes(tokens: Sequence[Token], name: Name) -> Name:
    """The name with the quotation marks right around it, which the parser had better not see."""
    before, after = name.first - 1, name.last
    if before >= 0 and after < len(tokens) and tokens[before].text in QUOTES and tokens[after].text in QUOTES:
        return replace(name, first=before, last=after + 1)
    return name


def _tokens(items: Sequence[Item], span: tuple[int, int]) -> tuple[int, int]:
    return items[span[0]].first, items[span[1] - 1].last


def _label(tokens: Sequence[Token], span: tuple[int, int]) -> str:
    """The name tagger's commonest label over the tokens, empty when it has none."""
    labels = [t.entity for t in tokens[span[0] : span[1]] if t.entity]
    return max(sorted(set(labels)), key=labels.count) if labels else ""


def _is_given_name(tokens: Sequence[Token], items: Sequence[Item], match: re.Match[str]) -> bool:
    """Whether a capitalised last word of a post in lower case is the person's first name ("commissioner Elder Ruiz")."""
    first, last = items[match.start("post")], items[match.end("post") - 1]
    return first is not last and tokens[first.first].text.islower() and tokens[last.first].text[:1].isupper() and last.letter == "T"


def _names_place(tokens: Sequence[Token], items: Sequence[Item], span: tuple[int, int]) -> bool:
    """Whether the words around a name say that it is a place: "in X", "the town of X", "X province", "the capital X"."""
    before = items[span[0] - 1] if span[0] else None
    after = items[span[1]] if span[1] < len(items) else None
    if before is not None and before.letter == "x" and tokens[before.first].text.casefold() in PLACE_PREPOSITIONS or before is not None and before.letter == "n":
        return True
    if before is not None and before.letter in "zZ":
        return True
    head = items[span[0] - 2].letter if before is not None and span[0] > 1 else ""
    if before is not None and before.letter == "c" and (head in ("z", "f") or (head == "T" and _label(tokens, _tokens(items, span)) != "PERSON")):
        return True
    if before is not None and head in ("f", "F") and tokens[before.first].text == "at":
        return True
    return after is not None and after.letter in "zZ"


def _has_article(tokens: Sequence[Token], first: int) -> bool:
    """Whether an article stands before the name, with at most two small adjectives between."""
    for back in range(1, 4):
        at = first - back
        if at < 0:
            return False
        word = tokens[at].text
        if word.casefold() in ("the", "a", "an"):
            return True
        if not word.islower() or not word.isalpha():
            return False
    return False


def _is_person(tokens: Sequence[Token], core: tuple[int, int]) -> bool:
    return _label(tokens, core) == "PERSON"


def _with_alias(tokens: Sequence[Token], items: Sequence[Item], names: list[Name]) -> Iterator[Name]:
    """Names, with an abbreviation in brackets right after a name taken as another name of it."""
    skip = -1
    for position, name in enumerate(names):
        if position == skip:
            continue
        following = names[position + 1] if position + 1 < len(names) else None
        end = name.last
        if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")" and _abbreviates(tokens[end + 1].text, tokens, name):
            if following is not None and following.first == end + 1:
                skip = position + 1
                name = replace(name, known=name.known or following.known)
            name = replace(name, last=end + 3, alias=(end + 1, end + 2))
        yield name


def _abbreviates(text: str, tokens: Sequence[Token], name: Name) -> bool:
    initials = {t.text[0].upper() for t in tokens[name.core[0] : name.core[1]] if t.text[0].isalpha()}
    return len(text) >= 2 and text.replace("-", "").isalnum() and sum(c.isupper() for c in text) >= 2 and text[0].upper() in initials
