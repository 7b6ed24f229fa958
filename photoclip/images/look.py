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
    """How much finer the finest detail is than the next coarser: about 2 when sharp, 0.5 when not.

    The logarithm of the Laplacian's variance over that at half the resolution, in the fifth of
    the picture that has most detail. Unlike the variance alone it does not take mist for blur or
    noise for detail, and a sharp subject is enough. `grey` is (h, w) in 0…255. 0 for pictures
    too small to tell.
    """
    if min(grey.shape) < 4 * _TILES:
        return 0.0
    fine, coarse = (_detail(scale) for scale in (grey, _halved(grey)))
    return float(np.log((fine + 1.0) / (coarse + 0.3)))


def _detail(grey: Grey) -> float:
    """The variance of the Laplacian, averaged over the tiles where it is greatest."""
    inner = grey[1:-1, 1:-1]
    across, down = grey[1:-1, :-2] + grey[1:-1, 2:], grey[:-2, 1:-1] + grey[2:, 1:-1]
    laplacian = 4 * inner - across - down
    height, width = (side // _TILES for side in laplacian.shape)
    tiles = laplacian[: height * _TILES, : width * _TILES]
    variances = tiles.reshape(_TILES, height, _TILES, width).var(axis=(1, 3)).ravel()
    return float(np.sort(variances)[-_SHARPEST:].mean())


def _halved(grey: Grey) -> Grey:
    """What half the resolution would show, without giving up pixels: binomial weights 1, 2, 1."""
    half = np.float32(0.5)
    for _ in range(2):
        grey = half * (grey[:-1] + grey[1:])
        grey = half * (grey[:, :-1] + grey[:, 1:])
    return grey
