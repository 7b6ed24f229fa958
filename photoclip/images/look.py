"""What a picture looks like in two numbers: a perceptual hash and how sharp it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIDE: Final = 32  # pixels of the square that is hashed
_KEPT: Final = 8  # lowest frequencies of it each way
_TILES: Final = 8  # each way, for sharpness
_SHARPEST: Final = 13  # of the 64 tiles: a fifth, which even a shallow focus leaves sharp
_OF_GAP: Final = 0.3

Grey = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Look:
    """`phash` is the 64-bit perceptual hash as a signed integer, `sharpness` as measured below."""

    phash: int
    sharpness: float


def look_of(small: Image.Image) -> Look:
    """The look of a picture of thumbnail size, where 400 pixels are the longest side."""
    grey = small.convert("L")
    return Look(perceptual_hash(grey), sharpness(np.asarray(grey, np.float32)))


def perceptual_hash(grey: Image.Image) -> int:
    """64 bits that stay nearly the same when a picture is resized or compressed again.

    The signs of its lowest frequencies (DCT of 32 × 32 pixels) against their median. Pictures of
    the same scene differ in few bits, others in about half of them.
    """
    small = np.asarray(grey.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS), np.float64)
    low = _cosines() @ small @ _cosines().T
    bits = low > np.median(low.ravel()[1:])  # the first is the brightness, far above the others
    return int(np.packbits(bits).view(">i8")[0])


@cache
def _cosines() -> NDArray[np.float64]:
    """The first rows of the DCT-II of 32 values."""
    k, n = np.arange(_KEPT)[:, None], np.arange(_SIDE)[None]
    return np.cos(np.pi * k * (2 * n + 1) / (2 * _SIDE))


def sharpness(grey: Grey) -> float:
    """How much finer the finest detail is than the next coarser: about 1.7 when sharp, 0.4 if not.

    The logarithm of the variance of second derivatives over that at half the resolution, in the
    fifth of the picture that has most detail. Unlike the variance alone it does not take mist
    for blur or noise for detail, and a sharp subject is enough. Half of it is that of all
    directions together, half that of the least sharp of four, less a share of what sets these
    apart: a shaken camera leaves the detail across its movement. `grey` is (h, w) in 0…255.
    0 for pictures too small to tell.
    """
    if min(grey.shape) < 4 * _TILES:
        return 0.0
    fine, coarse = _details(grey), _details(_halved(grey))
    ratios = np.log((fine + 1.0) / (coarse + 0.3))
    together, apart = ratios[0], ratios[1:]
    gap = apart.max() - apart.min()
    return float((together + apart.min()) / 2 - _OF_GAP * gap)


def _details(grey: Grey) -> NDArray[np.float64]:
    """The variance of the Laplacian, then of its four directions, where there is most of each.

    Those of a direction are doubled: on noise, which has none, all five are equal then.
    """
    twice = grey[1:-1, 1:-1] * 2
    # Two buffers for ten pictures: fresh memory for each would cost as much as the arithmetic.
    one, other = np.empty_like(twice), np.empty_like(twice)

    def second(before: Grey, after: Grey, out: Grey) -> Grey:
        np.subtract(twice, before, out=out)
        out -= after
        return out

    across = _most(second(grey[1:-1, :-2], grey[1:-1, 2:], one))
    down = _most(second(grey[:-2, 1:-1], grey[2:, 1:-1], other))
    one += other
    together = _most(one)
    falling = _most(second(grey[:-2, :-2], grey[2:, 2:], one))
    rising = _most(second(grey[:-2, 2:], grey[2:, :-2], one))
    return np.array([together, across, down, falling, rising]) * (1, 2, 2, 2, 2)


def _most(detail: Grey) -> float:
    """The variance, averaged over the tiles where it is greatest."""
    height, width = (side // _TILES for side in detail.shape)
    tiles = detail[: height * _TILES, : width * _TILES].reshape(_TILES, height, _TILES, width)
    means = np.einsum("abcd->ac", tiles) / (height * width)
    squares = np.einsum("abcd,abcd->ac", tiles, tiles) / (height * width)
    return float(np.sort((squares - means**2).ravel())[-_SHARPEST:].mean())


def _halved(grey: Grey) -> Grey:
    """What half the resolution would show, without giving up pixels: binomial weights 1, 2, 1."""
    half = np.float32(0.5)
    for _ in range(2):
        grey = half * (grey[:-1] + grey[1:])
        grey = half * (grey[:, :-1] + grey[:, 1:])
    return grey
