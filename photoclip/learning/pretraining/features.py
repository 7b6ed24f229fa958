"""What the frozen image trunk makes of every photo, computed once and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from photoclip.jobs import CancelToken, Report
from photoclip.learning.pretraining.keeping import digest, kept_rows
from photoclip.learning.pretraining.photos import Photos, plain_views, random_views
from photoclip.learning.pretraining.towers import Model, quick

_BATCH = 64
_CHUNK = 1024


def trunk_features(
    model: Model,
    photos: Photos,
    rows: NDArray[np.intp],
    mode: str,
    name: str,
    folder: Path,
    report: Report,
    token: CancelToken,
    seed: int | None = None,
) -> NDArray[np.float16]:
    """(len(rows), width) pooled features of the trunk, memory-mapped.

    mode as in `plain_views`; with a seed, of random crops instead. `name` says which trunk and
    which photos these are: a file of another name in `folder` is left alone.
    """
    trunk, size = model.visual.trunk.eval(), model.visual.image_size[0]
    trunk.to(memory_format=torch.channels_last)

    def compute(part: slice) -> NDArray[np.float16]:
        found: list[NDArray[np.float32]] = []
        for start in range(part.start, part.stop, _BATCH):
            these = rows[start : min(start + _BATCH, part.stop)]
            if seed is None:
                views = plain_views(photos, these, size, mode)
            else:
                random = np.random.default_rng((seed, start))
                views = random_views(photos, these, size, mode, random)
            with torch.inference_mode(), quick():
                found.append(trunk(views).float().numpy())
        return np.concatenate(found).astype(np.float16)

    drawn = "" if seed is None else f"-{seed}"
    key = digest([name, str(rows.tolist()), str(size)])
    return kept_rows(
        folder / f"features-{mode}{drawn}-{key}.npy",
        (len(rows), model.visual.trunk.num_features),
        np.float16,
        compute,
        _CHUNK,
        report,
        token,
    )
