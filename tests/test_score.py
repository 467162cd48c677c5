"""A coding is compared with a gold by the rules of the gold: what is right, also right, not asked for, or wrong."""

from __future__ import annotations

import json
import random
import runpy
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.contract import from_json, read_coding, to_line
from kg.errors import InputError
from kg.model import Coding, Span
from kg.score import Measure, read_extraction, read_gold, score, source_text

Json = dict[str, Any]

GOLD = Path(__file__).parent / "gold" / "seed.json"
SHARED = Path(__file__).parents[2] / "shared"
TEXT = "Rebels and a militia attacked Amber camp on 3 May. Rebels killed two. The base lies in Doria."


def span(quote: str, nth: int = 0) -> Json:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return {"start": start, "end": start + len(quote), "quote": quote}


def entity(id_: str, cls: str, *quotes: str, **more: Any) -> Json:  # noqa: ANN401 - any key of the contract
    return {"id": id_, "class": cls, "label": quotes[0], "mentions": [span(q) for q in quotes], **more}


def relation(subject: str, predicate: str, object_: str, basis: str = "stated", **more: Any) -> Json:  # noqa: ANN401
    evidence = more.pop("evidence", [span("attacked Amber camp")])
    return {"subject": subject, "predicate": predicate, "object": object_, "basis": basis, "evidence": evidence, **more}


@pytest.fixture
def gold() -> Json:
    """Four entities, one attack, one date, one toll, four relations: small enough to count by hand."""
    day = dict.fromkeys(("beginEarliest", "beginLatest", "endEarliest", "endLatest"), "2024-05-03")
    toll = {"kind": "killed", "lowerBound": 2, "upperBound": 2, "bestEstimate": 2, "qualifier": "exactly", "verbatim": "two"}
    return {
        "article": {"id": "small", "characters": len(TEXT)},
        "entities": [
            entity("rebels", "ArmedGroup", "Rebels"),
            entity("militia", "ArmedGroup", "a militia"),
            entity("camp", "MilitaryBase", "Amber camp", "The base"),
            entity("doria", "State", "Doria"),
        ],
        "events": [{"id": "attack", "class": "Attack", "label": "attack", "status": "occurred", "mentions": [span("attacked")]}],
        "dates": [
            {"event": "attack", **day, "precision": "day", "verbatim": "on 3 May", "basis": "resolved", "evidence": [span("on 3 May")]}
        ],
        "casualties": [{"event": "attack", **toll, "basis": "stated", "evidence": [span("killed two")]}],
        "relations": [
            relation("attack", "sikg:perpetrator", "rebels", id="R1"),
            relation("attack", "sikg:perpetrator", "militia", id="R2"),
            relation("attack", "sikg:target", "camp", id="R3", attributedTo="rebels"),
            relation("camp", "sikg:locatedIn", "doria", "resolved", id="R4", evidence=[span("lies in Doria")]),
            relation("attack", "sikg:occurredAt", "doria", "implied", id="R5"),
        ],
        "topics": [],
        "statements": [],
    }


def remarks(gold: Json, coding: Coding) -> list[str]:
    return list(score(gold, coding, TEXT).remarks)


def test_a_gold_has_the_full_score_against_itself(gold: Json) -> None:
    result = score(gold, from_json(gold), TEXT)
    assert result.to_json() == {
        "entities": {"tp": 4, "fp": 0, "fn": 0, "p": 1.0, "r": 1.0, "f1": 1.0},
        "found": {"tp": 4, "fp": 0, "fn": 0, "p": 1.0, "r": 1.0, "f1": 1.0},
        "kin": {"tp": 4, "fp": 0, "fn": 0, "p": 1.0, "r": 1.0, "f1": 1.0},
        "events": {"tp": 1, "fp": 0, "fn": 0, "p": 1.0, "r": 1.0, "f1": 1.0},
        "dates": {"tp": 1, "fp": 0, "fn": 0, "p": 1.0, "r": 1.0, "f1": 1.0},
        "casualties": {"tp": 1, "fp": 0, "fn": 0, "p": 1.0, "r": 1.0, "f1": 1.0},
        "relations": {"tp": 4, "fp": 0, "fn": 0, "p": 1.0, "r": 1.0, "f1": 1.0},
        "implied": {"tp": 1, "fp": 0, "fn": 0, "p": 1.0, "r": 1.0, "f1": 1.0},
        "traps": {"hits": 0},
        "offsets": {"spans": 13, "wrong": 0},
        "speakers": {"right": 5, "of": 5},
        "evidence": {"overlaps": 5, "of": 5},
        "unsupported_implied": {"relations": 0, "dates": 0, "casualties": 0},
    }
    assert result.remarks == ()


