"""Which things of different documents are one: every shared id is a decision with its reason, whatever the order of the documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from kg.model import Article, CasualtyFigure, Coding, Entity, Event, Relation, Span, Statement, Topic
from kg.resolve.judgements import Judgement, settle

WORDS = Span(0, 5, "words")


def entity(id: str, cls: str, label: str, *, named: bool = True, links: tuple[tuple[str, str], ...] = ()) -> Entity:
    return Entity(id, cls, label, (WORDS,), named=named, links=links)


def event(id: str) -> Event:
    return Event(id, "Attack", "attack", (WORDS,))


def coding(document: str, *things: Entity | Event | Topic, relations: tuple[Relation, ...] = ()) -> Coding:
    return Coding(
        Article(document, "", 100),
        entities=tuple(t for t in things if isinstance(t, Entity)),
        events=tuple(t for t in things if isinstance(t, Event)),
        topics=tuple(t for t in things if isinstance(t, Topic)),
        relations=relations,
    )


def decisions(*codings: Coding) -> list[tuple[str, str]]:
    """The decision on each thing and its reason."""
    return [(judgement.decision, judgement.reason) for judgement in settle(codings)[1]]


def ids(found: Coding) -> list[str]:
    return [thing.id for thing in (*found.entities, *found.events, *found.topics)]


CATALOGUED = (("catalogue", "org/front"),)


@pytest.mark.parametrize(
    ("one", "other", "decision", "reason"),
    [
        pytest.param(
            entity("org/front", "ArmedGroup", "The Front", links=CATALOGUED),
            entity("org/front", "ArmedGroup", "Front", links=CATALOGUED),
            "same",
            "known by its catalogue id",
            id="known",
        ),
        pytest.param(
            entity("state/doria", "State", "Doria"),
            replace(entity("state/doria", "State", "Doria"), iso_alpha2="DO"),
            "same",
            "class and full name agree",
            id="name",
        ),
        pytest.param(
            entity("person/ada-lind", "Person", "Ada Lind"),
            entity("person/ada-lind", "Person", "Ada  LIND"),
            "same",
            "class and full name agree",
            id="full name in other letters",
        ),
        pytest.param(
            entity("person/lind", "Person", "Lind"),
            entity("person/lind", "Person", "Lind"),
            "different",
            "a single word does not identify a person",
            id="surname",
        ),
        pytest.param(
            entity("org/front", "ArmedGroup", "Front"),
            entity("org/front", "Organisation", "Front"),
            "different",
            "one is of class ArmedGroup, the other of Organisation",
            id="class",
        ),
        pytest.param(
            entity("place/cote", "Place", "Côte"), entity("place/cote", "Place", "Coté!"), "same", "class and full name agree", id="accents"
        ),
        pytest.param(
            entity("place/amber", "Place", "Amber", links=(("geonames", "1"),)),
            entity("place/amber", "Place", "Amber", links=(("geonames", "2"),)),
            "different",
            "they are linked to different things elsewhere",
            id="two places of one name",
        ),
        pytest.param(
            entity("org/x-y", "ArmedGroup", "X Y"), entity("org/x-y", "ArmedGroup", "X & Z Y"), "different", "the names differ", id="slug"
        ),
        pytest.param(
            entity("group/men", "Group", "men", named=False),
            entity("group/men", "Group", "men", named=False),
            "different",
            "known by description only",
            id="description",
        ),
        pytest.param(event("event/attack"), event("event/attack"), "different", "events of different documents are not merged", id="event"),
        pytest.param(Topic("topic/a-b", "A b", (WORDS,)), Topic("topic/a-b", "a-B", (WORDS,)), "same", "the wording agrees", id="topic"),
        pytest.param(entity("x/y", "Place", "Y"), event("x/y"), "different", "they are of different kinds", id="kinds"),
    ],
)
def test_two_things_with_one_id_are_judged(one: Entity, other: Entity, decision: str, reason: str) -> None:
    first, second = coding("a", one), coding("b", other)
    settled, judgements = settle([first, second])
    assert judgements == (Judgement(one.id, "b", "a", decision, reason),)  # type: ignore[arg-type] # one of the two words
    assert ids(settled[0]) == [one.id]
    assert (ids(settled[1]) == [one.id]) == (decision == "same")


def test_an_id_that_only_one_document_uses_is_no_matter_of_judgement() -> None:
    codings = coding("a", entity("place/x", "Place", "X")), coding("b", entity("place/y", "Place", "Y"))
    assert settle(codings) == (codings, ())


def test_a_post_is_one_only_where_its_body_is() -> None:
    def told(document: str, body: Entity) -> Coding:
        post = entity("post/army-chief", "Post", "Army chief")
        return coding(document, post, body, relations=(Relation(post.id, "org:postIn", body.id, "stated", (WORDS,)),))

    doria, elba = entity("state/doria", "State", "Doria"), entity("state/elba", "State", "Elba")
    assert ("same", "class and full name agree") in decisions(told("a", doria), told("b", doria))[-1:]
    assert decisions(told("a", doria), told("b", elba)) == [("different", "no text says that the posts are of one body")]


def test_the_body_of_a_post_is_compared_by_its_settled_id() -> None:
    """Both speak of a ministry, but of two."""

    def told(document: str, label: str) -> Coding:
        body, post = entity("org/ministry", "GovernmentBody", label), entity("post/minister", "Post", "Minister")
        return coding(document, post, body, relations=(Relation(post.id, "org:postIn", body.id, "stated", (WORDS,)),))

    assert [decision for decision, _ in decisions(told("a", "Ministry"), told("b", "Ministry (other)"))] == ["different", "different"]


def test_a_third_document_joins_whichever_of_two_it_agrees_with() -> None:
    group, organisation = entity("org/front", "ArmedGroup", "Front"), entity("org/front", "Organisation", "Front")
    settled, judgements = settle([coding("a", group), coding("b", organisation), coding("c", organisation)])
    assert ids(settled[1]) == ids(settled[2]) != ids(settled[0])
    assert [(j.document, j.other, j.decision) for j in judgements] == [("b", "a", "different"), ("c", "a", "different"), ("c", "b", "same")]


def test_the_order_of_the_documents_changes_nothing() -> None:
    codings = [
        coding("a", entity("person/lind", "Person", "Lind"), event("event/attack")),
        coding("b", entity("person/lind", "Person", "Lind"), event("event/attack")),
        coding("c", entity("person/lind", "Person", "Lind"), entity("org/front", "ArmedGroup", "Front")),
    ]
    results = {
        (tuple(sorted(settled, key=lambda c: c.article.id)), judgements) for settled, judgements in map(settle, permutations(codings))
    }
    assert len(results) == 1
    assert [found.article.id for found in settle(reversed(codings))[0]] == ["c", "b", "a"]


def test_everything_that_refers_to_a_thing_follows_its_new_id() -> None:
    def told(document: str) -> Coding:
        lind, attack, topic = entity("person/lind", "Person", "Lind"), event("event/attack"), Topic("topic/x", document, (WORDS,))
        relation = Relation(attack.id, "sikg:perpetrator", lind.id, "stated", (WORDS,), attributed_to=lind.id)
        figure = CasualtyFigure(attack.id, "killed", 1, 1, 1, "exactly", "one", "stated", (WORDS,), lind.id, lind.id)
        made = coding(document, lind, attack, topic, relations=(relation, replace(relation, predicate="schema:about", object=topic.id)))
        statement = Statement(lind.id, "quoted", WORDS, WORDS, (0,))
        article = replace(made.article, dateline_place=lind.id)
        return replace(made, article=article, casualties=(figure,), statements=(statement,))

    [_, second], _ = settle([told("a"), told("b")])
    lind, attack, topic = ids(second)
    [relation, about], [figure], [statement] = second.relations, second.casualties, second.statements
    assert {"person/lind", "event/attack", "topic/x"}.isdisjoint({lind, attack, topic})
    assert (relation.subject, relation.object, relation.attributed_to, about.object) == (attack, lind, lind, topic)
    assert (figure.event, figure.among_group, figure.attributed_to, statement.speaker) == (attack, lind, lind, lind)
    assert second.article.dateline_place == lind
