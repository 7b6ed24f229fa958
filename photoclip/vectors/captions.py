"""Captions that an encoder wrote and nobody has accepted yet, at rest, and searchable as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from photoclip.vectors.database import Database

MOST_RANKED = 20_000
"""Matches that are put in order. BM25 costs 1.2 µs for each, five times as much as finding it, and
of a word that is in so many captions it says little."""

_THESE = "SELECT value FROM json_each(?)"
_FOUND = (
    "SELECT caption.photo_id, caption.stamp FROM caption_text"
    " JOIN caption ON caption.photo_id = caption_text.rowid WHERE caption_text MATCH ?"
)


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

    def matching(self, expression: str) -> dict[int, str]:
        """The photos whose captions answer an expression of FTS5, with the stamps of these.

        The best come first by BM25; where there are more than `MOST_RANKED` they come by id.
        """
        with self._database.reading() as connection:
            found = connection.execute(_FOUND, (expression,)).fetchall()
            if len(found) <= MOST_RANKED:
                in_order = f"{_FOUND} ORDER BY caption_text.rank, caption.photo_id"
                found = connection.execute(in_order, (expression,)).fetchall()
        return dict(found)


def stamp_of(content_hash: str | None, rotation: int) -> str:
    """Names a picture that a caption is written for: what the file holds, and how it is turned."""
    return f"{content_hash}:{rotation}"
