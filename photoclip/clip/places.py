"""Vectors for the places of a picture, from image towers that allow it: those that take a mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

_TOLERANCE = 1e-3  # of the cosine between a picture's vector and the one made of its places


@dataclass(frozen=True, slots=True)
class Places:
    """A tower that makes a map of places on its way: of `shape` (h, w) for a picture."""

    visual: Any
    shape: tuple[int, int]

    def __call__(self, pixels: Tensor) -> Tensor:
        """Normalised pixels (n, 3, H, W) -> vectors (n, h, w, dim), not normalised."""
        features = self.visual.trunk.forward_features(pixels).permute(0, 2, 3, 1)
        vectors: Tensor = self.visual.head(features.flatten(0, 2))
        return vectors.reshape(*features.shape[:3], -1)


@torch.inference_mode()
def places_of(visual: Any, size: tuple[int, int]) -> Places | None:
    """The places of an open_clip image tower that takes pictures of `size`; None without any.

    It must take the mean of a feature map and then project it, as timm's ResNets and MobileNets
    do: projected place by place, the map has a vector for each place in the space of the
    pictures. Whether a tower is one shows in what it does with noise: the mean of its map,
    projected, must be what the tower itself makes of it.
    """
    head, trunk = getattr(visual, "head", None), getattr(visual, "trunk", None)
    if head is None or trunk is None or not callable(getattr(trunk, "forward_features", None)):
        return None
    some = next(visual.parameters())
    noise = torch.randn(1, 3, *size, generator=torch.Generator().manual_seed(0)).to(some)
    features = trunk.forward_features(noise)
    if features.ndim != 4 or features.shape[1] != getattr(trunk, "num_features", None):
        return None
    itself, pooled = visual(noise).float(), head(features.mean((2, 3))).float()
    if pooled.shape != itself.shape:
        return None
    if torch.nn.functional.cosine_similarity(itself, pooled).item() < 1 - _TOLERANCE:
        return None
    return Places(visual, (features.shape[2], features.shape[3]))
