"""All photos in an order, with what their headings go by: a million of them in one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Integer, cast, func, literal, select

from photoclip.library.database import Library
from photoclip.library.rows import numbers
from photoclip.library.schema import SHOWN, folder, photo

Sort = Literal["date", "name", "rating", "size", "added"]
Group = Literal["auto", "folder", "camera", "none"]
Key = Literal["day", "rating", "folder", "camera", "none"]

_DAY = 86_400
_LAST_FIRST = photo.c.id.desc()
_NEWEST_FIRST = (photo.c.moment.desc(), _LAST_FIRST)
_ORDERS: dict[Sort, tuple[ColumnElement[object], ...]] = {
    "date": _NEWEST_FIRST,
    "name": (func.lower(photo.c.name), photo.c.id),
    "rating": (photo.c.rating.desc(), *_NEWEST_FIRST),
    "size": (photo.c.size.desc(), _LAST_FIRST),
    "added": (photo.c.added_at.desc(), _LAST_FIRST),
}
_ADDED = cast(func.strftime("%s", photo.c.added_at), Integer)


@dataclass(frozen=True, slots=True)
class Arranged:
    """Ids in order and, for each, the `key` that its heading goes by.

    A "day" counts from 1970, a "rating" is 0 to 5, a "folder" is an id of `folders`; with "none"
    there are no headings and no keys. A "camera" counts in `cameras`, where "" stands for none.
    """

    ids: NDArray[np.int64]
    key: Key
    keys: NDArray[np.int64]
    folders: Mapping[int, Path] = field(default_factory=dict)
    cameras: tuple[str, ...] = ()


def arranged(
    library: Library, sort: Sort = "date", group: Group = "auto", *, reverse: bool = False
) -> Arranged:
    """All photos that can be shown. `reverse` turns the whole order, headings included.

    Headings are automatic (by day for dates, by rating for ratings, else none), by folder or
    camera with the order within each, or none.
    """
    key, value = _key(sort, group)
    order = _ORDERS[sort]
    which = select(photo.c.id).where(SHOWN)
    keys = select(value).where(SHOWN)
    if key == "folder":
        joined = photo.join(folder, photo.c.folder_id == folder.c.id)
        which, keys = which.select_from(joined), keys.select_from(joined)
        order = (folder.c.path, folder.c.id, *order)
    if key == "camera":
        order = (func.coalesce(photo.c.camera, ""), *order)
    names: dict[int, Path] = {}
    cameras: tuple[str, ...] = ()
    with library.read() as connection:  # one transaction: both questions see the same photos
        ids = np.frombuffer(numbers(connection, which.order_by(*order)), np.int64)
        if key == "none":
            found = np.zeros(0, np.int64)
        elif key == "camera":
            cameras, found = _cameras(connection)
        else:
            found = np.frombuffer(numbers(connection, keys.order_by(*order)), np.int64)
        if key == "folder":
            rows = connection.execute(select(folder.c.id, folder.c.path))
            names = {number: Path(path) for number, path in rows}
    if key == "day":
        found = found // _DAY
    step = -1 if reverse else 1
    return Arranged(ids[::step], key, found[::step], names, cameras)


def _key(sort: Sort, group: Group) -> tuple[Key, ColumnElement[int]]:
    if group == "folder":
        return "folder", photo.c.folder_id
    if group == "camera":
        return "camera", literal(0)
    if group == "auto" and sort in ("date", "added"):
        return "day", photo.c.moment if sort == "date" else func.coalesce(_ADDED, 0)
    if group == "auto" and sort == "rating":
        return "rating", photo.c.rating
    return "none", literal(0)


def _cameras(connection: Connection) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The cameras in order of their names, and the place there of each photo's, in that order."""
    name = func.coalesce(photo.c.camera, "")
    counts = select(name, func.count()).where(SHOWN).group_by(name).order_by(name)
    rows = connection.execute(counts).all()
    return tuple(str(row[0]) for row in rows), np.repeat(
        np.arange(len(rows), dtype=np.int64), [row[1] for row in rows]
    )
