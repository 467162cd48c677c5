"""A document read by the whole grammar: the order of the rules, and nothing else.

layout -> true case -> tokens -> names -> trees -> times -> mentions -> relations -> events -> roles -> casualties
-> datings -> meetings -> implied -> statements. Each stage writes on one `Draft`; the frozen `Reading` goes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import geography
from kg.catalogue import Catalogue
from kg.extract import (
    accusations,
    affiliations,
    alliances,
    attack_types,
    attribution,
    bodies,
    casualties,
    clean,
    contributors,
    custody,
    dating,
    episodes,
    events,
    gazetteer,
    groups,
    identities,
    implied,
    listed,
    measures,
    meetings,
    mentions,
    operations,
    parsing,
    posts,
    relations,
    responsibility,
    retelling,
    roles,
    sites,
    tongue,
    weapon_signs,
    weapons,
    whereabouts,
)
from kg.extract.clean import Layout
from kg.extract.draft import Draft
from kg.extract.language import Language
from kg.extract.names import NameGrammar
from kg.extract.parsing import ParsedText
from kg.extract.place_names import PlaceNames
from kg.extract.sections import joined, sections
from kg.extract.times import TimeGrammar
from kg.extract.tree import Sentence
from kg.lexicon import Lexicon
from kg.model import Document, Problem, Span
from kg.reading import EventMention, Mention, Reading, TimePhrase


@dataclass(frozen=True)
class Reader:
    """The grammar over a language, a lexicon and a catalogue; reads any number of documents."""

    language: Language
    lexicon: Lexicon
    catalogue: Catalogue
    names: NameGrammar
    times: TimeGrammar

    def read(self, document: Document) -> Reading:
        """What the document says, as written."""
        [reading] = self.read_all([document])
        return reading

    def read_all(self, documents: Sequence[Document]) -> Iterator[Reading]:
        """What each document says, by itself; the model runs over all of them at once."""
        pages = [clean.layout(d, self.lexicon) for d in documents]
        spoken = [tongue.language_of(page.paragraphs, self.lexicon.function_words) for page in pages]
        parts = [tuple(sections(page)) if code == tongue.ENGLISH else () for page, code in zip(pages, spoken, strict=True)]
        texts = [(document.text, part) for document, own in zip(documents, parts, strict=True) for part in own]
        parsed = parsing.parse(texts, self.language, self.lexicon, self.names)
        for document, page, code, own in zip(documents, pages, spoken, parts, strict=True):
            problems = (*document.problems, *page.problems)
            if not own:
                problems = (*problems, tongue.not_english(code))
                yield Reading(document.id, document.published, None, None, None, page.agency, code, problems=problems)
                continue
            whole = joined([self._section(document, part, next(parsed)) for part in own])
            yield replace(whole, problems=(*problems, *whole.problems, *_undated(document, page)))

    def _section(self, document: Document, page: Layout, parsed: ParsedText) -> Reading:
        """What one section of the document says."""
        phrases, found = self.times.phrases(document.text, [*self._header(page), *page.paragraphs]), parsed.sentences
        draft = Draft(document.text, self.lexicon, self.catalogue, found, _outside_names(phrases, found))
        places = self._dateline(draft, page)
        mentions.write_names(draft)
        groups.settle(draft)
        sites.relate(draft)
        custody.relate(draft)
        relations.relate(draft)
        contributors.relate(draft)
        alliances.relate(draft)
        posts.relate(draft)
        events.find(draft)
        bodies.find(draft)
        roles.fill(draft)
        operations.fill(draft)
        measures.fill(draft)
        episodes.link(draft)
        responsibility.claimed(draft)
        responsibility.blame(draft)
        accusations.fill(draft)
        identities.fill(draft)
        listed.fill(draft)
        affiliations.conclude(draft)
        casualties.fill(draft)
        retelling.link(draft, self.names.places)
        weapons.fill(draft)
        weapon_signs.conclude(draft)
        attack_types.conclude(draft)
        dating.fill(draft)
        meetings.fill(draft)
        whereabouts.fill(draft, self.names.places)
        meetings.same_parties(draft)
        meetings.named_parties(draft)
        implied.conclude(draft, next((p for p in places if draft.mention(p).cls == "State"), None))
        implied.windows_of_planned(draft)
        attribution.fill(draft)
        return replace(_reading(document, page, draft, places), problems=parsed.problems)

    def _header(self, page: Layout) -> list[Span]:
        return [s for s in (page.header_date, page.dateline) if s is not None]

    def _dateline(self, draft: Draft, page: Layout) -> list[str]:
        """Mentions of the date line's places, each inside the next."""
        refs = []
        for span in page.dateline_places:
            found = self.names.gazetteer.entries.get(gazetteer.key_of(span.quote))
            state = found is not None and found.kind == "State"
            refs.append(
                draft.add_mention(
                    Mention(
                        ref="",
                        span=span,
                        cls="State" if state else "Place",
                        name=" ".join(span.quote.split()),
                        known=found.id if found is not None and state else "",
                        rule="date-line",
                        core=span,
                    )
                )
            )
        if len(refs) == 2 and page.dateline_places:
            evidence = draft.quote(page.dateline_places[0].start, page.dateline_places[1].end)
            draft.relate(refs[0], "sikg:locatedIn", refs[1], evidence, "date-line")
        return refs


def reader(language: Language, lexicon: Lexicon, catalogue: Catalogue) -> Reader:
    """A reader, with its gazetteer built."""
    names = NameGrammar(lexicon, catalogue, gazetteer.build(catalogue), PlaceNames(geography.load(), lexicon))
    return Reader(language, lexicon, catalogue, names, TimeGrammar(lexicon))


def _outside_names(phrases: tuple[TimePhrase, ...], found: tuple[Sentence, ...]) -> tuple[TimePhrase, ...]:
    """Time phrases that are no part of a name: the "19 April" of a movement named after it dates nothing.

    A name inside a phrase ("16:15 UTC") is no reason to leave the phrase out.
    """
    names = [s.paragraph.span(w.name.first, w.name.last) for s in found for w in s.words if w.name is not None]
    return tuple(p for p in phrases if not any(n.overlaps(p.span) and not p.span.contains(n) for n in names))


def _reading(document: Document, page: Layout, draft: Draft, places: list[str]) -> Reading:
    return Reading(
        document=document.id,
        published=document.published,
        published_evidence=page.header_date,
        dateline=page.dateline,
        dateline_place=places[0] if places else None,
        agency=page.agency,
        mentions=tuple(draft.mentions),
        events=tuple(
            EventMention(
                ref=h.ref,
                span=h.span,
                cls=h.cls,
                event_type=h.event_type,
                head=h.word.lemma,
                status=h.status,
                name=h.name,
                definite=h.definite,
                secondary=episodes.is_harm_only(h),
                rule=h.rule,
            )
            for h in draft.happenings
        ),
        relations=tuple(draft.relations),
        casualties=tuple(draft.casualties),
        event_times=tuple(draft.event_times),
        phrases=draft.phrases,
        topics=tuple(draft.topics),
        statements=tuple(draft.statements),
        same=tuple(draft.same),
    )


def _undated(document: Document, page: Layout) -> list[Problem]:
    if document.published or page.header_date or page.dateline_date:
        return []
    return [Problem("no-publication-date", "no date was given with the document or found in it, so relative dates stay unresolved")]
