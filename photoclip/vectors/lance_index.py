"""The index for libraries that outgrow the memory: vectors stay on the disk, in LanceDB's table.

In memory are the ids, the sample that statistics are drawn from, and what changed since the table
was written: that is scored exactly beside the table's answers and brought into it when there is
time. A reader never writes; without a usable table it holds all vectors in memory, as ever.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from photoclip.domain import EncoderSpec
from photoclip.jobs import CancelToken
from photoclip.vectors.encoder import Vectors
from photoclip.vectors.exact import MatrixIndex, at_least_kth, top
from photoclip.vectors.lance import LanceTable, sealed
from photoclip.vectors.lock import ReadWriteLock
from photoclip.vectors.manifest import Doubt, Place
from photoclip.vectors.seam import (
    EXACT,
    MANY,
    SAMPLE,
    Found,
    IndexStatus,
    Kind,
    Scores,
    sampled,
    share_found,
)
from photoclip.vectors.space import Ids
from photoclip.vectors.store import VectorStore

LANCEDB = "lancedb"
T = TypeVar("T")

PARTITIONED_FROM = 20_000  # photos from which on the table is cut into partitions
_PROBES = {Kind.TEXT: 0.5, Kind.IMAGE: 0.125}  # the share of them that is looked into
_BLOCK = 8_192  # photos copied into a new table at once
_REST = 0.2  # share of the photos in no partition, from which on they are cut anew
_FRESH = 4_096  # photos beside the table, from which on they are brought into it at once
_GATHER_SHARE = 8  # reading single rows costs about so many times as much as reading all in order


class LanceIndex:
    """A `VectorIndex` over a table on the disk. See there for what the methods promise."""

    def __init__(self, store: VectorStore, spec: EncoderSpec, folder: Path) -> None:
        """Open the table of `spec` in `folder`; a writer copies the store where it is no use."""
        self._space = store.space(spec)
        self._place = Place(folder, store.library_uuid, spec)
        self._read_only = store.read_only
        self._lock = ReadWriteLock()
        self._renewing = threading.RLock()  # asked for before the other, never behind it
        self._table: LanceTable | None = None
        self._stale: Ids = np.empty(0, np.int64)  # photos whose row in the table is out of date
        self._fresh = MatrixIndex(spec.dim)  # photos that the table does not hold as they are
        self._seq = 0
        self._sampled: tuple[int, Ids, Vectors] | None = None
        self._partitioned = False
        self._work: threading.Thread | None = None
        self._detail = ""
        try:
            seq = sealed(self._place)  # first: a writer may seal more while the table is opened
            self._take(LanceTable.open(self._place), seq)
        except Doubt as doubt:
            self._begin(doubt)

    def __len__(self) -> int:
        return self._kept() + len(self._fresh)

    @property
    def spec(self) -> EncoderSpec:
        """The encoder whose vectors these are."""
        return self._space.spec

    @property
    def generation(self) -> int:
        """The number of the last change it has seen."""
        return self._seq

    def way(self, kind: Kind, k: int, *, filtered: bool = False) -> str:
        """`EXACT`, or "lancedb" when the partitions answer."""
        return EXACT if filtered or k > MANY or not self._partitioned else LANCEDB

    def search(
        self, queries: Vectors, k: int, ids: Ids | None = None, *, kind: Kind = Kind.TEXT
    ) -> Found:
        """The k best photos, by the partitions or, among `ids`, exactly."""
        many = np.atleast_2d(queries)
        (best, values), path = self._reading(lambda: self._search(many, k, ids, kind))
        return Found(best, values, path) if queries.ndim == 2 else Found(best[0], values[0], path)

    def scores(self, queries: Vectors, ids: Ids | None = None) -> tuple[Ids, Scores]:
        """All photos, or those of `ids` that have a vector, and their inner products (…, n)."""
        return self._reading(lambda: self._scores(queries, ids))

    def sample(self) -> Ids:
        """Up to 8,192 photos that stand for all."""
        return self._reading(self._sample)[0]

    def sample_scores(self, queries: Vectors) -> Scores:
        """The inner products of queries with the photos of `sample`."""
        sample = self._reading(self._sample)[1]
        return np.asarray((sample @ queries.T).T, np.float32)

    def vectors(self, ids: Ids) -> tuple[Ids, Vectors]:
        """Those of `ids` that have a vector, in their order, and the vectors."""
        return self._reading(lambda: self._vectors(ids))

    def ids(self) -> Ids:
        """All photos that have a vector, ascending."""
        with self._lock.reading():
            return self._ids()

    def recall(self, queries: Vectors, k: int = 50, kind: Kind = Kind.IMAGE) -> float | None:
        """The share of the exact k best that the partitions hold; None without them."""
        return self._reading(lambda: self._recall(queries, k, kind))

    def refresh(self) -> int:
        """Take over what changed in the store since the last time; how many photos that were."""
        with self._renewing:
            count = self._follow()
            table = self._table
            if table is not None and len(self._fresh) > _FRESH and not self._read_only:
                try:
                    if self._work is None or not self._work.is_alive():
                        self._flush(table)
                except Doubt as doubt:
                    self._renew(table, doubt)
        return count

    def maintain(self, seconds: float = 0.05) -> bool:
        """Bring changes into the table; begin to partition it, in a thread, where that is due."""
        table = self._table
        if self._read_only or table is None:
            return False
        if self._work is not None:
            if self._work.is_alive():
                return False
            self._work = None
        try:
            sealed(self._place)  # somebody may have deleted it
            self._flush(table)
            if self._is_due(table):
                self._work = threading.Thread(
                    target=self._partition, args=(table,), daemon=True, name="partition"
                )
                self._work.start()
        except Doubt as doubt:
            self._renew(table, doubt)
        return False

    def settle(self, token: CancelToken | None = None) -> None:
        """Maintain until nothing waits and nothing is being built."""
        while self.maintain() or self._work is not None:
            if token is not None:
                token.check()
            if self._work is not None:
                self._work.join(0.2)

    def status(self) -> IndexStatus:
        """What it holds and how it does."""
        pending, building = len(self._fresh), self._work is not None
        detail = "the table of LanceDB is ready"
        if self._table is None:
            detail = f"no table of LanceDB: {self._detail}"
        elif building:
            detail = "LanceDB cuts its table into partitions"
        elif self._detail:
            detail = f"the table of LanceDB has no partitions: {self._detail}"
        return IndexStatus(
            kind=EXACT if self._table is None else LANCEDB,
            count=len(self),
            generation=self._seq,
            detail=detail,
            pending=0 if self._table is None else pending,
            building=building,
        )

    def close(self) -> None:
        """Bring what changed into the table. A partitioning under way is left to itself."""
        if self._work is not None and not self._work.is_alive():
            self._work = None
        if self._table is not None and not self._read_only and self._work is None:
            try:
                self._flush(self._table)
            except Doubt as doubt:
                self._detail = str(doubt)

    def _reading(self, look: Callable[[], T]) -> T:
        """What `look` finds under the lock. A table that is no use any more is made anew."""
        for renew in (self._renew, self._renew_in_memory):
            with self._lock.reading():
                table = self._table
                try:
                    return look()
                except Doubt as doubt:
                    failed = doubt
            if table is not None:
                renew(table, failed)
        with self._lock.reading():
            return look()

    # What follows runs under the lock, as a reader or as the writer.

    def _search(
        self, queries: Vectors, k: int, ids: Ids | None, kind: Kind
    ) -> tuple[tuple[Ids, Scores], str]:
        if ids is None and self.way(kind, k) == LANCEDB:
            found = self._by_partitions(queries, k, kind)
            if found is not None:
                return found, LANCEDB
        path = EXACT if ids is None else f"exact on {len(ids)} photos"
        return self._exactly(queries, k, ids), path

    def _recall(self, queries: Vectors, k: int, kind: Kind) -> float | None:
        found = self._by_partitions(queries, k, kind) if self._partitioned else None
        if found is None:
            return None
        return share_found(found[1], self._exactly(queries, k, None)[1])

    def _kept(self) -> int:
        return len(self._table_ids()) - len(self._stale)

    def _table_ids(self) -> Ids:
        return np.empty(0, np.int64) if self._table is None else self._table.ids

    def _ids(self) -> Ids:
        firm = np.setdiff1d(self._table_ids(), self._stale, assume_unique=True)
        return np.union1d(firm, self._fresh.ids)

    def _vectors(self, ids: Ids) -> tuple[Ids, Vectors]:
        fresh = np.isin(ids, self._fresh.ids)
        kept = np.isin(ids, self._table_ids()) & ~np.isin(ids, self._stale)
        here = fresh | kept
        out = np.empty((int(here.sum()), self.spec.dim), np.float32)
        out[fresh[here]] = self._fresh.vectors(ids[fresh])[1]
        if self._table is not None:
            out[kept[here]] = self._table.take(ids[kept])
        return ids[here], out

    def _scores(self, queries: Vectors, ids: Ids | None) -> tuple[Ids, Scores]:
        if ids is not None and len(ids) * _GATHER_SHARE < len(self):
            found, vectors = self._vectors(ids)
            return found, np.asarray((vectors @ queries.T).T, np.float32)
        parts = [(self._fresh.ids, self._fresh.scores(queries))]
        if self._table is not None:
            for some, vectors in self._table.blocks():
                firm = ~np.isin(some, self._stale) if len(self._stale) else slice(None)
                scored = np.asarray((vectors @ queries.T).T, np.float32)
                parts.append((some[firm], scored[..., firm]))
        present = np.concatenate([some for some, _ in parts])
        scores = np.concatenate([scored for _, scored in parts], axis=-1)
        if ids is None:
            return present, scores
        order = np.argsort(present)
        places = np.minimum(np.searchsorted(present[order], ids), max(0, len(present) - 1))
        here = present[order][places] == ids if len(present) else np.zeros(len(ids), bool)
        return ids[here], np.take(scores, order[places[here]], axis=-1)

    def _exactly(self, queries: Vectors, k: int, ids: Ids | None) -> tuple[Ids, Scores]:
        among, scores = self._scores(queries, None if ids is None else np.unique(ids))
        k = min(k, len(among))
        best = np.empty((len(queries), k), np.int64)
        values = np.empty((len(queries), k), np.float32)
        for row, (query, line) in enumerate(zip(queries, scores, strict=True)):
            best[row], values[row] = self._best(query, among[at_least_kth(line, k)], k)
        return best, values

    def _best(self, query: Vectors, ids: Ids, k: int) -> tuple[Ids, Scores]:
        found, vectors = self._vectors(ids)
        return top(found, np.einsum("ij,j->i", vectors, query), k)

    def _by_partitions(self, queries: Vectors, k: int, kind: Kind) -> tuple[Ids, Scores] | None:
        """What the partitions hold, scored exactly; None when that is fewer than k."""
        table = self._table
        if table is None:
            return None
        best = np.empty((len(queries), k), np.int64)
        values = np.empty((len(queries), k), np.float32)
        for row, query in enumerate(queries):
            near = table.nearest(query, k + min(k, len(self._stale)), _PROBES[kind])
            found, scores = self._best(query, np.union1d(near, self._fresh.ids), k)
            if len(found) < k:
                return None
            best[row], values[row] = found, scores
        return best, values

    def _sample(self) -> tuple[Ids, Vectors]:
        if self._sampled is None or self._sampled[0] != self._seq:
            ids = sampled(self._ids(), SAMPLE)
            self._sampled = self._seq, ids, self._vectors(ids)[1]
        return self._sampled[1:]

    # What follows changes the table and takes the lock itself.

    def _follow(self) -> int:
        changed = self._space.changes_since(self._seq)
        if changed is None:
            self._begin(Doubt("the log of changes does not reach back to it"))
            return len(self)
        if len(changed.ids):
            present, vectors = self._space.get(changed.ids)
            with self._lock.writing():
                self._fresh.remove(np.setdiff1d(changed.ids, present))
                self._fresh.add(present, vectors)
                self._stale = np.union1d(
                    self._stale, np.intersect1d(changed.ids, self._table_ids())
                )
        self._seq = changed.seq
        return len(changed.ids)

    def _take(self, table: LanceTable, seq: int) -> None:
        """Use a table that holds all changes up to `seq`. Raises `Doubt` where it is no use."""
        if self._space.changes_since(seq) is None:
            raise Doubt("the log of changes does not reach back to it")
        partitioned = table.unpartitioned() <= _REST
        with self._lock.writing():
            self._table, self._seq, self._partitioned = table, seq, partitioned
            self._stale, self._fresh = np.empty(0, np.int64), MatrixIndex(self.spec.dim)
        self._follow()
        if len(self) != self._space.count:
            raise Doubt("its table holds other photos")

    def _renew(self, table: LanceTable, doubt: Doubt) -> None:
        """Give `table` up, unless another thread did so already."""
        with self._renewing:
            if self._table is table:
                self._begin(doubt)

    def _renew_in_memory(self, table: LanceTable, doubt: Doubt) -> None:
        with self._renewing:
            if self._table is table:
                self._hold(doubt)

    def _begin(self, doubt: Doubt) -> None:
        """Copy the store into a new table, or hold it in memory where that cannot be done."""
        with self._renewing:
            self._detail = ""
            if not self._read_only:
                try:
                    self._take(*self._copied())
                except Doubt as again:
                    doubt = again
                else:
                    self._space.prune_log(self._seq)
                    return
            self._hold(doubt)

    def _hold(self, doubt: Doubt) -> None:
        """Hold all vectors in memory."""
        snapshot = self._space.snapshot()
        with self._lock.writing():
            self._table, self._partitioned, self._detail = None, False, str(doubt)
            self._stale = np.empty(0, np.int64)
            self._fresh = MatrixIndex(self.spec.dim, snapshot.ids, snapshot.matrix)
            self._seq = snapshot.seq

    def _copied(self) -> tuple[LanceTable, int]:
        table, seq = LanceTable.begin(self._place), self._space.head
        ids = self._space.ids()
        for first in range(0, len(ids), _BLOCK):
            table.put(*self._space.get(ids[first : first + _BLOCK]))
        table.seal(seq)
        return table, seq

    def _flush(self, table: LanceTable) -> None:
        if not len(self._fresh) and not len(self._stale):
            return
        with self._lock.writing():
            if self._table is not table:
                return
            # Killed in between, the log since the last seal puts the rest in place.
            table.remove(self._stale)
            table.put(self._fresh.ids, self._fresh.matrix)
            table.tidy()
            table.seal(self._seq)
            self._stale, self._fresh = np.empty(0, np.int64), MatrixIndex(self.spec.dim)
        self._space.prune_log(self._seq)

    def _is_due(self, table: LanceTable) -> bool:
        if len(table.ids) < PARTITIONED_FROM or self._detail:
            return False
        return table.unpartitioned() > _REST

    def _partition(self, table: LanceTable) -> None:
        try:
            table.partition()
            failed = ""
        except Doubt as doubt:  # what fails once fails again: exact answers until the next start
            failed = str(doubt)
        with self._renewing:
            if self._table is table:
                self._partitioned, self._detail = self._partitioned or not failed, failed