def test_nothing_found_is_no_division_by_zero(gold: Json) -> None:
    result = score(gold, Coding(from_json(gold).article), TEXT)
    assert (result.entities, result.relations, result.implied) == (Measure(0, 0, 4), Measure(0, 0, 4), Measure(0, 0, 1))
    assert (result.entities.precision, result.entities.recall, result.entities.f1) == (0, 0, 0)


def test_a_wrong_class_is_found_and_perhaps_kin_but_not_right(gold: Json) -> None:
    coding = from_json(gold)
    rebels, militia, *rest = coding.entities
    result = score(gold, replace(coding, entities=(replace(rebels, cls="Organisation"), replace(militia, cls="Person"), *rest)), TEXT)
    assert (result.entities, result.found, result.kin) == (Measure(2, 2, 2), Measure(4, 0, 0), Measure(3, 1, 1))
    assert result.remarks == ("entity class: rebels as Organisation", "entity class: militia as Person")


def test_an_extra_entity_costs_precision_unless_the_gold_lets_it_pass(gold: Json) -> None:
    coding = from_json({**gold, "entities": [*gold["entities"], entity("x", "Group", "two")]})
    assert score(gold, coding, TEXT).entities == Measure(4, 1, 0)
    gold["accept"] = {"entities": [{"class": "Group", **span("two")}]}
    assert score(gold, coding, TEXT).entities == Measure(4, 0, 0)


def test_a_relation_of_an_entity_that_may_pass_may_pass(gold: Json) -> None:
    coding = from_json(
        {
            **gold,
            "entities": [*gold["entities"], entity("x", "Group", "two")],
            "relations": [*gold["relations"], relation("attack", "sikg:victim", "x")],
        }
    )
    assert score(gold, coding, TEXT).relations == Measure(4, 1, 0)
    assert "relation extra: attack sikg:victim ?x" in remarks(gold, coding)
    gold["accept"] = {"entities": [{"class": "Group", **span("two")}]}
    assert score(gold, coding, TEXT).relations == Measure(4, 0, 0)


def test_classes_that_the_gold_also_accepts_are_right(gold: Json) -> None:
    coding = from_json(gold)
    group = replace(coding, entities=(replace(coding.entities[0], cls="sikg:Group"), *coding.entities[1:]))
    assert score(gold, group, TEXT).entities == Measure(3, 1, 1)
    gold["accept"] = {"classes": {"rebels": ["Group"]}}
    assert score(gold, group, TEXT).entities == Measure(4, 0, 0)


def test_an_optional_entity_or_relation_is_neither_missed_nor_extra(gold: Json) -> None:
    gold["entities"][1]["optional"] = True
    gold["relations"][1]["optional"] = True
    coding = from_json(gold)
    without = replace(coding, entities=(coding.entities[0], *coding.entities[2:]), relations=(coding.relations[0], *coding.relations[2:]))
    for variant in (coding, without):
        assert (score(gold, variant, TEXT).entities, score(gold, variant, TEXT).relations) == (Measure(3, 0, 0), Measure(3, 0, 0))


def test_one_thing_coded_as_two_is_an_extra_unless_it_may_be_split(gold: Json) -> None:
    *others, camp, doria = gold["entities"]
    halves = [{**camp, "mentions": camp["mentions"][:1]}, {**camp, "id": "half", "mentions": camp["mentions"][1:]}]
    relations = [*gold["relations"][:3], relation("half", "sikg:locatedIn", "doria"), gold["relations"][4]]
    coding = from_json({**gold, "entities": [*others, *halves, doria], "relations": relations})
    result = score(gold, coding, TEXT)
    assert (result.entities, result.relations) == (Measure(4, 1, 0), Measure(3, 1, 1))
    gold["accept"] = {"split": ["camp"]}
    result = score(gold, coding, TEXT)
    assert (result.entities, result.relations) == (Measure(4, 0, 0), Measure(4, 0, 0))


