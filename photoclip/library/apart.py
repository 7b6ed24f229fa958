"""Photos that the user said are no duplicates of each other: remembered for ever, and undoable."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from sqlalchemy import select

from photoclip.domain import Changes
from photoclip.errors import InputError
from photoclip.library.database import Library
from photoclip.library.history import recording
from photoclip.library.names import some_photos
from photoclip.library.rows import stamp
from photoclip.library.schema import not_duplicate

MOST = 200
"""Photos that can be kept apart in one step: each pair of them is a row."""


def keep_apart(library: Library, ids: Iterable[int]) -> Changes:
    """Never show these photos as duplicates of each other again. Raises InputError for too many."""
    wanted = sorted(set(ids))
    if len(wanted) > MOST:
        raise InputError(f"At most {MOST} photos can be kept apart at once.")
    now = stamp()
    rows = [{"a": a, "b": b, "decided_at": now} for a, b in combinations(wanted, 2)]
    known = pairs(library)
    name = f"Keep {some_photos(wanted)} apart"
    with library.write() as connection, recording(connection, name) as step:
        step.put(not_duplicate, [row for row in rows if (row["a"], row["b"]) not in known])
        return step.changes


def pairs(library: Library) -> set[tuple[int, int]]:
    """The pairs (lower id, higher id) that are kept apart."""
    with library.read() as connection:
        rows = connection.execute(select(not_duplicate.c.a, not_duplicate.c.b))
        return {(a, b) for a, b in rows}
