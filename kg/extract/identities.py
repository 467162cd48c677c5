"""People told by a description first and by name beside it: "two students, X and Y", "12 miners, including X", "the dead were X".

Comes in: the victims and culprits that the roles wrote down by description. Goes out: the same roles for the persons
whom the sentence, or a later one, names as these people. One person is one with the description ("a judge, X");
several stay beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import coreference, descriptions, mentions
from kg.extract.draft import Draft, Happening
from kg.extract.tree import Sentence, Word

ROLES = ("sikg:victim", "sikg:perpetrator", "sikg:target")
AMONG = frozenset(("including", "namely", "notably", "especially", "particularly"))
OPENS_LIST = frozenset((",", ":", "--", "—", "–", "-", "(", "["))
BETWEEN = frozenset((",", "and", ";", "or", "as", "well", "the", "with", "(", ")", "[", "]"))
OF_WHAT = frozenset(("of", "for", "in", "at"))  # "the mayor of X", "a reporter for Y"
LONGEST_OF = 8  # words of what somebody is of
FARTHEST = 3  # words that may stand between a person's title or a comma and the name
VICTIMS = frozenset(("victim", "dead", "deceased", "body", "casualty", "fatality", "hostage", "injured", "wounded", "corpse"))
CULPRITS = frozenset(
    ("suspect", "attacker", "gunman", "assailant", "killer", "murderer", "perpetrator", "accused", "kidnapper", "detainee")
)
NAMED = frozenset(("named", "called"))
BESIDE = frozenset(("as", "along", "with", "together"))  # "along with X", "as well as Y"
NAMING = frozenset(("identify", "name", "know"))


@dataclass(frozen=True, slots=True)
class _Told:
    """A role that a description has in an event: where its words end, and with which relation."""

    event: str
    predicate: str
    ref: str
    confidence: float


def fill(draft: Draft) -> None:
    """Give the roles of descriptions to the persons who are named as them."""
    told = [_Told(r.subject, r.predicate, r.object or "", r.confidence) for r in draft.relations if r.predicate in ROLES and r.object]
    at = {s.words[-1].end: s for s in draft.sentences}
    ends = sorted(at)
    for t in told:
        mention = draft.mention(t.ref) if t.ref.startswith("m") else None
        if mention is None or mention.name or mention.cls not in ("Person", "Group") or mention.rule == "pronoun":
            continue
        sentence = at[next(e for e in ends if e >= mention.span.end)]
        head = next((w for w in sentence.words if w.end == mention.span.end), None)
        if head is not None:
            _named_beside(draft, sentence, head, t, alone=mention.cls == "Person")
    for s in draft.sentences:
        _listed_after_colon(draft, s, told)
        for verb in s.words:
            _identified(draft, s, verb, told)
            _victim_of(draft, s, verb)


def _named_beside(draft: Draft, s: Sentence, head: Word, told: _Told, *, alone: bool) -> None:
    """The persons named right after a description, or after "including" in its sentence."""
    names = list(_list_after(s, _after_phrase(s, head)))
    if not alone and (one := _one_of(s, head)) is not None:
        _give(draft, s, told, one, head)
    if alone and names:
        person = mentions.of(draft, s, names[0])
        if person is not None:
            draft.link(told.ref, person)
        return
    for word in s.words[head.i + 1 :]:
        if word.tag == "NNS" and word.name is None and word.lower not in AMONG:
            break  # other people, or things
        if word.lower in AMONG or (word.lower == "as" and s.words[word.i - 1].lower == "such") or _among_them(s, word):
            names += _list_after(s, word.i + 1, opened=True)
    if not alone:
        for each in names:
            _give(draft, s, told, each, head)


def _after_phrase(s: Sentence, head: Word) -> int:
    """Where the phrase of a description ends, with what it is of: before the comma in "the mayor of X, Y"."""
    after = s.words[head.i + 1 : head.i + 2]
    if not after or after[0].lower not in OF_WHAT:
        return head.i + 1
    for word in s.words[head.i + 2 : head.i + 2 + LONGEST_OF]:
        if word.lower == ",":
            return word.i
        if word.is_verb or word.lower in ("and", "or"):
            break
    return head.i + 1


def _one_of(s: Sentence, head: Word) -> Word | None:
    """X in "X, one of the priests who were killed"."""
    of = s.head(head)
    one, named = s.head(of), s.head(s.head(of))
    told = head.dep == "pobj" and of.lower == "of" and one.lower in ("one", "among") and one.dep == "appos"
    return named if told and named.name is not None and named.name.cls == "Person" else None


def _listed_after_colon(draft: Draft, s: Sentence, told: list[_Told]) -> None:
    """ "… arrested two men suspected of the murder: X and Y": the people told by as many as the list has names."""
    colon = next((w for w in s.words if w.text in (":", "--")), None)
    names = list(_list_after(s, colon.i)) if colon is not None else []
    if colon is None or not names:
        return
    for t in told:
        mention = draft.mention(t.ref) if t.ref.startswith("m") else None
        if mention is None or mention.name or not (s.words[0].start <= mention.span.start and mention.span.end <= colon.start):
            continue
        head = next((w for w in s.words if w.end == mention.span.end), None)
        number = s.child(head, "nummod") if head is not None else None
        value = draft.lexicon.numbers.get(number.lower) if number is not None else None
        count = value.value if value is not None else int(number.text) if number is not None and number.text.isdigit() else 0
        if head is not None and count == len(names):
            for each in names:
                _give(draft, s, t, each, head)


def _among_them(s: Sentence, word: Word) -> bool:
    return word.lower == "them" and s.words[word.i - 1].lower == "among"


def _list_after(s: Sentence, start: int, *, opened: bool = False) -> Iterator[Word]:
    """The persons of a list that begins at a word: after a comma, colon or bracket, with titles and ages between the names."""
    if start >= len(s.words):
        return
    here = s.words[start]
    direct = here.name is not None and (here.dep == "appos" or s.words[start - 1].tag == "NNS")  # "the priests X and Y"
    if not (opened or direct or here.lower in NAMED | OPENS_LIST):
        return
    since = 0
    for word in s.words[start:]:
        if word.name is not None and word.name.cls == "Person":
            after = s.words[word.i + 1 : word.i + 2]
            if after and after[0].is_verb and not opened and s.child(after[0], "nsubj") is word:
                return  # "… the soldiers, X said"
            yield word
            since = 0
        elif word.lemma in NAMING and word.tag == "VBN":
            continue  # "two men, identified as X and Y"
        elif word.is_verb or (word.tag in ("IN", "WDT", "WP", "MD") and word.lower not in BESIDE) or since > FARTHEST:
            return
        else:
            since += word.lower not in BETWEEN


def _identified(draft: Draft, s: Sentence, verb: Word, told: list[_Told]) -> None:
    """ "The dead were X and Y", "the victims were identified as X", "the five students who disappeared are X, Y and Z"."""
    names = _predicated(s, verb)
    subject = s.child(verb, "nsubj", "nsubjpass") if verb.lemma == "be" or s.is_passive(verb) else s.child(verb, "dobj")
    if not names or subject is None or subject.name is not None or s.child(verb, "neg"):
        return
    role = _role_of(draft, s, subject, told)
    if role is None:
        return
    for person in names:
        _give(draft, s, role, person, subject)


def _victim_of(draft: Draft, s: Sentence, verb: Word) -> None:
    """ "X was the victim of another attack": X is the victim of the act after "of", or of the last one told."""
    attr, subject = s.child(verb, "attr"), s.child(verb, "nsubj")
    if verb.lemma != "be" or attr is None or subject is None or attr.lemma not in ("victim", "target") or s.child(verb, "neg"):
        return
    below = {w.i for w in s.subtree(attr)}
    acts = [h for h in draft.happenings if h.cls in ("Attack", "Incident") and h.sentence.number <= s.number]
    act = next((h for h in acts if h.sentence.number == s.number and h.word.i in below), acts[-1] if acts else None)
    for each in s.conjuncts(subject) if act is not None else ():
        if act is not None and each.name is not None and each.name.cls == "Person":
            _give(draft, s, _Told(act.ref, "sikg:victim", "", 0.8), each, attr)


def _predicated(s: Sentence, verb: Word) -> list[Word]:
    """The persons that a copula or a verb of naming gives as its subject."""
    if verb.lemma == "be":
        attr = s.child(verb, "attr")
        first = attr.i if attr is not None and attr.name is not None else None
    elif verb.lemma in NAMING and verb.is_verb:
        as_ = next((w for w in s.words[verb.i + 1 : verb.i + 7] if w.lower == "as"), None)
        first = as_.i + 1 if as_ is not None else None
    else:
        return []
    return list(_list_after(s, first, opened=True)) if first is not None else []


def _role_of(draft: Draft, s: Sentence, subject: Word, told: list[_Told]) -> _Told | None:
    """The role of the people that a subject means: the one it has in its own words, by its noun, or as who was told of before."""
    bearer = s.child(subject, "poss") if subject.lemma == "name" else None  # "their names are X and Y"
    ref = coreference.actor(draft, s, bearer or subject)
    own = [t for t in told if ref is not None and (t.ref == ref or draft.named(t.ref).ref == draft.named(ref).ref)]
    if own:
        return own[-1]
    harmed = any(("adjective", w.lower) in draft.lexicon.harms for w in s.children(subject, "amod"))
    wanted = "sikg:victim" if subject.lemma in VICTIMS or harmed else "sikg:perpetrator" if subject.lemma in CULPRITS else ""
    if not wanted or descriptions.describe(draft, s, subject) is None:
        return None
    before = [h for h in draft.happenings if h.cls in ("Attack", "Incident") and h.status == "occurred" and h.sentence.number <= s.number]
    last: Happening | None = before[-1] if before else None
    return _Told(last.ref, wanted, ref or "", 0.8) if last is not None else None


def _give(draft: Draft, s: Sentence, told: _Told, person: Word, head: Word) -> None:
    ref = mentions.of(draft, s, person)
    first, last = sorted((person.i, head.i))
    evidence = s.span(first, last + 1)
    draft.relate(told.event, told.predicate, ref, evidence, f"named-{told.predicate.removeprefix('sikg:')}", confidence=told.confidence)
