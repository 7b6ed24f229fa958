"""Which photos a tag's ranking moved up or down: what people see of a change at a glance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from photoclip.vectors.encoder import Vectors
from photoclip.vectors.space import Ids

FIRST = 12  # photos that a search shows at a glance
CLEARLY = 2  # times as far down, to be no matter of a place or two
SHOWN, TAGS = 6, 8


@dataclass(frozen=True, slots=True)
class Moved:
    """Photos (ids) that came among the first for a tag, and those that left, farthest first."""

    tag: str
    up: tuple[int, ...]
    down: tuple[int, ...]

    def document(self) -> dict[str, object]:
        """As a report holds it."""
        return {"tag": self.tag, "up": list(self.up), "down": list(self.down)}


def moved(
    names: tuple[str, ...], before: Vectors, after: Vectors, photos: Vectors, ids: Ids
) -> tuple[Moved, ...]:
    """The tags where most photos moved, at most eight.

    `before` and `after` (K, d) are the queries of the tags, `photos` (n, d) with `ids` (n,) those
    that are ranked. A photo moved up where it is among the first twelve now and was not among
    the first twenty-four; down the other way round.
    """
    found = []
    for name, was, now in zip(names, before, after, strict=True):
        former, present = _ranks(photos @ was), _ranks(photos @ now)
        far = FIRST * CLEARLY
        up = np.flatnonzero((present < FIRST) & (former >= far))
        down = np.flatnonzero((former < FIRST) & (present >= far))
        up = up[np.argsort(present[up])][:SHOWN]
        down = down[np.argsort(former[down])][:SHOWN]
        if len(up) or len(down):
            found.append(Moved(name, tuple(ids[up].tolist()), tuple(ids[down].tolist())))
    found.sort(key=lambda one: -len(one.up) - len(one.down))
    return tuple(found[:TAGS])


def _ranks(scores: Vectors) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    ranks = np.empty(len(scores), np.int64)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return ranks
