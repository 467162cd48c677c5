"""The errors of this package: one tree, each with a problem, a place and a mend.

    SikgError               anything a user can mend; the command line prints it and exits with 2
    ├── InputError          a source, file or folder that cannot be read as asked
    ├── KnowledgeError      a row of a lexicon or catalogue, or an ontology file, that does not fit
    ├── ModelError          the language model is missing or not the one that was asked for
    └── QueryError          a question that is unknown, malformed, refused or too slow

Unresolved is a result, not an error: it is kept as a `kg.model.Problem` and counted.
"""

from __future__ import annotations


class SikgError(Exception):
    """A fault the user can mend.

    Args:
        problem: What is wrong, in one sentence without a full stop.
        place: Where: a path, or path:line; empty when there is none.
        mend: What to do about it, a sentence or two.
    """

    def __init__(self, problem: str, *, place: str = "", mend: str = "") -> None:
        self.problem = problem
        self.place = place
        self.mend = mend
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.place}: {self.problem}" if self.place else self.problem
        return f"{head}\n  {self.mend}" if self.mend else head


class InputError(SikgError):
    """A source, file or folder that cannot be read as asked."""


class KnowledgeError(SikgError):
    """A row of a lexicon or catalogue, or an ontology file, that does not fit."""


class ModelError(SikgError):
    """The language model is missing or not the one that was asked for."""


class QueryError(SikgError):
    """A question that is unknown, malformed, refused or too slow."""
