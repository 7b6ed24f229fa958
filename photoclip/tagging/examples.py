"""What the user's answers show: each tag's query moved towards its photos and away from others.

Words say what a tag means to everybody, confirmed photos what it means here. A handful of them
is enough where the directions in which all photos of the library differ anyway are held down
first (linear discriminant analysis with a shrunken covariance), and where each answered photo is
judged by the others alone: by a query that had seen it, it would fit too well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.tagging.calibration import Floats, Verdicts
from photoclip.vectors.encoder import Vectors

TOWARDS, AWAY = 1.0, 0.5
HALF_WAY = 2.0  # answers of a kind from which they count half as much as they can
SHRINKING = 3.0  # times the mean variance, added to every direction
FEWEST = 64  # photos of a library below which it says too little of what is usual


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What photos of a library are like: their middle (d,), what sharpens differences (d, d)."""

    middle: Vectors
    sharpening: Vectors

    @classmethod
    def of(cls, images: Vectors) -> Surroundings:
        """From the vectors (n, d) of photos that stand for the library."""
        dim = images.shape[1]
        if len(images) < FEWEST:
            return cls(np.zeros(dim, np.float32), np.eye(dim, dtype=np.float32))
        covariance = np.cov(images.T.astype(np.float64))
        shrunken = covariance + SHRINKING * np.trace(covariance) / dim * np.eye(dim)
        return cls(images.mean(0), np.linalg.inv(shrunken).astype(np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """Queries (k, d) for k tags after answers, and the scores (v,) of the v answered photos.

    The score of an answered photo is by the query that the other answers make.
    """

    tags: Vectors
    scores: Floats


def teach(
    tags: Vectors, images: Vectors, around: Surroundings, verdicts: Verdicts, photos: Vectors
) -> Taught:
    """Tags (k, d) moved by verdicts about `photos` (v, d); `images` (n, d) stand for the library.

    Tags without answers stay as they are, and all do while the library has fewer than 64 photos.
    The others are scaled so that their scores over the library scatter as before.
    """
    taught = tags.copy()
    scores = np.asarray(np.einsum("ij,ij->i", photos, tags[verdicts.tags]), np.float64)
    if len(images) < FEWEST:
        return Taught(taught, scores)
    for tag in np.unique(verdicts.tags).tolist():
        mine = np.flatnonzero(verdicts.tags == tag)
        one = _Tag(tags[tag], images, around, photos[mine], verdicts.agreed[mine])
        taught[tag] = one.query()
        scores[mine] = [float(photos[row] @ one.query(without=i)) for i, row in enumerate(mine)]
    return Taught(taught, scores)


class _Tag:
    """One tag with its answers."""

    def __init__(
        self,
        query: Vectors,
        images: Vectors,
        around: Surroundings,
        photos: Vectors,
        agreed: NDArray[np.bool_],
    ) -> None:
        self._words, self._images, self._around, self._agreed = query, images, around, agreed
        self._shifts = (photos - around.middle) @ around.sharpening
        self._spread = self._scatter(query)
        self._seen = images @ self._shifts.T  # (n, answers): scores are linear in the answers

    def query(self, without: int | None = None) -> Vectors:
        """The tag's query by all answers, or all but one."""
        push = np.zeros_like(self._words)
        for agreed, weight in ((True, TOWARDS), (False, -AWAY)):
            chosen = np.flatnonzero(self._agreed == agreed)
            chosen = chosen[chosen != (-1 if without is None else without)]
            if len(chosen):
                scatter = max(float(self._seen[:, chosen].mean(axis=1).std()), 1e-9)
                share = len(chosen) / (len(chosen) + HALF_WAY)
                push += weight * share * self._shifts[chosen].mean(axis=0) / scatter
        moved = self._words / self._spread + push
        return np.asarray(moved * (self._spread / self._scatter(moved)), np.float32)

    def _scatter(self, query: Vectors) -> float:
        return max(float((self._images @ query).std()), 1e-9)