@pytest.mark.parametrize("change", [{"cls": "Meeting"}, {"status": "denied"}], ids=["class", "status"])
def test_an_event_of_another_class_or_status_is_wrong(gold: Json, change: dict[str, Any]) -> None:
    coding = from_json(gold)
    result = score(gold, replace(coding, events=(replace(coding.events[0], **change),)), TEXT)
    assert result.events == Measure(0, 1, 1)
    assert result.dates == Measure(1, 0, 0)  # it is still the same event


def test_an_equal_second_dating_is_a_repeat_and_another_one_is_wrong(gold: Json) -> None:
    coding = from_json(gold)
    [dating] = coding.dates
    other = replace(dating, bounds=replace(dating.bounds, end_latest=date(2024, 5, 4)), verbatim="for two days")
    assert score(gold, replace(coding, dates=(dating, dating)), TEXT).dates == Measure(1, 0, 0)
    assert score(gold, replace(coding, dates=(dating, other)), TEXT).dates == Measure(1, 1, 0)
    assert remarks(gold, replace(coding, dates=(other,))) == ["date missed: attack 'on 3 May'", "date extra: attack 'for two days'"]


def test_an_open_bound_may_be_filled_by_what_the_others_entail(gold: Json) -> None:
    coding = from_json(gold)
    gold["dates"][0] |= {"beginLatest": None, "endEarliest": None}
    assert score(gold, coding, TEXT).dates == Measure(1, 0, 0)
    gold["dates"][0] |= {"beginEarliest": None}
    assert score(gold, coding, TEXT).dates == Measure(0, 1, 1)


def test_implied_rows_beyond_the_gold_are_counted_apart(gold: Json) -> None:
    coding = from_json(gold)
    guessed = replace(coding.dates[0], basis="implied", bounds=replace(coding.dates[0].bounds, end_latest=None))
    claim = replace(coding.relations[0], predicate="sikg:supports", basis="implied")
    result = score(gold, replace(coding, dates=(*coding.dates, guessed), relations=(*coding.relations, claim)), TEXT)
    assert (result.dates, result.relations) == (Measure(1, 0, 0), Measure(4, 0, 0))
    assert result.unsupported == (1, 1, 0)


@pytest.mark.parametrize(("field", "value"), [("kind", "injured"), ("lower", 1), ("upper", None), ("best", 3)])
def test_a_toll_is_right_in_kind_and_every_number_or_not_at_all(gold: Json, field: str, value: Any) -> None:  # noqa: ANN401
    coding = from_json(gold)
    changed = replace(coding.casualties[0], **{field: value})
    assert score(gold, replace(coding, casualties=(changed,)), TEXT).casualties == Measure(0, 1, 1)


def test_a_stated_relation_that_is_only_implied_is_missed_unless_any_basis_will_do(gold: Json) -> None:
    coding = from_json(gold)
    weak = replace(coding, relations=(replace(coding.relations[0], basis="implied"), *coding.relations[1:]))
    assert score(gold, weak, TEXT).relations == Measure(3, 0, 1)
    assert remarks(gold, weak) == ["relation missed: attack sikg:perpetrator rebels (as implied)"]
    gold["accept"] = {"any_basis": ["R1"]}
    assert score(gold, weak, TEXT).relations == Measure(4, 0, 0)


def test_an_implied_relation_that_is_stated_is_extra_unless_any_basis_will_do(gold: Json) -> None:
    coding = from_json(gold)
    bold = replace(coding, relations=(*coding.relations[:4], replace(coding.relations[4], basis="stated")))
    assert score(gold, bold, TEXT).relations == Measure(4, 1, 0)
    assert remarks(gold, bold) == ["relation extra: attack sikg:occurredAt doria (gold: implied)"]
    gold["accept"] = {"any_basis": ["R5"]}
    assert score(gold, bold, TEXT).relations == Measure(4, 0, 0)


def test_the_strongest_basis_of_a_relation_counts(gold: Json) -> None:
    coding = from_json(gold)
    twice = replace(coding, relations=(replace(coding.relations[0], basis="implied"), *coding.relations))
    assert score(gold, twice, TEXT).relations == Measure(4, 0, 0)


