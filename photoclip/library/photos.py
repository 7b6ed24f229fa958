"""The photos of the library: looking them up, listing them, recording what was read of them."""

from __future__ import annotations

import os
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np
from sqlalchemy import Connection, and_, bindparam, func, select, update

from photoclip.domain import Changes, Flag, Photo, Problem
from photoclip.errors import InputError
from photoclip.library import files, looks, roots
from photoclip.library.database import Library
from photoclip.library.files import with_companions
from photoclip.library.history import recording
from photoclip.library.holding import innermost
from photoclip.library.names import some_photos
from photoclip.library.rows import (
    GIVEN,
    PHOTO_COLUMNS,
    batches,
    described,
    given,
    numbers,
    photos_of,
    stamp,
    storable,
)
from photoclip.library.schema import KEPT, PRESENT, SHOWN, UNREAD, folder, photo, root
from photoclip.library.walking import is_below

if TYPE_CHECKING:  # the room of images needs Pillow; we only look at the fields
    from photoclip.images.reading import Reading

Order = Literal["date", "name", "added", "rating"]

_ORDERS = {
    "date": (photo.c.moment.desc(), photo.c.id.desc()),
    "name": (func.lower(photo.c.name), photo.c.id),
    "added": (photo.c.added_at.desc(), photo.c.id.desc()),
    "rating": (photo.c.rating.desc(), photo.c.moment.desc(), photo.c.id.desc()),
}

_FLAGGING = {
    Flag.PICK: "Add {} to the favourites",
    Flag.REJECT: "Reject {}",
    Flag.NONE: "Take the flag from {}",
}

_Rows = list[dict[str, Any]]

_PHOTOS = select(*PHOTO_COLUMNS).join_from(photo, folder, photo.c.folder_id == folder.c.id)
_BY_ID = _PHOTOS.where(photo.c.id.in_(GIVEN))  # made once: making it takes 0.1 ms


@dataclass(frozen=True, slots=True)
class Counts:
    """How many photos can be shown, cannot, are gone, wait to be read; how many roots there are."""

    photos: int
    problems: int
    missing: int
    unread: int
    roots: int


@dataclass(frozen=True, slots=True)
class Month:
    """A stretch of the grid: how many of the photos in order of date are from this month."""

    year: int
    month: int
    photos: int


def get(library: Library, ids: Iterable[int]) -> list[Photo]:
    """The photos of these ids in the order given; ids that the library does not hold are left out.

    Meant for windows of some hundred.
    """
    wanted = list(ids)
    with library.read() as connection:
        rows = connection.execute(_BY_ID, given(wanted)).all()
        found = {one.id: one for one in with_companions(connection, photos_of(rows))}
    return [found[number] for number in wanted if number in found]


def by_paths(library: Library, paths: Iterable[Path]) -> dict[Path, Photo]:
    """The photos at these absolute paths, by the path that was given.

    A path through a symbolic link finds the photo that it leads to, and that of a companion the
    photo that it belongs to. Photos that were taken out of the library are not found, missing
    ones are.
    """
    wanted = list(dict.fromkeys(paths))
    found = _at(library, wanted)
    real = {path: Path(os.path.realpath(path)) for path in wanted if path not in found}
    there = _at(library, [target for path, target in real.items() if target != path])
    return found | {path: there[target] for path, target in real.items() if target in there}


def _at(library: Library, paths: Collection[Path]) -> dict[Path, Photo]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        names[str(path.parent)].append(path.name)
    found: dict[Path, Photo] = {}
    with library.read() as connection:
        for place, inside in names.items():
            for some in batches(inside):
                query = _PHOTOS.where(folder.c.path == place, photo.c.name.in_(some), KEPT)
                for one in with_companions(connection, photos_of(connection.execute(query))):
                    found[one.path] = one
                if len(some) > sum(Path(place, name) in found for name in some):
                    owners = files.owners(connection, place, some)
                    rows = connection.execute(_BY_ID.where(KEPT), given(owners.values()))
                    by_id = {one.id: one for one in with_companions(connection, photos_of(rows))}
                    for name, number in owners.items():
                        if number in by_id:
                            found.setdefault(Path(place, name), by_id[number])
    return found


def ids(library: Library, order: Order = "date", *, include_missing: bool = False) -> array[int]:
    """The ids of all photos that can be shown, newest first: 0.3 s for a million.

    `order` is by "date" (taken, else of the file; newest first), "name", "added" (last first)
    or "rating" (best first).
    """
    shown = (photo.c.problem_code.is_(None) & KEPT) if include_missing else SHOWN
    with library.read() as connection:
        return numbers(connection, select(photo.c.id).where(shown).order_by(*_ORDERS[order]))


def shown(library: Library, chosen: Iterable[int]) -> set[int]:
    """Those of the ids whose photos can be shown."""
    query = select(photo.c.id).where(photo.c.id.in_(GIVEN), SHOWN)
    with library.read() as connection:
        return set(numbers(connection, query, given(chosen)))


