"""How likely photos are in the states that are recognised, at rest, for one encoder.

Derived like the vectors: whatever is missing, or was made from another picture or by another
rule, is made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from photoclip.vectors.database import Database
from photoclip.vectors.space import Ids

Chances = NDArray[np.float32]

_SINGLE = np.dtype("<f4")


class Kept(NamedTuple):
    """n photos by ascending id: the stamps of their pictures, probabilities (n, states).

    NaN stands for what could not be told yet.
    """

    ids: Ids
    stamps: list[str]
    chances: Chances


class StatesAtRest:
    """The probabilities of one encoder's photos. `rule` names how they were made."""

    def __init__(self, database: Database, number: int) -> None:
        self._database, self._number = database, number

    def load(self, rule: str, states: int) -> Kept:
        """What was kept by this rule, for so many states."""
        query = (
            "SELECT photo_id, stamp, chances FROM photo_state"
            " WHERE encoder_id = ? AND rule = ? AND length(chances) = ? ORDER BY photo_id"
        )
        width = states * _SINGLE.itemsize
        with self._database.reading() as connection:
            rows = connection.execute(query, (self._number, rule, width)).fetchall()
        joined = b"".join(row[2] for row in rows)
        return Kept(
            np.fromiter((row[0] for row in rows), np.int64, len(rows)),
            [row[1] for row in rows],
            np.frombuffer(joined, _SINGLE).reshape(-1, states).astype(np.float32),
        )

    def put(self, rule: str, ids: Ids, stamps: Sequence[str], chances: Chances) -> None:
        """Keep the probabilities (n, states) of n photos, with the stamps of their vectors."""
        rows = map(bytes, np.ascontiguousarray(chances, _SINGLE))
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO photo_state (encoder_id, photo_id, rule, stamp, chances)"
                f" VALUES ({self._number}, ?, ?, ?, ?)",
                (
                    (one, rule, stamp, row)
                    for one, stamp, row in zip(ids.tolist(), stamps, rows, strict=True)
                ),
            )

    def forget(self, ids: Iterable[int]) -> None:
        """As if these photos had never been looked at."""
        with self._database.writing() as connection:
            connection.executemany(
                f"DELETE FROM photo_state WHERE encoder_id = {self._number} AND photo_id = ?",
                [(int(one),) for one in ids],
            )
