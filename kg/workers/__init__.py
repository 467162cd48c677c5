"""Work in processes that can be killed: a pool that maps items in order, and the limits and the clock that a worker is held by.

Knows nothing of reports or queries. `kg.pipeline` maps reports through a `Pool`; `kg.query` holds its one process by the
same limits and the same clock.
"""
