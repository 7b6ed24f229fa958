"""A synthetic world with the traits of CLIP: a gap between modalities, tags with offsets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from photoclip.vectors.encoder import Vectors, normalised


@dataclass(frozen=True)
class World:
    """Images (n, d), tags (k, d), and which image has which tag, (n, k)."""

    images: Vectors
    tags: Vectors
    truth: NDArray[np.bool_]


def make_world(seed: int, photos: int = 2_000, tags: int = 40, present: int = 30) -> World:
    """`present` of the tags occur, each in 1 to 4 % of the photos; the others nowhere.

    Images and texts lie in two cones; each tag is nearer to all images by its own offset and
    spreads by its own factor, as CLIP's words do.
    """
    rng = np.random.default_rng(seed)
    dim = 128
    concepts = np.linalg.qr(rng.normal(size=(dim, dim)))[0][: tags + 2]
    image_cone, concepts = concepts[0], concepts[2:]
    rate = np.where(np.arange(tags) < present, rng.uniform(0.01, 0.04, tags), 0)
    truth = rng.random((photos, tags)) < rate
    noise = rng.normal(size=(photos, dim)) * 0.06
    images = image_cone + 0.45 * truth @ concepts + noise
    offset, spread = rng.uniform(-0.1, 0.35, (tags, 1)), rng.uniform(0.6, 1.4, (tags, 1))
    texts = (
        spread * (concepts + 0.5 * rng.normal(size=(tags, dim)) / np.sqrt(dim))
        + offset * image_cone
    )
    return World(normalised(images.astype(np.float32)), normalised(texts.astype(np.float32)), truth)


@pytest.fixture(scope="package", params=[0, 1, 2])
def world(request: pytest.FixtureRequest) -> World:
    """One world; tests run in three of them."""
    return make_world(request.param)
