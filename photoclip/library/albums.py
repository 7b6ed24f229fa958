"""Albums: named sets of photos, picked by hand or given by a saved query."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from sqlalchemy import Connection, Select, func, select

from photoclip.domain import Album, Changes
from photoclip.errors import InputError, Unknown
from photoclip.library.database import Library
from photoclip.library.history import Recorder, recording
from photoclip.library.names import clean, fold, some_photos
from photoclip.library.rows import GIVEN, given, numbers
from photoclip.library.schema import SHOWN, album, album_photo, photo


def create(library: Library, name: str) -> Changes:
    """Make an empty album. Can be undone. Raises InputError if there is one of that name."""
    name = clean(name, "album")
    with library.write() as connection, recording(connection, f"Make the album “{name}”") as record:
        if _find(connection, name) is not None:
            raise InputError(f"There is an album “{name}” already.")
        _make(record, name, None)
        return record.changes


def add(library: Library, name: str, photo_ids: Iterable[int]) -> Changes:
    """Put photos at the end of an album, which is made when it is new. Can be undone.

    Raises InputError for a smart album: its query decides what is in it.
    """
    name, chosen = clean(name, "album"), list(dict.fromkeys(photo_ids))
    title = f"Put {some_photos(chosen)} into the album “{name}”"
    with library.write() as connection, recording(connection, title) as record:
        number = _find(connection, name)
        if number is None:
            number = _make(record, name, None)
        elif _is_smart(connection, number):
            raise InputError(f"“{name}” is a smart album; its query decides what is in it.")
        known = select(photo.c.id).where(photo.c.id.in_(GIVEN))
        held = set(numbers(connection, known, given(chosen)))
        there = set(numbers(connection, _inside(number)))
        ends = select(func.max(album_photo.c.position)).where(album_photo.c.album_id == number)
        last = connection.scalar(ends) or 0
        fresh = [one for one in chosen if one in held and one not in there]
        record.put(
            album_photo,
            [
                {"album_id": number, "photo_id": one, "position": place}
                for place, one in enumerate(fresh, start=last + 1)
            ],
        )
        return record.changes


def remove_photos(library: Library, name: str, photo_ids: Iterable[int]) -> Changes:
    """Take photos out of an album. Can be undone. Raises Unknown."""
    chosen = list(photo_ids)
    title = f"Take {some_photos(chosen)} out of the album “{name}”"
    with library.write() as connection, recording(connection, title) as record:
        number = _id(connection, name)
        record.delete(album_photo, [(number, one) for one in chosen])
        return record.changes


def save_query(library: Library, name: str, query: str) -> Changes:
    """Make a smart album of a query, or give one another query. Can be undone.

    Raises InputError where the album of that name holds photos picked by hand.
    """
    name = clean(name, "album")
    title = f"Save the smart album “{name}”"
    with library.write() as connection, recording(connection, title) as record:
        number = _find(connection, name)
        if number is None:
            _make(record, name, query)
        elif connection.scalar(_inside(number).limit(1)) is not None:
            raise InputError(f"The album “{name}” holds photos that were picked by hand.")
        else:
            record.update(album, [number], query=query)
        return record.changes


def rename(library: Library, name: str, new: str) -> Changes:
    """Give an album another name. Can be undone. Raises Unknown or InputError."""
    new = clean(new, "album")
    title = f"Rename the album “{name}” to “{new}”"
    with library.write() as connection, recording(connection, title) as record:
        number = _id(connection, name)
        if _find(connection, new) not in (None, number):
            raise InputError(f"There is an album “{new}” already.")
        record.update(album, [number], name=new, folded=fold(new))
        return record.changes


def delete(library: Library, name: str) -> Changes:
    """Delete an album; its photos stay. Can be undone. Raises Unknown."""
    title = f"Delete the album “{name}”"
    with library.write() as connection, recording(connection, title) as record:
        number = _id(connection, name)
        inside = numbers(connection, _inside(number))
        record.delete(album_photo, [(number, one) for one in inside])
        record.delete(album, [(number,)])
        return record.changes


def all_albums(library: Library) -> list[Album]:
    """All albums in order of name; `photos` counts those that can be shown, 0 for smart ones."""
    filled = (
        select(album_photo.c.album_id, func.count())
        .join(photo, photo.c.id == album_photo.c.photo_id)
        .where(SHOWN)
        .group_by(album_photo.c.album_id)
    )
    with library.read() as connection:
        sizes = {number: size for number, size in connection.execute(filled)}  # noqa: C416
        rows = connection.execute(select(album.c.id, album.c.name, album.c.query)).all()
    found = [Album(number, name, query, sizes.get(number, 0)) for number, name, query in rows]
    return sorted(found, key=lambda one: fold(one.name))


def photo_ids(library: Library, name: str) -> array[int]:
    """The photos of an album picked by hand that can be shown, in its order. Raises Unknown."""
    with library.read() as connection:
        query = _inside(_id(connection, name)).join(photo, photo.c.id == album_photo.c.photo_id)
        return numbers(connection, query.where(SHOWN).order_by(album_photo.c.position))


def of_photos(library: Library, photo_ids: Iterable[int]) -> dict[str, int]:
    """The albums picked by hand that hold some of these photos, and how many; by name."""
    query = (
        select(album.c.name, func.count())
        .join(album_photo, album_photo.c.album_id == album.c.id)
        .where(album_photo.c.photo_id.in_(GIVEN))
        .group_by(album.c.id)
    )
    with library.read() as connection:
        rows = connection.execute(query, given(photo_ids)).all()
    return dict(sorted(((name, count) for name, count in rows), key=lambda row: fold(row[0])))


def _inside(number: int) -> Select[tuple[int]]:
    return select(album_photo.c.photo_id).where(album_photo.c.album_id == number)


def _make(record: Recorder, name: str, query: str | None) -> int:
    return record.insert(album, {"name": name, "folded": fold(name), "query": query})


def _find(connection: Connection, name: str) -> int | None:
    return connection.scalar(select(album.c.id).where(album.c.folded == fold(name.strip())))


def _id(connection: Connection, name: str) -> int:
    found = _find(connection, name)
    if found is None:
        raise Unknown(f"There is no album “{name}”.")
    return found


def _is_smart(connection: Connection, number: int) -> bool:
    query = select(album.c.query).where(album.c.id == number)
    return connection.scalar(query) is not None
