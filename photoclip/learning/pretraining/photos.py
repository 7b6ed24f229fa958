"""The photos of a training set, decoded once into an array on disk, on a GPU where it has room."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
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
    photo could not be read. held: the squares once more in the memory of a GPU, where views of
    them are drawn a hundred times as fast.
    """

    squares: Squares
    sizes: NDArray[np.uint16]
    held: Tensor | None = None

    def on(self, device: torch.device) -> Photos:
        """These photos held by a GPU if they take at most half of its free memory."""
        if device.type != "cuda":
            return self
        n, *square = self.squares.shape
        free, _ = torch.cuda.mem_get_info(device)
        if n * math.prod(square) > free // 2:
            return self
        held = torch.empty((n, *square), dtype=torch.uint8, device=device)
        for row in range(n):
            held[row] = torch.from_numpy(np.array(self.squares[np.intp(row)])).to(device)
        return replace(self, held=held)

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
    """The photos of all parts, in their order; on a GPU if all parts are there."""
    held = [part.held for part in parts if part.held is not None]
    return Photos(
        _Joined([part.squares for part in parts]),
        np.concatenate([part.sizes for part in parts]),
        torch.cat(held) if len(held) == len(parts) else None,
    )


def load_photos(
    pairs: Sequence[Pair], side: int, folder: Path, report: Report, token: CancelToken
) -> Photos:
    """Decode every photo once, upright, into `folder`; what is there already is not done again."""
    name = digest(f"{p.place.path}:{p.place.offset}:{p.place.size}" for p in pairs)
    # The size needs 4 bytes: it rides behind the picture, so that one file holds both.
    width = side * side * 3 + 4
    with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="decode") as pool:
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
