"""Ordinary photos for comparison: those that photoclip brings, as the encoder in use sees them."""

from __future__ import annotations

import numpy as np

from photoclip.images.reading import Recipe, read
from photoclip.paths import resources
from photoclip.vectors.encoder import Encoder, Vectors
from photoclip.vectors.space import Space

FEWEST = 12
"""Photos below which they stand for nothing."""


def ordinary(
    encoder: Encoder, recipe: Recipe, space: Space | None = None, *, writable: bool = False
) -> Vectors:
    """The unit vectors (n, d) of the sample photos; half a second, or kept in a space.

    Where the samples are missing there are none: (0, d).
    """
    folder = resources() / "sample"
    files = sorted(folder.glob("*.jpg")) if folder.is_dir() else []
    kept = {} if space is None else space.references()
    if files and set(kept) == {file.name for file in files}:
        return np.stack([kept[file.name] for file in files])
    pictures = {file.name: read(0, file, recipe, thumbnail=False).pixels for file in files}
    usable = {name: pixels for name, pixels in pictures.items() if pixels is not None}
    if len(usable) < FEWEST:
        return np.zeros((0, encoder.spec.dim), np.float32)
    vectors = encoder.encode_images(np.stack(list(usable.values())))
    if space is not None and writable:
        space.keep_references(dict(zip(usable, vectors, strict=True)))
    return np.asarray(vectors, np.float32)
