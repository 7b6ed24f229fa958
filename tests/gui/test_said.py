"""Sentences of the engine are known by their form, whatever stands in them."""

from __future__ import annotations

from photoclip.engine.searching import ENGLISH_ONLY, NO_MATCH
from photoclip.gui.said import _SENTENCES, _pattern, said
from photoclip.query import parse
from photoclip.search.reasons import few_pass, nothing_passes


def known(sentence: str) -> bool:
    return any(_pattern(source).fullmatch(sentence) for source in _SENTENCES)


def test_what_the_engine_says_of_a_search_is_known() -> None:
    where = parse("name:zebra rating:5").where
    one = parse("name:zebra").where
    assert where is not None
    assert one is not None
    for sentence in (
        *(NO_MATCH, ENGLISH_ONLY.format("builtin"), "builtin answers now."),
        *(nothing_passes(where), nothing_passes(one), few_pass(where, 1), few_pass(one, 12)),
    ):
        assert known(sentence), sentence
        assert said(sentence) == sentence


def test_anything_else_stays_as_it_is() -> None:
    assert said("Out of memory.") == "Out of memory."
    assert said("") == ""
