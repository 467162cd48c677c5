"""Connections that are bounded in time and size: whoever drips a request, or never reads the answer, is cut off.

uvicorn's protocol with three more limits: seconds until a request's head is there, its bytes, and seconds until its answer
has been taken. Without them, some hundred idle connections would keep everyone else out, and one endless header would fill
the memory.
"""

from __future__ import annotations

import asyncio
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
MAX_HEAD_BYTES = 320 * 1024  # a query of 64 KiB, every character of it percent-encoded, and 128 KiB for the rest
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Bounded(HttpToolsProtocol):
    """A connection; subclasses set how long the answer to one request may take."""

    answer_seconds = 120.0

    _timer: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _in_head = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The time for the first head begins."""
        super().connection_made(cast("asyncio.Transport", transport))  # which uvicorn asks for, and a server has
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._wait(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, unless the head has become too long."""
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self.transport.write(TOO_LARGE)
                self.transport.close()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """The time for a further head begins."""
        super().on_message_begin()
        if not self._in_head:  # another request on the same connection
            self._in_head, self._head_bytes = True, 0
            self._wait(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        """The time for the answer begins."""
        self._in_head = False
        self._wait(self.answer_seconds)
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """The time begins in which another request must come; bare line ends are none."""
        if not self._in_head:
            self._wait(self.answer_seconds)
        super().on_response_complete()

    def _wait(self, seconds: float | None) -> None:
        """Cut the connection after so many seconds, instead of when it was to be cut before."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self._late)

    def _late(self) -> None:
        self._timer = None
        if not self.transport.is_closing():
            self.transport.abort()
