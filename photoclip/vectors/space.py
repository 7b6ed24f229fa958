"""One embedding space of the store: its vectors, its log of changes, its text vectors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from photoclip.domain import EncoderSpec
from photoclip.vectors.database import Database
from photoclip.vectors.encoder import Vectors

Ids = NDArray[np.int64]

_BLOCK = 512  # rows whose floats stay in the processor's cache while they are checked
_TEXTS_KEPT = 20_000
_HALF = np.dtype("<f2")
_SINGLE = np.dtype("<f4")
# Rounding a unit vector to halves moves its length by less than 1e-3 up to 2,000 dimensions.
_NORM_TOLERANCE = 0.01


class Snapshot(NamedTuple):
    """All vectors at one moment: ids ascending (n,), unit rows (n, dim), the log's head then."""

    ids: Ids
    matrix: Vectors
    seq: int


class Changed(NamedTuple):
    """The photos whose vector was put or removed since some `seq`, and the head to go on from."""

    ids: Ids
    seq: int


class Space:
    """The vectors of one encoder, keyed by photo id. They rest as little-endian fp16.

    Every change is in the log: `head` is the number of the last one, `changes_since` names the
    photos that changed after a number, `prune_log` forgets what every reader has seen.
    """

    def __init__(self, database: Database, number: int, spec: EncoderSpec) -> None:
        self.spec = spec
        self._database = database
        self._number = number
        self._vectors = f"vector_{number}"
        self._log = f"log_{number}"

    @property
    def number(self) -> int:
        """The number of the encoder in the file; 0 for an empty space that is not in it."""
        return self._number

    def put(self, ids: Sequence[int] | Ids, stamps: Sequence[str], vectors: ArrayLike) -> Ids:
        """Keep n vectors (n, dim) with the content hashes of their pictures.

        They are normalised before they are rounded. Returns the ids of those that cannot be
        kept, because they are not finite or have no length. Raises ValueError where the shapes
        do not fit or an id is negative.
        """
        rows = np.asarray(vectors, np.float32)
        keys = np.asarray(ids, np.int64)
        if rows.shape != (len(keys), self.spec.dim) or len(stamps) != len(keys):
            raise ValueError(f"{rows.shape} vectors, {len(keys)} ids, {len(stamps)} stamps")
        if len(keys) and keys.min() < 0:
            raise ValueError("photo ids are never negative")
        with np.errstate(over="ignore", invalid="ignore"):
            lengths = np.linalg.norm(rows.astype(np.float64), axis=1)
        good = np.isfinite(lengths) & (lengths > 1e-6)
        halves = (rows[good] / lengths[good, None]).astype(_HALF)
        kept = [stamp for stamp, fine in zip(stamps, good, strict=True) if fine]
        with self._database.writing() as connection:
            connection.executemany(
                f"INSERT INTO {self._vectors} (photo_id, stamp, data) VALUES (?, ?, ?)"
                " ON CONFLICT (photo_id) DO UPDATE SET stamp = excluded.stamp,"
                " data = excluded.data",
                zip(keys[good].tolist(), kept, map(bytes, halves), strict=True),
            )
        refused: Ids = keys[~good]
        return refused

    def remove(self, ids: Iterable[int]) -> None:
        """Forget the vectors of these photos; those without one do not matter."""
        with self._database.writing() as connection:
            connection.executemany(
                f"DELETE FROM {self._vectors} WHERE photo_id = ?", [(int(i),) for i in ids]
            )

    @property
    def count(self) -> int:
        """How many photos have a vector."""
        with self._database.reading() as connection:
            row = connection.execute(f"SELECT count(*) FROM {self._vectors}").fetchone()
        return int(row[0])

    def stamps(self) -> dict[int, str]:
        """Photo id -> content hash of the picture that was embedded."""
        with self._database.reading() as connection:
            return dict(connection.execute(f"SELECT photo_id, stamp FROM {self._vectors}"))

    def stamps_of(self, ids: Iterable[int]) -> dict[int, str]:
        """The same for some photos."""
        wanted = json.dumps([int(i) for i in ids])
        with self._database.reading() as connection:
            return dict(
                connection.execute(
                    f"SELECT photo_id, stamp FROM {self._vectors}"
                    " WHERE photo_id IN (SELECT value FROM json_each(?))",
                    (wanted,),
                )
            )

    def ids(self) -> Ids:
        """The photos that have a vector, ascending."""
        query = f"SELECT photo_id FROM {self._vectors} ORDER BY photo_id"
        with self._database.reading() as connection:
            return np.fromiter((i for (i,) in connection.execute(query)), np.int64)

    def load(self) -> tuple[Ids, Vectors]:
        """All vectors: ids ascending (n,) int64, unit rows (n, dim) float32."""
        snapshot = self.snapshot()
        return snapshot.ids, snapshot.matrix

    def snapshot(self) -> Snapshot:
        """All vectors with the head of the log at that moment.

        Rows that are no unit vectors any more are left out and, where the file can be written,
        removed, so that these photos are embedded again.
        """
        with self._database.reading() as connection:
            seq = self._head(connection)
            rows = connection.execute(
                f"SELECT photo_id, data FROM {self._vectors} ORDER BY photo_id"
            )
            (count,) = connection.execute(f"SELECT count(*) FROM {self._vectors}").fetchone()
            ids = np.empty(count, np.int64)
            matrix = np.empty((count, self.spec.dim), np.float32)
            filled, bad = 0, list[int]()
            while block := rows.fetchmany(_BLOCK):
                some, vectors, worse = self._decoded(block)
                ids[filled : filled + len(some)] = some
                matrix[filled : filled + len(some)] = vectors
                filled += len(some)
                bad += worse
        if bad and not self._database.read_only:
            self.remove(bad)
            seq = self.head
        return Snapshot(ids[:filled], matrix[:filled], seq)

    def get(self, ids: Iterable[int]) -> tuple[Ids, Vectors]:
        """Those of `ids` that have a vector, ascending, and their unit rows."""
        wanted = json.dumps(sorted({int(i) for i in ids}))
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT photo_id, data FROM {self._vectors}"
                " WHERE photo_id IN (SELECT value FROM json_each(?)) ORDER BY photo_id",
                (wanted,),
            ).fetchall()
        found, vectors, _ = self._decoded(rows)
        return found, vectors

    def _decoded(self, rows: list[tuple[int, bytes]]) -> tuple[Ids, Vectors, list[int]]:
        """(photo id, blob) pairs -> good ids, their unit rows, and the ids of damaged ones."""
        size = self.spec.dim * _HALF.itemsize
        whole = [row for row in rows if isinstance(row[1], bytes) and len(row[1]) == size]
        ids = np.fromiter((row[0] for row in whole), np.int64, len(whole))
        joined = b"".join([row[1] for row in whole])
        matrix = np.frombuffer(joined, _HALF).reshape(-1, self.spec.dim).astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix))
        good = np.abs(lengths - 1) < _NORM_TOLERANCE
        bad: list[int] = []
        if len(whole) < len(rows) or not good.all():
            fine = set(ids[good].tolist())
            bad = [row[0] for row in rows if row[0] not in fine]
            ids, matrix, lengths = ids[good], matrix[good], lengths[good]
        matrix /= lengths[:, None]
        return ids, matrix, bad

    @property
    def head(self) -> int:
        """The number of the last change, 0 before the first. It never goes back."""
        with self._database.reading() as connection:
            return self._head(connection)

    def _head(self, connection: sqlite3.Connection) -> int:
        schema = "temp." if self._number == 0 else ""
        row = connection.execute(
            f"SELECT seq FROM {schema}sqlite_sequence WHERE name = ?", (self._log,)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def changes_since(self, seq: int) -> Changed | None:
        """The photos that changed after `seq`; None when the log does not reach back so far."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT log_floor FROM encoder WHERE id = ?", (self._number,)
            ).fetchone()
            head = self._head(connection)
            if seq > head or (row is not None and seq < row[0]):
                return None
            rows = connection.execute(
                f"SELECT DISTINCT photo_id FROM {self._log} WHERE seq > ? ORDER BY photo_id", (seq,)
            ).fetchall()
        return Changed(np.fromiter((i for (i,) in rows), np.int64, len(rows)), head)

    def prune_log(self, seq: int) -> None:
        """Forget the changes up to and with `seq`: every reader has seen them."""
        with self._database.writing() as connection:
            connection.execute(f"DELETE FROM {self._log} WHERE seq <= ?", (seq,))
            connection.execute(
                "UPDATE encoder SET log_floor = max(log_floor, ?) WHERE id = ?",
                (seq, self._number),
            )

    def texts(self, texts: Iterable[str]) -> dict[str, Vectors]:
        """Those of `texts` whose vector was kept, with it: (dim,) float32."""
        wanted = json.dumps(sorted(set(texts)))
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT text, data FROM text_vector"
                " WHERE encoder_id = ? AND text IN (SELECT value FROM json_each(?))",
                (self._number, wanted),
            ).fetchall()
        size = self.spec.dim * _SINGLE.itemsize
        return {
            text: np.frombuffer(data, _SINGLE).astype(np.float32)
            for text, data in rows
            if len(data) == size
        }

    def keep_texts(self, texts: Sequence[str], vectors: ArrayLike) -> None:
        """Keep the vectors (n, dim) of n texts, as they are. The oldest of 20,000 go first."""
        rows = np.asarray(vectors, _SINGLE)
        if rows.shape != (len(texts), self.spec.dim) or not np.isfinite(rows).all():
            raise ValueError(f"{rows.shape} vectors for {len(texts)} texts")
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO text_vector (encoder_id, text, data) VALUES (?, ?, ?)",
                [(self._number, text, bytes(row)) for text, row in zip(texts, rows, strict=True)],
            )
            connection.execute(
                "DELETE FROM text_vector WHERE encoder_id = ?1 AND id <= (SELECT id"
                " FROM text_vector WHERE encoder_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
                (self._number, _TEXTS_KEPT),
            )

    def references(self) -> dict[str, Vectors]:
        """The vectors (dim,) of the pictures that photoclip brings, by name, as far as kept."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT name, data FROM reference WHERE encoder_id = ?", (self._number,)
            ).fetchall()
        size = self.spec.dim * _SINGLE.itemsize
        return {
            name: np.frombuffer(data, _SINGLE).astype(np.float32)
            for name, data in rows
            if len(data) == size
        }

    def keep_references(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep the vectors of such pictures, in place of all that were kept before."""
        rows = [
            (self._number, name, bytes(np.ascontiguousarray(row, _SINGLE)))
            for name, row in vectors.items()
        ]
        with self._database.writing() as connection:
            connection.execute("DELETE FROM reference WHERE encoder_id = ?", (self._number,))
            connection.executemany("INSERT INTO reference VALUES (?, ?, ?)", rows)
