"""The photos of a training set, decoded once into an array on disk, and the views drawn of them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from photoclip.images.decode import decode
from photoclip.images.problems import PictureError
from photoclip.jobs import CancelToken, Report
from photoclip.learning.pretraining.keeping import digest, kept_rows
from photoclip.learning.pretraining.pairs import Pair

_CHUNK = 1024


class Squares(Protocol):
    """(n, side, side, 3) uint8 RGB, one row at a time."""

    @property
    def shape(self) -> tuple[int, ...]:
        """(n, side, side, 3)."""
        ...

    def __getitem__(self, row: np.intp, /) -> NDArray[np.uint8]:
        """(side, side, 3)."""
        ...


@dataclass(frozen=True, slots=True)
class Photos:
    """n photos squashed to squares; what they were squashed from is kept beside.

    squares: (n, side, side, 3) uint8 RGB. sizes: (n, 2) height and width before, 0 where the
    photo could not be read.
    """

    squares: Squares
    sizes: NDArray[np.uint16]

    @property
    def readable(self) -> NDArray[np.bool_]:
        """(n,) which photos are there."""
        return np.asarray(self.sizes[:, 0] > 0)


class _Joined:
    """Squares of several files as one row of squares; none is copied."""

    def __init__(self, parts: Sequence[Squares]) -> None:
        self._parts = parts
        self._ends = np.cumsum([part.shape[0] for part in parts])

    @property
    def shape(self) -> tuple[int, ...]:
        return (int(self._ends[-1]), *self._parts[0].shape[1:])

    def __getitem__(self, row: np.intp, /) -> NDArray[np.uint8]:
        part = int(np.searchsorted(self._ends, row, side="right"))
        start = self._ends[part] - self._parts[part].shape[0]
        return self._parts[part][row - start]


def in_a_row(parts: Sequence[Photos]) -> Photos:
    """The photos of all parts, in their order."""
    return Photos(_Joined([p.squares for p in parts]), np.concatenate([p.sizes for p in parts]))


def load_photos(
    pairs: Sequence[Pair], side: int, folder: Path, report: Report, token: CancelToken
) -> Photos:
    """Decode every photo once, upright, into `folder`; what is there already is not done again."""
    name = digest(f"{p.place.path}:{p.place.offset}:{p.place.size}" for p in pairs)
    # The size needs 4 bytes: it rides behind the picture, so that one file holds both.
    width = side * side * 3 + 4
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="decode") as pool:
        rows = kept_rows(
            folder / f"photos-{name}-{side}.npy",
            (len(pairs), width),
            np.uint8,
            lambda part: np.stack(list(pool.map(lambda p: _row(p, side), pairs[part]))),
            _CHUNK,
            report,
            token,
        )
    sizes = np.ascontiguousarray(rows[:, -4:]).view(np.uint16)
    return Photos(rows[:, :-4].reshape(len(rows), side, side, 3), sizes)


def _row(pair: Pair, side: int) -> NDArray[np.uint8]:
    """The square and its size as bytes; zeros where the file is no photo."""
    row = np.zeros(side * side * 3 + 4, np.uint8)
    try:
        upright = decode(pair.place.read(), side, suffix=pair.place.path.suffix).image
    except (OSError, PictureError):
        return row
    square = upright.resize((side, side), Image.Resampling.BICUBIC)
    row[:-4] = np.asarray(square, dtype=np.uint8).reshape(-1)
    longest = max(upright.size)
    height, width = (max(1, s * min(longest, 65535) // longest) for s in upright.size[::-1])
    row[-4:] = np.array([height, width], np.uint16).view(np.uint8)
    return row


def plain_views(photos: Photos, rows: NDArray[np.intp], size: int, mode: str) -> Tensor:
    """Photos as the encoder will see them: (n, 3, size, size) in [-1, 1].

    mode: open_clip's "squash" (the whole photo) or "shortest" (the square in its middle).
    """
    return _sample(photos, rows, size, _frame(photos, rows, mode), None)


def random_views(
    photos: Photos,
    rows: NDArray[np.intp],
    size: int,
    mode: str,
    random: np.random.Generator,
    least: float = 0.45,
) -> Tensor:
    """Random crops of `least` to all of the area, flips, light changes of brightness and contrast.

    Flips are safe with captions: hardly any says left or right. Returns (n, 3, size, size) in
    [-1, 1].
    """
    n = len(rows)
    # between the frame of the mode and the whole photo: both are what a crop may show
    frame = _frame(photos, rows, mode)
    frame = frame + (1 - frame) * random.random((n, 1))
    scale = np.sqrt(random.uniform(least, 1, (n, 1)))
    crop = frame * scale * np.exp(random.uniform(-0.15, 0.15, (n, 1)) * np.array([[1, -1]]))
    crop = np.minimum(crop, 1)
    shift = random.uniform(-1, 1, (n, 2)) * (1 - crop)
    flip = np.where(random.random((n, 1)) < 0.5, np.array([[-1.0, 1.0]]), 1.0)
    views = _sample(photos, rows, size, crop * flip, shift)
    contrast = torch.from_numpy(random.uniform(0.8, 1.2, (n, 1, 1, 1)).astype(np.float32))
    bright = torch.from_numpy(random.uniform(-0.15, 0.15, (n, 1, 1, 1)).astype(np.float32))
    return (views * contrast + bright).clamp(-1, 1)


def _frame(photos: Photos, rows: NDArray[np.intp], mode: str) -> NDArray[np.float64]:
    """(n, 2) share of the width and of the height that the mode keeps."""
    if mode == "squash":
        return np.ones((len(rows), 2))
    sizes = np.maximum(photos.sizes[rows][:, ::-1].astype(np.float64), 1)
    return np.asarray(sizes.min(1, keepdims=True) / sizes)


def _sample(
    photos: Photos,
    rows: NDArray[np.intp],
    size: int,
    scale: NDArray[np.float64],
    shift: NDArray[np.float64] | None,
) -> Tensor:
    # random crops are never seen twice: the cheaper filter does
    filtering = Image.Resampling.BICUBIC if shift is None else Image.Resampling.BILINEAR
    side = photos.squares.shape[1]
    half, middle = (
        np.abs(scale) / 2,
        np.full(scale.shape, 0.5) if shift is None else (shift + 1) / 2,
    )
    corners = np.hstack([middle - half, middle + half]).clip(0, 1) * side
    views = np.empty((len(rows), size, size, 3), np.uint8)
    for i in np.argsort(rows):  # in the order of the file
        square = Image.fromarray(photos.squares[rows[i]])
        view = np.asarray(square.resize((size, size), filtering, box=tuple(corners[i])))
        views[i] = view[:, ::-1] if scale[i, 0] < 0 else view
    x = torch.from_numpy(views).permute(0, 3, 1, 2).float()  # its strides are channels-last
    return x.sub_(127.5).div_(127.5)
