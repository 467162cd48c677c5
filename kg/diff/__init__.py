"""What differs between two graphs: the articles, things and claims that were added, removed or changed.

Two graphs come in as `Side`s; a `Difference` goes out, as text for people (`str`) or as JSON (`to_json`). Opens no file:
the command and `kg.pipeline` bring the graphs, which may be builds, RDF files, stores or extractions.
"""

from kg.diff.comparison import Change, Changes, Difference, Side, compare
from kg.diff.render import to_json

__all__ = ["Change", "Changes", "Difference", "Side", "compare", "to_json"]
