"""Sentences for photos that have labels alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from photoclip.learning.pretraining.fitting import fitting_captions
from photoclip.learning.pretraining.pairs import Pair, Place

SENTENCES = [
    "A dog runs.",
    "Two dogs in the snow",
    "A red car, parked",
    "The red sports car wins",
    "a hotdog",
]
AXES = torch.eye(5)


def pair(*labels: str, captions: tuple[str, ...] = (), held_out: bool = False) -> Pair:
    return Pair("key", Place(Path("photo")), captions, labels, held_out=held_out)


def fitted(pairs: list[Pair], image: torch.Tensor, most: int = 1) -> list[tuple[str, ...]]:
    found = fitting_captions(pairs, image, SENTENCES, AXES, most)
    assert [p.labels for p in found] == [p.labels for p in pairs]
    return [p.captions for p in found]


def test_the_most_similar_sentence_that_names_the_label() -> None:
    image = torch.tensor([[0.2, 0.6, 0, 0, 0.9], [0.6, 0.2, 0, 0, 0.9]])
    assert fitted([pair("dog"), pair("dog")], image) == [(SENTENCES[1],), (SENTENCES[0],)]
    both = fitted([pair("dog"), pair("dog")], image, most=5)
    assert both == [(SENTENCES[1], SENTENCES[0]), (SENTENCES[0], SENTENCES[1])]


def test_a_label_of_several_words_is_a_phrase() -> None:
    image = torch.tensor([[0, 0, 0.1, 0.9, 0]])
    assert fitted([pair("red car")], image) == [(SENTENCES[2],)]


def test_the_first_label_that_is_named_counts() -> None:
    image = torch.tensor([[0.1, 0, 0.9, 0, 0]])
    assert fitted([pair("dalmatian", "dog", "car")], image) == [(SENTENCES[0],)]
    assert fitted([pair("dalmatian")], image) == [()]


def test_what_fits_everything_wins_nothing() -> None:
    # every photo is like the first sentence, only one a little like the second
    image = torch.tensor([[0.8, 0.0, 0, 0, 0]] * 9 + [[0.8, 0.5, 0, 0, 0]])
    found = fitted([pair("dog")] * 10, image)
    assert found[-1] == (SENTENCES[1],)


def test_photos_with_words_of_their_own_and_held_out_ones_stay() -> None:
    image = torch.from_numpy(np.ones((2, 5), np.float32))
    pairs = [pair("dog", captions=("my dog",)), pair("dog", held_out=True)]
    assert fitted(pairs, image) == [("my dog",), ()]
