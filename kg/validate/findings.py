"""What a check finds, and where in a file it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_DECLARATION = re.compile(r"\s*@?(?:base|prefix\s+(?P<prefix>[^\s:]*:))\s*<(?P<space>[^>]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong at one node.

    `severity` is "Violation", or "Warning" for what may be right; `path` is a property, or several, alternatives joined by
    "|" and steps by "/"; `source_shape` is the name of the rule; `value` is empty where a value is missing; `message`
    tells the mend.
    """

    severity: str
    focus_node: str
    path: str
    source_shape: str
    value: str
    message: str


def conforms(findings: Iterable[Finding]) -> bool:
    """Whether nothing is violated; warnings are not violations."""
    return all(finding.severity != "Violation" for finding in findings)


def lines_of(path: Path, findings: Iterable[Finding]) -> Mapping[str, int]:
    """The line of a file on which each focus node first stands as a subject; nodes that are not found are left out.

    The node is looked for at the beginning of a line: whole, below the base, or with a prefix that the file declares. A subject
    within a line is missed, and then the node itself is the place.
    """
    wanted = {finding.focus_node for finding in findings}
    spaces: dict[str, str] = {}
    found: dict[str, int] = {}
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            declared = _DECLARATION.match(line)
            if declared:
                spaces[declared["prefix"] or "@base"] = declared["space"]
            else:
                node = _subject(line.strip().partition(" ")[0], spaces)
                if node in wanted:
                    found.setdefault(node, number)
    return found


def _subject(word: str, spaces: Mapping[str, str]) -> str:
    """The IRI that the first word of a line stands for, if it stands for one."""
    if word.startswith("<"):
        iri = word.rstrip("{").removeprefix("<").removesuffix(">")
        return iri if ":" in iri else spaces.get("@base", "") + iri
    prefix, colon, name = word.partition(":")
    return name if prefix == "_" else spaces.get(prefix + colon, "") + name
