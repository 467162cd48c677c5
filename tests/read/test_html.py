"""A web page becomes its article's text, with the date, title and address that the page's own markup gives."""

from __future__ import annotations

import logging
import time
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document
from kg.read import html as html_room
from kg.read.html import html_document, read_html
from kg.read.text import digest

PARAGRAPHS = tuple(f"Gunmen raided the village of Ardel on day {n} and left with {n + 2} cattle, officials said." for n in range(1, 9))
ARTICLE = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
HEAD = (
    '<meta property="article:published_time" content="2031-03-09T22:00:00Z"><link rel="canonical" href="https://news.example/raid">'
    '<meta property="og:site_name" content="Example Herald">'
)


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>Raid in the hills</title>{head}</head><body>{body}</body></html>".encode()


def document_of(data: bytes) -> Document:
    return html_document(data, doc_id="a", place="a.html")


def test_article_title_date_site_and_address_are_found_and_menus_left_out(tmp_path: Path) -> None:
    file = tmp_path / "raid.html"
    file.write_bytes(page(f"<nav><a href='/'>Home</a></nav><article>{ARTICLE}</article><footer>Cookie notice</footer>", HEAD))
    text = "\n".join(PARAGRAPHS)
    assert read_html(file) == Document(
        id="raid",
        text=text,
        sha256=digest(text),
        published=date(2031, 3, 9),  # in the future or not: no clock is read
        title="Raid in the hills",
        source="Example Herald",
        url="https://news.example/raid",
        from_markup=True,
    )


def test_a_page_that_gives_no_date_has_none() -> None:
    assert document_of(page(f"<article>{ARTICLE}<p>The town was founded on 3 May 1921.</p></article>")).published is None


def test_scripts_and_drawings_are_no_text() -> None:
    loud = "<script>alert('a')</script><style>p{}</style><noscript>Enable scripts</noscript><svg><text>drawn</text></svg>"
    assert document_of(page(f"<article>{loud}{ARTICLE}</article>")).text == "\n".join(PARAGRAPHS)


def test_a_page_in_the_encoding_it_declares_is_read_and_this_is_recorded() -> None:
    data = (
        page(f"<article><p>The café in Zürich – hit.</p>{ARTICLE}</article>", '<meta charset="iso-8859-1">').decode().encode("windows-1252")
    )
    document = document_of(data)
    assert document.text.startswith("The café in Zürich – hit.")
    assert [p.kind for p in document.problems] == ["encoding"]


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    document = document_of(page(f"<article><p>The café was hit.</p>{ARTICLE}</article>", '<meta charset="iso-8859-1">'))
    assert document.text.startswith("The café was hit.")
    assert document.problems == ()


def test_an_xml_declaration_does_not_hinder() -> None:
    assert document_of(b'<?xml version="1.0" encoding="iso-8859-1"?>' + page(ARTICLE)).text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not a page"),
        (page("<script>only()</script>"), "no article text"),
        (page("<p>caf\xe9</p>").decode().encode("latin-1"), "not UTF-8"),
        (page("<p>caf\xe9</p>", '<meta charset="hex">').decode().encode("latin-1"), "neither UTF-8 nor hex"),
        (page("<p>caf\xe9</p>", '<meta charset="shift_jis">').decode().encode("latin-1") + b"\x81\x00"[:1], "neither UTF-8 nor shift_jis"),
        (b"%PDF-1.4 <html>", "a PDF, not text"),
        (page("<p>a\0b</p>"), "binary"),
    ],
    ids=["empty", "no-article", "latin-1-undeclared", "no-encoding", "wrong-encoding", "pdf", "nul"],
)
def test_what_is_no_page_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        document_of(data)
    assert caught.value.problem.startswith(problem)
    assert caught.value.place.startswith("a.html")


def test_deep_nesting_keeps_its_text() -> None:
    assert document_of(page("<div>" * 300 + ARTICLE + "</div>" * 300)).text == "\n".join(PARAGRAPHS)


def test_text_lost_below_the_deepest_level_is_recorded() -> None:
    document = document_of(page(f"<article>{ARTICLE}</article>" + "<b>" * 5_000 + "below"))
    assert document.text == "\n".join(PARAGRAPHS)
    assert [p.kind for p in document.problems] == ["deep-markup"]


def test_a_tag_of_a_hundred_thousand_attributes_costs_no_more_than_a_page() -> None:
    giant = "<p " + " ".join(f'a{n}="x"' for n in range(100_000)) + ">Giant.</p>"
    start = time.process_time()
    document = document_of(page(giant + ARTICLE))
    assert time.process_time() - start < 5  # 230 s with the attributes in place; the first call also imports the library
    assert document.text == "\n".join(("Giant.", *PARAGRAPHS))
    assert [p.kind for p in document.problems] == ["giant-tags"]


def test_a_long_quoted_value_is_left_alone() -> None:
    picture = f'<img alt="" src="data:image/png;base64,{"A" * 200_000}">'
    assert document_of(page(picture + ARTICLE)).problems == ()


def test_a_page_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_room, "MAX_PAGE_BYTES", 100)
    with pytest.raises(InputError, match="larger than 100 bytes"):
        document_of(page(ARTICLE))


def test_nothing_but_the_error_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("trafilatura").handlers.clear()
    with pytest.raises(InputError):
        document_of(page("<p></p>"))
    assert capfd.readouterr() == ("", "")
