"""The files of the page as it carries them: one style sheet, one script made of our modules, and vis-network from inside pyvis.

The modules in `browser/` are ordinary ES modules. An inline script cannot import another, so they are joined into one, in the order in
which they need one another, each in a scope of its own: `import` takes names out of the scope before, `export` gives them. Knows
nothing of graphs.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

ENTRY = "page.js"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const)", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function|const) (?:\{([^}]*)\}|(\w+))", re.MULTILINE)


@cache
def asset(name: str) -> str:
    """A file of this folder."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def page_script() -> str:
    """Our modules as one script.

    Raises:
        ValueError: They import in a circle, or import what is not exported.
    """
    ordered: dict[str, str] = {}
    _gather(ENTRY, ordered, ())
    return '"use strict";\n(() => {\n' + "\n".join(ordered.values()) + "})();\n"


def _gather(name: str, ordered: dict[str, str], asked_by: tuple[str, ...]) -> None:
    """Put a module, in a scope of its own that gives its exports, after those that it imports."""
    if name in asked_by:
        raise ValueError(f"modules of the page import in a circle: {' → '.join((*asked_by, name))}")
    if name in ordered:
        return
    text = asset(f"browser/{name}")
    for wanted, source in _IMPORT.findall(text):
        _gather(source, ordered, (*asked_by, name))
        missing = {word.strip() for word in wanted.split(",") if word.strip()} - set(_exports(source))
        if missing:
            raise ValueError(f"{name} imports what {source} does not export: {', '.join(sorted(missing))}")
    body = _EXPORT.sub("", _IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_scope(found[2])};\n", text))
    ordered[name] = f"const {_scope(name)} = (() => {{\n// --- {name} ---\n{body}\nreturn {{ {', '.join(_exports(name))} }};\n}})();\n"


def _exports(name: str) -> list[str]:
    """The names a module exports: functions and constants, one by one or taken out of an object."""
    found = []
    for together, single in _EXPORTED.findall(asset(f"browser/{name}")):
        found += [word.strip() for word in together.split(",")] if together else [single]
    return found


def _scope(name: str) -> str:
    return f"${name.removesuffix('.js')}"


def policy(scripts: list[str], styles: list[str]) -> str:
    """A Content-Security-Policy that allows nothing but these scripts and styles, named by their hashes."""
    allowed = {"script-src": scripts, "style-src": styles}
    parts = [f"{name} {' '.join(map(_hash, texts))}" for name, texts in allowed.items()]
    closed = ("connect-src", "img-src", "font-src", "object-src", "frame-src", "base-uri", "form-action")
    return "; ".join(["default-src 'none'", *parts, *(f"{name} 'none'" for name in closed)])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
