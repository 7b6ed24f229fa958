"""SQLite files: open one, bring it up to date, check it, copy it; its errors become ours."""

from __future__ import annotations

import ctypes
import logging
import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from photoclip.errors import Damaged, LibraryError, Locked, NoSpace, TooNew

logger = logging.getLogger(__name__)

Migration = Callable[[Connection], None]

BUSY_SECONDS = 5.0
CACHE_KIB = 16 * 1024

# On these WAL is not safe: its index is shared memory, which they do not share.
NETWORK_FILE_SYSTEMS = re.compile(
    r"9p|afs|ceph|cifs|davfs|glusterfs|ncpfs|nfs4?|smb3|smbfs|fuse\.(davfs|glusterfs|rclone|sshfs)"
)
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE

_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_UNREADABLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NOWHERE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}


def statements(*sql: str) -> Migration:
    """A migration of literal statements, one transaction for all of them."""

    def migrate(connection: Connection) -> None:
        for statement in sql:
            connection.exec_driver_sql(statement)

    return migrate


def open_database(
    path: Path,
    migrations: Sequence[Migration],
    *,
    backups: Path | None = None,
    read_only: bool = False,
    page_size: int | None = None,
) -> Engine:
    """Open the file at `path`, creating it or bringing it up to the last of `migrations`.

    `PRAGMA user_version` counts the migrations that a file has been through; each runs in its
    own transaction. An older file is copied into `backups` first. With `read_only` nothing is
    created or changed, and an older file is refused. `page_size` is in bytes and holds for new
    files. Threads may share the engine. Raises TooNew, Locked, Damaged, NoSpace, LibraryError.
    """
    if not read_only:
        make_folder(path.parent)
    elif not path.exists():
        raise LibraryError(f"There is no {path.name} in {path.parent} yet.")
    engine = _engine(path, read_only, page_size)
    try:
        with translate(path):
            _bring_up_to_date(engine, path, migrations, backups, read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the file until the end of the block."""
    with translate(_path(engine)), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its start, committed at the end of the block.

    Taking the lock late would fail at once, without waiting, if another process wrote meanwhile.
    """
    with translate(_path(engine)), engine.execution_options(begin="IMMEDIATE").begin() as writer:
        yield writer


@contextmanager
def translate(path: Path) -> Iterator[None]:
    """Raise what SQLite says about the file at `path` as ours; bugs pass unchanged."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = _ours(path, error.orig if isinstance(error, DBAPIError) else error)
        if known is None:
            raise
        raise known from error


def check(path: Path) -> str | None:
    """What is wrong with the file at `path`, in one sentence; None if it is sound."""
    if not path.exists():
        return f"{path} does not exist."
    try:
        with translate(path), closing(_connect(path, read_only=True)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except LibraryError as error:
        return str(error)
    if found != ["ok"]:
        return f"{path} is damaged: {'; '.join(found)}."
    if orphans:
        return f"{len(orphans):,} rows of {path} refer to rows that do not exist."
    return None


def back_up(path: Path, target: Path) -> None:
    """Copy the database at `path`, in one consistent state, to `target`, replacing it.

    Others may read and write meanwhile. Raises Damaged, Locked, NoSpace.
    """
    make_folder(target.parent)
    partial = target.with_name(target.name + ".partial")
    try:
        with (
            translate(target),
            closing(_connect(path, read_only=True)) as source,
            closing(_connect(partial)) as copy,
        ):
            source.backup(copy)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make the folder and those above it. Raises NoSpace with a sentence where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoSpace(f"The folder {folder} cannot be made: {error.strerror}.") from error


def on_network(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether `path` lies on a network file system, as far as the platform tells."""
    path = path.resolve()
    if sys.platform == "win32":
        kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return path.drive.startswith("\\\\") or kind == _REMOTE_DRIVE
    try:
        lines = mounts.read_bytes().splitlines()
    except OSError:
        return False  # macOS has no such list
    deepest, kind = 0, ""
    for line in lines:
        _device, point, file_system, *_options = line.split(b" ")
        mount = Path(os.fsdecode(point.decode("unicode_escape").encode("latin-1")))
        # A later mount hides an earlier one at the same place.
        if path.is_relative_to(mount) and len(mount.parts) >= deepest:
            deepest, kind = len(mount.parts), file_system.decode()
    return NETWORK_FILE_SYSTEMS.fullmatch(kind) is not None


def _engine(path: Path, read_only: bool, page_size: int | None) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=lambda: _connect(path, read_only=read_only, page_size=page_size),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _path(engine: Engine) -> Path:
    return Path(engine.url.database or "")


def _connect(
    path: Path, *, read_only: bool = False, page_size: int | None = None
) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path.absolute().as_uri() + "?mode=ro" if read_only else path,
        uri=read_only,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # we say BEGIN ourselves, so that DDL rolls back too
        check_same_thread=False,  # the pool gives a connection to one thread at a time
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if page_size is not None:
            connection.execute(f"PRAGMA page_size = {page_size}")
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(
    engine: Engine,
    path: Path,
    migrations: Sequence[Migration],
    backups: Path | None,
    read_only: bool,
) -> None:
    with engine.connect() as connection:
        version = _version(connection)
    if version > len(migrations):
        raise TooNew(f"{path} was written by a newer photoclip; please update photoclip.")
    if read_only:
        if version < len(migrations):
            raise LibraryError(f"{path} is from an older photoclip; open it for writing once.")
        return
    _choose_journal(engine, path)
    if 0 < version < len(migrations) and backups is not None:
        back_up(path, backups / f"{path.stem}-v{version}{path.suffix}")
    while version < len(migrations):
        with writing(engine) as connection:
            version = _version(connection)  # another process may have been faster
            if version < len(migrations):
                migrations[version](connection)
                version += 1
                connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _choose_journal(engine: Engine, path: Path) -> None:
    mode = "wal"
    if on_network(path.parent):
        mode = "delete"
        logger.warning("%s lies on a network file system; writing waits for readers there.", path)
    deadline = time.monotonic() + BUSY_SECONDS
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                cursor = connection.cursor()
                if cursor.execute("PRAGMA journal_mode").fetchone()[0] != mode:
                    cursor.execute(f"PRAGMA journal_mode = {mode}")
                return
            except sqlite3.OperationalError as error:
                # Two processes that create the same file: SQLite does not wait by itself here.
                held = error.sqlite_errorcode & 0xFF in _HELD
                if not held or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)


def _ours(path: Path, error: BaseException | None) -> LibraryError | None:
    """The error of ours that says the same, None if the error is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & 0xFF in _HELD:
        return Locked(f"{path} is being written by another process; please try again.")
    if code & 0xFF in _UNREADABLE or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return Damaged(f"{path} is damaged or not a database of photoclip ({error}).")
    if code & 0xFF == sqlite3.SQLITE_FULL:
        return NoSpace(f"There is no space left on the disk for {path}.")
    if code & 0xFF in _NOWHERE:
        return NoSpace(f"{path} cannot be read or written: {error}.")
    return None
