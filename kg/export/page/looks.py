"""How things look: an outline for the kind of thing, a sign and a colour for its class, and its name in short lines.

The looks themselves are data, in `looks.json`: paths on a square of 24 units, used alike on the canvas and in the legend, and
colours that stand out from white paper, from the dark page and from the white sign on them (the tests measure it). Actors are
circles, places squares, events hexagons, and what exists only in words (posts, topics, concepts) diamonds.
"""

from __future__ import annotations

import json
import textwrap
import unicodedata
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any

UNKNOWN_CLASS = "Concept"
LINE_CHARACTERS = 20
LINES = 4
LINE_PX = 15
CHARACTER_PX = 7.1  # mean width of a letter at the size the page draws; wide letters count twice

# Marks that change the order or the presence of other letters; joiners stay, since Persian and Indic words need them.
_INVISIBLE = {*"\u061c\u200b\u200e\u200f\u2028\u2029\ufeff", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2060, 0x2070))}


@cache
def looks() -> dict[str, Any]:
    """The outlines, and the look of each class."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("looks.json").read_text(encoding="utf-8"))
    return loaded


def look_of(cls: str) -> dict[str, str]:
    """The look of a class; one without a look of its own gets that of a concept under its own name."""
    known: dict[str, dict[str, str]] = looks()["classes"]
    return known[cls] if cls in known else {**known[UNKNOWN_CLASS], "name": shown(cls)}


def shown(text: str) -> str:
    """The text with its control characters made visible: a right-to-left override shows as ⟨U+202E⟩ and turns nothing round."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if c in _INVISIBLE or _is_control(c) else c for c in text.replace("\r\n", "\n"))


def _is_control(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE or 0xE0000 <= ord(character) <= 0xE007F


def lines_of(label: str) -> list[str]:
    """A label in a few short lines, the last one cut with an ellipsis where it does not fit."""
    return textwrap.wrap(" ".join(shown(label).split()), LINE_CHARACTERS, max_lines=LINES, placeholder=" …") or ["—"]


def width_of(line: str) -> float:
    """The width of a drawn line in pixels, near enough to keep labels apart."""
    return sum(CHARACTER_PX * (2 if unicodedata.east_asian_width(c) in "WF" else 1) for c in line)


def radius_of(links: int) -> int:
    """Half the size of a node with this many links: its area grows with them, up to a limit."""
    return round(12 + 3.4 * sqrt(min(links, 60)))
