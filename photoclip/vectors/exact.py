"""The exact nearest neighbours: a matrix of unit vectors in memory, and nothing left out.

It is the reference, the default and the fall-back; every other way is measured against it.
The scan runs on as many threads as numpy's BLAS was started with: up to 200,000 photos one is
best, which whoever starts the process decides (`OPENBLAS_NUM_THREADS=1`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from photoclip.vectors.encoder import Vectors
from photoclip.vectors.space import Ids

Rows = NDArray[np.intp]
T = TypeVar("T", bound=np.generic)

# Up to half of the rows it is quicker to gather them than to scan all: measured at 20,000, 100,000
# and a million photos (a tenth of a million: 25 ms against 160).
_GATHER_SHARE = 2
_GATHER_BLOCK = 256  # half a megabyte at 512 dimensions: the gathered rows stay in the cache
_QUERIES_AT_ONCE = 64
_ROOM = 1024
_ROUNDING = 1e-5  # ten times what a product of unit vectors is off by


class MatrixIndex:
    """Photo ids and their vectors, row by row. Takes the arrays it is given as its own.

    Ids are unique. Rows lie in no particular order: a removed row is filled with the last one.
    Not safe for a writer beside readers; the planner holds the lock.
    """

    def __init__(self, dim: int, ids: Ids | None = None, matrix: Vectors | None = None) -> None:
        self.dim = dim
        self._ids: Ids = np.empty(0, np.int64) if ids is None else ids
        self._matrix: Vectors = np.empty((0, dim), np.float32) if matrix is None else matrix
        self._count = len(self._ids)
        self._by_id: tuple[Ids, Rows] | None = None
        if self._matrix.shape != (self._count, dim):
            raise ValueError(f"{self._matrix.shape} vectors for {self._count} ids of {dim}")

    def __len__(self) -> int:
        return self._count

    @property
    def ids(self) -> Ids:
        """The ids in the order of the rows (n,). A view: read it, do not keep it."""
        return self._ids[: self._count]

    @property
    def matrix(self) -> Vectors:
        """The vectors (n, dim). A view: read it, do not keep it."""
        return self._matrix[: self._count]

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Put n unit vectors (n, dim); those of known ids replace the former ones."""
        if vectors.shape != (len(ids), self.dim):
            raise ValueError(f"{vectors.shape} vectors for {len(ids)} ids of {self.dim}")
        ids, last = np.unique(ids[::-1], return_index=True)  # of a repeated id the last counts
        vectors = vectors[::-1][last]
        rows = self.rows_of(ids)
        known = rows >= 0
        self._matrix[rows[known]] = vectors[known]
        fresh = int((~known).sum())
        if fresh:
            self._make_room(fresh)
            end = self._count + fresh
            self._ids[self._count : end] = ids[~known]
            self._matrix[self._count : end] = vectors[~known]
            self._count = end
            self._by_id = None

    def remove(self, ids: Ids) -> None:
        """Forget these photos; unknown ids do not matter."""
        rows = self.rows_of(np.unique(ids))
        gone = np.sort(rows[rows >= 0])
        if not len(gone):
            return
        end = self._count - len(gone)
        holes = gone[gone < end]
        tail = np.setdiff1d(np.arange(end, self._count), gone, assume_unique=True)
        self._ids[holes] = self._ids[tail]
        self._matrix[holes] = self._matrix[tail]
        self._count = end
        self._by_id = None

    def rows_of(self, ids: Ids) -> Rows:
        """The row of each id, -1 for an id that is not here."""
        if not self._count or not len(ids):
            return np.full(len(ids), -1, np.intp)
        if self._by_id is None:
            order = np.argsort(self.ids, kind="stable")
            self._by_id = self._ids[order], order
        ascending, order = self._by_id
        places = np.minimum(np.searchsorted(ascending, ids), self._count - 1)
        return np.where(ascending[places] == ids, order[places], -1)

    def vectors(self, ids: Ids) -> tuple[Ids, Vectors]:
        """Those of `ids` that are here, in their order, and copies of their vectors."""
        rows = self.rows_of(ids)
        here = rows >= 0
        return ids[here], self._matrix[rows[here]]

    def scores(self, queries: Vectors) -> NDArray[np.float32]:
        """Inner products of (d,) or (m, d) queries with all rows: (n,) or (m, n)."""
        return np.asarray((self.matrix @ queries.T).T, np.float32)

    def scores_of(self, queries: Vectors, ids: Ids) -> tuple[Ids, NDArray[np.float32]]:
        """Those of `ids` that are here, and the inner products with them: (n,) or (m, n)."""
        rows = self.rows_of(ids)
        here = rows >= 0
        return ids[here], self._scores_at(queries, rows[here])

    def search(
        self, queries: Vectors, k: int, ids: Ids | None = None
    ) -> tuple[Ids, NDArray[np.float32]]:
        """The k best of all photos, or of `ids`: highest score first, then lowest id.

        A query (d,) gives (k',), queries (m, d) give (m, k'), where k' is at most the number
        of photos searched. Equal vectors have equal scores, whatever is searched.
        """
        if queries.ndim == 1:
            found, scores = self.search(queries[None], k, ids)
            return found[0], scores[0]
        rows = None
        if ids is not None:
            if not (ids[1:] > ids[:-1]).all():  # as a rule they come ascending
                ids = np.unique(ids)
            rows = self.rows_of(ids)
            rows = rows[rows >= 0]
        k = min(k, self._count if rows is None else len(rows))
        best = np.empty((len(queries), k), np.int64)
        values = np.empty((len(queries), k), np.float32)
        for first, some in _in_blocks(queries, _QUERIES_AT_ONCE):
            scores = self.scores(some) if rows is None else self._scores_at(some, rows)
            for i, line in enumerate(scores):
                near = at_least_kth(line, k)
                best[first + i], values[first + i] = self._best(
                    some[i], near if rows is None else rows[near], k
                )
        return best, values

    def best_of(self, query: Vectors, ids: Ids, k: int) -> tuple[Ids, NDArray[np.float32]]:
        """The k best of a few distinct `ids` for one query (d,), scored and ordered as ever."""
        rows = self.rows_of(ids)
        return self._best(query, rows[rows >= 0], k)

    def _best(self, query: Vectors, rows: Rows, k: int) -> tuple[Ids, NDArray[np.float32]]:
        # A matrix product rounds a row by where it lies among the others; einsum does not.
        scores = np.einsum("ij,j->i", self._matrix[rows], query)
        return top(self._ids[rows], scores, k)

    def _scores_at(self, queries: Vectors, rows: Rows) -> NDArray[np.float32]:
        if not len(rows):
            return np.empty((*queries.shape[:-1], 0), np.float32)
        if rows[-1] - rows[0] == len(rows) - 1 and (np.diff(rows) == 1).all():
            block = self._matrix[rows[0] : rows[-1] + 1]  # a folder, often: nothing to gather
            return np.asarray((block @ queries.T).T, np.float32)
        if len(rows) > self._count // _GATHER_SHARE:
            return np.take(self.scores(queries), rows, axis=-1)
        out = np.empty((len(rows), *queries.shape[:-1]), np.float32)
        buffer = np.empty((_GATHER_BLOCK, self.dim), np.float32)
        for first, some in _in_blocks(rows, _GATHER_BLOCK):
            block = buffer[: len(some)]
            np.take(self._matrix, some, axis=0, out=block, mode="clip")
            out[first : first + len(some)] = block @ queries.T
        return np.asarray(out.T, np.float32)

    def _make_room(self, more: int) -> None:
        needed = self._count + more
        if needed <= len(self._ids):
            return
        room = needed + needed // 8 + _ROOM
        ids, matrix = np.empty(room, np.int64), np.empty((room, self.dim), np.float32)
        ids[: self._count], matrix[: self._count] = self.ids, self.matrix
        self._ids, self._matrix = ids, matrix


def top(ids: Ids, scores: NDArray[np.float32], k: int) -> tuple[Ids, NDArray[np.float32]]:
    """The k highest of n scores and their ids: highest score first, then lowest id."""
    order = np.lexsort((ids, -scores))[:k]
    return ids[order], scores[order]


def at_least_kth(scores: NDArray[np.float32], k: int) -> Rows:
    """Where the k highest of n scores are, and those that rounding may have put below them."""
    if k >= len(scores):
        return np.arange(len(scores))
    if k == 0:
        return np.arange(0)
    kth = np.partition(scores, len(scores) - k)[len(scores) - k]
    return np.flatnonzero(scores >= kth - _ROUNDING)


def _in_blocks(array: NDArray[T], size: int) -> Iterator[tuple[int, NDArray[T]]]:
    for first in range(0, len(array), size):
        yield first, array[first : first + size]
