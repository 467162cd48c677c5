"""Quotes in their sentences: for each span of a text the sentence or sentences that it touches.

A text and spans come in, plain values go out, ready for JSON; all words stand exactly as written. Knows no graph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

from kg.errors import InputError
from kg.model import Span

Values = dict[str, Any]

CONTEXT_LIMIT = 400  # characters kept on each side of a quote where no sentence ends, as in lists and tables

# A sentence ends at a line's end, and at . ! ? before white space and anything but a small letter. A full stop after an initial
# or a short capitalised word ("U.S.", "Gen.", "Lt.") ends nothing. Repeats are bounded, so that no text makes the search slow.
_SENTENCE_END = re.compile(r"""[\r\n]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…]["”’)\]]{0,3}\s(?=\s{0,3}[^\sa-z])""")


class Quoter:
    """Turns the spans of one article into evidence: the quote and the sentence around it.

    Args:
        article: Its id.
        text: Its exact text; where it is None, a quote stands for its sentence.
    """

    def __init__(self, article: str, text: str | None) -> None:
        self.article = article
        self.text = text
        self.ends = [0, *(end.end() for end in _SENTENCE_END.finditer(self.text or "")), len(self.text or "")]

    def evidence(self, spans: Iterable[Span]) -> list[Values]:
        """For each span `article`, `start`, `end`, `quote`, `sentence` and `offset`.

        Raises:
            InputError: The text does not hold a quote at its place.
        """
        return [self._evidence(span) for span in spans]

    def _evidence(self, span: Span) -> Values:
        if self.text is None:
            sentence, offset = span.quote, 0
        elif self.text[span.start : span.end] != span.quote:
            mend = "Give the text exactly as it was read when the coding was made."
            raise InputError(f"the text does not hold {span.quote!r} at {span.start}-{span.end}", place=self.article, mend=mend)
        else:
            sentence, offset = self._sentence(self.text, span)
        return {"article": self.article, "start": span.start, "end": span.end, "quote": span.quote, "sentence": sentence, "offset": offset}

    def _sentence(self, text: str, span: Span) -> tuple[str, int]:
        """The sentence or sentences that a span touches, and where the span begins in them."""
        start = max(self.ends[bisect_right(self.ends, span.start) - 1], span.start - CONTEXT_LIMIT)
        end = min(self.ends[bisect_left(self.ends, span.end)], span.end + CONTEXT_LIMIT)
        while start < span.start and text[start].isspace():
            start += 1
        while end > span.end and text[end - 1].isspace():
            end -= 1
        return text[start:end], span.start - start
