"""The seam of the vector index: what every way to find neighbours must offer, and its values.

Whoever ranks, tags or learns knows `VectorIndex` alone. `vectors.db` is the truth behind all of
them, so a backend is a copy that can be deleted and made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from photoclip.domain import EncoderSpec
from photoclip.jobs import CancelToken
from photoclip.vectors.encoder import Vectors
from photoclip.vectors.space import Ids

Scores = NDArray[np.float32]

EXACT = "exact"  # the way that leaves nothing out
MANY = 500  # results above which a scan is the better way
SAMPLE = 8_192  # photos from which the statistics of a query are drawn
_HASH = np.uint64(0x9E3779B97F4A7C15)


class Kind(StrEnum):
    """What a query was made from. Text is the hard case: it lies far from every image."""

    TEXT = "text"
    IMAGE = "image"


class Found(NamedTuple):
    """Photos, best first, their inner products, and the way that was taken to find them.

    One query gives (k,), m queries (m, k).
    """

    ids: Ids
    scores: Scores
    path: str


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What the index holds.

    `kind` is the way that is ready for a search without a filter: "exact", "hnsw" or "lancedb".
    `generation` is the number of the last change it has seen. `detail` says in words how it does.
    `exact_ms` is a measured scan, None where it was too short to matter.
    """

    kind: str
    count: int
    generation: int
    detail: str
    pending: int = 0
    building: bool = False
    exact_ms: float | None = None


class VectorIndex(Protocol):
    """All vectors of one encoder, searchable. Searches may come from several threads.

    Whoever owns it calls `refresh` after changing the store, and `maintain` when there is time.
    Every score is the inner product of the query and the photo's unit vector in single precision;
    only which photos an unfiltered search finds may be approximate.
    """

    def __len__(self) -> int: ...

    @property
    def spec(self) -> EncoderSpec:
        """The encoder whose vectors these are."""
        ...

    @property
    def generation(self) -> int:
        """The number of the last change it has seen."""
        ...

    def way(self, kind: Kind, k: int, *, filtered: bool = False) -> str:
        """`EXACT`, or the name of the shorter way that `search` would begin with."""
        ...

    def search(
        self, queries: Vectors, k: int, ids: Ids | None = None, *, kind: Kind = Kind.TEXT
    ) -> Found:
        """The k best photos for a unit query (d,) or queries (m, d), among all or among `ids`.

        Highest inner product first, then lowest id. Fewer come back only when there are no more.
        Among `ids` the answer is always exact.
        """
        ...

    def scores(self, queries: Vectors, ids: Ids | None = None) -> tuple[Ids, Scores]:
        """All photos, or those of `ids` that have a vector, and their inner products (…, n)."""
        ...

    def sample(self) -> Ids:
        """Up to 8,192 photos that stand for all: the same ones until photos come or go."""
        ...

    def sample_scores(self, queries: Vectors) -> Scores:
        """The inner products of (d,) or (m, d) queries with the photos of `sample`."""
        ...

    def vectors(self, ids: Ids) -> tuple[Ids, Vectors]:
        """Those of `ids` that have a vector, in their order, and copies of the vectors."""
        ...

    def ids(self) -> Ids:
        """All photos that have a vector, ascending."""
        ...

    def recall(self, queries: Vectors, k: int = 50, kind: Kind = Kind.IMAGE) -> float | None:
        """The share of the exact k best that the shorter way finds; None where there is none."""
        ...

    def refresh(self) -> int:
        """Take over what changed in the store since the last time; how many photos that were."""
        ...

    def maintain(self, seconds: float = 0.05) -> bool:
        """Work for about so long on the shorter way; whether there is more to do at once."""
        ...

    def settle(self, token: CancelToken | None = None) -> None:
        """Maintain until nothing waits and nothing is being built."""
        ...

    def status(self) -> IndexStatus:
        """What it holds and how it does."""
        ...

    def close(self) -> None:
        """Save what is cheap to save and end what runs. Safe to call twice."""
        ...


def sampled(ids: Ids, size: int) -> Ids:
    """`size` of the ids, those whose hash is lowest: new photos displace few of them."""
    if len(ids) > size:
        ids = ids[np.argpartition(ids.astype(np.uint64) * _HASH, size)[:size]]
    return np.sort(ids)


def share_found(scores: Scores, exact: Scores) -> float:
    """Of the exact k best (m, k) the share that was found (m, k).

    By score, so that of photos that are equally near each is right.
    """
    return float((scores >= exact[:, -1:] - 1e-6).sum() / scores.size)
