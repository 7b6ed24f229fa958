"""One embedding space in memory, and the way each query takes through it: exact or HNSW.

The store is the truth. The matrix follows it by the log of changes, the HNSW graph follows the
matrix, later and in small steps. The graph may lag: what it has not seen yet is scored exactly
beside its answers, and each of its answers is scored again, so that only its recall is approximate.
"""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path

import numpy as np

from photoclip.domain import EncoderSpec
from photoclip.jobs import CancelToken
from photoclip.paths import own_command
from photoclip.vectors.encoder import Vectors
from photoclip.vectors.exact import MatrixIndex
from photoclip.vectors.hnsw import HnswIndex, ef_for, library
from photoclip.vectors.hnsw_builder import Build, Command
from photoclip.vectors.lock import ReadWriteLock
from photoclip.vectors.manifest import Doubt, Place, read
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

HNSW_FROM = 1_000  # photos from which on a graph is kept at all
IMAGES_FROM = 20_000  # photos from which on it answers for images
EXACT_MS = 20.0  # what an exact scan may take before the graph answers for texts
_LAG = 2_048  # photos that may wait for the graph while it still answers
_BATCH = 64  # photos put into the graph at once: 35 to 50 ms at 100,000
_TOMBSTONES = 0.25


class PhotoIndex:
    """All vectors of one encoder, searchable. Searches may come from several threads.

    Whoever owns it calls `refresh` after changing the store, and `maintain` when there is time.
    """

    def __init__(
        self, store: VectorStore, spec: EncoderSpec, folder: Path, command: Command = own_command
    ) -> None:
        """Load the vectors of `spec`, and the graph in `folder` if it is beyond doubt."""
        self._space = store.space(spec)
        self._place = Place(folder, store.library_uuid, spec)
        self._database = store.path
        self._read_only = store.read_only
        self._command = command
        self._lock = ReadWriteLock()
        snapshot = self._space.snapshot()
        self._exact = MatrixIndex(spec.dim, snapshot.ids, snapshot.matrix)
        self._seq = snapshot.seq
        self._sampled: tuple[int, Ids] | None = None
        self._scan: tuple[int, float] | None = None
        self._hnsw: HnswIndex | None = None
        self._pending: set[int] = set()
        self._unsaved = 0
        self._build: Build | None = None
        self._given_up = False
        self._detail = ""
        if not self._read_only:
            self._open_graph()

    def __len__(self) -> int:
        return len(self._exact)

    @property
    def spec(self) -> EncoderSpec:
        """The encoder whose vectors these are."""
        return self._space.spec

    @property
    def generation(self) -> int:
        """The number of the last change it has seen."""
        return self._seq

    def way(self, kind: Kind, k: int, *, filtered: bool = False) -> str:
        """ "exact" or "hnsw": what `search` would begin with."""
        if filtered or k > MANY or self._hnsw is None or len(self._pending) > _LAG:
            return EXACT
        if kind is Kind.IMAGE:
            return "hnsw" if len(self._exact) >= IMAGES_FROM else EXACT
        return "hnsw" if (self._exact_ms() or 0) > EXACT_MS else EXACT

    def search(
        self, queries: Vectors, k: int, ids: Ids | None = None, *, kind: Kind = Kind.TEXT
    ) -> Found:
        """The k best photos for a unit query (d,) or queries (m, d), among all or among `ids`.

        Highest inner product first, then lowest id. Fewer come back only when there are no more.
        """
        with self._lock.reading():
            if ids is None and self.way(kind, k) == "hnsw":
                found = self._by_graph(np.atleast_2d(queries), k, kind)
                if found is not None:
                    return found if queries.ndim == 2 else Found(found[0][0], found[1][0], "hnsw")
            best, scores = self._exact.search(queries, k, ids)
        return Found(best, scores, "exact" if ids is None else f"exact on {len(ids)} photos")

    def scores(self, queries: Vectors, ids: Ids | None = None) -> tuple[Ids, Scores]:
        """All photos, or those of `ids` that have a vector, and their inner products (…, n)."""
        with self._lock.reading():
            if ids is None:
                return self._exact.ids.copy(), self._exact.scores(queries)
            return self._exact.scores_of(queries, ids)

    def sample(self) -> Ids:
        """Up to 8,192 photos that stand for all: the same ones until photos come or go."""
        with self._lock.reading():
            return self._sample()

    def _sample(self) -> Ids:
        if self._sampled is None or self._sampled[0] != self._seq:
            self._sampled = self._seq, sampled(self._exact.ids, SAMPLE)
        return self._sampled[1]

    def sample_scores(self, queries: Vectors) -> Scores:
        """The inner products of (d,) or (m, d) queries with the photos of `sample`."""
        with self._lock.reading():
            return self._exact.scores_of(queries, self._sample())[1]

    def vectors(self, ids: Ids) -> tuple[Ids, Vectors]:
        """Those of `ids` that have a vector, in their order, and copies of the vectors."""
        with self._lock.reading():
            return self._exact.vectors(ids)

    def ids(self) -> Ids:
        """All photos that have a vector, ascending."""
        with self._lock.reading():
            return np.sort(self._exact.ids)

    def recall(self, queries: Vectors, k: int = 50, kind: Kind = Kind.IMAGE) -> float | None:
        """The share of the exact k best that the graph finds for (m, d); None without a graph."""
        with self._lock.reading():
            found = None if self._hnsw is None else self._by_graph(queries, k, kind)
            if found is None:
                return None
            _, scores = self._exact.search(queries, k)
        return share_found(found.scores, scores)

    def refresh(self) -> int:
        """Take over what changed in the store since the last time; how many photos that were."""
        changed = self._space.changes_since(self._seq)
        if changed is None:
            self._reload()
            return len(self._exact)
        if not len(changed.ids):
            self._seq = changed.seq
            return 0
        present, vectors = self._space.get(changed.ids)
        with self._lock.writing():
            self._exact.remove(np.setdiff1d(changed.ids, present))
            self._exact.add(present, vectors)
            self._seq = changed.seq
            if self._hnsw is not None:
                self._pending.update(changed.ids.tolist())
        return len(changed.ids)

    def maintain(self, seconds: float = 0.05) -> bool:
        """Work for about so long on the graph; whether there is more to do at once.

        Starts a build in a child process where one is due and takes over what it made, puts
        waiting photos into the graph, and saves it now and then.
        """
        if self._read_only:
            return False
        if self._build is not None:
            if self._build.running:
                return False
            self._take_over(self._build)
        elif self._build_is_due():
            self._build = Build(self._place, self._database, self._command)
            return False
        until = time.monotonic() + seconds
        while self._hnsw is not None and self._pending and time.monotonic() < until:
            self._step(self._hnsw)
        if self._hnsw is not None and not self._pending:
            self._save_if_due(max(1_000, len(self._exact) // 20))
        return (self._hnsw is not None and bool(self._pending)) or self._build_is_due()

    def settle(self, token: CancelToken | None = None) -> None:
        """Maintain until nothing waits and nothing is being built."""
        while self.maintain(0.2) or self._build is not None:
            if token is not None:
                token.check()
            if self._build is not None:
                self._build.wait(0.2)

    def status(self) -> IndexStatus:
        """What it holds and how the graph does."""
        building, pending = self._build is not None, len(self._pending)
        if self._hnsw is not None:
            detail = "HNSW is ready" + (f", {pending} photos behind" if pending else "")
        elif building:
            detail = "HNSW is being built"
        elif len(self._exact) < HNSW_FROM:
            detail = f"fewer than {HNSW_FROM:,} photos need no HNSW"
        else:
            detail = f"no HNSW: {self._detail}"
        return IndexStatus(
            kind="exact" if self._hnsw is None else "hnsw",
            count=len(self._exact),
            generation=self._seq,
            detail=detail,
            pending=pending if self._hnsw is not None else 0,
            building=building,
            exact_ms=None if self._scan is None else self._scan[1],
        )

    def close(self) -> None:
        """Save what is cheap to save and end a build. Safe to call twice."""
        if self._build is not None:
            self._build.close()
            self._build = None
        if self._hnsw is not None and not self._pending:
            self._save_if_due(1 if len(self._exact) <= 200_000 else 2_000)

    def _by_graph(self, queries: Vectors, k: int, kind: Kind) -> Found | None:
        """What the graph finds, scored exactly; None when it finds fewer than k."""
        graph = self._hnsw
        if graph is None:
            return None
        waiting = np.fromiter(self._pending, np.int64, len(self._pending))
        fetch = min(len(graph), k + min(k, len(waiting)))
        try:
            labels = graph.search(queries, fetch, ef_for(kind, k, len(self._exact)))
        except Doubt:
            return None
        best = np.empty((len(queries), k), np.int64)
        values = np.empty((len(queries), k), np.float32)
        for row, (query, some) in enumerate(zip(queries, labels, strict=True)):
            candidates = np.union1d(some, waiting) if len(waiting) else some
            ids, scores = self._exact.best_of(query, candidates, k)
            if len(ids) < k:
                return None
            best[row], values[row] = ids, scores
        return Found(best, values, "hnsw")

    def _exact_ms(self) -> float | None:
        """A measured scan; measured again when the library has grown or shrunk by a quarter."""
        count = len(self._exact)
        if count < IMAGES_FROM:
            return None
        if self._scan is None or not 0.8 < count / self._scan[0] < 1.25:
            query = self._exact.matrix[-1].copy()
            taken = []
            for _ in range(5):
                begun = time.perf_counter()
                self._exact.search(query, 100)
                taken.append(time.perf_counter() - begun)
            self._scan = count, sorted(taken)[2] * 1e3
        return self._scan[1]

    def _reload(self) -> None:
        snapshot = self._space.snapshot()
        with self._lock.writing():
            self._exact = MatrixIndex(self.spec.dim, snapshot.ids, snapshot.matrix)
            self._seq, self._hnsw = snapshot.seq, None
            self._pending.clear()
            self._detail = "the log of changes does not reach back to it"

    def _open_graph(self) -> None:
        with self._lock.writing():
            try:
                graph, stale = HnswIndex.open(self._place, self._exact, self._space.changes_since)
            except Doubt as doubt:
                self._hnsw, self._detail = None, str(doubt)
            else:
                self._hnsw, self._pending, self._unsaved = graph, set(stale.tolist()), 0
        if self._hnsw is None:
            self._pending.clear()
            self._space.prune_log(self._seq)  # a new graph will begin behind it

    def _build_is_due(self) -> bool:
        count = len(self._exact)
        if count < HNSW_FROM or self._given_up or library() is None:
            return False
        if self._hnsw is None:
            return True
        return self._hnsw.tombstones > _TOMBSTONES or len(self._pending) > max(5_000, count // 5)

    def _take_over(self, build: Build) -> None:
        failure = build.failure
        build.close()
        self._build = None
        if failure is None:
            self._open_graph()
            if self._hnsw is not None:
                self._space.prune_log(read(self._place).seq)
                return
            failure = self._detail
        # What fails once fails again: exact search serves until the next start.
        self._given_up, self._detail = True, failure

    def _step(self, graph: HnswIndex) -> None:
        """Bring some waiting photos into the graph."""
        some = np.fromiter(islice(self._pending, _BATCH), np.int64)
        with self._lock.writing():
            present, vectors = self._exact.vectors(some)
            graph.remove(np.setdiff1d(some, present))
            graph.put(present, vectors)
            self._pending.difference_update(some.tolist())
        self._unsaved += len(some)

    def _save_if_due(self, changes: int) -> None:
        if self._hnsw is None or self._unsaved < changes or self._read_only:
            return
        self._unsaved = 0
        try:
            with self._lock.writing():
                self._hnsw.save(self._place, self._seq)
        except Doubt as doubt:
            self._detail = str(doubt)
        else:
            self._space.prune_log(self._seq)