def months(library: Library) -> list[Month]:
    """The months of `ids(library)`, in its order, for headings in the grid."""
    query = select(photo.c.moment).where(SHOWN).order_by(*_ORDERS["date"])
    with library.read() as connection:
        moments = np.frombuffer(numbers(connection, query), dtype=np.int64)
    since_1970 = moments.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    found, sizes = np.unique(since_1970, return_counts=True)
    newest_first = zip(found[::-1].tolist(), sizes[::-1].tolist(), strict=True)
    return [Month(1970 + month // 12, month % 12 + 1, size) for month, size in newest_first]


def unread(library: Library, limit: int | None = None) -> list[tuple[int, Path]]:
    """Photos that wait to be read, new or changed, newest first.

    Those under a root or a drive that is offline are left out: they can wait, and are no problem.
    """
    offline = [root.id for root in roots.all_roots(library) if not root.online]
    away = [str(place) for place in roots.offline(library)]
    query = (
        select(photo.c.id, folder.c.path, photo.c.name)
        .join_from(photo, folder, photo.c.folder_id == folder.c.id)
        .where(UNREAD)
        .order_by(*_ORDERS["date"])
        .limit(limit)
    )
    if offline:
        query = query.where(folder.c.root_id.not_in(offline))
    with library.read() as connection:
        rows = connection.execute(query).all()
    return [
        (number, Path(place) / name)
        for number, place, name in rows
        if not any(is_below(place, hidden) for hidden in away)
    ]


def hashes(library: Library) -> dict[int, str]:
    """Content hash by id of all photos that can be shown and were read.

    A changed file that waits to be read again counts with the hash it had.
    """
    known = func.coalesce(photo.c.content_hash, photo.c.previous_hash)
    with library.read() as connection:
        rows = connection.execute(select(photo.c.id, known).where(SHOWN, known.is_not(None)))
        return {number: known_hash for number, known_hash in rows}  # noqa: C416


def counts(library: Library) -> Counts:
    """How the library stands."""
    with library.read() as connection:
        return Counts(
            *(
                connection.scalar(select(func.count()).select_from(table).where(condition)) or 0
                for table, condition in (
                    (photo, SHOWN),
                    (photo, and_(photo.c.problem_code.is_not(None), PRESENT)),
                    (photo, and_(photo.c.missing_since.is_not(None), KEPT)),
                    (photo, UNREAD),
                    (root, root.c.removed_at.is_(None)),
                )
            )
        )


def newest_id(library: Library) -> int:
    """The highest id that a photo has; 0 in an empty library."""
    with library.read() as connection:
        return connection.scalar(select(func.max(photo.c.id))) or 0


def showable_since(library: Library, newest: int) -> int:
    """How many photos with an id above `newest` can be shown."""
    with library.read() as connection:
        query = select(func.count()).select_from(photo).where(photo.c.id > newest, SHOWN)
        return connection.scalar(query) or 0


def problems(library: Library) -> list[Photo]:
    """The pictures that cannot be shown, each with its problem, in order of path."""
    query = _PHOTOS.where(photo.c.problem_code.is_not(None), PRESENT)
    with library.read() as connection:
        found = list(photos_of(connection.execute(query)))
    return sorted(found, key=lambda one: one.path)


def retry_problems(library: Library) -> Changes:
    """Let all pictures with a problem be read again."""
    mine = photo.c.problem_code.is_not(None) & PRESENT
    with library.write() as connection:
        retried = numbers(connection, select(photo.c.id).where(mine))
        again = {"problem_code": None, "problem": None, "content_hash": None}
        connection.execute(update(photo).where(mine).values(again))
    return Changes(photos=frozenset(retried))


def record(library: Library, readings: Iterable[Reading]) -> Changes:
    """Keep what was read of photos, in one transaction.

    A reading is ignored if the library does not hold the photo any more, or if its file moved
    and changed since. A file that vanished before it was read is not a problem but missing.
    """
    told = {reading.photo_id: reading for reading in readings}
    if not told:
        return Changes()
    gone = {number for number, reading in told.items() if _is_gone(reading)}
    online = {root.path: root.online for root in roots.all_roots(library)} if gone else {}
    online |= dict.fromkeys(roots.offline(library), False) if gone else {}
    good, bad, missing = _Rows(), _Rows(), _Rows()
    with library.write() as connection:
        for known in _known(connection, told):
            reading = told[known.id]
            stands = known.path == reading.path or known.mtime_ns == storable(reading.mtime_ns)
            if known.id in gone:
                if innermost(known.path, online):
                    missing.append({"of": known.id, "missing_since": stamp()})
            elif not stands:
                continue
            elif reading.problem is None:
                good.append({"of": known.id, **_read(reading)})
            elif reading.problem.code != "vanished":
                bad.append({"of": known.id, **_unreadable(reading, known)})
        change = update(photo).where(photo.c.id == bindparam("of"))
        for rows in (good, bad, missing):
            if rows:
                connection.execute(change, rows)
        looks.put(connection, {row["of"]: told[row["of"]].look for row in (*good, *bad)})
    return Changes(photos=frozenset(row["of"] for row in (*good, *bad, *missing)))


def _is_gone(reading: Reading) -> bool:
    return reading.problem is not None and not reading.path.exists()


def _read(reading: Reading) -> dict[str, Any]:
    return {
        "size": reading.size,
        "mtime_ns": storable(reading.mtime_ns),
        "content_hash": reading.content_hash,
        "previous_hash": None,
        "problem_code": None,
        "problem": None,
        "missing_since": None,
        **described(reading.metadata, reading.mtime_ns),
    }


def _unreadable(reading: Reading, known: Photo) -> dict[str, Any]:
    """What is kept of a problem. What was known of the photo stays, it may get well again."""
    problem = cast("Problem", reading.problem)
    looked = reading.mtime_ns != 0  # else not even the file's size is known
    return {
        "size": reading.size if looked else known.size,
        "mtime_ns": storable(reading.mtime_ns) if looked else known.mtime_ns,
        "content_hash": reading.content_hash,
        "problem_code": problem.code,
        "problem": problem.sentence,
    }


def set_rating(library: Library, ids: Iterable[int], rating: int) -> Changes:
    """Rate photos from 0 (not rated) to 5. Can be undone. Raises InputError for others."""
    if not 0 <= rating <= 5:
        raise InputError("A rating is a number from 0 to 5.")
    return _set(library, ids, "Rate {}", rating=rating)


def set_favourite(library: Library, ids: Iterable[int], favourite: bool = True) -> Changes:
    """Make photos favourites, or take that back. Can be undone."""
    if favourite:
        return set_flag(library, ids, Flag.PICK)
    return _set(library, ids, "Take {} from the favourites", favourite=0)


def set_flag(library: Library, ids: Iterable[int], flag: Flag) -> Changes:
    """Pick photos (which makes them favourites), reject them, or neither. Can be undone."""
    picked, rejected = int(flag is Flag.PICK), int(flag is Flag.REJECT)
    return _set(library, ids, _FLAGGING[flag], favourite=picked, rejected=rejected)


def rotate(library: Library, ids: Iterable[int], degrees: int) -> Changes:
    """Turn photos further by a multiple of 90 degrees clockwise. Can be undone.

    The files stay as they are. Raises InputError for other angles.
    """
    if degrees % 90:
        raise InputError("Photos are turned by 90, 180 or 270 degrees.")
    wanted = list(ids)
    turned = rotations(library)
    angles = {number: (turned.get(number, 0) + degrees) % 360 for number in wanted}
    name = f"Turn {some_photos(wanted)}"
    with library.write() as connection, recording(connection, name) as step:
        for angle in dict.fromkeys(angles.values()):
            some = [number for number in wanted if angles[number] == angle]
            step.update(photo, some, rotation=angle)
        return step.changes


def rotations(library: Library) -> dict[int, int]:
    """By how many degrees clockwise photos were turned; those that were not are left out."""
    turned = select(photo.c.id, photo.c.rotation).where(photo.c.rotation != 0)
    with library.read() as connection:
        return {number: degrees for number, degrees in connection.execute(turned)}  # noqa: C416


def rotations_of(library: Library, ids: Iterable[int]) -> dict[int, int]:
    """`rotations` of some photos: quick, since few photos are turned."""
    turned = select(photo.c.id, photo.c.rotation).where(photo.c.rotation != 0)
    query = turned.where(photo.c.id.in_(GIVEN))
    with library.read() as connection:
        return {number: degrees for number, degrees in connection.execute(query, given(ids))}  # noqa: C416


def set_caption(library: Library, ids: Iterable[int], caption: str) -> Changes:
    """Give photos a caption; an empty one removes it. Can be undone."""
    return _set(library, ids, "Caption {}", caption=caption.strip(), caption_unseen=0)


def apply_captions(library: Library, captions: Mapping[int, str]) -> Changes:
    """Give photos the captions that a machine wrote, each its own, unseen. Can be undone.

    Only photos without a caption get one. Nothing is learnt from it until the user sets it.
    """
    wanted = {number: text.strip() for number, text in captions.items() if text.strip()}
    without = select(photo.c.id).where(photo.c.id.in_(GIVEN), photo.c.caption == "")
    with library.write() as connection:
        free = [number for (number,) in connection.execute(without, given(wanted))]
        with recording(connection, f"Caption {some_photos(free)}") as step:
            for number in free:
                step.update(photo, [number], caption=wanted[number], caption_unseen=1)
            return step.changes


def remove(library: Library, ids: Iterable[int]) -> Changes:
    """Take photos out of the library; their files stay, and scans leave them out. Can be undone.

    What the user decided about them is kept and counts again when they come back.
    """
    return _set(library, ids, "Take {} out of the library", removed_at=stamp())


def _set(library: Library, ids: Iterable[int], name: str, **values: object) -> Changes:
    wanted = list(ids)
    with (
        library.write() as connection,
        recording(connection, name.format(some_photos(wanted))) as step,
    ):
        step.update(photo, wanted, **values)
        return step.changes


def _known(connection: Connection, ids: Iterable[int]) -> list[Photo]:
    return list(photos_of(connection.execute(_BY_ID.where(KEPT), given(ids))))
