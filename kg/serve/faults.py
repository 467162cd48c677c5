"""Faults as answers: a status code, and in JSON what is wrong and what to do. Nothing of the request is repeated."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse

from kg.errors import QueryError
from kg.query.pool import BusyError, DamagedError, EndedError, TooSlowError

BUSY_SECONDS = "5"


def fault(status: int, problem: str, mend: str = "", headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An answer that says what is wrong."""
    return JSONResponse({"error": problem, "mend": mend}, status, headers)


def status_of(error: QueryError) -> int:
    """The code of a query's fault: the client's, unless there was no time, no room, no free worker or no sound store."""
    if isinstance(error, DamagedError):
        return 500
    return 503 if isinstance(error, TooSlowError | BusyError | EndedError) else 400


def query_fault(error: QueryError) -> JSONResponse:
    """The answer to a query that was refused, malformed or stopped."""
    headers = {"Retry-After": BUSY_SECONDS} if isinstance(error, BusyError) else None
    return fault(status_of(error), error.problem, error.mend, headers)
