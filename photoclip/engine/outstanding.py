"""What is left to do: the photos to read or embed, and the vectors that nobody needs."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from pathlib import Path

from photoclip.library import photos, roots
from photoclip.library.database import Library

Task = tuple[int, Path]


def photos_to_do(library: Library, stamps: Mapping[int, str] | None) -> list[Task]:
    """(id, path) of photos to read or embed, the newest first; those in offline roots wait.

    `stamps` says for which content hash, and turned how, each photo was embedded (`stamp_of`);
    None: photos are only read.
    """
    unread = photos.unread(library)
    todo = list(unread)
    if stamps is not None:
        todo += _lacking(library, stamps, {photo_id for photo_id, _path in unread})
    return _reachable(library, todo)


def to_embed(library: Library, stamps: Mapping[int, str]) -> list[Task]:
    """(id, path) of photos that were read and lack a vector of their content, the newest first."""
    unread = {photo_id for photo_id, _path in photos.unread(library)}
    return _reachable(library, _lacking(library, stamps, unread))


def offline_among(library: Library, photo_ids: Collection[int]) -> int:
    """How many of these photos can be shown and lie in roots that cannot be seen now."""
    known = set(photos.ids(library)).intersection(photo_ids)
    tasks = [(photo.id, photo.path) for photo in photos.get(library, sorted(known))]
    return len(tasks) - len(_reachable(library, tasks))


def _lacking(library: Library, stamps: Mapping[int, str], begun: Container[int]) -> list[Task]:
    turned = photos.rotations(library)
    lacking = {
        photo_id
        for photo_id, content_hash in photos.hashes(library).items()
        if photo_id not in begun
        and stamps.get(photo_id) != stamp_of(content_hash, turned.get(photo_id, 0))
    }
    if not lacking:
        return []
    newest_first = [i for i in photos.ids(library) if i in lacking]
    return [(photo.id, photo.path) for photo in photos.get(library, newest_first)]


def _reachable(library: Library, todo: list[Task]) -> list[Task]:
    offline = roots.offline(library)
    if not offline:
        return todo
    return [
        (photo_id, path)
        for photo_id, path in todo
        if not any(path.is_relative_to(root) for root in offline)
    ]


def stamp_of(content_hash: str, rotation: int) -> str:
    """What a vector shows: the content of a file, and how the user turned it."""
    return f"{content_hash}+{rotation}" if rotation else content_hash


def forgotten(library: Library, stamps: Mapping[int, str]) -> list[int]:
    """Photos that have a vector and are not in the library any more."""
    known = set(photos.ids(library, include_missing=True))
    known.update(photo.id for photo in photos.problems(library))
    return [photo_id for photo_id in stamps if photo_id not in known]
