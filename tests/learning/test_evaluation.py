"""Retrieval and zero-shot figures against hand-counted cases and a naive count."""

from __future__ import annotations

import numpy as np
import pytest

from photoclip.learning.evaluation import retrieval, zero_shot


def unit(rows: int, seed: int) -> np.ndarray:
    raw = np.random.default_rng(seed).normal(size=(rows, 6)).astype(np.float32)
    return raw / np.linalg.norm(raw, axis=1, keepdims=True)


def test_perfect_and_hand_counted() -> None:
    eye = np.eye(3, dtype=np.float32)
    figures = retrieval(eye, eye, np.arange(3))
    assert figures.text_to_image.at_1 == figures.image_to_text.at_1 == 1
    swapped = retrieval(eye, eye[[1, 0, 2]], np.arange(3))
    assert swapped.text_to_image.at_1 == pytest.approx(1 / 3)
    assert swapped.text_to_image.at_5 == 1


def test_every_caption_is_a_query_and_any_caption_is_a_hit() -> None:
    images = np.eye(4, dtype=np.float32)[:2]
    texts = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0.9, 0.1, 0]], np.float32)
    owner = np.array([0, 0, 1])  # the second caption of photo 0 describes photo 1
    figures = retrieval(images, texts, owner)
    assert figures.captions == 3
    assert figures.text_to_image.at_1 == pytest.approx(2 / 3)
    assert figures.image_to_text.at_1 == pytest.approx(1 / 2)
    assert figures.image_to_text.at_5 == 1


def test_like_a_naive_count() -> None:
    images, texts = unit(40, 0), unit(120, 1)
    owner = np.repeat(np.arange(40), 3)
    figures = retrieval(images, texts, owner)
    for k, ours, back in (
        (1, figures.text_to_image.at_1, figures.image_to_text.at_1),
        (5, figures.text_to_image.at_5, figures.image_to_text.at_5),
        (10, figures.text_to_image.at_10, figures.image_to_text.at_10),
    ):
        there = [owner[j] in np.argsort(-(images @ texts[j]))[:k] for j in range(120)]
        again = [
            any(owner[j] == i for j in np.argsort(-(texts @ images[i]))[:k]) for i in range(40)
        ]
        assert ours == pytest.approx(np.mean(there))
        assert back == pytest.approx(np.mean(again))


def test_vectors_that_are_all_alike_find_nothing() -> None:
    same = np.ones((30, 4), np.float32) / 2
    figures = retrieval(same, same, np.arange(30))
    assert figures.text_to_image.at_10 == figures.image_to_text.at_10 == 0
    assert zero_shot(same, same, np.arange(30)).top5 == 0


def test_photos_without_captions_only_distract() -> None:
    images = np.eye(3, dtype=np.float32)
    figures = retrieval(images, images[:1], np.array([0]))
    assert (figures.photos, figures.captions) == (3, 1)
    assert figures.image_to_text.at_1 == 1


def test_nothing_to_ask_gives_zeros() -> None:
    none = np.zeros((0, 4), np.float32)
    figures = retrieval(none, none, np.zeros(0, int))
    assert figures.text_to_image.at_1 == figures.image_to_text.at_10 == 0


def test_an_owner_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="owner"):
        retrieval(unit(2, 0), unit(2, 1), np.array([0, 2]))
    with pytest.raises(ValueError, match="truth"):
        zero_shot(unit(2, 0), unit(2, 1), np.array([0]))


def test_zero_shot_counts_first_and_first_five() -> None:
    classes = np.eye(8, dtype=np.float32)
    images = classes[[0, 1, 2]] * 0.9 + classes[[0, 3, 2]] * 0.95
    figures = zero_shot(images, classes, np.array([0, 1, 7]))
    assert figures.top1 == pytest.approx(1 / 3)
    assert figures.top5 == pytest.approx(2 / 3)  # class 7 ties with others at zero: a loss
    assert figures.document()["chance"] == 1 / 8


def test_documents_have_the_names_of_the_contract() -> None:
    document = retrieval(unit(3, 0), unit(3, 1), np.arange(3)).document()
    assert set(document) == {"photos", "captions", "text_to_image", "image_to_text"}
    assert set(document["text_to_image"]) == {"R@1", "R@5", "R@10"}
