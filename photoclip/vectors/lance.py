"""A table of vectors on the disk, kept by LanceDB. The only module that knows lancedb and pyarrow.

Both are an extra and asked for late. The table is a copy of one space of the store: whatever is
wrong with it is a `Doubt`, and the caller makes it anew. Rows hold what `Space` gives out, unit
vectors in single precision, so that every score equals that of a matrix in memory.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import json
import math
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from photoclip.vectors.encoder import Vectors
from photoclip.vectors.manifest import Doubt, Place
from photoclip.vectors.space import Ids

FORMAT = 1
_TABLE = "vectors"
_IDS_AT_ONCE = 2_000  # in one condition of SQL
_FRAGMENTS = 32  # pieces of the table, above which they are made one
_KEPT = timedelta(hours=1)  # former versions, which another process may be reading
_INDEX_CACHE, _METADATA_CACHE = 512 << 20, 64 << 20  # bytes; LanceDB would take several GB
_ITERATIONS, _SAMPLE_RATE = 20, 64  # of k-means: partitions need not be perfect


@functools.cache
def library() -> ModuleType | None:
    """The module lancedb, or None where it is not installed or does not load."""
    before = os.environ.get("LANCEDB_LOG")
    os.environ.setdefault("LANCEDB_LOG", "error")  # it warns on stderr of what is no fault
    try:
        import lancedb
    except (ImportError, OSError):
        return None
    finally:
        if before is None:
            del os.environ["LANCEDB_LOG"]
    module: ModuleType = lancedb
    return module


def installed() -> bool:
    """Whether it is there, without importing it."""
    return importlib.util.find_spec("lancedb") is not None


def folder_of(place: Place) -> Path:
    """Where the table of one encoder lies."""
    return place.folder / f"{place.stem}.lance"


def sealed(place: Place) -> int:
    """The number of the last change that the table of `place` holds. Raises `Doubt`."""
    try:
        found = json.loads((folder_of(place) / "manifest.json").read_text(encoding="utf-8"))
        seq = int(found.pop("seq"))
    except FileNotFoundError:
        raise Doubt("there is no table yet") from None
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise Doubt("the manifest of its table is damaged") from error
    if found != _identity(place):
        raise Doubt("its table was made for another library or encoder")
    return seq


def forget(place: Place) -> None:
    """Delete the table of `place`, if there is one."""
    shutil.rmtree(folder_of(place), ignore_errors=True)


class LanceTable:
    """The rows (photo id, vector) of one space. One process writes, others may read.

    `ids` are those in the table, ascending. Not safe for a writer beside readers of this object.
    """

    def __init__(self, place: Place, table: Any) -> None:
        self._place, self._table = place, table
        self.ids: Ids = np.empty(0, np.int64)
        self._rows: Ids = np.empty(0, np.int64)
        self._look()

    @classmethod
    def open(cls, place: Place) -> LanceTable:
        """The table as it was left. Raises `Doubt`."""
        sealed(place)
        with _doubting():
            return cls(place, _connect(place).open_table(_TABLE))

    @classmethod
    def begin(cls, place: Place) -> LanceTable:
        """An empty table in place of any that is there. Raises `Doubt`."""
        forget(place)
        with _doubting():
            folder_of(place).mkdir(parents=True)
            return cls(place, _connect(place).create_table(_TABLE, schema=_schema(place.spec.dim)))

    def put(self, ids: Ids, vectors: Vectors) -> None:
        """Add photos (n, dim) that are not in the table."""
        if len(ids):
            import pyarrow as pa

            with _doubting():
                flat = pa.array(np.ascontiguousarray(vectors, np.float32).ravel())
                rows = pa.FixedSizeListArray.from_arrays(flat, self._place.spec.dim)
                columns = {"id": pa.array(ids), "vector": rows}
                self._table.add(pa.table(columns, schema=_schema(self._place.spec.dim)))
                self._look()

    def remove(self, ids: Ids) -> None:
        """Forget these photos; unknown ones do not matter."""
        with _doubting():
            for first in range(0, len(ids), _IDS_AT_ONCE):
                listed = ",".join(map(str, ids[first : first + _IDS_AT_ONCE].tolist()))
                self._table.delete(f"id IN ({listed})")
            if len(ids):
                self._look()

    def seal(self, seq: int) -> None:
        """Note that the table holds all changes up to `seq`. Raises `Doubt`."""
        file = folder_of(self._place) / "manifest.json"
        try:
            partial = file.with_suffix(".tmp")
            partial.write_text(json.dumps(_identity(self._place) | {"seq": seq}), encoding="utf-8")
            partial.replace(file)
        except OSError as error:
            raise Doubt(f"the manifest of its table cannot be written ({error})") from error

    def take(self, ids: Ids) -> Vectors:
        """The vectors (n, dim) of n photos that are all in the table, in the order of `ids`."""
        if not len(ids):
            return np.empty((0, self._place.spec.dim), np.float32)
        asked, back = np.unique(ids, return_inverse=True)
        rows = self._rows[np.searchsorted(self.ids, asked)].tolist()
        with _doubting():
            found = self._table.take_row_ids(rows).select(["id", "vector"]).to_arrow()
        present, vectors = _arrays(found.combine_chunks(), self._place.spec.dim)
        order = np.argsort(present)
        if not np.array_equal(present[order], asked):
            raise Doubt("its table lost photos")
        return np.asarray(vectors[order[back]])

    def blocks(self) -> Iterator[tuple[Ids, Vectors]]:
        """All rows, some thousand at a time: ids (n,), vectors (n, dim), in no order."""
        with _doubting():
            reader = self._table.search().select(["id", "vector"]).limit(None).to_batches()
            for batch in reader:
                yield _arrays(batch, self._place.spec.dim)

    def nearest(self, query: Vectors, k: int, probes: float) -> Ids:
        """About the k nearest photos of a query (d,), from so large a share of the partitions.

        Photos that no partition holds yet are all looked at.
        """
        with _doubting():
            search = self._table.search(query).distance_type("dot").limit(k)
            search = search.nprobes(max(1, round(probes * self.partitions())))
            found = search.select(["id", "_distance"]).to_arrow()
            return np.asarray(found["id"].to_numpy(), np.int64)

    def partitions(self) -> int:
        """Into how many parts `partition` cuts this many photos."""
        return max(8, math.isqrt(len(self.ids)))

    def partition(self) -> None:
        """Cut the table into parts of photos that are near each other: minutes for a million."""
        from lancedb.index import IvfFlat

        with _doubting():
            config = IvfFlat(
                distance_type="dot",
                num_partitions=self.partitions(),
                max_iterations=_ITERATIONS,
                sample_rate=_SAMPLE_RATE,
            )
            self._table.create_index("vector", config=config, replace=True)

    def unpartitioned(self) -> float:
        """The share of the photos that lie in no part yet: 1 before the first `partition`."""
        with _doubting():
            names = [index.name for index in self._table.list_indices()]
            if not names or not len(self.ids):
                return 1.0
            return float(self._table.index_stats(names[0]).num_unindexed_rows / len(self.ids))

    def tidy(self) -> None:
        """Make many small pieces one, and drop versions that nobody can be reading any more."""
        with _doubting():
            if self._table.stats()["fragment_stats"]["num_fragments"] > _FRAGMENTS:
                self._table.optimize(cleanup_older_than=_KEPT)
                self._look()

    def _look(self) -> None:
        found = self._table.search().select(["id"]).with_row_id(True).limit(None).to_arrow()
        ids = np.asarray(found["id"].to_numpy(), np.int64)
        order = np.argsort(ids, kind="stable")
        self.ids = ids[order]
        self._rows = np.asarray(found["_rowid"].to_numpy(), np.int64)[order]
        if (np.diff(self.ids) == 0).any():
            raise Doubt("its table holds photos twice")


def _connect(place: Place) -> Any:
    module = library()
    if module is None:
        raise Doubt("LanceDB is not installed")
    session = module.Session(
        index_cache_size_bytes=_INDEX_CACHE, metadata_cache_size_bytes=_METADATA_CACHE
    )
    return module.connect(str(folder_of(place)), session=session)


def _schema(dim: int) -> Any:
    import pyarrow as pa

    return pa.schema([("id", pa.int64()), ("vector", pa.list_(pa.float32(), dim))])


def _arrays(batch: Any, dim: int) -> tuple[Ids, Vectors]:
    """The columns of an Arrow table or batch."""
    column = batch["vector"]
    flat = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    values = flat.flatten().to_numpy(zero_copy_only=False)
    ids = np.asarray(batch["id"].to_numpy(zero_copy_only=False), np.int64)
    return ids, np.asarray(values, np.float32).reshape(len(ids), dim)


def _identity(place: Place) -> dict[str, object]:
    return {
        "format": FORMAT,
        "library": place.library_uuid,
        "encoder": place.spec.key,
        "dim": place.spec.dim,
    }


@contextlib.contextmanager
def _doubting() -> Iterator[None]:
    """What LanceDB raises, as a `Doubt`."""
    try:
        yield
    except (RuntimeError, OSError, ValueError) as error:
        first = str(error).strip().partition("\n")[0][:200]
        raise Doubt(f"LanceDB: {first}") from error
