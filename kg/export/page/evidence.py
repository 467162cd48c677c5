"""Claims in the words of the page: who says it, where, how sure, and which characters of which sentence.

In: claims and their evidence as `kg.graph.network` keeps them. Out: values for JSON in which sentences are numbers into one list,
and marks are places in the sentence as a browser counts them (UTF-16 units), after `looks.shown` has made it safe.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from kg.export.page.looks import shown

if TYPE_CHECKING:
    import networkx as nx

Values = dict[str, Any]

TEXTS = ("text", "verbatim", "validity", "rule", "kind", "qualifier", "precision")
NUMBERS = ("lower", "upper", "best")
DAYS = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")


class Telling:
    """Turns claims into values for the page, and gathers the sentences that they quote."""

    def __init__(self, graph: nx.MultiDiGraph, order: dict[str, int], reports: dict[str, int]) -> None:
        self.order = order
        self.names = {node: shown(values["label"]) for node, values in graph.nodes(data=True)}
        self.reports = reports
        self.sentences: list[tuple[int, int, str]] = []  # report, where it begins there, the words
        self._numbers: dict[tuple[str, int, str], int] = {}

    def claim(self, values: Values) -> Values:
        """What a claim says about itself; texts that are missing are left out."""
        told: Values = {key: shown(values[key]) for key in TEXTS if values.get(key)}
        told |= {key: values[key] for key in NUMBERS if values.get(key) is not None}
        days = [values.get(name) for name in DAYS]
        speaker, among = values["speaker"], values.get("among")
        told |= {"days": days} if any(days) else {}
        told |= {"speaker": self.order.get(speaker, shown(speaker))} if speaker else {}
        told |= {"among": self.names.get(among) or shown(among)} if among else {}
        told |= {"basis": values["basis"], "confidence": values["confidence"], "report": self.reports[values["article"]]}
        return {**told, "passages": self.passages(values["evidence"])}

    def disputed(self, claims: list[Values]) -> list[Values]:
        """Dates or figures of one event; `clash` are the places, in the same list, of those that cannot be true with it."""
        places = {values["id"]: place for place, values in enumerate(claims)}
        told = []
        for values in claims:
            clash = sorted(places[other] for other in values.get("contradicts", ()) if other in places)
            told.append(self.claim(values) | ({"clash": clash} if clash else {}))
        return told

    def passages(self, evidence: list[Values]) -> list[list[Any]]:
        """The sentences quoted from, each once and in the order of the text: its number, first and last character, marks.

        The characters are those of the report, as in the graph; a mark is a pair of places in the sentence as shown.
        """
        marked: dict[int, list[tuple[int, int]]] = defaultdict(list)
        wholes: dict[int, tuple[str, int]] = {}
        for item in sorted(evidence, key=lambda item: (item["article"], item["start"], item["end"])):
            begin = item["start"] - item["offset"]
            number = self._sentence(item["article"], begin, item["sentence"])
            wholes[number] = (item["sentence"], begin)
            marked[number].append((item["offset"], item["offset"] + len(item["quote"])))
        return [[number, *_extent(marks, wholes[number][1]), *_marks(wholes[number][0], marks)] for number, marks in marked.items()]

    def _sentence(self, article: str, begin: int, sentence: str) -> int:
        key = article, begin, sentence
        if key not in self._numbers:
            self._numbers[key] = len(self.sentences)
            self.sentences.append((self.reports[article], begin, shown(sentence)))
        return self._numbers[key]


def _extent(marks: list[tuple[int, int]], begin: int) -> tuple[int, int]:
    return begin + min(start for start, _ in marks), begin + max(end for _, end in marks)


def _marks(sentence: str, marks: list[tuple[int, int]]) -> list[int]:
    """The marked stretches, those that touch or overlap made one: start, end, start, end, …"""
    joined: list[list[int]] = []
    for start, end in sorted(marks):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    flat = list(chain.from_iterable(joined))
    return flat if sentence.isascii() and sentence.isprintable() else [_units(sentence[:place]) for place in flat]


def _units(words: str) -> int:
    """How long the words are where the browser shows them."""
    return len(shown(words).encode("utf-16-le")) // 2
