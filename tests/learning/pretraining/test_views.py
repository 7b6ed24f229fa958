"""The views drawn of training photos, here and as a GPU draws them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from photoclip.learning.pretraining.photos import Photos
from photoclip.learning.pretraining.views import plain_views, random_views


@pytest.fixture
def photos() -> Photos:
    """Smooth patterns, one wider than high."""
    random = np.random.default_rng(5)
    small = [random.integers(0, 256, (4, 4, 3), dtype=np.uint8) for _ in range(2)]
    big = [np.asarray(Image.fromarray(p).resize((16, 16), Image.Resampling.BICUBIC)) for p in small]
    return Photos(np.stack(big), np.array([[30, 60], [60, 30]], np.uint16))


def test_plain_views_squash_or_crop_the_middle(photos: Photos) -> None:
    rows = np.array([0], np.intp)
    whole = plain_views(photos, rows, 16, "squash")
    np.testing.assert_allclose(
        (whole[0].permute(1, 2, 0).numpy() + 1) * 127.5, photos.squares[0], atol=1
    )
    ramp = np.broadcast_to(np.arange(16, dtype=np.uint8)[:, None] * 16, (1, 16, 16, 3))
    wide = Photos(ramp, np.array([[30, 60]], np.uint16))
    middle = plain_views(wide, rows, 16, "shortest")[0, 0, 8].numpy()
    ends = (middle[[0, -1]] + 1) * 127.5 / 16
    np.testing.assert_allclose(ends, [3.75, 11.25], atol=0.1)  # the middle half of 0 … 15
    assert plain_views(photos, rows, 24, "squash").shape == (1, 3, 24, 24)


def test_random_views_are_repeatable_crops(photos: Photos) -> None:
    rows = np.array([1, 0, 1], np.intp)
    one = random_views(photos, rows, 16, "shortest", np.random.default_rng(7))
    same = random_views(photos, rows, 16, "shortest", np.random.default_rng(7))
    other = random_views(photos, rows, 16, "shortest", np.random.default_rng(8))
    assert one.shape == (3, 3, 16, 16)
    assert abs(one).max() <= 1
    assert (one == same).all()
    assert not (one == other).all()
    assert not (one[0] == one[2]).all()


@pytest.mark.parametrize("mode", ["squash", "shortest"])
def test_a_device_that_holds_the_photos_draws_the_same_views(photos: Photos, mode: str) -> None:
    there = replace(photos, held=torch.from_numpy(np.array(photos.squares)))
    rows = np.array([1, 0, 1, 0], np.intp)
    plain = plain_views(photos, rows, 24, mode)
    np.testing.assert_allclose(plain_views(there, rows, 24, mode), plain, atol=0.08)
    for seed in range(5):
        one = random_views(photos, rows, 24, mode, np.random.default_rng(seed))
        other = random_views(there, rows, 24, mode, np.random.default_rng(seed))
        np.testing.assert_allclose(other, one, atol=0.08)
        assert other.is_contiguous(memory_format=torch.channels_last)
