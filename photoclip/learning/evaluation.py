"""Retrieval and zero-shot figures from vectors, by CLIP_benchmark's definitions; numpy only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_ROWS = 1024  # queries at a time: 1,024 x 100,000 photos are 400 MB


@dataclass(frozen=True, slots=True)
class Recall:
    """The share of queries with a right answer among the first 1, 5, 10."""

    at_1: float
    at_5: float
    at_10: float

    def document(self) -> dict[str, float]:
        """As the command line prints it."""
        return {"R@1": self.at_1, "R@5": self.at_5, "R@10": self.at_10}

    @property
    def mean(self) -> float:
        """One number to choose by."""
        return (self.at_1 + self.at_5 + self.at_10) / 3


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """Both directions, and between how many."""

    photos: int
    captions: int
    text_to_image: Recall
    image_to_text: Recall

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "photos": self.photos,
            "captions": self.captions,
            "text_to_image": self.text_to_image.document(),
            "image_to_text": self.image_to_text.document(),
        }


@dataclass(frozen=True, slots=True)
class ZeroShotFigures:
    """How often the right class is first, or among the first five."""

    classes: int
    photos: int
    top1: float
    top5: float

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "classes": self.classes,
            "photos": self.photos,
            "top1": self.top1,
            "top5": self.top5,
            "chance": 1 / self.classes if self.classes else 0.0,
        }


def retrieval(
    image_vectors: Floats, text_vectors: Floats, owner: NDArray[np.integer]
) -> RetrievalFigures:
    """Text to image and image to text recall among n photos and m captions.

    image_vectors (n, d), text_vectors (m, d): unit vectors; owner (m,): which photo each caption
    belongs to. Every caption is a query; an image finds its text when any of its captions is in
    the first k. Images without captions are candidates, not queries. A tie counts as a loss, so
    that vectors which are all alike find nothing.
    """
    owner = np.asarray(owner, dtype=np.intp)
    if len(owner) != len(text_vectors) or (len(owner) and owner.max() >= len(image_vectors)):
        raise ValueError("owner must name an image for every text")
    of_text = np.full(len(text_vectors), np.inf)
    for start in range(0, len(text_vectors), _ROWS):
        rows = slice(start, start + _ROWS)
        scores = text_vectors[rows] @ image_vectors.T
        own = scores[np.arange(len(scores)), owner[rows]]
        of_text[rows] = (scores >= own[:, None]).sum(1) - 1
    queries = np.unique(owner)
    of_image = np.empty(len(queries))
    for start in range(0, len(queries), _ROWS):
        these = queries[start : start + _ROWS]
        scores = image_vectors[these] @ text_vectors.T
        foreign = owner[None, :] != these[:, None]
        top = np.where(foreign, -np.inf, scores).max(1)
        of_image[start : start + _ROWS] = ((scores >= top[:, None]) & foreign).sum(1)
    return RetrievalFigures(
        len(image_vectors), len(text_vectors), _recall(of_text), _recall(of_image)
    )


def zero_shot(
    image_vectors: Floats, class_vectors: Floats, truth: NDArray[np.integer]
) -> ZeroShotFigures:
    """Accuracy of the nearest class.

    image_vectors (n, d), class_vectors (c, d): unit vectors; truth (n,): the right class. Ties
    count as losses.
    """
    truth = np.asarray(truth, dtype=np.intp)
    if len(truth) != len(image_vectors):
        raise ValueError("truth must name a class for every image")
    scores = image_vectors @ class_vectors.T
    own = scores[np.arange(len(scores)), truth]
    rank = (scores >= own[:, None]).sum(1) - 1
    return ZeroShotFigures(len(class_vectors), len(rank), _share(rank, 1), _share(rank, 5))


def _recall(rank: NDArray[np.generic]) -> Recall:
    return Recall(_share(rank, 1), _share(rank, 5), _share(rank, 10))


def _share(rank: NDArray[np.generic], k: int) -> float:
    return float((rank < k).mean()) if len(rank) else 0.0  # type: ignore[operator]
