"""How `library.db` came to be, step by step in literal SQL.

A step that was released is never edited: `PRAGMA user_version` counts how many of them a file
has been through, and every version stays as a test fixture.
"""

from __future__ import annotations

from photoclip.sqlite import Migration, statements

_SHOWN = (
    "problem_code IS NULL AND missing_since IS NULL AND removed_at IS NULL AND rootless IS NULL"
)

MIGRATIONS: tuple[Migration, ...] = (
    statements(
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "INSERT INTO meta VALUES ('uuid', lower(hex(randomblob(16))))",
        """
        CREATE TABLE root (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path NOT NULL UNIQUE,
            added_at TEXT NOT NULL,
            last_seen_at TEXT,
            removed_at TEXT
        )
        """,
        """
        CREATE TABLE folder (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            root_id INTEGER REFERENCES root (id),
            path NOT NULL UNIQUE
        )
        """,
        "CREATE INDEX folder_by_root ON folder (root_id)",
        """
        CREATE TABLE photo (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            folder_id INTEGER NOT NULL REFERENCES folder (id),
            name NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            content_hash TEXT,
            previous_hash TEXT,
            moment INTEGER NOT NULL,
            taken_at TEXT,
            width INTEGER,
            height INTEGER,
            orientation INTEGER NOT NULL DEFAULT 1,
            camera TEXT,
            lens TEXT,
            iso INTEGER,
            aperture REAL,
            exposure_seconds REAL,
            focal_mm REAL,
            latitude REAL,
            longitude REAL,
            format TEXT,
            animated INTEGER NOT NULL DEFAULT 0,
            problem_code TEXT,
            problem TEXT,
            missing_since TEXT,
            removed_at TEXT,
            rootless INTEGER,
            added_at TEXT NOT NULL,
            rating INTEGER NOT NULL DEFAULT 0,
            favourite INTEGER NOT NULL DEFAULT 0,
            caption TEXT NOT NULL DEFAULT '',
            UNIQUE (folder_id, name)
        )
        """,
        # The columns of the conditions stand in the indices too, where they cost a byte each:
        # without them SQLite looks up every row only to find again that they are NULL.
        f"""
        CREATE INDEX photo_shown ON photo
            (moment DESC, id DESC, problem_code, missing_since, removed_at, rootless)
        WHERE {_SHOWN}
        """,
        f"""
        CREATE INDEX photo_shown_by_folder ON photo
            (folder_id, problem_code, missing_since, removed_at, rootless)
        WHERE {_SHOWN}
        """,
        f"""
        CREATE INDEX photo_unread ON photo (moment DESC, id DESC)
        WHERE content_hash IS NULL AND {_SHOWN}
        """,
        "CREATE INDEX photo_by_content ON photo (size, content_hash)",
        """
        CREATE INDEX photo_hidden ON photo (id)
        WHERE problem_code IS NOT NULL OR missing_since IS NOT NULL OR removed_at IS NOT NULL
            OR rootless IS NOT NULL
        """,
        """
        CREATE TABLE tag (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE,
            parent_id INTEGER REFERENCES tag (id),
            aliases TEXT NOT NULL DEFAULT '[]',
            prompts TEXT NOT NULL DEFAULT '[]',
            colour TEXT
        )
        """,
        "CREATE INDEX tag_by_parent ON tag (parent_id)",
        """
        CREATE TABLE verdict (
            tag_id INTEGER NOT NULL REFERENCES tag (id),
            photo_id INTEGER NOT NULL REFERENCES photo (id),
            agreed INTEGER NOT NULL,
            source TEXT NOT NULL,
            decided_at TEXT NOT NULL,
            PRIMARY KEY (tag_id, photo_id)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX verdict_by_photo ON verdict (photo_id, agreed)",
        """
        CREATE TABLE album (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE,
            query TEXT
        )
        """,
        """
        CREATE TABLE album_photo (
            album_id INTEGER NOT NULL REFERENCES album (id),
            photo_id INTEGER NOT NULL REFERENCES photo (id),
            position INTEGER NOT NULL,
            PRIMARY KEY (album_id, photo_id)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX album_by_photo ON album_photo (photo_id)",
        """
        CREATE TABLE operation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            at TEXT NOT NULL,
            changes BLOB NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0
        )
        """,
        """
        CREATE TABLE adapter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            encoder_spec TEXT NOT NULL,
            parent INTEGER REFERENCES adapter (id),
            data BLOB NOT NULL,
            report TEXT NOT NULL,
            created_at TEXT NOT NULL,
            active INTEGER NOT NULL DEFAULT 0
        )
        """,
    ),
    statements(
        """
        CREATE TABLE look (
            photo_id INTEGER PRIMARY KEY REFERENCES photo (id),
            phash INTEGER NOT NULL,
            sharpness REAL NOT NULL
        )
        """,
        """
        CREATE TABLE not_duplicate (
            a INTEGER NOT NULL REFERENCES photo (id),
            b INTEGER NOT NULL REFERENCES photo (id),
            decided_at TEXT NOT NULL,
            PRIMARY KEY (a, b)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE state_correction (
            photo_id INTEGER NOT NULL REFERENCES photo (id),
            state TEXT NOT NULL,
            value INTEGER NOT NULL,
            decided_at TEXT NOT NULL,
            PRIMARY KEY (photo_id, state)
        ) WITHOUT ROWID
        """,
    ),
    statements(
        "ALTER TABLE photo ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE photo ADD COLUMN rotation INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX photo_turned ON photo (id, rotation) WHERE rotation != 0",
    ),
    # Photos with several files, videos, and drives that are mounted inside roots.
    statements(
        "ALTER TABLE photo ADD COLUMN duration_seconds REAL",
        "ALTER TABLE photo ADD COLUMN motion INTEGER NOT NULL DEFAULT 0",
        """
        CREATE TABLE photo_file (
            folder_id INTEGER NOT NULL REFERENCES folder (id),
            name NOT NULL,
            photo_id INTEGER NOT NULL REFERENCES photo (id),
            kind TEXT NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            PRIMARY KEY (folder_id, name)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX photo_file_by_photo ON photo_file (photo_id, kind)",
        """
        CREATE TABLE joined (
            photo_id INTEGER PRIMARY KEY REFERENCES photo (id),
            into_id INTEGER NOT NULL
        )
        """,
        "CREATE TABLE mount (path NOT NULL PRIMARY KEY) WITHOUT ROWID",
    ),
    # What searches filter by: from these indices alone, without looking up a photo. Cameras and
    # lenses are also listed, whether or not their photos can be shown.
    statements(
        *(
            f"CREATE INDEX photo_by_{column} ON photo"
            f" ({column}, problem_code, missing_since, removed_at, rootless) {among}"
            for column, among in (
                ("iso", f"WHERE {_SHOWN}"),
                ("rating", f"WHERE {_SHOWN}"),
                ("taken_at", f"WHERE {_SHOWN}"),
                ("camera", ""),
                ("lens", ""),
            )
        ),
    ),
    # Captions as searchable text. Triggers keep it in step: captions are written by the user, by
    # imports, joined photos, undo and the replay of a journal, and each of them is one
    # transaction that a trigger is part of.
    statements(
        "ALTER TABLE photo ADD COLUMN caption_unseen INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX photo_unseen ON photo (id) WHERE caption_unseen = 1",
        "CREATE VIEW captioned AS SELECT id, caption FROM photo WHERE caption <> ''",
        """
        CREATE VIRTUAL TABLE caption_text USING fts5 (
            caption, content='captioned', content_rowid='id',
            tokenize='porter unicode61 remove_diacritics 2'
        )
        """,
        "INSERT INTO caption_text (caption_text) VALUES ('rebuild')",
        """
        CREATE TRIGGER caption_came AFTER INSERT ON photo WHEN new.caption <> '' BEGIN
            INSERT INTO caption_text (rowid, caption) VALUES (new.id, new.caption);
        END
        """,
        """
        CREATE TRIGGER caption_changed AFTER UPDATE OF caption ON photo
        WHEN old.caption <> new.caption BEGIN
            INSERT INTO caption_text (caption_text, rowid, caption)
                SELECT 'delete', old.id, old.caption WHERE old.caption <> '';
            INSERT INTO caption_text (rowid, caption)
                SELECT new.id, new.caption WHERE new.caption <> '';
        END
        """,
        """
        CREATE TRIGGER caption_went AFTER DELETE ON photo WHEN old.caption <> '' BEGIN
            INSERT INTO caption_text (caption_text, rowid, caption)
                VALUES ('delete', old.id, old.caption);
        END
        """,
    ),
)
