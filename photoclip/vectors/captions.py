"""Captions that an encoder wrote and nobody has accepted yet, at rest, and searchable as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from photoclip.vectors.database import Database
from photoclip.vectors.space import Ids

_THESE = "SELECT value FROM json_each(?)"


class Written(NamedTuple):
    """A caption, who wrote it, and the stamp of the picture that it was written for."""

    photo_id: int
    text: str
    writer: str
    stamp: str


class CaptionsAtRest:
    """At most one caption for each photo: the last that was written.

    Derived like vectors, and kept apart from the user's own captions in `library.db`: deleting
    the file loses nothing that anybody decided.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, captions: Sequence[Written]) -> None:
        """Keep them; the former ones of these photos are forgotten."""
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO caption (photo_id, text, writer, stamp) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (photo_id) DO UPDATE SET text = excluded.text,"
                " writer = excluded.writer, stamp = excluded.stamp",
                captions,
            )

    def of_photos(self, photo_ids: Iterable[int]) -> list[Written]:
        """What is kept for these photos, in order of their ids."""
        query = (
            "SELECT photo_id, text, writer, stamp FROM caption"
            f" WHERE photo_id IN ({_THESE}) ORDER BY photo_id"
        )
        wanted = json.dumps([int(i) for i in photo_ids])
        with self._database.reading() as connection:
            return [Written(*row) for row in connection.execute(query, (wanted,))]

    def forget(self, photo_ids: Iterable[int]) -> None:
        """As if nothing had ever been written for these photos."""
        with self._database.writing() as connection:
            connection.execute(
                f"DELETE FROM caption WHERE photo_id IN ({_THESE})",
                (json.dumps([int(i) for i in photo_ids]),),
            )

    def matching(self, expression: str) -> Ids:
        """The photos whose captions answer an expression of FTS5, best first by BM25."""
        query = "SELECT rowid FROM caption_text WHERE caption_text MATCH ? ORDER BY rank, rowid"
        with self._database.reading() as connection:
            rows = connection.execute(query, (expression,)).fetchall()
        return np.asarray([row[0] for row in rows], np.int64)
