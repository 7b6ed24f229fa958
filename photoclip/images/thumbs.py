"""Thumbnails at rest: thumbs.db, bounded in size, least recently used first to go."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from photoclip.errors import LibraryError, Locked, NoSpace

logger = logging.getLogger(__name__)

T = TypeVar("T")

_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS thumb (
        photo_id INTEGER PRIMARY KEY,
        stamp TEXT NOT NULL,
        used_at INTEGER NOT NULL,
        jpeg BLOB NOT NULL
    )
"""
_VERSION: Final = 1
_USES_PER_WRITE: Final = 500
_AT_ONCE: Final = 500  # SQLite allows 999 parameters in the oldest builds still about
_SPOILT: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_ROOM: Final = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
    }
)


class ThumbStore:
    """JPEG thumbnails by photo id, each with the stamp (content hash) of what it shows.

    Everything in it can be made again, so a file that is damaged, or of another version, is set
    aside and begun anew. Safe to use from several threads. Reading does not write: which
    thumbnails were used is remembered, and written now and then.

    Raises:
        NoSpace: the disk is full, or the place cannot be written.
        Locked: another process holds the file for longer than five seconds.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._used: set[int] = set()
        self._database: sqlite3.Connection | None = None
        with self._lock:
            self._run(lambda database: None)

    def put(self, items: Iterable[tuple[int, str, bytes]]) -> None:
        """Store (photo id, stamp, jpeg), replacing what those photos had."""
        now = int(self._clock())
        rows = [(photo_id, stamp, now, jpeg) for photo_id, stamp, jpeg in items]
        sql = "INSERT OR REPLACE INTO thumb (photo_id, stamp, used_at, jpeg) VALUES (?, ?, ?, ?)"
        self._write(lambda database: database.executemany(sql, rows))

    def get(self, photo_id: int) -> bytes | None:
        """The JPEG of that photo."""
        return self.get_many([photo_id]).get(photo_id)

    def get_many(self, photo_ids: Sequence[int]) -> dict[int, bytes]:
        """The JPEGs of those photos that have one."""
        found: dict[int, bytes] = self._select("jpeg", photo_ids)
        with self._lock:
            self._used.update(found)
            if len(self._used) >= _USES_PER_WRITE:
                self._run(self._note_uses)
        return found

    def stamp(self, photo_id: int) -> str | None:
        """What the photo's thumbnail shows, as a content hash; None where it has none."""
        return self.stamps([photo_id]).get(photo_id)

    def stamps(self, photo_ids: Sequence[int]) -> dict[int, str]:
        """The stamps of those photos that have a thumbnail."""
        return self._select("stamp", photo_ids)

    def remove(self, photo_ids: Iterable[int]) -> None:
        """Forget the thumbnails of those photos."""
        rows = [(photo_id,) for photo_id in photo_ids]
        self._write(lambda db: db.executemany("DELETE FROM thumb WHERE photo_id = ?", rows))

    def trim(self, max_bytes: int) -> int:
        """Forget the least recently used until the rest fits; returns how many went."""

        def trim(database: sqlite3.Connection) -> int:
            self._note_uses(database)
            gone = database.execute(
                "DELETE FROM thumb WHERE photo_id IN (SELECT photo_id FROM (SELECT photo_id,"
                " sum(length(jpeg)) OVER (ORDER BY used_at DESC, photo_id DESC) AS total"
                " FROM thumb) WHERE total > ?)",
                (max_bytes,),
            ).rowcount
            database.commit()
            database.executescript("PRAGMA incremental_vacuum")  # execute() frees one page only
            return gone

        with self._lock:
            return self._run(trim)

    def close(self) -> None:
        """Write what is pending and let go of the file. Safe to call twice."""
        with self._lock:
            if self._database is None:
                return
            try:
                self._run(self._note_uses)
            except LibraryError as error:  # only when each was last looked at is lost
                logger.warning("%s", error)
            self._let_go()

    def __enter__(self) -> ThumbStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _select(self, column: str, photo_ids: Sequence[int]) -> dict[int, Any]:
        def fetch(database: sqlite3.Connection) -> dict[int, Any]:
            found: dict[int, Any] = {}
            for start in range(0, len(photo_ids), _AT_ONCE):
                ids = [int(photo_id) for photo_id in photo_ids[start : start + _AT_ONCE]]
                marks = ", ".join("?" * len(ids))
                sql = f"SELECT photo_id, {column} FROM thumb WHERE photo_id IN ({marks})"
                found.update(database.execute(sql, ids))
            return found

        with self._lock:
            return self._run(fetch)

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> None:
        def commit(database: sqlite3.Connection) -> None:
            with database:  # commits, or rolls back
                work(database)

        with self._lock:
            self._run(commit)

    def _note_uses(self, database: sqlite3.Connection) -> None:
        rows = [(int(self._clock()), photo_id) for photo_id in self._used]
        self._used.clear()
        with database:
            database.executemany("UPDATE thumb SET used_at = ? WHERE photo_id = ?", rows)

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do it, under the lock; once more with a new file where the old one is damaged."""
        with _told_plainly(self._path):
            try:
                return work(self._opened())
            except sqlite3.DatabaseError as error:
                if _code(error) not in _SPOILT:
                    raise
                self._set_aside(error)
                return work(self._opened())

    def _opened(self) -> sqlite3.Connection:
        if self._database is not None:
            return self._database
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NoSpace(f"{self._path.parent} cannot be written ({error.strerror}).") from error
        # One connection for all threads: the lock sees to it that they take turns.
        database = sqlite3.connect(self._path, timeout=5.0, check_same_thread=False)
        try:
            version: int = database.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise _OtherVersion(version)
            if version == 0:
                database.execute("PRAGMA page_size = 8192")  # a thumbnail takes 10 to 40 kB
                database.execute("PRAGMA auto_vacuum = INCREMENTAL")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(_SCHEMA)
            database.execute("SELECT photo_id, stamp, used_at, jpeg FROM thumb LIMIT 1")
            database.execute(f"PRAGMA user_version = {_VERSION}")
            database.commit()
        except sqlite3.Error:
            database.close()
            raise
        self._database = database
        return database

    def _let_go(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def _set_aside(self, reason: Exception) -> None:
        logger.warning("%s is set aside and begun anew: %s", self._path, reason)
        self._let_go()
        self._path.replace(self._path.with_name(self._path.name + ".damaged"))
        for ending in ("-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


class _OtherVersion(sqlite3.DatabaseError):
    """A thumbs.db of another photoclip: begun anew, like a damaged one."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version}")
        self.sqlite_errorcode = sqlite3.SQLITE_NOTADB


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; the extended ones hold details above the low byte."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """SQLite's complaints about the world as ours, with a sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if isinstance(error, sqlite3.Error) and _code(error) in _BUSY:
            raise Locked(f"{path} is in use by another process.") from error
        if isinstance(error, OSError) or _code(error) in _NO_ROOM:
            raise NoSpace(
                f"{path} cannot be written: the disk is full or protected ({error})."
            ) from error
        raise LibraryError(f"{path} cannot be used ({error}).") from error
