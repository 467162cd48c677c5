"""What the page says: a graph of claims as plain values, safe to show, with every quote inside its sentence.

In: a graph as `kg.graph.network` makes it. Out: lists and dicts for JSON. Things, relations, reports, predicates and sentences are
numbered in sorted order and refer to one another by number, so no id of the data ever becomes a key in the browser, and a
sentence that many claims quote is carried once. Claims that say the same (subject, predicate and object alike) make one
relation, drawn as one line. What is empty or usual is left out. Every text goes through `looks.shown`.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.export.page.evidence import Telling
from kg.export.page.looks import lines_of, look_of, looks, radius_of, shown
from kg.export.page.whereabouts import whereabouts, world

if TYPE_CHECKING:
    import networkx as nx

Values = dict[str, Any]

FACTS = (
    ("rank", "rank"),
    ("facility_type", "kind of facility"),
    ("iso_alpha2", "ISO code"),
    ("place_precision", "place known"),
)
FEW_MENTIONS = 12  # sentences that merely name a thing, kept for each: a state can have thousands, and they say nothing of its claims


def content_of(graph: nx.MultiDiGraph, title: str) -> Values:
    """Everything the page shows, but for where it stands."""
    order = {node: number for number, node in enumerate(sorted(graph))}
    reports = {report: number for number, report in enumerate(sorted(graph.graph["articles"]))}
    classes = Counter(values["cls"] for _, values in graph.nodes(data=True))
    class_order = {cls: number for number, cls in enumerate(sorted(classes, key=_rank))}
    telling = Telling(graph, order, reports)
    predicates, relations = _relations(graph, order, telling)
    links = Counter(end for relation in relations for end in {relation["from"], relation["to"]})
    found = whereabouts(graph)
    things = [_thing(node, graph.nodes[node], class_order, links[order[node]], telling) for node in order]
    for node, place in found.items():
        things[order[node]]["place"] = place
        if graph.nodes[node]["cls"] == "State" and graph.nodes[node].get("iso_alpha2") in world()["countries"]:
            things[order[node]]["code"] = graph.nodes[node]["iso_alpha2"]
    figures = sum(len(thing.get("figures", ())) + len(thing.get("dates", ())) for thing in things)
    counted = [_number(len(reports), "report"), _number(len(things), "thing"), _number(graph.number_of_edges() + figures, "claim")]
    return {
        "title": shown(title),
        "summary": " · ".join(counted),
        "outlines": looks()["outlines"],
        "looks": [{"cls": shown(cls), **look_of(cls), "count": classes[cls]} for cls in class_order],
        "reports": [_report(name, graph.graph["articles"][name]) for name in reports],
        "predicates": predicates,
        "sentences": telling.sentences,
        "things": things,
        "relations": relations,
    }


def _rank(cls: str) -> tuple[int, str]:
    """Classes in the order of the looks: actors, places, events, notions; then those without a look, by name."""
    known = list(looks()["classes"])
    return (known.index(cls), cls) if cls in known else (len(known), cls)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _report(name: str, values: Values) -> Values:
    url = values.get("url")
    told = {key: shown(values[key]) for key in ("title", "source", "published") if values.get(key)}
    return {"id": shown(name), **told, **({"url": url} if url and _is_web(url) else {})}


def _is_web(url: str) -> bool:
    """Whether a link may be followed: http or https, with a host, and nothing hidden in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and url == shown(url) and not any(c.isspace() for c in url)


# --- things and relations ----------------------------------------------------------------------------------


def _thing(node: str, values: Values, classes: dict[str, int], links: int, telling: Telling) -> Values:
    status = values["status"] if values["status"] not in (None, "occurred") else ""
    when = ", ".join(part for part in (status, values.get("date") or "") if part)
    label = shown(values["label"])
    lines = lines_of(values["label"])
    mentions = telling.passages(values["mentions"])
    described = {
        "lines": lines if lines != [label] else None,
        "when": shown(when),
        "under": lines_of(when) if when else None,
        "isEvent": values["kind"] == "event",
        "isUnnamed": not values["named"],
        "isHollow": bool(status),
        "also": [shown(name) for name in values["alt_labels"]],
        "kinds": [shown(kind.rpartition("/")[2].replace("-", " ")) for kind in values["event_types"]],
        "facts": [[name, shown(str(values[key]))] for key, name in FACTS if values.get(key)],
        "links": sorted([shown(scheme), shown(str(name))] for scheme, name in values.get("links", {}).items()),
        "dates": telling.disputed(values["dates"]),
        "figures": telling.disputed(values["casualties"]),
        "mentions": mentions[:FEW_MENTIONS],
        "unlisted": max(0, len(mentions) - FEW_MENTIONS),
    }
    told = {key: value for key, value in described.items() if value}
    return {"id": shown(node), "look": classes[values["cls"]], "label": label, "radius": radius_of(links), "links_": links} | told


def _relations(graph: nx.MultiDiGraph, order: dict[str, int], telling: Telling) -> tuple[list[Values], list[Values]]:
    """The predicates in use, and one relation for all claims with the same subject, predicate and object."""
    edges = graph.edges(keys=True, data=True)
    claims = [((order[a], order[b], values["predicate"]), values["article"], key, values) for a, b, key, values in edges]
    claims.sort(key=lambda claim: claim[:3])
    named = {values["predicate"]: values for *_, values in claims}
    numbers = {predicate: number for number, predicate in enumerate(sorted(named))}
    relations = []
    for (subject, target, predicate), group in groupby(claims, key=lambda claim: claim[0]):
        same = [values for *_, values in group]
        told = {"from": subject, "to": target, "is": numbers[predicate], "claims": [telling.claim(values) for values in same]}
        relations.append(told | ({"isImplied": True} if all(values["basis"] == "implied" for values in same) else {}))
    return [_predicate(name, named[name]) for name in numbers], relations


def _predicate(name: str, values: Values) -> Values:
    inverse = values.get("inverse_label")
    return {"id": shown(name), "label": shown(values["label"]), "inverse": shown(inverse) if inverse else f"← {shown(values['label'])}"}
