"""Zero-shot words: with the true colours of the fake encoder, and the arithmetic."""

from __future__ import annotations

import numpy as np
import pytest

from photoclip.tagging.vocabulary import Entry, prompts_for
from photoclip.tagging.zero_shot import classify, ensemble, softmax
from photoclip.vectors.encoder import FakeEncoder

NAMES = ("red", "green", "blue", "white")


def plain(colour: tuple[int, int, int]) -> np.ndarray:
    encoder = FakeEncoder()
    pixels = np.full((1, 32, 32, 3), colour, np.uint8)
    return encoder.encode_images(pixels)[0]


def test_a_picture_gets_its_colour() -> None:
    phrases = [prompts_for(Entry(name)) for name in NAMES]
    texts = FakeEncoder().encode_texts([phrase for some in phrases for phrase in some])
    labels = ensemble(texts, [len(some) for some in phrases])
    guesses = classify(plain((255, 0, 0)), labels, NAMES)
    assert guesses[0].label == "red"
    assert guesses[0].probability > 0.99
    assert guesses[0].score == pytest.approx(1, abs=0.05)
    assert sum(guess.probability for guess in guesses) == pytest.approx(1)
    assert [g.probability for g in guesses] == sorted(
        (g.probability for g in guesses), reverse=True
    )
    assert classify(plain((0, 41, 255)), labels, NAMES, most=1)[0].label == "blue"


def test_ensembles_are_normalised_means_of_normalised_vectors() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(5, 8)).astype(np.float32)
    made = ensemble(vectors, [2, 3])
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    for row, part in zip(made, (units[:2], units[2:]), strict=True):
        mean = part.mean(axis=0)
        np.testing.assert_allclose(row, mean / np.linalg.norm(mean), rtol=1e-5)
    assert ensemble(vectors[:0], []).shape == (0, 8)
    for sizes in ([2, 2], [5, 0], [6]):
        with pytest.raises(ValueError, match="groups"):
            ensemble(vectors, sizes)


def test_softmax_and_its_temperature() -> None:
    scores = np.array([[0.2, 0.3], [0.9, -0.9]], np.float32)
    cold, warm = softmax(scores), softmax(scores, temperature=1.0)
    np.testing.assert_allclose(cold.sum(axis=1), 1)
    np.testing.assert_allclose(cold[0, 1], 1 / (1 + np.exp(-10)), rtol=1e-5)
    assert warm[0, 1] < cold[0, 1]
    assert np.isfinite(softmax(np.array([1e6, -1e6]))).all()


def test_no_labels_and_wrong_labels() -> None:
    image = plain((0, 0, 0))
    assert classify(image, np.zeros((0, 64), np.float32), []) == []
    with pytest.raises(ValueError, match="labels"):
        classify(image, np.zeros((2, 64), np.float32), ["one"])
