"""SIKG reads reports on attacks, armed groups, missions and bases into a knowledge graph.

    import kg
    graph = kg.build("article.txt")
    graph.query("cq04")
    graph.write("exports")

`import kg` is instant: everything behind these names is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.extraction import code
    from kg.pipeline import KnowledgeGraph, build

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "__version__", "build", "code"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- a module attribute of any kind, by the protocol of PEP 562
    if name == "code":
        from kg.extraction import code

        return code
    if name in ("KnowledgeGraph", "build"):
        from kg import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
