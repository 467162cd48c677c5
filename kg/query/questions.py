"""The named questions of `ontology/queries/`: SPARQL files that say in words what they ask.

Files come in; `Question` values go out, found by number ("cq01"), by name ("mission-contributors") or by both. A file
begins with comments: `# title:`, `# description:`, and under `# parameters:` a line `#   name = default (meaning)` for
each parameter, whose default stands in the query as `VALUES ?name { default }`. Another value takes its place as an
RDF term, written by our own term writer: words of a user never become part of the query's text. Does not run anything.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kg.errors import KnowledgeError, QueryError, SikgError
from kg.graph.terms import XSD, Iri, Literal, Term, checked_iri, to_ntriples
from kg.iris import BASE, PREFIXES, Iris, expand, segment
from kg.ontology import locate

FOLDER = "ontology/queries"
_FIELD = re.compile(r"# (title|description): (.+)")
_PARAMETER = re.compile(r"#   (?P<name>\w+) = (?P<default>.+) \((?P<meaning>[^()]+)\)")
_TERM = r"""(?:<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"(?:@[\w-]+|\^\^[\w:-]+)?|\w+:[\w-]+)"""
_LITERAL = re.compile(r'"(?P<value>[^"\\]*)"(?:@(?P<language>[\w-]+)|\^\^(?P<datatype>[\w:-]+))?')


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question leaves open, the value it has if none is given, and what it means."""

    name: str
    default: Iri | Literal
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and in SPARQL. `number` is "cq01", `name` is "mission-contributors"."""

    number: str
    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def text(self, values: Mapping[str, str | Term] | None = None) -> str:
        """The query with these values in place of the defaults.

        Args:
            values: By parameter name: a term, or words that are read in the manner of the default: a name becomes a
                literal in the default's language, a day a date, a bare slug a name beside the default's.

        Raises:
            QueryError: There is no such parameter, or the words do not fit it.
        """
        sparql = self.sparql
        for name, value in (values or {}).items():
            term = _read(value, self.parameter(name)) if isinstance(value, str) else value
            sparql = _filled(sparql, name, _written(term))
        return sparql

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; a QueryError that lists all of them where there is none."""
        for known in self.parameters:
            if known.name == name:
                return known
        mend = f"It has {', '.join(p.name for p in self.parameters)}." if self.parameters else "It has none."
        raise QueryError(f"{self.number} has no parameter {name!r}", mend=mend)


@cache
def questions() -> tuple[Question, ...]:
    """Every named question, in the order of their numbers.

    Raises:
        KnowledgeError: A file lacks its title or description, or its parameters are not those of its query.
    """
    return tuple(_load(path) for path in sorted(locate(FOLDER).glob("*.rq")))


def find(name: str) -> Question:
    """The question called so: by number, by name, or by the name of its file.

    Raises:
        QueryError: There is none; offers names that look alike.
    """
    called = {alias: q for q in questions() for alias in (q.number, q.name, f"{q.number}-{q.name}")}
    wanted = name.strip().lower().removesuffix(".rq")
    if wanted in called:
        return called[wanted]
    titled = {q.title.lower(): q for q in questions()}
    alike = difflib.get_close_matches(wanted, [*called, *titled], 3, 0.5)
    meant = dict.fromkeys((called | titled)[words] for words in alike)
    hint = f"Did you mean {' or '.join(f'{q.number} ({q.name})' for q in meant)}? " if meant else ""
    raise QueryError(f"no question is called {name!r}", mend=hint + "`kg questions` lists them all.")


# --- reading a file --------------------------------------------------------------------------------------------------


def _load(path: Path) -> Question:
    sparql = path.read_text(encoding="utf-8")
    fields = {key: value.strip() for key, value in _FIELD.findall(sparql)}
    number, _, name = path.stem.partition("-")
    missing = [key for key in ("title", "description") if key not in fields]
    if missing or not name:
        problem = f"has no {' and no '.join(missing)}" if missing else "has no name after its number"
        raise KnowledgeError(
            problem, place=str(path), mend="Begin the file with `# title:` and `# description:`, and call it cq00-some-name.rq."
        )
    parameters = tuple(_parameter(found, path, line) for line, found in _parameter_lines(sparql))
    for parameter in parameters:
        slots: list[tuple[str, str, str]] = _slot(parameter.name).findall(sparql)
        if [_parse(slot[1], path) for slot in slots] != [parameter.default]:
            mend = f"Write the default once, as VALUES ?{parameter.name} {{ … }}, and the same in the comment."
            raise KnowledgeError(f"parameter {parameter.name} is not in the query, or with another default", place=str(path), mend=mend)
    return Question(number, name, fields["title"], fields["description"], parameters, sparql)


def _parameter_lines(sparql: str) -> list[tuple[int, str]]:
    """The lines below `# parameters:` with their line numbers, as long as they are indented comments."""
    lines = sparql.splitlines()
    start = lines.index("# parameters:") + 1 if "# parameters:" in lines else len(lines)
    found = []
    for number, line in enumerate(lines[start:], start + 1):
        if not line.startswith("#   "):
            break
        found.append((number, line))
    return found


def _parameter(line: str, path: Path, number: int) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if not found:
        raise KnowledgeError("not a parameter", place=f"{path}:{number}", mend="Write `#   name = default (meaning)`.")
    return Parameter(found["name"], _parse(found["default"], path), found["meaning"])


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"(VALUES \?{re.escape(name)} {{ )({_TERM})( }})")


def _filled(sparql: str, name: str, written: str) -> str:
    return _slot(name).sub(lambda slot: slot[1] + written + slot[3], sparql)


def _parse(written: str, path: Path) -> Iri | Literal:
    """The term that a query file writes as a default."""
    literal = _LITERAL.fullmatch(written)
    if literal and literal["language"]:
        return Literal(literal["value"], "", literal["language"])
    if literal:
        return Literal(literal["value"], expand(literal["datatype"] or "xsd:string"))
    if re.fullmatch(_TERM, written):
        return Iri(written[1:-1] if written.startswith("<") else expand(written))
    raise KnowledgeError(f"{written} is not a term", place=str(path), mend='Write "words"@en, "2022-05-05"^^xsd:date, a:name or <iri>.')


# --- reading a value -------------------------------------------------------------------------------------------------


def _read(words: str, parameter: Parameter) -> Iri | Literal:
    default = parameter.default
    if isinstance(default, Iri):
        return Iri(_iri(words.strip(), default.value, parameter.name))
    if default.datatype == XSD + "date":
        return Literal(_day(words.strip(), parameter.name), default.datatype)
    return Literal(words, default.datatype, default.language)


def _day(words: str, name: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise QueryError(f"{name} is a day, and {words!r} is none", mend="Write it as 2022-05-05.") from error


def _iri(words: str, default: str, name: str) -> str:
    """The IRI meant by "<iri>", "iri", "prefix:name", "kind/slug" or, beside the default, a bare slug."""
    prefix, colon, local = words.partition(":")
    try:
        if words.startswith("<") and words.endswith(">"):
            return checked_iri(words[1:-1])
        if colon and prefix in PREFIXES:
            return PREFIXES[prefix] + segment(local)
        if colon:
            return checked_iri(words)
        if "/" in words:
            return Iris(BASE).thing(words)
    except SikgError as error:
        raise QueryError(f"{name} is an IRI: {error.problem}", mend=error.mend) from error
    return default[: max(default.rfind("/"), default.rfind("#")) + 1] + segment(words)


def _written(term: Term) -> str:
    if not isinstance(term, Iri | Literal):
        raise QueryError(f"a parameter cannot be {term!r}", mend="Give an IRI or a literal.")
    return to_ntriples(term)
