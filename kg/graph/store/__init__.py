"""A store of triples that answers SPARQL, in memory or in a folder: the only door to pyoxigraph.

Quads or files (Turtle, TriG, N-Quads, N-Triples) come in; answers made of our own terms go out. The default graph
holds every triple once, whichever source told it, and the named graphs hold the triples by source: so a question
counts a triple once, and gives the same answer from Turtle as from TriG. (pyoxigraph's own union of graphs yields a
triple once a graph.) Does not guard against foreign queries, nor stop a slow one: `kg.query` does. Stores beyond this
machine are `kg.remote`'s.

A store in a folder belongs to one process: a second one is refused, and a forked child may not use its parent's.
Writes survive a killed process; they survive a power cut only after `flush`.
"""

from kg.graph.store.embedded import TRIPLE_COLUMNS, Answer, Answering, Form, Store
from kg.graph.store.files import SUFFIXES, canonical, read_quads

__all__ = ["SUFFIXES", "TRIPLE_COLUMNS", "Answer", "Answering", "Form", "Store", "canonical", "read_quads"]
