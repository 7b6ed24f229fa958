"""Embeddings at rest: `vectors.db`, one narrow table for each embedding space.

The file is derived. One that is damaged, written by a newer photoclip or made for another
library is set aside as `vectors.db.damaged-N` and begun anew; embedding fills it again.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType

from photoclip.domain import EncoderSpec
from photoclip.errors import Damaged, NoSpace
from photoclip.vectors.captions import CaptionsAtRest
from photoclip.vectors.database import Database, statements
from photoclip.vectors.space import Space
from photoclip.vectors.states import StatesAtRest
from photoclip.vectors.suggested import Suggested
from photoclip.vectors.turns import Turns, text_of

MIGRATIONS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE encoder (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        spec TEXT NOT NULL UNIQUE,
        log_floor INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE text_vector (
        id INTEGER PRIMARY KEY,
        encoder_id INTEGER NOT NULL,
        text TEXT NOT NULL,
        data BLOB NOT NULL,
        UNIQUE (encoder_id, text)
    );
    """,
    """
    CREATE TABLE word (
        id INTEGER PRIMARY KEY,
        encoder_id INTEGER NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        threshold REAL NOT NULL,
        evidence TEXT NOT NULL,
        UNIQUE (encoder_id, key)
    );
    CREATE TABLE suggestion (
        encoder_id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        word_id INTEGER NOT NULL,
        probability REAL NOT NULL,
        PRIMARY KEY (encoder_id, photo_id, word_id)
    ) WITHOUT ROWID;
    CREATE INDEX suggestion_by_word ON suggestion (word_id, probability, photo_id);
    CREATE INDEX suggestion_by_doubt ON suggestion (encoder_id, probability, photo_id, word_id);
    CREATE TABLE considered (
        encoder_id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        PRIMARY KEY (encoder_id, photo_id)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE photo_state (
        encoder_id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        rule TEXT NOT NULL,
        stamp TEXT NOT NULL,
        chances BLOB NOT NULL,
        PRIMARY KEY (encoder_id, photo_id)
    ) WITHOUT ROWID;
    CREATE TABLE reference (
        encoder_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (encoder_id, name)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE encoder ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
    """,
    # Captions of no encoder's space: what one wrote stays true of the photo under another.
    """
    CREATE TABLE caption (
        photo_id INTEGER PRIMARY KEY,
        writer TEXT NOT NULL,
        stamp TEXT NOT NULL,
        text TEXT NOT NULL
    );
    CREATE VIRTUAL TABLE caption_text USING fts5 (
        text, content='caption', content_rowid='photo_id',
        tokenize='porter unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER caption_came AFTER INSERT ON caption
        BEGIN INSERT INTO caption_text (rowid, text) VALUES (new.photo_id, new.text); END;
    CREATE TRIGGER caption_changed AFTER UPDATE ON caption BEGIN
        INSERT INTO caption_text (caption_text, rowid, text)
            VALUES ('delete', old.photo_id, old.text);
        INSERT INTO caption_text (rowid, text) VALUES (new.photo_id, new.text);
    END;
    CREATE TRIGGER caption_went AFTER DELETE ON caption BEGIN
        INSERT INTO caption_text (caption_text, rowid, text)
            VALUES ('delete', old.photo_id, old.text);
    END;
    """,
)

# The index repeats the stamps, so that counting and comparing them never reads a vector.
# The triggers write the log in the transaction of the change itself: whoever holds a copy of
# the vectors can catch up from the `seq` it has seen.
_SPACE = """
    CREATE {temporary} TABLE vector_{id} (
        photo_id INTEGER PRIMARY KEY, stamp TEXT NOT NULL, data BLOB NOT NULL
    );
    CREATE INDEX {schema}vector_{id}_stamp ON vector_{id} (photo_id, stamp);
    CREATE {temporary} TABLE log_{id} (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, photo_id INTEGER NOT NULL
    );
    CREATE {temporary} TRIGGER vector_{id}_put AFTER INSERT ON vector_{id}
        BEGIN INSERT INTO log_{id} (photo_id) VALUES (new.photo_id); END;
    CREATE {temporary} TRIGGER vector_{id}_changed AFTER UPDATE ON vector_{id}
        BEGIN INSERT INTO log_{id} (photo_id) VALUES (new.photo_id); END;
    CREATE {temporary} TRIGGER vector_{id}_removed AFTER DELETE ON vector_{id}
        BEGIN INSERT INTO log_{id} (photo_id) VALUES (old.photo_id); END;
"""

