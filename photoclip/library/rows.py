"""Between the rows of `library.db` and the values of `domain`: times, ids, photos."""

from __future__ import annotations

import calendar
import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, cast, overload

from sqlalchemy import (
    Connection,
    Executable,
    Integer,
    Text,
    bindparam,
    column,
    func,
    select,
)

from photoclip.domain import Metadata, Photo, Problem
from photoclip.library.schema import folder, photo

_LATEST = 2**63 - 1

PHOTO_COLUMNS = (
    photo.c.id,
    folder.c.path,
    photo.c.name,
    photo.c.size,
    photo.c.mtime_ns,
    photo.c.content_hash,
    photo.c.format,
    photo.c.width,
    photo.c.height,
    photo.c.orientation,
    photo.c.taken_at,
    photo.c.camera,
    photo.c.lens,
    photo.c.iso,
    photo.c.aperture,
    photo.c.exposure_seconds,
    photo.c.focal_mm,
    photo.c.latitude,
    photo.c.longitude,
    photo.c.animated,
    photo.c.problem_code,
    photo.c.problem,
    photo.c.missing_since,
    photo.c.added_at,
    photo.c.rating,
    photo.c.favourite,
    photo.c.caption,
    photo.c.rejected,
    photo.c.rotation,
    photo.c.duration_seconds,
    photo.c.motion,
    photo.c.caption_unseen,
)
"""What `photos_of` needs, in its order, from `photo` joined with `folder`."""


def photos_of(rows: Iterable[Sequence[Any]]) -> Iterator[Photo]:
    """The photos of rows of `PHOTO_COLUMNS`; 4 to 5 µs each."""
    places: dict[str, Path] = {}
    for row in rows:
        place = places.get(row[1])
        if place is None:
            place = places[row[1]] = Path(row[1])
        taken_at = row[10]
        yield Photo(
            row[0],
            place / row[2],
            row[3],
            row[4],
            row[5],
            Metadata(
                format=row[6],
                width=row[7],
                height=row[8],
                orientation=row[9],
                taken_at=datetime.fromisoformat(taken_at) if taken_at else None,
                camera=row[11],
                lens=row[12],
                iso=row[13],
                aperture=row[14],
                exposure_seconds=row[15],
                focal_mm=row[16],
                latitude=row[17],
                longitude=row[18],
                animated=bool(row[19]),
                duration_seconds=row[29],
                motion=bool(row[30]),
            ),
            Problem(row[20], row[21]) if row[20] else None,
            instant(row[22]),
            instant(row[23]),
            row[24],
            bool(row[25]),
            row[26],
            bool(row[27]),
            row[28],
            caption_unseen=bool(row[31]),
        )


def described(metadata: Metadata, mtime_ns: int) -> dict[str, Any]:
    """The columns of `photo` that come from its metadata."""
    return {
        "moment": moment(metadata.taken_at, mtime_ns),
        "taken_at": metadata.taken_at.isoformat() if metadata.taken_at else None,
        "width": metadata.width,
        "height": metadata.height,
        "orientation": metadata.orientation,
        "camera": metadata.camera,
        "lens": metadata.lens,
        "iso": metadata.iso,
        "aperture": metadata.aperture,
        "exposure_seconds": metadata.exposure_seconds,
        "focal_mm": metadata.focal_mm,
        "latitude": metadata.latitude,
        "longitude": metadata.longitude,
        "format": metadata.format,
        "animated": int(metadata.animated),
        "duration_seconds": metadata.duration_seconds,
        "motion": int(metadata.motion),
    }


def moment(taken_at: datetime | None, mtime_ns: int) -> int:
    """What photos are ordered by: seconds from 1970 to `taken_at`, else to the file's time.

    Both are clock readings at the place: cameras do not know their time zone, and for a file
    it is that of this machine.
    """
    if taken_at is None:
        try:
            taken_at = datetime.fromtimestamp(mtime_ns / 1e9)
        except (OverflowError, ValueError, OSError):
            return 0  # a file from a year that no calendar has
    return calendar.timegm(taken_at.timetuple())


def storable(mtime_ns: int) -> int:
    """A time of change as SQLite can hold it: 64 bits end in the year 2262, file systems later."""
    return max(-_LATEST, min(mtime_ns, _LATEST))


def stamp(at: datetime | None = None) -> str:
    """An instant as `library.db` stores it; now, where none is given."""
    return f"{(at or datetime.now(UTC)).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@overload
def instant(text: str) -> datetime: ...
@overload
def instant(text: None) -> None: ...
def instant(text: str | None) -> datetime | None:
    """The instant that `stamp` wrote, aware, in UTC."""
    return datetime.fromisoformat(text) if text else None


GIVEN = select(
    func.json_each(bindparam("ids", type_=Text)).table_valued(column("value", Integer)).c.value
).scalar_subquery()
"""Any number of ids, for `column.in_(GIVEN)`; `given` makes the parameters for it."""


def given(ids: Iterable[int]) -> dict[str, str]:
    """The parameters of a query with `GIVEN`."""
    return {"ids": json.dumps(list(ids))}


def numbers(
    connection: Connection, query: Executable, parameters: dict[str, Any] | None = None
) -> array[int]:
    """The first column of a query of integers: 0.3 µs a row, a third of what rows would cost."""
    with connection.execute(query, parameters) as result:
        cursor = cast("Iterable[tuple[int]]", result.cursor)
        return array("q", chain.from_iterable(cursor))


def plain(connection: Connection, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """The rows of a literal query straight from the driver, 0.2 ms faster than by SQLAlchemy.

    It begins no transaction: outside of one, every query sees the state of its own time.
    """
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def batches(rows: Sequence[Any], size: int = 1000) -> Iterator[Sequence[Any]]:
    """The rows in pieces of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
