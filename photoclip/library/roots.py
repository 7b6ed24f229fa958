"""The folders that the user asked us to keep."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import func, insert, select, update

from photoclip.domain import Changes, Folder, Root
from photoclip.errors import InputError, Unknown
from photoclip.library import mounts
from photoclip.library.database import Library
from photoclip.library.history import recording
from photoclip.library.holding import known_roots, settle
from photoclip.library.journal import noting
from photoclip.library.rows import stamp
from photoclip.library.schema import SHOWN, folder, photo, root


def add(library: Library, path: Path) -> tuple[Root, Changes]:
    """Keep a folder; scan it to find its photos.

    A folder that is a root already is returned as it is, and one inside a root never yields
    photos twice. One that was taken out before comes back with all that the user had decided;
    so do photos below it that were taken out. Raises InputError with a sentence for a path that
    is missing, not a folder or not readable.
    """
    path = _usable(path)
    with library.write() as connection:
        kept = {one.path: one for one in known_roots(connection)}
        path = _as_known(path, list(kept))
        if path in kept:
            return kept[path], Changes()
        former = connection.scalar(select(root.c.id).where(root.c.path == str(path)))
        if former is None:
            connection.execute(insert(root), {"path": str(path), "added_at": stamp()})
        else:
            connection.execute(update(root).where(root.c.id == former).values(removed_at=None))
        settle(connection)
        added = next(one for one in known_roots(connection) if one.path == path)
        inside = select(folder.c.id).where(folder.c.root_id == added.id)
        connection.execute(
            update(photo).where(photo.c.folder_id.in_(inside)).values(removed_at=None)
        )
        if journal := noting(connection):
            journal.rows(connection, root, [added.id])
    return added, Changes(roots=True, everything=former is not None)


def remove(library: Library, path: Path) -> Changes:
    """Take a root and its photos out of the library; the files stay. Can be undone.

    Photos that another root holds as well stay. What the user decided about the others is
    remembered. Raises Unknown where `path` is not a root.
    """
    with library.write() as connection:
        query = select(root.c.id).where(root.c.path == str(path), root.c.removed_at.is_(None))
        number = connection.scalar(query)
        if number is None:
            raise Unknown(f"{path} is not a folder of this library.")
        with recording(connection, f"Take the folder {printable(path)} out") as record:
            record.update(root, [number], removed_at=stamp())
        settle(connection)
    return Changes(roots=True, everything=True)


def all_roots(library: Library) -> list[Root]:
    """The roots in order of path, each with the number of photos below it that can be shown."""
    with library.read() as connection:
        return known_roots(connection)


def folders(library: Library) -> list[Folder]:
    """The folders that hold photos that can be shown, in order of path."""
    by_folder = select(photo.c.folder_id, func.count().label("photos")).where(SHOWN)
    counted = by_folder.group_by(photo.c.folder_id).subquery()
    query = select(folder.c.id, folder.c.root_id, folder.c.path, counted.c.photos).join(
        counted, counted.c.folder_id == folder.c.id
    )
    with library.read() as connection:
        rows = connection.execute(query).all()
    found = (Folder(number, owner, Path(path), count) for number, owner, path, count in rows)
    return sorted(found, key=lambda one: one.path)


def offline(library: Library) -> list[Path]:
    """The places that cannot be seen now: roots, and drives that were mounted inside of them."""
    with library.read() as connection:
        roots_away = [one.path for one in known_roots(connection) if not one.online]
        return [*roots_away, *mounts.away(connection)]


def printable(path: Path) -> str:
    """A path as text that every file and screen takes: bytes that do not decode become marks."""
    return os.fsencode(path).decode(errors="replace")


def _usable(path: Path) -> Path:
    path = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 we want `..` resolved
    try:
        with os.scandir(path):
            return path
    except FileNotFoundError:
        raise InputError(f"There is no folder {printable(path)}.") from None
    except NotADirectoryError:
        raise InputError(f"{printable(path)} is a file, not a folder.") from None
    except OSError as error:
        sentence = f"The folder {printable(path)} cannot be read: {error.strerror}."
        raise InputError(sentence) from error


def _as_known(path: Path, kept: list[Path]) -> Path:
    """The path through the deepest root that leads to the same place.

    Folders have several paths: through links, or in other letters where case does not count.
    """
    real = Path(os.path.realpath(path))
    for known in sorted(kept, key=lambda one: len(one.parts), reverse=True):
        place = Path(os.path.realpath(known))
        if real.is_relative_to(place):
            return known / real.relative_to(place)
        if place.exists() and place.samefile(real):
            return known  # the same letters but for their case
    return path
