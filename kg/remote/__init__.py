"""Stores of other makers, over HTTP: asked, changed and filled by the SPARQL 1.1 Protocols.

A URL comes in; a `RemoteStore` answers as the embedded store does (`query`, `update`, `graphs`, `count`), and `push`
puts a graph into it, proving what arrived. Only a proven success counts: an answer that is cut, of another kind or of
another address is a fault. Nothing is sent to an address that was not given.
"""

from kg.remote.client import RemoteError
from kg.remote.push import Pushed, push
from kg.remote.store import RemoteStore, is_url

__all__ = ["Pushed", "RemoteError", "RemoteStore", "is_url", "push"]
