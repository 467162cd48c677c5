"""The texts of the articles, found by their SHA-256, and the sentence around a quote.

Sources (files or folders of reports) come in; texts go out, only of articles that the graph holds by hash, so that every
offset fits. An article whose text is not at hand still shows its quotes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.graph.quoting import Quoter
from kg.model import Span
from kg.read import documents


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in its sentence: what stands before, the quote, what stands after."""

    before: str
    quote: str
    after: str


@dataclass
class Texts:
    """Texts by their SHA-256, read once."""

    by_hash: dict[str, str] = field(default_factory=dict)
    _quoters: dict[str, Quoter] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Iterable[str]) -> Texts:
        """The texts of the reports in these files and folders; a source that is not there is passed over."""
        found = cls()
        for source in sources:
            try:
                found.by_hash.update({document.sha256: document.text for document in documents([source])})
            except InputError:
                continue
        return found

    def text(self, sha256: str) -> str | None:
        """The text with this hash, if it is at hand."""
        return self.by_hash.get(sha256)

    def passage(self, sha256: str, start: int, end: int, quote: str) -> Passage:
        """The quote in its sentence, or alone where the text is not at hand or says something else there."""
        text = self.by_hash.get(sha256)
        if text is None or text[start:end] != quote:
            return Passage("", quote, "")
        if sha256 not in self._quoters:
            self._quoters[sha256] = Quoter(sha256, text)
        [told] = self._quoters[sha256].evidence([Span(start, end, quote)])
        sentence, offset = told["sentence"], told["offset"]
        return Passage(sentence[:offset], quote, sentence[offset + len(quote) :])
