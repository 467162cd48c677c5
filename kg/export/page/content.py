"""What the page says: a graph of claims as plain values, safe to show, with every quote inside its sentence.

In: a graph as `kg.graph.network` makes it. Out: lists and dicts for JSON. Things and relations are numbered in sorted order and
refer to one another by number, so no id of the data ever becomes a key in the browser. Claims that say the same (subject,
predicate and object alike) make one relation, drawn as one line. Every text goes through `looks.shown`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.export.page.looks import lines_of, look_of, looks, radius_of, shown

if TYPE_CHECKING:
    import networkx as nx

Values = dict[str, Any]

FACTS = (("rank", "rank"), ("facility_type", "kind of facility"), ("iso_alpha2", "ISO code"), ("place_precision", "place known"))


def content_of(graph: nx.MultiDiGraph, title: str) -> Values:
    """Everything the page shows, but for where it stands."""
    order = {node: number for number, node in enumerate(sorted(graph))}
    reports = {report: number for number, report in enumerate(sorted(graph.graph["articles"]))}
    classes = Counter(values["cls"] for _, values in graph.nodes(data=True))
    class_order = {cls: number for number, cls in enumerate(sorted(classes, key=_rank))}
    telling = _Telling(graph, reports)
    relations = _relations(graph, order, telling)
    links = Counter(end for relation in relations for end in {relation["from"], relation["to"]})
    things = [_thing(node, graph.nodes[node], class_order, links[order[node]], telling) for node in order]
    content = {
        "title": title,
        "summary": " · ".join(
            [_number(len(reports), "report"), _number(len(things), "thing"), _number(graph.number_of_edges(), "relation claim")]
        ),
        "outlines": looks()["outlines"],
        "looks": [{**look_of(cls), "count": classes[cls]} for cls in class_order],
        "reports": [_report(name, graph.graph["articles"][name]) for name in reports],
        "things": things,
        "relations": relations,
    }
    safe: Values = _all_shown(content)
    return safe


def _rank(cls: str) -> tuple[int, str]:
    """Classes in the order of the looks: actors, places, events, notions; then those without a look, by name."""
    known = list(looks()["classes"])
    return (known.index(cls), cls) if cls in known else (len(known), cls)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _all_shown(value: Any) -> Any:  # noqa: ANN401 -- any value that JSON can hold
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _all_shown(item) for key, item in value.items()}
    return [_all_shown(item) for item in value] if isinstance(value, list) else value


def _report(name: str, values: Values) -> Values:
    url = values.get("url")
    return {"id": name, **{key: values.get(key) for key in ("title", "source", "published")}, "url": url if url and _is_web(url) else None}


def _is_web(url: str) -> bool:
    """Whether a link may be followed: http or https, with a host, and nothing hidden in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and url == shown(url) and not any(c.isspace() for c in url)


# --- things and relations ----------------------------------------------------------------------------------


def _thing(node: str, values: Values, classes: dict[str, int], links: int, telling: _Telling) -> Values:
    status = values["status"] if values["status"] not in (None, "occurred") else ""
    when = ", ".join(part for part in (status, values.get("date") or "") if part)
    return {
        "id": node,
        "look": classes[values["cls"]],
        "label": values["label"],
        "lines": lines_of(values["label"]),
        "under": lines_of(when) if when else [],
        "when": when,
        "radius": radius_of(links),
        "isEvent": values["kind"] == "event",
        "isNamed": values["named"],
        "isHollow": bool(status),
        "also": list(values["alt_labels"]),
        "kinds": [kind.replace("-", " ") for kind in values["event_types"]],
        "facts": [[name, str(values[key])] for key, name in FACTS if values.get(key)],
        "dates": [telling.claim(dating) for dating in values["dates"]],
        "figures": [telling.claim(figure) for figure in values["casualties"]],
        "mentions": telling.passages(values["mentions"]),
    }


def _relations(graph: nx.MultiDiGraph, order: dict[str, int], telling: _Telling) -> list[Values]:
    """One relation for all claims with the same subject, predicate and object."""
    edges = graph.edges(keys=True, data=True)
    claims = [((order[a], order[b], values["predicate"]), values["article"], key, values) for a, b, key, values in edges]
    claims.sort(key=lambda claim: claim[:3])
    relations = []
    for (subject, target, _), group in groupby(claims, key=lambda claim: claim[0]):
        same = [values for *_, values in group]
        relations.append(
            {
                "from": subject,
                "to": target,
                "label": same[0]["label"],
                "inverse": same[0].get("inverse_label"),
                "isImplied": all(values["basis"] == "implied" for values in same),
                "claims": [telling.claim(values) for values in same],
            }
        )
    return relations


class _Telling:
    """Words for claims: who says it, where, how sure, and the sentences with the quoted characters marked."""

    def __init__(self, graph: nx.MultiDiGraph, reports: dict[str, int]) -> None:
        self.names = {node: values["label"] for node, values in graph.nodes(data=True)}
        self.reports = reports

    def claim(self, values: Values) -> Values:
        told = {key: values.get(key) for key in ("text", "verbatim", "validity", "basis", "confidence", "rule")}
        return {
            **{key: value for key, value in told.items() if value not in (None, "")},
            "speaker": self.names.get(values["speaker"], values["speaker"]),
            "report": self.reports[values["article"]],
            "passages": self.passages(values["evidence"]),
        }

    def passages(self, evidence: list[Values]) -> list[Values]:
        """The sentences quoted from, each once and in the order of the text, in pieces that are marked or not."""
        sentences = defaultdict(list)
        for item in evidence:
            begin = item["start"] - item["offset"]
            sentences[item["article"], begin, item["sentence"]].append((item["offset"], item["offset"] + len(item["quote"])))
        return [
            {
                "report": self.reports[article],
                "pieces": _pieces(sentence, marks),
                "at": [begin + min(marks)[0], begin + max(end for _, end in marks)],
            }
            for (article, begin, sentence), marks in sorted(sentences.items())
        ]


def _pieces(sentence: str, marks: list[tuple[int, int]]) -> list[list[Any]]:
    """The sentence cut where a mark begins or ends: [text, whether marked]."""
    cuts = sorted({0, len(sentence), *(cut for mark in marks for cut in mark)})
    spans = [(a, b, any(start <= a and b <= end for start, end in marks)) for a, b in pairwise(cuts)]
    runs = [list(run) for _, run in groupby(spans, key=lambda span: span[2])]
    return [[sentence[run[0][0] : run[-1][1]], run[0][2]] for run in runs]
