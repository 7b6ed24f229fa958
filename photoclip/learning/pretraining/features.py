"""What the frozen image trunk makes of every photo, computed once and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from photoclip.jobs import CancelToken, Report
from photoclip.learning.pretraining.frozen import Run, frozen
from photoclip.learning.pretraining.keeping import digest, kept_rows
from photoclip.learning.pretraining.photos import Photos
from photoclip.learning.pretraining.towers import Model
from photoclip.learning.pretraining.views import plain_views, random_views

_BATCH = 32
_CHUNK = 1024


def trunk_features(
    model: Model,
    photos: Photos,
    mode: str,
    name: str,
    folder: Path,
    report: Report,
    token: CancelToken,
    seed: int | None = None,
) -> NDArray[np.float16]:
    """(n photos, width) pooled features of the trunk, memory-mapped.

    mode as in `plain_views`; with a seed, of random crops instead. `name` says which trunk and
    which photos these are: a file of another name in `folder` is left alone.
    """
    trunk, size = model.visual.trunk, model.visual.image_size[0]
    made: list[Run] = []  # only where something is left to compute

    def compute(part: slice) -> NDArray[np.float16]:
        found: list[NDArray[np.float32]] = []
        for start in range(part.start, part.stop, _BATCH):
            these = np.arange(start, min(start + _BATCH, part.stop), dtype=np.intp)
            if seed is None:
                views = plain_views(photos, these, size, mode)
            else:
                random = np.random.default_rng((seed, start))
                views = random_views(photos, these, size, mode, random)
            if not made:
                made.append(frozen(trunk, torch.zeros(2, 3, size, size)))
            found.append(made[0](views))
        return np.concatenate(found).astype(np.float16)

    drawn = "" if seed is None else f"-{seed}"
    return kept_rows(
        folder / f"features-{mode}{drawn}-{digest([name, str(size)])}.npy",
        (len(photos.sizes), model.visual.trunk.num_features),
        np.float16,
        compute,
        _CHUNK,
        report,
        token,
    )