def test_one_of_a_group_stands_for_all(gold: Json) -> None:
    coding = from_json(gold)
    one = replace(coding, relations=coding.relations[1:])
    assert score(gold, one, TEXT).relations == Measure(3, 0, 1)
    gold["accept"] = {"any_of": [["R1", "R2"]]}
    assert score(gold, one, TEXT).relations == Measure(4, 0, 0)


def test_the_broader_property_of_a_right_relation_is_neither_right_nor_wrong(gold: Json) -> None:
    coding = from_json(gold)
    broad = replace(coding.relations[0], predicate="sikg:participant")
    assert score(gold, replace(coding, relations=(*coding.relations, broad)), TEXT).relations == Measure(4, 0, 0)
    assert score(gold, replace(coding, relations=(broad, *coding.relations[1:])), TEXT).relations == Measure(3, 0, 1)


def test_a_weapon_is_a_concept_that_stands_for_itself(gold: Json) -> None:
    gold["relations"].append(relation("attack", "sikg:weaponType", "firearm"))
    coding = from_json(gold)
    *others, weapon = coding.relations
    assert score(gold, coding, TEXT).relations == Measure(5, 0, 0)
    assert score(gold, replace(coding, relations=tuple(others)), TEXT).relations == Measure(4, 0, 1)
    assert remarks(gold, replace(coding, relations=(*others, replace(weapon, object="grenade")))) == [
        "relation missed: attack sikg:weaponType firearm",
        "relation extra: attack sikg:weaponType grenade",
    ]


def test_a_link_is_right_in_both_directions_and_other_relations_are_not(gold: Json) -> None:
    gold["relations"].append(relation("rebels", "sikg:linkedTo", "militia"))
    coding = from_json(gold)
    turned = replace(coding, relations=(*coding.relations[:5], replace(coding.relations[5], subject="militia", object="rebels")))
    assert score(gold, turned, TEXT).relations == Measure(5, 0, 0)
    located = replace(coding.relations[3], subject="doria", object="camp")
    assert score(gold, replace(coding, relations=(*coding.relations[:3], located, *coding.relations[4:])), TEXT).relations == Measure(
        4, 1, 1
    )


def test_a_trap_is_a_claim_that_the_gold_forbids_and_does_not_make(gold: Json) -> None:
    gold["never"] = [["attack", "sikg:perpetrator", "*", ["stated", "implied"]], ["attack", "sikg:occurredAt", "doria", ["stated"]]]
    coding = from_json(gold)
    assert score(gold, coding, TEXT).traps == ()
    blamed = replace(coding.relations[0], object="doria")
    placed = replace(coding.relations[4], basis="stated")
    trapped = replace(coding, relations=(*coding.relations, blamed, placed))
    assert score(gold, trapped, TEXT).traps == (
        ("attack", "sikg:occurredAt", "doria", "stated"),
        ("attack", "sikg:perpetrator", "doria", "stated"),
    )


def test_speakers_evidence_and_offsets_are_counted(gold: Json) -> None:
    coding = from_json(gold)
    first, second, third, *rest = coding.relations
    wrong = (replace(first, attributed_to="doria"), second, replace(third, attributed_to=None, evidence=(Span(0, 6, "Rebel!"),)), *rest)
    result = score(gold, replace(coding, relations=wrong), TEXT)
    assert (result.speakers, result.evidence, result.spans, result.wrong_offsets) == ((3, 5), (4, 5), 13, 1)


def test_offsets_are_not_checked_without_the_text(gold: Json) -> None:
    result = score(gold, from_json(gold))
    assert (result.spans, result.wrong_offsets) == (0, 0)


def test_topics_are_matched_by_half_of_their_words(gold: Json) -> None:
    gold["topics"] = [{"id": "topic", "label": "the security of borders", "mentions": []}]
    gold["relations"].append(relation("attack", "schema:about", "topic"))
    coding = from_json(gold)
    [topic] = coding.topics
    assert score(gold, replace(coding, topics=(replace(topic, label="borders"),)), TEXT).relations == Measure(5, 0, 0)
    assert score(gold, replace(coding, topics=(replace(topic, label="trade at borders"),)), TEXT).relations == Measure(4, 1, 1)


