"""Brings several orders of the same photos together: reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photoclip.search.lookup import Ids

K = 60  # Cormack, Clarke and Buettcher 2009: what they found best, and what everybody takes


def fused(orders: Sequence[Ids], k: int = K) -> tuple[Ids, NDArray[np.float64]]:
    """Photos by the sum of 1 / (k + rank) over the orders that name them, best first.

    Ranks count from 1. Of two with the same sum the one that an earlier order names earlier
    comes first. Returns the ids, each once, and their sums.
    """
    if not orders:
        return np.empty(0, np.int64), np.empty(0)
    every = np.concatenate([np.asarray(order, np.int64) for order in orders])
    ids, first, where = np.unique(every, return_index=True, return_inverse=True)
    gains = np.concatenate([1.0 / (k + np.arange(1, len(order) + 1)) for order in orders])
    sums = np.bincount(where, weights=gains, minlength=len(ids)).astype(np.float64)
    best = np.lexsort((first, -sums))
    return ids[best], sums[best]
