"""A second record of what the user decides, beside `library.db`, to replay onto a backup of it.

Each backup has a journal: every organising step since, in order, one line each, written and synced
just before the step is committed. A line carries its own check sum, so one that was torn by a
power cut is noticed and ends the journal. Photos that came after the backup are told along with
the first step that needs them, since a backup does not know their ids.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from photoclip.library import schema
from photoclip.library.rows import plain

log = logging.getLogger(__name__)

Line = dict[str, Any]

COPIES = "library-" + "[0-9]" * 6 + ".db"
"""The names of backups; their journals are named alike."""

_TOLD = (schema.root, schema.folder, schema.photo)
"""The tables that a scan fills, those that others refer to first."""


class Journal:
    """What one transaction has to tell; `write` puts it on disk, as the last thing before commit.

    `backups` is the folder of the copies. Whoever holds the write lock sees the newest one.
    """

    def __init__(self, backups: Path) -> None:
        self._backups = backups
        self._lines: list[Line] = []

    def operation(
        self, connection: Connection, name: str, at: str, changes: bytes, photo_ids: Iterable[int]
    ) -> None:
        """Note an organising step; `changes` is what the history stores of it."""
        last = last_photo(current(self._backups))
        fresh = sorted(number for number in photo_ids if number > last)
        if fresh:
            self._lines.append({"rows": _told(connection, fresh)})
        self._lines.append({"operation": name, "at": at, "changes": _text(changes)})

    def turned(self, *, undone: bool) -> None:
        """Note that the last step was undone, or the last undone one done again."""
        self._lines.append({"turn": "undo" if undone else "redo"})

    def rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None:
        """Note rows that are no organising step, as they are now."""
        chosen = "SELECT value FROM json_each(?)"
        found = _rows(connection, table, chosen, json.dumps(list(ids)))
        self._lines.append({"rows": {table.name: found}})

    def write(self) -> None:
        """Append everything noted. What cannot be written is logged; the step itself goes on."""
        if not self._lines:
            return
        path = current(self._backups)
        text = "".join(map(_line, self._lines))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            log.warning("the journal %s cannot be written: %s", path, error)
        self._lines.clear()


def noting(connection: Connection) -> Journal | None:
    """The journal of a transaction of `Library.write`."""
    journal = connection.get_execution_options().get("journal")
    return journal if isinstance(journal, Journal) else None


def current(backups: Path) -> Path:
    """The journal of the newest copy in that folder; number 0 is before the first copy."""
    return numbered(backups, max(map(number_of, backups.glob(COPIES)), default=0))


def number_of(path: Path) -> int:
    """The number in the name of a copy or a journal."""
    return int(path.stem.removeprefix("library-"))


def numbered(backups: Path, number: int) -> Path:
    """The journal of the copy of that number."""
    return backups / f"library-{number:06}.journal"


def begin(path: Path, last: int) -> None:
    """Make the journal of a new backup in which the newest photo is `last`."""
    with path.open("wb") as file:
        file.write(_line({"last_photo": last}).encode())
        file.flush()
        os.fsync(file.fileno())


def last_photo(path: Path) -> int:
    """The newest photo that the journal's backup knows; 0 where there is no backup."""
    first = next(read(path), {})
    return int(first.get("last_photo", 0))


def read(path: Path) -> Iterator[Line]:
    """The lines up to the first that is torn or damaged; none where there is no journal."""
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        for line in file:
            checksum, _, packed = line.rstrip(b"\n").partition(b" ")
            if not line.endswith(b"\n") or f"{zlib.crc32(packed):08x}".encode() != checksum:
                log.warning("%s is damaged from here on", path)
                return
            yield json.loads(zlib.decompress(base64.b64decode(packed)))


def unpacked(value: Any) -> Any:
    """A value of a row or the changes of a step, as they were noted."""
    return base64.b64decode(value["bytes"]) if isinstance(value, dict) else value


def _line(line: Line) -> str:
    packed = base64.b64encode(zlib.compress(json.dumps(line).encode(), level=1))
    return f"{zlib.crc32(packed):08x} {packed.decode()}\n"


def _told(connection: Connection, photo_ids: list[int]) -> dict[str, list[dict[str, Any]]]:
    """The rows of those photos, of their folders and roots."""
    ids = json.dumps(photo_ids)
    photos = "SELECT value FROM json_each(?)"
    folders = f"SELECT folder_id FROM photo WHERE id IN ({photos})"
    roots = f"SELECT root_id FROM folder WHERE id IN ({folders})"
    chosen = {"photo": photos, "folder": folders, "root": roots}
    return {table.name: _rows(connection, table, chosen[table.name], ids) for table in _TOLD}


def _rows(connection: Connection, table: Table, chosen: str, ids: str) -> list[dict[str, Any]]:
    """The rows whose id the query `chosen` finds, as the file stores them."""
    columns = [column.name for column in table.c]
    sql = f"SELECT {', '.join(columns)} FROM {table.name} WHERE id IN ({chosen})"
    return [
        {
            name: _text(value) if isinstance(value, bytes) else value
            for name, value in zip(columns, row, strict=True)
        }
        for row in plain(connection, sql, ids)
    ]


def _text(value: bytes) -> dict[str, str]:
    return {"bytes": base64.b64encode(value).decode()}
