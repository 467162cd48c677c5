"""Tables are read row by row, and a row that does not fit names its file, its line and the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.tables import folded, grouped, phrase_table, read_table

COLUMNS = ("word", "kind")


def table(folder: Path, text: str) -> Path:
    path = folder / "words.csv"
    path.write_bytes(text.encode())
    return path


class TestReading:
    def test_rows_answer_for_their_cells(self, tmp_path: Path) -> None:
        path = table(tmp_path, 'word,kind,size,source,note\n"a, b",one|two,12,general English,"says ""so"""\nc,,,x,\n')
        first, second = read_table(path, COLUMNS)
        assert (first["word"], first.many("kind"), first.number("size"), first["note"]) == ("a, b", ("one", "two"), 12, 'says "so"')
        assert (second.many("kind"), second.number("size"), second.place) == ((), None, f"{path}:3")

    @pytest.mark.parametrize(
        ("text", "line", "problem"),
        [
            ("word,source,note\n", ":1", "no column kind"),
            ("", ":1", "no column word, kind, source, note"),
            ("word,kind,source,note\na,b,c\n", ":2", "3 cells where the header has 4"),
            ("word,kind,source,note\na,b,c,d\ne, f,g,h,i\n", ":3", "5 cells where the header has 4"),
            ('word,kind,source,note\n"a" b,c,d,e\n', ":2", "not CSV"),
        ],
        ids=["column missing", "empty file", "too few cells", "too many cells", "quotes"],
    )
    def test_a_file_of_another_form_is_an_error(self, tmp_path: Path, text: str, line: str, problem: str) -> None:
        path = table(tmp_path, text)
        with pytest.raises(KnowledgeError, match=problem) as caught:
            read_table(path, COLUMNS)
        assert caught.value.place == f"{path}{line}"
        assert caught.value.mend

    def test_a_missing_file_and_one_in_another_encoding_are_errors(self, tmp_path: Path) -> None:
        with pytest.raises(KnowledgeError, match="cannot be read"):
            read_table(tmp_path / "nowhere.csv", COLUMNS)
        (tmp_path / "latin.csv").write_bytes("word,kind,source,note\nCôte,a,b,c\n".encode("latin-1"))
        with pytest.raises(KnowledgeError, match="cannot be read"):
            read_table(tmp_path / "latin.csv", COLUMNS)

    def test_two_rows_of_one_key_that_differ_are_an_error_naming_both(self, tmp_path: Path) -> None:
        path = table(tmp_path, "word,kind,source,note\na,one,x,\nb,one,x,\na,two,x,\n")
        with pytest.raises(KnowledgeError, match="'a' stands in line 2 with other values") as caught:
            read_table(path, COLUMNS)
        assert caught.value.place == f"{path}:4"

    def test_two_rows_that_say_the_same_or_differ_in_the_key_are_none(self, tmp_path: Path) -> None:
        same = table(tmp_path, "word,kind,source,note\na,one,x,\na,one,y,again\n")
        assert len(read_table(same, COLUMNS)) == 2
        other = table(tmp_path, "word,kind,source,note\na,one,x,\na,two,x,\n")
        assert len(read_table(other, COLUMNS, key=("word", "kind"))) == 2

    def test_a_value_that_is_not_allowed_is_an_error_with_the_nearest(self, tmp_path: Path) -> None:
        [row] = read_table(table(tmp_path, "word,kind,source,note\na,bombng,x,\n"), COLUMNS)
        with pytest.raises(KnowledgeError, match="no kind 'bombng'") as caught:
            row.one_of("kind", ["ambush", "bombing"])
        assert caught.value.mend.startswith("Did you mean bombing?")
        with pytest.raises(KnowledgeError) as caught:
            row.one_of("kind", ["x", "y"])
        assert caught.value.mend.startswith("Known: x, y.")

    @pytest.mark.parametrize("value", ["-1", "1.5", "twelve", "١٢", "²"])
    def test_a_number_is_written_in_digits(self, tmp_path: Path, value: str) -> None:
        [row] = read_table(table(tmp_path, f"word,kind,source,note\na,{value},x,\n"), COLUMNS)
        with pytest.raises(KnowledgeError, match="not a whole number"):
            row.number("kind")


class TestPhrases:
    TABLE = phrase_table([("car bomb", 1), ("car bomb attack", 2), ("U.S. troops", 3), ("air-strike", 4)])

    def test_the_longest_at_a_place_wins(self) -> None:
        words = ["a", "car", "bomb", "attack"]
        assert [self.TABLE.at(words, i) for i in range(4)] == [None, (2, 4), None, None]
        assert self.TABLE.at(words[:3], 1) == (1, 3)

    def test_and_the_longest_before_a_place(self) -> None:
        assert self.TABLE.ending(["a", "car", "bomb"], 3) == (1, 1)
        assert self.TABLE.ending(["a", "car", "bomb"], 2) is None

    @pytest.mark.parametrize(
        "words", [["air-strike"], ["air", "-", "strike"], ["U.S.", "troops"], ["US", "troops"], ["U", ".", "S", ".", "troops"]]
    )
    def test_are_found_however_a_tokenizer_cuts_them(self, words: list[str]) -> None:
        found = self.TABLE.at(words, 0)
        assert found is not None
        assert found[1] == len(words)

    def test_tell_the_words_that_they_begin_with(self) -> None:
        assert self.TABLE.first_words == {"car", "U.S.", "US", "U", "air-strike", "air"}

    def test_may_be_kept_in_any_case(self) -> None:
        assert phrase_table([("Lt. Gen.", 1)], any_case=True).at(["lt.", "gen."], 0) == (1, 2)

    def test_get_asks_for_the_whole_phrase(self) -> None:
        assert (self.TABLE.get("car bomb"), self.TABLE.get("car")) == (1, None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("al-Shabaab", "al shabaab"),
        ("Al Shabaab", "al shabaab"),
        ("U.S.", "us"),
        ("Côte d’Ivoire", "cote divoire"),
        ("  Sana'a  ", "sanaa"),
        ("São_Tomé", "sao tome"),
        ("—", ""),
        ("Москва", "москва"),
    ],
)
def test_a_folded_name_is_how_names_are_compared(name: str, expected: str) -> None:
    assert folded(name) == expected


def test_grouped_values_keep_their_order() -> None:
    assert grouped([("a", 2), ("b", 1), ("a", 1)]) == {"a": (2, 1), "b": (1,)}
