"""Which embedding space answers: the one whose turn came last; and how large each of them is."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import asdict, dataclass

from photoclip.domain import EncoderSpec
from photoclip.errors import NoSpace
from photoclip.vectors.database import Database

_ROW_BYTES = 210  # of a vector beside its halves: its stamp, twice, and SQLite's own


@dataclass(frozen=True, slots=True)
class SpaceUse:
    """One space at rest. `had_turn`: it answered once, so it was complete then."""

    spec: EncoderSpec
    photos: int
    size_bytes: int
    answering: bool
    had_turn: bool


class Turns:
    """The turns of the spaces in one file of vectors.

    A space takes its turn in one transaction, when all photos are in it. So whoever opens the
    file at any moment finds one space that answers, and it is one that was complete.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def answering(self) -> EncoderSpec | None:
        """The encoder whose space answers, None before there is any.

        In a file of an earlier photoclip, where no space has had a turn: the largest.
        """
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT spec FROM encoder WHERE turn > 0 ORDER BY turn DESC LIMIT 1"
            ).fetchone()
            if row is not None:
                return _spec(row[0])
            found = [
                (count, text)
                for number, text in connection.execute("SELECT id, spec FROM encoder")
                if (count := _count(connection, number))
            ]
        return _spec(max(found)[1]) if found else None

    def had_turn(self, spec: EncoderSpec) -> bool:
        """Whether the space of `spec` is here and answered once."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT turn FROM encoder WHERE spec = ?", (text_of(spec),)
            ).fetchone()
        return row is not None and row[0] > 0

    def take(self, spec: EncoderSpec) -> None:
        """Let the space of `spec`, which must have been begun, answer from now on."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE encoder SET turn = (SELECT max(turn) FROM encoder) + 1 WHERE spec = ?",
                (text_of(spec),),
            )

    def uses(self) -> list[SpaceUse]:
        """All spaces, oldest first, and about how many bytes of the file each takes."""
        answering = self.answering()
        uses = []
        with self._database.reading() as connection:
            for number, text, turn in connection.execute(
                "SELECT id, spec, turn FROM encoder ORDER BY id"
            ).fetchall():
                spec, count = _spec(text), _count(connection, number)
                (texts,) = connection.execute(
                    "SELECT coalesce(sum(length(data) + length(text)), 0) FROM text_vector"
                    " WHERE encoder_id = ?",
                    (number,),
                ).fetchone()
                size = count * (2 * spec.dim + _ROW_BYTES) + int(texts)
                uses.append(SpaceUse(spec, count, size, spec == answering, turn > 0))
        return uses

    def give_back(self) -> None:
        """Return to the disk what dropped spaces took. Leaves it where the disk is too full."""
        with contextlib.suppress(NoSpace), self._database.translated():
            self._database.connection.execute("VACUUM")


def text_of(spec: EncoderSpec) -> str:
    """The one text of a spec, as the file keeps it."""
    return json.dumps(asdict(spec), sort_keys=True)


def _spec(text: str) -> EncoderSpec:
    return EncoderSpec(**json.loads(text))


def _count(connection: sqlite3.Connection, number: int) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM vector_{number}").fetchone()
    return int(count)
