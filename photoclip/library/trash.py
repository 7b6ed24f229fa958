"""The system's trash: files go there, and the library remembers what was said about them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, update

from photoclip.domain import Changes, Photo
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.library.history import recording
from photoclip.library.merging import give, without
from photoclip.library.names import some_photos
from photoclip.library.roots import printable
from photoclip.library.rows import GIVEN, given, stamp
from photoclip.library.schema import photo

Send = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be moved to the trash, and why in a sentence."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class Discarded:
    """What went to the trash, and what did not."""

    changes: Changes
    trashed: int
    refused: tuple[Refusal, ...] = ()


def send_to_trash(path: Path) -> None:
    """Move a file to the trash of the system. Raises OSError where there is none for it."""
    from send2trash import send2trash

    send2trash(str(path))


def discard(
    library: Library,
    ids: Iterable[int],
    *,
    keeper: int | None = None,
    send: Send = send_to_trash,
) -> Discarded:
    """Move the files of photos to the trash and take those photos out of the library.

    With a `keeper`, their tags, albums and ratings become its own first. One step of the
    history: undoing it brings back all that the library knew, with the photos as missing until
    their files are restored from the trash. A file that cannot be moved stays, and its photo too.
    """
    wanted = list(dict.fromkeys(ids)) if keeper is None else without(keeper, ids)
    gone: list[int] = []
    refused: list[Refusal] = []
    for one in photos.get(library, wanted):
        sentence = _send(one, send)
        if sentence:
            refused.append(Refusal(one.path, sentence))
        else:
            gone.append(one.id)
    if not gone:
        return Discarded(Changes(), 0, tuple(refused))
    name = f"Move {some_photos(gone)} to the trash"
    with library.write() as connection:
        # Not a step: where the file is, the history cannot turn back.
        missing = update(photo).where(photo.c.id.in_(GIVEN)).values(missing_since=stamp())
        connection.execute(missing, given(gone))
        with recording(connection, name) as record:
            if keeper is not None:
                give(record, keeper, gone)
            record.update(photo, gone, removed_at=stamp())
            changes = record.changes
    return Discarded(changes, len(gone), tuple(refused))


def lacking_files(library: Library, ids: Iterable[int]) -> int:
    """How many of the photos belong to the library while their files are not there."""
    return _count(library, ids, gone=True, removed=False)


def left_files(library: Library, ids: Iterable[int]) -> int:
    """How many of the photos are out of the library while their files are still there."""
    return _count(library, ids, gone=False, removed=True)


def _count(library: Library, ids: Iterable[int], *, gone: bool, removed: bool) -> int:
    file, kept = photo.c.missing_since, photo.c.removed_at
    query = (
        select(func.count())
        .select_from(photo)
        .where(
            photo.c.id.in_(GIVEN),
            file.is_not(None) if gone else file.is_(None),
            kept.is_not(None) if removed else kept.is_(None),
        )
    )
    with library.read() as connection:
        return connection.scalar(query, given(ids)) or 0


def _send(one: Photo, send: Send) -> str:
    """Why the file could not be moved, empty where it was, or where there was none."""
    if not os.path.lexists(one.path):
        # The folder of a drive that is away does not tell whether the file is.
        if one.path.parent.is_dir():
            return ""
        return f"{printable(one.path)} cannot be seen now; it stays in the library."
    try:
        send(one.path)
    except OSError as error:
        reason = error.strerror or str(error) or "there is no trash for its drive"
        return f"{printable(one.path)} cannot be moved to the trash: {reason}."
    return ""
