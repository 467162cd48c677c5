"""RDF of others is read without harm: nothing is fetched, nothing expanded, nothing recursed into; and refusals are quick."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph.foreign import NESTING_LIMIT
from kg.graph.store import Store, read_quads
from kg.validate import validate

RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">'
ENTITIES = "\n".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
DEEP = 100_000


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """The address of a socket that listens, and what had called there by the end of the test."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        calls: list[object] = []
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", calls
        with suppress(TimeoutError):
            calls.append(server.accept())
        assert calls == []


def refused(folder: Path, name: str, text: str) -> InputError:
    """What is said of a file that is refused, within a tenth of a second of CPU."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    Store.of()  # what is imported once is not measured
    started = time.process_time()
    with pytest.raises(InputError) as caught:
        list(read_quads(path))
    assert time.process_time() - started < 0.1
    assert caught.value.place.startswith(str(path))
    assert caught.value.mend
    return caught.value


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.rdf", f'<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY e0 "ha">\n{ENTITIES}\n]>\n{RDF}<e:C><e:p>&e9;</e:p></e:C></rdf:RDF>', 2),
        ("b.rdf", f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{RDF}<e:C><e:p>&e;</e:p></e:C></rdf:RDF>', 1),
        ("c.rdf", f"<!doctype x>{RDF}</rdf:RDF>", 1),
        ("d.owl", f"{RDF}\n\n<! ENTITY x 'y'></rdf:RDF>", 3),
    ],
    ids=["entities nine deep", "external entity", "small letters", "entity alone"],
)
def test_a_document_type_is_refused_before_parsing(tmp_path: Path, name: str, text: str, line: int) -> None:
    fault = refused(tmp_path, name, text)
    assert fault.problem in ("declares a DOCTYPE", "declares a ENTITY")
    assert fault.place.endswith(f":{line}")


def test_xml_that_is_not_in_utf8_is_refused(tmp_path: Path) -> None:
    """A DOCTYPE in UTF-16 would not be seen."""
    (tmp_path / "a.rdf").write_bytes(f"<!DOCTYPE x>{RDF}</rdf:RDF>".encode("utf-16"))
    with pytest.raises(InputError, match="not in UTF-8"):
        list(read_quads(tmp_path / "a.rdf"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nt", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * DEEP + "<urn:c>" + " )>>" * DEEP + " .\n"),
        ("a.nq", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * DEEP + "<urn:c>" + " )>>" * DEEP + " .\n"),
        ("a.ttl", "<urn:a> <urn:b>\n" + "<<(\n<urn:a> <urn:b> " * DEEP),
        ("b.ttl", "<<\n" * DEEP + "<urn:a> <urn:b> <urn:c>"),
        ("a.trig", "<urn:g> { <urn:a> <urn:b> '<<' , " + "<<( <urn:a> <urn:b> " * DEEP + "}"),
        ("a.jsonld", '{"@id":"urn:a","urn:b":' * DEEP + '"x"' + "}" * DEEP),
        ("b.jsonld", '{"@id":"urn:a","urn:b":' * 10_000 + '"x"' + "}" * 10_000),
        ("c.jsonld", '{"urn:b":' + '{"@list":[' * 10_000),
        ("a.rdf", RDF + "<e:C><e:p>" * DEEP),
    ],
)
def test_what_is_nested_too_deeply_is_refused_and_the_process_lives(tmp_path: Path, name: str, text: str) -> None:
    assert refused(tmp_path, name, text).problem == f"is nested more than {NESTING_LIMIT} levels deep"


@pytest.mark.parametrize(
    ("name", "text", "quads"),
    [
        ("a.ttl", "<urn:a> <urn:b> \"<<<<\", '''\n<<( ' << ''', \"\"\" << \" << \"\"\", <<( <urn:a> <urn:b> 1 )>> . # << \n", 4),
        ("b.ttl", "".join(f"<urn:a> <urn:b> <<( <urn:a> <urn:b> {n} )>> .\n" for n in range(300)), 300),
        ("c.ttl", "<urn:a> <urn:b> " + "[ <urn:b> " * 1000 + "1" + "]" * 1000 + " .", 1001),
        ("a.jsonld", '{"@id": "urn:a", "urn:b": ["' + "[{" * 300 + '", "\\"[[[["]}', 2),
        ("b.jsonld", "[" + ",".join(f'{{"@id": "urn:a", "urn:b": {n}}}' for n in range(300)) + "]", 300),
        ("a.rdf", RDF + "".join(f'<e:C rdf:about="urn:{n}" e:q="a/b>c"><e:p>&lt;!DOCTYPE {n}</e:p><!-- <e:C><e:C> --><e:r rdf:resource="urn:x"/></e:C>' for n in range(99)) + "</rdf:RDF>", 396),
    ],
    ids=["brackets in texts", "many triple terms", "blank nodes", "brackets in JSON texts", "many objects", "many elements"],
)  # fmt: skip
def test_what_only_looks_nested_is_read(tmp_path: Path, name: str, text: str, quads: int) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(list(read_quads(tmp_path / name))) == quads


@pytest.mark.parametrize(
    "context",
    ['"{0}"', '["{0}"]', '{{"@version": 1.1, "@import": "{0}"}}', '{{"n": {{"@id": "urn:n", "@context": "{0}"}}}}', '"file:///etc/passwd"', '"../ctx.jsonld"'],
    ids=["remote", "remote in a list", "import", "scoped", "file", "relative"],
)  # fmt: skip
def test_a_context_that_stands_elsewhere_is_not_fetched(tmp_path: Path, listener: tuple[str, list[object]], context: str) -> None:
    opened: list[str] = []
    watching = [True]
    sys.addaudithook(lambda event, words: opened.append(str(words[0])) if watching[0] and event == "open" else None)
    address, _ = listener
    text = f'{{"@context": {context.format(address)}, "@id": "urn:a", "n": {{"urn:b": "x"}}}}'
    (tmp_path / "a.jsonld").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        list(read_quads(tmp_path / "a.jsonld"))
    watching[0] = False
    assert [name for name in opened if "passwd" in name or "ctx" in name] == []


def test_a_file_larger_than_one_document_may_be_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("kg.graph.foreign", fromlist=["BYTES_LIMIT"]).BYTES_LIMIT, "JSON_LD", 10)
    (tmp_path / "a.jsonld").write_text('{"@id": "urn:a", "urn:b": 1}', encoding="utf-8")
    with pytest.raises(InputError, match="larger than 10 bytes"):
        Store.read(tmp_path / "a.jsonld")


def test_what_data_say_of_imports_shapes_and_scripts_is_never_followed(tmp_path: Path, listener: tuple[str, list[object]]) -> None:
    """The shapes are ours alone: owl:imports, SPARQL with SERVICE, JavaScript and rules in the data stay data."""
    address, _ = listener
    (tmp_path / "a.ttl").write_text(
        f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix e: <http://e.org/> .
        e:ontology a owl:Ontology ; owl:imports <{address}> ; sh:shapesGraph <{address}> .
        e:s a sh:NodeShape ; sh:targetNode e:x ; sh:property [ sh:path e:never ; sh:minCount 1 ] ;
          sh:js [ a sh:JSConstraint ; sh:jsLibrary [ sh:jsLibraryURL <{address}> ] ; sh:jsFunctionName "f" ] ;
          sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT {{ ?s a e:Made }} WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}" ] ;
          sh:sparql [ sh:select "SELECT $this WHERE {{ SERVICE <{address}> {{ $this ?p ?o }} }}" ] .
        e:x e:p 1 .""",
        encoding="utf-8",
    )
    assert validate(tmp_path / "a.ttl") == ()
