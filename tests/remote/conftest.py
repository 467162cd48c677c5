"""Real stores of other makers, each in a process of its own on free ports of this machine, ended by their process id."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
SSLServerPort = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def required(name: str, package: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        reason = f"no {name} (install {package})"
        if os.environ.get("SIKG_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def running(command: list[str], folder: Path, url: str, seconds: float) -> Iterator[str]:
    """A server, until the tests are done with it."""
    with (folder / "out.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            until = time.monotonic() + seconds
            while True:
                try:
                    httpx.get(url, timeout=2)
                    break
                except httpx.TransportError:
                    assert process.poll() is None, (folder / "out.log").read_text(errors="replace")
                    assert time.monotonic() < until, f"{command[0]} does not answer"
                    time.sleep(0.1)
            yield url
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Oxigraph server."""
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    command = [required("oxigraph", "the development dependencies"), "serve", "--location", "db", "--bind", f"127.0.0.1:{port}"]
    yield from running(command, folder, f"http://127.0.0.1:{port}", 20)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Virtuoso 7, whose user dba has the password dba."""
    folder, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(http=port, sql=free_port()), encoding="ascii")
    command = [required("virtuoso-t", "virtuoso-opensource-7"), "+foreground", "+configfile", "virtuoso.ini"]
    yield from running(command, folder, f"http://127.0.0.1:{port}/sparql", 60)
