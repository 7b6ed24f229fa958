"""BLEU-1, CIDEr and the floors on captions small enough to reckon by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from photoclip.learning.caption_figures import (
    CaptionFigures,
    bleu_1,
    cider,
    commonest,
    unigram_loss,
    words_of,
)

DOGS = ["A dog runs.", "the dog runs on grass"]
CATS = ["a cat sleeps", "One cat sleeps on a sofa."]


def test_words_have_no_case_and_no_punctuation() -> None:
    assert words_of("A dog, it's wet .") == ("a", "dog", "it's", "wet")


def test_bleu_1_clips_words_and_punishes_brevity() -> None:
    assert bleu_1(["a dog runs"], [DOGS]) == 1
    # "dog dog dog dog": one of four counts; nearest reference in length (5 or 3, the shorter) is 3
    assert bleu_1(["dog dog dog dog"], [DOGS]) == pytest.approx(1 / 4)
    assert bleu_1(["dog"], [DOGS]) == pytest.approx(math.exp(1 - 3))
    assert bleu_1([""], [DOGS]) == 0
    both = bleu_1(["a dog runs", "a red bus"], [DOGS, CATS])
    assert both == pytest.approx(4 / 6)


def test_cider_weighs_rare_words_and_knows_the_right_photo() -> None:
    references = [DOGS, CATS]
    right = cider(["a dog runs", "a cat sleeps"], references)
    crossed = cider(["a cat sleeps", "a dog runs"], references)
    assert right > 3
    assert crossed == pytest.approx(0)  # what both have, "a", weighs nothing
    assert cider([], []) == 0


def test_cider_of_single_words_by_hand() -> None:
    # n = 1 alone tells anything of one-word texts: cosine 1 of four lengths, times ten
    found = cider(["dog", "sofa"], [["dog"], ["cat"]])
    assert found == pytest.approx(10 * 1 / 4 / 2)


def test_the_commonest_sentence_has_the_commonest_words() -> None:
    sentences = ["a man walks a dog", "a man walks", "zebras graze here now", "a man rides a bike"]
    assert commonest(sentences) in ("a man walks a dog", "a man rides a bike", "a man walks")
    assert commonest([]) == ""


def test_unigram_loss_by_hand() -> None:
    learnt, held = np.array([0, 0, 1]), np.array([0, 2])
    # counts + 1: 3, 2, 1 of 6
    expected = -(math.log(3 / 6) + math.log(1 / 6)) / 2
    assert unigram_loss(learnt, held, 3) == pytest.approx(expected)


def test_perplexity_is_the_exponential_of_the_loss() -> None:
    figures = CaptionFigures(2, 4, math.log(8), 3, 4, None, 0.5, 0.4, 1, 0.1)
    assert figures.perplexity == pytest.approx(8)
    assert figures.document()["perplexity"] == figures.perplexity
    assert figures.document()["loss_backward"] is None
