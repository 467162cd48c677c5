"""Is a graph as it should be? Anyone's RDF, checked against our shapes; and RDF read back into a store once it is.

`checks` holds a graph against the shapes, `reading` makes a graph of a file, `findings` are what is found, and
`importing` adds a file that conforms to a store.
"""

from kg.validate.checks import validate
from kg.validate.findings import Finding, conforms, lines_of
from kg.validate.importing import Imported, import_file
from kg.validate.reading import read_graph

__all__ = ["Finding", "Imported", "conforms", "import_file", "lines_of", "read_graph", "validate"]
