"""Words that fit one picture, without any training: prompt ensembles and a softmax over labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.vectors.encoder import Vectors, normalised

TEMPERATURE = 0.01
"""CLIP's own: its learnt scale ends at the cap of 100. A smaller one is surer of the best label."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A label, its probability among the labels compared, and its cosine with the picture."""

    label: str
    probability: float
    score: float


def ensemble(vectors: Vectors, sizes: Sequence[int]) -> Vectors:
    """Unit vectors of phrases (m, d), grouped by label -> one unit vector a label (k, d).

    `sizes` says how many phrases each of the k labels has, in order; they sum up to m and none
    is 0. The mean of the phrases' vectors describes a label better than any of them.
    """
    counts = np.asarray(sizes, np.intp)
    if len(counts) == 0:
        return np.zeros((0, vectors.shape[1]), np.float32)
    if counts.sum() != len(vectors) or counts.min() < 1:
        raise ValueError(f"{len(vectors)} phrases do not make groups of {list(sizes)}")
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    sums = np.add.reduceat(normalised(vectors), starts, axis=0)
    return normalised(np.asarray(sums, np.float32))


def softmax(scores: NDArray[np.floating], temperature: float = TEMPERATURE) -> NDArray[np.float64]:
    """Cosines (…, k) -> probabilities (…, k) that sum up to 1 over the k labels."""
    logits = np.asarray(scores, np.float64) / temperature
    weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True), np.float64)


def classify(
    image: Vectors,
    label_matrix: Vectors,
    labels: Sequence[str],
    *,
    temperature: float = TEMPERATURE,
    most: int | None = None,
) -> list[Guess]:
    """The labels that fit an image vector (d,), most probable first.

    `label_matrix` (k, d) holds a unit vector for each of the k `labels`. The probability is
    among these labels only: it says which fits best, not whether any fits. `temperature`
    divides the cosines before the softmax. `most` cuts the list, not the probabilities.
    """
    if len(labels) != len(label_matrix):
        raise ValueError(f"{len(labels)} labels, {len(label_matrix)} vectors")
    if not labels:
        return []
    scores = label_matrix @ image
    probabilities = softmax(scores, temperature)
    order = np.argsort(-probabilities, kind="stable")[:most]
    return [Guess(labels[i], float(probabilities[i]), float(scores[i])) for i in order.tolist()]
