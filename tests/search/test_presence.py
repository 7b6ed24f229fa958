"""The measurement of the divider: which words count, and what is counted."""

from __future__ import annotations

from photoclip.search.presence import ABSENT, FEWEST, words_of


def test_the_list_is_long_and_without_repetition() -> None:
    assert len(set(ABSENT)) == len(ABSENT) >= 250


def test_words_that_captions_mention_are_not_absent() -> None:
    captions = [["Two dogs by a volcano", "dogs and a volcano"]] * FEWEST + [["nothing"]] * 40
    captions += [["a dog"]]  # one caption alone is not enough
    absent, present = words_of(captions, ["dog", "dogs", "cat", "volcano", "nothing"])
    assert "volcano" not in absent
    assert "whale" in absent
    assert present == {"dog": list(range(FEWEST)), "volcano": list(range(FEWEST))}


def test_what_nearly_every_photo_shows_does_not_count() -> None:
    _absent, present = words_of([["a dog", "the dog"]] * 10, ["dog"])
    assert present == {}
