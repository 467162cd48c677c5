"""People told by their state alone: "two X-ians", "an X-ian", "X-ians"; "the X-ians" with no number are their state.

Knows how such words stand in a sentence, and writes nothing down.
"""

from __future__ import annotations

from kg.extract.tree import Sentence, Word

MODIFYING = ("amod", "compound", "nmod", "poss")
ONE = ("a", "an", "another")


def are(sentence: Sentence, word: Word) -> bool:
    """Whether a name for the people of a state stands for some of them."""
    if word.name is None or word.name.cls not in ("people", "adjective") or word.dep in MODIFYING:
        return False
    counted = any(True for _ in sentence.children(word, "nummod")) or any(c.lower in ONE for c in sentence.children(word, "det"))
    if word.name.cls == "adjective":
        return counted
    return counted or not any(True for _ in sentence.children(word, "det", "poss"))


def kind(sentence: Sentence, word: Word) -> str:
    """The class of such people: one person, or a group."""
    return "Person" if any(c.lower in ONE for c in sentence.children(word, "det")) else "Group"
