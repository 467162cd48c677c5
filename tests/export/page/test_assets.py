"""The files of the page: modules joined in the order of their imports."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from kg.export.page import assets


def test_every_module_is_in_the_page_once_and_after_those_it_imports() -> None:
    names = {path.name for path in files("kg.export.page").joinpath("browser").iterdir()}
    script = assets.page_script()
    order = re.findall(r"^// --- (.*) ---$", script, re.MULTILINE)
    wanted = [(name, source) for name in names for source in re.findall(r'from "\./(.*)"', assets.asset(f"browser/{name}"))]

    assert sorted(names) == sorted(name for name in order if name.endswith(".js"))
    assert [(name, source) for name, source in wanted if order.index(source) > order.index(name)] == []
    assert re.findall(r"^(?:import|export) .*$", script, re.MULTILINE) == []


@pytest.mark.parametrize(
    "forbidden",
    [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttpRequest",
        'setAttribute("on',
    ],
)
def test_no_module_makes_markup_of_text_or_asks_a_network(forbidden: str) -> None:
    assert [
        path.name for path in files("kg.export.page").joinpath("browser").iterdir() if forbidden in path.read_text(encoding="utf-8")
    ] == []


def test_modules_are_small() -> None:
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in files("kg.export.page").joinpath("browser").iterdir()
    }

    assert {name: length for name, length in lengths.items() if length > 250} == {}


@pytest.mark.parametrize(
    ("modules", "fault"),
    [
        (
            {"page.js": 'import { a } from "./one.js";\n', "one.js": 'import { b } from "./page.js";\nexport const a = 1;\n'},
            "in a circle: page.js → one.js → page.js",
        ),
        (
            {"page.js": 'import { b } from "./one.js";\n', "one.js": "export const a = 1;\n"},
            "page.js imports what one.js does not export: b",
        ),
    ],
    ids=["circle", "missing"],
)
def test_modules_that_do_not_fit_together_are_refused(modules: dict[str, str], fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "asset", lambda name: modules[name.removeprefix("browser/")])

    with pytest.raises(ValueError, match=fault):
        assets.page_script.__wrapped__()
