"""One SQLite connection shared by threads: transactions, and SQLite's errors as photoclip's."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from photoclip.errors import Damaged, Locked, NoSpace

_BUSY_SECONDS = 5.0
_UNREADABLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOWHERE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}


class Database:
    """A connection on which every read and write happens inside a transaction, one at a time.

    `path` is None for a database in memory. Raises `Damaged`, `Locked` or `NoSpace`.
    """

    def __init__(self, path: Path | None, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = threading.RLock()
        name = ":memory:"
        if path is not None:
            name = f"file:{quote(str(path))}?mode={'ro' if read_only else 'rwc'}"
        with self.translated():
            self.connection = sqlite3.connect(
                name, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self.connection.execute("PRAGMA temp_store = MEMORY")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one read transaction: every SELECT sees the same moment."""
        with self.transaction("BEGIN") as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one write transaction: everything or nothing."""
        if self.read_only:
            raise ValueError("the file was opened for reading only")
        with self.transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextlib.contextmanager
    def transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        """The connection between `begin` and COMMIT, or ROLLBACK when something is raised."""
        with self._lock, self.translated():
            if self.connection.in_transaction:
                raise RuntimeError("transactions do not nest")
            self.connection.execute(begin)
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # a full disk makes SQLite roll back itself
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def translated(self) -> Iterator[None]:
        """Errors of SQLite as those of photoclip; what remains is a bug."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
            if code in _UNREADABLE:
                raise Damaged(f"{self.path} is damaged ({error}).") from error
            if code in _HELD:
                raise Locked(f"Another process holds {self.path}.") from error
            if code in _NOWHERE:
                raise NoSpace(f"{self.path} cannot be written ({error}).") from error
            raise

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        with self._lock:
            self.connection.close()


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; `executescript` would commit before the first."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
