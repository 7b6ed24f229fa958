"""Other languages are recognised where that is sure; English never is."""

from __future__ import annotations

import pytest

from photoclip.search.language import is_foreign
from photoclip.search.relevance import GENERIC
from photoclip.tagging import vocabulary


@pytest.mark.parametrize(
    "phrase",
    [
        "ein Hund am Strand",
        "Sonnenuntergang",
        "über den Wolken",
        "un chien sur la plage",
        "coucher de soleil à la montagne",
        "perro en la playa",
        "gatto",
        "собака на пляже",
        "海辺の犬",
        "كلب على الشاطئ",
        "śnieg",
    ],
)
def test_other_languages(phrase: str) -> None:
    assert is_foreign(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["", "2021", "dog on a beach", "a café at night", "Los Angeles", "die cast toys", "IMG_2 * 3"],
)
def test_english_and_nothing(phrase: str) -> None:
    assert not is_foreign(phrase)


def test_our_own_words_are_english() -> None:
    assert [phrase for phrase in (*GENERIC, *vocabulary.load().names) if is_foreign(phrase)] == []
