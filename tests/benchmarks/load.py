"""`kg serve` under load, beside `oxigraph serve` and rdflib-endpoint, in one run on one machine, on 127.0.0.1 only.

    python tests/benchmarks/load.py [--seconds 60] [--clients 16] [--triples 1000000] [--rdflib-endpoint PROGRAM]

Clients ask eight named questions in turn, each waiting for its answer, of one server at a time. Then the same is asked of
`kg serve` while one more client asks a query without end, again and again. Prints requests a second, p50 and p99, and the
ratios; exits with 1 where a bar is missed. No part of the test run: times on a shared machine prove nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from many import write  # noqa: E402 -- the checkout has to be on the path first

from kg.query import find  # noqa: E402

QUESTIONS = ("cq01", "cq02", "cq05", "cq06", "cq11", "cq15", "cq16", "cq20")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
OVERHEAD_AT_MOST = 2.0  # times oxigraph's p50
LATE_SECONDS = 30  # given to the last answers
RUNAWAY_AT_MOST = 3.0  # times the p99 without it


@dataclass
class Found:
    """What was measured: seconds of each answer, and how many were no answer."""

    seconds: list[float]
    faults: int
    lasted: float
    ended: float = 0.0

    def line(self, name: str) -> str:
        figures = (f"{len(self.seconds) / self.lasted:,.1f}", f"{self.p(50) * 1000:,.2f}", f"{self.p(99) * 1000:,.2f}", str(self.faults))
        return f"| {name} | {' | '.join(figures)} |"

    def p(self, percent: int) -> float:
        return quantiles(self.seconds, n=100)[percent - 1] if len(self.seconds) > 1 else float("nan")


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bool:
    """Send a request and read its whole answer; whether it was one, in SPARQL JSON."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    if length:
        await reader.readexactly(int(length[1]))
    else:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return head.split(b" ", 2)[1] == b"200" and b"sparql-results+json" in head.lower()


async def client(port: int, requests: Sequence[bytes], until: float, found: Found, start: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    turn = start
    while time.monotonic() < until:
        begun = time.perf_counter()
        good = await ask(reader, writer, requests[turn % len(requests)])
        found.seconds.append(time.perf_counter() - begun)
        found.ended = time.monotonic()
        found.faults += not good
        turn += 1
    writer.close()


async def load(port: int, path: str, clients: int, seconds: float, *, runaway: bool = False) -> Found:
    """Ask for so many seconds, after a warm-up of a tenth of it."""
    requests = [request(port, path, find(name).text()) for name in QUESTIONS]
    for lasting in (max(seconds / 10, 1), seconds):
        found, begun = Found([], 0, 0), time.monotonic()
        until = begun + lasting
        tasks = [client(port, requests, until, found, number) for number in range(clients)]
        if runaway:
            tasks.append(client(port, [request(port, path, RUNAWAY)], until, Found([], 0, 0), 0))
        working = [asyncio.ensure_future(task) for task in tasks]
        done, late = await asyncio.wait(working, timeout=lasting + LATE_SECONDS)
        for task in late:  # a server that is too slow to answer at all
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)
        for ended in done:
            ended.result()
        found.faults += len(late)
        found.lasted = (found.ended or time.monotonic()) - begun  # not until a query without end is stopped
    return found


def request(port: int, path: str, query: str) -> bytes:
    return f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/sparql-results+json\r\n\r\n".encode(
        "ascii"
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, seconds: float) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + seconds
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.2)
        time.sleep(2)  # workers that start side by side
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:  # still in a query that nobody waits for
            process.kill()
            process.wait()


def measure(triples: int, args: argparse.Namespace, folder: Path) -> bool:
    """One graph on every server; whether the bars are met."""
    data, oxigraph = folder / f"{triples}.nq", str(Path(sys.executable).with_name("oxigraph"))
    if triples:
        write(triples, data)
    else:
        data.write_bytes((ROOT / "exports" / "sikg.nq").read_bytes())
    print(f"\n{'seed graph' if not triples else f'about {triples:,} triples'}, {args.clients} clients, {args.seconds:g} s each")  # noqa: T201
    # The default graph of our store holds every triple once: the same is loaded everywhere.
    subprocess.run([sys.executable, "-c", UNION, str(data), str(data.with_suffix(".nt"))], check=True, cwd=ROOT)
    subprocess.run(
        [oxigraph, "load", "--location", str(folder / f"{triples}.ox"), "--file", str(data), "--file", str(data.with_suffix(".nt"))],
        check=True,
        capture_output=True,
    )
    port = free_port()
    found = {}
    with running([oxigraph, "serve-read-only", "--location", str(folder / f"{triples}.ox"), "--bind", f"127.0.0.1:{port}"], port, 60):
        found["oxigraph serve-read-only"] = asyncio.run(load(port, "/query", args.clients, args.seconds))
    port = free_port()
    with running([sys.executable, "-m", "kg", "serve", "--store", str(data), "--port", str(port)], port, 10):
        asyncio.run(ready(port))
        found["kg serve"] = asyncio.run(load(port, "/sparql", args.clients, args.seconds))
        found["kg serve beside a runaway query"] = asyncio.run(load(port, "/sparql", args.clients, args.seconds, runaway=True))
    if args.rdflib_endpoint:
        port = free_port()
        with running([args.rdflib_endpoint, "serve", "--host", "127.0.0.1", "--port", str(port), str(data.with_suffix(".nt"))], port, 240):
            found["rdflib-endpoint"] = asyncio.run(load(port, "/", args.clients, min(args.seconds, 30) if triples else args.seconds))
    print("\n| server | answers a second | p50, ms | p99, ms | no answers |\n|---|--:|--:|--:|--:|")  # noqa: T201
    for name, one in found.items():
        print(one.line(name), flush=True)  # noqa: T201
    overhead = found["kg serve"].p(50) / found["oxigraph serve-read-only"].p(50)
    raised = found["kg serve beside a runaway query"].p(99) / found["kg serve"].p(99)
    print(  # noqa: T201
        f"\np50 of kg serve / oxigraph {overhead:.2f} (at most {OVERHEAD_AT_MOST:g}); p99 beside a runaway query / without {raised:.2f} (at most {RUNAWAY_AT_MOST:g})"
    )
    return overhead <= OVERHEAD_AT_MOST and raised <= RUNAWAY_AT_MOST


UNION = """
import sys; from pathlib import Path; from kg.graph.store import read_quads; from kg.graph.terms import Quad, to_nquads
with open(sys.argv[2], "w", encoding="utf-8") as stream:
    stream.writelines(to_nquads(Quad(q.subject, q.predicate, q.object)) + "\\n" for q in read_quads(Path(sys.argv[1])) if q.graph)
"""


async def ready(port: int) -> None:
    """Wait until the server answers: a large file is read before it does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.wait_for(ask(reader, writer, request(port, "/sparql", "ASK {}")), 300)
    writer.close()


def main() -> int:
    """Measure the seed graph, then a large one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--triples", type=int, default=1_000_000, help="0 for the seed graph alone")
    parser.add_argument("--rdflib-endpoint", help="the program rdflib-endpoint, if it is to be measured too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        met = [measure(triples, args, Path(folder)) for triples in dict.fromkeys((0, args.triples))]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