def test_a_table_has_one_kind_a_line(gold: Json) -> None:
    lines = score(gold, from_json(gold), TEXT).to_table().splitlines()
    assert lines[0] == "entities            P 1.000 R 1.000 F1 1.000  (tp 4 fp 0 fn 0)"
    assert lines[8] == "traps               hits 0"
    assert len(lines) == 13


# --- files ---


def test_a_gold_that_is_none_is_refused(tmp_path: Path) -> None:
    for content, problem in (("{", "not JSON"), ("[]", "not a JSON object"), ('{"article": {"id": "a"}}', "not a gold coding")):
        (tmp_path / "g.json").write_text(content)
        with pytest.raises(InputError) as caught:
            read_gold(tmp_path / "g.json")
        assert caught.value.problem.startswith(problem)
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "missing.json")


def test_the_article_of_a_gold_lies_beside_it_or_in_seeds(tmp_path: Path) -> None:
    gold = tmp_path / "gold" / "g.json"
    (tmp_path / "seeds").mkdir()
    (tmp_path / "gold").mkdir()
    assert source_text(gold, "a.txt") is None
    (tmp_path / "seeds" / "a.txt").write_text("x")
    assert source_text(gold, "a.txt") == tmp_path / "seeds" / "a.txt"
    (tmp_path / "gold" / "a.txt").write_text("x")
    assert source_text(gold, "a.txt") == tmp_path / "gold" / "a.txt"
    assert source_text(gold, None) is None


def test_the_line_about_the_article_is_taken_and_documents_are_no_codings(gold: Json, tmp_path: Path) -> None:
    other = {**gold, "article": {"id": "other"}}
    file = tmp_path / "x.jsonl"
    file.write_text(f"{json.dumps(other)}\n\n{json.dumps(gold)}\n")
    assert read_extraction(file, "small") == from_json(gold)
    with pytest.raises(InputError, match="none of 2 lines"):
        read_extraction(file, "unknown")
    file.write_text(json.dumps(other))
    assert read_extraction(file, "unknown") == from_json(other)
    file.write_text('{"docid": "small", "text": "x"}')
    assert read_extraction(file, "small") is None


# --- the same figures as the scorer that the rules come from ---


def drop(coding: Coding, rng: random.Random) -> Coding:
    """Without a tenth of everything."""
    lists = ("entities", "events", "dates", "casualties", "relations", "topics")
    return replace(coding, **{name: tuple(x for x in getattr(coding, name) if rng.random() > 0.1) for name in lists})


def reclass(coding: Coding, rng: random.Random) -> Coding:
    """Some classes and statuses exchanged, some with their prefix."""
    classes = ("Organisation", "Place", "Facility", "Group", "Person", "sikg:State", "sikg:ArmedGroup", "Topic")
    entities = tuple(replace(e, cls=rng.choice(classes)) if rng.random() < 0.3 else e for e in coding.entities)
    events = tuple(
        replace(e, status=rng.choice(("planned", "denied", "occurred")), cls=rng.choice((e.cls, "Incident"))) for e in coding.events
    )
    return replace(coding, entities=entities, events=events)


def shift(coding: Coding, rng: random.Random) -> Coding:
    """Mentions and evidence moved by a few characters, some left out."""

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        kept = [s for s in spans if rng.random() < 0.8] or list(spans[:1])
        return tuple(replace(s, start=max(0, s.start - rng.randrange(6)), end=s.end + rng.randrange(6)) for s in kept)

    return replace(
        coding,
        entities=tuple(replace(e, mentions=moved(e.mentions)) for e in coding.entities),
        events=tuple(replace(e, mentions=moved(e.mentions)) for e in coding.events),
        relations=tuple(replace(r, evidence=moved(r.evidence)) for r in coding.relations),
    )


def rename(coding: Coding, rng: random.Random) -> Coding:
    """Other ids and labels throughout: what a coding of one's own looks like."""
    ids = {x.id: f"x{n}" for n, x in enumerate((*coding.entities, *coding.events, *coding.topics))}
    relations = tuple(
        replace(
            r,
            subject=ids.get(r.subject, r.subject),
            object=ids.get(r.object, r.object),
            attributed_to=ids.get(r.attributed_to, r.attributed_to) if r.attributed_to else None,
        )
        for r in coding.relations
    )
    return replace(
        coding,
        entities=tuple(replace(e, id=ids[e.id], label=rng.choice((e.label, e.mentions[0].quote))) for e in coding.entities),
        events=tuple(replace(e, id=ids[e.id]) for e in coding.events),
        topics=tuple(replace(t, id=ids[t.id], label=t.label.upper()) for t in coding.topics),
        dates=tuple(replace(d, event=ids[d.event]) for d in coding.dates),
        casualties=tuple(replace(c, event=ids[c.event]) for c in coding.casualties),
        relations=relations,
    )


