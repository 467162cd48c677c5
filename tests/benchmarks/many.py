"""A large graph of the shape of ours: the graph of the seed article many times, each time another article about other things.

    python tests/benchmarks/many.py TRIPLES FILE

States, concepts and organisations stay shared, as in a corpus; events, people, places of attack, claims and passages are
of each article its own. The same arguments give the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "exports" / "sikg.nq"
ARTICLE = re.compile(r"000_8bd47fad0ceba9bf")
OWN = re.compile(r"(/id/(?:event|group|base|facility|person)/[^>]+)>")


def lines(triples: int) -> Iterator[str]:
    """The N-Quads of about so many triples."""
    seed = SEED.read_text(encoding="utf-8").splitlines(keepends=True)
    told = [line for line in seed if "/graph/" in line]
    yield from (line for line in seed if "/graph/" not in line)
    for number in range(max(1, round(triples / len(told)))):
        for line in told:
            yield OWN.sub(lambda found: f"{found[1]}-{number:05}>", ARTICLE.sub(f"A{number:06}", line))  # noqa: B023 -- used at once


def write(triples: int, path: Path) -> None:
    """Write the graph to a file."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(lines(triples))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
