"""Misspelt words of a query: what was probably meant, and when nothing is said."""

from __future__ import annotations

import pytest

from photoclip.query import parse
from photoclip.search.spelling import corrected, words_in

WORDS = ("fancy", "beach", "sunset", "mountain", "dog", "wedding cake", "Rex")
KNOWN = words_in(WORDS) | {"with", "snow", "beech", "party"}


def meant(text: str) -> str | None:
    return corrected(parse(text), lambda words: words - KNOWN, words_in(WORDS))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("sunest", "sunset"),
        ("Montain with snow", "mountain with snow"),
        ("beahc tag:family", "beach tag:family"),
        ("beach -weding", "beach -wedding"),
        ('"sunest" "beach"', '"sunset" "beach"'),
    ],
)
def test_a_misspelt_word_is_mended(typed: str, said: str) -> None:
    assert meant(typed) == said


@pytest.mark.parametrize(
    "typed",
    [
        "fiancée",
        "fiance\u0301e",
        "mountains",
        "beaches",
        "parties",
        "sunset",
        "beech",
        "dgo",
        "xylophone",
        "tag:sunest",
        "ein sunest",
        "日没",
        "rating:5",
    ],
)
def test_nothing_is_said(typed: str) -> None:
    assert meant(typed) is None
