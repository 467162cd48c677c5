"""Who holds which post: titles after a name, appointments, posts in apposition.

A title before a name is part of the name (`names`, `mentions`). Here are the posts that a sentence states.
"""

from __future__ import annotations

from kg.extract import coreference, mentions
from kg.extract.draft import Draft
from kg.extract.status import is_asserted
from kg.extract.tree import Sentence, Word
from kg.model import Span
from kg.reading import Mention

POLITIES = (*mentions.ORGANISATIONS, "State")  # what a post may be in
POSTS_OF_VERBS = {"lead": "leader", "head": "head", "command": "commander", "chair": "chair"}
APPOINT = frozenset(("appoint", "name", "install", "nominate", "promote", "elect", "swear", "confirm"))


def relate(draft: Draft) -> None:
    """Write down who holds which post."""
    for sentence in draft.sentences:
        for word in sentence.words:
            _apposed(draft, sentence, word)
            _post_then_name(draft, sentence, word)
            _appointed(draft, sentence, word)
            _copula(draft, sentence, word)
            _leads(draft, sentence, word)


def _apposed(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X, the commander of Y,": a post right after a person's name and a comma."""
    if word.name is None or word.name.cls != "Person":
        return
    at = word.i + 1
    after = sentence.words[at : at + 2]
    if len(after) == 2 and after[0].lower == "of" and after[1].name is not None and after[1].name.cls == "State":
        at += 2  # "General X of Y, the force commander"
    if at + 1 >= len(sentence.words) or sentence.words[at].lower != ",":
        return
    head = _post_head(draft, sentence, at + 1)
    if head is not None:
        _hold(draft, sentence, word, head, "apposed-post", current=True)


def _post_then_name(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "the regional governor, X, said", "its spokesman, Colonel X,": a person's name after a post and a comma."""
    if word.name is None or word.name.cls != "Person" or word.i < 2 or sentence.words[word.i - 1].lower != ",":
        return
    head = sentence.words[word.i - 2]
    if not _names_post(draft, sentence, head) and word.dep == "appos":
        head = sentence.head(word)  # "a spokesman for the rebels, X, said"
    if _names_post(draft, sentence, head):
        _hold(draft, sentence, word, head, "post-then-name", current=True)


def _copula(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "X is the commander of Y"."""
    if word.lemma != "be" or word.lower not in ("is", "was") or not is_asserted(draft, sentence, word):
        return
    subject, attr = sentence.child(word, "nsubj"), sentence.child(word, "attr")
    if subject is not None and subject.tag == "WP" and word.dep == "relcl":
        subject = sentence.head(word)  # "X, who is the commander of Y"
    if subject is not None and attr is not None and attr.name is not None and attr.name.cls == "Person":
        subject, attr = attr, subject  # "The force commander is X"
    if (
        subject is not None
        and attr is not None
        and subject.name is not None
        and subject.name.cls == "Person"
        and _names_post(draft, sentence, attr)
    ):
        _hold(draft, sentence, subject, attr, "is-post", current=word.lower == "is")


def _appointed(draft: Draft, sentence: Sentence, word: Word) -> None:
    """ "appointed X as commander of Y", "X was named force commander"."""
    if not word.is_verb or word.lemma not in APPOINT or not is_asserted(draft, sentence, word):
        return
    passive = sentence.is_passive(word)
    people = [sentence.subject(word)] if passive else list(sentence.objects(word))
    person = next((p for p in people if p is not None and p.name is not None and p.name.cls == "Person"), None)
    if person is None:
        person = next((w for w in sentence.subtree(word) if w.name is not None and w.name.cls == "Person" and w.i > word.i), None)
    if person is None:
        return
    after = max(person.i, word.i) + 1 if not passive else word.i + 1
    for head in sentence.words[after : after + 14]:
        if _names_post(draft, sentence, head) and head.dep != "compound":
            _hold(draft, sentence, person, head, "appointed", current=False)
            return


def _leads(draft: Draft, sentence: Sentence, verb: Word) -> None:
    """ "X leads the Y", "Y, led by X", "the Y is commanded by X": a post by its verb."""
    post = POSTS_OF_VERBS.get(verb.lemma) if verb.is_verb and is_asserted(draft, sentence, verb) else None
    if post is None:
        return
    passive = sentence.is_passive(verb) or verb.dep == "acl"
    subject = sentence.head(verb) if verb.dep == "acl" else sentence.subject(verb)
    doers = [o for _, o in sentence.prepositions(verb, "by")] if passive else [subject]
    led = [subject] if passive else list(sentence.objects(verb))
    person = next((w for w in doers if w is not None and w.name is not None and w.name.cls == "Person"), None)
    bodies = [(w, coreference.actor(draft, sentence, w)) for w in led if w is not None] if person is not None else []
    body = next(((w, ref) for w, ref in bodies if ref is not None and draft.named(ref).cls in mentions.ORGANISATIONS), None)
    if person is None or body is None:
        return
    span = sentence.span(verb.i, verb.i + 1)
    ref = draft.add_mention(Mention(ref="", span=span, cls="Post", name=post, rule="post-of-verb", core=span))
    first, *_, last = sorted((person.i, verb.i, body[0].i))
    evidence, current = sentence.span(first, last + 1), verb.tag != "VBD" and not sentence.child(verb, "aux")
    draft.relate(mentions.of(draft, sentence, person), "org:holds", ref, evidence, "post-of-verb", current=current)
    draft.relate(ref, "org:postIn", body[1], evidence, "post-of-verb")


def _post_head(draft: Draft, sentence: Sentence, at: int) -> Word | None:
    for word in sentence.words[at : at + 8]:
        if _names_post(draft, sentence, word) and word.dep not in ("compound", "nmod"):
            return word
        if word.is_verb or word.lower in (",", ";", "who", "which"):
            return None
    return None


def _names_post(draft: Draft, sentence: Sentence, word: Word) -> bool:
    if word.name is not None:
        return word.name.cls == "Post"
    lower = [w.lower for w in sentence.words]
    return word.tag in ("NN", "NNP") and draft.lexicon.posts.ending(lower, word.i + 1) is not None


def _hold(draft: Draft, sentence: Sentence, person: Word, head: Word, rule: str, *, current: bool) -> None:
    holder = mentions.of(draft, sentence, person)
    post = _post(draft, sentence, head)
    first, last = sorted((person.i, head.i))
    evidence = Span(sentence.words[first].start, max(sentence.words[last].end, draft.mention(post).span.end), "")
    draft.relate(holder, "org:holds", post, draft.quote(evidence.start, evidence.end), rule, current=current)


def _post(draft: Draft, sentence: Sentence, head: Word) -> str:
    """The mention of a post in lower case: its words, without the state or organisation it is a post in."""
    if head.name is not None:
        named = mentions.of(draft, sentence, head)
        if named is not None:
            return named
    start, last = sentence.phrase(head)
    first = start
    while first < head.i and _before_post(draft, sentence, first):
        first += 1
    span = sentence.span(first, last)
    ref = draft.add_mention(Mention(ref="", span=span, cls="Post", name=" ".join(span.quote.split()), rule="post-in-lower-case", core=span))
    before = next((w for w in sentence.words[start:first] if w.name is not None), None) or sentence.child(head, "poss")
    owners = [before] if before is not None else [o for _, o in sentence.prepositions(head, "of", "for", "in") if o.is_noun]
    for owner in owners:
        body = coreference.actor(draft, sentence, owner)
        if body is not None and draft.mention(body).cls in POLITIES:
            evidence = sentence.span(min(owner.i, head.i, first), max(owner.i, head.i, last - 1) + 1)
            draft.relate(ref, "org:postIn", body, evidence, "post-of-body")
    return ref


def _before_post(draft: Draft, sentence: Sentence, at: int) -> bool:
    """Whether a word of a post's phrase is no part of the post: an article, an adjective, the polity."""
    word = sentence.words[at]
    if word.name is not None:
        return word.name.cls in (*POLITIES, "adjective")
    titled = draft.lexicon.posts.at([w.lower for w in sentence.words], at) is not None or word.lower in draft.lexicon.portfolios
    return word.tag in ("DT", "POS", "PRP$", "JJ", "``") and not titled
