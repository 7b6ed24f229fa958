"""The opened library: `library.db` with many readers and one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from photoclip import sqlite
from photoclip.errors import Damaged
from photoclip.library.journal import COPIES, Journal
from photoclip.library.migrations import MIGRATIONS
from photoclip.library.schema import meta
from photoclip.paths import Home


class Library:
    """The user's truth. Threads may share it; writes of this process wait for each other.

    Use it as a context manager, or call `close` when done.
    """

    def __init__(self, home: Home, engine: Engine, uuid: str, read_only: bool) -> None:
        self.home = home
        self.uuid = uuid
        self.read_only = read_only
        self._engine = engine
        self._lock = threading.Lock()
        self._writer: int | None = None

    @classmethod
    def open(cls, home: Home, *, read_only: bool = False, anew: bool = False) -> Library:
        """Open the library of `home`, making it and its folders where they do not exist.

        A library that is gone while there are copies of it is not begun anew unless told so.
        Raises TooNew, Locked, Damaged, NoSpace; with `read_only`, also LibraryError where there
        is no library yet or it is from an older photoclip.
        """
        if not anew and not home.library.exists() and any(home.backups.glob(COPIES)):
            raise Damaged(
                f"{home.library} is gone, but there are copies of it in {home.backups}: "
                "`photoclip doctor --repair` brings the newest back."
            )
        if not read_only:
            for folder in (home.data, home.cache, home.config):
                sqlite.make_folder(folder)
        engine = sqlite.open_database(
            home.library, MIGRATIONS, backups=home.backups, read_only=read_only
        )
        try:
            with sqlite.reading(engine) as connection:
                uuid = connection.scalar(select(meta.c.value).where(meta.c.key == "uuid"))
            if uuid is None:
                raise Damaged(f"{home.library} does not say which library it is.")
        except BaseException:
            engine.dispose()
            raise
        return cls(home, engine, uuid, read_only)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the library until the end of the block."""
        with sqlite.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, rolled back on an exception.

        Other threads wait; another process is waited for as long as SQLite does, then `Locked`.
        """
        with self._writing() as connection:
            journal = Journal(self.home.backups)
            yield connection.execution_options(journal=journal)
            journal.write()

    @contextmanager
    def replaying(self) -> Iterator[Connection]:
        """Like `write`, for what a journal told: it is not told again."""
        with self._writing() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._writer == threading.get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        with self._lock:
            self._writer = threading.get_ident()
            try:
                with sqlite.writing(self._engine) as connection:
                    yield connection
            finally:
                self._writer = None

    def close(self) -> None:
        """Close every connection. Safe to call twice."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
