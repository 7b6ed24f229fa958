"""What one pass over a photo's file yields: hash, metadata, thumbnail and the encoder's pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photoclip.domain import Metadata, Problem


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the encoder wants to see, in open_clip's words.

    `resize_mode` is "shortest" (shortest side, then the centre) or "squash"; `interpolation` is
    "bicubic" or "bilinear".
    """

    height: int
    width: int
    resize_mode: str = "shortest"
    interpolation: str = "bicubic"
    thumb_side: int = 400


@dataclass(frozen=True, slots=True)
class Reading:
    """What the decoders found out about one photo.

    `content_hash` is None where the file could not be read to its end. `thumbnail` is a JPEG.
    `pixels` is uint8 (height, width, 3) RGB, ready for the encoder's normalisation. With a
    `problem` there is neither.
    """

    photo_id: int
    path: Path
    size: int
    mtime_ns: int
    content_hash: str | None
    metadata: Metadata
    thumbnail: bytes | None
    pixels: NDArray[np.uint8] | None
    problem: Problem | None
