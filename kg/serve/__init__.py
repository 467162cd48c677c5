"""A read-only web server of a graph: the SPARQL Protocol for programs, pages for people, both of the same addresses.

A graph (files, or the folder of a store) comes in; HTTP goes out. Nothing that comes over the network changes anything:
there is no route that writes, every foreign query goes through the guard (`kg.query.guard`) and runs in a process that can
be killed (`kg.query.pool`). Nothing is loaded from elsewhere, in the server or in the browser.
"""

from kg.serve.app import create_app
from kg.serve.run import serve
from kg.serve.settings import Settings

__all__ = ["Settings", "create_app", "serve"]
