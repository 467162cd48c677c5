"""Adding reports to a store and taking one back: exact, whole, and safe against a killed process (hostile inputs 30 to 34)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg import keeping
from kg.contract import read_coding
from kg.errors import InputError, SikgError
from kg.export.source import Source
from kg.graph.build import quads
from kg.graph.changes import addition, retraction
from kg.graph.store import Store
from kg.graph.terms import Iri, Literal, Quad
from kg.iris import Iris
from kg.keeping import retract
from kg.model import Coding
from kg.pipeline import graph_of

HERE = Path(__file__).parent
S, P = Iri("http://example.org/s"), Iri("http://example.org/p")
IRIS = Iris()


@pytest.fixture(scope="module")
def seed() -> list[Quad]:
    return list(quads([read_coding(HERE / "gold/seed.json")], IRIS))


@pytest.fixture(scope="module")
def both() -> list[Quad]:
    return list(quads([read_coding(HERE / "gold/seed.json"), read_coding(HERE / "questions/invented.json")], IRIS))


def graphs_of(article: str) -> list[Iri]:
    return [Iri(IRIS.graph(article, "facts")), Iri(IRIS.graph(article, "claims"))]


def told(store: Store) -> set[Quad]:
    """All but the vocabulary in use, which may stay after its last use."""
    return {quad for quad in store.quads() if quad.graph is not None or quad.predicate.value.endswith("#contradicts")}


def test_taking_an_article_back_leaves_exactly_the_others(seed: list[Quad], both: list[Quad], tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store", create=True)
    store.update(addition(both))
    invented = next(name.value for name in store.graphs() if "000_" not in name.value).split("/")[-2]
    shared = {q.graph for q in both}
    assert len(shared) >= 4
    del store
    retract(invented, tmp_path / "store")
    left = Store.open(tmp_path / "store")
    assert told(left) == told(Store.of(seed))
    assert set(Store.of(seed).quads()) <= set(left.quads())


def test_what_another_article_says_too_stays() -> None:
    one, other = graphs_of("one"), graphs_of("other")
    store = Store.of([Quad(S, P, Literal("both"), one[0]), Quad(S, P, Literal("both"), other[1]), Quad(S, P, Literal("alone"), one[1])])
    store.update(retraction(one))
    assert set(store.quads()) == {Quad(S, P, Literal("both"), other[1])}
    assert len(store) == 1


def test_adding_again_changes_nothing(seed: list[Quad]) -> None:
    store = Store.of(seed)
    before = set(store.quads())
    article = next(q.graph for q in seed if q.graph).value.split("/")[-2]
    store.update(retraction(graphs_of(article)) + " ;\n" + addition(seed))
    assert set(store.quads()) == before


def test_an_article_that_is_not_there_is_said(tmp_path: Path) -> None:
    Store.open(tmp_path / "store", create=True)
    with pytest.raises(InputError, match="holds no article 'none'"):
        retract("none", tmp_path / "store")


@pytest.mark.parametrize("seed_of_chance", [1, 2, 3])
def test_whatever_is_added_and_taken_back_the_graph_is_that_of_a_build(seed_of_chance: int) -> None:
    """Each report is there twice under two ids, once in other words, so that names clash and descriptions change."""
    chance, told = random.Random(seed_of_chance), [read_coding(path) for path in sorted(HERE.glob("stories/*/coding.json"))[:6]]
    codings = {coding.article.id: coding for one in told for coding in (one, in_other_words(one))}
    store, held = Store.of(), dict[str, Coding]()
    for _ in range(10):
        old = keeping.codings_of(store)
        assert old == held
        if held and chance.random() < 0.4:
            names = chance.sample(sorted(held), 1)
            held = {name: coding for name, coding in held.items() if name not in names}
        else:
            names = chance.sample(sorted(codings), chance.randint(1, 4))
            held = held | {name: codings[name] for name in names}
        keeping.change(store, old, held, tuple(names))
        assert set(Source.of_store(store).quads()) == set(graph_of(list(held.values())).quads)


def in_other_words(coding: Coding) -> Coding:
    """The coding as another report with an id that sorts before the first one's."""
    article = replace(coding.article, id=f"a-{coding.article.id}")
    entities = tuple(replace(entity, label=f"the {entity.label}") if not entity.named else entity for entity in coding.entities)
    return replace(coding, article=article, entities=entities, events=tuple(replace(e, status="occurred") for e in coding.events))


