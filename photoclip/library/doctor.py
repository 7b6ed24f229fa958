"""Whether the library is sound, as a list of checks, and mending what can be mended."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from photoclip import sqlite
from photoclip.library import history
from photoclip.library.database import Library
from photoclip.library.holding import misplaced, settle
from photoclip.library.rows import plain
from photoclip.library.schema import SHOWN

_SHOWN = str(SHOWN)


class Check(NamedTuple):
    """One thing that was looked at, and what was found."""

    name: str
    ok: bool
    detail: str


_ORPHANS = {
    table: f"photo_id NOT IN (SELECT id FROM photo) OR {owner}_id NOT IN (SELECT id FROM {owner})"
    for table, owner in (("verdict", "tag"), ("album_photo", "album"))
}
# Forbidden to use any index, the second count reads the photos themselves.
_COUNTS = f"""
    SELECT (SELECT count(*) FROM photo),
        (SELECT count(*) FROM photo INDEXED BY photo_shown WHERE {_SHOWN}),
        (SELECT count(*) FROM photo NOT INDEXED WHERE {_SHOWN})
"""
# The index keeps one row for each caption here, and says nothing else without being written to.
_CAPTIONS = """
    SELECT (SELECT count(*) FROM caption_text_docsize), (SELECT count(*) FROM captioned)
"""
_LOOPS = """
    WITH RECURSIVE above (start, id) AS (
        SELECT id, parent_id FROM tag WHERE parent_id IS NOT NULL
        UNION SELECT above.start, tag.parent_id FROM above JOIN tag ON tag.id = above.id
        WHERE tag.parent_id IS NOT NULL
    )
    SELECT start FROM above WHERE start = id
"""


def examine(library: Library) -> list[Check]:
    """Look at everything, changing nothing."""
    damage = sqlite.check(library.home.library)
    checks = [Check("library.db", damage is None, damage or "sound")]
    if damage is None:
        with library.read() as connection:
            checks += [_photos(connection), _folders(connection), _tags(connection)]
            checks += [_captions(connection), _history(connection)]
    far = sqlite.on_network(library.home.data)
    where = "on a network file system, where only one computer may use it" if far else "local"
    return [*checks, Check("place", not far, f"{library.home.data} is {where}")]


def repair(library: Library) -> list[Check]:
    """Mend what can be mended without guessing; returns what `examine` says afterwards."""
    with library.write() as connection:
        connection.exec_driver_sql("REINDEX")
        connection.exec_driver_sql("INSERT INTO caption_text (caption_text) VALUES ('rebuild')")
        for table, orphan in _ORPHANS.items():
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {orphan}")
        loops = plain(connection, _LOOPS)
        if loops:
            connection.exec_driver_sql("UPDATE tag SET parent_id = NULL WHERE id = ?", loops)
        if damaged := history.damaged(connection):
            # Undoing goes step by step: what is older than a damaged one is out of reach.
            connection.exec_driver_sql("DELETE FROM operation WHERE id <= ?", (max(damaged),))
        settle(connection)
    return examine(library)


def _photos(connection: Connection) -> Check:
    """Whether the index of what can be shown agrees with the photos."""
    ((total, listed, counted),) = plain(connection, _COUNTS)
    detail = f"{listed:,} of {total:,} can be shown"
    return Check("photos", listed == counted, detail)


def _folders(connection: Connection) -> Check:
    wrong = len(misplaced(connection))
    return Check("folders", not wrong, f"{wrong:,} in the wrong root" if wrong else "all in place")


def _tags(connection: Connection) -> Check:
    loops = len(plain(connection, _LOOPS))
    return Check("tags", not loops, f"{loops:,} stand below themselves" if loops else "sound")


def _captions(connection: Connection) -> Check:
    """Whether as many captions can be searched as there are."""
    ((listed, there),) = plain(connection, _CAPTIONS)
    detail = f"{listed:,} of {there:,} can be searched"
    return Check("captions", listed == there, detail)


def _history(connection: Connection) -> Check:
    damaged = len(history.damaged(connection))
    detail = f"{damaged:,} operations cannot be undone" if damaged else "every step can be undone"
    return Check("history", not damaged, detail)
