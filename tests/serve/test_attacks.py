"""An attacker at the door: slow and endless requests, clients that never read, an engine that crashes, data that lie (inputs 3 to 5)."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from kg.export.rdf import write
from kg.graph.terms import Iri, Literal, Quad
from kg.iris import PREFIXES

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[2]
# A real server, less patient, and without the guard before its queries.
SERVER = """
import sys; from pathlib import Path
import kg.query.pool, kg.serve.connections, kg.serve.protocol, kg.serve.run; from kg.serve import Settings
kg.serve.connections.HEAD_SECONDS = kg.serve.protocol.BODY_SECONDS = 1.0
kg.serve.run._bounded = lambda _: type("Impatient", (kg.serve.connections.Bounded,), {"answer_seconds": 3.0})
kg.query.pool._remembered = kg.query.pool.check = lambda _: None
kg.serve.run.serve(Settings(Path(sys.argv[1]), workers=2, deadline=2.0), port=0, ready=lambda url: print(url, flush=True))
"""


@pytest.fixture(scope="module")
def impatient(graph_file: Path) -> Iterator[tuple[str, int]]:
    """Where the server is, and its process id."""
    with subprocess.Popen([sys.executable, "-c", SERVER, str(graph_file)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.fullmatch(r"(http://\S+)/\n", process.stdout.readline())
        assert found
        yield found[1], process.pid
        process.terminate()


def connected(url: str) -> socket.socket:
    address = urlsplit(url)
    return socket.create_connection((address.hostname or "", address.port or 0), timeout=10)


def rest(line: socket.socket) -> bytes:
    """What comes until the other side ends."""
    found = b""
    try:
        while piece := line.recv(65536):
            found += piece
    except ConnectionError:
        pass
    return found


def answers(url: str) -> bool:
    return bool(httpx.get(f"{url}/sparql", params={"query": "ASK { ?s ?p ?o }"}, timeout=10).json()["boolean"])


class TestSlowAndEndless:
    @pytest.mark.parametrize("start", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "])
    def test_who_never_finishes_a_head_is_cut_off(self, impatient: tuple[str, int], start: bytes) -> None:
        url, _ = impatient
        lines = [connected(url) for _ in range(50)]
        begun = time.monotonic()
        for line in lines:
            line.sendall(start)
        assert answers(url)
        assert [rest(line) for line in lines] == [b""] * 50
        assert time.monotonic() - begun < 5
        for line in lines:
            line.close()

    def test_bare_line_ends_keep_no_connection(self, impatient: tuple[str, int]) -> None:
        url, _ = impatient
        with connected(url) as line:
            line.sendall(b"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert line.recv(65536).startswith(b"HTTP/1.1 404")
            line.sendall(b"\r\n")
            begun = time.monotonic()
            rest(line)
            assert time.monotonic() - begun < 6

    def test_a_head_without_end_is_refused(self, impatient: tuple[str, int]) -> None:
        url, _ = impatient
        with connected(url) as line:
            said = b""
            try:
                line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: y\r\n" * 200_000)
            except ConnectionError:
                pass
            else:
                said = rest(line)
            assert said == b"" or said.startswith(b"HTTP/1.1 431")
        assert answers(url)

    def test_a_body_that_drips_is_too_late(self, impatient: tuple[str, int]) -> None:
        url, _ = impatient
        with connected(url) as line:
            line.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 9999\r\n\r\nASK"
            )
            assert line.recv(65536).startswith(b"HTTP/1.1 408")

    def test_who_never_reads_the_answer_is_cut_off(self, impatient: tuple[str, int]) -> None:
        url, _ = impatient
        query = "SELECT%20*%20%7B%20?s%20?p%20?o%20.%20?a%20?b%20?c%20%7D"
        with connected(url) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            head = line.recv(1000)
            time.sleep(5)
            said = rest(line)
        declared = re.search(rb"content-length: (\d+)", head)
        assert declared
        assert len(head) + len(said) < int(declared[1])
        assert answers(url)

    @pytest.mark.parametrize(
        "headers",
        [
            {"accept": "a/b;q=0.1," * 20_000},
            {"origin": "http://" + "a" * 200_000},
            {"range": "bytes=" + ",".join(f"{n}-{n}" for n in range(20_000))},
            {"cookie": "a=b;" * 40_000},
        ],
        ids=["accept", "origin", "range", "cookie"],
    )
    def test_a_long_header_is_read_quickly(self, impatient: tuple[str, int], headers: dict[str, str]) -> None:
        url, _ = impatient
        begun = time.monotonic()
        assert httpx.get(f"{url}/static/serve.css", headers=headers, timeout=10).status_code in (200, 206, 400, 416)
        assert httpx.get(f"{url}/sparql?query=ASK+%7B%7D", headers=headers, timeout=10).status_code in (200, 406)
        assert time.monotonic() - begun < 2

    @pytest.mark.parametrize(
        "path", ["/static/../../../pyproject.toml", "/static/%2e%2e/%2e%2e/app.py", "/static//etc/passwd", "/static/..%2fapp.py"]
    )
    def test_no_path_leads_out_of_the_folder(self, impatient: tuple[str, int], path: str) -> None:
        url, _ = impatient
        with connected(url) as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            assert rest(line).startswith(b"HTTP/1.1 404")


class TestWithoutTheGuard:
    def test_a_crash_of_the_engine_is_503_and_the_next_query_answers(self, impatient: tuple[str, int]) -> None:
        url, _ = impatient
        for _ in range(4):  # more often than there are workers
            answer = httpx.post(f"{url}/sparql", data={"query": "SELECT * " + "{" * 20_000 + "}" * 20_000}, timeout=10)
            assert (answer.status_code, "made the engine end" in answer.json()["error"]) == (503, True)
            assert answers(url)

    @pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
    def test_a_stopped_query_leaves_neither_work_nor_memory_behind(self, impatient: tuple[str, int]) -> None:
        url, pid = impatient
        assert answers(url)
        before = memory(pid)
        for query in (
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i",
        ):
            assert httpx.get(f"{url}/sparql", params={"query": query}, timeout=10).status_code == 503
        assert answers(url)
        time.sleep(1)  # the workers that take their places
        busy = [child_cpu(pid), time.sleep(1), child_cpu(pid)]
        assert busy[2] - busy[0] < 0.5  # type: ignore[operator] # numbers around a pause
        assert memory(pid) - before < 50 * 1024**2

    def test_nothing_goes_out_of_a_worker_even_so(self, impatient: tuple[str, int]) -> None:
        url, _ = impatient
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.5)
            query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
            assert httpx.get(f"{url}/sparql", params={"query": query}, timeout=10).status_code >= 400
            with pytest.raises(TimeoutError):
                listener.accept()
        assert answers(url)


def memory(pid: int) -> int:
    """The bytes that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def child_cpu(pid: int) -> float:
    """The seconds of CPU of the processes that a process has started."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        ticks += int(fields[11]) + int(fields[12]) if int(fields[1]) == pid else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def test_offsets_that_are_no_numbers_make_no_page_fail(start: Callable[..., str], tmp_path: Path) -> None:
    oa, sikg, rdf, rdfs = (PREFIXES[name] for name in ("oa", "sikg", "rdf", "rdfs"))
    thing, article, passage = (Iri(f"https://w3id.org/sikg/id/{name}") for name in ("org/x", "article/x", "evidence/x"))
    position, quote = Iri(passage.value + "/position"), Iri(passage.value + "/quote")
    told = [
        (thing, rdf + "type", Iri(sikg + "ArmedGroup")),
        (thing, rdfs + "label", Literal("X")),
        (thing, sikg + "mentionedIn", passage),
        (article, rdf + "type", Iri("https://schema.org/NewsArticle")),
        (passage, oa + "hasSource", article),
        (passage, oa + "hasSelector", position),
        (passage, oa + "hasSelector", quote),
        (position, oa + "start", Literal("first")),
        (position, oa + "end", Literal("1e400")),
        (quote, oa + "exact", Literal("words")),
    ]
    path = tmp_path / "x.nq"
    write([Quad(subject, Iri(name), value) for subject, name, value in told], path, "nquads")
    url = start(path, "--workers", "1")
    for page in ("/id/org/x", "/id/article/x", "/id/evidence/x"):
        assert httpx.get(url + page, headers={"accept": "text/html"}).status_code == 200, page
