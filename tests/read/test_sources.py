"""What a user names becomes documents: files, folders and a stream, each id once."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kg.errors import InputError
from kg.read import Page, count, documents, reports

PAGE = "<html><head><title>T</title></head><body><article><p>Two men were held after a raid on the market.</p></article></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every kind of source, in an order that is not that of the alphabet."""
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "c.txt").write_text("Third.")
    (tmp_path / "a.TXT").write_text("First.")
    (tmp_path / "b" / "page.htm").write_text(PAGE)
    (tmp_path / "b" / "deep" / "rows.jsonl").write_text('{"id": "r1", "text": "x"}\n\n{"id": "r2", "text": "y"}\n')
    (tmp_path / "notes.md").write_text("not an article")
    (tmp_path / ".hidden" / "d.txt").write_text("not seen")
    (tmp_path / ".e.txt").write_text("not seen")
    return tmp_path


def ids(*sources: str | Path, stdin: bytes | None = None) -> list[str]:
    return [d.id for d in documents(sources, stdin=None if stdin is None else io.BytesIO(stdin))]


def test_a_folder_stands_for_its_articles_in_the_order_of_their_paths(folder: Path) -> None:
    assert ids(folder) == ["a", "r1", "r2", "page", "c"]


def test_sources_keep_the_order_in_which_they_are_given(folder: Path) -> None:
    assert ids(folder / "c.txt", str(folder / "a.TXT")) == ["c", "a"]


def test_documents_are_counted_without_being_read(folder: Path) -> None:
    assert count([folder]) == 5
    assert count([folder, "-"]) is None


def test_a_link_to_a_folder_above_does_not_go_round(folder: Path) -> None:
    (folder / "b" / "up").symlink_to(folder, target_is_directory=True)
    assert ids(folder) == ["a", "r1", "r2", "page", "c"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', [("a", "x"), ("b", "y")]),
        (b'\n \n{"id": "a", "text": "x"}', [("a", "x")]),
        (b'\xef\xbb\xbf{"id": "a", "text": "x"}', [("a", "x")]),
        (b"\nA bomb went off.\nTwo died.", [("stdin", "\nA bomb went off.\nTwo died.")]),
        ("\ufeffwide".encode("utf-16-le"), [("stdin", "wide")]),
    ],
    ids=["json-lines", "json-lines-after-blanks", "json-lines-after-mark", "text", "utf-16-text"],
)
def test_a_stream_is_json_lines_if_it_begins_with_a_brace_else_one_text(data: bytes, expected: list[tuple[str, str]]) -> None:
    assert [(d.id, d.text) for d in documents(["-"], stdin=io.BytesIO(data))] == expected


def test_a_fault_in_a_stream_names_its_line() -> None:
    with pytest.raises(InputError) as caught:
        ids("-", stdin=b'{"id": "a", "text": "x"}\n{"id": "b"}')
    assert caught.value.place == "stdin:2"


def test_an_empty_stream_is_refused() -> None:
    with pytest.raises(InputError, match="stdin: empty"):
        ids("-", stdin=b"")


def test_documents_come_one_at_a_time(folder: Path) -> None:
    (folder / "z.txt").write_bytes(b"\xff\xff")
    stream = documents([folder])
    assert [next(stream).id for _ in range(5)] == ["a", "r1", "r2", "page", "c"]
    with pytest.raises(InputError, match=r"z\.txt:1: not UTF-8"):
        next(stream)


def test_files_of_one_name_are_told_apart_by_their_paths_below_the_folder(folder: Path) -> None:
    (folder / "b" / "c.txt").write_text("Another third.")
    (folder / "b" / "a.txt").write_text("Another first.")
    (folder / "b" / "a.html").write_text(PAGE)
    assert ids(folder) == ["a", "b/a.html", "b/a.txt", "b/c", "r1", "r2", "page", "c"]


def test_the_other_files_keep_their_plain_names(folder: Path) -> None:
    (folder / "b" / "deep" / "page.txt").write_text("A page.")
    assert ids(folder) == ["a", "b/deep/page", "r1", "r2", "b/page", "c"]


