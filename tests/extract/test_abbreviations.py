"""Abbreviations in brackets in text without case, and the names beside them."""

from __future__ import annotations

import pytest

from tests.extract.test_truecase import restored


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("THE POPULAR VALLEY FRONT (PVF) LEFT.", "The Popular Valley Front (PVF) left.", id="name before"),
        pytest.param("THE PVF [POPULAR VALLEY FRONT] LEFT.", "The PVF [Popular Valley Front] left.", id="name in brackets"),
        pytest.param("THE POPULAR VALLEY FRONT (FPV) LEFT.", "The Popular Valley Front (FPV) left.", id="order of another language"),
        pytest.param("THE MAN (TEXT) LEFT.", "The man (text) left.", id="a word in brackets"),
        pytest.param("THE PVF (POPULAR VALLEY FRONT) MET. THE PVF LEFT.", "The PVF (Popular Valley Front) met. The PVF left.", id="again"),
    ],
)
def test_an_abbreviation_and_its_name_have_capitals(text: str, expected: str) -> None:
    assert restored(text) == expected
