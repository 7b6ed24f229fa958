"""More like these, less like those: a query moved towards photos and away from others.

After Rocchio (1971), with everything measured in spreads over the library: a phrase and a
photo differ in how far their scores scatter, so adding their unit vectors would let one of them
decide alone. Photos are taken relative to the middle of the library, for all photos share most
of what any of them shows.
"""

from __future__ import annotations

import numpy as np

from photoclip.vectors.encoder import Vectors, normalised

TOWARDS, AWAY = 0.75, 0.25
"""How much the liked and the disliked photos count beside the query."""


def moved(queries: Vectors, more: Vectors, less: Vectors, sample: Vectors) -> Vectors:
    """Unit queries (m, d) moved by liked (p, d) and disliked photos (r, d), as unit vectors.

    `sample` (s, d) are photos that stand for the library. Without any query (0, d) the photos
    make one of their own, (1, d).
    """
    middle = sample.mean(axis=0) if len(sample) else np.zeros(queries.shape[1], np.float32)
    push = np.zeros(queries.shape[1], np.float32)
    for photos, weight in ((more, TOWARDS), (less, -AWAY)):
        if len(photos):
            push += weight * _in_spreads(normalised(photos - middle).mean(axis=0), sample)
    if not len(queries):
        return normalised(push[None])
    return normalised(np.stack([_in_spreads(query, sample) + push for query in queries]))


def _in_spreads(direction: Vectors, sample: Vectors) -> Vectors:
    """A direction (d,) so long that the scores of the sample scatter by one."""
    spread = float((sample @ direction).std()) if len(sample) > 1 else 1.0
    return np.asarray(direction / max(spread, 1e-6), np.float32)