def test_files_of_one_name_in_two_folders_given_are_told_apart_by_the_paths_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "b" / "c.txt").write_text("Another third.")
    (folder / "d").mkdir()
    (folder / "d" / "c.txt").write_text("A last one.")
    assert ids("c.txt", "b/c.txt") == ["c", "b/c"]
    assert ids("b", "d") == ["b/c.txt", "r1", "r2", "page", "d/c.txt"]


def test_an_id_that_occurs_twice_is_refused_with_both_places(folder: Path) -> None:
    (folder / "d.jsonl").write_text('{"id": "x", "text": "x"}\n{"id": "c", "text": "y"}\n{"id": "z", "text": "z"}\n')
    [error] = [report for report in reports([folder]) if isinstance(report, InputError)]
    assert (error.problem, error.place) == (f"the id 'c' is already that of {folder / 'c.txt'}", f"{folder / 'd.jsonl'}:2")
    assert [r.id for r in reports([folder]) if not isinstance(r, InputError)] == ["a", "r1", "r2", "page", "c", "x", "z"]


def test_a_file_given_twice_is_refused_the_second_time(folder: Path) -> None:
    with pytest.raises(InputError, match="is already that of"):
        ids(folder / "c.txt", folder / "c.txt")


def test_what_cannot_be_read_is_an_error_between_the_others(folder: Path) -> None:
    (folder / "b" / "bad.txt").write_bytes(b"\xff\xff")
    (folder / "b" / "deep" / "rows.jsonl").write_text('{"id": "r1", "text": "x"}\nnot json\n{"id": "r2", "text": "y"}\n')
    found = [r.place if isinstance(r, InputError) else r.id for r in reports([folder])]
    assert found == ["a", f"{folder / 'b' / 'bad.txt'}:1", "r1", f"{folder / 'b' / 'deep' / 'rows.jsonl'}:2", "r2", "page", "c"]


def test_a_page_is_left_to_be_parsed_by_whoever_reads_it(folder: Path) -> None:
    [page] = reports([folder / "b" / "page.htm"])
    assert page == Page("page", folder / "b" / "page.htm")


def test_a_missing_source_is_refused_before_the_first_report_is_given(folder: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        next(iter(reports([folder, folder / "missing.txt"])))


@pytest.mark.parametrize("identifier", ["", "  ", "a\\u0000b", "line\\nend", "\\ud800"])
def test_an_id_that_cannot_be_shown_is_refused(identifier: str) -> None:
    with pytest.raises(InputError, match="the id"):
        ids("-", stdin=f'{{"id": "{identifier}", "text": "x"}}'.encode())


@pytest.mark.parametrize("name", ["../../etc/x", "CON", "x" * 300, "a.", "A"])
def test_an_id_is_a_name_and_not_a_path(name: str) -> None:
    assert ids("-", stdin=f'{{"id": "{name}", "text": "x"}}'.encode()) == [name]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("missing.txt", "there is no such file or folder"),
        ("missing", "there is no such file or folder"),
        ("notes.md", "unknown kind of file '.md'"),
        ("bare", "a folder without articles"),
        ("x" * 5_000 + ".txt", "cannot be read: File name too long"),
    ],
    ids=["no-file", "no-folder", "kind", "bare-folder", "long-name"],
)
def test_a_source_that_cannot_be_read_is_refused(folder: Path, source: str, problem: str) -> None:
    (folder / "bare").mkdir()
    for act in (ids, lambda path: count([path])):
        with pytest.raises(InputError) as caught:
            act(folder / source)
        assert caught.value.problem == problem
        assert caught.value.place == str(folder / source)
        assert caught.value.mend


@pytest.fixture
def ordinary_user() -> Iterator[Path]:
    """A folder that everyone may enter, seen by a user to whom things can be closed (to root nothing is)."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        (Path(name) / "closed").mkdir(mode=0)
        (Path(name) / "a.txt").write_text("x")
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            if is_root:
                os.seteuid(0)
            (Path(name) / "closed").chmod(0o700)


def test_a_closed_folder_is_an_error_and_not_an_empty_one(ordinary_user: Path) -> None:
    with pytest.raises(InputError, match="closed: cannot be read: Permission denied"):
        ids(ordinary_user)
