"""Two photos that turn out to be files of one: what was decided about either stays.

The photo that is given up keeps its row, for the history of organising names it; it lies where
no root ever is, so that nothing lists it. Whoever undoes a step about it means the other one.
"""

from __future__ import annotations

from sqlalchemy import Connection

from photoclip.library.rows import plain

NOWHERE = ""
"""The folder of the photos that became part of others: no file has this path."""

_FACTS = "folder_id, name, size, mtime_ns"

# An answer of the user's counts more than what was applied unseen; else the later one.
_OUTVOTED = """
    DELETE FROM verdict WHERE photo_id = :keep AND EXISTS (
        SELECT 1 FROM verdict AS other
        WHERE other.photo_id = :other AND other.tag_id = verdict.tag_id
            AND (other.source <> 'auto', other.decided_at)
            > (verdict.source <> 'auto', verdict.decided_at)
    )
"""
_UNITE = """
    UPDATE photo SET
        rating = max(rating, (SELECT rating FROM photo WHERE id = :other)),
        favourite = max(favourite, (SELECT favourite FROM photo WHERE id = :other)),
        rejected = max(rejected, (SELECT rejected FROM photo WHERE id = :other))
            AND NOT max(favourite, (SELECT favourite FROM photo WHERE id = :other)),
        caption = CASE WHEN caption = '' THEN (SELECT caption FROM photo WHERE id = :other)
            ELSE caption END,
        caption_unseen = CASE WHEN caption = ''
            THEN (SELECT caption_unseen FROM photo WHERE id = :other) ELSE caption_unseen END,
        removed_at = CASE WHEN (SELECT removed_at FROM photo WHERE id = :other) IS NULL
            THEN NULL ELSE removed_at END
    WHERE id = :keep
"""
_APART = """
    INSERT OR IGNORE INTO not_duplicate (a, b, decided_at)
    SELECT min(:keep, a + b - :other), max(:keep, a + b - :other), decided_at
    FROM not_duplicate WHERE (a = :other OR b = :other) AND a + b - :other <> :keep
"""
_TAKE_FACE = """
    UPDATE photo SET folder_id = ?, name = ?, size = ?, mtime_ns = ?,
        previous_hash = coalesce(content_hash, previous_hash), content_hash = NULL,
        problem_code = NULL, problem = NULL, missing_since = NULL
    WHERE id = ?
"""


def join(connection: Connection, face: int, other: int, *, is_new: bool) -> int:
    """Make one photo of two: the one whose file is shown, and the one that becomes part of it.

    Returns the id that stays. Where the face `is_new`, nobody has decided anything about it, and
    the older photo takes over its file. Otherwise the face stays: tags, albums, rating, favourite
    and caption of both are its own from now on.
    """
    if is_new:
        file = plain(connection, f"SELECT {_FACTS} FROM photo WHERE id = ?", face)[0]
        _forget(connection, face)
        connection.exec_driver_sql("DELETE FROM photo WHERE id = ?", (face,))
        connection.exec_driver_sql(_TAKE_FACE, (*file, other))
        return other
    both = {"keep": face, "other": other}
    for sql in (_UNITE, _OUTVOTED, _APART):
        connection.exec_driver_sql(sql, both)
    connection.exec_driver_sql("DELETE FROM not_duplicate WHERE a = :other OR b = :other", both)
    connection.exec_driver_sql("DELETE FROM look WHERE photo_id = :other", both)
    for table, column in _pointing_to_photos(connection):
        connection.exec_driver_sql(
            f"UPDATE OR IGNORE {table} SET {column} = :keep WHERE {column} = :other", both
        )
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = :other", both)
    connection.exec_driver_sql("UPDATE joined SET into_id = :keep WHERE into_id = :other", both)
    connection.exec_driver_sql("INSERT INTO joined VALUES (:other, :keep)", both)
    connection.exec_driver_sql(
        "INSERT INTO folder (path) VALUES (?) ON CONFLICT DO NOTHING", (NOWHERE,)
    )
    connection.exec_driver_sql(
        "UPDATE photo SET folder_id = (SELECT id FROM folder WHERE path = ?),"
        " name = CAST(id AS TEXT), rootless = 1 WHERE id = ?",
        (NOWHERE, other),
    )
    return face


def take_file(
    connection: Connection, number: int, name: str | bytes, size: int, mtime_ns: int
) -> None:
    """Let a photo whose file is gone go on as another file of its folder, to be read anew."""
    folder = plain(connection, "SELECT folder_id FROM photo WHERE id = ?", number)[0][0]
    connection.exec_driver_sql(_TAKE_FACE, (folder, name, size, mtime_ns, number))


def _forget(connection: Connection, number: int) -> None:
    for table, column in _pointing_to_photos(connection):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (number,))


def _pointing_to_photos(connection: Connection) -> list[tuple[str, str]]:
    """The columns of all tables that name photos."""
    return [
        (table, column)
        for table, column in plain(
            connection,
            """
            SELECT master.name, key."from" FROM sqlite_master AS master
                JOIN pragma_foreign_key_list(master.name) AS key
            WHERE master.type = 'table' AND key."table" = 'photo'
            """,
        )
    ]
