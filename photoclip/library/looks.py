"""What pictures look like, in numbers kept beside the photos, and what finding duplicates needs."""

from __future__ import annotations

import io
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, case, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from photoclip.library.database import Library
from photoclip.library.rows import GIVEN, batches, given, numbers
from photoclip.library.schema import SHOWN, look, photo

if TYPE_CHECKING:  # the room of images needs Pillow; we only look at the fields
    from photoclip.images.look import Look
    from photoclip.images.thumbs import ThumbStore

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known of n photos that can be shown, by ascending id: arrays (n,).

    `content` has the same number where the bytes are the same. `seen` says where `phash` and
    `sharpness` are known. `taken` is in seconds, NaN where no camera told.
    """

    ids: Ints
    content: Ints
    size: Ints
    pixels: Ints
    rating: Ints
    taken: NDArray[np.float64]
    seen: NDArray[np.bool_]
    phash: Ints
    sharpness: NDArray[np.float64]


def put(connection: Connection, found: Mapping[int, Look | None]) -> None:
    """Keep the looks of photos, by id; None forgets a former one."""
    rows = [
        {"photo_id": number, "phash": one.phash, "sharpness": one.sharpness}
        for number, one in found.items()
        if one is not None
    ]
    if gone := [number for number, one in found.items() if one is None]:
        connection.execute(delete(look).where(look.c.photo_id.in_(GIVEN)), given(gone))
    if rows:
        change = insert(look)
        fresh = {"phash": change.excluded.phash, "sharpness": change.excluded.sharpness}
        connection.execute(change.on_conflict_do_update(["photo_id"], set_=fresh), rows)


def keep(library: Library, found: Mapping[int, Look]) -> None:
    """Keep looks that were found later than their photos were read, in one transaction."""
    with library.write() as connection:
        put(connection, found)


def lacking(library: Library) -> array[int]:
    """The ids of photos that were read before looks were kept."""
    query = (
        select(photo.c.id)
        .outerjoin(look, look.c.photo_id == photo.c.id)
        .where(SHOWN, photo.c.content_hash.is_not(None), look.c.photo_id.is_(None))
    )
    with library.read() as connection:
        return numbers(connection, query)


def complete(
    library: Library, thumbs: ThumbStore, tell: Callable[[int, int], object] = lambda *_: None
) -> None:
    """Look at the thumbnails of photos that were read before looks were kept.

    `tell` hears how many of how many, and may raise to stop; what was found until then is kept.
    """
    from PIL import Image

    from photoclip.images.look import look_of

    waiting, done = lacking(library), 0
    for some in batches(waiting):
        found = {}
        for number, jpeg in thumbs.get_many(some).items():
            with Image.open(io.BytesIO(jpeg)) as small:
                found[number] = look_of(small)
        keep(library, found)
        done += len(some)
        tell(done, len(waiting))


def sharpness(library: Library, ids: Iterable[int]) -> dict[int, float]:
    """How sharp photos are, by id, where it is known; comparable between photos of one scene."""
    query = select(look.c.photo_id, look.c.sharpness).where(look.c.photo_id.in_(GIVEN))
    with library.read() as connection:
        rows = connection.execute(query, given(ids))
        return {number: value for number, value in rows}  # noqa: C416


def facts(library: Library, ids: Iterable[int] | None = None) -> Facts:
    """What is known of all photos that can be shown and were read, or of some of them.

    0.4 s for 100,000.
    """
    query = (
        select(
            photo.c.id,
            func.dense_rank().over(order_by=(photo.c.size, photo.c.content_hash)),
            photo.c.size,
            func.coalesce(photo.c.width * photo.c.height, 0),
            photo.c.rating,
            case((photo.c.taken_at.is_not(None), photo.c.moment)),
            look.c.phash,
            look.c.sharpness,
        )
        .outerjoin(look, look.c.photo_id == photo.c.id)
        .where(SHOWN, photo.c.content_hash.is_not(None))
        .order_by(photo.c.id)
    )
    if ids is not None:
        query = query.where(photo.c.id.in_(GIVEN))
    parameters = None if ids is None else given(ids)
    with library.read() as connection, connection.execute(query, parameters) as result:
        rows = cast("Any", result.cursor).fetchall()
    columns = list(zip(*rows, strict=True)) or [()] * 8
    ids, content, size, pixels, rating = (np.array(c, np.int64) for c in columns[:5])
    seen = np.array([value is not None for value in columns[6]], np.bool_)
    return Facts(
        ids=ids,
        content=content,
        size=size,
        pixels=pixels,
        rating=rating,
        taken=np.array(columns[5], np.float64),
        seen=seen,
        phash=np.array([value or 0 for value in columns[6]], np.int64),
        sharpness=np.array(columns[7], np.float64),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """What tells the states of n photos beside their vectors, by ascending id: arrays (n,).

    `sharpness` is NaN where no look is kept. `photographed` says that a camera left its name.
    """

    ids: Ints
    sharpness: NDArray[np.float64]
    photographed: NDArray[np.bool_]


def signs(library: Library, ids: Iterable[int]) -> Signs:
    """The signs of those of the photos that the library holds."""
    query = (
        select(photo.c.id, look.c.sharpness, photo.c.camera.is_not(None))
        .outerjoin(look, look.c.photo_id == photo.c.id)
        .where(photo.c.id.in_(GIVEN))
        .order_by(photo.c.id)
    )
    with library.read() as connection, connection.execute(query, given(ids)) as result:
        rows = cast("Any", result.cursor).fetchall()
    columns = list(zip(*rows, strict=True)) or [()] * 3
    return Signs(
        np.array(columns[0], np.int64),
        np.array(columns[1], np.float64),
        np.array(columns[2], np.bool_),
    )
