"""The further files of photos, looked up: raw files, live videos, sidecars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, select

from photoclip.domain import Companion, CompanionKind, Photo
from photoclip.library.rows import GIVEN, given
from photoclip.library.schema import folder, photo_file

_OF_PHOTOS = (
    select(
        photo_file.c.photo_id,
        folder.c.path,
        photo_file.c.name,
        photo_file.c.kind,
        photo_file.c.size,
    )
    .join_from(photo_file, folder, photo_file.c.folder_id == folder.c.id)
    .where(photo_file.c.photo_id.in_(GIVEN))
    .order_by(photo_file.c.photo_id, photo_file.c.kind, photo_file.c.name)
)


def with_companions(connection: Connection, photos: Iterable[Photo]) -> list[Photo]:
    """The photos, each with its further files."""
    known = list(photos)
    found: defaultdict[int, list[Companion]] = defaultdict(list)
    rows = connection.execute(_OF_PHOTOS, given(one.id for one in known))
    for number, place, name, kind, size in rows:
        found[number].append(Companion(Path(place, name), CompanionKind(kind), size))
    if not found:
        return known
    return [
        replace(one, companions=tuple(found[one.id])) if one.id in found else one for one in known
    ]


def owners(connection: Connection, place: str, names: Sequence[str]) -> dict[str, int]:
    """The ids of the photos that files of a folder are companions of, by name."""
    query = (
        select(photo_file.c.name, photo_file.c.photo_id)
        .join_from(photo_file, folder, photo_file.c.folder_id == folder.c.id)
        .where(folder.c.path == place, photo_file.c.name.in_(names))
    )
    return {name: number for name, number in connection.execute(query)}  # noqa: C416
