"""The guard before foreign queries: what it lets through cannot reach out, write, or overflow the engine's parser.

The text of a query comes in; nothing goes out, or a `QueryError` that says what to change. It looks at tokens, not at
raw text, so that comments, strings, names and escapes neither hide a keyword nor look like one. Length, nesting and
the number of operators are bounded because the engine's parser recurses: 3,000 braces end its process. Syntax follows
the W3C Recommendation "SPARQL 1.1 Query Language", sections 19.2 and 19.8. Does not know whether a query is valid,
and does not bound its time: `kg.query.worker` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import QueryError
from kg.iris import BASE

MAX_BYTES = 64 * 1024
MAX_NESTING = 64
MAX_OPERATORS = 200

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
PROLOGUE = ("BASE", "PREFIX", "VERSION")
OWN_GRAPHS = BASE + "graph/"  # named graphs of ours: the engine looks for them in the store and nowhere else
REACHING_OUT = {
    "SERVICE": "Federated queries are refused: get the other source's data first, and query it here.",
    "LOAD": "A query cannot load data: give the file to the command instead.",
    "FROM": f"A query may name only graphs of this store, in full: FROM <{OWN_GRAPHS}…>; or ask one with GRAPH <…> {{ … }}.",
}
OPERATOR_WORDS = ("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "EXISTS", "GRAPH", "LATERAL", "SELECT", "IN")

# One alternative a kind of token. A prefix is bounded so that a long run of dots is not read again from each of them.
_TOKEN = re.compile(
    r"""
    (?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)
  | (?P<name>(?P<prefix>[^\W\d][\w.-]{0,64})?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<word>[^\W\d]\w*)
  | (?P<escape>\\.)
  | (?P<open>[{(\[])
  | (?P<close>[})\]])
  | (?P<operator>\|\||&&|!=|<=|>=|\^\^|[-+*/|^!=<>&])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(query: str) -> None:
    """Let a query pass.

    Raises:
        QueryError: It is too long or too deep, has too many operators, is an update, or would reach out of the store.
    """
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise QueryError(
            f"the query has {size:,} bytes, and {MAX_BYTES:,} are allowed", mend="Put long lists of values into several queries."
        )
    # An escape may be read before or after the text is cut into tokens: both readings must be harmless.
    for reading in {query, _ESCAPE.sub(_unescape, query)}:
        _check_words(reading)
        _check_size(reading)


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else found[0]


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    """The kind and the text of every token that is not blank, a comment or a string."""
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or ""
        if kind == "name" and found["prefix"]:
            yield "prefix", found["prefix"]
        elif kind not in ("comment", "string"):
            yield kind, found[0]


def _check_words(query: str) -> None:
    form = ""
    tokens = list(_tokens(query))
    for place, (kind, token) in enumerate(tokens):
        if kind not in ("word", "prefix"):
            continue
        for keyword, mend in REACHING_OUT.items():
            # The engine reads "trueSERVICE" as two words, and "SERVICE:" as a keyword and a name without a prefix.
            if token.upper().endswith(keyword) and not (
                kind == "word" and token.upper() == "FROM" and _names_own(tokens[place + 1 : place + 3])
            ):
                raise QueryError(f"{keyword} is not allowed in a query", mend=mend)
        if kind == "word" and not form and token.upper() not in PROLOGUE:
            form = token.upper()
    if form in UPDATES:
        raise QueryError(f"{form} begins an update, and only queries are allowed", mend="Change the data with `kg add` or `kg retract`.")
    if form not in FORMS:
        raise QueryError(
            "this is not a SPARQL query", mend=f"A query begins with {', '.join(FORMS[:-1])} or {FORMS[-1]}, after its prefixes."
        )


def _names_own(following: Sequence[tuple[str, str]]) -> bool:
    """Whether FROM is followed by a graph of ours, written in full: a prefix or a base could make anything of a name."""
    named = following[1:] if [token.upper() for _, token in following[:1]] == ["NAMED"] else following
    kind, iri = named[0] if named else ("", "")
    return kind == "iri" and iri.startswith(f"<{OWN_GRAPHS}") and "\\" not in iri


def _check_size(query: str) -> None:
    depth = operators = 0
    for kind, token in _tokens(query):
        depth += {"open": 1, "close": -1}.get(kind, 0)
        operators += kind == "operator" or (kind == "word" and token.upper() in OPERATOR_WORDS)
        if depth > MAX_NESTING:
            raise QueryError(f"the query nests deeper than {MAX_NESTING} brackets", mend="Take brackets away, or split the query.")
        if operators > MAX_OPERATORS:
            raise QueryError(f"the query has more than {MAX_OPERATORS} operators", mend="Split the query, or list values with VALUES.")