def scramble(coding: Coding, rng: random.Random) -> Coding:
    """Relations with other bases, ends, speakers and predicates, some twice, some turned round."""
    ends = [x.id for x in (*coding.entities, *coding.events)]
    relations = []
    for r in coding.relations:
        basis = rng.choice((r.basis, r.basis, "implied", "stated"))
        relations.append(replace(r, basis=basis, attributed_to=rng.choice((r.attributed_to, None, ends[0]))))
        if rng.random() < 0.3:
            relations.append(replace(r, object=rng.choice(ends), basis=rng.choice(("stated", "implied"))))
        if rng.random() < 0.3:
            relations.append(replace(r, subject=r.object, object=r.subject))
        if rng.random() < 0.2:
            relations.append(replace(r, predicate=rng.choice(("sikg:participant", "sikg:basedIn", "sikg:perpetrator", "sikg:occurredAt"))))
    return replace(coding, relations=tuple(relations))


def restate(coding: Coding, rng: random.Random) -> Coding:
    """Datings and tolls changed, repeated, moved to other events, or implied."""
    events = [e.id for e in coding.events]
    dates = [
        replace(d, bounds=replace(d.bounds, end_earliest=d.bounds.begin_earliest, begin_latest=d.bounds.end_latest)) for d in coding.dates
    ]
    dates += [replace(d, event=rng.choice(events), basis=rng.choice(("implied", "resolved"))) for d in coding.dates]
    figures = [replace(c, lower=rng.choice((c.lower, 1))) for c in coding.casualties]
    figures += [replace(c, basis=rng.choice(("implied", "stated")), upper=rng.choice((c.upper, 99))) for c in coding.casualties]
    return replace(coding, dates=tuple(dates), casualties=tuple(figures))


def multiply(coding: Coding, rng: random.Random) -> Coding:
    """Things coded twice, with their mentions shared out."""
    entities, events = list(coding.entities), list(coding.events)
    for items in (entities, events):
        for item in list(items):
            if rng.random() < 0.4:
                items.append(replace(item, id=item.id + "-2", mentions=item.mentions[::2]))
    again = tuple(replace(r, subject=r.subject + "-2") for r in coding.relations if rng.random() < 0.4)
    return replace(coding, entities=tuple(entities), events=tuple(events), relations=coding.relations + again)


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Coding], Json]:
    """The figures of the program that the rules come from."""
    program = SHARED / "eval" / "gold_score.py"
    if not program.exists():
        pytest.skip("../shared is not there")

    def run(coding: Coding) -> Json:
        extracted = tmp_path / "x.jsonl"
        extracted.write_text(to_line(coding) + "\n", encoding="utf-8")
        monkeypatch.setattr(sys, "argv", [str(program), str(SHARED / "gold" / "seed.json"), str(extracted), "--json"])
        runpy.run_path(str(program), run_name="__main__")
        return json.loads(capsys.readouterr().out)

    return run


@pytest.mark.external
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "damages",
    [
        [],
        [drop],
        [reclass],
        [shift],
        [rename],
        [scramble],
        [restate],
        [multiply],
        [multiply, drop, rename, shift, scramble, restate, reclass],
    ],
    ids=lambda damages: "-".join(d.__name__ for d in damages) or "gold",
)
def test_figures_are_those_of_the_reference_scorer(
    damages: list[Callable[[Coding, random.Random], Coding]], seed: int, theirs: Callable[[Coding], Json]
) -> None:
    coding = read_coding(GOLD)
    for number, damage in enumerate(damages):
        coding = damage(coding, random.Random(100 * seed + number))
    path = source_text(SHARED / "gold" / "seed.json", read_gold(GOLD).source_file)
    assert path is not None
    ours = score(GOLD, coding, path.read_bytes().decode("utf-8"))
    assert ours.to_json() == theirs(coding)
