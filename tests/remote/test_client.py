"""A store that misbehaves: only a proven success counts, and nothing goes where nobody sent it (hostile inputs 37 and 38)."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.graph.terms import Iri
from kg.remote import RemoteError, RemoteStore
from kg.remote.client import Client
from tests.conftest import program

JSON = "application/sparql-results+json"
WHOLE = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "1"}}]}}'
GRAPH = Iri("https://example.org/g")


@dataclass
class Misbehaving:
    """A server that gives the answers it was told to give, one after the other, the last one for ever."""

    url: str = ""
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    told = Misbehaving()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            told.asked.append((self.command, self.headers.get("authorization")))
            status, headers, body = told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            self.send_response(status)
            for name, value in ({"content-length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 -- as the library calls them

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        told.url = f"http://127.0.0.1:{listening.server_port}"
        yield told
        listening.shutdown()
        thread.join()


def store_at(server: Misbehaving, waits: list[float] | None = None, silence: float = 5.0) -> RemoteStore:
    waited = [] if waits is None else waits
    client = Client(user="someone", password="top-secret", wait=waited.append, silence=silence)  # noqa: S106 -- of nothing
    return RemoteStore(server.url, layout="oxigraph", client=client)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, {"content-type": "text/html"}, b"<html>sign in</html>"), "answers a query with text/html"),
        ((200, {"content-type": JSON}, WHOLE[:-9]), "breaks off"),
        ((200, {"content-type": JSON}, WHOLE + b"The SPARQL operation has been cancelled"), "breaks off"),
        ((200, {"content-type": JSON, "content-length": "999"}, WHOLE), "cannot be reached"),
        ((204, {}, b""), "answers 204"),
        ((201, {}, b""), "answers 201"),
        ((401, {}, b""), "log-in is refused"),
        ((403, {}, b""), "log-in is refused"),
        ((413, {}, b""), "answers 413"),
        ((429, {"retry-after": "7"}, b""), "answers 429"),
        ((500, {}, b"token=top-secret"), "answers 500"),
        ((503, {}, b""), "answers 503"),
    ],
    ids=["html", "cut", "cancelled", "reset", "204", "201", "401", "403", "413", "429", "500", "503"],
)
def test_what_is_no_proven_answer_is_a_fault(server: Misbehaving, answer: tuple[int, dict[str, str], bytes], reason: str) -> None:
    server.answers = [answer]
    with store_at(server) as store, pytest.raises(RemoteError, match=reason) as caught:
        store.query("SELECT ?n { }")
    assert "top-secret" not in str(caught.value)


def test_a_fault_that_passes_is_waited_out_as_long_as_the_store_says(server: Misbehaving) -> None:
    waits: list[float] = []
    server.answers = [(429, {"retry-after": "7"}, b""), (503, {}, b""), (204, {}, b"")]
    with store_at(server, waits) as store:
        assert store.put_graph(GRAPH, [(GRAPH, GRAPH, GRAPH)]) == 1
    assert (waits, [method for method, _ in server.asked]) == ([7.0, 2.0], ["PUT"] * 3)


@pytest.mark.parametrize("status", [401, 403, 400, 413, 500])
def test_a_refusal_is_not_tried_again(server: Misbehaving, status: int) -> None:
    server.answers = [(status, {}, b"")]
    with store_at(server) as store, pytest.raises(RemoteError):
        store.put_graph(GRAPH, [(GRAPH, GRAPH, GRAPH)])
    assert len(server.asked) == 1


def test_an_update_is_never_sent_twice(server: Misbehaving) -> None:
    server.answers = [(503, {}, b"")]
    with store_at(server) as store, pytest.raises(RemoteError):
        store.update("CLEAR ALL")
    assert len(server.asked) == 1


@pytest.mark.parametrize("place", ["http://169.254.169.254/latest", "file:///etc/passwd", "//example.org/", "/elsewhere"])
def test_a_redirect_is_refused(server: Misbehaving, place: str) -> None:
    server.answers = [(307, {"location": place}, b"")]
    with store_at(server) as store, pytest.raises(RemoteError, match="sends elsewhere"):
        store.put_graph(GRAPH, [(GRAPH, GRAPH, GRAPH)])
    assert len(server.asked) == 1


def test_silence_ends(server: Misbehaving) -> None:
    server.answers = [(200, {"content-type": JSON, "content-length": "10"}, b"")]
    with store_at(server, silence=0.2) as store, pytest.raises(RemoteError, match="cannot be reached"):
        store.query("SELECT ?n { }")


def test_credentials_of_an_address_are_used_and_never_shown(server: Misbehaving) -> None:
    server.answers = [(404, {}, b"")]
    with RemoteStore(server.url.replace("//", "//someone:top-secret@") + "/query?token=top-secret") as store:
        with pytest.raises(RemoteError) as caught:
            store.query("ASK {}")
        assert "top-secret" not in f"{caught.value} {store.place}"
    assert server.asked[0][1] == "Basic c29tZW9uZTp0b3Atc2VjcmV0"


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "1", "-subj", "/CN=127.0.0.1"]
    subprocess.run([program("openssl", "openssl"), *map(str, words)], check=True, capture_output=True, timeout=60)
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.socket = context.wrap_socket(listening.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        waits: list[float] = []
        client = Client(user="someone", password="top-secret", wait=waits.append)  # noqa: S106 -- of nothing
        store = RemoteStore(f"https://127.0.0.1:{listening.server_port}", layout="oxigraph", client=client)
        with store, pytest.raises(RemoteError, match="certificate") as caught:
            store.query("ASK {}")
        listening.shutdown()
        thread.join()
    assert ("SSL_CERT_FILE" in caught.value.mend, waits, asked) == (True, [], [])
