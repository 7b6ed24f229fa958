"""The direction in which a tag's photos differ from all others, in closed form."""

from __future__ import annotations

import numpy as np

from photoclip.learning.personal.evidence import REJECTED_WEIGHT, Evidence
from photoclip.vectors.encoder import Vectors, normalised

SHRINKAGE = 0.3
"""Of the covariance towards a multiple of the identity; chosen on half of a set of classes."""


def discriminant(evidence: Evidence) -> Vectors:
    """Unit directions (K, d): (C + λ tr(C)/d I)⁻¹ (m⁺ − γ m⁻), zero for tags without examples.

    C is the covariance of all photos, m± are the means of the tag's confirmed and rejected ones
    with the mean of all taken off: Fisher's linear discriminant (1936) with a covariance that all
    tags share, shrunk as it must be with fewer photos than dimensions (Friedman 1989).
    """
    photos = np.concatenate([evidence.photos, evidence.library]).astype(np.float64)
    centre = photos.mean(0)
    centred = photos - centre
    covariance = centred.T @ centred / len(centred)
    dim = len(covariance)
    covariance += SHRINKAGE * max(np.trace(covariance) / dim, 1e-12) * np.eye(dim)
    own = evidence.photos - centre
    aim = _means(evidence.positive, own) - REJECTED_WEIGHT * _means(evidence.rejected, own)
    aim[~evidence.confirmed.any(0)] = 0
    return normalised(np.linalg.solve(covariance, aim.T).T.astype(np.float32))


def _means(weights: np.ndarray[tuple[int, ...], np.dtype[np.generic]], vectors: Vectors) -> Vectors:
    weight = weights.T.astype(np.float64)
    return np.asarray(weight @ vectors / np.maximum(weight.sum(1, keepdims=True), 1e-12))
