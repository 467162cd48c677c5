"""IRIs come from content, stay inside their base, and are readable where they can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KnowledgeError
from kg.iris import PREFIXES, SCHEMES, SLUG_LIMIT, Iris, expand, segment, short_hash, shorten, slug


class TestIris:
    """The IRIs of the data come from content and stay inside their base."""

    IRIS = Iris()

    @pytest.mark.parametrize(
        ("iri", "expected"),
        [
            (IRIS.thing("place/nairobi"), "id/place/nairobi"),
            (IRIS.article("000_8bd4"), "id/article/000_8bd4"),
            (IRIS.claim("a1", "9f2c"), "id/claim/a1/9f2c"),
            (IRIS.evidence("a1", 3, 17), "id/evidence/a1/3-17"),
            (IRIS.graph("a1", "facts"), "graph/a1/facts"),
            (IRIS.concept("event-type", "ambush"), "scheme/event-type/ambush"),
            (IRIS.article("DEV-1 (part 2)/é"), "id/article/DEV-1%20%28part%202%29%2F%C3%A9"),
        ],
    )
    def test_follow_the_policy(self, iri: str, expected: str) -> None:
        assert iri == f"https://w3id.org/sikg/{expected}"

    def test_a_base_moves_the_data_and_not_the_vocabulary(self) -> None:
        iris = Iris("https://example.org/kg/")
        assert iris.thing("org/a") == "https://example.org/kg/id/org/a"
        assert iris.concept("status", "planned") == SCHEMES + "status/planned"
        assert iris.prefixes() == {**PREFIXES, "id": "https://example.org/kg/id/"}

    @pytest.mark.parametrize(
        "base", ["", "example.org/", "https://example.org", "https://a b/", "https://a/?q=", "file:///etc/", "https://a>/"]
    )
    def test_a_base_is_an_absolute_iri_that_ends_in_a_slash(self, base: str) -> None:
        with pytest.raises(InputError):
            Iris(base)

    @pytest.mark.parametrize("name", ["", "nairobi", "/nairobi", "place/"])
    def test_an_id_has_a_kind_and_a_slug(self, name: str) -> None:
        with pytest.raises(InputError, match="kind/slug"):
            self.IRIS.thing(name)

    @given(st.text())
    def test_a_segment_is_one_step_down_whatever_the_id(self, text: str) -> None:
        found = segment(text)
        assert found.strip(".")
        assert not set(found) & set('/\\?#<>"{}|^` \n')
        assert found.isascii()

    @given(st.text(), st.text())
    def test_different_ids_have_different_segments(self, one: str, other: str) -> None:
        assert (segment(one) == segment(other)) == (one == other)


class TestSlugs:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Al-Shabaab", "al-shabaab"),
            ("Côte d’Ivoire", "cote-d-ivoire"),
            ("Łódź  (Poland)", "lodz-poland"),
            ("ʿAlī al-Ṣāliḥ", "ali-al-salih"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\0b", "a-b"),
            ("trailing dot.", "trailing-dot"),
            ("\u202egnp.exe", "gnp-exe"),
        ],
    )
    def test_are_plain(self, text: str, expected: str) -> None:
        assert slug(text) == expected

    @pytest.mark.parametrize("text", ["", "...", "Москва", "كابول", "CON", "nul", "com1", "x" * 300])
    def test_that_would_be_empty_reserved_or_too_long_end_in_a_hash(self, text: str) -> None:
        assert slug(text).endswith(f"-{short_hash(text)}")

    def test_of_names_in_another_script_differ(self) -> None:
        assert slug("Киев 5") != slug("Москва 5")

    @given(st.text())
    def test_fit_a_file_name_whatever_the_text(self, text: str) -> None:
        found = slug(text)
        assert 0 < len(found) <= SLUG_LIMIT
        assert not set(found) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert found.strip("-") == found
        assert slug(found) == found or len(found) == SLUG_LIMIT


class TestNames:
    @pytest.mark.parametrize("curie", ["sikg:target", "org:holds", "et:ambush", "schema:about", "xsd:date"])
    def test_shorten_and_expand_are_inverse(self, curie: str) -> None:
        assert shorten(expand(curie)) == curie

    def test_an_unknown_prefix_is_an_error(self) -> None:
        with pytest.raises(KnowledgeError, match="no prefix skig"):
            expand("skig:target")

    def test_an_iri_without_a_prefix_stays_as_it_is(self) -> None:
        assert shorten("https://example.org/x") == "https://example.org/x"
