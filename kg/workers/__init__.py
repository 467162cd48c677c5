"""Work in processes that can be killed: a pool that maps items, or runs of small ones, in order, and the limits and
the clock that a worker is held by.

Knows nothing of reports or queries. `kg.extraction` maps reports through a `Pool`; `kg.query` holds its one process by the
same limits and the same clock.
"""
