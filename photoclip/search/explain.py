"""Where in a picture the words match: from scores of windows to a grid of heat and its box."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float64]

SHORT_CELLS = 14
"""Cells along the short side of a picture; about half of what the smallest windows resolve."""

LONGEST_CELLS = 42
"""Cells along the long side of a panorama, at most."""

HOT = 0.5
"""The share of the greatest heat from which a place belongs to the hottest region."""

_EDGE = 0.05  # the weight of a window at its rim, where it has seen least of what surrounds it


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a picture, in its pixels. It may end between two of them."""

    x: float
    y: float
    width: float
    height: float


def grid_shape(width: int, height: int) -> tuple[int, int]:
    """(rows, columns) of the grid over a picture of this size, of cells that are about square."""
    cell = min(width, height) / SHORT_CELLS
    rows, columns = (min(LONGEST_CELLS, max(1, round(side / cell))) for side in (height, width))
    return rows, columns


def windows(width: int, height: int, share: float) -> list[Window]:
    """Squares that cover the whole picture, each overlapping its neighbours by half at least.

    Their side is that share of the picture's short side. Those of a strip that is longer than
    the grid allows grow with it and are no squares, so that their number stays bounded.
    """
    short, stretch = min(width, height), SHORT_CELLS / LONGEST_CELLS
    across, down = (share * max(short, stretch * length) for length in (width, height))
    return [
        Window(x, y, across, down) for y in _starts(height, down) for x in _starts(width, across)
    ]


def _starts(length: int, side: float) -> list[float]:
    steps = math.ceil(2 * (length - side) / side - 1e-9)
    return [0.0] if steps < 1 else [i * (length - side) / steps for i in range(steps + 1)]


def gather(size: tuple[int, int], placed: Sequence[Window], scores: NDArray[np.floating]) -> Grid:
    """Scores of windows -> their mean over each cell of the grid, (rows, columns).

    `size` is the picture's (width, height). `scores` has a row for each window: one number (n,),
    or a map of its own (n, h, w). In its middle a window knows best what it shows, so there it
    counts most.
    """
    rows, columns = grid_shape(*size)
    maps = scores.reshape(len(placed), *(scores.shape[1:] or (1, 1))).astype(np.float64)
    xs = (np.arange(columns) + 0.5) * size[0] / columns
    ys = (np.arange(rows) + 0.5) * size[1] / rows
    total, weight = np.zeros((rows, columns)), np.zeros((rows, columns))
    for window, values in zip(placed, maps, strict=True):
        across, down = (xs - window.x) / window.width, (ys - window.y) / window.height
        here = np.outer(_tent(down), _tent(across))
        total += here * _sampled(values, down, across)
        weight += here
    return total / np.maximum(weight, 1e-12)


def _tent(place: Grid) -> Grid:
    """1 in the middle of a window (place .5), little at its rim (0 and 1), 0 outside."""
    inside = (place >= 0) & (place <= 1)
    return np.where(inside, np.maximum(1 - np.abs(2 * place - 1), _EDGE), 0.0)


def _sampled(values: Grid, down: Grid, across: Grid) -> Grid:
    """A map read between its places, bilinearly, at all pairs of `down` and `across` in 0…1."""
    y0, y1, y = _between(down, values.shape[0])
    x0, x1, x = _between(across, values.shape[1])
    above = values[np.ix_(y0, x0)] * (1 - x) + values[np.ix_(y0, x1)] * x
    below = values[np.ix_(y1, x0)] * (1 - x) + values[np.ix_(y1, x1)] * x
    return np.asarray(above * (1 - y[:, None]) + below * y[:, None], np.float64)


def _between(place: Grid, count: int) -> tuple[NDArray[np.intp], NDArray[np.intp], Grid]:
    at = np.clip(place * count - 0.5, 0, count - 1)
    low = np.floor(at).astype(np.intp)
    return low, np.minimum(low + 1, count - 1), at - low


def heat(grid: Grid) -> Grid:
    """Scores -> heat in 0…1: 1 at the hottest place, 0 wherever the score is below the median.

    Heat compares the places of one picture. It does not say whether the picture matches at all;
    the relevance of a hit does.
    """
    cold, hot = float(np.median(grid)), float(grid.max())
    if hot - cold < 1e-9:
        return np.zeros_like(grid)
    return np.clip((grid - cold) / (hot - cold), 0.0, 1.0)


def hottest(heated: Grid, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The box (x, y, width, height), in pixels, around the region of the hottest place.

    The region is what hangs together with that place, side by side, and is at least half as
    hot. A picture without any heat is its own box.
    """
    if not heated.any():
        return 0, 0, *size
    rows, columns = heated.shape
    region = _region(heated >= HOT, np.unravel_index(int(heated.argmax()), heated.shape))
    down, across = np.flatnonzero(region.any(1)), np.flatnonzero(region.any(0))
    left, right = (round(edge * size[0] / columns) for edge in (across[0], across[-1] + 1))
    top, bottom = (round(edge * size[1] / rows) for edge in (down[0], down[-1] + 1))
    return left, top, right - left, bottom - top


def _region(hot: NDArray[np.bool_], start: tuple[np.intp, ...]) -> NDArray[np.bool_]:
    """What can be reached from `start` over neighbouring places that are hot."""
    found = np.zeros_like(hot)
    found[start] = True
    while True:
        wider = found.copy()
        wider[1:] |= found[:-1]
        wider[:-1] |= found[1:]
        wider[:, 1:] |= found[:, :-1]
        wider[:, :-1] |= found[:, 1:]
        wider &= hot
        if (wider == found).all():
            return found
        found = wider