WRITER = """
import sys; from pathlib import Path
from kg.graph.store import Store; from kg.graph.terms import Iri, Literal, Quad
from kg.graph.changes import addition
store = Store.open(Path(sys.argv[1]), create=True)
start = len(store)
print("open", flush=True)
for batch in range(10_000):
    n = start // 50 + batch
    store.update(addition([Quad(Iri(f"http://e/{n}"), Iri("http://e/p"), Literal(str(i)), Iri(f"http://e/g{n}")) for i in range(50)]))
    print(n, flush=True)
"""


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    folder, acknowledged = tmp_path / "store", -1
    for round_ in range(20):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=HERE.parent)
        assert process.stdout is not None
        if round_:  # the first rounds are killed while the store is made
            assert process.stdout.readline() == "open\n"
            time.sleep(0.01 * round_)
        else:
            time.sleep(0.15)
        process.kill()
        said = [line for line in process.communicate()[0].splitlines() if line.isdecimal()]
        acknowledged = int(said[-1]) if said else acknowledged
        if not folder.exists():
            continue  # killed before there was a store: nothing is there, not half of one
        store = Store.open(folder)
        size = len(store)
        assert size % 50 == 0, "a batch is there wholly, or not at all"
        assert size >= 50 * (acknowledged + 1)
        del store


class TestDamage:
    @pytest.fixture
    def folder(self, tmp_path: Path, seed: list[Quad]) -> Path:
        store = Store.open(tmp_path / "store", create=True)
        store.add(seed)
        store.flush()
        return tmp_path / "store"

    def test_a_store_without_its_heart_is_damaged_not_new(self, folder: Path) -> None:
        (folder / "CURRENT").unlink()
        for create in (False, True):
            with pytest.raises(InputError, match=r"holds no store|not empty, and no store") as caught:
                Store.open(folder, create=create)
            assert "damaged" in caught.value.mend

    def test_a_store_without_its_manifest_is_damaged(self, folder: Path) -> None:
        for manifest in folder.glob("MANIFEST-*"):
            manifest.unlink()
        with pytest.raises(InputError, match="is damaged"):
            Store.open(folder)

    def test_a_manifest_that_was_cut_is_said(self, folder: Path) -> None:
        for manifest in folder.glob("MANIFEST-*"):
            manifest.write_bytes(b"\xff" * 40)
        with pytest.raises(InputError, match=r"is damaged: Corruption"):
            Store.open(folder)

    def test_a_folder_of_other_things_is_not_written_to(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
        with pytest.raises(InputError, match="not empty, and no store"):
            Store.open(tmp_path, create=True)
        assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]

    def test_a_lock_left_behind_is_no_obstacle(self, folder: Path) -> None:
        assert (folder / "LOCK").exists()
        assert len(Store.open(folder)) > 0

    def test_a_full_disk_adds_nothing_and_the_store_still_opens(self, folder: Path) -> None:
        code = (
            "import resource, signal, sys; from pathlib import Path; from kg.graph.store import Store; from kg.errors import SikgError\n"
            "from kg.graph.terms import Iri, Literal, Quad\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); store = Store.open(Path(sys.argv[1]))\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
            "try: store.add(Quad(Iri(f'http://e/{n}'), Iri('http://e/p'), Literal('x' * 100)) for n in range(20_000))\n"
            "except SikgError as error: print(error.problem[:28])"
        )
        before = len(Store.open(folder))
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, cwd=HERE.parent, timeout=60, check=True
        )
        assert done.stdout.strip() == "the store cannot be written:"
        assert len(Store.open(folder)) == before


def test_an_update_that_is_none_is_refused() -> None:
    with pytest.raises(SikgError, match="not a SPARQL update"):
        Store.of().update("DROP EVERYTHING")
