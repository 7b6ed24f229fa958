"""A mistake with a guess can be mended, and what comes out parses."""

from __future__ import annotations

import pickle

import pytest

from photoclip.errors import QueryError
from photoclip.query import mended, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("red tga:family", "red tag:family"),
        ("is:favorit", "is:favourite"),
        ("-is:blury dog", "-is:blurry dog"),
        ("SROT:date", "sort:date"),
    ],
)
def test_what_the_parser_guesses_is_put_in_place(text: str, expected: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(text)
    assert mended(text, refused.value) == expected
    parse(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dog tag:famly", "dog tag:family"),
        ('-tag:"famly"', '-tag:"family"'),
        ("-album:famly", '-album:"my family"'),
    ],
)
def test_what_the_library_guesses_is_quoted_where_it_must_be(text: str, expected: str) -> None:
    meant = "my family" if "album" in text else "family"
    error = QueryError("There is no such name.", text.index(":") - 3, ("famly", meant))
    assert mended(text, error) == expected
    parse(expected)


def test_without_a_guess_nothing_is_mended() -> None:
    with pytest.raises(QueryError) as refused:
        parse("iso:many")
    assert mended("iso:many", refused.value) is None
    assert mended("tag:other", QueryError("No.", 0, ("famly", "family"))) is None


def test_the_guess_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(QueryError("No.", 3, ("a", "b"))))
    assert (error.message, error.position, error.instead) == ("No.", 3, ("a", "b"))
