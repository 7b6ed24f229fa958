"""The HNSW index: fast, approximate, disposable. The only module that knows hnswlib.

hnswlib is optional and asked for late. Its files are loaded only after `manifest.inspect` found
them to be exactly what was written; any doubt is a `Doubt`, and the caller goes on without.
Labels are photo ids. Vectors are removed with `mark_deleted` and changed with `add_items` on the
same label; `replace_deleted` is never used, because it makes elements that cannot be deleted.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import threading
from collections.abc import Callable
from types import ModuleType

import numpy as np

from photoclip.vectors.encoder import Vectors
from photoclip.vectors.exact import MatrixIndex
from photoclip.vectors.manifest import (
    EF_CONSTRUCTION,
    METRIC,
    SEED,
    Doubt,
    M,
    Manifest,
    Place,
    checksum,
    inspect,
    sentinel,
    sync_file,
    write,
)
from photoclip.vectors.seam import Kind
from photoclip.vectors.space import Changed, Ids

_ROOM = 1.25
_PROBES = 16
_PROBE_EF = 200
_PROBE_TOLERANCE = 1e-3


@functools.cache
def library() -> ModuleType | None:
    """The module hnswlib, or None where it is not installed or does not load."""
    try:
        import hnswlib
    except (ImportError, OSError):
        return None
    return hnswlib  # type: ignore[no-any-return]


@functools.cache
def version() -> str:
    """hnswlib's version; part of what must agree before a file is loaded."""
    try:
        return importlib.metadata.version("hnswlib")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def ef_for(kind: Kind, k: int, count: int) -> int:
    """How many candidates to hold while searching for k among `count` photos.

    Measured on CLIP-like vectors for a recall of 0.99 at k = 50; for texts that is a third of the
    time of an exact scan at a million photos, where the growth that is enough up to 100,000 found
    0.985.
    """
    if kind is Kind.IMAGE:
        return max(200, 2 * k)
    return int(max(400, 4 * k, 1600 * (count / 100_000) ** (0.6 if count <= 100_000 else 0.93)))


