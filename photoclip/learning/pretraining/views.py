"""Views of training photos, on a GPU or not: as the encoder will see them, or random crops."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from photoclip.learning.pretraining.photos import Photos


def plain_views(photos: Photos, rows: NDArray[np.intp], size: int, mode: str) -> Tensor:
    """Photos as the encoder will see them: (n, 3, size, size) in [-1, 1].

    mode: open_clip's "squash" (the whole photo) or "shortest" (the square in its middle).
    """
    half = _frame(photos, rows, mode) / 2
    return _normal(_sample(photos, rows, size, np.hstack([0.5 - half, 0.5 + half]), None))


def random_views(
    photos: Photos,
    rows: NDArray[np.intp],
    size: int,
    mode: str,
    random: np.random.Generator,
    least: float = 0.45,
) -> Tensor:
    """Random crops of `least` to all of the area, flips, light changes of colour
    and light.

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
    flip = random.random(n) < 0.5
    middle = (shift + 1) / 2
    corners = np.hstack([middle - crop / 2, middle + crop / 2]).clip(0, 1)
    views = _normal(_sample(photos, rows, size, corners, flip))

    def one_each(low: float, high: float) -> Tensor:
        drawn = random.uniform(low, high, (n, 1, 1, 1)).astype(np.float32)
        return torch.from_numpy(drawn).to(views.device)

    grey = views.mean(1, keepdim=True)
    views = grey + (views - grey) * one_each(0.7, 1.3)
    return (views * one_each(0.8, 1.2) + one_each(-0.15, 0.15)).clamp(-1, 1)


def _frame(photos: Photos, rows: NDArray[np.intp], mode: str) -> NDArray[np.float64]:
    """(n, 2) share of the width and of the height that the mode keeps."""
    if mode == "squash":
        return np.ones((len(rows), 2))
    sizes = np.maximum(photos.sizes[rows][:, ::-1].astype(np.float64), 1)
    return np.asarray(sizes.min(1, keepdims=True) / sizes)


def _normal(views: Tensor) -> Tensor:
    return views.sub_(127.5).div_(127.5)


def _sample(
    photos: Photos,
    rows: NDArray[np.intp],
    size: int,
    corners: NDArray[np.float64],
    flip: NDArray[np.bool_] | None,
) -> Tensor:
    """corners: (n, 4) left, top, right, bottom as shares -> (n, 3, size, size) of 0 to 255.

    flip: (n,) which to mirror, None for plain views. Their filter is bicubic; random crops are
    never seen twice, there the cheaper bilinear one does. Strides are channels-last.
    """
    if photos.held is not None:
        return _by_grid(photos.held, rows, size, corners, flip)
    filtering = Image.Resampling.BICUBIC if flip is None else Image.Resampling.BILINEAR
    boxes = corners * photos.squares.shape[1]
    views = np.empty((len(rows), size, size, 3), np.uint8)
    for i in np.argsort(rows):  # in the order of the file
        square = Image.fromarray(photos.squares[rows[i]])
        view = np.asarray(square.resize((size, size), filtering, box=tuple(boxes[i])))
        views[i] = view[:, ::-1] if flip is not None and flip[i] else view
    return torch.from_numpy(views).permute(0, 3, 1, 2).float()


def _by_grid(
    held: Tensor,
    rows: NDArray[np.intp],
    size: int,
    corners: NDArray[np.float64],
    flip: NDArray[np.bool_] | None,
) -> Tensor:
    """The same on the device that holds the squares; nothing is averaged where it makes smaller."""
    device = held.device
    squares = held[torch.from_numpy(rows).to(device)].permute(0, 3, 1, 2).float()
    theta = np.zeros((len(rows), 2, 3), np.float32)
    theta[:, [0, 1], [0, 1]] = corners[:, 2:] - corners[:, :2]
    theta[:, :, 2] = corners[:, 2:] + corners[:, :2] - 1
    if flip is not None:
        theta[flip, 0, 0] *= -1
    where = F.affine_grid(
        torch.from_numpy(theta).to(device), [len(rows), 3, size, size], align_corners=False
    )
    mode = "bicubic" if flip is None else "bilinear"
    views = F.grid_sample(squares, where, mode, padding_mode="border", align_corners=False)
    return views.clamp_(0, 255).contiguous(memory_format=torch.channels_last)
