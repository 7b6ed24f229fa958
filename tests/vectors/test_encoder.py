"""FakeEncoder: its pictures and its words are in one space, so that stories are true."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.vectors.encoder import _COLOURS, FakeEncoder, normalised

NAMES = sorted(_COLOURS)


def plain(*colours: tuple[int, int, int]) -> np.ndarray:
    """Pictures of one colour each."""
    return np.stack([np.full((32, 32, 3), colour, np.uint8) for colour in colours])


def rgb(name: str) -> tuple[int, int, int]:
    """The colour as the encoder sees its name."""
    r, g, b = (round(255 * x) for x in colorsys.hsv_to_rgb(*_COLOURS[name]))
    return r, g, b


def test_every_colour_is_found_by_its_name() -> None:
    encoder = FakeEncoder()
    images = encoder.encode_images(plain(*map(rgb, NAMES)))
    texts = encoder.encode_texts([f"a {name} thing" for name in NAMES])
    assert (texts @ images.T).argmax(axis=1).tolist() == list(range(len(NAMES)))


@given(
    seed=st.integers(0, 10_000),
    words=st.lists(st.text(max_size=12), min_size=1, max_size=4),
)
def test_everything_is_a_unit_vector(seed: int, words: list[str]) -> None:
    encoder = FakeEncoder()
    pixels = np.random.default_rng(seed).integers(0, 256, (2, 32, 32, 3), np.uint8)
    for vectors in (encoder.encode_images(pixels), encoder.encode_texts(words)):
        assert vectors.shape[1] == encoder.spec.dim
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_without_colours_is_like_no_picture() -> None:
    encoder = FakeEncoder()
    images = encoder.encode_images(plain(*map(rgb, NAMES)))
    texts = encoder.encode_texts(["spaceship", "wedding"])
    assert np.abs(texts @ images.T).max() < 0.05
    assert texts[0] @ texts[1] < 0.9
    np.testing.assert_array_equal(texts, encoder.encode_texts(["Spaceship!", "wedding"]))


def test_two_colours_find_the_picture_of_both() -> None:
    encoder = FakeEncoder()
    both = plain(rgb("red"))
    both[:, 16:] = rgb("blue")
    images = np.concatenate([plain(rgb("red"), rgb("blue"), rgb("green")), both])
    scores = encoder.encode_texts(["red and blue"]) @ encoder.encode_images(images).T
    assert scores.argmax() == 3


def test_nothing_gives_nothing() -> None:
    encoder = FakeEncoder()
    assert encoder.encode_texts([]).shape == (0, encoder.spec.dim)
    assert encoder.encode_images(np.zeros((0, 32, 32, 3), np.uint8)).shape == (0, encoder.spec.dim)


@pytest.mark.parametrize("size", [32, 48])
def test_its_spec_tells_sizes_apart(size: int) -> None:
    assert FakeEncoder(size).image_size == (size, size)
    assert str(size) in FakeEncoder(size).spec.key


def test_normalising_leaves_zero_rows() -> None:
    rows = normalised(np.array([[3.0, 4.0], [0.0, 0.0]], np.float32))
    np.testing.assert_allclose(rows, [[0.6, 0.8], [0, 0]], atol=1e-6)
