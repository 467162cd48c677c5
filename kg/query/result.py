"""The answer to a query as a value: rows of our own terms under columns."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.store import Form
from kg.graph.terms import Iri, Literal, Term


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: rows under columns; an unbound variable is None.

    A `construct` answer has the columns subject, predicate, object. `truncated` says that there are more rows.
    """

    form: Form
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: bool = False

    @property
    def truth(self) -> bool:
        """The answer to an `ask` query."""
        return bool(self.rows)

    def records(self) -> list[dict[str, str | None]]:
        """Each row as plain words by column: a literal's value, an IRI in full."""
        words = [
            [None if term is None else term.value if isinstance(term, Iri | Literal) else str(term) for term in row] for row in self.rows
        ]
        return [dict(zip(self.columns, row, strict=True)) for row in words]

    def __str__(self) -> str:
        """The answer as a table for people."""
        from kg.query.render import render

        return render(self, "table").rstrip("\n")
