"""What the photos' metadata holds: the cameras, lenses, file types and years there are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from photoclip.library.database import Library
from photoclip.library.schema import SHOWN, photo

MOST = 200


@dataclass(frozen=True, slots=True)
class Values:
    """Every value once, the most frequent first, at most `MOST` of each."""

    cameras: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    years: tuple[str, ...] = ()


def values(library: Library) -> Values:
    """The values of all photos that can be shown."""
    with library.read() as connection:
        found = []
        year = func.substr(photo.c.taken_at, 1, 4)
        for column in (photo.c.camera, photo.c.lens, photo.c.format, year):
            query = (
                select(column)
                .where(column.is_not(None), SHOWN)
                .group_by(column)
                .order_by(func.count().desc(), column)
                .limit(MOST)
            )
            found.append(tuple(str(value) for value in connection.execute(query).scalars()))
    return Values(*found)
