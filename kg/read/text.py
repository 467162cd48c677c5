"""Bytes to text, by one policy, and what is odd about the text.

Comes in: the bytes of a file. Goes out: its text with one code point a character, and `Problem`s. The policy:

* UTF-8 is decoded strictly. A leading byte order mark stays in the text as its first character (and is recorded), so
  that offsets hold for any plain UTF-8 reader and the digest of the text is the digest of the file.
* UTF-16 and UTF-32 are decoded where a byte order mark announces them; there the mark is not part of the text.
* Everything else is refused with the place of the first wrong byte. No encoding is guessed.
* Line ends stay as they are.

Control characters and lone surrogates stay in the text and are recorded; NUL in a file means that it is not text.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from kg.errors import InputError
from kg.model import Document, Problem, Span

MAX_FILE_BYTES = 100_000_000  # a newspaper's whole year is smaller; a larger "article" is a mistake or an attack
MAX_REPORT_CHARACTERS = 100_000  # some 16,000 words: longer than a report, about a chapter of a book

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKED_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What people most often give for an article and what makes text of it.
BINARY_KINDS = (
    (b"%PDF-", "a PDF", "Take the text out first, for example with pdftotext."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: gunzip."),
    (b"PK\x03\x04", "a zip archive or an office document", "Unpack it, or save the document as plain text."),
    (b"\xd0\xcf\x11\xe0", "an office document", "Save it as plain text."),
    (b"{\\rtf", "rich text", "Save it as plain text."),
    (b"\x89PNG", "an image", "Read the text off it first (OCR)."),
    (b"\xff\xd8\xff", "an image", "Read the text off it first (OCR)."),
)

ODD_CHARACTERS = (
    ("byte-order-mark", re.compile("\\A\ufeff"), "the text begins with a byte order mark, kept as its first character"),
    (
        "control-characters",
        re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"),
        "control characters, kept as they are",
    ),
    (
        "lone-surrogates",
        re.compile("[\ud800-\udfff]"),
        "halves of surrogate pairs, kept as they are; the digest encodes them as surrogatepass does",
    ),
    ("replacement-characters", re.compile("\ufffd"), "characters lost by an earlier decoding"),
)


def read_text(path: Path, doc_id: str | None = None) -> Document:
    """The report in a plain text file; its id is the file's stem unless another is given.

    Raises:
        InputError: The file cannot be opened, is empty, too large, binary, or in an unknown encoding.
    """
    return text_document(read_bytes(path), doc_id=doc_id or path.stem, place=str(path))


def text_document(data: bytes, *, doc_id: str, place: str) -> Document:
    """The report in the bytes of a plain text file.

    Raises:
        InputError: As `read_text`.
    """
    text, problems = decode(data, place=place)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise InputError("empty: there is no text to read", place=place, mend="Give a file with a report in it, or leave this one out.")
    return Document(id=doc_id, text=text, sha256=digest(text), problems=problems + oddities(text))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most `MAX_FILE_BYTES`.

    Raises:
        InputError: The file cannot be opened or is larger.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    check_size(data, place=str(path))
    return data


def unreadable(path: Path, error: OSError) -> InputError:
    """The error for a path that the system will not open or list."""
    return InputError(f"cannot be read: {error.strerror or error}", place=str(path), mend="Check its name and your permission to read it.")


def check_size(data: bytes, *, place: str) -> None:
    """Refuse more bytes than one source may have.

    Raises:
        InputError: There are more than `MAX_FILE_BYTES`.
    """
    if len(data) > MAX_FILE_BYTES:
        mend = "Split it into single reports, or give them as JSON Lines, one report a line."
        raise InputError(f"larger than {MAX_FILE_BYTES:,} bytes", place=place, mend=mend)


def decode(data: bytes, *, place: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file's bytes, and a note where its encoding is not UTF-8.

    Raises:
        InputError: The bytes are a known binary kind, hold NUL, or are not in the encoding that they should be in.
    """
    refuse_binary_kinds(data, place=place)
    encoding = next((name for mark, name in MARKED_ENCODINGS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, place=place) from error
    if "\0" in text:
        mend = "Give plain text, HTML or JSON Lines. UTF-16 is read if it begins with a byte order mark."
        raise InputError(f"binary: a NUL at character {text.index(chr(0))}", place=place, mend=mend)
    if encoding == "utf-8":
        return text, ()
    note = f"decoded as {encoding.upper()} by its byte order mark, which is not part of the text"
    return text, (Problem("encoding", note),)


def refuse_binary_kinds(data: bytes, *, place: str) -> None:
    """Refuse the kinds of file that are known by their first bytes.

    Raises:
        InputError: The bytes begin like a PDF, an archive, an office document or an image.
    """
    for magic, kind, mend in BINARY_KINDS:
        if data.startswith(magic):
            raise InputError(f"{kind}, not text", place=place, mend=mend)


def _undecodable(data: bytes, error: UnicodeDecodeError, *, place: str) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    problem = f"not {error.encoding.upper()}: byte 0x{data[error.start]:02x} at byte offset {error.start}"
    mend = "Convert it, for example from Windows-1252: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT"
    return InputError(problem, place=f"{place}:{line}", mend=mend)


def digest(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in hexadecimal; lone surrogates are encoded as `surrogatepass` does."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of_bytes(path: Path) -> str:
    """The SHA-256 of a file as it lies there, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def oddities(text: str) -> tuple[Problem, ...]:
    """What is odd about a text: one problem a kind, with its count and the span of the first."""
    found: list[Problem] = []
    for kind, pattern, note in ODD_CHARACTERS:
        hits = list(pattern.finditer(text))
        if hits:
            codes = ", ".join(sorted({f"U+{ord(hit[0]):04X}" for hit in hits}))
            found.append(Problem(kind, f"{len(hits)} x {note} ({codes})", Span(hits[0].start(), hits[0].end(), hits[0][0])))
    if len(text) > MAX_REPORT_CHARACTERS:
        found.append(Problem("long-text", f"{len(text):,} characters, more than the {MAX_REPORT_CHARACTERS:,} of a long report"))
    return tuple(found)
