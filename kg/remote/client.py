"""HTTP to a store: the only door to httpx.

A method, an address and a body go in; the body of a proven success comes out. Redirects are refused, for they would take
credentials and data to an address nobody gave. What changes nothing twice (GET, PUT, DELETE) is tried again after a fault
that may pass (429, 502, 503, 504, a cut line), a few times, and as late as the store asks; a refused log-in never is, since
some stores lock the address out. No message holds a password or what was sent.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from typing import Literal as Choice
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.errors import InputError, SikgError

if TYPE_CHECKING:
    import httpx

TRIES = 4
FIRST_WAIT_SECONDS = 1.0
MAX_WAIT_SECONDS = 120.0
CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 300.0  # a store that says nothing for so long is taken for dead
MAX_ANSWER_BYTES = 256 * 1024**2
PASSING = (429, 502, 503, 504)
REPEATABLE = ("GET", "HEAD", "PUT", "DELETE")
USER, PASSWORD = "SIKG_USER", "SIKG_PASSWORD"

Scheme = Choice["basic", "digest"]


class RemoteError(SikgError):
    """A store elsewhere that cannot be reached, refuses, or answers what is no proven success."""


class Client:
    """Requests to one store, with its credentials."""

    def __init__(
        self,
        *,
        user: str = "",
        password: str = "",
        scheme: Scheme = "basic",
        silence: float = SILENCE_SECONDS,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        import httpx

        auth: httpx.Auth | None = None
        if user:
            auth = httpx.DigestAuth(user, password) if scheme == "digest" else httpx.BasicAuth(user, password)
        timeout = httpx.Timeout(silence, connect=CONNECT_SECONDS)
        self._wait = wait
        self._http = httpx.Client(auth=auth, timeout=timeout, follow_redirects=False, trust_env=False, headers={"User-Agent": "sikg"})

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        parameters: Mapping[str, str | list[str]] | None = None,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        expect: tuple[int, ...] = (200,),
        repeatable: bool | None = None,
    ) -> httpx.Response:
        """The answer with an expected status.

        Raises:
            RemoteError: The store refuses, redirects, cannot be reached, or keeps failing.
        """
        again = method in REPEATABLE if repeatable is None else repeatable
        for tried in range(1, TRIES + 1):
            last = tried == TRIES or not again
            answer = self._once(method, url, parameters, body, headers, last=last)
            if answer is not None and (answer.status_code not in PASSING or last):
                return _accepted(answer, url, expect)
            self._wait(_pause(answer, tried))
        raise AssertionError  # the last try returns or raises

    def _once(
        self,
        method: str,
        url: str,
        parameters: Mapping[str, str | list[str]] | None,
        body: bytes,
        headers: Mapping[str, str] | None,
        *,
        last: bool,
    ) -> httpx.Response | None:
        """One try; None for a fault of the line that may pass."""
        import httpx

        try:
            with self._http.stream(method, url, params=parameters, content=body or None, headers=headers) as answer:
                content = bytearray()
                for piece in answer.iter_bytes():
                    content += piece
                    if len(content) > MAX_ANSWER_BYTES:
                        raise RemoteError(f"the answer is larger than {MAX_ANSWER_BYTES // 1024**2} MiB", place=redacted(url))
                return httpx.Response(answer.status_code, headers=_plain(answer.headers), content=bytes(content))
        except (httpx.TransportError, httpx.DecodingError) as error:
            certificate = "certificate" in str(error).lower()
            if last or certificate or isinstance(error, httpx.UnsupportedProtocol):
                raise RemoteError(f"cannot be reached: {_reason(error)}", place=redacted(url), mend=_mend(certificate)) from error
            return None
        except httpx.InvalidURL as error:
            raise InputError("is no address", place=redacted(url), mend="Give http://… or https://….") from error


def redacted(url: str) -> str:
    """The address without user, password and parameters."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def credentials(url: str) -> tuple[str, str, str]:
    """The address without them, the user and the password: from the address, or from SIKG_USER and SIKG_PASSWORD."""
    parts = urlsplit(url)
    bare = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
    user = unquote(parts.username) if parts.username else os.environ.get(USER, "")
    password = unquote(parts.password) if parts.password else os.environ.get(PASSWORD, "")
    return bare, user, password


def _accepted(answer: httpx.Response, url: str, expect: tuple[int, ...]) -> httpx.Response:
    status, place = answer.status_code, redacted(url)
    if status in expect:
        return answer
    if 300 <= status < 400:
        elsewhere = redacted(answer.headers.get("location", ""))
        raise RemoteError(
            f"sends elsewhere ({status})", place=place, mend=f"Redirects are refused; give the right address, perhaps {elsewhere}."
        )
    if status in (401, 403):
        mend = f"Give user and password in {USER} and {PASSWORD}. It was tried once: some stores lock out who tries again."
        raise RemoteError(f"the log-in is refused ({status})", place=place, mend=mend)
    mends = {
        404: "Look at the address: is there such a store, and is its layout the one meant (--layout)?",
        405: "The store does not take changes here: look at its address and --layout.",
        413: "The store takes smaller pieces only: raise its limit, or load the N-Quads file with its own loader.",
        429: "Too many requests: wait and push again; what has arrived is not sent again.",
    }
    raise RemoteError(
        f"answers {status}", place=place, mend=mends.get(status, "Look into the log of the store; what has arrived is not sent again.")
    )


def _pause(answer: httpx.Response | None, tried: int) -> float:
    """How long to wait: as long as the store says, within bounds, or twice as long each time."""
    asked = answer.headers.get("retry-after", "") if answer is not None else ""
    wanted = float(asked) if asked.isdecimal() and len(asked) < 6 else FIRST_WAIT_SECONDS * 2 ** (tried - 1)
    return min(wanted, MAX_WAIT_SECONDS)


def _plain(headers: httpx.Headers) -> dict[str, str]:
    """The headers of a body that is decoded and whole."""
    return {
        name: value for name, value in headers.items() if name.lower() not in ("content-encoding", "content-length", "transfer-encoding")
    }


def _reason(error: Exception) -> str:
    return type(error).__name__ if not str(error) else str(error).split("\n")[0][:200]


def _mend(certificate: bool) -> str:
    return (
        "Its certificate is not trusted: set SSL_CERT_FILE to the one that is."
        if certificate
        else "Is the store running, and the address right?"
    )
