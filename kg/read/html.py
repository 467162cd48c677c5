"""A web page to a document: its article's text, title, date, site and address.

The text is what trafilatura takes for the article, without menus, scripts, comments and other furniture; offsets
refer to that text, which `kg extract` gives back as `article.text`. The date is one that the page's own markup gives
(htmldate, without its search through the running text, and without a look at the clock). Nothing is fetched.

A page in UTF-8, in UTF-16 with a byte order mark, or in the encoding that its head declares is read; others are refused.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Document, Problem
from kg.read.publication import publication_date
from kg.read.text import BINARY_KINDS, decode, digest, oddities, read_bytes

MAX_PAGE_BYTES = 10_000_000  # a hundred times a heavy news page; the parsers' time grows faster than the page
MAX_BARE_TAG_CHARACTERS = 10_000  # a tag without its quoted values; parsers are quadratic in the number of attributes
MAX_DEPTH = 2_000  # libxml2 drops what is nested deeper than 2,048

DECLARED_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
PRESCAN_BYTES = 1_024  # where the HTML standard looks for it
LATIN_1 = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}  # browsers read all of these as windows-1252 (WHATWG Encoding)

TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)\s[^<>]*")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

DATE_SEARCH = {
    "original_date": True,  # when the article came out, not when it was last touched
    "extensive_search": False,  # a date somewhere in the text is evidence for kg.extract, not the page's date
    "min_date": "1900-01-01",
    "max_date": "9999-12-31",  # else the limit is today, and the same page reads differently tomorrow
}


def read_html(path: Path, doc_id: str | None = None) -> Document:
    """The article in a saved web page; its id is the file's stem unless another is given.

    Raises:
        InputError: The file cannot be opened, is too large, not HTML text, or holds no article.
    """
    return html_document(read_bytes(path), doc_id=doc_id or path.stem, place=str(path))


def html_document(data: bytes, *, doc_id: str, place: str) -> Document:
    """The article in the bytes of a web page.

    Raises:
        InputError: As `read_html`.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise InputError(f"a page larger than {MAX_PAGE_BYTES:,} bytes", place=place, mend="Save the article alone, as .txt or .html.")
    markup, odd_encoding = _decode_page(data, place=place)
    markup, odd_tags = _without_giant_tags(markup)
    tree, odd_depth = _parse(markup, place=place)
    found = _article_of(tree)
    text = found.text if found is not None else None
    if not text or not text.strip():
        raise InputError("no article text found in the page", place=place, mend="Save the article's text as .txt.")
    published, odd_date = publication_date(found.date)
    return Document(
        id=doc_id,
        text=text,
        sha256=digest(text),
        published=published,
        title=found.title or None,
        source=found.sitename or None,
        url=found.url or None,
        from_markup=True,
        problems=odd_encoding + odd_tags + odd_depth + odd_date + oddities(text),
    )


def _decode_page(data: bytes, *, place: str) -> tuple[str, tuple[Problem, ...]]:
    """The markup: by byte order mark or as UTF-8, else in the encoding that the page declares."""
    declared = DECLARED_CHARSET.search(data[:PRESCAN_BYTES])
    if declared and not data.startswith(tuple(magic for magic, _, _ in BINARY_KINDS)) and b"\0" not in data:
        name = declared[1].decode("ascii").lower()
        encoding = "windows-1252" if name in LATIN_1 else name
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return _decode_declared(data, encoding, place=place)
    return decode(data, place=place)


def _decode_declared(data: bytes, encoding: str, *, place: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        markup = data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        mend = "Open the page in a browser and save it again as UTF-8."
        raise InputError(f"neither UTF-8 nor {encoding}, which it declares: {error}", place=place, mend=mend) from error
    return markup, (Problem("encoding", f"decoded as {encoding}, which the page declares"),)


def _without_giant_tags(markup: str) -> tuple[str, tuple[Problem, ...]]:
    """The markup with the attributes of tags beyond all measure left out."""
    giants = 0

    def shorten(tag: re.Match[str]) -> str:
        nonlocal giants
        if len(tag[0]) <= MAX_BARE_TAG_CHARACTERS or len(QUOTED.sub("", tag[0])) <= MAX_BARE_TAG_CHARACTERS:
            return tag[0]
        giants += 1
        return f"<{tag[1]}"

    shortened = TAG.sub(shorten, markup)
    note = f"the attributes of {giants} tags were left out: each had more than {MAX_BARE_TAG_CHARACTERS:,} characters of them"
    return shortened, (Problem("giant-tags", note),) if giants else ()


def _parse(markup: str, *, place: str) -> tuple[Any, tuple[Problem, ...]]:
    from lxml import etree
    from lxml import html as lxml_html

    # huge_tree: without it, what is nested deeper than 256 is dropped without a word. Size is bounded above.
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = lxml_html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise InputError(f"not a page: {error}", place=place, mend="Save the article's text as .txt.") from error
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    note = f"nested {deepest:,} elements deep; text below that may be lost"
    return tree, (Problem("deep-markup", note),) if deepest >= MAX_DEPTH else ()


def _article_of(tree: Any) -> Any:  # noqa: ANN401 - lxml publishes no types
    """What trafilatura takes for the article, or None."""
    import trafilatura

    # Its warnings are repeated by our errors; a handler of the user's still gets them.
    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    return trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=dict(DATE_SEARCH))
