"""Runs the server until it is interrupted: on this machine only, unless another address is given."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from kg.errors import InputError
from kg.query import run as ask
from kg.serve.app import create_app
from kg.serve.connections import Bounded
from kg.serve.settings import Settings
from kg.serve.snapshot import readable

HOST = "127.0.0.1"
PORT = 8000
KEEP_ALIVE_SECONDS = 30
MAX_HEADER_CONNECTIONS = 512


def serve(settings: Settings, host: str = HOST, port: int = PORT, *, ready: Callable[[str], None] = lambda _: None) -> None:
    """Serve a graph.

    Args:
        settings: What to serve, and its bounds.
        host: The address to listen at; another than this machine's own opens the server to the network.
        port: The port; 0 takes a free one.
        ready: Called with the server's address once it listens.

    Raises:
        InputError: The source cannot be read, or the address is taken.
    """
    with _listening(host, port) as listener, readable(settings.source) as source:
        ask(source, "ASK { }")  # a source that cannot be read is said in words, before there is a server that could only fail
        name, number = listener.getsockname()[:2]
        shown = f"[{name}]" if ":" in name else name
        app = create_app(replace(settings, source=source, names=(*settings.names, host.lower())))
        config = uvicorn.Config(
            app,
            http=_bounded(settings.deadline),
            access_log=False,
            log_level="warning",
            ws="none",
            lifespan="on",
            server_header=False,
            date_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            limit_concurrency=MAX_HEADER_CONNECTIONS,
        )
        server = _Server(config, lambda: ready(f"http://{shown}:{number}/"))
        server.run(sockets=[listener])


def _bounded(deadline: float) -> type[Bounded]:
    """Connections for pages that ask several queries one after the other, each with its deadline."""
    return type("Bounded", (Bounded,), {"answer_seconds": 60 + 6 * deadline})


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), port), family=family, backlog=1024)
    except OSError as error:
        mend = "Give another with --port, or 0 for a free one."
        raise InputError(f"cannot be listened at: {error.strerror or error}", place=f"{host}:{port}", mend=mend) from error
