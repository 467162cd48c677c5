"""The lexicon that comes with the package loads whole, and a row that does not fit is named."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import lexicon, ontology
from kg.errors import KnowledgeError
from kg.lexicon import Hedge, Kind, Lexicon, Number, OrganisationWord, Quantity, Site, TimeWord, Trigger


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon.load()


class TestTables:
    @pytest.mark.parametrize(
        ("ask", "expected"),
        [
            (lambda w: w.verbs.get("ambush"), Trigger("ambush", "verb", "Attack", "ambush", "agent-target", "", True)),
            (lambda w: w.nouns.get("ambush"), Trigger("ambush", "noun", "Attack", "ambush", "agent-target", "", True)),
            (lambda w: w.weapons.get("landmine"), Kind("landmine", "landmine-ied")),
            (lambda w: w.sites.get("barracks"), Site("barracks", "MilitaryBase", "military")),
            (lambda w: w.assets.get("convoy"), Kind("convoy", "vehicle")),
            (lambda w: w.groups.get("aid worker"), Kind("aid worker", "worker")),
            (lambda w: w.ranks.get("lt. gen."), Kind("Lt. Gen.", "rank")),
            (lambda w: w.organisation_nouns.get("militia"), OrganisationWord("militia", "ArmedGroup", "noun")),
            (lambda w: w.modality.get("foil"), Kind("foil", "hypothetical")),
            (lambda w: w.numbers["dozen"], Number("dozen", 12, "multiplier")),
            (lambda w: w.quantities.get("dozens"), Quantity("dozens", 24, None, None)),
            (lambda w: w.hedges.get("up to"), Hedge("up to", "at-most", "before")),
            (lambda w: w.hedges.get("or more"), Hedge("or more", "at-least", "after")),
            (lambda w: w.times["night"], (TimeWord("night", "daypart", "NI"), TimeWord("night", "unit", "D"))),
            (lambda w: w.spelling["armor"], "armour"),
            (lambda w: w.verb_forms["staged"], "stage"),
        ],
    )
    def test_hold_typed_rows(self, words: Lexicon, ask: Callable[[Lexicon], object], expected: object) -> None:
        assert ask(words) == expected

    def test_event_heads_are_nouns_that_can_head_a_name(self, words: Lexicon) -> None:
        assert {t.pos for t in words.event_heads.rows.values()} == {"noun"}
        assert {t.cls for t in words.event_heads.rows.values()} == {"Meeting", "MilitaryOperation"}

    def test_an_ordinary_word_may_be_capital_because_of_its_place(self, words: Lexicon) -> None:
        assert [words.is_ordinary(w) for w in ("Gunmen", "Militants", "Troops", "Smith")] == [True, True, True, False]

    def test_are_read_once(self, words: Lexicon) -> None:
        assert lexicon.load() is words


class TestRows:
    """Each row is checked against the ontology and the lists of the module."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return Path(shutil.copytree(ontology.locate(lexicon.LEXICON), tmp_path / "lexicon"))

    @pytest.mark.parametrize(
        ("name", "row", "problem"),
        [
            ("triggers", "zap,verb,Atack,bombing,theme,,strong,x,", "no class 'Atack'"),
            ("triggers", "zap,verb,Attack,bombng,theme,,strong,x,", "no event_type 'bombng'"),
            ("triggers", "zap,verb,Attack,bombing,them,,strong,x,", "no frame 'them'"),
            ("triggers", "zap,verb,Attack,bombing,theme,kiled,strong,x,", "no harm 'kiled'"),
            ("triggers", "ambush,verb,Incident,riot,theme,,weak,x,", "'ambush verb' stands in line"),
            ("weapons", "zapper,firearms,x,", "no weapon_type 'firearms'"),
            ("facilities", "zaphouse,Facilty,military,x,", "no class 'Facilty'"),
            ("facilities", "zaphouse,Article,military,x,", "no class 'Article'"),
            ("organisations", "Zap,ArmedGroups,head,x,", "no class 'ArmedGroups'"),
            ("groups", "zapper,soldier,x,", "no kind 'soldier'"),
            ("numbers", "zap,,cardinal,x,", "'zap' has no value"),
            ("numbers", "zap,twelve,cardinal,x,", "value 'twelve' is not a whole number"),
            ("quantities", "zaps,10,5,,x,", "bounds are out of order"),
            ("quantities", "zaps,10,20,30,x,", "bounds are out of order"),
            ("qualifiers", "zap,atleast,before,x,", "no qualifier 'atleast'"),
            ("modality", "zap,verb,plan,x,", "no status 'plan'"),
            ("times", "zap,moon,1,x,", "no kind 'moon'"),
            ("furniture", '"(zap",credit,x,', "not a regular expression"),
            ("relational", "zap,verb,sikg:hostz,forward,x,", "no predicate 'sikg:hostz'"),
        ],
    )
    def test_one_that_does_not_fit_names_file_line_and_mend(self, folder: Path, name: str, row: str, problem: str) -> None:
        path = folder / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
        with pytest.raises(KnowledgeError, match=re.escape(problem)) as caught:
            lexicon.load(folder)
        assert caught.value.place == f"{path}:{len(lines) + 1}"
        assert caught.value.mend

    def test_a_missing_table_is_an_error(self, folder: Path) -> None:
        (folder / "times.csv").unlink()
        with pytest.raises(KnowledgeError, match=r"times\.csv: cannot be read"):
            lexicon.load(folder)


@pytest.mark.parametrize("path", sorted(ontology.locate(lexicon.LEXICON).glob("*.csv")), ids=lambda p: p.stem)
def test_every_table_is_sorted_and_says_its_source(path: Path) -> None:
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    assert header.endswith(",source,note")
    assert [line for line in rows if line.count(",") < header.count(",")] == []
    firsts = [re.match(r'"((?:[^"]|"")*)"|([^,]*)', line) for line in rows]
    words = [(m[1] or m[2] or "").replace('""', '"') for m in firsts if m]
    assert words == sorted(words)
