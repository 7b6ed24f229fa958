"""A photo under a heat map, as a picture: from dark blue for cold to light yellow for hot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

_STOPS: Final = (
    (12, 18, 64),
    (28, 62, 128),
    (84, 116, 140),
    (186, 168, 92),
    (255, 226, 64),
)
"""From blue to yellow and ever lighter: told apart with any kind of colour vision, and in grey."""

_COLD_OPACITY: Final = 0.45
_HOT_OPACITY: Final = 0.6
_GREY_SHARE: Final = 0.6
"""How much of the photo's own colour gives way, lest it be taken for heat."""

_FRAME: Final = ((0, 0, 0), (255, 255, 255))


def colours(heat: NDArray[np.floating]) -> NDArray[np.float64]:
    """Heat in 0…1 of any shape -> RGB in 0…255, (…, 3)."""
    at = np.linspace(0, 1, len(_STOPS))
    return np.stack([np.interp(heat, at, channel) for channel in np.transpose(_STOPS)], axis=-1)


def overlay(
    image: Image.Image,
    grid: Sequence[Sequence[float]],
    box: tuple[float, float, float, float] | None = None,
) -> Image.Image:
    """The RGB photo with a grid of heat (rows of 0…1) laid over it, smoothly, in its own size.

    `box` (x, y, width, height), in shares of the sides, gets a frame.
    """
    small = Image.fromarray(np.asarray(grid, np.float32))
    smooth = np.asarray(small.resize(image.size, Image.Resampling.BICUBIC))
    heat = np.clip(smooth, 0, 1)[..., None]
    photo = np.asarray(image, np.float32)
    grey = np.asarray(image.convert("L"), np.float32)[..., None]
    photo = photo + (grey - photo) * _GREY_SHARE
    opacity = _COLD_OPACITY + (_HOT_OPACITY - _COLD_OPACITY) * heat
    mixed = photo * (1 - opacity) + colours(heat[..., 0]) * opacity
    out = Image.fromarray(mixed.round().astype(np.uint8))
    if box is not None:
        _frame(out, box)
    return out


def _frame(image: Image.Image, box: tuple[float, float, float, float]) -> None:
    """A white line between two black ones: seen on any ground."""
    x, y, width, height = box
    left, right = x * image.width, (x + width) * image.width - 1
    top, bottom = y * image.height, (y + height) * image.height - 1
    line = max(1, min(image.size) // 250)
    draw = ImageDraw.Draw(image)
    for inset, colour in ((0, _FRAME[0]), (line, _FRAME[1]), (2 * line, _FRAME[0])):
        edges = (left + inset, top + inset, right - inset, bottom - inset)
        if edges[2] > edges[0] and edges[3] > edges[1]:
            draw.rectangle(edges, outline=colour, width=line)
