"""One photo in place of its duplicates: what the user decided about those becomes the keeper's."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from photoclip.domain import Changes
from photoclip.errors import Unknown
from photoclip.library.database import Library
from photoclip.library.history import Recorder, recording
from photoclip.library.names import some_photos
from photoclip.library.rows import GIVEN, given, stamp
from photoclip.library.schema import album_photo, photo, verdict


def replace(library: Library, keeper: int, others: Iterable[int]) -> Changes:
    """Merge `others` into the keeper and take them out of the library; their files stay.

    Can be undone in one step. Raises Unknown where the library does not hold the keeper.
    """
    wanted = without(keeper, others)
    name = f"Keep one photo instead of {some_photos(wanted)} like it"
    with library.write() as connection, recording(connection, name) as record:
        give(record, keeper, wanted)
        record.update(photo, wanted, removed_at=stamp())
        return record.changes


def give(record: Recorder, keeper: int, others: list[int]) -> None:
    """Let the keeper have the tags, albums, rating and caption of the others as well.

    What was decided about the keeper itself holds; the best rating counts. Raises Unknown.
    """
    connection = record.connection
    columns = (photo.c.id, photo.c.rating, photo.c.favourite, photo.c.rejected, photo.c.caption)
    found = {
        row.id: row
        for row in connection.execute(
            select(*columns).where(photo.c.id.in_(GIVEN)), given([keeper, *others])
        )
    }
    if keeper not in found:
        raise Unknown(f"There is no photo {keeper} in this library.")
    rows = [found[number] for number in [keeper, *others] if number in found]
    favourite = max(row.favourite for row in rows)
    record.update(
        photo,
        [keeper],
        rating=max(row.rating for row in rows),
        favourite=favourite,
        rejected=0 if favourite else found[keeper].rejected,
        caption=next((row.caption for row in rows if row.caption), ""),
    )
    _give_verdicts(record, keeper, others)
    _give_albums(record, keeper, others)


def without(keeper: int, others: Iterable[int]) -> list[int]:
    """The others, each once, without the keeper itself."""
    return [number for number in dict.fromkeys(others) if number != keeper]


def _give_verdicts(record: Recorder, keeper: int, others: list[int]) -> None:
    known = select(verdict.c.tag_id).where(verdict.c.photo_id == keeper)
    query = select(verdict).where(
        verdict.c.photo_id.in_(GIVEN), verdict.c.agreed == 1, verdict.c.tag_id.not_in(known)
    )
    rows = record.connection.execute(query, given(others)).mappings()
    fresh = {row["tag_id"]: dict(row) | {"photo_id": keeper} for row in rows}
    record.put(verdict, list(fresh.values()))


def _give_albums(record: Recorder, keeper: int, others: list[int]) -> None:
    known = select(album_photo.c.album_id).where(album_photo.c.photo_id == keeper)
    query = select(album_photo).where(
        album_photo.c.photo_id.in_(GIVEN), album_photo.c.album_id.not_in(known)
    )
    rows = record.connection.execute(query, given(others)).mappings()
    fresh = {row["album_id"]: dict(row) | {"photo_id": keeper} for row in rows}
    record.put(album_photo, list(fresh.values()))
