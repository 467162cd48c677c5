"""Bytes become text by one policy; what is odd is recorded, what is no text is refused."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Document, Problem, Span
from kg.read import text as text_room
from kg.read.text import decode, digest, oddities, read_text, text_document


def document_of(data: bytes) -> Document:
    return text_document(data, doc_id="a", place="a.txt")


def test_text_is_given_back_exactly_with_its_line_ends_and_blanks(tmp_path: Path) -> None:
    file = tmp_path / "report-1.txt"
    file.write_bytes(" date 2022\r\nTroops’ base\n\n".encode())
    document = read_text(file)
    assert (document.id, document.text, document.problems) == ("report-1", " date 2022\r\nTroops’ base\n\n", ())


def test_digest_is_that_of_the_file() -> None:
    data = codecs.BOM_UTF8 + "Zweifel über Zahlen".encode()
    assert document_of(data).sha256 == hashlib.sha256(data).hexdigest()


def test_a_byte_order_mark_stays_as_the_first_character_and_is_recorded() -> None:
    document = document_of(codecs.BOM_UTF8 + b"Gunmen fled.")
    assert document.text == "\ufeffGunmen fled."
    assert [(p.kind, p.span) for p in document.problems] == [("byte-order-mark", Span(0, 1, "\ufeff"))]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_read_where_a_mark_announces_them(encoding: str) -> None:
    document = document_of("\ufeffBomb in Łódź".encode(encoding))
    assert document.text == "Bomb in Łódź"
    assert [p.kind for p in document.problems] == ["encoding"]


@pytest.mark.parametrize(
    ("data", "problem", "place"),
    [
        (b"", "empty", "a.txt"),
        (b" \r\n\t\n", "empty", "a.txt"),
        (codecs.BOM_UTF8 + b"\n", "empty", "a.txt"),
        (codecs.BOM_UTF16_LE, "empty", "a.txt"),
        (b"one\0two", "binary: a NUL at character 3", "a.txt"),
        ("Bomb".encode("utf-16-le"), "binary: a NUL at character 1", "a.txt"),
        (b"%PDF-1.7 \x80", "a PDF, not text", "a.txt"),
        (b"\x1f\x8b\x08\0\0", "a gzip archive, not text", "a.txt"),
        (b"PK\x03\x04rest", "a zip archive or an office document, not text", "a.txt"),
        (b"first line\nThe caf\xe9 was hit", "not UTF-8: byte 0xe9 at byte offset 18", "a.txt:2"),
        (b"half \xe2\x82", "not UTF-8: byte 0xe2 at byte offset 5", "a.txt:1"),
        (codecs.BOM_UTF16_LE + b"a", "not UTF-16-LE: byte 0x61 at byte offset 2", "a.txt:1"),
        (b"\xed\xa0\x80 a surrogate in UTF-8", "not UTF-8: byte 0xed at byte offset 0", "a.txt:1"),
    ],
    ids=[
        "empty",
        "blank",
        "mark-only",
        "wide-mark-only",
        "nul",
        "utf-16-unmarked",
        "pdf",
        "gzip",
        "zip",
        "latin-1",
        "cut",
        "odd-utf-16",
        "surrogate",
    ],
)
def test_what_is_no_text_is_refused_with_problem_place_and_mend(data: bytes, problem: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        document_of(data)
    assert caught.value.problem.startswith(problem)
    assert caught.value.place == place
    assert caught.value.mend


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_room, "MAX_FILE_BYTES", 10)
    (tmp_path / "ten.txt").write_bytes(b"0123456789")
    (tmp_path / "eleven.txt").write_bytes(b"0123456789a")
    assert read_text(tmp_path / "ten.txt").text == "0123456789"
    with pytest.raises(InputError, match="larger than 10 bytes"):
        read_text(tmp_path / "eleven.txt")


def test_odd_characters_are_counted_and_the_first_is_shown() -> None:
    found = oddities("a\x07b\x07c\x85 \ufffd \ud800")
    assert [(p.kind, p.span) for p in found] == [
        ("control-characters", Span(1, 2, "\x07")),
        ("lone-surrogates", Span(9, 10, "\ud800")),
        ("replacement-characters", Span(7, 8, "\ufffd")),
    ]
    assert found[0].reason == "3 x control characters, kept as they are (U+0007, U+0085)"


def test_plain_text_with_tabs_and_line_ends_is_not_odd() -> None:
    assert oddities("a\tb\r\nc “quoted” \u202ereversed") == ()


def test_a_text_longer_than_a_long_report_is_recorded() -> None:
    assert oddities("x" * 100_000) == ()
    assert oddities("x" * 100_001) == (Problem("long-text", "100,001 characters, more than the 100,000 of a long report"),)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_text_survives_the_way_through_bytes(text: str) -> None:
    if not text.startswith(("%PDF-", "{\\rtf", "PK\x03\x04")):
        assert decode(text.encode(), place="a.txt") == (text, ())


@given(st.text())
def test_every_text_has_a_digest(text: str) -> None:
    assert len(digest(text)) == 64
