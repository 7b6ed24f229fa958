"""The towers: built alike from a seed, cropped without changing a thing."""

from __future__ import annotations

import numpy as np
import torch

from photoclip.learning.pretraining.towers import (
    Shape,
    build,
    encode_pixels,
    encode_tokens,
    tokenize,
)

TINY = Shape("test_efficientnet", image_size=32, text_width=32, text_layers=2, context=16, dim=24)


def test_the_same_seed_builds_the_same_model() -> None:
    one, same, other = build(TINY, 1), build(TINY, 1), build(TINY, 2)
    assert torch.equal(one.text_projection, same.text_projection)
    assert not torch.equal(one.text_projection, other.text_projection)


def test_cropped_texts_are_encoded_as_open_clip_does() -> None:
    model = build(TINY).eval()
    tokens = torch.from_numpy(tokenize(["a dog", "two dogs on a beach"], 16).astype(np.int64))
    assert tokens.shape == (2, 16)
    with torch.no_grad():
        expected = model.encode_text(tokens, normalize=True)
        found = encode_tokens(model, tokens)
    torch.testing.assert_close(found, expected, atol=0.01, rtol=0.05)
    similar = torch.nn.functional.cosine_similarity(found, expected)
    assert similar.min() > 0.999


def test_pixels_become_unit_vectors() -> None:
    with torch.no_grad():
        vectors = encode_pixels(build(TINY).eval(), torch.rand(3, 3, 32, 32) * 2 - 1)
    assert vectors.shape == (3, 24)
    torch.testing.assert_close(vectors.norm(dim=1), torch.ones(3))


def test_long_texts_are_cut_and_still_end() -> None:
    tokens = tokenize(["word " * 100], 16)
    assert tokens.shape == (1, 16)
    assert tokens[0, -1] == 49407
