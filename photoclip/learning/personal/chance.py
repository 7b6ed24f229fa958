"""How likely verdicts at random would have done as well: a permutation test of the closed form.

Somebody who confirms photos at random picks groups of photos that were taken together, and
these look alike. So the null hypothesis keeps the groups of every tag and moves each to a random
place of the library: it becomes a photo and its nearest neighbours, which look more alike still.
What the closed form then finds again across groups is chance. A tag whose photos were all taken
together proves nothing, and its null says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photoclip.jobs import CancelToken
from photoclip.learning.personal.evidence import Evidence
from photoclip.learning.personal.folds import FEWEST_POSITIVES, HARDEST, Fold
from photoclip.vectors.encoder import Vectors, normalised

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]

POOL = 2048  # photos that stand for the library
DRAWS = 400  # for a single tag; the p of many tags needs fewer of each
FEWEST_DRAWS = 20
RESAMPLED = 4000


def chance(evidence: Evidence, folds: Sequence[Fold], seed: int, token: CancelToken) -> float:
    """p: how often random verdicts of the same shape reach the mean AP of the real ones.

    1.0 where no tag has photos to hold out. Raises `Cancelled`.
    """
    random = np.random.default_rng(seed)
    tags = np.flatnonzero(evidence.confirmed.sum(0) >= FEWEST_POSITIVES)
    if not len(tags):
        return 1.0
    sample = random.permutation(len(evidence.library))[: max(0, POOL - len(evidence.photos))]
    photos = np.concatenate([evidence.photos, evidence.library[np.sort(sample)]])
    world = _World(photos, int(evidence.confirmed.sum(0).max()))
    draws = max(FEWEST_DRAWS, DRAWS // math.ceil(len(tags) * len(folds) / 8))
    found, nulls = [], []
    for k in tags:
        token.check()
        rows = np.flatnonzero(evidence.confirmed[:, k])
        held = [np.flatnonzero(fold.judge[rows]) for fold in folds]
        held = [places for places in held if 0 < len(places) < len(rows)]
        if not held:
            continue
        text = evidence.texts[k]
        groups = evidence.events[rows]
        moved = world.elsewhere(groups, draws, random)
        reached = world.precision(text, np.concatenate([rows[None], moved]), held)
        found.append(float(reached[0]))
        nulls.append(reached[1:])
    if not found:
        return 1.0
    means = np.zeros(RESAMPLED)
    for null in nulls:
        means += null[random.integers(0, len(null), RESAMPLED)]
    if len(nulls) == 1:
        means = nulls[0]
    return float((1 + (means >= sum(found) - 1e-9).sum()) / (1 + len(means)))


class _World:
    """The photos among which verdicts could lie: those with verdicts and a sample of the rest."""

    def __init__(self, photos: Vectors, most: int) -> None:
        """No choice will hold more than `most` photos."""
        self._photos = photos
        self._centred = photos - photos.mean(0)
        self._alike = self._centred @ self._centred.T
        self._most = min(most, len(photos))
        self._neighbours: dict[int, Rows] = {}

    def elsewhere(self, groups: Rows, draws: int, random: np.random.Generator) -> Rows:
        """As many photos in groups of the same sizes, `draws` times: (draws, n) for n numbers."""
        _, member, sizes = np.unique(groups, return_inverse=True, return_counts=True)
        bursts = [np.flatnonzero(member == g) for g in np.argsort(-sizes) if sizes[g] > 1]
        alone = np.flatnonzero(sizes[member] == 1)
        places = np.empty((draws, len(groups)), np.int64)
        for row in places:
            taken = np.zeros(len(self._photos), np.bool_)
            for burst in bursts:
                chosen = random.integers(len(taken))
                while taken[chosen]:
                    chosen = random.integers(len(taken))
                nearest = self._nearest(int(chosen))
                row[burst] = nearest[~taken[nearest]][: len(burst)]
                taken[row[burst]] = True
            row[alone] = random.choice(np.flatnonzero(~taken), len(alone), replace=False)
        return places

    def _nearest(self, photo: int) -> Rows:
        """The photos most like one, the nearest first: as many as a whole choice holds."""
        found = self._neighbours.get(photo)
        if found is None:
            alike = self._alike[photo]
            found = np.argpartition(-alike, self._most - 1)[: self._most]
            found = self._neighbours[photo] = found[np.argsort(-alike[found])]
        return found

    def precision(self, text: Vectors, rows: Rows, held: Sequence[Rows]) -> Floats:
        """The closed form's AP (J,) on held-out places, for J choices of n positive rows."""
        total = np.zeros(len(rows))
        order = np.argsort(self._photos @ text)
        rank = np.empty(len(order))
        rank[order] = np.arange(len(order)) / len(order)
        for places in held:
            train = np.delete(rows, places, axis=1)
            liked = normalised(self._centred[train].mean(1))
            trusted = np.maximum(0, 2 * rank[train].mean(1, keepdims=True) - 1)
            queries = normalised(np.asarray(trusted * text + liked, np.float32))
            scores = queries @ self._photos.T
            for number, (line, positive) in enumerate(zip(scores, rows, strict=True)):
                negatives = line.copy()
                negatives[positive] = -np.inf
                total[number] += _summed(line[positive[places]], negatives)
        return np.asarray(total / sum(len(places) for places in held), np.float64)


def _summed(positives: Vectors, negatives: Vectors) -> float:
    """The sum of the precisions at the positives' ranks, the hardest negatives left out."""
    ordered = np.sort(positives)[::-1]
    above = np.sort((negatives >= ordered[:, None]).sum(1))
    above = np.maximum(0, above - int(HARDEST * len(negatives)))
    rank = np.arange(1, len(ordered) + 1)
    return float((rank / (rank + above)).sum())
