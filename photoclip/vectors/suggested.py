"""Suggestions at rest: which words the machine proposes for which photos, for one encoder.

A word of the vocabulary can be suggested before the user has such a tag, so suggestions hang on
the *folded name* of a tag, never on its id in `library.db`: whoever asks for one of the user's
tags asks by its name. Like the vectors they are derived; without them nothing is lost but time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from photoclip.domain import Suggestion
from photoclip.vectors.database import Database
from photoclip.vectors.space import Ids

Probabilities = NDArray[np.float64]

_SMALLEST_MOVE = 0.005
_THESE = "SELECT value FROM json_each(?)"


class Word(NamedTuple):
    """A tag that can be suggested: how it is written, and the zeta from which it is.

    `evidence` is a digest of all that its suggestions were made from; another one means that
    they are out of date.
    """

    name: str
    threshold: float
    evidence: str = ""


class Counted(NamedTuple):
    """How many photos a tag is suggested for, and its threshold."""

    suggested: int
    threshold: float


class Suggested:
    """The suggestions of one encoder. `key` is always the folded name of a tag.

    A photo is *considered* once `put` was called for it, whether or not anything was suggested:
    what is learnt later about a tag concerns these photos.
    """

    def __init__(self, database: Database, number: int) -> None:
        self._database = database
        self._number = number

    def name(self, words: Mapping[str, Word]) -> None:
        """Make the words known by their keys, or describe anew those that are."""
        rows = [(self._number, key, *word) for key, word in words.items()]
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO word (encoder_id, key, name, threshold, evidence)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (encoder_id, key) DO UPDATE SET"
                " name = excluded.name, threshold = excluded.threshold,"
                " evidence = excluded.evidence",
                rows,
            )

    def words(self) -> dict[str, Word]:
        """The known words by their keys."""
        query = "SELECT key, name, threshold, evidence FROM word WHERE encoder_id = ?"
        with self._database.reading() as connection:
            rows = connection.execute(query, (self._number,)).fetchall()
        return {key: Word(*rest) for key, *rest in rows}

    def elsewhere(self) -> bool:
        """Whether words were suggested with another encoder."""
        query = "SELECT EXISTS (SELECT 1 FROM word WHERE encoder_id <> ?)"
        with self._database.reading() as connection:
            return bool(connection.execute(query, (self._number,)).fetchone()[0])

    def forget_words(self, keys: Iterable[str]) -> None:
        """As if these words had never been suggested."""
        with self._database.writing() as connection:
            known = self._words(connection)
            numbers = [(known[key],) for key in keys if key in known]
            connection.executemany("DELETE FROM suggestion WHERE word_id = ?", numbers)
            connection.executemany("DELETE FROM word WHERE id = ?", numbers)

    def put(
        self,
        considered: Sequence[int] | Ids,
        keys: Sequence[str],
        photo_ids: Ids,
        probabilities: Probabilities,
    ) -> None:
        """Replace all suggestions of the considered photos by m new ones.

        `keys[i]` (of a word that `name` made known) is suggested for `photo_ids[i]`.
        """
        photos = [(self._number, int(i)) for i in considered]
        with self._database.writing() as connection:
            words = self._words(connection)
            connection.executemany(
                "DELETE FROM suggestion WHERE encoder_id = ? AND photo_id = ?", photos
            )
            connection.executemany("INSERT OR IGNORE INTO considered VALUES (?, ?)", photos)
            self._insert(connection, [words[key] for key in keys], photo_ids, probabilities)

    def put_word(self, key: str, photo_ids: Ids, probabilities: Probabilities) -> None:
        """Replace all suggestions of one known word.

        A row whose probability moved by less than half a hundredth stays as it was: one answer
        moves thousands of them a little, and writing them takes a hundred times as long as
        computing them.
        """
        wanted = dict(zip(photo_ids.tolist(), probabilities.tolist(), strict=True))
        with self._database.writing() as connection:
            number = self._words(connection)[key]
            held = dict(
                connection.execute(
                    "SELECT photo_id, probability FROM suggestion WHERE word_id = ?", (number,)
                )
            )
            fresh = [i for i, p in wanted.items() if abs(held.get(i, 2.0) - p) >= _SMALLEST_MOVE]
            stale = {i for i in held if i not in wanted}.union(fresh).intersection(held)
            connection.executemany(
                "DELETE FROM suggestion WHERE encoder_id = ? AND photo_id = ? AND word_id = ?",
                [(self._number, i, number) for i in stale],
            )
            self._insert(
                connection,
                [number] * len(fresh),
                np.array(fresh, np.int64),
                np.array([wanted[i] for i in fresh], np.float64),
            )

    def remove(self, keys: Iterable[str], photo_ids: Iterable[int]) -> None:
        """Take back the suggestions of these words for these photos."""
        with self._database.writing() as connection:
            words = self._words(connection)
            numbers = [words[key] for key in keys if key in words]
            connection.executemany(
                "DELETE FROM suggestion WHERE encoder_id = ? AND photo_id = ? AND word_id = ?",
                [(self._number, int(i), word) for i in photo_ids for word in numbers],
            )

    def forget_photos(self, photo_ids: Iterable[int]) -> None:
        """As if these photos had never been considered."""
        rows = [(self._number, int(i)) for i in photo_ids]
        with self._database.writing() as connection:
            for table in ("suggestion", "considered"):
                connection.executemany(
                    f"DELETE FROM {table} WHERE encoder_id = ? AND photo_id = ?", rows
                )

    def considered(self) -> Ids:
        """The photos that suggestions were made for, ascending."""
        query = "SELECT photo_id FROM considered WHERE encoder_id = ? ORDER BY photo_id"
        with self._database.reading() as connection:
            return _column(connection.execute(query, (self._number,)).fetchall())

    def of_word(self, key: str) -> tuple[Ids, Probabilities]:
        """The photos that a word is suggested for, ascending, and the probabilities."""
        query = (
            "SELECT photo_id, probability FROM suggestion WHERE word_id ="
            " (SELECT id FROM word WHERE encoder_id = ? AND key = ?) ORDER BY photo_id"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (self._number, key)).fetchall()
        return _column(rows), np.array([row[1] for row in rows], np.float64)

    def of_photos(self, photo_ids: Iterable[int]) -> list[Suggestion]:
        """What is suggested for these photos: ascending, each photo's most probable first."""
        query = (
            "SELECT w.name, s.photo_id, s.probability FROM suggestion AS s"
            " JOIN word AS w ON w.id = s.word_id"
            f" WHERE s.encoder_id = ? AND s.photo_id IN ({_THESE})"
            " ORDER BY s.photo_id, s.probability DESC, w.name"
        )
        wanted = json.dumps([int(i) for i in photo_ids])
        with self._database.reading() as connection:
            rows = connection.execute(query, (self._number, wanted)).fetchall()
        return [Suggestion(*row) for row in rows]

    def page(
        self, key: str | None = None, *, certain: bool = False, limit: int = 50, offset: int = 0
    ) -> list[Suggestion]:
        """Some suggestions of a word, or of all, the most uncertain (or most certain) first.

        Suggestions begin at one half, so the most uncertain are the least probable.
        """
        order = "DESC" if certain else "ASC"
        where, values = self._where(key)
        by = f"s.probability {order}, s.photo_id {order}, s.word_id {order}"
        # The page is cut out before names are looked up: not for rows that are skipped.
        query = (
            "SELECT w.name, s.photo_id, s.probability FROM (SELECT * FROM suggestion AS s"
            f" WHERE {where} ORDER BY {by} LIMIT ? OFFSET ?) AS s"
            f" JOIN word AS w ON w.id = s.word_id ORDER BY {by}"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (*values, limit, offset)).fetchall()
        return [Suggestion(*row) for row in rows]

    def count(self, key: str | None = None) -> int:
        """How many suggestions there are of a word, or in all."""
        where, values = self._where(key)
        query = f"SELECT count(*) FROM suggestion AS s WHERE {where}"
        with self._database.reading() as connection:
            return int(connection.execute(query, values).fetchone()[0])

    def counts(self) -> dict[str, Counted]:
        """For every known word, by key, how many photos it is suggested for."""
        query = (
            "SELECT w.key, (SELECT count(*) FROM suggestion WHERE word_id = w.id), w.threshold"
            " FROM word AS w WHERE w.encoder_id = ?"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (self._number,)).fetchall()
        return {key: Counted(count, threshold) for key, count, threshold in rows}

    def _where(self, key: str | None) -> tuple[str, tuple[int | str, ...]]:
        if key is None:
            return "s.encoder_id = ?", (self._number,)
        return (
            "s.word_id = (SELECT id FROM word WHERE encoder_id = ? AND key = ?)",
            (self._number, key),
        )

    def _words(self, connection: sqlite3.Connection) -> dict[str, int]:
        query = "SELECT key, id FROM word WHERE encoder_id = ?"
        return dict(connection.execute(query, (self._number,)))

    def _insert(
        self,
        connection: sqlite3.Connection,
        words: Sequence[int],
        photo_ids: Ids,
        probabilities: Probabilities,
    ) -> None:
        rows = zip(words, photo_ids.tolist(), probabilities.tolist(), strict=True)
        connection.executemany(
            f"INSERT INTO suggestion (encoder_id, word_id, photo_id, probability)"
            f" VALUES ({self._number}, ?, ?, ?)",
            rows,
        )


def _column(rows: Sequence[Sequence[int]]) -> Ids:
    return np.fromiter((row[0] for row in rows), np.int64, len(rows))
