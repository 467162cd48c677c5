"""The JSON of `kg extract`: a `Coding` as one JSON object, and back.

The keys are those that users and other programs read; they may grow, and none is renamed. Hand codings
(`tests/gold/`, `tests/stories/`) have the same shape and are read by the same function. Does not check that a
coding is sensible (the shapes do) beyond what is needed to build it; it does check every offset on writing.
"""

from kg.contract.reading import from_json, read_coding, read_codings, read_rows
from kg.contract.writing import check_offsets, spans_of, to_json, to_line

__all__ = ["check_offsets", "from_json", "read_coding", "read_codings", "read_rows", "spans_of", "to_json", "to_line"]
