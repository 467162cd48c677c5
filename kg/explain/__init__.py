"""Why a graph says what it says: for a thing, a claim or a value every claim behind it, with its words at their place.

A `Content` and the words of a user come in; an `Explanation` goes out, as text for people (`render`) or as JSON
(`to_json`). Of a large store only `content_about` is read. Reads no file and resolves nothing: the command and `kg.pipeline` bring the graph and the texts.
"""

from kg.explain.asking import content_about
from kg.explain.explanation import Explanation, Quote, Reason, explain
from kg.explain.render import render, to_json

__all__ = ["Explanation", "Quote", "Reason", "content_about", "explain", "render", "to_json"]
