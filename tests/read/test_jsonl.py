"""One record a line becomes one document; a line that is no record is refused with its number."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document
from kg.read import jsonl
from kg.read.jsonl import read_jsonl, read_lines
from kg.read.publication import publication_date
from kg.read.text import digest


def read(*lines: str | bytes) -> list[Document | InputError]:
    data = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return [record for record, _ in read_lines(data, place="x.jsonl")]


def records(*lines: str | bytes) -> list[Document]:
    return [record for record in read(*lines) if isinstance(record, Document)]


def test_every_key_has_its_field() -> None:
    row = {
        "docid": "a",
        "text": " Hi ",
        "published": "2022-05-05",
        "title": "T",
        "source": "S",
        "url": "https://e.example/",
        "gold": {"x": 1},
    }
    assert records(json.dumps(row)) == [
        Document("a", " Hi ", digest(" Hi "), published=date(2022, 5, 5), title="T", source="S", url="https://e.example/"),
    ]


def test_id_and_dct_are_the_other_names_of_docid_and_published() -> None:
    [document] = records('{"id": 17, "text": "x", "dct": "1989-11-02"}')
    assert (document.id, document.published) == ("17", date(1989, 11, 2))


def test_blank_lines_are_passed_over_and_places_count_them() -> None:
    lines = [b"\n", b'{"id": "a", "text": "x"}\n', b"  \r\n", b'{"id": "b", "text": "y"}']
    placed = [(record.id, place) for record, place in read_lines(lines, place="x.jsonl") if isinstance(record, Document)]
    assert placed == [("a", "x.jsonl:2"), ("b", "x.jsonl:4")]


def test_a_byte_order_mark_before_the_first_record_is_no_part_of_a_text() -> None:
    assert records(b'\xef\xbb\xbf{"id": "a", "text": "x"}')[0].text == "x"


def test_line_separators_inside_a_text_do_not_end_the_record(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(json.dumps({"id": "a", "text": "one\u2028two\x85three"}, ensure_ascii=False) + "\n", encoding="utf-8")
    assert [d.text for d, _ in read_jsonl(file) if isinstance(d, Document)] == ["one\u2028two\x85three"]


def test_an_empty_text_is_a_document_with_a_problem() -> None:
    assert [p.kind for p in records('{"id": "a", "text": ""}')[0].problems] == ["empty-text"]


def test_controls_and_surrogates_in_a_text_are_kept_and_recorded() -> None:
    [document] = records(r'{"id": "a", "text": "a\u0000b\ud800"}')
    assert document.text == "a\0b\ud800"
    assert [p.kind for p in document.problems] == ["control-characters", "lone-surrogates"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON"),
        ("[1]", "a JSON list, not an object"),
        ('{"id": "a"}', 'no "text"'),
        ('{"id": "a", "text": 5}', 'no "text"'),
        ('{"text": "x"}', 'no "docid" or "id"'),
        ('{"id": true, "text": "x"}', 'no "docid" or "id"'),
        ('{"id": "a", "text": "x", "title": 3}', '"title" is not a string'),
        (b'{"id": "a", "text": "caf\xe9"}', "not UTF-8: byte 0xe9"),
        ("[" * 200_000, "not JSON"),
        ('{"id": "a", "text": "x", "n": ' + "9" * 5_000 + "}", "not JSON"),
    ],
    ids=[
        "broken",
        "list",
        "no-text",
        "number-as-text",
        "no-id",
        "bool-id",
        "number-as-title",
        "latin-1",
        "nested-without-end",
        "endless-number",
    ],
)
def test_a_line_that_is_no_record_is_an_error_with_its_place_and_the_next_one_is_read(line: str | bytes, problem: str) -> None:
    first, error, third = read('{"id": "first", "text": "x"}', line, '{"id": "third", "text": "y"}')
    assert [d.id for d in (first, third) if isinstance(d, Document)] == ["first", "third"]
    assert isinstance(error, InputError)
    assert error.problem.startswith(problem)
    assert error.place == "x.jsonl:2"
    assert error.mend


def problems_of(path: Path) -> list[str]:
    return [record.problem for record, _ in read_jsonl(path) if isinstance(record, InputError)]


def test_a_file_without_records_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("\n\n")
    assert problems_of(tmp_path / "x.jsonl") == ["empty: there is no record to read"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.7\n%\n1 0 obj\n2 0 obj\n", "a PDF, not text"),
        ('\ufeff{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n'.encode("utf-16-le"), "in UTF-16"),
    ],
    ids=["pdf", "utf-16"],
)
def test_a_file_that_is_no_json_lines_is_one_error_and_not_one_a_line(data: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(data)
    assert problems_of(tmp_path / "x.jsonl") == [problem]


@pytest.mark.parametrize("end", [b"", b'"}\n{"id": "b", "text": "y"}\n'], ids=["no-end", "a-record-after-it"])
def test_an_endless_line_is_an_error_of_its_own(end: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.text.MAX_FILE_BYTES", 100)
    monkeypatch.setattr(jsonl, "MAX_FILE_BYTES", 100)
    (tmp_path / "x.jsonl").write_bytes(b'{"id": "a", "text": "' + b"x" * 1_000 + end)
    found = list(read_jsonl(tmp_path / "x.jsonl"))
    assert problems_of(tmp_path / "x.jsonl") == ["larger than 100 bytes"]
    assert [place for record, place in found if isinstance(record, Document)] == ([f"{tmp_path / 'x.jsonl'}:2"] if end else [])


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-05-05", date(2022, 5, 5)),
        ("2022-05-05T23:30:00-05:00", date(2022, 5, 5)),
        ("2022-05-05 10:00", date(2022, 5, 5)),
    ],
)
def test_a_date_and_time_keeps_its_own_day(value: str, day: date) -> None:
    assert publication_date(value) == (day, ())


@pytest.mark.parametrize("value", [None, ""])
def test_no_date_is_no_problem(value: str | None) -> None:
    assert publication_date(value) == (None, ())


@pytest.mark.parametrize("value", ["0000-00-00", "2022-02-31", "99999-01-01", "20220505", "2022-W18-4", "last week", 20220505, 1e400, {}])
def test_what_is_no_day_of_the_calendar_is_recorded(value: object) -> None:
    day, problems = publication_date(value)
    assert day is None
    assert [p.kind for p in problems] == ["invalid-publication-date"]
