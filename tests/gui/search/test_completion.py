"""What is offered at the cursor: it parses, stands where it should, and means what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.gui.search.completion import MOST, Known, offers
from photoclip.library.values import Values
from photoclip.query import parse

KNOWN = Known(
    tags=("beach", "black & white", "family"),
    albums=("Italy 2023", "Beach days"),
    folders=("Holidays", "beach house"),
    values=Values(("Fujifilm X-T4", "Canon"), ("35mm",), ("jpeg",), ("2023", "2021")),
)


def texts(query: str, cursor: int | None = None) -> list[str]:
    at = len(query) if cursor is None else cursor
    return [offer.text for offer in offers(query, at, KNOWN, ["beach sunset", "dog"])]


def test_an_empty_line_offers_what_was_searched() -> None:
    assert texts("") == ["beach sunset", "dog"]


def test_a_word_offers_keys_names_and_searches() -> None:
    assert texts("bea") == [
        "tag:beach",
        'album:"Beach days"',
        'in:"beach house"',
        "beach sunset",
    ]
    assert texts("da")[0] == "date:"
    assert "before:" in texts("be")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tag:", ["tag:beach", 'tag:"black & white"', "tag:family"]),
        ("red -tag:fa", ["tag:family"]),
        ("(tag:w", ['tag:"black & white"']),
        ('album:"ita', ['album:"Italy 2023"']),
        ("camera:x", ['camera:"Fujifilm X-T4"']),
        ("is:s", ["is:sensitive", "is:screenshot"]),
        ("date:", ["date:2023", "date:2021"]),
        ("sort:n", ["sort:name"]),
        ("rating:>", ["rating:>=4", "rating:>=3", "rating:>=1"]),
    ],
)
def test_a_key_offers_its_values(query: str, expected: list[str]) -> None:
    assert texts(query) == expected


def test_what_is_complete_is_not_offered() -> None:
    assert texts("tag:family") == []


def test_in_the_middle_only_the_word_is_replaced() -> None:
    (offer,) = offers("red tag:fam dog", 11, KNOWN, [])
    assert offer.applied("red tag:fam dog") == ("red tag:family dog", 15)
    (offer,) = offers("-tag:fam", 8, KNOWN, [])
    assert offer.applied("-tag:fam") == ("-tag:family ", 12)


def test_a_key_waits_for_its_value() -> None:
    offer = next(one for one in offers("cam", 3, KNOWN, []) if one.text == "camera:")
    assert offer.applied("cam") == ("camera:", 7)
    assert not offer.complete


def test_quotes_offer_nothing() -> None:
    assert texts('"be') == []


@given(st.text('ab:"-( tagbeclumis', max_size=20), st.integers(0, 20))
def test_whatever_is_typed_offers_only_what_parses(query: str, cursor: int) -> None:
    found = offers(query, min(cursor, len(query)), KNOWN, [])
    assert len(found) <= MOST
    for offer in found:
        if offer.complete:
            parse(offer.text)
            text, at = offer.applied(query)
            assert text[: offer.start] == query[: offer.start]
            assert 0 <= at <= len(text)
