"""What the image trunk sees at each place of photos: computed at every step, or once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from photoclip.jobs import CancelToken, Report
from photoclip.learning.pretraining.frozen import Run, frozen
from photoclip.learning.pretraining.keeping import digest, kept_rows
from photoclip.learning.pretraining.photos import Photos
from photoclip.learning.pretraining.ranks import rank
from photoclip.learning.pretraining.towers import Model, place, quick
from photoclip.learning.pretraining.views import plain_views, random_views

_PHOTOS_AT_ONCE = 32
_CHUNK = 256  # photos between two notes of how far it got: 13 MB of 4 x 4 places

Seen = tuple[Tensor, Tensor]
"""Places (n, p, channels), and the pool of each photo (n, width) that the image head takes."""


class Sight(Protocol):
    """Shows photos to a stage. Rows count among all photos."""

    def drawn(self, rows: NDArray[np.intp], step: int) -> Seen:
        """A random view of each, to learn from; the same for the same step."""
        ...

    def plain(self, rows: NDArray[np.intp]) -> Seen:
        """Each as the encoder will see it, without gradients."""
        ...


def trunk_shape(model: Model) -> tuple[int, ...]:
    """What the trunk makes of one photo: (channels, h, w), or (places, channels)."""
    trunk, size = model.visual.trunk, model.visual.image_size
    was_training = trunk.training
    trunk.eval()
    with torch.no_grad():
        seen = trunk.forward_features(torch.zeros(1, 3, *size, device=place(model)))
    trunk.train(was_training)
    return tuple(seen.shape[1:])


class LiveSight:
    """Random crops go through the trunk, which may learn from them."""

    def __init__(self, model: Model, photos: Photos, mode: str, least: float, seed: int) -> None:
        self._model, self._photos, self._mode = model, photos, mode
        self._least, self._seed = least, seed

    def drawn(self, rows: NDArray[np.intp], step: int) -> Seen:
        """Crops of `least` to all of the area."""
        random = np.random.default_rng((self._seed, 3, step, rank()))
        size = self._model.visual.image_size[0]
        views = random_views(self._photos, rows, size, self._mode, random, self._least)
        return self._through(views)

    @torch.no_grad()
    def plain(self, rows: NDArray[np.intp]) -> Seen:
        """The trunk is left as it stands, training or not: whoever measures says which."""
        found = []
        for start in range(0, len(rows), _PHOTOS_AT_ONCE):
            some = rows[start : start + _PHOTOS_AT_ONCE]
            views = plain_views(self._photos, some, self._model.visual.image_size[0], self._mode)
            found.append(self._through(views))
        return torch.cat([one[0] for one in found]), torch.cat([one[1] for one in found])

    def _through(self, views: Tensor) -> Seen:
        trunk = self._model.visual.trunk
        with quick():
            seen = trunk.forward_features(views.to(place(self._model)))
            pooled = trunk.forward_head(seen)
        return _flat(seen), pooled


class KeptSight:
    """A trunk that does not learn has seen every photo once: plain, and in some random crops."""

    def __init__(
        self, model: Model, plain: NDArray[np.float16], crops: Sequence[NDArray[np.float16]]
    ) -> None:
        """plain and each of the crops: what `kept_maps` gives."""
        self._model, self._plain, self._views = model, plain, [plain, *crops]

    def drawn(self, rows: NDArray[np.intp], step: int) -> Seen:
        """Of each photo one of its views."""
        chosen = np.random.default_rng((step, 3, rank())).integers(len(self._views), size=len(rows))
        return self._seen([self._views[v][r] for v, r in zip(chosen, rows, strict=True)])

    def plain(self, rows: NDArray[np.intp]) -> Seen:
        """The whole photo, or the square in its middle."""
        return self._seen([self._plain[row] for row in rows])

    @torch.no_grad()
    def _seen(self, maps: Sequence[NDArray[Any]]) -> Seen:
        stacked = torch.from_numpy(np.stack(maps).astype(np.float32))
        seen = stacked.to(place(self._model))
        return _flat(seen), self._model.visual.trunk.forward_head(seen)


def kept_maps(
    model: Model,
    photos: Photos,
    mode: str,
    name: str,
    folder: Path,
    report: Report,
    token: CancelToken,
    seed: int | None = None,
) -> NDArray[np.float16]:
    """(n photos, *`trunk_shape`) of the trunk as it is now, memory-mapped.

    mode, name and seed are as in `features.trunk_features`.
    """
    size, shape = model.visual.image_size[0], trunk_shape(model)
    made: list[Run] = []  # only where something is left to compute

    def compute(part: slice) -> NDArray[np.float16]:
        found = []
        for start in range(part.start, part.stop, _PHOTOS_AT_ONCE):
            these = np.arange(start, min(start + _PHOTOS_AT_ONCE, part.stop), dtype=np.intp)
            if seed is None:
                views = plain_views(photos, these, size, mode)
            else:
                random = np.random.default_rng((seed, start))
                views = random_views(photos, these, size, mode, random)
            if not made:
                features = _Features(model.visual.trunk)
                made.append(frozen(features, torch.zeros(2, 3, size, size)))
            found.append(made[0](views))
        return np.concatenate(found).astype(np.float16)

    drawn = "" if seed is None else f"-{seed}"
    return kept_rows(
        folder / f"places-{mode}{drawn}-{digest([name, str(size)])}.npy",
        (len(photos.sizes), *shape),
        np.float16,
        compute,
        _CHUNK,
        report,
        token,
    )


class _Features(nn.Module):
    """A trunk without its pool."""

    def __init__(self, trunk: Any) -> None:
        super().__init__()
        self.trunk = trunk

    def forward(self, pixels: Tensor) -> Tensor:
        return self.trunk.forward_features(pixels)  # type: ignore[no-any-return]


def _flat(seen: Tensor) -> Tensor:
    return seen.flatten(2).transpose(1, 2) if seen.ndim == 4 else seen
