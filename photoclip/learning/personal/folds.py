"""Holds photos out of learning, by the groups in which they were taken.

A burst whose photos stood on both sides would leak into its own test.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.learning.personal.evidence import Evidence, Mask
from photoclip.library.lessons import FEWEST_TO_TEST

FOLDS = 4
FEWEST_POSITIVES = FEWEST_TO_TEST
HARDEST = 0.01  # share of unlabelled photos that may well have the tag: they count for nobody


@dataclass(frozen=True)
class Fold:
    """One way to hold photos out: the rows that may be learnt from, and those that judge."""

    train: Mask
    judge: Mask


def folds(evidence: Evidence, seed: int) -> list[Fold]:
    """Four folds over groups of photos that were taken together.

    A tag whose photos all come from one event is split by photo: there is no better way to
    test it. Groups are dealt so that each tag's photos are spread over the folds.
    """
    random = np.random.default_rng(seed)
    groups = _groups(evidence)
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    order = sorted(
        random.permutation(len(members)), key=lambda i: -int(evidence.confirmed[members[i]].sum())
    )
    held = np.zeros((FOLDS, evidence.confirmed.shape[1]))
    fold_of = np.zeros(len(evidence.photos), np.int64)
    for i in order:
        tags = evidence.confirmed[members[i]].sum(0)
        lightest = int(np.argmin((held * np.maximum(tags, 1e-3)).sum(1)))
        held[lightest] += tags
        fold_of[members[i]] = lightest
    return [Fold(fold_of != f, fold_of == f) for f in range(FOLDS)]


def _groups(evidence: Evidence) -> NDArray[np.int64]:
    groups = np.asarray(evidence.events, np.int64).copy()
    fresh = groups.max(initial=0) + 1
    for k in range(evidence.confirmed.shape[1]):
        rows = np.flatnonzero(evidence.confirmed[:, k])
        if len(rows) >= FEWEST_POSITIVES and len(np.unique(groups[rows])) == 1:
            groups[rows] = np.arange(fresh, fresh + len(rows))
            fresh += len(rows)
    return groups