_OF_ENCODER = ("text_vector", "suggestion", "word", "considered", "photo_state", "reference")
_PAGE_SIZE = 16384  # fifteen rows of 512 halves; a page of 4096 would waste a fifth of itself
_KEPT_ASIDE = 2


class VectorStore:
    """The open file. Safe to use from several threads; one process writes, others read.

    `set_aside` and `reason` tell where the former file went, and why, when it was not usable.
    """

    def __init__(self, database: Database, path: Path, library_uuid: str) -> None:
        self.path = path
        self.library_uuid = library_uuid
        self.read_only = database.read_only
        self.set_aside: Path | None = None
        self.reason: str | None = None
        self._database = database

    @classmethod
    def open(cls, path: Path, *, library_uuid: str, read_only: bool = False) -> VectorStore:
        """Open or create the file.

        Read-only, nothing is created or set aside: a missing or unusable file reads as empty.

        Raises `Locked` while another process holds it, `NoSpace` where it cannot be written.
        """
        reason = None
        if path.exists() or not read_only:
            try:
                return cls._at(path, library_uuid, read_only=read_only)
            except Damaged as error:
                reason = str(error)
        if read_only:
            database = Database(None, read_only=False)
            store = cls(database, path, library_uuid)
            store._migrate()
            store.read_only = database.read_only = True
        else:
            store = cls.begin_anew(path, library_uuid)
        store.reason = reason
        return store

    @classmethod
    def begin_anew(cls, path: Path, library_uuid: str) -> VectorStore:
        """Set the file at `path` aside, and open an empty one for writing in its place."""
        aside = _put_aside(path)
        store = cls._at(path, library_uuid, read_only=False)
        store.set_aside = aside
        return store

    @classmethod
    def _at(cls, path: Path, library_uuid: str, *, read_only: bool) -> VectorStore:
        if not read_only:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise NoSpace(f"{path.parent} cannot be made ({error.strerror}).") from error
        database = Database(path, read_only=read_only)
        store = cls(database, path, library_uuid)
        try:
            with database.translated():
                store._refuse_others()
                if not read_only:
                    database.connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
                    database.connection.execute("PRAGMA journal_mode = WAL")
                    database.connection.execute("PRAGMA synchronous = NORMAL")
                    store._migrate()
                store._recognise()
        except BaseException:
            database.close()
            raise
        return store

    def _refuse_others(self) -> None:
        """Before anything is written: the file is ours, or empty."""
        with self._database.reading() as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if names and not {"meta", "encoder"} <= names:
            raise Damaged(f"{self.path} is the database of another program.")

    def _migrate(self) -> None:
        version = self._version()
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            with self._database.writing() as connection:
                for statement in statements(script):
                    connection.execute(statement)
                connection.execute(
                    "INSERT OR IGNORE INTO meta VALUES ('library', ?)", (self.library_uuid,)
                )
                connection.execute(f"PRAGMA user_version = {number}")

    def _recognise(self) -> None:
        if self._version() > len(MIGRATIONS):
            raise Damaged(f"{self.path} was written by a newer photoclip.")
        if self._version() < len(MIGRATIONS):
            raise Damaged(f"{self.path} was written by an older photoclip.")
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'library'").fetchone()
        if row is None or row[0] != self.library_uuid:
            raise Damaged(f"{self.path} belongs to another library.")

    def _version(self) -> int:
        with self._database.reading() as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def space(self, spec: EncoderSpec) -> Space:
        """The vectors of one encoder, begun when there are none (read-only: an empty one)."""
        text = text_of(spec)
        with self._database.reading() as connection:
            row = connection.execute("SELECT id FROM encoder WHERE spec = ?", (text,)).fetchone()
        return Space(self._database, self._begin(text) if row is None else int(row[0]), spec)

    def _begin(self, text: str) -> int:
        if self.read_only:
            # Temporary tables lie outside the file: readers find nothing in them, and no harm.
            with self._database.transaction("BEGIN") as connection:
                for table in ("vector_0", "log_0"):
                    connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
                for statement in statements(
                    _SPACE.format(id=0, temporary="TEMPORARY", schema="temp.")
                ):
                    connection.execute(statement)
            return 0
        with self._database.writing() as connection:
            cursor = connection.execute("INSERT INTO encoder (spec) VALUES (?)", (text,))
            number = int(cursor.lastrowid or 0)
            for statement in statements(_SPACE.format(id=number, temporary="", schema="")):
                connection.execute(statement)
        return number

    def suggested(self, spec: EncoderSpec) -> Suggested:
        """The suggestions that were made with one encoder."""
        return Suggested(self._database, self.space(spec).number)

    def states(self, spec: EncoderSpec) -> StatesAtRest:
        """How likely the photos of one encoder are blurry, sensitive and so on."""
        return StatesAtRest(self._database, self.space(spec).number)

    @property
    def captions(self) -> CaptionsAtRest:
        """What machines wrote about photos, whichever encoder it was."""
        return CaptionsAtRest(self._database)

    @property
    def turns(self) -> Turns:
        """Which space answers."""
        return Turns(self._database)

    def spaces(self) -> list[EncoderSpec]:
        """The encoders that have a space here, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT spec FROM encoder ORDER BY id").fetchall()
        return [EncoderSpec(**json.loads(text)) for (text,) in rows]

    def drop(self, spec: EncoderSpec) -> None:
        """Forget all vectors of one encoder. Does nothing when there are none."""
        with self._database.writing() as connection:
            row = connection.execute(
                "SELECT id FROM encoder WHERE spec = ?", (text_of(spec),)
            ).fetchone()
            if row is not None:
                connection.execute(f"DROP TABLE vector_{row[0]}")
                connection.execute(f"DROP TABLE log_{row[0]}")
                for table in _OF_ENCODER:
                    connection.execute(f"DELETE FROM {table} WHERE encoder_id = ?", row)
                connection.execute("DELETE FROM encoder WHERE id = ?", row)

    @property
    def size_bytes(self) -> int:
        """Bytes on the disk, the write-ahead log included."""
        files = (self.path, _beside(self.path, "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is sound. Reads all of it."""
        try:
            with self._database.reading() as connection:
                rows = connection.execute("PRAGMA quick_check(20)").fetchall()
        except Damaged as error:
            return [str(error)]
        return [text for (text,) in rows if text != "ok"]

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._database.close()

    def __enter__(self) -> VectorStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _put_aside(path: Path) -> Path:
    """Rename the file with its write-ahead log; of those set aside keep the newest two."""
    earlier = sorted(
        (int(number), file)
        for file in path.parent.glob(f"{path.name}.damaged-*")
        if (number := file.name.rpartition("-")[2]).isdecimal()
    )
    aside = _beside(path, f".damaged-{earlier[-1][0] + 1 if earlier else 1}")
    try:
        path.replace(aside)
        if _beside(path, "-wal").exists():
            _beside(path, "-wal").replace(_beside(aside, "-wal"))
        _beside(path, "-shm").unlink(missing_ok=True)
        for _, file in earlier[: max(0, len(earlier) - _KEPT_ASIDE + 1)]:
            file.unlink(missing_ok=True)
            _beside(file, "-wal").unlink(missing_ok=True)
    except OSError as error:
        raise NoSpace(f"{path} is not usable and cannot be moved ({error}).") from error
    return aside