class HnswIndex:
    """A graph over unit vectors; the inner product is the similarity.

    It may lag behind the truth: whoever asks it scores its answers again. Searches may run beside
    each other, but nothing may run beside `put`, `remove` or `save`.
    """

    def __init__(self, dim: int, room: int) -> None:
        """An empty index with room for so many photos. Raises `Doubt` without hnswlib."""
        self.dim = dim
        self._index = _new(dim)
        self._index.init_index(
            max_elements=max(64, int(room * _ROOM)),
            M=M,
            ef_construction=EF_CONSTRUCTION,
            random_seed=SEED,
        )
        self._deleted: set[int] = set()
        self._asking = threading.Lock()

    @classmethod
    def open(
        cls, place: Place, truth: MatrixIndex, changes_since: Callable[[int], Changed | None]
    ) -> tuple[HnswIndex, Ids]:
        """Load the index of `place`; also the photos that changed since it was written.

        `truth` are the vectors as they are now, `changes_since` is the log's. Raises `Doubt`,
        and then nothing was loaded, or what was loaded is thrown away.
        """
        _new(place.spec.dim)
        manifest = inspect(place, hnswlib=version())
        changed = changes_since(manifest.seq)
        if changed is None:
            raise Doubt("the log of changes does not reach back to it")
        stale = changed.ids
        file = place.folder / manifest.file
        self = cls.__new__(cls)
        self.dim = place.spec.dim
        self._deleted = set(manifest.deleted)
        self._asking = threading.Lock()
        self._index = _new(self.dim)
        mark = sentinel(file)
        try:
            mark.touch()
        except OSError as error:
            raise Doubt(f"it cannot be marked as loading ({error.strerror})") from error
        try:
            self._index.load_index(
                str(file), max_elements=max(64, int((manifest.count + len(stale)) * _ROOM))
            )
            self._compare(manifest, truth, stale)
        except RuntimeError as error:
            raise Doubt(f"hnswlib refuses it ({error})") from error
        finally:
            mark.unlink(missing_ok=True)
        return self, stale

    def _compare(self, manifest: Manifest, truth: MatrixIndex, stale: Ids) -> None:
        """Raise `Doubt` unless it holds the photos and the vectors of `truth`, save the stale."""
        if self._index.element_count != manifest.count:
            raise Doubt("it holds another number of photos")
        live = self.live_ids()
        if len(np.setdiff1d(np.setxor1d(live, truth.ids), stale)):
            raise Doubt("it holds other photos")
        firm = np.setdiff1d(live, stale)
        probes = firm[np.linspace(0, len(firm) - 1, min(_PROBES, len(firm))).astype(int)]
        if not len(probes):
            return
        _, expected = truth.vectors(probes)
        kept = np.asarray(self._index.get_items(probes, return_type="numpy"), np.float32)
        if not np.allclose(kept, expected, atol=_PROBE_TOLERANCE):
            raise Doubt("it holds other vectors")
        found = self.search(expected, 1, _PROBE_EF)
        # A twin may be found instead; then it is as near.
        _, nearest = truth.vectors(found[:, 0])
        if len(nearest) == len(expected):
            score = np.einsum("ij,ij->i", nearest, expected)
            if (score > 1 - _PROBE_TOLERANCE).mean() < 0.75:
                raise Doubt("it does not find its own photos")

    def __len__(self) -> int:
        return int(self._index.element_count) - len(self._deleted)

    @property
    def tombstones(self) -> float:
        """The share of its elements that are deleted."""
        return len(self._deleted) / max(1, int(self._index.element_count))

    def live_ids(self) -> Ids:
        """The photos that it can find, ascending."""
        labels = np.asarray(self._index.get_ids_list(), np.int64)
        return np.setdiff1d(labels, np.fromiter(self._deleted, np.int64, len(self._deleted)))

    def put(self, ids: Ids, vectors: Vectors, *, threads: int = 1) -> None:
        """Add or change photos (n, dim); makes room when there is none."""
        if vectors.shape != (len(ids), self.dim) or not np.isfinite(vectors).all():
            raise ValueError(f"{vectors.shape} vectors for {len(ids)} ids of {self.dim}")
        if not len(ids):
            return
        needed = int(self._index.element_count) + len(ids)
        if needed > self._index.max_elements:
            self._index.resize_index(int(needed * _ROOM))
        self._index.add_items(vectors, ids, num_threads=threads)
        self._deleted.difference_update(ids.tolist())

    def remove(self, ids: Ids) -> None:
        """Let these photos not be found any more; unknown ones do not matter."""
        for label in ids.tolist():
            if label not in self._deleted:
                try:
                    self._index.mark_deleted(label)
                except RuntimeError:  # hnswlib's only word for "no such label"
                    continue
                self._deleted.add(label)

    def search(self, queries: Vectors, k: int, ef: int) -> Ids:
        """About the k nearest photos of (m, d) queries: ids (m, k), nearest first.

        Raises `Doubt` when fewer than k can be reached.
        """
        if k > len(self):
            raise Doubt(f"it holds fewer than {k} photos")
        with self._asking:  # `set_ef` belongs to the query that follows it
            self._index.set_ef(max(ef, k))
            try:
                labels, _ = self._index.knn_query(queries, k=k, num_threads=1)
            except RuntimeError as error:
                raise Doubt(f"hnswlib finds too few photos ({error})") from error
        return np.asarray(labels).astype(np.int64)

    def save(self, place: Place, seq: int) -> None:
        """Write it as the index of `place`, holding all changes up to `seq`.

        hnswlib writes without looking whether it succeeds, so the size is compared afterwards.
        The former file stays valid until the manifest is replaced. Raises `Doubt`.
        """
        file = place.new_file(seq)
        try:
            place.folder.mkdir(parents=True, exist_ok=True)
            self._index.save_index(str(file))
            size = file.stat().st_size
            if size != self._index.index_file_size():
                raise Doubt("it could not be written whole (is the disk full?)")
            sync_file(file)
            manifest = Manifest(
                library=place.library_uuid,
                encoder=place.spec.key,
                dim=self.dim,
                hnswlib=version(),
                file=file.name,
                count=int(self._index.element_count),
                deleted=tuple(sorted(self._deleted)),
                seq=seq,
                size=size,
                crc=checksum(file),
            )
            write(place, file, manifest)
        except (OSError, RuntimeError, Doubt) as error:
            with contextlib.suppress(OSError):
                file.unlink()
            if isinstance(error, Doubt):
                raise
            raise Doubt(f"it could not be written ({error})") from error


def _new(dim: int):  # type: ignore[no-untyped-def]  # hnswlib has no types
    module = library()
    if module is None:
        raise Doubt("hnswlib is not installed")
    return module.Index(space=METRIC, dim=dim)
