"""How things look: an outline for the kind of thing, a sign and a colour for its class, and its name in short lines.

The looks themselves are data, in `looks.json`: paths on a square of 24 units, used alike on the canvas and in the legend, and
colours that stand out from white paper, from the dark page and from the white sign on them (the tests measure it). Actors are
circles, places squares, events hexagons, and what exists only in words (posts, topics, concepts) diamonds.
"""

from __future__ import annotations

import json
import re
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

# Controls, lone surrogates, tags and non-characters, and the marks that change the order or the presence of other letters; line
# feeds and tabs stay, and so do joiners, since Persian and Indic words need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


@cache
def looks() -> dict[str, Any]:
    """The outlines, and the look of each class."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("looks.json").read_text(encoding="utf-8"))
    return loaded


@cache
def look_of(cls: str) -> dict[str, str]:
    """The look of a class; one without a look of its own gets that of a concept under its own name."""
    known: dict[str, dict[str, str]] = looks()["classes"]
    return known[cls] if cls in known else {**known[UNKNOWN_CLASS], "name": shown(cls)}


def shown(text: str) -> str:
    """The text with its control characters made visible: a right-to-left override shows as ⟨U+202E⟩ and turns nothing round."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text.replace("\r\n", "\n"))


def lines_of(label: str) -> list[str]:
    """A label in a few short lines, the last one cut with an ellipsis where it does not fit."""
    words = " ".join(shown(label).split())
    if len(words) <= LINE_CHARACTERS:
        return [words or "—"]
    return textwrap.wrap(words, LINE_CHARACTERS, max_lines=LINES, placeholder=" …")


def width_of(line: str) -> float:
    """The width of a drawn line in pixels, near enough to keep labels apart."""
    if line.isascii():
        return CHARACTER_PX * len(line)
    return sum(CHARACTER_PX * (2 if unicodedata.east_asian_width(c) in "WF" else 1) for c in line)


@cache
def radius_of(links: int) -> int:
    """Half the size of a node with this many links: its area grows with them, up to a limit."""
    return round(12 + 3.4 * sqrt(min(links, 60)))
