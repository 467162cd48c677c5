"""A large graph of the shape of ours: the graph of the seed article many times, each time another article about other things.

    python tests/benchmarks/many.py TRIPLES FILE

The first article is the seed as it is, so that the questions have their answers. In every other one, events, people,
places of attack and the like are its own, with their own names and days; states, concepts and organisations are shared, as
in a corpus. Beside each stands an incident that a dataset counts too, in a village of a county. The same arguments give
the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kg.contract import read_coding  # noqa: E402 -- the checkout has to be on the path first
from kg.graph.build import quads  # noqa: E402
from kg.graph.store import read_quads  # noqa: E402
from kg.graph.terms import Iri, Quad, to_nquads  # noqa: E402
from kg.iris import Iris  # noqa: E402

TESTS = ROOT / "tests"
INVENTED = "TEST-ARTICLE"
DAYS = 4000  # over which the articles are spread, backwards from the seed
OWN = re.compile(
    r"(?<=/id/)(?:(?:event|group|base|facility|person)/|place/test-)[^>/]+|000_8bd47fad0ceba9bf|TEST-[A-Z]+(?:-1)?|test-(?:gtd|ucdp)-1"
)
SUBJECT = re.compile(r"<[^>]*>")
NAME = re.compile(r'(#label> |altLabel> )"((?:[^"\\]|\\.)*)"')
DAY = re.compile(r'"(\d{4}-\d\d-\d\d)"(?=\^\^<http://www\.w3\.org/2001/XMLSchema#date>)')


def lines(triples: int) -> Iterator[str]:
    """The N-Quads of about so many triples."""
    codings = [read_coding(TESTS / "gold" / "seed.json"), read_coding(TESTS / "questions" / "invented.json")]
    graph = Iri(Iris().graph(INVENTED, "claims"))
    rows = (Quad(row.subject, row.predicate, row.object, graph) for row in read_quads(TESTS / "questions" / "invented.ttl"))
    once = [to_nquads(quad) + "\n" for quad in (*quads(codings, Iris()), *rows)]
    yield from once
    article = [line for line in once if "/graph/" in line]
    for number in range(1, max(1, round(triples / len(article)))):
        yield from (copied(line, number) for line in article)


def copied(line: str, number: int) -> str:
    """A line as of another article, about other things, on another day."""
    subject = SUBJECT.match(line)
    if subject and OWN.search(subject[0]):
        line = NAME.sub(rf'\g<1>"\g<2> {number:05}"', line)
    line = OWN.sub(rf"\g<0>-{number:05}", line)
    return DAY.sub(lambda found: f'"{earlier(found[1], number * 37 % DAYS)}"', line)


@cache
def earlier(day: str, days: int) -> str:
    """The day so many days before another."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def write(triples: int, path: Path) -> None:
    """Write the graph to a file."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(lines(triples))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
