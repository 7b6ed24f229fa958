"""Which root holds which folder: always the innermost, so that no photo counts twice."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, bindparam, func, select, update

from photoclip.domain import Root
from photoclip.library.schema import SHOWN, folder, photo, root

T = TypeVar("T")


def settle(connection: Connection) -> None:
    """Give every folder to the innermost root that holds it, after roots came or went.

    Photos in folders that no root holds are left out of the library, but stay remembered.
    """
    moved = misplaced(connection)
    if moved:
        change = update(folder).where(folder.c.id == bindparam("of"))
        connection.execute(change.values(root_id=bindparam("holder")), moved)
    homeless = select(folder.c.id).where(folder.c.root_id.is_(None))
    for value, wrong in (
        (1, photo.c.rootless.is_(None) & photo.c.folder_id.in_(homeless)),
        (None, photo.c.rootless.is_not(None) & photo.c.folder_id.not_in(homeless)),
    ):
        connection.execute(update(photo).where(wrong).values(rootless=value))


def misplaced(connection: Connection) -> list[dict[str, int | None]]:
    """The folders that are not with the innermost root: each `of` folder belongs to `holder`."""
    rows = connection.execute(select(root.c.path, root.c.id).where(root.c.removed_at.is_(None)))
    kept = {Path(path): number for path, number in rows}
    return [
        {"of": number, "holder": holder}
        for number, path, owner in connection.execute(
            select(folder.c.id, folder.c.path, folder.c.root_id)
        )
        if (holder := innermost(Path(path), kept)) != owner
    ]


def innermost(path: Path, kept: Mapping[Path, T]) -> T | None:
    """What `kept` has for `path` or the nearest folder above it."""
    for place in (path, *path.parents):
        if place in kept:
            return kept[place]
    return None


def known_roots(connection: Connection) -> list[Root]:
    """The roots in order of path, with what can be shown of each, those inside it included."""
    by_folder = select(photo.c.folder_id, func.count().label("photos")).where(SHOWN)
    counted = by_folder.group_by(photo.c.folder_id).subquery()
    by_root = (
        select(folder.c.root_id, func.sum(counted.c.photos))
        .join(counted, counted.c.folder_id == folder.c.id)
        .group_by(folder.c.root_id)
    )
    own = {holder: count for holder, count in connection.execute(by_root)}  # noqa: C416
    rows = connection.execute(
        select(root.c.id, root.c.path).where(root.c.removed_at.is_(None))
    ).all()
    paths = {number: Path(path) for number, path in rows}
    totals = {
        number: sum(own.get(other, 0) for other in paths if paths[other].is_relative_to(path))
        for number, path in paths.items()
    }
    found = [
        Root(number, path, is_online(path, had_photos=totals[number] > 0), totals[number])
        for number, path in paths.items()
    ]
    return sorted(found, key=lambda one: one.path)


def is_online(path: Path, *, had_photos: bool) -> bool:
    """Whether a root can be seen. An empty folder that had photos is a drive not mounted."""
    try:
        with os.scandir(path) as entries:
            return not had_photos or any(not entry.name.startswith(".") for entry in entries)
    except OSError:
        return False
